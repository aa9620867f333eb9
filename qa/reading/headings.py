"""Where an article's title stands in the file that it was read from."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.reading.origin import Source
from qa.records import Article, Piece

__all__ = ["placed"]

_BEFORE = 4_000  # characters of the file before the text in which its title is looked for


def placed(article: Article, source: Source) -> Article:
    """Return an article that knows where its title stands in its file's text.

    It is the nearest place before the article's own text that has the title's characters, white
    space apart: lines may break in it. An article whose file does not have it so is unchanged, and
    one that knows it already.
    """
    origin = article.origin
    if origin is None or origin.title or not origin.pieces or not article.title.strip():
        return article
    text = source.text
    first = min(piece.file_start for piece in origin.pieces)
    pattern = re.compile(r"\s*".join(map(_character, article.title)))
    found = list(pattern.finditer(text, max(0, first - _BEFORE), first))
    pieces = _pieces(article.title, text, found[-1].start()) if found else ()
    title = source.places_of(pieces)
    return replace(article, origin=replace(origin, title=pieces, title_places=title))


def _character(char: str) -> str:
    return r"\s" if char.isspace() else re.escape(char)


def _pieces(title: str, text: str, at: int) -> tuple[Piece, ...]:
    """Return the runs of a title that stand unbroken in a text, the first of them at ``at``."""
    pieces: list[Piece] = []
    same = True
    for place, char in enumerate(title):
        while text[at].isspace() and not char.isspace():
            at += 1
        last = pieces[-1] if pieces else None
        if last and at == last.file_start + last.length and same and char == text[at]:
            pieces[-1] = replace(last, length=last.length + 1)
        else:
            pieces.append(Piece(start=place, file_start=at, length=1))
        same = char == text[at]
        at += 1
    return tuple(pieces)
