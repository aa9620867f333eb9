"""From places in a file to an article's text and the map back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa.places import Places
from qa.reading.line_shapes import latin_joint
from qa.records import DateFrom, Imprint, Origin, Piece, Span

__all__ = ["LINE_ENDS", "NOTHING", "About", "Part", "Source", "assemble", "stem_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document's metadata say of it; empty where they do not."""

    title: str = ""
    date: dt.date | None = None
    date_from: DateFrom | None = None
    byline: str | None = None
    source: str | None = None
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    imprint: Imprint | None = None


NOTHING = About()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An article of a file that says where each stands: ``text[start:end]``, and of what."""

    start: int
    end: int
    about: About


LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
"""The characters that end a line of a text, the commonest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A decoded file: ``text`` is its whole text, ``file`` the path as it was given.

    ``path`` is the absolute path, links resolved; ``encoding`` and ``pages`` as in :class:`Origin`.
    ``headlines``: where an article surely begins. ``heads``: what is printed at the edges of pages
    and not in ``text``, and where those begin in it. ``parts``: its articles, where it says where
    each stands. ``repair``: what is damaged is left out and said, where the file would be refused
    otherwise. ``fields``: what the fields of its records are called, by their kind. ``places``:
    where each character of ``text`` is on the pictures of a scan's pages.
    """

    file: str
    path: str
    encoding: str
    sha256: str
    text: str
    pages: tuple[int, ...] = ()
    headlines: tuple[int, ...] = ()
    heads: tuple[tuple[int, str], ...] = ()
    about: About = NOTHING
    parts: tuple[Part, ...] = ()
    repair: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    places: Places | None = None

    @classmethod
    def of(
        cls,
        data: bytes,
        *,
        file: str,
        encoding: str,
        text: str,
        pages: tuple[int, ...] = (),
        headlines: tuple[int, ...] = (),
        heads: tuple[tuple[int, str], ...] = (),
        about: About = NOTHING,
        parts: tuple[Part, ...] = (),
        repair: bool = False,
        fields: Mapping[str, str] | None = None,
        places: Places | None = None,
    ) -> Source:
        """Return the source of a file's bytes ``data``."""
        digest = hashlib.sha256(data).hexdigest()
        return cls(
            file=file,
            path=str(Path(file).resolve()),
            encoding=encoding,
            sha256=digest,
            text=text,
            pages=pages,
            headlines=headlines,
            heads=heads,
            about=about,
            parts=parts,
            repair=repair,
            fields=fields or {},
            places=places,
        )

    @property
    def stem(self) -> str:
        """What the ids of the file's articles begin with: its name, a hash of where it is."""
        return stem_of(self.path, name=Path(self.file).name)

    def origin(self, pieces: Iterable[Piece], *, title: Iterable[Piece] = ()) -> Origin:
        """Return the origin of a text made of ``pieces`` of this file, and of its title."""
        text, headline = tuple(pieces), tuple(title)
        return Origin(
            file=self.path,
            encoding=self.encoding,
            sha256=self.sha256,
            pieces=text,
            pages=self.pages,
            title=headline,
            places=self.places_of(text),
            title_places=self.places_of(headline),
        )

    def places_of(self, pieces: Iterable[Piece]) -> Places | None:
        """Return the places of a text made of ``pieces``; None where nothing of it has one."""
        if self.places is None:
            return None
        runs = ((piece.file_start, piece.length) for piece in pieces)
        return self.places.cut(runs) or None


def stem_of(path: str, *, name: str | None = None) -> str:
    """Return what the ids of the articles of a file begin with; ``path`` is absolute.

    ``name`` is the name it was given by, if that was a link of another name.
    """
    name = name or Path(path).name
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape"))
    return f"{name.split('.')[0] or name}-{digest.hexdigest()[:8]}"


def assemble(text: str, paragraphs: Sequence[Sequence[Span]]) -> tuple[str, tuple[Piece, ...]]:
    """Return the article made of spans of the file's ``text``, and where its characters stand.

    The spans of a paragraph are joined as they are, but for a space that stands after a Latin word
    at a line's end. Paragraphs are joined by a line feed, which maps to the line break that stands
    between them in the file.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for start, part in _parts(text, paragraphs):
        parts.append(part)
        pieces.append(Piece(start=length, file_start=start, length=len(part)))
        length += len(part)
    return "".join(parts), tuple(pieces)


def _parts(text: str, paragraphs: Sequence[Sequence[Span]]) -> Iterator[tuple[int, str]]:
    """Yield the runs an article is made of, each with its place in the file."""
    end = 0
    for number, paragraph in enumerate(paragraphs):
        for place, span in enumerate(paragraph):
            if place > 0 and _is_spaced(text, end, span.start):
                yield end, text[end]
            elif place == 0 and number > 0:
                yield _line_break(text, end, span.start), "\n"
            yield span.start, text[span.start : span.end]
            end = span.end


def _is_spaced(text: str, end: int, start: int) -> bool:
    """Whether a line ends at ``end`` with a Latin word and a space, and one begins the next."""
    return text[end] in " \t" and latin_joint(text[end - 1], text[start])


def _line_break(text: str, start: int, end: int) -> int:
    """Return where the line feed in ``text[start:end]`` stands, or what ends the line there."""
    places = (text.find(character, start, end) for character in LINE_ENDS)
    return next(place for place in places if place >= 0)
