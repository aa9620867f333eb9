"""Pages as they were recognised, kept on the disk: nothing is recognised twice.

One file a page, named by the SHA-256 of the scan's bytes and the page's number, in a folder of the
recogniser's fingerprint; compressed JSON. It is there whole or not at all, so that what a killed
process has recognised is kept; a damaged one is made anew. Several processes may work at once: who
recognises a page holds its lock, and others wait for it.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from qa.caches import cache_folder
from qa.reading.scan.page import Box, Character, Line, ScanPage

__all__ = ["can_keep", "folder", "keep", "kept", "kept_or_made"]

_MOST = 65_535  # dots
_LOG = logging.getLogger(__name__)


def folder() -> Path:
    """Return where recognised pages are kept: see :func:`qa.caches.cache_folder`."""
    return cache_folder("scans")


def kept(sha256: str, number: int, *, fingerprint: str) -> ScanPage | None:
    """Return a page that was recognised before; None where it was not, or what is kept is damaged.

    ``sha256`` is that of the file's bytes, ``number`` counts its pages from 1.
    """
    try:
        packed = _place(sha256, number, fingerprint).read_bytes()
        return _checked(_page(json.loads(gzip.decompress(packed))), number)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None  # where nothing can be kept, that is said there
    except (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError) as error:
        _LOG.warning("page %d of %s is recognised again: %s", number, sha256, error)
        return None


def kept_or_made(
    sha256: str, number: int, *, fingerprint: str, make: Callable[[], ScanPage]
) -> ScanPage:
    """Return a page that was recognised before, or else is by ``make``, and keep it.

    While another process recognises it, this one waits. Where nothing can be kept, which is logged,
    it is made all the same.
    """
    found = kept(sha256, number, fingerprint=fingerprint)
    if found is not None:
        return found
    made: list[ScanPage] = []

    def once() -> ScanPage:
        made.append(make())
        return made[0]

    try:
        with _locked(_place(sha256, number, fingerprint)):
            return _made(sha256, number, fingerprint, once)
    except OSError as error:
        _tell(error)
        return made[0] if made else make()


def can_keep() -> bool:
    """Whether what is recognised can be kept; where it cannot, that is logged once."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder()):
            return True
    except OSError as error:
        _tell(error)
        return False


@cache
def _tell_of(place: Path, why: str) -> None:
    _LOG.warning(
        "识别结果存不下来，再读时要重新识别：%s：%s；用 KANBAO_CACHE 指定能写的文件夹", place, why
    )


def _tell(error: OSError) -> None:
    """Log, once, that nothing can be kept."""
    _tell_of(folder(), error.strerror or str(error))


def keep(sha256: str, number: int, page: ScanPage, *, fingerprint: str) -> None:
    """Keep a page that was recognised elsewhere, if it is not here; log where it cannot be."""
    place = _place(sha256, number, fingerprint)
    if place.exists():
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _keep(place, page)
    except OSError as error:
        _tell(error)


def _made(sha256: str, number: int, fingerprint: str, make: Callable[[], ScanPage]) -> ScanPage:
    """Return a page, its lock held: another process may have made it meanwhile."""
    found = kept(sha256, number, fingerprint=fingerprint)
    if found is None:
        found = make()
        _keep(_place(sha256, number, fingerprint), found)
    return found


def _place(sha256: str, number: int, fingerprint: str) -> Path:
    return folder() / fingerprint / sha256[:2] / f"{sha256}-{number}.json.gz"


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    """Hold a page's lock. Its file goes once the page is kept: who waited for it finds that."""
    from filelock import FileLock

    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place.with_name(f"{place.name}.lock"))
    with lock:
        try:
            yield
        finally:
            Path(lock.lock_file).unlink(missing_ok=True)


def _keep(place: Path, page: ScanPage) -> None:
    data = json.dumps(_row(page), ensure_ascii=False, separators=(",", ":")).encode()
    part = place.with_name(f"{place.name}.{os.getpid()}.part")
    with part.open("wb") as file:
        file.write(gzip.compress(data, compresslevel=6, mtime=0))
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def _row(page: ScanPage) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "turn": page.turn,
        "rules": [_sides(box) for box in page.rules],
        "lines": [
            {
                "text": line.text,
                "vertical": line.vertical,
                "boxes": [_sides(character.box) for character in line.characters],
                "confidences": [round(one.confidence, 4) for one in line.characters],
            }
            for line in page.lines
        ],
    }


def _page(row: dict[str, Any]) -> ScanPage:
    return ScanPage(
        number=row["number"],
        width=row["width"],
        height=row["height"],
        turn=row["turn"],
        rules=tuple(Box(*sides) for sides in row["rules"]),
        lines=tuple(
            Line(
                characters=tuple(
                    Character(text, Box(*sides), confidence)
                    for text, sides, confidence in zip(
                        line["text"], line["boxes"], line["confidences"], strict=True
                    )
                ),
                vertical=line["vertical"],
            )
            for line in row["lines"]
        ),
    )


def _checked(page: ScanPage, number: int) -> ScanPage:
    """Return a page as it can be; raise ValueError for another."""
    characters = [one for line in page.lines for one in line.characters]
    boxes = [*page.rules, *(one.box for one in characters)]
    numbers = [page.width, page.height, *(side for box in boxes for side in _sides(box))]
    whole = all(type(one) is int and 0 <= one <= _MOST for one in numbers)
    sure = all(0 <= one.confidence <= 1 and isinstance(one.text, str) for one in characters)
    if not (whole and sure and page.number == number and page.turn in range(4)):
        raise ValueError("what is kept is no page")
    return page


def _sides(box: Box) -> list[int]:
    return [box.left, box.top, box.width, box.height]
