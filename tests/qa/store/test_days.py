"""What is kept of a day is what its articles are, whoever changes them."""

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from qa.records import Article
from qa.search.chunks import Chunking
from qa.search.encode import encode, recipe
from qa.store import Store
from qa.store.days import MOST, days_of
from qa.store.verify import verify
from tests.fakes import HashEmbedder
from tests.stories import OTHER, WIRE

EMBEDDER = HashEmbedder()
DAY = dt.date(2031, 7, 12)
CITY = Article(id="城市版", title="四水库泄洪", text=WIRE, date=DAY)
FAIR = replace(CITY, id="书展", title="书展开幕", text=OTHER)
SHORT = replace(CITY, id="短讯", title="通知", text="今日停水。")
NEXT = replace(CITY, id="次日", date=DAY + dt.timedelta(1))
UNDATED = replace(CITY, id="无日期", date=None)
ALL = [CITY, FAIR, SHORT, NEXT, UNDATED]
IDS = [article.id for article in ALL]


@pytest.fixture
def store(tmp_path):
    with closing(Store(tmp_path / "archive", create=True)) as store:
        put(store, *ALL)
        yield store


def put(store, *articles):
    with store.write() as writer:
        writer.claim(recipe(EMBEDDER, Chunking()))
        writer.put(encode(articles, embedder=EMBEDDER, chunking=Chunking()))


def delete_and_fail(store):
    with store.write() as writer:
        writer.delete(["城市版"])
        raise ZeroDivisionError


def told(days):
    """Return of each day its articles that were asked for, the numbers and the signatures."""
    return sorted((sorted(x.own.items()), x.numbers.tolist(), x.signatures.tolist()) for x in days)


def kept(store):
    """Return the days with a row that is whole, having compared all with their articles."""
    with store.snapshot() as view:
        assert told(view.days_of(IDS, most=MOST)) == told(days_of(view, IDS, most=MOST))
        assert not verify(view).problems
        return dict(view.rows("SELECT date, articles FROM days WHERE articles IS NOT NULL"))


def change(store, *statements):
    """Change an archive as an earlier version does, which knows of no days."""
    with closing(sqlite3.connect(store.folder / "archive.sqlite")) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for statement in statements:
            connection.execute(statement)


def test_a_day_has_its_articles_and_the_signatures_of_those_that_have_one(store):
    with store.snapshot() as view:
        (day,) = view.days_of(IDS, most=MOST)
        numbers, signatures = view.signatures([1, 2])
    assert day.own == {1: "城市版", 2: "书展", 3: "短讯"}
    assert day.numbers.tolist() == numbers.tolist() == [1, 2]
    assert day.signatures.tolist() == signatures.tolist()
    assert kept(store) == {"2031-07-12": 3, "2031-07-13": 1}


@pytest.mark.parametrize(
    ("article", "days"),
    [
        (replace(CITY, text=OTHER), {"2031-07-12": 3, "2031-07-13": 1}),
        (replace(CITY, date=NEXT.date), {"2031-07-12": 2, "2031-07-13": 2}),
        (replace(CITY, date=None), {"2031-07-12": 2, "2031-07-13": 1}),
        (replace(UNDATED, date=DAY), {"2031-07-12": 4, "2031-07-13": 1}),
        (replace(NEXT, date=DAY, text="改期。"), {"2031-07-12": 4}),
        (replace(CITY, id="晚报"), {"2031-07-12": 4, "2031-07-13": 1}),
    ],
)
def test_what_is_put_changes_its_days(store, article, days):
    put(store, article)
    assert kept(store) == days


def test_what_is_deleted_is_of_no_day(store):
    with store.write() as writer:
        writer.delete(["城市版", "次日"])
    assert kept(store) == {"2031-07-12": 2}


def test_a_batch_that_fails_changes_no_day(store):
    with pytest.raises(ZeroDivisionError):
        delete_and_fail(store)
    assert kept(store) == {"2031-07-12": 3, "2031-07-13": 1}


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("DELETE FROM articles WHERE id = '城市版'", {"2031-07-13": 1}),
        ("DELETE FROM signatures WHERE article = 1", {"2031-07-13": 1}),
        ("UPDATE articles SET date = '2031-07-13' WHERE id = '城市版'", {}),
        (
            "INSERT INTO articles (id, digest, title, text, date, pull_quotes) "
            "VALUES ('x', '', '', '', '2031-07-13', '[]')",
            {"2031-07-12": 3},
        ),
    ],
)
def test_a_day_that_an_earlier_version_changed_is_read_article_by_article(store, statement, left):
    change(store, statement)
    with store.snapshot() as view:
        assert told(view.days_of(IDS, most=MOST)) == told(days_of(view, IDS, most=MOST))
        rows = view.rows("SELECT date, articles FROM days WHERE articles IS NOT NULL")
    assert dict(rows) == left
    with store.write():
        pass
    with store.snapshot() as view:
        assert told(view.days_of(IDS, most=MOST)) == told(days_of(view, IDS, most=MOST))
        assert view.rows("SELECT date FROM days WHERE articles IS NULL") == []


def test_a_signature_that_comes_later_changes_its_day(store):
    change(store, "DELETE FROM signatures WHERE article = 2")
    with store.write() as writer:
        signed = [(number, hash_, bytes(32)) for number, hash_, _ in writer.unsigned()]
        writer.sign(signed)
    with store.snapshot() as view:
        (day,) = view.days_of(["城市版"], most=MOST)
    assert (day.numbers.tolist(), day.signatures[1].tolist()) == ([1, 2], [0] * 32)


def test_an_archive_from_before_days_were_kept_gets_them_with_what_is_written_first(store):
    names = ("added", "deleted", "moved", "signed", "unsigned")
    change(store, *(f"DROP TRIGGER days_{name}" for name in names), "DROP TABLE days")
    with store.snapshot() as view:
        assert not view.has("days")
        assert len(view.days_of(IDS, most=MOST)) == 1
        assert told(view.days_of(IDS, most=MOST)) == told(days_of(view, IDS, most=MOST))
        assert not verify(view).problems
    put(store, replace(NEXT, id="又一篇"))
    assert kept(store) == {"2031-07-12": 3, "2031-07-13": 2}


def test_a_day_with_more_articles_than_are_compared_is_passed_over(store, monkeypatch):
    monkeypatch.setattr("qa.store.snapshot.MOST", 2)
    with store.write() as writer:
        writer.delete(["短讯"])
        writer.put(encode([SHORT], embedder=EMBEDDER, chunking=Chunking()))
    with store.snapshot() as view:
        assert view.days_of(IDS, most=2) == []
        assert view.day("2031-07-12") == (3, b"", b"")
        assert not verify(view).problems


def test_what_is_kept_of_a_day_is_verified(store):
    change(store, "UPDATE days SET signatures = zeroblob(64) WHERE date = '2031-07-12'")
    with store.snapshot() as view:
        assert [line for line in verify(view).problems if "2031-07-12" in line]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE days SET numbers = substr(numbers, 1, 3) WHERE date = '2031-07-12'",
        "UPDATE days SET signatures = zeroblob(33) WHERE date = '2031-07-12'",
        "UPDATE days SET numbers = x'' WHERE date = '2031-07-12'",
    ],
)
def test_a_torn_day_is_read_article_by_article_and_rebuilt(store, damage):
    change(store, damage)
    with store.snapshot() as view:
        assert told(view.days_of(IDS, most=MOST)) == told(days_of(view, IDS, most=MOST))
        (problem,) = verify(view).problems
        assert problem.endswith("run `kanbao rebuild`")
    rebuilt = recipe(EMBEDDER, Chunking())
    with store.write() as writer:
        writer.start_rebuild(rebuilt)
        writer.stage(encode(ALL, embedder=EMBEDDER, chunking=Chunking()))
        writer.finish_rebuild(rebuilt)
    assert kept(store)
