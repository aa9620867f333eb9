"""The articles of one day and their signatures, of which the same story is found in one read.

An archive keeps a row a day (table ``days``): without it each search would read a row for every
article of the days of its hits. Triggers mark a day that changed, whoever changes it, and the
writer makes its row anew before its transaction ends.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MOST", "TABLES", "Day", "Row", "days_of"]

MOST = 2_000
"""Articles of a day that are compared; more have one day for want of another."""

_MARK = "DELETE FROM days WHERE date = {0}; INSERT INTO days (date) SELECT {0} WHERE {0} > '';"
_OF = "(SELECT date FROM articles WHERE number = {0}.article)"


def _trigger(name: str, event: str, *days: str) -> str:
    marks = " ".join(_MARK.format(day) for day in days)
    return f"CREATE TRIGGER days_{name} AFTER {event} BEGIN {marks} END"


# No OR REPLACE in a trigger: the OR IGNORE of the statement that fires it would stand in its place.
TABLES = (
    """CREATE TABLE days (
        date TEXT PRIMARY KEY, articles INTEGER, numbers BLOB, signatures BLOB)""",
    "CREATE INDEX days_changed ON days (date) WHERE articles IS NULL",
    _trigger("added", "INSERT ON articles", "NEW.date"),
    _trigger("deleted", "DELETE ON articles", "OLD.date"),
    _trigger("moved", "UPDATE OF date ON articles", "OLD.date", "NEW.date"),
    _trigger("signed", "INSERT ON signatures", _OF.format("NEW")),
    _trigger("unsigned", "DELETE ON signatures", _OF.format("OLD")),
    "INSERT INTO days (date) SELECT DISTINCT date FROM articles WHERE date > ''",
)
"""What makes the table and its triggers, and marks every day that there is as changed."""


class Row(NamedTuple):
    """What is kept of a day; NULL where it changed since its row was made.

    ``articles`` is how many it has; ``numbers`` (int64 (n,), ascending) and ``signatures`` (32
    bytes each) are of those that have one, and nothing of a day with more than :data:`MOST`.
    """

    articles: int
    numbers: bytes
    signatures: bytes

    @property
    def is_whole(self) -> bool:
        """Whether it has as many signatures as numbers, and no part of one."""
        from qa.chinese.simhash import SIZE

        many, rest = divmod(len(self.numbers), 8)
        return rest == 0 and len(self.signatures) == many * SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The articles of one day that have a signature: int64 (n,), ascending, and uint8 (n, 32).

    ``own`` are those that were asked for, ids by number, also without a signature.
    """

    own: Mapping[int, str]
    numbers: NDArray[np.int64]
    signatures: NDArray[np.uint8]


class _View(Protocol):
    """What is asked of an archive: see :class:`qa.store.protocols.ArticleView`."""

    def on_days_of(self, ids: Iterable[str], *, most: int) -> list[tuple[int, str | None, str]]: ...

    def signatures(
        self, numbers: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]: ...


def days_of(view: _View, ids: Sequence[str], *, most: int) -> list[Day]:
    """Return the days that ``ids`` are of, a row read for each of their articles.

    Those with more than ``most`` articles, and those with one, are passed over.
    """
    rows = view.on_days_of(ids, most=most)
    numbers, signatures = view.signatures([number for number, _, _ in rows])
    places = {number: place for place, number in enumerate(numbers.tolist())}
    own: dict[str, dict[int, str]] = defaultdict(dict)
    there: dict[str, list[int]] = defaultdict(list)
    for number, id_, day in rows:
        if id_ is not None:
            own[day][number] = id_
        if number in places:
            there[day].append(places[number])
    return [
        Day(own=own[day], numbers=numbers[some], signatures=signatures[some])
        for day, some in there.items()
        if day in own
    ]
