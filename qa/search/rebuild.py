"""Moving an archive to another embedder or chunking, in steps that survive being stopped."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qa.search.encode import Encoding, recipe, shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.interfaces import Embedder
    from qa.search.chunks import Chunking
    from qa.spread import Spread
    from qa.store import Recipe
    from qa.store.protocols import ArticleStore

__all__ = ["rebuild"]


def rebuild(
    store: ArticleStore,
    *,
    embedder: Embedder,
    chunking: Chunking,
    batch: int,
    spread: Spread,
    progress: Callable[[int], None] | None = None,
) -> Recipe:
    """Chunk and embed all articles anew, ``batch`` at a time, then swap in one transaction.

    What an earlier call with an equal embedder and chunking made is used. Models run where
    ``spread`` says. ``progress`` is called with how many articles this call has done.
    """
    aim, done, encoding = recipe(embedder, chunking), 0, Encoding(lambda: embedder)
    with store.write() as writer:
        writer.start_rebuild(aim)
    while True:
        with store.snapshot() as snapshot:
            articles = snapshot.unstaged(limit=batch)
        if articles:
            parts = shares(articles, chunking=chunking, known={})
            entries = list(chain.from_iterable(spread.map(encoding, parts)))
            with store.write() as writer:
                writer.stage(entries)
            done += len(articles)
            if progress:
                progress(done)
        elif _finish(store, aim):
            return aim


def _finish(store: ArticleStore, aim: Recipe) -> bool:
    """Swap, or return False, with nothing done, if articles were added meanwhile: make theirs."""
    with store.write() as writer:
        if writer.unstaged(limit=1):
            return False
        writer.finish_rebuild(aim)
        return True
