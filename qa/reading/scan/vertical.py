"""Punctuation of vertical lines: written as in horizontal ones, whatever its form was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.chinese.fold import folded
from qa.chinese.gazetteer import SYLLABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.reading.scan.page import Character, Line

__all__ = ["closed", "restored"]

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

_DOTS = "·・•"
_SENTENCE_ENDS = "。！？…"


def restored(line: Line) -> Line:
    """Return a line with its punctuation as horizontal lines write it, if it is vertical.

    Each character keeps its place; a line that is not vertical is returned as it is.
    """
    if not line.vertical:
        return line
    texts = [character.text.translate(_FORMS) for character in line.characters]
    for place, text in enumerate(texts):
        if text in _DOTS and not _parts_a_name(texts, place):
            texts[place] = "，"
    return replace(
        line,
        characters=tuple(
            replace(character, text=text)
            for character, text in zip(line.characters, texts, strict=True)
        ),
    )


def closed(characters: Sequence[Character]) -> list[Character]:
    """Return the characters of a vertical paragraph with its quotations closed.

    The mark that closes one is a stroke across the line, and is read as 一. After the end of a
    sentence in an open quotation it is taken for that mark.
    """
    found = list(characters)
    is_open = False
    for place, one in enumerate(found):
        if one.text == "一" and is_open and place and found[place - 1].text in _SENTENCE_ENDS:
            found[place] = replace(one, text="」")
        is_open = found[place].text == "「" or (is_open and found[place].text != "」")
    return found


def _parts_a_name(texts: Sequence[str], place: int) -> bool:
    """Whether a dot stands between two syllables of foreign names: 亞當·斯密."""
    beside = [*texts[max(0, place - 1) : place], *texts[place + 1 : place + 2]]
    return len(beside) == 2 and all(folded(one).text in SYLLABLES for one in beside)
