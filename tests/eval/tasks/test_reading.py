"""Which questions a task asks."""

import json
from collections import Counter

import pytest

from eval.articles import corpus, half_of
from eval.errors import DataError, SuiteError
from eval.setup import Options
from eval.suite import HALVES, load_suite
from eval.tasks.reading import load_questions
from eval.tasks.registry import kind_of
from tests.eval.runs import open_fakes, write_lines, write_suite

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


BOTH = '["one.jsonl", "two.jsonl"]'


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


@pytest.mark.parametrize(
    ("name", "text"), [("second", "教练覃刚"), ("stands", "覃刚"), ("paraphrase", "二年")]
)
def test_a_reference_stands_in_the_text_if_one_does(files, name, text):
    spec = task(files, "answerable = true", kind="reading")
    (question,) = (q for q in load_questions(spec) if q.id == name)
    bench = open_fakes(files, Options())
    assert kind_of(spec).systems["reference"](bench, spec, question).text == text


def test_verbatim_of_paraphrases_alone_is_an_empty_set(files):
    write_lines(files / "one.jsonl", records({"paraphrase": ["二年"]}))
    message = r"one\.jsonl: no question has answerable = None, verbatim = True"
    with pytest.raises(DataError, match=message):
        load_questions(task(files, "verbatim = true"))


def test_limits_are_drawn_from_what_is_left_and_over_all_files(files):
    spec = task(files, "verbatim = true\nlimit = 4", data=BOTH)
    found = [question.id for question in load_questions(spec)]
    everything = ["stands", "second", "none", "two-a", "two-b"]
    assert len(found) == 4
    assert found == [name for name in everything if name in found]


def test_a_half_has_all_of_an_article_or_none_of_it(files):
    halves = {
        half: [
            question.id for question in load_questions(task(files, f'half = "{half}"', data=BOTH))
        ]
        for half in HALVES
    }
    assert halves == {"first": ["two-a", "two-b"], "second": [*ANSWERS]}
    many = Counter(half_of(f"ctx-{number}") for number in range(1000))
    assert min(many.values()) > 450


def test_a_half_without_examples_is_an_error(files):
    with pytest.raises(DataError, match=r"one\.jsonl: no example is in its first half"):
        load_questions(task(files, 'half = "first"'))


def test_several_files_are_one_set_of_questions(files):
    spec = task(files, "", data=BOTH)
    assert [question.id for question in load_questions(spec)] == [*ANSWERS, "two-a", "two-b"]
    assert [article.text[:2] for article in corpus(spec)] == ["望溪", "大桥"]


def test_a_hash_covers_every_file(files):
    def found():
        path = write_suite(
            files, f'[[tasks]]\nname = "t"\nkind = "refusal"\nformat = "shared"\ndata = {BOTH}\n'
        )
        return load_suite(path).hashes["t"]

    first = found()
    with (files / "two.jsonl").open("a") as lines:
        lines.write(json.dumps(records({"c": []}, prefix="two-")[0]) + "\n")
    assert found() != first


def test_an_id_in_two_files_is_named_with_them(files):
    write_lines(files / "two.jsonl", records({"none": []}))
    message = (
        r"/two\.jsonl: id 'none' is that of a question of another file of .*/one\.jsonl, .*/two"
    )
    with pytest.raises(DataError, match=message):
        load_questions(task(files, "", data=BOTH))


def test_a_broken_line_is_named_with_its_file(files):
    with (files / "two.jsonl").open("a") as lines:
        lines.write("{\n")
    with pytest.raises(DataError, match=r"/two\.jsonl:3: not JSON"):
        load_questions(task(files, "", data=BOTH))


def test_several_files_of_what_is_no_question(files):
    spec = task(files, "", kind="headline", data=BOTH)
    with pytest.raises(SuiteError, match="task 't': data names 2 files: a headline reads one"):
        kind_of(spec).load(spec)


@pytest.mark.parametrize("kind", ["refusal", "headline", "pages"])
def test_no_data(files, kind):
    spec = task(files, "", kind=kind, data="[]")
    with pytest.raises(SuiteError, match="task 't': data "):
        kind_of(spec).load(spec)


def test_a_file_that_is_not_there(files):
    with pytest.raises(SuiteError, match=r"names .*/three\.jsonl, which does not exist"):
        task(files, "", data='["one.jsonl", "three.jsonl"]')
