"""Where a quotation stands among the characters that a file draws on a page.

The text of a page is made of its characters by many rules, and does not say where each came from.
So the quotation is looked for: in the order of the file, where it may be in several parts. It is
either found as a whole, each part at one place only and beside what it stands beside in the text,
or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.reading.pdf.glyphs import Glyph, level

__all__ = ["lines_of", "places"]

_AGREE = 4
"""Characters beside a part that have to be the same in the text and on the page."""
_FARTHEST = 400  # characters around a part that are looked at to tell two places apart
_STEP = 2.5  # sizes of a character: how far the next line begins
_SAME_LINE = 0.5  # of a box lies beside the box before it
_GAP = 2.0  # sizes of a character between two of one line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """The characters ``[start, end)`` of a text at ``place`` of the page's.

    ``sure``: they stand there beside what they stand beside in the text.
    """

    start: int
    end: int
    place: int
    sure: bool


def places(glyphs: Sequence[Glyph], text: str, start: int, end: int) -> list[int]:
    """Return the places in ``glyphs`` of the characters of ``text[start:end]``, in its order.

    ``text`` is an article's, or what of it stands on this page; white space is passed over. Empty
    where the quotation is not found, or could stand somewhere else.
    """
    before = "".join(text[:start].split())
    wanted = "".join(text[start:end].split())
    whole = before + wanted + "".join(text[end:].split())
    drawn = "".join(level(glyph.text) for glyph in glyphs)
    if not wanted or len(drawn) != len(glyphs):
        return []
    parts = list(_parts(drawn, whole, len(before), len(before) + len(wanted)))
    if not parts or parts[-1].end < len(before) + len(wanted) or not _is_sure(parts, glyphs):
        return []
    return [n for part in parts for n in range(part.place, part.place + part.end - part.start)]


def lines_of(glyphs: Sequence[Glyph]) -> list[tuple[float, float, float, float]]:
    """Return boxes around the glyphs that follow each other on a line, level or vertical.

    A box is left, top, right, bottom, in points as :class:`Glyph` has them.
    """
    boxes: list[tuple[float, float, float, float]] = []
    for number, glyph in enumerate(glyphs):
        if boxes and _go_on(glyphs[number - 1], glyph):
            left, top, right, bottom = boxes[-1]
            boxes[-1] = (
                min(left, glyph.left),
                min(top, glyph.top),
                max(right, glyph.right),
                max(bottom, glyph.bottom),
            )
        else:
            boxes.append((glyph.left, glyph.top, glyph.right, glyph.bottom))
    return boxes


def _parts(drawn: str, text: str, start: int, end: int) -> Iterator[_Part]:
    """Yield the parts in which ``text[start:end]`` is drawn, as long as each is found."""
    while start < end:
        size = _longest(drawn, text[start:end])
        place = _only_place(drawn, text, start, start + size) if size else None
        if place is None:
            return
        sure = _agrees(drawn, text, start, start + size, place)
        yield _Part(start=start, end=start + size, place=place, sure=sure)
        start += size


def _longest(drawn: str, wanted: str) -> int:
    """Return how many of the first characters of ``wanted`` are drawn in a row somewhere."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in drawn else (low, middle - 1)
    return low


def _only_place(drawn: str, text: str, start: int, end: int) -> int | None:
    """Return where ``text[start:end]`` is drawn; None if that may be in several places.

    Of several, that one is meant which has the longest context of the text on a side.
    """
    found = _all(drawn, text[start:end])
    for side in (_before, _after):
        common = [side(drawn, text, start, end, place) for place in found]
        best = max(common)
        if common.count(best) == 1 and (len(found) == 1 or best >= _AGREE):
            return found[common.index(best)]
    return None


def _all(drawn: str, wanted: str) -> list[int]:
    found, at = [], drawn.find(wanted)
    while at >= 0:
        found.append(at)
        at = drawn.find(wanted, at + 1)
    return found


def _before(drawn: str, text: str, start: int, _: int, place: int) -> int:
    """Return how many characters before a part are the same in the text and on the page."""
    most = min(start, place, _FARTHEST)
    return next((n for n in range(most) if drawn[place - 1 - n] != text[start - 1 - n]), most)


def _after(drawn: str, text: str, start: int, end: int, place: int) -> int:
    at = place + end - start
    most = min(len(text) - end, len(drawn) - at, _FARTHEST)
    return next((n for n in range(most) if drawn[at + n] != text[end + n]), most)


def _agrees(drawn: str, text: str, start: int, end: int, place: int) -> bool:
    """Whether the text goes on as the page does, before the part or after it."""
    if end - start == len(text):
        return True
    sides = (side(drawn, text, start, end, place) for side in (_before, _after))
    return max(sides) >= _AGREE


def _is_sure(parts: Sequence[_Part], glyphs: Sequence[Glyph]) -> bool:
    """Whether each part is sure, or stands beside one that is on the next line."""
    sure = [part.sure for part in parts]
    joints = [_is_next(glyphs, part, after) for part, after in pairwise(parts)]
    for order in (range(len(joints)), reversed(range(len(joints)))):
        for n in order:
            if joints[n] and (sure[n] or sure[n + 1]):
                sure[n] = sure[n + 1] = True
    return all(sure)


def _is_next(glyphs: Sequence[Glyph], part: _Part, after: _Part) -> bool:
    """Whether a part begins on the line, or in the vertical column, after the one before it."""
    last, first = glyphs[part.place + part.end - part.start - 1], glyphs[after.place]
    size = max(last.size, last.right - last.left)
    step = first.down - last.down
    if _falls(glyphs, part) or _falls(glyphs, after):
        step = last.across - first.across
    return 0 < step < _STEP * size


def _falls(glyphs: Sequence[Glyph], part: _Part) -> bool:
    """Whether a part is set vertically."""
    if part.end - part.start < 2:
        return False
    first, second = glyphs[part.place], glyphs[part.place + 1]
    return abs(second.down - first.down) > abs(second.across - first.across)


def _go_on(before: Glyph, after: Glyph) -> bool:
    """Whether a glyph follows another on a line, or in a vertical column."""
    size = max(before.size, before.right - before.left)
    beside = min(before.bottom, after.bottom) - max(before.top, after.top)
    below = min(before.right, after.right) - max(before.left, after.left)
    if beside > _SAME_LINE * min(before.size, after.size):
        return -size < after.left - before.right < _GAP * size
    narrow = min(before.right - before.left, after.right - after.left)
    if below > _SAME_LINE * narrow and after.top > before.top:
        return after.top - before.bottom < _SAME_LINE * size
    return False
