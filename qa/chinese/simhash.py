"""A text's signature: texts that share most of their characters differ in few of its bits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.tokens import normalise

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ALIKE", "NEAR", "SIZE", "shingles", "signature", "similarity"]

SIZE = 32
"""Bytes of a signature."""
ALIKE = 0.6
"""Similarity from which two articles are the same story: templates (quotations of shares, weather)
reach 0.55, a story that was given another opening or lost its end has 0.6 and more."""
NEAR = 76
"""Of 256 bits, how many signatures of the same story differ in at most; pairs of similarity 0.6
differ in 54 to 75."""

_LENGTH = 4
_LEAST = 32  # fewer shingles than this make no story
_NO_TEXT = re.compile(r"[\W_]+")
_MIX = [np.uint64(x) for x in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)]


def shingles(text: str) -> NDArray[np.uint64]:
    """Return the hashes of all runs of four letters and figures, uint64 (n,), ascending, unique."""
    codes = np.frombuffer(_NO_TEXT.sub("", normalise(text)).encode("utf-32-le"), np.uint32)
    count = max(0, len(codes) - _LENGTH + 1)
    hashes = np.zeros(count, np.uint64)
    for offset in range(_LENGTH):
        hashes = hashes * _MIX[0] + codes[offset : offset + count]
    return np.unique(_mixed(hashes))


def signature(text: str) -> bytes | None:
    """Return the simhash (Charikar 2002) of a text's shingles, 32 bytes; None for a short text."""
    found = shingles(text)
    if len(found) < _LEAST:
        return None
    salts = np.arange(1, SIZE // 8 + 1, dtype=np.uint64) * _MIX[0]
    bits = np.unpackbits(_mixed(found[:, None] + salts).view(np.uint8), axis=1)
    return np.packbits(2 * bits.sum(axis=0) > len(found)).tobytes()


def similarity(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    """Return the part of the shingles of two texts that both have (Jaccard), in [0, 1]."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / max(1, len(one) + len(other) - both)


def _mixed(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the hashes with all their bits stirred, as in splitmix64."""
    for factor, shift in ((_MIX[1], 30), (_MIX[2], 27)):
        hashes = (hashes ^ (hashes >> np.uint64(shift))) * factor
    return hashes ^ (hashes >> np.uint64(31))
