import datetime as dt
import json

import pytest

from eval.bench import federation
from qa import Archive
from qa.records import Article
from qa.search.vectors import Plan
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

REAL = [
    Article(
        id=f"a{i}",
        title=f"第{i}号消息",
        text=f"湖边第{i}场雪下得很大很大。公路为此封闭了{i}个小时之久。\n第{i}座新桥今年开通了。短句。",
        date=dt.date(2020, 1, 1) + dt.timedelta(days=i),
    )
    for i in range(30)
]


def small_models():
    return HashEmbedder(dimension=64), ExtractiveGenerator()


@pytest.fixture
def task(tmp_path):
    with Archive.open(tmp_path / "real", embedder=HashEmbedder(dimension=64)) as archive:
        archive.add(REAL)
    return federation.Task(
        real=tmp_path / "real",
        questions=("第3座新桥开通了吗？", "公路封闭了多久？"),
        folder=tmp_path / "made",
        shards=4,
        plan=Plan(exact=50, least=10, times=1),
    )


def test_both_are_filled_alike_and_measured(task):
    columns = federation.measure(task, sizes=[80, 400], models=small_models)
    assert [(c["articles"], c["archives"]) for c in columns] == [
        (80, 1),
        (80, 4),
        (400, 1),
        (400, 4),
    ]
    assert [c["same best ten"] for c in columns if c["archives"] == 4] == [1.0, 1.0]
    for name in ("search", "words", "vectors", "search, one month", "search, one day"):
        assert all(0 < c[f"{name} p50 ms"] <= c[f"{name} p95 ms"] for c in columns)
    folders = [task.folder / "400" / f"{2000 + n}" for n in range(4)]
    with (
        Archive.open(task.folder / "400" / "one", create=False) as one,
        Archive.federate(folders) as several,
    ):
        for archive in (one, several):
            problems = archive.verify().problems
            assert [line for line in problems if "its signature is not" not in line] == []
        assert list(several.articles()) == list(one.articles())
        assert len(one) == 400
        assert one.holdings().since == dt.date(2000, 1, 1)
        assert one.holdings().until.year == 2003
    lines = federation.table(columns).split("\n")
    assert lines[0].startswith(
        "| articles | 80 in 1 | 80 in 4 | 400 in 1 | 400 in 4 | exponent, one"
    )
    assert len({line.count("|") for line in lines}) == 1
    assert set(federation.exponents(columns)) == {"one", "several"}


def test_what_is_there_is_used_and_deleted_unless_it_is_kept(task):
    federation.measure(task, sizes=[40], models=small_models)
    file = task.folder / "40" / "one" / "archive.sqlite"
    written = file.stat().st_mtime_ns
    federation.measure(task, sizes=[40], models=small_models)
    assert file.stat().st_mtime_ns == written
    federation.measure(task, sizes=[40], models=small_models, keep=False)
    assert not file.exists()


def test_an_archive_without_articles_is_an_error(tmp_path, capsys):
    Archive.open(tmp_path / "empty").close()
    questions = tmp_path / "q.jsonl"
    questions.write_text(json.dumps({"question": "谁？"}) + "\n", "utf-8")
    folder = ["--folder", str(tmp_path / "made")]
    assert federation.main([str(tmp_path / "empty"), "--questions", str(questions), *folder]) == 2
    assert "has no articles to simulate" in capsys.readouterr().err
