"""Answers found in what was read of a question's chunks, and what each counts.

Equal answers (width, case and punctuation aside) form one candidate; it is scored by what was read
in each place it stands:

``confidence = 1 - (1 - p_1) * product over i > 1 of (1 - agreement * p_i)``

where ``p_1 >= p_2 ...`` are the calibrated confidences, one a place: overlapping chunks show the
same place of the article, which counts once. A reading's answers are ordered by their worth
(:mod:`qa.answering.spans.choosing`), and later ones are never surer than earlier ones: that knows
better which of them is best than their confidences, made to compare readings, do. Candidates are
ranked by ``confidence * (1 - retrieval * (1 - score / best score))``, of what was found for the
question; the confidence itself stays a probability.

Of a question that names days, a candidate counts less if what it is quoted from is not of them
(see :mod:`qa.search.timely`); of one about now, if its article is not the newest that was found.
A title is read as a chunk of its article; where the text says the same, that is quoted.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from qa.answering.periods import whole_period
from qa.answering.reading import located
from qa.answering.spans import holders
from qa.answering.spans.alignment import aligned, is_unaligned
from qa.answering.spans.amounts import whole_amount, whole_numeral, whole_term, with_direction
from qa.answering.spans.articles_of_law import is_another_article, which_article
from qa.answering.spans.bands import is_of_another_band, of_its_band
from qa.answering.spans.changes import is_of_compared_time, is_of_no_such_time, of_its_time
from qa.answering.spans.choosing import worth
from qa.answering.spans.contrasts import (
    is_a_difference,
    is_all_of_them,
    is_day_of_sending,
    is_day_of_signing,
    is_house_number,
    is_no_place,
    is_not_undone,
    is_of_another_bound,
    is_of_another_figure,
    is_of_another_holder,
    is_of_another_house,
    is_of_another_kind,
    is_of_another_outcome,
    is_of_another_stage,
    is_of_another_stop,
    is_of_its_building,
    is_who_lost,
)
from qa.answering.spans.denied import denial, is_rumoured
from qa.answering.spans.figure_years import is_of_another_year, of_its_year
from qa.answering.spans.formerly import former_place, is_new_place
from qa.answering.spans.instead import is_overtaken, what_is_so
from qa.answering.spans.lines import is_no_line
from qa.answering.spans.losses import is_of_the_other_side
from qa.answering.spans.modifiers import is_of_another_modifier
from qa.answering.spans.narrowing import narrowed
from qa.answering.spans.neighbours import is_of_a_neighbour
from qa.answering.spans.ordinals import is_of_another_ordinal
from qa.answering.spans.outright import outright
from qa.answering.spans.parallels import is_long_over, is_of_the_other, of_the_one_asked
from qa.answering.spans.parts import asked_part, item_asked
from qa.answering.spans.persons import is_of_another_person, of_whom_asked, who_does
from qa.answering.spans.plans import as_planned
from qa.answering.spans.points import is_of_a_player, is_of_another_team
from qa.answering.spans.predicate import of_its_predicate, of_its_verb
from qa.answering.spans.rivals import is_of_rival
from qa.answering.spans.sorts import is_of_another_sort, of_its_sort, with_unit
from qa.answering.spans.speakers import is_said_by_another
from qa.answering.spans.subjects import is_of_another_subject
from qa.answering.spans.table_rows import is_of_another_row, of_its_row
from qa.answering.spans.whose import is_of_another_measure, of_its_measure
from qa.answering.wording import around
from qa.checking.faithfulness import support, unsupported
from qa.checking.source import Source
from qa.chinese.datelines import counted_from
from qa.chinese.dates import mentions, whole_date
from qa.chinese.fold import folded
from qa.chinese.glued import past_headline
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.questions import (
    asks_for_a_day,
    asks_for_a_year,
    asks_who_did,
    asks_who_was,
    asks_whom,
)
from qa.chinese.quotes import whole
from qa.chinese.sentences import sentences, sentences_around
from qa.chinese.tokens import normalise
from qa.chinese.words import whole_words
from qa.records import Field, Span
from qa.search.timely import Timely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.chinese.fold import Folded
    from qa.interfaces import Generation, GeneratorOutput
    from qa.records import Hit
    from qa.search.query import Query
    from qa.search.timely import Days

__all__ = [
    "TIMELY",
    "Candidate",
    "Weighing",
    "best_of_each",
    "candidates_of",
    "confidence_of",
    "fresh_of",
    "groups_of",
    "is_no_answer",
    "rank_of",
    "timely_of",
]

TIMELY = {
    Timely.NAMED: 1.0,
    Timely.INSIDE: 0.9,
    Timely.UNDATED: 0.6,
    Timely.ANOTHER_YEAR: 0.5,
    Timely.AROUND: 0.35,
    Timely.OUTSIDE: 0.25,
}
"""What a candidate counts where a question names days, by how its sentence stands to them."""

NO_ANSWER = "无法回答"

_BORNE = 0.5  # share of a free sentence's bigrams that stand in the sentence that bears it
_LEFT = 0.25  # share of a refused answer's confidence that another of its reading has to have
_OLD = 0.5  # what a candidate of long ago counts where now is asked for
_HALF = 30  # days after which it is half way there
_ONCE = re.compile("原(?:定|计划|拟|本)[于在]?$")
_MOVED = re.compile("(?:推迟|延期|延后|延迟|顺延|提前|改期?|调整)(?:到|至|为|在|于)?$")
_DONE_TO = tuple("被由对把将与和同跟向给")
_AT_ONCE = (
    "(?:[0-9]{1,4}[年月日号]|近日|[今昨当][天日]|[上下]午|正式|宣布|已|于|以[0-9:：比-]+){0,4}"
)
"""What stands between who does something and the verb: when, and by what score."""

_ANY_DAY = dt.date(2000, 1, 1)  # from which days are found, not understood
_CLAUSE_MARKS = "，,；;：:。\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How what was read is weighed, which chunks are read, and when enough was read.

    ``agreement`` in [0, 1] is the weight of further places that say the same: readings err
    together, so under 1. ``retrieval`` in [0, 1] is how much less a chunk counts that was found
    with a score of 0 than the best one found. Chunks found with less than ``near`` times the best
    score, the first one apart, are not read; nor is any other once the best candidate answers with
    a probability of ``sure`` and is of the days asked for, if any. 0 and infinity read all.
    Titles are read where no candidate of the texts has a confidence of ``doubt``. ``near`` and
    ``sure`` were chosen by ``python -m eval.bench.chunks``, where the others make no difference.
    """

    agreement: float = 0.3
    retrieval: float = 0.4
    near: float = 0.6
    sure: float = 0.7
    doubt: float = 0.5

    def worth(self, hits: Sequence[Hit]) -> list[tuple[Hit, float]]:
        """Return the chunks to read, in order, with what each counts, in [0, 1]."""
        best = max((hit.score for hit in hits), default=0.0)
        relative = [max(hit.score, 0.0) / best if best > 0 else 1.0 for hit in hits]
        return [
            (hit, 1 - self.retrieval * (1 - score))
            for place, (hit, score) in enumerate(zip(hits, relative, strict=True))
            if place == 0 or score >= self.near
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer as one chunk gives it; ``span`` indexes the article, ``prior`` is in [0, 1].

    ``span`` indexes the article's ``field``; ``worth`` orders the answers of one reading; ``turn``,
    from 1, is that in which its chunk was read.
    ``timely`` is None where the question names no days, ``age`` where it is not about now, else how
    many days its article is older than the newest that was found. ``bearing``: where else words of
    the generator's own stand, those of their sentences after the first. ``refused``: what stands
    around it shows that it is no answer; ``denial``: the sentences of the article that deny it.
    """

    text: str
    article_id: str
    span: Span
    confidence: float
    worth: float
    answerable: float
    prior: float
    turn: int
    timely: Timely | None = None
    field: Field = Field.TEXT
    age: int | None = None
    bearing: tuple[Span, ...] = ()
    refused: bool = False
    denial: Span | None = None


def candidates_of(
    hit: Hit,
    reading: GeneratorOutput,
    *,
    query: Query,
    prior: float,
    turn: int,
    verbatim: bool,
    days: Days | None,
    field: Field = Field.TEXT,
    age: int | None = None,
    sent: dt.date | None = None,
) -> list[Candidate]:
    """Return what was read in a chunk, read in its turn, that can be given as an answer.

    With what is denied there (``denial``), which cannot. Where the reader's own answer is none,
    what is left has to be nearly as sure.

    Of a title, which comes as a chunk of its article, where ``field`` says so: its words are often
    those of the question, and what only repeats them is none. ``sent`` is the day of the dispatch
    in the middle of which the chunk begins.
    """
    copy = folded(hit.chunk.text)
    if field is Field.TITLE and _is_of_someone_else(query.simplified, copy.text):
        return []
    surest = max((one.confidence for one in reading.generations), default=0.0)
    said = outright(query.simplified, copy.text, title=folded(hit.title).text, published=hit.date)
    told = said.span if said and said.overrules(surest) else None
    made = (
        _candidate(
            hit,
            copy,
            generation,
            told=told,
            query=query,
            prior=prior,
            turn=turn,
            verbatim=verbatim,
            days=days,
            sent=sent,
        )
        for generation in reading.generations
    )
    found = sorted(filter(None, made), key=lambda one: -one.worth)
    least = _LEFT * max((one.confidence for one in found if one.refused), default=0.0)
    surest, ranked = 1.0, []
    for one in found:
        if one.refused or one.confidence < least:
            ranked += [one] if one.denial else []
            continue
        surest = min(surest, one.confidence)
        if field is Field.TEXT or _key(one.text) not in _key(query.text):
            ranked.append(replace(one, confidence=surest, field=field, age=age))
    return ranked


def _is_of_someone_else(question: str, title: str) -> bool:
    """Whether a title has none of the persons whom a question names: 主犯获刑七年.

    By surname and first character: what follows a name is often taken for a part of it.
    """
    persons = [name.forms for name in proper_names(question) if name.level is Level.PERSON]
    return bool(persons) and not any(form[:2] in title for forms in persons for form in forms)


def groups_of(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return those with equal text together, one a place, the surest first.

    Where some of a candidate's places are of the days asked for, only those are there, and a title
    only where no text says it.
    """
    groups: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        groups[_key(one.text)].append(one)
    return [_places(_of_texts(_of_the_days(group))) for group in groups.values()]


def _of_the_days(group: Sequence[Candidate]) -> Sequence[Candidate]:
    return [one for one in group if one.timely is not Timely.OUTSIDE] or group


def _of_texts(group: Sequence[Candidate]) -> Sequence[Candidate]:
    return [one for one in group if one.field is Field.TEXT] or group


def _candidate(
    hit: Hit,
    copy: Folded,
    generation: Generation,
    *,
    told: Span | None,
    query: Query,
    prior: float,
    turn: int,
    verbatim: bool,
    days: Days | None,
    sent: dt.date | None,
) -> Candidate | None:
    """Return what a chunk's reading gives; ``copy`` is what the generator read of the chunk.

    ``told`` is what its text says outright, if that overrules the reader.
    """
    chunk = hit.chunk
    bearing: list[Span] = []
    span = located(generation, copy.text)
    if span is not None:
        span = past_headline(copy.text, whole_words(copy.text, whole(copy.text, span)))
        span = narrowed(query.simplified, copy.text, span)
        span = whole_numeral(copy.text, span)
        span = asked_part(query.simplified, copy.text, span)
        span = item_asked(query.simplified, copy.text, span)
        span = aligned(query.simplified, copy.text, span)
        span = of_its_sort(query.simplified, copy.text, span)
        span = of_its_predicate(query.simplified, copy.text, span)
        span = of_its_verb(query.simplified, copy.text, span)
        span = who_does(query.simplified, copy.text, span)
        if told and not told.meets(span):
            span = told
        span = of_whom_asked(query.simplified, copy.text, span)
        span = former_place(query.simplified, copy.text, span)
        span = what_is_so(query.simplified, copy.text, span)
        span = of_its_measure(query.simplified, copy.text, span)
        span = of_the_one_asked(query.simplified, copy.text, span)
        span = of_its_time(query.simplified, copy.text, span)
        span = _dated(copy.text, span, query.simplified)
        if asks_for_a_day(query.simplified):
            span = _moved(copy.text, span, hit.date)
        span = whole_period(query.simplified, copy.text, span)
        span = as_planned(query.simplified, copy.text, span)
        span = which_article(query.simplified, copy.text, span)
        span = of_its_row(query.simplified, copy.text, span)
        span = of_its_band(query.simplified, copy.text, span)
        span = of_its_year(query.simplified, copy.text, span)
        given = whole_amount(query.simplified, copy.text, span)
        given = with_direction(query.simplified, copy.text, given)
        given = whole_term(query.simplified, copy.text, given)
        place = copy.span(given.start, given.end)
        text = chunk.text[place.start : place.end]
    elif not verbatim and (borne := _borne(generation.text, copy.text)):
        text = generation.text.strip()
        given, *bearing = borne
        span = given
    if span is None or not _key(text) or _key(text) == NO_ANSWER:
        return None
    denied, title = _denial(query.simplified, copy.text, span), folded(hit.title).text

    def in_article(span: Span) -> Span:
        place = copy.span(span.start, span.end)
        return Span(start=chunk.start + place.start, end=chunk.start + place.end)

    return Candidate(
        text=text,
        article_id=chunk.article_id,
        span=in_article(given),
        confidence=max(generation.confidence, 0.0),
        worth=worth(generation, query.simplified, copy.text, span),
        answerable=generation.answerable,
        prior=prior,
        turn=turn,
        timely=_timely(copy.text, span, hit, days, sent) if days else None,
        bearing=tuple(map(in_article, bearing)),
        refused=denied is not None
        or is_no_answer(query.simplified, copy.text, span, title)
        or is_of_another_year(query.simplified, copy.text, span, title)
        or is_of_another_ordinal(query.simplified, copy.text, span, title),
        denial=in_article(denied) if denied else None,
    )


def _denial(question: str, text: str, span: Span) -> Span | None:
    """Return the sentences that say that an answer is not so, or that another is instead."""
    if is_overtaken(question, text, span) or is_rumoured(question, text, span):
        return next((one for one in sentences(text) if one.meets(span)), None)
    return denial(question, text, span)


def is_no_answer(question: str, text: str, span: Span, title: str) -> bool:
    """Return whether what stands around a span, or over it, shows that it is no answer."""
    if (done := asks_who_was(question)) and _does(text, span, done):
        return True
    if (does := asks_who_did(question)) and _undergoes(text, span, does):
        return True
    if (deed := asks_whom(question)) and _acts(text, span, deed):
        return True
    return (
        _is_of_another(question, text, span)
        or is_of_a_neighbour(question, text, span)
        or is_of_the_other(question, text, span)
        or is_long_over(question, text, span)
        or is_unaligned(question, text, span)
        or is_of_another_measure(question, text, span)
        or is_of_another_person(question, text, span, title)
        or is_said_by_another(question, text, sentences_around(text, span), f"{title}\n{text}")
        or holders.is_of_another_house(question, text, span)
        or holders.is_house_of_it(question, text, span)
        or is_all_of_them(question, text, span)
        or is_not_undone(question, text, span)
        or is_of_another_modifier(question, text, span)
        or is_of_another_team(question, text, span)
        or is_of_the_other_side(question, text, span)
        or is_of_another_band(question, text, span)
        or is_another_article(question, text, span)
        or is_of_another_row(question, text, span)
        or is_of_another_subject(question, text, span)
        or is_new_place(question, text, span)
        or is_no_line(question, text, span)
        or is_of_compared_time(question, text, span)
        or is_of_no_such_time(question, text, span)
        or is_of_its_building(question, text, span)
        or is_of_a_player(question, text, span)
        or is_of_rival(question, text, span, title)
        or is_of_another_sort(question, with_unit(text, span))
    )


def _borne(written: str, text: str) -> list[Span]:
    """Return the sentences of a text that bear what was written, in the order of its sentences.

    Each sentence that was written rests on one, in which its numbers, dates and names stand, so
    that none is put together from two. Empty where one rests on nothing.
    """
    source = Source(text)
    found: list[Span] = []
    for sentence in (written[one.start : one.end] for one in sentences(written)):
        whole = [x for x in source.sentences if not unsupported(sentence, _alone(text, x))]
        span = support(sentence, source, whole, least=_BORNE)
        if span is None:
            return []
        found.append(span)
    return list(dict.fromkeys(found))


def _alone(text: str, sentence: Span) -> Source:
    return Source(text[sentence.start : sentence.end])


def _dated(text: str, span: Span, question: str) -> Span:
    """Return a date whole, without brackets around it; its year alone where that is asked for."""
    said = text[span.start : span.end]
    if len(said) > 2 and said[0] in "（(" and said[-1] in "）)":
        span = Span(start=span.start + 1, end=span.end - 1)
    if asks_for_a_year(question):
        return span
    return whole_date(text, span, to_day=asks_for_a_day(question))


def _sentence_end(text: str, span: Span) -> int:
    """Return where the first sentence ends that ``span`` is in."""
    return min((x.end for x in sentences(text) if x.meets(span)), default=len(text))


def _moved(text: str, span: Span, date: dt.date | None) -> Span:
    """Return the day to which a sentence moves that of ``span``: 原定5月开工，推迟到|6月."""
    end = _sentence_end(text, span)
    if _ONCE.search(text, 0, span.start):
        for day, _ in mentions(text[:end], date or _ANY_DAY):
            if day.start >= span.end and _MOVED.search(text, span.end, day.start):
                return Span(start=day.start, end=day.end)
    return span


def _does(text: str, span: Span, verb: str) -> bool:
    """Return whether a span is who does what a verb says, not who it is done to."""
    end = _sentence_end(text, span)
    before, does, _ = text[span.end : end].partition(verb)
    return (
        bool(does)
        and "被" not in before
        and verb not in text[max(0, span.start - len(verb)) : span.start]
    )


def _undergoes(text: str, span: Span, verb: str) -> bool:
    """Return whether a span, or the name it is the rest of, stands right behind a verb.

    It is then whom that is done to.
    """
    return re.search(f"{re.escape(verb)}[了过]?[^\\W的有是]?$", text[: span.start]) is not None


def _acts(text: str, span: Span, verb: str) -> bool:
    """Return whether a span is who does what a verb right behind it says: |甲某|14日任命."""
    told_to = text[: span.start].endswith(_DONE_TO)
    return not told_to and re.match(f"{_AT_ONCE}{re.escape(verb)}", text[span.end :]) is not None


def _timely(text: str, span: Span, hit: Hit, days: Days, sent: dt.date | None) -> Timely:
    """Return how a span's clause stands to days, or its sentences, or what comes before them.

    Where none names a day, those of the title and, in the first chunk, of the first line count: a
    notice is of its day, a yearbook's figures of its year.
    """
    told = list(sentences(text))
    around = [x for x in told if x.meets(span)]
    start = min([span.start, *(x.start for x in around)])
    line = text.rfind("\n", 0, start) + 1
    before = [text[x.start : x.end] for x in told if line <= x.start and x.end <= start]
    said = text[start : max([span.end, *(x.end for x in around)])]
    clause, before = _clause(text, span), [*before, said]
    sent = counted_from(text, span.start, hit.date, sent=sent)
    timely = days.judge(clause, hit.date, before=before, sent=sent)
    if timely is not Timely.OUTSIDE:
        return timely
    first = [] if hit.chunk.start else [text.strip("\n").partition("\n")[0]]
    head = [folded(hit.title).text, *first]
    return days.judge(clause, hit.date, before=[*head, *before], sent=sent)


def _is_of_another(question: str, text: str, span: Span) -> bool:
    """Return whether a span is said of another than is asked: see :mod:`contrasts`."""
    clause = _clause(text, span)
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    paragraph = text[start : end if end >= 0 else len(text)]
    sentence = next((text[x.start : x.end] for x in sentences(text) if x.meets(span)), clause)
    if asks_for_a_day(question) and (
        is_of_another_bound(question, clause)
        or is_of_another_stage(question, text, span)
        or is_day_of_sending(text, span, sentence)
        or is_day_of_signing(question, text, span)
        or is_house_number(text, span)
    ):
        return True
    return (
        is_of_another_figure(question, clause, sentence, paragraph)
        or is_a_difference(question, text, span)
        or is_of_another_holder(question, text, span)
        or is_of_another_house(question, text, span)
        or is_of_another_kind(question, _with_measure(text, span))
        or is_of_another_outcome(question, sentence)
        or is_of_another_stop(question, sentence)
        or is_who_lost(question, text, span)
        or is_no_place(question, text, span)
    )


def _with_measure(text: str, span: Span) -> str:
    """Return what a span says, with the character behind it where it ends with a digit: 24|根."""
    said = text[span.start : span.end]
    return said + text[span.end : span.end + said[-1:].isdigit()]


def _clause(text: str, span: Span) -> str:
    """Return a span with what stands around it up to the next commas."""
    place = around(text, span, _CLAUSE_MARKS)
    return text[place.start : place.end]


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, normalise(text)))


def _places(group: Sequence[Candidate]) -> list[Candidate]:
    places: list[Candidate] = []
    for one in sorted(group, key=lambda c: -c.confidence * c.prior):
        if not any(_overlap(one, other) for other in places):
            places.append(one)
    return places


def _overlap(one: Candidate, other: Candidate) -> bool:
    same = (one.article_id, one.field) == (other.article_id, other.field)
    return same and one.span.meets(other.span)


def confidence_of(places: Sequence[Candidate], weighing: Weighing) -> float:
    """Return how probable it is that a candidate is right, in [0, 1]."""
    first, *further = sorted((place.confidence for place in places), reverse=True)
    return 1 - (1 - first) * math.prod(1 - weighing.agreement * sure for sure in further)


def timely_of(places: Sequence[Candidate]) -> float:
    """Return what a candidate counts for the days asked for, in [0, 1]; 1 if none are."""
    return max(TIMELY[place.timely] if place.timely is not None else 1.0 for place in places)


def fresh_of(places: Sequence[Candidate]) -> float:
    """Return what a candidate counts for being new, in [0, 1]; 1 if that is not asked for."""
    age = min((place.age for place in places if place.age is not None), default=0)
    return _OLD + (1 - _OLD) * math.exp2(-age / _HALF)


def rank_of(places: Sequence[Candidate], weighing: Weighing) -> float:
    """Return what a candidate counts among the others, in [0, 1]."""
    return (
        timely_of(places)
        * fresh_of(places)
        * confidence_of(places, weighing)
        * max(place.prior for place in places)
    )


def best_of_each(
    groups: Sequence[list[Candidate]], weighing: Weighing
) -> Iterator[list[Candidate]]:
    """Yield the best candidate and, where that is of the days asked for, the best of others."""
    ranked = sorted(groups, key=lambda places: rank_of(places, weighing), reverse=True)
    for outside in (False, True):
        of_these = (x for x in ranked if (x[0].timely is Timely.OUTSIDE) is outside)
        yield from islice(of_these, 1)
