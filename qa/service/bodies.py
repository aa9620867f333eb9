"""What requests may say: one record a request, with the limits of each field.

The same fields in a JSON body and, where a GET takes them, in its query.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from qa import Where
from qa.service.schema import Among, Range

MOST_OF_DIGEST = 100
"""Sentences of a digest, at most."""
DigestLimit = Annotated[int, Range(1, MOST_OF_DIGEST)]
"""How many sentences a digest may have."""
FieldName = Annotated[str, Among(("text", "title"))]
"""Of what of an article a span is."""

__all__ = [
    "MOST_OF_DIGEST",
    "ArticleBody",
    "Asked",
    "Batch",
    "BoxesQuery",
    "CitationQuery",
    "CorrectionBody",
    "DigestBody",
    "FacetQuery",
    "Filter",
    "ImportFields",
    "ListFields",
    "ListQuery",
    "Login",
    "PictureQuery",
    "ScriptChoice",
    "SearchBody",
    "SummaryBody",
]

_Words = Annotated[str, Range(1, 1000)]
_Ids = Annotated[tuple[str, ...], Range(1, 1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which articles are meant: :class:`qa.Where`."""

    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    tag: str | None = None
    ids: _Ids | None = None
    page: str | None = None
    section: str | None = None

    @property
    def where(self) -> Where | None:
        """The filter; None if all articles are meant."""
        where = Where(
            since=self.since,
            until=self.until,
            source=self.source,
            tag=self.tag,
            ids=self.ids,
            page=self.page,
            section=self.section,
        )
        return None if where == Where() else where


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery(Filter):
    """A page of articles: ``cursor`` is what the page before gave as ``next``."""

    cursor: str | None = None
    limit: Annotated[int, Range(1, 200)] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetQuery(Filter):
    """What the articles are counted by."""

    by: Annotated[str, Among(("year", "month", "source", "tag", "page", "section"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBody(Filter):
    """:meth:`qa.Archive.search`: only by words where ``arms`` is ``["sparse"]``, without models."""

    text: _Words
    k: Annotated[int, Range(1, 200)] = 10
    arms: Annotated[tuple[Annotated[str, Among(("dense", "sparse"))], ...], Range(1, 2)] = (
        "dense",
        "sparse",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Filter):
    """:meth:`qa.Archive.ask`."""

    question: _Words
    k: Annotated[int, Range(1, 20)] = 5
    verbatim: bool = True
    threshold: Annotated[float, Range(0, 1)] | None = None
    today: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Several questions, answered one after the other, other people's between them."""

    questions: Annotated[tuple[Asked, ...], Range(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestBody(Filter):
    """:meth:`qa.Archive.digest`: of a question, or without one of the articles of ``ids``."""

    question: _Words | None = None
    k: Annotated[int, Range(1, 200)] | None = None
    limit: DigestLimit = 12
    today: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryBody:
    """:meth:`qa.Archive.summarize_many`."""

    ids: Annotated[tuple[str, ...], Range(1, 100)]
    kind: Annotated[str, Among(("headline", "brief", "summary"))] = "brief"
    length: Annotated[int, Range(1, 10_000)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBody:
    """An article that comes from no file; its id is in the address."""

    text: str
    title: str = ""
    date: dt.date | None = None
    byline: str | None = None
    source: str | None = None
    tags: Annotated[tuple[str, ...], Range(0, 100)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionBody:
    """:meth:`qa.Archive.correct`: what a span of the text or title, or all of it, is to be."""

    text: str
    start: Annotated[int, Range(0, 100_000_000)] | None = None
    end: Annotated[int, Range(0, 100_000_000)] | None = None
    field: FieldName = "text"
    by: Annotated[str, Range(1, 100)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationQuery:
    """A span of the article's text or title, and how to write down where it stands.

    Without a span the article as a whole is cited, which ``json`` and ``evidence`` cannot.
    """

    start: Annotated[int, Range(0, 100_000_000)] | None = None
    end: Annotated[int, Range(1, 100_000_000)] | None = None
    field: FieldName = "text"
    as_: Annotated[str, Among(("json", "gbt7714", "bibtex", "ris", "csl", "evidence"))] = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxesQuery:
    """A span of the article's text or title."""

    start: Annotated[int, Range(0, 100_000_000)]
    end: Annotated[int, Range(1, 100_000_000)]
    field: FieldName = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureQuery:
    """How wide a page is to be drawn, in dots; a scan no larger than it is."""

    width: Annotated[int, Range(200, 4000)] = 1400


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """What the page's form sends: a key, and where to go then."""

    key: str
    next: str = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptChoice:
    """What the page's switch sends: as it is printed, simplified, traditional."""

    script: Annotated[str, Among(("", "hans", "hant"))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChoice:
    """What the page's other switch sends: the language of its own words."""

    language: Annotated[str, Among(("zh-Hans", "en"))] = "zh-Hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFields:
    """What is noted for articles of the uploaded files that do not say it themselves.

    ``field`` says what the fields of an article are called in tables, JSON and XML: ``text=稿件``,
    one a line.
    """

    source: str | None = None
    date: dt.date | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFields:
    """What holds for all questions of a list whose rows do not say it themselves."""

    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    tag: str | None = None
    k: Annotated[int, Range(1, 20)] = 5
    threshold: Annotated[float, Range(0, 1)] | None = None
    today: dt.date | None = None
