"""What an archive needs of a store: the methods that are called, and what each promises.

SQLite (:class:`qa.store.Store`) keeps the promises, and so does LanceDB
(:class:`qa.store.lance.LanceStore`); ``tests/stores/contract.py`` checks them of any store. They
are, of each:

* **A batch is atomic.** All that a writer did between :meth:`ArticleStore.write` and its end is
  there, for every reader at once, or nothing of it is: after an exception, and after the process
  was killed at any moment. What was reported as written survives a power cut.
* **A view does not change.** Whatever is written meanwhile, all methods of an
  :class:`ArticleView` tell of one moment, and readers do not hold up the writer, nor it them.
* **One writer.** A second one waits, then raises :class:`BusyError`.
* **Generations.** Each batch that was written has a number, one more than the one before, and a
  stamp that no other batch of any archive has: :attr:`ArticleView.state`.
* **Nothing is searched by two recipes.** The first batch says what made the vectors; another
  embedder or chunking is refused with both values: :meth:`ArticleWriter.claim`.
* **What comes out went in.** Articles are returned as they were added, in the order in which
  their ids were first added; a replaced article keeps its place. Chunk numbers are never used
  twice, article numbers never change.
* **Filters apply inside.** Where ``k`` chunks pass a filter, ``k`` are found
  (:meth:`ArticleView.matches`, :meth:`qa.search.protocols.VectorIndex.search`).
* **Equal hits.** The same articles give the same chunks and the same scores, whatever store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from qa.records import Added, Article, Chunk, Imprint, Report, Where
    from qa.store.days import Day
    from qa.store.rows import Entry, Recipe

__all__ = ["ArticleStore", "ArticleView", "ArticleWriter"]


class ArticleView(Protocol):
    """What an archive held at one moment."""

    @property
    def state(self) -> tuple[int, str]:
        """The last batch that was written: its number and stamp; an empty archive has one too."""

    def recipe(self) -> Recipe | None:
        """Return what made the vectors; None before the first article."""

    def count(self, table: str = "chunks") -> int:
        """Return the number of ``articles`` or ``chunks``."""

    def content_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the content hash of those of ``ids`` that are here."""

    def article(self, id_: str) -> Article | None:
        """Return the article, None if there is none."""

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return those of ``ids`` that are here, by id."""

    def original(self, id_: str) -> Article | None:
        """Return what was recognised of a corrected article; None if it is not, or not here."""

    def stale(self, files: Iterable[tuple[str, str]]) -> list[str]:
        """Return the ids of articles that were read of a file when it had another content.

        ``files`` are those of :func:`qa.store.rows.to_file`, as they are now.
        """

    def rereads(self) -> list[tuple[str, str]]:
        """Return id and hash of the articles whose file was read when it had two contents."""

    def page(self, where: Where | None, *, after: int, limit: int) -> list[tuple[int, Article]]:
        """Return the next ``limit`` articles and their numbers, those above ``after``, in order."""

    def entries(self, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return the next articles above ``after`` with all that belongs to them, as put."""

    def all_articles(self) -> Iterator[Article]:
        """Yield all articles in the order they were first added, a few hundred read at a time."""

    def moves(self) -> str | None:
        """Return the folders that were moved, as JSON; None before the first."""

    def count_of(self, where: Where) -> int:
        """Return the number of the chunks of matching articles."""

    def signatures(
        self, numbers: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the numbers of the articles that have one, (n,), and the signatures, (n, 32).

        In the order of numbers; of all articles, or of those of ``numbers``.
        """

    def on_days_of(self, ids: Iterable[str], *, most: int) -> list[tuple[int, str | None, str]]:
        """Return number, id and day of all articles of the days that ``ids`` are of.

        In the order of numbers, with None for other ids than those; days with more than ``most``
        articles are passed over.
        """

    def days_of(self, ids: Sequence[str], *, most: int) -> list[Day]:
        """Return the days that ``ids`` are of, with the signatures of all their articles.

        Those with more than ``most`` articles, and those with one, are passed over.
        """

    def papers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, Imprint | None]]:
        """Return title, source and imprint of the articles of these numbers."""

    def unsigned(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, content hash and text of the articles from before there were signatures."""

    def texts(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of the articles of these numbers."""

    def article_numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of those of ``ids`` that are here."""

    def unstaged(self, *, limit: int) -> list[Article]:
        """Return some of the articles whose chunks of a rebuild are not made yet."""

    def facets(self, by: str, where: Where | None) -> list[tuple[str | None, int]]:
        """Return how many matching articles there are of each value, in the values' order.

        ``by`` is one of ``FACETS``. The value None, the last, stands for those without one; an
        article with several tags counts for each.
        """

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the articles that have one."""

    def chunks(self, numbers: Iterable[int]) -> dict[int, Chunk]:
        """Return the chunks of those of ``numbers`` that are here."""

    def headings(self, ids: Iterable[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Return the title and date of those of ``ids`` that are here."""

    def embedded(self, ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """Return the title, text and vector (float32 bytes) of each chunk of some articles."""

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token stands; tokens that stand in none are left out.

        A token with a star stands for all that begin with it, each of which is counted.
        """

    def matches(
        self, tokens: Sequence[str], where: Where | None, *, limit: int
    ) -> list[tuple[int, float]]:
        """Return the chunks with any of ``tokens``, best first: number, BM25 (higher is better).

        Ties are in the order of numbers. The tokens are those of
        :func:`qa.chinese.tokens.asked_tokens`, the scores Robertson's with k1 = 1.2, b = 0.75 and
        the counts of the whole archive, whatever the filter; no weight is below 1e-6.
        """

    def matches_among(
        self, tokens: Sequence[str], where: Where, *, limit: int
    ) -> list[tuple[int, float]]:
        """Return what :meth:`matches` does: asked where a good part of all chunks passes."""


class ArticleWriter(ArticleView, Protocol):
    """A view that can also change what it sees; nobody else does until it ends."""

    def claim(self, recipe: Recipe) -> None:
        """Set what makes the vectors, or raise :class:`MismatchError` if something else did."""

    def put(self, entries: Sequence[Entry]) -> Added:
        """Add articles, replace those with other content, leave equal ones as they are."""

    def delete(self, ids: Sequence[str]) -> int:
        """Delete articles and all that belongs to them; return how many there were."""

    def replace_origin(self, article: Article, content_hash: str) -> None:
        """Store where an article came from anew; its text, chunks and vectors stay."""

    def set_moves(self, moves: str) -> None:
        """Note the folders that were moved: JSON, as :meth:`moves` returns it."""

    def sign(self, signed: Iterable[tuple[int, str, bytes | None]]) -> None:
        """Note signatures: number, content hash, signature; leave changed articles alone."""

    def start_rebuild(self, recipe: Recipe) -> None:
        """Begin a rebuild, or go on with one that was begun for an equal embedder and chunking."""

    def stage(self, entries: Sequence[Entry]) -> None:
        """Keep new chunks aside until all are made; readers do not see them."""

    def finish_rebuild(self, recipe: Recipe) -> None:
        """Put all staged chunks in the place of the old."""


class ArticleStore(Protocol):
    """The truth of an archive in ``folder``. Safe to use from several threads and processes."""

    @property
    def folder(self) -> Path:
        """Where it lies; what belongs to the archive besides is kept there too."""

    @property
    def name(self) -> str:
        """What messages call it."""

    def close(self) -> None:
        """Let go of the files; using it afterwards raises :class:`ArchiveError`."""

    def snapshot(self) -> AbstractContextManager[ArticleView]:
        """Give a view that does not change while it is open. Writers are not held up.

        Raises :class:`MismatchError` where a newer version has written since this was opened, and
        :class:`BusyError` where what was read does not count: see the store.
        """

    def write(self) -> AbstractContextManager[ArticleWriter]:
        """Give a writer; all it did is there when the block ends, and nothing if it raises.

        Raises :class:`BusyError` if another writer did not finish in time.
        """

    def check_writable(self) -> None:
        """Raise :class:`ArchiveError` where this user may not write."""

    def verify(self, view: ArticleView, *, words: bool = True) -> Report:
        """Check every invariant in a view of this store: rows, hashes, spans, vectors, words.

        The last not without ``words``: those of another version have other tokens.
        """
