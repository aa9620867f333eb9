"""The numbers that a word processor counts and sets before paragraphs; no text has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

__all__ = ["NUMERALS", "Numbering", "number_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"


class Numbering:
    """The numbers that a word processor sets before paragraphs, counted as it does."""

    def __init__(self, parts: Iterable[Any], styles: Any) -> None:
        self.counts: dict[tuple[str, int], int] = {}
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        self.abstract: dict[str, str] = {}
        self.styled: dict[str, tuple[str, int]] = {}
        for part in parts:
            self._read(part)
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            if found := self._of(style.find(f"{_W}pPr")):
                self.styled[style.get(f"{_W}styleId", "")] = found

    def next(self, paragraph: Any) -> str:
        """Return the number or bullet before a paragraph with a space after it, "" for none."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        found = self._of(properties)
        if found is None and style is not None:
            found = self.styled.get(style.get(f"{_W}val", ""))
        number, level = found or ("0", 0)
        abstract = self.abstract.get(number)
        if abstract is None or (abstract, level) not in self.levels:
            return ""
        self._count(abstract, level)
        kind, text, _ = self.levels[abstract, level]
        if kind == "none":
            return ""
        if kind == "bullet":
            return "• "
        for upper in range(level + 1):
            if (abstract, upper) in self.levels:
                text = text.replace(f"%{upper + 1}", self._said(abstract, upper))
        return f"{text} " if text else ""

    def _read(self, part: Any) -> None:
        for abstract in part.iter(f"{_W}abstractNum"):
            for level in abstract.iter(f"{_W}lvl"):
                place = (abstract.get(f"{_W}abstractNumId", ""), _at(level, "ilvl"))
                kind = level.find(f"{_W}numFmt")
                text = level.find(f"{_W}lvlText")
                self.levels[place] = (
                    kind.get(f"{_W}val", "") if kind is not None else "decimal",
                    text.get(f"{_W}val", "") if text is not None else "",
                    number_of(level.find(f"{_W}start"), 1),
                )
        for number in part.iter(f"{_W}num"):
            abstract = number.find(f"{_W}abstractNumId")
            if abstract is not None:
                self.abstract[number.get(f"{_W}numId", "")] = abstract.get(f"{_W}val", "")

    def _of(self, properties: Any) -> tuple[str, int] | None:
        found = properties.find(f"{_W}numPr") if properties is not None else None
        number = found.find(f"{_W}numId") if found is not None else None
        if found is None or number is None:
            return None
        return number.get(f"{_W}val", ""), number_of(found.find(f"{_W}ilvl"), 0)

    def _count(self, abstract: str, level: int) -> None:
        start = self.levels[abstract, level][2]
        self.counts[abstract, level] = self.counts.get((abstract, level), start - 1) + 1
        for deeper in range(level + 1, 10):
            self.counts.pop((abstract, deeper), None)

    def _said(self, abstract: str, level: int) -> str:
        kind, _, start = self.levels[abstract, level]
        count = self.counts.get((abstract, level), start)
        return NUMERALS.get(kind, str)(count)


def number_of(element: Any, otherwise: int) -> int:
    """Return the whole number that an element states, at most 1000; ``otherwise`` without one."""
    value = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(value), 1000) if value.isdecimal() else otherwise


def _at(element: Any, name: str) -> int:
    value = element.get(f"{_W}{name}", "0")
    return int(value) if value.isdecimal() else 0


def _chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese, 二十三; larger ones digit by digit."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


def _letter(number: int) -> str:
    """Return A for 1, Z for 26, AA for 27."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else "0"


def _roman(number: int) -> str:
    text = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        text += sign * count
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


NUMERALS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        [
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "ideographDigital",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ],
        _chinese,
    ),
    **dict.fromkeys(["decimalEnclosedCircle", "decimalEnclosedCircleChinese"], _circled),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
"""How a word processor's formats say a number; the others do in digits."""
