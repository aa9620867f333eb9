"""The files that paths on the command line stand for."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qa.errors import InputError, ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_DRAFTS = (".part", ".partial", ".crdownload", ".tmp", "~")

__all__ = ["files_of", "files_to_watch"]


def files_of(paths: Iterable[Path]) -> tuple[list[Path], dict[str, int]]:
    """Return each file once: those named, and in folders those that can be read, sorted.

    Also how many other files the folders have, by the end of their names, and links to files that
    are not there; hidden ones not counted. A pipe or device by such a name is among them: reading
    it says what it is.
    """
    from qa.reading import DEAD_LINK, can_read

    files: dict[Path, Path] = {}
    others: Counter[str] = Counter()
    for path in paths:
        inside = [path]
        if path.is_dir():
            shown = [file for file in _walk(path) if not _is_hidden(file, path)]
            found = sorted(file for file in shown if file.exists())
            if dead := sum(file.is_symlink() and not file.exists() for file in shown):
                others[DEAD_LINK] += dead
            inside = [file for file in found if can_read(file)]
            others.update(file.suffix.lower() for file in found if not can_read(file))
            if not inside:
                raise InputError(f"{path}：里面没有能读的文件：能读哪些见 kanbao add --help")
        for file in inside:
            files.setdefault(file.resolve(), file)
    return list(files.values()), dict(sorted(others.items()))


def files_to_watch(folder: Path, unlisted: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files of a folder that can be read, without those that are being written.

    Hidden files are not yielded, nor what a program names otherwise until it is whole.
    ``unlisted`` is told of a folder in it that cannot be listed. Raises :class:`ReadError` where
    the folder is gone.
    """
    from qa.reading import can_read

    if not folder.is_dir():
        raise ReadError(f"{folder}：这个文件夹不在：放回去，或换一个再运行")
    for file in _walk(folder, unlisted):
        parts = file.relative_to(folder).parts
        if can_read(file) and not (_is_hidden(file, folder) or any(map(_is_draft, parts))):
            yield file


def _walk(folder: Path, unlisted: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    def stop(error: OSError) -> NoReturn:
        raise ReadError(
            f"{error.filename}：列不出来（{error.strerror}）：写明要读的文件"
        ) from error

    for root, _, names in os.walk(folder, onerror=unlisted or stop):
        yield from (Path(root, name) for name in names)


def _is_hidden(file: Path, folder: Path) -> bool:
    """Whether a file or a folder on its way is hidden, or is a word processor's lock (~$)."""
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _is_draft(name: str) -> bool:
    return name.lower().endswith(_DRAFTS)
