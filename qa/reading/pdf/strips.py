"""Characters in strips: which ones a file draws one after the other, to the right or down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from qa.chinese.characters import HAN
from qa.reading.pdf.glyphs import Glyph, transposed

__all__ = ["cell", "is_cell", "strips"]

# In sizes of a character: how far the next one of a strip may be, to the right and below; how wide
# figures side by side in a vertical column are; how far off its line a character may stand.
_FAR = 3.0
_BELOW = 2.2
_CELL = 1.4
_EVEN = 0.3
_CHINESE = re.compile(rf"[{HAN}]")


def strips(glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], list[list[Glyph]]]:
    """Return the glyphs in level strips, and those in vertical ones, as columns are transposed.

    The order in which a file draws them tells which stand together. Where it draws most alone, in
    no order, their places tell.
    """
    found = list(_strips(glyphs))
    if 2 * sum(1 for strip, _ in found if len(strip) == 1) > len(glyphs) > 1:
        again = list(_strips(_in_order(glyphs)))
        found = min(found, again, key=len)
    level: list[list[Glyph]] = []
    vertical: list[list[Glyph]] = []
    for strip, falls in found:
        if falls:
            vertical.append([transposed(glyph) for glyph in strip])
        else:
            level.append(strip)
    return level, vertical


def _strips(glyphs: Sequence[Glyph]) -> Iterator[tuple[list[Glyph], bool]]:
    """Yield runs of glyphs each of which stands right of the last, or below it (then True)."""
    strip: list[Glyph] = []
    falls: bool | None = None
    for place, glyph in enumerate(glyphs):
        step = _step(strip[-1], glyph) if strip else None
        if falls and _shares_cell(strip[-1], glyph):
            strip[-1] = cell([strip[-1], glyph])
            continue
        if step and falls is None:
            after = glyphs[place + 1] if place + 1 < len(glyphs) else None
            step = None if after and _step(glyph, after) is False else step
        if step is not None and falls in (None, step):
            strip.append(glyph)
            falls = step
            continue
        yield from _checked(strip, falls)
        strip, falls = [glyph], None
    yield from _checked(strip, falls)


def _step(glyph: Glyph, after: Glyph) -> bool | None:
    """Return False for a step to the right, True for one down, None for one elsewhere."""
    size = min(glyph.size, after.size)
    if abs(glyph.down - after.down) < size / 2:
        return False if -size / 2 < after.left - glyph.right < _FAR * size else None
    beside = abs(glyph.across - after.across) < size / 2
    return True if beside and size / 2 < after.down - glyph.down < _BELOW * size else None


def _shares_cell(glyph: Glyph, after: Glyph) -> bool:
    """Whether two figures stand side by side in one place of a vertical column."""
    if _CHINESE.match(glyph.text) or _CHINESE.match(after.text) or _step(glyph, after) is not False:
        return False
    return is_cell([glyph, after])


def is_cell(strip: Sequence[Glyph]) -> bool:
    """Whether level glyphs take no more room than one character of a vertical column."""
    return strip[-1].right - strip[0].left < _CELL * strip[0].size


def cell(strip: Sequence[Glyph]) -> Glyph:
    """Return what stands side by side in a vertical column as one glyph of it."""
    return replace(
        strip[0],
        text="".join(glyph.text for glyph in strip),
        right=strip[-1].right,
        bottom=max(glyph.bottom for glyph in strip),
    )


def _checked(strip: list[Glyph], falls: bool | None) -> Iterator[tuple[list[Glyph], bool]]:
    """Yield a strip; what falls and is not Chinese is a table's column, each cell a line."""
    if not strip:
        return
    chinese = sum(1 for glyph in strip if _CHINESE.match(glyph.text))
    if falls and 2 * chinese < len(strip):
        yield from (([glyph], False) for glyph in strip)
    else:
        yield strip, bool(falls)


def _in_order(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs line by line, or column by column from the right if they stand closer so."""
    level = _sorted_rows(glyphs)
    pairs = [(transposed(glyph), glyph) for glyph in glyphs]
    origin = {id(turned): glyph for turned, glyph in pairs}
    vertical = [origin[id(turned)] for turned in _sorted_rows([turned for turned, _ in pairs])]
    return vertical if _pitch(vertical, fall=True) < _pitch(level, fall=False) else level


def _sorted_rows(glyphs: Sequence[Glyph]) -> list[Glyph]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.down):
        if rows and glyph.down - rows[-1][0].down < _EVEN * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [glyph for row in rows for glyph in sorted(row, key=lambda glyph: glyph.left)]


def _pitch(glyphs: Sequence[Glyph], *, fall: bool) -> float:
    """Return how far the next glyph of a line usually is, in sizes."""
    steps = [
        ((after.down - glyph.down) if fall else (after.across - glyph.across)) / (glyph.size or 1)
        for glyph, after in pairwise(glyphs)
    ]
    return median([step for step in steps if step > 0] or [_FAR])
