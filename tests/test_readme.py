"""Both READMEs hold, with the real models, and say the same."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from qa.command.cli import main

ROOT = Path(__file__).parents[1]
ENGLISH = (ROOT / "README.md").read_text("utf-8")
CHINESE = (ROOT / "README.zh.md").read_text("utf-8")
BOTH = pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["english", "chinese"])
FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture
def newcomer(tmp_path, monkeypatch):
    """A folder with the examples, where no archive is yet."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KANBAO_ARCHIVE", raising=False)
    return tmp_path


def blocks(text, language):
    return [body for kind, body in FENCE.findall(text) if kind == language]


def without_comments(code):
    return re.sub(r"\s*#.*", "", code)


def test_the_quickstart_prints_an_answer_and_where_it_stands(newcomer, capsys):
    (code,) = re.findall(r"<!-- quickstart -->\n```python\n(.*?)```", ENGLISH, re.DOTALL)
    assert len(code.splitlines()) < 12

    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is our own README

    answer, citation = capsys.readouterr().out.splitlines()[:2]
    page = (newcomer / "examples/page.txt").read_text("utf-8")
    text, confidence = answer.rsplit(" ", 1)
    quote, file, start, end = citation.rsplit(" ", 3)
    assert text == quote == page[int(start) : int(end)] == "86个"
    assert Path(file).name == "page.txt"
    assert 0.5 < float(confidence) <= 1


@BOTH
def test_what_is_shown_first_is_what_the_commands_print(text, newcomer, capsys):
    (shown,) = blocks(text, "text")
    sessions = [part.strip().split("\n") for part in shown.split("$ kanbao ")[1:]]
    assert [lines[0].split()[0] for lines in sessions] == ["add", "ask", "ask"]
    for command, *expected in sessions:
        main(command.split())
        printed = capsys.readouterr().out.splitlines()
        assert [rounded(line) for line in printed] == [rounded(line) for line in expected]


def rounded(line):
    """Return a line without its probabilities, whose last digit is the processor's."""
    return re.sub(r"\b0\.\d\d\b", "0.xx", line)


def test_the_answer_shown_first_stands_where_it_says():
    shown = re.search(r"答案：(.*?)（.*?(examples/page.txt):(\d+)-(\d+)", ENGLISH, re.DOTALL)
    assert shown
    text, file, start, end = shown.groups()
    page = (ROOT / file).read_text("utf-8")
    assert "".join(page[int(start) : int(end)].split()) == text


def test_both_readmes_have_the_same_code():
    for language in ("text", "python"):
        assert blocks(ENGLISH, language) == blocks(CHINESE, language)
    shells = [
        [without_comments(code) for code in blocks(text, "sh")] for text in (ENGLISH, CHINESE)
    ]
    assert shells[0] == shells[1]
    assert {kind for kind, _ in FENCE.findall(ENGLISH + CHINESE)} == {"text", "python", "sh"}


@pytest.mark.parametrize("what", [SPAN, NUMBER], ids=["code", "numbers"])
def test_both_readmes_have_the_same(what):
    english, chinese = (Counter(what.findall(FENCE.sub("", text))) for text in (ENGLISH, CHINESE))
    assert sum(english.values()) > 5
    assert english == chinese


def test_both_readmes_have_the_same_links():
    english, chinese = (Counter(LINK.findall(text)) for text in (ENGLISH, CHINESE))
    assert english.pop("README.zh.md") == chinese.pop("README.md") == 1
    assert english == chinese


def test_both_readmes_have_the_same_rooms():
    levels = [
        re.findall(r"^(#+) ", FENCE.sub("", text), re.MULTILINE) for text in (ENGLISH, CHINESE)
    ]
    assert levels[0] == levels[1]


@BOTH
def test_a_front_page_is_short_and_has_one_table_of_eight_figures(text):
    (figures,) = re.findall(r"<!-- figures:begin -->(.*?)<!-- figures:end -->", text, re.DOTALL)
    rows = [line for line in figures.splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + 8
    assert len(text.splitlines()) < 150
    first_answer = text.splitlines().index(
        "make test" + text.partition("\nmake test")[2].split("\n")[0]
    )
    assert first_answer < 40
