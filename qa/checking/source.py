"""A text that others are checked against, and what is derived from it: each worked out once."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from qa.chinese.numerals import fold_width, quantities
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.chinese.words import word_edges
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.numerals import Quantity

__all__ = ["LONGEST", "Source", "relative_days"]

LONGEST = 2000
"""Characters of a sentence that is read as one; a longer run without a stop is no sentence."""


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACE_AND_QUOTES = re.compile(r"[\s“”\"「」『』‘’']+")
_RELATIVE = re.compile("[昨今明][日天]|前天|[去今明]年|[上本下]个?[月周]")


@dataclass(frozen=True)
class Source:
    """A text and all that checking and mending derive from it.

    It does not change. Offsets index the text as given; the folded copy is as long. Sources of the
    same text are equal.
    """

    text: str
    _grams: dict[tuple[int, int], frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def folded(self) -> str:
        """The text with its letters, digits and punctuation in half width."""
        return fold_width(self.text)

    @cached_property
    def plain(self) -> str:
        """The folded text without white space, quotation marks and capital letters."""
        return _SPACE_AND_QUOTES.sub("", self.folded).casefold()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order."""
        return tuple(sentences(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers, with their units, and the dates."""
        return tuple(quantities(self.folded))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The runs of digits as they are written: 2019, 3.5, 1,000."""
        return frozenset(_DIGITS.findall(self.folded))

    @cached_property
    def relative_days(self) -> frozenset[str]:
        """The words that name a day or time by today's: 昨日, 去年; see :func:`relative_days`."""
        return frozenset(word for _, word in relative_days(self.folded))

    @cached_property
    def word_edges(self) -> frozenset[int]:
        """Where a word begins or ends, also one that no dictionary has."""
        return word_edges(self.text)

    @cached_property
    def dictionary_edges(self) -> frozenset[int]:
        """Where a word of the dictionary begins or ends."""
        return word_edges(self.text, guess=False)

    @cached_property
    def bigrams(self) -> frozenset[str]:
        """The tokens of the whole text: see :func:`qa.chinese.tokens.bigrams`."""
        return frozenset(bigrams(self.text))

    def number_of(self, sentence: Span) -> int:
        """Return which sentence one is, from 0, by where it begins."""
        return bisect_left(self.sentences, sentence.start, key=lambda one: one.start)

    def bigrams_of(self, span: Span) -> frozenset[str]:
        """Return the tokens of a span of the text."""
        place = span.start, span.end
        if place not in self._grams:
            self._grams[place] = frozenset(bigrams(self.slice(span)))
        return self._grams[place]

    def slice(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]


def relative_days(text: str) -> Iterator[tuple[Span, str]]:
    """Yield where a text names a day or time by today's, and the word as it is compared.

    昨天 and 昨日 are the same, and so are 上个月 and 上月.
    """
    for match in _RELATIVE.finditer(text):
        word = match[0].replace("天", "日").replace("个", "")
        yield Span(start=match.start(), end=match.end()), word
