"""Of which time a clause is: a later one than its text's, or another than is asked of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.dates import beside
from qa.chinese.weekdays import weekdays
from qa.records import Span

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["is_of_another_day", "is_to_come", "names_a_time"]

_TIMED = re.compile("今年|去年|明年|前年|后年|年内|昨[天日]|今[天日]|明[天日](?!报)")
_OF_MONTH = re.compile("(?<![0-9])([0-9]{1,2})[日号]")
_LATER = re.compile("[年月]底|明年|后年|下个?[月周年季]|明[天日](?!报)")
_SAME_TIME = {"年内": "今年", "昨日": "昨天", "今日": "今天", "明日": "明天"}


def names_a_time(text: str) -> bool:
    """Return whether a text says when, as one does from day to day: 今年, 昨天."""
    return _TIMED.search(text) is not None


def is_of_another_day(statement: str, clause: str) -> bool:
    """Return whether a clause is of another year or day than the statement: 今年 and 去年."""
    asked = {_SAME_TIME.get(x, x) for x in _TIMED.findall(statement)}
    said = {_SAME_TIME.get(x, x) for x in _TIMED.findall(clause)}
    if asked and said and asked.isdisjoint(said):
        return True
    asked_days, said_days = weekdays(statement), weekdays(clause)
    if asked_days and said_days and asked_days.isdisjoint(said_days):
        return True
    days, told = set(_OF_MONTH.findall(statement)), set(_OF_MONTH.findall(clause))
    return bool(days and told) and days.isdisjoint(told)


def is_to_come(left: str, published: dt.date) -> bool:
    """Return whether the days named before a predicate are later than its text: 年底|出版.

    Not those that describe a noun: 12月的供水时间|提前.
    """
    days = beside(left, Span(start=0, end=len(left)), published)
    if any(left[day.end : day.end + 1] == "的" for day in days):
        return False
    later = [day.since is not None and day.since > published for day in days]
    return all(later) if later else _LATER.search(left) is not None
