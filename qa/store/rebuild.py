"""Moving an archive to another embedder or chunking, in steps that survive being stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qa.store.rows import from_spans, to_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Article
    from qa.store.rows import Entry, Recipe
    from qa.store.store import Store, Writer
    from qa.store.view import View

__all__ = ["finish", "stage", "start", "waiting"]


def start(store: Store, recipe: Recipe) -> None:
    """Begin a rebuild, or go on with one that was begun for an equal embedder and chunking."""
    aim = json.dumps([recipe.embedder, recipe.chunking])
    with store.write() as writer:
        if writer.rows("SELECT value FROM meta WHERE key = 'rebuild'") != [(aim,)]:
            writer.rows("DELETE FROM staged")
            writer.rows("INSERT OR REPLACE INTO meta VALUES ('rebuild', ?)", aim)


def waiting(view: View, *, limit: int) -> list[Article]:
    """Return some of the articles whose new chunks are not made yet."""
    rows = view.rows(
        "SELECT id FROM articles a WHERE NOT EXISTS "
        "(SELECT 1 FROM staged s WHERE s.article = a.number AND s.digest = a.digest) LIMIT ?",
        limit,
    )
    return [article for (id_,) in rows if (article := view.article(id_))]


def stage(store: Store, entries: Sequence[Entry]) -> None:
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


def finish(store: Store, recipe: Recipe) -> bool:
    """Put all new chunks in the place of the old, in one transaction.

    Return False, with nothing done, if articles were added meanwhile: make theirs too.
    """
    with store.write() as writer:
        if waiting(writer, limit=1):
            return False
        writer.clear_chunks()
        for (number,) in writer.rows("SELECT number FROM articles ORDER BY number"):
            _unstage(writer, number)
        writer.set_recipe(recipe)
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
