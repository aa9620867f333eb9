"""Archive: the one object a user holds."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections import deque
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.answering.limits import CHUNKS, LIMIT, READ
from qa.chinese.beginnings import beginning
from qa.errors import ArchiveError, InputError, MismatchError, ReadError
from qa.inputs import check_count, check_name, check_share, check_strings
from qa.reading.originals import OriginalFiles, file_state, is_in_file
from qa.records import (
    Added,
    Article,
    Facet,
    Field,
    FileState,
    Hit,
    Holdings,
    LostCorrection,
    Span,
    Where,
)
from qa.search.chunks import Chunking
from qa.search.query import as_queries
from qa.search.retrieve import ARMS, Fusion, check_arms, retrieve_timely
from qa.search.timely import Days
from qa.spread import InLine
from qa.store import (
    FACETS,
    check_all,
    content_hash,
    folder_of,
    is_lance,
    is_served,
    listed,
    match,
    open_store,
    server_of,
    to_file,
    unfinished,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

    import numpy as np
    from numpy.typing import NDArray

    from qa.answering.amending import Amendment
    from qa.answering.repeals import Repeal, Standing
    from qa.chinese.proper_names import Name
    from qa.interfaces import Embedder, Generator, Reranker, Selector
    from qa.records import Answer, Citation, Digest, Report, Summary
    from qa.search.duplicates import Signatures
    from qa.search.encode import Share
    from qa.search.protocols import VectorIndex
    from qa.search.query import Query
    from qa.shapes import Listed
    from qa.spread import Spread
    from qa.store import Entry, Recipe
    from qa.store.protocols import ArticleStore, ArticleView

__all__ = ["Archive"]

_PAGE = 256
_NAMING = 200
"""Chunks that are looked at for what is announced for days: 12月, 下周."""
_AMENDING = 500
"""Chunks that are looked at for what sets other articles right, or repeals them: 更正, 废止."""


class Archive:
    """Articles in a folder, found by meaning and by words, asked and summarised.

    Safe to use from several threads; several processes may read while one writes. Models are
    loaded when they are first needed. Close it, or use it in a ``with``.
    """

    def __init__(
        self,
        store: ArticleStore,
        *,
        embedder: Embedder | None = None,
        generator: Generator | None = None,
        reranker: Reranker | None = None,
        chunking: Chunking | None = None,
        fusion: Fusion | None = None,
        once: bool = False,
    ) -> None:
        """Use :meth:`open`."""
        self._store = store
        self._index: VectorIndex | None = None
        self._embedder = embedder
        self._generator = generator
        self._reader: Generator | None = None
        self._selector: Selector | None = None
        self._reranker = reranker
        self._chunking = chunking
        self._fusion = fusion
        self._set_right: tuple[object, tuple[Amendment, ...]] | None = None
        self._repeals: tuple[object, tuple[Repeal, ...]] | None = None
        self._once = once
        self._recipe: Recipe | None = None
        self._parts: tuple[str, ...] = ()
        self._lock = threading.RLock()

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        create: bool = True,
        embedder: Embedder | None = None,
        generator: Generator | None = None,
        reranker: Reranker | None = None,
        chunking: Chunking | None = None,
        fusion: Fusion | None = None,
        wait: float = 10.0,
        once: bool = False,
        here: bool = False,
    ) -> Self:
        """Open the archive in ``folder``; with ``create`` make one where there is none.

        ``lance:FOLDER`` makes one in the tables of LanceDB (``kanbao[lance]``) instead of SQLite;
        where one is, it is opened as what it is, with or without ``lance:``. A folder with a
        ``federation.toml`` (``archives = ["2023", "2024"]``, from that folder on) stands for these:
        see :meth:`federate`.

        Without an embedder or generator the default is used, without a reranker none; without a
        chunking the archive's own. A generator that was calibrated on this archive's questions
        (``kanbao-eval calibrate``) has the probabilities found there. ``wait`` is how many seconds
        to wait for another process that is writing. Where this user may not write, an archive is
        opened for reading. With ``once``, for a program that asks a question or two and ends, the
        default models compute them, in float32, instead of being compiled for more first. With
        ``here``, to :meth:`verify` several of which one may be on a server that is silent, servers
        are not asked. Raises :class:`ArchiveError` for a folder that is missing, is not an archive,
        or is damaged, and :class:`MismatchError` for an archive made with another embedder,
        chunking or version (for the default embedder when it is first needed).
        """
        place = folder_of(folder)
        if several := listed(place):
            return cls._federated(
                several.places,
                place,
                wait=wait,
                keys=several.keys(),
                here=here,
                embedder=embedder,
                generator=generator,
                reranker=reranker,
                chunking=chunking,
                fusion=fusion,
            )
        archive = cls(
            open_store(folder, create=create, wait=wait),
            embedder=embedder,
            generator=generator,
            reranker=reranker,
            chunking=chunking,
            fusion=fusion,
            once=once,
        )
        try:
            if embedder:
                with archive._store.snapshot() as view:
                    archive._check(view)
        except BaseException:
            archive.close()
            raise
        return archive

    @classmethod
    def federate(
        cls,
        folders: Sequence[str | Path],
        *,
        embedder: Embedder | None = None,
        generator: Generator | None = None,
        reranker: Reranker | None = None,
        fusion: Fusion | None = None,
        wait: float = 10.0,
        timeout: float = 30.0,
        keys: Mapping[str, str] | None = None,
    ) -> Self:
        """Open several archives to read them as one; give them in the order of their days.

        Each is a folder, or the address of a ``kanbao serve`` (``http://HOST:8000``, with
        ``#NAME`` where it serves several), whose key is the one that ``keys`` has for the server's
        address, else that of ``KANBAO_KEY``. Servers are asked
        side by side; one that sends nothing for ``timeout`` seconds is an :class:`ArchiveError`
        that names it, whatever was asked.
        What is found, and how it is scored, is what one archive of all their articles would give:
        of those that a filter's days and source leave out only words are counted. All methods that
        read are there; one that writes raises :class:`ArchiveError` and names the archives. Each
        is as it is on the disk: what is written to it meanwhile is found. A calibration is the last
        one's, or that of the folder that lists them: see :meth:`open`. Raises
        :class:`InputError` for no folder and for one given twice, :class:`MismatchError` for
        archives of different embedders or chunkings, naming one of them, and what :meth:`open`
        raises. An article that is in two of them is an :class:`ArchiveError` where it is met;
        :meth:`verify` looks for all.
        """
        if isinstance(folders, str):
            raise InputError("one folder is not a list of folders: put it in a list")
        return cls._federated(
            [str(one) if is_served(one) else Path(one) for one in folders],
            wait=wait,
            timeout=timeout,
            keys=_keys_of(keys or {}, folders),
            embedder=embedder,
            generator=generator,
            reranker=reranker,
            fusion=fusion,
        )

    @classmethod
    def _federated(
        cls,
        places: Sequence[Path | str],
        folder: Path | None = None,
        *,
        wait: float,
        timeout: float = 30.0,
        keys: Mapping[str, str],
        here: bool = False,
        **made: Any,
    ) -> Self:
        """Read several as one; what belongs to them together lies in ``folder``."""
        from qa.search.index import Index
        from qa.search.shards import Shard, Shards, ShardsIndex
        from qa.store import Store

        with ExitStack() as stack:
            shards: list[Shard] = []
            for part in places:
                if isinstance(part, str):
                    from qa.search.served import ServedShard

                    key = keys.get(server_of(part))
                    shards.append(ServedShard(part, seconds=timeout, key=key))
                    continue
                if is_lance(part):
                    raise ArchiveError(
                        f"{part}: in Lance tables it is not read as one with others: "
                        "kanbao move it to a folder of SQLite"
                    )
                store = Store(part, create=False, wait=wait)
                stack.callback(store.close)
                shards.append(Shard(store, Index(part), place=part))
            several = Shards(shards, folder)
            archive = cls(several, **made)
            stack.callback(archive._store.close)
            archive._index = ShardsIndex(shards)
            archive._parts = tuple(str(shard.place) for shard in shards)
            together = several.snapshot_here() if here else several.snapshot()
            with together as view:
                archive._check(view) if archive._embedder else archive._check_chunking(view)
            stack.pop_all()
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write the index beside the store, if it is newer, and let go of the files."""
        if self._index:
            self._index.save()
        self._store.close()

    def __len__(self) -> int:
        """Return the number of articles."""
        with self._store.snapshot() as view:
            return view.count("articles")

    def add(
        self,
        articles: Iterable[Article],
        *,
        batch: int = 256,
        progress: Callable[[int], None] | None = None,
        spread: Spread | None = None,
    ) -> Added:
        """Add articles; replace those whose id is here with other content; skip equal ones.

        ``batch`` articles are one transaction: they are all there or none is, whatever happens.
        What did not change is not embedded again. An article without text is kept and listed but
        not found by a search. Models run before the transaction, so that other writers wait only
        briefly for it; ``spread`` says where they run (None: here), and makes the same archive.
        ``progress`` is called with how many articles are done. A file of a folder
        that was relocated has the ids that it had before, so that it is not added twice. Raises
        :class:`InputError` for an id that is empty or comes twice, or that another file's article
        has which says something else, and for text that is too long or none (nothing of that batch
        is added), :class:`BusyError` if another process did not
        finish writing in time, :class:`ArchiveError` where this user may not write,
        :class:`WorkerError` for workers of ``spread`` that end again and again.
        """
        from qa.search.duplicates import Signatures
        from qa.search.encode import Encoding
        from qa.search.relocate import Moves

        if batch < 1:
            raise InputError(f"batch must be at least 1, not {batch}")
        if isinstance(articles, (Article, str)):
            raise InputError("one article is not a list of articles: put it in a list")
        signatures = Signatures()
        self._check_writable()
        with self._store.snapshot() as snapshot:
            moves = Moves.of(snapshot)
        identified, total = map(moves.identified, articles), Added()
        files: set[tuple[str, str]] = set()
        self._sign()
        waiting: deque[_Batch] = deque()
        encoded = (spread or InLine()).map(
            Encoding(self._model), self._shares(identified, batch, waiting)
        )
        for first in encoded:
            part = waiting.popleft()
            files.update(to_file(article) for article in part.articles if article.origin)
            entries: list[Entry] = []
            for some in chain([first], islice(encoded, part.shares - 1)):
                entries += some
                if progress:
                    progress(len(total.ids) + part.same + len(entries))
            more = self._stored(part, entries, signatures)
            total = Added(
                added=total.added + more.added,
                replaced=total.replaced + more.replaced,
                unchanged=total.unchanged + more.unchanged,
                ids=total.ids + tuple(article.id for article in part.articles),
                near_duplicates=total.near_duplicates + more.near_duplicates,
                uncorrected=total.uncorrected + more.uncorrected,
                refiled=total.refiled + more.refiled,
            )
            if progress:
                progress(len(total.ids))
        with self._store.snapshot() as view:
            return replace(total, stale=tuple(view.stale(files)))

    def others(self, articles: Iterable[Article]) -> dict[str, str]:
        """Return what :meth:`add` would refuse: ids that another file's article has here, and that.

        The other article says something else, so that it must not be replaced.
        """
        from qa.search.relocate import Moves

        with self._store.snapshot() as view:
            moves = Moves.of(view)
            return _others(_elsewhere(view, map(moves.identified, articles)))

    def correct(
        self,
        id_: str,
        text: str,
        *,
        start: int | None = None,
        end: int | None = None,
        field: Field = Field.TEXT,
        by: str | None = None,
    ) -> Article:
        """Put a recognised article right: ``[start, end)`` of its text becomes ``text``.

        Of its title where ``field`` is that; all of it without ``start`` and ``end``. Only
        characters that differ are corrected, each noted with ``by`` and the time, and stay where
        they are on the scan. What was recognised is kept: :meth:`original`; corrected to that, the
        article is as it was. Returns the article as it is now. Raises :class:`InputError` for an
        article that is not here or was not recognised, a span that is none in it, and for ``by``
        that is no name of up to 100 characters.
        """
        from qa.search.correct import Author, check_recognised, corrected

        self._check_writable()
        now = self.get(id_)
        check_recognised(now)
        there = now.of_field(field)
        check_name("by", by)
        start, end = start or 0, len(there.text) if end is None else end
        if not 0 <= start <= end <= len(there.text):
            raise InputError(
                f"[{start}, {end}) is no span of article {id_!r}: its {field} has "
                f"{len(there.text)} characters"
            )
        with self._store.snapshot() as view:
            original = view.original(id_) or now
        author = Author(by=by, at=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"))
        made = corrected(original, now, field, start=start, end=end, text=text, author=author)
        if not made.text.strip():
            raise InputError(f"article {id_!r} would have no text left: delete it, or keep some")
        check_all([made], set())
        self._put({made.id: original}, [made])
        return made

    def original(self, id_: str) -> Article:
        """Return an article as it was recognised, without its corrections.

        Raises :class:`InputError` for an article that is not here.
        """
        with self._store.snapshot() as view:
            return view.original(id_) or self._get(view, id_)

    def delete(self, ids: Sequence[str]) -> list[str]:
        """Delete articles, in one transaction; return the ids of those that were here.

        Raises :class:`InputError` for a single string.
        """
        if isinstance(ids, str):
            raise InputError(f"{ids!r} is not a list of ids: put it in a list")
        self._check_writable()
        with self._store.write() as writer:
            self._check_chunking(writer)
            known = writer.content_hashes(ids)
            writer.delete(list(known))
        return [id_ for id_ in dict.fromkeys(ids) if id_ in known]

    def get(self, id_: str) -> Article:
        """Return an article exactly as it was added; :class:`InputError` if it is not here."""
        with self._store.snapshot() as view:
            return self._get(view, id_)

    def those_of(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return those articles of ``ids`` that are here, by id."""
        with self._store.snapshot() as view:
            return view.articles(ids)

    def articles(self, *, where: Where | None = None) -> Iterator[Article]:
        """Yield the matching articles in the order they were first added."""
        return (article for _, article in self._numbered(where))

    def listed(self, *, where: Where | None = None) -> Iterator[Listed]:
        """Yield what a list shows of the articles of :meth:`articles`.

        Where several archives are read as one, each with the one that it is in.
        """
        from qa.shapes import Listed

        for number, article in self._numbered(where):
            yield Listed.of(article, self._part_of(number))

    def _part_of(self, number: int) -> str | None:
        if not self._parts:
            return None
        from qa.search.shards import place_of

        return self._parts[place_of(number)]

    def _numbered(self, where: Where | None) -> Iterator[tuple[int, Article]]:
        after = 0
        while True:
            with self._store.snapshot() as view:
                page = view.page(where, after=after, limit=_PAGE)
            if not page:
                return
            yield from page
            after = page[-1][0]

    def page(
        self, *, where: Where | None = None, after: int = 0, limit: int = _PAGE
    ) -> tuple[list[Article], int | None]:
        """Return the next ``limit`` matching articles, in the order of :meth:`articles`.

        ``after`` is what the page before returned beside its articles, 0 for the first page; None
        is returned where no article follows. Articles that are added meanwhile stand on later
        pages, none comes twice. Raises :class:`InputError` for ``limit`` below 1.
        """
        check_count("limit", limit)
        with self._store.snapshot() as view:
            rows = view.page(where, after=after, limit=limit + 1)
        more = len(rows) > limit
        return [article for _, article in rows[:limit]], rows[limit - 1][0] if more else None

    def facets(self, by: str, *, where: Where | None = None) -> list[Facet]:
        """Count the matching articles by year, month, source, tag, page or section.

        In the values' order, those without a value last; an article counts for each of its tags.
        Raises :class:`InputError` for another ``by``.
        """
        if by not in FACETS:
            raise InputError(f"by is {by!r}: give one of {', '.join(FACETS)}")
        with self._store.snapshot() as view:
            return [Facet(value=value, count=count) for value, count in view.facets(by, where)]

    def holdings(self) -> Holdings:
        """Return what the archive holds, in numbers."""
        with self._store.snapshot() as view:
            since, until = view.period()
            made = view.recipe()
            return Holdings(
                articles=view.count("articles"),
                chunks=view.count("chunks"),
                since=since,
                until=until,
                sources=tuple(
                    Facet(value=value, count=count) for value, count in view.facets("source", None)
                ),
                embedder=json.loads(made.embedder)["name"] if made else None,
                generation=view.state[0],
            )

    def cite(self, id_: str, start: int, end: int, *, field: Field = Field.TEXT) -> Citation:
        """Return the citation of ``article.text[start:end]``, its file read again: :meth:`check`.

        Of ``article.title[start:end]`` where ``field`` is that.

        Raises :class:`InputError` for an article that is not here and a span that is none in it.
        """
        from qa.answering.citations import cite

        article = self.get(id_)
        length = len(article.of_field(field).text)
        if not 0 <= start < end <= length:
            raise InputError(
                f"[{start}, {end}) is no span of article {id_!r}: its {field} has "
                f"{length} characters"
            )
        return self.check(cite(article, Span(start=start, end=end), field))

    def search(
        self, text: str, *, k: int = 10, where: Where | None = None, arms: Sequence[str] = ARMS
    ) -> list[Hit]:
        """Return the best ``k`` chunks for ``text`` (1 to 1,000 characters), best first.

        What is seen of a text is searched for, in either script: see :mod:`qa.chinese.fold`.
        One character or number finds only the chunks that have it. ``arms`` are
        ``dense`` (by meaning) and ``sparse`` (by words); the embedder is loaded only for the
        first. Raises :class:`InputError` for a text, ``k`` or arm out of range.
        """
        return self.search_many([text], k=k, where=where, arms=arms)[0]

    def search_many(
        self,
        texts: Sequence[str],
        *,
        k: int = 10,
        where: Where | None = None,
        arms: Sequence[str] = ARMS,
    ) -> list[list[Hit]]:
        """Search for each text: see :meth:`search`."""
        check_count("k", k)
        check_arms(arms)
        found = self._found(as_queries(texts), k=k, where=where, arms=arms, reranker=self._reranker)
        with found as (_, hits):
            return hits

    def ask(
        self,
        question: str,
        *,
        where: Where | None = None,
        k: int = READ,
        verbatim: bool = True,
        threshold: float | None = None,
        today: dt.date | None = None,
    ) -> Answer:
        """Answer a question from the best ``k`` chunks, or refuse: ``text`` is None then.

        They are read one by one until no other is likely to change the answer; those read are its
        ``hits``.
        ``verbatim`` and ``threshold`` as for :func:`qa.answering.answer.answer_questions`;
        ``today`` (None: the real one) is the day from which the days that the question names are
        counted. Raises :class:`InputError` for a question of none or more than 1,000 characters,
        and for ``k``, ``threshold`` or ``today`` out of range.
        """
        return self.ask_many(
            [question], where=where, k=k, verbatim=verbatim, threshold=threshold, today=today
        )[0]

    def ask_many(
        self,
        questions: Sequence[str],
        *,
        where: Where | None = None,
        k: int = READ,
        verbatim: bool = True,
        threshold: float | None = None,
        today: dt.date | None = None,
    ) -> list[Answer]:
        """Answer each question: see :meth:`ask`."""
        from qa.answering.digests.asked_days import readings

        check_count("k", k)
        if threshold is not None:
            check_share("threshold", threshold)
        today = today or dt.date.today()
        how: dict[str, Any] = {
            "where": where,
            "k": k,
            "verbatim": verbatim,
            "threshold": threshold,
            "today": today,
        }
        queries = as_queries(questions, today=today)
        ways = [readings(query, today) for query in queries]
        answers = self._answered([first for first, *_ in ways], **how)
        others = [next(iter(others), None) for _, *others in ways]
        answers = self._asked_again(answers, others, **how)
        others = [
            None if answer.text else self._of_the_year_held(query, where)
            for query, answer in zip(queries, answers, strict=True)
        ]
        answers = self._asked_again(answers, others, **how)
        return self._with_days_held(answers)

    def _asked_again(
        self, answers: Sequence[Answer], others: Sequence[Query | None], **how: Any
    ) -> list[Answer]:
        """Return answers, in the place of refusals those to the questions as of other days."""
        again = {
            place: other
            for place, other in enumerate(others)
            if other and answers[place].text is None
        }
        made = list(answers)
        told = self._answered(list(again.values()), **how) if again else []
        for place, answer in zip(again, told, strict=True):
            by_moon = any(day.lunar for day in answer.dates) and answer.announced is None
            made[place] = made[place] if answer.text is None or by_moon else answer
        return made

    def _of_the_year_held(self, query: Query, where: Where | None) -> Query | None:
        """Return a question as of the only year that has its day, if it is of another."""
        from qa.answering.digests.asked_days import Held, of_the_year_held

        where = where or Where()
        days = None if not query.dates or where.since or where.until else self._days()
        if days is None:
            return None
        held = Held(first=days[0], last=days[1], where=where, listed=self._page)
        return of_the_year_held(query, held)

    def _answered(
        self,
        asked: Sequence[Query],
        *,
        where: Where | None,
        k: int,
        verbatim: bool,
        threshold: float | None,
        today: dt.date,
    ) -> list[Answer]:
        """Answer each question of the days that it names, as it was understood."""
        from qa.answering.editions import with_editions
        from qa.answering.nearest import with_nearest
        from qa.answering.several import answer_each

        last = self._last_day(today) if any(query.of_now for query in asked) else None
        days = [
            Days.newest(last, where) if query.of_now else Days.of(query.dates, where)
            for query in asked
        ]
        hits, articles = self._find(asked, k=k, where=where, days=days, reranker=self._reranker)
        standing = self._standing(articles.values(), today)
        answers = answer_each(
            asked,
            hits,
            days=days,
            generator=self._writer(),
            get_article=articles.__getitem__,
            verbatim=verbatim,
            threshold=threshold,
            standing=standing,
            among_others=(where or Where()) == Where() and len(self) > 1,
        )
        answers = [
            self._told_ahead(query, answer, where=where, threshold=threshold)
            for query, answer in zip(asked, answers, strict=True)
        ]
        answers = [standing.told(answer) for answer in answers]
        answers = self._put_right(answers)
        answers = [with_editions(answer, self.get) for answer in answers]
        return [
            with_nearest(query.simplified, answer, self.get)
            for query, answer in zip(asked, answers, strict=True)
        ]

    def _told_ahead(
        self, query: Query, answer: Answer, *, where: Where | None, threshold: float | None
    ) -> Answer:
        """Return an answer to what there is on some days with all that is announced for them.

        Where there is none, or it is one of what is announced.
        """
        from qa.answering.digests.announced import (
            announced,
            answer_of,
            asks_what_is_on,
            asks_which,
            asks_which_do,
            in_whole_sentences,
            part_of_day,
            with_part,
        )
        from qa.answering.digests.finding import Finder
        from qa.reasons import DOUBTFUL

        days = Days.of(query.dates, where)
        if days is None or any(x.date and x.date >= days.since for x in answer.citations):
            return answer
        unsure = answer.text is None or (asks_which_do(query) and answer.confidence < DOUBTFUL)
        if not (asks_what_is_on(query) or (asks_which(query) and unsure)):
            ids = dict.fromkeys(hit.chunk.article_id for hit in answer.hits)
            part = part_of_day(query, answer.hits, {id_: self.get(id_) for id_ in ids})
            return with_part(answer, *part, threshold=threshold) if part else answer

        def find(where: Where | None) -> tuple[list[Hit], dict[str, Article]]:
            hits, articles = self._find([query], k=CHUNKS, where=where)
            return hits[0], articles

        held = self._days()
        finder = Finder(find=find, naming=self._naming, last=held and held[1])
        found = finder.ahead(query, where or Where(), days.since, days.until)
        told = announced(query, found)
        if not told and answer.text is not None and len(answer.citations) == 1:
            return in_whole_sentences(answer, self.get(answer.citations[0].article_id))
        return answer_of(answer, told, found[0], threshold=threshold)

    def _with_days_held(self, answers: list[Answer]) -> list[Answer]:
        """Return answers, a refusal of a question of some days with those that are here."""
        if not any(_is_refused_for_days(answer) for answer in answers):
            return answers
        held = self._days() or ()
        return [replace(one, held=held) if _is_refused_for_days(one) else one for one in answers]

    def digest(
        self,
        question_or_ids: str | Sequence[str],
        *,
        where: Where | None = None,
        k: int = CHUNKS,
        limit: int = LIMIT,
        today: dt.date | None = None,
    ) -> Digest:
        """Digest the best ``k`` chunks for a question, or the articles of a list of ids.

        At most ``limit`` sentences of the articles, newest first; refused (``text`` is None) where
        nothing answers to the question. ``today`` (None: the real one) as for :meth:`ask`; here the
        search is narrowed to the days that the question names: see
        :func:`qa.answering.digests.digest.digest_question`. Raises :class:`InputError` as
        :meth:`ask` does, for ``limit`` below 1, and for an id that is not here.
        """
        from qa.answering.digests.digest import digest_articles, digest_question
        from qa.search.encode import embed
        from qa.search.names import articles_with
        from qa.writing.leads import lead_of

        check_count("k", k)
        check_count("limit", limit)
        if not isinstance(question_or_ids, str):
            articles = self._chosen(question_or_ids, where or Where())
            done = digest_articles(articles, embedder=self._model(), limit=limit, lead_of=lead_of)
            return self._with_amendments(done)
        today = today or dt.date.today()
        (asked,) = as_queries([question_or_ids], today=today)

        vectors = embed(self._model(), [asked.simplified], queries=True)

        def find(where: Where | None) -> tuple[list[Hit], dict[str, Article]]:
            hits, articles = self._find([asked], k=k, where=where, vectors=vectors)
            return hits[0], articles

        def having(names: Sequence[Name], where: Where) -> frozenset[str] | None:
            with self._store.snapshot() as view:
                return articles_with(view, [name.forms for name in names], where)

        def counted(where: Where) -> int:
            with self._store.snapshot() as view:
                return sum(count for _, count in view.facets("month", where))

        done = digest_question(
            asked,
            find=find,
            having=having,
            naming=self._naming,
            listed=self._page,
            counted=counted,
            lead_of=lead_of,
            days=self._days(),
            today=today,
            embedder=self._model(),
            selector=self._sentence_selector,
            where=where,
            limit=limit,
        )
        return self._with_amendments(done)

    def summarize(
        self, article: Article | str, *, kind: str = "brief", length: int | None = None
    ) -> Summary:
        """Summarise an article, or an id's: :func:`qa.writing.summarize.summarize_articles`."""
        return self.summarize_many([article], kind=kind, length=length)[0]

    def summarize_many(
        self,
        articles: Sequence[Article | str],
        *,
        kind: str = "brief",
        length: int | None = None,
        spread: Spread | None = None,
    ) -> list[Summary]:
        """Summarise each article, where ``spread`` says (None: here): see :meth:`summarize`."""
        if isinstance(articles, str):
            raise InputError("articles: one string where a list is wanted: put it in a list")
        whole = [item if isinstance(item, Article) else self.get(item) for item in articles]
        return list(self.summarize_each(whole, kind=kind, length=length, spread=spread))

    def summarize_each(
        self,
        articles: Iterable[Article],
        *,
        kind: str = "brief",
        length: int | None = None,
        spread: Spread | None = None,
    ) -> Iterator[Summary]:
        """Yield a summary of each article, in order, as soon as it is made.

        Articles are taken as they are needed, so that there may be any number of them: 16 where
        the work is done here, and two such batches a worker of ``spread``.
        """
        from qa.writing.spreading import Summarising, shares

        summarising = Summarising(self._writer(), kind=kind, length=length)
        made = chain.from_iterable((spread or InLine()).map(summarising, shares(articles)))
        return map(self._amended, made)

    def check(self, citation: Citation) -> Citation:
        """Read the cited file again; return the citation with its place and ``file_state`` now.

        ``same``: the file's bytes are those that were read, and the quotation stands there.
        Raises :class:`InputError` for an article that is not here and for a quotation that is not
        ``article.text[start:end]``.
        """
        from qa.answering.citations import cite

        whole = self.get(citation.article_id)
        article = whole.of_field(citation.field)
        inside = 0 <= citation.start < citation.end <= len(article.text)
        if not inside or article.text[citation.start : citation.end] != citation.quote:
            raise InputError(
                f"article {article.id!r} does not have the quotation at "
                f"[{citation.start}, {citation.end}): ask again"
            )
        now = cite(whole, citation.span, citation.field)
        return replace(
            citation,
            file=now.file,
            file_start=now.file_start,
            file_end=now.file_end,
            page=now.page,
            boxes=now.boxes,
            text_confidence=now.text_confidence,
            corrections=now.corrections,
            file_state=_state(article, citation.start, citation.end),
        )

    def altered(self, ids: Iterable[str]) -> list[str]:
        """Return those of ``ids`` whose article is not what was added, nor corrected here.

        Another program changed the archive's own files. It takes less than a millisecond for the
        articles of an answer; :meth:`verify` looks at everything. What is on a server is not
        looked at.
        """
        asked = list(dict.fromkeys(ids))
        with self._snapshot_here() as view:
            added = view.content_hashes(asked)
            there = view.articles(list(added))
        return [id_ for id_ in there if content_hash(there[id_]) != added[id_]]

    def relocate(self, old: str | Path, new: str | Path) -> int:
        """Note that the folder or file ``old`` is now ``new``; return how many articles moved.

        Articles keep their ids, and adding ``new`` again finds them unchanged. All in one
        transaction. Files are not touched and need not exist. Raises :class:`InputError` if one
        lies in the other, or if articles were already added from the new place.
        """
        from qa.search.relocate import relocated

        self._check_writable()
        with self._store.write() as writer:
            return relocated(writer, _place(old), Path(new).resolve())

    def read_shard(self, asked: Any) -> dict[str, Any]:
        """Return what a federation on another machine reads here, as JSON; for the service.

        ``asked`` is a :class:`qa.search.serving.ShardRead`. Raises what
        :func:`qa.search.serving.answered` does.
        """
        from qa.search.serving import answered

        return answered(self._store, self._vectors(), asked)

    def verify(self, *, files: bool = False) -> Report:
        """Check every invariant of the store and the index file. No model is loaded for it.

        Half of a copy that was stopped is no sound archive, and the report says so.
        A file that was added again after it had changed, and lacks articles that it had before, is
        read for it, to say which.
        With ``files`` every original file is read again and compared with its articles. Of several
        archives those on servers are verified there: the report names them, and a problem is each
        that cannot be read with the others, as its server is silent or its embedder another.
        """
        from qa.search.shards import Shards

        originals = OriginalFiles()
        store = self._store
        with self._snapshot_here() as view:
            half = unfinished(self._store.folder)
            own, problems = True, [*self._vectors().problems(view), *_stale(view)]
            problems += [half] if half else []
            try:
                self._check_chunking(view)
                if self._embedder:
                    self._check(view)
            except MismatchError as error:
                own = False
                problems.append(str(error))
            report = self._store.verify(view, words=own)
            if files:
                for article in view.all_articles():
                    problems += originals.problems(article)
            if isinstance(store, Shards):
                problems += store.unread()
        return replace(report, problems=(*report.problems, *problems), files=originals.compared)

    def _snapshot_here(self) -> AbstractContextManager[ArticleView]:
        """Return a snapshot of what is on this machine: servers are not asked."""
        if not self._parts:  # else its module, which is not needed, would be loaded
            return self._store.snapshot()
        from qa.search.shards import Shards

        several = self._store
        return several.snapshot_here() if isinstance(several, Shards) else several.snapshot()

    def copy_to(
        self,
        place: str | Path,
        *,
        batch: int = 256,
        progress: Callable[[int], None] | None = None,
    ) -> Report:
        """Copy everything to a new archive, ``lance:FOLDER`` or a folder; return its report.

        Articles, chunks, vectors and corrections are copied and checked, no model is loaded; also
        what else lies in the folder (standing questions, a calibration, files that were uploaded,
        whose articles then name the copies). A copy that was stopped goes on when it is made
        again. A rebuild that is under way is not copied. This archive stays as it is. Raises
        :class:`InputError` for a place that has articles already or lies in this folder,
        :class:`ArchiveError` where one of several is on a server or this is itself half of a copy,
        and :class:`BusyError` where another process wrote meanwhile.
        """
        from qa.search.copying import check_apart, copied
        from qa.search.shards import Shards

        if isinstance(self._store, Shards):
            self._store.check_here()
        check_count("batch", batch)
        check_apart(self._store.folder, folder_of(place))
        if half := unfinished(self._store.folder):
            raise ArchiveError(half)
        with type(self).open(place) as other:
            copied(self._store, other._store, batch=batch, progress=progress)
            return other.verify()

    def rebuild(
        self,
        embedder: Embedder | None = None,
        *,
        chunking: Chunking | None = None,
        batch: int = 256,
        progress: Callable[[int], None] | None = None,
        spread: Spread | None = None,
    ) -> None:
        """Chunk and embed every article anew, with another embedder or chunking if given.

        Models run where ``spread`` says (None: here). The archive stays as it was, and usable,
        until all is done, and then changes in one transaction. A rebuild that was stopped goes on
        where it was when it is called again.
        """
        from qa.search.rebuild import rebuild

        self._check_writable()
        embedder = embedder or self._model()
        chunking = chunking or self._chunking or Chunking()
        made = rebuild(
            self._store,
            embedder=embedder,
            chunking=chunking,
            batch=batch,
            progress=progress,
            spread=spread or InLine(),
        )
        with self._lock:
            self._embedder, self._chunking, self._recipe = embedder, chunking, made

    def _check_writable(self) -> None:
        """Raise :class:`ArchiveError` where this user may not write, and for half of a copy.

        What is written to that would keep the copy from going on.
        """
        self._store.check_writable()
        if half := unfinished(self._store.folder):
            raise ArchiveError(half)

    def _get(self, view: ArticleView, id_: str) -> Article:
        article = view.article(id_)
        if article is None:
            raise InputError(
                f"{self._store.name}: no article {id_!r}: list the archive for its ids"
            )
        return article

    def _sign(self) -> None:
        """Give a signature to the articles from before there were any."""
        from qa.chinese.simhash import signature

        with self._store.snapshot() as view:
            signed = [(number, hash_, signature(text)) for number, hash_, text in view.unsigned()]
        if signed:
            with self._store.write() as writer:
                writer.sign(signed)

    def _shares(
        self, articles: Iterator[Article], batch: int, waiting: deque[_Batch]
    ) -> Iterator[Share]:
        """Yield what is to be encoded, at least one share a batch; each batch is put in waiting."""
        seen = set[str]()
        while part := list(islice(articles, batch)):
            check_all(part, seen)
            made, parts = self._looked_up(part)
            waiting.append(made)
            yield from parts

    def _looked_up(self, articles: list[Article]) -> tuple[_Batch, list[Share]]:
        """Return what is new in a batch, and its shares: an empty one where nothing is.

        For that no model is loaded.
        """
        from qa.search.encode import Share

        hashes = {article.id: content_hash(article) for article in articles}
        with self._store.snapshot() as view:
            known = view.content_hashes(list(hashes))
            changed = [one for one in articles if known.get(one.id) != hashes[one.id]]
            new, originals, lost = _corrected_again(view, changed)
            there = [article for article in new if article.id in known]
            elsewhere = list(_elsewhere(view, there))
            for id_, file in _others(elsewhere).items():
                raise InputError(
                    f"article {id_!r} is here from {file} and says something else: give each its "
                    "own id, or relocate that file if it has moved"
                )
            made, parts = self._to_encode(view, new) if new else (None, [Share(articles=())])
        batch = _Batch(
            articles=articles,
            new=new,
            originals=originals,
            lost=lost,
            refiled=tuple(one.id for one, _ in elsewhere),
            recipe=made,
            shares=len(parts),
        )
        return batch, parts

    def _to_encode(
        self, view: ArticleView, articles: Sequence[Article]
    ) -> tuple[Recipe, list[Share]]:
        """Return what makes vectors now, and articles in shares."""
        from qa.search.encode import shares

        made = self._check(view)
        there = view.embedded([article.id for article in articles])
        old = {(title, text): vector for title, text, vector in there}
        return made, list(shares(articles, chunking=Chunking.of(made.chunking), known=old))

    def _stored(self, part: _Batch, entries: list[Entry], signatures: Signatures) -> Added:
        if part.recipe is None:
            return Added(unchanged=part.same)
        put = self._write(part.recipe, part.originals, entries)
        with self._store.snapshot() as view:
            near = signatures.near_duplicates(view, [article.id for article in part.new])
        return replace(
            put,
            unchanged=put.unchanged + part.same,
            near_duplicates=near,
            uncorrected=tuple(part.lost),
            refiled=part.refiled,
        )

    def _put(self, originals: Mapping[str, Article], articles: Sequence[Article]) -> Added:
        """Encode and store articles; of those that are corrected ``originals`` has the others."""
        from qa.search.encode import Encoding

        with self._store.snapshot() as view:
            made, parts = self._to_encode(view, articles)
        entries = [entry for some in map(Encoding(self._model), parts) for entry in some]
        return self._write(made, originals, entries)

    def _write(
        self, made: Recipe, originals: Mapping[str, Article], entries: Sequence[Entry]
    ) -> Added:
        with self._store.write() as writer:
            writer.claim(made)
            return writer.put(
                [replace(entry, original=originals.get(entry.article.id)) for entry in entries]
            )

    def _find(
        self,
        asked: Sequence[Query],
        *,
        k: int,
        where: Where | None,
        days: Sequence[Days | None] = (),
        reranker: Reranker | None = None,
        vectors: NDArray[np.float32] | None = None,
    ) -> tuple[list[list[Hit]], dict[str, Article]]:
        """Search, and return the articles of the hits as they are in the same snapshot."""
        found = self._found(
            asked, k=k, where=where, arms=ARMS, days=days, reranker=reranker, vectors=vectors
        )
        with found as (view, hits):
            ids = {hit.chunk.article_id for best in hits for hit in best}
            return hits, view.articles(sorted(ids))

    @contextmanager
    def _found(
        self,
        asked: Sequence[Query],
        *,
        k: int,
        where: Where | None,
        arms: Sequence[str],
        days: Sequence[Days | None] = (),
        reranker: Reranker | None = None,
        vectors: NDArray[np.float32] | None = None,
    ) -> Iterator[tuple[ArticleView, list[list[Hit]]]]:
        """Search, and give the snapshot that was searched and the hits of each query.

        Those of a query with ``days`` are of these days first. ``vectors`` are those of the
        queries, where they are known.
        """
        from qa.search.editions import with_same_stories
        from qa.search.encode import embed
        from qa.search.protocols import StaleError
        from qa.search.retrieve import with_openings

        texts = [query.simplified for query in asked]
        if vectors is None and "dense" in arms:
            vectors = embed(self._model(), texts, queries=True)
        while True:
            with self._store.snapshot() as view:
                self._check_chunking(view) if vectors is None else self._check(view)
                try:
                    hits = retrieve_timely(
                        asked,
                        days,
                        view=view,
                        index=self._vectors(),
                        vectors=vectors,
                        k=k,
                        where=where,
                        arms=arms,
                        fusion=self._fusion,
                        reranker=reranker,
                    )
                except StaleError:
                    continue
                yield view, with_openings(view, with_same_stories(view, hits))
                return

    def _naming(self, tokens: Sequence[str], where: Where) -> tuple[list[Hit], dict[str, Article]]:
        """Return the chunks that have some tokens, so many at most, and their articles."""
        with self._store.snapshot() as view:
            found = view.matches(tokens, where, limit=_NAMING)
            chunks = view.chunks([number for number, _ in found])
            articles = view.articles(sorted({chunk.article_id for chunk in chunks.values()}))
        hits = [
            Hit(
                chunk=chunks[number],
                score=score,
                sparse=score,
                title=articles[chunks[number].article_id].title,
                date=articles[chunks[number].article_id].date,
                opening=beginning(
                    articles[chunks[number].article_id].title,
                    articles[chunks[number].article_id].text,
                ),
            )
            for number, score in found
        ]
        return hits, articles

    def _amendments(self) -> Sequence[Amendment]:
        """Return the sentences that set right what others say, looked for once in a state."""
        from qa.answering.amending import TOKENS, amendments

        with self._store.snapshot() as view:
            if self._set_right is None or self._set_right[0] != view.state:
                self._set_right = view.state, tuple(amendments(_having(view, TOKENS)))
        return self._set_right[1]

    def _standing(self, found: Collection[Article], today: dt.date) -> Standing:
        """Return what of some articles is in force; what repeals is looked for once in a state."""
        from qa.answering.repeals import TOKENS, repeals, standing

        with self._store.snapshot() as view:
            if self._repeals is None or self._repeals[0] != view.state:
                self._repeals = view.state, tuple(repeals(_having(view, TOKENS)))
        return standing(self._repeals[1], found, today)

    def _put_right(self, answers: list[Answer]) -> list[Answer]:
        """Return answers with what later articles put right of them."""
        from qa.answering.amending import put_right

        known = self._amendments() if any(one.text is not None for one in answers) else ()
        return [put_right(known, one, self.get) for one in answers] if known else answers

    def _with_amendments(self, digest: Digest) -> Digest:
        """Return a digest with what later articles put right of its sentences."""
        from qa.answering.amending import amended_by

        known = self._amendments()
        if not known:
            return digest
        items = tuple(
            replace(
                item,
                amended_by=amended_by(
                    known,
                    item.text,
                    id_=item.article_id,
                    title=item.citations[0].title,
                    date=item.date,
                ),
            )
            for item in digest.items
        )
        return replace(digest, items=items)

    def _amended(self, summary: Summary) -> Summary:
        """Return a summary of an article that is here with what later ones put right of it."""
        from qa.answering.amending import amended_by

        known = self._amendments()
        if not known:
            return summary
        with self._store.snapshot() as view:
            heading = view.headings([summary.article_id]).get(summary.article_id)
        if heading is None:
            return summary
        title, date = heading
        found = amended_by(known, summary.text, id_=summary.article_id, title=title, date=date)
        return replace(summary, amended_by=found)

    def _days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day of the articles that have one; None without any."""
        with self._store.snapshot() as view:
            first, last = view.period()
        return (first, last) if first and last else None

    def _page(self, where: Where, most: int) -> list[Article]:
        """Return so many articles that pass a filter."""
        with self._store.snapshot() as view:
            return [article for _, article in view.page(where, after=0, limit=most)]

    def _last_day(self, today: dt.date) -> dt.date | None:
        """Return the day of the newest article that is not after ``today``; None without any."""
        with self._store.snapshot() as view:
            _, last = view.period()
        return last and min(last, today)

    def _chosen(self, ids: Sequence[str], where: Where) -> list[Article]:
        """Return the articles of ``ids`` that pass a filter; each must be here."""
        check_strings("ids", ids)
        with self._store.snapshot() as view:
            for id_ in ids:
                self._get(view, id_)
            kept = tuple(id_ for id_ in ids if where.ids is None or id_ in where.ids)
            page = view.page(replace(where, ids=kept), after=0, limit=len(kept))
        return [article for _, article in page]

    def _check(self, view: ArticleView) -> Recipe:
        """Return what makes vectors now, or raise if others made the archive's."""
        from qa.search.encode import recipe

        there = view.recipe()
        with self._lock:
            if self._recipe is None:
                chunking = self._chunking or (Chunking.of(there.chunking) if there else Chunking())
                self._recipe = recipe(self._model(), chunking)
            here = self._recipe
        if there:
            match(self._store.name, there, here)
        return here

    def _check_chunking(self, view: ArticleView) -> None:
        there = view.recipe()
        if there:
            chunking = self._chunking or Chunking.of(there.chunking)
            match(self._store.name, there, replace(there, chunking=chunking.fingerprint))

    def _vectors(self) -> VectorIndex:
        with self._lock:
            if self._index is None:
                folder = self._store.folder
                if is_lance(folder):
                    from qa.search.lance import LanceIndex

                    self._index = LanceIndex()
                else:
                    from qa.search.index import Index

                    self._index = Index(folder)
            return self._index

    def _model(self) -> Embedder:
        with self._lock:
            if self._embedder is None:
                from qa.defaults import default_embedder

                self._embedder = default_embedder(once=self._once)
            return self._embedder

    def _sentence_selector(self) -> Selector | None:
        """Return the generator's, of one that is not loaded yet only that."""
        with self._lock:
            if self._generator is not None:
                from qa.interfaces import selector_of

                return selector_of(self._generator)
            if self._selector is None:
                from qa.defaults import default_selector

                self._selector = default_selector(once=self._once)
            return self._selector

    def _writer(self) -> Generator:
        with self._lock:
            if self._generator is None:
                self._selector = None  # the generator has its own
                from qa.defaults import default_generator

                self._generator = default_generator(once=self._once)
            if self._reader is None:
                from qa.answering.calibration import with_calibration

                self._reader = with_calibration(self._generator, self._store.folder)
            return self._reader


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Articles that are one transaction: those that are ``new`` are in so many ``shares``."""

    articles: Sequence[Article]
    new: Sequence[Article]
    originals: Mapping[str, Article]
    lost: Sequence[LostCorrection]
    refiled: tuple[str, ...]
    recipe: Recipe | None
    shares: int

    @property
    def same(self) -> int:
        """How many did not change."""
        return len(self.articles) - len(self.new)


def _corrected_again(
    view: ArticleView, articles: Iterable[Article]
) -> tuple[list[Article], dict[str, Article], list[LostCorrection]]:
    """Return articles with the corrections that they have here; what these changed; what is lost.

    An article that is the same as here but for its corrections is left out.
    """
    from qa.search.correct import applied_again

    made, originals, lost = list[Article](), dict[str, Article](), list[LostCorrection]()
    for article in articles:
        before = view.original(article.id)
        now = view.article(article.id) if before else None
        if before is None or now is None:
            made.append(article)
        elif content_hash(before) != content_hash(article):
            again, missing = applied_again(before, now, article)
            lost += missing
            originals[article.id] = article
            made.append(again)
    return made, originals, lost


def _having(view: ArticleView, tokens: Sequence[str]) -> Iterable[Article]:
    """Return the articles of the chunks, :data:`_AMENDING` at most, that have some tokens."""
    numbers = [number for number, _ in view.matches(tokens, None, limit=_AMENDING)]
    ids = sorted({chunk.article_id for chunk in view.chunks(numbers).values()})
    return view.articles(ids).values()


def _is_refused_for_days(answer: Answer) -> bool:
    return answer.text is None and bool(answer.dates)


def _stale(view: ArticleView) -> Iterator[str]:
    """Yield a line for each article that its file had when it was read the time before last."""
    for id_, _ in view.rereads():
        article = view.article(id_)
        origin = article.origin if article else None
        if origin and file_state(origin) is not FileState.SAME:
            yield (
                f"article {id_!r}: {origin.file} was added again and has it no more: delete it, or "
                "put the file back as it was"
            )


def _keys_of(keys: Mapping[str, str], places: Sequence[str | Path]) -> dict[str, str]:
    """Return the keys by the servers' addresses; raise for one that no archive is on."""
    servers = {server_of(str(place)) for place in places if is_served(place)}
    for server in keys:
        if server_of(server) not in servers:
            raise InputError(f"there is a key for {server}, where none of the archives is")
    return {server_of(server): key for server, key in keys.items()}


def _place(path: str | Path) -> Path:
    """Return the absolute path; a link that was left where a folder was is not followed."""
    absolute = Path(path).absolute()
    return absolute.parent.resolve() / absolute.name


def _state(article: Article, start: int, end: int) -> FileState | None:
    """Compare the bytes of the article's file, and the text of a span with what stands there.

    A scan is not recognised again for it: its characters are where they were.
    """
    from qa.reading.files import file_text

    state = file_state(article.origin) if article.origin else None
    if article.origin is None or state is not FileState.SAME or article.origin.places:
        return state
    try:
        there = is_in_file(article, file_text(article.origin.file, repair=True), start, end)
    except ReadError:
        there = False
    return FileState.SAME if there else FileState.CHANGED


def _elsewhere(view: ArticleView, articles: Iterable[Article]) -> Iterator[tuple[Article, Article]]:
    """Yield the articles that are here from another file, each with what is here."""
    for article in articles:
        there = view.article(article.id) if article.origin else None
        if there is None or there.origin is None or article.origin is None:
            continue
        if there.origin.file != article.origin.file:
            yield article, there


def _others(pairs: Iterable[tuple[Article, Article]]) -> dict[str, str]:
    """Return the ids of those that say something else, and the file that is here."""
    return {
        article.id: there.origin.file
        for article, there in pairs
        if there.origin and (there.title, there.text) != (article.title, article.text)
    }
