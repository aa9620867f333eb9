"""Holidays and weekends that a question names without a day."""

import datetime as dt

import pytest

from qa.chinese.holidays import has_holiday, holiday, holiday_word

TODAY = dt.date(2031, 9, 24)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "said", "since", "until"),
    [
        ("国庆有什么活动", "国庆", "2031-10-01", "2031-10-07"),
        ("国庆假期期间哪些馆闭馆", "国庆假期期间", "2031-10-01", "2031-10-07"),
        ("元旦有什么演出", "元旦", "2031-12-31", "2032-01-03"),
        ("五一长假有哪些展览", "五一长假", "2032-05-01", "2032-05-05"),
        ("儿童节有什么活动", "儿童节", "2032-06-01", "2032-06-01"),
        ("周末有什么展览", "周末", "2031-09-27", "2031-09-28"),
        ("重阳节有什么活动", "重阳节", "2031-09-24", "2032-09-23"),
    ],
)
def test_the_coming_days_of_a_holiday(text, said, since, until):
    found = holiday(text, TODAY)
    assert (found.text, str(found.since), str(found.until)) == (said, since, until)
    assert text[found.start : found.end] == said
    assert found.lunar is (said == "重阳节")


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        ("2031-10-03", "2031-10-01", "2031-10-07"),
        ("2031-10-08", "2032-10-01", "2032-10-07"),
    ],
)
def test_a_holiday_that_it_is_goes_on(today, since, until):
    found = holiday("国庆有什么活动", dt.date.fromisoformat(today))
    assert (str(found.since), str(found.until)) == (since, until)


@pytest.mark.parametrize(("today", "since"), [("2031-09-27", "27"), ("2031-09-28", "28")])
def test_on_a_weekend_it_is_this_one(today, since):
    found = holiday("周末有什么展览", dt.date.fromisoformat(today))
    assert (found.since.day, found.until.day) == (int(since), 28)


@pytest.mark.parametrize("text", ["云岭市有什么活动", "每周末有什么活动", "上周末有什么活动"])
def test_what_names_none(text):
    assert holiday(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "赵国庆种了什么树",
        "周国庆有什么奖",
        "王元旦去了哪些地方",
        "元旦同学考上了什么学校",
        "五一路有什么变化",
        "五一东路有哪些商铺",
        "国庆街在哪里",
        "清明桥有什么活动",
        "重阳村有什么特产",
        "五一公园有什么树",
        "中秋月饼有什么口味",
        "五一劳动奖章有哪些人获得",
    ],
)
def test_the_name_of_a_place_a_person_or_a_thing_is_no_holiday(text):
    assert holiday(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("今年国庆有什么活动", "国庆"),
        ("过国庆有什么演出", "国庆"),
        ("李家庄国庆期间有什么活动", "国庆期间"),
        ("国庆节五一路有什么活动", "国庆节"),
        ("五一广场国庆有什么活动", "国庆"),
        ("国庆公园有什么活动", "国庆"),
        ("春节镇上有什么活动", "春节"),
        ("中秋晚会有什么节目", "中秋"),
        ("儿童节学校有什么活动", "儿童节"),
        ("农历八月十五有什么活动", "农历八月十五"),
        ("正月十五有什么活动", "正月十五"),
        ("农历十月二十有什么活动", "农历十月二十"),
        ("腊月里有什么集市", "腊月"),
    ],
)
def test_a_holiday_beside_other_words(text, said):
    assert holiday(text, TODAY).text == said


@pytest.mark.parametrize("text", ["三月十五日有什么活动", "5月5日有什么活动", "十月十五届有什么"])
def test_a_day_of_the_year_is_no_lunar_one(text):
    assert holiday(text, TODAY) is None


def test_the_word_of_a_holiday():
    assert holiday_word("国庆黄金周") == "国庆"
    assert holiday_word("农历八月十五") == holiday_word("中秋节") == "中秋"
    assert holiday_word("十月二十") is None
    assert holiday_word("农历十月二十") == "十月二十"
    assert holiday_word("10月1日") is None


@pytest.mark.parametrize(
    ("text", "word", "has"),
    [
        ("国庆期间照常开放", "国庆", True),
        ("赵国庆照常上班", "国庆", False),
        ("八月十五放灯", "中秋", True),
        ("农历八月十六放灯", "八月", True),
        ("农历八月十六放灯", "中秋", False),
    ],
)
def test_a_text_has_a_holiday(text, word, has):
    assert has_holiday(text, word) is has
