"""Stretches of time are given whole, or the end of them that is asked for."""

import pytest

from qa.answering.periods import asked_period, bound, is_period, whole_period
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "whole"),
    [
        ("什么时候停水？", "施工时间为每日|22时|至次日6时。", "22时至次日6时"),
        (
            "停水时间是什么时候？",
            "定于5月14日22:00至|5月15日|8:00停水。",
            "5月14日22:00至5月15日8:00",
        ),
        ("几点到几点停电？", "停电时间|9:00|—17:00。", "9:00—17:00"),
        ("报名时间是哪几天？", "报名时间为|6月3日|至6月9日。", "6月3日至6月9日"),
        ("轮渡什么时候停航？", "|15日6时至16日|12时停航。", "15日6时至16日12时"),
        ("展览什么时候举行？", "展览|5月1日|至7日举行。", "5月1日至7日"),
        ("什么时候开始报名？", "5月|10日起|报名。", "5月10日起"),
        ("几点上课？", "每周二、周|四19时|上课。", "周四19时"),
        ("夜市什么时间营业？", "夜市|晚上6点|到11点营业。", "晚上6点到11点"),
    ],
)
def test_a_stretch_of_time_is_whole(question, marked, whole):
    text, span = place(marked)
    found = whole_period(question, text, span)
    assert text[found.start : found.end] == whole


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("几点开始停水？", "停水时间为|22时|至次日6时。"),
        ("停水几点结束？", "停水时间为22时至|次日6时|。"),
        ("几点恢复供水？", "停水时间为22时至|次日6时|。"),
        ("几点关门？", "书店9:00至|21:00|营业。"),
        ("报名截止到哪天？", "报名时间为6月3日至|6月9日|。"),
        ("学费多少？", "学费|9至12|元。"),
        ("展览什么时候开幕？", "展览|5月1日|至7日举行。"),
        ("票价是多少？", "|9时|至17时售票。"),
        ("大桥什么时候通车？", "大桥|5月1日|通车，6月2日至7日检修。"),
    ],
)
def test_what_asks_for_no_stretch_is_left(question, marked):
    text, span = place(marked)
    assert whole_period(question, text, span) == span


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("几点开门？", "9时"),
        ("停电几点结束？", "次日5时"),
        ("几点关门？", "次日5时"),
        ("每天封闭到几点？", "次日5时"),
        ("几点到几点？", None),
    ],
)
def test_one_end_of_it_is_given_where_asked(question, side):
    text, span = place("营业时间为|9时至次日5时|。")
    found = bound(question, text, span)
    assert (text[found.start : found.end] if found else None) == side


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("停电从几点到几点", "5月2日7时30分至17时，车站周边停电", "5月2日7时30分至17时"),
        ("几点到几点停水", "7日22时至次日6时停水", "7日22时至次日6时"),
        ("几点停水", "今晚22时至次日6时停水", None),
        ("停水从几点到几点", "9时至12时、14时至17时停水", None),
        ("停水从几点到几点", "全天停水", None),
    ],
)
def test_the_one_stretch_of_time_that_is_asked_for(question, text, found):
    place = asked_period(question, text)
    assert (place and text[place.start : place.end]) == found


def test_a_period_is_nothing_else():
    assert is_period("6月2日9时至17时")
    assert not is_period("6月2日在云河至青石")
