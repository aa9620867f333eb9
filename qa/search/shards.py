"""Several archives read as one: a snapshot of each, their vectors, and one ranking by words.

A chunk's and an article's number is its own in its archive, and which archive that is above it:
so what is found in all of them is fused as what is found in one. By words they are ranked with
the frequencies of all archives, also of those that a filter leaves out, as one archive would.
"""

from __future__ import annotations

import contextlib
import heapq
import json
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise, repeat
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from qa.errors import ArchiveError, InputError, MismatchError
from qa.records import Report
from qa.search.words import Statistics, best_by_words
from qa.store import match

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from qa.records import Article, Chunk, Imprint, Where
    from qa.search.index import Index
    from qa.store import Entry, Recipe, Snapshot, Store, Writer

__all__ = ["Shard", "Shards", "ShardsIndex", "ShardsView"]

_EACH = 1 << 40
"""Numbers an archive has room for; those of 8,000 archives then stay exact in JSON."""

Ranking = list[tuple[int, float]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Extent:
    """What an archive has at one generation: its days, and its sources."""

    state: tuple[int, str]
    since: dt.date | None
    until: dt.date | None
    sources: frozenset[str]

    def may_match(self, where: Where) -> bool:
        """Whether an article can pass a filter, by its day and source."""
        if where.source is not None and where.source not in self.sources:
            return False
        if where.since is None and where.until is None:
            return True
        if self.since is None or self.until is None:
            return False
        starts_late = where.until is not None and where.until < self.since
        ends_early = where.since is not None and self.until < where.since
        return not (starts_late or ends_early)


class Shard:
    """One of the archives: its store and its vectors."""

    def __init__(self, store: Store, index: Index) -> None:
        self.store = store
        self.index = index
        self.name = str(store.folder)
        self._extent: _Extent | None = None

    def may_match(self, view: Snapshot, where: Where | None) -> bool:
        """Whether an article of ``view`` can pass a filter; looked up once a generation."""
        if where is None:
            return True
        extent = self._extent
        if extent is None or extent.state != view.state:
            since, until = view.period()
            sources = frozenset(name for name, _ in view.facets("source", None) if name is not None)
            extent = self._extent = _Extent(view.state, since, until, sources)
        return extent.may_match(where)


class Shards:
    """The archives, in the order given: if in that of their days, pages come in that order too.

    A :class:`qa.store.protocols.ArticleStore` that refuses to write.
    """

    def __init__(self, shards: Sequence[Shard], folder: Path | None = None) -> None:
        """Take them; ``folder`` is where they are listed.

        Raises :class:`InputError` for none, and for one that is given twice.
        """
        if not shards:
            raise InputError("no archives to read as one: name at least one folder")
        counts = Counter(shard.store.folder.resolve() for shard in shards)
        for one, count in counts.items():
            if count > 1:
                raise InputError(f"{one}: is given {count} times: name each archive once")
        self._shards = tuple(shards)
        self._last = shards[-1].store.folder
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where what belongs to them together is: where they are listed, or the last one's."""
        return self._folder or self._last

    @property
    def name(self) -> str:
        """What messages call them."""
        return str(self._folder or " + ".join(shard.name for shard in self._shards))

    def close(self) -> None:
        """Close each."""
        for shard in self._shards:
            shard.store.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[ShardsView]:
        """Give a view of each that does not change while it is open."""
        with contextlib.ExitStack() as stack:
            views = [stack.enter_context(shard.store.snapshot()) for shard in self._shards]
            yield ShardsView(self._shards, views)

    def check_writable(self) -> None:
        """Raise :class:`ArchiveError`: one archive is written, not several."""
        raise ArchiveError(
            f"{self.name}: this is several archives, which are only read together: name the one "
            f"that is to be written; for new articles that is the last, {self._last}"
        )

    @contextlib.contextmanager
    def write(self) -> Iterator[Writer]:
        """Raise :class:`ArchiveError`: see :meth:`check_writable`."""
        self.check_writable()
        yield from ()

    def verify(self, view: Any, *, words: bool = True) -> Report:
        """Check every invariant of each archive, and that no article is in two."""
        reports = [
            shard.store.verify(own, words=words)
            for shard, own in zip(self._shards, view.views, strict=True)
        ]
        named = [
            f"{shard.name}: {line}"
            for shard, report in zip(self._shards, reports, strict=True)
            for line in report.problems
        ]
        return Report(
            articles=sum(report.articles for report in reports),
            chunks=sum(report.chunks for report in reports),
            vectors=sum(report.vectors for report in reports),
            words=sum(report.words for report in reports),
            problems=(*named, *view.twice()),
        )


class ShardsView:
    """A snapshot of each archive, read as one: a :class:`qa.store.protocols.ArticleView`."""

    def __init__(self, shards: Sequence[Shard], views: Sequence[Snapshot]) -> None:
        self._shards = tuple(shards)
        self.views = tuple(views)
        self._statistics = Statistics(frequencies={}, having={})
        self._asked: set[str] = set()

    @property
    def state(self) -> tuple[int, str]:
        """The sum of the archives' transactions, and their stamps."""
        states = [view.state for view in self.views]
        return sum(number for number, _ in states), " ".join(stamp for _, stamp in states)

    def recipe(self) -> Recipe | None:
        """Return what made the vectors of all; None before the first article.

        Raises :class:`MismatchError` naming an archive whose vectors something else made.
        """
        made = [
            (shard, recipe)
            for shard, view in zip(self._shards, self.views, strict=True)
            if (recipe := view.recipe())
        ]
        if not made:
            return None
        first, common = made[0]
        for shard, recipe in made[1:]:
            _check_alike(first.name, common, shard.store.folder, recipe)
        return common

    def count(self, table: str = "chunks") -> int:
        """Return the number of rows in all archives."""
        return sum(view.count(table) for view in self.views)

    def count_of(self, where: Where) -> int:
        """Return the number of the chunks of matching articles."""
        return sum(view.count_of(where) for _, _, view in self.matching(where))

    def content_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the content hash of those of ``ids`` that are here."""
        return {id_: made for view in self.views for id_, made in view.content_hashes(ids).items()}

    def article(self, id_: str) -> Article | None:
        """Return the article, None if there is none; :class:`ArchiveError` if it is in two."""
        view = self._view_of(id_)
        return view.article(id_) if view else None

    def original(self, id_: str) -> Article | None:
        """Return what was recognised of a corrected article; None if it is not, or not here."""
        view = self._view_of(id_)
        return view.original(id_) if view else None

    def embedded(self, ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """Return the title, text and vector (float32 bytes) of each chunk of some articles."""
        return [row for view in self.views for row in view.embedded(ids)]

    def page(self, where: Where | None, *, after: int, limit: int) -> list[tuple[int, Article]]:
        """Return the next ``limit`` articles and their numbers, archive by archive."""
        places = [(place, view) for place, _, view in self.matching(where)]
        return _next(
            places,
            after,
            limit,
            lambda view, first, most: view.page(where, after=first, limit=most),
        )

    def entries(self, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return the next articles above ``after`` with all that belongs to them, as put."""
        return _next(
            enumerate(self.views),
            after,
            limit,
            lambda view, first, most: view.entries(after=first, limit=most),
        )

    def all_articles(self) -> Iterator[Article]:
        """Yield all articles, archive by archive."""
        for view in self.views:
            yield from view.all_articles()

    def facets(self, by: str, where: Where | None) -> list[tuple[str | None, int]]:
        """Return how many matching articles there are of each value, in the values' order."""
        counts: Counter[str | None] = Counter()
        for _, _, view in self.matching(where):
            counts.update(dict(view.facets(by, where)))
        return sorted(counts.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the articles that have one."""
        periods = [view.period() for view in self.views]
        firsts = [first for first, _ in periods if first]
        lasts = [last for _, last in periods if last]
        return min(firsts, default=None), max(lasts, default=None)

    def chunks(self, numbers: Iterable[int]) -> dict[int, Chunk]:
        """Return the chunks of those of ``numbers`` that are here."""
        return self._each(numbers, lambda view, own: view.chunks(own))

    def texts(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of the articles of these numbers."""
        return self._each(numbers, lambda view, own: view.texts(own))

    def headings(self, ids: Iterable[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Return the title and date of those of ``ids`` that are here.

        Raises :class:`ArchiveError` if one is in two archives.
        """
        ids = list(ids)
        found: dict[str, tuple[str, dt.date | None]] = {}
        for view in self.views:
            more = view.headings(ids)
            for id_ in more.keys() & found.keys():
                self._view_of(id_)  # raises
            found |= more
        return found

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token stands; tokens that stand in none are left out."""
        counted = self._counted(tokens).frequencies
        return {token: counted[token] for token in tokens if token in counted}

    def matches(self, tokens: Sequence[str], where: Where | None, *, limit: int) -> Ranking:
        """Return the chunks with any of ``tokens``, best first: number, BM25 (higher is better)."""
        counted = self._counted(tokens)
        found = [
            (place * _EACH + number, score)
            for place, _, view in self.matching(where)
            for number, score in best_by_words(view, tokens, counted, where=where, limit=limit)
        ]
        return _best(found, limit)

    def matches_among(self, tokens: Sequence[str], where: Where, *, limit: int) -> Ranking:
        """Return what :meth:`matches` does."""
        return self.matches(tokens, where, limit=limit)

    def stale(self, files: Iterable[tuple[str, str]]) -> list[str]:
        """Return the ids of articles that were read of a file when it had another content."""
        known = list(files)
        return [id_ for view in self.views for id_ in view.stale(known)]

    def rereads(self) -> list[tuple[str, str]]:
        """Return id and hash of the articles whose file was read when it had two contents."""
        return [pair for view in self.views for pair in view.rereads()]

    def moves(self) -> str | None:
        """Return the folders that were moved in any of them, as JSON; None before the first."""
        moved = [json.loads(moves) for view in self.views if (moves := view.moves())]
        return json.dumps([pair for pairs in moved for pair in pairs]) if moved else None

    def signatures(
        self, numbers: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the numbers of the articles that have one, (n,), and the signatures, (n, 32)."""
        parts = []
        for place, view in enumerate(self.views):
            own = None if numbers is None else [n % _EACH for n in numbers if n // _EACH == place]
            there, rows = view.signatures(own)
            parts.append((there + place * _EACH, rows))
        return np.concatenate([part for part, _ in parts]), np.concatenate([r for _, r in parts])

    def on_days_of(self, ids: Iterable[str], *, most: int) -> list[tuple[int, str, str]]:
        """Return number, id and day of all articles of the days that ``ids`` are of.

        In the order of numbers; days with more than ``most`` articles are passed over.
        """
        days = sorted({day.isoformat() for _, day in self.headings(ids).values() if day})
        counts: Counter[str] = Counter()
        for view in self.views:
            counts.update(view.count_a_day(days))
        kept = [day for day in days if 1 < counts[day] <= most]
        return [
            (place * _EACH + number, id_, day)
            for place, view in enumerate(self.views)
            for number, id_, day in view.on_days(kept)
        ]

    def papers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, Imprint | None]]:
        """Return title, source and imprint of the articles of these numbers."""
        return self._each(numbers, lambda view, own: view.papers(own))

    def unsigned(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, content hash and text of the articles from before there were signatures."""
        for place, view in enumerate(self.views):
            for number, made, text in view.unsigned():
                yield place * _EACH + number, made, text

    def article_numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of those of ``ids`` that are here."""
        return [
            place * _EACH + number
            for place, view in enumerate(self.views)
            for number in view.article_numbers(ids)
        ]

    def unstaged(self, *, limit: int) -> list[Article]:
        """Return some of the articles whose chunks of a rebuild are not made yet."""
        return [article for view in self.views for article in view.unstaged(limit=limit)][:limit]

    def twice(self) -> Iterator[str]:
        """Yield a line for each article that is in two archives."""
        ids = (zip(view.ids(), repeat(place)) for place, view in enumerate(self.views))
        for (id_, one), (other, two) in pairwise(heapq.merge(*ids)):
            if id_ == other:
                yield _in_two(id_, self._shards[one].name, self._shards[two].name)

    def matching(self, where: Where | None) -> Iterator[tuple[int, Shard, Snapshot]]:
        """Yield the archives that may have an article which passes a filter, and their places."""
        for place, (shard, view) in enumerate(zip(self._shards, self.views, strict=True)):
            if shard.may_match(view, where):
                yield place, shard, view

    def _counted(self, tokens: Sequence[str]) -> Statistics:
        """Return the counts of all archives, of ``tokens`` and those that were asked before."""
        new = [token for token in dict.fromkeys(tokens) if token not in self._asked]
        if new:
            more = Statistics.total(Statistics.of(view, new) for view in self.views)
            self._statistics = replace(
                more,
                frequencies={**self._statistics.frequencies, **more.frequencies},
                having={**self._statistics.having, **more.having},
            )
            self._asked.update(new)
        return self._statistics

    def _each(
        self, numbers: Iterable[int], look_up: Callable[[Snapshot, list[int]], dict[int, Any]]
    ) -> dict[int, Any]:
        wanted: dict[int, list[int]] = {}
        for number in numbers:
            wanted.setdefault(int(number) // _EACH, []).append(int(number) % _EACH)
        return {
            place * _EACH + number: found
            for place, some in wanted.items()
            for number, found in look_up(self.views[place], some).items()
        }

    def _view_of(self, id_: str) -> Snapshot | None:
        having = [place for place, view in enumerate(self.views) if view.article_numbers([id_])]
        if len(having) > 1:
            one, two = (self._shards[place].name for place in having[:2])
            raise ArchiveError(_in_two(id_, one, two))
        return self.views[having[0]] if having else None


class ShardsIndex:
    """The vectors of several archives: cosines of one embedder compare, whichever they are in."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = tuple(shards)

    def search(
        self,
        view: Any,
        queries: NDArray[np.float32],
        *,
        k: int,
        where: Where | None = None,
        exact: bool = False,
    ) -> list[Ranking]:
        """Return what :meth:`qa.search.index.Index.search` does, of all archives together."""
        found: list[Ranking] = [[] for _ in queries]
        for place, shard, own in view.matching(where):
            near = shard.index.search(own, queries, k=k, where=where, exact=exact)
            for pairs, more in zip(found, near, strict=True):
                pairs += [(place * _EACH + number, score) for number, score in more]
        return [_best(pairs, k) for pairs in found]

    def save(self) -> None:
        """Write the file of each that is missing or of which much has changed since."""
        for shard in self._shards:
            shard.index.save()

    def problems(self, view: Any) -> list[str]:
        """Return what is wrong with the files, one line each."""
        return [
            f"{shard.name}: {line}"
            for shard, own in zip(self._shards, view.views, strict=True)
            for line in shard.index.problems(own)
        ]


def _next(
    places: Iterable[tuple[int, Snapshot]],
    after: int,
    limit: int,
    read: Callable[[Snapshot, int, int], list[tuple[int, T]]],
) -> list[tuple[int, T]]:
    """Return the next ``limit`` of what is read of each archive above a number of its own."""
    found: list[tuple[int, T]] = []
    for place, view in places:
        first = max(after - place * _EACH, 0)
        if first < _EACH and len(found) < limit:
            more = read(view, first, limit - len(found))
            found += [(place * _EACH + number, item) for number, item in more]
    return found


def _in_two(id_: str, one: str, two: str) -> str:
    return f"article {id_!r} is in two archives, {one} and {two}: delete it from one of them"


def _check_alike(first: str, one: Recipe, second: Path, two: Recipe) -> None:
    """Raise :class:`MismatchError` unless the vectors of both were made alike."""
    try:
        match(second, two, one)
    except MismatchError as error:
        raise MismatchError(f"{error}; or leave it out: it is read as one with {first}") from error


def _best(pairs: Ranking, limit: int) -> Ranking:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
