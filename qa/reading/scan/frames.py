"""Frames: four printed rules around an article, an advertisement or a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.reading.scan.rows import Kind, Row, block

__all__ = ["framed", "is_level"]

_CORNER = 1.2  # sizes of a character by which the rules of a frame may miss each other
_REACH = 0.85  # of a frame's height its upright rules take
_PAGE = 0.7  # of the characters: a frame around so many is the page's own
_NARROWEST = 3.0  # sizes of a character


def is_level(rule: Row) -> bool:
    """Whether a rule runs as the lines do."""
    return rule.width >= rule.bottom - rule.top


def framed(rows: Sequence[Row], rules: Sequence[Row], em: float) -> tuple[list[Row], list[Row]]:
    """Return rows with what stands in frames as blocks, and the rules that are no frame's.

    A frame within a frame is a block within a block.
    """
    found = list(rows)
    used: set[int] = set()
    total = sum(len(row.characters) for row in rows)
    for frame, sides in sorted(_frames(rules, em), key=lambda item: _area(item[0])):
        inside = [row for row in found if _holds(frame, row)]
        if not inside:
            continue
        held = sum(len(leaf.characters) for row in inside for leaf in row.leaves())
        if held < _PAGE * total:
            used.update(map(id, sides))
            within = set(map(id, inside))
            own = [rule for rule in rules if id(rule) not in used and _contains(frame, rule, em)]
            used.update(map(id, own))
            found = [row for row in found if id(row) not in within]
            found.append(block([*inside, *own], Kind.BOX, edges=frame))
    return found, [rule for rule in rules if id(rule) not in used]


def _area(frame: Row) -> float:
    return frame.width * (frame.bottom - frame.top)


def _holds(frame: Row, row: Row) -> bool:
    return frame.left < row.center < frame.right and frame.top < row.middle < frame.bottom


def _contains(frame: Row, rule: Row, em: float) -> bool:
    """Whether all of a rule is in a frame."""
    return (
        rule.left > frame.left - em
        and rule.right < frame.right + em
        and rule.top > frame.top - em
        and rule.bottom < frame.bottom + em
    )


def _frames(rules: Sequence[Row], em: float) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    """Yield what four rules stand around, as a row with its edges, and those rules."""
    slack = _CORNER * em
    levels = sorted((rule for rule in rules if is_level(rule)), key=lambda rule: rule.top)
    uprights = [rule for rule in rules if not is_level(rule)]
    for place, upper in enumerate(levels):
        for lower in levels[place + 1 :]:
            if not _same_edges(upper, lower, slack) or lower.top - upper.bottom < 2 * em:
                continue
            left, right = (
                next((one for one in uprights if _joins(one, edge, upper, lower, slack)), None)
                for edge in (upper.left, upper.right)
            )
            if left and right:
                frame = Row(
                    left=upper.left,
                    right=upper.right,
                    top=upper.top,
                    bottom=lower.bottom,
                    kind=Kind.BOX,
                )
                if frame.width >= _NARROWEST * em:
                    yield frame, (upper, lower, left, right)
                    break


def _same_edges(rule: Row, other: Row, slack: float) -> bool:
    return abs(rule.left - other.left) < slack and abs(rule.right - other.right) < slack


def _joins(upright: Row, edge: float, upper: Row, lower: Row, slack: float) -> bool:
    """Whether an upright rule joins two level ones at an edge of theirs."""
    if abs(upright.center - edge) > slack:
        return False
    covered = min(upright.bottom, lower.bottom) - max(upright.top, upper.top)
    inside = upright.top > upper.top - slack and upright.bottom < lower.bottom + slack
    return inside and covered >= _REACH * (lower.bottom - upper.top)
