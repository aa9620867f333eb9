"""HTML pages: trafilatura finds the main text, the title, the date, who wrote and who published.

Navigation, comments and scripts are left out. One file is one article.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library, whole
from qa.reading.encodings import decode
from qa.reading.origin import About, Source
from qa.records import DateFrom, Piece, Reading

__all__ = ["decode_html", "read_web"]

_HEAD = 4096
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]+)""")
# trafilatura drops an author of three characters, which most Chinese names have.
_AUTHOR = re.compile(
    r"""<meta\s+name=["']?author["']?\s+content=["']([^"'<>]{2,40})["']""", re.IGNORECASE
)
# Under this many characters trafilatura falls back to all text of the page, menus included; its
# own 250 is a long paragraph of Chinese.
_SHORTEST = "20"


def decode_html(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the main text of an HTML page, one line a paragraph.

    The encoding is UTF-8 where the bytes are, else the one the page declares, else the one
    :func:`decode` finds. Raises :class:`ReadError` where there is no main text.
    """
    charset = _CHARSET.search(data[:_HEAD])
    read = decode(data, name=name, declared=charset[1].decode() if charset else None, repair=repair)
    page, encoding = read.text, read.encoding
    with library(name, "HTML"):
        found = _extract(page)
    text = "\n".join(filter(None, (line.strip() for line in (found.text or "").split("\n"))))
    title = (found.title or "").strip()
    text = text.removeprefix(f"{title}\n") if title else text
    if not text:
        raise ReadError(f"{name}: no main text in this HTML page; save the page of one article")
    author = _AUTHOR.search(page)
    about = About(
        title=title,
        date=dt.date.fromisoformat(found.date) if found.date else None,
        date_from=DateFrom.METADATA if found.date else None,
        byline=found.author or (html.unescape(author[1]).strip() if author else None),
        source=found.sitename or None,
    )
    return Decoded(
        text=text,
        encoding=f"html:{encoding}",
        about=about,
        repairs=read.repairs,
        notes=read.notes,
    )


def read_web(source: Source) -> Reading:
    """Return the one article of a page."""
    piece = Piece(start=0, file_start=0, length=len(source.text))
    article = whole(source, about=source.about, text=source.text, pieces=[piece])
    return Reading(articles=(article,))


def _extract(page: str) -> Any:
    import trafilatura
    from trafilatura.settings import Document, use_config

    if "<html" not in page.lower():
        page = f"<html><body>{page}</body></html>"
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST)
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=config,
    )
    return found or Document()
