"""Where the characters of a recognised text are on the pictures of its pages.

Places are in dots of a page's picture, from its upper left corner, as the file has it, or turned by
quarters where it lies on its side there. A text of a newspaper has thousands of characters: their
places are packed, 12 bytes each.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

__all__ = ["UNSURE", "Place", "PlacedBox", "Places"]

UNSURE = 0.6
"""Recognised characters of less confidence are said to be unsure: look at the scan."""

_PACKED = struct.Struct("<6H")  # page, left, top, width, height, confidence
_NOWHERE = bytes(_PACKED.size)
_MOST = 65_535  # of dots, pages and steps of confidence
_MARKS = frozenset("，。、；：？！“”‘’「」『』《》〈〉（）【】…—·")
_GAP = 1.5  # of a character's size: what lies further apart on a line has a rectangle of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBox:
    """A rectangle in dots of the picture of ``page``, which counts from 1."""

    page: int
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one character is, and how sure the recogniser was that it is this one, in [0, 1]."""

    box: PlacedBox
    confidence: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of a text is; nothing for a line feed, and for what is not printed.

    ``packed`` has 12 bytes a code point: six numbers of 16 bits, the lowest byte first: page (0 for
    a character without a place), left, top, width, height, and confidence from 0 to 65,535.
    ``sizes`` are the width and height in dots of the pictures of the pages, in order: page 1 first.
    ``turns``: by how many quarters clockwise each is turned from how it lies in the file, to stand
    upright; empty where none is. Two are equal where all that is. Raises ``ValueError`` for bytes
    that are no whole characters.
    """

    packed: bytes
    sizes: tuple[tuple[int, int], ...]
    turns: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.packed) % _PACKED.size:
            raise ValueError(f"{len(self.packed)} bytes of places: not 12 a character")

    @classmethod
    def of(
        cls,
        places: Iterable[Place | None],
        sizes: Sequence[tuple[int, int]],
        turns: Sequence[int] = (),
    ) -> Places:
        """Return the places of the characters of a text, in its order; None: it has none.

        Raises ``ValueError`` for a page that ``sizes`` does not have and for numbers of dots that
        are under 0 or over 65,535.
        """
        packed = b"".join(_pack(place, len(sizes)) for place in places)
        return cls(packed, tuple(sizes), tuple(turns) if any(turns) else ())

    def __len__(self) -> int:
        """Return the number of code points."""
        return len(self.packed) // _PACKED.size

    def __bool__(self) -> bool:
        """Return whether a character has a place."""
        return any(self.packed)

    def at(self, position: int) -> Place | None:
        """Return where the character at ``position`` is; None if it has no place.

        Raises ``IndexError`` for a position that the text does not have.
        """
        if not 0 <= position < len(self):
            raise IndexError(f"no character {position}: there are {len(self)}")
        page, left, top, width, height, sure = _PACKED.unpack_from(
            self.packed, position * _PACKED.size
        )
        if not page:
            return None
        box = PlacedBox(page=page, left=left, top=top, width=width, height=height)
        return Place(box=box, confidence=round(sure / _MOST, 4))

    def between(self, start: int, end: int) -> Iterator[Place]:
        """Yield the places of those characters in ``[start, end)`` that have one, in order."""
        for position in range(max(0, start), min(end, len(self))):
            if place := self.at(position):
                yield place

    def boxes(self, start: int, end: int) -> tuple[PlacedBox, ...]:
        """Return the rectangles that cover the characters in ``[start, end)``, in their order.

        There is one for each run of neighbours on a printed line, horizontal or vertical.
        """
        found: list[PlacedBox] = []
        last: PlacedBox | None = None
        for place in self.between(start, end):
            box = place.box
            if last and _follows(last, box) and _straight(found[-1], last, box):
                found[-1] = _around(found[-1], box)
            else:
                found.append(box)
            last = box
        return tuple(found)

    def confidence(self, start: int, end: int, *, text: str) -> float | None:
        """Return how sure the least sure character in ``[start, end)`` is, in [0, 1].

        A quotation with one wrong character is wrong. ``text`` is the whole text: its punctuation
        does not count, of which a recogniser is never sure in vertical lines. None where nothing
        else has a place.
        """
        found = (
            place.confidence
            for position in range(max(0, start), min(end, len(self)))
            if text[position] not in _MARKS and (place := self.at(position))
        )
        return min(found, default=None)

    def page(self, start: int, end: int) -> int | None:
        """Return the page of the first character in ``[start, end)`` that has a place."""
        first = next(self.between(start, end), None)
        return first.box.page if first else None

    def cut(self, runs: Iterable[tuple[int, int]]) -> Places:
        """Return the places of a text made of runs of this one: where each begins, its length."""
        size = _PACKED.size
        parts = (self.packed[start * size : (start + length) * size] for start, length in runs)
        return replace(self, packed=b"".join(parts))

    def turn(self, page: int) -> int:
        """Return by how many quarters clockwise the picture of a page, from 1, is turned."""
        return self.turns[page - 1] if page <= len(self.turns) else 0


def _pack(place: Place | None, pages: int) -> bytes:
    if place is None:
        return _NOWHERE
    box, sure = place.box, place.confidence
    numbers = (box.page, box.left, box.top, box.width, box.height)
    if not 1 <= box.page <= pages:
        raise ValueError(f"a character on page {box.page} of {pages}")
    if not all(0 <= number <= _MOST for number in numbers) or not 0 <= sure <= 1:
        raise ValueError(f"a character without a place on a page: {place}")
    return _PACKED.pack(*numbers, round(sure * _MOST))


def _follows(last: PlacedBox, box: PlacedBox) -> bool:
    """Whether a character stands beside the one before it, to its right or under it."""
    if last.page != box.page:
        return False
    size = max(last.width, last.height, box.width, box.height)
    return _beside(last, box, size) or _under(last, box, size)


def _beside(last: PlacedBox, box: PlacedBox, size: int) -> bool:
    level = last.top <= box.top + box.height / 2 < last.bottom or (
        box.top <= last.top + last.height / 2 < box.bottom
    )
    return level and last.left < box.left <= last.right + _GAP * size


def _under(last: PlacedBox, box: PlacedBox, size: int) -> bool:
    level = last.left <= box.left + box.width / 2 < last.right or (
        box.left <= last.left + last.width / 2 < box.right
    )
    return level and last.top < box.top <= last.bottom + _GAP * size


def _straight(run: PlacedBox, last: PlacedBox, box: PlacedBox) -> bool:
    """Whether a character goes on in the direction of the run that ends with ``last``."""
    if run == last:
        return True
    size = max(last.width, last.height, box.width, box.height)
    goes_down = run.top < last.top and run.height > run.width
    return _under(last, box, size) if goes_down else _beside(last, box, size)


def _around(one: PlacedBox, two: PlacedBox) -> PlacedBox:
    left, top = min(one.left, two.left), min(one.top, two.top)
    width, height = max(one.right, two.right) - left, max(one.bottom, two.bottom) - top
    return PlacedBox(page=one.page, left=left, top=top, width=width, height=height)
