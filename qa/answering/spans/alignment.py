"""Of things told in a row and their values in the same order, the value of the one asked.

甲县、乙县的游客分别为120万和85万人次: of 乙县, the second of the values. Where there are more or
fewer values than things nothing says whose each is, and none of them is an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from qa.answering.wording import around
from qa.chinese.numerals import fold_width, quantities
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.chinese.numerals import Quantity

__all__ = ["aligned", "is_unaligned"]

_IN_TURN = re.compile("(?:分别|依次)")
_AND = "(?:以及|和|与|及)"
_THING = "[^、，,。；;：:！？!?\\n《》“”]{1,16}"
_THINGS = re.compile(f"{_THING}(?:、{_THING})+(?:{_AND}{_THING}?)?|{_THING}?{_AND}{_THING}")
_LAST_TWO = re.compile(f"(?<=.){_AND}(?=.)")
_LINK = re.compile("(?:约|大约)?(?:[是为达有叫]|名叫|达到)+")
_BETWEEN = re.compile(f"、|[，,]?{_AND}|(?<=》)(?=《)|(?<=”)(?=“)")
_BETWEEN_FIGURES = re.compile(f"[、，,]{_AND}?|{_AND}")
_COMMA = re.compile("[，,]")
_SENTENCE_MARKS = "。；;！!？?\n"
_ABOUT = 1  # characters before a figure in its part of a row: 约
_LEAST = 2  # characters by which a thing is known in a question


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Things and the values in their order; ``of`` is what the values are of: 游客, 旅游收入."""

    things: tuple[str, ...]
    of: str
    values: tuple[Span, ...]

    @property
    def place(self) -> Span:
        """Where the values stand."""
        return Span(start=self.values[0].start, end=self.values[-1].end)


def aligned(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the value of the one thing of a row that a question names.

    Where the span is one of the values, or several of them; in simplified characters.
    """
    row, at = _asked(question, text, span)
    return row.values[at] if row and len(row.things) == len(row.values) else span


def is_unaligned(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` is of a row of which nothing says whose each value is."""
    row, _ = _asked(question, text, span)
    return row is not None and len(row.things) != len(row.values)


def _asked(question: str, text: str, span: Span) -> tuple[_Row | None, int]:
    """Return the row in whose sentence a value is, and which of its things is asked about.

    Of two rows of a sentence, the one whose values are of what is asked.
    """
    rows = list(_rows(text, around(text, span, _SENTENCE_MARKS)))
    if not any(span.meets(row.place) for row in rows):
        return None, 0
    found = [(row, at) for row in rows if (at := _which(question, row.things)) is not None]
    if not found:
        return None, 0

    def asks(one: tuple[_Row, int]) -> tuple[int, bool]:
        row, _ = one
        pairs = [row.of[at : at + 2] for at in range(len(row.of) - 1)]
        return sum(pair in question for pair in pairs), span.meets(row.place)

    return max(found, key=asks)


def _rows(text: str, sentence: Span) -> Iterator[_Row]:
    """Yield the rows of a sentence: a later one without things of its own has those before."""
    start = sentence.start
    things: tuple[str, ...] = ()
    for turn in _IN_TURN.finditer(text, sentence.start, sentence.end):
        own = list(_THINGS.finditer(text, start, turn.start()))
        things = _members(own[-1][0]) if own else things
        values = _values(text, Span(start=turn.end(), end=sentence.end))
        if len(things) > 1 and len(values) > 1:
            lead = text[max(start, own[-1].start() if own else start) : turn.start()]
            of = _COMMA.split(lead)[-1].rpartition("的")[-1]
            yield _Row(things=things, of=of, values=tuple(values))
            start = values[-1].end


def _members(said: str) -> tuple[str, ...]:
    *first, last = said.split("、")
    joint = _LAST_TWO.search(last)
    if joint is None:
        return (*first, last.lstrip("和与及"))
    return (*first, last[: joint.start()], last[joint.end() :])


def _values(text: str, within: Span) -> list[Span]:
    """Return the values behind 分别, parted by 、 and 和, where each is a figure by commas too."""
    comma = _COMMA.search(text, within.start, within.end)
    listed = Span(start=within.start, end=comma.start() if comma else within.end)
    if any(_is_figure(text, part) for part in _parts(text, listed, _BETWEEN)):
        first, *others = _parts(text, within, _BETWEEN_FIGURES)
        parts = [first, *takewhile(lambda part: _starts_with_figure(text, part), others)]
    else:
        parts = list(_parts(text, listed, _BETWEEN))
    return [_value(text, part) for part in parts]


def _parts(text: str, within: Span, marks: re.Pattern[str]) -> Iterator[Span]:
    start = within.start
    for mark in marks.finditer(text, within.start, within.end):
        yield Span(start=start, end=mark.start())
        start = mark.end()
    if start < within.end:
        yield Span(start=start, end=within.end)


def _figures(text: str, part: Span) -> list[Quantity]:
    return quantities(fold_width(text[part.start : part.end]))


def _is_figure(text: str, part: Span) -> bool:
    return bool(_figures(text, part))


def _starts_with_figure(text: str, part: Span) -> bool:
    return any(one.span.start <= _ABOUT for one in _figures(text, part)[:1])


def _value(text: str, part: Span) -> Span:
    """Return the figure of a part with its unit, all of it behind 是 or 为 without one."""
    said = text[part.start : part.end]
    if numbers := _figures(text, part):
        return Span(start=part.start + numbers[0].span.start, end=part.end)
    link = _LINK.match(said)
    return Span(start=part.start + (link.end() if link else 0), end=part.end)


def _which(question: str, things: Sequence[str]) -> int | None:
    """Return which of several things a question names, None where it names none or several."""
    named = [at for at in range(len(things)) if _names(question, things, at)]
    return named[0] if len(named) == 1 else None


def _names(question: str, things: Sequence[str], at: int) -> bool:
    """Whether a question names a thing: what stands before the first and behind the last is loose.

    What only the last has may be of each: 一、二、三|等奖.
    """
    thing = things[at]
    if at == 0:
        tail = max(n for n in range(len(thing) + 1) if thing[len(thing) - n :] in question)
        least = min(_LEAST, len(thing))
        return tail >= least or (tail > 0 and _with_last(question, thing[-tail:], things[-1]))
    if at == len(things) - 1:
        head = max(n for n in range(len(thing) + 1) if thing[:n] in question)
        return head >= min(_LEAST, len(thing))
    if len(thing) < _LEAST:
        return _with_last(question, thing, things[-1])
    return thing in question


def _with_last(question: str, thing: str, last: str) -> bool:
    return f"{thing}{last[len(thing) : len(thing) + 1]}" in question and len(thing) < len(last)
