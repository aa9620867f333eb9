"""Several archives read as one: a snapshot of each, their vectors, and one ranking by words.

A chunk's and an article's number is its own in its archive, and which archive that is above it:
so what is found in all of them is fused as what is found in one. By words they are ranked with
the frequencies of all archives, also of those that a filter leaves out, as one archive would.

An archive may be on a server (:mod:`qa.search.served`): those are asked side by side, in threads
that wait for the network, while those of this machine are searched here one after another.
"""

from __future__ import annotations

import contextlib
import heapq
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import numpy as np

from qa.chinese.simhash import SIZE
from qa.errors import ArchiveError, InputError, KanbaoError, MismatchError
from qa.records import Report
from qa.search.words import Statistics, best_by_words
from qa.store import match
from qa.store.days import Day, days_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from qa.records import Article, Chunk, Imprint, Where
    from qa.search.protocols import VectorIndex
    from qa.store import Entry, Recipe, Writer

__all__ = ["Shard", "Shards", "ShardsIndex", "ShardsView", "place_of"]

_EACH = 1 << 40
"""Numbers an archive has room for; those of 8,000 archives then stay exact in JSON."""

_WAITING = 32
"""Threads, at most, that wait for servers."""

Ranking = list[tuple[int, float]]
S = TypeVar("S")
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

    is_served = False
    """Whether asking it is waiting for another machine."""

    def __init__(self, store: Any, index: VectorIndex, *, place: Path | str) -> None:
        """``place`` is the folder, or the address, by which an archive is told from another."""
        self.store = store
        self.index = index
        self.place = place
        self.name: str = store.name
        self._extent: _Extent | None = None

    def may_match(self, view: Any, where: Where | None) -> bool:
        """Whether an article of ``view`` can pass a filter; looked up once a generation."""
        if where is None:
            return True
        extent = self._extent
        if extent is None or extent.state != view.state:
            since, until = view.period()
            sources = frozenset(name for name, _ in view.facets("source", None) if name is not None)
            extent = self._extent = _Extent(view.state, since, until, sources)
        return extent.may_match(where)

    def statistics(self, view: Any, tokens: Sequence[str]) -> Statistics:
        """Return how often tokens are in it."""
        return Statistics.of(view, tokens)

    def by_words(
        self,
        view: Any,
        tokens: Sequence[str],
        counted: Statistics,
        *,
        where: Where | None,
        limit: int,
    ) -> Ranking:
        """Return its best by words, with the counts of all archives."""
        return best_by_words(view, tokens, counted, where=where, limit=limit)


class Part(NamedTuple):
    """An archive at one moment, and its place among all."""

    place: int
    shard: Shard
    view: Any

    def numbered(self, number: int) -> int:
        """Return a number of its own as one of all archives."""
        return self.place * _EACH + number


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
        counts = Counter(_resolved(shard.place) for shard in shards)
        for one, times in counts.items():
            if times > 1:
                raise InputError(f"{one}: is given {times} times: name each archive once")
        self._shards = tuple(shards)
        self._here = [shard.place for shard in shards if isinstance(shard.place, Path)]
        self._folder = folder
        served = sum(shard.is_served for shard in shards)
        self._threads = ThreadPoolExecutor(min(4 * served, _WAITING)) if served else None

    @property
    def folder(self) -> Path:
        """Where what belongs to them together is: where they are listed, or the last one's.

        A folder that is not there where all are on servers and nothing lists them.
        """
        return self._folder or (self._here[-1] if self._here else Path(self.name))

    @property
    def name(self) -> str:
        """What messages call them."""
        return str(self._folder or " + ".join(shard.name for shard in self._shards))

    def close(self) -> None:
        """Close each."""
        if self._threads:
            self._threads.shutdown()
        for shard in self._shards:
            shard.store.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[ShardsView]:
        """Give a view of each that does not change while it is open."""
        with contextlib.ExitStack() as stack:
            views = self.side_by_side(
                [(shard, partial(_entered, stack, shard)) for shard in self._shards]
            )
            yield ShardsView(self, list(map(Part, count(), self._shards, views)))

    @contextlib.contextmanager
    def snapshot_here(self) -> Iterator[ShardsView]:
        """Give a view of those of this machine alone, for :meth:`verify`."""
        with contextlib.ExitStack() as stack:
            yield ShardsView(
                self,
                [
                    Part(place, shard, _entered(stack, shard))
                    for place, shard in enumerate(self._shards)
                    if not shard.is_served
                ],
            )

    def unread(self) -> list[str]:
        """Return why what is on servers cannot be read with what is here, one line each."""
        if not any(shard.is_served for shard in self._shards):
            return []
        with contextlib.ExitStack() as stack:
            views = self.side_by_side(
                [(shard, partial(_entered_or_why_not, stack, shard)) for shard in self._shards]
            )
            problems = [view for view in views if isinstance(view, str)]
            parts = [
                part
                for part in map(Part, count(), self._shards, views)
                if not isinstance(part.view, str)
            ]
            try:
                ShardsView(self, parts).recipe()
            except MismatchError as error:
                problems.append(str(error))
        return problems

    def check_here(self) -> None:
        """Raise :class:`ArchiveError` naming an archive on a server: it is not copied from here."""
        for shard in self._shards:
            if shard.is_served:
                raise ArchiveError(
                    f"{shard.name}: is on a server, and is copied there: run kanbao move on that "
                    "machine, and here on a list without it"
                )

    def side_by_side(self, jobs: Sequence[tuple[Shard, Callable[[], S]]]) -> list[S]:
        """Return what each job returns: all servers are asked at once, then this machine's.

        Those of this machine one after another, in this thread.
        """
        waiting = [
            self._threads.submit(job) if self._threads and shard.is_served else None
            for shard, job in jobs
        ]
        here = [
            job() if wait is None else None for (_, job), wait in zip(jobs, waiting, strict=True)
        ]
        return [
            cast("S", one) if wait is None else wait.result()
            for one, wait in zip(here, waiting, strict=True)
        ]

    def check_writable(self) -> None:
        """Raise :class:`ArchiveError`: one archive is written, not several."""
        raise ArchiveError(
            f"{self.name}: this is several archives, which are only read together: name the one "
            f"that is to be written; for new articles that is the last, {self._shards[-1].name}"
        )

    @contextlib.contextmanager
    def write(self) -> Iterator[Writer]:
        """Raise :class:`ArchiveError`: see :meth:`check_writable`."""
        self.check_writable()
        yield from ()

    def verify(self, view: Any, *, words: bool = True) -> Report:
        """Check every invariant of each archive of this machine, and that no article is in two.

        Those on servers are verified there, and named in ``elsewhere``.
        """
        reports = [
            (part.shard, part.shard.store.verify(part.view, words=words)) for part in view.here()
        ]
        named = [f"{shard.name}: {line}" for shard, report in reports for line in report.problems]
        return Report(
            articles=sum(report.articles for _, report in reports),
            chunks=sum(report.chunks for _, report in reports),
            vectors=sum(report.vectors for _, report in reports),
            words=sum(report.words for _, report in reports),
            problems=(*named, *view.twice()),
            elsewhere=tuple(shard.name for shard in self._shards if shard.is_served),
        )


class ShardsView:
    """A snapshot of each archive, read as one: a :class:`qa.store.protocols.ArticleView`."""

    def __init__(self, shards: Shards, parts: Sequence[Part]) -> None:
        self._shards = shards
        self.parts = tuple(parts)
        self._homes: dict[str, Part] = {}
        self._statistics = Statistics(frequencies={}, having={})
        self._asked: set[str] = set()

    @property
    def state(self) -> tuple[int, str]:
        """The sum of the archives' transactions, and their stamps."""
        states = [part.view.state for part in self.parts]
        return sum(number for number, _ in states), " ".join(stamp for _, stamp in states)

    def recipe(self) -> Recipe | None:
        """Return what made the vectors of all; None before the first article.

        Raises :class:`MismatchError` naming an archive whose vectors something else made.
        """
        made: list[tuple[Shard, Recipe]] = [
            (part.shard, recipe) for part in self.parts if (recipe := part.view.recipe())
        ]
        if not made:
            return None
        first, common = made[0]
        for shard, recipe in made[1:]:
            _check_alike(first.name, common, shard.name, recipe)
        return common

    def count(self, table: str = "chunks") -> int:
        """Return the number of rows in all archives."""
        return sum(count for _, count in self.asked(lambda part: part.view.count(table)))

    def count_of(self, where: Where) -> int:
        """Return the number of the chunks of matching articles."""
        matching = self.matching(where)
        return sum(n for _, n in self.asked(lambda part: part.view.count_of(where), matching))

    def content_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the content hash of those of ``ids`` that are here."""
        parts = self.here()
        return {id_: made for p in parts for id_, made in p.view.content_hashes(ids).items()}

    def article(self, id_: str) -> Article | None:
        """Return the article, None if there is none; :class:`ArchiveError` if it is in two."""
        part = self._part_of(id_)
        found: Article | None = part and part.view.article(id_)
        return found

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return those of ``ids`` that are here, by id, with one exchange a server.

        Raises :class:`ArchiveError` if one is in two archives.
        """
        self.headings([id_ for id_ in ids if id_ not in self._homes])
        own: dict[int, list[str]] = {}
        for id_ in ids:
            if id_ in self._homes:
                own.setdefault(self._homes[id_].place, []).append(id_)
        having = [part for part in self.parts if part.place in own]
        asked = self.asked(lambda part: part.view.articles(own[part.place]), having)
        return {id_: article for _, found in asked for id_, article in found.items()}

    def original(self, id_: str) -> Article | None:
        """Return what was recognised of a corrected article; None if it is not, or not here."""
        part = self._part_of(id_)
        found: Article | None = part and part.view.original(id_)
        return found

    def embedded(self, ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """Return the title, text and vector (float32 bytes) of each chunk of some articles."""
        return [row for part in self.here() for row in part.view.embedded(ids)]

    def page(self, where: Where | None, *, after: int, limit: int) -> list[tuple[int, Article]]:
        """Return the next ``limit`` articles and their numbers, archive by archive."""
        return _next(
            self.matching(where),
            after,
            limit,
            lambda view, first, most: view.page(where, after=first, limit=most),
        )

    def entries(self, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return the next articles above ``after`` with all that belongs to them, as put."""
        return _next(
            self.here(),
            after,
            limit,
            lambda view, first, most: view.entries(after=first, limit=most),
        )

    def all_articles(self) -> Iterator[Article]:
        """Yield all articles, archive by archive."""
        for part in self.here():
            yield from part.view.all_articles()

    def facets(self, by: str, where: Where | None) -> list[tuple[str | None, int]]:
        """Return how many matching articles there are of each value, in the values' order."""
        counts: Counter[str | None] = Counter()
        found = self.asked(lambda part: part.view.facets(by, where), self.matching(where))
        for _, more in found:
            counts.update(dict(more))
        return sorted(counts.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the articles that have one."""
        periods = [found for _, found in self.asked(lambda part: part.view.period())]
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
        for part, more in self.asked(lambda part: part.view.headings(ids)):
            for id_ in more.keys() & found.keys():
                raise ArchiveError(_in_two(id_, self._homes[id_].shard.name, part.shard.name))
            self._homes |= dict.fromkeys(more, part)
            found |= more
        return found

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token stands; tokens that stand in none are left out."""
        counted = self._counted(tokens).frequencies
        return {token: counted[token] for token in tokens if token in counted}

    def matches(self, tokens: Sequence[str], where: Where | None, *, limit: int) -> Ranking:
        """Return the chunks with any of ``tokens``, best first: number, BM25 (higher is better)."""
        counted = self._counted(tokens)
        best = self.asked(
            lambda part: part.shard.by_words(part.view, tokens, counted, where=where, limit=limit),
            self.matching(where),
        )
        found = [(part.numbered(number), score) for part, own in best for number, score in own]
        return _best(found, limit)

    def matches_among(self, tokens: Sequence[str], where: Where, *, limit: int) -> Ranking:
        """Return what :meth:`matches` does."""
        return self.matches(tokens, where, limit=limit)

    def stale(self, files: Iterable[tuple[str, str]]) -> list[str]:
        """Return the ids of articles that were read of a file when it had another content."""
        known = list(files)
        return [id_ for part in self.here() for id_ in part.view.stale(known)]

    def rereads(self) -> list[tuple[str, str]]:
        """Return id and hash of the articles whose file was read when it had two contents."""
        return [pair for part in self.here() for pair in part.view.rereads()]

    def moves(self) -> str | None:
        """Return the folders that were moved in any of them, as JSON; None before the first."""
        moved = [json.loads(moves) for part in self.here() if (moves := part.view.moves())]
        return json.dumps([pair for pairs in moved for pair in pairs]) if moved else None

    def signatures(
        self, numbers: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the numbers of the articles that have one, (n,), and the signatures, (n, 32)."""
        if numbers is None:
            found = [(part, part.view.signatures(None)) for part in self.here()]
        else:
            own = _by_place(numbers)
            having = [part for part in self.parts if part.place in own]
            found = self.asked(lambda part: part.view.signatures(own[part.place]), having)
        none = np.empty(0, np.int64), np.empty((0, SIZE), np.uint8)
        return (
            np.concatenate([none[0], *(part.numbered(0) + there for part, (there, _) in found)]),
            np.concatenate([none[1], *(rows for _, (_, rows) in found)]),
        )

    def on_days_of(self, ids: Iterable[str], *, most: int) -> list[tuple[int, str | None, str]]:
        """Return number, id and day of all articles of the days that ``ids`` are of.

        In the order of numbers, with None for other ids than those; days with more than ``most``
        articles are passed over.
        """
        own = list(ids)
        days = sorted({day.isoformat() for _, day in self.headings(own).values() if day})
        counts: Counter[str] = Counter()
        for _, more in self.asked(lambda part: part.view.count_a_day(days)):
            counts.update(more)
        kept = [day for day in days if 1 < counts[day] <= most]
        return [
            (part.numbered(number), id_, day)
            for part, found in self.asked(lambda part: part.view.on_days(kept, own))
            for number, id_, day in found
        ]

    def days_of(self, ids: Sequence[str], *, most: int) -> list[Day]:
        """Return the days that ``ids`` are of, with the signatures of all their articles."""
        return days_of(self, ids, most=most)

    def papers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, Imprint | None]]:
        """Return title, source and imprint of the articles of these numbers."""
        return self._each(numbers, lambda view, own: view.papers(own))

    def unsigned(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, content hash and text of the articles from before there were signatures."""
        for part in self.here():
            for number, made, text in part.view.unsigned():
                yield part.numbered(number), made, text

    def article_numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of those of ``ids`` that are here."""
        return [
            part.numbered(number)
            for part, found in self.asked(lambda part: part.view.article_numbers(ids))
            for number in found
        ]

    def unstaged(self, *, limit: int) -> list[Article]:
        """Return some of the articles whose chunks of a rebuild are not made yet."""
        found = [article for part in self.here() for article in part.view.unstaged(limit=limit)]
        return found[:limit]

    def twice(self) -> Iterator[str]:
        """Yield a line for each article that is in two archives."""
        ids = (zip(part.view.ids(), repeat(at)) for at, part in enumerate(self.here()))
        for (id_, one), (other, two) in pairwise(heapq.merge(*ids)):
            if id_ == other:
                yield _in_two(id_, self.parts[one].shard.name, self.parts[two].shard.name)

    def matching(self, where: Where | None) -> list[Part]:
        """Return the archives that may have an article which passes a filter."""
        asked = self.asked(lambda part: part.shard.may_match(part.view, where))
        return [part for part, may in asked if may]

    def here(self) -> Sequence[Part]:
        """Return the archives for what only their own machine does.

        Raises :class:`ArchiveError` for one that is on a server.
        """
        for part in self.parts:
            if part.shard.is_served:
                raise ArchiveError(f"{part.shard.name}: is on a server: do this there")
        return self.parts

    def asked(
        self, read: Callable[[Part], S], parts: Sequence[Part] | None = None
    ) -> list[tuple[Part, S]]:
        """Return what is read of each archive (None: of all), side by side where on servers."""
        some = self.parts if parts is None else parts
        found = self._shards.side_by_side([(part.shard, partial(read, part)) for part in some])
        return list(zip(some, found, strict=True))

    def _counted(self, tokens: Sequence[str]) -> Statistics:
        """Return the counts of all archives, of ``tokens`` and those that were asked before."""
        new = [token for token in dict.fromkeys(tokens) if token not in self._asked]
        if new:
            asked = self.asked(lambda part: part.shard.statistics(part.view, new))
            more = Statistics.total(counted for _, counted in asked)
            self._statistics = replace(
                more,
                frequencies={**self._statistics.frequencies, **more.frequencies},
                having={**self._statistics.having, **more.having},
            )
            self._asked.update(new)
        return self._statistics

    def _each(
        self, numbers: Iterable[int], look_up: Callable[[Any, list[int]], dict[int, Any]]
    ) -> dict[int, Any]:
        wanted = _by_place(numbers)
        having = [self.parts[place] for place in wanted]
        return {
            part.numbered(number): one
            for part, found in self.asked(lambda p: look_up(p.view, wanted[p.place]), having)
            for number, one in found.items()
        }

    def _part_of(self, id_: str) -> Part | None:
        """Return the archive that has an article, and remember it."""
        if id_ in self._homes:
            return self._homes[id_]
        asked = self.asked(lambda part: part.view.article_numbers([id_]))
        having = [part for part, numbers in asked if numbers]
        if len(having) > 1:
            one, two = (part.shard.name for part in having[:2])
            raise ArchiveError(_in_two(id_, one, two))
        if not having:
            return None
        self._homes[id_] = having[0]
        return having[0]


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
        near = view.asked(
            lambda p: p.shard.index.search(p.view, queries, k=k, where=where, exact=exact),
            view.matching(where),
        )
        for part, own in near:
            for pairs, more in zip(found, own, strict=True):
                pairs += [(part.numbered(number), score) for number, score in more]
        return [_best(pairs, k) for pairs in found]

    def save(self) -> None:
        """Write the file of each that is missing or of which much has changed since."""
        for shard in self._shards:
            shard.index.save()

    def problems(self, view: Any) -> list[str]:
        """Return what is wrong with the files, one line each."""
        return [
            f"{part.shard.name}: {line}"
            for part in view.here()
            for line in part.shard.index.problems(part.view)
        ]


def _next(
    parts: Iterable[Part],
    after: int,
    limit: int,
    read: Callable[[Any, int, int], list[tuple[int, T]]],
) -> list[tuple[int, T]]:
    """Return the next ``limit`` of what is read of each archive above a number of its own."""
    found: list[tuple[int, T]] = []
    for part in parts:
        first = max(after - part.numbered(0), 0)
        if first < _EACH and len(found) < limit:
            more = read(part.view, first, limit - len(found))
            found += [(part.numbered(number), item) for number, item in more]
    return found


def place_of(number: int) -> int:
    """Return the place, among all archives, of the one that an article of a page is in."""
    return number // _EACH


def _entered(stack: contextlib.ExitStack, shard: Shard) -> Any:
    return stack.enter_context(shard.store.snapshot())


def _entered_or_why_not(stack: contextlib.ExitStack, shard: Shard) -> Any:
    try:
        return _entered(stack, shard)
    except KanbaoError as error:
        return str(error)


def _by_place(numbers: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers that each archive has of its own, by its place."""
    found: dict[int, list[int]] = {}
    for number in numbers:
        found.setdefault(place_of(int(number)), []).append(int(number) % _EACH)
    return found


def _resolved(place: Path | str) -> Path | str:
    """Return what two names of one archive have in common."""
    return place.resolve() if isinstance(place, Path) else place.rstrip("/")


def _in_two(id_: str, one: str, two: str) -> str:
    return f"article {id_!r} is in two archives, {one} and {two}: delete it from one of them"


def _check_alike(first: str, one: Recipe, second: str, two: Recipe) -> None:
    """Raise :class:`MismatchError` unless the vectors of both were made alike."""
    try:
        match(second, two, one)
    except MismatchError as error:
        raise MismatchError(f"{error}; or leave it out: it is read as one with {first}") from error


def _best(pairs: Ranking, limit: int) -> Ranking:
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
