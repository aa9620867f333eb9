"""The answers found in one window: how probable each is beside the others, and the best of all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.calibration import Calibration
from models.decoding import Hypothesis
from models.network import LogProbability
from models.outputs import SPAN_WEIGHT, Features, Generation, answer_score
from models.prompts import REFUSAL
from models.span_scores import FLOOR, SpanScores

__all__ = ["Candidate", "agreements", "best", "by_decoder", "generations"]

SAME = 0.8  # overlap of two answers' characters, as F1, from which they say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An answer found in a window, as it was found. ``span`` is its place in the window's text.

    ``refusal`` is the decoder's log-probability of refusing this window's question.
    """

    scores: SpanScores
    text: str
    span: tuple[int, int] | None
    log_probability: LogProbability
    refusal: LogProbability

    @classmethod
    def of(cls, found: Hypothesis, *, scores: SpanScores, refusal: LogProbability) -> Candidate:
        """Return what a search found, at its likeliest place and with the window's characters."""
        span = scores.likeliest(found.spans)
        return cls(
            scores=scores,
            text=scores.window.text[slice(*span)] if span else found.text,
            span=span,
            log_probability=found.log_probability,
            refusal=refusal,
        )

    @property
    def span_score(self) -> float:
        """The span head's log-probability of the span; the lowest there is without one."""
        return self.scores.span_score(*self.span) if self.span else FLOOR

    @property
    def score(self) -> float:
        """What candidates are ranked by: see :attr:`models.outputs.Generation.score`."""
        return answer_score(self.text, total=self.log_probability.total, span=self.span_score)

    def generation(self, agreement: float, calibration: Calibration) -> Generation:
        """Return the answer with its probabilities and, if it has a place, its context's text."""
        features = Features(
            total=self.log_probability.total,
            text=self.log_probability.mean,
            refusal=self.refusal.total,
            span=self.span_score,
            null=self.scores.null,
            agreement=agreement,
        )
        shift = self.scores.window.start
        return Generation(
            text=self.text,
            log_probability=features.text,
            confidence=calibration.right.probability(features.named()),
            answerable=calibration.answerable.probability(features.named()),
            start=self.span[0] + shift if self.span else None,
            end=self.span[1] + shift if self.span else None,
            features=features,
        )


def generations(candidates: Sequence[Candidate], calibration: Calibration) -> list[Generation]:
    """Return a window's candidates with the probabilities they have beside one another."""
    shares = agreements([(one.text, one.score) for one in candidates])
    return [
        one.generation(share, calibration) for one, share in zip(candidates, shares, strict=True)
    ]


def agreements(answers: Sequence[tuple[str, float]]) -> list[float]:
    """Return how much of the probability of a window's answers nearly says the same as each.

    Of texts and their scores; in (0, 1], each itself included. The probability is made of the
    scores, brought to the scale of the span head's log-probabilities.
    """
    highest = max((score for _, score in answers), default=0.0)
    shares = [math.exp((score - highest) / SPAN_WEIGHT) for _, score in answers]
    pairs, total = list(zip(answers, shares, strict=True)), sum(shares)
    return [
        sum(share for (other, _), share in pairs if _nearly_equal(one, other)) / total
        for one, _ in answers
    ]


def best(
    answers: Sequence[Generation], count: int, *, rank: Callable[[Generation], float]
) -> tuple[Generation, ...]:
    """Return at most ``count`` answers with different texts, those of the highest rank first."""
    found: dict[str, Generation] = {}
    for answer in sorted(answers, key=rank, reverse=True):
        found.setdefault(answer.text, answer)
    return tuple(list(found.values())[:count])


def by_decoder(answer: Generation) -> float:
    """Rank by the decoder alone; the refusal it may write is not an answer and comes last."""
    if answer.features is None or answer.text == REFUSAL:
        return -math.inf
    return answer.features.total


def _nearly_equal(one: str, other: str) -> bool:
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared >= SAME * (len(one) + len(other))
