"""The row of a table that a question names: of 听证会 the day in its row, not in the one above.

The cells of a row stand in one line, with tabs between them; what names it is its first cell, or
the second behind a number.
"""

from __future__ import annotations

from itertools import takewhile

from qa.answering.wording import ASKS_FIGURE, around, start_of
from qa.records import Span

__all__ = ["is_of_another_row", "of_its_row"]

_NAME = 3  # characters of what names a row, at least
_WHOLE = 6  # of what only that row can be of
_NAMING = 2  # cells in which that may stand


def of_its_row(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the cell under or over it in the row that is asked of."""
    start = start_of(text, span.start, "\n")
    own = _line(text, start)
    at = text[start : span.start].count("\t")
    if "\t" not in own or at == 0 or _is_named(own, question):
        return span
    rows = _rows(text, start)
    head = min([start, *rows])
    named = [one for one in rows if one != head and _is_named(_line(text, one), question)]
    if len(named) != 1 or head == start:
        return span
    cells = _line(text, named[0]).split("\t")
    if at >= len(cells) or not cells[at]:
        return span
    begin = named[0] + sum(len(cell) + 1 for cell in cells[:at])
    return Span(start=begin, end=begin + len(cells[at]))


def is_of_another_row(question: str, text: str, span: Span) -> bool:
    """Return whether a row is of just what a question names, and a span's line is not of that.

    Not of a figure: what is asked of the thing may well stand elsewhere.
    """
    if ASKS_FIGURE.search(question):
        return False
    line = around(text, span, "\n")
    rows = [row.split("\t") for row in text.split("\n") if "\t" in row]
    keys = [cell for row in rows[1:] for cell in row[:_NAMING] if len(cell) >= _WHOLE]
    return any(key in question and key not in text[line.start : line.end] for key in keys)


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _is_named(row: str, question: str) -> bool:
    """Whether a question has what names a row."""
    return any(len(cell) >= _NAME and cell in question for cell in row.split("\t")[:_NAMING])


def _rows(text: str, start: int) -> list[int]:
    """Return where the other rows of the table begin that the row at ``start`` is of."""
    begins, at = [], 0
    for line in text.split("\n"):
        begins.append(at)
        at += len(line) + 1
    place = begins.index(start)

    def is_row(one: int) -> bool:
        return "\t" in _line(text, one)

    return [
        *takewhile(is_row, reversed(begins[:place])),
        *takewhile(is_row, begins[place + 1 :]),
    ]
