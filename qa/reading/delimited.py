"""CSV and TSV files: rows of cells with a mark between, by the rules of the ``csv`` module."""

from __future__ import annotations

import csv
import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.encodings import decode
from qa.reading.figures import MOST_ROWS
from qa.reading.origin import Source
from qa.reading.tables import Sheet, read_tables
from qa.reading.unpacking import MOST_BYTES, check_size
from qa.records import Article, LeftOut, Piece, Reading, Repair

__all__ = ["decode_csv", "decode_tsv", "pasted"]

_MARKS = (",", "\t", ";", "|")
_ROWS = 50
_SAMPLE = 4_000_000
_MOST_LINES = 4_000_000
_MOST_MARKS = 20_000_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_QUOTED = re.compile('"([^"]*(?:""[^"]*)*)"')
_SHORTENED = re.compile(r'""|\r\n')
"""What of a cell in quotation marks is one character of its text: the second."""
_MOST_REPAIRS = 100
_FEWEST = 2  # columns
_AROUND = 4  # lines above a table, and under it


def decode_csv(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a CSV file, and how its rows are read.

    That is the file's own, but for a table of figures, which is written out
    (:mod:`qa.reading.figures`). The mark between cells is the one by which most of the first rows
    have one width. Raises :class:`ReadError`, naming the line, for a quotation mark that is not
    closed, or that stands within a cell in quotes without being doubled; with ``repair`` such a
    line is taken as it stands, quotation marks and all, and that is said.
    """
    made = _text(data, name=name, repair=repair)
    return _decoded(made, _mark(made.text), name=name, repair=repair)


def decode_tsv(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the rows of a file with tabs between its cells, as :func:`decode_csv` does."""
    made = _text(data, name=name, repair=repair)
    return _decoded(made, "\t", name=name, repair=repair)


def pasted(made: Decoded, *, name: str) -> Decoded | None:
    """Return a table of figures that somebody pasted into a text, as rows; None for other texts.

    All lines are rows of one width with tabs between their cells, but for some above and below.
    """
    lines = _lines(made.text)
    if len(lines) > 2 * MOST_ROWS:  # blank ones among them
        return None
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, start=1)]
    widths = [len(cells) for _, cells in rows if any(map(str.strip, cells))]
    width = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    if width < _FEWEST:
        return None
    first, many = widths.index(width), widths.count(width)
    end = first + many
    if widths[first:end] != [width] * many or max(first, len(widths) - end) > _AROUND:
        return None
    sheet = Sheet(file=name)
    sheet.add(rows, unit="line")
    if not sheet.tables[0].shown:
        return None
    read = partial(read_tables, tables=sheet.tables)
    return replace(made, text=sheet.text, encoding=f"csv:{made.encoding}", read=read)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n?|\n", text)


def _text(data: bytes, *, name: str, repair: bool) -> Decoded:
    check_size(data, name=name)
    if data.count(b"\n") > _MOST_LINES:
        raise ReadError(f"{name}: more than {_MOST_LINES} lines: split the table")
    csv.field_size_limit(MOST_BYTES)
    return decode(data, name=name, repair=repair)


def _decoded(made: Decoded, mark: str, *, name: str, repair: bool) -> Decoded:
    reader = _Reader(text=made.text, mark=mark, name=name, repair=repair)
    sheet = Sheet(file=name)
    sheet.add(reader.rows(), unit="line")
    if not sheet.tables:
        raise ReadError(f"{name}: no article: every line is blank")
    repairs = (*made.repairs, *reader.repairs)
    if sheet.tables[0].shown:
        read = partial(read_tables, tables=sheet.tables)
        encoding = f"csv:{made.encoding}"
        return replace(made, text=sheet.text, encoding=encoding, repairs=repairs, read=read)
    there = _InFile.of(sheet, reader)
    return replace(made, repairs=repairs, read=partial(_read, sheet=sheet, there=there))


@dataclass(frozen=True, slots=True, kw_only=True)
class _InFile:
    """Where a sheet's characters stand in its file: from ``sheet[i]`` on, at ``file[i]``."""

    sheet: list[int]
    file: list[int]

    @classmethod
    def of(cls, sheet: Sheet, reader: _Reader) -> _InFile:
        """Return the places of a sheet's characters, of its only table."""
        made = cls(sheet=[], file=[])
        for row in sheet.tables[0].rows:
            place = reader.starts[row.number]
            for start, end in row.cells():
                quoted = _QUOTED.match(reader.text, place)
                if quoted and row.number not in reader.unquoted:
                    made._note_quoted(start, quoted)
                    place = quoted.end() + 1
                else:
                    made._note(start, place)
                    place += end - start + 1
        return made

    def _note_quoted(self, start: int, cell: re.Match[str]) -> None:
        self._note(start, cell.start(1))
        for gone, short in enumerate(_SHORTENED.finditer(cell[1])):
            self._note(start + short.end() - gone - 2, cell.start(1) + short.end() - 1)

    def _note(self, place: int, there: int) -> None:
        if not self.sheet or there - place != self.file[-1] - self.sheet[-1]:
            self.sheet.append(place)
            self.file.append(there)

    def _at(self, place: int) -> int:
        run = bisect_right(self.sheet, place) - 1
        return self.file[run] + place - self.sheet[run]

    def pieces(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield the pieces of a text of the sheet as they stand in the file."""
        for piece in pieces:
            first, last = piece.file_start, piece.file_start + piece.length
            inner = self.sheet[bisect_right(self.sheet, first) : bisect_left(self.sheet, last)]
            for start, end in itertools.pairwise((first, *inner, last)):
                place = piece.start + start - first
                yield Piece(start=place, file_start=self._at(start), length=end - start)

    def left_out(self, part: LeftOut, text: str) -> LeftOut:
        """Return a part of the sheet that is in no article as it stands in the file's ``text``."""
        if part.start is None or part.end is None or part.start == part.end:
            return part
        start, end = self._at(part.start), self._at(part.end - 1) + 1
        return replace(part, text=text[start:end], start=start, end=end)


def _read(source: Source, *, sheet: Sheet, there: _InFile) -> Reading:
    """Return the articles of the sheet that was made of a file, placed in the file."""

    def placed(article: Article) -> Article:
        origin = article.origin or source.origin(())
        pieces, title = there.pieces(origin.pieces), there.pieces(origin.title)
        return replace(article, origin=source.origin(pieces, title=title))

    reading = read_tables(replace(source, text=sheet.text), tables=sheet.tables)
    return replace(
        reading,
        articles=tuple(map(placed, reading.articles)),
        left_out=tuple(there.left_out(part, source.text) for part in reading.left_out),
    )


def _mark(text: str) -> str:
    """Return what stands between cells: what gives most of the first rows one width."""
    return max(_MARKS, key=lambda mark: _even_rows(text, mark))


def _even_rows(text: str, mark: str) -> float:
    """Return the share of the first rows that have one width, in [0, 1]; 0 for one cell a row."""
    lines = (line[0] for line in _LINE.finditer(text, 0, _SAMPLE))
    try:
        rows = [*map(len, itertools.islice(csv.reader(lines, delimiter=mark), _ROWS + 1))]
    except csv.Error:  # it is said where the rows are read
        return 0.0
    rows = rows[:_ROWS] if len(rows) == 1 else rows[:-1]  # the sample may end in the last one
    width = max(rows, key=rows.count, default=0)
    return rows.count(width) / len(rows) if width > 1 else 0.0


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the rows of a text; ``repairs`` are the lines that were taken as they stand.

    ``starts``: where each row begins in the text, by its line; ``unquoted``: the lines of those
    whose quotation marks are of the text.
    """

    text: str
    mark: str
    name: str
    repair: bool
    repairs: list[Repair] = field(default_factory=list)
    starts: dict[int, int] = field(default_factory=dict)
    unquoted: set[int] = field(default_factory=set)
    _place: int = 0

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield of each row the line it begins in, and its cells."""
        if self.text.count(self.mark) > _MOST_MARKS:
            raise ReadError(f"{self.name}: more than {_MOST_MARKS} cells: split the table")
        line = 1
        while self._place < len(self.text):
            reader = csv.reader(self._lines(), self._dialect(), strict=True)
            before, start = line, self._place
            try:
                for cells in reader:
                    self.starts[line] = start
                    yield line, [_plain(cell) for cell in cells]
                    line, start = before + reader.line_num, self._place
            except csv.Error as error:
                self._wrong(line, str(error))
                self._place = self.starts[line] = start
                self.unquoted.add(line)
                yield line, self._as_it_stands(next(self._lines()))
                line += 1

    def _lines(self) -> Iterator[str]:
        """Yield the lines from where reading stands, with their ends: LF, CR LF, or CR alone."""
        for line in _LINE.finditer(self.text, self._place):
            self._place = line.end()
            yield line[0]

    def _dialect(self) -> type[csv.Dialect]:
        class Dialect(csv.excel):
            delimiter = self.mark

        return Dialect

    def _as_it_stands(self, line: str) -> list[str]:
        (cells,) = csv.reader([line], delimiter=self.mark, quoting=csv.QUOTE_NONE)
        return cells

    def _wrong(self, line: int, what: str) -> None:
        """Note a line that breaks the rules; raise :class:`ReadError` without ``repair``."""
        if not self.repair or len(self.repairs) == _MOST_REPAIRS:
            raise ReadError(
                f"{self.name}, line {line}: the row that begins here has a quotation mark that is "
                f"not closed, or not doubled within quotes ({what}): mend it, or take the line as "
                "it stands with --repair (read_file(..., repair=True))"
            )
        what = "这一行的引号不成对，按原样读入，引号也算文字"
        self.repairs.append(Repair(line=line, column=1, what=what))


def _plain(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell
