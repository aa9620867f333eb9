"""An archive kept up with folders, a look at a time: see ``kanbao watch``."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from qa.command.folders import files_to_watch
from qa.command.watched import Seen, hash_of, mark_of
from qa.errors import BusyError
from qa.records import Added

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qa.command.watched import Mark, Settling, Watched

    Add: TypeAlias = Callable[[Sequence[Path]], tuple[Added, Mapping[Path, str]]]

__all__ = ["Keeper", "Taken"]

_FILES = 256  # that are added together: so many are read again after a kill, at most
_LOOK = 60.0  # seconds between two looks where nobody says that something changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of some files: ``skipped`` are those that could not be read, and why."""

    files: tuple[Path, ...] = ()
    added: Added = field(default_factory=Added)
    skipped: Mapping[Path, str] = field(default_factory=dict)


class Keeper:
    """Adds each file of ``folders`` once, when it is whole, and again when it has changed.

    ``add`` adds files and returns what it added and which it could not read; ``tell`` is told what
    was done, ``check`` is called now and then and may raise, to end it. What lies in the folder
    ``outside``, the archive's own, is left alone.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        watched: Watched,
        settling: Settling,
        *,
        outside: Path,
        add: Add,
        tell: Callable[[Taken], None],
        check: Callable[[], None],
    ) -> None:
        self._folders = folders
        self._outside = outside.resolve()
        self._watched = watched
        self._settling = settling
        self._add = add
        self._tell = tell
        self._check = check
        self._looked = -_LOOK
        self._unlisted: dict[Path, str] = {}
        self.skipped = 0
        """How many files could not be read."""

    def look(self, *, changed: bool) -> bool:
        """Add what is whole by now; return whether anything was added.

        Without a change it looks only where files are waited for, and now and then. Where another
        process is writing the archive, the files wait.
        """
        now = time.monotonic()
        if not (changed or self._settling.count or now - self._looked >= _LOOK):
            return False
        self._looked = now
        try:
            return self.take()
        except BusyError:
            return False

    def take(self) -> bool:
        """Add what is whole by now; return whether anything was. Raises :class:`BusyError`."""
        whole = iter(self._settling.settled(self.unread()).items())
        is_new = False
        while part := dict(islice(whole, _FILES)):
            self._check()
            is_new |= self._take(part)
        return is_new

    def unread(self) -> dict[Path, Mark]:
        """Return the files that are there and were not read as they are now."""
        marks = {}
        for file in self._files():
            mark, seen = mark_of(file), self._watched.get(file)
            if mark is not None and (seen is None or seen.mark != mark):
                marks[file] = mark
        return marks

    def _files(self) -> Iterator[Path]:
        unlisted: dict[Path, str] = {}

        def note(error: OSError) -> None:
            unlisted[folder / error.filename] = f"{error.filename}：列不出来：{error.strerror}"

        for folder in self._folders:
            files = (file.resolve() for file in files_to_watch(folder, note))
            yield from (file for file in files if not file.is_relative_to(self._outside))
        if new := {path: why for path, why in unlisted.items() if path not in self._unlisted}:
            self._say(Taken(skipped=new))
        self._unlisted = unlisted

    def _take(self, marks: Mapping[Path, Mark]) -> bool:
        hashes = {file: hash_of(file) for file in marks}
        new = [file for file in marks if not self._is_known(file, hashes[file])]
        added, skipped = self._add(new) if new else (Added(), {})
        # What changed meanwhile is read again once it is whole: what came of it does not count.
        still = {file for file, mark in marks.items() if mark_of(file) == mark}
        self._watched.note(
            Seen(file=str(file), mark=marks[file], sha256=hashes[file], problem=skipped.get(file))
            for file in marks
            if file in still
        )
        # A file within another is skipped under its own name.
        failed = {file: why for file, why in skipped.items() if file in still or file not in marks}
        read = tuple(file for file in new if file not in skipped)
        if read or failed:
            self._say(Taken(files=read, added=added, skipped=failed))
        return bool(added.added or added.replaced)

    def _is_known(self, file: Path, sha256: str) -> bool:
        """Whether the file was read with this very content."""
        seen = self._watched.get(file)
        return seen is not None and seen.sha256 == sha256 and seen.problem is None

    def _say(self, taken: Taken) -> None:
        self.skipped += len(taken.skipped)
        self._tell(taken)
