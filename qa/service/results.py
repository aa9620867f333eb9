"""What answers say that ``--json`` does not: one record a shape."""

from __future__ import annotations

from dataclasses import dataclass

from qa import Article, Correction, Facet, Holdings, Origin, Piece
from qa.service.printed import PageView

__all__ = ["Boxes", "Counts", "Job", "Served", "Stand", "WholeArticle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An archive that is served; ``problem``: why it cannot be read now, ``holdings`` None then."""

    name: str
    holdings: Holdings | None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """Where a quotation is printed, page by page; ``text_confidence`` as in a citation."""

    article_id: str
    start: int
    end: int
    field: str
    quote: str
    text_confidence: float | None
    pages: tuple[PageView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many articles there are of each value."""

    by: str
    items: tuple[Facet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where an article stands in its file: :class:`qa.Origin` without the places on a scan.

    ``page_sizes``: width and height in dots of the pictures of a scan's pages; ``page_turns``: by
    how many quarters clockwise each is turned from how it lies in the file, empty where none is.
    """

    file: str
    encoding: str
    sha256: str
    pieces: tuple[Piece, ...]
    pages: tuple[int, ...]
    title: tuple[Piece, ...]
    page_sizes: tuple[tuple[int, int], ...]
    page_turns: tuple[int, ...]

    @classmethod
    def of(cls, origin: Origin) -> Stand:
        """Return it for an origin."""
        places = origin.places or origin.title_places
        return cls(
            file=origin.file,
            encoding=origin.encoding,
            sha256=origin.sha256,
            pieces=origin.pieces,
            pages=origin.pages,
            title=origin.title,
            page_sizes=places.sizes if places else (),
            page_turns=places.turns if places else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeArticle:
    """What an article has beside the fields of a list: see :class:`qa.Article`."""

    text: str
    pull_quotes: tuple[str, ...]
    origin: Stand | None
    corrections: tuple[Correction, ...]

    @classmethod
    def of(cls, article: Article) -> WholeArticle:
        """Return it for an article."""
        return cls(
            text=article.text,
            pull_quotes=article.pull_quotes,
            origin=Stand.of(article.origin) if article.origin else None,
            corrections=article.corrections,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An import, or a list of questions: ``kind`` is ``import`` or ``questions``.

    ``state``: ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``. ``done`` of
    ``files`` are read, or ``done`` of ``questions`` answered; ``problem`` says why it failed, or
    what it waits for. ``result`` is what ``kanbao add --json``, or ``kanbao ask --questions
    --json``, prints, once it is done.
    """

    id: str
    archive: str
    state: str
    files: int
    kind: str = "import"
    questions: int | None = None
    done: float = 0.0
    problem: str | None = None
