"""Where the span head of models.copy_bart lets an answer begin and end, by character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.windows import Window

__all__ = ["FLOOR", "SpanScores"]

FLOOR = -20.0  # what a text counts that has no place, as a span that the head all but rules out
INSIDE = -2.0  # added where a character is not at its token's edge
_LEAST = -50.0  # for begin or end: lower than what the head gives where it finds no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScores:
    """The span head's log-probabilities for one window, by character.

    ``begins[i]`` is for an answer that begins with character i, ``finishes[i]`` for one that ends
    before it. ``null`` is for no answer at all. Where that is nearly sure every span is unlikely,
    and still one of them is the best.
    """

    window: Window
    begins: Sequence[float]
    finishes: Sequence[float]
    null: float

    @classmethod
    def blank(cls, window: Window) -> SpanScores:
        """Return the scores of a model that has no span head: zeros."""
        zeros = [0.0] * (len(window.text) + 1)
        return cls(window=window, begins=zeros, finishes=zeros, null=0.0)

    @classmethod
    def of(cls, window: Window, logits: Sequence[Sequence[float]]) -> SpanScores:
        """Spread tokens' scores over characters; inside a token they are lower than at its edge."""
        begins = [_LEAST] * (len(window.text) + 1)
        finishes = list(begins)
        for token, (start, end) in enumerate(window.offsets, start=window.first):
            for character in range(start, end):
                inside = 0.0 if character == start else INSIDE
                begins[character] = max(logits[token][0] + inside, _LEAST)
            for character in range(start + 1, end + 1):
                inside = 0.0 if character == end else INSIDE
                finishes[character] = max(logits[token][1] + inside, _LEAST)
        null = logits[0][0] + logits[0][1]
        return cls(window=window, begins=begins, finishes=finishes, null=null)

    def span_score(self, start: int, end: int) -> float:
        """Return the span head's log-probability of ``[start, end)``."""
        return self.begins[start] + self.finishes[end]

    def likeliest(self, spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the span with the best score; of equals the first; None of none."""
        return max(sorted(spans), key=lambda span: self.span_score(*span), default=None)

    def best(self, count: int, *, longest: int) -> list[tuple[int, int]]:
        """Return the ``count`` best spans, best first: 1 to ``longest`` characters, no outer space.

        A span's begin is among the ``count`` best begins and its end among those that go with it.
        """
        space = np.array([character.isspace() for character in self.window.text], dtype=bool)
        begins = np.where(space, -np.inf, self.begins[:-1])
        finishes = np.where(space, -np.inf, self.finishes[1:])
        found = []
        for start in np.argsort(-begins, kind="stable")[:count].tolist():
            scores = begins[start] + finishes[start : start + longest]
            lengths = np.argsort(-scores, kind="stable")[:count].tolist()
            found += [(-scores[length], start, start + length + 1) for length in lengths]
        best = sorted(found)[:count]
        return [(start, end) for score, start, end in best if score < np.inf]
