"""Which hits a digest is made of: of articles with the names asked of, and of later reports."""

import datetime as dt

import pytest

from qa.answering.digests.finding import Finder
from qa.records import Article, Chunk, Hit, Where
from qa.search.query import as_queries

ARTICLES = {
    one.id: one
    for one in (
        Article(id="港", title="4月云岭港增长", text="吞吐量增长。", date=dt.date(2031, 5, 12)),
        Article(id="桥", title="云岭桥通车", text="大桥通车。", date=dt.date(2031, 4, 12)),
        Article(id="堤", title="云岭修堤", text="河堤完工。", date=dt.date(2031, 5, 20)),
    )
}


def query(text):
    return as_queries([text], today=dt.date(2031, 6, 1))[0]


def finder(asked, having=None):
    def find(where):
        asked.append(where)
        where = where or Where()
        found = [
            one
            for one in ARTICLES.values()
            if (where.since or dt.date.min) <= one.date <= (where.until or dt.date.max)
            and (where.ids is None or one.id in where.ids)
        ]
        chunks = [Chunk(article_id=x.id, start=0, end=len(x.text), text=x.text) for x in found]
        hits = [
            Hit(chunk=x, score=1.0, dense=1.0, sparse=None, title="", date=None) for x in chunks
        ]
        return hits, {one.id: one for one in found}

    return Finder(find=find, having=having, last=dt.date(2031, 5, 20))


def ids(found):
    return [hit.chunk.article_id for hit in found[0]]


@pytest.mark.parametrize(
    ("question", "having", "found"),
    [
        ("云岭的桥", {"桥"}, ["桥", "港", "堤"]),
        ("云岭的桥", {"堤", "桥"}, ["桥", "堤", "港"]),
        ("云岭的桥", set(), ["港", "桥", "堤"]),
        ("云岭的桥", None, ["港", "桥", "堤"]),
        ("大桥通车", {"桥"}, ["港", "桥", "堤"]),  # names nothing
        ("法国总统的活动", {"桥"}, ["港", "桥", "堤"]),  # who that is the articles say
    ],
)
def test_articles_with_the_names_come_first(question, having, found):
    named = None if having is None else frozenset(having)
    assert ids(finder([], lambda *_: named).of_all(query(question), Where())) == found


def test_a_users_own_filter_is_kept():
    asked = []
    finder(asked, lambda *_: frozenset(["桥"])).of_all(query("云岭的桥"), Where(source="日报"))
    assert asked == [Where(source="日报"), Where(source="日报", ids=("桥",))]


@pytest.mark.parametrize(
    ("question", "since", "until", "found"),
    [
        ("4月的港口", "2031-04-01", "2031-04-30", ["桥", "港"]),
        ("3月的港口", "2031-03-01", "2031-03-31", []),
        ("4月12日的港口", "2031-04-12", "2031-04-13", ["桥"]),
        ("5月的港口", "2031-05-01", "2031-05-31", ["港", "堤"]),
    ],
)
def test_later_articles_whose_head_names_the_days_come_after(question, since, until, found):
    first, last = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    assert ids(finder([]).of_days(query(question), Where(), first, last)) == found
