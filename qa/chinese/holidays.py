"""Holidays, weekends and lunar days that a question names without a year: 国庆, 周末, 正月十五."""

from __future__ import annotations

import datetime as dt
import re

from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.records import DateMention, Span

__all__ = ["has_holiday", "holiday", "holiday_word", "named_holiday"]

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
_NO_NAME_BEFORE = (
    f"(?<![{''.join(sorted(SURNAMES))}])(?<!^[{''.join(sorted(AMBIGUOUS_SURNAMES))}])"
    f"(?<![，。、；：“《的][{''.join(sorted(AMBIGUOUS_SURNAMES))}])"
)
_OF_A_NAME = (
    "(?:[东西南北中]?(?:[一二三四五六七八九十]|大)?(?:路(?![上况面段])|街(?![上头])|巷|弄|桥(?!上)|[村镇乡](?![里上])|渠|新村|大道)"
    "|同学|老师|先生|女士|居士|大[哥爷叔]|大?[姐妈]|劳动奖|奖[章状]|月饼|粽|汤圆|青团|饺子|面馆|贺卡|口号|邮票|纪念[币章])"
)
"""What stands behind a holiday that is in the name of a place, a person or a thing: 五一|路."""
_OF_A_HOUSE = (
    "(?<=[五六]一)(?:广场|公园|商场|水库|社区|小区|[小中]学|学校|幼儿园|医院|饭店|宾馆|超市|公司"
    "|站|厂)"
)
_ALL = "|".join([*_DAYS, *_BY_THE_MOON])
_N = "[一二三四五六七八九十]"
_LUNAR = (
    f"(?:农历|阴历|旧历|夏历)的?(?P<of>(?:[正冬腊]|{_N}{{1,2}})月)(?P<on>初{_N}|[十廿]{_N}?|[二三]十{_N}?)?"
    f"|(?P<of_>(?:[正冬腊]|(?<!{_N}){_N}{{1,2}})月)(?P<on_>初{_N}|十五|廿{_N}?)(?![日号天年月个多{_N[1:-1]}次届])"
    "|(?P<alone>[正冬腊]月)(?![初十廿二三])"
)
_FEASTS = {
    "正月初一": "春节", "正月十五": "元宵", "五月初五": "端午", "七月初七": "七夕",
    "八月十五": "中秋", "九月初九": "重阳", "腊月初八": "腊八", "腊月三十": "除夕",
}  # fmt: skip
"""Days of the lunar calendar that have a name."""
_HOLIDAY = re.compile(
    f"(?P<sure>{_ALL})(?:(?:节|长假|假期|假日|黄金周|期间)+|(?<=节))"
    f"|{_NO_NAME_BEFORE}(?P<bare>{_ALL})(?!{_OF_A_NAME}|{_OF_A_HOUSE})|{_LUNAR}"
)
_WEEKEND = re.compile("(?<![上下本这每个])周末")
_SATURDAY, _SUNDAY = 5, 6
_YEAR = 365


def holiday_word(text: str) -> str | None:
    """Return the word of a holiday that a text begins with: 国庆 of 国庆期间. None of others.

    A day of the lunar calendar is its name, 中秋 of 农历八月十五, or itself: 十月二十.
    """
    found = _HOLIDAY.match(text)
    return _word(found) if found else None


def named_holiday(text: str) -> tuple[str, Span] | None:
    """Return the word of the first holiday that a text names, and where all of its name stands."""
    found = _HOLIDAY.search(text)
    return (_word(found), Span(start=found.start(), end=found.end())) if found else None


def has_holiday(text: str, word: str) -> bool:
    """Whether a text names a holiday, not a street, a person or a thing of its name: 五一路."""
    said = {_word(found) for found in _HOLIDAY.finditer(text)}
    return word in said or (word.endswith("月") and any(one.startswith(word) for one in said))


def _word(found: re.Match[str]) -> str:
    if word := found["sure"] or found["bare"]:
        return word
    day = found["alone"] or f"{found['of'] or found['of_']}{found['on'] or found['on_'] or ''}"
    return _FEASTS.get(day, day)


def holiday(text: str, today: dt.date) -> DateMention | None:
    """Return the coming holiday or weekend that a text names, or the one that it is.

    Of one that goes by the moon only the word is known: it is one of the days of a year.
    """
    if found := _HOLIDAY.search(text):
        word = _word(found)
        if word in _DAYS:
            since, until = _coming(word, today)
        else:
            since, until = today, today + dt.timedelta(_YEAR)
        return _mention(found, since, until, lunar=word not in _DAYS)
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
