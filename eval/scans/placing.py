"""Placing on a sheet what is made up in a page's own directions: along the lines, and across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.scans.sheet import Area, Glyph, Picture, Sheet, SheetLine
from eval.scans.stories import traditional
from eval.scans.typeset import SetLine, advance, set_centred

if TYPE_CHECKING:
    from random import Random

__all__ = ["Placer", "Plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a page is to look. Lengths are in dots; ``measure`` is a column's in characters.

    ``depth`` is how far the columns go, across the lines; ``target`` about how many characters a
    story has; ``strip`` is left over the columns for the masthead.
    """

    vertical: bool
    columns: int
    measure: int
    size: float
    leading: float
    gutter: float
    margin: float
    depth: float
    target: int
    ruled: bool
    mixed: bool
    masthead: bool
    traditional: bool

    @property
    def strip(self) -> float:
        """How high the masthead is, or the running head."""
        return self.size * (6.0 if self.masthead else 2.6)

    @property
    def pitch(self) -> float:
        """From one line of text to the next."""
        return self.size * self.leading

    @property
    def column(self) -> float:
        """How wide a column is."""
        return self.measure * self.size

    @property
    def breadth(self) -> float:
        """How wide all columns are, with what is between."""
        return self.left(self.columns) - self.gutter

    def left(self, column: int) -> float:
        """Return where a column begins."""
        return column * (self.column + self.gutter)


class Placer:
    """Puts lines, rules and pictures on a sheet."""

    def __init__(self, plan: Plan, rng: Random) -> None:
        self.plan = plan
        self.rng = rng
        across, down = plan.breadth, plan.depth
        if plan.vertical:
            across, down = down, across
        margins = 2 * plan.margin
        self.sheet = Sheet(round(across + margins), round(down + margins + plan.strip))
        self.thin = max(1.0, plan.size / 18)

    def printed(self, text: str) -> str:
        """Return a notice or caption in the characters of the page."""
        return traditional(text) if self.plan.traditional else text

    def put(
        self, line: SetLine, x: float, y: float, role: str, article: int | None, face: str
    ) -> None:
        """Put a line of the page's own direction, the first cell's corner at ``x``, ``y``."""
        cells = [Area(x + c.start, y, c.length, line.size) for c in line.cells]
        self._add(line, cells, role, article, face, vertical=self.plan.vertical)

    def put_beside(
        self, line: SetLine, x: float, y: float, length: float, role: str, article: int, face: str
    ) -> None:
        """Put a line of the other direction into ``length`` from ``y`` on."""
        starts = [c.start for c in line.cells]
        if self.plan.vertical:  # from left to right, where the page goes from right to left
            starts = [length - c.start - c.length for c in line.cells]
        cells = [
            Area(x, y + start, line.size, c.length)
            for start, c in zip(starts, line.cells, strict=True)
        ]
        self._add(line, cells, role, article, face, vertical=not self.plan.vertical)

    def centred(
        self,
        text: str,
        area: Area,
        y: float,
        size: float,
        role: str,
        article: int | None,
        face: str,
    ) -> None:
        """Put a line in the middle of an area's width."""
        line = set_centred(text, area.width, size, vertical=self.plan.vertical)
        self.put(line, area.x, y, role, article, face)

    def head_line(self, text: str, x: float, y: float, size: float, role: str, face: str) -> None:
        """Put a horizontal line over the columns; ``x`` and ``y`` are the sheet's own."""
        at = x
        glyphs = []
        for character in text:
            width = advance(character, vertical=False) * size
            if character not in " 　":
                glyphs.append(Glyph(character, Area(at, y, width, size)))
            at += width
        self.sheet.lines.append(
            SheetLine(
                glyphs=tuple(glyphs), role=role, article=None, vertical=False, size=size, face=face
            )
        )

    @staticmethod
    def natural(text: str, size: float) -> float:
        """Return how long a horizontal line is."""
        return sum(advance(character, vertical=False) for character in text) * size

    def rule(self, area: Area) -> None:
        """Put a straight line."""
        self.sheet.rules.append(self._real(area))

    def frame(self, area: Area) -> None:
        """Put four straight lines around an area."""
        thin = self.thin
        for side in (
            Area(area.x, area.y, area.width, thin),
            Area(area.x, area.bottom - thin, area.width, thin),
            Area(area.x, area.y, thin, area.height),
            Area(area.right - thin, area.y, thin, area.height),
        ):
            self.rule(side)

    def picture(self, area: Area, kind: str) -> None:
        """Put a picture, drawn later."""
        self.sheet.pictures.append(Picture(self._real(area), kind, self.rng.randrange(10**6)))

    def _add(
        self,
        line: SetLine,
        cells: list[Area],
        role: str,
        article: int | None,
        face: str,
        *,
        vertical: bool,
    ) -> None:
        glyphs = tuple(
            Glyph(cell.text, self._real(area)) for cell, area in zip(line.cells, cells, strict=True)
        )
        self.sheet.lines.append(
            SheetLine(
                glyphs=glyphs,
                role=role,
                article=article,
                vertical=vertical,
                size=line.size,
                face=face,
            )
        )

    def _real(self, area: Area) -> Area:
        """Return where an area of the columns is on the sheet."""
        margin, top = self.plan.margin, self.plan.margin + self.plan.strip
        if self.plan.vertical:
            right = self.sheet.width - margin
            return Area(right - area.bottom, top + area.x, area.height, area.width)
        return Area(margin + area.x, top + area.y, area.width, area.height)
