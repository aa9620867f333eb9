"""Tables of figures, without a column of texts, as lines: 小区：石桥里，幢数：3.

Such a table is one article: its rows have a sense only with the names of their columns, so that
each is written out with them, to be found, asked for and cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from qa.reading.named import kinds_of

__all__ = ["MOST_ROWS", "Figures", "figures", "names_texts"]

MOST_ROWS = 20_000
_TOP = 10
_FEWEST = 2  # columns, and rows under their names
_LONGEST_NAME = 30
_LONGEST_CELL = 60
_SENTENCE = re.compile("[。！？]")
_FIGURE, _WORD = re.compile(r"\d"), re.compile("^(?!暂无|未报|不详)[一-龥]{2}")
_NOTE = re.compile("[^：:]{2,6}[：:]")  # 填表人：, 备注：
_NO_TITLE = re.compile("单位|[：:]$")
_NUMBER = re.compile(r"[\d.,%％+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A table of figures: ``title`` is the row, from 0, that is its title; ``lines`` the rest."""

    title: int | None
    lines: tuple[str, ...]


def names_texts(row: Sequence[str]) -> bool:
    """Whether a row names a column of texts, as a table of articles has."""
    return "text" in kinds_of(row, {})


def figures(rows: Sequence[Sequence[str]]) -> Figures | None:
    """Return what a table of figures says; None for any other.

    That is one of texts, without figures or without names, and several of them, one under another.
    """
    head = _head(rows)
    if head is None or 2 * sum(map(_has_text, rows[head + 1 :])) > len(rows) - head - 1:
        return None
    names, under = rows[head], [row for row in rows[head + 1 :] if _filled(row) > 1]
    if 2 * sum(any(map(_FIGURE.search, row)) for row in under) < len(under):
        return None
    columns = _of_figures(under)
    if _is_one_of(names, under) or any(_names_anew(x, columns) for x in under if x != names):
        return None
    title = 0 if head and _filled(rows[0]) == 1 and not _NO_TITLE.search(_joined(rows[0])) else None
    above = rows[0 if title is None else 1 : head]
    lines = (*map(_joined, above), *_lines(rows[head], rows[head + 1 :]))
    return Figures(title=title, lines=tuple(map(_line, lines)))


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the row that names the columns: the first as wide as most, and not of numbers."""
    widths = [_filled(row) for row in rows]
    usual = max(set(widths), key=widths.count, default=0)
    for place, row in enumerate(rows[:_TOP]):
        if widths[place] >= max(usual, _FEWEST):
            under = len(rows) - place - 1
            return place if under >= _FEWEST and _are_names(row) else None
    return None


def _are_names(cells: Sequence[str]) -> bool:
    whole = all(len(cell) <= _LONGEST_NAME and not _SENTENCE.search(cell) for cell in cells)
    numbers = sum(_NUMBER.fullmatch(cell.strip()) is not None for cell in cells)
    return whole and 2 * numbers < len(cells)


def _has_text(cells: Sequence[str]) -> bool:
    return any(len(cell) > _LONGEST_CELL or _SENTENCE.search(cell) for cell in cells)


def _is_one_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether what would name the columns is a row like the others: 6月1日 over 6月2日."""
    shapes = [_shape(cell) for cell in names]
    return any(
        _FIGURE.search(shape) and 2 * sum(_shape(c) == shape for c in column) > len(column)
        for shape, column in zip(shapes, zip_longest(*rows, fillvalue=""), strict=False)
    )


def _of_figures(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the places of the columns that have a figure in most rows."""
    return [
        place
        for place, column in enumerate(zip_longest(*rows, fillvalue=""))
        if 2 * sum(_FIGURE.search(cell) is not None for cell in column) > len(column)
    ]


def _names_anew(row: Sequence[str], columns: Sequence[int]) -> bool:
    """Whether a row has words in the columns of figures."""
    own = [row[place].strip() for place in columns if place < len(row)]
    return len(own) > 1 and all(_WORD.search(x) and not _FIGURE.search(x) for x in own)


def _shape(cell: str) -> str:
    return re.sub(r"\d+", "0", cell.strip())


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _lines(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a line a row; a note under the table, alone in its row, as it stands."""
    for row in rows:
        if row == names:  # said again on the next page
            continue
        if _filled(row) == 1 or _NOTE.match(row[0].strip()):
            yield _joined(row)
            continue
        named = zip((*names, *[""] * len(row)), row, strict=False)
        pairs = ((name.strip(), value.strip()) for name, value in named)
        yield "，".join(f"{name}：{value}" if name else value for name, value in pairs if value)


def _joined(cells: Sequence[str]) -> str:
    return " ".join(cell.strip() for cell in cells if cell.strip())


def _line(text: str) -> str:
    return " ".join(text.split())
