"""The runs of a page in columns, in the order in which they are read.

White bands cut a page into what comes one after the other. In each, the gutter with most runs
beside it cuts that into what is above it, left of it, right of it and below it, and each of those
is cut the same way: a headline over three columns comes first and then column after column.
Headlines side by side belong to the columns below them. A table is not cut.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from qa.reading.pdf.runs import Run

__all__ = ["columns", "halves"]

# In sizes of a character: the narrowest gutter and column, the lowest white band that ends what is
# above it, the narrowest fold between two pages on a sheet.
_GUTTER = 0.8
_NARROWEST = 5
_BAND = 2
_FOLD = 3
_FEWEST = 3  # lines of a column: what has fewer is a table's row or a headline in two parts
_LONG = 10  # characters: lines of text of which two make a column
_FILL = 0.3  # of a column is text
_ROOM = 1.6  # sizes: what a full line may leave
_BIG = 1.2  # sizes of the text's: a headline's
_DEEPEST = 40  # cuts within cuts, and
_MOST_GUTTERS = 24  # tried for each: what takes more is no page of columns
_MARK = re.compile("[，。；：、！？”,;!?]")


def columns(runs: Sequence[Run], em: float, *, depth: int = _DEEPEST) -> Iterator[list[Run]]:
    """Yield the runs of each column, in reading order; ``em`` is the size of the page's text."""
    for slab in _slabs(runs, em):
        cut = _cut(slab, em) if depth else None
        if cut is None:
            yield slab
            continue
        inside = slab[cut.start : cut.stop]
        parts = (
            slab[: cut.start],
            [run for run in inside if run.left < cut.edge],
            [run for run in inside if run.left >= cut.edge],
            slab[cut.stop :],
        )
        for part in parts:
            yield from columns(part, em, depth=depth - 1)


def halves(runs: Sequence[Run], em: float) -> list[list[Run]]:
    """Return the runs of each of two pages that a sheet shows side by side, or all of them.

    ``em`` is the size of the text. The fold is a white strip in the middle, from top to bottom.
    """
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    height = max(run.bottom for run in runs) - min(run.top for run in runs)
    middle = (left + right) / 2
    first = [run for run in runs if run.right <= middle]
    second = [run for run in runs if run.left >= middle]
    if len(first) + len(second) < len(runs) or right - left < height:
        return [list(runs)]
    if min(len(first), len(second)) < _FEWEST:
        return [list(runs)]
    fold = min(run.left for run in second) - max(run.right for run in first)
    return [first, second] if fold > _FOLD * em else [list(runs)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A gutter left of ``edge``, beside the runs ``start`` to ``stop`` of a slab."""

    edge: float
    start: int
    stop: int


def _slabs(runs: Sequence[Run], em: float) -> list[list[Run]]:
    """Return what stands between the white bands across a region, from the top, each sorted so."""
    slabs: list[list[Run]] = []
    reach = -inf
    for run in sorted(runs, key=lambda run: run.middle):
        if run.top - reach > _BAND * em:
            slabs.append([])
        slabs[-1].append(run)
        reach = max(reach, run.bottom)
    found: list[list[Run]] = []
    for slab in reversed(slabs):
        if found and _heads(slab, found[-1], em):
            found[-1] = slab + found[-1]
        else:
            found.append(slab)
    return found[::-1]


def _heads(slab: Sequence[Run], below: Sequence[Run], em: float) -> bool:
    """Whether a slab is headlines side by side, each over the columns below it."""
    if len(slab) > 2 * _FEWEST or min(run.size for run in slab) < _BIG * em:
        return False
    cut = _cut(below, em)
    if cut is None or cut.start > 0:
        return False
    clipped = _clipped(slab, em)
    left = [run for run in clipped if run.right <= cut.edge]
    right = [run for run in clipped if run.left >= cut.edge - em]
    return bool(left and right) and len(left) + len(right) == len(slab)


def _cut(runs: Sequence[Run], em: float) -> _Cut | None:
    """Return the gutter that has most runs in columns beside it, the leftmost of equals."""
    clipped = _clipped(runs, em)
    best: tuple[int, float, int] | None = None
    for edge in _edges(runs, em):
        for start, stop in _stretches(clipped, edge, em):
            best = max(best or (0, 0.0, 0), (stop - start, -edge, start))
    return _Cut(edge=-best[1], start=best[2], stop=best[2] + best[0]) if best else None


def _edges(runs: Sequence[Run], em: float) -> list[float]:
    """Return where columns may begin: the places at which most runs do."""
    at: dict[int, list[float]] = defaultdict(list)
    for run in runs:
        at[int(run.left // (em / 4))].append(run.left)
    often = sorted(at, key=lambda grid: (-len(at[grid]), grid))[:_MOST_GUTTERS]
    return [min(at[grid] + at.get(grid - 1, [])) for grid in often]


def _clipped(runs: Sequence[Run], em: float) -> list[Run]:
    """Return runs that end a gutter before the next one on their line where they touch it.

    Two headlines that are set too close side by side are still two.
    """
    order = sorted(range(len(runs)), key=lambda place: (round(runs[place].middle / em), place))
    found = list(runs)
    for row in _by_row([(place, runs[place]) for place in order], em):
        for (place, run), (_, after) in pairwise(sorted(row, key=lambda item: item[1].left)):
            room = after.left - run.right
            if -run.size < room < _GUTTER * em and not run.is_block:
                found[place] = replace(run, right=after.left - _GUTTER * em)
    return found


def _by_row(items: Sequence[tuple[int, Run]], em: float) -> Iterator[list[tuple[int, Run]]]:
    row: list[tuple[int, Run]] = []
    for item in items:
        if row and round(item[1].middle / em) != round(row[0][1].middle / em):
            yield row
            row = []
        row.append(item)
    if row:
        yield row


def _stretches(runs: Sequence[Run], edge: float, em: float) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``runs``, from the top, that have columns beside a gutter."""
    left: list[Run] = []
    right: list[Run] = []
    for place, run in enumerate((*runs, None)):
        if run and run.right <= edge - _GUTTER * em + em / 100:
            left.append(run)
        elif run and run.left >= edge:
            right.append(run)
        else:
            if _are_columns(left, right, em):
                yield place - len(left) - len(right), place
            left, right = [], []


def _are_columns(left: Sequence[Run], right: Sequence[Run], em: float) -> bool:
    """Whether what stands left and right of a gutter are columns, not the cells of a table.

    Both are text, or one is text that fills its lines beside a table or a list: a table's column of
    remarks does not.
    """
    if not (_is_column(left, em) and _is_column(right, em)):
        return False
    texts = [_is_text(side) for side in (left, right)]
    return all(texts) or any(
        is_text and _is_full(side) for is_text, side in zip(texts, (left, right), strict=True)
    )


def _is_column(runs: Sequence[Run], em: float) -> bool:
    if any(run.is_block for run in runs):
        return True
    lines = len({round(run.middle / em) for run in runs})
    if lines < _FEWEST and not (lines > 1 and _is_text(runs) and _are_long(runs)):
        return False
    width = max(run.right for run in runs) - min(run.left for run in runs)
    filled = sum(run.right - run.left for run in runs)
    return width >= _NARROWEST * em and filled >= _FILL * width * lines


def _are_long(runs: Sequence[Run]) -> bool:
    return min(len(run.text) for run in runs) >= _LONG


def _is_text(runs: Sequence[Run]) -> bool:
    """Whether lines have punctuation as running text has; a table and a list have hardly any."""
    return any(run.is_block for run in runs) or (
        4 * sum(1 for run in runs if _MARK.search(run.text)) >= len(runs)
    )


def _is_full(runs: Sequence[Run]) -> bool:
    edge = max(run.right for run in runs)
    return 2 * sum(1 for run in runs if edge - run.right < _ROOM * run.size) >= len(runs)
