"""Questions that ask for two things -> an answer to each of these, put together.

What is found for the whole question is read for each of its parts
(:func:`qa.chinese.subquestions.subquestions`): a reader that is asked 何时何地 says the one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.answer import answer_questions, days_of
from qa.answering.citations import cite
from qa.chinese.asking import Wanted, wanted
from qa.chinese.sentences import sentences
from qa.chinese.subquestions import subquestions, text_of
from qa.records import Answer, AnswerKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.interfaces import Generator
    from qa.records import Article, Hit
    from qa.search.query import Query
    from qa.search.timely import Days

__all__ = ["answer_each"]

_FEW = 10
"""Characters of an answer that cannot be one to two questions."""

_APART = 6
"""Characters between the parts of an answer that is given as it stands."""


def answer_each(
    queries: Sequence[Query],
    hits: Sequence[Sequence[Hit]],
    *,
    days: Sequence[Days | None],
    generator: Generator,
    get_article: Callable[[str], Article],
    verbatim: bool = True,
    threshold: float | None = None,
) -> list[Answer]:
    """Answer each question as :func:`answer_questions` does, and one for two things part by part.

    Such an answer is the characters from the first part to the last where they stand close in one
    sentence, else the first part's alone; its ``items`` are those of the parts in turn. What none
    was found for in the surest one's article is in ``unanswered``, with what asks whether something
    is so. A free answer (not ``verbatim``) is to the whole question.
    """
    parts = [list(_parts(query)) if verbatim else [query] for query in queries]
    taken = [[one for one in several if not _asks_whether(one, several)] for several in parts]
    turns = [
        (part, found, named)
        for parts, found, named in zip(taken, hits, days, strict=True)
        for part in parts
    ]
    answers = iter(
        answer_questions(
            [part for part, _, _ in turns],
            [found for _, found, _ in turns],
            days=[named for _, _, named in turns],
            generator=generator,
            get_article=get_article,
            verbatim=verbatim,
            threshold=threshold,
        )
    )
    return [
        _joined(
            query,
            [next(answers) for _ in asked],
            get_article,
            left=[one.text for one in several if one not in asked],
        )
        for query, several, asked in zip(queries, parts, taken, strict=True)
    ]


def _asks_whether(part: Query, several: Sequence[Query]) -> bool:
    """Whether a part of several asks whether something is so: no span of the text answers it."""
    return len(several) > 1 and wanted(part.simplified) is Wanted.YES_NO


def _parts(query: Query) -> Iterator[Query]:
    """Yield the questions that a question is made of: itself where it asks for one thing."""
    question = query.simplified
    made = subquestions(question)
    if not made:
        yield query
    for part in made:
        text = text_of(question, part)
        yield replace(query, text=text, simplified=text, days=tuple(_moved(query.days, part)))


def _moved(days: Sequence[Span], part: Sequence[Span]) -> Iterator[Span]:
    """Yield where the days of a question stand in a part of it."""
    start = 0
    for one in part:
        for day in days:
            if one.start <= day.start and day.end <= one.end:
                by = start - one.start
                yield Span(start=day.start + by, end=day.end + by)
        start += one.end - one.start


def _joined(
    query: Query,
    parts: Sequence[Answer],
    get_article: Callable[[str], Article],
    *,
    left: Sequence[str],
) -> Answer:
    """Return the answer to a question of those to its parts; ``left`` are those not asked."""
    if len(parts) == 1 and not left:
        return parts[0]
    said = [one for one in parts if one.text is not None]
    best = max(said or parts, key=lambda one: one.confidence)
    kept = [one for one in said if one is best or _is_beside(one, best)]
    widest = max(kept, key=lambda one: len(one.text or ""), default=best)
    together = all(_covers(widest, one) for one in kept)
    hits = {(x.chunk.article_id, x.chunk.start): x for one in parts for x in one.hits}
    whole = replace(
        widest if together else best,
        question=query.text,
        hits=tuple(hits.values()),
        unanswered=(*(one.question for one in parts if one not in kept), *left) if kept else (),
        confidence=min((one.confidence for one in kept), default=best.confidence),
        answerable=min((one.answerable for one in kept), default=best.answerable),
    )
    if together:
        return whole
    items = [item for one in kept for item in one.items or one.citations[:1]]
    first, last = min(x.start for x in items), max(x.end for x in items)
    article, field = get_article(items[0].article_id), items[0].field
    text = article.of_field(field).text
    close = last - first <= sum(len(x.quote) for x in items) + _APART
    close &= any(x.start <= first and last <= x.end for x in sentences(text))
    cited = [cite(article, Span(start=first, end=last), field)] if close else items
    made = replace(
        whole,
        text=cited[0].quote,
        citations=tuple(cited),
        items=tuple(items),
        kind=AnswerKind.LIST,
        read=None,
    )
    return replace(made, days=tuple(days_of(article, made)))


def _is_beside(answer: Answer, other: Answer) -> bool:
    """Whether an answer is of the text that another is of, and not just the same few words."""
    one, two = answer.citations[0], other.citations[0]
    place = one.article_id, one.field
    return place == (two.article_id, two.field) and (one.span != two.span or len(one.quote) > _FEW)


def _covers(whole: Answer, part: Answer) -> bool:
    """Whether an answer has the characters of another: 6月3日在云岭 for when and where."""
    one, other = whole.citations[0], part.citations[0]
    return one.start <= other.start and other.end <= one.end
