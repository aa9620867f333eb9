"""An embedder and a generator of one's own: whatever has these methods will do."""

from __future__ import annotations

import math
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qa import Archive, read_articles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

PAGE = Path(__file__).with_name("page.txt")
SIZE = 512


def pairs(text: str) -> list[str]:
    """Return the pairs of characters of a text."""
    return [text[at : at + 2] for at in range(len(text) - 1)]


class PairEmbedder:
    """Counts pairs of characters in buckets: near texts share many."""

    dimension = SIZE
    max_tokens = 512
    fingerprint: Mapping[str, str] = {"name": "pairs", "revision": "1"}

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the lengths: a character is a token, and two stand for the ends."""
        return [len(text) + 2 for text in texts]

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1."""
        rows = np.full((len(texts), SIZE), 1e-6, np.float32)
        for row, text in zip(rows, texts, strict=True):
            for pair in pairs(text):
                row[zlib.crc32(pair.encode()) % SIZE] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the same for questions."""
        return self.embed_passages(texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as an answer or summary: see qa.Generation."""

    text: str
    confidence: float
    start: int | None = None
    end: int | None = None

    @property
    def answerable(self) -> float:
        """The same: what is likely right is there."""
        return self.confidence

    @property
    def log_probability(self) -> float:
        """Natural logarithm of the confidence."""
        return math.log(max(self.confidence, 1e-9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What was made of one input: see qa.GeneratorOutput."""

    generations: tuple[Sentence, ...]
    truncated: bool = False


class SentenceGenerator:
    """Answers with the sentence that has most of the question's pairs."""

    name = "sentences"
    fingerprint: Mapping[str, str] = {"name": name, "revision": "1"}
    max_tokens = 512
    threshold = 0.2

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the lengths in characters, and two."""
        return [len(text) + 2 for text in texts]

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[Output]:
        """Return for each question the sentences of its context, the likeliest first."""
        return [
            Output(generations=tuple(self._ranked(question, context)[:candidates]))
            for question, context in zip(questions, contexts, strict=True)
        ]

    def _ranked(self, question: str, context: str) -> list[Sentence]:
        asked, found, start = set(pairs(question)), [], 0
        for part in context.replace("\n", "。").split("。"):
            share = len(asked.intersection(pairs(part))) / max(len(asked), 1)
            if part:
                end = start + len(part)
                found.append(Sentence(text=part, confidence=share, start=start, end=end))
            start += len(part) + 1
        return sorted(found, key=lambda sentence: -sentence.confidence)

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[Output]:
        """Return the first sentence of each text."""
        firsts = (Sentence(text=text.split("。")[0] + "。", confidence=0.5) for text in texts)
        return [Output(generations=(first,)) for first in firsts]

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        """Return the logarithm of the share of a candidate's pairs that its text's lead has."""
        return [
            [_likeness(candidate, text) for candidate in several]
            for text, several in zip(texts, candidates, strict=True)
        ]


def _likeness(candidate: str, text: str) -> float:
    own, lead = set(pairs(candidate)), set(pairs(text[:100]))
    return math.log((1 + len(own & lead)) / (1 + len(own)))


def main() -> None:
    """Ask the demo's page with these two instead of the shipped models."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(folder, embedder=PairEmbedder(), generator=SentenceGenerator()) as archive,
    ):
        archive.add(read_articles(PAGE))
        answer = archive.ask("桥上装了多少个传感器？")
        print(f"{answer.confidence:.2f}", answer.text)
        print(answer.citations[0].title)


if __name__ == "__main__":
    main()
