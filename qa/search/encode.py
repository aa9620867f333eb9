"""Articles to chunks and vectors: a pure function of a batch, so it can be mapped over machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.fold import folded
from qa.chinese.simhash import signature
from qa.errors import ModelError
from qa.search.chunks import chunk
from qa.store import Entry, Recipe
from qa.store.rows import content_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder
    from qa.records import Article, Chunk
    from qa.search.chunks import Chunking

__all__ = ["embed", "encode", "recipe"]

_PROBE = "看报：这一句话用来检查向量是不是同一个模型做的，2026年。"
_BLOCK = 64


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
    progress: Callable[[float], None] | None = None,
) -> list[Entry]:
    """Chunk and embed articles. Shortest texts first, so that a block has little padding.

    What is embedded is what is seen of a text, in simplified characters: see
    :func:`qa.chinese.fold.folded`.

    ``known`` has the float32 bytes of vectors made earlier by (title, chunk text); ``progress``
    is called with the part that is done, in [0, 1].
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
        if progress:
            progress((start + len(block)) / len(todo))
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
