"""The file that makes a folder stand for several archives, which are read as one."""

from __future__ import annotations

import tomllib
from pathlib import Path

from qa.errors import ArchiveError

__all__ = ["LISTED", "listed"]

LISTED = "federation.toml"
_EXAMPLE = 'archives = ["2023", "2024"]'


def listed(folder: Path) -> tuple[Path, ...] | None:
    """Return the archives that a folder's ``federation.toml`` names; None where there is none.

    They are written from that folder on. Raises :class:`ArchiveError` for a file that is not a
    list of them.
    """
    file = folder / LISTED
    try:
        with file.open("rb") as opened:
            found = tomllib.load(opened)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArchiveError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # of TOML, and of UTF-8
        raise ArchiveError(f"{file}: is not TOML ({error}): write {_EXAMPLE}") from error
    names = found.get("archives")
    if set(found) != {"archives"} or not isinstance(names, list) or not names:
        raise ArchiveError(f"{file}: has no list of archives alone: write {_EXAMPLE}")
    if not all(isinstance(name, str) and name for name in names):
        raise ArchiveError(f"{file}: names of archives are texts: write {_EXAMPLE}")
    return tuple(folder / Path(name).expanduser() for name in names)
