"""The file that makes a folder stand for several archives, which are read as one."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LISTED", "Listed", "is_served", "listed", "server_of"]

LISTED = "federation.toml"
_EXAMPLE = 'archives = ["2023", "2024"]'
_KEYS = '[keys] and "https://HOST:8000" = "NAME_OF_A_VARIABLE" below it'


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The archives that a folder lists: ``places`` are folders, and addresses of servers.

    ``variables`` names, by a server's address, the environment variable that has its key.
    """

    file: Path
    places: tuple[Path | str, ...]
    variables: Mapping[str, str]

    def keys(self) -> dict[str, str]:
        """Return each server's key; :class:`ArchiveError` names a variable that is not set."""
        for server, variable in self.variables.items():
            if not os.environ.get(variable):
                raise ArchiveError(
                    f"{self.file}: the key for {server} is to be in {variable}, which is not set: "
                    "set that environment variable"
                )
        return {server: os.environ[variable] for server, variable in self.variables.items()}


def is_served(place: str | Path) -> bool:
    """Whether an archive is named by the address of a server, not by its folder."""
    return str(place).startswith(("http://", "https://"))


def server_of(address: str) -> str:
    """Return the address of the server alone: without ``#NAME``, and a slash at its end."""
    return address.partition("#")[0].rstrip("/")


def listed(folder: Path) -> Listed | None:
    """Return what a folder's ``federation.toml`` lists; None where there is none.

    Folders are written from that folder on; an archive on a server is its address. Raises
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
    names, variables = _read(text, file)
    places = tuple(name if is_served(name) else folder / Path(name).expanduser() for name in names)
    for path in (place for place in places if isinstance(place, Path)):
        if not path.exists():
            raise ArchiveError(f"{path}: does not exist: {file} lists it")
        if (path / LISTED).exists():
            raise ArchiveError(f"{path}: is a list of archives itself: list those in {file}")
    return Listed(file=file, places=places, variables=variables)


def _read(text: str, file: Path) -> tuple[list[str], dict[str, str]]:
    """Return the names in a list of archives, and the variables of its servers' keys."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ArchiveError(f"{file}: is not TOML ({error}): write {_EXAMPLE}") from error
    names, keys = found.pop("archives", None), found.pop("keys", {})
    if found:
        raise ArchiveError(f"{file}: {next(iter(found))!r} is not known here: write {_EXAMPLE}")
    if not isinstance(names, list) or not names:
        raise ArchiveError(f"{file}: lists no archives: write {_EXAMPLE}")
    if not all(isinstance(name, str) and name for name in names):
        raise ArchiveError(f"{file}: names of archives are texts: write {_EXAMPLE}")
    return names, _variables(keys, names, file)


def _variables(keys: Any, names: list[str], file: Path) -> dict[str, str]:
    """Return the variables that have the keys; raise for one that no listed server would get."""
    if not isinstance(keys, dict):
        raise ArchiveError(f"{file}: keys is no table: write {_KEYS}")
    servers = {server_of(name) for name in names if is_served(name)}
    for server, variable in keys.items():
        if server_of(server) not in servers:
            raise ArchiveError(f"{file}: there is a key for {server}, which is not listed")
        if not isinstance(variable, str) or not _is_variable(variable):
            # What stands there may be the key itself: it is not repeated.
            raise ArchiveError(
                f"{file}: the key for {server} is no name of a variable: write {_KEYS}, and the "
                "key into that environment variable, not here"
            )
    return {server_of(server): variable for server, variable in keys.items()}


def _is_variable(name: str) -> bool:
    """Whether this can name an environment variable, and is not a key (``kb_...``) itself."""
    return name.isascii() and name.isidentifier() and not name.startswith("kb_")
