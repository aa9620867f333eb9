import json
import sys

import pytest

from eval.bench import peer, peers
from eval.bench.sides import ROOT
from qa import Article

ARTICLES = [
    Article(id=f"a{i}", title="", text=f"云岭市第{i}座桥今天恢复通行，历时{i}天。")
    for i in range(12)
]
ASKED = [(f"第{i}座桥历时几天？", ARTICLES[i]) for i in range(2)]


def write(work, kills=2):
    settings = {"model": str(ROOT / "models/pretrained/embedder"), "dtype": "float32"}
    peers.write_inputs(work, ARTICLES[2:], ASKED, count=2, settings={**settings, "kills": kills})


def test_the_questions_articles_are_indexed_and_the_last_ones_kept_back(tmp_path):
    write(tmp_path)
    names = [row["id"] for row in json.loads((tmp_path / "articles.json").read_text("utf-8"))]
    more = [row["id"] for row in json.loads((tmp_path / "more.json").read_text("utf-8"))]
    assert names == ["a0", "a1", "a2", "a3"]
    assert more == [f"a{i}" for i in range(4, 12)]
    asked = json.loads((tmp_path / "questions.json").read_text("utf-8"))
    assert sorted(asked) == [["第0座桥历时几天？", "a0"], ["第1座桥历时几天？", "a1"]]


def test_a_plain_chunk_ends_with_a_sentence_and_nothing_is_lost():
    text = "青石镇夜校开课。" * 80 + "完" * 700
    pieces = peer.plain_chunks(text)
    assert "".join(pieces) == text
    assert pieces[0].endswith("。")
    assert max(map(len, pieces)) == peer.SIZE


WRITES = """
import sys, time
with open(sys.argv[1], "w") as file:
    file.write("half ")
    file.flush()
    print("a library says something", flush=True)
    print("writing", flush=True)
    time.sleep(60 if sys.argv[2] == "killed" else 0)
    file.write("whole")
print("written", flush=True)
"""


@pytest.mark.parametrize(
    ("folder", "after", "text"), [("saved", None, "half whole"), ("killed", 0.1, "half ")]
)
def test_a_killed_process_leaves_what_it_had_written(tmp_path, folder, after, text):
    (tmp_path / "index").mkdir()
    command = [sys.executable, "-c", WRITES, str(tmp_path / "kill" / "store"), folder]
    took = peer.killed(command, tmp_path, folder, after)
    assert took >= (after or 0)
    assert (tmp_path / folder / "store").read_text("utf-8") == text


@pytest.mark.parametrize(("said", "match"), [("no", "before it wrote"), ("writing", "everything")])
def test_a_process_that_does_not_write_is_an_error(tmp_path, said, match):
    (tmp_path / "index").mkdir()
    with pytest.raises(ChildProcessError, match=match):
        peer.killed([sys.executable, "-c", f"print({said!r})"], tmp_path, "saved", None)


def test_a_row_is_compared_with_the_first_and_a_failure_is_said():
    rows = [
        {"library": "Kanbao", "R@1": 0.9, "p": 1.0, "whole after a kill": "8 of 8"},
        {"library": "txtai", "error": "No module named 'txtai'"},
    ]
    lines = peers.table(rows).splitlines()
    assert lines[0] == "| | Kanbao | txtai |"
    assert "| R@1 | 0.9 |  |" in lines
    assert "| whole after a kill | 8 of 8 |  |" in lines
    assert lines[-1] == "txtai: No module named 'txtai'"


def test_a_library_that_is_not_installed_is_left_out(tmp_path):
    write(tmp_path)
    bare = tmp_path / "python"  # an interpreter without site-packages
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n', "utf-8")
    bare.chmod(0o755)
    (row,) = peers.compare(["LangChain"], tmp_path, python=str(bare))
    assert "No module named" in row["error"]
    assert "R@1" not in row


@pytest.mark.slow
def test_our_own_rows(tmp_path):
    write(tmp_path)
    rows = peers.compare(["Kanbao", "Kanbao, vectors"], tmp_path)
    assert [row.get("error") for row in rows] == [None, None]
    assert [row["whole after a kill"] for row in rows] == ["2 of 2"] * 2
    assert [row["R@1"] for row in rows] == [1.0, 1.0]
    assert all(row["characters/s"] > 0 for row in rows)
