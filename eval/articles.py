"""The articles a task is asked against: JSONL archives, BEIR corpora, newspaper pages."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from eval.errors import DataError
from eval.jsonl import Line, read_jsonl
from qa import read_articles
from qa.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["draw", "load_articles"]


def load_articles(paths: Sequence[Path]) -> dict[str, Article]:
    """Return the articles of ``paths`` by id, in order.

    ``.jsonl`` and ``.jsonl.xz`` have id, title, text and optionally date, source, tags (a BEIR
    corpus has ``_id``); anything else is read as ``kanbao add`` reads it. Raises
    :class:`DataError` for a duplicate id.
    """
    found: dict[str, Article] = {}
    for path in paths:
        for where, article in _articles(path):
            if article.id in found:
                raise DataError(f"{where}: article {article.id!r} is given twice")
            found[article.id] = article
    return found


def draw(names: Iterable[str], count: int, *, seed: int) -> list[str]:
    """Return ``count`` of the names (all if there are fewer), sorted.

    Which ones depends on the seed and on each name only, so a larger count keeps the smaller
    one's choice, whatever the order of the file.
    """
    ordered = sorted(names, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    return sorted(ordered[:count])


def _articles(path: Path) -> Iterator[tuple[str, Article]]:
    if path.name.endswith((".jsonl", ".jsonl.xz")):
        for line in read_jsonl(path):
            yield line.where, _article(line)
    else:
        for article in read_articles(path):
            yield str(path), article


def _article(line: Line) -> Article:
    date = line.optional("date")
    return Article(
        id=line.text("_id" if "_id" in line.record else "id"),
        title=line.optional("title") or "",
        text=line.text("text"),
        date=_date(date, line) if date else None,
        source=line.optional("source"),
        tags=line.texts("tags") if line.record.get("tags") else (),
    )


def _date(text: str, line: Line) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise DataError(f"{line.where}: date {text!r} is not YYYY-MM-DD") from error
