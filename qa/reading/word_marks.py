"""The signs that a word processor draws: symbols of fonts, numbers of paragraphs, powers."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["NUMERALS", "SYMBOLS", "superscript"]

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_WINGDINGS = {0x6C: "●", 0x6E: "■", 0x71: "❑", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻",
              0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}  # fmt: skip

SYMBOLS: dict[tuple[str, int], str] = {
    **{("symbol", code): chr(code) for code in range(0x20, 0x40)},
    **{("symbol", 0x41 + place): sign for place, sign in enumerate(_GREEK)},
    **{("symbol", 0x61 + place): sign for place, sign in enumerate(_SMALL)},
    **{("symbol", 0xA0 + place): sign for place, sign in enumerate(_SIGNS)},
    **{("wingdings", code): sign for code, sign in _WINGDINGS.items()},
}
"""What a code of a font is in Unicode, by the font's first word in small letters."""

_DIGITS = "零一二三四五六七八九"
_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")


def superscript(text: str) -> str:
    """Return a power as it is printed: 2 as ², and x+1 with the sign that says so, ^x+1."""
    raised = text.translate(_RAISED)
    return f"^{text}" if any(a == b for a, b in zip(text, raised, strict=True)) else raised


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
