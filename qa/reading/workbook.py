"""XLSX files: the sheets of a workbook, a table each."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.office import parsed, words_in
from qa.reading.tables import Sheet, read_tables
from qa.reading.unpacking import opened_zip
from qa.records import LeftOut, Reason

__all__ = ["decode_xlsx"]

_MOST_ROWS = 1_048_576
_BESIDE = (
    (re.compile(r"xl/(?:comments\d*|comments/\w+|threadedComments/\w+)\.xml"), Reason.COMMENTS),
    (re.compile(r"xl/(?:drawings/drawing|charts/chart)\d+\.xml"), Reason.MARGIN),
)
_ENDS = {"xl/worksheets": b"</row>", "xl": b"</si>"}
_ANCHORS = ("comment", "threadedComment", "txBody", "rich")


def decode_xlsx(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the rows of all sheets that are shown; of a formula what it came to when saved.

    Sheets that are hidden, comments, the titles of charts, and what stands in boxes over the cells
    are left out.
    """
    sheet = Sheet(file=name)
    left_out: list[LeftOut] = []
    with library(name, "XLSX"), opened_zip(data, name=name, ends=_ENDS) as opened:
        _take_sheets(data, sheet, left_out, name)
        left_out += _beside(opened)
    if not sheet.tables:
        raise ReadError(f"{name}: no article: the sheets are blank")
    return Decoded(
        text=sheet.text,
        encoding="xlsx:cells",
        left_out=tuple(left_out),
        read=partial(read_tables, tables=sheet.tables),
    )


def _take_sheets(data: bytes, sheet: Sheet, left_out: list[LeftOut], name: str) -> None:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and rules that are not kept
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for one in book.worksheets:
            one.reset_dimensions()
            if one.sheet_state == "visible":
                alone = len(book.worksheets) == 1
                sheet.add(_rows(one, name), name="" if alone else one.title)
            else:
                lines = ("\t".join(cells).strip() for _, cells in _rows(one, name))
                left_out += (LeftOut(text=line, reason=Reason.HIDDEN) for line in lines if line)


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > _MOST_ROWS:
            raise ReadError(f"{name}: a row is numbered beyond {_MOST_ROWS}: save it anew in Excel")
        yield number, [_words(cell) for cell in cells]


def _words(value: object) -> str:
    """Return a cell as it is read: a day without its midnight, a whole number without a point."""
    from openpyxl.utils.escape import unescape

    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    words = str(value)
    words = unescape(words) if "_x" in words else words
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _beside(opened: zipfile.ZipFile) -> Iterator[LeftOut]:
    """Yield what a workbook shows beside its cells."""
    for part in opened.namelist():
        for pattern, reason in _BESIDE:
            if pattern.fullmatch(part):
                for words in words_in(parsed(opened, part), *_ANCHORS):
                    yield LeftOut(text=words, reason=reason)
