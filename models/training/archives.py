"""The archives' bodies that may be trained on, and their sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.training.examples import held_out, is_early, read_all, training_headline

__all__ = ["Body", "load_bodies", "passage", "sentences"]

MIN_BODY = 120
TELLING = 20  # characters of a sentence that is no formula: a text is known by one

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]*[”’」』）]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``headline`` is None where the archive has none that is fit to be learned."""

    id: str
    text: str
    headline: str | None


def load_bodies(folders: Sequence[Path]) -> list[Body]:
    """Return the archives' bodies that may be trained on, in the files' order.

    Left out: items from their source's first dev day on, texts set aside for calibration, and every
    body that shares a sentence of 20 characters or more with a dev text or with a question's
    context that is set aside.
    """
    known = set(_telling(_kept_back(folders)))
    return [
        Body(
            id=str(row["id"]),
            text=row["text"],
            headline=training_headline(row),
        )
        for row in read_all(folders, "archive_")
        if is_early(row)
        and len(row["text"]) >= MIN_BODY
        and not held_out(row["text"])
        and known.isdisjoint(_telling([row["text"]]))
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the span of each sentence, its final marks included, white space around it not."""
    spans = []
    for match in _SENTENCE.finditer(text):
        bare = match[0].strip()
        if bare:
            start = match.start() + match[0].index(bare)
            spans.append((start, start + len(bare)))
    return spans


def passage(text: str, *, length: int, rng: random.Random) -> list[str]:
    """Return consecutive sentences, from a random one on, of at most ``length`` characters.

    One sentence at least, however long; none for an empty text.
    """
    spans = sentences(text)
    if not spans:
        return []
    last = next((row for row, (start, _) in enumerate(spans) if len(text) - start <= length), 0)
    first = rng.randint(0, last)
    begin = spans[first][0]
    return [text[s:e] for row, (s, e) in enumerate(spans[first:]) if not row or e - begin <= length]


def _kept_back(folders: Sequence[Path]) -> Iterator[str]:
    for row in read_all(folders, "qa_dev"):
        yield row["context"]
    for row in read_all(folders, "summary_dev"):
        yield row["text"]
    for stem in ("qa_train", "qa_extra_train"):
        for row in read_all(folders, stem):
            if held_out(row["context"]):
                yield row["context"]


def _telling(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for text in texts:
        for match in _SENTENCE.finditer(text):
            sentence = "".join(match[0].split())
            if len(sentence) >= TELLING:
                yield sentence
