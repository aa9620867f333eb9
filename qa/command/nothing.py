"""What is said where there is nothing: why no article passes a filter, what came nearest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qa.command.output import printable
from qa.reasons import READ_IN_VAIN
from qa.records import Where
from qa.shapes import Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa import Answer
    from qa.archive import Archive
    from qa.command.remote import RemoteArchive

__all__ = ["nearest", "say_why_nothing", "why_nothing"]

_SHOWN = 20
"""Values that are named; of more it is said how many there are."""
_NEAREST = 2
"""Articles that are named where none answers."""
_NAMES = {"source": "来源", "tag": "标签", "page": "版次", "section": "版名"}


def say_why_nothing(archive: Archive | RemoteArchive, where: Where | None) -> bool:
    """Say on standard error why no article passes a filter; return whether none does."""
    said = [printable(line) for line in why_nothing(archive, where)]
    for line in said:
        sys.stderr.write(f"注意：{line}\n")
    return bool(said)


def nearest(archive: Archive | RemoteArchive, answer: Answer) -> list[Listed]:
    """Return the articles that were read and came nearest to a question that was refused.

    That of the nearest sentence is the first.
    """
    if answer.reason not in READ_IN_VAIN:
        return []
    first = [answer.nearest.article_id] if answer.nearest else []
    ids = dict.fromkeys([*first, *(hit.chunk.article_id for hit in answer.hits)])
    found = (archive.get(id_) for id_ in [*ids][:_NEAREST])
    return [one if isinstance(one, Listed) else Listed.of(one) for one in found]


def why_nothing(archive: Archive | RemoteArchive, where: Where | None) -> Iterator[str]:
    """Yield why no article passes a filter, a Chinese sentence each; none where one does."""
    if _has(archive, where):
        return
    if where is None or not _has(archive, None):
        yield "档案是空的：先用 kanbao add 加入文章"
        return
    found = [*_of_days(archive, where), *_of_names(archive, where)]
    yield from found or ["没有一篇文章同时符合这些筛选条件：去掉一个再试"]


def _of_days(archive: Archive | RemoteArchive, where: Where) -> Iterator[str]:
    if not (where.since or where.until):
        return
    if _has(archive, Where(since=where.since, until=where.until)):
        return
    since = f" {where.since} 起" if where.since else ""
    until = f"到 {where.until} 为止" if where.until else ""
    months = [one.value for one in archive.facets("month") if one.value]
    there = f"有日期的文章在 {months[0]} 到 {months[-1]} 之间" if months else "文章都没有日期"
    yield f"没有{since}{until}的文章：{there}"


def _of_names(archive: Archive | RemoteArchive, where: Where) -> Iterator[str]:
    for field, name in _NAMES.items():
        value = getattr(where, field)
        if value is None or _has(archive, Where(**{field: value})):
            continue
        there = [one.value for one in archive.facets(field) if one.value]
        more = f"……共 {len(there)} 个" if len(there) > _SHOWN else ""
        known = f"有的是 {'、'.join(there[:_SHOWN])}{more}" if there else f"文章都没有{name}"
        yield f"没有{name}是“{value}”的文章：{known}"


def _has(archive: Archive | RemoteArchive, where: Where | None) -> bool:
    return next(iter(archive.articles(where=where)), None) is not None
