"""The hits that a digest's sentences are taken from, of all articles or of some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.binding import binding_names
from qa.answering.offices import with_offices
from qa.answering.scope import REPORTED, heads_name
from qa.records import Article, Hit, Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.chinese.proper_names import Name
    from qa.search.query import Query

__all__ = ["Finder", "Found"]

Found = tuple[Sequence[Hit], Mapping[str, Article]]
"""Hits, best first, and their articles."""

_DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """How hits are found: ``find`` returns those of a filter.

    ``having`` returns the ids of the articles that pass a filter and have the rarest of some
    names, None where they are too many to be looked at. ``last`` is the day of the newest article.
    """

    find: Callable[[Where | None], Found]
    having: Callable[[Sequence[Name], Where], frozenset[str] | None] | None = None
    last: dt.date | None = None

    def of_all(self, query: Query, where: Where) -> Found:
        """Return what is found of all days.

        Articles without the names that the question asks of cannot answer: more is found of those
        that have them, and comes before the others, which tell how rare its words are.
        """
        names = binding_names(query.simplified)
        bound = names and with_offices(names, query.simplified, ()) == names
        ids = self.having(names, where) if self.having and bound else None
        hits, articles = self.find(None if where == Where() else where)
        if not ids or all(hit.chunk.article_id in ids for hit in hits):
            return hits, articles
        more, others = self.find(replace(where, ids=tuple(sorted(ids))))
        own = [hit for hit in hits if hit.chunk.article_id in ids]
        found = {hit.chunk: hit for hit in (*own, *more, *hits)}
        return list(found.values())[: len(hits)], {**articles, **others}

    def of_days(self, query: Query, where: Where, since: dt.date, until: dt.date) -> Found:
        """Return what is found of some days, then that of later articles whose head names them.

        The figures of a month come out in the next. Not of a single day.
        """
        hits, articles = self.of_all(query, replace(where, since=since, until=until))
        single = all(one.since == one.until for one in query.dates)
        if single or self.last is None or until >= self.last:
            return hits, articles
        later = min(self.last, until + dt.timedelta(REPORTED))
        more, others = self.of_all(query, replace(where, since=until + _DAY, until=later))
        told = {id_ for id_, one in others.items() if heads_name(one, query.dates)}
        return [*hits, *(hit for hit in more if hit.chunk.article_id in told)], {
            **articles,
            **others,
        }
