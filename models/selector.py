"""A selector: how probably a sentence answers a question, the two read together.

It is a plain BERT of sentence-transformers (:mod:`models.bert`) with two small layers behind the
mean of its tokens, in the folder ``selector`` of a generator. ``python -m models.training select``
makes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.bert import Bert
from models.precision import inference_precision
from models.weights import Weights

__all__ = ["FOLDER", "SentenceSelector", "shown"]

FOLDER = "selector"
TITLE, BEFORE, SENTENCE = 40, 60, 240
"""Characters that are read of a title, of what stands before a sentence, and of the sentence."""


def shown(question: str, title: str, before: str, sentence: str) -> str:
    """Return what is read of a question and a sentence, with its title and what is before it."""
    parts = [question, title[:TITLE], before[-BEFORE:], sentence.strip()[:SENTENCE]]
    return "</s>".join(part.strip() for part in parts)


class SentenceSelector:
    """Reads a question with one sentence after another. Safe to use from several threads."""

    def __init__(self, reader: Bert, head: Weights) -> None:
        """Take a reader and the two layers behind it: ``selector.widen``, ``selector.narrow``."""
        self._reader = reader
        self._widen, self._narrow = (
            (
                head[f"selector.{layer}.weight"].astype(np.float32).T,
                head[f"selector.{layer}.bias"].astype(np.float32),
            )
            for layer in ("widen", "narrow")
        )

    @classmethod
    def load(cls, folder: Path, *, once: bool = False) -> SentenceSelector | None:
        """Load the selector in a generator's folder; None where it has none.

        ``once``, for a process that asks a question or two: nothing is compiled.
        """
        own = folder / FOLDER
        if not own.is_dir():
            return None
        reader = Bert.load(own, precision=inference_precision(), once=once)
        return cls(reader, Weights(own)) if reader else None

    def probabilities(
        self, question: str, sentences: Sequence[tuple[str, str, str]]
    ) -> list[float]:
        """Return how probably each sentence answers, in [0, 1].

        A sentence is given as its article's title, what stands before it, and itself.
        """
        if not sentences:
            return []
        read = self._reader.embed([shown(question, *one) for one in sentences], prompt="")
        hidden = np.tanh(read @ self._widen[0] + self._widen[1])
        logits = hidden @ self._narrow[0] + self._narrow[1]
        found: list[float] = (1 / (1 + np.exp(-logits[:, 0]))).tolist()
        return found
