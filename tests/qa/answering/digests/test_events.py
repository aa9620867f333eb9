"""Articles of one event stand together, the newest event first."""

import datetime as dt

import pytest

from qa.answering.digests.events import events, is_same_event
from qa.records import Article


def article(id_, day, text, title=""):
    date = dt.date(2031, 4, day) if day else None
    return Article(id=id_, title=title, text=text, date=date)


BRIDGE = article("桥", 3, "云河大桥昨日通车，市民步行过桥。", "云河大桥通车")
AGAIN = article("桥二", 4, "云河大桥前日通车，三万市民步行过桥。", "市民步行过云河大桥")
LATER = article("桥三", 9, "云河大桥昨日通车，市民步行过桥。", "云河大桥通车")
PUMP = article("泵", 4, "城东泵站完工，防汛多一道准备。", "城东泵站完工")
UNDATED = article("书", None, "巡堤手册每年印一次。")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (BRIDGE, AGAIN, True),
        (AGAIN, BRIDGE, True),
        (BRIDGE, PUMP, False),
        (AGAIN, PUMP, False),
        (BRIDGE, LATER, False),
        (UNDATED, BRIDGE, False),
    ],
)
def test_much_the_same_words_within_a_day_are_one_event(one, other, same):
    assert is_same_event(one, other) is same


def test_events_are_ordered_newest_first_and_kept_together():
    found = events([UNDATED, BRIDGE, PUMP, LATER, AGAIN])
    assert [[one.id for one in event] for event in found] == [
        ["桥三"],
        ["桥二", "桥"],
        ["泵"],
        ["书"],
    ]


def test_of_one_day_the_best_comes_first():
    found = events([AGAIN, PUMP])
    assert [event[0].id for event in found] == ["桥二", "泵"]


def test_an_article_joins_two_events_into_one():
    both = article("合", 4, f"{BRIDGE.text}{PUMP.text}", "云河大桥通车 城东泵站完工")
    found = events([BRIDGE, PUMP, both])
    assert [{one.id for one in event} for event in found] == [{"桥", "泵", "合"}]
