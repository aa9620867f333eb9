"""Printed lines as rows that run to the right, one under the other, whatever their direction is.

Vertical lines are turned: what is below becomes right, what is left becomes below, so that bands of
vertical lines are columns of rows. One set of rules orders both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from math import inf
from statistics import median

from qa.reading.scan.page import Box, Character, Line

__all__ = [
    "Kind",
    "Row",
    "Setting",
    "block",
    "em_of",
    "joined",
    "row_of",
    "rule_of",
    "setting_of",
    "together",
]

_FEWEST = 8  # characters of a line that shows how far a page is turned
_MOST_SLOPE = 0.05  # about three degrees
_FEWEST_GAPS = 3  # characters of a line in which white is looked for
# In sizes of a character: white in a text, in a headline, and between Latin words.
_WHITE = 0.75
_LOOSE = 0.4
_WORD = 0.25
_FEWEST_STEPS = 2  # between characters, of a line that shows how large its type is
_LARGER = 1.12  # times the usual size of boxes: of larger type
_SIZE = 0.75  # of a line's characters are no larger than its type


class Kind(Enum):
    """What a row is: a printed line, a rule, or a block of rows that is ordered by itself."""

    TEXT = "text"
    RULE = "rule"
    UNIT = "unit"  # a headline over several columns, with these
    COLUMN = "column"  # one of these
    BOX = "box"  # what stands in a frame
    ACROSS = "across"  # what is set in the other direction; the rows inside are turned for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row and its edges in dots, after turning; ``top`` is less than ``bottom``.

    ``size``: of its type. ``spaces``: the places of the characters that white stands before;
    ``loose``: also those where that is so little that only a headline or a byline shows it.
    ``inside``: the rows of a block.
    """

    left: float
    right: float
    top: float
    bottom: float
    size: float = 0.0
    kind: Kind = Kind.TEXT
    characters: tuple[Character, ...] = ()
    spaces: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    inside: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """The characters of a printed line, a space for white; nothing for others."""
        return "".join(
            f" {one.text}" if place in self.spaces else one.text
            for place, one in enumerate(self.characters)
        )

    @property
    def middle(self) -> float:
        """The middle of the box, from the top."""
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        """The middle of the box, from the left."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def is_text(self) -> bool:
        """Whether it is a printed line."""
        return self.kind is Kind.TEXT

    @property
    def largest(self) -> float:
        """The size of its largest type."""
        return max((row.largest for row in self.inside), default=self.size)

    def loosened(self) -> Row:
        """Return it with all of its white as spaces."""
        return replace(self, spaces=self.loose)

    def beside(self, other: Row) -> float:
        """Return how much of the narrower of two rows lies over or under the other, in [0, 1]."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return max(0.0, shared) / max(1.0, min(self.width, other.width))

    def leaves(self) -> Iterator[Row]:
        """Yield its printed lines."""
        if self.is_text:
            yield self
        for row in self.inside:
            yield from row.leaves()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How the lines of a page were found.

    ``slope``: how many dots they fall for each to the right; vertical ones that fall lean to the
    left. ``swell``: how much larger their boxes are than their type, at least 1; ``usual``: how
    large most are across the line, in dots.
    """

    slope: float = 0.0
    swell: float = 1.0
    usual: float = 0.0


STRAIGHT = Setting()


def setting_of(lines: Sequence[Line]) -> Setting:
    """Return how lines were found: the medians over the longer ones."""
    long = [line for line in lines if len(line.characters) >= _FEWEST]
    slope = _weighted((_slope(line), len(line.characters)) for line in long)
    ratios = [
        (_extent(line) / pitch, len(line.characters)) for line in long if (pitch := _pitch(line))
    ]
    return Setting(
        slope=slope if abs(slope) < _MOST_SLOPE else 0.0,
        swell=max(1.0, _weighted(ratios)),
        usual=_weighted((_extent(line), len(line.characters)) for line in lines),
    )


def _weighted(values: Iterable[tuple[float, int]]) -> float:
    """Return the median of values that count several times each; 0 of none."""
    found = sorted(values)
    half = sum(count for _, count in found) / 2
    for value, count in found:
        half -= count
        if half <= 0:
            return value
    return 0.0


def _extent(line: Line) -> float:
    """Return how large the boxes of a line's characters are across it."""
    boxes = [one.box for one in line.characters]
    sizes = sorted(box.width if line.vertical else box.height for box in boxes)
    return sizes[int(_SIZE * (len(sizes) - 1))]


def _pitch(line: Line) -> float:
    """Return how far apart full-width characters of a line stand; 0 where too few do."""
    steps = [
        (_middle(after.box)[1] - _middle(one.box)[1])
        if line.vertical
        else (_middle(after.box)[0] - _middle(one.box)[0])
        for one, after in pairwise(line.characters)
        if not (one.text.isascii() or after.text.isascii())
    ]
    return max(0.0, median(steps)) if len(steps) >= _FEWEST_STEPS else 0.0


def size_of(line: Line, setting: Setting) -> float:
    """Return the size of a line's type: its boxes are larger where they were found so."""
    extent, pitch = _extent(line), _pitch(line)
    if not pitch or extent < _LARGER * setting.usual:  # characters that were missed widen the pitch
        return min(extent / setting.swell, pitch or extent)
    return min(extent, pitch)


def _slope(line: Line) -> float:
    """Return the slope between the middles of a line's first and last quarters."""
    quarter = max(1, len(line.characters) // 4)
    first, last = (
        [_middle(one.box) for one in part]
        for part in (line.characters[:quarter], line.characters[-quarter:])
    )
    (left, top), (right, bottom) = (
        (median(x for x, _ in part), median(y for _, y in part)) for part in (first, last)
    )
    along, aside = (bottom - top, left - right) if line.vertical else (right - left, bottom - top)
    return aside / along if along > 0 else 0.0


def _middle(box: Box) -> tuple[float, float]:
    return box.left + box.width / 2, box.top + box.height / 2


def _straight(box: Box, slope: float) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of a box after its page was set straight."""
    across, down = _middle(box)
    x, y = across + slope * down, down - slope * across
    return x - box.width / 2, x + box.width / 2, y - box.height / 2, y + box.height / 2


def _turned(
    edges: tuple[float, float, float, float], *, falls: bool
) -> tuple[float, float, float, float]:
    left, right, top, bottom = edges
    return (top, bottom, -right, -left) if falls else edges


def row_of(line: Line, setting: Setting = STRAIGHT, *, falls: bool) -> Row:
    """Return a line as a row of text that is vertical (``falls``) or not."""
    edges = [_turned(_straight(one.box, setting.slope), falls=falls) for one in line.characters]
    size = size_of(line, setting)
    return Row(
        left=min(edge[0] for edge in edges),
        right=max(edge[1] for edge in edges),
        top=min(edge[2] for edge in edges),
        bottom=max(edge[3] for edge in edges),
        size=size,
        characters=line.characters,
        spaces=_spaces(line, _WHITE * size, size),
        loose=_spaces(line, _LOOSE * size, size),
    )


def _spaces(line: Line, least: float, size: float) -> frozenset[int]:
    """Return before which characters of a line there is ``least`` white or more.

    The white of letter-spacing is not counted. ``size`` is that of the line's type.
    """
    if len(line.characters) <= _FEWEST_GAPS:
        return frozenset()
    boxes = [one.box for one in line.characters]
    ends = [(box.top, box.bottom) if line.vertical else (box.left, box.right) for box in boxes]
    gaps = [after[0] - before[1] for before, after in pairwise(ends)]
    usual = median(gaps)
    words = [one.text for one in line.characters]
    return frozenset(
        place
        for place, gap in enumerate(gaps, start=1)
        if gap - usual > (_WORD * size if _are_latin(words[place - 1], words[place]) else least)
        and not (words[place - 1].isspace() or words[place].isspace())
    )


def _are_latin(before: str, after: str) -> bool:
    return all(one.isascii() and one.isalnum() for one in (before, after))


def joined(row: Row, after: Row, *, apart: bool) -> Row:
    """Return two rows as one line of text; ``apart``: with white between them."""
    count = len(row.characters)
    later = {count + place for place in after.spaces}
    return replace(
        row,
        left=min(row.left, after.left),
        right=max(row.right, after.right),
        top=min(row.top, after.top),
        bottom=max(row.bottom, after.bottom),
        size=max(row.size, after.size),
        characters=(*row.characters, *after.characters),
        spaces=row.spaces | later | ({count} if apart else set()),
        loose=row.loose | {count + place for place in after.loose},
    )


def rule_of(box: Box, setting: Setting = STRAIGHT, *, falls: bool) -> Row:
    """Return a printed rule as it stands among the rows of text, as thin as it is printed."""
    slope = setting.slope
    left, right, top, bottom = _straight(box, slope)
    if box.width >= box.height:
        spare = min(abs(slope) * box.width, box.height - 1) / 2
        top, bottom = top + spare, bottom - spare
    else:
        spare = min(abs(slope) * box.height, box.width - 1) / 2
        left, right = left + spare, right - spare
    left, right, top, bottom = _turned((left, right, top, bottom), falls=falls)
    return Row(left=left, right=right, top=top, bottom=bottom, kind=Kind.RULE)


def block(rows: Sequence[Row], kind: Kind, *, edges: Row | None = None) -> Row:
    """Return rows as one; ``edges`` has its box where that is not the one around them."""
    return Row(
        left=edges.left if edges else min(row.left for row in rows),
        right=edges.right if edges else max(row.right for row in rows),
        top=edges.top if edges else min(row.top for row in rows),
        bottom=edges.bottom if edges else max(row.bottom for row in rows),
        size=max(row.largest for row in rows),
        kind=kind,
        inside=tuple(rows),
    )


def em_of(rows: Iterable[Row]) -> float:
    """Return the size of the type that most characters have; 1 where there are none."""
    sizes = [leaf.size for row in rows for leaf in row.leaves() for _ in leaf.characters]
    return max(1.0, median(sizes)) if sizes else 1.0


def together(rows: Iterable[Row]) -> list[list[Row]]:
    """Return the rows that stand on the same line, from the top, each from the left."""
    found: list[list[Row]] = []
    reach = -inf
    for row in sorted(rows, key=lambda row: (row.middle, row.left)):
        half = min(row.size or row.bottom - row.top, row.bottom - row.top) / 4
        if found and row.middle - half < reach and not any(map(row.beside, found[-1])):
            found[-1].append(row)
            reach = max(reach, row.middle + half)
        else:
            found.append([row])
            reach = row.middle + half
    return [sorted(line, key=lambda row: row.left) for line in found]
