"""The days that the words of a citation's sentences name."""

import datetime as dt

import pytest

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


def dispatch(text, date=None):
    article = Article(id="a", title="", text=text, date=date)
    found = dates_in(article, Span(start=len(text) - 2, end=len(text) - 1))
    return [(x.text, str(x.since), x.lunar) for x in found]


def test_words_count_from_the_dispatch_before_them():
    text = "（甲城廿七日電）開渠。\n（乙城廿八日電）渡輪試航。昨晚停航。"
    assert dispatch(text, dt.date(1935, 4, 30)) == [("昨晚", "1935-04-27", False)]


def test_words_of_an_article_without_a_date_count_from_a_dateline_that_says_the_year():
    assert dispatch("新华社云岭1990年5月7日电 渡轮试航。昨晚停航。") == [
        ("昨晚", "1990-05-06", False)
    ]
    assert dispatch("新华社云岭5月7日电 渡轮试航。昨晚停航。") == []


def test_lunar_days_are_marked():
    assert dispatch("去年六月十五日停航。", dt.date(1905, 6, 1)) == [
        ("去年六月十五日", "1904-01-01", True)
    ]


@pytest.mark.parametrize("day", [None, dt.date(2024, 6, 1)])
@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("云岭县大事记（2019年）", "5月8日，文化馆落成。", ("5月8日", "2019-05-08", "2019-05-08")),
        ("大事记", "2018年\n4月6日，夜校开学。", ("4月6日", "2018-04-06", "2018-04-06")),
        ("大事记", "2018年\n　9月，小学迁址。", ("9月", "2018-09-01", "2018-09-30")),
        ("大事记", "2018年\n　9月初，小学迁址。", ("9月", "2018-09-01", "2018-09-30")),
        ("大事记", "2018年\n2019年\n3月2日，桥开工。", ("3月2日", "2019-03-02", "2019-03-02")),
        ("云岭县大事记（2019年）", "桥于5月8日落成。", None),
        ("文化馆落成", "5月8日，文化馆落成。", None),
        ("大事记（2018年、2019年）", "5月8日，文化馆落成。", None),
    ],
)
def test_a_bare_day_of_a_chronicle_is_of_the_year_above_it(day, title, text, said):
    article = Article(id="a", title=title, text=text, date=day)
    found = dates_in(article, Span(start=len(text) - 3, end=len(text) - 1))
    assert all(text[one.start : one.end] == one.text for one in found)
    told = [(one.text, str(one.since), str(one.until)) for one in found]
    assert told == ([said] if said else [])
