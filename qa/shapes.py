"""Records as JSON objects: the shapes of ``--json`` and of the service, of docs/json.md."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.records import Answer, Article, Hit

__all__ = ["answer_json", "article_json", "hit_json"]


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer; its hits are flat."""
    return {**asdict(answer), "hits": [hit_json(hit) for hit in answer.hits]}


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit with its chunk's fields beside its own."""
    fields = asdict(hit)
    return {**fields.pop("chunk"), **fields}


def article_json(article: Article) -> dict[str, Any]:
    """Return what a list shows of an article."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "byline": article.byline,
        "source": article.source,
        "tags": article.tags,
        "characters": len(article.text),
        "captions": article.captions,
        "date_from": article.date_from,
        "file": article.origin.file if article.origin else None,
    }
