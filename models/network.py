"""What an encoder with a decoder does, whoever computes it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from models.beams import Beam, Limits
from models.constraints import Spans
from models.span_scores import SpanScores
from models.windows import Window

__all__ = ["Encoded", "LogProbability", "Network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProbability:
    """Of a text, its end token included: the sum over its tokens and their mean, at most 0."""

    total: float
    mean: float

    @classmethod
    def of(cls, known: Sequence[float]) -> LogProbability:
        """Return that of a text by those of its tokens."""
        total = math.fsum(known)
        return cls(total=total, mean=total / len(known))


class Encoded(Protocol):
    """Windows that an encoder has read."""

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows, in order."""


class Network(Protocol):
    """Encoder and decoder. ``Any`` below is what its own :meth:`encode` returns."""

    @property
    def max_tokens(self) -> int:
        """How many tokens the encoder reads."""

    @property
    def has_span_head(self) -> bool:
        """Whether :meth:`span_scores` can be asked."""

    def encode(self, windows: Sequence[Window]) -> Any:
        """Read windows."""

    def span_scores(self, encoded: Any) -> list[SpanScores]:
        """Return for each window where its span head lets an answer begin and end."""

    def log_probabilities(
        self, encoded: Any, window: int, texts: Sequence[str]
    ) -> list[LogProbability]:
        """Return the decoder's log-probability of each text, as what it writes of a window."""

    def search(
        self, encoded: Any, beams: int, limits: Limits, sources: Sequence[Spans] | None
    ) -> list[list[Beam]]:
        """Return for each window the ``beams`` best texts that its source allows, best first."""
