"""Where a quotation begins and ends: marks come in pairs, numbers are whole, no comma hangs on.

A mark here is a quotation mark, a book-title mark or a bracket.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.numerals import fold_width
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "has_any",
    "opens",
    "paired",
    "unbalanced",
    "whole",
    "without_marks",
    "without_quotations",
]

_PAIRS = {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』", "(": ")", "【": "】"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")
_LOOSE = frozenset(" \t\r\n\u3000，。、；：！？…—,;:!?.·~～-")
_TOKEN = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-z]+(?:[-.][A-Za-z0-9]+)*")
_MARKS = re.compile('[“”‘’「」『』"]')
_REACH = 30
_QUOTED = re.compile("“[^”]*”|《[^》]*》")


def without_quotations(text: str) -> str:
    """Return a text without what stands in “ ” and 《 》, the marks too."""
    return _QUOTED.sub("", text)


def without_marks(text: str) -> str:
    """Return a text without its quotation marks: 假冒“云顶茶”案 is 假冒云顶茶案."""
    return _MARKS.sub("", text)


def has_any(text: str, forms: Iterable[str]) -> bool:
    """Return whether a text has one of some forms, with its quotation marks or without them.

    Whether letters are capitals does not count.
    """
    plain, folded = text.casefold(), [form.casefold() for form in forms]
    bare = without_marks(plain)
    return any(form in plain or form in bare for form in folded)


def whole(text: str, span: Span) -> Span:
    """Return ``span`` of ``text`` with loose punctuation trimmed off and its marks in pairs.

    A number or a Latin word that an edge cuts in two is taken in whole (3.5, 1,000). A mark whose
    partner stands at most 30 characters outside the span, on the same line, takes the span out to
    it (``桥梁条例》`` becomes ``《桥梁条例》``); else a lone mark at an edge is dropped. A lone
    mark further in stays as it is. The result may be empty.
    """
    start, end = _widened(text, *_trimmed(text, span.start, span.end))
    start, end = _grown(text, start, end)
    while lone := unbalanced(text[start:end]):
        if lone[0] == 0:
            start += 1
        elif start + lone[-1] == end - 1:
            end -= 1
        else:
            break
        start, end = _trimmed(text, start, end)
    return Span(start=start, end=end) if start == end else _quoted(text, start, end)


def opens(mark: str) -> bool:
    """Return whether a character opens a quotation, a title or a bracket."""
    return fold_width(mark) in _PAIRS


def paired(text: str, span: Span) -> Span:
    """Return ``span`` of ``text`` taken out to the partners of its lone marks.

    A partner is looked for on the same line, at most 30 characters outside the span.
    """
    start, end = _grown(text, span.start, span.end)
    return Span(start=start, end=end)


def unbalanced(text: str) -> list[int]:
    """Return the offsets of the marks of ``text`` that have no partner, in order.

    Brackets pair across widths, as newspapers have them; an apostrophe is not a mark.
    """
    waiting: list[int] = []
    lone: list[int] = []
    for at, char in enumerate(_folded(text)):
        if char in _PAIRS:
            waiting.append(at)
        elif char in _OPENING:
            if waiting and _folded(text[waiting[-1]]) == _OPENING[char]:
                waiting.pop()
            else:
                lone.append(at)
    return sorted(lone + waiting)


def _folded(text: str) -> str:
    return _APOSTROPHE.sub("'", fold_width(text))


def _grown(text: str, start: int, end: int) -> tuple[int, int]:
    partners = [
        partner
        for at in unbalanced(text[start:end])
        if (partner := _partner(text, start + at, start, end)) is not None
    ]
    if not partners:
        return start, end
    return _grown(text, min(start, *partners), max(end, *(partner + 1 for partner in partners)))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    for token in _TOKEN.finditer(text, max(0, start - _REACH), end + _REACH):
        if start < end and token.start() < start < token.end():
            start = token.start()
        if start < end and token.start() < end < token.end():
            end = token.end()
    return start, end


def _quoted(text: str, start: int, end: int) -> Span:
    """Take in the straight quotation mark next to a span that has half a pair, or drop its own."""
    if text.count('"', start, end) % 2:
        if text[end : end + 1] == '"':
            end += 1
        elif text[:start].endswith('"'):
            start -= 1
        elif text[start] == '"':
            start += 1
        elif text[end - 1] == '"':
            end -= 1
    return Span(start=start, end=end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _LOOSE:
        start += 1
    while start < end and text[end - 1] in _LOOSE:
        end -= 1
    return start, end


def _partner(text: str, at: int, start: int, end: int) -> int | None:
    """Return where the partner of the mark at ``at`` stands outside ``[start, end)``."""
    text = _folded(text)
    mark = text[at]
    if mark in _PAIRS:
        found = text.find(_PAIRS[mark], end, end + _REACH)
        between = text[end:found]
    else:
        found = text.rfind(_OPENING[mark], max(0, start - _REACH), start)
        between = text[found + 1 : start]
    if found < 0 or "\n" in between or mark in between:
        return None
    return found
