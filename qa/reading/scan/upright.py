"""Which way up a page is, decided once for the whole page."""

from __future__ import annotations

import itertools
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np

from qa.reading.scan.detect import sides
from qa.reading.scan.engine import HEIGHT
from qa.reading.scan.strips import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qa.reading.scan.engine import Read, Recogniser

__all__ = ["turned"]

_SAMPLES = 6
_CHARACTERS = 12  # of a sample that are read
_FEWEST = 4
_SAME = 0.5  # of the characters of the samples


def turned(
    picture: NDArray[np.uint8], lines: NDArray[np.float32], recogniser: Recogniser
) -> tuple[int, NDArray[np.float32]]:
    """Return by how many quarters clockwise a picture is to be turned, and its lines then.

    ``picture`` is uint8 (h, w), ``lines`` float32 (n, 4, 2). Some long lines are read as they are
    and upside down. A line of characters that lie on their side is told from one of characters
    that stand by turning each of them: what is still read as it was read before lay.
    """
    samples, tall = _samples(picture, lines)
    if not samples:
        return 0, lines
    ahead = recogniser.read(samples)
    behind = recogniser.read([np.rot90(strip, 2) for strip in samples])
    upside_down = _sureness(behind) > _sureness(ahead)
    if upside_down:
        samples, ahead = [np.rot90(strip, 2) for strip in samples], behind
    lying = _are_lying(samples, ahead, recogniser)
    # A tall line was laid flat, its top to the left: its characters lie then, if it is vertical.
    quarter = 2 * upside_down + (0 if lying == tall else 1 if lying else 3)
    return quarter % 4, _turned(lines, quarter % 4, picture.shape)


def _samples(
    picture: NDArray[np.uint8], lines: NDArray[np.float32]
) -> tuple[list[NDArray[np.uint8]], bool]:
    """Return the beginnings of long lines, flat, and whether they are tall."""
    if not len(lines):
        return [], False
    across, down = sides(lines)
    longer, shorter = np.maximum(across, down), np.minimum(across, down)
    enough = longer >= _FEWEST * shorter
    tall = bool(longer[enough & (down > across)].sum() > longer[enough & (across >= down)].sum())
    usable = np.flatnonzero(enough & ((down > across) == tall))
    by_length = usable[np.argsort(-(longer / np.maximum(shorter, 1))[usable], kind="stable")]
    # Not only the longest: rules and frames are long too.
    chosen = by_length[:: max(1, len(by_length) // (2 * _SAMPLES))][:_SAMPLES]
    strips = [cut(picture, lines[place]).readable() for place in chosen]
    return [strip[:, : _CHARACTERS * HEIGHT] for strip in strips], tall


def _sureness(read: Sequence[Read]) -> float:
    """Return the sum of the confidences of the characters, those of doubtful strips not counted."""
    return sum(sum(one.confidences) for one in read if one.text and np.mean(one.confidences) > 0.5)


def _are_lying(
    samples: Sequence[NDArray[np.uint8]], read: Sequence[Read], recogniser: Recogniser
) -> bool:
    """Whether the characters of strips lie on their left side, each with its top to the left."""
    pairs = [
        (_stood_up(strip, one), one.text)
        for strip, one in zip(samples, read, strict=True)
        if one.middles and len(one.text) >= _FEWEST
    ]
    again = recogniser.read([strip for strip, _ in pairs])
    same = sum(
        _in_common(before, after.text) for (_, before), after in zip(pairs, again, strict=True)
    )
    return same > _SAME * sum(len(text) for _, text in pairs)


def _stood_up(strip: NDArray[np.uint8], read: Read) -> NDArray[np.uint8]:
    """Return a strip with each of its characters turned a quarter clockwise."""
    middles = [middle * strip.shape[1] for middle in read.middles or ()]
    edges = [round((one + other) / 2) for one, other in itertools.pairwise(middles)]
    edges = [max(0, edges[0] - HEIGHT), *edges, min(strip.shape[1], edges[-1] + HEIGHT)]
    cells = [
        np.rot90(strip[:, left:right], -1)
        for left, right in itertools.pairwise(edges)
        if right > left
    ]
    height = max(len(cell) for cell in cells)
    paper = int(np.median(strip))
    framed = [
        np.pad(cell, ((0, height - len(cell)), (0, 0)), constant_values=paper) for cell in cells
    ]
    return np.ascontiguousarray(np.concatenate(framed, axis=1))


def _in_common(one: str, other: str) -> int:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)


def _turned(
    lines: NDArray[np.float32], quarter: int, shape: tuple[int, ...]
) -> NDArray[np.float32]:
    """Return lines where they are once the picture of ``shape`` (h, w) is turned clockwise."""
    height, width = shape
    for _ in range(quarter):
        x, y = lines[:, :, 0], lines[:, :, 1]
        moved = np.stack([height - 1 - y, x], axis=2)
        lines = np.roll(moved, 1, axis=1)  # the lower left corner is the upper left one now
        height, width = width, height
    return lines
