"""Holidays and weekends that a question names without a day."""

import datetime as dt

import pytest

from qa.chinese.holidays import holiday, holiday_word

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


def test_the_word_of_a_holiday():
    assert holiday_word("国庆黄金周") == "国庆"
    assert holiday_word("10月1日") is None
