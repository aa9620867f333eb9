"""A sheet: what is placed on a page, in dots from the upper left corner, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Area", "Glyph", "Picture", "Sheet", "SheetLine"]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in dots, not yet rounded."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def within(self, padding: float) -> Area:
        """Return what is left inside of it behind ``padding`` on all sides."""
        return Area(
            self.x + padding, self.y + padding, self.width - 2 * padding, self.height - 2 * padding
        )


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and the cell that it is drawn in."""

    text: str
    cell: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A line as it is placed; ``article`` is a number of the page's articles, or None.

    ``size`` is the type's in dots; ``face`` is body, head, kai or sans.
    """

    glyphs: tuple[Glyph, ...]
    role: str
    article: int | None
    vertical: bool
    size: float
    face: str
    white: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's place and the number that it is drawn by; ``kind`` is photo, ground or black."""

    area: Area
    kind: str
    seed: int


@dataclass(slots=True)
class Sheet:
    """All that is placed on a page."""

    width: int
    height: int
    lines: list[SheetLine] = field(default_factory=list)
    rules: list[Area] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
