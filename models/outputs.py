"""What a generator returns: texts, best first, each with the scores it was judged by."""

from __future__ import annotations

from dataclasses import dataclass, fields

__all__ = ["LENGTH_WEIGHT", "SPAN_WEIGHT", "Features", "Generation", "GeneratorOutput"]

SPAN_WEIGHT = 4.0  # of the span head beside the decoder: chosen on questions set aside
# Taken off for each character: CMRC 2018's answers to train on are long and teach to answer
# 所在地云河市 for 云河市. Chosen on set-aside questions of the sources whose answers are short.
LENGTH_WEIGHT = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The scores of an answer that its calibrated probabilities are computed from.

    All but ``agreement`` are natural log-probabilities, at most 0. The decoder's: ``total`` of
    the answer's tokens and the end token, ``text`` their mean, ``refusal`` the total of
    :data:`models.prompts.REFUSAL`. The span head's: ``span`` of begin and end together,
    :data:`models.span_scores.FLOOR` of a text without a place; ``null`` of no answer.
    ``agreement`` in (0, 1]: the share of the window's answers, by probability, that say nearly
    the same.
    """

    total: float
    text: float
    refusal: float
    span: float
    null: float
    agreement: float

    def named(self) -> dict[str, float]:
        """Return the features by name, as a calibration reads them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One text. ``log_probability``: mean over its tokens, at most 0, the end token included.

    A verbatim answer has ``context[start:end] == text``. ``confidence`` in [0, 1] is calibrated
    for answers; for summaries it is the exponential of ``log_probability``. ``answerable`` in
    [0, 1]: that the context answers the question. A summary has no ``features``.
    """

    text: str
    log_probability: float
    confidence: float
    answerable: float = 1.0
    start: int | None = None
    end: int | None = None
    features: Features | None = None

    @property
    def score(self) -> float:
        """What texts of one input are ranked by; higher is better.

        For an answer the log-probabilities of decoder and span head together, less something for
        its length; for a summary its ``log_probability``.
        """
        if self.features is None:
            return self.log_probability
        return answer_score(self.text, total=self.features.total, span=self.features.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorOutput:
    """The texts made of one input, best first, and whether part of it was not read."""

    generations: tuple[Generation, ...]
    truncated: bool = False


def answer_score(text: str, *, total: float, span: float) -> float:
    """Return what an answer is ranked by, from two of its :class:`Features`."""
    return total + SPAN_WEIGHT * span - LENGTH_WEIGHT * len(text)
