"""Answers and summaries written token by token, if asked only from their source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from models.beams import Beam, Limits
from models.constraints import Forward, Spans, Vocabulary, fold
from models.network import Encoded, LogProbability, Network
from models.outputs import Generation
from models.tokenizer import FixedTokenizer

__all__ = ["BeamSearch", "Hypothesis"]

IMPOSSIBLE = -1e6  # a search's score for what no constraint allows
# Without ``early``, else an answer loses to its own beginnings: they end first.
ANSWER = Limits(most=48)
FREE = {
    "headline": Limits(least=5, most=48, no_repeat=5, length_penalty=1.0, early=True),
    "brief": Limits(least=20, most=128, no_repeat=5, length_penalty=1.0, early=True),
}
VERBATIM = {
    "headline": Limits(most=48, length_penalty=1.0, early=True),
    "brief": Limits(most=128, length_penalty=1.0, early=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """An answer that a search found. ``spans``: where in its window's text it stands, if it does.

    ``log_probability`` is the decoder's.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    log_probability: LogProbability


class BeamSearch:
    """Writes with any network.

    ``beams`` is how many texts are searched for each window. With ``verbatim`` only its characters.
    """

    def __init__(self, network: Network, tokenizer: FixedTokenizer) -> None:
        self._network, self._tokenizer = network, tokenizer
        self._marks = {tokenizer.special.get(name) for name in ("eos", "pad")}

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._tokenizer)

    def answers(self, batch: Encoded, *, beams: int, verbatim: bool) -> list[list[Hypothesis]]:
        """Return each window's answers, best first, at most ``beams``; verbatim ones are spans."""
        sources = [Spans(window.text, self._vocabulary) for window in batch.windows]
        found = self._network.search(batch, beams, ANSWER, sources if verbatim else None)
        return [
            [
                self._hypothesis(tokens, min(beam.score, 0.0), source, verbatim)
                for beam in several
                if (tokens := self._own(beam)) and beam.score > IMPOSSIBLE
            ]
            for source, several in zip(sources, found, strict=True)
        ]

    def summaries(
        self, batch: Encoded, *, kind: str, beams: int, verbatim: bool
    ) -> list[tuple[Generation, ...]]:
        """Return different texts of a kind for each window, best first, at most ``beams``.

        Verbatim ones run forward in one sentence of the window's text.
        """
        if not verbatim:
            found = self._network.search(batch, beams, FREE[kind], None)
            return [
                _summaries([(self._tokenizer.decode(self._own(x)), x.score) for x in several])
                for several in found
            ]
        sources = [Forward(window.text, self._vocabulary) for window in batch.windows]
        found = self._network.search(batch, beams, VERBATIM[kind], sources)
        return [
            _summaries([(_written(source, self._own(x)), x.score) for x in several])
            for source, several in zip(sources, found, strict=True)
        ]

    def _own(self, beam: Beam) -> tuple[int, ...]:
        """Return a text's tokens without those that end it and fill it up."""
        return tuple(token for token in beam.tokens if token not in self._marks)

    def _hypothesis(
        self, tokens: tuple[int, ...], total: float, source: Spans, verbatim: bool
    ) -> Hypothesis:
        text = self._tokenizer.decode(tokens)
        return Hypothesis(
            text=text,
            spans=source.spans(tokens) if verbatim else _first_span(text, source.folded),
            log_probability=LogProbability(total=total, mean=total / (len(tokens) + 1)),
        )


def _first_span(text: str, source: str) -> tuple[tuple[int, int], ...]:
    """Return where ``text`` stands in ``source`` the first time, if it does."""
    start = source.find(fold(text))
    return ((start, start + len(text)),) if start >= 0 else ()


def _written(source: Forward, tokens: tuple[int, ...]) -> str:
    """Return the source's characters; nothing if the search was cut off inside a word."""
    return source.written(tokens) if source.may_stop(tokens) else ""


def _summaries(written: Sequence[tuple[str, float]]) -> tuple[Generation, ...]:
    """Return each text once, in order, without those that a constraint ruled out or left empty."""
    found: dict[str, Generation] = {}
    for text, score in written:
        if score > IMPOSSIBLE and text.strip():
            found.setdefault(text.strip(), _summary(text, score))
    return tuple(found.values())


def _summary(text: str, score: float) -> Generation:
    return Generation(
        text=text.strip(), log_probability=min(score, 0.0), confidence=min(1.0, math.exp(score))
    )
