"""Punctuation of vertical lines: written as in horizontal ones, whatever its form was."""

from __future__ import annotations

from dataclasses import replace

from qa.reading.scan.page import Line

__all__ = ["restored"]

# A comma at the upper right of its cell is read as a quotation mark; brackets and dashes are
# printed lying, and some readers give them the code point of that form.
_FORMS = str.maketrans(
    {
        "’": "，",
        "‘": "，",
        "'": "，",
        "`": "、",
        "°": "。",
        "︐": "，",
        "︑": "、",
        "︒": "。",
        "︓": "：",
        "︔": "；",
        "︕": "！",
        "︖": "？",
        "⋮": "：",
        "︙": "…",
        "︰": "：",
        "︱": "—",
        "|": "—",
        "｜": "—",
        "︵": "（",
        "︶": "）",
        "︷": "｛",
        "︸": "｝",
        "︹": "〔",
        "︺": "〕",
        "︻": "【",
        "︼": "】",
        "︽": "《",
        "︾": "》",
        "︿": "〈",
        "﹀": "〉",
        "﹁": "「",
        "﹂": "」",
        "﹃": "『",
        "﹄": "』",
    }
)


def restored(line: Line) -> Line:
    """Return a line with its punctuation as horizontal lines write it, if it is vertical.

    Each character keeps its place; a line that is not vertical is returned as it is.
    """
    if not line.vertical:
        return line
    return replace(
        line,
        characters=tuple(
            replace(character, text=character.text.translate(_FORMS))
            for character in line.characters
        ),
    )
