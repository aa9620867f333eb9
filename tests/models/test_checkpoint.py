"""A run's checkpoints: whole whenever it is killed, small, and gone on from where they were."""

import json
import tomllib
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from models import training
from models.training.__main__ import main
from models.training.checkpoint import Progress, checkpoint, load_state, replaced, save_state
from models.training.examples import Example
from models.training.trainer import Batches, Config, _optimizer, endless, seeded, train

CONFIG = Config(
    mixture={"questions": 0.7, "headlines": 0.3},
    steps=2,
    tokens_per_batch=128,
    pool=1,
    windows=(32,),
    warmup=0.01,
    log_steps=1,
    dev_examples=0,
    traditional_share=0.0,
    half_width_share=0.0,
)
TEXT = "{n}万吨是全县今年总产量，昨日上午县长李明远在河西镇主持召开粮食收购工作会议。"


def examples(data, config, rng, passed):
    """Two streams whose examples say which they are."""
    found = {}
    for name, prompt in (("questions", "问题:"), ("headlines", "标题:")):
        rows = [
            Example(prompt=prompt, source=TEXT.format(n=n), target=f"{n}万吨")
            for n in range(100, 180)
        ]
        found[name] = endless(rows, seeded(config, 0), passed=passed.get(name, 0))
    return found


def run_to(steps, start, out, **settings):
    config = replace(CONFIG, steps=steps, **settings)
    return train(examples, data=[], start=start, out=out, config=config)


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def weights(folder):
    return {k: t for file in folder.glob("model*.safetensors") for k, t in load_file(file).items()}


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("moment", ["state", "sync", "first rename", "second rename", "clean up"])
def test_whenever_a_run_is_killed_a_whole_checkpoint_is_left(tiny, tmp_path, monkeypatch, moment):
    start, out = tiny / "generator", tmp_path / "run"
    run_to(2, start, out)
    before = contents(checkpoint(out))
    renames = []

    def rename(self, target):
        renames.append(target)
        if moment == ("first rename", "second rename")[min(len(renames), 2) - 1]:
            raise Killed
        return renamed(self, target)

    def killed(*_, **__):
        if moment != "clean up" or renames:
            raise Killed

    renamed = Path.rename
    monkeypatch.setattr(Path, "rename", rename)
    broken = {"state": "save_state", "sync": "_sync", "clean up": "shutil.rmtree"}.get(moment)
    if broken:
        module = "trainer" if moment == "state" else "checkpoint"
        monkeypatch.setattr(f"models.training.{module}.{broken}", killed)
    with pytest.raises(Killed):
        run_to(3, start, out)
    monkeypatch.undo()

    left = contents(checkpoint(out))
    state = json.loads(left["state.json"])["progress"]
    assert (left == before) == (state["step"] == 2) == (moment != "clean up")
    assert run_to(4, start, out)
    assert [path.name for path in out.glob("checkpoint*")] == ["checkpoint"]


def test_a_folder_that_was_not_ended_is_no_checkpoint(tmp_path):
    unfinished = replaced(tmp_path)
    (unfinished.__enter__() / "state.json").write_text("{}", "utf-8")
    assert checkpoint(tmp_path) is None
    with replaced(tmp_path) as folder:
        assert not list(folder.iterdir())
        (folder / "state.json").write_text("{}", "utf-8")
    assert checkpoint(tmp_path) == tmp_path / "checkpoint"


@pytest.mark.parametrize("name", ["adamw", "adafactor"])
def test_an_optimiser_goes_on_as_if_it_had_not_been_stopped(tmp_path, name):
    def model():
        torch.manual_seed(0)
        layers = torch.nn.Module()
        layers.fc = torch.nn.Linear(6, 4)
        return layers

    def step(layers, optimizer, seed):
        torch.manual_seed(seed)
        for group in optimizer.param_groups:
            group["lr"] = 1e-2
        layers.fc(torch.randn(3, 6)).square().sum().backward()
        optimizer.step()
        optimizer.zero_grad()

    config = replace(CONFIG, optimizer=name)
    whole, stopped = model(), model()
    there, before = _optimizer(whole, config), _optimizer(stopped, config)
    for seed in range(3):
        step(whole, there, seed)
        step(stopped, before, seed)
    save_state(tmp_path, before, Progress(step=3, tokens=7, passed={"标题": 2}))
    after = _optimizer(stopped, config)
    assert load_state(tmp_path, after) == Progress(step=3, tokens=7, passed={"标题": 2})
    step(whole, there, 3)
    step(stopped, after, 3)
    assert torch.equal(whole.fc.weight, stopped.fc.weight)
    assert torch.equal(whole.fc.bias, stopped.fc.bias)


def test_a_run_goes_on_where_it_was_in_each_stream(tiny):
    """An epoch in two halves is an epoch."""

    def drawn(count, passed):
        batches = Batches(
            streams=examples,
            data=[],
            config=replace(CONFIG, mixture={"questions": 1.0}),
            start=tiny / "generator",
            step=0,
            passed=passed,
        )
        rows = (row for batch in batches for row in batch["input_ids"].tolist())
        return [tuple(row) for row in islice(rows, count)]

    first, second = drawn(40, {}), drawn(40, {"questions": 40})
    assert len({*first, *second}) == 80
    assert drawn(80, {}) == first + second
    assert drawn(20, {"questions": 3 * 80 + 4}) != first[4:24]  # another epoch, another order


def test_what_was_seen_is_counted_by_stream_and_token(tiny, tmp_path):
    run_to(3, tiny / "generator", tmp_path)
    state = json.loads((tmp_path / "checkpoint" / "state.json").read_text("utf-8"))["progress"]
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert state["passed"].keys() == {"questions", "headlines"}
    assert sum(state["passed"].values()) == 12  # three batches of four windows
    assert 3 * 96 < state["tokens"] == rows[-1]["tokens"] <= 3 * 128


def test_a_run_ends_with_its_tokens_at_a_constant_rate(tiny, tmp_path):
    rates = []

    class Watched(torch.optim.SGD):
        def step(self, closure=None):
            rates.append(self.param_groups[0]["lr"])
            return super().step(closure)

    def optimizer(model, config):
        return Watched([{"params": model.parameters(), "lr": 0.0, "peak": 1e-3}])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("models.training.trainer._optimizer", optimizer)
        run_to(0, tiny / "generator", tmp_path, tokens=1200, schedule="constant", warmup=0.3)
    state = json.loads((tmp_path / "checkpoint" / "state.json").read_text("utf-8"))["progress"]
    assert 1200 <= state["tokens"] < 1200 + 128
    assert rates == sorted(rates)
    assert rates[0] < rates[1] < rates[-1] == rates[-2] == pytest.approx(1e-3)


def test_what_is_exported_is_the_average_and_what_is_carried_goes_on(tiny, tmp_path):
    start, out = tiny / "generator", tmp_path / "run"
    settings = {"optimizer": "adafactor", "average_steps": 4, "encoder_rate": 1e-2}
    assert run_to(3, start, out, **settings)
    last, average = weights(out / "checkpoint"), weights(out / "checkpoint" / "average")
    name = "model.encoder.layers.0.fc1.weight"
    begun = weights(start)[name]
    near, far = ((w[name] - begun).norm() for w in (average, last))
    assert 0 < near < 0.9 * far

    assert main(["export", "--run", str(out), "--out", str(tmp_path / "exported")]) == 0
    exported = weights(tmp_path / "exported")
    assert torch.equal(exported[name], average[name].half())

    away = tmp_path / "away" / "checkpoint"
    assert main(["carry", "--run", str(out), "--out", str(away)]) == 0
    assert {path.suffix for path in away.iterdir()} == {".json", ".safetensors"}
    parameters = sum(tensor.numel() for tensor in last.values())
    size = sum(path.stat().st_size for path in away.glob("*.safetensors"))
    assert size < 3 * parameters  # fp16, and an optimiser's state of hardly any size
    assert run_to(4, start, away.parent, **settings)
    state = json.loads((away / "state.json").read_text("utf-8"))["progress"]
    assert state["step"] == 4
    assert torch.allclose(weights(away)[name], last[name], atol=0.05)


@pytest.mark.parametrize("command", ["export", "carry"])
def test_a_run_without_a_checkpoint_has_nothing_to_give(tmp_path, command):
    with pytest.raises(ValueError, match="has no checkpoint"):
        main([command, "--run", str(tmp_path), "--out", str(tmp_path / "out")])


@pytest.mark.parametrize("name", ["finetune", "long", "pretrain", "ablate"])
def test_a_stages_settings_are_those_of_a_run(name):
    path = Path(training.__file__).with_name(f"{name}.toml")
    config = Config(**tomllib.loads(path.read_text("utf-8")))
    assert sum(config.mixture.values()) == pytest.approx(1, abs=0.05)
    assert all(share > 0 for share in config.mixture.values())
    assert config.schedule in ("linear", "constant")
    assert config.optimizer in ("adamw", "adafactor")
