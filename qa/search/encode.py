"""Articles to chunks and vectors: a pure function of a batch, so it can be mapped over machines."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.fold import folded
from qa.chinese.simhash import signature
from qa.errors import ModelError
from qa.search.chunks import Chunking, chunk
from qa.store import Entry, Recipe
from qa.store.rows import content_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder
    from qa.records import Article, Chunk

__all__ = ["Encoding", "Share", "embed", "encode", "recipe", "shares"]

_PROBE = "看报：这一句话用来检查向量是不是同一个模型做的，2026年。"
_BLOCK = 64
_SHARE = 32  # articles; of like lengths there are enough among them


def recipe(embedder: Embedder, chunking: Chunking) -> Recipe:
    """Return what an archive remembers of the two."""
    return Recipe(
        embedder=json.dumps(dict(embedder.fingerprint), sort_keys=True, ensure_ascii=False),
        chunking=chunking.fingerprint,
        probe=embed(embedder, [_PROBE])[0].tobytes(),
    )


def embed(
    embedder: Embedder, texts: Sequence[str], *, queries: bool = False
) -> NDArray[np.float32]:
    """Return checked vectors, float32 (n, dimension), each row of length 1.

    Raises :class:`ModelError` if the embedder gave another shape, a NaN or another length.
    """
    rows = np.ascontiguousarray(
        embedder.embed_queries(texts) if queries else embedder.embed_passages(texts), np.float32
    )
    if rows.shape != (len(texts), embedder.dimension):
        raise ModelError(
            f"embedder gave shape {rows.shape} instead of {(len(texts), embedder.dimension)}: "
            "use another embedder"
        )
    lengths = np.linalg.norm(rows, axis=1)
    if not np.all(np.abs(lengths - 1) < 1e-3):  # a NaN fails this too
        worst = lengths[np.argmax(np.nan_to_num(np.abs(lengths - 1), nan=np.inf))]
        raise ModelError(f"embedder gave a vector of length {worst:g} instead of 1: normalise it")
    return rows


def encode(
    articles: Sequence[Article],
    *,
    embedder: Embedder,
    chunking: Chunking,
    known: Mapping[tuple[str, str], bytes] | None = None,
) -> list[Entry]:
    """Chunk and embed articles. Shortest texts first, so that a block has little padding.

    What is embedded is what is seen of a text, in simplified characters: see
    :func:`qa.chinese.fold.folded`.

    ``known`` has the float32 bytes of vectors made earlier by (title, chunk text).
    """
    titles = {article.title for article in articles}
    heads = {title: _head(title, embedder, chunking) for title in titles}
    cut = [_chunks(article, heads[article.title], embedder, chunking) for article in articles]
    keys = [
        (article.title, piece.text)
        for article, pieces in zip(articles, cut, strict=True)
        for piece in pieces
    ]
    vectors = {key: known[key] for key in keys if key in known} if known else {}
    todo = sorted({key for key in keys if key not in vectors}, key=lambda key: (len(key[1]), key))
    for start in range(0, len(todo), _BLOCK):
        block = todo[start : start + _BLOCK]
        rows = embed(embedder, [heads[title] + folded(text).text for title, text in block])
        vectors.update((key, row.tobytes()) for key, row in zip(block, rows, strict=True))
    return [
        Entry(
            article=article,
            content_hash=content_hash(article),
            chunks=tuple(pieces),
            vectors=tuple(vectors[article.title, piece.text] for piece in pieces),
            signature=signature(article.text),
        )
        for article, pieces in zip(articles, cut, strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some articles of a batch, which a worker encodes: see :func:`encode`."""

    articles: Sequence[Article]
    chunking: Chunking = field(default_factory=Chunking)
    known: Mapping[tuple[str, str], bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.articles)


def shares(
    articles: Sequence[Article], *, chunking: Chunking, known: Mapping[tuple[str, str], bytes]
) -> Iterator[Share]:
    """Divide articles, always alike: what is embedded together is so wherever it is embedded."""
    for start in range(0, len(articles), _SHARE):
        some = articles[start : start + _SHARE]
        titles = {article.title for article in some}
        own = {key: vector for key, vector in known.items() if key[0] in titles}
        yield Share(articles=some, chunking=chunking, known=own)


class Encoding:
    """Encodes shares with an embedder, which is first asked for when there is work.

    Sent to another process it takes the embedder along, which there must be the same.
    """

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        self._embedder = embedder

    def __call__(self, share: Share) -> list[Entry]:
        """See :func:`encode`."""
        if not share.articles:
            return []
        return encode(
            share.articles,
            embedder=self._embedder(),
            chunking=share.chunking,
            known=share.known,
        )

    def __reduce__(self) -> tuple[Callable[..., Encoding], tuple[Embedder, dict[str, str]]]:
        embedder = self._embedder()
        return _encoding_of, (embedder, dict(embedder.fingerprint))


def _encoding_of(embedder: Embedder, fingerprint: dict[str, str]) -> Encoding:
    if dict(embedder.fingerprint) != fingerprint:
        raise ModelError(
            f"a worker's embedder is {dict(embedder.fingerprint)}, here it is {fingerprint}: "
            "install the same models on each machine"
        )
    return Encoding(lambda: embedder)


def _chunks(article: Article, head: str, embedder: Embedder, chunking: Chunking) -> list[Chunk]:
    return chunk(
        article,
        count_tokens=lambda texts: embedder.count_tokens(
            [head + folded(text).text for text in texts]
        ),
        max_tokens=embedder.max_tokens,
        overlap=chunking.overlap,
        target=chunking.target,
    )


def _head(title: str, embedder: Embedder, chunking: Chunking) -> str:
    """Return the title as it stands in front of a chunk: it may take a quarter of the room."""
    title = folded(title).text[: embedder.max_tokens // 4] if chunking.title else ""
    while title and embedder.count_tokens([title])[0] > embedder.max_tokens // 2:
        title = title[: len(title) // 2]
    return f"{title}\n" if title else ""
