"""The numbers before the items of an OpenDocument text's lists, counted as programs do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qa.reading.word_numbers import NUMERALS

__all__ = ["OdfNumbering"]

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
# How a format is named here, by the first character that it is named by in a file.
_FORMATS = {
    "一": "chineseCounting",
    "①": "decimalEnclosedCircle",
    "A": "upperLetter",
    "a": "lowerLetter",
    "I": "upperRoman",
    "i": "lowerRoman",
}
_MOST = 9999


class OdfNumbering:
    """Counts the items of lists, by their style and level; the first level is 1."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._levels: dict[tuple[str, int], Any] = {}
        self._counts: dict[tuple[str, int], int] = {}
        for root in roots:
            for style in root.iter(f"{_TEXT}list-style"):
                for level in style.iterchildren(*_KINDS):
                    place = (style.get(f"{_STYLE}name", ""), _whole(level, "level", 1))
                    self._levels[place] = level

    def restart(self, style: str, level: int) -> None:
        """Begin to count anew."""
        self._counts.pop((style, level), None)

    def next(self, style: str, level: int, start: str = "") -> str:
        """Return the number or bullet before an item with a space after it, "" for none.

        ``start`` is the number that the item itself states, if it does.
        """
        element = self._levels.get((style, level))
        if element is None:
            return ""
        if element.tag == _BULLET:
            return "• "
        first = _whole(element, "start-value", 1)
        count = self._counts.get((style, level), first - 1) + 1
        count = min(int(start), _MOST) if start.isdecimal() else count
        self._counts[style, level] = count
        shown = _whole(element, "display-levels", 1)
        numbers = [self._said(style, one) for one in range(max(1, level - shown + 1), level + 1)]
        if not numbers[-1]:
            return ""
        before, after = (element.get(f"{_STYLE}num-{end}", "") for end in ("prefix", "suffix"))
        return f"{before}{'.'.join(filter(None, numbers))}{after} "

    def _said(self, style: str, level: int) -> str:
        element = self._levels.get((style, level))
        kind = element.get(f"{_STYLE}num-format", "") if element is not None else ""
        if not kind:
            return ""
        return NUMERALS.get(_FORMATS.get(kind[0], ""), str)(self._counts.get((style, level), 1))


_BULLET = f"{_TEXT}list-level-style-bullet"
_KINDS = (_BULLET, f"{_TEXT}list-level-style-number")


def _whole(element: Any, name: str, otherwise: int) -> int:
    value = element.get(f"{_TEXT}{name}", "")
    return min(int(value), _MOST) if value.isdecimal() else otherwise
