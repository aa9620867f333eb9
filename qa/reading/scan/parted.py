"""Lines that the detector found as one though a gutter, or the white between two bands, parts them.

The lines beside them show it: they end before that white, or begin after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from qa.reading.scan.page import Box, Character, Line, ScanPage

__all__ = ["parted"]

_FEWEST = 4  # characters of a line that shows how far they stand apart
# In sizes of a character.
_WHITE = 0.8  # between the two parts, at the least
_NEAR = 2.4  # how far away a line beside it is
_MISS = 0.6  # how far the ends of lines one below the other differ
_LARGER = 1.35  # a headline may run over both parts
_WIDE = 1.2  # white of which one line shows that it is a gutter, not two
_ENDS = 2  # lines that end, or begin, where the white does
_ROUNDS = 4  # lines that were parted show it of those beside them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extent:
    """A line: where it begins and ends along its way, its middle across, the size of its type.

    ``whites``: before which of its characters there is white, and from where to where.
    """

    start: float
    end: float
    middle: float
    size: float
    line: Line
    whites: tuple[tuple[int, tuple[float, float]], ...]


def parted(page: ScanPage) -> ScanPage:
    """Return a page whose lines run over no gutter, as far as the lines beside them show it."""
    lines = [line for line in page.lines if line.characters]
    for _ in range(_ROUNDS):
        found: list[Line] = []
        for vertical in (False, True):
            extents = [_extent(line) for line in lines if line.vertical is vertical]
            for extent in extents:
                found += _parts(extent, extents)
        if len(found) == len(lines):
            break
        lines = found
    return replace(page, lines=tuple(lines))


def _ends(box: Box, *, vertical: bool) -> tuple[int, int]:
    return (box.top, box.bottom) if vertical else (box.left, box.right)


def _extent(line: Line) -> _Extent:
    vertical = line.vertical
    first, last = line.characters[0].box, line.characters[-1].box
    low, high = _ends(line.box, vertical=not vertical)
    across = [
        end - start
        for one in line.characters
        for start, end in [_ends(one.box, vertical=not vertical)]
    ]
    size = float(median(across))
    return _Extent(
        start=_ends(first, vertical=vertical)[0],
        end=_ends(last, vertical=vertical)[1],
        middle=(low + high) / 2,
        size=size,
        line=line,
        whites=tuple(_whites(line, size)),
    )


def _parts(extent: _Extent, others: Sequence[_Extent]) -> Iterator[Line]:
    """Yield the parts of a line, or the line itself."""
    line = extent.line
    cuts = [place for place, white in extent.whites if _is_gutter(white, extent, others)]
    for start, stop in pairwise([0, *cuts, len(line.characters)]):
        part = list(line.characters[start:stop])
        if start:
            part[0] = _cut(part[0], extent.size, line.vertical, ends=False)
        if stop < len(line.characters):
            part[-1] = _cut(part[-1], extent.size, line.vertical, ends=True)
        yield replace(line, characters=tuple(part))


def _whites(line: Line, size: float) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield the white between characters; see :class:`_Extent`.

    The boxes of two characters meet in the middle of the white between them: what they have more
    than a character's size is white.
    """
    if len(line.characters) < _FEWEST:
        return
    starts = [_ends(one.box, vertical=line.vertical)[0] for one in line.characters]
    step = max(size, median(after - one for one, after in pairwise(starts)))
    for place, (one, after) in enumerate(pairwise(line.characters), start=1):
        start = _ends(one.box, vertical=line.vertical)[0] + step
        end = _ends(after.box, vertical=line.vertical)[1] - step
        if end - start >= _WHITE * size:
            yield place, (start, end)


def _is_gutter(white: tuple[float, float], extent: _Extent, others: Sequence[_Extent]) -> bool:
    """Whether lines beside one end before its white, or begin after it, and none runs over that.

    Where some do on one side of it, as a byline or another article's text may, two on the other
    side show it.
    """
    sides = [_shown(white, extent, others, below=below) for below in (False, True)]
    least = 1 if white[1] - white[0] > _WIDE * extent.size else _ENDS
    if any(crossed for crossed, _ in sides):
        return any(not crossed and seen >= _ENDS for crossed, seen in sides)
    return sum(seen for _, seen in sides) >= least


def _shown(
    white: tuple[float, float], extent: _Extent, others: Sequence[_Extent], *, below: bool
) -> tuple[bool, int]:
    """Return whether a line on one side runs over white, and how many end or begin there."""
    start, end = white
    slack = _MISS * extent.size
    crossed, seen = False, 0
    for other in others:
        apart = other.middle - extent.middle
        far = abs(apart) > _NEAR * max(extent.size, other.size) or abs(apart) < extent.size / 2
        if far or (apart > 0) is not below or other.size > _LARGER * extent.size:
            continue
        if other.start < start - slack and other.end > end + slack:
            crossed = crossed or not any(
                low < (start + end) / 2 < high for _, (low, high) in other.whites
            )
        else:
            seen += abs(other.end - start) < slack or abs(other.start - end) < slack
    return crossed, seen


def _cut(one: Character, size: float, vertical: bool, *, ends: bool) -> Character:
    """Return a character without the white after it (``ends``) or before it."""
    box = one.box
    start, end = _ends(box, vertical=vertical)
    long = min(end - start, max(1, round(size)))
    start = start if ends else end - long
    cut = replace(box, top=start, height=long) if vertical else replace(box, left=start, width=long)
    return replace(one, box=cut)
