"""What a federation on another machine reads of an archive that is served: asked and answered.

A read names one of :data:`READS` and gives what that needs; the answer is JSON, with the generation
of the archive that it is of. Floats and numbers come back as they were, to the last bit.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.errors import InputError, MismatchError
from qa.inputs import check_count
from qa.records import Where
from qa.search.protocols import StaleError
from qa.search.words import Statistics, best_by_words
from qa.shapes import whole_json
from qa.store import FACETS, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from qa.records import Article
    from qa.search.protocols import VectorIndex
    from qa.store import Snapshot
    from qa.store.protocols import ArticleStore

__all__ = ["FORMAT", "MOST", "READS", "ShardRead", "answered", "packed"]

FORMAT = 1
"""Of what is asked and answered: another one is another version's."""

MOST = 200
"""Articles that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardRead:
    """One read: ``read`` says what, the fields what it is to be read of.

    ``where`` is the filter; ``numbers`` are those of chunks or articles. Words are ranked with
    the ``chunks``, their ``length`` in tokens and, of each of ``tokens``, the number of chunks
    ``having`` it of all archives together. ``vectors`` are float32 bytes in base64.
    """

    read: str
    where: Where | None = None
    ids: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    tokens: tuple[str, ...] = ()
    having: tuple[int, ...] = ()
    chunks: int = 0
    length: int = 0
    days: tuple[str, ...] = ()
    vectors: tuple[str, ...] = ()
    by: str = ""
    after: int = 0
    limit: int = 1
    exact: bool = False


def answered(store: ArticleStore, index: VectorIndex, asked: ShardRead) -> dict[str, Any]:
    """Return what was read: JSON, ``found``, and the generation and stamp that it is of.

    Raises :class:`InputError` for a read that there is not, or of what cannot be, and
    :class:`MismatchError` for an archive that cannot be read as one with others.
    """
    if asked.read not in READS:
        raise InputError(f"read is {asked.read!r}: give one of {', '.join(READS)}")
    check_count("limit", asked.limit)
    if not isinstance(store, Store):
        raise MismatchError(
            f"{store.name}: is several archives read as one, or in Lance tables: list the archives "
            "themselves, in folders of SQLite"
        )
    while True:
        with store.snapshot() as view:
            try:
                found = READS[asked.read](view, index, asked)
            except StaleError:
                continue
            generation, stamp = view.state
            return {"format": FORMAT, "generation": generation, "stamp": stamp, "found": found}


def packed(raw: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(raw).decode()


def _recipe(view: Snapshot, _: VectorIndex, __: ShardRead) -> Any:
    made = view.recipe()
    return made and {**asdict(made), "probe": packed(made.probe)}


def _count(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    _check_by(asked, ("articles", "chunks"))
    return view.count(asked.by)


def _count_of(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return view.count_of(asked.where or Where())


def _period(view: Snapshot, _: VectorIndex, __: ShardRead) -> Any:
    return view.period()


def _facets(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    _check_by(asked, FACETS)
    return view.facets(asked.by, asked.where)


def _statistics(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return asdict(Statistics.of(view, asked.tokens))


def _words(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    if len(asked.having) != len(asked.tokens):
        raise InputError(f"having has {len(asked.having)} numbers for {len(asked.tokens)} tokens")
    counted = Statistics(
        chunks=asked.chunks,
        length=asked.length,
        frequencies={},
        having=dict(zip(asked.tokens, asked.having, strict=True)),
    )
    return best_by_words(view, asked.tokens, counted, where=asked.where, limit=asked.limit)


def _vectors(view: Snapshot, index: VectorIndex, asked: ShardRead) -> Any:
    made = view.recipe()
    if made is None:
        return [[] for _ in asked.vectors]
    queries = _unpacked(asked.vectors, len(made.probe))
    return index.search(view, queries, k=asked.limit, where=asked.where, exact=asked.exact)


def _unpacked(vectors: Iterable[str], width: int) -> NDArray[np.float32]:
    try:
        rows = [base64.b64decode(row, validate=True) for row in vectors]
    except (binascii.Error, ValueError) as error:
        raise InputError(f"vectors are not base64: {error}") from error
    if any(len(row) != width for row in rows):
        raise InputError(f"vectors are not of {width} bytes, as those of the archive")
    return np.frombuffer(b"".join(rows), np.float32).reshape(len(rows), -1)


def _chunks(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return [[number, asdict(chunk)] for number, chunk in view.chunks(asked.numbers).items()]


def _texts(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return [[number, *row] for number, row in view.texts(asked.numbers).items()]


def _headings(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return [[id_, *row] for id_, row in view.headings(asked.ids).items()]


def _papers(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return [
        [number, title, source, imprint and asdict(imprint)]
        for number, (title, source, imprint) in view.papers(asked.numbers).items()
    ]


def _signatures(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    numbers, rows = view.signatures(asked.numbers)
    return [numbers.tolist(), packed(rows.tobytes())]


def _on_days(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return view.on_days(asked.days, asked.ids)


def _count_a_day(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return view.count_a_day(asked.days)


def _article_numbers(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return view.article_numbers(asked.ids)


def _articles(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return [_whole(view.article(id_)) for id_ in asked.ids[:MOST]]


def _originals(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    return [_whole(view.original(id_)) for id_ in asked.ids[:MOST]]


def _whole(article: Article | None) -> Any:
    return article and whole_json(article)


def _page(view: Snapshot, _: VectorIndex, asked: ShardRead) -> Any:
    page = view.page(asked.where, after=asked.after, limit=min(asked.limit, MOST))
    return [[number, whole_json(article)] for number, article in page]


def _check_by(asked: ShardRead, known: Iterable[str]) -> None:
    if asked.by not in known:
        raise InputError(f"by is {asked.by!r}: give one of {', '.join(known)}")


READS: Mapping[str, Callable[[Snapshot, VectorIndex, ShardRead], Any]] = {
    "recipe": _recipe,
    "count": _count,
    "count_of": _count_of,
    "period": _period,
    "facets": _facets,
    "statistics": _statistics,
    "words": _words,
    "vectors": _vectors,
    "chunks": _chunks,
    "texts": _texts,
    "headings": _headings,
    "papers": _papers,
    "signatures": _signatures,
    "on_days": _on_days,
    "count_a_day": _count_a_day,
    "article_numbers": _article_numbers,
    "articles": _articles,
    "originals": _originals,
    "page": _page,
}
"""What can be read: methods of :class:`qa.store.Snapshot`, both rankings, and what made vectors."""
