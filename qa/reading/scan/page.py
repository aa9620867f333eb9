"""A page as it was recognised: lines of characters, each with its place on the picture.

Places are in dots of the picture as the file has it, from its upper left corner. One that was
scanned on its side or upside down is turned by quarters first; a page a little askew stays so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Box", "Character", "Line", "ScanPage", "around"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in dots: ``left`` and ``top`` from 0, ``width`` and ``height`` over 0."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first dot to the right of it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first dot under it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Character:
    """One code point, where it is on the picture, and how sure that is, in [0, 1]."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line, its characters in the order in which they are read.

    ``vertical``: from the top down, the next line to the left.
    """

    characters: tuple[Character, ...]
    vertical: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(character.text for character in self.characters)

    @property
    def box(self) -> Box:
        """The rectangle around its characters."""
        return around(character.box for character in self.characters)

    @property
    def size(self) -> int:
        """How large its type is, in dots: its height, or the width of a vertical line."""
        return self.box.width if self.vertical else self.box.height


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPage:
    """A page of a scan: ``number`` from 1, ``width`` and ``height`` of its picture in dots.

    ``lines`` are in no order. ``rules`` are straight lines printed between columns or articles.
    ``turn``: by how many quarters, clockwise, the file's picture was turned to stand upright; all
    else is said of the upright picture.
    """

    number: int
    width: int
    height: int
    lines: tuple[Line, ...]
    rules: tuple[Box, ...] = ()
    turn: int = 0


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around at least one."""
    all_boxes = tuple(boxes)
    left = min(box.left for box in all_boxes)
    top = min(box.top for box in all_boxes)
    width = max(box.right for box in all_boxes) - left
    return Box(left, top, width, max(box.bottom for box in all_boxes) - top)
