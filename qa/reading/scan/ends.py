"""The mark at a line's end, or at its beginning, in the whole of its cell.

A full stop fills the first half of its cell. The line was found as far as its ink, and its box ends
there, half a character before the line does; that of a bracket that opens one begins so late.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.reading.scan.page import Box, Line, ScanPage

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["whole_cells"]

_CLOSING = frozenset("，。、；：！？”’」』》〉）】〕")
_READ_AS = frozenset(",.;:!?)")  # closing marks as the recogniser writes some; not after Latin
_OPENING = frozenset("“‘「『《〈（【〔")
_NARROW = 0.8  # of a cell: a mark that is less wide has lost a part of its own


def whole_cells(page: ScanPage) -> dict[Box, Box]:
    """Return, by the box of each mark at an end of a line, the box of its cell, which is square.

    Nothing goes over the page's edge.
    """
    return {box: cell for line in page.lines for box, cell in _cells(line, page)}


def _cells(line: Line, page: ScanPage) -> Iterator[tuple[Box, Box]]:
    characters, vertical = line.characters, line.vertical
    first, last = characters[0].box, characters[-1].box
    size = max(one.box.width if vertical else one.box.height for one in characters)
    edge = page.height if vertical else page.width
    start, end = _ends(first, vertical=vertical)
    if characters[0].text in _OPENING and end - start < _NARROW * size:
        yield first, _between(first, max(0, end - size), end, vertical=vertical)
    start, end = _ends(last, vertical=vertical)
    if _closes(line) and end - start < _NARROW * size:
        yield last, _between(last, start, max(end, min(edge, start + size)), vertical=vertical)


def _closes(line: Line) -> bool:
    """Whether a line ends with a full-width mark."""
    last = line.characters[-1].text
    before = line.characters[-2].text if len(line.characters) > 1 else ""
    return last in _CLOSING or (last in _READ_AS and bool(before) and not before.isascii())


def _ends(box: Box, *, vertical: bool) -> tuple[int, int]:
    return (box.top, box.bottom) if vertical else (box.left, box.right)


def _between(box: Box, start: int, end: int, *, vertical: bool) -> Box:
    """Return a box that begins and ends there along the line."""
    if vertical:
        return replace(box, top=start, height=end - start)
    return replace(box, left=start, width=end - start)
