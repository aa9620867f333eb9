"""What articles announce for days that are asked of: the sentences that name them.

What is on in the coming week stands in the papers of this one. So a question for it is asked of
articles of before the days, and of each the sentences are taken that name some of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.answering.digest_candidates import of_question
from qa.answering.news import asks_for_news
from qa.answering.scope import announced_days
from qa.chinese.questions import says_news
from qa.records import AnswerKind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.digest_candidates import Candidate
    from qa.answering.finding import Found
    from qa.records import Answer, Hit
    from qa.search.query import Query

__all__ = ["announced", "answer_of", "asks_what_is_on"]

_WHAT = re.compile("有(?:什么|哪些|啥|哪几[场个项])")
_ALL = 0.9
"""How far a sentence speaks of what is asked, with the headline over it."""
_MOST = 8
"""How many sentences an answer is made of."""
_SURE = 0.7
"""How sure it is that they answer."""


def asks_what_is_on(query: Query) -> bool:
    """Whether a question asks what there is on some days: 下周有什么展览, but not 上周的新闻."""
    question = query.simplified
    if not query.dates or says_news(question):
        return False
    return asks_for_news(query) or _WHAT.search(question) is not None


def announced(query: Query, found: Found) -> list[Candidate]:
    """Return the sentences that announce what is asked of for the days asked of, the first first.

    ``found`` are hits and their articles, as :meth:`qa.answering.finding.Finder.ahead` gives them.
    """
    hits, articles = found
    telling = [
        hit
        for hit in hits
        if announced_days(articles[hit.chunk.article_id], _place(hit), query.dates)
    ]
    told = [
        (min(day.since for day in days), one)
        for one in of_question(query, telling, articles, of_other_days=True)
        if one.evidence
        and one.evidence.together >= _ALL
        and (days := announced_days(one.article, one.span, query.dates))
    ]
    return [one for _, one in sorted(told, key=lambda pair: pair[0])]


def answer_of(
    answer: Answer, told: Sequence[Candidate], hits: Sequence[Hit], *, threshold: float | None
) -> Answer:
    """Return an answer made of sentences that announce what is asked of, found in ``hits``.

    The answer as it is where there are none, or where they are not as sure as ``threshold``.
    """
    if not told or (threshold is not None and threshold > _SURE):
        return answer
    told = told[:_MOST]
    cited = tuple(cite(one.article, one.span) for one in told)
    read = [
        hit
        for hit in hits
        if any(hit.chunk.article_id == x.article.id and _place(hit).meets(x.span) for x in told)
    ]
    both = {(hit.chunk.article_id, hit.chunk.start): hit for hit in (*answer.hits, *read)}
    return replace(
        answer,
        text=cited[0].quote,
        confidence=_SURE,
        answerable=_SURE,
        citations=cited,
        hits=tuple(both.values()),
        kind=AnswerKind.LIST,
        items=cited,
        reason=None,
        outside=False,
        days=(),
        read=None,
        denials=(),
        unanswered=(),
    )


def _place(hit: Hit) -> Span:
    return Span(start=hit.chunk.start, end=hit.chunk.end)
