"""Pages of a PDF or a scan: as pictures, and where on them a quotation is printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ReadError
from qa.places import PlacedBox
from qa.reading.originals import cut, has_pages
from qa.records import Span
from qa.service.originals import original
from qa.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa import Article, Origin

__all__ = ["PageView", "pages_of", "pages_quoted"]


_NOTHING = 1
"""The size of a page of a PDF that has a text of its own, beside others that were recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page as a picture of ``width`` times ``height`` dots, in which its ``boxes`` count.

    ``boxes`` cover the characters of a quotation, one a printed line; there are none where it is
    not sure where they are. ``quoted``: some of the quotation stands there.
    """

    page: int
    width: int
    height: int
    boxes: tuple[PlacedBox, ...]
    quoted: bool = True


def pages_quoted(article: Article, span: Span) -> tuple[PageView, ...]:
    """Return all pages on which ``article.text[span.start:span.end]`` stands, in its order.

    Raises :class:`Problem` for an article that has none, and a PDF that is not there or not what
    was read; a scan need not be there.
    """
    if article.origin is None or not has_pages(article.origin):
        raise Problem("not-found", "这篇文章不是从 PDF 或扫描件读来的，没有版面图")
    data = _reader(article)
    return tuple(
        _page(article, article.origin, number, own, data)
        for number, own in _spans_by_page(article.origin, span).items()
    )


def pages_of(article: Article, *, most: int) -> tuple[PageView, ...]:
    """Return the first pages on which the article stands, nothing marked on them."""
    origin = article.origin
    if origin is None:
        return ()
    data, nothing = _reader(article), Span(start=0, end=0)
    whole = Span(start=0, end=len(article.text))
    views = []
    for number in list(_spans_by_page(origin, whole))[:most]:
        view = _page(article, origin, number, nothing, data)
        views.append(
            PageView(page=number, width=view.width, height=view.height, boxes=(), quoted=False)
        )
    return tuple(views)


def _page(
    article: Article, origin: Origin, number: int, span: Span, data: Callable[[], bytes]
) -> PageView:
    places = origin.places
    if places and number <= len(places.sizes) and min(places.sizes[number - 1]) > _NOTHING:
        width, height = places.sizes[number - 1]
        boxes = (box for box in places.boxes(span.start, span.end) if box.page == number)
        return PageView(page=number, width=width, height=height, boxes=tuple(boxes))
    return _page_of_pdf(article, number, span, data(), name=Path(origin.file).name)


def _page_of_pdf(article: Article, number: int, span: Span, data: bytes, *, name: str) -> PageView:
    from qa.reading.pdf import page_boxes

    try:
        found = page_boxes(data, number, article.text, span, name=name)
    except ReadError as error:
        raise Problem("unreadable", str(error)) from error
    boxes = (
        PlacedBox(page=number, left=left, top=top, width=width, height=height)
        for left, top, width, height in found.boxes
    )
    return PageView(page=number, width=found.width, height=found.height, boxes=tuple(boxes))


def _reader(article: Article) -> Callable[[], bytes]:
    """Return what reads the article's file, once, if it still is what was read."""
    read: list[bytes] = []

    def data() -> bytes:
        if not read:
            with original(article).file as file:
                read.append(file.read())
        return read[0]

    return data


def _spans_by_page(origin: Origin, span: Span) -> dict[int, Span]:
    """Return what of a span stands on each page."""
    spans: dict[int, Span] = {}
    for piece in cut(origin.pieces, span.start, span.end):
        number = origin.page(piece.file_start) or 1
        end = piece.start + piece.length
        known = spans.get(number)
        spans[number] = Span(start=known.start if known else piece.start, end=end)
    return spans or {1: Span(start=0, end=0)}
