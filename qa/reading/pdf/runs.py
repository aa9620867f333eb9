"""Characters that stand together on a line, as the file draws them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from qa.chinese.characters import HAN
from qa.reading.pdf.glyphs import Glyph

__all__ = [
    "Run",
    "is_spaced_out",
    "overlaps",
    "runs_of",
    "whole_runs",
    "with_initials",
]

# In sizes of a character: the gap that ends a run; the least gap of letter-spaced text, and of
# loose text; a space that is not written between Latin words, and between others; how far apart the
# parts of a line that were drawn apart may be; how even gaps are, and the places of cells; how
# large an initial is.
_GAP = 0.8
_SPACED = 0.3
_LOOSE = 0.1
_WORD_GAP = 0.15
_PART_GAP = 0.4
_TOUCHING = (-0.3, 0.5)
_EVEN = 0.3
_EXACT = 0.05
_FEWEST = 3  # lines that begin at the edge of a column
_INITIAL = 1.6
_MOST_INITIALS = 50  # on a page: where there are more, they are its text
_FULL_WIDTH = re.compile(rf"[{HAN}\u3001-\u303f\uff00-\uffef“”‘’…—·]")
_CHINESE = re.compile(rf"[{HAN}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters that stand together, and their box; ``size`` is that of a character.

    A block that is set in the other direction than its page is one run, of several lines.
    ``is_off``: all of it lies off the page.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    is_off: bool = False

    @property
    def middle(self) -> float:
        """The middle of the box, from the top."""
        return (self.top + self.bottom) / 2

    @property
    def is_block(self) -> bool:
        """Whether the run is several lines high."""
        return self.bottom - self.top > 2 * self.size


def is_spaced_out(found: Iterable[Sequence[Glyph]]) -> bool:
    """Whether a page has white space between most of its characters, as some OCR writes it."""
    joints = [
        bool(after.space)
        for strip in found
        for before, after in pairwise(strip)
        if _CHINESE.match(before.text) and _CHINESE.match(after.text)
    ]
    return len(joints) >= 8 and sum(joints) > 0.6 * len(joints)


def runs_of(strip: Sequence[Glyph], *, spaced: bool = False) -> Iterator[Run]:
    """Yield the runs of a strip, cut where a gap is wider than those between its characters.

    ``spaced``: the page has white space between all characters, which is no part of its text.
    """
    em = median(glyph.size for glyph in strip) or 1.0
    gaps = [(after.left - before.right) / em for before, after in pairwise(strip)]
    usual = _usual_gap(strip, gaps)
    start = 0
    for place, gap in enumerate(gaps, start=1):
        wide = usual + _GAP + (1 if strip[place].space == "\u3000" else 0)
        if gap > wide:
            yield _run(strip[start:place], usual, spaced=spaced)
            start = place
    yield _run(strip[start:], usual, spaced=spaced)


def _usual_gap(strip: Sequence[Glyph], gaps: Sequence[float]) -> float:
    """Return the gap between the characters of loose text, in sizes; 0 for other text."""
    if not gaps:
        return 0.0
    usual = median(gaps)
    even = sum(1 for gap in gaps if abs(gap - usual) < _EVEN)
    if usual < _LOOSE or even < 0.7 * len(gaps):
        return 0.0
    chinese = sum(1 for glyph in strip if _FULL_WIDTH.match(glyph.text))
    if 2 * chinese < len(strip) or (len(gaps) == 1 and usual > 2 * _GAP):
        return 0.0
    return usual


def _run(strip: Sequence[Glyph], usual: float, *, spaced: bool) -> Run:
    return Run(
        text=_text(strip, usual, spaced=spaced or usual > _SPACED or _is_spelled(strip)),
        left=min(glyph.left for glyph in strip),
        right=max(glyph.right for glyph in strip),
        top=min(glyph.top for glyph in strip),
        bottom=max(glyph.bottom for glyph in strip),
        size=median(glyph.size for glyph in strip) or 1.0,
        is_off=all(glyph.is_off for glyph in strip),
    )


def _is_spelled(strip: Sequence[Glyph]) -> bool:
    """Whether white space stands between all characters of a line: 白 渡 镇."""
    return len(strip) > 2 and all(
        glyph.space and _FULL_WIDTH.match(glyph.text) for glyph in strip[1:]
    )


def _text(strip: Sequence[Glyph], usual: float, *, spaced: bool) -> str:
    parts = [strip[0].text]
    pitch = _pitch_of(strip)
    for place, (before, after) in enumerate(pairwise(strip), start=1):
        size = min(before.size, after.size)
        gap = (after.left - before.right) / size - usual
        even = abs(after.left - before.left - pitch) < _EXACT * size
        if after.space and not (spaced and not _are_words(strip, place)):
            parts.append(after.space)
        elif not (spaced or even) and gap > _word_gap(before.text, after.text):
            parts.append(" ")
        parts.append(after.text)
    return "".join(parts)


def _word_gap(before: str, after: str) -> float:
    """Return the gap, in sizes, that is a white space between two characters.

    Between Chinese and Latin ones typesetting puts a gap that is none.
    """
    full = sum(1 for text in (before, after) if _FULL_WIDTH.match(text))
    chinese = sum(1 for text in (before, after) if _CHINESE.match(text))
    return _WORD_GAP if full == 0 or chinese == 2 else _PART_GAP


def _pitch_of(strip: Sequence[Glyph]) -> float:
    """Return how far Chinese characters of a strip are apart, from edge to edge; 0 if unknown.

    Digits that are so far apart stand in cells of their own, with no white space between.
    """
    steps = [
        after.left - before.left
        for before, after in pairwise(strip)
        if _CHINESE.match(before.text) and _CHINESE.match(after.text)
    ]
    return median(steps) if len(steps) > 2 else 0.0


def _are_words(strip: Sequence[Glyph], place: int) -> bool:
    """Whether the glyphs on both sides of a white space are of words of two letters or more."""
    if _FULL_WIDTH.match(strip[place - 1].text) or _FULL_WIDTH.match(strip[place].text):
        return False
    before = place > 1 and not strip[place - 1].space
    return before and place + 1 < len(strip) and not strip[place + 1].space


def with_initials(runs: Sequence[Run], em: float) -> list[Run]:
    """Return runs with each large initial, several lines high, set into its first line."""
    found = list(runs)
    initials = [run for run in runs if len(run.text) == 1 and run.size > _INITIAL * em]
    for initial in initials if len(initials) <= _MOST_INITIALS else ():
        beside = [
            run
            for run in sorted(found, key=lambda run: run.middle)
            if 0 <= run.left - initial.right < em and initial.top < run.middle < initial.bottom
        ]
        if len(beside) > 1 and max(run.size for run in beside) < initial.size / 1.2:
            found.remove(initial)
            for number, run in enumerate(beside):
                text = run.text if number else initial.text + run.text
                found[found.index(run)] = replace(run, text=text, left=initial.left)
    return found


def whole_runs(runs: Iterable[Run]) -> list[Run]:
    """Return runs joined that touch on a line, as a file draws bold words apart.

    Two headlines that touch above their columns are still two.
    """
    rows = _lines(runs)
    edges = Counter(_place(run) for row in rows for run in _firsts(row))
    columns = {place for place, often in edges.items() if often >= _FEWEST}
    return [run for row in rows for run in _joined(row, columns)]


def _firsts(row: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs of a line that stand after a gap: where columns may begin."""
    yield row[0]
    for run, after in pairwise(row):
        if after.left - run.right > _GAP * run.size:
            yield after


def _place(run: Run) -> int:
    return round(run.left)


def _lines(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs that stand on the same line, whatever column they are in."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.middle):
        if rows and run.middle - rows[-1][0].middle < _EVEN * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def overlaps(runs: Iterable[Run]) -> int:
    """Return how many runs lie over the one before them on their line."""
    return sum(
        1
        for row in _lines(runs)
        for run, after in pairwise(row)
        if run.right - after.left > min(run.size, after.size)
    )


def _joined(row: Sequence[Run], columns: Container[int]) -> list[Run]:
    found = [row[0]]
    for run in row[1:]:
        if _touches(found[-1], run) and _place(run) not in columns:
            found[-1] = _both(found[-1], run)
        else:
            found.append(run)
    return found


def _touches(run: Run, after: Run) -> bool:
    size = min(run.size, after.size)
    least, most = _TOUCHING
    return least * size < after.left - run.right < most * size and max(run.size, after.size) < (
        1.2 * size
    )


def _both(run: Run, after: Run) -> Run:
    apart = after.left - run.right > _word_gap(run.text[-1], after.text[0]) * run.size
    return Run(
        text=f"{run.text}{' ' if apart else ''}{after.text}",
        left=run.left,
        right=max(run.right, after.right),
        top=min(run.top, after.top),
        bottom=max(run.bottom, after.bottom),
        size=max(run.size, after.size),
        is_off=run.is_off and after.is_off,
    )
