"""The article's own words as its summary: what is shown where no written text can be trusted.

News says the main thing first: a headline is the most central run of clauses of the first
sentence, a brief the first sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

from qa.chinese.datelines import past_lead_in
from qa.chinese.quotes import unbalanced, whole
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from qa.checking.source import Source

__all__ = ["centrality", "headline_span", "lead_spans"]

_SHORTEST, _LONGEST = 8, 30
_MOST = 4
_CLAUSE = re.compile(r"[^，,；;：:。！？!?\n]+")


def headline_span(source: Source, *, longest: int = _LONGEST) -> Span:
    """Return the 8 to ``longest`` characters of the first sentence that say most of the text.

    A run of whole clauses; of those that fit, the most central one (:func:`centrality`). Where none
    fits, the shortest clause.
    The text holds at least one character that is not white space.
    """
    first = source.sentences[0]
    central = centrality(source)
    runs = list(_runs(source.text, first)) or [first]
    fitting = [run for run in runs if _SHORTEST <= run.end - run.start <= longest]
    best = max(fitting, key=lambda run: central(source.bigrams_of(run)), default=None)
    best = best or min(runs, key=lambda run: run.end - run.start)
    line = whole(source.text, best)
    return line if line.start < line.end else best


def centrality(source: Source) -> Callable[[AbstractSet[str]], float]:
    """Return what tells how central a set of bigrams is among the sentences of a text.

    The sum of the further sentences that each stands in over the root of their number: 0 or more.
    """
    counts = Counter(gram for x in source.sentences for gram in source.bigrams_of(x))

    def central(grams: AbstractSet[str]) -> float:
        further = sum(counts[gram] - 1 for gram in grams if gram in counts)
        return further / sqrt(max(len(grams), 1))

    return central


def lead_spans(source: Source, *, longest: int | None = None) -> list[Span]:
    """Return the first two sentences of a text, or one, if two are over ``longest`` characters.

    Up to two more are taken in where a quotation would be left open; if it is open then too, the
    first sentences without an open quotation are.
    """
    spans = list(source.sentences)
    count = 1 if longest and len(spans) > 1 and spans[1].end - spans[0].start > longest else 2
    for more in range(count, _MOST + 1):
        if not unbalanced("".join(map(source.slice, spans[:more]))):
            return spans[:more]
    closed = [span for span in spans if not unbalanced(source.slice(span))]
    return (closed or spans)[:count]


def _runs(text: str, sentence: Span) -> Iterator[Span]:
    told = past_lead_in(text, sentence)
    clauses = [match.span() for match in _CLAUSE.finditer(text, told.start, told.end)]
    for i, (first, _) in enumerate(clauses):
        for j, (_, last) in enumerate(clauses[i:]):
            if j and last - first > _LONGEST:
                break
            yield Span(start=first, end=last)
