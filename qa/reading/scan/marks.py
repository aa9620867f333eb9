"""Punctuation told by its shape and its place in its cell, where nobody read it.

A cell is a part of a line laid flat, from left to right. A full stop, a comma and a 、 stand at the
lower left of it. In a vertical line, laid flat so that its top is at the left, they stand at the
upper left; colons, brackets and quotation marks, which are printed lying there, stand as they do in
a level line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Blob", "Cell", "blobs_of", "mark_of"]

# In sizes of a character.
_SMALL = 0.5  # a stop is no larger, both ways
_DOT = 0.3  # nor is one of two dots
_SPECK = 0.1
_THICK = 0.235  # across the line: a full stop, or a 、, is larger than a comma
_FIRST = 0.6  # of its cell: where the middle of a stop is
_TAILED = 1.45  # times as high as the dot over it: the comma of a ；
_ARC = 0.55  # a round bracket is at least so high, and
_THIN = 0.35  # no wider
_BEND = 0.25  # of its width: how far its ends are from its middle
_ALIGNED = 0.12  # how far two dots may miss each other's line
_TALL = 0.4  # a bracket is at least so high, and
_WIDE = (0.12, 0.62)  # so wide
_STROKE = 0.25  # of a bracket's sides: how thick its strokes may be

_SLANTED = 0.6  # how much the ink of a 、 goes down as it goes along, in [-1, 1]
_WHOLE = 0.8  # of a bracket's side that its stroke takes
_BLANK = 0.04  # of the rest of it that is ink, at most


@dataclass(frozen=True, slots=True)
class Blob:
    """Connected ink: its edges in dots, the right and lower ones just outside."""

    left: int
    top: int
    right: int
    bottom: int
    ink: NDArray[np.bool_]

    @property
    def width(self) -> int:
        """Along the line."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Across it."""
        return self.bottom - self.top

    @property
    def center(self) -> float:
        """Its middle along the line."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """Its middle across the line."""
        return (self.top + self.bottom) / 2


def blobs_of(ink: NDArray[np.bool_]) -> list[Blob]:
    """Return the connected parts of ink, bool (h, w), from the left."""
    import cv2

    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    found = []
    for number in range(1, count):
        left, top, width, height = (int(side) for side in stats[number, :4])
        part = labels[top : top + height, left : left + width] == number
        found.append(Blob(left, top, left + width, top + height, part))
    return sorted(found, key=lambda blob: (blob.left, blob.top))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a character may stand, in dots of its strip, which is ``height`` high.

    ``falls``: the line is a vertical one.
    """

    start: float
    size: float
    height: int
    falls: bool


def mark_of(blobs: Sequence[Blob], cell: Cell) -> str:
    """Return the mark that blobs are, which are all there is in a cell; "" where they are none."""
    seen = [blob for blob in blobs if max(blob.width, blob.height) >= _SPECK * cell.size]
    if len(seen) == 1:
        return _single(seen[0], cell)
    if len(seen) == 2:
        return _pair(seen[0], seen[1], cell)
    return ""


def _single(blob: Blob, cell: Cell) -> str:
    size = cell.size
    if max(blob.width, blob.height) > _SMALL * size:
        return _bracket(blob, cell) or _parenthesis(blob, cell)
    is_high = blob.middle < cell.height / 2
    if is_high != cell.falls or blob.center > cell.start + _FIRST * size:
        return ""
    if _has_hole(blob.ink):
        return "。"
    slant = _slant(blob.ink)
    if (-slant if cell.falls else slant) > _SLANTED:
        return "、"
    return "，" if min(blob.width, blob.height) < _THICK * size else "。"


def _pair(one: Blob, other: Blob, cell: Cell) -> str:
    """Return the mark of two dots: beside each other, or one over the other."""
    size, height = cell.size, cell.height
    if max(one.width, one.height, other.width, other.height) > _DOT * size:
        return ""
    if abs(one.center - other.center) < _ALIGNED * size:
        upper, lower = sorted((one, other), key=lambda blob: blob.top)
        return "；" if lower.height > _TAILED * upper.height else "："
    if abs(one.middle - other.middle) > _ALIGNED * size:
        return ""
    middle = (one.middle + other.middle) / 2
    if middle > 0.4 * height:
        return "：" if middle < 0.6 * height else ""
    return "”" if (one.left + other.right) / 2 < cell.start + size / 2 else "“"


def _bracket(blob: Blob, cell: Cell) -> str:
    """Return the corner bracket that a blob is, "" where it is none."""
    size = cell.size
    if not (_TALL * size <= blob.height and _WIDE[0] * size <= blob.width <= _WIDE[1] * size):
        return ""
    opens = blob.center > cell.start + size / 2
    ink = blob.ink if opens else blob.ink[::-1, ::-1]  # one is the other, turned round
    thick = max(1, round(_STROKE * blob.width))
    deep = max(1, round(_STROKE * blob.height))
    rest = ink[deep:, thick:]
    along = ink[:deep].any(axis=0).mean()
    across = ink[:, :thick].any(axis=1).mean()
    if along < _WHOLE or across < _WHOLE or not rest.size or rest.mean() > _BLANK:
        return ""
    return "「" if opens else "」"


def _parenthesis(blob: Blob, cell: Cell) -> str:
    """Return the round bracket that a blob is, "" where it is none: a thin arc."""
    size = cell.size
    if not (_ARC * size <= blob.height and blob.width <= _THIN * size and blob.width > 2):
        return ""
    opens = blob.center > cell.start + size / 2
    ink = blob.ink if opens else blob.ink[:, ::-1]
    at = np.arange(ink.shape[1])[np.newaxis, :]
    places = (ink * at).sum(axis=1) / np.maximum(ink.sum(axis=1), 1) / blob.width
    end = max(1, blob.height // 6)
    inner = places[blob.height // 3 : -(blob.height // 3)]
    bends = min(places[:end].mean(), places[-end:].mean()) - inner.mean() > _BEND
    return ("（" if opens else "）") if bends else ""


def _has_hole(ink: NDArray[np.bool_]) -> bool:
    import cv2

    blob = np.pad(ink, 1).astype(np.uint8)
    contours, _ = cv2.findContours(blob, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return len(contours) > 1


def _slant(ink: NDArray[np.bool_]) -> float:
    """Return how much ink goes down as it goes along: the correlation, in [-1, 1]."""
    rows, columns = np.nonzero(ink)
    if not rows.std() or not columns.std():
        return 0.0
    return float(np.corrcoef(rows, columns)[0, 1])
