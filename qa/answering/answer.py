"""A question and the chunks found for it -> an answer with its citations, or a refusal.

Chunks are read by the generator in rounds, the best one of each question first, until no other is
likely to change the answer: see :class:`qa.answering.spans.candidates.Weighing`; then the titles of
those read, in one call, where no text has a likely answer; then those that deny something of one
and say it of another, without the denial (:mod:`qa.answering.spans.retelling`); last, where nothing
that was read likely answers, the texts once more for the question in written words
(:mod:`qa.answering.spans.rewording`). What candidates count is in
:mod:`qa.answering.spans.candidates`. Where a question names days and the best candidate that is of
them is refused, the best of others may be given, unless the days are few: what another day's paper
says of yesterday is wrong. Of a day that there is not (2月30日) nothing is read. A lone noun asks
nothing and is not read: its hits are a search's.

Whether to answer at all is another question than whether the answer is cut right: unless the
caller sets a threshold for the confidence, what decides is how probable it is that the candidate's
best place answers the question: the generator's probability for one text, its odds divided by the
number of chunks of which at most one is likely to hold the answer: those read up to its own if it
is sure among them, else all that were found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from qa.answering.citations import cite, cited_articles
from qa.answering.kinds import of_its_hours, shaped, with_hours, with_told
from qa.answering.reading import read
from qa.answering.spans.candidates import (
    TIMELY,
    Weighing,
    best_of_each,
    candidates_of,
    confidence_of,
    groups_of,
    rank_of,
    timely_of,
)
from qa.answering.spans.figure_years import asked_year, outlived
from qa.answering.spans.retelling import left_out
from qa.answering.spans.rewording import in_written_words
from qa.answering.sureness import evidence
from qa.answering.wording import meaning, share
from qa.chinese.datelines import counted_from
from qa.chinese.dates import beside, no_such_day
from qa.chinese.fold import folded
from qa.chinese.openings import past_opening
from qa.chinese.questions import asks_for_a_day, is_one_noun
from qa.errors import InputError
from qa.interfaces import is_calibrated, selector_of, sureness_of
from qa.places import UNSURE
from qa.records import Answer, Article, Chunk, Field, Hit, Refusal, Span
from qa.search.query import as_queries
from qa.search.timely import Timely

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qa.answering.repeals import Standing
    from qa.answering.spans.candidates import Candidate
    from qa.interfaces import Generator, GeneratorOutput, Rule, Selector
    from qa.records import Citation, DateMention
    from qa.search.query import Query
    from qa.search.timely import Days

__all__ = ["MAX_CITATIONS", "answer_questions", "days_of", "one_of", "refusal"]

MAX_CITATIONS = 5
_ABOUT = 0.5  # share of a question's words that sentences have which deny an answer to it


_INSTEAD, _ANSWERS = 0.6, 0.75
"""How sure what a text says instead of what it denies is at least, and how surely it answers."""

_REWORDED, _AGREED = 0.85, 0.6
"""How surely the question in other words is answered at least, and where it finds the same place
as the question itself."""

_REPEALED = 0.4
"""What a chunk counts of an article that is not in force."""

_MOST = 0.5  # share of a question's words that a chunk then has at least
_MARK = re.compile("[，,。；;：:！!？?\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What is read at a time, what it counts, and as the how manieth of a question's chunks."""

    hit: Hit
    prior: float
    number: int
    field: Field = Field.TEXT
    without: Span | None = None
    """What of the article is left out of the chunk."""
    query: Query | None = None
    """The question in other words than it was asked in."""

    @property
    def is_first(self) -> bool:
        """Whether the chunk is read as it is, for the question as it is."""
        return self.field is Field.TEXT and self.without is None and self.query is None


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A question with what was found for it, and what was read of that so far.

    ``worth`` are the chunks to read in turn, as far as need be, with what each counts; ``best`` the
    best candidates: see :func:`best_of_each`; ``denied`` those that their text says are not so.
    """

    query: Query
    found: Sequence[Hit]
    worth: Sequence[tuple[Hit, float]]
    days: Days | None
    read: list[GeneratorOutput] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    denied: list[Candidate] = field(default_factory=list)
    best: list[list[Candidate]] = field(default_factory=list)

    @property
    def named(self) -> Days | None:
        """The days that the question names."""
        return None if self.days is None or self.days.of_now else self.days

    @property
    def is_noun(self) -> bool:
        return is_one_noun(self.query.simplified)

    @property
    def no_day(self) -> bool:
        """Whether the question names a day that there is not."""
        return no_such_day(self.query.simplified) is not None

    @property
    def next(self) -> _Turn:
        """The chunk that is read next."""
        hit, prior = self.worth[len(self.read)]
        return _Turn(hit=hit, prior=prior, number=len(self.read) + 1)

    @property
    def chances(self) -> int:
        """How many of the chunks found could be taken for the answer.

        Where a few days are asked of, none of other days could: see :func:`_contradicts`.
        """
        days = self.named
        if days is None or not days.are_few:
            return len(self.found)
        judged = (days.judge(hit.chunk.text, hit.date) for hit in self.found)
        return max(1, sum(timely is not Timely.OUTSIDE for timely in judged))

    def titles(self, articles: Mapping[str, Article]) -> list[_Turn]:
        """Return the titles of the articles that were read, each as a chunk of its own."""
        made: dict[str, _Turn] = {}
        for place, (hit, prior) in enumerate(self.worth[: len(self.read)], start=1):
            id_ = hit.chunk.article_id
            title = articles[id_].title
            chunk = Chunk(article_id=id_, start=0, end=len(title), text=title)
            turn = _Turn(
                hit=replace(hit, chunk=chunk), prior=prior, number=place, field=Field.TITLE
            )
            made.setdefault(id_, turn)
        return [turn for turn in made.values() if turn.hit.chunk.text.strip()]

    def retold(self) -> Iterator[_Turn]:
        """Yield the chunks that were read, without what they say was not so but another was."""
        for number, (hit, prior) in enumerate(self.worth[: len(self.read)], start=1):
            copy = folded(hit.chunk.text)
            if found := left_out(self.query.simplified, copy.text):
                place = copy.span(found.start, found.end)
                text = hit.chunk.text[: place.start] + hit.chunk.text[place.end :]
                chunk = replace(hit.chunk, text=text)
                start = hit.chunk.start
                gap = Span(start=start + place.start, end=start + place.end)
                yield _Turn(hit=replace(hit, chunk=chunk), prior=prior, number=number, without=gap)

    def reworded(self) -> Iterator[_Turn]:
        """Yield the chunks that were read, for the question in written words and in their own."""
        for number, (hit, prior) in enumerate(self.worth[: len(self.read)], start=1):
            if query := in_written_words(self.query, folded(hit.chunk.text).text):
                yield _Turn(hit=hit, prior=prior, number=number, query=query)

    def age(self, hit: Hit) -> int | None:
        """Return how many days older a hit is than the newest; None if that does not count."""
        if self.days is None or not self.days.of_now or hit.date is None:
            return None
        return max((one.date - hit.date).days for one in self.found if one.date)


def answer_questions(
    queries: Sequence[Query],
    hits: Sequence[Sequence[Hit]],
    *,
    generator: Generator,
    get_article: Callable[[str], Article],
    days: Sequence[Days | None] = (),
    verbatim: bool = True,
    threshold: float | None = None,
    weighing: Weighing | None = None,
    standing: Standing | None = None,
    among_others: bool = False,
) -> list[Answer]:
    """Answer each question from its hits; a call of the generator reads one of each.

    The generator reads what is seen of a chunk (:func:`qa.chinese.fold.folded`); what is quoted are
    the characters of the article. ``days`` are those that each question names, if any. Which chunks
    are read, and which candidate is best, does not depend on the threshold.
    With ``verbatim`` the text is a span of the article; without, it is the generator's own words
    and is refused unless a sentence of the chunk bears each of theirs: those are the citations. An
    answer whose confidence is under ``threshold`` in [0, 1] is refused: ``text`` is None and
    ``reason`` says why. ``standing`` says which articles are not in force: they are read last.
    ``among_others``: what was found was chosen of several articles, though it be of one.
    With None the generator's own threshold counts, of how probable it is that
    what was read answers the question. Raises :class:`InputError` where questions and hits differ
    in number, and
    :class:`ArchiveError` for a chunk that its article does not have.
    """
    if len(queries) != len(hits):
        raise InputError(f"{len(queries)} questions but hits for {len(hits)}: pass one list each")
    articles = cited_articles(hits, get_article)
    days = days or [None] * len(queries)
    weighing = weighing or Weighing()
    asked = [
        _Asked(
            query=query,
            found=found,
            worth=_in_force(query, found, weighing, standing),
            days=named,
        )
        for query, found, named in zip(queries, hits, days, strict=True)
    ]
    waiting = [one for one in asked if one.found and not one.is_noun and not one.no_day]
    while waiting:
        turns = [(one, one.next) for one in waiting]
        _read_on(turns, generator, articles, weighing, verbatim=verbatim)
        waiting = [one for one in waiting if not _settled(one, weighing)]
    doubtful = (one for one in asked if one.read and _doubtful(one, weighing))
    titles = [(one, turn) for one in doubtful for turn in one.titles(articles)]
    _read_on(titles, generator, articles, weighing, verbatim=verbatim)
    unsure = (one for one in asked if verbatim and one.read and _doubtful(one, weighing))
    retold = [(one, turn) for one in unsure for turn in one.retold()]
    _read_on(retold, generator, articles, weighing, verbatim=verbatim)
    doubted = (
        one
        for one in asked
        if verbatim and one.read and not _answers(one, weighing, generator.threshold)
    )
    reworded = [(one, turn) for one in doubted for turn in one.reworded()]
    _read_on(reworded, generator, articles, weighing, verbatim=verbatim)
    rule, selector = sureness_of(generator), selector_of(generator)

    def again(one: _Asked, question: str) -> Candidate | None:
        return _read_again(one, question, generator, articles) if verbatim else None

    answers = [
        _answer(
            one,
            articles,
            weighing,
            rule,
            threshold=threshold,
            own=generator.threshold,
            again=partial(again, one),
            selector=selector if verbatim else None,
            among_others=among_others,
        )
        for one in asked
    ]
    calibrated = is_calibrated(generator)
    return [replace(answer, calibrated=calibrated) for answer in answers]


def _in_force(
    query: Query, found: Sequence[Hit], weighing: Weighing, standing: Standing | None
) -> Sequence[tuple[Hit, float]]:
    """Return the chunks to read, those of articles that are not in force last.

    What is in the place of such an article is read where that would be, and counts as it would.
    """
    worth = weighing.worth(found)
    instead = standing.instead(query) if standing else {}
    raised: dict[str, float] = {}
    for hit, prior in worth:
        for other in instead.get(hit.chunk.article_id, ()):
            raised[other] = max(prior, raised.get(other, 0.0))
    if not instead:
        return worth
    near = {id(hit): prior for hit, prior in worth}
    weighed = [
        (hit, max(near.get(id(hit), 0.0), raised.get(hit.chunk.article_id, 0.0)))
        for hit in found
        if id(hit) in near or hit.chunk.article_id in raised
    ]
    last = [(hit, prior * _REPEALED) for hit, prior in weighed if hit.chunk.article_id in instead]
    first = [pair for pair in weighed if pair[0].chunk.article_id not in instead]
    return sorted(first, key=lambda pair: -pair[1]) + last


def refusal(
    *, confidence: float, answerable: float, threshold: float | None, own: float
) -> Refusal | None:
    """Return why to hold an answer back, None to give it; ``own`` is the generator's threshold.

    See :func:`answer_questions`.
    """
    if threshold is None:
        return Refusal.IMPROBABLE if answerable < own else None
    return Refusal.UNSURE if confidence < threshold else None


def _read_on(
    turns: Sequence[tuple[_Asked, _Turn]],
    generator: Generator,
    articles: Mapping[str, Article],
    weighing: Weighing,
    *,
    verbatim: bool,
) -> None:
    """Read what is next of each question, all in one call, and find the best candidates."""
    if not turns:
        return
    readings = read(
        [(turn.query or one.query, turn.hit, one.named, turn.field) for one, turn in turns],
        generator=generator,
        articles=articles,
        verbatim=verbatim,
    )
    for (one, turn), reading in zip(turns, readings, strict=True):
        if turn.is_first:
            one.read.append(reading)
        found = candidates_of(
            turn.hit,
            reading,
            query=turn.query or one.query,
            turn=turn.number,
            prior=turn.prior,
            verbatim=verbatim,
            days=one.named,
            field=turn.field,
            age=one.age(turn.hit),
            sent=counted_from(
                articles[turn.hit.chunk.article_id].text, turn.hit.chunk.start, turn.hit.date
            ),
        )
        question = one.query.simplified
        whole = articles[turn.hit.chunk.article_id].text
        if asked_year(question) and outlived(question, folded(whole).text):
            continue
        if turn.without:
            found = [_past(made, turn.without) for made in found if _is_apart(made, turn.without)]
            found[:1] = [_said_instead(one.query, made, turn, articles) for made in found[:1]]
        if turn.query:
            found = [sure for made in found[:1] if (sure := _surely(made, one))]
        one.candidates += [made for made in found if not made.denial]
        one.denied += [made for made in found if made.denial]
    for one, _ in turns:
        one.best = list(best_of_each(groups_of(one.candidates), weighing))


def _read_again(
    one: _Asked, question: str, generator: Generator, articles: Mapping[str, Article]
) -> Candidate | None:
    """Return the best answer to another question, of the chunk that this one's best is of."""
    best = max((x for places in one.best for x in places), key=lambda x: x.answerable, default=None)
    turn = best.turn if best else 1
    hit, prior = one.worth[turn - 1]
    (query,) = as_queries([question])
    (reading,) = read(
        [(query, hit, None, Field.TEXT)], generator=generator, articles=articles, verbatim=True
    )
    found = candidates_of(
        hit, reading, query=query, prior=prior, turn=turn, verbatim=True, days=None
    )
    return next((made for made in found if made.denial is None), None)


def _is_apart(made: Candidate, gap: Span) -> bool:
    """Whether a candidate, read without a part of its text, does not go over the gap."""
    return made.denial is None and not made.span.start < gap.start < made.span.end


def _past(made: Candidate, gap: Span) -> Candidate:
    """Return a candidate where it stands in its article, read without a part of that."""
    if made.span.start < gap.start:
        return made
    return replace(made, span=made.span.moved(gap.end - gap.start))


def _said_instead(
    query: Query, made: Candidate, turn: _Turn, articles: Mapping[str, Article]
) -> Candidate:
    """Return the best candidate, surer where its clause follows what was left out: 而是|李某|.

    Of the chunk found first, where it has most of what is asked.
    """
    gap, article = turn.without, articles[made.article_id]
    if gap is None or made.span.start < gap.end or turn.number > 1:
        return made
    between = folded(article.text[gap.end : made.span.start]).text
    said = folded(f"{article.title}\n{turn.hit.chunk.text}").text
    if _MARK.search(between) or share(meaning(query.simplified), said) < _MOST:
        return made
    confidence, answerable = max(made.confidence, _INSTEAD), max(made.answerable, _ANSWERS)
    return replace(made, confidence=confidence, answerable=answerable)


def _surely(made: Candidate, one: _Asked) -> Candidate | None:
    """Return the best candidate for a question in other words; None where it may be no answer.

    It is one where it surely answers, or stands where that for the question as it is asked does.
    """
    if made.denial or one_of(made.turn, made.answerable) >= _REWORDED:
        return made
    read = (x for x in one.candidates if x.turn == made.turn and x.article_id == made.article_id)
    first = next((x for x in read if x.field is made.field), None)
    if first is None or not first.span.meets(made.span) or made.answerable < _AGREED:
        return None
    return replace(made, answerable=_ANSWERS)


def _answers(one: _Asked, weighing: Weighing, threshold: float) -> bool:
    """Return whether what was read likely has an answer to the question."""
    return any(_answerable(places, one, weighing) >= threshold for places in one.best)


def _doubtful(one: _Asked, weighing: Weighing) -> bool:
    """Return whether no text that was read has a candidate that is likely right."""
    return all(confidence_of(places, weighing) < weighing.doubt for places in one.best)


def _settled(one: _Asked, weighing: Weighing) -> bool:
    """Return whether all is read, or the best candidate surely answers.

    Where the question names days, it must be of them; all is read of one about now.
    """
    if len(one.read) == len(one.worth) or not one.best:
        return len(one.read) == len(one.worth)
    if one.days is not one.named:
        return False
    best = max(one.best, key=lambda places: rank_of(places, weighing))
    timely = one.days is None or timely_of(best) >= TIMELY[Timely.INSIDE]
    return timely and _answerable(best, one, weighing) >= weighing.sure


def _answerable(places: Sequence[Candidate], one: _Asked, weighing: Weighing) -> float:
    """Return how probable it is that a candidate's best place answers the question."""
    among_read = max(one_of(place.turn, place.answerable) for place in places)
    if among_read >= weighing.sure:
        return among_read
    return one_of(one.chances, max(place.answerable for place in places))


def _sure(
    one: _Asked,
    places: Sequence[Candidate],
    articles: Mapping[str, Article],
    weighing: Weighing,
    rule: Rule | None,
) -> float:
    """Return how probable it is that a candidate is right, by the generator's rule if any."""
    confidence = confidence_of(places, weighing)
    if rule is None:
        return confidence
    seen = evidence(
        one.query.simplified,
        places,
        one.candidates,
        confidence=confidence,
        article=articles[places[0].article_id],
    )
    return rule.probability(seen.values)


def _answer(
    one: _Asked,
    articles: Mapping[str, Article],
    weighing: Weighing,
    rule: Rule | None,
    *,
    threshold: float | None,
    own: float,
    again: Callable[[str], Candidate | None],
    selector: Selector | None,
    among_others: bool,
) -> Answer:
    def judged(places: Sequence[Candidate]) -> tuple[float, float, Refusal | None]:
        confidence = _sure(one, places, articles, weighing, rule)
        answerable = _answerable(places, one, weighing)
        reason = refusal(confidence=confidence, answerable=answerable, threshold=threshold, own=own)
        if reason is None and _contradicts(one, places):
            reason = Refusal.OTHER_DAYS
        return confidence, answerable, reason

    best: Sequence[Candidate] = []
    confidence, answerable = 0.0, 0.0
    reason: Refusal | None = _without(one)
    for places in one.best:
        own_confidence, own_answerable, own_reason = judged(places)
        if not best or own_reason is None:
            best, confidence, answerable = places, own_confidence, own_answerable
            reason = own_reason
        if reason is None:
            break
    given = best[:MAX_CITATIONS] if reason is None else []
    citations = tuple(
        cite(articles[x.article_id], span, x.field) for x in given for span in (x.span, *x.bearing)
    )
    answer = Answer(
        question=one.query.text,
        text=given[0].text if given else None,
        confidence=confidence,
        answerable=answerable,
        citations=citations,
        hits=tuple(one.found if one.is_noun else (hit for hit, _ in one.worth[: len(one.read)])),
        reason=reason,
        threshold=(own if threshold is None else threshold) if best else None,
        truncated=any(reading.truncated for reading in one.read),
        dates=one.query.dates,
        outside=_outside(given),
    )

    def refuse(confidence: float, answerable: float) -> Refusal | None:
        return refusal(confidence=confidence, answerable=answerable, threshold=threshold, own=own)

    first = max(best, key=lambda place: place.answerable, default=None)
    hours = with_hours(answer, one.query, one.found, articles, own=own, refuse=refuse)
    made = hours or with_told(answer, one.query, one.found, articles, own=own, refuse=refuse)
    made = made or shaped(
        answer,
        one.query,
        first,
        articles,
        others=[x for x in one.candidates if x.timely is not Timely.OUTSIDE],
        days=one.days,
        alone=not among_others and len({hit.chunk.article_id for hit in one.found}) == 1,
        own=own,
        refuse=refuse,
        again=again,
        selector=selector,
    )
    made = made if hours else of_its_hours(made, one.query, articles)
    if made.text is None and (denials := _denials(one, articles, own=own)):
        made = replace(made, reason=Refusal.DENIED, denials=denials)
    newest = max((x.date for x in made.citations if x.date), default=None)
    recognised = _text_confidence(made)
    return replace(
        made,
        days=tuple(days_of(articles[made.citations[0].article_id], made) if made.citations else ()),
        as_of=newest if one.query.of_now else None,
        text_confidence=recognised,
        text_unsure=recognised is not None and recognised < UNSURE,
    )


def _denials(one: _Asked, articles: Mapping[str, Article], *, own: float) -> tuple[Citation, ...]:
    """Return the sentences that deny what would else be the answer; empty where it would not."""
    likely = (place for place in one.denied if one_of(place.turn, place.answerable) >= own)
    best = max(likely, key=lambda place: place.confidence * place.prior, default=None)
    if best is None or best.denial is None:
        return ()
    article = articles[best.article_id]
    text = article.of_field(best.field).text
    cited = cite(article, past_opening(text, best.denial, days=False), best.field)
    asked, quote = meaning(one.query.simplified), folded(cited.quote).text
    about = share(asked, quote, folded(text).text)
    return (cited,) if share(asked, quote) > 0 and about >= _ABOUT else ()


def _text_confidence(answer: Answer) -> float | None:
    """Return how sure the least sure character is that the answer itself is made of."""
    quoted = answer.items or answer.citations[:1]
    found = (x.text_confidence for x in quoted if x.text_confidence is not None)
    return min(found, default=None)


def _without(one: _Asked) -> Refusal:
    """Return why there is no answer where there is no candidate."""
    if one.no_day:
        return Refusal.NO_SUCH_DAY
    if not one.found:
        return Refusal.NO_ARTICLES
    return Refusal.NO_QUESTION if one.is_noun else Refusal.NO_CANDIDATE


def _contradicts(one: _Asked, places: Sequence[Candidate]) -> bool:
    """Whether what is of other days than are asked of cannot answer: 2021年…哪天 of 2022."""
    named = one.named
    if named is None or not _outside(places):
        return False
    return named.are_few or asks_for_a_day(one.query.simplified)


def _outside(places: Sequence[Candidate]) -> bool:
    return bool(places) and all(place.timely is Timely.OUTSIDE for place in places)


def days_of(article: Article, answer: Answer) -> list[DateMention]:
    """Return the days that an answer's own characters name; it is of ``article``."""
    first = answer.citations[0]
    if first.quote != answer.text or article.date is None:
        return []
    return beside(article.of_field(first.field).text, first.span, article.date)


def one_of(count: int, probability: float) -> float:
    """Return the probability whose odds are a ``count``-th of those of ``probability``."""
    return probability / (probability + count * (1 - probability))
