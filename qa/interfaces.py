"""What this package needs of a model: two Protocols, declared here by their consumer.

:mod:`models` has the implementations; anything with these methods will do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Embedder",
    "Generation",
    "Generator",
    "GeneratorOutput",
    "Reranker",
    "Rule",
    "Selector",
    "is_calibrated",
    "selector_of",
    "sureness_of",
]


class Embedder(Protocol):
    """Text to vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text are embedded; what is longer is cut."""

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What made the vectors: name, revision, dimension, prompts; equal: interchangeable."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in tokens, special tokens and prompt included."""

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1."""


class Generation(Protocol):
    """One text a generator wrote."""

    @property
    def text(self) -> str:
        """The text, without special tokens."""

    @property
    def log_probability(self) -> float:
        """Mean natural log-probability of a token, at most 0."""

    @property
    def start(self) -> int | None:
        """With ``end``: ``context[start:end] == text`` of a verbatim answer; None of a free one."""

    @property
    def end(self) -> int | None:
        """See ``start``."""

    @property
    def confidence(self) -> float:
        """Calibrated probability in [0, 1] that an answer is right and stands in its context.

        For a summary: the exponential of ``log_probability``.
        """

    @property
    def answerable(self) -> float:
        """Calibrated probability in [0, 1] that the context answers the question at all."""


class GeneratorOutput(Protocol):
    """What a generator made of one input."""

    @property
    def generations(self) -> Sequence[Generation]:
        """Different texts, best first; empty only for an empty input."""

    @property
    def truncated(self) -> bool:
        """Whether part of the input was not read."""


class Rule(Protocol):
    """Numbers to a probability."""

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability in [0, 1] for numbers by name."""


class Selector(Protocol):
    """A question and sentences to probabilities, read together."""

    def probabilities(
        self, question: str, passages: Sequence[tuple[str, Sequence[str]]]
    ) -> Sequence[Sequence[float]]:
        """Return how probably each sentence of each passage answers the question, in [0, 1].

        A passage is the title of an article and sentences of it, in their order.
        """

    def chance(self, seen: Mapping[str, float]) -> float:
        """Return how probably the likeliest of several sentences answers, in [0, 1].

        By what is seen of it: ``selected``, its probability; ``answerable``, how probable the
        reader says it is that the texts answer the question; ``elsewhere``, how probable the
        likeliest sentence of another article is, 0 where none was read. And 1 or 0 for ``alone``:
        there was no other article to find; ``agreed``: the answer that the reader held back stands
        in that sentence; ``yes_no``: the question asks for yes or no.
        """

    @property
    def weighs(self) -> bool:
        """Whether it can tell :meth:`relevances`, which is fitted by itself."""

    def relevances(
        self, question: str, sentences: Sequence[tuple[str, str]], scores: Sequence[float]
    ) -> Sequence[float]:
        """Return how likely each sentence answers to the question of a digest, in [0, 1].

        Each is given with its article's title, and read by itself. ``scores`` say the same by what
        is seen of each without reading it, and are weighed too.
        """


class Generator(Protocol):
    """Text to text.

    It may have a ``sureness`` too, a :class:`Rule` fitted on whole answers: how probable one is
    right by what is seen of it once all was read (:class:`qa.answering.sureness.Evidence`); and a
    ``selector``, a :class:`Selector` of sentences for what it finds no answer to, and for digests.
    """

    @property
    def name(self) -> str:
        """Folder or hub id the model was loaded from."""

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What makes the texts: name, weights, calibration; equal means the same answers."""

    @property
    def max_tokens(self) -> int:
        """How many tokens of an input are read; what is longer is cut: see ``truncated``."""

    @property
    def threshold(self) -> float:
        """``answerable`` in [0, 1] under which a question is refused; stored with the model."""

    @property
    def calibrated(self) -> bool:
        """Whether ``confidence`` and ``answerable`` were fitted on questions, or are a guess."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in tokens, special tokens included."""

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[GeneratorOutput]:
        """Answer each question from its context.

        A preface (title and date) is read in front of the context but never quoted. With
        ``verbatim`` every text written is a span of the context, at character level.
        """

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[GeneratorOutput]:
        """Write a text of ``kind`` (``headline`` or ``brief``) for each text.

        With ``verbatim`` each text written runs forward in one sentence of its input, at character
        level: words may be skipped, none is moved or added.
        """

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        """Return how likely each of a text's candidates is as its ``headline`` or ``brief``.

        That is the mean natural log-probability of a token, at most 0, in the order of
        ``candidates[i]``, which are those of ``texts[i]``; a text without any gets an empty list,
        and so does every text of a model that cannot tell.
        """


class Reranker(Protocol):
    """A question and texts to scores, each pair read together."""

    @property
    def name(self) -> str:
        """Folder or hub id the model was loaded from."""

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What makes the scores: name, weights."""

    def score(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return a finite number a text: how well it answers, higher is better."""


def is_calibrated(generator: Generator) -> bool:
    """Return what a generator says of itself; one that says nothing is not calibrated."""
    return bool(getattr(generator, "calibrated", False))


def sureness_of(generator: Generator) -> Rule | None:
    """Return the rule of a generator for how sure an answer is; None without one."""
    rule: Rule | None = getattr(generator, "sureness", None)
    return rule


def selector_of(generator: Generator) -> Selector | None:
    """Return what chooses sentences beside a generator; None without one."""
    selector: Selector | None = getattr(generator, "selector", None)
    return selector
