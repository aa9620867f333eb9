"""Rows in columns, in the order in which they are read.

White bands and rules cut a region into what comes one after the other. In each the gutter with most
rows beside it cuts that into what is above it, left of it, right of it and below it, and each of
those is cut the same way. Headlines side by side stay with the columns below them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from qa.reading.scan.rows import Kind, Row, together

__all__ = ["BIG", "Region", "columns", "gap_of", "is_large"]

BIG = 1.3
"""How many times as large as its text a headline is, at the least."""

# In sizes of a character: the narrowest gutter and column, the lowest white band.
_GUTTER = 0.5
_NARROWEST = 4
_BAND = 0.9
_LEADINGS = 2.2  # how many times the white between lines a band has
_ACROSS = 0.85  # of a region's width a rule takes that cuts it
_ALONG = 0.9  # of a region's height a rule takes that cuts it
_FEWEST = 2  # lines of a column
_DEEPEST = 40  # cuts within cuts, and
_MOST_GUTTERS = 32  # tried for each
_MOST_SLABS = 12
_FILL = 0.35  # of a column is text


def is_large(row: Row, em: float) -> bool:
    """Whether a row is set as a headline is."""
    return row.kind is not Kind.RULE and row.largest >= BIG * em


def gap_of(rows: Sequence[Row], em: float) -> float:
    """Return how much white there is between the lines of a text, in dots."""
    gaps: list[float] = []
    order = sorted((row for row in rows if row.is_text), key=lambda row: (row.left, row.top))
    for row, after in pairwise(order):
        if row.beside(after) > 0.8 and -em < after.top - row.bottom < 1.5 * em:
            gaps.append(after.top - row.bottom)
    return max(0.0, median(gaps)) if gaps else 0.4 * em


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What all cuts of a region have in common.

    ``em`` is the size of its text, ``gap`` the white between its lines, both in dots; ``uprights``
    are the rules between its columns. ``falls``: its lines are vertical, so that a column is a band
    across the page, which is read to its end before the one below it.
    """

    em: float
    gap: float
    uprights: Sequence[Row] = ()
    falls: bool = False


def columns(rows: Sequence[Row], region: Region, *, depth: int = _DEEPEST) -> Iterator[list[Row]]:
    """Yield the rows of each column, in reading order, rules as rows among them."""
    for slab in _regrouped(_slabs(rows, region), region) if depth else _slabs(rows, region):
        cut = _cut(slab, region.em) if depth else None
        if cut is None:
            yield [row for line in together(slab) for row in line]
            continue
        inside = slab[cut.start : cut.stop]
        parts = (
            slab[: cut.start],
            [row for row in inside if row.center < cut.edge],
            [row for row in inside if row.center >= cut.edge],
            slab[cut.stop :],
        )
        for part in parts:
            yield from columns(part, region, depth=depth - 1)


def _regrouped(slabs: Sequence[list[Row]], region: Region) -> Iterator[list[Row]]:
    """Yield slabs, as one those that a gutter parts before the white bands between them do."""
    start = 0
    while start < len(slabs):
        stops = range(len(slabs), start + 1, -1)
        stop = next((stop for stop in stops if _are_parted(slabs[start:stop], region)), start + 1)
        yield sorted((row for slab in slabs[start:stop] for row in slab), key=_height)
        start = stop


def _are_parted(slabs: Sequence[Sequence[Row]], region: Region) -> bool:
    rows = sorted((row for slab in slabs for row in slab), key=_height)
    if len(slabs) > _MOST_SLABS or all(row.kind is Kind.RULE for row in rows):
        return False
    cut = _cut(rows, region.em)
    whole = cut is not None and cut.stop - cut.start == len(rows)
    return cut is not None and whole and _is_first(cut, rows, region)


def _height(row: Row) -> tuple[float, float]:
    return row.top, row.left


def _is_first(cut: _Cut, rows: Sequence[Row], region: Region) -> bool:
    """Whether a gutter from top to bottom parts a region before the white bands across it do.

    A rule along it says so, and one across it that it does not. A rule on one side of it belongs
    to that side. Otherwise vertical text is read band by band, level text from side to side.
    """
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    top, bottom = min(row.top for row in rows), max(row.bottom for row in rows)
    beside = max((row.right for row in rows if row.center < cut.edge), default=left)
    slack = region.em / 2
    if any(
        beside - slack < rule.center < cut.edge + slack
        and min(rule.bottom, bottom) - max(rule.top, top) > _ALONG * (bottom - top)
        for rule in region.uprights
    ):
        return True
    rules = [row for row in rows if row.kind is Kind.RULE]
    if any(rule.width > _ACROSS * (right - left) for rule in rules):
        return False
    sides = ((left, beside), (cut.edge, right))
    if any(
        rule.width > _ACROSS * (end - start) and start - slack < rule.center < end + slack
        for rule in rules
        for start, end in sides
    ):
        return True
    return region.falls


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A gutter left of ``edge``, beside the rows ``start`` to ``stop`` of a slab."""

    edge: float
    start: int
    stop: int


def _slabs(rows: Sequence[Row], region: Region) -> list[list[Row]]:
    """Return what stands between white bands and rules across a region, each sorted from the top.

    A slab of headlines only stays with the one below it, if not one headline is over all of that.
    """
    if not rows:
        return []
    em = region.em
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    band = max(_BAND * em, _LEADINGS * region.gap)
    slabs: list[list[Row]] = []
    reach = -inf
    ruled = False
    for row in sorted(rows, key=_height):
        is_rule = row.kind is Kind.RULE and row.width >= _ACROSS * (right - left)
        apart = is_rule or ruled or row.top - reach > band
        if (
            apart
            and row.top >= reach - em / 2
            and not _crossed(reach, row.top, left, right, region)
        ):
            slabs.append([])
        if not slabs:
            slabs.append([])
        slabs[-1].append(row)
        reach = max(reach, row.bottom)
        ruled = is_rule
    found: list[list[Row]] = []
    for slab in reversed(slabs):
        if found and _are_heads(slab, em) and _heads(slab, found[-1], em):
            found[-1] = slab + found[-1]
        else:
            found.append(slab)
    return found[::-1]


def _crossed(top: float, bottom: float, left: float, right: float, region: Region) -> bool:
    """Whether a rule between columns goes through a white band."""
    em = region.em
    return any(
        left + em < rule.center < right - em and rule.top < top - em and rule.bottom > bottom + em
        for rule in region.uprights
    )


def _are_heads(slab: Sequence[Row], em: float) -> bool:
    return all(is_large(row, em) for row in slab)


def _heads(slab: Sequence[Row], below: Sequence[Row], em: float) -> bool:
    """Whether a slab is headlines side by side, each over the columns below it."""
    cut = _cut([*slab, *below], em)
    return cut is not None and cut.start == 0


def _cut(rows: Sequence[Row], em: float) -> _Cut | None:
    """Return the gutter that has most rows in columns beside it, the leftmost of equals."""
    best: tuple[float, float, int, int] | None = None
    for edge in _edges(rows, em):
        for start, stop in _stretches(rows, edge, em):
            best = max(best or (0.0, 0.0, 0, 0), (stop - start, -edge, start, stop))
    return _Cut(edge=-best[1], start=best[2], stop=best[3]) if best else None


def _edges(rows: Sequence[Row], em: float) -> list[float]:
    """Return where columns may begin: the places at which most rows do."""
    at: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        if row.kind is not Kind.RULE:
            at[int(row.left // (em / 2))].append(row.left)
    often = sorted(at, key=lambda grid: (-len(at[grid]), grid))[:_MOST_GUTTERS]
    return [min(at[grid] + at.get(grid - 1, [])) for grid in often]


def _stretches(rows: Sequence[Row], edge: float, em: float) -> Iterator[tuple[int, int]]:
    """Yield the stretches of ``rows``, from the top, that have columns beside a gutter."""
    left: list[Row] = []
    right: list[Row] = []
    for place, row in enumerate((*rows, None)):
        slack = em / 2 if row and row.kind is Kind.RULE else 0.0
        if row and row.right <= edge - _GUTTER * em + slack + em / 10:
            left.append(row)
        elif row and row.left >= edge - slack - em / 10:
            right.append(row)
        else:
            if _is_column(left, em) and _is_column(right, em):
                yield place - len(left) - len(right), place
            left, right = [], []


def _is_column(rows: Sequence[Row], em: float) -> bool:
    """Whether rows are a column, not a table's cells or a headline in two parts."""
    texts = [row for row in rows if row.kind is not Kind.RULE]
    if any(row.inside for row in texts):
        return True
    lines = together(texts)
    if len(lines) < _FEWEST:
        return False
    width = max(row.right for row in texts) - min(row.left for row in texts)
    filled = sum(row.width for row in texts)
    return width >= _NARROWEST * em and filled >= _FILL * width * len(lines)
