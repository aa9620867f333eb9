"""Reading a batch of windows for the answers that stand in them."""

from __future__ import annotations

from collections.abc import Sequence

from models.batches import EncodedBatch
from models.calibration import Calibration
from models.candidates import Candidate, generations
from models.decoding import BeamSearch
from models.outputs import Generation
from models.prompts import REFUSAL
from models.scoring import Scorer
from models.span_scores import SpanScores

__all__ = ["Reader"]

ANSWER_CHARACTERS = 60
SHORTLIST = 4  # spans of a window that the decoder scores; more do no better


class Reader:
    """Finds answers: with the span head, or by beam search."""

    def __init__(self, scorer: Scorer, search: BeamSearch, calibration: Calibration) -> None:
        self._scorer, self._search, self._calibration = scorer, search, calibration

    def read(
        self, batch: EncodedBatch, *, candidates: int, verbatim: bool, span_head: bool
    ) -> list[list[Generation]]:
        """Return each window's answers, at most ``candidates``.

        ``span_head`` is only for a model that has one. Verbatim answers are then looked for by
        it, best first; all others by beam search.
        """
        if not span_head:
            blank = [SpanScores.blank(window) for window in batch.windows]
            return self._searched(batch, blank, candidates, verbatim)
        scores = self._scorer.span_scores(batch)
        if not verbatim:
            return self._searched(batch, scores, candidates, verbatim)
        return self._shortlisted(batch, scores, candidates)

    def _shortlisted(
        self, batch: EncodedBatch, scores: Sequence[SpanScores], count: int
    ) -> list[list[Generation]]:
        """Find spans with the span head and score them with the decoder, all in one pass."""
        spans = [
            (row, span)
            for row, own in enumerate(scores)
            for span in own.best(max(count, SHORTLIST), longest=ANSWER_CHARACTERS)
        ]
        texts = [batch.windows[row].text[slice(*span)] for row, span in spans]
        rows = [*(row for row, _ in spans), *range(len(scores))]
        known = self._scorer.log_probabilities(batch, rows, [*texts, *[REFUSAL] * len(scores)])
        refusals = known[len(spans) :]
        found: list[list[Candidate]] = [[] for _ in scores]
        for (row, span), text, log_probability in zip(spans, texts, known, strict=False):
            found[row].append(
                Candidate(
                    scores=scores[row],
                    text=text,
                    span=span,
                    log_probability=log_probability,
                    refusal=refusals[row],
                )
            )
        answers = [generations(several, self._calibration) for several in found]
        return [sorted(several, key=lambda one: -one.score)[:count] for several in answers]

    def _searched(
        self, batch: EncodedBatch, scores: Sequence[SpanScores], count: int, verbatim: bool
    ) -> list[list[Generation]]:
        """Search answers with beams, and score them with the span head where it was used."""
        windows = range(len(scores))
        refusals = self._scorer.log_probabilities(batch, windows, [REFUSAL] * len(scores))
        found = self._search.answers(batch, beams=count, verbatim=verbatim)
        return [
            generations(
                [Candidate.of(one, scores=own, refusal=refusal) for one in several],
                self._calibration,
            )
            for several, own, refusal in zip(found, scores, refusals, strict=True)
        ]
