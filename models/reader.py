"""Reading a batch of windows for the answers that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from models.calibration import Calibration
from models.candidates import Candidate, generations
from models.decoding import BeamSearch
from models.network import Encoded, Network
from models.outputs import Generation
from models.prompts import REFUSAL
from models.span_scores import SpanScores

__all__ = ["Reader"]

ANSWER_CHARACTERS = 60
SHORTLIST = 4  # spans of a window that the decoder scores; more do no better


class Reader:
    """Finds answers: with the span head, or by beam search."""

    def __init__(self, network: Network, search: BeamSearch, calibration: Calibration) -> None:
        self._network, self._search, self._calibration = network, search, calibration

    def read(
        self, batch: Encoded, *, candidates: int, verbatim: bool, span_head: bool
    ) -> list[list[Generation]]:
        """Return each window's answers, at most ``candidates``.

        ``span_head`` is only for a model that has one. Verbatim answers are then looked for by
        it, best first; all others by beam search.
        """
        if not span_head:
            blank = [SpanScores.blank(window) for window in batch.windows]
            return self._searched(batch, blank, candidates, verbatim)
        scores = self._network.span_scores(batch)
        if not verbatim:
            return self._searched(batch, scores, candidates, verbatim)
        return [self._shortlisted(batch, row, own, candidates) for row, own in enumerate(scores)]

    def _shortlisted(
        self, batch: Encoded, window: int, scores: SpanScores, count: int
    ) -> list[Generation]:
        """Find spans of a window with the span head and score them with the decoder."""
        spans = scores.best(max(count, SHORTLIST), longest=ANSWER_CHARACTERS)
        texts = [scores.window.text[slice(*span)] for span in spans]
        *known, refusal = self._network.log_probabilities(batch, window, [*texts, REFUSAL])
        found = [
            Candidate(scores=scores, text=text, span=span, log_probability=own, refusal=refusal)
            for span, text, own in zip(spans, texts, known, strict=True)
        ]
        answers = generations(found, self._calibration)
        return sorted(answers, key=lambda one: -one.score)[:count]

    def _searched(
        self, batch: Encoded, scores: Sequence[SpanScores], count: int, verbatim: bool
    ) -> list[list[Generation]]:
        """Search answers with beams, and score them with the span head where it was used."""
        refusals = [
            self._network.log_probabilities(batch, window, [REFUSAL])[0]
            for window in range(len(scores))
        ]
        found = self._search.answers(batch, beams=count, verbatim=verbatim)
        return [
            generations(
                [Candidate.of(one, scores=own, refusal=refusal) for one in several],
                self._calibration,
            )
            for several, own, refusal in zip(found, scores, refusals, strict=True)
        ]
