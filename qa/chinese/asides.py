"""What can be left out of a sentence without changing what it says.

Asides in brackets, the day, the offices before a name, the place of a meeting.
"""

from __future__ import annotations

import re

from qa.chinese.characters import HAN
from qa.chinese.openings import CLOCK, HOUR, RECENTLY
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.records import Span

__all__ = ["brackets", "days", "offices", "places", "visits"]

_BRACKET = re.compile(r"[（(][^（）()]{1,60}[）)]")
_RESTRICTS = re.compile(
    "[不未非无除仅只约拟将或含限暂]|如果|预计|截至|初步|其中|此前"
    r"|^.[一二三四五六七八九十\d]{1,2}.$"  # the number of an item
)
_IN_NAME = re.compile(rf"[（(](?!见)[{HAN}]{{1,4}}[）)](?=[{HAN}])")
# 4月3日 of 自4月3日起, 截至4月3日, 4月3日的 is no aside.
_DAY = re.compile(
    r"(?<![\d月、于自从至到在截以止期起年是为即将和与及或每逢前后近比较同了—－-])"
    r"(?>(?:(?:当地|北京)时间)?(?P<month>\d{1,2}月)?\d{1,2}日(?:[至到—－-](?:\d{1,2}月)?\d{1,2}日)?"
    rf"{HOUR}?{CLOCK}?|{RECENTLY})"
    r"(?=[^\s起至到前后内止的开之以电是为和与及或、，。；：（(）)—－\d-])"
)
_ROLE = "(?:总书记|主席|总理|委员长|常委|委员|书记|部长|主任|秘书长|组长|成员)"
_OFFICES = re.compile(
    r"(?:(?:中共中央|国务院|国家|中央军委|全国人大常委会|全国政协|中央)"
    rf"(?:(?!{_ROLE}(?![会处团]))[^，。、；：“”《》（）\s见访晤派称说对向给与和由]){{0,12}}{_ROLE}、?|国务委员、?)+"
)
_NAMES = (SURNAMES | AMBIGUOUS_SURNAMES | {"习"}) - frozenset("向于任成关时常方安项申路易万")
_PLACE = re.compile(
    r"(?<!现)在[^，。；：、在“”《》]{1,16}?"
    r"(?=(?:集体|分别|共同|联合|正式|隆重)?(?:会见|举行|出席|会晤|会谈|主持|召开|签署|发表|宣布|开幕|闭幕|启动|发布|开馆"
    r"|亮相|落幕|成立|举办|揭幕|揭牌)(?!的))"
)
# Whom one meets is named after it: 会见来华出席桥梁大会的甲国总统何远.
_VISIT = re.compile(
    r"(?<=[见同与和、晤])(?:来华|来京|来访|前来|正在|应邀)[^，。；：、“”《》的]{0,60}的(?=[^，。、的]{4,})"
)
_OPENING, _CLOSING = "“《「『【‘〈", "”》」』】’〉"


def brackets(text: str, span: Span) -> list[Span]:
    """Return the asides in brackets: （记者何远摄）, （见图）, （Tom）.

    One that restricts what is said stays (（不含农户）), so does a part of a name (（云岭）银行).
    """
    return [
        _span(match)
        for match in _BRACKET.finditer(text, span.start, span.end)
        if not _RESTRICTS.search(match[0])
        and not _IN_NAME.match(text, match.start())
        and _is_outside(text, span, match.start())
    ]


def days(text: str, span: Span, *, months: bool = True) -> list[Span]:
    """Return the days that only say when: 4月3日上午, 3日, 昨天（3日）; with a month if ``months``.

    None with its year, none that something begins, ends or is counted at (4月3日起, 截至4月3日).
    """
    return [
        _span(match)
        for match in _DAY.finditer(text, span.start, span.end)
        if (months or not match["month"]) and _is_outside(text, span, match.start())
    ]


def offices(text: str, span: Span) -> list[Span]:
    """Return the offices of the state before a name: 国家主席 of 国家主席何远."""
    return [
        _span(match)
        for match in _OFFICES.finditer(text, span.start, span.end)
        if _is_name(text, match.end(), span.end) and _is_outside(text, span, match.start())
    ]


def places(text: str, span: Span) -> list[Span]:
    """Return where a meeting or ceremony was held: 在云岭市 of 在云岭市举行."""
    return [
        _span(match)
        for match in _PLACE.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def visits(text: str, span: Span) -> list[Span]:
    """Return what brings a guest who is named after it: 来华出席大会的 of 会见来华…的甲国总统."""
    return [
        _span(match)
        for match in _VISIT.finditer(text, span.start, span.end)
        if _is_outside(text, span, match.start())
    ]


def _is_name(text: str, start: int, end: int) -> bool:
    return start + 2 <= end and text[start] in _NAMES


def _is_outside(text: str, span: Span, at: int) -> bool:
    """Whether an offset stands in no quotation or title of the span."""
    depth = 0
    for char in text[span.start : at]:
        depth += (char in _OPENING) - (char in _CLOSING)
    return depth <= 0


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())
