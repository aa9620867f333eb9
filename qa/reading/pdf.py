"""PDF files with a text layer: their columns in reading order, read as a newspaper page is.

PDFium gives each character with its box. Characters become runs, and runs are put in order: white
bands cut a page into what comes one after the other, the gutter with most runs beside it cuts that
into what is above it, left of it, right of it and below it, and each of those is cut the same way.
So a headline over three columns comes first and then column after column. Text that is set
vertically or turned is not put in order.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.origin import About

__all__ = ["decode_pdf"]

# In sizes of a character: the gap that ends a run, the narrowest gutter and column, the lowest
# white band that ends an article.
_GAP = 0.8
_GUTTER = 0.8
_NARROWEST = 5
_BAND = 2
_FEWEST = 3  # lines of a column: what has fewer is a table's row or a headline in two parts
_LEADING = 1.5
_OTHER_SIZE = 1.2
_UNKNOWN = "\ufffd"
_MOST_UNKNOWN = 0.1
_HYPHEN = 2  # what PDFium gives for a hyphen at a line's end
_LOG = logging.getLogger(__name__)
_lock = threading.Lock()  # PDFium is not thread-safe


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Characters that stand together on a line; the page's ``top`` is less than its ``bottom``."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return self.bottom - self.top


def decode_pdf(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a PDF's pages, with blank lines between them, and its title.

    Raises :class:`ReadError` for a file without a text layer, with a password, or whose fonts do
    not say which characters they draw. A page without text beside others is logged. The day a
    file was made on is not taken for an article's date.
    """
    with _lock, library(name, "PDF"):
        pages, title = _read(data, name)
    text = "\n\n".join(pages)
    if not text.strip():
        raise ReadError(
            f"{name}: no text layer: its pages are pictures ({len(pages)}); recognise the text "
            "(OCR) and save it with the PDF"
        )
    unknown = text.count(_UNKNOWN)
    if unknown > _MOST_UNKNOWN * len(text):
        raise ReadError(
            f"{name}: {unknown} of {len(text)} characters have no Unicode in its fonts; "
            "recognise the text (OCR) or export the PDF anew"
        )
    if empty := [str(number) for number, page in enumerate(pages, start=1) if not page]:
        _LOG.warning("%s: no text on page %s: pictures are not read", name, ", ".join(empty))
    starts = [sum(len(page) + 2 for page in pages[:number]) for number in range(len(pages))]
    return Decoded(text=text, encoding="pdf", pages=tuple(starts), about=About(title=title))


def _read(data: bytes, name: str) -> tuple[list[str], str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ReadError(f"{name}: has a password: save it without its password") from error
        raise
    with closing(document):
        pages = [_page(document, number) for number in range(len(document))]
        return pages, document.get_metadata_value("Title").strip()


def _page(document: Any, number: int) -> str:
    with closing(document[number]) as page, closing(page.get_textpage()) as layer:
        runs = list(_runs(_characters(layer)))
    if not runs:
        return ""
    em = median(run.size for run in runs for _ in run.text)
    return "\n\n".join(_layout(column) for column in _columns(runs, em))


def _characters(layer: Any) -> Iterator[_Run]:
    """Yield the characters in the order of the file, half pairs of UTF-16 joined."""
    from pypdfium2 import raw

    high = 0
    for index in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
        high = 0
        if code in (_HYPHEN, 0xFFFE):
            code = ord("-")
        left, bottom, right, top = layer.get_charbox(index, loose=True)
        yield _Run(text=_shown(code), left=left, right=right, top=-top, bottom=-bottom)


def _shown(code: int) -> str:
    character = chr(code)
    return character if character.isspace() or character.isprintable() else _UNKNOWN


def _runs(characters: Iterable[_Run]) -> Iterator[_Run]:
    run: _Run | None = None
    space = ""
    for one in characters:
        if one.text.isspace():
            space = one.text if one.text == "\u3000" else " "
            continue
        if run and _continues(run, one, space):
            run = _Run(
                text=run.text + space + one.text,
                left=run.left,
                right=max(run.right, one.right),
                top=min(run.top, one.top),
                bottom=max(run.bottom, one.bottom),
            )
        else:
            if run:
                yield run
            run = one
        space = ""
    if run:
        yield run


def _continues(run: _Run, one: _Run, space: str) -> bool:
    size = min(run.size, one.size)
    room = _GAP * size + (size if space == "\u3000" else 0)
    return abs(run.middle - one.middle) < size / 2 and -size / 2 < one.left - run.right < room


def _columns(runs: Sequence[_Run], em: float) -> Iterator[Sequence[_Run]]:
    """Yield the runs of each column of a region, in reading order."""
    for slab in _slabs(runs, em):
        best = max(_stretches(slab, em), default=None)
        if best is None:
            yield slab
            continue
        _, _, edge, start, stop = best
        yield from _columns(slab[:start], em)
        yield from _columns([run for run in slab[start:stop] if run.right <= edge], em)
        yield from _columns([run for run in slab[start:stop] if run.right > edge], em)
        yield from _columns(slab[stop:], em)


def _slabs(runs: Iterable[_Run], em: float) -> list[list[_Run]]:
    """Return what stands between the white bands across a region, from the top, each sorted so."""
    slabs: list[list[_Run]] = []
    reach = -inf
    for run in sorted(runs, key=lambda run: run.middle):
        if run.top - reach > _BAND * em:
            slabs.append([])
        slabs[-1].append(run)
        reach = max(reach, run.bottom)
    return slabs


def _stretches(runs: Sequence[_Run], em: float) -> Iterator[tuple[int, float, float, int, int]]:
    """Yield the stretches of ``runs``, from the top, that have a gutter with columns beside it.

    Each as its number of runs, minus the gutter's left edge (so that the leftmost is greatest),
    that edge, and the indices of its first run and of the one after its last.
    """
    edges: dict[int, float] = {}
    for run in runs:
        grid = int(run.right / (em / 4))
        edges[grid] = max(run.right, edges.get(grid, run.right))
    for edge in edges.values():
        left: list[_Run] = []
        right: list[_Run] = []
        for place, one in enumerate((*runs, None)):
            if one and one.right <= edge:
                left.append(one)
            elif one and one.left >= edge + _GUTTER * em:
                right.append(one)
            else:
                if _is_column(left, em) and _is_column(right, em):
                    count = len(left) + len(right)
                    yield count, -edge, edge, place - count, place
                left, right = [], []


def _is_column(runs: Sequence[_Run], em: float) -> bool:
    if len(runs) < _FEWEST:
        return False
    width = max(run.right for run in runs) - min(run.left for run in runs)
    return width >= _NARROWEST * em


def _rows(runs: Iterable[_Run]) -> list[list[_Run]]:
    """Return the runs that overlap in height, from the top; the middle half of a run counts."""
    rows: list[list[_Run]] = []
    reach = 0.0
    for run in sorted(runs, key=lambda run: run.middle):
        if rows and run.middle - run.size / 4 < reach:
            rows[-1].append(run)
            reach = max(reach, run.middle + run.size / 4)
        else:
            rows.append([run])
            reach = run.middle + run.size / 4
    return rows


def _layout(column: Sequence[_Run]) -> str:
    """Return a column's lines: indented as they are, a blank one before a gap or another size."""
    rows = [sorted(row, key=lambda run: run.left) for row in _rows(column)]
    edge = min(row[0].left for row in rows)
    steps = [after[0].middle - row[0].middle for row, after in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    parts: list[str] = []
    for number, row in enumerate(rows):
        if number:
            sizes = sorted((rows[number - 1][0].size, row[0].size))
            apart = steps[number - 1] > _LEADING * usual or sizes[1] > _OTHER_SIZE * sizes[0]
            parts.append("\n\n" if apart else "\n")
        parts.append("\u3000" * round((row[0].left - edge) / row[0].size))
        parts.append(" ".join(run.text for run in row))
    return "".join(parts)
