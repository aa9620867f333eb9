"""Tables to articles, a row each: which columns there are, and what is in none of the articles.

A table's text is its rows, one after the other, the cells of a row with a tab between; the places
of a citation count in that, but for those of a CSV file (:mod:`qa.reading.delimited`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePath

from qa.chinese.fold import BLANK
from qa.errors import ReadError
from qa.reading.document_days import document_day
from qa.reading.figures import MOST_ROWS, figures, names_texts
from qa.reading.named import (
    Record,
    State,
    WrongError,
    article_of,
    key_of,
    kinds_of,
    textless,
)
from qa.reading.origin import Source
from qa.records import Article, DateFrom, Piece, Reading, Reason, Span

__all__ = ["Row", "Sheet", "Table", "read_tables"]

_MOST_CELLS = 4_000_000
_ROW = 4  # a row takes as much memory as so many cells
_TOP = 10
_SHOWN = 20
_LONGEST_LABEL = 20
_SENTENCE = re.compile("[。！？\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its ``number`` in the file, from 1, where it begins, and where each cell ends."""

    number: int
    start: int
    ends: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where the row ends."""
        return self.ends[-1]

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield the place of each cell."""
        start = self.start
        for end in self.ends:
            yield start, end
            start = end + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a file: ``name`` is that of its sheet, "" where there is only one.

    ``columns``: its columns' names, where the kind of file has them; else a row has. ``unit`` is
    what its rows are counted in. ``shown``: where the lines of a table of figures stand, and
    ``title`` the row that is its title.
    """

    name: str
    unit: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    shown: Span | None = None
    title: Row | None = None


@dataclass(slots=True, kw_only=True)
class Sheet:
    """Lays tables out as a text; rows without a character are passed over.

    Under the rows of a table of figures these stand again as lines (:mod:`qa.reading.figures`).
    """

    file: str
    tables: list[Table] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _cells: int = 0

    def add(
        self,
        rows: Iterable[tuple[int, Sequence[str]]],
        *,
        name: str = "",
        unit: str = "row",
        columns: tuple[str, ...] = (),
    ) -> None:
        """Add a table: of each row its number and its cells. Raises :class:`ReadError`."""
        found = [self._row(number, cells) for number, cells in rows if any(map(str.strip, cells))]
        if not found:
            return
        made = Table(name=name, unit=unit, rows=tuple(found), columns=columns)
        self.tables.append(made if columns else self._with_figures(made))

    def _with_figures(self, table: Table) -> Table:
        """Return a table with where its figures stand as lines, if it is one of figures."""
        parts = self._parts[-len(table.rows) :]
        rows = [*map(_cells, parts[:_TOP], table.rows[:_TOP])]
        if len(parts) > MOST_ROWS or any(map(names_texts, rows)):
            return table
        rows += map(_cells, parts[_TOP:], table.rows[_TOP:])
        if not (told := figures(rows)):
            return table
        start = self._length
        for line in told.lines:
            self._parts.append(line)
            self._length += len(line) + 1
        title = None if told.title is None else table.rows[told.title]
        return replace(table, shown=Span(start=start, end=self._length - 1), title=title)

    @property
    def text(self) -> str:
        """The text of all tables."""
        return "\n".join(self._parts)

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        cells = _trimmed(cells)
        self._cells += len(cells) + _ROW
        if self._cells > _MOST_CELLS:
            raise ReadError(
                f"{self.file}, row {number}: more than {_MOST_CELLS} cells: split the table"
            )
        start = place = self._length
        ends = []
        for cell in cells:
            place += len(cell)
            ends.append(place)
            place += 1
        self._parts.append("\t".join(cells))
        self._length = place
        return Row(number=number, start=start, ends=tuple(ends))


def _cells(text: str, row: Row) -> list[str]:
    """Return the cells of a row, of its text."""
    return [text[start - row.start : end - row.start] for start, end in row.cells()]


def _trimmed(cells: Sequence[str]) -> Sequence[str]:
    """Return the cells of a row up to the last that has something in it."""
    last = len(cells)
    while not cells[last - 1].strip():
        last -= 1
    return cells[:last]


def read_tables(source: Source, *, tables: Sequence[Table]) -> Reading:
    """Return an article for each row of the tables that have a column of texts.

    A table of figures is one article, where no column of texts was named.

    Raises :class:`ReadError`, naming file and row, where none has one, for a row with more cells
    than there are columns, and for a date that is none; with ``source.repair`` such a row is left
    out, or has no date, and that is said. Rows without a text are left out, and said.
    """
    rows = [row for table in tables for row in table.rows]
    starts = [row.start for row in rows]
    state = State(
        source=source,
        pieces=_pieces,
        number=lambda place: rows[bisect_right(starts, place) - 1].number,
    )
    left: list[Table] = []
    for table in tables:
        is_told = table.shown and not source.fields.get("text")
        head = None if is_told else _head(table, source)
        if table.shown and not is_told:
            state.leave_out(table.shown.start, table.shown.end, Reason.REPEATED)
        if table.shown and is_told:
            _take_figures(table, table.shown, state)
        elif head:
            _read(table, head, state)
        else:
            left.append(table)
            for row in table.rows:
                state.leave_out(row.start, row.end, Reason.FIELD)
    if not state.articles:
        why = "; ".join(_columns_found(table, source) for table in left) or "no row has a text"
        raise ReadError(f"{source.file}: no article in this table: {why}")
    for table in left:
        state.notes[_not_taken(table, source)] = None
    return Reading(
        articles=tuple(state.articles),
        left_out=tuple(state.left_out),
        repairs=tuple(state.repairs),
        notes=tuple(state.notes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """Which columns a table has; its articles begin in row ``first`` of its rows, from 0."""

    columns: tuple[str, ...]
    first: int


def _head(table: Table, source: Source) -> _Head | None:
    """Return a table's columns; None where none of them has texts.

    They are named in the first of its rows that names a column of texts. A column without a name
    may be given by its number.
    """
    if table.columns:
        known = "text" in kinds_of(table.columns, source.fields)
        return _Head(columns=table.columns, first=0) if known else None
    for place, row in enumerate(table.rows[:_TOP]):
        names = _named(_texts(row, source))
        if "text" in kinds_of(names, source.fields):
            return _Head(columns=names, first=place + 1)
    labels = _texts(table.rows[0], source)
    numbers = tuple(str(number + 1) for number in range(max(len(row.ends) for row in table.rows)))
    if "text" in kinds_of(numbers, source.fields):
        return _Head(columns=numbers, first=1 if _are_labels(labels) else 0)
    return None


def _are_labels(cells: Sequence[str]) -> bool:
    """Whether cells are names of columns: all of them short, none a sentence."""
    return all(len(cell) <= _LONGEST_LABEL and not _SENTENCE.search(cell) for cell in cells)


def _named(labels: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, each its own: one without a name has its number."""
    names: list[str] = []
    seen: set[str] = set()
    for number, label in enumerate(labels, start=1):
        name = " ".join(label.split()) or str(number)
        name = f"{name} ({number})" if key_of(name) in seen else name
        seen.add(key_of(name))
        names.append(name)
    return tuple(names)


def _not_taken(table: Table, source: Source) -> str:
    """Return a sentence for the user: which table of several has no texts, and its columns."""
    sheet = f"工作表“{table.name}”" if table.name else "一张表"
    names = table.columns or _texts(table.rows[0], source)
    return f"{sheet}没有正文列，没有入库：{'、'.join(name[:_SHOWN] for name in names[:_SHOWN])}"


def _columns_found(table: Table, source: Source) -> str:
    names = table.columns or _texts(table.rows[0], source)
    shown = ", ".join(repr(name[:_SHOWN]) for name in names[:_SHOWN])
    where = f"sheet {table.name!r}: " if table.name else ""
    return (
        f"{where}no column of texts among {shown}: name it, --field text=NAME, "
        "or by its number, --field text=3"
    )


def _texts(row: Row, source: Source) -> list[str]:
    return [source.text[start:end] for start, end in row.cells()]


def _read(table: Table, head: _Head, state: State) -> None:
    """Take the articles of a table; what stands above them is left out."""
    source = state.source
    for row in table.rows[: head.first]:
        state.leave_out(row.start, row.end, Reason.FIELD)
    state.notes[_told(table, head, source)] = None
    blank: list[int] = []
    for row in table.rows[head.first :]:
        try:
            if (record := _record(row, head, source)) is None:
                blank.append(row.number)
                state.leave_out(row.start, row.end, Reason.FIELD)
            else:
                _take(record, row, state)
        except WrongError as wrong:
            if not source.repair:
                raise ReadError(
                    f"{source.file}, {_place(table, row)}: {wrong}; nothing of the file was read"
                ) from wrong
            sheet = f"工作表“{table.name}”的" if table.name else ""
            state.repair(row.start, f"{sheet}这一行没有读：{wrong}")
            state.leave_out(row.start, row.end, Reason.DAMAGED)
    if blank:
        sheet = f"工作表“{table.name}”" if table.name else ""
        state.notes[sheet + textless(blank, unit="行", what="正文", place="行")] = None


def _take_figures(table: Table, shown: Span, state: State) -> None:
    """Take a table of figures for an article, under its title or the name of its file."""
    source, row = state.source, table.title
    title = source.text[row.start : row.end].strip() if row else ""
    text = source.text[shown.start : shown.end]
    day = document_day(title, text)
    named = " ".join(filter(None, (PurePath(source.file).stem, table.name)))
    headed = source.text.index(title, row.start) if row else 0
    article = Article(
        id=f"{source.stem}-{len(state.articles) + 1}",
        title=title or named,
        text=text,
        date=day,
        date_from=DateFrom.LINE if day else None,
        origin=source.origin(
            _pieces(shown.start, shown.end),
            title=_pieces(headed, headed + len(title)) if row else (),
        ),
    )
    state.articles.append(article)
    for one in table.rows:
        if one is not row:
            state.leave_out(one.start, one.end, Reason.REPEATED)
    sheet = f"工作表“{table.name}”" if table.name else "这张表"
    state.notes[f"{sheet}没有正文列，整张作为一篇文章：每行写成“列名：内容”"] = None


def _place(table: Table, row: Row) -> str:
    sheet = f"sheet {table.name!r}, " if table.name else ""
    return f"{sheet}{table.unit} {row.number}"


def _told(table: Table, head: _Head, source: Source) -> str:
    """Return a sentence for the user: which column was taken for what, and which for nothing."""
    kinds = _kinds(head.columns, source.fields)
    taken = "，".join(f"{name} 当作 {kind}" for kind, name in kinds.items())
    unused = "、".join(name for name in head.columns if name not in kinds.values())
    sheet = f"工作表“{table.name}”的" if table.name else ""
    return f"{sheet}各列：{taken}" + (f"；没有用的：{unused}" if unused else "")


def _kinds(names: Iterable[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return which columns a table's articles are made of; a number of a row is no id."""
    kinds = kinds_of(names, fields)
    return kinds if "id" in fields else {kind: kinds[kind] for kind in kinds if kind != "id"}


def _record(row: Row, head: _Head, source: Source) -> Record | None:
    """Return the fields of a row; None where it has no text."""
    places = list(row.cells())
    if len(places) > len(head.columns):
        raise WrongError(
            f"{len(places)} cells under {len(head.columns)} columns: put quotes around a cell that "
            "has the mark between cells in it"
        )
    filled = {
        name: place
        for name, place in zip(head.columns, places, strict=False)
        if source.text[slice(*place)].strip(BLANK)
    }
    kinds = _kinds(filled, source.fields)
    if "text" not in kinds:
        return None
    return Record(
        start=row.start,
        end=row.end,
        values={name: source.text[slice(*filled[name])] for name in kinds.values()},
        places={name: filled[name] for name in kinds.values()},
    )


def _take(record: Record, row: Row, state: State) -> None:
    state.articles.append(article_of(record, state))
    own = set(record.places.values())
    for is_own, places in groupby(row.cells(), key=own.__contains__):
        text = state.source.text
        if not is_own and (run := [one for one in places if text[slice(*one)].strip()]):
            state.leave_out(run[0][0], run[-1][1], Reason.FIELD)


def _pieces(start: int, end: int) -> Iterator[Piece]:
    yield Piece(start=0, file_start=start, length=end - start)
