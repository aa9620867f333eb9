"""Which bus or metro line to take."""

import pytest

from qa.answering.spans.lines import asks_line, is_no_line, line_to_take
from tests.qa.answering.marked import place

STOPPED = "因修路，12路公交车昨天起停运。沿线居民可改乘15路或22路到广场换乘。"
HOSPITAL = "新院区昨天启用。市民可乘8路、31路公交车到大道站，也可乘地铁2号线到医科园站。"
SCHOOL = "5路改走长江路。去南湖小学的学生请改乘9路。去北湖小学的仍可乘坐快3路。"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("12路停了坐什么车？", True),
        ("改乘哪路车？", True),
        ("去新院区坐几路车？", True),
        ("去新院区坐几路？", True),
        ("坐几号线到新院区？", True),
        ("换乘哪条线路？", True),
        ("可以乘坐哪几路公交车？", True),
        ("搭哪趟车去？", True),
        ("哪路公交车停运了？", False),
        ("星期二通常坐什么？", False),
        ("停运的是几路车？", False),
        ("他坐什么车离开的？", False),
        ("5路改走哪条路？", False),
        ("他乘什么船？", False),
        ("坐了多少人？", False),
    ],
)
def test_what_asks_for_a_line(question, asks):
    assert asks_line(question) is asks


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("12路停了坐什么车？", STOPPED, "15路或22路"),
        ("改乘哪路车？", STOPPED, "15路或22路"),
        ("沿线居民坐哪路公交车？", STOPPED, "15路或22路"),
        ("7路停了坐什么车？", STOPPED, None),
        ("去新院区坐几路车？", HOSPITAL, "8路、31路公交车"),
        ("去新院区坐几号线？", HOSPITAL, "地铁2号线"),
        ("去新院区坐什么车？", HOSPITAL, "8路、31路公交车到大道站，也可乘地铁2号线"),
        ("去老院区坐几路车？", HOSPITAL, None),
        ("去南湖小学坐哪路车？", SCHOOL, "9路"),
        ("去北湖小学现在坐几路车？", SCHOOL, "快3路"),
        ("改乘哪路车？", SCHOOL, "9路"),
        ("坐哪路车？", SCHOOL, None),
        ("改乘哪路车？", "12路停运，无法改乘15路。", None),
        ("哪路公交车停运了？", STOPPED, None),
    ],
)
def test_which_line_to_take(question, text, given):
    found = line_to_take(question, text)
    assert (text[found.start : found.end] if found else None) == given


@pytest.mark.parametrize(
    ("question", "marked", "no_line"),
    [
        ("改乘哪路车？", "因修路，|12路公交车|昨天起停运。", True),
        ("12路停了坐什么车？", "12路停运，可改乘其他|公交车|。", True),
        ("沿线居民坐哪路公交车？", "可改乘15路到|人民广场|。", True),
        ("改乘哪路车？", "可改乘|15路|到广场。", False),
        ("12路停了坐什么车？", "可改乘|地铁|。", False),
        ("坐什么车去？", "大家坐|大巴|去。", False),
        ("哪路公交车停运了？", "因修路，|12路公交车|昨天起停运。", False),
    ],
)
def test_what_is_no_line_to_take(question, marked, no_line):
    assert is_no_line(question, *place(marked)) is no_line
