"""What the addresses of pages may say: one record a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

from qa.service.bodies import DigestLimit, FieldName, Filter, ListQuery
from qa.service.schema import Among, Range, read_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "PER_LIST_PAGE",
    "PER_PAGE",
    "ArticlePage",
    "ArticlesPage",
    "AskPage",
    "DigestPage",
    "ListPage",
    "SearchPage",
    "read_address",
]

_T = TypeVar("_T")
_Words = Annotated[str, Range(0, 1000)]
_Place = Annotated[int, Range(0, 100_000_000)] | None

PER_PAGE = 10
"""Articles that were found, on a page."""

PER_LIST_PAGE = 20
"""Rows of a list of questions, on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage(Filter):
    """问: a question."""

    q: _Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Filter):
    """搜: a text, and which page of the articles found: ``sheet``."""

    q: _Words = ""
    sheet: Annotated[int, Range(1, 20)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage(Filter):
    """综述: a topic, in at most ``limit`` sentences; or ``article``, an id, and what to write."""

    q: _Words = ""
    limit: DigestLimit = 12
    article: str | None = None
    kind: Annotated[str, Among(("headline", "brief", "summary"))] = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesPage(ListQuery):
    """文章: a page of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list of questions: which of its rows, and which page of them: ``sheet``."""

    show: Annotated[str, Among(("all", "answered", "refused", "problems"))] = "all"
    sheet: Annotated[int, Range(1, 1000)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article, and a quotation in its text or title.

    ``check``: its file is to be read again; ``whole``: all of the file is to be shown.
    """

    start: _Place = None
    end: _Place = None
    field: FieldName = "text"
    check: bool = False
    whole: bool = False


def read_address(kind: type[_T], given: Iterable[tuple[str, str]]) -> _T:
    """Return the query string of a page as a record; what a form left empty is not given."""
    words: dict[str, list[str]] = {}
    for name, value in given:
        if value.strip():
            words.setdefault(name, []).append(value.strip())
    return read_words(kind, words)
