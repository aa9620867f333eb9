"""The extractive head that is trained on questions: first what a generator has, then better."""

import json

import pytest
import torch
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from models.copy_bart import CopyBartForConditionalGeneration
from models.generators import load_generator
from models.training.__main__ import main
from models.training.examples import Example
from models.training.head import Settings, _Windows, train_head
from tests.models.tiny_any import save_extractive

QUESTION = "图书馆有多少座位？"
CONTEXT = "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有120个座位！"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    rows = [
        {
            "id": f"q{n}",
            "source": "cmrc2018",
            "question": QUESTION,
            "context": (
                context := f"图书馆第{n}年从九点开到晚上，共有{200 + n}个座位。" * (1 + n % 4)
            ),
            "answers": [f"{200 + n}个"] if n % 3 else [],
            "answer_start": context.index(f"{200 + n}个") if n % 3 else None,
            "answerable": bool(n % 3),
        }
        for n in range(60)
    ]
    path = folder / "qa_train.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return folder


def test_it_starts_with_what_the_generators_encoder_says(tiny, data, tmp_path):
    start = tiny / "generator"
    command = ["head", "--data", str(data), "--out", str(tmp_path), "--minutes", "0"]
    main([*command, "--start", str(start)])
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "head")
    head = AutoModelForQuestionAnswering.from_pretrained(tmp_path / "head", dtype=torch.float32)
    ours = CopyBartForConditionalGeneration.from_pretrained(start, dtype=torch.float32).eval()
    read = tokenizer(QUESTION, CONTEXT, return_tensors="pt")
    with torch.no_grad():
        output = head.eval()(input_ids=read["input_ids"], attention_mask=read["attention_mask"])
        states = ours.model.encoder(read["input_ids"], read["attention_mask"]).last_hidden_state
        expected = ours.span_head(states)
    torch.testing.assert_close(
        torch.stack([output.start_logits, output.end_logits], dim=-1), expected
    )


def test_minutes_of_training_make_a_generator_that_answers(tiny, data, tmp_path):
    command = ["head", "--data", str(data), "--out", str(tmp_path), "--smoke"]
    main([*command, "--start", str(tiny / "generator")])
    rows = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert rows[-1]["step"] == 2
    generator = load_generator(str(tmp_path / "head"))
    (output,) = generator.answer([QUESTION], [CONTEXT])
    assert all(CONTEXT[one.start : one.end] == one.text for one in output.generations)


def test_any_encoder_with_a_fast_tokenizer_learns_and_goes_on(data, tmp_path):
    start = save_extractive(tmp_path / "start")
    settings = Settings(steps=12, batch=4, window=64, rate=1e-2, mixture={"cmrc2018": 1})
    train_head(data=[data], start=start, out=tmp_path / "run", settings=settings)
    losses = [
        row["loss"]
        for row in map(json.loads, (tmp_path / "run" / "log.jsonl").read_text("utf-8").splitlines())
        if "loss" in row
    ]
    longer = Settings(steps=20, batch=4, window=64, rate=1e-2, mixture={"cmrc2018": 1})
    train_head(data=[data], start=start, out=tmp_path / "run", settings=longer)
    rows = list(map(json.loads, (tmp_path / "run" / "log.jsonl").read_text("utf-8").splitlines()))
    assert rows[-1]["step"] == 20
    assert [row["loss"] for row in rows if "loss" in row][: len(losses)] == losses


def test_a_window_holds_its_answer_or_says_that_none_stands_there(data, tmp_path):
    tokenizer = AutoTokenizer.from_pretrained(save_extractive(tmp_path))
    start = CONTEXT.index("120个")
    asked = Example(
        prompt=f"问题:{QUESTION}",
        source="全年开放。" * 40 + CONTEXT,
        target="120个",
        is_question=True,
        answer=(200 + start, 204 + start),
    )
    settings = Settings(window=48, mixture={"cmrc2018": 1})
    windows = iter(_Windows({"cmrc2018": [asked]}, tokenizer, settings))
    for _, drawn in zip(range(10), windows, strict=False):
        offsets, (first, last) = drawn["encoding"].offsets, drawn["answer"]
        assert first > 0
        assert asked.source[offsets[first][0] : offsets[last][1]] == "120个"


def test_questions_that_are_not_there_are_an_error(tiny, data, tmp_path):
    with pytest.raises(ValueError, match="no questions of drcd"):
        train_head(
            data=[data],
            start=tiny / "generator",
            out=tmp_path,
            settings=Settings(mixture={"drcd": 1}),
        )
