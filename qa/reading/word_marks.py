"""The signs that a word processor draws: symbols of fonts, powers."""

from __future__ import annotations

import re

__all__ = ["SYMBOLS", "overstruck", "superscript"]

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

_OVERSTRUCK = re.compile(
    r"\s*EQ\b.*?\\o(?:\\a[dlrc])?\s*\((?:\\s\\up\s*\d+\s*\((?P<reading>[^()]*)\)|(?P<sign>[^(),;\\]*))"
    r"[,;](?P<base>[^()\\]*)\)",
    re.IGNORECASE | re.DOTALL,
)


def overstruck(instruction: str) -> tuple[str, str] | None:
    r"""Return the word that a field draws, and what is drawn above or around it; None for others.

    ``EQ \o\ad(\s\up 9(sòng),宋)`` is 宋 with its reading, ``eq \o\ac(○,密)`` a circled sign.
    """
    found = _OVERSTRUCK.match(instruction)
    return (found["base"], found["reading"] or found["sign"] or "") if found else None


_RAISED = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")


def superscript(text: str) -> str:
    """Return a power as it is printed: 2 as ², and x+1 with the sign that says so, ^x+1."""
    raised = text.translate(_RAISED)
    return f"^{text}" if any(a == b for a, b in zip(text, raised, strict=True)) else raised
