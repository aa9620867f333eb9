"""The store of an archive: SQLite, or Lance tables where it was made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ArchiveError
from qa.store import schema
from qa.store.store import Store

if TYPE_CHECKING:
    from qa.store.protocols import ArticleStore

__all__ = ["LANCE", "folder_of", "is_archive", "is_lance", "open_store"]

LANCE = "lance:"
"""What stands before a folder in which an archive is to be one of Lance tables."""

_MANIFEST = "archive.lance.json"
_NEEDED = "an archive in Lance tables needs LanceDB: pip install 'kanbao[lance]'"


def folder_of(place: str | Path) -> Path:
    """Return the folder of an archive, given as that or with ``lance:`` before it."""
    return Path(str(place).removeprefix(LANCE))


def is_lance(folder: Path) -> bool:
    """Whether there is an archive in Lance tables in a folder."""
    return (folder / _MANIFEST).is_file()


def is_archive(place: str | Path) -> bool:
    """Whether there is an archive, of whatever kind and version."""
    return is_lance(folder_of(place)) or schema.is_archive(folder_of(place))


def open_store(place: str | Path, *, create: bool, wait: float) -> ArticleStore:
    """Open the archive in a folder, or make one: in Lance tables where the name says so.

    One that is there is opened as what it is. Raises :class:`ArchiveError` where the name says
    ``lance:`` and there is another, and where LanceDB is needed and not installed.
    """
    folder, named = folder_of(place), str(place).startswith(LANCE)
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
