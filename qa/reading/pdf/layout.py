"""The runs of a column as text: its lines, and the paragraphs that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa.reading.line_shapes import is_closed, is_item, latin_joint
from qa.reading.pdf.runs import Run

__all__ = ["layout", "rows"]

_FILL = 0.85  # of a line is text, less of a table's row
# In sizes of a character: the room that a full line may leave; an indent.
_ROOM = 1.6
_WIDEST = 1000  # of type
_INDENT = 0.7
_LEADING = 1.5
_OTHER_SIZE = 1.2
_TOUCHING = 0.5
_WORD = re.compile(r"[A-Za-z0-9]+")
_HYPHENATED = re.compile(r"(?<=[a-z]{2})-$")
_WORD_BEGINS = re.compile("[a-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row as text, with its edges; ``indent`` is in its ``size``; ``whole``: without a gap."""

    text: str
    right: float
    middle: float
    size: float
    indent: float
    whole: bool


def rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs that overlap in height, from the top; the middle half of a run counts."""
    found: list[list[Run]] = []
    reach = 0.0
    for run in sorted(runs, key=lambda run: run.middle):
        if found and run.middle - run.size / 4 < reach:
            found[-1].append(run)
            reach = max(reach, run.middle + run.size / 4)
        else:
            found.append([run])
            reach = run.middle + run.size / 4
    return [sorted(row, key=lambda run: run.left) for row in found]


def layout(column: Sequence[Run], *, em: float, right: float) -> tuple[str, int]:
    """Return a column's text, and how many hyphens at lines' ends were taken out of words.

    One line a paragraph where it is sure that the next line runs on; indented as they are; a blank
    line before a gap or another size. ``em`` is the size of the page's text, ``right`` where it
    ends: a headline that reaches that runs on in the next line.
    """
    lines = _lines(column)
    steps = [after.middle - line.middle for line, after in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    edge = _edge(lines, em)
    wraps = _wraps(lines, edge)
    indents = any(line.indent > _INDENT for line in lines)
    parts = [_indented(lines[0])]
    hyphens = 0
    for (line, after), step in zip(pairwise(lines), steps, strict=True):
        same = max(line.size, after.size) <= _OTHER_SIZE * min(line.size, after.size)
        near = step <= _LEADING * usual
        if same and near and wraps and _runs_on(line, after, edge, indents=indents):
            mended = _HYPHENATED.sub("", parts[-1]) if _WORD_BEGINS.match(after.text) else parts[-1]
            hyphens += len(parts[-1]) - len(mended)
            spaced = mended == parts[-1] and _parts_words(mended, after.text)
            parts[-1:] = [mended, " " if spaced else "", after.text]
        elif same and near and line.size > _OTHER_SIZE * em and _reaches(line, right):
            parts.append(after.text)
        else:
            parts.append("\n" if same and near else "\n\n")
            parts.append(_indented(after))
    return "".join(parts), hyphens


def _indented(line: _Line) -> str:
    """Return a line with its indent, of damaged files no wider than any page."""
    return "\u3000" * min(round(line.indent), _WIDEST) + line.text


def _edge(lines: Sequence[_Line], em: float) -> float:
    """Return where the lines of the text end; a headline may stand over more than its column."""
    text = [line.right for line in lines if line.size <= _OTHER_SIZE * em]
    return max(text or [line.right for line in lines])


def _lines(column: Sequence[Run]) -> list[_Line]:
    found = rows(column)
    edge = min(run.left for run in column)
    return [
        _Line(
            text=_joined(row),
            right=row[-1].right,
            middle=row[0].middle,
            size=row[0].size,
            indent=(row[0].left - edge) / row[0].size,
            whole=_is_whole(row),
        )
        for row in found
    ]


def _joined(row: Sequence[Run]) -> str:
    parts = [row[0].text]
    for run, after in pairwise(row):
        near = after.left - run.right < _TOUCHING * min(run.size, after.size)
        latin = latin_joint(run.text, after.text)
        parts.append("" if near and not latin and not after.is_block else " ")
        parts.append(after.text)
    return "".join(parts)


def _is_whole(row: Sequence[Run]) -> bool:
    """Whether a row is one line of text, not the cells of a table: it has hardly a gap."""
    text = sum(run.right - run.left for run in row)
    return text > _FILL * (row[-1].right - row[0].left) and not any(run.is_block for run in row)


def _wraps(lines: Sequence[_Line], edge: float) -> bool:
    """Whether full lines are cut within sentences, as those of a list or of verse are not."""
    full = [line.text for line in lines[:-1] if _room(line, edge) < _ROOM]
    cut = sum(1 for text in full if re.search(r"\w$", text))
    return 2 * cut >= len(full) or len(full) < 3


def _parts_words(text: str, after: str) -> bool:
    """Whether a line's end stands for a white space: between Latin words, not within a number."""
    digits = text[-1].isdigit() and after[0].isdigit()
    return latin_joint(text, after) and not digits


def _room(line: _Line, edge: float) -> float:
    return (edge - line.right) / line.size


def _runs_on(line: _Line, after: _Line, edge: float, *, indents: bool) -> bool:
    """Whether a line was cut because its column was full, and goes on in the next."""
    if not (line.whole and after.whole) or after.indent > _INDENT or is_item(after.text):
        return False
    if is_closed(line.text) and not indents:
        return False
    word = _WORD.match(after.text)
    width = len(word[0]) / 2 if word else 0.0
    return _room(line, edge) < max(_ROOM, width + 1)


def _reaches(line: _Line, right: float) -> bool:
    return line.whole and _room(line, right) < _ROOM and not is_closed(line.text)
