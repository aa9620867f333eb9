"""A PDF to its text, page by page."""

from __future__ import annotations

import ctypes
import io
import logging
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.furniture import page_date
from qa.reading.line_shapes import is_byline, opens_article
from qa.reading.origin import About
from qa.reading.pdf import font
from qa.reading.pdf.clutter import is_slanted, without_doubles
from qa.reading.pdf.contents import contents_pages
from qa.reading.pdf.glyphs import UNKNOWN, Glyph, read_glyphs
from qa.reading.pdf.hidden import unseen
from qa.reading.pdf.margins import running_lines
from qa.reading.pdf.page import Page, PageText, page_of, page_text, without_runs
from qa.reading.pdf.places import lines_of, places
from qa.records import LeftOut, Reason, Span

__all__ = [
    "INSTALL",
    "PageBoxes",
    "TextPages",
    "decode_pdf",
    "finished",
    "grey_page",
    "own_title",
    "page_boxes",
    "page_image",
    "scanned_count",
    "text_pages",
]

INSTALL = "pip install 'kanbao[ocr]'"
"""What brings the libraries that recognise the text of pictures."""

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_UNKNOWN = 0.1
_HEAD_LINES = 5
_DOTS = 4  # a point, of the raster in which boxes are given
_STAMP = 50  # characters: a picture of a page may have the name of a program on it
_COVERED = 0.6  # of a page, by the picture of one
_POINTS = 72  # an inch
_INCH = (150, 300)  # dots: the least and the usual that a page is drawn with
_LONGEST = 10_000  # dots
_PAGE_BREAK = "\n\f\n"
_MADE_UP_TITLE = re.compile(
    r"(?i)(?:untitled|无标题|未命名|文档|document|幻灯片|slide|presentation)[-_ ]*\d*(?:\.\w+)?"
    r"|(?:microsoft \w+ - |powerpoint).*|第?\d+版|[\W\d_]*"
    r"|.*\.(?:docx?|wps|pdf|indd|pptx?|xlsx?|txt|tex|qxd|fit|s2|html?)"
)
_LOG = logging.getLogger(__name__)
_lock = threading.Lock()  # PDFium is not thread-safe


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPages:
    """What a PDF's text layer says, and which of its ``count`` pages are ``pictures``, from 1."""

    made: Decoded
    pictures: tuple[int, ...]
    count: int


def decode_pdf(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a PDF's pages, with a form feed between them, and its title.

    What is left out of it: what is printed twice, white on white, off the page, or across it as a
    watermark; running heads and tables of contents; the hyphens of words that two lines share.
    ``notes`` say where the order of a page is not sure, and where characters are unknown. The day a
    file was made on is not taken for an article's date.

    Raises :class:`ReadError` for a file without a text layer, with a password, or whose fonts do
    not say which characters they draw. A page without text beside others is logged.
    """
    return finished(text_pages(data, name=name), name=name)


def finished(found: TextPages, *, name: str) -> Decoded:
    """Return what a PDF's text layer says, with a note of the pages that are not read.

    Raises :class:`ReadError` where it says nothing.
    """
    made = found.made
    if not made.text.strip() and not made.left_out:
        if not found.pictures:
            raise ReadError(
                f"{name}: its pages ({found.count}) are blank, without text and pictures: look "
                "whether it is the right file, or print it to PDF anew"
            )
        raise ReadError(
            f"{name}: no text layer: its pages are pictures ({found.count}): {INSTALL}, or "
            "recognise the text (OCR) and save it with the PDF"
        )
    empty = [number for number in _without_text(made) if number in found.pictures]
    if not empty:
        return made
    listed = ", ".join(map(str, empty))
    _LOG.warning("%s: no text on page %s: pictures are not read", name, listed)
    note = f"第{'、'.join(map(str, empty))}页没有文字，图片未读。"
    return replace(made, notes=(note, *made.notes))


def _without_text(made: Decoded) -> list[int]:
    """Return the numbers of the pages that say nothing."""
    ends = [*made.pages[1:], len(made.text) + len(_PAGE_BREAK)]
    return [
        number
        for number, (start, end) in enumerate(zip(made.pages, ends, strict=True), start=1)
        if start == end - len(_PAGE_BREAK)
    ]


def text_pages(data: bytes, *, name: str, stamps: bool = False) -> TextPages:
    """Return what a PDF's text layer says, as :func:`decode_pdf` does; it may be nothing.

    A page is a picture if it has no text; with ``stamps`` also if it has so little as a program
    stamps on what it scanned, which is not read then.
    """
    with _lock, library(name, "PDF"):
        pages, pictures, title = _read(data, name, stamps=stamps)
    pages = _without_margins(pages)
    laid = [page_text(page) for page in pages]
    texts = [page.text for page in laid]
    hyphens = sum(page.hyphens for page in laid)
    notes = list(_notes(pages, texts))
    listed = contents_pages(texts)
    left_out = [one for page in pages for one in page.left_out]
    left_out += [LeftOut(text="-", reason=Reason.HYPHEN)] * hyphens
    left_out += [LeftOut(text=texts[place], reason=Reason.NAVIGATION) for place in listed]
    texts = ["" if place in listed else text for place, text in enumerate(texts)]
    text = _PAGE_BREAK.join(texts)
    unknown = text.count(UNKNOWN)
    if unknown > _MOST_UNKNOWN * len(text):
        raise ReadError(
            f"{name}: {unknown} of {len(text)} characters have no Unicode in its fonts; "
            "recognise the text (OCR) or export the PDF anew"
        )
    starts = [0]
    for page in texts[:-1]:
        starts.append(starts[-1] + len(page) + len(_PAGE_BREAK))
    made = Decoded(
        text=text,
        encoding="pdf",
        pages=tuple(starts),
        headlines=tuple(
            start + headline
            for page, start in zip(laid, starts, strict=True)
            for headline in _headlines(page)
        ),
        heads=tuple(
            (start, " ".join(one.text for one in page.left_out if one.reason is Reason.MARGIN))
            for page, text, start in zip(pages, texts, starts, strict=True)
            if "\f" not in text  # two pages side by side: it is not known whose they are
        ),
        about=About(title=own_title(title, name)),
        left_out=tuple(left_out),
        notes=tuple(notes),
    )
    return TextPages(made=made, pictures=pictures, count=len(pages))


def scanned_count(data: bytes, *, name: str) -> int:
    """Return how many pages a PDF has if its first page has no text, 0 otherwise: a quick look.

    Raises :class:`ReadError` as :func:`page_image` does.
    """
    with _opened(data, 1, name) as page, closing(page.get_textpage()) as layer:
        return 0 if layer.count_chars() else len(page.pdf)


def grey_page(data: bytes, number: int, *, name: str) -> NDArray[np.uint8]:
    """Return a page of a PDF, from 1, as it is to be recognised: uint8 (h, w), 255 is white.

    It has about as many dots as the largest picture on it. Raises as :func:`page_image` does.
    """
    import numpy as np

    with _opened(data, number, name) as page:
        inch = max((dots for dots in map(_dots_an_inch, _images(page)) if dots), default=_INCH[1])
        scale = min(max(inch, _INCH[0]), _INCH[1]) / _POINTS
        scale = min(scale, _LONGEST / max(page.get_size()))
        drawn = page.render(scale=scale, grayscale=True).to_numpy()
        return np.ascontiguousarray(drawn.reshape(drawn.shape[:2]))


def _images(page: Any) -> list[Any]:
    from pypdfium2 import raw

    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _dots_an_inch(image: Any) -> float:
    """Return how many dots a picture on a page has to the inch, 0 where that is not known."""
    left, _, right, _ = image.get_bounds()
    width, _ = image.get_px_size()
    return float(width / (right - left) * _POINTS) if right > left else 0.0


def _is_picture(page: Any, glyphs: Sequence[Glyph], *, stamps: bool) -> bool:
    """Whether a page is a picture of a text: it has no text, or a stamp on what fills it."""
    if not glyphs:
        return next(iter(page.get_objects()), None) is not None
    if not stamps or len(glyphs) >= _STAMP:
        return False
    width, height = page.get_size()
    areas = (
        (right - left) * (top - bottom)
        for left, bottom, right, top in (image.get_bounds() for image in _images(page))
    )
    return any(area >= _COVERED * width * height for area in areas)


def page_image(data: bytes, number: int, *, name: str, width: int = 1400) -> bytes:
    """Return a page of a PDF, from 1, as a PNG of ``width`` pixels, at most three times as high.

    Raises :class:`ReadError` for a file that cannot be opened, and a page that it does not have.
    """
    with _opened(data, number, name) as page:
        across, down = page.get_size()
        scale = min(width / across, 3 * width / down)
        made = io.BytesIO()
        page.render(scale=scale).to_pil().save(made, "PNG")
        return made.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBoxes:
    """A page's size, and boxes on it: left, top, width and height, all in dots of a raster."""

    width: int
    height: int
    boxes: tuple[tuple[int, int, int, int], ...]


def page_boxes(data: bytes, number: int, text: str, span: Span, *, name: str) -> PageBoxes:
    """Return where the characters of ``text[span.start:span.end]`` are drawn on a page, from 1.

    ``text`` is an article's. There are no boxes where that is not sure: see
    :mod:`qa.reading.pdf.places`. Raises :class:`ReadError` as :func:`page_image` does.
    """
    with _opened(data, number, name) as page:
        drawn, hidden = _glyphs(page)
        shown = [one for place, one in enumerate(drawn) if place not in hidden]
        read, _ = without_doubles([one for one in shown if not is_slanted(one)])
        found = places(read, text, span.start, span.end)
        lines = lines_of([read[place] for place in found])
        width, height = (round(_DOTS * size) for size in page.get_size())
        boxes = tuple(_dots(page, (width, height), line) for line in lines)
        return PageBoxes(width=width, height=height, boxes=boxes)


@contextmanager
def _opened(data: bytes, number: int, name: str) -> Iterator[Any]:
    """Give a page of a file, from 1."""
    import pypdfium2

    with _lock, library(name, "PDF"):
        font.install()
        with closing(pypdfium2.PdfDocument(data)) as document:
            if not 1 <= number <= len(document):
                raise ReadError(f"{name}: has {len(document)} pages, none is page {number}")
            with closing(document[number - 1]) as page:
                yield page


def _dots(
    page: Any, size: tuple[int, int], box: tuple[float, float, float, float]
) -> tuple[int, int, int, int]:
    """Return a box in points, as glyphs have it, where it is on the page as that is shown."""
    from pypdfium2 import raw

    ends = []
    for across, up in ((box[0], -box[1]), (box[2], -box[3])):
        x, y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        ends.append((x.value, y.value))
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(*ends, strict=True))
    return left, top, right - left, bottom - top


def _headlines(page: PageText) -> tuple[int, ...]:
    """Return where articles surely begin in a page's text."""
    if page.headlines:
        return page.headlines
    return (0,) if page.is_headed and _opens(page.text) else ()


def _opens(text: str) -> bool:
    """Whether a page's first lines are an article's: a byline or a date is under the headline."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][1:_HEAD_LINES]
    return any(is_byline(line) or opens_article(line) or page_date(line) for line in lines)


def own_title(title: str, name: str) -> str:
    """Return a file's title, or nothing if a program made it up: untitled, 版面1.indd."""
    made_up = _MADE_UP_TITLE.fullmatch(title) or title == Path(name).stem
    return "" if made_up else title


def _notes(pages: Sequence[Page], texts: Sequence[str]) -> Iterator[str]:
    for number, (page, text) in enumerate(zip(pages, texts, strict=True), start=1):
        if unknown := text.count(UNKNOWN):
            yield f"第{number}页有{unknown}个字的字体没有写明是什么字，读作 {UNKNOWN}。"
        yield from (f"第{number}页{note}" for note in page.notes)


def _read(data: bytes, name: str, *, stamps: bool) -> tuple[list[Page], tuple[int, ...], str]:
    """Return a file's pages, which of them are pictures, and its title."""
    import pypdfium2

    font.install()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ReadError(f"{name}: has a password: save it without its password") from error
        raise
    with closing(document):
        found = [_page(document, number, stamps=stamps) for number in range(len(document))]
        pictures = tuple(number for number, (_, drawn) in enumerate(found, start=1) if drawn)
        return [page for page, _ in found], pictures, document.get_metadata_value("Title").strip()


def _page(document: Any, number: int, *, stamps: bool) -> tuple[Page, bool]:
    """Return a page, and whether it is a picture: nothing that is stamped on it is text then."""
    with closing(document[number]) as page:
        glyphs, hidden = _glyphs(page)
        drawn = _is_picture(page, glyphs, stamps=stamps)
        return page_of([] if drawn else glyphs, hidden=set() if drawn else hidden), drawn


def _glyphs(page: Any) -> tuple[list[Glyph], set[int]]:
    """Return what is drawn on a page, and the places of what is not seen of it."""
    with closing(page.get_textpage()) as layer:
        glyphs = list(read_glyphs(layer, box=page.get_bbox()))
        return glyphs, _hidden(page, glyphs)


def _hidden(page: Any, glyphs: Sequence[Glyph]) -> set[int]:
    """Return the places of the glyphs that are white on white."""
    white = [place for place, one in enumerate(glyphs) if one.is_white and not one.is_off]
    if not white:
        return set()
    boxes = [
        (one.left, -one.bottom, one.right, -one.top) for one in (glyphs[place] for place in white)
    ]
    return {place for place, is_unseen in zip(white, unseen(page, boxes), strict=True) if is_unseen}


def _without_margins(pages: Sequence[Page]) -> list[Page]:
    places = running_lines([page.runs for page in pages])
    return [without_runs(page, out) for page, out in zip(pages, places, strict=True)]
