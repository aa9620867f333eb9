"""A stretch of time is given whole: from when to when, 22时至次日6时 and not 22时."""

from __future__ import annotations

import re

from qa.records import Span

__all__ = ["CLOCK", "DATED", "NEXT", "asked_period", "bound", "is_period", "whole_period"]

_N = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
CLOCK = (
    f"(?:[上下]午|凌晨|清晨|早上?|(?<!每)晚上?|夜间?|中午)?{_N}"
    f"(?:[:：][0-9]{{2}}|[时点](?!候|间)(?:{_N}分|整|半|[一三]刻)?)"
)
_DAY = f"(?<![0-9路街巷弄道])(?:(?:[0-9]{{4}}|[今明去]|当)年)?(?:{_N}月)?{_N}[日号](?![线楼])"
NEXT = "(?:次日|翌日|第二天|当[日天晚])?"
DATED = f"{_DAY}(?:{CLOCK})?"
_MOMENT = f"(?:{DATED}|{CLOCK})"
_PERIOD = re.compile(
    f"(?P<first>{NEXT}{_MOMENT})(?:起?[至到]|—+|－|-|~|～)(?P<last>{NEXT}{_MOMENT})"
)
_CUT = (
    (re.compile(f"{_N}[日号]"), re.compile(f"(?:[0-9]{{4}}年)?{_N}月$")),
    (re.compile("[一二三四五六日天](?:[上下]午|晚|[0-9、至到]|$)"), re.compile("(?:周|星期)$")),
)
"""How a day begins that is cut in two, and what stands before it then."""
_LEAD = 10  # characters of it
_BEGINS = re.compile("几点(?:钟|就|能|可以)?(?:开|起|来|上)|开始|[开进]门|首班")
_ENDS = re.compile(
    "几点(?:钟|就|要)?(?:关|收|停(?![水电气暖课])|结|下)|结束|截[止至]|关门|恢复|末班|(?<!几点)[到至]几点"
)
_ASKS = re.compile("什么时[候间段]|啥时|何时|几点[到至]|时间|哪[几段一]?[天日]|几[月号日点]|哪段")
_ASKS_BOTH = re.compile("几点[到至]几点|从.*[到至]")
_ASKS_BOUND = re.compile(
    "开始|结束|截[止至]|恢复|起始|之前|以前|最[早晚迟]|几点钟?(?:开|起|关|收|停|来|恢)|[开关]门|首班|末班|[开闭]幕"
    "|从(?:什么|哪|几|何)|[到至](?:什么|哪|几|何)"
)


def whole_period(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, grown to the stretch of time that it begins, ends or is cut of.

    Where a question asks when something is, not when it begins or ends. A day keeps its month, and
    that of a week its 周.
    """
    span = _whole_day(text, span)
    both = _ASKS_BOTH.search(question) is not None
    if not _ASKS.search(question) or (not both and _ASKS_BOUND.search(question)):
        return span
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    for found in _PERIOD.finditer(text, line, end if end >= 0 else len(text)):
        if found.start() <= span.start < found.end() and span.end <= found.end():
            return Span(start=found.start(), end=found.end())
        if span.start < found.start() < span.end < found.end():
            return Span(start=span.start, end=found.end())
    return span


def _whole_day(text: str, span: Span) -> Span:
    """Return a span with the month of the day that it begins with: 5月|10日起, 周|四19时."""
    before = next(
        (
            lead.search(text, max(0, span.start - _LEAD), span.start)
            for day, lead in _CUT
            if day.match(text, span.start, span.end)
        ),
        None,
    )
    return Span(start=before.start(), end=span.end) if before else span


def asked_period(question: str, text: str) -> Span | None:
    """Return the one stretch of time of a text, where a question asks for one: 几点到几点."""
    found = list(_PERIOD.finditer(text)) if _ASKS_BOTH.search(question) else []
    return Span(start=found[0].start(), end=found[0].end()) if len(found) == 1 else None


def is_period(said: str) -> bool:
    """Return whether words are a stretch of time and nothing else."""
    return _PERIOD.fullmatch(said) is not None


def bound(question: str, text: str, span: Span) -> Span | None:
    """Return the beginning or the end of a stretch of time, as a question asks for one of them."""
    asks = "first" if _BEGINS.search(question) else "last" if _ENDS.search(question) else ""
    found = _PERIOD.fullmatch(text, span.start, span.end) if asks else None
    return Span(start=found.start(asks), end=found.end(asks)) if found else None
