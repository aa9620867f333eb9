"""Days as people say them -> days of the calendar: 昨日, 上周五, 去年十一月, 近三天, 2022年4月5日.

Pure functions. A week begins on Monday; 近三天 ends with the day given and counts it. What
stands in 《》 is a name and names no day. Not resolved: words that lean on the text before them
(当天, 次日, 同年, 比上年, 比上月), a weekday or a day without its week or month (周五, 5日).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.chinese.numerals import Date, fold_width, integer, quantities
from qa.records import DateMention

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["mentions", "resolve"]

Days = tuple[dt.date, dt.date]
"""First and last day, both inclusive."""

_TITLE = re.compile("《[^《》]*》|〈[^〈〉]*〉")
_RANGE = re.compile("[-–—~～至到]{1,2}")
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_PAIRS = {"昨今": (-1, 0), "今明": (0, 1), "明后": (1, 2)}
_YEARS = {"大前": -3, "前": -2, "去": -1, "今": 0, "本": 0, "明": 1, "后": 2}
_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
# What stands beside these words where they are parts of others: 目前天气, 说明天然气, 如今年轻人,
# 至今日均, 此前日本, 基本周期, 会上周先生, 日本月刊, 上周三场, 本周日均, 上周一直.
_NO_MING = "(?<![清透说证表声文聪光黎发昆开申鲜分简阐判标指高英贤鸣启阳严])明"
_NO_QIAN = "(?<![目此提以之眼空史战赛年月日生午饭课睡会节假行春夏秋冬])前"
_NO_HOU = "(?<![今以之此然雨雪晴最事饭战产售赛年月日生午课会节其随向背落成零0-9])后"
_STEP = (
    "上上|(?<![以网线会场台路街身船车桌海地天晚早马之际])上"
    "|下下|(?<![以线地天之乡私])下|(?<![基日书版根样资剧文原标])本|这"
)
_WEEKDAY = (
    "一(?![直起些共个般致度样项次场名位条家份批举系律切定旦])"
    "|[二三四五六](?![场次个项天名家位款条部起件篇期所辆座轮连])(?!大[指股联])"
    "|日(?![均常益元间程])(?!本[^报])|天(?![气空津然猫])|末"
)
_COUNT = r"[1-9]\d{0,2}|[一二两三四五六七八九十]{1,3}|半"
_WORD = re.compile(
    "(?P<pair>昨今|今明|明后)(?:两?天|两日)"
    rf"|(?P<day>大前|大后|{_NO_QIAN}|{_NO_HOU})天(?![气空际津文体然性生赛窗台花]|下[^午])"
    rf"|(?P<near>昨|(?<![如迄古当])今|{_NO_MING})"
    "(?:天(?![气空津然])|日(?!均|头条|说法|关注|俄罗斯|之|重现|本[^报市省社刊站])|[晚夜晨早](?!报))"
    rf"|(?P<year>大前|去|今|(?<![基根版书成样])本|{_NO_QIAN}|{_NO_MING}"
    rf"|{_NO_HOU})年(?![轻迈纪幼龄]|份(?!额)|月日)"
    rf"|(?!(?<=[比较与])上个?月)(?P<step>{_STEP})个?(?:(?P<month>月(?![亮薪均光球刊票供租]))"
    rf"|(?:周(?![期边围长岁年转刊口密旋游知折])|星期|礼拜)(?:周?(?P<weekday>{_WEEKDAY}))?)"
    rf"|(?:(?:最近|过去)[的这]?|(?<![附邻临靠接将])近)(?P<count>{_COUNT})(?P<unit>[天日年](?![级代龄轻])|周(?![年岁期])"
    "|个?星期|个?礼拜|个月)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A date that may be incomplete, or days; ``leans``: surely counted from the day given."""

    start: int
    end: int
    leans: bool
    date: Date | None = None
    days: Days | None = None


def resolve(text: str, today: dt.date) -> list[DateMention]:
    """Return the days that ``text``, a question asked on ``today``, names; in order.

    A date without its year (4月5日) is the latest that is not after ``today``. A day that the
    calendar does not have is left out.
    """
    return [mention for mention, _ in mentions(text, today)]


def mentions(text: str, today: dt.date) -> Iterator[tuple[DateMention, bool]]:
    """Yield what :func:`resolve` returns, each with whether it is surely counted from ``today``."""
    plain = _TITLE.sub(lambda match: "\0" * len(match[0]), fold_width(text))
    for part in _joined(plain, _parts(plain, today)):
        days = part.days or (_latest(part.date, today) if part.date else None)
        if days:
            said = text[part.start : part.end]
            yield (
                DateMention(
                    text=said, start=part.start, end=part.end, since=days[0], until=days[1]
                ),
                part.leans,
            )


def _parts(plain: str, today: dt.date) -> list[_Part]:
    words = [part for match in _WORD.finditer(plain) if (part := _word(match, today))]
    taken = {place for word in words for place in range(word.start, word.end)}
    dates = [
        _Part(start=item.span.start, end=item.span.end, leans=False, date=item.date)
        for item in quantities(plain)
        if item.date and taken.isdisjoint(range(item.span.start, item.span.end))
    ]
    return sorted([*words, *dates], key=lambda part: part.start)


def _joined(plain: str, parts: list[_Part]) -> list[_Part]:
    """Complete dates from what stands before them: 去年|11月, 本月|3日 and, in ranges, 至|5日."""
    done: list[_Part] = []
    for part in parts:
        last = done[-1] if done else None
        if not last or not last.date or not part.date:
            done.append(part)
            continue
        date, joint = _completed(last.date, part.date), plain[last.end : part.start]
        if not joint and date and _period(date):
            done[-1] = _Part(start=last.start, end=part.end, leans=last.leans, date=date)
        elif _RANGE.fullmatch(joint) and (date := date or _sibling(last.date, part.date)):
            done.append(_Part(start=part.start, end=part.end, leans=last.leans, date=date))
        else:
            done.append(part)
    return done


def _completed(left: Date, right: Date) -> Date | None:
    """Return ``left`` with ``right`` as its next part: a year's month or a month's day."""
    if left[1] is None and right[0] is None and right[1] is not None:
        return left[0], right[1], right[2]
    if left[1] is not None and left[2] is None and right[:2] == (None, None):
        return left[0], left[1], right[2]
    return None


def _sibling(left: Date, right: Date) -> Date | None:
    """Return ``right`` with the year, and for a bare day the month, of ``left``."""
    month = right[1] or left[1]
    if left[0] is None or right[0] is not None or month is None:
        return None
    return left[0], month, right[2]


def _word(match: re.Match[str], today: dt.date) -> _Part | None:
    date: Date | None = None
    days: Days | None = None
    try:
        if match["year"]:
            date = today.year + _YEARS[match["year"]], None, None
        elif match["month"]:
            date = *_month(today, _STEPS[match["step"]]), None
        elif match["step"]:
            days = _week(today, _STEPS[match["step"]], match["weekday"])
        elif match["count"]:
            days = _recent(today, match["count"], match["unit"])
        else:
            first, last = _PAIRS.get(match["pair"]) or (_DAYS[match["day"] or match["near"]],) * 2
            days = today + dt.timedelta(first), today + dt.timedelta(last)
    except (OverflowError, ValueError):  # before the first day of the calendar, or after its last
        return None
    leans = match["count"] is None
    return _Part(start=match.start(), end=match.end(), leans=leans, date=date, days=days)


def _month(day: dt.date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _week(today: dt.date, weeks: int, weekday: str | None) -> Days:
    monday = today + dt.timedelta(7 * weeks - today.weekday())
    first, last = 0, 6
    if weekday == "末":
        first = 5
    elif weekday:
        first = last = "一二三四五六日".index(weekday.replace("天", "日"))
    return monday + dt.timedelta(first), monday + dt.timedelta(last)


def _recent(today: dt.date, count: str, unit: str) -> Days:
    half = count == "半"
    number = 1 if half else integer(count)
    if unit in ("年", "个月") and not (half and unit == "个月"):
        months = number * (6 if half else 12) if unit == "年" else number
        year, month = _month(today, -months)
        day = min(today.day, calendar.monthrange(year, month)[1])
        return dt.date(year, month, day) + dt.timedelta(1), today
    length = 15 if unit == "个月" else 1 if unit in ("天", "日") else 7
    return today - dt.timedelta(number * length - 1), today


def _latest(date: Date, today: dt.date) -> Days | None:
    year, month, day = date
    if year is not None:
        return _period(date)
    if month is None:
        return None
    # 29 February comes every four years, and once in a century after eight.
    tried = (_period((today.year - back, month, day)) for back in range(9))
    return next((days for days in tried if days and days[0] <= today), None)


def _period(date: Date) -> Days | None:
    """Return the first and last day of a year, of a month of it, or of a day."""
    year, month, day = date
    try:
        first = dt.date(year or 0, month or 1, day or 1)
        if day is not None:
            return first, first
        last = month or 12
        return first, first.replace(month=last, day=calendar.monthrange(first.year, last)[1])
    except ValueError:
        return None
