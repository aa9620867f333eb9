"""Which articles a digest reads: of what days and of what country."""

import datetime as dt

import pytest

from qa.answering.digests.binding import Told
from qa.answering.digests.scope import (
    announced_days,
    heads_name,
    in_period,
    is_abroad,
    is_background,
    is_local,
    is_nationwide,
    is_of_the_world,
    period,
)
from qa.records import Article, DateMention, Span


def told(title, text):
    return Told(Article(id="a", title=title, text=text)), Span(start=0, end=len(text))


def test_a_single_day_takes_in_the_next_whose_paper_reports_it():
    day = dt.date(2031, 4, 3)

    def mention(since, until):
        return DateMention(text="日", start=0, end=1, since=since, until=until)

    assert period([]) == (None, None)
    assert period([mention(day, day)]) == (day, dt.date(2031, 4, 4))
    assert period([mention(day, dt.date(2031, 4, 9))]) == (day, dt.date(2031, 4, 9))
    assert period([mention(dt.date.max, dt.date.max)]) == (dt.date.max, dt.date.max)


def days(since, until):
    return DateMention(
        text="日",
        start=0,
        end=1,
        since=dt.date.fromisoformat(since),
        until=dt.date.fromisoformat(until),
    )


@pytest.mark.parametrize(
    ("since", "day", "text", "inside"),
    [
        ("2031-04-03", "2031-04-03", "云岭港昨日通航。", True),
        ("2031-04-03", "2031-04-03", "云岭港4月2日通航。", True),
        ("2031-04-03", "2031-04-03", "云岭港今日通航。", True),
        ("2031-04-03", "2031-04-03", "云岭港3月31日通航。", False),
        ("2031-04-03", "2031-04-04", "云岭港4月2日通航。", False),
        ("2031-04-03", "2031-04-02", "云岭港昨日通航。", False),
        ("2031-04-03", "2031-04-03", "云岭港有泊位三十个。", True),
    ],
)
def test_what_the_first_days_paper_tells_of_the_day_before_is_of_these_days(
    since, day, text, inside
):
    article = Article(id="a", title="港口", text=text, date=dt.date.fromisoformat(day))
    span = Span(start=0, end=len(text))
    assert in_period(article, span, [days(since, "2031-04-25")]) is inside


@pytest.mark.parametrize(
    ("day", "text", "named"),
    [
        ("2031-03-20", "云岭港将于4月8日开港。", ["4月8日"]),
        ("2031-03-20", "渡口下月5日起停航。", ["下月5日"]),
        ("2031-04-03", "下周六，港口开放日办在三号码头。", ["下周六"]),
        ("2031-03-20", "船展4月1日至20日在港区举行。", ["4月1日至20日"]),
        ("2031-03-20", "即日起至4月6日，渡口接受报名。", ["至4月6日"]),
        ("2031-03-20", "去年4月8日开港的是二号码头。", []),
        ("2031-04-20", "云岭港4月8日开港。", []),
        ("2031-03-20", "云岭港4月开港。", []),
        ("2031-03-20", "云岭港今年开港。", []),
        ("2031-03-20", "规划期为2030年至2035年。", []),
        ("2031-03-20", "云岭港3月28日开港。", []),
        ("2030-12-20", "4月至11月，云岭港吞吐量增长。", []),
        ("2030-12-20", "4—11月份，云岭港吞吐量增长。", []),
        (None, "云岭港将于2031年4月8日开港。", []),
    ],
)
def test_what_was_to_come_on_the_days_asked(day, text, named):
    article = Article(
        id="a", title="港口", text=text, date=dt.date.fromisoformat(day) if day else None
    )
    asked = [days("2031-04-05", "2031-04-12")]
    found = announced_days(article, Span(start=0, end=len(text)), asked)
    assert [one.text for one in found] == named


def test_a_holiday_is_announced_by_its_word():
    text = "国庆期间，港区灯会每晚7时亮灯。"
    article = Article(id="a", title="灯会", text=text, date=dt.date(2031, 9, 20))
    asked = DateMention(
        text="国庆", start=0, end=2, since=dt.date(2031, 10, 1), until=dt.date(2031, 10, 7)
    )
    assert announced_days(article, Span(start=0, end=len(text)), [asked]) == [asked]


@pytest.mark.parametrize(
    ("day", "text", "inside"),
    [
        ("2031-06-12", "云岭港4月8日通航。", True),
        ("2031-04-30", "云岭港昨日通航。", False),
        ("2031-04-12", "云岭港有泊位三十个。", False),
        (None, "云岭港有泊位三十个。", False),
        (None, "云岭港2031年4月8日通航。", True),
        (None, "云岭港2031年4月5日开工，4月8日通航。", True),
        (None, "云岭港4月8日通航。", False),
        (None, "云岭港本月8日通航。", False),
        (None, "今年4月，云岭港通航。", False),
        (None, "云岭港昨日通航。", False),
        (None, "云岭港2030年4月8日通航。", False),
        (None, "云岭4月8日电 云岭港今日通航。", False),
        ("2031-03-20", "云岭港将于4月8日通航。", True),
        ("2031-03-20", "云岭港将于4月18日通航。", False),
    ],
)
def test_articles_of_other_days_have_to_name_those_asked_of(day, text, inside):
    article = Article(
        id="a", title="港口", text=text, date=dt.date.fromisoformat(day) if day else None
    )
    span = Span(start=0, end=len(text))
    asked = [days("2031-04-05", "2031-04-12")]
    assert in_period(article, span, asked, named_only=True) is inside


def test_an_article_without_a_day_has_the_year_of_its_chronicle():
    text = "2031年\n4月8日，云岭港通航。\n"
    article = Article(id="a", title="云岭港大事记", text=text)
    span = Span(start=6, end=len(text) - 1)
    assert in_period(article, span, [days("2031-04-05", "2031-04-12")], named_only=True)
    assert not in_period(article, span, [days("2030-04-05", "2030-04-12")], named_only=True)


@pytest.mark.parametrize("year", ["0001", "0004", "1050", "9999"])
def test_the_first_and_last_years_have_days_beside_them(year):
    text = "云岭港4月8日通航。"
    article = Article(id="a", title="港口", text=text)
    asked = [days(f"{year}-04-05", f"{year}-04-12")]
    assert not in_period(article, Span(start=0, end=len(text)), asked, named_only=True)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("统计局今天（5月9日）发布的数据显示，4月粮价上涨一成。", False),
        ("统计局5月9日公布数据，4月，粮价上涨一成。", False),
        ("统计局今天发布数据显示，5月粮价上涨一成。", True),
        ("统计局今天发布的数据显示，粮价上涨一成。", True),
        ("云岭市5月9日公布新规，4月起的欠费免缴。", True),
        ("5月9日，粮价比4月上涨一成。", True),
    ],
)
def test_figures_are_of_their_days_and_not_of_when_they_came_out(text, inside):
    article = Article(id="a", title="粮价", text=text, date=dt.date(2031, 5, 9))
    span = Span(start=0, end=len(text))
    assert in_period(article, span, [days("2031-05-01", "2031-05-31")]) is inside


def test_an_article_of_the_next_month_whose_head_names_the_one_asked_of():
    asked = [days("2031-04-01", "2031-04-30")]

    def article(title):
        return Article(id="a", title=title, text="粮价上涨一成。", date=dt.date(2031, 5, 12))

    assert heads_name(article("4月粮价上涨"), asked)
    assert not heads_name(article("粮价上涨"), asked)


@pytest.mark.parametrize(
    ("asked", "day", "text", "inside"),
    [
        (("2031-04-01", "2031-04-30"), "2031-05-12", "4月，云岭港吞吐量增长三成。", True),
        (("2031-04-01", "2031-04-30"), "2031-05-12", "3月，云岭港吞吐量增长三成。", False),
        (("2031-04-01", "2031-04-30"), "2031-05-12", "云岭港吞吐量增长三成。", False),
        (("2031-04-01", "2031-04-30"), "2031-05-02", "云岭港吞吐量增长三成。", True),
        (("2031-04-01", "2031-04-30"), "2031-05-12", "今年，云岭港吞吐量增长三成。", False),
        (("2031-04-01", "2031-04-30"), "2031-06-12", "云岭港吞吐量增长三成。", False),
        (("2031-04-01", "2031-04-30"), "2031-12-12", "2031年，云岭港吞吐量增长三成。", False),
        (("2031-04-01", "2031-04-30"), "2031-04-12", "2031年，云岭港将扩建码头。", True),
        (("2031-01-01", "2031-03-31"), "2031-01-12", "2030年，云岭港吞吐量增长三成。", False),
        (("2031-01-01", "2031-12-31"), "2031-06-12", "4月，云岭港吞吐量增长三成。", True),
        (("2031-04-01", "2031-04-30"), "2031-04-12", "吞吐量比去年同期增长三成。", True),
        (("2031-04-01", "2031-04-30"), "2031-04-28", "新码头5月8日启用。", True),
        (("2031-04-08", "2031-04-08"), "2031-04-09", "云岭港昨日通航。", True),
        (("2031-04-08", "2031-04-08"), "2031-04-09", "云岭港4月1日通航。", False),
        (("2031-04-01", "2031-04-30"), None, "云岭港吞吐量增长三成。", True),
        (("2031-04-01", "2031-04-30"), None, "2029年，云岭港吞吐量增长三成。", False),
        (None, "2031-04-12", "2029年，云岭港吞吐量增长三成。", True),
    ],
)
def test_a_sentence_is_of_the_days_asked(asked, day, text, inside):
    date = dt.date.fromisoformat(day) if day else None
    article = Article(id="a", title="港口", text=text, date=date)
    span = Span(start=0, end=len(text))
    assert in_period(article, span, [days(*asked)] if asked else []) is inside


@pytest.mark.parametrize(
    ("title", "text", "day", "inside"),
    [
        ("4月港口吞吐量增长", "云岭港吞吐量增长三成。", "2031-05-12", True),
        ("港口吞吐量增长", "统计局公布4月数据。云岭港吞吐量增长三成。", "2031-05-12", True),
        ("5月港口吞吐量增长", "云岭港吞吐量增长三成。", "2031-05-12", False),
        ("4月港口吞吐量增长", "云岭港吞吐量增长三成。", "2031-08-12", False),
        ("4月港口吞吐量增长", "今年5月，云岭港吞吐量增长三成。", "2031-05-12", False),
    ],
)
def test_what_a_head_names_a_sentence_below_it_is_of(title, text, day, inside):
    article = Article(id="a", title=title, text=text, date=dt.date.fromisoformat(day))
    span = Span(start=text.rfind("。", 0, -1) + 1, end=len(text))
    assert in_period(article, span, [days("2031-04-01", "2031-04-30")]) is inside


@pytest.mark.parametrize(
    ("question", "nationwide"),
    [
        ("全国的粮价", True),
        ("全国铁路的客运量", True),
        ("全国人大的会议", False),
        ("全国运动会的赛果", False),
        ("云岭市的粮价", False),
    ],
)
def test_what_is_asked_of_the_whole_country(question, nationwide):
    assert is_nationwide(question) is nationwide


@pytest.mark.parametrize(
    ("question", "world"),
    [
        ("国际油价", True),
        ("日本的河港", True),
        ("中欧班列", True),
        ("俄乌谈判", True),
        ("中老铁路", True),
        ("中老年人的体检", False),
        ("入境旅游", False),
        ("云岭市的河港", False),
    ],
)
def test_what_is_asked_of_other_countries(question, world):
    assert is_of_the_world(question) is world


@pytest.mark.parametrize(
    ("title", "text", "abroad"),
    [
        ("南非铁路恢复客运", "市郊线路客运量达到三年前的一半。", True),
        ("图片报道", "肯尼亚去年接待游客790万人次。", True),
        ("各地赛事增多（国际视点）", "迪拜每年举办百场赛事。", True),
        ("旅游业增长（国际视点）", "埃及去年接待中国游客36万人次。", True),
        ("旅游业增长（国际视点）", "中国去年接待埃及游客3万人次。", False),
        ("河港通航", "首航货轮驶往南非，我国企业承运。", False),
        ("智利森林大火", "截至北京时间4月3日，智利大火烧毁房屋三百座。", True),
        ("四川游客过亿", "四川今年接待日本游客20万人次。", False),
        ("河港通航", "首航货轮载货三千吨。", False),
    ],
)
def test_a_sentence_of_another_country(title, text, abroad):
    assert is_abroad(*told(title, text)) is abroad


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("广东铁路今年运煤三百万吨。", True),
        ("广东铁路运煤三百万吨，占全国的一成。", False),
        ("记者在广东多地看到，运煤的列车增多。", True),
        ("今年以来，多地加开运煤列车。", False),
        ("我国铁路今年运煤三亿吨，广东最多。", False),
        ("铁路今年运煤三亿吨。", False),
        ("全球铁路今年运煤九十亿吨。", True),
    ],
)
def test_a_sentence_of_one_province_or_of_the_globe(text, local):
    assert is_local(*told("铁路运煤", text)) is local


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("2027年，云岭新区设立。", True),
        ("2027年3月，市长到云岭考察。", True),
        ("2027年以来，云岭新建泵站三座。", False),
        ("2027年设立的云岭新区，目前有企业百家。", False),
        ("2030年，云岭新建泵站三座。", False),
        ("云岭新建泵站三座。", False),
        ("昨日，云岭新建泵站三座。", False),
    ],
)
def test_what_was_long_before_the_article_is_background(text, old):
    article = Article(id="a", title="新区", text=text, date=dt.date(2031, 4, 3))
    assert is_background(article, Span(start=0, end=len(text))) is old
