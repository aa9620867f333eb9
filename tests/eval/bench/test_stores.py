import json

import pytest

from eval.bench import stores
from qa import Archive
from tests.fakes import HashEmbedder
from tests.stores.contract import ARTICLES

pytest.importorskip("lancedb", reason="needs kanbao[lance]")


def small_embedder():
    return HashEmbedder(dimension=32)


def test_both_stores_are_asked_the_same(tmp_path):
    with Archive.open(tmp_path / "a", embedder=small_embedder()) as archive:
        archive.add(ARTICLES)
    for _ in range(2):  # the copy is used again
        columns = stores.measure(
            tmp_path / "a", tmp_path / "b", ["湖边大雪", "盐"], models=small_embedder
        )
        one, other = columns.values()
        assert one["articles"] == other["articles"] == len(ARTICLES)
        assert other["searches with the same hits"] == "6 of 6"  # none, half, day
        assert {"search p50 ms", "search, one day p95 ms", "memory MB"} <= other.keys() & one.keys()
    assert "copy s" not in other
    rows = stores.table(columns).splitlines()
    assert rows[0] == "| | SQLite, FAISS | LanceDB |"
    assert {row.count("|") for row in rows} == {4}
    assert json.dumps(columns)


def test_an_error_is_one_line(tmp_path, capsys):
    (tmp_path / "q.jsonl").write_text('{"question": "湖边"}\n', "utf-8")
    there = ["--questions", str(tmp_path / "q.jsonl"), "--to", str(tmp_path / "b")]
    assert stores.main([str(tmp_path / "none"), *there]) == 2
    assert capsys.readouterr().err.startswith("错误：")
