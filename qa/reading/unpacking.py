"""What may be unpacked: no more than memory holds, whatever a file promises to become."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from qa.errors import ReadError

__all__ = [
    "MOST_BYTES",
    "Room",
    "check_marks",
    "check_size",
    "opened_zip",
    "room_for",
    "too_large",
    "too_long",
]

MOST_BYTES = 256_000_000
"""Of a file that is read as a whole and taken apart, and of all that a packed one holds."""

_ALWAYS = 64_000_000
_RATIO = 20
_DOCUMENT_RATIO = 100  # rows of a sheet are alike
_MOST_MARKS = 2_000_000
_BLOCK = 1 << 20
_PICTURES = (".png", ".jpg", ".jpeg", ".emf", ".wmf", ".tif", ".tiff", ".bmp")
_FILES = 10_000
_DEPTH = 3


@dataclass(slots=True, kw_only=True)
class Room:
    """What may yet be unpacked of one file: ``bytes``, ``files``, and how many files deep."""

    bytes: int
    files: int = _FILES
    depth: int = _DEPTH

    def take(self, size: int, *, name: str) -> None:
        """Take room for one file more. Raises :class:`ReadError` where there is none."""
        self.files -= 1
        self.bytes -= size
        if self.files < 0:
            raise ReadError(f"{name}: has more than {_FILES} files in it: unpack it, add the files")
        if self.bytes < 0:
            raise too_large(name)


def room_for(size: int) -> int:
    """Return how many bytes a packed file of ``size`` bytes may become.

    Text gets 3 to 10 times as long, what was made to fill a memory a thousand times.
    """
    return max(_ALWAYS, _RATIO * size)


def too_large(name: str) -> ReadError:
    """Return the error of what would take more than its room."""
    return ReadError(
        f"{name}: becomes too large when it is unpacked: unpack it, see what is in it, "
        "and add the files"
    )


def check_size(data: bytes, *, name: str) -> None:
    """Raise :class:`ReadError` for a file that is too large to be read as a whole."""
    if len(data) > MOST_BYTES:
        raise too_long(len(data), name=name)


def too_long(size: int, *, name: str) -> ReadError:
    """Return the error of a file that is read as a whole, of more bytes than that may have."""
    return ReadError(f"{name}: has {size} bytes, {MOST_BYTES} may be read at once: split the file")


def check_marks(parts: Iterable[bytes], *, name: str, end: bytes = b"", kind: str = "XML") -> None:
    """Raise :class:`ReadError` for XML, or a web page, with more elements than memory holds.

    ``parts`` are its bytes, in order; ``end`` is what ends a part of it that is dropped once it was
    read.
    """
    count = 0
    for part in parts:
        pieces = part.split(end) if end else [part]
        count += pieces[0].count(b"<")
        if count > _MOST_MARKS:
            raise ReadError(f"{name}: has more than {_MOST_MARKS} marks of {kind}: split the file")
        count = pieces[-1].count(b"<") if len(pieces) > 1 else count


@contextmanager
def opened_zip(
    data: bytes, *, name: str, ends: Mapping[str, bytes] | None = None
) -> Iterator[zipfile.ZipFile]:
    """Open a document that is a ZIP file. Raises :class:`ReadError` for one that becomes too large.

    Also for one that asks for a password; and what ``zipfile`` raises for one that is damaged.
    ``ends`` says what ends a part of the XML that is read piece by piece, by its folder.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        infos = opened.infolist()
        most = min(max(_ALWAYS, _DOCUMENT_RATIO * len(data)), MOST_BYTES)
        if sum(info.file_size for info in infos) > most:
            raise too_large(name)
        if any(info.flag_bits & 1 for info in infos):
            raise ReadError(f"{name}: asks for a password: save it without one")
        for info in infos:
            if info.file_size > _MOST_MARKS and not info.filename.endswith(_PICTURES):
                end = (ends or {}).get(info.filename.rpartition("/")[0], b"")
                check_marks(_blocks(opened, info), name=name, end=end)
        yield opened


def _blocks(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with opened.open(info) as file:
        while block := file.read(_BLOCK):
            yield block
