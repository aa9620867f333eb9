"""Figures that a newer report of the same event gives otherwise: 塌方18米, later 23米."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.digests.events import is_same_event
from qa.chinese.fold import folded
from qa.chinese.numerals import quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from qa.records import Article

    _Figures = tuple[tuple[Decimal, str], ...]

__all__ = ["superseded_by"]

_EDITIONS = ("[早晨]", "[午中日]", "[晚夜]")
"""Editions of one day, in the order in which they come out."""

_CLAUSES = re.compile("[，,。；;：:！!？?\\s]+")
_LOOSE = re.compile("大?约|近|已经?|目前|现|共|至少|多|余|左右|以上|了")
_FIGURE = "#"
_LEAST = 4
"""Characters that two clauses share beside their figures."""


def superseded_by(articles: Sequence[Article]) -> Callable[[str, Article], bool]:
    """Return what tells whether a newer one of these, of the same event, gives a figure otherwise.

    It is asked of a text and the article that it is of. A clause of the newer one then has the
    words of one of its own, and another figure where that has its own. Newer is an article of a
    later day, or of a later edition of the day.
    """
    newer: dict[str, list[list[tuple[str, _Figures]]]] = {}

    def is_superseded(text: str, article: Article) -> bool:
        own = dict(_told(text))
        if own and article.id not in newer:
            newer[article.id] = [
                list(_told(other.text))
                for other in articles
                if _is_newer(other, article) and is_same_event(article, other)
            ]
        return bool(own) and any(_is_otherwise(own, there) for there in newer[article.id])

    return is_superseded


def _is_otherwise(own: dict[str, _Figures], there: Sequence[tuple[str, _Figures]]) -> bool:
    """Whether clauses have the words of some of a text's own, but nowhere its figures."""
    for words, figures in own.items():
        values = [others for said, others in there if said == words]
        if values and figures not in values:
            return True
    return False


def _told(text: str) -> Iterator[tuple[str, _Figures]]:
    """Yield the words of each clause that has figures, with # for each, and the figures."""
    for clause in _CLAUSES.split(folded(text).text):
        figures = [one for one in quantities(clause) if one.date is None]
        words, at = "", 0
        for one in figures:
            words += clause[at : one.span.start] + _FIGURE
            at = one.span.end
        words = _LOOSE.sub("", words + clause[at:])
        if figures and len(words.replace(_FIGURE, "")) >= _LEAST:
            yield words, tuple((one.value, one.unit) for one in figures)


def _is_newer(one: Article, other: Article) -> bool:
    """Whether an article is of a later day than another, or of a later edition of its day."""
    if one.date is None or other.date is None:
        return False
    if one.date != other.date:
        return one.date > other.date
    mine, theirs = _edition(one), _edition(other)
    return mine is not None and theirs is not None and mine > theirs


def _edition(article: Article) -> int | None:
    """Return which edition of its day an article is of, None where that is not known."""
    name = (article.imprint and article.imprint.edition) or ""
    return next((at for at, mark in enumerate(_EDITIONS) if re.match(mark, name)), None)
