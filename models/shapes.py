"""Lengths rounded up: each new shape costs a compilation, and memory that is kept."""

from __future__ import annotations

__all__ = ["padded"]


def padded(length: int, multiple: int) -> int:
    """Return the least multiple that is not less than the length."""
    return -(-length // multiple) * multiple
