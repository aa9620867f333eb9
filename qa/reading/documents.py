"""What the readers of documents share: a document's text with its metadata, and its one article."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from qa.errors import ReadError
from qa.places import Places
from qa.reading import line_shapes
from qa.reading.furniture import lead_date
from qa.reading.origin import NOTHING, About, Part, Source
from qa.records import Article, DateFrom, LeftOut, Piece, Reading, Repair

__all__ = ["Decoded", "library", "read_parts", "whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file's bytes; ``encoding`` and ``pages`` as in :class:`qa.records.Origin`.

    ``parts`` are the articles of a file of several that says where each stands.
    ``headlines``: where an article surely begins, as its type shows. ``heads``: what is printed at
    the edges of pages and not in the text, and where those begin in it. ``left_out``, ``repairs``
    and ``notes`` are those of :class:`qa.records.Reading` that are known before the text is
    taken apart to articles. ``read`` does that, where only who took the text out of the file knows
    what stands where. ``places``: where each character of a scan's text is on its pages.
    """

    text: str
    encoding: str
    pages: tuple[int, ...] = ()
    headlines: tuple[int, ...] = ()
    heads: tuple[tuple[int, str], ...] = ()
    about: About = NOTHING
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    repairs: tuple[Repair, ...] = ()
    notes: tuple[str, ...] = ()
    read: Callable[[Source], Reading] | None = None
    places: Places | None = None


@contextlib.contextmanager
def library(
    name: str, kind: str, *, remedy: str = "open it in another program and save it anew"
) -> Iterator[None]:
    """Turn whatever a library raises on a file that is not ``kind`` into :class:`ReadError`.

    The libraries do not say what they raise on damaged files (``KeyError``, ``zlib.error``,
    lxml's, ...), so that nothing narrower would do.
    """
    try:
        yield
    except (ReadError, ModuleNotFoundError):  # the second: see qa.reading.files
        raise
    except zipfile.BadZipFile as error:
        raise ReadError(
            f"{name}: cannot be read as {kind}: cut off or damaged ({error}): "
            "copy or fetch it again"
        ) from error
    except Exception as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise ReadError(f"{name}: cannot be read as {kind}: {what}; {remedy}") from error


def whole(
    source: Source, *, about: About, text: str, pieces: Iterable[Piece], number: int = 1
) -> Article:
    """Return an article of a document; what its metadata lack its first line may say.

    ``number`` counts the document's articles from 1.
    """
    own = None if about.date else lead_date(text)
    return Article(
        id=f"{source.stem}-{number}",
        title=about.title,
        text=text,
        date=about.date or own,
        date_from=DateFrom.DATELINE if own else about.date_from,
        byline=about.byline or line_shapes.byline_in_lead(text),
        source=about.source,
        tags=about.tags,
        captions=about.captions,
        imprint=about.imprint,
        origin=source.origin(pieces),
    )


def read_parts(source: Source) -> Reading:
    """Return the articles of a document that says where each stands: a web page, a feed."""
    articles = []
    for number, part in enumerate(source.parts, start=1):
        piece = Piece(start=0, file_start=part.start, length=part.end - part.start)
        text = source.text[part.start : part.end]
        articles.append(whole(source, about=part.about, text=text, pieces=[piece], number=number))
    return Reading(articles=tuple(articles))
