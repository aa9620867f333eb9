"""Which gold character stands where a character was read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.scans.gold import GoldPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.reading.scan.page import Box

__all__ = ["Spot", "Spots", "middle"]

_CELL = 64


@dataclass(frozen=True, slots=True)
class Spot:
    """A gold character: its line and place in it, its article (None: in none) and role.

    ``rank`` counts the characters of its article in reading order, from 0.
    """

    line: int
    place: int
    article: int | None
    role: str
    rank: int
    text: str
    box: Box


class Spots:
    """All characters of a gold page, to be found by where they are."""

    def __init__(self, gold: GoldPage) -> None:
        self.all: list[Spot] = list(_spots(gold))
        self._cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        for spot in self.all:
            for cell in _cells(spot.box):
                self._cells[cell].append(spot)

    def inside(self, x: float, y: float) -> Spot | None:
        """Return the character whose box a point is in; of several the nearest."""
        near = [s for s in self._cells.get((int(x) // _CELL, int(y) // _CELL), []) if s.box]
        holding = [s for s in near if _holds(s.box, x, y)]
        return min(holding, key=lambda s: _distance(s.box, x, y), default=None)

    def near(self, x: float, y: float) -> Spot | None:
        """Return the same, or else the nearest whose middle is less than its size away."""
        found = self.inside(x, y)
        if found:
            return found
        column, row = int(x) // _CELL, int(y) // _CELL
        around = [
            spot
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for spot in self._cells.get((column + dx, row + dy), [])
        ]
        best = min(around, key=lambda s: _distance(s.box, x, y), default=None)
        if best and _distance(best.box, x, y) < max(best.box.width, best.box.height) ** 2:
            return best
        return None


def middle(box: Box) -> tuple[float, float]:
    """Return the middle of a box."""
    return box.left + box.width / 2, box.top + box.height / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x < box.right and box.top <= y < box.bottom


def _distance(box: Box, x: float, y: float) -> float:
    """Return the square of a point's distance from a box's middle."""
    own_x, own_y = middle(box)
    return (own_x - x) ** 2 + (own_y - y) ** 2


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(box.left // _CELL, (box.right - 1) // _CELL + 1):
        for row in range(box.top // _CELL, (box.bottom - 1) // _CELL + 1):
            yield column, row


def _spots(gold: GoldPage) -> Iterator[Spot]:
    article_of = {
        index: number
        for number, article in enumerate(gold.articles)
        for index in (*article.lines, *article.captions)
    }
    ordered = [*gold.order, *(i for i in range(len(gold.roles)) if i not in set(gold.order))]
    ranks: dict[int | None, int] = defaultdict(int)
    for index in ordered:
        article = article_of.get(index)
        for place, character in enumerate(gold.page.lines[index].characters):
            yield Spot(
                line=index,
                place=place,
                article=article,
                role=gold.roles[index],
                rank=ranks[article],
                text=character.text,
                box=character.box,
            )
            ranks[article] += 1
