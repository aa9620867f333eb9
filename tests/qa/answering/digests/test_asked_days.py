"""Of which days 最近 is, and which days with articles are nearest to others."""

import datetime as dt

import pytest

from qa.answering.digests.asked_days import Held, of_the_year_held, readings, timed
from qa.records import Article, Where
from qa.search.query import as_queries

NEWEST = dt.date(2031, 4, 12)
DAYS = ("2031-03-02", "2031-03-03", "2031-04-07", "2031-04-12")


def held(*days):
    dates = [dt.date.fromisoformat(day) for day in days]

    def listed(where, most):
        found = [one for one in dates if where.since <= one <= where.until]
        return [Article(id=str(one), title="", text="水退了。", date=one) for one in found][:most]

    return Held(first=min(dates), last=max(dates), where=Where(), listed=listed)


@pytest.mark.parametrize(
    ("question", "word", "first", "then"),
    [
        ("云岭市最近的防汛", "最近", "2031-03-13", "2031-01-11"),
        ("近期的防汛", "近期", "2031-03-13", "2031-01-11"),
        ("近来有哪些演出", "近来", "2031-03-13", "2031-01-11"),
        ("最近有什么新闻", "最近", "2031-04-06", "2031-03-13"),
        ("近日的防汛", "近日", "2031-04-06", "2031-03-13"),
        ("最近几天的防汛", "最近几天", "2031-04-06", "2031-03-13"),
        ("这几天的防汛", "这几天", "2031-04-06", "2031-03-13"),
    ],
)
def test_lately_is_a_month_and_days_and_news_are_a_week(question, word, first, then):
    (query,) = as_queries([question], today=dt.date(2031, 6, 1))
    short, long = timed(query, NEWEST)
    assert [(x.text, str(x.since), str(x.until)) for x in short.dates] == [
        (word, first, "2031-04-12")
    ]
    assert str(long.dates[0].since) == then
    assert query.simplified[short.days[0].start : short.days[0].end] == word


@pytest.mark.parametrize("question", ["云岭市的防汛", "最近三天的防汛", "昨天的新闻"])
def test_other_questions_are_of_the_days_they_name(question):
    (query,) = as_queries([question], today=NEWEST)
    assert timed(query, NEWEST) == [query]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("5月有什么活动", ["2031-05-01", "2030-05-01"]),
        ("5月上旬有什么活动", ["2031-05-01", "2030-05-01"]),
        ("五月的水位", ["2031-05-01", "2030-05-01"]),
        ("5月的新闻", ["2030-05-01", "2031-05-01"]),
        ("7月有什么活动", ["2030-07-01", "2031-07-01"]),
        ("3月有什么活动", ["2031-03-01", "2032-03-01"]),
        ("5月来了多少人了", ["2030-05-01"]),
        ("去年5月有什么活动", ["2030-05-01"]),
        ("5月以来有什么活动", ["2030-05-01"]),
        ("下个月有什么活动", ["2031-05-01"]),
        ("昨天有什么活动", ["2031-04-11"]),
        ("5月和6月有什么活动", ["2030-05-01"]),
        ("五一有什么活动", [None, "2031-05-01"]),
        ("五一景区几点开门", [None]),
        ("云岭市有什么活动", [None]),
    ],
)
def test_the_days_that_a_question_may_be_of_the_likelier_first(question, begins):
    (query,) = as_queries([question], today=NEWEST)
    found = readings(query, NEWEST)
    assert [str(x.dates[0].since) if x.dates else None for x in found] == begins
    for one in found[1:]:
        (named,), (place,) = one.dates, one.days
        assert question[place.start : place.end] == named.text


def test_without_a_day_of_asking_a_question_is_as_it_is():
    (query,) = as_queries(["5月有什么活动"])
    assert readings(query, None) == [query]


def test_without_any_article_lately_is_of_no_days():
    (query,) = as_queries(["最近的防汛"], today=NEWEST)
    assert timed(query, None) == [query]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2031-04-12", "2031-04-12"),
        ("2032-01-01", "2031-04-12"),
        ("2031-04-11", "2031-04-07"),
        ("2031-04-06", "2031-03-03"),
        ("2031-03-02", "2031-03-02"),
        ("2031-03-01", None),
    ],
)
def test_the_last_day_with_an_article(day, found):
    last = held(*DAYS).last_until(dt.date.fromisoformat(day))
    assert (last and str(last)) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2031-01-01", "2031-03-02"),
        ("2031-03-03", "2031-03-03"),
        ("2031-03-04", "2031-04-07"),
        ("2031-04-08", "2031-04-12"),
        ("2031-04-13", None),
    ],
)
def test_the_first_day_with_an_article(day, found):
    first = held(*DAYS).first_from(dt.date.fromisoformat(day))
    assert (first and str(first)) == found


def test_the_days_around_some_without_articles():
    nearest = held(*DAYS).nearest(dt.date(2031, 3, 10), dt.date(2031, 3, 20))
    assert [str(day) for day in nearest] == ["2031-03-03", "2031-04-07"]
    assert held(*DAYS).nearest(dt.date.min, dt.date(2031, 3, 1)) == (dt.date(2031, 3, 2),)
    assert held(*DAYS).nearest(dt.date(2031, 5, 1), dt.date.max) == (dt.date(2031, 4, 12),)


@pytest.mark.parametrize(
    ("question", "days", "begins"),
    [
        ("8月8日船票涨了吗？", ["2023-08-08"], "2023-08-08"),
        ("八月八日船票多少钱？", ["2023-08-08"], "2023-08-08"),
        ("8月8号船票多少钱？", ["2023-08-09"], "2023-08-08"),  # told the day after
        ("8月8日至10日船停了吗？", ["2023-08-09"], "2023-08-08"),
        ("8月8号起船停了吗？", ["2023-08-09"], "2023-08-08"),  # without an end
        ("2月29日船停了吗？", ["2024-02-29"], "2024-02-29"),
        ("2月29日船停了吗？", ["2020-02-29", "2022-03-01"], "2020-02-29"),
        ("8月8日船票涨了吗？", ["2023-08-08", "2022-08-08"], None),  # of which year?
        ("8月8日船票涨了吗？", ["2023-08-08", "2030-08-08"], None),  # as it was understood
        ("8月8日船票涨了吗？", ["2023-08-11"], None),
        ("2030年8月8日船票涨了吗？", ["2023-08-08"], None),
        ("去年8月8日船票涨了吗？", ["2023-08-08"], None),
        ("8月船票涨了吗？", ["2023-08-08"], None),
        ("8日船票涨了吗？", ["2023-08-08"], None),
        ("船票涨了吗？", ["2023-08-08"], None),
    ],
)
def test_a_day_without_its_year_is_of_the_only_year_that_is_held(question, days, begins):
    (query,) = as_queries([question], today=NEWEST)
    found = of_the_year_held(query, held(*days)) if query.dates else None
    assert (str(found.dates[0].since) if found else None) == begins
    if found:
        assert found.days == query.days
        assert found.dates[0].text == query.dates[0].text
