"""Which articles have some names."""

import datetime as dt

import pytest

from qa.archive import Archive
from qa.records import Article, Where
from qa.search import names
from qa.search.names import articles_with
from tests.fakes import HashEmbedder

TEXTS = {
    "甲": ("云岭修堤", "河堤昨日完工。"),
    "乙": ("修堤", "云岭的河堤昨日完工，青泽派来工程队。"),
    "丙": ("青泽修桥", "青泽的桥昨日通车。"),
    "丁": ("雲嶺修橋", "橋昨日通車。"),
}


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as opened:
        opened.add(
            Article(id=id_, title=title, text=text, date=dt.date(2031, 4, 3))
            for id_, (title, text) in TEXTS.items()
        )
        yield opened


@pytest.mark.parametrize(
    ("asked", "where", "ids"),
    [
        ([("云岭",)], Where(), {"甲", "乙", "丁"}),
        ([("云岭",), ("青泽",)], Where(), {"乙", "丙"}),
        ([("云岭", "青泽")], Where(), {"甲", "乙", "丙", "丁"}),
        ([("云岭",)], Where(ids=("甲", "丙")), {"甲"}),
        ([("东坪",)], Where(), None),
        ([], Where(), None),
    ],
)
def test_the_articles_with_the_rarest_of_some_names(archive, asked, where, ids):
    with archive._store.snapshot() as view:
        assert articles_with(view, asked, where) == ids


def test_a_name_that_stands_nearly_everywhere_is_not_looked_for(archive, monkeypatch):
    monkeypatch.setattr(names, "_MOST", 1)
    with archive._store.snapshot() as view:
        assert articles_with(view, [("云岭",)], Where()) is None
