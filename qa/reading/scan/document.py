"""A scan to its pages, each recognised once, and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from qa.errors import ReadError
from qa.reading import pdf
from qa.reading.documents import library
from qa.reading.newspaper import read_page
from qa.reading.scan import is_installed, pictures
from qa.reading.scan.cache import kept_or_made
from qa.reading.scan.decode import decode_pages
from qa.reading.scan.engine import fingerprint, recogniser
from qa.reading.scan.mixed import mixed
from qa.reading.scan.page import ScanPage
from qa.records import Reading, Unread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.reading.documents import Decoded
    from qa.reading.origin import Source

__all__ = [
    "Scan",
    "decode_pdf",
    "decode_picture",
    "page_of",
    "pdf_scan",
    "picture_scan",
    "recognised",
    "upright",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file of ``count`` pages, of which those with ``numbers``, from 1, are to be recognised.

    ``picture`` gives one of them, by its number: uint8 (h, w). ``sha256`` is that of the bytes.
    """

    name: str
    sha256: str
    count: int
    numbers: tuple[int, ...]
    picture: Callable[[int], NDArray[np.uint8]]


def picture_scan(data: bytes, *, name: str) -> Scan:
    """Return a file of pictures. Raises :class:`ReadError` for one that cannot be opened."""
    count = pictures.count(data, name=name)
    return Scan(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        count=count,
        numbers=tuple(range(1, count + 1)),
        picture=lambda number: pictures.picture(data, number, name=name),
    )


def pdf_scan(data: bytes, found: pdf.TextPages, *, name: str) -> Scan:
    """Return a PDF whose ``found.pictures`` are to be recognised."""
    pictures.check_count(len(found.pictures), name=name)
    return Scan(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        count=found.count,
        numbers=found.pictures,
        picture=lambda number: pdf.grey_page(data, number, name=name),
    )


def decode_picture(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a file of pictures, its pages in order.

    Raises :class:`ReadError` for a file that cannot be opened, is too large, or has no text.
    """
    made = _decoded(picture_scan(data, name=name))
    if (frames := pictures.frames(data, name=name)) < 2:
        return made
    note = f"这是有 {frames} 幅的动画，只读了第一幅：其余各幅要读的话存成 .tif 或单独的图片"
    return replace(made, notes=(note, *made.notes))


def decode_pdf(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a PDF: pages without a text layer are recognised, others stay as they are.

    Where recognition is not installed, all is as :func:`qa.reading.pdf.decode_pdf` reads it. Pages
    that cannot be recognised, or have nothing to recognise, refuse no file that has text beside.
    """
    able = is_installed()
    found = pdf.text_pages(data, name=name, stamps=able)
    if not able or not found.pictures:
        return pdf.finished(found, name=name)
    scan = pdf_scan(data, found, name=name)
    if not found.made.text.strip():
        return _decoded(scan)
    pages, unread = recognised(scan, alone=False)
    if any(page.lines for page in pages):
        return mixed(found.made, _of_pages(scan, pages, unread))
    failed = {one.name for one in unread}
    names = (name for name in map(_name, scan.numbers) if name not in failed)
    notes = (*(f"{name}没有读到文字。" for name in names), *found.made.notes)
    return replace(found.made, notes=notes, read=partial(_read, read=None, unread=unread))


def recognised(
    scan: Scan, *, alone: bool = True
) -> tuple[tuple[ScanPage, ...], tuple[Unread, ...]]:
    """Return all pages of a scan, and which could not be read.

    Those, and pages that are not to be recognised, are empty. Raises :class:`ReadError` where none
    can be read and the scan is all there is of its file (``alone``).
    """
    pages: dict[int, ScanPage] = {}
    unread: list[Unread] = []
    for number in scan.numbers:
        try:
            pages[number] = _recognised(scan, number)
        except ReadError as error:
            if alone and len(unread) + 1 == len(scan.numbers):
                raise
            why = f"{scan.name}, page {number}{str(error).removeprefix(scan.name)}"
            unread.append(Unread(name=_name(number), why=why))
    everything = (
        pages.get(number) or ScanPage(number=number, width=1, height=1, lines=())
        for number in range(1, scan.count + 1)
    )
    return tuple(everything), tuple(unread)


def _name(number: int) -> str:
    return f"第{number}页"


def upright(scan: Scan, number: int) -> NDArray[np.uint8]:
    """Return the picture of a page on which its places are: uint8 (h, w)."""
    import numpy as np

    turn = _recognised(scan, number).turn
    return np.ascontiguousarray(np.rot90(scan.picture(number), -turn))


def _recognised(scan: Scan, number: int) -> ScanPage:
    return kept_or_made(
        scan.sha256,
        number,
        fingerprint=fingerprint(),
        make=lambda: page_of(scan.picture(number), number, name=scan.name),
    )


def page_of(picture: NDArray[np.uint8], number: int, *, name: str) -> ScanPage:
    """Return a page of a scan called ``name``, recognised now; ``picture`` is uint8 (h, w)."""
    from qa.reading.scan.recognise import recognise

    with library(name, "a scan", remedy="see kanbao doctor, whether kanbao[ocr] is whole"):
        return recognise(picture, number=number, recogniser=recogniser())


def _decoded(scan: Scan) -> Decoded:
    pages, unread = recognised(scan)
    if not any(page.lines for page in pages):
        raise ReadError(
            f"{scan.name}: no text was recognised on its pictures ({len(scan.numbers)}): look "
            "whether it is the scan of a text, and scan it with 200 dots an inch or more"
        )
    return _of_pages(scan, pages, unread)


def _of_pages(scan: Scan, pages: Sequence[ScanPage], unread: tuple[Unread, ...]) -> Decoded:
    made = decode_pages(pages, fingerprint=fingerprint(), name=scan.name)
    others = [_name(page.number) for page in pages if page.number not in scan.numbers]
    others += [one.name for one in unread]
    notes = tuple(_without(made.notes, tuple(others)))
    return replace(made, notes=notes, read=partial(_read, read=made.read, unread=unread))


def _read(
    source: Source, *, read: Callable[[Source], Reading] | None, unread: tuple[Unread, ...]
) -> Reading:
    return replace((read or read_page)(source), unread=unread)


def _without(notes: Sequence[str], pages: tuple[str, ...]) -> list[str]:
    """Return notes without those of pages that were not recognised."""
    return [note for note in notes if not note.startswith(pages)] if pages else list(notes)
