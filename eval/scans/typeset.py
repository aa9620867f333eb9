"""Setting type: text into lines of a given length, no mark where a line may not begin or end."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Cell", "SetLine", "advance", "is_sideways", "set_centred", "set_text"]

_NOT_FIRST = frozenset("，。、；：！？）》〉」』”’】…—·%")
_NOT_LAST = frozenset("（《〈「『“‘【")
_UNIT = re.compile(r"[A-Za-z]+|[0-9]+(?:[.:/][0-9]+)*%?|……|——|.", re.DOTALL)
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!() "), frozenset("mwMWQO%@")
_SIDEWAYS = re.compile(r"[A-Za-z,.:;'|!()%@&/\-+]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A character, where it begins along the line and how long it is, in dots."""

    text: str
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of type; ``size`` is the size of the type in dots."""

    cells: tuple[Cell, ...]
    size: float


def advance(character: str, *, vertical: bool) -> float:
    """Return how long a character is along its line, in shares of the type's size."""
    if ord(character) > 0x2E7F or character in "“”‘’…—·℃":
        return 1.0
    if vertical and not is_sideways(character):
        return 1.0 if character != " " else 0.5
    if character in _NARROW:
        return 0.36
    return 0.86 if character in _WIDE else 0.62


def is_sideways(character: str) -> bool:
    """Whether a character lies on its side in a vertical line: a Latin letter or mark."""
    return bool(_SIDEWAYS.fullmatch(character))


def set_text(
    text: str, length: float, size: float, *, vertical: bool, indent: float = 2.0
) -> list[SetLine]:
    """Set a paragraph into lines ``length`` dots long, justified but for the last.

    ``indent`` is the first line's, in shares of ``size``. A space of full width stands for one.
    """
    units = list(_UNIT.findall(text))
    lines: list[SetLine] = []
    current: list[str] = []
    start = indent * size
    used = start
    for unit in units:
        width = _width(unit, size, vertical=vertical)
        if current and used + width > length + 0.01:
            carried = _carried(current, unit)
            current = current[: len(current) - len(carried)]
            lines.append(_line(current, start, length, size, vertical=vertical))
            current, start = carried, 0.0
            used = sum(_width(u, size, vertical=vertical) for u in carried)
            if unit == " " and not current:
                continue
        current.append(unit)
        used += width
    lines.append(_line(current, start, None, size, vertical=vertical))
    return [line for line in lines if line.cells]


def set_centred(text: str, length: float, size: float, *, vertical: bool) -> SetLine:
    """Set a headline's line in the middle of ``length``, spread a little where it is short."""
    natural = _width(text, size, vertical=vertical)
    gap = min(0.5 * size, max(0.0, 0.6 * length - natural) / max(1, len(text) - 1))
    start = max(0.0, (length - natural - gap * (len(text) - 1)) / 2)
    return SetLine(_cells(list(text), start, gap, size, vertical=vertical), size)


def _carried(current: list[str], following: str) -> list[str]:
    """Return the units that must go to the next line with the one that ``following`` is."""
    taken = 0
    first = following
    while taken < min(3, len(current) - 1) and (
        first[0] in _NOT_FIRST or current[-1 - taken][-1] in _NOT_LAST
    ):
        taken += 1
        first = current[-taken]
    return current[len(current) - taken :] if taken else []


def _line(
    units: list[str], start: float, length: float | None, size: float, *, vertical: bool
) -> SetLine:
    while units and units[-1] == " ":
        units = units[:-1]
    natural = sum(_width(unit, size, vertical=vertical) for unit in units)
    gap = 0.0
    if length is not None and len(units) > 1:
        gap = max(0.0, length - start - natural) / (len(units) - 1)
    return SetLine(_cells(units, start, gap, size, vertical=vertical), size)


def _cells(
    units: list[str], start: float, gap: float, size: float, *, vertical: bool
) -> tuple[Cell, ...]:
    cells = []
    at = start
    for unit in units:
        for character in unit:
            width = advance(character, vertical=vertical) * size
            if character not in " 　":
                cells.append(Cell(character, at, width))
            at += width
        at += gap
    return tuple(cells)


def _width(text: str, size: float, *, vertical: bool) -> float:
    return sum(advance(character, vertical=vertical) for character in text) * size
