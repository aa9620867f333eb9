"""The news of days: when they are asked for, which line an article has, in what order."""

import datetime as dt

import pytest

from qa.answering.digests.news import asks_for_news, days_of, line_of, lines, parts_of, spread
from qa.records import Article, Imprint, Span
from qa.search.query import as_queries

TODAY = dt.date(2031, 4, 12)


@pytest.mark.parametrize(
    ("question", "news"),
    [
        ("昨天的新闻", True),
        ("昨天有什么大事？", True),
        ("4月7日发生了什么", True),
        ("上周的新闻", True),
        ("四月要闻", True),
        ("最近有什么新闻", True),
        ("今天报纸的主要内容", True),
        ("最新消息", True),
        ("昨天云岭市的新闻", False),
        ("昨天的防汛", False),
        ("宋怀远昨天的活动", False),
        ("发生事故的4月7日", False),
        ("最近", False),
    ],
)
def test_whether_news_are_asked_for_and_nothing_else(question, news):
    (query,) = as_queries([question], today=TODAY)
    assert asks_for_news(query) is news


@pytest.mark.parametrize(
    ("question", "count", "first", "last"),
    [
        ("昨天的新闻", 1, "2031-04-11", "2031-04-11"),
        ("上周的新闻", 7, "2031-04-06", "2031-03-31"),
        ("3月的新闻", 31, "2031-03-31", "2031-03-01"),
        ("4月7日和4月9日的新闻", 2, "2031-04-09", "2031-04-07"),
    ],
)
def test_the_days_named_newest_first(question, count, first, last):
    (query,) = as_queries([question], today=TODAY)
    found = days_of(query.dates)
    assert (len(found), str(found[0]), str(found[-1])) == (count, first, last)


def test_more_than_a_month_is_no_list_of_days():
    for question in ("去年的新闻", "2月到4月的新闻"):
        (query,) = as_queries([question], today=TODAY)
        assert days_of(query.dates) == []


@pytest.mark.parametrize(
    ("since", "until", "count", "parts"),
    [
        ("2031-01-01", "2031-04-10", 4, ["03-17", "02-20", "01-26", "01-01"]),
        ("2031-04-01", "2031-04-02", 4, ["04-02", "04-01"]),
        ("2031-04-01", "2031-04-01", 12, ["04-01"]),
        ("2031-04-02", "2031-04-01", 12, []),
    ],
)
def test_the_parts_of_a_long_time_are_even_and_leave_no_day_out(since, until, count, parts):
    first, last = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
    found = parts_of(first, last, count)
    assert [f"{begin:%m-%d}" for begin, _ in found] == parts
    assert sum((end - begin).days + 1 for begin, end in found) == (last - first).days + 1


def article(id_, text, *, title="题目", page=None):
    return Article(
        id=id_, title=title, text=text, imprint=Imprint(page=page) if page else None, date=TODAY
    )


def first_line(article):
    return Span(start=0, end=article.text.index("。") + 1)


def test_news_come_before_what_only_tells_and_first_pages_before_later_ones():
    day = [
        article("评", "桥要修好，路要修平。", title="桥与路（河边快评）"),
        article("图", "桥上的灯4月11日亮了。", title="图片报道"),
        article("后", "白水桥4月11日通车。", page="12"),
        article("讯", "本报云岭4月11日电 （记者宋怀远）青石渡口换上两条新船。", page="3"),
        article("前", "云岭春茶4月11日开采。", page="2"),
        article("记", "他在桥边修了三十年的钟，修过的钟数不清。"),
    ]
    found = lines([day], first_line, most=9, least=0)
    assert [one.article.id for one in found] == ["前", "讯", "后", "评", "图", "记"]
    assert found[1].said.text == "青石渡口换上两条新船。"
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_the_first_of_each_day_comes_before_the_second_of_any():
    days = [
        [article("新甲", "白水桥4月11日通车。"), article("新乙", "云岭春茶4月11日开采。")],
        [article("旧甲", "青石渡口4月9日停航。")],
    ]
    assert [one.article.id for one in lines(days, first_line, most=9, least=0)] == [
        "新甲",
        "旧甲",
        "新乙",
    ]


def test_of_many_articles_the_first_of_each_day_are_read():
    days = [
        [article(f"{day}{number}", f"白水桥{number}号墩4月11日完工。") for number in range(5)]
        for day in "甲乙"
    ]
    read = []

    def lead(article):
        read.append(article.id)
        return first_line(article)

    assert len(lines(days, lead, most=4, least=0)) == 4
    assert read == ["甲0", "甲1", "乙0", "乙1"]


def test_an_article_without_a_lead_or_with_too_long_a_one_has_no_line():
    assert line_of(article("无", "白水桥通车了。"), lambda _: None) is None
    assert line_of(article("长", "桥" * 400 + "。"), first_line) is None
    assert line_of(article("有", "白水桥昨日通车了。"), first_line) == Span(start=0, end=9)


def test_days_without_an_end_end_with_the_newest_article():
    (query,) = as_queries(["4月3日以后的新闻"], today=TODAY)
    found = days_of(query.dates, dt.date(2031, 4, 9))
    assert (len(found), str(found[0]), str(found[-1])) == (7, "2031-04-09", "2031-04-03")
    assert days_of(query.dates) == []


@pytest.mark.parametrize(
    ("count", "first"),
    [(3, ["1", "4", "7"]), (2, ["1", "7"]), (7, list("1234567")), (12, list("1234567"))],
)
def test_of_many_days_some_of_even_distance_come_first(count, first):
    days = [[article(str(day), "水退了。")] if day else [] for day in (1, 2, 0, 3, 4, 5, 6, 7)]
    found = [one.id for articles in spread(days, count) for one in articles]
    assert found[: len(first)] == first
    assert sorted(found) == list("1234567")


def test_where_few_articles_have_a_lead_the_others_first_event_is_told():
    day = [
        article("渡", "本报讯 昨日，渡口换上两条新船，每条坐四十人。"),
        article("茶", "本报讯 昨日，三百名茶农上山采茶，开采比去年早了五天。"),
        article("评", "船小好掉头。", title="船小好掉头（河边快评）"),
    ]

    def lead(one):
        return first_line(one) if one.id == "渡" else None

    assert [one.article.id for one in lines([day], lead, most=9, least=1)] == ["渡"]
    found = lines([day], lead, most=9, least=9)
    assert [one.article.id for one in found] == ["渡", "茶"]
    assert [one.score for one in found] == [1.0, 0.5]
    assert found[1].said.text == "昨日，三百名茶农上山采茶，开采比去年早了五天。"
