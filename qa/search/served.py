"""An archive of ``kanbao serve``, read as one with others: each method is one exchange over HTTP.

Its view is of one generation: where another one answers, what was read before does not count.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import numpy as np

from qa.chinese.simhash import SIZE
from qa.errors import ArchiveError, BusyError, InputError, MismatchError
from qa.records import Chunk, Imprint
from qa.search.protocols import StaleError
from qa.search.serving import FORMAT, MOST, packed
from qa.search.shards import Shard
from qa.search.words import Statistics
from qa.server import NoAnswerError, OtherServerError, RefusedError, Server
from qa.shapes import record_of, whole_of
from qa.store import Recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from qa.records import Article, Report, Where

__all__ = ["ServedShard"]

_QUERIES = 200  # vectors in one exchange
_API = "/api/v1/archives"

Ranking = list[tuple[int, float]]
T = TypeVar("T")


class SilentError(ArchiveError):
    """The server does not answer."""


class ChangedError(BusyError, StaleError):
    """The archive was written while it was read."""


class ServedShard(Shard):
    """An archive on a server, as one of several."""

    is_served = True

    def __init__(self, address: str, *, seconds: float, key: str | None = None) -> None:
        """``address`` is that of the server, with ``#NAME`` where it serves several archives.

        Without a ``key`` it is that of ``KANBAO_KEY``. Raises :class:`InputError` for an address
        that is none, or that the key may not go to.
        """
        store = ServedStore(address, seconds=seconds, key=key)
        super().__init__(store, ServedIndex(), place=address)

    def statistics(self, view: Any, tokens: Sequence[str]) -> Statistics:
        """Return how often tokens are in it."""
        found: Statistics = view.statistics(tokens)
        return found

    def by_words(
        self,
        view: Any,
        tokens: Sequence[str],
        counted: Statistics,
        *,
        where: Where | None,
        limit: int,
    ) -> Ranking:
        """Return its best by words."""
        found: Ranking = view.words(tokens, counted, where=where, limit=limit)
        return found


class ServedStore:
    """The archive that a server has, read through it."""

    def __init__(self, address: str, *, seconds: float, key: str | None) -> None:
        """See :class:`ServedShard`."""
        url, _, self._archive = address.partition("#")
        self.name = address
        self._key_is = "the one it was given" if key else "KANBAO_KEY has"
        key = key or os.environ.get("KANBAO_KEY")
        self._server = Server(url, key=key, seconds=seconds, keep=True)

    def close(self) -> None:
        """Close the connections."""
        self._server.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[ServedView]:
        """Give a view of the present generation."""
        yield ServedView(self)

    def verify(self, view: Any, *, words: bool = True) -> Report:
        """Raise :class:`ArchiveError`: it is verified where it is."""
        raise ArchiveError(f"{self.name}: is on a server: verify it there")

    def read(self, what: str, **about: Any) -> dict[str, Any]:
        """Return the answer to a read; see :func:`qa.search.serving.answered`.

        Raises :class:`ArchiveError` with what the server says is wrong, :class:`SilentError` where
        nothing answers, and :class:`MismatchError` for one of another version.
        """
        body = {"read": what, **about}
        made = self._sent("POST", f"{_API}/{quote(self._name(), safe='')}/shard", body)
        if not isinstance(made, dict) or made.get("format") != FORMAT:
            raise self._other()
        return made

    def _name(self) -> str:
        if not self._archive:
            made = self._sent("GET", _API, None)
            names = self.decoded(lambda: [str(one["name"]) for one in made["items"]])
            if len(names) != 1:
                known = ", ".join(names) or "none that the key opens"
                raise InputError(f"{self.name}: serves {known}: write {self.name}#NAME")
            self._archive = names[0]
        return self._archive

    def _sent(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        try:
            return self._server.send(method, path, body)
        except NoAnswerError as error:
            raise SilentError(
                f"{self.name}: does not answer ({error}): start kanbao serve there, or leave it out"
            ) from error
        except RefusedError as error:
            raise self._refused(error) from error
        except OtherServerError as error:
            raise self._other() from error

    def _refused(self, error: RefusedError) -> ArchiveError:
        if error.kind == "mismatch":
            return MismatchError(f"{self.name}: {error}")
        if error.status == 401:
            return ArchiveError(f"{self.name}: wants another key than {self._key_is}: {error}")
        again = f" (again in {error.again} s)" if error.again else ""
        kind = BusyError if error.kind in ("busy", "writing", "overdue") else ArchiveError
        return kind(f"{self.name}: {error}{again}")

    def _other(self) -> MismatchError:
        return MismatchError(
            f"{self.name}: what answers is no kanbao serve, or of another version: look at the "
            "address, and use the same version on both sides"
        )

    def decoded(self, decode: Callable[[], T]) -> T:
        """Return what an answer says; raises :class:`MismatchError` for one that is none."""
        try:
            return decode()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._other() from error


class ServedView:
    """What the archive held when it was opened: methods of :class:`qa.store.Snapshot`."""

    def __init__(self, store: ServedStore) -> None:
        self._store = store
        made = store.read("recipe")
        self._recipe, self.state = store.decoded(lambda: (_recipe(made["found"]), _state(made)))

    def recipe(self) -> Recipe | None:
        """Return what made the vectors."""
        return self._recipe

    def count(self, table: str = "chunks") -> int:
        """Return the number of ``articles`` or ``chunks``."""
        return self._read("count", int, by=table)

    def count_of(self, where: Where) -> int:
        """Return the number of the chunks of matching articles."""
        return self._read("count_of", int, where=_filter(where))

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the articles that have one."""
        first, last = self._read("period", lambda found: [_day(day) for day in found])
        return first, last

    def facets(self, by: str, where: Where | None) -> list[tuple[str | None, int]]:
        """Return how many matching articles there are of each value."""
        return self._read("facets", _rows, by=by, where=_filter(where))

    def statistics(self, tokens: Sequence[str]) -> Statistics:
        """Return how often tokens are in it."""
        return self._read("statistics", lambda found: Statistics(**found), tokens=list(tokens))

    def words(
        self, tokens: Sequence[str], counted: Statistics, *, where: Where | None, limit: int
    ) -> Ranking:
        """Return the best by words, with the counts of all archives."""
        return self._read(
            "words",
            _rows,
            tokens=list(tokens),
            having=[counted.having.get(token, 0) for token in tokens],
            chunks=counted.chunks,
            length=counted.length,
            where=_filter(where),
            limit=limit,
        )

    def nearest(
        self, queries: NDArray[np.float32], *, k: int, where: Where | None, exact: bool
    ) -> list[Ranking]:
        """Return the nearest chunks of each query."""
        found: list[Ranking] = []
        for start in range(0, len(queries), _QUERIES):
            rows = queries[start : start + _QUERIES]
            found += self._read(
                "vectors",
                lambda some: [_rows(pairs) for pairs in some],
                vectors=[packed(row.tobytes()) for row in rows],
                where=_filter(where),
                limit=k,
                exact=exact,
            )
        return found

    def chunks(self, numbers: Iterable[int]) -> dict[int, Chunk]:
        """Return the chunks of those of ``numbers`` that are here."""
        return self._read(
            "chunks",
            lambda found: {number: record_of(Chunk, row) for number, row in found},
            numbers=list(numbers),
        )

    def texts(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of the articles of these numbers."""
        return self._read(
            "texts",
            lambda found: {number: (id_, text) for number, id_, text in found},
            numbers=list(numbers),
        )

    def headings(self, ids: Iterable[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Return the title and date of those of ``ids`` that are here."""
        return self._read(
            "headings",
            lambda found: {id_: (title, _day(day)) for id_, title, day in found},
            ids=list(ids),
        )

    def papers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, Imprint | None]]:
        """Return title, source and imprint of the articles of these numbers."""
        return self._read(
            "papers",
            lambda found: {
                number: (title, source, imprint and record_of(Imprint, imprint))
                for number, title, source, imprint in found
            },
            numbers=list(numbers),
        )

    def signatures(self, numbers: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the numbers of those articles that have one, (n,), and the signatures, (n, 32)."""

        def decode(found: Any) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
            there, rows = found
            return (
                np.array(there, np.int64),
                np.frombuffer(base64.b64decode(rows), np.uint8).reshape(-1, SIZE),
            )

        return self._read("signatures", decode, numbers=list(numbers))

    def on_days(self, days: Sequence[str], ids: Sequence[str]) -> list[tuple[int, str | None, str]]:
        """Return number, id and day of all articles of these days, in the order of numbers.

        With None for other ids than ``ids``.
        """
        return self._read("on_days", _rows, days=list(days), ids=list(ids))

    def count_a_day(self, days: Sequence[str]) -> dict[str, int]:
        """Return how many articles each of these days has, without those that have none."""
        return self._read("count_a_day", dict, days=list(days))

    def article_numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of those of ``ids`` that are here."""
        return self._read("article_numbers", list, ids=list(ids))

    def article(self, id_: str) -> Article | None:
        """Return the article, None if there is none."""
        return self.articles([id_]).get(id_)

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return those of ``ids`` that are here, by id."""
        found: list[Article | None] = []
        for start in range(0, len(ids), MOST):
            found += self._read(
                "articles",
                lambda rows: [row and whole_of(row) for row in rows],
                ids=list(ids[start : start + MOST]),
            )
        return {article.id: article for article in found if article}

    def original(self, id_: str) -> Article | None:
        """Return what was recognised of a corrected article; None if it is not, or not here."""
        return self._read("originals", _one, ids=[id_])

    def page(self, where: Where | None, *, after: int, limit: int) -> list[tuple[int, Article]]:
        """Return the next ``limit`` articles and their numbers, those above ``after``, in order."""
        found: list[tuple[int, Article]] = []
        while len(found) < limit:
            more = self._read(
                "page",
                lambda rows: [(number, whole_of(row)) for number, row in rows],
                where=_filter(where),
                after=found[-1][0] if found else after,
                limit=min(limit - len(found), MOST),
            )
            if not more:
                break
            found += more
        return found

    def _read(self, what: str, decode: Callable[[Any], T], **about: Any) -> T:
        """Raise :class:`ChangedError` where the archive is not what it was."""
        made = self._store.read(what, **about)

        def both() -> tuple[tuple[int, str], T]:
            return _state(made), decode(made["found"])

        state, found = self._store.decoded(both)
        if state != self.state:
            raise ChangedError(f"{self._store.name}: was written while it was read: try again")
        return found


class ServedIndex:
    """The vectors that the server searches: see :class:`qa.search.protocols.VectorIndex`."""

    def search(
        self,
        view: Any,
        queries: NDArray[np.float32],
        *,
        k: int,
        where: Where | None = None,
        exact: bool = False,
    ) -> list[Ranking]:
        """Return for each query the ``k`` nearest chunks."""
        found: list[Ranking] = view.nearest(queries, k=k, where=where, exact=exact)
        return found

    def save(self) -> None:
        """Do nothing: the server does it."""

    def problems(self, view: Any) -> list[str]:
        """Return nothing: it is verified where it is."""
        return []


def _state(made: dict[str, Any]) -> tuple[int, str]:
    return made["generation"], made["stamp"]


def _recipe(found: Any) -> Recipe | None:
    return found and Recipe(**{**found, "probe": base64.b64decode(found["probe"])})


def _filter(where: Where | None) -> dict[str, Any] | None:
    if where is None:
        return None
    return {name: value for name, value in asdict(where).items() if value is not None}


def _rows(found: Any) -> list[Any]:
    return [tuple(row) for row in found]


def _day(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _one(found: Any) -> Article | None:
    (row,) = found
    return row and whole_of(row)
