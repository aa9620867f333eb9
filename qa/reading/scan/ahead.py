"""The pages of many scans recognised ahead, wherever there is room: what is made, reading finds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qa.errors import ReadError, WorkerError
from qa.reading import pdf
from qa.reading.scan import PICTURES, is_installed, pictures
from qa.reading.scan.cache import can_keep, keep, kept, kept_or_made
from qa.reading.scan.document import Scan, page_of, pdf_scan, picture_scan
from qa.reading.scan.engine import fingerprint
from qa.reading.whole import read_whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.reading.scan.page import ScanPage
    from qa.spread import Spread

    _Work: TypeAlias = "tuple[str, int, NDArray[np.uint8]] | tuple[()]"

__all__ = ["page_count", "recognise_ahead"]

_MANY = frozenset({".tif", ".tiff"})


def page_count(file: Path) -> int:
    """Return how many pages of a file are likely to be recognised, by a quick look; 0 of others."""
    ending, name = file.suffix.lower(), str(file)
    if ending in PICTURES - _MANY:
        return 1
    try:
        if ending in _MANY:
            return pictures.count(read_whole(file), name=name)
        return pdf.scanned_count(read_whole(file), name=name)
    except (ReadError, OSError):
        return 1  # reading it will say why


def recognise_ahead(files: Iterable[Path], spread: Spread) -> Iterator[int | None]:
    """Recognise the pages of files that are not kept, and keep them: reading a file finds them.

    Of each file in turn, yield how many of its pages are done whenever another is, and then None.
    Nothing is raised for a file or a page that cannot be read: reading it will say why. Where
    nothing can be kept, nothing is recognised ahead: reading does that.
    """
    begun: deque[tuple[str, int] | None] = deque()
    recognising, done = _Recognising(fingerprint()), 0
    for page in spread.map(recognising, _work(files, begun)):
        which = begun.popleft()
        if which is None:
            done = 0
            yield None
            continue
        if page is not None:
            keep(*which, page, fingerprint=recognising.fingerprint)
        done += 1
        yield done


def _work(files: Iterable[Path], begun: deque[tuple[str, int] | None]) -> Iterator[_Work]:
    """Yield the pages of files, empty ones for those that are kept and for the end of a file.

    Which page each is, is put in ``begun``; None for the end.
    """
    for file in files:
        for which, work in _pages(file):
            begun.append(which)
            yield work
        begun.append(None)
        yield ()


def _pages(file: Path) -> Iterator[tuple[tuple[str, int], _Work]]:
    """Yield the pages of a file; empty ones for those that cannot be opened."""
    scan = _scan(file) if can_keep() else None
    if scan is None:
        return
    for number in scan.numbers:
        which = scan.sha256, number
        work: _Work = ()
        if kept(*which, fingerprint=fingerprint()) is None:
            with suppress(ReadError):
                work = (*which, scan.picture(number))
        yield which, work


class _Recognising:
    """Recognises pages, wherever that is: with the same recogniser as here."""

    def __init__(self, fingerprint: str) -> None:
        self.fingerprint = fingerprint

    def __call__(self, work: _Work) -> ScanPage | None:
        if not work:
            return None
        if not is_installed() or fingerprint() != self.fingerprint:
            raise WorkerError(
                "a worker has no recogniser of scans, or another than here: install the same "
                "kanbao[ocr] on each machine"
            )
        sha256, number, picture = work
        try:
            return kept_or_made(
                sha256,
                number,
                fingerprint=self.fingerprint,
                make=partial(page_of, picture, number, name=f"page {number}"),
            )
        except ReadError:
            return None


def _scan(file: Path) -> Scan | None:
    ending, name = file.suffix.lower(), str(file)
    try:
        data = read_whole(file)
        if ending in PICTURES:
            return picture_scan(data, name=name)
        if ending == ".pdf":
            return pdf_scan(data, pdf.text_pages(data, name=name, stamps=True), name=name)
    except (ReadError, OSError):
        pass
    return None
