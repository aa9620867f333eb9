"""The pages of many scans recognised ahead, by several processes: what each makes, all find.

``python -m qa.reading.scan.ahead`` is one that helps: it takes a line of JSON from standard input
and ends when that is closed, as it is when whoever began it is killed.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

from qa.errors import ReadError
from qa.reading import pdf
from qa.reading.scan import PICTURES, pictures
from qa.reading.scan.cache import can_keep, kept_or_made, made_unless_busy
from qa.reading.scan.document import Scan, page_of, pdf_scan, picture_scan
from qa.reading.scan.engine import fingerprint

__all__ = ["help_with", "page_count", "recognise_pages"]

_MANY = frozenset({".tif", ".tiff"})


def page_count(file: Path) -> int:
    """Return how many pages of a file are likely to be recognised, by a quick look; 0 of others."""
    ending, name = file.suffix.lower(), str(file)
    if ending in PICTURES - _MANY:
        return 1
    try:
        if ending in _MANY:
            return pictures.count(file.read_bytes(), name=name)
        return pdf.scanned_count(file.read_bytes(), name=name)
    except (ReadError, OSError):
        return 1  # reading it will say why


def recognise_pages(file: Path, *, threads: int) -> Iterator[int]:
    """Recognise the pages of a file that are not kept, and yield how many of it are done.

    Nothing is raised for a file or a page that cannot be read: reading it will say why. Where
    nothing can be kept, nothing is recognised ahead: reading does that.
    """
    scan = _scan(file) if can_keep() else None
    if scan is None:
        return
    for done, number in enumerate(scan.numbers, start=1):
        with suppress(ReadError):
            kept_or_made(
                scan.sha256,
                number,
                fingerprint=fingerprint(),
                make=partial(page_of, scan, number, threads=threads),
            )
        yield done


def help_with(files: Iterable[Path], *, threads: int) -> None:
    """Recognise the pages of files that are not kept and that nobody else is recognising."""
    for file in files:
        scan = _scan(file)
        if scan is None:
            continue
        for number in scan.numbers:
            try:
                made_unless_busy(
                    scan.sha256,
                    number,
                    fingerprint=fingerprint(),
                    make=partial(page_of, scan, number, threads=threads),
                )
            except ReadError:
                continue
            except OSError:
                return  # nothing can be kept: others would not find it


def _scan(file: Path) -> Scan | None:
    ending, name = file.suffix.lower(), str(file)
    try:
        data = file.read_bytes()
        if ending in PICTURES:
            return picture_scan(data, name=name)
        if ending == ".pdf":
            return pdf_scan(data, pdf.text_pages(data, name=name, stamps=True), name=name)
    except (ReadError, OSError):
        pass
    return None


def _main() -> None:
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_input, daemon=True).start()
    help_with(map(Path, order["files"]), threads=order["threads"])


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    _main()
