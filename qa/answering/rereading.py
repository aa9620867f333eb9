"""What is close read again: a reading's best answers, each with only the sentences around it.

In a whole chunk the reader has much to look at, and which of two answers is better often hangs on
little. Where the best are close in worth (:mod:`qa.answering.choosing`), the generator says once
more how likely each is, with its own sentence and two on either side; that is added to its worth.
It says so of the answers as they are cut, which the first reading knew nothing of. The best keeps
the confidence that the best had: which answer it is changes, not how sure it is.

The numbers were chosen on the first halves of four sets of questions: where few answers are close
enough to be read again, more are won than lost on three of them, and as many lost as won on one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.reading import preface_of
from qa.chinese.asking import Wanted, wanted
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.interfaces import rate_spans
from qa.records import Field, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.answering.candidates import Candidate
    from qa.interfaces import Generator
    from qa.records import Article

__all__ = ["Again", "reread"]

_CLOSE = 0.7  # of worth: how much less than the best one another may have to be close to it
_BESIDE = 2  # sentences on either side of an answer's own
_WEIGHT = 0.3  # of a log-probability, in worth
_LEAST = -28.0  # what is less likely is all one


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """Answers of one reading of an article's text, best first; the question is simplified."""

    question: str
    article: Article
    candidates: Sequence[Candidate]

    @property
    def close(self) -> Sequence[Candidate]:
        """Those whose worth is close to the best one's, if more than it; none of yes or no."""
        best = self.candidates[0].worth if self.candidates else 0.0
        close = [one for one in self.candidates if one.worth > best - _CLOSE]
        return close if len(close) > 1 and wanted(self.question) is not Wanted.YES_NO else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """Sentences that are read again for ``row``; where in ``text`` which close answers stand."""

    row: int
    text: str
    spans: Mapping[int, Span]


def reread(several: Sequence[Again], *, generator: Generator) -> list[list[Candidate]]:
    """Return the candidates of each, those that are close in the order of both readings.

    One call of the generator reads all; of one that cannot tell they come back as they are.
    """
    contexts = [context for row, one in enumerate(several) for context in _contexts(row, one)]
    if not contexts:
        return [list(one.candidates) for one in several]
    rates = rate_spans(
        generator,
        [several[one.row].question for one in contexts],
        [one.text for one in contexts],
        [[(x.start, x.end) for x in one.spans.values()] for one in contexts],
        prefaces=[preface_of(several[one.row].article, Field.TEXT) for one in contexts],
    )
    if not any(rates):
        return [list(one.candidates) for one in several]
    likely: dict[tuple[int, int], float] = {}
    for context, own in zip(contexts, rates, strict=True):
        for place, rate in zip(context.spans, own, strict=True):
            likely[context.row, place] = max(likely.get((context.row, place), _LEAST), rate)
    return [
        _ordered(
            one.candidates,
            [x.worth + _WEIGHT * likely[row, place] for place, x in enumerate(one.close)],
        )
        for row, one in enumerate(several)
    ]


def _contexts(row: int, again: Again) -> Iterator[_Context]:
    """Yield what is read of each close answer that no earlier context has."""
    close, text = again.close, again.article.text
    told = sentences(text) if close else []
    read: list[Span] = []
    for candidate in close:
        if any(_has(span, candidate.span) for span in read):
            continue
        span = _around(told, candidate.span)
        read.append(span)
        copy = folded(text[span.start : span.end])
        spans = {
            place: copy.seen_of(
                Span(start=one.span.start - span.start, end=one.span.end - span.start)
            )
            for place, one in enumerate(close)
            if _has(span, one.span)
        }
        yield _Context(row=row, text=copy.text, spans=spans)


def _around(told: Sequence[Span], span: Span) -> Span:
    """Return the sentences in which a span stands, with those beside them."""
    met = [place for place, one in enumerate(told) if one.meets(span)]
    first, last = max(met[0] - _BESIDE, 0), min(met[-1] + _BESIDE, len(told) - 1)
    return Span(start=min(told[first].start, span.start), end=max(told[last].end, span.end))


def _has(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end


def _ordered(candidates: Sequence[Candidate], worth: Sequence[float]) -> list[Candidate]:
    """Return candidates with the first in the order of ``worth``, each as sure as its place was."""
    order = sorted(range(len(worth)), key=lambda place: -worth[place])
    made = [candidates[place] for place in order] + list(candidates[len(worth) :])
    return [
        replace(one, confidence=was.confidence, answerable=was.answerable)
        for one, was in zip(made, candidates, strict=True)
    ]
