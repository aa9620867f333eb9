"""Which questions a task asks."""

import pytest

from eval.answering import load_questions
from eval.errors import DataError
from eval.suite import load_suite
from tests.eval.bench import write_lines, write_suite

CONTEXT = "望溪小学足球队夺得全县冠军，教练覃刚带队训练了两年。"
ANSWERS = {
    "stands": ["覃刚"],
    "second": ["覃教练", "教练覃刚"],
    "paraphrase": ["二年"],
    "spaced": ["覃 刚"],
    "none": [],
}


def records(answers, *, prefix="", context=CONTEXT):
    return [
        {
            "id": prefix + name,
            "question": "谁带队？",
            "context": context,
            "answers": found,
            "answerable": bool(found),
        }
        for name, found in answers.items()
    ]


def task(folder, options, *, kind="refusal", data='"one.jsonl"'):
    path = write_suite(
        folder,
        f'[[tasks]]\nname = "t"\nkind = "{kind}"\nformat = "shared"\ndata = {data}\n{options}\n',
    )
    return load_suite(path).tasks[0]


@pytest.fixture
def files(tmp_path):
    """Return a folder with two files of questions, of an article each."""
    write_lines(tmp_path / "one.jsonl", records(ANSWERS))
    two = records({"a": ["柳坝"], "b": []}, prefix="two-", context="大桥在柳坝，六月通车。")
    write_lines(tmp_path / "two.jsonl", two)
    return tmp_path


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ("", ["stands", "second", "paraphrase", "spaced", "none"]),
        ("verbatim = true", ["stands", "second", "none"]),
        ("verbatim = true\nanswerable = true", ["stands", "second"]),
        ("verbatim = true\nanswerable = false", ["none"]),
    ],
)
def test_verbatim_leaves_out_paraphrases(files, options, names):
    assert [question.id for question in load_questions(task(files, options))] == names


def test_verbatim_of_paraphrases_alone_is_an_empty_set(files):
    write_lines(files / "one.jsonl", records({"paraphrase": ["二年"]}))
    message = r"one\.jsonl: no question has answerable = None, verbatim = True"
    with pytest.raises(DataError, match=message):
        load_questions(task(files, "verbatim = true"))
