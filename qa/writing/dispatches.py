"""A column of old dispatches: which of its items an article's headline is made of."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.datelines import opens_in_brackets
from qa.chinese.tokens import bigrams
from qa.records import Span
from qa.writing.compress import is_heading

if TYPE_CHECKING:
    from qa.checking.source import Source

__all__ = ["told_item"]

_SURE = 2  # times as much of the title as the first item has another that it tells
# 云岭讯：, 又讯：, within a dispatch that gives what others sent.
_FROM = re.compile(rf"(?![据據])[{HAN}]{{1,6}}[讯訊][：:，,]")


def told_item(source: Source, title: str) -> range:
    """Return the sentences, by number, of the item that a title tells, or else of the first.

    All of them where a text is no column: it has not two datelines in brackets, or one and what was
    sent from elsewhere.
    """
    spans = source.sentences
    datelined = [number for number, span in enumerate(spans) if _opens(source, span)]
    if not datelined:
        return range(len(spans))
    first = next((n for n, span in enumerate(spans) if not is_heading(source, span)), 0)
    sent = [n for n, span in enumerate(spans) if _FROM.match(source.text, span.start, span.end)]
    later = {number for number in (*datelined, *sent) if number > max(first, min(datelined) - 1)}
    items = [range(*pair) for pair in pairwise([0, *sorted(later), len(spans)])]
    told = frozenset(bigrams(title))
    shares = [len(told & _words(source, item)) for item in items]
    best = shares.index(max(shares))
    return items[best] if shares[best] > _SURE * shares[0] else items[0]


def _opens(source: Source, span: Span) -> bool:
    return opens_in_brackets(source.slice(span))


def _words(source: Source, item: range) -> frozenset[str]:
    first, last = source.sentences[item[0]], source.sentences[item[-1]]
    return source.bigrams_of(Span(start=first.start, end=last.end))
