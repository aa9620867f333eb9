"""A PDF of which some pages are text and others pictures: one text, its pages in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from qa.places import Places
from qa.reading.documents import Decoded
from qa.reading.newspaper import read_page
from qa.reading.origin import Source
from qa.records import Article, LeftOut, Piece, Reading

__all__ = ["mixed"]

_BREAK = "\n\f\n"
_PLACE = 12  # bytes a character, of Places


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Pages of a file as they were decoded; ``starts`` is where each begins in the whole text."""

    made: Decoded
    starts: tuple[int, ...]

    def moved(self, piece: Piece) -> Iterator[Piece]:
        """Yield a piece where it stands in the whole text: in several, if pages are in it."""
        ends = (*self.made.pages[1:], len(self.made.text))
        for start, end, there in zip(self.made.pages, ends, self.starts, strict=True):
            low, high = max(piece.file_start, start), min(piece.file_start + piece.length, end)
            if low < high:
                yield Piece(
                    start=piece.start + low - piece.file_start,
                    file_start=there + low - start,
                    length=high - low,
                )

    def place(self, offset: int) -> int:
        """Return where a place of the part's text is in the whole."""
        return next(self.moved(Piece(start=0, file_start=offset, length=1))).file_start


def mixed(text: Decoded, scan: Decoded) -> Decoded:
    """Return the pages of ``text`` and of ``scan`` as one text.

    Both have all pages of the file; what a page does not have of its own is "" there.
    """
    pages = [one or other for one, other in zip(_pages(text), _pages(scan), strict=True)]
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + len(_BREAK))
    parts = [_Part(made=made, starts=tuple(starts)) for made in (text, scan)]
    return Decoded(
        text=_BREAK.join(pages),
        encoding=f"pdf+{scan.encoding}",
        pages=tuple(starts),
        about=text.about,
        left_out=(*_shifted(parts[0], text.left_out), *_shifted(parts[1], scan.left_out)),
        notes=text.notes + scan.notes,
        read=partial(_read, parts=parts),
        places=_places(scan, pages),
    )


def _pages(made: Decoded) -> list[str]:
    ends = [*(start - len(_BREAK) for start in made.pages[1:]), len(made.text)]
    return [made.text[start:end] for start, end in zip(made.pages, ends, strict=True)]


def _places(scan: Decoded, pages: Sequence[str]) -> Places | None:
    """Return the places of the whole text: those of its recognised pages."""
    if scan.places is None:
        return None
    parts = []
    for start, own, page in zip(scan.pages, _pages(scan), pages, strict=True):
        parts.append(
            scan.places.cut([(start, len(own))]).packed if own else bytes(_PLACE * len(page))
        )
    return replace(scan.places, packed=bytes(_PLACE * len(_BREAK)).join(parts))


def _read(source: Source, *, parts: Sequence[_Part]) -> Reading:
    """Return the articles of all pages, those of the text layer and of pictures apart."""
    readings = [_part_of(source, part) for part in parts]
    articles = sorted((article for reading in readings for article in reading.articles), key=_first)
    return Reading(
        articles=tuple(
            replace(article, id=f"{source.stem}-{number}")
            for number, article in enumerate(articles, start=1)
        ),
        left_out=tuple(one for reading in readings for one in reading.left_out),
        repairs=tuple(one for reading in readings for one in reading.repairs),
        notes=tuple(one for reading in readings for one in reading.notes),
        unread=tuple(one for reading in readings for one in reading.unread),
    )


def _first(article: Article) -> int:
    pieces = article.origin.pieces if article.origin else ()
    return min((piece.file_start for piece in pieces), default=0)


def _part_of(source: Source, part: _Part) -> Reading:
    made = part.made
    own = replace(
        source,
        text=made.text,
        pages=made.pages,
        headlines=made.headlines,
        heads=made.heads,
        about=made.about,
        places=made.places,
    )
    reading = (made.read or read_page)(own)
    return replace(
        reading,
        articles=tuple(_moved(article, source, part) for article in reading.articles),
        left_out=tuple(_shifted(part, reading.left_out)),
    )


def _moved(article: Article, source: Source, part: _Part) -> Article:
    origin = article.origin
    if origin is None:
        return article

    def later(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        return tuple(moved for piece in pieces for moved in part.moved(piece))

    moved = replace(
        origin, pieces=later(origin.pieces), title=later(origin.title), pages=source.pages
    )
    return replace(article, origin=moved)


def _shifted(part: _Part, left_out: Iterable[LeftOut]) -> Iterator[LeftOut]:
    for one in left_out:
        if one.start is None or one.end is None:
            yield one
        else:
            start = part.place(one.start)
            yield replace(one, start=start, end=start + one.end - one.start)
