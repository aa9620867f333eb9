"""Questions to hits: the nearest vectors and the best words, fused by their scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from qa.chinese.beginnings import beginning
from qa.errors import ArchiveError, InputError
from qa.inputs import check_strings
from qa.records import Hit, Where
from qa.search.rerank import RERANKED, reranked
from qa.search.timely import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.interfaces import Reranker
    from qa.search.protocols import VectorIndex
    from qa.search.query import Query
    from qa.search.timely import Days
    from qa.store.protocols import ArticleView

__all__ = ["ARMS", "Fusion", "check_arms", "retrieve", "retrieve_timely", "with_openings"]

ARMS = ("dense", "sparse")
_TERMS = 64
_LONG = 40  # characters of a question from which on it is a long one
_FIRST = 10  # hits by words that are looked at,
_SECOND = 2  # and so many of them before the others
_LEAST = 3  # terms that are searched for whatever they cost
_DEEPER = 4  # times as many hits are looked through for those of the days asked for
_BROAD = 0.25  # of all chunks, from which a filter is applied to what the terms find

Ranking = list[tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """A weighted mean of both arms' scores (Bruch et al. 2023), each scaled to its own best.

    The nearest chunk counts 1 and the ``depth``-th nearest, or the last, 0; the best by words
    counts 1 and one without them 0. (Fusion by rank was tried: it loses to the dense arm alone
    where a question's words are everywhere.) Words count more than ``sparse`` in a long question,
    by ``length`` from 40 characters on, and where the best article by words stands out, by up to
    ``margin``; vectors count less by as much. Chosen on the first halves of four sets (CMRC 2018,
    DuReader robust and checklist, CRUD news). Each arm gives its best ``depth`` chunks, or ``k`` if
    that is more. Without a filter the sparse arm searches for the rarest tokens, at least three,
    that stand in ``postings`` chunks together: that number is what the arm costs. With a filter
    that much passes, they may stand in as many chunks that pass. Where that finds fewer than
    ``depth``, and with a narrow filter, all are searched for: there might be only common ones.
    """

    dense: float = 0.8
    sparse: float = 0.2
    length: float = 0.2
    margin: float = 0.2
    depth: int = 100
    postings: int = 8_000


def check_arms(arms: Sequence[str]) -> None:
    """Raise :class:`InputError` for an arm that there is not, for none, and for one string."""
    check_strings("arms", arms)
    if not arms or not set(arms) <= set(ARMS):
        raise InputError(f"arms must be some of {', '.join(ARMS)}, not {', '.join(arms) or 'none'}")


def retrieve(
    queries: Sequence[Query],
    *,
    view: ArticleView,
    index: VectorIndex,
    vectors: NDArray[np.float32] | None,
    k: int = 10,
    where: Where | None = None,
    arms: Sequence[str] = ARMS,
    fusion: Fusion | None = None,
    reranker: Reranker | None = None,
) -> list[list[Hit]]:
    """Return the best ``k`` chunks for each query, best first; ties by article id and place.

    ``vectors`` are those of the queries, float32 (n, dimension), rows of length 1; not needed
    without the dense arm. A filter is applied inside each arm, so it never leaves fewer hits than
    match. Of a query that is one character or number (:attr:`Query.word`) only chunks that have it
    are found, unless the words are not searched. With a ``reranker`` the best are found among the
    first as it orders them: see :mod:`qa.search.rerank`. ``k`` is at least 1, ``arms`` some of
    :data:`ARMS`. Raises :class:`InputError` for arms without any weight.
    """
    if "dense" in arms and vectors is None:
        raise InputError(f"the dense arm needs the vectors of {len(queries)} queries, and has none")
    where = None if where == Where() else where
    fusion = fusion or Fusion()
    depth = max(k, fusion.depth)
    near: Iterable[Ranking] = [[] for _ in queries]
    worded: Iterable[Ranking] = near
    if "dense" in arms and vectors is not None:
        near = index.search(view, vectors, k=depth, where=where)
    if "sparse" in arms:
        worded = _sparse(queries, view=view, where=where, depth=depth, postings=fusion.postings)
    fusion = _of_arms(fusion, arms)
    hits = []
    for query, dense, sparse in zip(queries, near, worded, strict=True):
        if query.word and "sparse" in arms:
            dense = _among(dense, sparse)
        weighed = _for_query(fusion, query, view, sparse) if dense and sparse else fusion
        found = _fuse(view, dense, sparse, max(k, RERANKED) if reranker else k, weighed)
        hits.append((reranked(query.simplified, found, reranker) if reranker else found)[:k])
    return hits


def retrieve_timely(
    queries: Sequence[Query],
    days: Sequence[Days | None],
    *,
    view: ArticleView,
    index: VectorIndex,
    vectors: NDArray[np.float32] | None,
    k: int = 10,
    where: Where | None = None,
    arms: Sequence[str] = ARMS,
    fusion: Fusion | None = None,
    reranker: Reranker | None = None,
) -> list[list[Hit]]:
    """Search as :func:`retrieve` does, for queries some of which name days (else None).

    For those the ``k`` hits are, in turn, the best that are of the days and the best of the
    articles that came out on them; then what else was found. Where no article came out on few days,
    what of the two months after them names them is looked for: 上月十一日.
    """

    def find(places: Sequence[int], k: int, where: Where | None) -> list[list[Hit]]:
        return retrieve(
            [queries[place] for place in places],
            view=view,
            index=index,
            vectors=None if vectors is None else vectors[list(places)],
            k=k,
            where=where,
            arms=arms,
            fusion=fusion,
            reranker=reranker,
        )

    dated = {place: named for place, named in enumerate(days) if named}
    plain = [place for place in range(len(queries)) if place not in dated]
    found = dict(zip(plain, find(plain, k, where), strict=True))
    for place, named in dated.items():
        (of_all,), (of_days,) = (
            find([place], _DEEPER * k, where),
            find([place], k, named.narrowed(where)),
        )
        if not of_days and named.are_few:
            later = find([place], _DEEPER * k, named.told_later(where))[0]
            of_all = [*of_all, *later]
        found[place] = merged(named, of_all, of_days, k)
    return [found[place] for place in range(len(queries))]


def with_openings(view: ArticleView, hits: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """Return hits, those of articles without a title with how these begin."""
    ids = {hit.chunk.article_id for found in hits for hit in found if not hit.title.strip()}
    if not ids:
        return [list(found) for found in hits]
    texts = {id_: article.text for id_, article in view.articles(sorted(ids)).items()}
    return [
        [
            replace(hit, opening=beginning(hit.title, texts.get(hit.chunk.article_id, "")))
            for hit in found
        ]
        for found in hits
    ]


def _among(ranking: Ranking, others: Ranking) -> Ranking:
    """Return the part of a ranking that another has too."""
    known = {number for number, _ in others}
    return [pair for pair in ranking if pair[0] in known]


def _of_arms(fusion: Fusion, arms: Sequence[str]) -> Fusion:
    """Return the fusion with weights that add up to 1 over the arms in use."""
    total = sum(getattr(fusion, arm) for arm in set(arms))
    if total <= 0:
        raise InputError(f"the weights of {', '.join(arms)} add up to {total}: give one above 0")
    return replace(fusion, dense=fusion.dense / total, sparse=fusion.sparse / total)


def _for_query(fusion: Fusion, query: Query, view: ArticleView, sparse: Ranking) -> Fusion:
    """Return the fusion with the weights that its question's length and words give."""
    long = min(len(query.text) / _LONG, 1.0)
    more = fusion.length * long + fusion.margin * _margin(view, sparse)
    words = min(fusion.sparse + more, 1.0)
    return replace(fusion, dense=1.0 - words, sparse=words)


def _margin(view: ArticleView, sparse: Ranking) -> float:
    """Return how far the best by words is ahead of the best of another article, in [0, 1].

    Among the first that were found; 0 where those are all of one article.
    """
    for some in (sparse[:_SECOND], sparse[:_FIRST]):  # the second mostly is of another
        chunks = view.chunks([number for number, _ in some])
        first = [(chunks[number].article_id, score) for number, score in some if number in chunks]
        if not first or first[0][1] <= 0:
            continue
        article, best = first[0]
        for id_, score in first:
            if id_ != article:
                return 1.0 - score / best
    return 0.0


def _sparse(
    queries: Sequence[Query],
    *,
    view: ArticleView,
    where: Where | None,
    depth: int,
    postings: int,
) -> Iterator[Ranking]:
    """Search for the rarest tokens: common ones hardly count in BM25 but take the most time."""
    share = 1.0 if where is None else view.count_of(where) / max(view.count(), 1)
    for query in queries:
        counts = view.frequencies(query.tokens)
        terms = sorted(counts, key=lambda token: (counts[token], token))[:_TERMS]
        sums = accumulate(counts[token] * share for token in terms)
        rare = terms[: max(_LEAST, sum(total <= postings for total in sums))]
        if not terms:
            yield []
        elif where is None:
            yield view.matches(rare, None, limit=depth)
        elif share >= _BROAD:
            found = view.matches_among(rare, where, limit=depth)
            enough = len(found) == depth or len(rare) == len(terms)
            yield found if enough else view.matches(terms, where, limit=depth)
        else:
            yield view.matches(terms, where, limit=depth)


def _fuse(view: ArticleView, dense: Ranking, sparse: Ranking, k: int, fusion: Fusion) -> list[Hit]:
    scores: dict[int, float] = {}
    last = dense[: fusion.depth][-1][1] if dense else 0.0
    for ranking, weight, zero in ((dense, fusion.dense, last), (sparse, fusion.sparse, 0.0)):
        for number, score in ranking:
            scores[number] = scores.get(number, 0.0) + weight * _scaled(score, zero, ranking[0][1])
    least = sorted(scores.values(), reverse=True)[:k]
    best = [number for number, score in scores.items() if least and score >= least[-1]]
    near, words, chunks = dict(dense), dict(sparse), view.chunks(best)
    if len(chunks) < len(best):
        raise ArchiveError(
            f"{len(best) - len(chunks)} of {len(best)} chunks found are not in the archive: "
            "it is damaged, restore it from a copy"
        )
    headings = view.headings({chunk.article_id for chunk in chunks.values()})
    hits = (
        Hit(
            chunk=chunks[number],
            score=scores[number],
            dense=near.get(number),
            sparse=words.get(number),
            title=headings[chunks[number].article_id][0],
            date=headings[chunks[number].article_id][1],
        )
        for number in best
    )
    return sorted(hits, key=_order)[:k]


def _scaled(score: float, zero: float, one: float) -> float:
    return (score - zero) / (one - zero) if one > zero else 1.0


def _order(hit: Hit) -> tuple[float, str, int, int]:
    return -hit.score, hit.chunk.article_id, hit.chunk.start, hit.chunk.end
