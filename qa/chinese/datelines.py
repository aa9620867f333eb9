"""What news opens with before it says anything: agency, place, day, reporter."""

from __future__ import annotations

import re

from qa.chinese.characters import HAN
from qa.chinese.fold import seen
from qa.records import Span

__all__ = [
    "DAY",
    "dateline",
    "is_dateline",
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
_DATELINE = re.compile(
    rf"{_BRACKETED}|"
    r"[【\[（(□■●◆▲★]?\s*(?:"
    rf"{_OWN}[{HAN}]{{0,8}}?(?:{DAY})?(?:综合)?(?:讯|訊|消息|专电|電|电){_AFTER_LEAD}"
    rf"|{_AGENCIES}[{HAN}／/、 \u3000]{{0,14}}?{DAY}(?:专|專|综合)?[电電讯訊]"
    rf"|(?:新华社|新華社|中新社|中央社)[{HAN}]{{0,12}}?[电電]{_AFTER_LEAD}"
    rf"|{_PLACE}{DAY}(?:专|專|综合)?[电電讯訊]{_AFTER_SPACE}"
    rf"|[据據]{_AGENCIES}[{HAN}]{{0,12}}?[电電]{_AFTER_SPACE}"
    rf"|[综綜]合[{HAN}、 \u3000]{{0,24}}?(?:报道|報道|報導|消息|外电|外電){_AFTER_SPACE}"
    r")"
)
_IN_BRACKETS = re.compile(_BRACKETED)
_SOURCED = re.compile(
    r"(?:本报讯|央视网消息|据?新华社[^，。：；（）()]{0,16}?电"
    r"|本[报台网刊][^，。：；（）()]{0,8}电[ \u3000]*(?=[（(])"
    r"|[^，。：；（）()]{2,20}\d{1,2}日[电讯]|[（(【][^）)】]{0,30}[)）】]|〔[^〔〕]{2,30}[电電讯訊]〕)[\s，,：:]*"
)
_LEAD_IN = re.compile(
    r"(?:本报讯|本报[^，。]{0,8}记者|央视网消息|新华社[^，。]{0,16}?电|据[^，。]{2,10}(?:消息|报道))[\s，,：:]*"
    r"|[（(【][^）)】]{0,20}[)）】]\s*"
    r"|(?:当地时间|今[天日]|昨[天日])?[（(]?\d{1,2}月?\d{0,2}日?[)）]?[，,](?!\d)"
)


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
