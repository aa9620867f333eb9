"""The task ``pages``: a newspaper page to its articles, against a golden list of them.

The data is a folder: for each page ``NAME.txt`` (or another extension) and ``NAME.json``, a list of
objects with ``title``, ``byline`` (or null) and ``text``, one line a paragraph.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from eval.articles import in_half
from eval.errors import DataError, SuiteError
from eval.measures import COST
from eval.measures import PAGES as MEASURES
from eval.tasks.kind import Kind
from qa.reading import read_articles
from qa.records import Article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eval.setup import Setup
    from eval.suite import TaskSpec

__all__ = ["PAGES", "Page"]

_EDGE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's file and the articles that are on it."""

    id: str
    group: str
    path: Path
    articles: tuple[Article, ...]


def _load(spec: TaskSpec) -> list[Page]:
    folder = spec.only_data
    if not folder.is_dir():
        raise SuiteError(f"task {spec.name!r}: data must be a folder of pages, not {folder}")
    golden = sorted(folder.glob("*.json"))
    if not golden:
        raise DataError(f"{folder}: no NAME.json beside a page: an empty set cannot be scored")
    pages = [_page(path) for path in golden]
    known = {file for page in pages for file in (page.path, page.path.with_suffix(".json"))}
    strange = sorted(set(folder.iterdir()) - known)
    if strange:
        raise DataError(f"{strange[0]}: a page without a NAME.json that says what is on it")
    return in_half(pages, spec)[: spec.limit]


def _page(golden: Path) -> Page:
    others = [path for path in golden.parent.glob(f"{golden.stem}.*") if path != golden]
    if len(others) != 1:
        raise DataError(f"{golden}: stands beside {len(others)} files of its name, not one page")
    try:
        articles = tuple(
            Article(
                id=str(number), title=entry["title"], text=entry["text"], byline=entry["byline"]
            )
            for number, entry in enumerate(json.loads(golden.read_text(encoding="utf-8")))
        )
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise DataError(f"{golden}: not a list of title, byline, text: {error!r}") from error
    if not articles:
        raise DataError(f"{golden}: no articles: an empty set cannot be scored")
    return Page(id=golden.stem, group=golden.stem, path=others[0], articles=articles)


def _read(_: Setup, __: TaskSpec, page: Page) -> list[Article]:
    return read_articles(page.path)


def _blocks(_: Setup, __: TaskSpec, page: Page, *, joined: bool) -> list[Article]:
    """Return the page as one article of its lines, or of its blocks between blank lines."""
    text = page.path.read_text(encoding="utf-8-sig")
    blocks = text.split("\n\n") if joined else text.split("\n")
    kept = ["".join(block.split("\n")).strip() for block in blocks]
    first, *rest = [block for block in kept if block]
    return [Article(id="page", title=first, text="\n".join(rest))]


def _score(page: Page, found: Sequence[Article]) -> dict[str, float]:
    by_edges = {_edges(article): article for article in found}
    pairs = [(wanted, by_edges.get(_edges(wanted))) for wanted in page.articles]
    made = {line for article in found for line in article.text.split("\n")}
    wanted = [line for article in page.articles for line in article.text.split("\n")]
    return {
        "boundary_right": float(sum(other is not None for _, other in pairs)),
        "boundary_found": float(len(found)),
        "boundary_wanted": float(len(page.articles)),
        "headline_right": float(
            sum(o is not None and _plain(w.title) == _plain(o.title) for w, o in pairs)
        ),
        "byline_right": float(sum(o is not None and w.byline == o.byline for w, o in pairs)),
        "paragraphs_right": float(sum(line in made for line in wanted)),
        "paragraphs": float(len(wanted)),
        "lost": float(_lost(page, found)),
    }


def _edges(article: Article) -> tuple[str, str]:
    text = _plain(article.text)
    return text[:_EDGE], text[-_EDGE:]


def _plain(text: str) -> str:
    return "".join(text.split())


def _lost(page: Page, found: Sequence[Article]) -> int:
    """Return how many characters of the golden articles are in none that were found."""
    kept = "".join(
        _plain(part)
        for article in found
        for part in (
            article.title,
            article.text,
            article.byline or "",
            *article.pull_quotes,
            *article.captions,
        )
    )
    wanted = "".join(_plain(a.title + a.text + (a.byline or "")) for a in page.articles)
    return sum(max(0, wanted.count(char) - kept.count(char)) for char in set(wanted))


def _detail(page: Page, found: Sequence[Article]) -> dict[str, Any]:
    return {
        "question": page.path.name,
        "references": [_shown(article) for article in page.articles],
        "prediction": [_shown(article) for article in found],
    }


def _shown(article: Article) -> str:
    return f"{article.title}（{article.byline or '无署名'}，{len(article.text)} 字）"


PAGES: Kind[Page, list[Article]] = Kind(
    load=_load,
    systems={
        "kanbao": _read,
        "lines": partial(_blocks, joined=False),
        "blocks": partial(_blocks, joined=True),
    },
    score=_score,
    detail=_detail,
    measures=MEASURES | COST,
    primary=("boundary_f1", "headline", "byline", "join"),
)
