"""Writing an archive: every transaction is wholly there or not at all."""

# ruff: noqa: S608 (the pieces of SQL are ours, every value is bound)

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import sqlite3
import threading
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from qa.errors import ArchiveError, BusyError, MismatchError
from qa.records import Added, Span
from qa.store.rows import (
    COLUMNS,
    NO_SIGNATURE,
    Entry,
    Recipe,
    from_spans,
    to_corrections,
    to_details,
    to_file,
    to_places,
    to_row,
    to_spans,
    tokens,
)
from qa.store.schema import (
    FILE,
    become_present,
    check_schema,
    check_writable,
    connect,
    is_still,
    prepare,
    transaction,
    translated,
)
from qa.store.snapshot import Snapshot
from qa.store.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from qa.records import Article, Report

__all__ = ["Store", "Writer"]

_LOG = logging.getLogger(__name__)
_LONG = 16_000_000  # bytes of write-ahead log
_PATIENCE = 1000  # milliseconds
_MERGED = 2000  # pages of the full-text index that are merged after one transaction
_LOOSE = 0.1  # of it, from which on they are
_BESIDE = ("tags", "details", "places", "imprints", "corrections", "signatures", "staged")
_SAME = 0.99  # one text by one model in another arithmetic: 0.999 and more
_INSERT = (
    f"INSERT INTO articles (number, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS.split(", ")[1:])
)


class Store:
    """The database of an archive. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, *, create: bool, wait: float = 10.0) -> None:
        """Open or make an archive; a writer waits ``wait`` seconds for another to finish.

        Raises :class:`ArchiveError` if there is none here, or something else,
        :class:`MismatchError` for another schema.
        """
        prepare(folder, create=create, wait=wait)
        self.folder = folder
        self._wait = wait
        self._idle: list[sqlite3.Connection] = []
        self._words = Words()
        self._lock = threading.Lock()
        self._closed = False

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.folder)

    def close(self) -> None:
        """Close the connections that are not in use; the others close when they are done."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Give a view that does not change while it is open. Writers are not held up.

        In a folder where this user may not write, and another one does while it is open,
        :class:`BusyError` may be raised at its end: what was read does not count. Raises
        :class:`MismatchError` where a newer version has written since this was opened.
        """
        connections = self._still if is_still(self.folder) else self._connection
        with connections() as connection, transaction(connection, "DEFERRED"):
            check_schema(self.folder, connection)
            yield Snapshot(connection, self._words)

    def check_writable(self) -> None:
        """Raise :class:`ArchiveError` where this user may not write."""
        check_writable(self.folder)

    def verify(self, view: Any, *, words: bool = True) -> Report:
        """Check every invariant in a view of this store: see :func:`qa.store.verify.verify`."""
        from qa.store.verify import verify

        return verify(view, words=words)

    @contextlib.contextmanager
    def write(self) -> Iterator[Writer]:
        """Give a writer; all it did is there when the block ends, and nothing if it raises.

        Raises :class:`BusyError` if another writer did not finish in time, and
        :class:`MismatchError` where a newer version has written since this was opened.
        """
        self.check_writable()
        with self._connection() as connection:
            with transaction(connection):
                become_present(self.folder, connection)
                writer = Writer(connection, self.folder)
                yield writer
                writer.keep_days()
                connection.execute(
                    "INSERT INTO generations (stamp) VALUES (?)", (secrets.token_hex(8),)
                )
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            try:
                self._merge_words(connection)
                self._shorten(connection)
            finally:
                connection.execute(f"PRAGMA busy_timeout = {int(self._wait * 1000)}")

    @contextlib.contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with translated(self.folder, self._wait):
            connection = self._take()
            try:
                yield connection
            finally:
                self._give(connection)

    @contextlib.contextmanager
    def _still(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that takes the file for one that does not change, and see if it did."""
        self._check_open()
        before = self._version()
        with (
            translated(self.folder, self._wait),
            contextlib.closing(connect(self.folder, wait=self._wait)) as connection,
        ):
            yield connection
        if self._version() != before:
            raise BusyError(f"{self.folder}: another process wrote while it was read: try again")

    def _version(self) -> tuple[int, ...]:
        about = (self.folder / FILE).stat()
        return about.st_ino, about.st_size, about.st_mtime_ns

    def _merge_words(self, connection: sqlite3.Connection) -> None:
        """Go on merging the full-text index's segments where most of it is not in one of them.

        FTS5 leaves a dozen, in each of which a search looks for every token. What is in a
        transaction stays if this fails.
        """
        try:
            sizes = connection.execute("SELECT count(*) FROM words_idx GROUP BY segid").fetchall()
            pages = sum(size for (size,) in sizes)
            if pages - max(sizes, default=(0,))[0] > _LOOSE * pages:
                with transaction(connection):
                    connection.execute(
                        "INSERT INTO words (words, rank) VALUES ('merge', ?)", (-_MERGED,)
                    )
        except sqlite3.DatabaseError as error:
            _LOG.info("%s: the full-text index was not merged: %s", self.folder, error)

    def _shorten(self, connection: sqlite3.Connection) -> None:
        """Empty the write-ahead log when it is long.

        SQLite does it only in a moment without readers, and where there are many there is none:
        the log would grow for ever. What is committed stays so if this fails.
        """
        try:
            if (self.folder / f"{FILE}-wal").stat().st_size > _LONG:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (OSError, sqlite3.OperationalError) as error:
            _LOG.warning("%s: the write-ahead log was not emptied: %s", self.folder, error)

    def _take(self) -> sqlite3.Connection:
        self._check_open()
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return connect(self.folder, wait=self._wait)

    def _check_open(self) -> None:
        if self._closed:
            raise ArchiveError(f"{self.folder}: this archive was closed: open it again")

    def _give(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


class Writer(Snapshot):
    """A view that can also change what it sees."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        super().__init__(connection)
        self._folder = folder

    def claim(self, recipe: Recipe) -> None:
        """Set what makes the vectors, or raise :class:`MismatchError` if something else did."""
        there = self.recipe()
        if there is None:
            self.set_recipe(recipe)
        else:
            match(str(self._folder), there, recipe)

    def set_recipe(self, recipe: Recipe) -> None:
        """Set what makes the vectors, whatever it was."""
        for key in ("embedder", "chunking", "probe"):
            self._connection.execute(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, getattr(recipe, key))
            )

    def put(self, entries: Sequence[Entry]) -> Added:
        """Add articles, replace those with other content, leave equal ones as they are."""
        known = self.content_hashes([entry.article.id for entry in entries])
        changed = [entry for entry in entries if known.get(entry.article.id) != entry.content_hash]
        self._put(changed)
        replaced = sum(entry.article.id in known for entry in changed)
        return Added(
            added=len(changed) - replaced,
            replaced=replaced,
            unchanged=len(entries) - len(changed),
            ids=tuple(entry.article.id for entry in entries),
        )

    def delete(self, ids: Sequence[str]) -> int:
        """Delete articles and all that belongs to them; return how many there were."""
        for id_ in ids:
            self._strip(id_)
        return self._connection.execute(
            "DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        ).rowcount

    def replace_origin(self, article: Article, content_hash: str) -> None:
        """Store where an article came from anew; its text, chunks and vectors stay."""
        for table, key in (("staged", "article"), ("articles", "number")):
            self.rows(
                f"UPDATE {table} SET digest = ? "
                f"WHERE {key} = (SELECT number FROM articles WHERE id = ?)",
                content_hash,
                article.id,
            )
        self.rows(
            "UPDATE articles SET origin = ? WHERE id = ?",
            to_row(article, content_hash)[-1],
            article.id,
        )
        self.rows(
            "UPDATE details SET file = ?, sha256 = ? "
            "WHERE article = (SELECT number FROM articles WHERE id = ?)",
            *to_file(article),
            article.id,
        )

    def set_moves(self, moves: str) -> None:
        """Note the folders that were moved: JSON, as :meth:`moves` returns it."""
        self.rows("INSERT OR REPLACE INTO meta VALUES ('moves', ?)", moves)

    def sign(self, signed: Iterable[tuple[int, str, bytes | None]]) -> None:
        """Note signatures: number, content hash, signature; leave changed articles alone."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO signatures "
            "SELECT number, ? FROM articles WHERE number = ? AND digest = ?",
            ((made or NO_SIGNATURE, number, hash_) for number, hash_, made in signed),
        )

    def keep_days(self) -> None:
        """Make the rows of the days that changed anew: see :mod:`qa.store.days`."""
        for (day,) in self.rows("SELECT date FROM days WHERE articles IS NULL"):
            made = self.day(day)
            if made.articles:
                self.rows(
                    "UPDATE days SET articles = ?, numbers = ?, signatures = ? WHERE date = ?",
                    *made,
                    day,
                )
            else:
                self.rows("DELETE FROM days WHERE date = ?", day)

    def clear_chunks(self) -> None:
        """Delete the chunks of all articles."""
        self.rows("INSERT INTO words (words) VALUES ('delete-all')")
        self.rows("DELETE FROM chunks")

    def insert_chunks(
        self, cut: Iterable[tuple[int, str, str, Sequence[Span], Sequence[bytes]]]
    ) -> None:
        """Add chunks to articles: of each its number, title, text, the spans and the vectors."""
        self.insert_rows(
            [
                (article, span, vector, tokens(title, text[span.start : span.end]))
                for article, title, text, spans, vectors in cut
                for span, vector in zip(spans, vectors, strict=True)
            ]
        )

    def insert_rows(self, rows: Sequence[tuple[int, Span, bytes, str]]) -> None:
        """Add chunks: of each its article's number, span and vector, and what finds it by words.

        The last is what :func:`qa.store.rows.tokens` makes of its title and text.
        """
        last = self.rows("SELECT seq FROM sqlite_sequence WHERE name = 'chunks'")
        numbered = list(enumerate(rows, last[0][0] + 1 if last else 1))
        many = self._connection.executemany
        many(
            "INSERT INTO chunks VALUES (?, ?, ?, ?)",
            [(number, article, span.start, span.end) for number, (article, span, *_) in numbered],
        )
        many(
            "INSERT INTO vectors VALUES (?, ?)",
            [(number, vector) for number, (_, _, vector, _) in numbered],
        )
        many(
            "INSERT INTO words (rowid, tokens) VALUES (?, ?)",
            [(number, words) for number, (*_, words) in numbered],
        )

    def start_rebuild(self, recipe: Recipe) -> None:
        """Begin a rebuild, or go on with one that was begun for an equal embedder and chunking."""
        name = json.dumps([recipe.embedder, recipe.chunking])
        if self.rows("SELECT value FROM meta WHERE key = 'rebuild'") != [(name,)]:
            self.rows("DELETE FROM staged")
            self.rows("INSERT OR REPLACE INTO meta VALUES ('rebuild', ?)", name)

    def stage(self, entries: Sequence[Entry]) -> None:
        """Keep new chunks aside until all are made; readers do not see them."""
        for entry in entries:
            self.rows(
                "INSERT OR REPLACE INTO staged SELECT number, digest, ?, ? FROM articles "
                "WHERE id = ? AND digest = ?",
                to_spans(entry.chunks),
                b"".join(entry.vectors),
                entry.article.id,
                entry.content_hash,
            )

    def finish_rebuild(self, recipe: Recipe) -> None:
        """Put all staged chunks in the place of the old."""
        self.clear_chunks()
        for (number,) in self.rows("SELECT number FROM articles ORDER BY number"):
            self._unstage(number)
        self.set_recipe(recipe)
        self.rows("DELETE FROM staged")
        self.rows("DELETE FROM meta WHERE key = 'rebuild'")
        self.rows("UPDATE days SET articles = NULL, numbers = NULL, signatures = NULL")

    def _unstage(self, number: int) -> None:
        title, text, spans, vectors = self.rows(
            "SELECT title, text, spans, vectors FROM articles JOIN staged ON article = number "
            "WHERE number = ?",
            number,
        )[0]
        places = from_spans(spans)
        width = len(vectors) // max(1, len(places))
        split = [vectors[i * width : (i + 1) * width] for i in range(len(places))]
        self.insert_chunks([(number, title, text, places, split)])

    def _put(self, entries: Sequence[Entry]) -> None:
        """Put articles whose ids differ in the place of what is here of them."""
        for entry in entries:
            self._strip(entry.article.id)
        numbers = self._numbered([entry.article.id for entry in entries])
        rows = [(numbers[entry.article.id], entry) for entry in entries]
        many = self._connection.executemany
        many(_INSERT, [(n, *to_row(entry.article, entry.content_hash)) for n, entry in rows])
        many(
            "INSERT INTO tags VALUES (?, ?, ?)",
            [(n, place, tag) for n, entry in rows for place, tag in enumerate(entry.article.tags)],
        )
        many(
            "INSERT INTO details VALUES (?, ?, ?, ?, ?)",
            [(n, *to_details(entry.article)) for n, entry in rows],
        )
        for number, entry in rows:
            self._put_beside(number, entry)
        self.sign((n, entry.content_hash, entry.signature) for n, entry in rows)
        self.insert_chunks(
            (
                number,
                entry.article.title,
                entry.article.text,
                [Span(start=chunk.start, end=chunk.end) for chunk in entry.chunks],
                entry.vectors,
            )
            for number, entry in rows
        )

    def _numbered(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the number of each article: that which it has, or the next that is free."""
        there: dict[str, int] = dict(
            self.rows(
                "SELECT id, number FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(ids),
            )
        )
        ((last,),) = self.rows("SELECT max(number) FROM articles")
        new = (id_ for id_ in ids if id_ not in there)
        return there | {id_: number for number, id_ in enumerate(new, (last or 0) + 1)}

    def _put_beside(self, number: int, entry: Entry) -> None:
        """Store what few articles have: places on a scan, corrections, a page of a paper."""
        article = entry.article
        if places := to_places(article):
            self._filled["places"] = True
            self._connection.execute("INSERT INTO places VALUES (?, ?, ?)", (number, *places))
        if entry.original and article.corrections:
            self._connection.execute(
                "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, *to_corrections(article, entry.original)),
            )
        if article.imprint:
            self._filled["imprints"] = True
            self._connection.execute(
                "INSERT INTO imprints VALUES (?, ?, ?, ?, ?)", (number, *astuple(article.imprint))
            )

    def _strip(self, id_: str) -> None:
        """Delete all that belongs to an article, while its text still says what that is."""
        for number, title, text in self.rows(
            "SELECT number, title, text FROM articles WHERE id = ?", id_
        ):
            self._delete_chunks(number, title, text)
            for table in _BESIDE:
                self._connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))

    def _delete_chunks(self, article: int, title: str, text: str) -> None:
        rows = self.rows("SELECT number, start, end FROM chunks WHERE article = ?", article)
        self._connection.executemany(
            "INSERT INTO words (words, rowid, tokens) VALUES ('delete', ?, ?)",
            [(number, tokens(title, text[start:end])) for number, start, end in rows],
        )
        self._connection.execute("DELETE FROM chunks WHERE article = ?", (article,))


def _version(recipe: str) -> object:
    return json.loads(recipe).get("version")


def match(name: str, there: Recipe, here: Recipe) -> None:
    """Raise :class:`MismatchError`, naming an archive, unless both make the same vectors."""
    for what in ("embedder", "chunking"):
        old, new = getattr(there, what), getattr(here, what)
        if old != new and _version(old) != _version(new):
            raise MismatchError(
                f"{name}: was made by another version of kanbao, which finds words otherwise: "
                "run `kanbao rebuild`, or use that version"
            )
        if old != new:
            raise MismatchError(
                f"{name}: was made with {what} {old}, this is {new}: "
                "use the first, or rebuild the archive with the second"
            )
    if there.probe == here.probe:
        return
    import numpy as np

    one, two = (np.frombuffer(recipe.probe, np.float32) for recipe in (there, here))
    cosine = float(one @ two) if one.shape == two.shape else float("nan")
    if not cosine >= _SAME:
        raise MismatchError(
            f"{name}: the embedder {here.embedder} has other weights than the one it was made "
            f"with (cosine {cosine:.3f} instead of {_SAME} or more): use the first, or rebuild"
        )
