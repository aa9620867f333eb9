"""``kanbao ask --questions``: a list in, results out, gone on with after an interrupt or a kill."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.qa.command.sample import QUESTION, result
from tests.qa.command.test_interrupt import interrupted

QUESTIONS = f"问题,since\n{QUESTION},\n木星有几颗卫星,\n图书馆开放到几点,\n{QUESTION},2050-01-01\n"


@pytest.fixture
def listed(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(QUESTIONS, "utf-8")
    return file


def table(file):
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_list_becomes_a_table(filled, listed, tmp_path):
    out = tmp_path / "out.csv"
    code, said, err = filled("ask", "--questions", listed, "--out", out)
    rows = table(out)
    (first, second) = (row["reason"] for row in rows if row["reason"])
    assert (first in ("no_candidate", "improbable"), second) == (True, "no_articles")
    why = {"no_candidate": "读到的文字里没有答案", "improbable": "没有找到有把握的答案"}[first]
    counted = f"4 题：有答案 2，没有答案 2（{why} 1，没有相关文章 1）；结果写在 {out}\n"
    assert (code, said, err) == (0, counted, "")
    assert [row["line"] for row in rows] == ["2", "3", "4", "5"]
    assert "1.5亿元" in rows[0]["answer"]
    assert (rows[0]["source"], rows[0]["date"]) == ("云岭日报", "2031-04-03")
    assert rows[3]["reason"] == "no_articles"
    before = out.read_bytes()
    said = result(filled, "ask", "--questions", listed, "--out", out)[1]
    assert said == {"questions": 4, "before": 4, "answered": 2, "refused": 2, "problems": []}
    assert out.read_bytes() == before


def test_without_a_place_it_stands_beside_the_list(filled, listed, tmp_path):
    assert filled("ask", "--questions", listed)[0] == 0
    assert len(table(tmp_path / "list-answers.csv")) == 4


def test_options_hold_for_every_question(filled, listed, tmp_path):
    out = tmp_path / "out.jsonl"
    assert filled("ask", "--questions", listed, "--out", out, "--threshold", "1")[0] == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {row["reason"] for row in rows} == {"unsure", "no_articles"}
    assert {row["text"] for row in rows} == {None}


def test_rows_that_cannot_be_asked_are_said_and_the_rest_is_asked(filled, tmp_path):
    listed, out = tmp_path / "list.jsonl", tmp_path / "out.jsonl"
    listed.write_text('{"问题": "' + QUESTION + '"}\n{\n{"问题": ""}\n', "utf-8")
    code, said, err = filled("ask", "--questions", listed, "--out", out)
    assert code == 2
    assert said.splitlines()[0].startswith("第 2 行不能问：不是 JSON")
    counted = f"3 题：有答案 1，没有答案 0；结果写在 {out}"
    assert said.splitlines()[1:] == ["第 3 行不能问：没有问题", counted]
    assert err.startswith("kanbao: 错误：2 行不能问")
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["line"] for row in rows] == [1, 2, 3]
    code, said, err = filled("ask", "--questions", listed, "--out", out, "--json")
    assert code == 2
    assert [row["line"] for row in json.loads(said)["problems"]] == [2, 3]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["谁？", "--questions", "a.csv"], "只能给出一个"),
        (["谁？", "--out", "a.csv"], "要有 --questions"),
        (["--questions", "none.csv"], "none.csv：读不了"),
    ],
)
def test_what_cannot_be_done_is_said(filled, words, said):
    code, out, err = filled("ask", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_an_interrupted_list_goes_on_where_it_was(filled, tmp_path):
    listed, out = tmp_path / "list.csv", tmp_path / "out.csv"
    listed.write_text(QUESTIONS + "谁在等候\n图书馆开放到几点\n", "utf-8")
    code, said, err = interrupted(tmp_path / "archive", "ask", "--questions", listed, "--out", out)
    assert (code, said) == (130, "")
    assert err == f"kanbao: 错误：已中断；{out} 里已有 4 题的结果，再次运行会接着做\n"
    assert len(table(out)) == 4
    assert filled("ask", "--questions", listed, "--out", out)[0] == 0
    assert [row["line"] for row in table(out)] == ["2", "3", "4", "5", "6", "7"]


CHILD = """
import os, signal, sys
import qa.defaults
from qa.command.cli import main
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

class Embedder(HashEmbedder):
    def embed_queries(self, texts):
        if any(sys.argv[1] in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_queries(texts)

qa.defaults.default_embedder = lambda **_: Embedder()
qa.defaults.default_generator = lambda **_: ExtractiveGenerator()
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_killed_list_ends_as_one_that_was_not(filled, tmp_path, ending):
    listed, whole, out = (tmp_path / f"{name}.{ending}" for name in ("list", "whole", "out"))
    texts = [f"{QUESTION}{n}" for n in range(6)]
    rows = [json.dumps({"question": text}, ensure_ascii=False) for text in texts]
    listed.write_text("\n".join(["问题", *texts] if ending == "csv" else rows), "utf-8")
    words = ["ask", "--questions", listed, "--out"]
    assert filled(*words, whole)[0] == 0
    for text in (texts[2], texts[4]):
        child = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", CHILD, text, *map(str, [*words, out]),
             "--archive", str(tmp_path / "archive")],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
            check=False,
        )  # fmt: skip
        assert child.returncode == -signal.SIGKILL
        with out.open("ab") as opened:
            opened.write(b'{"line": 7' if ending == "jsonl" else '7,,"半'.encode()[:-1])
    assert filled(*words, out)[0] == 0
    assert out.read_bytes() == whole.read_bytes()


def test_a_bar_is_told_how_far_it_is(filled, listed, monkeypatch):
    monkeypatch.setenv("KANBAO_PROGRESS", "lines")
    _, _, err = filled("ask", "--questions", listed)
    assert err.splitlines() == [f"progress {n}/4" for n in (0, 1, 2, 3, 4)]
