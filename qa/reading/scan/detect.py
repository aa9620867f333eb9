"""Where the lines of a picture are: at the scale at which its type can be read, tile by tile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from qa.reading.scan.engine import Recogniser

__all__ = ["find_lines", "sides"]

_FIRST = 2000  # dots: the longer side at which a picture is looked at first
_SMALLEST = 20  # dots: lines that are less high are looked at again, larger
_WANTED = 26
_TILE = 1536  # dots, of which _MARGIN on each side is seen by the next tile too
_MARGIN = 128
_STEP = 32  # the detector takes multiples
_LARGE = 4  # as high as the other lines: a headline, found best where all of it is seen


def find_lines(picture: NDArray[np.uint8], recogniser: Recogniser) -> NDArray[np.float32]:
    """Return float32 (n, 4, 2): the corners (x, y) of the lines, in dots of the picture.

    ``picture`` is uint8 (h, w). A line that two tiles share is one: what the tiles show is joined
    before lines are looked for.
    """
    scale = min(1.0, _FIRST / max(picture.shape))
    first = found = _found(picture, scale, recogniser)
    body = _body(found)
    if scale < 1 and body * scale < _SMALLEST:
        scale = min(1.0, max(_WANTED / body, 2 * scale) if body else 1.0)
        found = _with_large(_found(picture, scale, recogniser), first)
    return found


def sides(lines: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return float32 (n,) twice: how wide and how high lines are."""
    across = np.linalg.norm(lines[:, 0] - lines[:, 1], axis=1)
    down = np.linalg.norm(lines[:, 0] - lines[:, 3], axis=1)
    return across, down


def _body(lines: NDArray[np.float32]) -> float:
    """Return how high most lines are, 0 where there is none."""
    return float(np.median(np.minimum(*sides(lines)))) if len(lines) else 0.0


def _found(picture: NDArray[np.uint8], scale: float, recogniser: Recogniser) -> NDArray[np.float32]:
    import cv2

    height, width = picture.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    scaled = picture if scale == 1 else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    lines = recogniser.lines(_whole_map(np.asarray(scaled, dtype=np.uint8), recogniser))
    if not len(lines):
        return lines
    lines = lines * np.asarray([width / size[0], height / size[1]], dtype=np.float32)
    most = np.asarray([width - 1, height - 1], dtype=np.float32)
    inside = _ordered(np.clip(lines, 0, most))
    return inside[np.minimum(*sides(inside)) >= 4]  # what lay in the frame


def _ordered(lines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return lines whose first corner is the upper left one, the others clockwise.

    The detector takes the two leftmost for the left side, which they are not where a long vertical
    line is a little askew.
    """
    around = lines - lines.mean(axis=1, keepdims=True)
    order = np.argsort(np.arctan2(around[:, :, 1], around[:, :, 0]), axis=1)
    turned = np.take_along_axis(lines, order[:, :, np.newaxis], axis=1)
    edges = np.roll(turned, -1, axis=1) - turned
    level = edges[:, :, 0] / np.maximum(np.linalg.norm(edges, axis=2), 1)
    start = level.argmax(axis=1)  # the upper side is the one that goes to the right
    places = (start[:, np.newaxis] + np.arange(4)) % 4
    return np.take_along_axis(turned, places[:, :, np.newaxis], axis=1)


def _whole_map(picture: NDArray[np.uint8], recogniser: Recogniser) -> NDArray[np.float32]:
    """Return how surely each dot of a picture is text, of tiles that see over their edges.

    Around it is a frame of its paper, so that its sides are multiples of what the detector takes.
    """
    height, width = picture.shape
    down, across = (-(-side // _STEP) * _STEP for side in (height, width))
    paper = int(np.median(picture[:: max(1, height // 200), :: max(1, width // 200)]))
    framed = np.full((down, across), paper, dtype=np.uint8)
    framed[:height, :width] = picture
    if max(down, across) <= _FIRST + _STEP:
        return recogniser.text_map(framed)
    whole = np.zeros((down, across), dtype=np.float32)
    for top, bottom in _spans(down):
        for left, right in _spans(across):
            seen_top, seen_left = max(0, top - _MARGIN), max(0, left - _MARGIN)
            seen = framed[seen_top : bottom + _MARGIN, seen_left : right + _MARGIN]
            tile = recogniser.text_map(seen)
            y, x = top - seen_top, left - seen_left
            whole[top:bottom, left:right] = tile[y : y + bottom - top, x : x + right - left]
    return whole


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a side that tiles are responsible for, all about as long."""
    inner = _TILE - 2 * _MARGIN
    count = -(-length // inner)
    each = -(-length // count // _STEP) * _STEP
    for start in range(0, length, each):
        yield start, min(start + each, length)


def _with_large(small: NDArray[np.float32], first: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return lines with those of much larger type as they were found on the whole picture.

    A tile shows a few characters of a headline, and each may be taken for a line of its own.
    """
    if not len(first):
        return small
    large = first[np.minimum(*sides(first)) >= _LARGE * max(_body(small), 1.0)]
    if not len(large):
        return small
    middles = small.mean(axis=1)[:, np.newaxis]
    within = ((middles >= large.min(axis=1)) & (middles <= large.max(axis=1))).all(axis=2)
    similar = 2 * np.minimum(*sides(small))[:, np.newaxis] > np.minimum(*sides(large))
    is_headline = ~(within & ~similar).any(axis=0)  # not a picture with small type in it
    replaced = (within & similar & is_headline).any(axis=1)
    return np.concatenate([small[~replaced], large[is_headline]])
