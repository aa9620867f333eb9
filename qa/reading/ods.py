"""ODS files: the sheets of an OpenDocument table, a table each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.odt import OFFICE, STYLE, TABLE, OdfReader, check_open
from qa.reading.office import parsed
from qa.reading.tables import Sheet, read_tables
from qa.reading.unpacking import opened_zip
from qa.records import LeftOut, Reason

__all__ = ["decode_ods"]

_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576


def decode_ods(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the rows of all sheets that are shown; of a formula what it came to when saved.

    Hidden sheets, comments, and what stands in boxes over the cells are left out.
    """
    with library(name, "ODS"), opened_zip(data, name=name) as opened:
        check_open(opened, name=name)
        root = parsed(opened, "content.xml")
        body = root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
        if body is None:
            raise ReadError(f"{name}: is an OpenDocument file without tables: save it as .xlsx")
        reader, sheet = OdfReader(root), Sheet(file=name)
        hidden, tables = _hidden(root), list(body.iterchildren(f"{TABLE}table"))
        for table in tables:
            rows = _rows(table, reader, name)
            if table.get(f"{TABLE}style-name") in hidden:
                reader.left_out += _left_out(rows, Reason.HIDDEN)
            else:
                title = table.get(f"{TABLE}name", "") if len(tables) > 1 else ""
                sheet.add(rows, name=title)
            for shapes in table.iterchildren(f"{TABLE}shapes"):
                lines = filter(str.strip, reader.lines(shapes))
                reader.left_out += [LeftOut(text=line, reason=Reason.MARGIN) for line in lines]
    if not sheet.tables:
        raise ReadError(f"{name}: no article: the sheets are blank")
    return Decoded(
        text=sheet.text,
        encoding="ods:cells",
        left_out=tuple(reader.left_out),
        read=partial(read_tables, tables=sheet.tables),
    )


def _hidden(root: Any) -> set[str]:
    """Return the names of the styles of sheets that are not shown."""
    return {
        style.get(f"{STYLE}name", "")
        for style in root.iter(f"{STYLE}style")
        for properties in style.iterchildren(f"{STYLE}table-properties")
        if properties.get(f"{TABLE}display") == "false"
    }


def _left_out(rows: Iterator[tuple[int, Sequence[str]]], reason: Reason) -> Iterator[LeftOut]:
    """Yield what the rows of a sheet say, each once: one may be said to come a million times."""
    for line in dict.fromkeys("\t".join(cells).strip() for _, cells in rows):
        yield LeftOut(text=line, reason=reason)


def _rows(table: Any, reader: OdfReader, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield number and cells of each row that has something in it, from 1."""
    number = 0
    for row in table.iter(f"{TABLE}table-row"):
        if next(row.iterancestors(f"{TABLE}table")) is not table:
            continue
        times = _repeated(row, "rows")
        cells = _cells(row, reader, name)
        for place in range(times if cells else 0):
            if number + place >= _MOST_ROWS:
                raise ReadError(f"{name}: a row is numbered beyond {_MOST_ROWS}: save it anew")
            yield number + place + 1, cells
        number += times


def _cells(row: Any, reader: OdfReader, name: str) -> list[str]:
    """Return the words of a row's cells up to the last that has some."""
    cells: list[str] = []
    blank = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        times = _repeated(cell, "columns")
        words = _words(cell, reader)
        if not words.strip():
            blank += times
            continue
        if len(cells) + blank + times > _MOST_COLUMNS:
            raise ReadError(f"{name}: a row has more than {_MOST_COLUMNS} cells: save it anew")
        cells += [""] * blank + [words] * times
        blank = 0
    return cells


def _words(cell: Any, reader: OdfReader) -> str:
    """Return a cell as it is read: a day as such, a whole number without a point."""
    words = "\n".join(reader.lines(cell)).strip("\n")
    kind: str | None = cell.get(f"{OFFICE}value-type")
    value: str = cell.get(f"{OFFICE}value", "")
    if kind == "date":
        day: str = cell.get(f"{OFFICE}date-value", "").replace("T", " ")
        return day.removesuffix(" 00:00:00") or words
    if kind == "float" and value.removesuffix(".0").isdecimal():
        return value.removesuffix(".0")
    return words


def _repeated(element: Any, what: str) -> int:
    times = element.get(f"{TABLE}number-{what}-repeated", "1")
    return max(1, int(times)) if times.isdecimal() and len(times) < 10 else 1
