"""The characters of a PDF's page as PDFium gives them, and where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass, replace
from math import cos, degrees, radians, sin
from typing import Any

from qa.reading.pdf.hidden import is_white

__all__ = ["UNKNOWN", "Glyph", "level", "read_glyphs", "rotated", "transposed"]

UNKNOWN = "\ufffd"
_INKLESS = 0.01  # points
_DESCENT = 0.12  # sizes: how far below the baseline a Chinese character's cell begins
_HYPHENS = (2, 0xFFFE)  # what PDFium gives for a hyphen at a line's end


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character and its box in points; the page's ``top`` is less than its ``bottom``.

    ``turn``: how far it is turned to the right, in degrees from 0 up to 360. ``space``: the white
    space that stands before it in the file. ``is_off``: it lies off the page. ``is_white``: it is
    drawn in white.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    turn: float = 0.0
    space: str = ""
    is_off: bool = False
    is_white: bool = False

    @property
    def across(self) -> float:
        """The middle of the box, from the left."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> float:
        """The middle of the box, from the top."""
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        """The height of the box."""
        return self.bottom - self.top


def read_glyphs(layer: Any, *, box: tuple[float, float, float, float]) -> Iterator[Glyph]:
    """Yield what is drawn in a page's text layer, in the order of the file.

    ``box``: what is shown of the page, as PDFium gives it: left, bottom, right, top.
    White space is kept with the character after it. A character that the font has no Unicode for
    is ``UNKNOWN``, or white space if nothing is drawn for it; PDFium's half pairs of UTF-16 are
    joined.
    """
    from pypdfium2 import raw

    space, high = "", 0
    for index in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
        high = 0
        text = "-" if code in _HYPHENS else _shown(chr(code))
        if text.isspace() or (text == UNKNOWN and _is_blank(layer, index)):
            if not raw.FPDFText_IsGenerated(layer, index):
                space = "\u3000" if text == "\u3000" else space or " "
            continue
        left, bottom, right, top = _box_of(layer, index, text)
        turn = degrees(raw.FPDFText_GetCharAngle(layer, index)) % 360
        inside = box[0] <= (left + right) / 2 <= box[2] and box[1] <= (bottom + top) / 2 <= box[3]
        yield Glyph(
            text=text,
            left=left,
            right=right,
            top=-top,
            bottom=-bottom,
            turn=turn,
            space=space,
            is_off=not inside,
            is_white=is_white(layer, index),
        )
        space = ""


def _box_of(layer: Any, index: int, text: str) -> tuple[float, float, float, float]:
    """Return a character's box as lines need it: left, bottom, right, top.

    A font that does not say how high it is (Type 3, of which a browser makes one for the characters
    that a page has most) has the box of the ink, which of 一 is a line in the middle. Its cell is
    that of most fonts: from a little under the baseline on, as high as the type's size.
    """
    loose: tuple[float, float, float, float] = layer.get_charbox(index, loose=True)
    ink: tuple[float, float, float, float] = layer.get_charbox(index)
    if loose != ink:
        return loose
    left, bottom, right, top = ink
    x, y, em = _origin_of(layer, index)
    low, high = y - _DESCENT * em, y + (1 - _DESCENT) * em
    slack = _DESCENT * em
    if not (em and low - slack <= bottom <= top <= high + slack and right - left <= em + slack):
        return ink
    if unicodedata.east_asian_width(text[0]) in "WF":
        left, right = min(left, x), max(right, x + em)
    return left, low, right, high


def _origin_of(layer: Any, index: int) -> tuple[float, float, float]:
    """Return where a character's baseline begins, and its size on the page: 0 if it is turned."""
    from pypdfium2 import raw

    x, y, matrix = c_double(), c_double(), raw.FS_MATRIX()
    known = raw.FPDFText_GetCharOrigin(layer, index, x, y) and raw.FPDFText_GetMatrix(
        layer, index, matrix
    )
    if not known or matrix.b or matrix.c:
        return x.value, y.value, 0.0
    return x.value, y.value, abs(matrix.d) * raw.FPDFText_GetFontSize(layer, index)


def _shown(character: str) -> str:
    return character if character.isspace() or character.isprintable() else UNKNOWN


def _is_blank(layer: Any, index: int) -> bool:
    left, bottom, right, top = layer.get_charbox(index)
    return bool(right - left < _INKLESS or top - bottom < _INKLESS)


def rotated(glyph: Glyph, turn: float) -> Glyph:
    """Return a glyph where it stands after the page was turned back by ``turn`` degrees.

    Its box keeps its width and height, or swaps them if the turn is nearer to a quarter.
    """
    angle = radians(-turn)
    across = glyph.across * cos(angle) - glyph.down * sin(angle)
    down = glyph.across * sin(angle) + glyph.down * cos(angle)
    width, height = glyph.right - glyph.left, glyph.size
    if abs(sin(angle)) > abs(cos(angle)):
        width, height = height, width
    return replace(
        glyph,
        left=across - width / 2,
        right=across + width / 2,
        top=down - height / 2,
        bottom=down + height / 2,
    )


def transposed(glyph: Glyph) -> Glyph:
    """Return a glyph of a vertical column where it stands if columns are read as lines.

    What is below it then is right of it, what is left of it is below it. The forms that
    punctuation has in vertical text are the characters that they stand for.
    """
    return replace(
        glyph,
        text=level(glyph.text),
        left=glyph.top,
        right=glyph.bottom,
        top=-glyph.right,
        bottom=-glyph.left,
    )


def level(text: str) -> str:
    """Return the character that a form of punctuation in vertical text stands for: 。 for ︒."""
    if not ("\ufe10" <= text <= "\ufe19" or "\ufe30" <= text <= "\ufe48"):
        return text
    _, _, code = unicodedata.decomposition(text).partition(" ")
    plain = chr(int(code, 16)) if code else text
    return chr(ord(plain) + 0xFEE0) if "!" <= plain <= "~" else plain
