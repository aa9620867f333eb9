"""Punctuation of vertical lines told by its shape: what was passed over, or taken for another.

The reader leaves out most full stops and many brackets, though they are all there is in their
cells. Between two characters there is room for so many marks as there are cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.engine import Read
from qa.reading.scan.marks import Cell, blobs_of, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qa.reading.scan.marks import Blob

__all__ = ["is_stopped", "with_commas", "with_stops"]

_FEWEST = 3  # characters, to know how far apart they stand; else as far as they are high
_EVEN = (0.8, 1.25)  # times the usual: steps from one character to the next
_WIDER = 1.6  # times the usual: there is room for a mark
_MOST = 3  # cells between two characters: more is white, or was not recognised
_SPECK = 0.1  # of a character: what is smaller is dirt
_NARROWEST = 0.8  # of a character's height: how wide it is at the least
_INKED = 0.38  # of a cell, on both sides of its middle: what begins there is the character's
_POINTS = frozenset("，、,.")  # what a comma of a level line may be read as
_COMMAS_SEEN = frozenset("，、")
_SURE = 0.5  # nobody read it: it was only seen
_STOPS = frozenset("，。、’‘'`°·・•,.;；")
_ALIKE = (  # as they may have been read: what is beside one of its kind is no second time found
    _STOPS,
    frozenset("：:⋮︰；;"),
    frozenset("「﹁『﹃“‘"),
    frozenset("」﹂』﹄”’一—"),
    frozenset("（(︵"),
    frozenset("）)︶"),
)
_MARKS = frozenset().union(*_ALIKE) - {"一", "—"}
_STROKES = frozenset("一—|｜丨")  # what a bracket that closes may be taken for
_OPENING, _CLOSING = frozenset("「“（"), frozenset("」”）")
_COMMAS = frozenset("，、’‘'`")  # what other marks may be taken for
_SEEN = frozenset("，、；：「」“”")  # is told from them by its shape


def with_stops(ink: NDArray[np.bool_], read: Read) -> Read:
    """Return what a strip of a vertical line says, with the marks between its characters.

    ``ink``, bool (h, w), is where the strip is ink.
    """
    if not read.middles:
        return read
    height, width = ink.shape
    at = [middle * width for middle in read.middles]
    pitch = _pitch(at) if len(at) >= _FEWEST else float(_high(ink))
    if pitch <= 1:
        return read
    line = _Flat(blobs=blobs_of(ink), at=at, pitch=pitch, height=height, width=width)
    read = _bracketed(read, line)
    for start, stop in reversed(list(_runs(read.text))):
        read = _marked(read, line, start, stop)
    return read


def with_commas(ink: NDArray[np.bool_], read: Read) -> Read:
    """Return what a strip of a level line says, with its commas and 、 as they look.

    In some fonts they are read for one another, or for a point; one after Latin letters or figures
    is left as it is. ``ink``, bool (h, w), is where the strip is ink.
    """
    if read.middles is None or len(read.text) < _FEWEST:
        return read
    height, width = ink.shape
    at = [middle * width for middle in read.middles]
    steps = [
        after - one
        for (one, after), pair in zip(pairwise(at), pairwise(read.text), strict=True)
        if not any(text.isascii() for text in pair)
    ]
    pitch = _pitch([0.0, *accumulate(steps)]) if steps else 0.0
    if pitch <= 1:
        return read
    line = _Flat(blobs=blobs_of(ink), at=at, pitch=pitch, height=height, width=width, falls=False)
    texts = list(read.text)
    for place, one in enumerate(texts):
        if place and one in _POINTS and not texts[place - 1].isascii():
            seen = line.marks(place, place + 1)
            if len(seen) == 1 and seen[0] in _COMMAS_SEEN:
                texts[place] = seen[0]
            elif one == ".":
                texts[place] = "，"  # a full stop is a ring, and read as one
    return Read(text="".join(texts), middles=read.middles, confidences=read.confidences)


def is_stopped(ink: NDArray[np.bool_]) -> bool:
    """Whether a strip is one character and a full stop, as a paragraph's last line may be."""
    height, size = len(ink), _high(ink)
    blobs = [blob for blob in blobs_of(ink) if blob.width >= _SPECK * size]
    if not blobs:
        return False
    end = blobs[0].left + _NARROWEST * size
    rest = [blob for blob in blobs if blob.left >= end]
    cell = Cell(start=float(blobs[0].left + size), size=size, height=height, falls=True)
    return mark_of(rest, cell) == "。"


def _high(ink: NDArray[np.bool_]) -> int:
    """Return how high the ink of a strip is: as large as its type."""
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flat:
    """A strip: its connected ink, the middles of its characters and how far they stand apart."""

    blobs: Sequence[Blob]
    at: Sequence[float]
    pitch: float
    height: int
    width: int
    falls: bool = True

    def marks(self, start: int, stop: int) -> list[str]:
        """Return what stands in each cell between the characters ``start - 1`` and ``stop``.

        "" where that is nothing, or no mark; no cell where there is no room. At an end of the
        line there is one at the least, and no ink that the strip's end cuts.
        """
        return [mark for _, mark in self.cells(start, stop)]

    def cells(self, start: int, stop: int) -> list[tuple[float, str]]:
        """Return the middle of each of those cells too, in dots."""
        begins, ends = start == 0, stop == len(self.at)
        first, last = self.at[0], self.at[-1]
        before = min(first - 2 * self.pitch, -self.pitch / 2) if begins else self.at[start - 1]
        after = max(last + 2 * self.pitch, self.width + self.pitch / 2) if ends else self.at[stop]
        steps = (after - before) / self.pitch
        count = max(1, round(steps) - 1)
        if steps < _WIDER or count > _MOST:
            return []
        step = (after - before) / (count + 1)
        low, high = before + _INKED * self.pitch, after - _INKED * self.pitch
        low, high = max(low, 1.0) if begins else low, min(high, self.width - 1) if ends else high
        free = [blob for blob in self.blobs if blob.left >= low and blob.right <= high]
        found = []
        for number in range(1, count + 1):
            edge = before + (number - 0.5) * step
            inside = [blob for blob in free if edge <= blob.center < edge + step]
            mark = mark_of(
                inside, Cell(start=edge, size=step, height=self.height, falls=self.falls)
            )
            wrong = (begins and mark not in _OPENING) or (ends and mark in _OPENING)
            found.append((edge + step / 2, "" if wrong else mark))
        return found


def _pitch(at: Sequence[float]) -> float:
    """Return how far apart characters stand: the reader's places are coarse, their mean is not."""
    steps = np.diff(at)
    usual = float(np.median(steps))
    even = steps[(steps > _EVEN[0] * usual) & (steps < _EVEN[1] * usual)]
    return float(even.mean()) if len(even) else usual


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the marks between two characters, and before the first and after the last: none too."""
    start = 0
    for place, one in enumerate(text):
        if one not in _MARKS:
            yield start, place
            start = place + 1
    yield start, len(text)


def _bracketed(read: Read, line: _Flat) -> Read:
    """Return what was read with the strokes that are brackets as brackets."""
    texts = list(read.text)
    for place, one in enumerate(texts):
        if one in _STROKES:
            cells = line.marks(place, place + 1)
            if len(cells) == 1 and cells[0] in _CLOSING:
                texts[place] = cells[0]
    return Read(text="".join(texts), middles=read.middles, confidences=read.confidences)


def _marked(read: Read, line: _Flat, start: int, stop: int) -> Read:
    """Return what was read with the marks ``start`` to ``stop`` as they are seen."""
    cells = line.cells(start, stop)
    seen = [mark for _, mark in cells]
    was = read.text[start:stop]
    if was and len(was) == len(seen) and all(seen):
        now = "".join(_agreed(*pair) for pair in zip(was, seen, strict=True))
        text = read.text[:start] + now + read.text[stop:]
        return Read(text=text, middles=read.middles, confidences=read.confidences)
    if len(cells) == 1 and len(was) == 2 and set(was) <= _STOPS:  # one, read twice
        stop, was = start + 1, was[:1]
        read = _without(read, stop)
    middles, sure = read.middles or (), read.confidences
    beside = read.text[max(0, start - 1) : stop + 1]
    added = [
        (min(max(middle, 1.0), line.width - 1.0) / line.width, mark)
        for middle, mark in cells
        if mark and not _was_read(mark, beside)
    ]
    run = sorted(
        [
            *zip(middles[start:stop], was, sure[start:stop], strict=True),
            *((middle, mark, _SURE) for middle, mark in added),
        ]
    )
    return Read(
        text=read.text[:start] + "".join(text for _, text, _ in run) + read.text[stop:],
        middles=(*middles[:start], *(middle for middle, _, _ in run), *middles[stop:]),
        confidences=(*sure[:start], *(one for _, _, one in run), *sure[stop:]),
    )


def _without(read: Read, place: int) -> Read:
    """Return what was read without a character."""
    middles, sure = read.middles or (), read.confidences
    return Read(
        text=read.text[:place] + read.text[place + 1 :],
        middles=(*middles[:place], *middles[place + 1 :]),
        confidences=(*sure[:place], *sure[place + 1 :]),
    )


def _agreed(read: str, seen: str) -> str:
    """Return the mark of a cell of which it is known what it was read as and looks like."""
    return seen if read in _COMMAS and seen in _SEEN else read


def _was_read(mark: str, beside: str) -> bool:
    """Whether one of the characters beside a mark is what the reader took it for."""
    return any(mark in kind and one in kind for kind in _ALIKE for one in beside)
