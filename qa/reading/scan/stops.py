"""Stops of vertical lines that the reader passed over, found where they are printed.

A full stop stands at the upper right of a cell that is otherwise empty; laid flat, at its upper
left. The reader leaves most of them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.engine import Read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["with_stops"]

_FEWEST = 3  # characters, to know how far apart they stand
_WIDER = 1.6  # times that: there is room for one more
_WIDEST = 2.6
_MARKS = frozenset("，。、；：！？’‘'`°·・•,.;:!?")  # what was read is no second time looked for
_REACH = 0.45  # of the way, on both sides of a cell's middle
_SMALL = 0.5  # of the cell, both ways
_SPECK = 0.1
_SURE = 0.5  # nobody read it: it was only seen
_THICK = 0.235  # of the way, across the line: a full stop, or a 、, is larger than a comma
_SLANTED = 0.6  # how much the ink of a 、 goes along as it goes across, in [0, 1]


def with_stops(ink: NDArray[np.bool_], read: Read) -> Read:
    """Return what a strip of a vertical line says, with the stops between its characters.

    ``ink``, bool (h, w), is where the strip is ink.
    """
    if read.middles is None or len(read.text) < _FEWEST:
        return read
    width = ink.shape[1]
    at = [middle * width for middle in read.middles]
    pitch = float(np.median(np.diff(at)))
    found = list(_stops(ink, at, pitch, read.text)) if pitch > 1 else []
    for place, middle, text in reversed(found):
        middles = read.middles or ()
        read = Read(
            text=read.text[:place] + text + read.text[place:],
            middles=(*middles[:place], middle / width, *middles[place:]),
            confidences=(*read.confidences[:place], _SURE, *read.confidences[place:]),
        )
    return read


def _stops(
    ink: NDArray[np.bool_], at: Sequence[float], pitch: float, text: str
) -> Iterator[tuple[int, float, str]]:
    """Yield before which character a stop stands, where its cell's middle is, and which it is."""
    ends = [*at[1:], at[-1] + 2 * pitch]
    for place, (before, after) in enumerate(zip(at, ends, strict=True), start=1):
        if text[place - 1] in _MARKS or not _WIDER * pitch <= after - before <= _WIDEST * pitch:
            continue
        middle = (before + after) / 2
        left, right = (round(middle + side * _REACH * pitch) for side in (-1, 1))
        left, right = max(0, left), max(0, right)
        is_tail = 0 < left < ink.shape[1] and bool((ink[:, left - 1] & ink[:, left]).any())
        stop = "" if is_tail else _stop(ink[:, left:right], pitch)
        if stop:
            yield place, min(middle, ink.shape[1] - 1.0), stop


def _stop(cell: NDArray[np.bool_], pitch: float) -> str:
    """Return the stop that is all there is in a cell, "" where there is none or something else."""
    rows, columns = np.flatnonzero(cell.any(axis=1)), np.flatnonzero(cell.any(axis=0))
    if not len(rows):
        return ""
    height, width = int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1
    most = max(cell.shape)
    if not _SPECK * most <= max(height, width) <= _SMALL * most:
        return ""
    if (rows[0] + rows[-1]) / 2 > cell.shape[0] / 2:
        return ""
    if _has_hole(cell):
        return "。"
    if height < _THICK * pitch:
        return "，"
    return "、" if _slant(cell) > _SLANTED else "。"


def _has_hole(cell: NDArray[np.bool_]) -> bool:
    import cv2

    blob = np.pad(cell, 1).astype(np.uint8)
    contours, _ = cv2.findContours(blob, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return len(contours) > 1


def _slant(cell: NDArray[np.bool_]) -> float:
    """Return how much ink goes along as it goes across: the size of the correlation, in [0, 1]."""
    rows, columns = np.nonzero(cell)
    if not rows.std() or not columns.std():
        return 0.0
    return abs(float(np.corrcoef(rows, columns)[0, 1]))
