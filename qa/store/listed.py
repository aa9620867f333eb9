"""The file that makes a folder stand for several archives, which are read as one."""

from __future__ import annotations

import tomllib
from pathlib import Path

from qa.errors import ArchiveError

__all__ = ["LISTED", "is_served", "listed"]

LISTED = "federation.toml"
_EXAMPLE = 'archives = ["2023", "2024"]'


def is_served(place: str | Path) -> bool:
    """Whether an archive is named by the address of a server, not by its folder."""
    return str(place).startswith(("http://", "https://"))


def listed(folder: Path) -> tuple[Path | str, ...] | None:
    """Return the archives that a folder's ``federation.toml`` names; None where there is none.

    They are written from that folder on; one on a server is its address. Raises
    :class:`ArchiveError` for a file that is not a list of them.
    """
    file = folder / LISTED
    try:
        text = file.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ArchiveError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{file}: is not UTF-8: save it as UTF-8") from error
    places = tuple(
        name if is_served(name) else folder / Path(name).expanduser() for name in _names(text, file)
    )
    for path in (place for place in places if isinstance(place, Path)):
        if not path.exists():
            raise ArchiveError(f"{path}: does not exist: {file} lists it")
        if (path / LISTED).exists():
            raise ArchiveError(f"{path}: is a list of archives itself: list those in {file}")
    return places


def _names(text: str, file: Path) -> list[str]:
    """Return the names in a list of archives."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ArchiveError(f"{file}: is not TOML ({error}): write {_EXAMPLE}") from error
    names = found.pop("archives", None)
    if found:
        raise ArchiveError(f"{file}: {next(iter(found))!r} is not known here: write {_EXAMPLE}")
    if not isinstance(names, list) or not names:
        raise ArchiveError(f"{file}: lists no archives: write {_EXAMPLE}")
    if not all(isinstance(name, str) and name for name in names):
        raise ArchiveError(f"{file}: names of archives are texts: write {_EXAMPLE}")
    return names
