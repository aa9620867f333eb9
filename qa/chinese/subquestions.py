"""A question that asks for several things -> the questions for each: 什么时候在哪里举行.

A reader gives one span; asked for two things it gives the one, and is silent about the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.asking import Wanted, wanted
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["subquestions", "text_of"]

_MOST = 4
"""Of a question with more things asked for, none is taken apart: it is a form to be filled in."""

_WHEN = "什么(?:时候|时间|日期)|何时|哪一?[年天日月]|几月几[日号]|几点钟?"
_WHERE = "哪里|哪儿|什么地[方点]|何地|何处|哪[个座](?:城市|国家|地方|场馆)"
_PLACED = re.compile(
    f"(?:[在于从](?=(?:{_WHEN}|{_WHERE})))?(?P<when>{_WHEN})"
    f"|(?:[在于到去从](?=(?:{_WHERE})))?(?P<where>{_WHERE})"
    "|[由被]?(?P<who>谁)"
)
_ASKS = re.compile(
    f"为什么|为何|怎么?样?|{_WHEN}|{_WHERE}|谁|什么|哪(?:些|几|个|位)?|多少|多[大长高远久重快]|几(?!乎|何|十|百|千|年来|内亚)"
)
_BREAK = re.compile(
    "[，,；;、？?](?:还有|又|并且?|以及|那么?|而)?|(?<=[么里儿少])(?:和|与|以及|及)(?=[在什哪何多几])"
)
_JOINED = re.compile("[、和与及，,]+$")
_LEANS = re.compile("[对是有为在由被叫]$")
_AMONG = "其中"
_CONDITION = re.compile("如果|要是|的话|不管|无论|不论|除了|(?:情况下|[前后时])$")
_FEW = re.compile("哪[些几两二三四五六七八九十]")
_NAMES = "[^的、，,和与及]{1,12}"
_EACH = re.compile(
    f"^(?P<of>.*的)?(?P<names>{_NAMES}(?:、{_NAMES}){{0,2}}(?:和|与|及|以及|、){_NAMES})"
    "(?P<what>的[^、，,和与及]{1,12}?)?(?:分别|各自?)(?P<asks>.+)$"
)
_NAME = re.compile(_NAMES)


def subquestions(question: str) -> tuple[tuple[Span, ...], ...]:
    """Return the parts of a question, each as the spans of it that make a question of its own.

    Empty where it asks for one thing, or only whether things are so. What a later clause lacks, the
    first has: 大桥何时开工，何时通车 asks 大桥何时通车. Days and places of one deed are asked for
    each without the other; of several things 分别 each by itself. What asks whether something is
    so beside others comes last.
    """
    end = len(question.rstrip("？?。！! "))
    told = list(_clauses(question, end))
    clauses = [one for one in told if _ASKS.search(question, one.start, one.end)]
    whether = [[one] for one in told if wanted(text_of(question, [one])) is Wanted.YES_NO]
    if not clauses or wanted(question) is Wanted.YES_NO:
        return ()
    if len(clauses) > 1:
        parts = _by_clause(question, clauses)
    else:
        parts = _of_one(question, end) or ([[clauses[0]]] if whether else [])
    parts += [one for one in whether if one not in parts]
    said = [text_of(question, part) for part in parts]
    if not 1 < len(set(said)) == len(parts) <= _MOST:
        return ()
    if any(one.startswith(_AMONG) for one in said):
        return ()
    return tuple(tuple(part) for part in parts)


def text_of(question: str, part: Sequence[Span]) -> str:
    """Return the question that a part of one is."""
    return "".join(question[one.start : one.end] for one in part)


def _clauses(question: str, end: int) -> Iterator[Span]:
    start = 0
    for mark in _BREAK.finditer(question, 0, end):
        yield Span(start=start, end=mark.start())
        start = mark.end()
    if start < end:
        yield Span(start=start, end=end)


def _by_clause(question: str, clauses: Sequence[Span]) -> list[list[Span]]:
    """Return the clauses that ask, with what all are about before each that begins by asking."""
    first, *others = clauses
    asks = _asked(question, first)
    if _CONDITION.search(question[first.start : first.end]):
        return []
    leans = _LEANS.search(question, first.start, asks.start)
    about = Span(start=first.start, end=leans.start() if leans else asks.start)
    if about.start == about.end:
        about = Span(start=asks.end, end=first.end)
    parts = [[first]]
    for one in others:
        asked = _asked(question, one)
        lacks = asked.start == one.start and not _acts(question, asked, one)
        parts.append([about, one] if lacks and about.start < about.end else [one])
    return [_with_deed(question, part, others[-1]) for part in parts]


def _with_deed(question: str, part: list[Span], last: Span) -> list[Span]:
    """Return a part with what is done, where that stands in the last alone: 何时、在哪里举行."""
    end = part[-1].end
    deed = Span(start=_asked(question, last).end, end=last.end)
    bare = part[-1] != last and _asked(question, part[-1]).end == end
    return [*part, deed] if bare and deed.start < deed.end and question[end] in "、和与及" else part


def _acts(question: str, asked: Span, within: Span) -> bool:
    """Whether what is asked is who does what a clause says: 谁夺冠, not 由谁 or 谁 alone."""
    return question[asked.start : asked.end] == "谁" and asked.end < within.end


def _asked(question: str, within: Span) -> Span:
    """Return the first words that ask within a clause, with the preposition before them."""
    tried = (pattern.search(question, within.start, within.end) for pattern in (_PLACED, _ASKS))
    found = min((one for one in tried if one), key=re.Match.start)
    return Span(start=found.start(), end=found.end())


def _of_one(question: str, end: int) -> list[list[Span]]:
    """Return a clause's parts: two things of one kind each, or the day and the place of a deed."""
    each = _EACH.match(question, 0, end)
    if each and not _FEW.search(each["asks"]):
        return list(_of_each(each))
    found = list(_PLACED.finditer(question, 0, end))
    if len({one.lastgroup for one in found}) != len(found) or len(found) != 2:
        return []
    return [list(_without(question, other, end)) for other in reversed(found)]


def _of_each(each: re.Match[str]) -> Iterator[list[Span]]:
    """Yield a part for each of several things; what the last alone has is of all: 稻、麦|产量|."""
    asks = Span(start=each.start("asks"), end=each.end("asks"))
    of = [Span(start=0, end=each.end("of"))] if each["of"] else []
    what = [Span(start=each.start("what"), end=each.end("what"))] if each["what"] else []
    names = list(_NAME.finditer(each.string, each.start("names"), each.end("names")))
    sizes = {len(name[0]) for name in names[:-1]}
    longer = len(names[-1][0]) - max(sizes)
    if not what and len(sizes) == 1 and longer > 1:
        what = [Span(start=names[-1].end() - longer, end=names[-1].end())]
    for name in names:
        end = name.end() - (longer if name is names[-1] and what and not each["what"] else 0)
        yield [*of, Span(start=name.start(), end=end), *what, asks]


def _without(question: str, asked: re.Match[str], end: int) -> Iterator[Span]:
    before = _JOINED.sub("", question[: asked.start()])
    if before:
        yield Span(start=0, end=len(before))
    if asked.end() < end:
        yield Span(start=asked.end(), end=end)
