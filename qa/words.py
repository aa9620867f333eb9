"""Where the words of a Chinese text begin and end: jieba's dictionary and its HMM (rjieba)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

import rjieba

__all__ = ["word_edges"]

_DATE = re.compile(r"\d[年月日号时分]")


@lru_cache(maxsize=64)
def word_edges(text: str, *, guess: bool = True) -> frozenset[int]:
    """Return the offsets at which a word begins or ends, 0 and ``len(text)`` among them.

    With ``guess`` also of words that no dictionary has, such as foreign names; more of them are
    found, and some that are none. A date in digits ends with its unit, also where the dictionary
    goes on (日电, 日起).
    """
    words = accumulate(len(word) for word in rjieba.cut(text, guess))
    return frozenset((0, *words, *(match.end() for match in _DATE.finditer(text))))
