from dataclasses import replace

import pytest

from eval.bench import soak
from qa.records import Article
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

ARTICLES = [
    Article(
        id=f"a{i}", title=f"第{i}号消息", text=f"湖边第{i}场雪下得很大。公路封闭了{i}小时。" * 20
    )
    for i in range(30)
]


def small_models():
    return HashEmbedder(dimension=64), ExtractiveGenerator()


def test_readers_beside_a_writer_see_no_error(tmp_path):
    numbers = soak.measure(
        ARTICLES, folder=tmp_path / "a", readers=2, seconds=3, models=small_models
    )
    assert (numbers["errors"], numbers["first errors"]) == (0, [])
    assert numbers["articles"] == 30
    assert numbers["writes"] > 0
    assert numbers["quotes compared"] > numbers["search calls"] > 0
    assert 0 < numbers["search p50 ms"] <= numbers["search p95 ms"]
    assert numbers["memory when warm MB"] > 10


FIRST = replace(ARTICLES[0], id="x", text="湖边下雪了。")
QUOTES = {
    "as it was": [("x", 0, "湖边下雪了。")],
    "as it was then": [("x", 4, "湖边"), ("x", 0, "（更正）湖边")],
    "two editions in one": [("x", 0, "湖边"), ("x", 0, "（更正）湖边")],
    "none of the editions": [("x", 1, "湖边")],
}


@pytest.mark.parametrize(
    ("name", "before", "after", "wrong"),
    [
        ("as it was", 0, 0, False),
        ("as it was", 1, 1, True),  # another edition was there all the time
        ("as it was", soak._ABSENT, soak._ABSENT, True),  # deleted before
        ("as it was", soak._CHANGING, soak._CHANGING, False),
        ("as it was", 1, 2 * soak._STATES + 1, False),  # changed and changed back
        ("as it was then", 1, 1, False),
        ("as it was then", 0, 0, True),
        ("two editions in one", 0, 2 * soak._STATES + 1, True),
        ("none of the editions", soak._CHANGING, 0, True),
    ],
)
def test_what_counts_as_an_error(name, before, after, wrong):
    lines = list(soak._wrong(QUOTES[name], [FIRST], {"x": 0}, [before], [after]))
    assert bool(lines) == wrong
    assert all(line.startswith("x: ") for line in lines)


def test_a_missing_file_is_an_error(tmp_path, capsys):
    assert soak.main([str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
