"""Ranking: candidates are written once, and the better one becomes the likelier."""

import json
import threading
from contextlib import nullcontext
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file

from models.copy_bart import CopyBartForConditionalGeneration
from models.training.examples import held_out, read_rows
from models.training.rank import CANDIDATES, RankedBatches, Ranking, _lacking, _losses, rank
from models.training.score import rouge_l
from models.training.trainer import Config

CONFIG = Config(
    mixture={"xwlb headline": 1.0},
    steps=2,
    tokens_per_batch=256,
    windows=(64,),
    pool=2,
    encoder_rate=0.0,
    decoder_rate=1e-3,
    warmup=0.01,
    dropout=0.0,
    log_steps=1,
    dev_examples=0,
    checkpoint_minutes=60.0,
)
RANKING = Ranking(examples=12, candidates=3)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    rows = [
        {
            "id": f"a{n}",
            "source": "新闻联播",
            "date": "2024-10-01",
            "title": f"河西镇召开粮食收购工作会议{n}",
            "text": f"昨日县长李明远在河西镇主持召开今年第{n}次粮食收购工作会议。" * 5,
        }
        for n in range(20)
    ]
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "archive_xwlb_x.jsonl").write_text("".join(lines), "utf-8")
    return folder


def weights(folder):
    return {k: t for file in folder.glob("model*.safetensors") for k, t in load_file(file).items()}


@pytest.mark.parametrize(
    ("likely", "scores", "lacking"),
    [
        ([-1.0, -2.0], [0.9, 0.4], 0.0),  # apart by more than the margin
        ([-1.0, -1.2], [0.9, 0.4], 0.3),  # apart, but not far enough
        ([-2.0, -1.0], [0.9, 0.4], 1.5),  # the wrong way round
        ([-2.0, -1.0], [0.4, 0.4], 0.0),  # none is better
        ([-3.0, -2.0, -1.0], [0.9, 0.6, 0.6], 1.3 + 2.3),
    ],
)
def test_a_better_candidate_is_to_be_likelier_by_the_margin(likely, scores, lacking):
    found = _lacking(torch.tensor([likely]), torch.tensor([scores]), 1.0)
    assert found.item() == pytest.approx(lacking, abs=1e-5)
    twice = _lacking(torch.tensor([likely] * 2), torch.tensor([scores] * 2), 1.0)
    assert twice.item() == pytest.approx(lacking, abs=1e-5)


def test_who_is_stopped_while_candidates_are_written_does_not_train(
    data, tiny, tmp_path, monkeypatch
):
    stopped = threading.Event()
    stopped.set()
    monkeypatch.setattr("models.training.rank.stop_signal", lambda: nullcontext(stopped))
    settings = {"data": [data], "start": tiny / "generator", "out": tmp_path, "ranking": RANKING}
    assert not rank(config=CONFIG, **settings)
    assert not (tmp_path / "log.jsonl").exists()
    monkeypatch.undo()
    assert rank(config=CONFIG, **settings)
    assert len(list(read_rows(tmp_path / CANDIDATES))) == 12


def test_a_killed_run_goes_on_and_only_the_decoder_learns(data, tiny, tmp_path):
    start, out = tiny / "generator", tmp_path / "run"
    settings = {"data": [data], "start": start, "out": out, "ranking": RANKING}
    assert rank(config=CONFIG, **settings)
    rows = list(read_rows(out / CANDIDATES))
    assert len(rows) == 12
    assert len({row["source"] for row in rows}) == 12
    assert all(len(row["candidates"]) == 3 and not held_out(row["source"]) for row in rows)

    # As if killed within the sixth line: the others are kept, the rest written again.
    lines = (out / CANDIDATES).read_bytes().splitlines(keepends=True)
    (out / CANDIDATES).write_bytes(b"".join(lines[:5]) + lines[5][:30])
    assert rank(config=replace(CONFIG, steps=3), **settings)
    assert (out / CANDIDATES).read_bytes() == b"".join(lines)
    log = list(read_rows(out / "log.jsonl"))
    assert [row["step"] for row in log if "rank_loss" in row] == [1, 2, 3]

    before, after = weights(start), weights(out / "checkpoint")
    changed = {name for name, tensor in after.items() if not torch.equal(tensor, before[name])}
    assert "copy_query.weight" in changed
    assert all(name.startswith(("model.decoder.", "copy_")) for name in changed)
    with pytest.raises(ValueError, match="no headlines or briefs"):
        rank(config=replace(CONFIG, mixture={"cmrc2018": 1.0}), **settings | {"out": tmp_path})


def test_what_is_compared_is_each_texts_mean_log_probability(data, tiny, tmp_path):
    rank(data=[data], start=tiny / "generator", out=tmp_path, config=CONFIG, ranking=RANKING)
    batches = RankedBatches(
        path=tmp_path / CANDIDATES, config=CONFIG, start=tiny / "generator", step=0
    )
    batch = next(iter(batches))
    assert batch["labels"].shape[:2] == batch["scores"].shape == (4, 4)
    assert batch["scores"][:, 0].tolist() == [1.0] * 4
    targets = {row["target"]: row for row in read_rows(tmp_path / CANDIDATES)}
    wanted = {
        tuple(round(rouge_l(text, target), 4) for text in row["candidates"])
        for target, row in targets.items()
    }
    assert {tuple(round(s, 4) for s in own[1:]) for own in batch["scores"].tolist()} <= wanted

    model = CopyBartForConditionalGeneration.from_pretrained(tiny / "generator").eval()
    inputs = {name: batch[name] for name in ("input_ids", "attention_mask")}
    with torch.no_grad():
        text, lacking = _losses(model, batch, margin=0.5)
        likely = torch.stack(
            [
                torch.stack(
                    [
                        -model(
                            **{name: values[row : row + 1] for name, values in inputs.items()},
                            labels=batch["labels"][row, column : column + 1],
                        ).loss
                        for column in range(4)
                    ]
                )
                for row in range(4)
            ]
        )
    assert text.item() == pytest.approx(-likely[:, 0].mean().item(), abs=1e-4)
    expected = _lacking(likely[:, 1:], batch["scores"][:, 1:], 0.5)
    assert lacking.item() == pytest.approx(expected.item(), abs=1e-4)
    assert expected > 0


def test_training_makes_better_candidates_likelier(data, tiny, tmp_path):
    config = replace(CONFIG, steps=30, decoder_rate=3e-3)
    settings = {"data": [data], "start": tiny / "generator", "config": config}
    rank(out=tmp_path, ranking=replace(RANKING, margin=0.2), **settings)
    lacking = [row["rank_loss"] for row in read_rows(tmp_path / "log.jsonl") if "rank_loss" in row]
    assert sum(lacking[-5:]) < 0.8 * sum(lacking[:5])
