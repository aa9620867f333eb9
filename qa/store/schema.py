"""The tables of an archive, opening them, and what SQLite's errors mean to a user."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from qa.errors import ArchiveError, BusyError, InputError, MismatchError
from qa.store import days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "FILE",
    "VERSION",
    "become_present",
    "check_schema",
    "check_writable",
    "connect",
    "is_archive",
    "is_still",
    "prepare",
    "transaction",
    "translated",
]

FILE = "archive.sqlite"
VERSION = 2
_READ = (1, VERSION)
"""1: an origin has no pieces of a title. It becomes 2 with what is first written to it."""

_APPLICATION = 0x4B616E62  # "Kanb", in the file's header

# Chunk numbers are never used twice (AUTOINCREMENT), so an index that knows which it holds can
# be brought up to date by numbers alone. `generations` has one row a writing transaction: an
# index file belongs to this archive if, and only if, its generation and stamp stand there.
# `words` keeps no copy of its tokens: they follow from title, text and span, also for deleting.
_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
    "CREATE TABLE generations (number INTEGER PRIMARY KEY AUTOINCREMENT, stamp TEXT NOT NULL)",
    """CREATE TABLE articles (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL,
        title TEXT NOT NULL, text TEXT NOT NULL, date TEXT, byline TEXT, source TEXT,
        pull_quotes TEXT NOT NULL, origin BLOB)""",
    "CREATE INDEX articles_date ON articles (date)",
    "CREATE INDEX articles_source ON articles (source)",
    """CREATE TABLE tags (
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        position INTEGER NOT NULL, tag TEXT NOT NULL,
        PRIMARY KEY (article, position)) WITHOUT ROWID""",
    "CREATE INDEX tags_tag ON tags (tag)",
    """CREATE TABLE chunks (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        start INTEGER NOT NULL, end INTEGER NOT NULL)""",
    "CREATE INDEX chunks_article ON chunks (article)",
    """CREATE TABLE vectors (
        chunk INTEGER PRIMARY KEY REFERENCES chunks ON DELETE CASCADE, vector BLOB NOT NULL)""",
    # unicode61 takes characters newer than Unicode 6.1 for white space; ascii takes none.
    """CREATE VIRTUAL TABLE words USING fts5(
        tokens, content='', tokenize="ascii tokenchars '.'")""",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row)",
    """CREATE TABLE staged (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        digest TEXT NOT NULL, spans TEXT NOT NULL, vectors BLOB NOT NULL)""",
    "INSERT INTO generations (stamp) VALUES (lower(hex(randomblob(8))))",
)
# Came after the first archives, which are given them when they are opened.
_LATER = (
    """CREATE TABLE IF NOT EXISTS signatures (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        signature BLOB NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS details (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        captions TEXT NOT NULL, date_from TEXT, file TEXT NOT NULL, sha256 TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS details_file ON details (file)",
    """CREATE TABLE IF NOT EXISTS places (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        text BLOB, title BLOB)""",
    """CREATE TABLE IF NOT EXISTS corrections (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        made TEXT NOT NULL, text TEXT NOT NULL, title TEXT NOT NULL, pieces TEXT NOT NULL,
        text_places BLOB, title_places BLOB)""",
    """CREATE TABLE IF NOT EXISTS imprints (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        page TEXT, section TEXT, edition TEXT, issue TEXT)""",
    "CREATE INDEX IF NOT EXISTS imprints_page ON imprints (page)",
    "CREATE INDEX IF NOT EXISTS imprints_section ON imprints (section)",
)


def prepare(folder: Path, *, create: bool, wait: float) -> None:
    """Make sure that ``folder`` is an archive this version can use; make one where asked.

    A new archive needs a folder that does not exist or is empty. Raises :class:`ArchiveError`
    if there is no archive, or something else; :class:`MismatchError` for another schema.
    """
    if not _is_there(folder):
        _make_room(folder, create=create)
    with translated(folder, wait), contextlib.closing(connect(folder, wait=wait)) as connection:
        if _is_blank(connection):
            if not create or (folder / "vectors.faiss").exists():
                raise ArchiveError(f"{folder}: {FILE} is empty: restore it from a copy")
            _keep_a_log(connection, wait)
            with transaction(connection):
                if _is_blank(connection):
                    _create(connection)
        check_schema(folder, connection)
        if _may_write(folder):
            for statement in _LATER:
                connection.execute(statement)


def become_present(folder: Path, connection: sqlite3.Connection) -> None:
    """Make an archive of an earlier schema one of this, in the transaction that writes to it.

    One from before days were kept (:mod:`qa.store.days`) is given them.

    Reading changes nothing: it needs no lock, and earlier versions can read it still. Raises
    :class:`MismatchError` where a newer version has written since it was opened.
    """
    check_schema(folder, connection)
    if _version(connection) != VERSION:
        connection.execute(f"PRAGMA user_version = {VERSION}")
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'days'").fetchone():
        for statement in days.TABLES:
            connection.execute(statement)


def is_archive(folder: Path) -> bool:
    """Whether there is an archive of SQLite, of whatever version, in a folder."""
    return _is_there(folder)


def is_still(folder: Path) -> bool:
    """Whether this user may not write here and nobody has begun to: there is no log.

    SQLite cannot open such an archive, for it cannot make its log, unless it is told that the
    file does not change.
    """
    log = folder / f"{FILE}-wal"
    return not os.access(folder, os.W_OK) and not (log.exists() and log.stat().st_size)


def check_writable(folder: Path) -> None:
    """Raise :class:`ArchiveError` where this user may not write."""
    if not _may_write(folder):
        raise ArchiveError(f"{folder}: {_REMEDIES[sqlite3.SQLITE_READONLY]}")


def connect(folder: Path, *, wait: float) -> sqlite3.Connection:
    """Open the database of an archive that exists; it waits ``wait`` seconds for a lock.

    Where the archive :func:`is_still` it is only read, without locks; otherwise it is written if
    that is allowed.
    """
    mode = "mode=ro&immutable=1" if is_still(folder) else "mode=rw&psow=0"
    uri = f"{(folder / FILE).absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False
    )
    # FULL: a batch that was reported as added survives a power cut. One sync a batch is cheap.
    # psow=0: it does so too where a write that is cut off spoils the rest of its sector: the next
    # batch begins in a sector of its own.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Commit at the end, roll back on any error."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def translated(folder: Path, wait: float) -> Iterator[None]:
    """Turn SQLite's errors into ours; mistakes in using it stay what they are.

    A tag, source or id with half a surrogate pair (from a shell in another encoding) is an
    :class:`InputError`.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise
    except UnicodeEncodeError as error:
        raise InputError(f"{error.object!r} is not Unicode text: type it in UTF-8") from error
    except UnicodeDecodeError as error:  # from an error message that quotes a damaged schema
        raise ArchiveError(f"{folder}: {_REMEDIES[sqlite3.SQLITE_CORRUPT]}") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyError(
                f"{folder}: another process is writing (waited {wait:g} s): try again later"
            ) from error
        raise ArchiveError(
            f"{folder}: {_REMEDIES.get(code, 'cannot be used')} ({error})"
        ) from error


_REMEDIES = {
    sqlite3.SQLITE_NOTADB: f"{FILE} is not a database: restore it from a copy",
    sqlite3.SQLITE_CORRUPT: f"{FILE} is damaged: restore it from a copy",
    sqlite3.SQLITE_FULL: "the disk is full, this batch was not written: free some space",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write, this batch was not written",
    sqlite3.SQLITE_READONLY: "cannot be written: check the permissions of the folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check the permissions of the folder; if it has a "
    f"{FILE}-wal, open it once where it can be written",
}


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and os.access(folder / FILE, os.W_OK)


def _is_there(folder: Path) -> bool:
    try:
        return (folder / FILE).is_file()
    except OSError as error:
        raise ArchiveError(
            f"{folder}: cannot be opened ({error.strerror}): check the name and the permissions"
        ) from error


def _make_room(folder: Path, *, create: bool) -> None:
    if not create:
        state = "is not an archive" if folder.exists() else "does not exist"
        raise ArchiveError(f"{folder}: {state}: name an archive, or add articles to make one")
    try:
        new = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for path in new:
            _sync(path.parent)
        others = [path.name for path in folder.iterdir() if not path.name.startswith(FILE)]
        if others:
            raise ArchiveError(
                f"{folder}: is not an archive and not empty (has {min(others)}): name a new folder"
            )
        (folder / FILE).touch()
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot make an archive here ({error.strerror})") from error


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk; SQLite does it for the archive's own."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_blank(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


def _keep_a_log(connection: sqlite3.Connection, wait: float) -> None:
    """Turn the write-ahead log on. SQLite gives up at once where two begin it, so wait for it."""
    end = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _create(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for statement in _TABLES:
        connection.execute(statement)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def check_schema(folder: Path, connection: sqlite3.Connection) -> None:
    """Raise :class:`MismatchError` where this version does not read what is there.

    Another may have made it its own since it was opened.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = _version(connection)
    if application != _APPLICATION:
        raise ArchiveError(f"{folder}: {FILE} is not Kanbao's: name another folder")
    if version not in _READ:
        raise MismatchError(
            f"{folder}: has schema {version}, this version of kanbao reads {VERSION}: "
            f"{'update kanbao' if version > VERSION else 'add the articles to a new archive'}"
        )
