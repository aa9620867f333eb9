"""What a text says that its source does not: numbers, dates, quoted titles, labels, names.

An offline check by rules; numbers compare by value, so ２３, 23 and 二十三 are one number.
It catches an invented or altered number, unit, date, quotation, Latin word, and most names of
persons and places (see :mod:`qa.checking.names` for which). It cannot catch words of the source put
together wrongly (who did what to whom), a denial dropped, or a range word (近, 超) changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checking.names import foreign_names
from qa.checking.source import Source, relative_days
from qa.chinese.numerals import Quantity, fold_width, quantities
from qa.chinese.proper_names import LATIN
from qa.chinese.tokens import bigrams
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MIN_SUPPORT", "repeats", "support", "unsupported"]

MIN_SUPPORT = 0.2
"""Share of a sentence's bigrams, in [0, 1], under which no source sentence is its support."""

_REPEATED = 0.7
_QUOTED = re.compile(
    r"《([^《》]+)》|“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|【([^【】]+)】|\"([^\"]+)\""
)


def unsupported(text: str, source: Source) -> list[str]:
    """Return the parts of ``text`` that ``source`` does not support, in order, each once.

    Numbers match as whole numbers with their unit (``19`` does not stand in ``2019``, ``5个月``
    not in ``5月``); a number without a unit matches any. A date matches one that says as much
    or more (``4月3日`` stands in ``2022年4月3日``). Quoted titles, a series' name in 【】 and Latin
    words must stand literally (width, case of letters, and quotation marks aside).
    """
    folded = fold_width(text)
    found = [
        *_foreign_quantities(folded, source),
        *_foreign_literals(folded, source),
        *foreign_names(folded, source),
    ]
    ordered = sorted(found, key=lambda span: (span.start, span.end))
    return list(dict.fromkeys(text[span.start : span.end] for span in ordered))


def support(
    sentence: str, source: Source, spans: Sequence[Span], *, least: float = MIN_SUPPORT
) -> Span | None:
    """Return the span of ``source`` that supports ``sentence`` best, None if none does.

    The support of a span x is ``|B(sentence) ∩ B(x)| / |B(sentence)|`` in [0, 1], B being the
    set of :func:`qa.chinese.tokens.bigrams`; equal supports go to the shorter span, then to the
    earlier. Under ``least`` there is no support.
    """
    wanted = set(bigrams(sentence))
    if not wanted or not spans:
        return None

    def score(span: Span) -> float:
        return len(wanted & source.bigrams_of(span)) / len(wanted)

    best = max(spans, key=lambda span: (score(span), span.start - span.end, -span.start))
    return best if score(best) >= least else None


def repeats(text: Source, other: Source) -> bool:
    """Return whether ``other`` says it already: most of its words and all its numbers and names."""
    shared = text.bigrams & other.bigrams
    enough = len(shared) >= _REPEATED * len(text.bigrams)
    return enough and not unsupported(text.text, other)


def _foreign_quantities(text: str, source: Source) -> Iterator[Span]:
    for item in quantities(text):
        if not any(_covers(other, item) for other in source.quantities):
            yield item.span
    for span, word in relative_days(text):
        if word not in source.relative_days:
            yield span


def _covers(source: Quantity, item: Quantity) -> bool:
    if item.date is not None:
        return source.date is not None and all(
            mine is None or mine == theirs
            for mine, theirs in zip(item.date, source.date, strict=True)
        )
    return item.value == source.value and item.unit in ("", source.unit)


def _foreign_literals(text: str, source: Source) -> Iterator[Span]:
    for match in _QUOTED.finditer(text):
        if Source(match[match.lastindex or 0]).plain not in source.plain:
            yield Span(start=match.start(), end=match.end())
    for match in LATIN.finditer(text):
        word = rf"(?<![A-Za-z0-9]){re.escape(match[0])}(?![A-Za-z])"
        if not re.search(word, source.folded, re.IGNORECASE):
            yield Span(start=match.start(), end=match.end())
