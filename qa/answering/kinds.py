"""An answer in the shape that its question asks for: a list, yes or no, an explanation.

A list grows to all that the text lists; of who it is one if all of its members are persons. A day,
or a name asked for as one, that the reader does not give is taken where one sentence has it and all
that is asked. Yes or no is said where the words of a sentence or title decide
(:mod:`qa.answering.yes_no.deciding`), or where the reader's answer says it itself and is sure to
answer. An explanation is whole sentences (:mod:`qa.answering.explaining`); where the reader
refuses, those are given that have nearly all the words of the question and one for causes, demands
or ways. Where it refuses and words find nothing either, the sentences are given that a selector
finds likely to answer (:mod:`qa.answering.selecting`), whatever is asked.

What is decided, dated or explained by words has a probability of its own, measured by
``python -m eval.kinds``: it counts as ``answerable`` and ``confidence`` where it is the higher.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from qa.answering import explaining, opening_hours
from qa.answering.citations import cite
from qa.answering.explaining import explanation, past_view
from qa.answering.opening_hours import Asked, asked_hours, hours_of, is_open, told
from qa.answering.periods import CLOCK
from qa.answering.repeals import repealed_when
from qa.answering.replies import is_question, past_question
from qa.answering.selecting import Selected, selected
from qa.answering.spans import rivals
from qa.answering.spans.ages import age
from qa.answering.spans.alternatives import corrected_figure
from qa.answering.spans.amounts import whole_amount
from qa.answering.spans.bands import is_of_another_band
from qa.answering.spans.candidates import is_no_answer
from qa.answering.spans.denied import is_denied, is_rumoured
from qa.answering.spans.doubted import doubted
from qa.answering.spans.figure_years import is_of_another_year, outlived
from qa.answering.spans.formerly import workplace
from qa.answering.spans.lines import line_to_take
from qa.answering.spans.ordinals import is_of_another_ordinal
from qa.answering.spans.posts import holders, post
from qa.answering.spans.vouching import is_headed
from qa.answering.wording import asked_day, asked_name, asked_weekday
from qa.answering.yes_no.deciding import Decision, answered, decision, opened, own_words, telling
from qa.answering.yes_no.figures_asked import figure_asked
from qa.answering.yes_no.opposites import other_number
from qa.answering.yes_no.rivals import is_of_rival, is_to_come
from qa.answering.yes_no.withdrawn import with_withdrawal
from qa.chinese.asking import Wanted, statement_of, wanted
from qa.chinese.datelines import counted_from
from qa.chinese.fold import folded
from qa.chinese.glued import past_all_before, past_headline
from qa.chinese.lists import members, persons, whole_list
from qa.chinese.openings import past_opening
from qa.chinese.questions import asks_for_a_day
from qa.chinese.sentences import sentences, sentences_around
from qa.records import Answer, AnswerKind, Article, Field, Refusal, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.answering.spans.candidates import Candidate
    from qa.chinese.fold import Folded
    from qa.interfaces import Selector
    from qa.records import Citation, Hit
    from qa.search.query import Query
    from qa.search.timely import Days

__all__ = ["of_its_hours", "shaped", "with_hours", "with_told"]

_SPOKEN = re.compile("[^，,。：:]{1,12}[：:]")  # who answers in an interview
_LEAD = 120  # characters of an article that say of what it tells
_DECIDES = 0.9
"""The share of a question's characters that a sentence has to have to decide it."""

_NEARLY = 0.85
"""That share where the sentence is at least as sure as this: it names the subject itself."""

_TELLS = 0.6
"""How much of a question a sentence has to have to be shown for the reader's."""

_MORE = 0.15
"""How much more than the reader's sentence has."""

_BARE = 8
"""The characters of a first sentence that says yes or no and little else."""

_RIGHT = 0.9
"""How sure the reader's own yes or no is at most."""

_SURE = 0.85
"""How answerable a question has to be for the reader's own yes or no to be taken."""

_SHOWN = 0.8
"""How many of the sentences shown without yes or no tell what is asked, of those answerable: of 60
on training texts that were read 40 did, where ``answerable`` was 0.79 on average."""

_FIGURE = 0.9
"""How answerable the question for a figure has to be for that to say yes or no."""

_BY_FIGURE = 0.85
"""How surely it does."""

_EXPLAINS = 0.85
"""The score from which an explanation is given though the reader refuses."""

_TOLD = (post, age, workplace, line_to_take)
"""What a text tells in passing, to questions that the reader finds no answer to."""

_EXPLAINED = 0.6
"""How many of those explain."""

_SELECTED = 0.5
"""The chance that sentences answer, at least, where the reader finds no answer: they rather do than
not. Of 474 questions of a choosing half that got one 333 were answered rightly, from 0.6 on 260 of
349."""

_NEAREST = 0.3
"""That chance of what is shown with a refusal as the nearest that was read."""

_UNANSWERED = (Refusal.IMPROBABLE, Refusal.UNSURE, Refusal.NO_CANDIDATE)
"""Refusals of what is a question, of days that there are."""

_OUTRIGHT = 0.7
"""How many of the days found by words are right; 12 of 14 on the sets they were mended on."""

_VOUCHED = 0.6
"""How many of those are right whose sentence has all that is asked, where the reader doubts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Sentences of an article that answer with a probability in [0, 1]."""

    kind: AnswerKind
    article_id: str
    span: Span
    probability: float
    field: Field = Field.TEXT
    answerable: float | None = None  # that of the question with them; if None, ``probability``


def shaped(
    answer: Answer,
    query: Query,
    read: Candidate | None,
    articles: Mapping[str, Article],
    *,
    others: Sequence[Candidate] = (),
    days: Days | None,
    alone: bool,
    own: float,
    refuse: Callable[[float, float], Refusal | None],
    again: Callable[[str], Candidate | None],
    selector: Selector | None = None,
) -> Answer:
    """Return an answer as its question wants it; ``read`` is the reader's best, given or not.

    ``again`` gives the reader's best answer to another question, where it read that one.

    ``others`` are all that it read that may be given. ``days`` are those the question names: no
    sentence of an article of others is taken. ``alone``: there was no other to find.
    ``own`` is the generator's threshold of ``answerable``; ``refuse`` says of a confidence and an
    ``answerable`` why to hold the answer back, if at all. With a ``selector`` the sentences that it
    chooses are given where the reader and the words find no answer.
    """
    kind, refused = wanted(query.simplified), answer.answerable < own
    hits = [
        hit
        for hit in answer.hits
        if days is None or days.reported_on(hit.date) or _is_headed(query, hit)
    ]
    if kind is Wanted.YES_NO:
        found = _decided(query, hits, read, articles)
        found = found or _by_its_figure(query, hits, articles, again)
        if found and _is_undecided(query, found, articles):
            found = None
        found = _with_withdrawal(query, found, articles) if found else None
    elif kind is Wanted.SPAN and (repealed := _repealed(query, hits)):
        found = repealed
    elif refused:
        of_now = days is not None and days.of_now and kind is not Wanted.PASSAGE
        found = _said_outright(query, hits, articles) if kind is Wanted.SPAN else None
        found = found or _vouched(query, answer.hits if of_now else hits, others, articles)
        if kind is Wanted.PASSAGE:
            found = found or _explained(query, hits, articles)
    else:
        found = None
    if found is None and selector and refused and answer.reason in _UNANSWERED:
        made = _selected(query, answer, read, hits, articles, selector, alone=alone, own=own)
        if made and made.probability >= _SELECTED:
            bare = replace(answer, confidence=0.0)  # the reader's is of another
            given = _given(bare, made, articles, own=own, refuse=refuse)
            return given if given.text else replace(given, nearest=_cited(made, articles))
        if made and made.probability >= _NEAREST:
            answer = replace(answer, nearest=_cited(made, articles))
    if found:
        answer = _given(answer, found, articles, own=own, refuse=refuse)
    return _in_its_shape(answer, kind, query, articles, found=found is not None)


def _in_its_shape(
    answer: Answer,
    kind: Wanted,
    query: Query,
    articles: Mapping[str, Article],
    *,
    found: bool,
) -> Answer:
    """Return an answer as the list or the sentences that are asked for; ``found``: not read."""
    if kind in (Wanted.LIST, Wanted.WHO) and answer.kind is AnswerKind.SPAN:
        return _listed(answer, articles, who=kind is Wanted.WHO)
    if found or kind is Wanted.SPAN:
        return answer
    if kind is Wanted.YES_NO:
        answer = _at_what_tells(answer, query, articles)
        answer = _in_its_sentences(answer, articles, query.simplified)
        if _shows_rival(answer, query, articles):
            return _refused(answer)
        return replace(answer, confidence=_shown(answer))
    return _in_its_sentences(_past_view(answer, query, articles), articles)


def _shows_rival(answer: Answer, query: Query, articles: Mapping[str, Article]) -> bool:
    """Return whether the sentence that an answer shows is of another than is asked of."""
    if answer.text is None or not answer.citations:
        return False
    first = answer.citations[0]
    return _is_of_rival(query.simplified, articles[first.article_id], first.span, first.field)


def _refused(answer: Answer) -> Answer:
    """Return an answer that is none, though the reader gave one."""
    return replace(
        answer, text=None, citations=(), items=(), reason=Refusal.NO_CANDIDATE, read=None
    )


def _past_view(answer: Answer, query: Query, articles: Mapping[str, Article]) -> Answer:
    """Return an answer that is what many think with what the next sentence says against it."""
    if not answer.citations or answer.citations[0].quote != answer.text:
        return answer
    first, *others = answer.citations
    article = articles[first.article_id]
    text = article.of_field(first.field).text
    around = sentences_around(text, first.span)
    against = past_view(query.simplified, text, around)
    if against == around:
        return answer
    whole = cite(article, past_opening(text, against, days=False), first.field)
    return replace(answer, text=whole.quote, citations=(whole, *others))


def _shown(answer: Answer) -> float:
    """Return how sure a sentence is that is shown without yes or no, in [0, 1].

    The reader's confidence is of a few words, of which there are seldom just the right ones in an
    answer to yes or no; the sentence that they stand in is right far more often.
    """
    if answer.text is None:
        return answer.confidence
    return max(answer.confidence, _SHOWN * answer.answerable)


def with_hours(
    answer: Answer,
    query: Query,
    found: Sequence[Hit],
    articles: Mapping[str, Article],
    *,
    own: float,
    refuse: Callable[[float, float], Refusal | None],
) -> Answer | None:
    """Return when the house asked of is open, as the newest article found says; else None.

    None too where the reader gives hours that may be of it; whether it is open on a day of the week
    the reader does not say. ``own`` and ``refuse`` as of :func:`shaped`.
    """
    asked = asked_hours(query.simplified)
    if asked and asked.bound and answer.text is not None and not _is_unfit(asked, answer, articles):
        return None
    those = {hit.chunk.article_id: hit for hit in (*found, *answer.hits)} if asked else {}
    hours = _hours(asked, [articles[id_] for id_ in those]) if asked else None
    if hours is None:
        return None
    bare = replace(_with_hit(answer, hours, found), text=None, citations=())
    return _given(bare, hours, articles, own=own, refuse=refuse)


def with_told(
    answer: Answer,
    query: Query,
    found: Sequence[Hit],
    articles: Mapping[str, Article],
    *,
    own: float,
    refuse: Callable[[float, float], Refusal | None],
) -> Answer | None:
    """Return what a chunk found tells in passing of what the reader finds no answer to; else None.

    Who the one asked of is, how old he is, or where he works; which line to take. Or who holds the
    short post asked for (市长是谁), if the chunks found name one alone. ``own`` and ``refuse`` as
    of :func:`shaped`.
    """
    if answer.text is not None:
        return None
    told = next(
        filter(None, (_first_told(found, partial(one, query.simplified)) for one in _TOLD)),
        None,
    ) or _one_holder(query, found, articles)
    if told is None:
        return None
    return _given(_with_hit(answer, told, found), told, articles, own=own, refuse=refuse)


def _one_holder(
    query: Query, found: Sequence[Hit], articles: Mapping[str, Article]
) -> _Found | None:
    """Return who holds the post asked for, if the chunks found name one alone."""
    named: dict[str, _Found] = {}
    for hit in found:
        copy = folded(hit.chunk.text)
        lead = folded(articles[hit.chunk.article_id].text[:_LEAD]).text
        for one in holders(query.simplified, copy.text, f"{folded(hit.title).text}\n{lead}"):
            named.setdefault(copy.text[one.start : one.end], _outright(hit, copy, one))
    return next(iter(named.values())) if len(named) == 1 else None


def _with_hit(answer: Answer, made: _Found, found: Sequence[Hit]) -> Answer:
    """Return an answer with a chunk found of the article that says it, if none of it was read."""
    if made.article_id in {hit.chunk.article_id for hit in answer.hits}:
        return answer
    those = [hit for hit in found if hit.chunk.article_id == made.article_id]
    return replace(answer, hits=(*answer.hits, *those[-1:]))


def of_its_hours(answer: Answer, query: Query, articles: Mapping[str, Article]) -> Answer:
    """Return an answer; a refusal where it has the hours of another house or holiday than asked of.

    Or no hour where one is asked for.
    """
    asked = asked_hours(query.simplified) if answer.text is not None else None
    if asked and _is_unfit(asked, answer, articles):
        return _refused(answer)
    return answer


def _hours(asked: Asked, read: Sequence[Article]) -> _Found | None:
    for article in sorted(read, key=lambda one: one.date or dt.date.min, reverse=True):
        copy = folded(article.text)
        said = list(told(copy.text, folded(article.title).text))
        opens = is_open(asked, said)
        hours = hours_of(asked, said) if asked.bound else None
        if place := opens[1] if opens else hours:
            yes = opens is not None and opens[0] is asked.opens
            whole = asked.feast is not None and asked.bound == "both"
            kind = AnswerKind.PASSAGE if whole else AnswerKind.SPAN
            kind = kind if not opens else AnswerKind.YES if yes else AnswerKind.NO
            return _Found(
                kind=kind,
                article_id=article.id,
                span=copy.span(place.start, place.end),
                probability=_OUTRIGHT,
            )
    return None


def _is_unfit(asked: Asked, answer: Answer, articles: Mapping[str, Article]) -> bool:
    return any(_is_of_other_hours(asked, x, articles) for x in answer.citations[:1])


def _is_of_other_hours(asked: Asked, cited: Citation, articles: Mapping[str, Article]) -> bool:
    if asked.bound and asked.clock and not re.search(CLOCK, folded(cited.quote).text):
        return True
    article = articles[cited.article_id]
    said = list(told(article.text, article.title)) if cited.field is Field.TEXT else []
    return opening_hours.is_of_another(asked, said, cited.span)


def _listed(answer: Answer, articles: Mapping[str, Article], *, who: bool) -> Answer:
    """Return an answer with all that its text lists; of ``who`` if that is several persons."""
    if not answer.citations or answer.citations[0].quote != answer.text:
        return answer
    first, *others = answer.citations
    article, field = articles[first.article_id], first.field
    text = article.of_field(field).text
    span = whole_list(text, first.span)
    found = members(text, span)
    if who:
        found = persons(text, found)
        span = Span(start=span.start, end=found[-1].end) if found else span
    if len(found) < 1 + who:
        return answer
    whole = cite(article, span, field)
    return replace(
        answer,
        text=whole.quote,
        citations=(whole, *others),
        kind=AnswerKind.LIST,
        items=tuple(cite(article, member, field) for member in found),
    )


def _decided(
    query: Query, hits: Sequence[Hit], read: Candidate | None, articles: Mapping[str, Article]
) -> _Found | None:
    """Return the sentence that says yes or no, None where none does, or two disagree."""
    question = query.simplified
    found = [
        (made.share, made.sure, _verdict(made.yes, hit, span, made.sure, field))
        for hit in hits
        for made, field, span in _decisions(question, hit)
        if _says_enough(made)
    ]
    top = max((share for share, _, _ in found), default=0.0)
    firsts = [one for share, _, one in found if share == top]
    if len({one.kind for one in firsts}) > 1:
        return None
    best = max(firsts, key=lambda one: one.probability, default=None)
    told = _told(question, read, articles) if read else None
    if best and told and best.kind is not told.kind:
        return None
    return told or best


def _with_withdrawal(query: Query, found: _Found, articles: Mapping[str, Article]) -> _Found:
    """Return yes or no with what takes it back: see :mod:`qa.answering.yes_no.withdrawn`."""
    text = articles[found.article_id].of_field(found.field).text
    return replace(found, span=with_withdrawal(query.simplified, text, found.span))


def _by_its_figure(
    query: Query,
    hits: Sequence[Hit],
    articles: Mapping[str, Article],
    again: Callable[[str], Candidate | None],
) -> _Found | None:
    """Return the sentence in which the reader finds the figure or day asked about, or another.

    No other where what was read of its article has the one asked about too, be it of another thing.
    """
    asked = figure_asked(query.simplified) if hits else None
    read = again(asked.question) if asked else None
    if asked is None or read is None or read.refused or read.answerable < _FIGURE:
        return None
    text = articles[read.article_id].of_field(read.field).text
    around = sentences_around(text, read.span)
    so = asked.is_so(folded(read.text).text, folded(text[around.start : around.end]).text)
    chunks = [hit.chunk.text for hit in hits if hit.chunk.article_id == read.article_id]
    if so is None or not chunks:
        return None
    if not so and any(asked.stands_in(folded(chunk).text) for chunk in chunks):
        return None
    return _Found(
        kind=AnswerKind.YES if so else AnswerKind.NO,
        article_id=read.article_id,
        span=around,
        probability=_BY_FIGURE,
        field=read.field,
    )


def _says_enough(made: Decision) -> bool:
    """Return whether a sentence has enough of a question: nearly all, or less and its subject."""
    return made.share >= (_NEARLY if made.sure >= _NEARLY else _DECIDES)


def _decisions(question: str, hit: Hit) -> Iterator[tuple[Decision, Field, Span]]:
    """Yield what the sentences of a chunk and its title decide, and the answers of interviews."""
    told = list(_statements(hit))
    if hit.chunk.start == 0 and len(told) > 1:
        (field, span, first, _), (_, next_, *_) = told[:2]
        behind = folded(hit.chunk.text[span.end :]).text
        if made := opened(question, first, behind, folded(hit.title).text):
            end = next_.end if len(told) > 2 and len(first) < _BARE else span.end
            yield made, field, Span(start=span.start, end=end)
    for place, (field, span, said, before) in enumerate(told):
        behind = next((x for f, _, x, _ in told[place + 1 :] if f is Field.TEXT), "")
        sent = counted_from(f"{before}{said}", len(before) + len(said), hit.date)
        made = decision(question, said, before, behind=behind, published=sent)
        if made and not _says_it_too(made, question, hit):
            yield made, field, span
        if not is_question(said) or place + 1 >= len(told) - 1:
            continue
        _, answer, reply_, _ = told[place + 1]
        made = answered(question, said, reply_, before, published=sent)
        if made:
            yield made, field, answer


def _says_it_too(made: Decision, question: str, hit: Hit) -> bool:
    """Whether a chunk has the numbers or the place that a question asks about after all.

    Of what a sentence denies because it has others, be it said of another thing.
    """
    text = folded(hit.chunk.text).text
    if made.by_place and made.by_place in text:
        return True
    return made.by_number and not other_number(statement_of(question), text)


def _verdict(yes: bool, hit: Hit, span: Span, probability: float, field: Field) -> _Found:
    return _Found(
        kind=AnswerKind.YES if yes else AnswerKind.NO,
        article_id=hit.chunk.article_id,
        span=span,
        probability=probability,
        field=field,
    )


def _told(question: str, read: Candidate, articles: Mapping[str, Article]) -> _Found | None:
    """Return the sentence in which the reader's answer itself says yes or no."""
    text = articles[read.article_id].of_field(read.field).text
    around = sentences_around(text, read.span)
    said, before = folded(text[around.start : around.end]).text, folded(text[: around.start]).text
    yes = own_words(question, folded(read.text).text, said, before)
    if yes is None or read.answerable < _SURE:
        return None
    kind = AnswerKind.YES if yes else AnswerKind.NO
    return _Found(
        kind=kind,
        article_id=read.article_id,
        span=around,
        probability=min(_RIGHT, read.answerable),
        field=read.field,
    )


def _said_outright(
    query: Query, hits: Sequence[Hit], articles: Mapping[str, Article]
) -> _Found | None:
    """Return the day, name or figure of the first sentence read that has all that is asked."""
    question = query.simplified
    for hit in hits:
        text = articles[hit.chunk.article_id].text
        for span, said, _ in _sentences(hit):
            sent = counted_from(text, span.start, hit.date)
            day = asks_for_a_day(question) and asked_day(
                question, said, hit.title, hit.date, sent=sent
            )
            found = (
                day
                or asked_weekday(question, said, hit.title)
                or asked_name(question, said, hit.title)
                or corrected_figure(question, said, folded(hit.title).text)
            )
            if not found:
                continue
            place = Span(start=found.start, end=found.end)
            if is_denied(question, said, place) or is_rumoured(question, said, place):
                continue
            copy = folded(text[span.start : span.end])
            return _Found(
                kind=AnswerKind.SPAN,
                article_id=hit.chunk.article_id,
                span=copy.span(found.start, found.end).moved(span.start),
                probability=_OUTRIGHT,
            )
    return None


def _repealed(query: Query, hits: Sequence[Hit]) -> _Found | None:
    """Return the day from which a text repeals what is asked of."""
    return _first_told(hits, partial(repealed_when, query.simplified))


def _first_told(hits: Iterable[Hit], told_in: Callable[[str], Span | None]) -> _Found | None:
    """Return what a rule finds in the first chunk where it finds something."""
    for hit in hits:
        copy = folded(hit.chunk.text)
        if told := told_in(copy.text):
            return _outright(hit, copy, told)
    return None


def _outright(hit: Hit, copy: Folded, told: Span) -> _Found:
    return _Found(
        kind=AnswerKind.SPAN,
        article_id=hit.chunk.article_id,
        span=copy.span(told.start, told.end).moved(hit.chunk.start),
        probability=_OUTRIGHT,
    )


def _vouched(
    query: Query, hits: Sequence[Hit], read: Sequence[Candidate], articles: Mapping[str, Article]
) -> _Found | None:
    """Return what a sentence with all that is asked says: :mod:`qa.answering.spans.doubted`."""
    found = doubted(query.simplified, hits, read, articles)
    if found is None:
        return None
    article_id, span, is_passage = found
    article, question = articles[article_id], query.simplified
    if not is_passage:
        span = whole_amount(question, article.text, span)
        copy = folded(article.text)
        if _is_of_another(question, article, span) or (
            copy.places is None
            and is_no_answer(question, copy.text, span, folded(article.title).text)
        ):
            return None
    return _Found(
        kind=AnswerKind.PASSAGE if is_passage else AnswerKind.SPAN,
        article_id=article_id,
        span=span,
        probability=_VOUCHED,
    )


def _is_of_another(question: str, article: Article, span: Span) -> bool:
    """Return whether what a span says is of another year, ordinal or band than is asked of."""
    return (
        is_of_another_year(question, article.text, span, article.title)
        or is_of_another_ordinal(question, article.text, span, article.title)
        or is_of_another_band(question, article.text, span)
        or _is_of_rival(question, article, span)
        or outlived(question, article.text)
    )


def _is_of_rival(question: str, article: Article, span: Span, field: Field = Field.TEXT) -> bool:
    """Return whether the sentence of a span is of another of the kind of what is asked of."""
    text = article.of_field(field).text
    before, said = folded(text[: span.start]).text, folded(text[span.start : span.end]).text
    place = Span(start=len(before), end=len(before) + len(said))
    whole = f"{before}{said}{folded(text[span.end :]).text}"
    return rivals.is_of_rival(question, whole, place, folded(article.title).text)


def _selected(
    query: Query,
    answer: Answer,
    read: Candidate | None,
    hits: Sequence[Hit],
    articles: Mapping[str, Article],
    selector: Selector,
    *,
    alone: bool,
    own: float,
) -> _Found | None:
    """Return the sentences that a selector chooses; None where none can be.

    The reader, whose best is ``read``, finds no answer there, so the question is as answerable as
    it has to be, no more.
    """
    question = query.simplified
    made = selected(question, hits, articles, selector, unless=partial(_is_of_another, question))
    if made is None:
        return None
    seen = {
        "selected": made.probability,
        "answerable": answer.answerable,
        "elsewhere": made.elsewhere,
        "alone": float(alone),
        "agreed": float(_stands_in(read, made)),
        "yes_no": float(wanted(question) is Wanted.YES_NO),
    }
    return _Found(
        kind=AnswerKind.PASSAGE,
        article_id=made.article_id,
        span=made.span,
        probability=selector.chance(seen),
        answerable=own,
    )


def _is_undecided(query: Query, found: _Found, articles: Mapping[str, Article]) -> bool:
    """Return whether what says yes or no is of another, or says yes of what is only to come."""
    article = articles[found.article_id]
    text = article.of_field(found.field).text
    around = sentences_around(text, found.span)
    said = folded(text[around.start : around.end]).text
    if is_of_rival(query.simplified, said):
        return True
    if _is_of_rival(query.simplified, article, around, found.field):
        return True
    if not _SPOKEN.match(said) and explaining.is_of_another(query.simplified, text, around):
        return True
    return found.kind is AnswerKind.YES and is_to_come(query.simplified, said)


def _stands_in(read: Candidate | None, made: Selected) -> bool:
    """Return whether what was read stands in the sentences selected."""
    if read is None or (read.article_id, read.field) != (made.article_id, Field.TEXT):
        return False
    return read.span.meets(made.span)


def _explained(query: Query, hits: Sequence[Hit], articles: Mapping[str, Article]) -> _Found | None:
    """Return the sentences read that explain best, None where none do well enough."""
    best, score = None, _EXPLAINS
    for hit in hits:
        copy = folded(hit.chunk.text)
        made = explanation(query.simplified, copy.text, articles[hit.chunk.article_id].title)
        if made and (made.score > score or (made.score == score and best is None)):
            score, place = made.score, copy.span(made.span.start, made.span.end)
            best = _Found(
                kind=AnswerKind.PASSAGE,
                article_id=hit.chunk.article_id,
                span=place.moved(hit.chunk.start),
                probability=_EXPLAINED,
            )
    return best


def _at_what_tells(answer: Answer, query: Query, articles: Mapping[str, Article]) -> Answer:
    """Return an answer that decides nothing at the sentence of its article that tells of it most.

    That is one which would decide, were its article of the days asked for; else one with the
    predicate asked about and clearly more of the question than the reader's own sentence, which
    has it not.
    """
    if not answer.citations or answer.citations[0].quote != answer.text:
        return answer
    first, *others = answer.citations
    article = articles[first.article_id]
    text = article.of_field(first.field).text
    around = sentences_around(text, first.span)
    hits = [hit for hit in answer.hits if hit.chunk.article_id == first.article_id]
    deciding = {
        span
        for hit in hits
        for made, field, span in _decisions(query.simplified, hit)
        if _says_enough(made) and field is Field.TEXT
    }
    if len(deciding) == 1 and not deciding & {around}:
        whole = cite(article, deciding.pop(), Field.TEXT)
        return replace(answer, text=whole.quote, citations=(whole, *others))
    own_told, own_share = telling(query.simplified, folded(text[around.start : around.end]).text)
    if own_told:
        return answer
    told = [
        (telling(query.simplified, said, hit.title), -span.start, span)
        for hit in hits
        for span, said, _ in _sentences(hit)
        if not is_question(said)
    ]
    (tells, share), _, span = max(told, default=((False, 0.0), 0, around))
    if not tells or share < max(_TELLS, own_share + _MORE):
        return answer
    whole = cite(article, span, Field.TEXT)
    return replace(answer, text=whole.quote, citations=(whole, *others))


def _in_its_sentences(answer: Answer, articles: Mapping[str, Article], whether: str = "") -> Answer:
    """Return the sentences that the reader's answer to a question that wants more is from.

    Of a question ``whether`` something is so, the answer to a sentence that asks, which stands
    behind it; and what takes back what is told.
    """
    if not answer.citations or answer.citations[0].quote != answer.text:
        return answer
    first = answer.citations[0]
    article = articles[first.article_id]
    text = article.of_field(first.field).text
    around = sentences_around(text, first.span)
    replied = past_question(text, around) if whether else None
    start = min(past_all_before(text, around).start, first.start)
    told = replied or past_headline(text, Span(start=start, end=around.end))
    whole = cite(article, with_withdrawal(whether, text, told) if whether else told, first.field)
    return _whole(answer, AnswerKind.PASSAGE, whole)


def _whole(answer: Answer, kind: AnswerKind, whole: Citation) -> Answer:
    """Return the reader's answer as the sentences around it, which are what is shown and cited."""
    inside = [one for one in answer.citations if _inside(one, whole)]
    others = [one for one in answer.citations if not _inside(one, whole)]
    read = next((one.span for one in inside if one.quote == answer.text), None)
    return replace(
        answer,
        text=whole.quote,
        citations=(whole, *others),
        kind=kind,
        items=(whole,),
        read=read.moved(-whole.start) if read else None,
    )


def _given(
    answer: Answer,
    found: _Found,
    articles: Mapping[str, Article],
    *,
    own: float,
    refuse: Callable[[float, float], Refusal | None],
) -> Answer:
    """Return an answer with what was found for it, refused if that is not sure enough either."""
    confidence = max(answer.confidence, found.probability)
    alone = found.probability if found.answerable is None else found.answerable
    answerable = max(answer.answerable, alone)
    reason = refuse(confidence, answerable)
    made = replace(answer, confidence=confidence, answerable=answerable, reason=reason)
    if reason is not None:
        return replace(made, text=None, citations=())
    cited = _cited(found, articles)
    repeats = found.kind is AnswerKind.NO and (answer.text or "") in answer.question
    inside = any(_inside(one, cited) for one in answer.citations)
    if answer.answerable >= own and inside and not repeats:
        return _whole(made, found.kind, cited)
    items = () if found.kind is AnswerKind.SPAN else (cited,)
    return replace(
        made, text=cited.quote, citations=(cited,), kind=found.kind, items=items, outside=False
    )


def _cited(found: _Found, articles: Mapping[str, Article]) -> Citation:
    """Return what was found; of sentences without their dateline or credit (本报讯)."""
    article, span = articles[found.article_id], found.span
    if found.kind is not AnswerKind.SPAN:
        span = past_all_before(article.of_field(found.field).text, span)
    return cite(article, span, found.field)


def _is_headed(query: Query, hit: Hit) -> bool:
    """Whether an article's title or first line names the day asked of; known of its first chunk."""
    lead = hit.chunk.text.strip("\n").partition("\n")[0] if hit.chunk.start == 0 else ""
    return is_headed(query.simplified, folded(hit.title).text, folded(lead).text)


def _inside(one: Citation, other: Citation) -> bool:
    if (one.article_id, one.field) != (other.article_id, other.field):
        return False
    return other.start <= one.start < one.end <= other.end


def _statements(hit: Hit) -> Iterator[tuple[Field, Span, str, str]]:
    """Yield the sentences of a chunk as :func:`_sentences` does, after its title; then that."""
    for span, said, before in _sentences(hit):
        yield Field.TEXT, span, said, f"{hit.title}\n{before}"
    yield Field.TITLE, Span(start=0, end=len(hit.title)), folded(hit.title).text, ""


def _sentences(hit: Hit) -> Iterator[tuple[Span, str, str]]:
    """Yield where each sentence of a chunk stands in its article, as read, and what is before."""
    copy = folded(hit.chunk.text)
    for one in sentences(copy.text):
        place = copy.span(one.start, one.end)
        yield place.moved(hit.chunk.start), copy.text[one.start : one.end], copy.text[: one.start]
