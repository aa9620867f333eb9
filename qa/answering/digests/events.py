"""Which articles tell of one event, and the order in which a digest has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.chinese.tokens import bigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Article

__all__ = ["events", "is_same_event"]

_HEAD = 200
_SHARED = 0.4
_DAYS = 1


def events(articles: Sequence[Article]) -> list[list[Article]]:
    """Return articles by the event they tell of, the newest event first, undated ones last.

    The articles of an event come newest first. Else the order given is kept: give the best first.
    """
    found: list[list[Article]] = []
    for article in articles:
        told = [event for event in found if any(is_same_event(article, one) for one in event)]
        found = [event for event in found if event not in told]
        found.append([*(one for event in told for one in event), article])
    place = {article.id: number for number, article in enumerate(articles)}
    ordered = [sorted(event, key=lambda one: (_age(one), place[one.id])) for event in found]
    return sorted(ordered, key=lambda event: (_age(event[0]), min(place[x.id] for x in event)))


def is_same_event(one: Article, other: Article) -> bool:
    """Return whether two articles, a day apart at most, begin with much the same words.

    At least two fifths of the bigrams of the one that has fewer, in the headline and the first 200
    characters, stand in both. Undated articles may be of any day.
    """
    if one.date and other.date and abs((one.date - other.date).days) > _DAYS:
        return False
    mine, theirs = (set(bigrams(f"{x.title}\n{x.text[:_HEAD]}")) for x in (one, other))
    return len(mine & theirs) >= _SHARED * max(1, min(len(mine), len(theirs)))


def _age(article: Article) -> int:
    return -article.date.toordinal() if article.date else 0
