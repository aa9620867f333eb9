"""Marks beside a line's ends: what the detector took for no part of it.

A ” after a full stop, or a full stop at a paragraph's end, has white before it, and lines are found
without it. What is seen there and is a mark by its shape lengthens the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.marks import Cell, blobs_of, mark_of
from qa.reading.scan.strips import cut, ink_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qa.reading.scan.marks import Blob

__all__ = ["lengthened"]

# In heights of a line.
_SHORTEST = 1.6  # a line of which it is sure which way it runs
_BEYOND = 1.3  # how far beyond its ends is looked
_WITHIN = 0.1  # how far a mark may reach into the line: its box is larger than its ink
_SPARE = 0.15  # white that is taken with a mark
_SPECK = 0.1  # what is smaller is dirt
_TYPE = 0.85  # the size of its type
_OPENING = frozenset("「“（")


def lengthened(picture: NDArray[np.uint8], lines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return lines with the marks beside their ends, and without those that are such a mark.

    ``picture`` is uint8 (h, w), ``lines`` float32 (n, 4, 2): the corners of each, its upper left,
    upper right, lower right and lower left.
    """
    found = [_with_marks(picture, line) for line in lines]
    longer = [line for line, was in zip(found, lines, strict=True) if line is not was]
    kept = [line for line in found if not any(_holds(other, line) for other in longer)]
    return np.asarray(kept, dtype=np.float32).reshape(-1, 4, 2)


def _holds(line: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Whether another line lies in one that was lengthened."""
    import cv2

    if other is line:
        return False
    x, y = (float(one) for one in other.mean(axis=0))
    larger = cv2.contourArea(line) > 2 * cv2.contourArea(other)
    return larger and cv2.pointPolygonTest(line, (x, y), measureDist=False) > 0


def _with_marks(picture: NDArray[np.uint8], line: NDArray[np.float32]) -> NDArray[np.float32]:
    width = float(np.linalg.norm(line[0] - line[1]))
    high = float(np.linalg.norm(line[0] - line[3]))
    falls = high >= 1.5 * width
    long, size = (high, width) if falls else (width, high)
    if long < _SHORTEST * size:
        return line
    far = _BEYOND * size
    strip = cut(picture, _moved(line, far, far, falls=falls))
    scale = strip.dots.shape[1] / (long + 2 * far)
    blobs = blobs_of(ink_of(strip.dots))
    edges = far * scale, (far + long) * scale
    shape = strip.dots.shape
    before = _reach(blobs, edges, shape, size * scale, falls=falls, ends=False) / scale
    after = _reach(blobs, edges, shape, size * scale, falls=falls, ends=True) / scale
    return _moved(line, before, after, falls=falls) if before or after else line


def _moved(
    line: NDArray[np.float32], before: float, after: float, *, falls: bool
) -> NDArray[np.float32]:
    """Return a line that begins and ends so many dots earlier and later."""
    first, last = ((0, 1), (3, 2)) if falls else ((0, 3), (1, 2))
    moved = line.copy()
    for start, end in zip(first, last, strict=True):
        way = (line[end] - line[start]) / max(1.0, float(np.linalg.norm(line[end] - line[start])))
        moved[start] = line[start] - before * way
        moved[end] = line[end] + after * way
    return moved


def _reach(
    blobs: Sequence[Blob],
    edges: tuple[float, float],
    shape: tuple[int, ...],
    size: float,
    *,
    falls: bool,
    ends: bool,
) -> float:
    """Return how far beyond the line's end, or its beginning, the mark beside it goes, in dots."""
    start, end = edges
    if ends:
        beyond = [blob for blob in blobs if blob.left >= end - _WITHIN * size]
    else:
        beyond = [blob for blob in blobs if blob.right <= start + _WITHIN * size]
    beyond = [blob for blob in beyond if max(blob.width, blob.height) >= _SPECK * size]
    if not beyond or any(_is_cut(blob, shape) for blob in beyond):
        return 0.0
    left, right = min(blob.left for blob in beyond), max(blob.right for blob in beyond)
    em = _TYPE * size
    first = left - 0.1 * em if ends else right - 0.9 * em
    mark = mark_of(beyond, Cell(start=first, size=em, height=shape[0], falls=falls))
    if not mark or (mark in _OPENING) is ends:
        return 0.0
    return max(0.0, right - end if ends else start - left) + _SPARE * size


def _is_cut(blob: Blob, shape: tuple[int, ...]) -> bool:
    """Whether a blob goes on beyond the strip: it is not one of the line's marks."""
    height, width = shape
    return blob.left == 0 or blob.top == 0 or blob.right == width or blob.bottom == height
