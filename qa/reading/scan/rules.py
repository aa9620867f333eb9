"""The straight lines that are printed between columns and articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from qa.reading.scan.page import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["find_rules"]

_SIDE = 2400  # dots: the longer side at which rules are looked for
_LENGTH = 0.03  # of the longer side: the shortest rule
_THICK = 0.006  # the thickest
_BRIDGE = 7  # dots: a gap in a rule that is printed badly


def find_rules(picture: NDArray[np.uint8], text: Sequence[Box]) -> tuple[Box, ...]:
    """Return the rules of a picture, uint8 (h, w), none of them inside the boxes of ``text``."""
    import cv2

    scale = min(1.0, _SIDE / max(picture.shape))
    if min(picture.shape) * scale < 1:  # a thread of a picture
        return ()
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )
    for box in text:  # long strokes of large characters are no rules
        over = min(box.width, box.height) // 4
        left, top = (max(0, round((side - over) * scale)) for side in (box.left, box.top))
        right, bottom = (round((side + over) * scale) for side in (box.right, box.bottom))
        ink[top:bottom, left:right] = 0
    length = max(16, round(_LENGTH * max(small.shape)))
    thick = max(3, round(_THICK * max(small.shape)))
    found = [
        *_lines(ink, (length, 1), (_BRIDGE, 3), thick),
        *_lines(ink, (1, length), (3, _BRIDGE), thick),
    ]
    return tuple(_scaled(box, 1 / scale) for box in found)


def _lines(
    ink: NDArray[Any], shape: tuple[int, int], bridge: tuple[int, int], thick: int
) -> Iterable[Box]:
    """Yield what is as long as ``shape`` (w, h), in one direction, and not thicker than that."""
    import cv2

    # A rule that is a little askew is a stair: the steps are joined first.
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge[::-1], np.uint8))
    opened = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
    opened = cv2.dilate(opened, np.ones((3, 3), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(opened)
    for left, top, width, height, _ in boxes[1:count]:
        across = min(width, height)
        if across <= thick + 2 + max(width, height) // 40:
            yield Box(int(left), int(top), int(width), int(height))


def _scaled(box: Box, by: float) -> Box:
    left, top, right, bottom = (
        round(side * by) for side in (box.left, box.top, box.right, box.bottom)
    )
    return Box(left, top, max(1, right - left), max(1, bottom - top))
