"""The mark at a line's end, or at its beginning, in the whole of its cell.

A full stop fills the first half of its cell. The line was found as far as its ink, and its box ends
there, half a character before the line does; that of a bracket that opens one begins so late.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from qa.reading.scan.page import Box, Character, Line, ScanPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["whole_cells"]

_CLOSING = frozenset("，。、；：！？,.;:!?”’」』》〉）】〕)")
_OPENING = frozenset("“‘「『《〈（【〔(")
_FEWEST = 3  # steps between full-width characters, to know how wide a cell is


def whole_cells(page: ScanPage) -> dict[Box, Box]:
    """Return, by the box of each mark at an end of a line, the box of its cell: as wide as others.

    Nothing goes over the page's edge.
    """
    return {box: cell for line in page.lines for box, cell in _cells(line, page) if cell != box}


def _cells(line: Line, page: ScanPage) -> Iterator[tuple[Box, Box]]:
    size = _size(line.characters, vertical=line.vertical)
    first, last = line.characters[0], line.characters[-1]
    edge = page.height if line.vertical else page.width
    if first.text in _OPENING:
        start, end = _ends(first.box, vertical=line.vertical)
        start = max(0, min(start, end - size))
        yield first.box, _between(first.box, start, end, vertical=line.vertical)
    if last.text in _CLOSING:
        start, end = _ends(last.box, vertical=line.vertical)
        end = max(end, min(edge, start + size))
        yield last.box, _between(last.box, start, end, vertical=line.vertical)


def _size(characters: Sequence[Character], *, vertical: bool) -> int:
    """Return in dots how far apart full-width characters are; of too few, how large they are."""
    steps = [
        sum(_ends(after.box, vertical=vertical)) / 2 - sum(_ends(one.box, vertical=vertical)) / 2
        for one, after in pairwise(characters)
        if one.text.isalpha() and after.text.isalpha()
        if not (one.text.isascii() or after.text.isascii())
    ]
    if len(steps) >= _FEWEST:
        return round(median(steps))
    return max(one.box.width if vertical else one.box.height for one in characters)


def _ends(box: Box, *, vertical: bool) -> tuple[int, int]:
    return (box.top, box.bottom) if vertical else (box.left, box.right)


def _between(box: Box, start: int, end: int, *, vertical: bool) -> Box:
    """Return a box that begins and ends there along the line."""
    if vertical:
        return replace(box, top=start, height=end - start)
    return replace(box, left=start, width=end - start)
