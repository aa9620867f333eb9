"""The Lance tables of an archive: their columns, and reading and changing them."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import lancedb
import pyarrow as pa
from lancedb.index import FTS, BTree
from lancedb.query import MatchQuery

from qa.chinese.imprint import pages_asked
from qa.errors import ArchiveError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from qa.records import Where
    from qa.store.lance.manifest import Version

__all__ = [
    "INDEXED",
    "NOTHING",
    "SCHEMAS",
    "Table",
    "Tables",
    "among",
    "chunk_schema",
    "passing",
    "quoted",
]

_FILTERED = [
    ("id", pa.string()),
    ("date", pa.string()),
    ("source", pa.string()),
    ("page", pa.string()),
    ("section", pa.string()),
    ("tags", pa.list_(pa.string())),
]

SCHEMAS = {
    "articles": pa.schema(
        [
            ("number", pa.int64()),
            *_FILTERED,
            ("digest", pa.string()),
            ("title", pa.string()),
            ("text", pa.string()),
            ("byline", pa.string()),
            ("pull_quotes", pa.string()),
            ("origin", pa.binary()),
            ("captions", pa.string()),
            ("date_from", pa.string()),
            ("file", pa.string()),
            ("sha256", pa.string()),
            ("text_places", pa.binary()),
            ("title_places", pa.binary()),
            ("imprint", pa.bool_()),
            ("edition", pa.string()),
            ("issue", pa.string()),
            ("signature", pa.binary()),
            ("corrections", pa.string()),
            ("first_text", pa.string()),
            ("first_title", pa.string()),
            ("first_pieces", pa.string()),
            ("first_text_places", pa.binary()),
            ("first_title_places", pa.binary()),
        ]
    ),
    # The vocabulary: how often a batch added a term, or took it away. The rows of one add up.
    "terms": pa.schema([("term", pa.string()), ("chunks", pa.int64()), ("places", pa.int64())]),
    "staged": pa.schema(
        [
            ("article", pa.int64()),
            ("digest", pa.string()),
            ("spans", pa.string()),
            ("vectors", pa.binary()),
        ]
    ),
}
NOTHING = "false"
"""The filter that nothing passes."""

INDEXED = {"articles": ("number", "id"), "terms": ("term",), "chunks": ("number", "article")}
_WORDS = FTS(
    base_tokenizer="whitespace",
    with_position=False,
    max_token_length=None,
    lower_case=False,
    stem=False,
    remove_stop_words=False,
    ascii_folding=False,
)
_match: Any = MatchQuery
_TROUBLE = (OSError, RuntimeError, ValueError, pa.ArrowException)
_PANIC = "RustPanic"  # of a damaged file; its module cannot be imported


def chunk_schema(dimension: int) -> pa.Schema:
    """Return the columns of chunks; they repeat what a filter asks of their article."""
    return pa.schema(
        [
            ("number", pa.int64()),
            ("article", pa.int64()),
            *_FILTERED,
            ("first", pa.int64()),
            ("last", pa.int64()),
            ("words", pa.string()),
            ("vector", pa.list_(pa.float32(), dimension)),
        ]
    )


class Table:
    """A table at one version, or, to be changed, at its last. What Lance raises becomes ours."""

    def __init__(self, table: Any, folder: Path) -> None:
        """``table`` is LanceDB's."""
        self._table = table
        self._folder = folder

    @property
    def version(self) -> int:
        """The version."""
        return int(self._table.version)

    @property
    def dimension(self) -> int:
        """The number of components of a vector."""
        return int(self._table.schema.field("vector").type.list_size)

    def count(self, where: str | None = None) -> int:
        """Return the number of rows, or of those that pass."""
        with translated(self._folder):
            return int(self._table.count_rows(where))

    def read(self, *columns: str, where: str | None = None, limit: int | None = None) -> pa.Table:
        """Return columns of the rows that pass, in no order."""
        with translated(self._folder):
            query = self._table.search().select(list(columns))
            query = query.where(where) if where else query
            return (query.limit(limit) if limit else query).to_arrow()

    def rows(self, *columns: str, where: str | None = None) -> list[tuple[Any, ...]]:
        """Return what :meth:`read` does, as Python's values."""
        found = self.read(*columns, where=where)
        return list(zip(*(found[name].to_pylist() for name in columns), strict=True))

    def nearest(
        self, query: NDArray[np.float32], *columns: str, where: str | None, limit: int
    ) -> pa.Table:
        """Return columns and ``_distance`` of the rows with the nearest vectors, all compared."""
        with translated(self._folder):
            found = self._table.search(query).distance_type("dot").bypass_vector_index()
            found = found.where(where, prefilter=True) if where else found
            return found.select([*columns, "_distance"]).limit(limit).to_arrow()

    def worded(
        self, words: Sequence[str], *columns: str, where: str | None, limit: int
    ) -> pa.Table:
        """Return columns of the rows with any of ``words``, the best of Lance's scores first."""
        with translated(self._folder):
            found = self._table.search(_match(" ".join(words), "words"), query_type="fts")
            found = found.where(where, prefilter=True) if where else found
            return found.select([*columns, "_score"]).limit(limit).to_arrow()

    def add(self, rows: pa.Table) -> None:
        """Add rows."""
        with translated(self._folder, written=True):
            self._table.add(rows)

    def replace(self, rows: pa.Table) -> None:
        """Put rows in the place of all that are there."""
        with translated(self._folder, written=True):
            self._table.add(rows, mode="overwrite")

    def delete(self, where: str) -> None:
        """Delete the rows that pass."""
        with translated(self._folder, written=True):
            self._table.delete(where)

    def update(self, rows: pa.Table, key: str) -> None:
        """Put rows in the place of those of the same key."""
        with translated(self._folder, written=True):
            self._table.merge_insert(key).when_matched_update_all().execute(rows)

    def index(self, what: str) -> None:
        """Make the indexes of a table that has none."""
        with translated(self._folder, written=True):
            for column in INDEXED.get(what, ()):
                self._table.create_index(column, config=BTree())
            if what == "chunks":
                self._table.create_index("words", config=_WORDS)

    def settle(self, needed_since: float) -> None:
        """Put rows together, index them, and drop versions from before a time."""
        with translated(self._folder, written=True):
            age = max(0.0, time.time() - needed_since)
            self._table.optimize(cleanup_older_than=dt.timedelta(seconds=age))

    def return_to(self, version: int) -> None:
        """Make an earlier version the last one."""
        with translated(self._folder, written=True):
            self._table.checkout(version)
            self._table.restore()


class Tables:
    """The tables in an archive's folder."""

    def __init__(self, folder: Path) -> None:
        """Look for tables in a folder that is there."""
        self._folder = folder
        with translated(folder):
            self._database = lancedb.connect(str(folder))

    def at(self, version: Version) -> Table:
        """Open a table as it was at a version; it stays so."""
        with translated(self._folder):
            table = self._database.open_table(version.name)
            table.checkout(version.number)
        return Table(table, self._folder)

    def last(self, version: Version) -> Table:
        """Open a table to change it, as it was at a version: what came after was never finished."""
        with translated(self._folder, written=True):
            table = Table(self._database.open_table(version.name), self._folder)
        if table.version != version.number:
            table.return_to(version.number)
        return table

    def make(self, name: str, what: str, schema: pa.Schema) -> Table:
        """Make an empty table with its indexes."""
        with translated(self._folder, written=True):
            table = Table(self._database.create_table(name, schema=schema), self._folder)
        table.index(what)
        return table

    def drop_all_but(self, names: set[str]) -> None:
        """Drop the tables that are not of ``names``."""
        with translated(self._folder, written=True):
            for name in set(self._names()) - names:
                self._database.drop_table(name)

    def _names(self) -> Iterable[str]:
        return [path.stem for path in self._folder.glob("*.lance") if path.is_dir()]


@contextlib.contextmanager
def translated(folder: Path, *, written: bool = False) -> Iterator[None]:
    """Turn Lance's errors into ours; half a surrogate pair is an :class:`InputError`."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError(f"{error.object!r} is not Unicode text: type it in UTF-8") from error
    except Exception as error:
        if not isinstance(error, _TROUBLE) and type(error).__name__ != _PANIC:
            raise
        (line, *_) = str(error).splitlines() or [type(error).__name__]
        lost = ", this batch was not written" if written else ""
        raise ArchiveError(
            f"{folder}: a table cannot be used{lost}: check the disk and the permissions, or "
            f"restore the archive from a copy ({line[:200]})"
        ) from error


def quoted(value: str) -> str:
    """Return a string as Lance's filters have it; :class:`InputError` for half a surrogate pair."""
    if literal := _literal(value):
        return literal
    raise InputError(f"{value!r} is not Unicode text: type it in UTF-8")


def _literal(value: str) -> str | None:
    is_text = not any("\ud800" <= char <= "\udfff" for char in value)
    return "'" + value.replace("'", "''") + "'" if is_text else None


def among(column: str, values: Iterable[int | str]) -> str:
    """Return the filter that a column has one of some values; none has what is no text."""
    texts = (str(int(x)) if not isinstance(x, str) else _literal(x) for x in values)
    listed = ", ".join(filter(None, texts))
    return f"{column} IN ({listed})" if listed else NOTHING


def passing(where: Where | None) -> str | None:
    """Return a filter on articles, or on chunks, as Lance has it; None if everything passes."""
    if where is None:
        return None
    terms = [
        f"{column} {sign} {quoted(value)}"
        for column, sign, value in (
            ("date", ">=", where.since.isoformat() if where.since else None),
            ("date", "<=", where.until.isoformat() if where.until else None),
            ("source", "=", where.source),
            ("section", "=", where.section),
        )
        if value is not None
    ]
    terms += [among("page", pages_asked(where.page))] if where.page is not None else []
    terms += [f"array_has(tags, {quoted(where.tag)})"] if where.tag is not None else []
    terms += [among("id", where.ids)] if where.ids is not None else []
    return " AND ".join(terms) or None
