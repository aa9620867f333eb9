"""In what order a digest has its sentences: the best of each article, what says the same together.

The sentences of one event stand together, the newest event first, each article as it reads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.answering.digests.events import events
from qa.answering.digests.gainsaying import gainsays
from qa.checking.faithfulness import repeats
from qa.chinese.datelines import counted_from
from qa.chinese.dates import beside
from qa.records import DigestItem, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from qa.answering.digests.scoring import Scored
    from qa.checking.source import Source

__all__ = ["MOST", "OWN", "arranged", "at_home", "few", "upper"]

MOST = {1: 5, 2: 3}
"""How many sentences of one article a digest has at most, by how many articles have any."""

OWN = 2
"""How many where three or more have."""


_MONTH = 31
_TO_COME = re.compile("将(?!军|士|领|近)|计划|拟(?!定)|定于")
_COME = 0.55
"""Part of a plan's words that what came of it has."""


def at_home(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences that are not of another country; all of them where there are none."""
    return [one for one in scored if not one.abroad] or list(scored)


def upper(scored: Iterable[Scored], share: float) -> list[Scored]:
    """Return the sentences with at least ``share`` of the best one's score, and all leads.

    The score of a lead is raised: it is no measure of the others.
    """
    found = list(scored)
    best = max((one.score for one in found if not one.lead), default=0.0)
    return [one for one in found if one.lead or one.score >= share * best]


def few(scored: Sequence[Scored]) -> list[Scored]:
    """Return the best sentences of each article: a digest is of events, no article retold."""
    most = MOST.get(len({one.article.id for one in scored}), OWN)
    return [one for one in _ranked(scored, most) if one.rank < most]


def arranged(
    scored: Iterable[Scored], *, each: int, limit: int
) -> tuple[tuple[DigestItem, ...], int]:
    """Return at most ``limit`` items, event by event, and how many sentences had no room."""
    groups, left_out = _grouped(_ranked(scored, each), limit)
    return tuple(_item(group) for group in _by_event(groups)), left_out


def _ranked(scored: Iterable[Scored], each: int) -> list[Scored]:
    """Return sentences best first, but ``each`` of an article before more of any."""
    own: dict[str, list[Scored]] = defaultdict(list)
    for one in sorted(scored, key=lambda one: (-one.score, one.article.id, one.span.start)):
        own[one.article.id].append(replace(one, rank=len(own[one.article.id])))
    flat = (one for ranked in own.values() for one in ranked)
    return sorted(flat, key=lambda one: (one.rank // each, -one.score))


def _grouped(ranked: Sequence[Scored], limit: int) -> tuple[list[list[Scored]], int]:
    """Put sentences that say the same together, the one that says most first.

    Return at most ``limit`` groups, and how many sentences fit in none of them.
    """
    groups: list[list[Scored]] = []
    left_out = 0
    for one in ranked:
        if group := next((group for group in groups if _says(group[0], one)), None):
            group.append(one)
        elif said := [group for group in groups if _says(one, group[0])]:
            said[0][:] = [one, *(other for group in said for other in group)]
            groups = [group for group in groups if group is said[0] or group not in said]
        elif len(groups) < limit:
            groups.append([one])
        else:
            left_out += 1
    return groups, left_out


def _says(one: Scored, other: Scored) -> bool:
    """Return whether ``one`` says all that ``other`` does, and of the same days.

    The days may be named otherwise, 昨日 and two days later 3日. Not where the article of one
    denies what the other's sentence says: it would be named as a source of that.
    """
    if _holds(one, other):
        return True
    if not _may_say(one, other):
        return False
    mine, theirs = _days(one), _days(other)
    meet = any(_overlap(day, other_day) for day in mine for other_day in theirs)
    if meet and _has_come(one.bare, other.bare):
        return True
    return repeats(other.bare, one.bare) and (meet or not theirs)


def _may_say(one: Scored, other: Scored) -> bool:
    """Whether the article of neither of two sentences denies what the other one says."""
    if one.article.id == other.article.id:
        return not gainsays(one.said.text, other.said.text)
    return not (
        gainsays(one.said.text, other.article.text) or gainsays(other.said.text, one.article.text)
    )


def _overlap(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _has_come(told: Source, plan: Source) -> bool:
    """Whether what one sentence announces (将于4日开幕) the other, of these days, tells of."""
    if not _TO_COME.search(plan.text) or _TO_COME.search(told.text):
        return False
    return len(told.bigrams & plan.bigrams) >= _COME * len(plan.bigrams)


def _days(one: Scored) -> set[tuple[dt.date, dt.date]]:
    """Return the days or months that a sentence names; its years where it names no others."""
    if one.article.date is None:
        return set()
    text = one.article.text[one.span.start : one.span.end]
    whole = Span(start=0, end=len(text))
    sent = counted_from(one.article.text, one.span.start, one.article.date)
    found = beside(text, whole, one.article.date, sent=sent)
    named = {(day.since, day.until) for day in found if not day.lunar}
    return {days for days in named if (days[1] - days[0]).days <= _MONTH} or named


def _holds(one: Scored, other: Scored) -> bool:
    same = one.article.id == other.article.id
    return same and one.span.start <= other.span.start and other.span.end <= one.span.end


def _by_event(groups: Sequence[list[Scored]]) -> list[list[Scored]]:
    """Sort by event, the newest first, undated ones last; each article as it reads."""
    told = dict.fromkeys(group[0].article.id for group in groups)
    articles = {group[0].article.id: group[0].article for group in groups}
    ordered = [article.id for event in events([articles[id_] for id_ in told]) for article in event]
    place = {id_: number for number, id_ in enumerate(ordered)}
    return sorted(groups, key=lambda group: (place[group[0].article.id], group[0].span.start))


def _item(group: Sequence[Scored]) -> DigestItem:
    """Return a group as an item; a part of its own first sentence is no further source."""
    article = group[0].article
    cited = [one for one in group if one is group[0] or not _holds(group[0], one)]
    return DigestItem(
        text=group[0].said.text,
        date=article.date,
        article_id=article.id,
        score=max(one.score for one in group),
        citations=tuple(cite(one.article, one.span) for one in cited),
    )
