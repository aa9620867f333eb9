"""A line as a strip that can be read, and the characters of what was read back on the picture."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.engine import HEIGHT, Read
from qa.reading.scan.page import Box, Character
from qa.reading.scan.stops import is_stopped, with_commas, with_stops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Strip", "characters", "cut", "ink_of", "parts_of"]

_TALL = 1.5  # as high as wide, and more: read from the top down
_LONGEST = 32  # characters that are read at once
_PART = 24
_INKED = 0.08  # of the most ink that a row of a strip has
_OF_TWO = 0.35  # of a strip of a character and a stop: the character's middle
_HALF = 0.55  # of the way to the next character: where the first begins and the last ends
_SEARCH = 0.3  # of the way to the next character, for the gap between the two


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A line of a picture laid flat, from left to right; one from top down is turned for that.

    ``dots`` is uint8 (h, w). ``to_picture`` is float64 (3, 3): it takes (x, y, 1) of the strip to
    the picture's, but for a factor. ``single``: one character and a stop, which are read as they
    stand on the picture.
    """

    dots: NDArray[np.uint8]
    to_picture: NDArray[np.float64]
    vertical: bool
    single: bool = False

    def part(self, start: int, end: int) -> Strip:
        """Return the columns of ``[start, end)`` as a strip."""
        moved = np.asarray([[1, 0, start], [0, 1, 0], [0, 0, 1]], dtype=np.float64)
        return Strip(
            dots=self.dots[:, start:end],
            to_picture=self.to_picture @ moved,
            vertical=self.vertical,
        )

    def readable(self) -> NDArray[np.uint8]:
        """Return the strip as high as the model reads it."""
        import cv2

        dots = np.rot90(self.dots, -1) if self.single else self.dots
        height, width = dots.shape
        size = (max(1, round(width * HEIGHT / height)), HEIGHT)
        way = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC
        return np.asarray(cv2.resize(dots, size, interpolation=way), dtype=np.uint8)

    def on_picture(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return the box on the picture around one on the strip."""
        corners = np.asarray(
            [[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]]
        )
        placed = corners @ self.to_picture.T
        points = placed[:, :2] / placed[:, 2:]
        low, high = np.rint(points.min(axis=0)), np.rint(points.max(axis=0))
        x, y = (max(0, int(one)) for one in low)
        return Box(x, y, max(1, int(high[0]) - x), max(1, int(high[1]) - y))


def cut(picture: NDArray[np.uint8], line: NDArray[np.float32]) -> Strip:
    """Return a line of a picture, uint8 (h, w), by its corners, float32 (4, 2), as a strip."""
    import cv2

    width = max(2, round(max(np.linalg.norm(line[0] - line[1]), np.linalg.norm(line[3] - line[2]))))
    height = max(
        2, round(max(np.linalg.norm(line[0] - line[3]), np.linalg.norm(line[1] - line[2])))
    )
    flat = np.asarray([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    there = cv2.getPerspectiveTransform(line.astype(np.float32), flat)
    warped = cv2.warpPerspective(
        picture, there, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    dots = np.asarray(warped, dtype=np.uint8)
    back = np.asarray(np.linalg.inv(there), dtype=np.float64)
    short = height < _TALL * width
    single = short and height > width and is_stopped(ink_of(np.rot90(dots)))
    if short and not single:
        return Strip(dots=dots, to_picture=back, vertical=False)
    turned = np.asarray([[0, -1, width], [1, 0, 0], [0, 0, 1]], dtype=np.float64)
    return Strip(dots=np.rot90(dots), to_picture=back @ turned, vertical=True, single=single)


def parts_of(strip: Strip) -> list[Strip]:
    """Return a strip in parts that can be read at once, cut where there is least ink."""
    height, width = strip.dots.shape
    if width <= _LONGEST * height:
        return [strip]
    count = -(-width // (_PART * height))
    ink = ink_of(strip.dots).sum(axis=0)
    ends = [0]
    for number in range(1, count):
        middle = number * width // count
        ends.append(_gap(ink, middle - height, middle + height))
    return [strip.part(start, end) for start, end in zip(ends, [*ends[1:], width], strict=True)]


def characters(strip: Strip, read: Read) -> tuple[Character, ...]:
    """Return the characters of a strip with their places on the picture.

    Where the reader did not give one a place, the strip is divided equally.
    """
    ink = ink_of(strip.dots)
    if strip.single:
        read = _first(read)
    read = with_stops(ink, read) if strip.vertical else with_commas(ink, read)
    height, count = len(strip.dots), len(read.text)
    if not count:
        return ()
    edges = _edges(ink.sum(axis=0), read.middles, count, height)
    top, bottom = _rows(ink)
    boxes = (
        strip.on_picture(left, top, right, bottom) for left, right in itertools.pairwise(edges)
    )
    return tuple(
        Character(text, box, confidence)
        for text, box, confidence in zip(read.text, boxes, read.confidences, strict=True)
    )


def _first(read: Read) -> Read:
    """Return the character before a stop, of a strip that is no more than these."""
    text = read.text[:1]
    return Read(text=text, middles=(_OF_TWO,) * len(text), confidences=read.confidences[:1])


def ink_of(dots: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return where a strip is ink: the darker of two groups, or the lighter on a dark ground."""
    import cv2

    _, dark = cv2.threshold(dots, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    ink = dark.astype(bool)
    frame = np.concatenate([ink[0], ink[-1]])
    return ~ink if frame.mean() > 0.5 else ink


def _edges(
    ink: NDArray[np.int64], middles: Sequence[float] | None, count: int, height: int
) -> list[float]:
    """Return where characters begin and end on a strip: one place more than ``count``."""
    width = len(ink)
    if middles is None or any(after <= before for before, after in itertools.pairwise(middles)):
        return [width * number / count for number in range(count + 1)]
    at = [middle * width for middle in middles]
    inner = [float(_gap(ink, *_between(before, after))) for before, after in itertools.pairwise(at)]
    pitch = float(np.median(np.diff(at))) if inner else float(min(width, height))
    first, last = at[0] - pitch * _HALF, at[-1] + pitch * _HALF
    reach = pitch * _SEARCH / 2
    return [
        float(_gap(ink, round(first - reach), round(first + reach) + 1)),
        *inner,
        float(min(width, _gap(ink, round(last - reach), round(last + reach) + 1) + 1)),
    ]


def _between(before: float, after: float) -> tuple[int, int]:
    """Return the part between the middles of two characters where the gap is looked for."""
    middle, reach = (before + after) / 2, _SEARCH * (after - before)
    return round(middle - reach), round(middle + reach) + 1


def _gap(ink: NDArray[np.int64], start: int, end: int) -> int:
    """Return the place with least ink, that nearest the middle of several, in ``[start, end)``."""
    start, end = max(start, 0), min(end, len(ink))
    part = ink[start:end]
    if not len(part):
        return start
    least = np.flatnonzero(part <= part.min())
    return start + int(least[np.abs(least - (end - 1 - start) / 2).argmin()])


def _rows(ink: NDArray[np.bool_]) -> tuple[int, int]:
    """Return between which rows a strip has its ink."""
    rows = ink.sum(axis=1)
    inked = np.flatnonzero(rows > _INKED * rows.max()) if len(rows) else rows
    return (int(inked[0]), int(inked[-1]) + 1) if len(inked) else (0, len(rows))
