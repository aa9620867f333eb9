"""Headlines of a page: which rows are one, with 引题 and 副题, and which columns it is over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.chinese.characters import HAN
from qa.reading import line_shapes
from qa.reading.scan.columns import BIG, gap_of, is_large
from qa.reading.scan.rows import Kind, Row, block, together

__all__ = ["could_sign", "headlines", "is_head_block", "units"]

_LARGER = 1.1  # sizes of the text's: a part of a headline
# In sizes of a character: how far the columns below a headline may begin under it and apart; what
# a part of a headline leaves free on either side; the white that ends a column.
_BELOW = 5.0
_LEVEL = 0.9
_GUTTER = 4.0
_INSET = 1.5
_INDENT = 2.5
_DEEPEST = 3.0  # the indent of a text whose lines are set loosely
_MARK = 1.0  # more than that, where an opening mark was not found, or only its ink
_END = 1.3
_PARTED = 1.5  # how far apart the parts of a line may have been found
_SPACE = 1.4  # sizes of a headline's type between its parts
_LONGEST = 90  # characters
_ROLES = (
    "(?:本报|本報|本刊|新华社|新華社|特约|特約|见习|見習)?"
    "(?:新华|新華)?(?:记者|記者|报道员|報道員|通讯员|通訊員|实习生|實習生|评论员|評論員|摄影|攝影|文|图|圖)"
)
_ROLE = re.compile(_ROLES)
_PEOPLE = re.compile(rf"{_ROLES}[{HAN}·、/／\s]*")
_SIGNED = 4.0  # sizes of a character between a role and the name after it, at most
_NAME = 4  # characters of a name
_FEWEST_BESIDE = 2  # rows beside a headline in the other direction
_DASH = re.compile("[—–－-]{1,2}")


def could_sign(text: str) -> bool:
    """Whether text under a headline is who wrote, or the beginning of that."""
    return len(text) <= 40 and _PEOPLE.fullmatch(text) is not None


def headlines(rows: Sequence[Row], uprights: Sequence[Row], em: float) -> list[list[Row]]:
    """Return the rows of each headline, from the top, without what is large but running text.

    ``rows`` have the level rules among them, ``uprights`` are the others.
    """
    texts = [row for row in rows if row.is_text]
    marks = [*rows, *uprights]
    groups = [
        group
        for group in _grouped([[row] for row in texts if is_large(row, em)], marks)
        if _is_headline(group)
    ]
    taken = {id(row) for group in groups for row in group}
    free = [row for row in texts if id(row) not in taken]
    whole = _grouped([_with_parts(group, free, rows, em) for group in groups], marks)
    ordered = [[row for line in together(group) for row in line] for group in whole]
    return sorted(ordered, key=lambda group: group[0].top)


def _is_headline(group: Sequence[Row]) -> bool:
    text = "".join(row.text for row in group)
    return len(text) <= _LONGEST and not re.search("。.", text)


def _grouped(groups: Iterable[Sequence[Row]], rows: Sequence[Row]) -> list[list[Row]]:
    """Return groups of rows from the top, as one those that touch or have a row in common."""
    found: list[list[Row]] = []
    for group in sorted(groups, key=lambda group: group[0].middle):
        same = [other for other in found if _are_one(other, group, rows)]
        found = [other for other in found if other not in same]
        known = {id(row): row for other in (*same, group) for row in other}
        found.append(sorted(known.values(), key=lambda row: row.top))
    return found


def _are_one(group: Sequence[Row], other: Sequence[Row], rows: Sequence[Row]) -> bool:
    return any(row is one or _touch(row, one, rows) for row in group for one in other)


def _touch(row: Row, other: Row, rows: Iterable[Row]) -> bool:
    """Whether two large rows are of one headline: side by side or below each other."""
    row, other = sorted((row, other), key=lambda one: one.middle)
    size = max(row.size, other.size)
    if abs(row.middle - other.middle) < size / 4:
        before, after = sorted((row, other), key=lambda one: one.left)
        return _are_one_line(before, after, rows)
    if not row.beside(other) or other.top - row.bottom > 0.9 * size:
        return False
    return not any(
        row.middle < rule.middle < other.middle and rule.beside(other) > 0.5
        for rule in rows
        if rule.kind is Kind.RULE
    )


def _are_one_line(row: Row, after: Row, rows: Iterable[Row]) -> bool:
    """Whether large rows side by side are parts of a line, not the headlines of two columns."""
    size = min(row.size, after.size)
    apart = after.left - row.right
    if apart > _SPACE * size or max(row.size, after.size) > BIG * size:
        return False
    middle = (row.right + after.left) / 2
    crossing = [one for one in rows if one.left < middle < one.right]
    foot = max(row.bottom, after.bottom)
    if any(
        rule.kind is Kind.RULE and rule.top < row.middle < rule.bottom and rule.width < size
        for rule in crossing
    ):
        return False
    return apart < size or any(foot - size / 2 < one.top < foot + 3 * size for one in crossing)


def _with_parts(group: list[Row], free: Sequence[Row], rows: Sequence[Row], em: float) -> list[Row]:
    """Return a headline with the smaller rows above and below that are parts of it."""
    found = sorted(group, key=lambda row: row.top)
    for row in sorted((row for row in free if row.middle < found[0].top), key=lambda row: -row.top):
        is_over = any(
            one.middle > row.bottom  # not another part of the same line
            and one.top - row.bottom < 1.2 * one.size
            and row.beside(one) > 0.5
            for one in found
        )
        if is_over and _is_part(row, found, rows, em, above=True):
            found.insert(0, row)
    for row in sorted((row for row in free if row.middle > found[-1].bottom), key=lambda r: r.top):
        near = row.top - found[-1].bottom < 1.2 * max(em, found[-1].size)
        main = max(found, key=lambda part: part.size)
        if near and row.beside(main) > 0.5 and _is_part(row, found, rows, em, above=False):
            found.append(row)
    for row in sorted((row for row in free if row not in found), key=lambda row: row.left):
        if any(_is_name_after(row, one, em) for one in found):
            found.append(row)
    return found


def _is_name_after(row: Row, signed: Row, em: float) -> bool:
    """Whether a row is a name, found apart, of who wrote: after 本报记者 or another name."""
    texts = [one.loosened().text for one in (signed, row)]
    level = abs(row.middle - signed.middle) < em / 2
    near = 0 < row.left - signed.right < _SIGNED * em
    alike = max(row.size, signed.size) < BIG * em
    signs = line_shapes.is_byline(texts[0]) or line_shapes.is_names(texts[0])
    short = len(texts[1]) <= _NAME and could_sign(" ".join(texts))
    named = short or (signs and line_shapes.is_names(texts[1]))
    return level and near and alike and named


def _is_part(
    row: Row, group: Sequence[Row], rows: Sequence[Row], em: float, *, above: bool
) -> bool:
    """Whether a row at a headline is a part of it: by its size, a dash, or the white around it."""
    text = row.loosened().text
    if not above and (could_sign(text) or line_shapes.is_byline(text)):
        return True
    if not line_shapes.is_headline(text) or line_shapes.opens_article(text):
        return False
    if not above and any(_opens(row, other, em) for other in rows if other not in group):
        return False
    if row.size >= _LARGER * em or _DASH.match(row.text):
        return True
    if any(_goes_on_beside(row, other, em) for other in rows if other not in group):
        return False
    left, right = min(one.left for one in group), max(one.right for one in group)
    texts = [other for other in rows if other.is_text and other is not row]
    near = [
        other
        for other in texts
        if other not in group and other.beside(row) > 0.5 and _apart(other, row) < 0.7 * em
    ]
    inside = row.left >= left - em and row.right <= right + em
    if above:
        middle = (left + right) / 2
        set_off = [one for one in near if abs(one.center - middle) < em]
        centred = abs(row.center - middle) < em
        return (inside or centred) and len(set_off) == len(near)
    spread = max((other.width for other in near), default=right - left)
    return inside and spread - row.width > 2 * _INSET * em and _is_inset(row, near, em)


def _opens(row: Row, after: Row, em: float) -> bool:
    """Whether a row is a text's first line: indented, and as far to the right as the one below."""
    below = after.is_text and 0 <= after.top - row.bottom < em
    indented = _INSET * em < row.left - after.left < _DEEPEST * em
    return below and indented and abs(after.right - row.right) < em / 2 and row.size < BIG * em


def _goes_on_beside(row: Row, other: Row, em: float) -> bool:
    """Whether another row goes on with the line that a row begins."""
    near = 0 <= other.left - row.right < _PARTED * em
    return other.is_text and near and abs(other.middle - row.middle) < em / 4


def _is_inset(row: Row, near: Sequence[Row], em: float) -> bool:
    """Whether a row stands free on both sides of the rows beside it."""
    return all(
        row.left - other.left > _INSET * em and other.right - row.right > _INSET * em
        for other in near
    ) and bool(near)


def _apart(row: Row, other: Row) -> float:
    return max(row.top, other.top) - min(row.bottom, other.bottom)


def is_head_block(row: Row, em: float) -> bool:
    """Whether what is set in the other direction is a headline."""
    leaves = list(row.leaves())
    text = "".join(leaf.text for leaf in leaves)
    short = len(text) <= 60 and all(line_shapes.is_headline(leaf.text) for leaf in leaves)
    return is_large(row, em) and short


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A headline with the first rows of the columns below it."""

    rows: tuple[Row, ...]
    firsts: tuple[Row, ...]

    @property
    def top(self) -> float:
        return min(row.top for row in self.rows)

    @property
    def bottom(self) -> float:
        return max(row.bottom for row in self.rows)


def units(
    rows: Sequence[Row], uprights: Sequence[Row], groups: Sequence[Sequence[Row]], em: float
) -> list[Row]:
    """Return rows with each headline over several columns and these as one block.

    What stands below them in other columns then is not between them.
    """
    heads = [_head(group, rows, uprights, em) for group in groups]
    of_heads = {id(row) for group in groups for row in group}
    found = list(rows)
    end = max(_END * em, 2.5 * gap_of(rows, em))
    for beside in [row for row in rows if row.kind is Kind.ACROSS and is_head_block(row, em)]:
        if own := _run_beside(beside, found, of_heads, em, end):
            taken = {id(beside), *map(id, own)}
            found = [row for row in found if id(row) not in taken]
            found.append(block([beside, block(own, Kind.COLUMN)], Kind.UNIT))
    for head in sorted(heads, key=lambda head: -head.top):
        if len(head.firsts) < 2:
            continue
        left = min(row.left for row in (*head.rows, *head.firsts))
        right = max(row.right for row in (*head.rows, *head.firsts))
        stacks: list[list[Row]] = []
        before = min(left, head.firsts[0].left - (_INDENT + _MARK) * em)
        widest = max(first.width for first in head.firsts)
        for first in head.firsts:
            reach = _reach(first, widest, em)
            stacks.append(_stack(first, reach, found, (before, right + em), of_heads, end))
            before = max(row.right for row in stacks[-1])
        foot = min(stack[-1].bottom for stack in stacks)
        inside = [*head.rows, *(row for stack in stacks for row in stack)]
        parts = [*head.rows, *(block(stack, Kind.COLUMN) for stack in stacks)]
        edges = Row(
            left=min(row.left for row in inside),
            right=max(row.right for row in inside),
            top=head.top,
            bottom=max(head.bottom, foot),
        )
        taken = set(map(id, inside))
        found = [row for row in found if id(row) not in taken]
        found.append(block(parts, Kind.UNIT, edges=edges))
    return found


def _reach(first: Row, widest: float, em: float) -> float:
    """Return how far a column goes at least, whose first row may be the end of a paragraph.

    ``widest``: how wide the widest of the first rows is, in dots.
    """
    return max(first.right, first.left + widest - _INDENT * em)


def _stack(
    first: Row,
    reach: float,
    rows: Sequence[Row],
    edges: tuple[float, float],
    heads: set[int],
    end: float,
) -> list[Row]:
    """Return the rows of a column from its first one to what ends it.

    The first may be indented, or short: the column goes on to ``reach``, in dots, or further.
    """
    left, right = max(edges[0], first.left - _INDENT * first.size), reach
    found = [first]
    for row in sorted((row for row in rows if row.top > first.top), key=lambda row: row.top):
        if min(row.right, right) - max(row.left, left) < 0.3 * row.width:
            continue
        inside = row.left >= edges[0] and row.right <= edges[1]
        if not (row.is_text and inside) or id(row) in heads or row.top - found[-1].bottom > end:
            break
        found.append(row)
        left, right = min(left, row.left), max(right, row.right)
    return found


def _run_beside(
    head: Row, rows: Sequence[Row], heads: set[int], em: float, end: float
) -> list[Row]:
    """Return the rows that begin beside a headline in the other direction, and those next to them.

    Of vertical text they are the lines under a level headline: it stands over the middle of them.
    """
    first = head.right - em / 2
    others = [
        row
        for row in rows
        if row is not head and row.left < first + _BELOW * em and row.right > head.left
    ]
    found: list[Row] = []
    for row in sorted(others, key=lambda row: row.top):
        plain = row.is_text and id(row) not in heads and row.left >= first
        apart = bool(found) and row.top - found[-1].bottom > end
        if not plain or apart:
            if found and found[-1].bottom > head.top:
                break
            found = []
        if plain:
            found.append(row)
    meets = [row for row in found if row.bottom > head.top and row.top < head.bottom]
    return found if len(meets) >= _FEWEST_BESIDE else []


def _head(group: Sequence[Row], rows: Sequence[Row], uprights: Sequence[Row], em: float) -> _Head:
    """Return a headline with the first rows of the columns that begin level below it."""
    left, right = min(row.left for row in group), max(row.right for row in group)
    bottom, top = max(row.bottom for row in group), min(row.top for row in group)
    own = set(map(id, group))
    others = [row for row in rows if id(row) not in own]
    firsts = [
        row
        for row in others
        if row.is_text
        and not is_large(row, em)
        and -em / 2 <= row.top - bottom < _BELOW * em
        and not _between(row, bottom - em / 2, others)
    ]
    over = [row for row in firsts if row.right > left + em and row.left < right - em]
    if not over:
        return _Head(rows=tuple(group), firsts=())
    level = min(row.top for row in over)
    firsts = [row for row in firsts if abs(row.top - level) < _LEVEL * em]
    free = sorted(
        (row for row in firsts if row in over or not _between(row, top - em / 2, others)),
        key=lambda row: row.left,
    )
    line = [row for row in free if not any(row.beside(other) for other in free if other is not row)]
    places = [place for place, row in enumerate(line) if row in over]
    if not places:
        return _Head(rows=tuple(group), firsts=())
    start, stop = places[0], places[-1] + 1
    while start and _adjoins(line[start - 1], line[start], top, uprights, em):
        start -= 1
    while stop < len(line) and _adjoins(line[stop - 1], line[stop], top, uprights, em):
        stop += 1
    return _Head(rows=tuple(group), firsts=tuple(line[start:stop]))


def _between(row: Row, top: float, rows: Sequence[Row]) -> bool:
    """Whether something stands over a row, below a height."""
    return any(
        other is not row and other.beside(row) > 0.05 and top < other.middle < row.top
        for other in rows
    )


def _adjoins(row: Row, after: Row, top: float, uprights: Sequence[Row], em: float) -> bool:
    """Whether two columns are next to each other with no rule between that reaches up so high."""
    if after.left - row.right > _GUTTER * em:
        return False
    return not any(
        row.right - em / 2 < rule.center < after.left + em / 2
        and rule.top < top + em
        and rule.bottom > row.bottom
        for rule in uprights
    )
