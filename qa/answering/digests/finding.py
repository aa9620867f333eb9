"""The hits that a digest's sentences are taken from, of all articles or of some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.digests.binding import binding_names
from qa.answering.digests.scope import REPORTED, heads_name
from qa.answering.offices import with_offices
from qa.chinese.tokens import asked_tokens
from qa.records import Article, Hit, Where

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa.chinese.proper_names import Name
    from qa.search.query import Query

__all__ = ["Finder", "Found"]

Found = tuple[Sequence[Hit], Mapping[str, Article]]
"""Hits, best first, and their articles."""

_DAY = dt.timedelta(1)
_AHEAD = 124
"""How many days before it something is announced at most."""
_FEW = 10
_YEAR = 365
_MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
_SOON = "明天明日后天后日本周这周下周周末周六周日本月下月月底中旬下旬明年"
"""Words for days to come that name no month, of two characters each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """How hits are found: ``find`` returns those of a filter.

    ``having`` returns the ids of the articles that pass a filter and have the rarest of some
    names, None where they are too many to be looked at, ``naming`` the hits that have some words,
    as :func:`qa.chinese.tokens.asked_tokens` gives them. ``last`` is the day of the newest article.
    """

    find: Callable[[Where | None], Found]
    having: Callable[[Sequence[Name], Where], frozenset[str] | None] | None = None
    naming: Callable[[Sequence[str], Where], Found] | None = None
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

    def ahead(self, query: Query, where: Where, since: dt.date, until: dt.date) -> Found:
        """Return what may announce something for some days: of up to four months before them.

        What is found for the question, then what has words for these days.
        """
        first = dt.date.fromordinal(max(since.toordinal() - _AHEAD, 1))
        last = min(until, self.last) if self.last else until
        if last < first:
            return [], {}
        where = replace(where, since=first, until=last)
        hits, articles = self.of_all(query, where)
        more, others = self.naming(_words_for(since, until), where) if self.naming else ([], {})
        found = {hit.chunk: hit for hit in (*hits, *more)}
        return list(found.values()), {**articles, **others}

    def naming_days(self, query: Query, where: Where) -> Found:
        """Return what has words for the days that a question names, of whatever day it is."""
        if self.naming is None or not query.dates:
            return [], {}
        since, until = query.dates[0].since, query.dates[-1].until
        return self.naming(_words_for(since, until, soon=False), where)

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


def _words_for(since: dt.date, until: dt.date, *, soon: bool = True) -> list[str]:
    """Return the tokens that an article may have which names some days, ``soon``: to come."""
    last = min(until.toordinal(), since.toordinal() + _YEAR)
    days = [dt.date.fromordinal(day) for day in range(since.toordinal(), last + 1)]
    said = [_SOON[at : at + 2] for at in range(0, len(_SOON), 2)] if soon else []
    for month in dict.fromkeys(day.month for day in days):
        said += [f"{month}月", f"{_MONTHS[month - 1]}月"]
    if len(days) <= _FEW:
        said += [f"{day.day}日" for day in days]
    return [one for one in asked_tokens(" ".join(said)) if len(one) > 1 or one.isdigit()]
