"""Which bus or metro line to take: what stands behind 改乘, 可乘, 坐, not the one that stopped.

The reader gives the line that a text speaks of first, which is mostly the one that stopped, or a
bus without its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import around
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["asks_line", "is_no_line", "line_to_take", "lines"]

_TAKE = "(?:[改换转倒可搭]?乘坐?|[改换转倒]?坐|搭|倒|改走)"
_ASKS = re.compile(
    f"{_TAKE}(?:的是)?(?:什么|哪|几)(?:[一几]?路|[个几]?条?(?:公交)?线路?|[一几]?号线|一?趟)?"
    "(?:公交车?|班?车|汽车|地铁|(?<=[路线趟]))(?:[？?。]|$|[去到才能可好方啊呢呀比替])|[坐乘搭]哪路"
)
_BUS = re.compile(
    "[夜快]?[0-9一二三四五六七八九十百]+(?:路|号线)|地铁|专线|班车|区间车|接驳车|摆渡车|火车|高铁|动车"
    "|城际|大巴|中巴|出租车|网约车|索道|缆车|观光车|轮渡|渡船"
)
_NUMBER = "(?:地铁|公交|轨道交通)?[夜快高]?[A-Z]?[0-9一二三四五六七八九十百]+"
_LINE = f"{_NUMBER}(?:路|号线)(?:内环|外环)?"
_LINES = f"(?:{_NUMBER}路?[、和或])*(?:{_LINE}(?:[、和或与及]|或者))*{_LINE}"
_TO_TAKE = re.compile(
    f"(?:[改换转搭选]?乘坐?|[改换转]?坐|搭|改走|选择)(?P<lines>{_LINES}(?:公交车?|地铁)?)"
)
_METRO = re.compile("地铁|号线|轻轨")
_BUSES = re.compile("路|公交")
_TO = re.compile(
    "(?:[去到上往至]|前往)(?P<to>[^，,。？?]{2,12}?)"
    "(?:的?(?:人|市民|乘客|学生|居民|话|时候?))?(?:现在|可以|还能|该|应该?|要|得|想|需要?|能|都|，|,)*"
    f"(?:{_TAKE}|怎么)"
)
_STOPPED = re.compile("停[运驶开航]|停止运[营行]|取消|撤销|不再|暂停|无法|不能|不得|没有|不要")
_INSTEAD = re.compile("[改换转]|替")
_SENTENCE = "。！？!?；;\n"
_CLAUSE = f"{_SENTENCE}，,：:"


def asks_line(question: str) -> bool:
    """Return whether a question asks which bus or metro line to take: 改乘哪路车."""
    return _ASKS.search(question) is not None


def lines(text: str) -> set[str]:
    """Return the lines that a text names, and what goes by no number: 12路, 地铁, 接驳车."""
    return {*_BUS.findall(text)}


def is_no_line(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` is no line to take: it names none, or only one that stopped."""
    if not asks_line(question):
        return False
    if not lines(text[span.start : span.end]) - lines(question):
        return True
    clause = around(text, span, _CLAUSE)
    return _STOPPED.search(text, clause.start, clause.end) is not None


def line_to_take(question: str, text: str) -> Span | None:
    """Return the lines that a text says to take, to the place that is asked for.

    None where it names several at several places, or the place or line of the question nowhere.
    """
    if not asks_line(question) or lines(question) - lines(text):
        return None
    to = _TO.search(question)
    if to and to["to"] not in text:
        return None
    found = [one for one in _to_take(text) if _is_asked(question, text[one.start : one.end])]
    if to:
        there = [one for one in found if to["to"] in _sentence(text, one)]
        found = there or found
    elif _INSTEAD.search(question):
        found = [one for one in found if _INSTEAD.match(text, one.start - 2)] or found
    if len({text[one.start : one.end] for one in found}) == 1:
        return found[0]
    beside = len({_sentence(text, one) for one in found}) == 1
    return Span(start=found[0].start, end=found[-1].end) if beside else None


def _to_take(text: str) -> Iterator[Span]:
    for one in _TO_TAKE.finditer(text):
        span = Span(start=one.start("lines"), end=one.end("lines"))
        clause = around(text, span, _CLAUSE)
        if not _STOPPED.search(text, clause.start, clause.end):
            yield span


def _is_asked(question: str, line: str) -> bool:
    """Whether a line is of the kind that is asked for, and not the one in the question."""
    if not lines(line) - lines(question):
        return False
    if _METRO.search(question):
        return _METRO.search(line) is not None
    return _METRO.search(line) is None or _BUSES.search(question) is None


def _sentence(text: str, span: Span) -> str:
    one = around(text, span, _SENTENCE)
    return text[one.start : one.end]
