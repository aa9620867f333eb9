"""Moving an archive to another embedder or chunking, in steps that survive being stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa.encode import encode, recipe
from qa.store.rows import from_spans, to_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.encode import Chunking
    from qa.interfaces import Embedder
    from qa.records import Article
    from qa.store import Entry, Recipe, Store, View, Writer

__all__ = ["rebuild"]


def rebuild(
    store: Store,
    *,
    embedder: Embedder,
    chunking: Chunking,
    batch: int,
    progress: Callable[[int], None] | None = None,
) -> Recipe:
    """Chunk and embed all articles anew, ``batch`` at a time, then swap in one transaction.

    What an earlier call with an equal embedder and chunking made is used. ``progress`` is called
    with how many articles this call has done.
    """
    aim, done = recipe(embedder, chunking), 0
    _start(store, aim)
    while True:
        with store.snapshot() as view:
            articles = _waiting(view, limit=batch)
        if articles:
            _stage(store, encode(articles, embedder=embedder, chunking=chunking))
            done += len(articles)
            if progress:
                progress(done)
        elif _finish(store, aim):
            return aim


def _start(store: Store, aim: Recipe) -> None:
    """Begin a rebuild, or go on with one that was begun for an equal embedder and chunking."""
    name = json.dumps([aim.embedder, aim.chunking])
    with store.write() as writer:
        if writer.rows("SELECT value FROM meta WHERE key = 'rebuild'") != [(name,)]:
            writer.rows("DELETE FROM staged")
            writer.rows("INSERT OR REPLACE INTO meta VALUES ('rebuild', ?)", name)


def _waiting(view: View, *, limit: int) -> list[Article]:
    """Return some of the articles whose new chunks are not made yet."""
    rows = view.rows(
        "SELECT id FROM articles a WHERE NOT EXISTS "
        "(SELECT 1 FROM staged s WHERE s.article = a.number AND s.digest = a.digest) LIMIT ?",
        limit,
    )
    return [article for (id_,) in rows if (article := view.article(id_))]


def _stage(store: Store, entries: Sequence[Entry]) -> None:
    """Keep new chunks aside until all are made; readers do not see them."""
    with store.write() as writer:
        for entry in entries:
            writer.rows(
                "INSERT OR REPLACE INTO staged SELECT number, digest, ?, ? FROM articles "
                "WHERE id = ? AND digest = ?",
                to_spans(entry.chunks),
                b"".join(entry.vectors),
                entry.article.id,
                entry.digest,
            )


def _finish(store: Store, aim: Recipe) -> bool:
    """Put all new chunks in the place of the old, in one transaction.

    Return False, with nothing done, if articles were added meanwhile: make theirs too.
    """
    with store.write() as writer:
        if _waiting(writer, limit=1):
            return False
        writer.clear_chunks()
        for (number,) in writer.rows("SELECT number FROM articles ORDER BY number"):
            _unstage(writer, number)
        writer.set_recipe(aim)
        writer.rows("DELETE FROM staged")
        writer.rows("DELETE FROM meta WHERE key = 'rebuild'")
        return True


def _unstage(writer: Writer, number: int) -> None:
    title, text, spans, vectors = writer.rows(
        "SELECT title, text, spans, vectors FROM articles JOIN staged ON article = number "
        "WHERE number = ?",
        number,
    )[0]
    places = from_spans(spans)
    width = len(vectors) // max(1, len(places))
    writer.insert_chunks(
        number,
        title,
        text,
        places,
        [vectors[i * width : (i + 1) * width] for i in range(len(places))],
    )
