"""Where the words of a Chinese text begin and end: jieba's dictionary and its HMM (rjieba)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from qa.records import Span

__all__ = ["tagged", "whole_words", "word_edges"]

_COUNTS = frozenset("零〇一二三四五六七八九十百千万亿两几第")
_DATE = re.compile(r"\d[年月日号时分]")


@lru_cache(maxsize=64)
def word_edges(text: str, *, guess: bool = True) -> frozenset[int]:
    """Return the offsets at which a word begins or ends, 0 and ``len(text)`` among them.

    With ``guess`` also of words that no dictionary has, such as foreign names: more words are
    found, and some of the guesses are wrong. A date in digits ends with its unit, also where the
    dictionary goes on (日电, 日起).
    """
    import rjieba  # reads its dictionary

    words = accumulate(len(word) for word in rjieba.cut(text, guess))
    return frozenset((0, *words, *(match.end() for match in _DATE.finditer(text))))


@lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a text with their parts of speech, as jieba calls them: n, v, p, d."""
    import rjieba

    return tuple(rjieba.tag(text, True))


def whole_words(text: str, span: Span) -> Span:
    """Return ``span`` of ``text`` with words of two characters that its edges cut taken in.

    Only where both segmentations, with guesses and without, have the word; a number's last
    character (160万 of 160万张) begins none. In longer words an edge is often a joint of its own.
    """
    if span.start == span.end:
        return span
    first, last = _cut(text, span.start), _cut(text, span.end)
    return Span(start=first[0] if first else span.start, end=last[1] if last else span.end)


def _cut(text: str, at: int) -> tuple[int, int] | None:
    """Return where the word of two characters stands that is cut at an offset, if one is."""
    word = max(at - 1, 0), at + 1
    if text[word[0]] in _COUNTS:
        return None
    for guess in (False, True):
        edges = word_edges(text, guess=guess)
        if at in edges or not edges.issuperset(word):
            return None
    return word
