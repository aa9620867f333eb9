"""EPUB files: the chapters of an e-book, each read as the web page that it is."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from qa.errors import ReadError
from qa.reading.dates import stamp
from qa.reading.documents import Decoded, library
from qa.reading.encodings import decode
from qa.reading.members import Bundle, Inner
from qa.reading.office import parsed, words_in
from qa.reading.origin import About
from qa.reading.unpacking import MOST_BYTES, Room, opened_zip
from qa.records import DateFrom, LeftOut, Reason

__all__ = ["decode_epub"]

_CONTAINER = "META-INF/container.xml"
_RIGHTS = "META-INF/rights.xml"
_TITLE_PAGE = re.compile(rb"""epub:type\s*=\s*["'](?:titlepage|halftitlepage|cover)\b""")
_LONGEST_TITLE_PAGE = 300
_NOBODY = frozenset({"Unknown", "Unknown Author", "unknown", "未知", "佚名"})
_PAGES = ("application/xhtml+xml", "text/html")


def decode_epub(
    data: bytes, *, name: str, inner: Inner, repair: bool = False, room: Room | None = None
) -> Decoded:
    """Return the text of an e-book's chapters, in the order of reading.

    Its author and publisher are said of chapters that do not name theirs. Of a page without a main
    text, as a title page, the words are left out; so are the contents.
    """
    bundle = Bundle(name=name, repair=repair, inner=inner, room=room or Room(bytes=MOST_BYTES))
    with library(name, "EPUB"), opened_zip(data, name=name) as opened:
        if _RIGHTS in opened.namelist():
            raise ReadError(f"{name}: is locked to a reader's account: get it without the lock")
        book, folder = _book(opened)
        for part, is_contents in _spine(book, folder):
            bundle.room.take(opened.getinfo(part).file_size, name=name)
            _take(bundle, opened, part, is_contents=is_contents)
        about = _about(book)
    return bundle.decoded("epub:pages", about=about)


def _book(opened: zipfile.ZipFile) -> tuple[Any, str]:
    """Return what lists the parts of a book, and the folder it stands in."""
    container = parsed(opened, _CONTAINER)
    path = next(node.get("full-path") for node in container.iter() if node.get("full-path"))
    return parsed(opened, path), posixpath.dirname(path)


def _spine(book: Any, folder: str) -> Iterator[tuple[str, bool]]:
    """Yield the pages of a book, in the order of reading, and whether each is the contents."""
    items = {node.get("id"): node for node in book.iter("{*}item")}
    for reference in book.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in _PAGES:
            part = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
            yield part, "nav" in (item.get("properties") or "").split()


def _take(bundle: Bundle, opened: zipfile.ZipFile, part: str, *, is_contents: bool) -> None:
    page = opened.read(part)
    words = _words(page)
    if is_contents:
        bundle.left_out.append(LeftOut(text=words, reason=Reason.NAVIGATION))
        return
    if _TITLE_PAGE.search(page) and len(words) <= _LONGEST_TITLE_PAGE:
        bundle.left_out.append(LeftOut(text=words, reason=Reason.FURNITURE))
        return
    unread = len(bundle.unread)
    bundle.add(part, page, ending=".html")
    if len(bundle.unread) > unread and "no main text" in bundle.unread[-1].why:
        bundle.unread.pop()
        if words:
            bundle.left_out.append(LeftOut(text=words, reason=Reason.FURNITURE))


def _words(page: bytes) -> str:
    """Return the words of a page, "" where it is none."""
    import lxml.html
    from lxml import etree

    try:
        text = decode(page, name="").text
        parser = lxml.html.HTMLParser(encoding="utf-8")
        body = lxml.html.document_fromstring(text.encode(), parser).find("body")
    except (etree.LxmlError, ReadError, ValueError):
        return ""
    return "" if body is None else " ".join(body.text_content().split())


def _about(book: Any) -> About:
    """Return what is said of the whole book."""
    day = stamp(next(words_in(book, "date"), ""))
    return About(
        date=day,
        date_from=DateFrom.METADATA if day else None,
        byline=" ".join(one for one in words_in(book, "creator") if one not in _NOBODY) or None,
        source=next(words_in(book, "publisher"), None),
    )
