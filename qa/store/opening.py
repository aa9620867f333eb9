"""The store of an archive: SQLite, or Lance tables where it was made of them."""

from __future__ import annotations

import contextlib
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ArchiveError, InputError
from qa.store import schema
from qa.store.listed import LISTED, listed
from qa.store.store import Store

if TYPE_CHECKING:
    from qa.store.protocols import ArticleStore

__all__ = [
    "BEGUN",
    "LANCE",
    "folder_of",
    "is_archive",
    "is_lance",
    "is_own",
    "mark_of",
    "open_store",
    "size_of",
    "unfinished",
]

LANCE = "lance:"
"""What stands before a folder in which an archive is to be one of Lance tables."""

BEGUN = "copying.txt"
"""A file that says of which archive a copy was begun, until it is whole."""

_MANIFEST = "archive.lance.json"
_OWN = ("archive.sqlite*", "vectors.*", "archive.lance.json*", "*.lance", "*.lock", BEGUN, LISTED)
_NEEDED = "an archive in Lance tables needs LanceDB: pip install 'kanbao[lance]'"


def folder_of(place: str | Path) -> Path:
    """Return the folder of an archive, given as that or with ``lance:`` before it."""
    return Path(str(place).removeprefix(LANCE))


def is_lance(folder: Path) -> bool:
    """Whether there is an archive in Lance tables in a folder."""
    return (folder / _MANIFEST).is_file()


def is_archive(place: str | Path) -> bool:
    """Whether there is an archive, of whatever kind and version; of several listed, all."""
    return all(is_lance(part) or schema.is_archive(part) for part in _parts(folder_of(place)))


def is_own(name: str) -> bool:
    """Whether a file in an archive's folder is the store's or the index's, or a lock."""
    return any(fnmatch(name, pattern) for pattern in _OWN)


def size_of(folder: Path) -> int:
    """Return the bytes of an archive's files: the store's, the index's, and what lies beside."""
    folders = dict.fromkeys([folder, *_parts(folder)])
    files = [path for part in folders for path in part.iterdir() if path.is_file()]
    for tables in (path for part in folders for path in part.glob("*.lance")):
        files += [path for path in tables.rglob("*") if path.is_file()]
    total = 0
    for file in files:
        with contextlib.suppress(FileNotFoundError):  # a writer put its tables in order
            total += file.stat().st_size
    return total


def mark_of(folder: Path) -> tuple[int, ...]:
    """Return what tells an archive from another one that was put in its place; raises OSError.

    What is written to it leaves it the same.
    """
    files = (
        part / ("articles.lance" if is_lance(part) else schema.FILE) for part in _parts(folder)
    )
    return tuple(number for file in files for number in (file.stat().st_dev, file.stat().st_ino))


def _parts(folder: Path) -> tuple[Path, ...]:
    """Return the folders of an archive, or of those that are listed: none of those on servers."""
    several = listed(folder)
    parts = several.places if several else (folder,)
    return tuple(part for part in parts if isinstance(part, Path))


def unfinished(folder: Path) -> str | None:
    """Return that an archive, or one of those listed, is half of a copy, and what to do; or None.

    It is one from when the copy begins until it is checked, also while somebody else makes it.
    """
    for part in _parts(folder):
        begun = part / BEGUN
        with contextlib.suppress(FileNotFoundError):
            source = begun.read_text("utf-8", "surrogateescape")
            return (
                f"{part}: is a copy that is not finished: run `kanbao move --archive {source} "
                f"--to {part}` again; or delete {begun} to keep what was copied"
            )
    return None


def open_store(place: str | Path, *, create: bool, wait: float) -> ArticleStore:
    """Open the archive in a folder, or make one: in Lance tables where the name says so.

    One that is there is opened as what it is. Raises :class:`ArchiveError` where the name says
    ``lance:`` and there is another, and where LanceDB is needed and not installed.
    """
    folder, named = folder_of(place), str(place).startswith(LANCE)
    if str(place) == LANCE:
        raise InputError(f"{LANCE} without a folder: write lance:FOLDER")
    if not (named or is_lance(folder)):
        return Store(folder, create=create, wait=wait)
    if named and schema.is_archive(folder):
        raise ArchiveError(
            f"{folder}: is an archive of SQLite: leave out {LANCE}, or move it to a new folder"
        )
    try:
        from qa.store.lance.store import LanceStore
    except ModuleNotFoundError as error:
        raise ArchiveError(f"{folder}: {_NEEDED}") from error
    return LanceStore(folder, create=create, wait=wait)
