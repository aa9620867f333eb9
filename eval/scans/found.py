"""What was read of a page: its articles as characters, each with its place on the picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.reading.scan.page import Box
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.places import PlacedBox, Places
    from qa.records import Article

__all__ = ["FoundArticle", "FoundCharacter", "as_found"]


@dataclass(frozen=True, slots=True)
class FoundCharacter:
    """A character that was read; ``box`` is None for what is not printed, such as a line feed."""

    text: str
    box: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article that was read.

    ``rectangles`` are those that a citation of ``text[start:end]`` shows on the picture.
    """

    title: tuple[FoundCharacter, ...]
    text: tuple[FoundCharacter, ...]
    rectangles: Callable[[int, int], Sequence[Box]]


def as_found(article: Article) -> FoundArticle:
    """Return an article of a scan of one page with the places that its origin has."""
    origin = article.origin
    return FoundArticle(
        title=_characters(article.title, origin.title_places if origin else None),
        text=_characters(article.text, origin.places if origin else None),
        rectangles=lambda start, end: [
            _box(box) for box in cite(article, Span(start=start, end=end)).boxes
        ],
    )


def _characters(text: str, places: Places | None) -> tuple[FoundCharacter, ...]:
    return tuple(
        FoundCharacter(character, _box(place.box) if places and (place := places.at(i)) else None)
        for i, character in enumerate(text)
    )


def _box(placed: PlacedBox) -> Box:
    return Box(placed.left, placed.top, placed.width, placed.height)
