"""HTML pages: what their articles say, what the pages say of them, and what is in none.

trafilatura finds the main text; what it drops is compared with the visible text of the page, and
comes back where nothing tells that it is not of the article (:mod:`qa.reading.page_articles`). A
page of more than a million characters is read without it.
One file is one article, but for a page that surely has several. What a word processor or a table's
program wrote is read as its document would be (:mod:`qa.reading.written_html`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.encodings import decode
from qa.reading.origin import Part
from qa.reading.page_articles import take_apart
from qa.reading.page_blocks import parse_html
from qa.reading.unpacking import check_marks
from qa.reading.written_html import document, table

__all__ = ["decode_html"]

_HEAD = 4096
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:-]+)""")
# Under this many characters trafilatura falls back to all text of the page, menus included; its
# own 250 is a long paragraph of Chinese.
_SHORTEST = "20"
_LARGEST = 1_000_000
"""Characters of a page up to which trafilatura is asked: its time grows with their square."""


def decode_html(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the main text of an HTML page, one line a paragraph, a list's item or a table's row.

    The encoding is UTF-8 where the bytes are, else the one the page declares, else the one
    :func:`decode` finds. Raises :class:`ReadError` where there is no main text.
    """
    check_marks([data], name=name, kind="a page")
    charset = _CHARSET.search(data[:_HEAD])
    read = decode(data, name=name, declared=charset[1].decode() if charset else None, repair=repair)
    page, encoding = read.text, read.encoding
    if not page.strip():
        raise ReadError(f"{name}: no main text in this HTML page; save the page of one article")
    with library(name, "HTML"):
        written = table(page, name=name, encoding=encoding)
        written = written or document(page, name=name, encoding=encoding)
        if written and written.text.strip():
            return replace(written, repairs=read.repairs, notes=(*read.notes, *written.notes))
        found = _extract(page)
        made = take_apart(
            page,
            parse_html(page),
            extracted=found.text or "",
            sitename=found.sitename or None,
            file=Path(name).absolute(),
            today=dt.datetime.now(tz=dt.UTC).date(),
        )
    if not made.articles:
        raise ReadError(f"{name}: no main text in this HTML page; save the page of one article")
    parts: list[Part] = []
    texts = ["\n".join(article.paragraphs) for article in made.articles]
    start = 0
    for text, article in zip(texts, made.articles, strict=True):
        parts.append(Part(start=start, end=start + len(text), about=article.about))
        start += len(text) + 1
    return Decoded(
        text="\n".join(texts),
        encoding=f"html:{encoding}",
        parts=tuple(parts),
        left_out=made.left_out,
        repairs=read.repairs,
        notes=(*read.notes, *made.notes),
    )


def _extract(page: str) -> Any:
    import trafilatura
    from trafilatura.settings import Document, use_config

    if len(page) > _LARGEST:
        return Document()
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
