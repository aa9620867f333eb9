"""Every stage from the base to the exported model, through the command line, on a tiny base."""

import json
import random
import re
from dataclasses import replace
from itertools import islice
from math import inf

import pytest
import torch
from safetensors.torch import load_file

from models.calibration import Calibration
from models.embedder import SentenceEmbedder
from models.generator import Seq2SeqGenerator
from models.training import finetune, pretrain
from models.training.__main__ import SMOKE_STEPS, main
from models.training.ablate import VARIANTS, ablate
from models.training.archives import Body, load_bodies, passage, sentences
from models.training.average import average
from models.training.base import first_layers
from models.training.contrast import Settings as ContrastSettings
from models.training.contrast import contrast, pieces
from models.training.examples import held_out, read_all
from models.training.export import log_rows
from models.training.initial import start_generator
from models.training.questions import KINDS_ASKED, ask
from models.training.synthesize import BLOCK, OUTPUT, Settings, _Reader, synthesize
from models.training.trainer import Batches, Config, train
from tests.models.tiny import quantised_file, tiny_base

SENTENCES = (
    "昨日上午，县长李明远在河西镇主持召开今年的粮食收购工作会议。",
    "2024年9月30日，新建的东湖路图书馆今年上午正式开放。",
    "今年全县粮食总产量达到{n}万吨，比去年增加三成。",
    "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有座位{m}个。",
    "会议认为，今年粮食收购工作从九月开到十月，全县新建粮食局八处。",
)


def article(n, *, date="2024-10-01", title="县长李明远主持召开粮食收购工作会议", opening=""):
    body = "".join(SENTENCES[(n + row) % 5] for row in range(5)).format(n=100 + n, m=300 + n)
    return {
        "id": f"a{n}",
        "source": "新闻联播",
        "date": date,
        "title": title,
        "text": opening + body,
    }


def question(n):
    context = f"河西镇今年新建座位{100 + n}个，从九点开到晚上。"
    return {
        "id": f"q{n}",
        "source": "cmrc2018",
        "question": "河西镇新建多少座位？",
        "context": context,
        "answers": [f"{100 + n}个"],
        "answer_start": context.index(str(100 + n)),
        "answerable": True,
    }


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def weights(folder):
    return {k: t for file in folder.glob("model*.safetensors") for k, t in load_file(file).items()}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write(folder / "archive_xwlb_x.jsonl", [article(n) for n in range(80)])
    write(folder / "qa_train.jsonl", [question(n) for n in range(600)])
    write(folder / "qa_dev_cmrc2018.jsonl", [question(n) for n in range(600, 606)])
    return folder


@pytest.fixture
def bodies(data):
    return load_bodies([data])


def test_the_stages_from_the_base_to_an_exported_model(data, tmp_path, capsys):
    base, out = tmp_path / "tiny.bin", tmp_path / "out"
    base.write_bytes(quantised_file(tiny_base()))
    config = tmp_path / "finetune.toml"
    mixture = "cmrc2018 = 0.8\n'xwlb headline' = 0.1\nsynthetic = 0.1"
    config.write_text(f"[mixture]\n{mixture}\n", "utf-8")

    def run(stage, **options):
        words = [word for k, v in options.items() for word in (f"--{k.replace('_', '-')}", *v)]
        assert main([stage, *map(str, words), "--smoke"]) == 0

    run("base", source=[base], out=[out])
    run("pretrain", data=[data], start=[out / "start"], out=[out / "pre"])
    run("export", run=[out / "pre"], out=[out / "first"], shard_size=["40KB"])
    # No reader of two steps agrees with anything: all are kept, for finetune to have some.
    made = out / "made"
    run("synthesize", data=[data], model=[out / "first"], out=[made], agreement=[0])
    tuned = out / "tuned"
    run("finetune", config=[config], data=[data, made], start=[out / "first"], out=[tuned])
    run("export", run=[tuned], out=[out / "last"])
    made_of = json.loads((made / "synthesize.json").read_text("utf-8"))
    assert made_of["bodies"] == 2 * BLOCK["cpu"] < made_of["of"]
    both = [str(out / "first"), str(out / "last")]
    assert main(["average", *both, "--share", "0.25", "--out", str(out / "mean")]) == 0
    run("calibrate", model=[out / "last"], data=[data])
    assert main(["aside", *both, "--data", str(data), "--limit", "40"]) == 0
    printed = capsys.readouterr().out
    late = ["--limit", "40", "--since", "2999-01-01"]
    assert main(["aside", *both, "--data", str(data), *late]) == 0
    assert "headline" not in capsys.readouterr().out
    # All eighty articles have one headline: little may be enough to write it perfectly.
    score = r"(0\.\d{3}|1\.000)"
    for measure in ("answerable auroc of 40", "xwlb headline rouge_l of 3"):
        assert re.search(rf"^{measure}: {score} {score} \([+-]0\.", printed, re.MULTILINE)

    for stage in ("pre", "tuned"):
        with (out / stage / "log.jsonl").open(encoding="utf-8") as log:
            rows = [json.loads(line) for line in log]
        assert all(0 < row["loss"] < 20 for row in rows[:-1])
        assert rows[-1].keys() >= {"text_f1", "span_f1"}
        assert [row["step"] for row in rows] == [*range(1, SMOKE_STEPS + 1), SMOKE_STEPS]
    assert len(list((out / "first").glob("*.safetensors"))) > 1
    assert not list((out / "first").glob("state*"))
    assert not list((out / "first").glob("optimizer*"))
    first, last, mean = (weights(out / name) for name in ("first", "last", "mean"))
    assert {tensor.dtype for tensor in last.values()} == {torch.float16}
    for name, tensor in mean.items():
        wanted = 0.75 * first[name].float() + 0.25 * last[name].float()
        assert torch.allclose(tensor.float(), wanted, rtol=2e-3, atol=1e-4)
    assert "set aside" in Calibration.load(out / "last").note
    answer = Seq2SeqGenerator.load(out / "last").answer(["谁主持会议？"], [SENTENCES[0]])[0]
    best = answer.generations[0]
    assert SENTENCES[0][best.start : best.end] == best.text


def test_variants_are_compared_and_what_is_done_is_not_done_again(data, tmp_path, capsys):
    base, out, made = tmp_path / "tiny.bin", tmp_path / "out", tmp_path / "made"
    base.write_bytes(quantised_file(tiny_base()))
    made.mkdir()
    write(made / "qa_train.jsonl", [question(n) | {"source": "synthetic"} for n in range(40)])
    config = tmp_path / "ablate.toml"
    config.write_text("dev_examples = 0\n[mixture]\ncmrc2018 = 0.8\n'xwlb headline' = 0.2", "utf-8")
    command = ["ablate", "--smoke", "--source", base, "--data", data, "--out", out]
    command += ["--config", config, "--synthetic", made]

    def run(*variants):
        assert main([*map(str, command), *variants]) == 0
        return capsys.readouterr().out.splitlines()

    variants = list(VARIANTS)
    printed = run(*variants)
    assert printed[0] == f"1/{len(variants)} all"
    head, _, first, *others = printed[len(variants) :]
    assert head.startswith("| variant | text em (n 12) | text f1 (n 12) |")
    assert first.startswith("| all | 0.")
    assert [line.split(" | ")[0] for line in others] == [f"| {name}" for name in variants[1:]]
    assert all(" [" in line for line in others)
    for name, steps in (("all", 2), ("half-as-many-steps-more", 3), ("pre-trained-copy", 2)):
        log = (out / name / "tuned" / "log.jsonl").read_text("utf-8").splitlines()
        assert json.loads(log[-1])["step"] == steps
    assert len(run("all", "no copy head")) == 4
    with pytest.raises(SystemExit, match="no variant"):
        run("all", "no such thing")
    command[-2:] = []
    with pytest.raises(ValueError, match="--synthetic"):
        run("synthetic questions")


def test_a_stopped_variant_is_not_scored(data, tmp_path, monkeypatch):
    monkeypatch.setattr("models.training.ablate.train", lambda *_, **__: False)
    config = Config(mixture={"cmrc2018": 1.0}, steps=2)
    for name in ("all", "pre-trained: gap"):
        with pytest.raises(SystemExit, match="goes on"):
            ablate(tiny_base(), data=data, out=tmp_path, config=config, variants=[name])
    assert not list(tmp_path.glob("*/scores.json"))


def test_a_shut_copy_head_does_not_open(data, tmp_path):
    model, tokenizer = VARIANTS["no copy head"].start(tiny_base())
    model.save_pretrained(tmp_path / "start")
    tokenizer.save_pretrained(tmp_path / "start")
    config = Config(mixture={"cmrc2018": 1.0}, steps=5, tokens_per_batch=256, windows=(64,))
    config = replace(config, dev_examples=0, decoder_rate=1e-2)
    train(
        finetune.streams, data=[data], start=tmp_path / "start", out=tmp_path / "run", config=config
    )
    assert weights(tmp_path / "run" / "checkpoint")["copy_gate.bias"] < -20


def test_the_decoder_alone_learns_at_an_encoder_rate_of_0(data, tmp_path, tiny):
    config = Config(mixture={"cmrc2018": 1.0}, steps=3, tokens_per_batch=256, windows=(64,))
    config = replace(config, dev_examples=0, encoder_rate=0.0, checkpoint_minutes=0.0)
    start, run = tiny / "generator", tmp_path / "run"
    train(finetune.streams, data=[data], start=start, out=run, config=replace(config, steps=2))
    assert train(finetune.streams, data=[data], start=start, out=run, config=config)  # goes on
    before, after = weights(start), weights(run / "checkpoint")
    changed = {name for name, tensor in after.items() if not torch.equal(tensor, before[name])}
    assert {"copy_query.weight", "copy_gate.bias"} < changed
    assert all(name.startswith(("model.decoder.", "copy_")) for name in changed)
    layers = {name for name in after if name.startswith("model.decoder.layers")}
    assert len(layers & changed) > len(layers) / 2


def test_the_embedder_learns_and_its_training_goes_on(data, tmp_path):
    base, out = tmp_path / "tiny.bin", tmp_path / "out"
    base.write_bytes(quantised_file(tiny_base()))
    assert main(["base", "--source", str(base), "--out", str(out), "--smoke"]) == 0
    settings = ContrastSettings(steps=12, batch=8, rate=1e-3, share=0.5, headlines=8, save_steps=6)
    contrast(data=[data], start=out / "embedder", out=out / "run", settings=settings)
    rows = log_rows(out / "run")
    losses = [row["loss"] for row in rows if "loss" in row]
    assert losses[-1] < losses[0]
    assert any("eval_aside_cosine_accuracy@1" in row for row in rows)

    longer = replace(settings, steps=14)
    contrast(data=[data], start=out / "embedder", out=out / "run", settings=longer)
    assert max(row["step"] for row in log_rows(out / "run")) == 14

    before, after = (weights(out / name) for name in ("embedder", "run/embedder"))
    assert before.keys() == after.keys()
    assert {tensor.dtype for tensor in after.values()} == {torch.float16}
    assert any(not torch.equal(before[name], after[name]) for name in before)
    assert SentenceEmbedder.load(out / "run" / "embedder").embed_queries(["河西镇"]).shape[0] == 1


def test_a_piece_is_whole_sentences_and_a_question_goes_with_the_one_that_answers():
    text = "".join(SENTENCES)
    found = pieces(text, 60)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 60 for start, end in found)
    assert len(found) < len(SENTENCES)
    assert pieces(text, 5) == sentences(text)


def test_averaging_refuses_what_has_no_average(tmp_path):
    folders = []
    for layers in (1, 2):
        start = start_generator(first_layers(tiny_base(), layers), decoder_layers=1)
        folders.append(tmp_path / str(layers))
        start.save_pretrained(folders[-1])
    with pytest.raises(ValueError, match="differ in shape"):
        average(*folders, tmp_path / "out")
    with pytest.raises(ValueError, match="share is 2"):
        average(folders[0], folders[0], tmp_path / "out", share=2)


def test_bodies_late_set_aside_or_shared_with_dev_are_left_out(tmp_path):
    good = [article(n) for n in range(40) if not held_out(article(n)["text"])]
    dev = "这一句只在开发集的文章里和一篇档案文章里出现过。"
    late = [article(50, date="2025-11-01"), article(51, date=None)]
    undated = {**article(52, date=None, title=""), "source": "news2023"}
    assert not held_out(undated["text"])
    shared = article(53, opening=dev)
    aside = next(a for n in range(60, 200) if held_out((a := article(n))["text"]))
    write(tmp_path / "archive_x.jsonl", [*good, *late, undated, shared, aside])
    write(tmp_path / "summary_dev.jsonl", [{"text": f"别的话。{dev}", "target": ""}])
    found = load_bodies([tmp_path])
    assert [body.id for body in found] == [row["id"] for row in [*good, undated]]
    assert found[0].headline == good[0]["title"]
    assert found[-1].headline is None


def test_sentences_end_with_their_quotation_marks():
    text = "　他说：“先吃饭。”然后走了！\n第二段没有句号"
    assert [text[s:e] for s, e in sentences(text)] == [
        "他说：“先吃饭。”",
        "然后走了！",
        "第二段没有句号",
    ]


def test_a_passage_is_whole_consecutive_sentences(bodies):
    text = bodies[0].text
    found = [passage(text, length=70, rng=random.Random(seed)) for seed in range(30)]
    assert all("".join(each) in text and len("".join(each)) <= 70 for each in found)
    assert len({each[0] for each in found}) > 2
    assert passage("", length=70, rng=random.Random(0)) == []
    assert passage("太长的一句。", length=2, rng=random.Random(0)) == ["太长的一句。"]


def test_gap_sentences_say_what_the_others_say():
    lead = "河西镇新建图书馆，九月开放，共有三百个座位。"
    rest = ["河西镇新建图书馆位于东湖路。", "馆里共有三百个座位。", "它九月开放。", "天气晴。"]
    body = Body(id="x", text="".join([lead, *rest]), headline=None)
    example = pretrain.gap(body, random.Random(0))
    assert example.target == lead
    assert example.source == "_" + "".join(rest)


def test_infilled_spans_give_the_text_back(bodies):
    shares = []
    for seed, body in enumerate(bodies):
        example = pretrain.infill(body, random.Random(seed))
        spans = example.target.split("_")[1:]
        kept = example.source.split("_")
        assert len(kept) == len(spans) + 1
        text = kept[0] + "".join(a + b for a, b in zip(spans, kept[1:], strict=True))
        assert text in body.text
        shares.append(sum(map(len, spans)) / len(text))
    assert sum(shares) / len(shares) == pytest.approx(pretrain.MASKED, abs=0.04)


def test_a_copied_sentence_begins_with_the_prompts_cue(bodies):
    made = [pretrain.copy(body, random.Random(n)) for n, body in enumerate(bodies)]
    made = [example for example in made if example]
    assert len(made) > 10
    for example in made:
        cue = example.prompt.removeprefix("续写:")
        start, end = example.answer
        assert example.source[start:end] == example.target
        assert example.source[:start].endswith(cue)
        assert example.source.count(cue) == 1
        assert example.source[end] in "。！？；"


def test_a_task_that_fits_no_body_is_an_error(tmp_path, tiny):
    rows = [article(n, title="") for n in range(5)]
    write(tmp_path / "archive_x.jsonl", rows)
    config = Config(mixture={"archive headline": 1.0}, steps=1)
    with pytest.raises(ValueError, match="no example can be made"):
        train(
            pretrain.streams,
            data=[tmp_path],
            start=tiny / "generator",
            out=tmp_path / "run",
            config=config,
        )


def test_questions_stand_in_the_statements_words(bodies):
    rng = random.Random(0)
    asked = [each for body in bodies for each in ask(body, most=3, rng=rng)]
    assert {each.kind for each in asked} == set(KINDS_ASKED)
    for each in asked:
        end = each.start + len(each.answer)
        assert each.context[each.start : end] == each.answer
        assert each.answer not in each.question
        assert each.question.endswith("？")
    found = {(each.question, each.answer) for each in asked}
    assert ("昨日上午，谁在河西镇主持召开今年的粮食收购工作会议？", "李明远") in found
    assert ("新建的东湖路图书馆今年上午正式开放是在什么时候？", "2024年9月30日") in found
    assert ("今年全县粮食总产量达到多少吨？", "105万吨") in found


def test_a_sentence_without_anything_to_ask_for_is_not_asked_about():
    text = "他说这个办法很好。大家都同意他的看法，会议就这样结束了。"
    body = Body(id="x", text=text, headline=None)
    assert ask(body, most=3, rng=random.Random(0)) == []


def test_synthesis_goes_on_where_it_was_killed(data, tiny, tmp_path):
    settings = Settings(agreement=0.0)
    model = tiny / "generator"
    whole = synthesize(
        data=[data], model=model, out=tmp_path / "whole", settings=settings, minutes=inf
    )
    assert whole["bodies"] == whole["of"] == len(load_bodies([data]))
    assert sum(whole["kept"].values()) > 80
    expected = (tmp_path / "whole" / OUTPUT).read_bytes()
    assert len(expected.splitlines()) == sum(whole["kept"].values())

    torn = tmp_path / "torn"
    half = synthesize(data=[data], model=model, out=torn, settings=settings, minutes=0)
    assert half["bodies"] == 0
    with (torn / OUTPUT).open("ab") as file:
        file.write(b'{"id": "half a li')
    again = synthesize(data=[data], model=model, out=torn, settings=settings, minutes=inf)
    assert again == whole
    assert (torn / OUTPUT).read_bytes() == expected
    with pytest.raises(ValueError, match="was begun with settings"):
        synthesize(
            data=[data],
            model=model,
            out=torn,
            settings=replace(settings, agreement=0.5),
            minutes=inf,
        )


def test_a_question_is_kept_from_the_stated_agreement_on(data, bodies, tiny, tmp_path):
    random.Random(1).shuffle(bodies)
    reader = _Reader(tiny / "generator")
    asked, agreements = [], []
    for first in range(0, len(bodies), reader.block):
        block = bodies[first : first + reader.block]
        found = [e for b in block for e in ask(b, most=3, rng=random.Random(f"1 {b.id}"))]
        asked += found
        agreements += reader.agreements(found)
    threshold = sorted(agreements)[-10]
    assert 0 < threshold < 1
    settings = Settings(agreement=threshold, seed=1)
    done = synthesize(
        data=[data], model=tiny / "generator", out=tmp_path, settings=settings, minutes=inf
    )
    rows = list(read_all([tmp_path], "qa_train"))
    expected = [e for e, f1 in zip(asked, agreements, strict=True) if f1 >= threshold]
    assert [row["question"] for row in rows] == [each.question for each in expected]
    assert [row["answers"] for row in rows] == [[each.answer] for each in expected]
    assert {row["source"] for row in rows} == {"synthetic"}
    assert sum(done["kept"].values()) == len(expected) >= 10
    assert sum(done["dropped"].values()) == len(asked) - len(expected)


def test_an_agreement_is_that_of_its_own_question(bodies, tiny):
    asked = [each for body in bodies[:8] for each in ask(body, most=2, rng=random.Random(0))]
    reader = _Reader(tiny / "generator")
    assert reader.agreements(asked[::-1]) == reader.agreements(asked)[::-1]


def test_accumulated_batches_step_as_one(data, tiny, tmp_path):
    config = Config(mixture={"archive copy": 1.0}, steps=2, tokens_per_batch=256, pool=2)
    config = replace(config, accumulate=3, windows=(64,), dev_examples=2, log_steps=1)
    train(
        pretrain.streams, data=[data], start=tiny / "generator", out=tmp_path / "run", config=config
    )
    with (tmp_path / "run" / "log.jsonl").open(encoding="utf-8") as log:
        rows = [json.loads(line) for line in log]
    assert [row["step"] for row in rows] == [1, 2, 2]
    assert {"loss", "span_loss"} <= rows[0].keys()


@pytest.mark.parametrize(
    ("stream", "width"), [("archive copy", 96), ("archive gap", 64), ("xwlb headline", 64)]
)
def test_a_mixture_of_both_stages_has_windows_for_questions_and_for_the_rest(
    data, tiny, stream, width
):
    config = Config(mixture={"cmrc2018": 0.5, stream: 0.5}, tokens_per_batch=1024, pool=4)
    config = replace(config, windows=(96,), summary_windows=(64,))
    batches = Batches(
        streams=finetune.streams, data=[data], config=config, start=tiny / "generator", step=0
    )
    widths = {batch["input_ids"].shape[1] for batch in islice(batches, 8)}
    assert max(widths) == width


@pytest.mark.filterwarnings("ignore:This DataLoader will create")  # on one core
def test_workers_draw_different_batches(data, tiny, tmp_path):
    config = Config(mixture={"archive copy": 1.0}, tokens_per_batch=256, pool=2, workers=2)
    start = tiny / "generator"
    batches = Batches(streams=pretrain.streams, data=[data], config=config, start=start, step=0)
    loader = iter(
        torch.utils.data.DataLoader(
            batches, batch_size=None, num_workers=2, multiprocessing_context="spawn"
        )
    )
    first, second = next(loader), next(loader)
    alone = next(iter(batches))
    assert torch.equal(first["input_ids"], alone["input_ids"])
    assert first["input_ids"].tolist() != second["input_ids"].tolist()
