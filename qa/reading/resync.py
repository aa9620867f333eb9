"""Bytes missing from GB18030 text, where what follows decodes to other characters.

Half a character lost shifts the rest of its line by a byte, and nearly any bytes are characters. Of
all readings of such a line, each byte part of a character or lost, the likeliest is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from qa.reading.damage import Bytes, lenient
from qa.reading.mojibake import FREQUENT

__all__ = ["resynchronised"]

# Lead bytes of the common characters, and of marks, kana and the like.
_ROWS = {"gb18030": (0xB0, 0xD7, 0xA9), "big5hkscs": (0xA4, 0xC6, 0xA3)}
_CODEC = "gb18030"
_NO_CHARACTER = b"\xff"
_HAN = range(0x3400, 0xA000)
# Bits of surprise: a byte of ASCII, a frequent, common and rare character, one that is none, a
# lost byte; by how many another reading must be the better one, and to count as worse.
_ASCII, _FREQUENT, _COMMON, _RARE, _NONE, _LOST = 8, 10, 12, 18, 32, 20
_MARGIN, _UNSURE = 12, 3


def resynchronised(data: bytes, read: Bytes) -> Bytes:
    """Return the text of ``data`` with U+FFFD for each half of a character whose other is lost.

    ``read`` as it is, where nothing is missing or it is in another encoding. Time is linear.
    """
    lines, texts = data.split(b"\n"), read.text.split("\n")
    if read.encoding != _CODEC or len(lines) != len(texts):
        return read
    suspect = _suspect()
    made = [
        _marked(line, 1 if "\ufffd" in text else _MARGIN) if suspect.search(text) else line
        for line, text in zip(lines, texts, strict=True)
    ]
    marked = lenient(b"\n".join(made), _CODEC) if made != lines else None
    return marked or read


@cache
def _suspect() -> re.Pattern[str]:
    """Return what finds a lost byte, or three rare characters close to each other."""
    usual = {char for codec in _ROWS for char in map(chr, _HAN) if _is_common(char, codec)}
    rare = f"[{''.join(char for char in map(chr, _HAN) if char not in usual)}\ue000-\uf8ff]"
    return re.compile(f"\ufffd|{rare}(?:.{{0,2}}?{rare}){{2}}")


def _is_common(char: str, codec: str) -> bool:
    coded = char.encode(codec, "ignore")
    return len(coded) == 2 and (_surprise(coded, codec) or _NONE) <= _COMMON


def _marked(line: bytes, margin: int) -> bytes:
    """Return a line with 0xFF for each byte that is in no character all its likely readings share.

    The line as it is, where no other reading is likelier by ``margin`` bits.
    """
    steps = [_step(line, place) for place in range(len(line))]
    after = [0] * (len(line) + 1)
    plain = after.copy()
    for place in range(len(line) - 1, -1, -1):
        width, bits = steps[place]
        plain[place] = bits + plain[place + width]
        after[place] = min(bits + after[place + width], _LOST + after[place + 1])
    if plain[0] - after[0] < margin:
        return line
    return bytes(_sure(line, steps, after))


def _sure(line: bytes, steps: Sequence[tuple[int, int]], after: Sequence[int]) -> bytearray:
    """Return a line with 0xFF outside of what every reading of about the fewest bits has.

    ``after``: the bits of the likeliest reading from each place on.
    """
    made = bytearray(_NO_CHARACTER * len(line))
    most = after[0] + _UNSURE
    before = [most] * (len(line) + 1)
    before[0] = 0
    # The fewest bits of a reading that has a character across a place, begun earlier.
    across = [most] * (len(line) + 4)
    for place, (width, bits) in enumerate(steps):
        whole = before[place] + bits + after[place + width]
        for inner in range(place + 1, place + width):
            across[inner] = min(across[inner], whole)
        before[place + width] = min(before[place + width], before[place] + bits)
        before[place + 1] = min(before[place + 1], before[place] + _LOST)
        other = min(across[place], before[place] + _LOST + after[place + 1])
        if whole < most <= other:
            made[place : place + width] = line[place : place + width]
    return made


def _step(line: bytes, place: int) -> tuple[int, int]:
    """Return the width and bits of the character at a place, or those of a lost byte."""
    width = _width(line, place)
    bits = _surprise(line[place : place + width], _CODEC)
    return (1, _LOST) if bits is None else (width, bits)


def _width(line: bytes, place: int) -> int:
    """Return how many bytes the character that begins at a place has."""
    if line[place] <= 0x80:
        return 1
    return 4 if line[place + 1 : place + 2].isdigit() else 2


@cache
def _surprise(coded: bytes, codec: str) -> int | None:
    """Return the bits of surprise of a character; None for bytes that are none."""
    if coded < b"\x80":
        return _ASCII
    try:
        char = "€" if coded == b"\x80" else coded.decode(codec)
    except UnicodeDecodeError:
        return None
    if char in FREQUENT or coded == b"\x80":
        return _FREQUENT
    if unicodedata.category(char) in ("Co", "Cn"):
        return _NONE
    first, last, marks = _ROWS[codec]
    is_common = first <= coded[0] <= last or coded[0] <= marks
    return _COMMON if is_common and coded[-1] >= (0xA1 if codec == _CODEC else 0) else _RARE
