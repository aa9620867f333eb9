"""Days as people say them -> days of the calendar: 昨日, 上周五, 去年十一月, 近三天, 2022年4月5日.

Pure functions. A week begins on Monday; 近三天 ends with the day given and counts it. What
stands in 《》 is a name and names no day. Not resolved: words that lean on the text before them
(当天, 次日, 同年, 比上年, 比上月), a weekday or a day without its week or month (周五, 5日).
Days are read in what is seen of a text: 4 月 5 日 in OCR's spaces too.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.chinese.fold import folded
from qa.chinese.numerals import Date, fold_width, integer, quantities
from qa.records import DateMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.fold import Folded

__all__ = ["closed_up", "mentions", "placed", "resolve", "resolve_copy", "stated"]

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
    "(?:天(?![气空津然])|日(?!均|头条|说法|关注|俄罗斯|之(?![前后])|重现|本[^报市省社刊站])|[晚夜晨早](?!报))"
    rf"|(?P<year>大前|去|今|(?<![基根版书成样])本|{_NO_QIAN}|{_NO_MING}"
    rf"|{_NO_HOU})年(?![轻迈纪幼龄]|份(?!额)|月日)"
    rf"|(?!(?<=[比较与])上个?月)(?P<step>{_STEP})个?(?:(?P<month>月(?![亮薪均光球刊票供租]))"
    rf"|(?:周(?![期边围长岁年转刊口密旋游知折])|星期|礼拜)(?:周?(?P<weekday>{_WEEKDAY}))?)"
    rf"|(?:(?:最近|过去)[的这]?|(?<![附邻临靠接将])近)(?P<count>{_COUNT})(?P<unit>[天日年](?![级代龄轻])|周(?![年岁期])"
    "|个?星期|个?礼拜|个月)"
)
# What follows a day and makes a time of it: 2021年以来, 4月6日之前, 上周起.
_OPEN = re.compile(
    "(?P<till_now>初?(?:以来|至今|迄今|到(?:现在|目前|如今)))"
    "|(?P<onward>以后|开始|起(?![火飞草诉步义源点伏初码动来因重降跑床落价早]))"
    "|(?P<after>之后|后(?![来勤方备台期续果面盾代天年半]))"
    "|(?P<before>之前|以前|前(?![往来后夕段期景进述锋方线沿身面去赴列端程所年天任置哨几两半零一二三四五六七八九十0-9]))"
)
_UP_TO = re.compile("(?:截至|截止到?)$")
_ENDS = re.compile("为?止|截止")
_DATE_GAP = re.compile(r"(?<=[0-9])[ \t\u3000]+(?=[年月日])|(?<=[年月])[ \t\u3000]+(?=[0-9])")
_SPACED_DATE = re.compile(
    r"(?<![0-9])(?:[0-9] ){3}[0-9] ?年 ?[0-9](?: [0-9])? ?月 ?[0-9](?: [0-9])? ?日"
)
_EIGHT = re.compile(r"(?<![0-9A-Za-z-])((?:19|20)\d\d)([01]\d)([0-3]\d)(?![0-9A-Za-z-])")


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

    A date without its year (4月5日) is the latest that is not after ``today``; in a range it is
    the next after the range's beginning. Words that open a day to one side count: 2021年以来 is
    from 2021 to ``today``, 4月6日之前 ends on the 5th, 截至4月6日 on the 6th; ``since`` is
    ``date.min`` and ``until`` ``date.max`` where nothing else is said. A day that the calendar
    does not have is left out.
    """
    copy = folded(text)
    return [placed(copy, mention) for mention in resolve_copy(copy, today)]


def resolve_copy(copy: Folded, today: dt.date) -> list[DateMention]:
    """Return what :func:`resolve` does, placed in the copy."""
    said, end = [], 0
    for mention, _ in _found(copy.text, today):
        ends_range = end > 0 and _RANGE.fullmatch(copy.text, end, mention.start)
        said.append(mention if ends_range else _opened(copy.text, mention, today))
        end = mention.end
    return said


def placed(copy: Folded, mention: DateMention) -> DateMention:
    """Return a mention of a copy as one of the original."""
    span = copy.span(mention.start, mention.end)
    text = copy.original[span.start : span.end]
    return replace(mention, text=text, start=span.start, end=span.end)


def mentions(text: str, today: dt.date) -> Iterator[tuple[DateMention, bool]]:
    """Yield the days that the words of ``text`` name, each with whether it is surely counted.

    Counted from ``today``, that is. As :func:`resolve`, but what is said around a day does not
    open it.
    """
    copy = folded(text)
    for mention, leans in _found(copy.text, today):
        yield placed(copy, mention), leans


def stated(line: str) -> list[dt.date]:
    """Return the days that a line states in full, in order: 二○二二年四月三日, 20220403.

    For mastheads. 民国三十六年 is a year, and what has none (农历三月初三) is no day.
    """
    plain = fold_width(closed_up(line))
    found = [
        (item.span.start, _period(item.date))
        for item in quantities(plain)
        if item.date and None not in item.date
    ]
    found += [
        (match.start(), _period((int(match[1]), int(match[2]), int(match[3]))))
        for match in _EIGHT.finditer(plain)
    ]
    return [days[0] for _, days in sorted(found, key=lambda pair: pair[0]) if days]


def closed_up(line: str) -> str:
    """Return what is seen of a line, in simplified characters, without spaces in its dates."""
    copy = folded(line).text
    return _DATE_GAP.sub("", _SPACED_DATE.sub(lambda date: date[0].replace(" ", ""), copy))


def _found(text: str, today: dt.date) -> Iterator[tuple[DateMention, bool]]:
    plain = _TITLE.sub(lambda match: "\0" * len(match[0]), fold_width(text))
    end, since = 0, dt.date.max
    for part in _joined(plain, _parts(plain, today)):
        ranged = end > 0 and _RANGE.fullmatch(plain, end, part.start) is not None
        days = part.days or (_dated(part.date, today, since if ranged else None))
        if days:
            said = text[part.start : part.end]
            yield (
                DateMention(
                    text=said, start=part.start, end=part.end, since=days[0], until=days[1]
                ),
                part.leans,
            )
            end, since = part.end, days[0]


def _opened(text: str, mention: DateMention, today: dt.date) -> DateMention:
    """Return a mention with the time that the words around it make of it."""
    after = _OPEN.match(text, mention.end)
    if _UP_TO.search(text, 0, mention.start) or _ENDS.match(text, mention.end):
        return replace(mention, since=dt.date.min)
    if after is None:
        return mention
    try:
        if after["till_now"]:
            return replace(mention, until=max(mention.since, today))
        if after["onward"]:
            return replace(mention, until=dt.date.max)
        if after["after"]:
            return replace(mention, since=mention.until + dt.timedelta(1), until=dt.date.max)
        return replace(mention, since=dt.date.min, until=mention.since - dt.timedelta(1))
    except OverflowError:  # before the first day of the calendar, or after its last
        return mention


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


def _dated(date: Date | None, today: dt.date, after: dt.date | None) -> Days | None:
    """Return the days of a date; one without its year is the latest, or the next after a day."""
    if date is None:
        return None
    if date[0] is not None or date[1] is None or after is None:
        return _latest(date, today)
    tried = (_period((after.year + more, *date[1:])) for more in range(9))
    return next((days for days in tried if days and days[1] >= after), None)


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
