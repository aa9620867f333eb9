"""Questions that ask for two things -> an answer to each of these, put together.

What is found for the whole question is read for each of its parts
(:func:`qa.chinese.subquestions.subquestions`): a reader that is asked 何时何地 says the one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.answer import answer_questions, days_of
from qa.answering.citations import cite
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.chinese.subquestions import is_left, subquestions, text_of
from qa.records import Answer, AnswerKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.answering.repeals import Standing
    from qa.interfaces import Generator
    from qa.records import Article, Hit
    from qa.search.query import Query
    from qa.search.timely import Days

__all__ = ["answer_each"]

_MOST = 4
"""How many parts of a question are read for; a question with more is a form to be filled in."""

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
    standing: Standing | None = None,
    among_others: bool = False,
) -> list[Answer]:
    """Answer each question as :func:`answer_questions` does, and one for two things part by part.

    Such an answer is the characters from the first part to the last where they stand close in one
    sentence, else the first part's alone; its ``items`` are those of the parts in turn. A free
    answer (not ``verbatim``) has the words for each part, with ； between them. What none was found
    for in the surest one's article, in one sentence, is in ``unanswered``, with what asks whether
    something is so and the parts after the first four.
    """
    parts = [list(_parts(query)) for query in queries]
    taken = [_read_for(several) for several in parts]
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
            standing=standing,
            among_others=among_others,
        )
    )
    return [
        _joined(
            query,
            [next(answers) for _ in asked],
            get_article,
            left=[one.text for one in several if one not in asked],
            verbatim=verbatim,
        )
        for query, several, asked in zip(queries, parts, taken, strict=True)
    ]


def _read_for(parts: Sequence[Query]) -> list[Query]:
    """Return the parts that are read for; where all ask whether something is so, the first."""
    return [one for one in parts if not is_left(one.simplified)][:_MOST] or list(parts[:1])


def _parts(query: Query) -> Iterator[Query]:
    """Yield the questions that a question is made of: itself where it asks for one thing."""
    question = query.simplified
    made = subquestions(question)
    if not made:
        yield query
        return
    copy = folded(query.text)
    for part in made:
        places = [copy.span(one.start, one.end) for one in part]
        yield replace(
            query,
            text=text_of(query.text, places),
            simplified=text_of(question, part),
            days=tuple(_moved(query.days, part)),
        )


def _moved(days: Sequence[Span], part: Sequence[Span]) -> Iterator[Span]:
    """Yield where the days of a question stand in a part of it."""
    start = 0
    for one in part:
        for day in days:
            if one.start <= day.start and day.end <= one.end:
                yield day.moved(start - one.start)
        start += one.end - one.start


def _joined(
    query: Query,
    parts: Sequence[Answer],
    get_article: Callable[[str], Article],
    *,
    left: Sequence[str],
    verbatim: bool,
) -> Answer:
    """Return the answer to a question of those to its parts; ``left`` are those not asked."""
    if len(parts) == 1 and not left:
        return parts[0]
    given = [one for one in parts if one.text is not None]
    said = [one for one in given if not _runs_on(one, get_article)] or given
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
    if not verbatim and len(kept) > 1:
        return _in_own_words(whole, kept)
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


def _in_own_words(whole: Answer, parts: Sequence[Answer]) -> Answer:
    """Return a free answer of those to the parts of its question."""
    cited = {(x.article_id, x.field, x.span): x for one in parts for x in one.citations}
    return replace(
        whole,
        text="；".join(dict.fromkeys(one.text or "" for one in parts)),
        citations=tuple(cited.values()),
        items=(),
        kind=AnswerKind.SPAN,
        days=(),
        read=None,
    )


def _runs_on(answer: Answer, get_article: Callable[[str], Article]) -> bool:
    """Whether an answer to a part runs from one sentence into the next, over other parts."""
    if answer.kind is not AnswerKind.SPAN:
        return False
    first = answer.citations[0]
    text = get_article(first.article_id).of_field(first.field).text
    return sum(one.meets(first.span) for one in sentences(text)) > 1


def _is_beside(answer: Answer, other: Answer) -> bool:
    """Whether an answer is of the text that another is of, and not just the same few words."""
    one, two = answer.citations[0], other.citations[0]
    place = one.article_id, one.field
    return place == (two.article_id, two.field) and (one.span != two.span or len(one.quote) > _FEW)


def _covers(whole: Answer, part: Answer) -> bool:
    """Whether an answer has the characters of another: 6月3日在云岭 for when and where."""
    one, other = whole.citations[0], part.citations[0]
    return one.start <= other.start and other.end <= one.end
