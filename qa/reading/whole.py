"""The bytes of a file: of a regular one, and no more than may be read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from qa.errors import ReadError
from qa.reading.unpacking import too_long

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_whole"]


def read_whole(file: Path, *, most: int | None = None) -> bytes:
    """Return a file's bytes, ``most`` at most.

    A pipe would be waited for, a device may never end: raises :class:`ReadError` for what is no
    file, before anything is read of it, and for one with more bytes than ``most``; and OSError.
    """
    # Not to wait: a pipe that nobody writes to opens at once, and is told from a file then.
    with open(file, "rb", opener=_unwaited) as opened:
        about = os.fstat(opened.fileno())
        if not stat.S_ISREG(about.st_mode):
            what = "a pipe" if stat.S_ISFIFO(about.st_mode) else "a device"
            raise ReadError(
                f"{file}: is {what}, no file: save what it gives as a file and add that"
            )
        if most is None:
            return opened.read()
        if about.st_size > most or len(data := opened.read(most + 1)) > most:
            raise too_long(max(about.st_size, most + 1), name=str(file))
        return data


def _unwaited(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
