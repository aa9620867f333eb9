"""What articles announce for days that are asked of: the sentences that name them.

What is on in the coming week stands in the papers of this one. So a question for it is asked of
articles of before the days, and of each the sentences are taken that name some of them.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.answering.digests.announcing import (
    acts_asked,
    begins_with_day,
    calls_off,
    has_house,
    is_not_on,
    moved_from,
    sentences_of,
    tells_act,
    tells_event,
    unquoted,
    with_act,
)
from qa.answering.digests.digest_candidates import of_question
from qa.answering.digests.news import asks_for_news
from qa.answering.digests.scope import announced_days
from qa.answering.digests.statements import whole_sentences
from qa.answering.digests.topics import topics
from qa.answering.limits import LIMIT
from qa.answering.periods import asked_period
from qa.chinese.asking import Wanted, wanted
from qa.chinese.openings import past_opening
from qa.chinese.questions import says_news
from qa.places import UNSURE
from qa.records import AnswerKind, Field, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.answering.digests.digest_candidates import Candidate
    from qa.answering.digests.finding import Found
    from qa.records import Answer, Article, Citation, DateMention, Hit
    from qa.search.query import Query

__all__ = [
    "announced",
    "answer_of",
    "asks_what_is_on",
    "asks_which",
    "asks_which_do",
    "in_whole_sentences",
    "part_of_day",
    "with_part",
]

_WHAT = re.compile("有(?:什么|哪些|啥|哪几[场个项])")
_ASKS_OTHERWISE = re.compile(
    "多少|几|谁|哪[里儿天年月]|何[时地]|时候|怎|为[何什]|是否|[吗么][？?]?$"
)
_WHICH = re.compile(
    "哪些(?:场馆|地方|小区|路段|街道|单位|村|景[点区])?|哪[里儿]|从?几点(?:[到至]几点)?"
)
"""Words that ask and that no answer has."""
_KIND = re.compile("展览|展会|演出|表演|比赛|赛事|讲座|电影|影片")
"""Kinds of events: that a sentence is of them says :func:`tells_event`, not their word."""
_IS_DENIED = re.compile("[不没未无]")
_SEVERAL = re.compile("[；;]")
_PART = re.compile("[^。；;！？!?\\n]+")
_ALL = 0.9
"""How far a sentence speaks of what is asked, with the headline over it."""
_SURE = 0.7
"""How sure it is that they answer."""


def asks_what_is_on(query: Query) -> bool:
    """Whether a question asks what there is on some days: 下周有什么展览, but not 上周的新闻."""
    question = query.simplified
    if not query.dates or says_news(question) or _ASKS_OTHERWISE.search(question):
        return False
    return asks_for_news(query) or _WHAT.search(question) is not None


def asks_which(query: Query) -> bool:
    """Whether a question asks for all of some kind on the days that it names: 哪些场馆闭馆."""
    return bool(query.dates) and "哪些" in query.simplified


def asks_which_do(query: Query) -> bool:
    """Whether a question asks for all of some kind that an act befalls: 明天哪些小区停电."""
    return asks_which(query) and bool(acts_asked(query.simplified))


def announced(query: Query, found: Found) -> list[Candidate]:
    """Return the sentences that announce what is asked of for the days asked of, the first first.

    ``found`` are hits and their articles, as :meth:`qa.answering.digests.finding.Finder.ahead`
    gives them.
    """
    hits, articles = found
    query = _without_asking(query)
    plain = replace(query, simplified=_KIND.sub(_blank, query.simplified))
    telling = [
        hit
        for hit in hits
        if announced_days(articles[hit.chunk.article_id], _place(hit), query.dates)
    ]
    told = [
        (min(day.since for day in days), told)
        for found_one in of_question(plain, telling, articles, of_other_days=True, pointing=True)
        if found_one.evidence and found_one.evidence.together >= _ALL
        for one in _sentences(found_one)
        for told in _parts(query, one)
        if (days := _days_told(query, told)) and not _is_called_off(told, articles)
    ]
    first = {(one.article.id, one.span): (day, one) for day, one in told}
    return [one for _, one in sorted(first.values(), key=lambda pair: pair[0])]


def _sentences(found: Candidate) -> list[Candidate]:
    """Return the sentences of a passage, each by itself."""
    start = found.span.start
    return [
        replace(found, span=Span(start=start + since, end=start + until))
        for since, until in sentences_of(unquoted(found.text))
    ]


def _parts(query: Query, one: Candidate) -> list[Candidate]:
    """Return the parts of a list that do what is asked of, 12月1日甲路停电；12月2日乙路停电.

    Each without what opens the list (停电计划：); the sentence itself where it is no such list.
    """
    if not acts_asked(query.simplified):
        return [one]
    parts = [
        (start, found.end())
        for found in _PART.finditer(one.text)
        if (start := found.start() + found[0].rfind("：") + 1) < found.end()
        and begins_with_day(one.text[start : found.end()])
    ]
    if len(parts) < 2:
        return [one]
    start = one.span.start
    return [replace(one, span=Span(start=start + a, end=start + b)) for a, b in parts]


def _days_told(query: Query, one: Candidate) -> list[DateMention]:
    """Return the days asked of for which a sentence announces what is asked of."""
    question, article, span = query.simplified, one.article, one.span
    plain = replace(article, text=unquoted(article.text))
    text = plain.text[span.start : span.end]
    if not has_house(query, article.title, text):
        return []
    acts = acts_asked(question)
    if acts:
        places = [place for act in acts for place in with_act(question, act, text)]
    else:
        places = [(moved_from(text), len(text))] if tells_event(question, text) else []
    return [
        day
        for since, until in places
        for day in announced_days(
            plain, Span(start=span.start + since, end=span.start + until), query.dates
        )
    ]


def _is_called_off(one: Candidate, articles: Mapping[str, Article]) -> bool:
    """Whether an article of the same day or later calls off or moves what a sentence announces."""
    day = one.article.date
    return any(
        calls_off(article.text[since:until], one.text)
        for article in articles.values()
        if day and article.date and article.date >= day
        for since, until in sentences_of(article.text)
        if article.id != one.article.id or not one.span.meets(Span(start=since, end=until))
    )


def part_of_day(
    query: Query, hits: Sequence[Hit], articles: Mapping[str, Article]
) -> tuple[Article, Span] | None:
    """Return the one part of a list that is of the day asked for and has all that is asked.

    9月25日，汽车站周边停电 of a week's plan. With 几点到几点 the time alone. None where yes or
    no is asked for. Of several articles the newest.
    """
    question = query.simplified
    if wanted(question) is Wanted.YES_NO:
        return None
    if len(query.dates) != 1 or query.dates[0].since != query.dates[0].until:
        return None
    asked, acts = topics(_without_asking(query).simplified, query.days, ()), acts_asked(question)
    if not acts and _IS_DENIED.search(question):
        return None
    found = dict.fromkeys(
        (articles[hit.chunk.article_id].id, hit.chunk.start + part.start(), part[0])
        for hit in hits
        for part in _PART.finditer(hit.chunk.text)
        if announced_days(articles[hit.chunk.article_id], _moved(part, hit), query.dates)
        and asked
        and min(topic.degree(part[0]) for topic in asked) >= _ALL
    )
    newest = max((articles[id_].date or dt.date.min for id_, _, _ in found), default=None)
    last = [one for one in found if articles[one[0]].date == newest]
    if len(last) != 1:
        return None
    ((id_, start, text),) = last
    if is_not_on(text) or not all(tells_act(act, text) for act in acts):
        return None
    span = asked_period(query.simplified, text) or Span(start=0, end=len(text))
    return articles[id_], Span(start=start + span.start, end=start + span.end)


def with_part(answer: Answer, article: Article, span: Span, *, threshold: float | None) -> Answer:
    """Return an answer that is one part of a list: for none, and for one of several parts."""
    if threshold is not None and threshold > _SURE:
        return answer
    if answer.text is not None and not _SEVERAL.search(answer.text):
        return answer
    span = past_opening(article.text, span, days=False)
    return _made(answer, (cite(article, span),), AnswerKind.SPAN)


def answer_of(
    answer: Answer, told: Sequence[Candidate], hits: Sequence[Hit], *, threshold: float | None
) -> Answer:
    """Return an answer made of sentences that announce what is asked of, found in ``hits``.

    The answer as it is where there are none, or where they are not as sure as ``threshold``.
    """
    if not told or (threshold is not None and threshold > _SURE):
        return answer
    count, told = len(told), told[:LIMIT]
    cited = tuple(cite(one.article, one.span) for one in told)
    read = [
        hit
        for hit in hits
        if any(hit.chunk.article_id == x.article.id and _place(hit).meets(x.span) for x in told)
    ]
    both = {(hit.chunk.article_id, hit.chunk.start): hit for hit in (*answer.hits, *read)}
    return replace(
        _made(answer, cited, AnswerKind.LIST),
        hits=tuple(both.values()),
        items=cited,
        announced=count,
    )


def in_whole_sentences(answer: Answer, article: Article) -> Answer:
    """Return an answer out of the midst of one sentence into another with both of them whole."""
    cited = answer.citations[0]
    span = Span(start=cited.start, end=cited.end)
    met = [one for one in whole_sentences(article.text) if one.meets(span)]
    if len(met) <= 1 or cited.field is not Field.TEXT or answer.items:
        return answer
    whole = cite(article, Span(start=met[0].start, end=met[-1].end))
    return replace(answer, text=whole.quote, citations=(whole,))


def _made(answer: Answer, cited: tuple[Citation, ...], kind: AnswerKind) -> Answer:
    """Return an answer of other words than the reader's."""
    recognised = min(
        (x.text_confidence for x in cited if x.text_confidence is not None), default=None
    )
    return replace(
        answer,
        text=cited[0].quote,
        confidence=_SURE,
        answerable=_SURE,
        citations=cited,
        kind=kind,
        items=(),
        reason=None,
        outside=False,
        days=(),
        read=None,
        denials=(),
        unanswered=(),
        announced=None,
        text_confidence=recognised,
        text_unsure=recognised is not None and recognised < UNSURE,
    )


def _without_asking(query: Query) -> Query:
    """Return a question with spaces for the words that ask, so that all else stays in place."""
    said = _WHICH.sub(_blank, query.simplified)
    return replace(query, simplified=said)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _moved(part: re.Match[str], hit: Hit) -> Span:
    return Span(start=hit.chunk.start + part.start(), end=hit.chunk.start + part.end())


def _place(hit: Hit) -> Span:
    return Span(start=hit.chunk.start, end=hit.chunk.end)
