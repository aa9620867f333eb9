"""How a passage stands to the days a question names."""

import datetime as dt

import pytest

from qa.chinese.dates import resolve
from qa.records import Chunk, Hit, Where
from qa.search.timely import Days, Timely, merged

TODAY = dt.date(2022, 4, 11)


def days(question):
    return Days.of(resolve(question, TODAY), None)


@pytest.mark.parametrize(
    ("question", "date", "before", "text", "stands"),
    [
        ("2022年4月", "2022-04-03", [], "局长说，食堂已建成。", Timely.INSIDE),
        ("2022年4月", "2021-04-02", [], "局长说，食堂已建成。", Timely.OUTSIDE),
        ("2022年4月", "2021-04-02", [], "今年计划建12家。", Timely.OUTSIDE),
        ("2022年4月", "2022-04-03", [], "今年计划建12家。", Timely.INSIDE),
        ("2022年4月", "2022-05-11", [], "4月份价格上涨2.1%。", Timely.NAMED),
        ("2022年4月", "2022-04-12", [], "3月份价格上涨1.5%。", Timely.AROUND),
        ("2022年4月", "2022-09-03", [], "今年建成12家。", Timely.OUTSIDE),
        ("今年", "2022-04-03", [], "今年建成12家。", Timely.NAMED),
        ("今年", "2022-04-03", [], "去年4月5日建成。", Timely.AROUND),
        ("4月2日之前", "2022-04-09", [], "今年建成12家。", Timely.OUTSIDE),
        ("去年", "2022-04-03", [], "去年供餐40万份。", Timely.NAMED),
        ("去年", "2021-04-02", [], "去年供餐31万份。", Timely.AROUND),
        ("4月10日", "2022-04-11", [], "会议召开。", Timely.INSIDE),
        ("4月10日", "2022-04-12", [], "会议召开。", Timely.OUTSIDE),
        ("4月10日", "2022-04-12", [], "4月10日会议召开。", Timely.NAMED),
        ("4月10日", "2021-04-12", [], "4月10日会议召开。", Timely.ANOTHER_YEAR),
        ("4月10日", "2019-03-01", [], "自2019年4月10日起执行。", Timely.ANOTHER_YEAR),
        ("4月10日", "2021-04-10", [], "4月10日会议召开。", Timely.ANOTHER_YEAR),
        ("4月10日", "2021-04-10", [], "今天会议召开。", Timely.ANOTHER_YEAR),
        ("4月10日", "2021-04-10", [], "会议召开。", Timely.ANOTHER_YEAR),
        ("4月10日", "2021-04-10", [], "4月8日会议召开。", Timely.OUTSIDE),
        ("4月10日", "2021-04-11", [], "会议召开。", Timely.OUTSIDE),
        ("2022年4月10日", "2021-04-10", [], "会议召开。", Timely.OUTSIDE),
        ("昨天", "2021-04-10", [], "会议召开。", Timely.OUTSIDE),
        ("2022年4月10日", "2021-04-12", [], "4月10日会议召开。", Timely.OUTSIDE),
        ("昨天", "2021-04-12", [], "4月10日会议召开。", Timely.OUTSIDE),
        ("4月6日", "2022-04-06", [], "今天（4月6日）通报，4月5日新增112例。", Timely.AROUND),
        ("4月6日", "2022-04-07", [], "今天（4月7日）通报，4月6日新增94例。", Timely.NAMED),
        ("4月6日", "2022-04-06", ["今天通报，4月5日新增。"], "其中本土112例。", Timely.AROUND),
        ("4月6日", "2022-04-07", ["4月5日。", "4月6日新增。"], "其中本土94例。", Timely.NAMED),
        ("4月6日", "2022-04-06", [], "今天会议召开。", Timely.INSIDE),
        ("4月9日", "2022-04-10", [], "新华社云岭4月9日电 今天会议召开。", Timely.NAMED),
        ("4月8日", "2022-04-10", [], "（云岭九日电）昨日会议召开。", Timely.NAMED),
        ("4月10日", "2022-04-10", [], "（云岭九日电）今日会议召开。", Timely.AROUND),
        ("2021年以来", "2021-09-01", [], "食堂建成。", Timely.INSIDE),
        ("4月6日之前", "1999-01-01", [], "食堂建成。", Timely.INSIDE),
        ("4月6日之后", "2022-04-05", [], "食堂建成。", Timely.OUTSIDE),
        ("去年", "2022-04-03", [], "蓄水到120米，比去年同期高三米。", Timely.OUTSIDE),
        ("去年", "2022-04-03", [], "水位较去年高三米。", Timely.OUTSIDE),
        ("去年", "2022-04-03", [], "水位相较于去年高三米。", Timely.OUTSIDE),
        ("去年", "2022-04-03", [], "与去年同期相比，水位高三米。", Timely.OUTSIDE),
        ("去年", "2022-04-03", [], "水位与去年持平。", Timely.OUTSIDE),
        ("2021年", "2022-04-03", [], "水位比2021年4月高三米。", Timely.OUTSIDE),
        ("2022年", "2022-04-03", [], "蓄水到120米，比去年同期高三米。", Timely.INSIDE),
        ("去年", "2022-04-03", [], "去年同期为117米。", Timely.NAMED),
        ("去年", "2022-04-03", [], "比去年同期的117米高三米。", Timely.NAMED),
        ("去年", "2022-04-03", [], "去年同期蓄水117米，同比高三米。", Timely.NAMED),
        ("2022年4月", None, [], "食堂建成。", Timely.UNDATED),
        ("2021年", "2022-04-03", [], "预计4月21日建成。", Timely.OUTSIDE),
        ("2021年", "2022-01-03", [], "12月21日建成。", Timely.NAMED),
    ],
)
def test_how_a_passage_stands_to_days(question, date, before, text, stands):
    day = dt.date.fromisoformat(date) if date else None
    assert days(question).judge(text, day, before=before) is stands


def test_a_filter_with_days_and_a_question_without_name_none():
    assert Days.of([], None) is None
    assert Days.of(resolve("昨日", TODAY), Where(since=TODAY)) is None
    assert Days.of(resolve("昨日", TODAY), Where(source="报")) == days("昨日")


def test_a_narrowed_filter_keeps_the_rest():
    narrowed = days("4月10日").narrowed(Where(source="报"))
    assert narrowed == Where(source="报", since=dt.date(2022, 4, 10), until=dt.date(2022, 4, 11))
    assert days("2021年以后").narrowed(None).until == dt.date.max


def hit(name, date):
    return Hit(
        chunk=Chunk(article_id=name, start=0, end=5, text="食堂建成。"),
        score=1.0,
        date=dt.date.fromisoformat(date),
    )


def test_hits_of_the_days_come_first_each_once():
    old, now, new = hit("old", "2020-01-01"), hit("now", "2022-04-03"), hit("new", "2022-04-09")
    both = [hit("then", "2021-01-01"), old, now]
    found = merged(days("2022年4月"), both, [new, now], 9)
    assert [x.chunk.article_id for x in found] == ["now", "new", "then", "old"]
    assert merged(days("2022年4月"), both, [new, now], 2) == found[:2]


def test_the_rest_of_a_dispatch_is_counted_from_its_day():
    asked = days("4月8日")
    how = {"date": dt.date(2022, 4, 10)}
    assert asked.judge("昨天会议召开。", **how) is Timely.OUTSIDE
    assert asked.judge("昨天会议召开。", **how, sent=dt.date(2022, 4, 9)) is Timely.NAMED


def test_later_articles_may_tell_of_days():
    where = days("4月8日").told_later(Where(source="云岭日报"))
    assert (str(where.since), str(where.until)) == ("2022-04-08", "2022-06-09")
    assert where.source == "云岭日报"
