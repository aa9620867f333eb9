"""BM25 over several archives, with the document frequencies of all: what FTS5 computes of one.

Each archive gives how often its chunks have a token and how long they are; what those are worth
depends on all archives together, so it is counted over all of them first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa.store.bm25 import best, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self

    from qa.records import Where
    from qa.store import Snapshot

__all__ = ["Statistics", "best_by_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """How many chunks there are, how many tokens in all, and how many chunks have each token.

    ``frequencies`` are those of :meth:`qa.store.Snapshot.frequencies`; of a token with a star,
    which counts a chunk there for each token that begins so, ``having`` counts it once.
    """

    chunks: int = 0
    length: int = 0
    frequencies: Mapping[str, int]
    having: Mapping[str, int]

    @classmethod
    def of(cls, view: Snapshot, tokens: Sequence[str]) -> Self:
        """Return those of one archive."""
        chunks, length = view.word_totals()
        stars = [token for token in tokens if token.endswith("*")]
        begun = view.occurrences(stars) if stars else {}
        frequencies = view.frequencies(tokens)
        return cls(
            chunks=chunks,
            length=length,
            frequencies=frequencies,
            having=frequencies | {token: len(rows) for token, (rows, _) in begun.items()},
        )

    @classmethod
    def total(cls, parts: Iterable[Statistics]) -> Self:
        """Return those of all archives together."""
        every = list(parts)
        return cls(
            chunks=sum(part.chunks for part in every),
            length=sum(part.length for part in every),
            frequencies=_sum(part.frequencies for part in every),
            having=_sum(part.having for part in every),
        )

    def worth(self, token: str) -> float:
        """Return how much a token says: the rarer the more."""
        return worth(self.chunks, self.having.get(token, 0))

    @property
    def average(self) -> float:
        """How many tokens a chunk has."""
        return self.length / max(self.chunks, 1)


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in counts:
        total.update(part)
    return dict(total)


def best_by_words(
    view: Snapshot,
    tokens: Sequence[str],
    statistics: Statistics,
    *,
    where: Where | None,
    limit: int,
) -> list[tuple[int, float]]:
    """Return the chunks of one archive with any of ``tokens``, best first: number, BM25.

    Ties are in the order of numbers. With ``where`` only chunks of matching articles.
    """
    there = view.occurrences(tokens)
    found = [(statistics.worth(token), *there[token]) for token in tokens if token in there]
    if where is not None:
        passing = view.numbers(where)
        kept = ((own, np.isin(rows, passing), rows, times) for own, rows, times in found)
        found = [(own, rows[keep], times[keep]) for own, keep, rows, times in kept]
    return best(found, lengths=view.word_lengths, average=statistics.average, limit=limit)
