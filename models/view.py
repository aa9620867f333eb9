"""A window as the span head sees it: where an answer may begin and end, character by character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.constraints import Spans
from models.windows import Window

__all__ = ["FLOOR", "View"]

FLOOR = -20.0  # log-probability of a span the span head rules out, for begin and end together
INSIDE = -2.0  # added where a character is not at its token's edge


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A window as the span head sees it: log-probabilities by character, floored."""

    window: Window
    spans: Spans
    begins: list[float]
    finishes: list[float]
    null: float
    refusal: float

    @classmethod
    def blank(cls, window: Window, spans: Spans) -> View:
        """Return the view of a model that has no span head."""
        zeros = [0.0] * (len(window.text) + 1)
        return cls(window=window, spans=spans, begins=zeros, finishes=zeros, null=0.0, refusal=0.0)

    @classmethod
    def of(
        cls, window: Window, spans: Spans, logits: Sequence[Sequence[float]], refusal: float
    ) -> View:
        """Spread tokens' scores over characters; inside a token they are lower than at its edge."""
        begins = [FLOOR / 2] * (len(window.text) + 1)
        finishes = list(begins)
        for token, (start, end) in enumerate(window.offsets, start=window.first):
            for character in range(start, end):
                inside = 0.0 if character == start else INSIDE
                begins[character] = max(logits[token][0] + inside, FLOOR / 2)
            for character in range(start + 1, end + 1):
                inside = 0.0 if character == end else INSIDE
                finishes[character] = max(logits[token][1] + inside, FLOOR / 2)
        null = logits[0][0] + logits[0][1]
        return cls(
            window=window, spans=spans, begins=begins, finishes=finishes, null=null, refusal=refusal
        )

    def span_score(self, start: int, end: int) -> float:
        """Return the span head's log-probability of ``[start, end)``, floored."""
        return self.begins[start] + self.finishes[end]
