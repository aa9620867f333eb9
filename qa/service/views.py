"""What pages show of an archive: quotations in their sentences, an article beside its file."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import ReadError
from qa.quoting import holds_many
from qa.reading.files import text_of
from qa.reading.originals import has_pages, is_in_file
from qa.records import Imprint, Span, Where
from qa.service.citations import FORMS
from qa.service.histogram import histogram
from qa.service.marking import Lit, lit, quoted, snippet, spans_in_file, window
from qa.service.originals import opened_file, original
from qa.service.printed import PageView, pages_of, pages_quoted
from qa.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa import Archive, Article, Citation, Facet, Hit
    from qa.service.bodies import Filter
    from qa.service.histogram import Histogram

__all__ = [
    "Choices",
    "Found",
    "Group",
    "Now",
    "OriginalView",
    "Paragraphs",
    "Source",
    "by_article",
    "choices",
    "grouped",
    "now",
    "original_view",
    "paragraphs",
    "reference",
    "sources",
]

_WHOLE = 12_000
"""Characters of a file up to which all of it is shown at once."""
_AROUND = 3_000
_PAGES = 4
"""Pages of a PDF or a scan that are shown at once, at most."""
_LARGEST = 3_000_000
"""Characters of a file that are shown at most."""
_BYTES = 200_000_000
_TAKEN_BYTES = 20_000_000  # of a file whose text has to be taken out of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A citation as it is shown: the quotation in its sentences, and what to cite it by."""

    citation: Citation
    article: Article
    sentence: Lit
    reference: str

    @property
    def file(self) -> str | None:
        """The name of the file."""
        return Path(self.citation.file).name if self.citation.file else None

    @property
    def in_many(self) -> bool:
        """Whether the file has many articles, so that the place in it says nothing."""
        return holds_many(self.citation.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that a search found: the part of the article to show, and its best sentence there."""

    shown: Lit
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An article that a search found: its best hit, and its places, that of the best one first.

    ``source``: the paper; ``imprint``: where in that.
    """

    hit: Hit
    source: str
    imprint: Imprint | None
    places: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a list can be narrowed to: bars over time, and by facet the values with their counts."""

    histogram: Histogram | None
    facets: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What a changed file is now."""

    sha256: str
    modified: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """An article's text, a paragraph a line; ``first`` and ``last``: where the lit part is."""

    parts: tuple[Lit, ...]
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalView:
    """An article's file. ``problem``: the name of a text that says why it is not shown."""

    name: str
    text: Lit | None = None
    problem: str | None = None
    detail: str = ""
    pages: tuple[PageView, ...] = ()
    taken: bool = False
    more: bool = False


def reference(article: Article, page: int | None) -> str:
    """Return the article's reference as GB/T 7714 has it."""
    return FORMS["gbt7714"][1](article, page).strip()


def sources(archive: Archive, citations: Iterable[Citation]) -> list[Source]:
    """Return citations as they are shown, in their order."""
    articles: dict[str, Article] = {}
    made = []
    for one in citations:
        if one.article_id not in articles:
            articles[one.article_id] = archive.get(one.article_id)
        article = articles[one.article_id]
        made.append(
            Source(
                citation=one,
                article=article,
                sentence=quoted(article.of_field(one.field).text, one.span),
                reference=reference(article, one.page),
            )
        )
    return made


def by_article(hits: Iterable[Hit]) -> list[list[Hit]]:
    """Return hits with those of one article together, in the order of the best ones."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.chunk.article_id, []).append(hit)
    return list(groups.values())


def grouped(archive: Archive, articles: Iterable[Sequence[Hit]], query: str) -> list[Group]:
    """Return hits that :func:`by_article` put together as they are shown."""
    there = ((own, archive.get(own[0].chunk.article_id)) for own in articles)
    return [
        Group(
            hit=own[0],
            source=article.source or "",
            imprint=article.imprint,
            places=_places(own, query),
        )
        for own, article in there
    ]


def _places(hits: Iterable[Hit], query: str) -> tuple[Found, ...]:
    """Return the best hit's place, and the others that have words of the query.

    Chunks overlap: what is shown of one place is not shown again as another.
    """
    places: list[Found] = []
    shown: list[Span] = []
    for hit in hits:
        part, at = snippet(hit.chunk.text, query), hit.chunk.start
        span = Span(start=at + part.span.start, end=at + part.span.end)
        is_again = any(span.meets(one) for one in shown)
        if is_again or (places and part.shown.first is None):
            continue
        shown.append(span)
        places.append(Found(shown=part.shown, start=at + part.best.start, end=at + part.best.end))
    return tuple(places)


def choices(archive: Archive, asked: Filter) -> Choices:
    """Return what the articles of a filter can be narrowed to; each choice as if not yet made."""
    where = asked.where or Where()
    months = archive.facets("month", where=replace(where, since=None, until=None))
    values = {
        by: _counted(archive.facets(by, where=replace(where, **{by: None})))
        for by in ("source", "tag")
    }
    return Choices(
        histogram=histogram(months, since=asked.since, until=asked.until),
        facets=(*values.items(), ("year", _years(months))),
    )


def _counted(facets: Iterable[Facet]) -> tuple[tuple[str, int], ...]:
    """Return the values that there are, the commonest first."""
    there = ((one.value, one.count) for one in facets if one.value)
    return tuple(sorted(there, key=lambda pair: (-pair[1], pair[0])))


def _years(months: Iterable[Facet]) -> tuple[tuple[str, int], ...]:
    """Return how many articles there are of each year, the last first."""
    years: Counter[str] = Counter()
    for one in months:
        if one.value:
            years[one.value[:4]] += one.count
    return tuple(sorted(years.items(), reverse=True))


def paragraphs(text: str, span: Span | None) -> Paragraphs:
    """Return a text in paragraphs, one of its spans lit."""
    parts, at = [], 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            parts.append(lit(text, [span] if span else [], start=at, end=end))
        at = end + 1
    shining = [n for n, part in enumerate(parts) if part.first is not None]
    first, last = (shining[0], shining[-1]) if shining else (None, None)
    return Paragraphs(parts=tuple(parts), first=first, last=last)


def original_view(article: Article, span: Span | None, *, whole: bool) -> OriginalView | None:
    """Return the article's file, the characters of ``span`` lit in it; None without a file.

    A long file is shown around them unless ``whole``. Of a PDF or a scan the pages are shown
    on which the span stands, or the article.
    """
    origin = article.origin
    if origin is None:
        return None
    name = Path(origin.file).name
    shown = span or Span(start=0, end=len(article.text))
    try:
        if has_pages(origin):
            original(article).file.close()  # nothing is shown of another file
            pages = pages_quoted(article, span)[:_PAGES] if span else pages_of(article, most=_PAGES)
            return OriginalView(name=name, pages=pages)
        text = _text(article)
    except Problem as problem:
        return OriginalView(name=name, problem="", detail=problem.detail)
    if text is None:
        return OriginalView(name=name, problem="original.large")
    if not is_in_file(article, text, shown.start, shown.end):
        return OriginalView(name=name, problem="original.other")
    spans = spans_in_file(origin, span.start, span.end) if span else []
    place = origin.locate(shown.start, shown.end) if shown.end else Span(start=0, end=0)
    start, end = 0, len(text)
    if end > (_LARGEST if whole else _WHOLE):
        near = Span(start=place.start, end=min(place.end, place.start + _WHOLE))
        part = window(text, near, around=_AROUND)
        start, end = part.start, part.end
    return OriginalView(
        name=name,
        text=lit(text, spans, start=start, end=end),
        taken=_is_taken(article),
        more=end - start < len(text) <= _LARGEST,
    )


def now(article: Article) -> Now | None:
    """Return what the article's file is now; None where there is no such file."""
    try:
        with opened_file(article) as file:
            about = os.fstat(file.fileno())
            found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    except Problem:
        return None
    return Now(sha256=found, modified=dt.datetime.fromtimestamp(about.st_mtime, tz=dt.UTC))


def _is_taken(article: Article) -> bool:
    """Whether the text is not the file itself: that of a web page, of a Word file."""
    encoding = article.origin.encoding if article.origin else ""
    return ":" in encoding or encoding in ("docx", "feed")


def _text(article: Article) -> str | None:
    """Return the file's text; None for a file that is too large. Raises :class:`Problem`."""
    opened = original(article)
    with opened.file as file:
        if article.origin is None or opened.size > (_TAKEN_BYTES if _is_taken(article) else _BYTES):
            return None
        data = file.read()
    try:
        return text_of(data, article.origin)
    except ReadError as error:
        raise Problem("unreadable", str(error)) from error
