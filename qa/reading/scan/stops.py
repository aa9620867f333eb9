"""Punctuation that the reader passed over, found where it is printed: all there is in its cell.

In vertical lines it leaves out most full stops and many brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.engine import Read
from qa.reading.scan.marks import Cell, blobs_of, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qa.reading.scan.marks import Blob

__all__ = ["with_stops"]

_FEWEST = 3  # characters, to know how far apart they stand
_EVEN = (0.8, 1.25)  # times the usual: steps from one character to the next
_WIDER = 1.6  # times the usual: there is room for one more
_MOST = 3  # cells between two characters: more is white, or was not recognised
_INKED = 0.38  # of a cell, on both sides of its middle: what begins there is the character's
_SURE = 0.5  # nobody read it: it was only seen
_ALIKE = (  # as they may have been read: what is beside one of its kind is no second time found
    frozenset("，。、’‘'`°·・•,.;；"),
    frozenset("：:⋮︰"),
    frozenset("「﹁『﹃“"),
    frozenset("」﹂』﹄”一—"),
    frozenset("（(︵"),
    frozenset("）)︶"),
)


def with_stops(ink: NDArray[np.bool_], read: Read, *, falls: bool = True) -> Read:
    """Return what a strip says, with the marks between its characters.

    ``ink``, bool (h, w), is where the strip is ink; ``falls``: it is that of a vertical line.
    """
    if read.middles is None or len(read.text) < _FEWEST:
        return read
    height, width = ink.shape
    at = [middle * width for middle in read.middles]
    pitch = _pitch(at)
    if pitch <= 1:
        return read
    found = [
        one
        for one in _marks(blobs_of(ink), at, pitch, (height, width), falls=falls)
        if not _was_read(one[2], read.text[max(0, one[0] - 1) : one[0] + 1])
    ]
    for place, middle, text in reversed(found):
        middles = read.middles or ()
        read = Read(
            text=read.text[:place] + text + read.text[place:],
            middles=(*middles[:place], middle / width, *middles[place:]),
            confidences=(*read.confidences[:place], _SURE, *read.confidences[place:]),
        )
    return read


def _was_read(mark: str, beside: str) -> bool:
    """Whether one of the characters before and after a mark is what the reader took it for."""
    alike = next(kind for kind in _ALIKE if mark in kind)
    return any(one in alike for one in beside)


def _pitch(at: Sequence[float]) -> float:
    """Return how far apart characters stand: the reader's places are coarse, their mean is not."""
    steps = np.diff(at)
    usual = float(np.median(steps))
    even = steps[(steps > _EVEN[0] * usual) & (steps < _EVEN[1] * usual)]
    return float(even.mean()) if len(even) else usual


def _marks(
    blobs: Sequence[Blob],
    at: Sequence[float],
    pitch: float,
    shape: tuple[int, int],
    *,
    falls: bool,
) -> Iterator[tuple[int, float, str]]:
    """Yield before which character a mark stands, where its cell's middle is, and which it is."""
    height, width = shape
    ends = [*at, max(at[-1] + 2 * pitch, width + pitch / 2)]
    starts = [min(at[0] - 2 * pitch, -pitch / 2), *at]
    for place, (before, after) in enumerate(zip(starts, ends, strict=True)):
        steps = (after - before) / pitch
        cells = max(1, round(steps) - 1)
        if steps < _WIDER or cells > _MOST:
            continue
        step = (after - before) / (cells + 1)
        low, high = before + _INKED * pitch, after - _INKED * pitch
        free = [blob for blob in blobs if blob.left >= low and blob.right <= high]
        for cell in range(1, cells + 1):
            start = before + (cell - 0.5) * step
            inside = [blob for blob in free if start <= blob.center < start + step]
            mark = mark_of(inside, Cell(start=start, size=step, height=height, falls=falls))
            if mark:
                middle = min(max(start + step / 2, 1.0), width - 1.0)
                yield place, middle, mark
