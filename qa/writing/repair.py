"""Small faults of a written text mended from its source: loops, half words, units, marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checking.faults import (
    CLAUSE,
    LOOP,
    all_inside,
    bare_numbers,
    cut_lists,
    ends_badly,
    ends_of,
    lost_marks,
    starts_of,
    units_of,
)
from qa.chinese.numerals import fold_width
from qa.chinese.quotes import opens, paired, unbalanced
from qa.records import Span

if TYPE_CHECKING:
    from qa.checking.source import Source

__all__ = ["repaired"]

_SERIES = re.compile(r"【([^【】]*)】\s*")


def repaired(text: str, source: Source, *, longest: int) -> str:
    """Return ``text`` with what can be mended from ``source``, at most ``longest`` characters.

    A series' name 【…】 that the source lacks is left out. What is said twice in a row is said
    once; a word cut in two, or one that wants the next, is completed as the source has it, or
    dropped where there is no room; a list is completed with its clause; a number that lost its unit
    gets it back, a mark its partner. What cannot be mended stays: see
    :func:`qa.checking.faults.has_faults`.
    """
    text = _SERIES.sub(lambda series: series[0] if series[1] in source.text else "", text)
    text = LOOP.sub(lambda loop: _once(loop, source), text)
    for mend in (_closed, _listed, _worded, _measured):
        mended = mend(text, source)
        text = mended if len(mended) <= longest else text
    return _shortened(text, source)


def _once(loop: re.Match[str], source: Source) -> str:
    """Return what is said twice in a row once, unless the source has it so."""
    return loop[0] if loop[0] in source.text else loop[loop.lastindex or 0]


def _listed(text: str, source: Source) -> str:
    """Complete a list that ends before its last item, and what is said of it."""
    for end, place in reversed(cut_lists(text, source)):
        rest = CLAUSE.match(source.text, place)
        text = text[:end] + (rest[0] if rest else "") + text[end:]
    return text


def _worded(text: str, source: Source) -> str:
    """Complete the words cut at either end of a clause."""
    for clause in reversed(list(CLAUSE.finditer(text))):
        before, after = _missing(clause[0], source)
        text = text[: clause.start()] + before + clause[0] + after + text[clause.end() :]
    return text


def _missing(clause: str, source: Source) -> tuple[str, str]:
    edges = source.word_edges
    starts, ends = starts_of(clause, source), ends_of(clause, source)
    before = after = ""
    if all_inside(starts, source, edges):
        before = source.text[max(edge for edge in edges if edge < starts[0]) : starts[0]]
    if ends_badly(ends, source, edges):
        end = ends[0]
        while ends_badly([end], source, edges):
            end = min(edge for edge in edges if edge > end)
        after = source.text[ends[0] : end]
    return before, after


def _shortened(text: str, source: Source) -> str:
    """Drop the half word, and what leads to it, at the end of a text without a full stop."""
    clauses = list(CLAUSE.finditer(text))
    if not clauses or clauses[-1].end() < len(text):
        return text
    ends, edges = ends_of(clauses[-1][0], source), source.word_edges
    if not ends_badly(ends, source, edges):
        return text
    end = max(edge for edge in edges if edge < ends[0])
    while end and ends_badly([end], source, edges):
        end = max(edge for edge in edges if edge < end)
    return text[: end - ends[0]]


def _measured(text: str, source: Source) -> str:
    """Give the numbers that lost their unit the one they have in the source."""
    for item in reversed(bare_numbers(text, source)):
        unit = units_of(fold_width(text[item.start : item.end]), source)[0]
        text = text[: item.end] + unit + text[item.end :]
    return text


def _closed(text: str, source: Source) -> str:
    """Give a lone mark its partner, with what the source has between the two, or drop it."""
    for at in reversed(unbalanced(text)):
        if opens(text[at]):
            parts = [text[at:end] for end in range(len(text), at + 1, -1)]
        else:
            parts = [text[start : at + 1] for start in range(at)]
        if part := next((part for part in parts if part in source.text), ""):
            place = source.text.find(part)
            line = paired(source.text, Span(start=place, end=place + len(part)))
            text = text.replace(part, source.slice(line), 1)
    if text[:1] in lost_marks(text):
        text = text[1:]
    return text[:-1] if text[-1:] in lost_marks(text) else text
