"""Parts of a page that printed rules cut off: from edge to edge, then within each part again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.reading.scan.frames import is_level
from qa.reading.scan.rows import Row

__all__ = ["Cell", "cells", "whole_rules"]

# In sizes of a character: how far a rule may end from the text's edges, how far apart the parts of
# a rule that is printed badly may be, and how little of a row it may touch.
_SHORT = 2.0
_BROKEN = 3.0
_ASIDE = 0.5
_TOUCH = 0.4
_CROSSING = 0.02  # of the rows go through a rule all the same, as they were recognised
_SHARE = 0.9  # of a region's width or height a rule takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Rows with the rules among them; ``ruled``: a level rule is over them."""

    rows: tuple[Row, ...]
    rules: tuple[Row, ...]
    ruled: bool = False


def whole_rules(rules: Sequence[Row], em: float) -> list[Row]:
    """Return rules whose parts were found apart as one each, if no rule goes through between."""
    found: list[Row] = []
    for rule in sorted(rules, key=lambda rule: (is_level(rule), _start(rule))):
        same = next((other for other in found if _goes_on(other, rule, rules, em)), None)
        if same:
            found.remove(same)
            right, bottom = max(same.right, rule.right), max(same.bottom, rule.bottom)
            found.append(replace(same, right=right, bottom=bottom))
        else:
            found.append(rule)
    return found


def _start(rule: Row) -> float:
    return rule.left if is_level(rule) else rule.top


def _goes_on(rule: Row, after: Row, rules: Iterable[Row], em: float) -> bool:
    if is_level(rule) != is_level(after):
        return False
    if is_level(rule):
        aside, apart = after.middle - rule.middle, after.left - rule.right
        at = (rule.right + after.left) / 2, rule.middle
    else:
        aside, apart = after.center - rule.center, after.top - rule.bottom
        at = rule.center, (rule.bottom + after.top) / 2
    return abs(aside) < _ASIDE * em and apart < _BROKEN * em and not _passed(at, rule, rules, em)


def _passed(at: tuple[float, float], rule: Row, rules: Iterable[Row], em: float) -> bool:
    """Whether a rule across ``rule`` goes through a place."""
    x, y = at
    return any(
        other.left - em < x < other.right + em
        and other.top - em < y < other.bottom + em
        and is_level(other) != is_level(rule)
        for other in rules
    )


def cells(
    rows: Sequence[Row], rules: Sequence[Row], em: float, *, falls: bool, ruled: bool = False
) -> Iterator[Cell]:
    """Yield the parts that rules cut off, in reading order.

    Where rules cross, level text is read from side to side first, vertical text (``falls``) band
    by band.
    """
    cuts = [rule for rule in rules if rows and _cuts(rule, rows, em)]
    if not cuts:
        yield Cell(rows=tuple(rows), rules=tuple(rules), ruled=ruled)
        return
    first = max(cuts, key=lambda rule: is_level(rule) != falls)
    if is_level(first):
        sides = [row for row in rows if row.middle < first.middle]
    else:
        sides = [row for row in rows if row.center < first.center]
    known = set(map(id, sides))
    others = [row for row in rows if id(row) not in known]
    rest = [rule for rule in rules if rule is not first]
    before, after = _parted(rest, first)
    yield from cells(sides, before, em, falls=falls, ruled=ruled)
    yield from cells(others, after, em, falls=falls, ruled=is_level(first))


def _cuts(rule: Row, rows: Sequence[Row], em: float) -> bool:
    """Whether a rule goes through all of a region and leaves rows on both its sides."""
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    top, bottom = min(row.top for row in rows), max(row.bottom for row in rows)
    if is_level(rule):
        start, end, low, high = rule.left, rule.right, left, right
        sides = [_side(row.top, row.bottom, rule.middle, em) for row in rows]
    else:
        start, end, low, high = rule.top, rule.bottom, top, bottom
        sides = [_side(row.left, row.right, rule.center, em) for row in rows]
    covered = min(end, high) - max(start, low)
    whole = start < low + _SHORT * em and end > high - _SHORT * em
    if not (whole or covered > _SHARE * (high - low)):
        return False
    few = sides.count(0) <= _CROSSING * len(sides)
    return few and min(sides.count(-1), sides.count(1)) > sides.count(0)


def _side(start: float, end: float, at: float, em: float) -> int:
    """Return on which side of a rule a row is, -1 or 1; 0 where it goes through."""
    slack = _TOUCH * em
    if end <= at + slack:
        return -1
    return 1 if start >= at - slack else 0


def _parted(rules: Iterable[Row], cut: Row) -> tuple[list[Row], list[Row]]:
    """Return the rules on both sides of one; those that cross it are cut."""
    before: list[Row] = []
    after: list[Row] = []
    level = is_level(cut)
    at = cut.middle if level else cut.center
    for rule in rules:
        start, end = (rule.top, rule.bottom) if level else (rule.left, rule.right)
        if end <= at or (start < at and is_level(rule) is level and (start + end) / 2 < at):
            before.append(rule)
        elif start >= at or is_level(rule) is level:
            after.append(rule)
        elif level:
            before.append(replace(rule, bottom=at))
            after.append(replace(rule, top=at))
        else:
            before.append(replace(rule, right=at))
            after.append(replace(rule, left=at))
    return before, after
