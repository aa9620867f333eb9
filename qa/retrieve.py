"""Questions to hits: the nearest vectors and the best words, fused by rank."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from qa.errors import ArchiveError, InputError
from qa.records import Hit, Where
from qa.text import bigrams

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.index import Index
    from qa.store import View

__all__ = ["ARMS", "Fusion", "merged", "retrieve"]

ARMS = ("dense", "sparse")
_TERMS = 64
_LEAST = 3  # terms that are searched for whatever they cost

Ranking = list[tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """Reciprocal rank fusion (Cormack et al. 2009): sum of weight / (constant + rank), rank from 1.

    Chunks that an arm scores the same have the same rank, the best they could have. Each arm
    gives its best ``depth`` chunks, or ``k`` if that is more. Without a filter the
    sparse arm searches for the rarest tokens, at least three, that stand in ``postings`` chunks
    together: that number is what the arm costs. A filter might leave only chunks with the
    common ones, so with one all are searched for.
    """

    constant: float = 60.0
    dense: float = 1.0
    sparse: float = 1.0
    depth: int = 100
    postings: int = 8_000


def retrieve(
    texts: Sequence[str],
    *,
    view: View,
    index: Index,
    vectors: NDArray[np.float32] | None,
    k: int = 10,
    where: Where | None = None,
    arms: Sequence[str] = ARMS,
    fusion: Fusion | None = None,
) -> list[list[Hit]]:
    """Return the best ``k`` chunks for each text, best first; ties by article id and place.

    ``vectors`` are the texts' own, float32 (n, dimension), rows of length 1; not needed without
    the dense arm. A filter is applied inside each arm, so it never leaves fewer hits than match.
    Raises :class:`InputError` for an unknown arm, none, or ``k`` below 1.
    """
    if not arms or not set(arms) <= set(ARMS):
        raise InputError(f"arms must be some of {', '.join(ARMS)}, not {', '.join(arms) or 'none'}")
    if k < 1:
        raise InputError(f"k must be at least 1, not {k}")
    if "dense" in arms and vectors is None:
        raise InputError(f"the dense arm needs the vectors of {len(texts)} texts, and has none")
    where = None if where == Where() else where
    fusion = fusion or Fusion()
    depth = max(k, fusion.depth)
    none: list[Ranking] = [[] for _ in texts]
    dense = sparse = none
    if "dense" in arms and vectors is not None:
        allowed = view.numbers(where) if where else None
        dense = index.search(view, vectors, k=depth, allowed=allowed)
    if "sparse" in arms:
        sparse = [_sparse(text, view, where, depth, fusion.postings) for text in texts]
    return [_fuse(view, near, words, k, fusion) for near, words in zip(dense, sparse, strict=True)]


def merged(found: Sequence[Sequence[Hit]], k: int) -> list[Hit]:
    """Return the best ``k`` of what several forms of one text found, each chunk once."""
    best: dict[tuple[str, int, int], Hit] = {}
    for hit in sorted((hit for hits in found for hit in hits), key=_order):
        best.setdefault((hit.chunk.article_id, hit.chunk.start, hit.chunk.end), hit)
    return list(best.values())[:k]


def _sparse(text: str, view: View, where: Where | None, depth: int, postings: int) -> Ranking:
    """Search for the rarest tokens: common ones hardly count in BM25 but take the most time."""
    counts = view.frequencies(list(dict.fromkeys(bigrams(text))))
    terms = sorted(counts, key=lambda token: (counts[token], token))[:_TERMS]
    if where is None:
        sums = accumulate(counts[token] for token in terms)
        terms = terms[: max(_LEAST, sum(total <= postings for total in sums))]
    return view.matches(terms, where, limit=depth) if terms else []


def _fuse(view: View, dense: Ranking, sparse: Ranking, k: int, fusion: Fusion) -> list[Hit]:
    scores: dict[int, float] = {}
    for ranking, weight in ((dense, fusion.dense), (sparse, fusion.sparse)):
        for rank, number in _ranks(ranking):
            scores[number] = scores.get(number, 0.0) + weight / (fusion.constant + rank)
    least = sorted(scores.values(), reverse=True)[:k]
    best = [number for number, score in scores.items() if least and score >= least[-1]]
    near, words, chunks = dict(dense), dict(sparse), view.chunks(best)
    if len(chunks) < len(best):
        raise ArchiveError(
            f"{len(best) - len(chunks)} of {len(best)} chunks found are not in the archive: "
            "it is damaged, restore it from a copy"
        )
    hits = (
        Hit(
            chunk=chunks[number],
            score=scores[number],
            dense=near.get(number),
            sparse=words.get(number),
        )
        for number in best
    )
    return sorted(hits, key=_order)[:k]


def _ranks(ranking: Ranking) -> Iterator[tuple[int, int]]:
    rank, last = 0, None
    for place, (number, score) in enumerate(ranking, 1):
        rank, last = (rank if score == last else place), score
        yield rank, number


def _order(hit: Hit) -> tuple[float, str, int, int]:
    return -hit.score, hit.chunk.article_id, hit.chunk.start, hit.chunk.end
