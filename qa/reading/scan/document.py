"""A scan to its pages, each recognised once, and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.errors import ReadError
from qa.reading.scan import pictures
from qa.reading.scan.cache import kept_or_made

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.reading.documents import Decoded
    from qa.reading.scan.page import ScanPage

__all__ = ["Scan", "decode_picture", "picture_scan", "recognised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file with pages to recognise: ``numbers`` of them, from 1.

    ``picture`` gives one of them, by its number: uint8 (h, w).
    """

    name: str
    sha256: str
    numbers: tuple[int, ...]
    picture: Callable[[int], NDArray[np.uint8]]


def picture_scan(data: bytes, *, name: str) -> Scan:
    """Return a file of pictures. Raises :class:`ReadError` for one that cannot be opened."""
    return Scan(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        numbers=tuple(range(1, pictures.count(data, name=name) + 1)),
        picture=lambda number: pictures.picture(data, number, name=name),
    )


def decode_picture(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a file of pictures, its pages in order.

    Raises :class:`ReadError` for a file that cannot be opened, is too large, or has no text.
    """
    from qa.reading.scan.decode import decode_pages
    from qa.reading.scan.engine import fingerprint

    scan = picture_scan(data, name=name)
    pages = tuple(recognised(scan))
    if not any(page.lines for page in pages):
        raise ReadError(
            f"{name}: no text was recognised on its pages ({len(pages)}): look whether it is the "
            "scan of a text, and scan it with 200 dots an inch or more"
        )
    return decode_pages(pages, fingerprint=fingerprint(), name=name)


def recognised(scan: Scan) -> Iterator[ScanPage]:
    """Yield the pages of a scan, those that were not recognised before once they are."""
    from qa.reading.scan.engine import fingerprint

    for number in scan.numbers:
        yield kept_or_made(
            scan.sha256,
            number,
            fingerprint=fingerprint(),
            make=lambda number=number: page_of(scan, number),  # type: ignore[misc]
        )


def page_of(scan: Scan, number: int) -> ScanPage:
    """Return a page of a scan, recognised now."""
    from qa.reading.scan.engine import recogniser
    from qa.reading.scan.recognise import recognise

    return recognise(scan.picture(number), number=number, recogniser=recogniser())


def decode_pdf(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a PDF: pages without a text layer are recognised, others stay as they are.

    Where recognition is not installed, it is :func:`qa.reading.pdf.decode_pdf` that says so.
    """
    from qa.reading import pdf
    from qa.reading.scan.engine import is_installed

    found = pdf.text_pages(data, name=name)
    if not found.pictures or not is_installed():
        return pdf.decode_pdf(data, name=name, repair=repair)
    pages = _recognised_or_empty(pdf_scan(data, found, name=name), found.count)
    made = _decoded(pages, name=name)
    return made if not found.made.text.strip() else mixed(found.made, made)


def pdf_scan(data: bytes, found: TextPages, *, name: str) -> Scan:
    """Return the pages of a PDF that are pictures as a scan."""
    from qa.reading import pdf

    pictures.check_count(len(found.pictures), name=name)
    return Scan(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        numbers=found.pictures,
        picture=lambda number: pdf.grey_page(data, number, name=name),
    )
