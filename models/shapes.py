"""Lengths rounded up: each new shape costs a compilation, and memory that is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["filled", "padded"]


def padded(length: int, multiple: int) -> int:
    """Return the least multiple that is not less than the length."""
    return -(-length // multiple) * multiple


def filled(rows: Sequence[Sequence[int]], width: int, fill: int) -> NDArray[np.int64]:
    """Return int64 (n, width): rows of at most ``width`` ids, filled up with ``fill``."""
    ids = np.full((len(rows), width), fill, dtype=np.int64)
    for own, row in zip(ids, rows, strict=True):
        own[: len(row)] = row
    return ids
