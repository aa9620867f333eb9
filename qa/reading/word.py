"""DOCX files: the text that a word processor saves as plain text, read as a newspaper page is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from qa.reading.documents import Decoded, library
from qa.reading.origin import About

__all__ = ["decode_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}


def decode_docx(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return a document's paragraphs, one a line, and its title.

    Text boxes and tables are read where they stand, the cells of a row in one line. Headers,
    footers, notes, comments and deleted text are left out. The day a file was made on is not
    taken for an article's date.
    """
    import docx

    with library(name, "DOCX"):
        document = docx.Document(io.BytesIO(data))
        text = "".join(_text(document.element.body))
        title = document.core_properties.title.strip()
    return Decoded(text=text, encoding="docx", about=About(title=title))


def _text(body: Any) -> Iterator[str]:
    row = None
    for number, paragraph in enumerate(body.iter(f"{_W}p")):
        # What a text box holds stands there twice, the second time for old programs.
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        before, row = row, next(paragraph.iterancestors(f"{_W}tr"), None)
        if number:
            yield "\t" if row is not None and row is before else "\n"
        for part in paragraph.iter(f"{_W}t", *_BREAKS):
            if next(part.iterancestors(f"{_W}p")) is paragraph:
                yield part.text or "" if part.tag == f"{_W}t" else _BREAKS[part.tag]
