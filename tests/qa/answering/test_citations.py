"""The days that the words of a citation's sentences name."""

import datetime as dt

from qa.answering.citations import dates_in
from qa.records import Article, Span

MONDAY = dt.date(2022, 4, 11)

ARTICLE = Article(
    id="a",
    title="昨日无事",
    text="上周五开工。昨日，最近三天2022年4月4月5日的工程去年十一月至12月完成。今天下雨。",
    date=MONDAY,
)


def test_an_articles_words_count_from_its_date():
    start = ARTICLE.text.index("工程")
    found = dates_in(ARTICLE, Span(start=start, end=start + 2))
    assert [(x.text, str(x.since), str(x.until)) for x in found] == [
        ("昨日", "2022-04-10", "2022-04-10"),
        ("去年十一月", "2021-11-01", "2021-11-30"),
        ("12月", "2021-12-01", "2021-12-31"),
    ]
    assert all(ARTICLE.text[x.start : x.end] == x.text for x in found)


def test_a_span_over_two_sentences_has_the_days_of_both():
    found = dates_in(ARTICLE, Span(start=0, end=8))
    assert [x.text for x in found] == ["上周五", "昨日", "去年十一月", "12月"]


def test_an_article_without_a_date_names_no_day():
    undated = Article(id="a", title="", text=ARTICLE.text)
    assert dates_in(undated, Span(start=0, end=8)) == ()
