"""A text that others are checked against, and what is derived from it: each worked out once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from qa.chinese.numerals import fold_width, quantities
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.chinese.words import word_edges

if TYPE_CHECKING:
    from qa.chinese.numerals import Quantity
    from qa.records import Span

__all__ = ["Source"]

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_MARKS = re.compile(r"[\s“”\"「」『』‘’']+")


class Source:
    """A text and all that checking and mending derive from it.

    It does not change. Offsets index the text as given; the folded copy is as long.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._grams: dict[tuple[int, int], frozenset[str]] = {}

    def __repr__(self) -> str:
        return f"Source({self._text!r})"

    @property
    def text(self) -> str:
        """The text as given."""
        return self._text

    @cached_property
    def folded(self) -> str:
        """The text with letters, digits and marks in half width."""
        return fold_width(self._text)

    @cached_property
    def plain(self) -> str:
        """The folded text without white space, quotation marks and capital letters."""
        return _MARKS.sub("", self.folded).casefold()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order."""
        return tuple(sentences(self._text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers, with their units, and the dates."""
        return tuple(quantities(self.folded))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The runs of digits as they are written: 2019, 3.5, 1,000."""
        return frozenset(_DIGITS.findall(self.folded))

    @cached_property
    def word_edges(self) -> frozenset[int]:
        """Where a word begins or ends, also one that no dictionary has."""
        return word_edges(self._text)

    @cached_property
    def dictionary_edges(self) -> frozenset[int]:
        """Where a word of the dictionary begins or ends."""
        return word_edges(self._text, guess=False)

    @cached_property
    def bigrams(self) -> frozenset[str]:
        """The tokens of the whole text: see :func:`qa.chinese.tokens.bigrams`."""
        return frozenset(bigrams(self._text))

    def bigrams_of(self, span: Span) -> frozenset[str]:
        """Return the tokens of a span of the text."""
        place = span.start, span.end
        if place not in self._grams:
            self._grams[place] = frozenset(bigrams(self.slice(span)))
        return self._grams[place]

    def slice(self, span: Span) -> str:
        """Return the characters of a span."""
        return self._text[span.start : span.end]
