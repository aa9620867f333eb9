import json
import lzma
import os
import random
import shutil
import signal
from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoTokenizer

from models.calibration import Calibration
from models.copy_bart import IGNORED
from models.generator import Seq2SeqGenerator
from models.prompts import REFUSAL
from models.training.__main__ import main
from models.training.archives import load_bodies
from models.training.dev import autocast
from models.training.examples import (
    HEADLINE_READ,
    MASK,
    Example,
    copyable_share,
    encode,
    half_width,
    held_out,
    is_derived,
    load_examples,
    mask_spans,
    near_texts,
    read_rows,
    traditional,
    training_headline,
    without_answer,
)
from models.training.export import log_rows
from models.training.finetune import streams
from models.training.score import exact_match, overlap_f1, rouge_l
from models.training.trainer import Batches, Config, train

PLACES = ["河西镇", "东湖路", "新县", "图书馆", "粮食局"]


def question(n):
    place, count = PLACES[n % 5], 100 + n
    context = f"{place}今年新建座位{count}个，从九点开到晚上。" + "每天会议增加粮食。" * (n % 4)
    answer = f"{count}个"
    if n % 7 == 0:
        answer = None
    return {
        "id": f"q{n}",
        "source": "cmrc2018",
        "question": f"{place}新建多少座位？" if answer else "谁主持会议？",
        "context": context,
        "answers": [answer] if answer else [],
        "answer_start": context.index(answer) if answer else None,
        "answerable": bool(answer),
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with lzma.open(folder / "qa_train.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(question(n), ensure_ascii=False) + "\n" for n in range(600))
    rows = [question(n) for n in range(1, 6)]
    (folder / "qa_dev_cmrc2018.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    archive = [
        {
            "id": f"a{n}",
            "source": "新闻联播",
            "date": date,
            "title": f"河西镇召开粮食会议增加座位{n}",
            "text": f"昨日县长李明远在河西镇主持召开粮食会议，座位增加{n}个。" * 6,
            "tags": [],
        }
        for n, date in enumerate(["2020-01-01", "2025-10-31", "2025-11-01", None])
    ]
    (folder / "archive_xwlb_x.jsonl").write_text("\n".join(map(json.dumps, archive)), "utf-8")
    summary = [
        {"source": "xwlb", "kind": kind, "text": archive[n]["text"], "target": "粮食会议", "id": n}
        for n, kind in enumerate(["headline", "brief"])
    ]
    (folder / "summary_train.jsonl").write_text("\n".join(map(json.dumps, summary)), "utf-8")
    (folder / "summary_dev.jsonl").write_text(json.dumps(summary[0]), "utf-8")
    return folder


def weights(folder):
    return {k: t for file in folder.glob("model*.safetensors") for k, t in load_file(file).items()}


def progress(run):
    return json.loads((run / "checkpoint" / "state.json").read_text("utf-8"))["progress"]


def test_dev_texts_late_items_and_set_aside_questions_are_not_trained_on(data):
    found = load_examples([data])
    aside = load_examples([data], aside=True)
    assert aside.keys() == {"cmrc2018"}
    assert {k: len(v) for k, v in found.items() if k != "cmrc2018"} == {
        "xwlb brief": 1,
        "xwlb headline": 1,
    }
    assert len(found["cmrc2018"]) + len(aside["cmrc2018"]) == 600 - 5  # five are on dev texts
    assert all(held_out(e.source) for e in aside["cmrc2018"])
    assert {e.source for e in aside["cmrc2018"]}.isdisjoint(e.source for e in found["cmrc2018"])
    assert found["xwlb headline"][0].target == "河西镇召开粮食会议增加座位1"


def test_other_questions_on_a_dev_text_are_not_trained_on(tmp_path):
    rows = [question(n) for n in range(40)]
    (tmp_path / "qa_train.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    dev = rows[7] | {"question": "谁主持会议？"}
    (tmp_path / "qa_dev_x.jsonl").write_text(json.dumps(dev), "utf-8")
    summary = {"source": "xwlb", "kind": "brief", "text": rows[8]["context"], "target": "座位"}
    (tmp_path / "summary_dev.jsonl").write_text(json.dumps(summary), "utf-8")
    found = [
        e for aside in (False, True) for e in load_examples([tmp_path], aside=aside)["cmrc2018"]
    ]
    assert {e.source for e in found} == {row["context"] for row in rows[:7] + rows[9:]}


def test_early_archive_items_may_be_left_out(data):
    for since, wanted in (("", 1), ("2025-10-31", 1), ("2025-11-01", 0)):
        assert len(load_examples([data], since=since).get("xwlb headline", [])) == wanted
        # The other headlines have no date, and stay.
        assert len(load_examples([data], since=since)["xwlb brief"]) == 1


@pytest.mark.parametrize(
    ("source", "date", "early"),
    [
        ("新闻联播", "2025-10-31", True),
        ("新闻联播", "2025-11-01", False),
        ("河西报", "2025-10-31", True),  # of a paper that is not known: as the strictest
        ("河西报", "2025-11-01", False),
        ("河西报", None, False),
        ("rmrb_2026", "2026-06-30", True),
        ("rmrb_2026", "2026-07-01", False),
        ("xxsb", "2026-07-01", False),
        ("rmrb_1998", "1998-01-25", True),
        ("rmrb_1998", "1998-01-26", False),
        ("rmrb_1946", "1946-05-31", True),
        ("zaobao", "2024-02-29", True),
        ("zaobao", "2024-03-01", False),
        ("news2023", None, True),
        ("xinhua_1990", None, True),
    ],
)
def test_each_source_is_learnt_from_until_its_own_day(tmp_path, source, date, early):
    text = "昨日县长李明远在河西镇主持召开粮食会议，座位增加。" * 7
    row = {"id": "a", "source": source, "date": date, "text": text, "tags": []}
    row |= {"title": "河西镇召开粮食会议增加座位"}
    (tmp_path / "archive_x.jsonl").write_text(json.dumps(row), "utf-8")
    assert not held_out(text)
    assert bool(load_bodies([tmp_path])) == early
    found = load_examples([tmp_path])
    name = "xwlb headline" if source == "新闻联播" else f"{source} headline"
    assert list(found) == ([name] if early else [])


def test_summaries_of_a_paper_with_its_own_day_end_there_too(tmp_path):
    rows = [
        {
            "source": source,
            "kind": "headline",
            "date": date,
            "text": f"{date}开会。",
            "target": "会",
        }
        for source in ("zaobao", "cctv_web")
        for date in ("2024-02-29", "2024-03-01", "2026-01-31")
    ]
    (tmp_path / "summary_train.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    found = {name: len(examples) for name, examples in load_examples([tmp_path]).items()}
    assert found == {"zaobao headline": 1, "cctv_web headline": 3}


def test_more_questions_are_read_from_their_own_file(tmp_path):
    for stem, source in (("qa_train", "cmrc2018"), ("qa_extra_train", "webqa_sample")):
        rows = [question(n) | {"source": source} for n in range(40)]
        (tmp_path / f"{stem}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert load_examples([tmp_path], summaries=False).keys() == {"cmrc2018", "webqa_sample"}


@pytest.mark.parametrize(
    ("target", "share"),
    [
        ("河西镇召开粮食会议", 1.0),
        ("河西镇：召开“粮食会议”！", 1.0),  # marks are anyone's own
        ("河西镇决策会议", 5 / 7),
        ("座位增加30个", 1.0),
        ("座位增加3个", 0.0),  # not that number, though its digit stands there
        ("座位增加30.5个", 0.0),
        ("！", 0.0),
        ("图书馆", 0.0),  # of what follows after the beginning
    ],
)
def test_a_headlines_share_of_what_its_text_says(target, share):
    text = "昨日县长在河西镇召开粮食会议，座位增加30个。" + "。" * HEADLINE_READ + "图书馆"
    assert copyable_share(target, text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("target", "derived"),
    [
        ("县长召开粮食会议", True),
        ("县长：召开“粮食会议”！", True),
        ("河西镇座位增加", False),  # of two sentences
        ("会议召开", False),  # turned round
        ("座位增加30个", True),
        ("座位增加31个", False),
        ("图书馆", False),  # of what follows after the beginning
        ("！", False),
    ],
)
def test_a_headline_that_one_sentence_of_its_text_has(target, derived):
    text = "昨日县长在河西镇召开粮食会议。座位增加30个。" + "。" * HEADLINE_READ + "图书馆"
    assert is_derived(target, text) is derived


def test_derived_headlines_are_learnt_from_more_often(tmp_path):
    targets = ["河西镇召开粮食会议", "粮食会议在河西召开了"]
    rows = [
        {
            "id": str(n),
            "source": "cctv_web",
            "kind": "headline",
            "date": "2025-01-01",
            "text": "昨日县长在河西镇召开粮食会议。座位增加30个。",
            "target": target,
        }
        for n, target in enumerate(targets)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "summary_train.jsonl").write_text(lines, "utf-8")
    found = streams([tmp_path], Config(derived=3, mixture={}), random.Random(1), {})
    stream = found["cctv_web headline"]
    drawn = Counter(next(stream).target for _ in range(8))
    assert drawn == {targets[0]: 6, targets[1]: 2}


def test_headlines_that_say_what_the_text_does_not_may_be_left_out(tmp_path):
    targets = ["河西镇召开粮食会议", "县长决策要办大事", "座位增加3个"]
    rows = [
        {
            "source": "lcsts",
            "kind": kind,
            "date": None,
            "text": "昨日县长在河西镇召开粮食会议，座位增加30个。" + "好" * n,
            "target": target,
        }
        for n in range(30)
        for kind, target in [*(("headline", each) for each in targets), ("brief", targets[1])]
    ]
    (tmp_path / "summary_train.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    for share, learnt in ((0.0, set(targets)), (0.85, set(targets[:1]))):
        found = streams([tmp_path], Config(mixture={}, copyable=share), random.Random(0), {})
        drawn = {name: {e.target for e in islice(found[name], 200)} for name in list(found)[:2]}
        assert drawn == {"lcsts headline": learnt, "lcsts brief": {targets[1]}}


@pytest.mark.parametrize(
    ("title", "learnt"),
    [
        ("【新春见闻】河西镇召开粮食工作会议", "河西镇召开粮食工作会议"),
        ("【河西见闻】河西镇召开粮食工作会议", "【河西见闻】河西镇召开粮食工作会议"),
        ("河西镇召开会议 【新春见闻】", None),  # what is left is no headline
        ("【新春见闻】【河西见闻】", None),
    ],
)
def test_a_series_the_text_does_not_name_is_not_learnt(title, learnt):
    text = "本台推出《河西见闻》专栏。" + "昨日河西镇召开粮食工作会议。" * 12
    row = {"source": "新闻联播", "title": title, "text": text, "date": "2024-10-01"}
    assert training_headline(row) == learnt


def test_a_broken_line_is_named(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"a": 1}\n{"a": \n', "utf-8")
    with pytest.raises(ValueError, match=r"x\.jsonl:2: "):
        list(read_rows(tmp_path / "x.jsonl"))


def test_a_window_holds_its_answer_wherever_it_is_cut(tiny, data):
    tokenizer = AutoTokenizer.from_pretrained(tiny / "generator")
    examples = [e for e in load_examples([data])["cmrc2018"] if e.answer and len(e.source) > 40]
    starts = set()
    for seed, example in enumerate(examples[:60]):
        encoded = encode(example, tokenizer, window=40, rng=random.Random(seed))
        first, last = encoded.span
        assert len(encoded.input_ids) <= 40
        assert tokenizer.decode(encoded.input_ids[first : last + 1]) == example.target
        assert tokenizer.decode(encoded.labels[:-1]) == example.target
        starts.add(first)
    assert len(starts) > 3


def test_masked_spans_are_of_the_text_and_remembered(tiny, data):
    tokenizer = AutoTokenizer.from_pretrained(tiny / "generator")
    rows, lengths, kinds = [], [], {"mask": 0, "same": 0, "other": 0}
    for seed in range(60):
        rng = random.Random(seed)
        example = Example(prompt="遮盖:", source="县长在河西镇召开粮食会议" * 9, target="")
        before = encode(example, tokenizer, window=80, rng=rng)
        after = mask_spans(before, tokenizer, share=0.15, rng=rng)
        text = range(before.input_ids.index(2) + 1, len(before.input_ids) - 1)
        places = [place for place, label in enumerate(after.masked) if label != IGNORED]
        assert len(after.masked) == len(after.input_ids) == len(before.input_ids)
        assert set(places) <= set(text)
        for place, (old, new) in enumerate(zip(before.input_ids, after.input_ids, strict=True)):
            assert after.masked[place] in (IGNORED, old)
            assert new == old or place in places
            if place in places:
                mask = new == tokenizer.convert_tokens_to_ids(MASK)
                kinds["mask" if mask else "same" if new == old else "other"] += 1
        rows.append(len(places) / len(text))
        starts = [place for place in places if place - 1 not in places]
        lengths.append(len(places) / len(starts))
    assert min(rows) >= 0.15
    assert max(rows) < 0.4
    assert 2 < sum(lengths) / 60 < 4.5
    shares = {kind: count / sum(kinds.values()) for kind, count in kinds.items()}
    assert 0.7 < shares["mask"] < 0.9
    assert min(shares.values()) > 0.03


def test_the_encoder_alone_learns_what_is_masked(tiny, tmp_path):
    texts = ["县长在河西镇召开粮食会议。", "新建的图书馆位于东湖路八号。"]
    rows = [
        {"id": str(n), "source": "news2023", "date": None, "title": "", "text": texts[n % 2] * 12}
        for n in range(8)
    ]
    (tmp_path / "archive_x.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    config = Config(mixture={"archive mask": 1.0}, steps=60, tokens_per_batch=512, windows=(64,))
    config = replace(config, mask_weight=1.0, pool=2, log_steps=20, dev_examples=0, dropout=0.0)
    config = replace(config, encoder_rate=3e-3, decoder_rate=3e-3)
    out = tmp_path / "run"
    train(streams, data=[tmp_path], start=tiny / "generator", out=out, config=config)
    losses = [row["mask_loss"] for row in log_rows(out) if "mask_loss" in row]
    assert losses[-1] < 0.8 * losses[0]
    before, after = weights(tiny / "generator"), weights(out / "checkpoint")
    changed = {name for name in after if not torch.equal(after[name], before[name])}
    assert any(name.startswith("model.encoder.layers") for name in changed)
    assert not any(name.startswith(("model.decoder.layers", "copy_", "span_")) for name in changed)


def test_masked_texts_and_the_others_are_in_batches_of_their_own(tiny, data, tmp_path):
    rows = [{"source": "news2023", "date": None, "title": "", "id": "a"}]
    text = "县长在河西镇召开粮食会议。" * 12
    (tmp_path / "archive_x.jsonl").write_text(json.dumps(rows[0] | {"text": text}), "utf-8")
    config = Config(mixture={"cmrc2018": 0.5, "archive mask": 0.5}, tokens_per_batch=512)
    config = replace(config, steps=6, pool=2, windows=(64,), log_steps=1, dev_examples=0)
    settings = {"data": [data, tmp_path], "start": tiny / "generator"}
    batches = list(islice(Batches(streams=streams, config=config, step=0, **settings), 12))
    for batch in batches:
        assert set(batch["streams"].tolist()) == ({1} if "masked" in batch else {0})
    assert 0 < sum("masked" in batch for batch in batches) < 12
    train(streams, out=tmp_path / "run", config=config, **settings)
    parts = [row.keys() & {"loss", "mask_loss"} for row in log_rows(tmp_path / "run")[:-1]]
    assert {"loss"} in parts
    assert {"mask_loss"} in parts


def test_a_question_without_its_answer_is_refused(data):
    rng = random.Random(0)
    examples = load_examples([data])["cmrc2018"]
    for example in [e for e in examples if e.answer][:40]:
        emptied = without_answer(example, window=20, rng=rng, others=examples)
        assert emptied is example or (
            emptied.target == REFUSAL and example.target not in emptied.source
        )


def test_a_near_text_is_another_much_like_it(data):
    examples = load_examples([data])["cmrc2018"]
    for example, near in zip(examples, near_texts(examples, count=3), strict=True):
        assert len(near) == 3
        assert example.source not in near
        if example.answer:
            place = example.source.partition("今年")[0]
            assert all(text.startswith(place) for text in near)


def test_questions_of_near_texts_are_refusals(data):
    config = Config(mixture={}, refusal_share=1.0, near_share=1.0, preface_share=0.0)
    stream = streams([data], config, random.Random(0), {})["cmrc2018"]
    known = {e.source for e in load_examples([data])["cmrc2018"]}
    for example in islice(stream, 50):
        assert example.target == REFUSAL
        assert example.answer is None
        assert example.source in known


def test_questions_with_long_answers_may_be_left_out(tmp_path):
    rows = [question(n) for n in range(1, 200)]
    for row in rows[::2]:
        row["answers"] = [row["context"].split("，")[0] for _ in row["answers"]]
        row["answer_start"] = 0 if row["answers"] else None
    (tmp_path / "qa_train.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")

    def drawn(longest):
        config = Config(mixture={}, refusal_share=0.0, longest_answer=longest)
        stream = streams([tmp_path], config, random.Random(0), {})["cmrc2018"]
        return {e.target for e in islice(stream, 400)}

    every, short = drawn(0), drawn(4)
    assert {len(target) for target in short} == {4, len(REFUSAL)}
    assert short < every
    assert max(map(len, every)) > len(REFUSAL)
    assert drawn(1) == {REFUSAL}


def test_traditional_characters_keep_the_answers_place(data):
    example = next(e for e in load_examples([data])["cmrc2018"] if e.answer)
    changed = traditional(example)
    assert "開到晚上" in changed.source
    assert (
        changed.source[slice(*changed.answer)]
        == changed.target
        == example.target.replace("个", "個")
    )


def test_half_width_marks_keep_the_answers_place(data):
    example = half_width(next(e for e in load_examples([data])["cmrc2018"] if e.answer))
    assert "," in example.source
    assert "，" not in example.source
    assert example.prompt.endswith("?")
    assert example.source[slice(*example.answer)] == example.target


@pytest.mark.parametrize(
    ("text", "references", "em", "f1"),
    [
        ("２００间", ["200间"], 0, 0.25),
        ("《人民日报》", ["人民日报"], 1, 1),
        ("北京时间十月三日", ["十月三日"], 0, 2 / 3),
        ("", ["十月"], 0, 0),
        ("十月", ["三日", "十月三日"], 0, 2 / 3),
    ],
)
def test_scores(text, references, em, f1):
    assert exact_match(text, references) == em
    assert overlap_f1(text, references) == pytest.approx(f1)


def test_rouge_l():
    assert rouge_l("一三五", "一二三四五") == pytest.approx(0.75)
    assert rouge_l("", "一") == 0


def test_the_stages_from_a_start_to_an_exported_model(tiny, data, tmp_path):
    mixture = {"cmrc2018": 0.8, "xwlb brief": 0.2}
    config = Config(
        mixture=mixture,
        steps=40,
        tokens_per_batch=512,
        windows=(64,),
        dev_examples=4,
        log_steps=4,
    )
    run = tmp_path / "run"
    train(streams, data=[data], start=tiny / "generator", out=run, config=config)
    rows = [json.loads(line) for line in (run / "log.jsonl").read_text("utf-8").splitlines()]
    losses = [row["loss"] for row in rows if "loss" in row]
    assert losses[-1] < losses[0]
    assert {"text_f1", "span_f1", "minutes"} <= rows[-1].keys()
    assert rows[-1]["step"] == 40

    longer = replace(config, steps=44)
    train(streams, data=[data], start=tiny / "generator", out=run, config=longer)
    resumed = json.loads((run / "log.jsonl").read_text("utf-8").splitlines()[-1])
    assert resumed["step"] == 44

    out = tmp_path / "generator"
    out.mkdir()
    assert main(["export", "--run", str(run), "--out", str(out)]) == 0
    weights = [t for shard in out.glob("*.safetensors") for t in load_file(shard).values()]
    assert {tensor.dtype for tensor in weights} == {torch.float16}
    assert main(["calibrate", "--model", str(out), "--data", str(data), "--smoke"]) == 0
    calibration = Calibration.load(out)
    assert "set aside" in calibration.note
    generator = Seq2SeqGenerator.load(out)
    assert generator.threshold == calibration.threshold
    shutil.rmtree(out)


@pytest.mark.parametrize(
    ("precision", "native"), [("bf16", torch.bfloat16), ("f32", torch.float32)]
)
def test_training_computes_in_bfloat16_only_where_the_processor_does(
    monkeypatch, precision, native
):
    monkeypatch.setattr("models.training.dev.inference_precision", lambda: precision)
    with autocast(torch.device("cpu")):
        assert (torch.ones(2, 2) @ torch.ones(2, 2)).dtype == native


def test_a_terminated_run_saves_and_goes_on(tiny, data, tmp_path):
    config = Config(
        mixture={"cmrc2018": 1.0}, steps=50, tokens_per_batch=512, pool=1, windows=(64,)
    )
    config = replace(config, dev_examples=2)
    run = tmp_path / "run"

    def terminated(*arguments):
        stream = streams(*arguments)["cmrc2018"]
        for number, example in enumerate(stream):
            if number == 60:
                os.kill(os.getpid(), signal.SIGTERM)
            yield example

    def stopping(*arguments):
        return {"cmrc2018": terminated(*arguments)}

    assert not train(stopping, data=[data], start=tiny / "generator", out=run, config=config)
    reached = progress(run)
    assert 0 < reached["step"] < 50
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    config = replace(config, steps=reached["step"] + 2)
    assert train(streams, data=[data], start=tiny / "generator", out=run, config=config)
    assert progress(run)["step"] == reached["step"] + 2
    assert progress(run)["elapsed"] > reached["elapsed"]


def test_a_mixture_of_what_is_not_there_is_an_error(tiny, data, tmp_path):
    config = Config(mixture={"cmrc2018": 0.5, "drcd": 0.5}, steps=1)
    with pytest.raises(ValueError, match=r"no examples of \['drcd'\]"):
        train(streams, data=[data], start=tiny / "generator", out=tmp_path / "run", config=config)
