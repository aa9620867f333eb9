"""Which files of a watched folder were read, and which of the others are whole by now."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

__all__ = ["Mark", "Seen", "Settling", "Watched", "hash_of", "mark_of"]

Mark: TypeAlias = tuple[int, int, int]
"""What of a file changes when it is written: size, time of its content, time of its entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A file as it was when it was read; ``problem``: why it could not be."""

    file: str
    mark: Mark
    sha256: str
    problem: str | None = None


class Watched:
    """The files that were read, kept in a file to which a line is added for each.

    A line that a kill cut off, or kept from being written, costs reading that file once more: an
    archive takes the same articles only once.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, if it is there, and write it anew with one line a file."""
        self._path = path
        self._seen: dict[str, Seen] = {}
        if path.exists():
            for line in path.read_bytes().split(b"\n"):
                if seen := _seen(line):
                    self._seen[seen.file] = seen
            draft = path.with_suffix(".tmp")
            draft.write_text("".join(map(_line, self._seen.values())), "ascii")
            draft.replace(path)

    def get(self, file: Path) -> Seen | None:
        """Return how a file was read last; None if it was not."""
        return self._seen.get(str(file))

    def note(self, seen: Iterable[Seen]) -> None:
        """Remember files that were read, or could not be."""
        for one in seen:
            self._seen[one.file] = one
            with self._path.open("a", encoding="ascii") as opened:
                opened.write(_line(one))


class Settling:
    """Files that are new or changed, until they have not changed for ``seconds``."""

    def __init__(self, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._since: dict[Path, tuple[Mark, float]] = {}

    @property
    def count(self) -> int:
        """How many files are waited for."""
        return len(self._since)

    def settled(self, marks: Mapping[Path, Mark]) -> dict[Path, Mark]:
        """Return those of the files that are whole; ``marks`` are all new ones as they are now.

        They are waited for until they are no longer among ``marks``.
        """
        now = self._clock()
        self._since = {
            file: known if (known := self._since.get(file)) and known[0] == mark else (mark, now)
            for file, mark in marks.items()
        }
        whole = (file for file, (_, since) in self._since.items() if now - since >= self._seconds)
        return {file: marks[file] for file in whole}


def mark_of(file: Path) -> Mark | None:
    """Return a file's mark; None where it is gone."""
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file's bytes; empty where it cannot be read, or is no file."""
    try:
        if not file.is_file():  # a pipe would be waited for
            return ""
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _line(seen: Seen) -> str:
    return json.dumps(asdict(seen)) + "\n"


def _seen(line: bytes) -> Seen | None:
    """Return what a line says; None for one that was cut off."""
    try:
        row = json.loads(line)
        size, content, entry = row.pop("mark")
        return Seen(mark=(size, content, entry), **row)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
