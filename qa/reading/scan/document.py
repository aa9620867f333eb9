"""A scan to its pages, each recognised once, and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.errors import ReadError
from qa.reading import pdf
from qa.reading.documents import library
from qa.reading.scan import is_installed, pictures
from qa.reading.scan.cache import kept_or_made
from qa.reading.scan.decode import decode_pages
from qa.reading.scan.engine import fingerprint, recogniser
from qa.reading.scan.mixed import mixed
from qa.reading.scan.page import ScanPage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.reading.documents import Decoded

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
    return _decoded(picture_scan(data, name=name))


def decode_pdf(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a PDF: pages without a text layer are recognised, others stay as they are.

    Where recognition is not installed, all is as :func:`qa.reading.pdf.decode_pdf` reads it.
    """
    able = is_installed()
    found = pdf.text_pages(data, name=name, stamps=able)
    if not able or not found.pictures:
        return pdf.finished(found, name=name)
    made = _decoded(pdf_scan(data, found, name=name))
    return mixed(found.made, made) if found.made.text.strip() else made


def recognised(scan: Scan) -> tuple[ScanPage, ...]:
    """Return all pages of a scan; those that are not to be recognised are empty."""
    return tuple(
        _recognised(scan, number)
        if number in scan.numbers
        else ScanPage(number=number, width=1, height=1, lines=())
        for number in range(1, scan.count + 1)
    )


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
    pages = recognised(scan)
    if not any(page.lines for page in pages):
        raise ReadError(
            f"{scan.name}: no text was recognised on its pictures ({len(scan.numbers)}): look "
            "whether it is the scan of a text, and scan it with 200 dots an inch or more"
        )
    made = decode_pages(pages, fingerprint=fingerprint(), name=scan.name)
    others = tuple(f"第{page.number}页" for page in pages if page.number not in scan.numbers)
    return replace(made, notes=tuple(_without(made.notes, others)))


def _without(notes: Sequence[str], pages: tuple[str, ...]) -> list[str]:
    """Return notes without those of pages that were not to be recognised."""
    return [note for note in notes if not note.startswith(pages)] if pages else list(notes)
