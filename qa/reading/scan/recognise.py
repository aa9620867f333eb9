"""A picture to its lines of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.detect import find_lines
from qa.reading.scan.line_ends import lengthened
from qa.reading.scan.page import Line, ScanPage
from qa.reading.scan.rules import find_rules
from qa.reading.scan.strips import Strip, characters, cut, parts_of
from qa.reading.scan.upright import turned
from qa.reading.scan.vertical import restored

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qa.reading.scan.engine import Read, Recogniser

__all__ = ["recognise"]

_SUREST_NOISE = 0.5  # the mean of its characters that a line must reach
_BATCH = 48  # strips that are held at once


def recognise(picture: NDArray[np.uint8], *, number: int, recogniser: Recogniser) -> ScanPage:
    """Return what a picture says; it is uint8 (h, w), grey, as the file shows it.

    The lines of the page are in no order; ``number`` counts pages from 1.
    """
    turn, found = turned(picture, find_lines(picture, recogniser), recogniser)
    upright = np.ascontiguousarray(np.rot90(picture, -turn))
    found = lengthened(upright, found)
    height, width = upright.shape
    lines = tuple(_lines(upright, found, recogniser))
    rules = find_rules(upright, [line.box for line in lines])
    return ScanPage(number=number, width=width, height=height, lines=lines, rules=rules, turn=turn)


def _lines(
    picture: NDArray[np.uint8], found: NDArray[np.float32], recogniser: Recogniser
) -> Iterator[Line]:
    for start in range(0, len(found), _BATCH):
        strips = [parts_of(cut(picture, line)) for line in found[start : start + _BATCH]]
        flat = [part for parts in strips for part in parts]
        read = iter(recogniser.read([part.readable() for part in flat]))
        for parts in strips:
            line = _line(parts, [next(read) for _ in parts])
            if line is not None:
                yield line


def _line(parts: Sequence[Strip], read: Sequence[Read]) -> Line | None:
    """Return the line of strips that were read, None where that is no text."""
    made = tuple(
        character
        for part, one in zip(parts, read, strict=True)
        for character in characters(part, one)
    )
    inked = [character for character in made if not character.text.isspace()]
    if not inked or sum(one.confidence for one in inked) / len(inked) < _SUREST_NOISE:
        return None
    return restored(Line(characters=made, vertical=parts[0].vertical))
