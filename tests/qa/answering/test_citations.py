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
