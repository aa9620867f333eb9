import datetime as dt
import json
import math

import numpy as np
import pytest

from eval.bench import scale
from eval.bench.simulate import Simulated, read_vectors, simulated
from eval.plots import growth_plot
from qa import Archive
from qa.records import Article
from qa.search.encode import embed
from qa.search.vectors import Plan
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

ARTICLES = [
    Article(
        id=f"a{i}",
        title=f"第{i}号消息",
        text=f"湖边第{i}场雪下得很大。公路封闭了{i}小时。",
        date=dt.date(2020, 1, 1) + dt.timedelta(days=i // 2),
    )
    for i in range(60)
]


def small_models():
    return HashEmbedder(dimension=64), ExtractiveGenerator()


@pytest.fixture
def embedded(tmp_path):
    with Archive.open(tmp_path / "embedded", embedder=HashEmbedder(dimension=64)) as archive:
        archive.add(ARTICLES[:20])
    return tmp_path / "embedded"


def test_simulated_vectors_are_near_real_ones_and_always_the_same(embedded):
    rows, real = read_vectors(embedded)
    assert (len(rows), real.shape) == (20, (20, 64))
    embedder = Simulated(HashEmbedder(dimension=64), rows, real)
    texts = [f"{article.title}\n{article.text}" for article in ARTICLES]
    found = embed(embedder, texts)
    assert np.array_equal(found[:20], embed(HashEmbedder(dimension=64), texts[:20]))
    nearest = (found[20:] @ real.T).max(axis=1)
    assert ((nearest > 0.7) & (nearest < 1.001)).all()
    assert np.array_equal(found[30:40], embed(embedder, texts[30:40]))
    assert len(np.unique(found, axis=0)) > 50


def test_picks_out_of_range():
    real = np.eye(3, dtype=np.float32)
    (row,) = simulated(real, np.array([[3, 7, 2]]))
    assert row == pytest.approx(np.array([1, 0.5, -0.5]) / math.sqrt(1.5))


def test_archives_are_filled_measured_and_used_again(tmp_path, embedded):
    path = tmp_path / "news.jsonl"
    lines = [{"id": a.id, "title": a.title, "text": a.text, "date": str(a.date)} for a in ARTICLES]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    task = scale.Task(
        articles=(path,),
        questions=(("新桥多长？", "新桥长三百米。"), ("谁来到了学校？", "校长来到了学校。")),
        folder=tmp_path / "scale",
        vectors=embedded,
        asks=1,
        plan=Plan(exact=30, least=10, times=1),
    )
    columns = scale.measure(task, sizes=[10, 60], simulate=300, models=small_models)
    assert [column["articles"] for column in columns] == [12, 62, 300]
    assert [column["chunks"] for column in columns] == [12, 62, 300]
    assert [column["index recall@10"] >= 0.8 for column in columns] == [True] * 3
    for column in columns[:2]:
        assert column["index recall@10, later half"] >= 0.8
        assert column["sparse recall@10"] == column["sparse recall@10, all words"] == 1.0
        for search in ("search", "search, later half", "search, one day"):
            assert 0 < column[f"{search} p50 ms"] <= column[f"{search} p95 ms"]
            assert 0 < column[f"{search}, cpu p50 ms"] <= column[f"{search}, cpu p95 ms"]
        assert column["bytes per article"] > column["index bytes per article"] > 4 * 64
    written = (tmp_path / "scale" / "60" / "vectors.faiss").stat().st_mtime_ns
    again = scale.measure(task, sizes=[60], models=small_models)
    assert again[0]["articles"] == 62
    assert (tmp_path / "scale" / "60" / "vectors.faiss").stat().st_mtime_ns == written
    lines = scale.table(columns).split("\n")
    assert lines[0] == "| articles | 12 | 62 | 300 (index, simulated) | exponent |"
    assert {line.count("|") for line in lines} == {6}
    scale.save(columns, tmp_path / "out")
    assert (tmp_path / "out" / "scale.md").read_text("utf-8").rstrip("\n").split("\n") == lines
    saved = json.loads((tmp_path / "out" / "scale.json").read_text("utf-8"))
    assert saved == {"sizes": columns, "exponents": scale.exponents(columns)}
    assert (tmp_path / "out" / "scale.svg").exists()


def test_the_filters_that_are_measured(embedded):
    filters = scale.date_filters(embedded)
    days = {name: (where.since, where.until) for name, where in filters.items()}
    sixth = dt.date(2020, 1, 6)
    assert days == {"search, later half": (sixth, None), "search, one day": (sixth, sixth)}


def test_exponents():
    columns = [
        {"articles": n, "search p50 ms": 2 * n**0.5, "dense p50 ms": 3 * n, "memory MB": n}
        for n in (10, 100, 1000)
    ]
    columns.append({"articles": 10_000, "dense p50 ms": 30_000, "memory MB": 1, "simulated": True})
    assert scale.exponents(columns) == {
        "search p50 ms": 0.5,
        "dense p50 ms": 1.0,
        "memory MB": 1.0,
    }
    assert growth_plot({"search": ([10, 100], [1, 2])}, "milliseconds").startswith("<svg")


def test_what_cannot_be_measured_is_an_error(tmp_path, capsys):
    missing = [str(tmp_path / "none.jsonl"), "--questions", str(tmp_path / "none.jsonl")]
    assert scale.main([*missing, "--simulate", "5"]) == 2
    assert "--vectors" in capsys.readouterr().err
    assert scale.main(missing) == 2
    assert "none.jsonl" in capsys.readouterr().err
