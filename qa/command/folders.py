"""The files that paths on the command line stand for."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qa.errors import InputError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["files_of"]


def files_of(paths: Iterable[Path]) -> tuple[list[Path], dict[str, int]]:
    """Return each file once: those named, and in folders those that can be read, sorted.

    Also how many other files the folders have, by the end of their names; hidden ones not counted.
    """
    from qa.reading import can_read

    files: dict[Path, Path] = {}
    others: Counter[str] = Counter()
    for path in paths:
        inside = [path]
        if path.is_dir():
            found = sorted(f for f in _walk(path) if f.is_file() and not _is_hidden(f, path))
            inside = [file for file in found if can_read(file)]
            others.update(file.suffix.lower() for file in found if not can_read(file))
            if not inside:
                raise InputError(f"{path}: no file in it that can be read: see kanbao add --help")
        for file in inside:
            files.setdefault(file.resolve(), file)
    return list(files.values()), dict(sorted(others.items()))


def _walk(folder: Path) -> Iterator[Path]:
    def stop(error: OSError) -> NoReturn:
        raise ReadError(
            f"{error.filename}: cannot be listed: {error.strerror}; name the files to read"
        ) from error

    for root, _, names in os.walk(folder, onerror=stop):
        yield from (Path(root, name) for name in names)


def _is_hidden(file: Path, folder: Path) -> bool:
    """Whether a file or a folder on its way is hidden, or is a word processor's lock (~$)."""
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
