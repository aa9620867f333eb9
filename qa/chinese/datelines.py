"""What news opens with before it says anything: agency, place, day, reporter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.fold import folded, seen
from qa.chinese.numerals import integer
from qa.records import Span

if TYPE_CHECKING:
    from qa.chinese.fold import Folded

__all__ = [
    "DAY",
    "Dispatch",
    "counted_from",
    "dateline",
    "dispatches",
    "is_dateline",
    "is_day_of_dispatch",
    "opens_in_brackets",
    "past_dateline",
    "past_lead_in",
]

DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
"""Pattern of a day in digits."""

_HEAD = 120
_AFTER_LEAD = r"(?=[\s（(，,:：】\])）]|$)"
_AFTER_SPACE = r"(?=[\s（(:：】\])）])"
_OWN = (
    rf"(?:本报|本報|本刊|本台|本网|本網|本社|[{HAN}]{{0,4}}[日晚早晨商时都快]报"
    rf"|[{HAN}]{{0,4}}[日晚早時]報|[{HAN}]{{0,4}}[日晚早晨商都快](?=讯.))"
)
_AGENCIES = (
    r"(?:新华社|新華社|中新社|中新网|中新網|人民网|央广网|中央社"
    rf"|[{HAN}]{{2,6}}(?:通讯社|通訊社|社|网|網))"
)
# A place and nothing before it that makes the day one of the sentence: 截至, 今年.
_PLACE = (
    rf"(?![截自从從至到於于在据據今去前昨明每])[{HAN}]{{2,8}}?(?<![年月日在于於从從自至到前后後])"
)
# As old papers open: 【青石市讯】, （云岭廿七日路透电）; no rubric (快讯), not 又讯.
_BRACKETED = (
    r"[【〔［\[（(]\s*(?:"
    rf"[{HAN}／/、 \u3000]{{1,16}}?(?:\d{{1,2}}|[一二三四五六七八九十廿卅]{{1,3}})日[{HAN}]{{0,8}}?"
    r"(?:电|電|讯|訊|消息)"
    rf"|[{HAN}]{{2,14}}(?<![快简簡短通资資电電要喜捷音视視问問审審传傳闻聞])[讯訊]"
    r"|本[市县縣区區省埠]消息"
    r")\s*[】〕］\]）)]"
)
# Not a dateline's: 3日电商节, 3日电动车, 2日讯问; but 3日电商务部, 3日电动物园.
_OTHER_WORD = (
    "(?:[告令贺賀请請视視话話影力召邀复復致促慰谢謝询詢文台臺器子机機梯脑腦问問息号號]"
    "|商(?![务務]|[业業]部)|[动動](?![物员員])|[报報](?![道导導]))"
)
_DATELINE = re.compile(
    rf"{_BRACKETED}|"
    r"[【\[（(□■●◆▲★]?\s*(?:"
    rf"{_OWN}[{HAN}]{{0,8}}?(?:{DAY})?(?:综合)?(?:讯|訊|消息|专电|電|电){_AFTER_LEAD}"
    rf"|{_AGENCIES}[{HAN}／/、 \u3000]{{0,14}}?{DAY}(?:专|專|综合)?[电電讯訊](?!{_OTHER_WORD})"
    rf"|(?:新华社|新華社|中新社|中央社)[{HAN}]{{0,12}}?[电電]{_AFTER_LEAD}"
    rf"|{_PLACE}{DAY}(?:专|專|综合)?[电電讯訊]{_AFTER_SPACE}"
    rf"|[据據]{_AGENCIES}[{HAN}]{{0,12}}?[电電]{_AFTER_SPACE}"
    rf"|[综綜]合[{HAN}、 \u3000]{{0,24}}?(?:报道|報道|報導|消息|外电|外電){_AFTER_SPACE}"
    r")"
)
_IN_BRACKETS = re.compile(_BRACKETED)
_SOURCED = re.compile(
    rf"(?:本报讯|央视网消息|据?新华社[^，。：；（）()电]{{0,16}}电(?!{_OTHER_WORD})"
    r"|本[报台网刊][^，。：；（）()]{0,8}电[ \u3000]*(?=[（(])"
    rf"|[^，。：；（）()]{{2,20}}\d{{1,2}}日[电讯](?!{_OTHER_WORD})|[（(【][^）)】]{{0,30}}[)）】]"
    r"|〔[^〔〕]{2,30}[电電讯訊]〕)[\s，,：:]*"
)
_LEAD_IN = re.compile(
    rf"(?:本报讯|本报[^，。]{{0,8}}记者|央视网消息|新华社[^，。电]{{0,16}}电(?!{_OTHER_WORD})"
    r"|据[^，。]{2,10}(?:消息|报道))[\s，,：:]*"
    r"|[（(【][^）)】]{0,20}[)）】]\s*"
    r"|(?:当地时间|今[天日]|昨[天日])?[（(]?\d{1,2}月?\d{0,2}日?[)）]?[，,](?!\d)"
)
# Of a dispatch, in simplified characters: who sent it, from where, on which day, by which wire.
_N = "[一二三四五六七八九十廿卅]{1,3}"
_SENDER = (
    f"(?:[{HAN}]{{1,4}}[社网]|[{HAN}]{{0,3}}[本日晚早晨商时都快]报|本[台刊])"
    f"[{HAN}·、/／ \u3000]{{0,14}}?"
)
_PLACED = rf"(?:^|[（(【〔\[「『○●△▲◎■◆□★]|据)[ \u3000]*[{HAN}·、]{{0,12}}?"
_SENT_ON = (
    rf"(?P<day>(?:(?P<y>\d{{4}})年)?(?:(?P<m>\d{{1,2}}|{_N})月)?(?<![什念卄])"
    rf"(?P<d>\d{{1,2}}|{_N})日)"
    "(?:[早晚夜晨]|[上下]午|凌晨|清晨|深夜|中午)?(?:[0-9一二三四五六七八九十]{1,3}[时点]半?)?"
)
_WIRE = (
    "(?:(?:路透|美联|合众|国际|联合|海通|哈瓦斯|塔斯|法新|德新|安莎|共同|时事|同盟|电通|中央|国民"
    "|新华|中新)社?"
    f"|[{HAN}]{{1,4}}社)?(?:[特急快航专]|综合|[{HAN}]{{2,3}}专)?"
)
_TOLD = r"(?=[:：，,。、】\])）〕」』\s(（讯]|$)"
_DISPATCH = re.compile(
    rf"(?P<sender>{_SENDER})?(?(sender)|{_PLACED}[{HAN}]{{0,3}}?){_SENT_ON}{_WIRE}"
    rf"(?:电{_WIRE}(?=电))?(?:[电讯](?(sender)(?!{_OTHER_WORD})|{_TOLD})"
    r"|广播(?=[:：】\])）]))"
    rf"|(?:^|[（(【〔\[])[ \u3000]*(?:本[报台刊网社]|新华社|中央社)[{HAN}]{{0,4}}?讯",
    re.MULTILINE,
)
_ENDS_PARAGRAPH = re.compile(r"[】）)\]〕][ \u3000]*(?:\n|$)")
_DELAY = 31
"""So many days at most a paper prints a dispatch after it was sent."""
_AHEAD = 3
"""A day of no month that is at most so many days after the paper's is not of the month before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """A dateline that ends at ``end`` of a text, and its day: where it stands, what it says.

    ``day`` is None for what the paper itself tells (本报讯); the year or month where not said.
    ``is_last``: it ends its paragraph, in brackets, and is of what stands before it.
    """

    end: int
    is_last: bool
    day: Span | None = None
    date: tuple[int | None, int | None, int] | None = None

    def sent_on(self, published: dt.date | None) -> dt.date | None:
        """Return the day of an article's dispatch: the last such one, at most a month before.

        Without the article's day only a date that has its year is known; None for any other, and
        for a day alone that the paper has only just not reached: 4日 in the paper of the 3rd.
        """
        if self.date is None:
            return published
        year, month, day = self.date
        if published is None:
            return _day_of(year, month, day)
        ahead = (_shifted(published, days) for days in range(1, _AHEAD + 1))
        if month is None and any(one is not None and one.day == day for one in ahead):
            return None
        back = (_shifted(published, -days) for days in range(_DELAY + 1))
        return next(
            (
                one
                for one in back
                if one is not None
                and one.day == day
                and month in (None, one.month)
                and year in (None, one.year)
            ),
            None,
        )


def counted_from(
    text: str, at: int, published: dt.date | None, *, sent: dt.date | None = None
) -> dt.date | None:
    """Return the day from which 今日 and 昨日 are counted that stand at ``at`` of an article.

    That is the day of the nearest dateline before (云岭廿八日电 in the paper of the 29th); else
    ``sent``, that of a dispatch of which ``text`` is the rest, or the article's own.
    """
    said = (one.sent_on(published) for one in reversed(dispatches(text)) if one.end <= at)
    return next(filter(None, said), sent or published)


def dispatches(text: str) -> list[Dispatch]:
    """Return the datelines of a text that what follows them is counted from, in order."""
    return [one for one in _datelines(text) if not one.is_last]


@lru_cache(maxsize=256)
def _datelines(text: str) -> tuple[Dispatch, ...]:
    if not any(char in text for char in "电電讯訊播"):
        return ()
    copy = folded(text)
    return tuple(_dispatch(found, copy) for found in _DISPATCH.finditer(copy.text))


def is_day_of_dispatch(text: str, span: Span) -> bool:
    """Whether a span of a text is, or is part of, the day that a dateline says."""
    return any(one.day is not None and one.day.meets(span) for one in _datelines(text))


def _begins_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _dispatch(found: re.Match[str], copy: Folded) -> Dispatch:
    end = copy.span(found.start(), found.end()).end
    is_last = _ENDS_PARAGRAPH.match(copy.text, found.end()) is not None and not _begins_line(
        copy.text, found.start()
    )
    if not found["day"]:
        return Dispatch(end=end, is_last=is_last)
    year, month = (integer(found[part]) if found[part] else None for part in "ym")
    return Dispatch(
        end=end,
        is_last=is_last,
        day=copy.span(*found.span("day")),
        date=(year, month, integer(found["d"])),
    )


def _shifted(day: dt.date, by: int) -> dt.date | None:
    try:
        return day + dt.timedelta(by)
    except OverflowError:
        return None


def _day_of(year: int | None, month: int | None, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year and month else None
    except ValueError:
        return None


def dateline(line: str) -> str | None:
    """Return what a line opens with if that names the agency or paper it comes from.

    本报讯, 新华社北京4月3日电; as it is seen, where OCR wrote 本 报 讯.
    """
    match = _DATELINE.match(seen(line[: 2 * _HEAD]).text[:_HEAD])
    return match[0] if match else None


def is_dateline(line: str) -> bool:
    """Whether a line opens with a :func:`dateline`."""
    return dateline(line) is not None


def opens_in_brackets(line: str) -> bool:
    """Whether a line opens with a dateline as old papers print it: 【云岭讯】, （云岭廿七日电）."""
    return _IN_BRACKETS.match(line) is not None


def past_dateline(text: str, sentence: Span) -> Span:
    """Return a sentence without the agency, place, day and reporter it opens with."""
    return _past(_SOURCED, text, sentence)


def past_lead_in(text: str, sentence: Span) -> Span:
    """Return a sentence without its dateline and the date it opens with: 昨日（3日）, 4月3日."""
    return _past(_LEAD_IN, text, sentence)


def _past(opening: re.Pattern[str], text: str, sentence: Span) -> Span:
    start = sentence.start
    while (match := opening.match(text, start, sentence.end)) and match.end() < sentence.end:
        start = match.end()
    return Span(start=start, end=sentence.end)
