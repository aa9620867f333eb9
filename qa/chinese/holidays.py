"""Holidays and weekends that a question names without a day: 国庆有什么活动, 周末有什么展览."""

from __future__ import annotations

import datetime as dt
import re

from qa.records import DateMention

__all__ = ["holiday", "holiday_word"]

_DAYS = {
    "元旦": ((12, 31), (1, 3)),
    "清明": ((4, 4), (4, 6)),
    "劳动节": ((5, 1), (5, 5)),
    "五一": ((5, 1), (5, 5)),
    "儿童节": ((6, 1), (6, 1)),
    "六一": ((6, 1), (6, 1)),
    "国庆": ((10, 1), (10, 7)),
    "圣诞": ((12, 24), (12, 25)),
}
"""The first and the last day of holidays, month and day."""

_BY_THE_MOON = ("春节", "元宵", "端午", "七夕", "中秋", "重阳", "腊八", "除夕")
_HOLIDAY = re.compile(f"({'|'.join([*_DAYS, *_BY_THE_MOON])})(?:节|长假|假期|假日|黄金周|期间)*")
_WEEKEND = re.compile("(?<![上下本这每个])周末")
_SATURDAY, _SUNDAY = 5, 6
_YEAR = 365


def holiday_word(text: str) -> str | None:
    """Return the word of a holiday that a text begins with: 国庆 of 国庆期间. None of others."""
    found = _HOLIDAY.match(text)
    return found[1] if found else None


def holiday(text: str, today: dt.date) -> DateMention | None:
    """Return the coming holiday or weekend that a text names, or the one that it is.

    Of one that goes by the moon only the word is known: it is one of the days of a year.
    """
    if found := _HOLIDAY.search(text):
        word = found[1]
        if word in _DAYS:
            since, until = _coming(word, today)
        else:
            since, until = today, today + dt.timedelta(_YEAR)
        return _mention(found, since, until, lunar=word in _BY_THE_MOON)
    if found := _WEEKEND.search(text):
        saturday = max(0, _SATURDAY - today.weekday())
        since = today + dt.timedelta(saturday)
        return _mention(found, since, today + dt.timedelta(_SUNDAY - today.weekday()))
    return None


def _coming(word: str, today: dt.date) -> tuple[dt.date, dt.date]:
    first, last = _DAYS[word]
    for year in (today.year - 1, today.year, today.year + 1):
        until = dt.date(year + (last < first), *last)
        if until >= today:
            break
    return dt.date(year, *first), until


def _mention(
    found: re.Match[str], since: dt.date, until: dt.date, *, lunar: bool = False
) -> DateMention:
    return DateMention(
        text=found[0], start=found.start(), end=found.end(), since=since, until=until, lunar=lunar
    )
