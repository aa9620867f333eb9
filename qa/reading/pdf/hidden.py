"""White characters on white paper, which a reader does not see."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

__all__ = ["is_white", "unseen"]

_WHITE = 250  # of 255
_LARGEST = 2000  # dots
_Box = tuple[float, float, float, float]


def is_white(layer: Any, index: int) -> bool:
    """Whether a character of a page's text layer is filled with white, or with nothing."""
    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(layer, index, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def unseen(page: Any, boxes: Iterable[_Box]) -> list[bool]:
    """Return for each box (left, bottom, right, top) of a page whether it is all white.

    The page is drawn once, a dot a point or fewer: white characters on a dark ground, and those
    over the picture of a scan, are no white box.
    """
    scale = min(1, _LARGEST / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    drawn = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
    return [
        bool((drawn[top:bottom, left:right] >= _WHITE).all())
        for left, top, right, bottom in (_dots(page, bitmap, box) for box in boxes)
    ]


def _dots(page: Any, bitmap: Any, box: _Box) -> tuple[int, int, int, int]:
    ends = [_dot(page, bitmap, box[0], box[1]), _dot(page, bitmap, box[2], box[3])]
    (left, right), (top, bottom) = (
        sorted(max(end, 0) for end in pair) for pair in zip(*ends, strict=True)
    )
    return left, top, right + 1, bottom + 1


def _dot(page: Any, bitmap: Any, across: float, up: float) -> tuple[int, int]:
    from pypdfium2 import raw

    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, bitmap.width, bitmap.height, 0, across, up, x, y)
    return x.value, y.value
