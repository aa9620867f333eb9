"""A question and the chunks found for it -> an answer with its citations, or a refusal.

Each chunk is read by the generator. Equal answers (width, case and punctuation
aside) form one candidate; it is scored by what was read in each place it stands:

``confidence = 1 - (1 - p_1) * product over i > 1 of (1 - AGREEMENT * p_i)``

where ``p_1 >= p_2 ...`` are the calibrated confidences, one a place: overlapping chunks show
the same place of the article, which counts once. A reading's later answers are never surer than
its earlier ones: the generator gives them best first, and knows better which of its own is best
than their confidences, made to compare readings, do. Candidates are ranked by ``confidence *
(1 - RETRIEVAL * (1 - retrieval / best retrieval))``; the confidence itself stays a probability.

Of a question that names days, a candidate counts less if what it is quoted from is not of them
(see :mod:`qa.search.timely`); where the best that is of them is refused, the best of others may be
given. An article of the days seldom says them, so the question is also read there without its day
words, and counts as that reading where it is more answerable.

Whether to answer at all is another question than whether the answer is cut right: unless the
caller sets a threshold for the confidence, what decides is how probable it is that the candidate's
best place answers the question: the generator's probability for one text, its odds divided by the
number of chunks read, of which at most one is likely to hold the answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from qa.answering.citations import cite, cited_articles
from qa.checking.faithfulness import support, unsupported
from qa.checking.source import Source
from qa.chinese.dates import undated
from qa.chinese.fold import folded
from qa.chinese.quotes import whole
from qa.chinese.sentences import sentences
from qa.chinese.tokens import normalise
from qa.chinese.words import whole_words
from qa.errors import InputError
from qa.records import Answer, Article, Hit, Refusal, Span
from qa.search.timely import Timely

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from qa.chinese.fold import Folded
    from qa.interfaces import Generation, Generator, GeneratorOutput
    from qa.search.query import Query
    from qa.search.timely import Days

__all__ = [
    "AGREEMENT",
    "MAX_CITATIONS",
    "RETRIEVAL",
    "TIMELY",
    "answer_questions",
    "refusal",
]

AGREEMENT = 0.3
"""Weight in [0, 1] of further places that say the same: readings err together, so under 1."""

RETRIEVAL = 0.4
"""How much less a chunk counts that was found with a score of 0 than the best one found."""

TIMELY = {
    Timely.NAMED: 1.0,
    Timely.INSIDE: 0.9,
    Timely.UNDATED: 0.6,
    Timely.AROUND: 0.35,
    Timely.OUTSIDE: 0.25,
}
"""What a candidate counts where a question names days, by how its sentence stands to them."""

MAX_CITATIONS = 5

NO_ANSWER = "无法回答"

_CLAUSE_MARKS = "，,；;：:。\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """One answer as one chunk gives it; ``span`` indexes the article, ``prior`` is in [0, 1].

    ``timely`` is None where the question names no days.
    """

    text: str
    article_id: str
    span: Span
    confidence: float
    answerable: float
    prior: float
    timely: Timely | None = None


def answer_questions(
    queries: Sequence[Query],
    hits: Sequence[Sequence[Hit]],
    *,
    generator: Generator,
    get_article: Callable[[str], Article],
    days: Sequence[Days | None] = (),
    verbatim: bool = True,
    threshold: float | None = None,
) -> list[Answer]:
    """Answer each question from its hits, all of which are read; one call of the generator for all.

    The generator reads what is seen of a chunk (:func:`qa.chinese.fold.folded`); what is quoted are
    the characters of the article. ``days`` are those that each question names, if any.
    With ``verbatim`` the text is a span of the article; without, it is the generator's own words
    and is refused unless the chunk supports them. An answer whose confidence is under
    ``threshold`` in [0, 1] is refused: ``text`` is None and ``reason`` says why. With None the
    generator's own threshold counts, of how probable it is that what was read answers the
    question. Raises :class:`InputError` where questions and hits differ in number, and
    :class:`ArchiveError` for a chunk that its article does not have.
    """
    if len(queries) != len(hits):
        raise InputError(f"{len(queries)} questions but hits for {len(hits)}: pass one list each")
    articles = cited_articles(hits, get_article)
    days = days or [None] * len(queries)
    readings = iter(_read(queries, hits, days, generator, articles, verbatim=verbatim))
    return [
        _answer(
            query,
            [(hit, next(readings)) for hit in found],
            articles,
            verbatim=verbatim,
            threshold=threshold,
            own=generator.threshold,
            days=named,
        )
        for query, found, named in zip(queries, hits, days, strict=True)
    ]


def refusal(
    *, confidence: float, answerable: float, threshold: float | None, own: float
) -> Refusal | None:
    """Return why to hold an answer back, None to give it; ``own`` is the generator's threshold.

    See :func:`answer_questions`.
    """
    if threshold is None:
        return Refusal.IMPROBABLE if answerable < own else None
    return Refusal.UNSURE if confidence < threshold else None


def _read(
    queries: Sequence[Query],
    hits: Sequence[Sequence[Hit]],
    days: Sequence[Days | None],
    generator: Generator,
    articles: dict[str, Article],
    *,
    verbatim: bool,
) -> list[GeneratorOutput]:
    asked = zip(queries, hits, days, strict=True)
    pairs = [(query, hit, named) for query, found, named in asked for hit in found]
    if not pairs:
        return []
    without = {
        place: bare
        for place, (query, hit, named) in enumerate(pairs)
        if named and named.reported_on(hit.date) and (bare := _bare(query))
    }
    chunks = [hit.chunk for _, hit, _ in [*pairs, *(pairs[place] for place in without)]]
    readings = generator.answer(
        [*(query.simplified for query, _, _ in pairs), *without.values()],
        [folded(chunk.text).text for chunk in chunks],
        prefaces=[_preface(articles[chunk.article_id]) for chunk in chunks],
        verbatim=verbatim,
    )
    best = readings[: len(pairs)]
    for place, reading in zip(without, readings[len(pairs) :], strict=True):
        _, hit, named = pairs[place]
        if named and _answers_better(reading, best[place], hit, named):
            best[place] = reading
    return best


def _bare(query: Query) -> str | None:
    """Return a question without its day words; None if it then asks nothing."""
    text = undated(query.simplified, query.days)
    return text if query.days and any(map(str.isalnum, text)) else None


def _answers_better(reading: GeneratorOutput, other: GeneratorOutput, hit: Hit, days: Days) -> bool:
    """Return whether a reading is more answerable and its best answer's sentence of the days."""
    if not reading.generations or max(x.answerable for x in reading.generations) <= max(
        (x.answerable for x in other.generations), default=0.0
    ):
        return False
    text = folded(hit.chunk.text).text
    span = _locate(reading.generations[0], text)
    if span is None:
        return False
    said = [text[x.start : x.end] for x in sentences(text) if _meet(x, span)]
    return days.judge("".join(said), hit.date) >= Timely.INSIDE


def _preface(article: Article) -> str:
    date = article.date.isoformat() if article.date else ""
    return f"{folded(article.title).text} {date}".strip()


def _groups(
    pairs: Sequence[tuple[Hit, GeneratorOutput]], *, verbatim: bool, days: Days | None
) -> list[list[_Candidate]]:
    """Return the candidates with equal text together, one a place, the surest first.

    Where some of a candidate's places are of the days asked for, only those are there.
    """
    best = max((hit.score for hit, _ in pairs), default=0.0)
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    for hit, reading in pairs:
        relative = max(hit.score, 0.0) / best if best > 0 else 1.0
        prior = 1 - RETRIEVAL * (1 - relative)
        copy, surest = folded(hit.chunk.text), 1.0
        for generation in reading.generations:
            surest = min(surest, max(generation.confidence, 0.0))
            candidate = _candidate(
                hit, copy, generation, surest, prior=prior, verbatim=verbatim, days=days
            )
            if candidate:
                groups[_key(candidate.text)].append(candidate)
    return [_places(_of_the_days(group)) for group in groups.values()]


def _of_the_days(group: Sequence[_Candidate]) -> Sequence[_Candidate]:
    return [one for one in group if one.timely is not Timely.OUTSIDE] or group


def _candidate(
    hit: Hit,
    copy: Folded,
    generation: Generation,
    confidence: float,
    *,
    prior: float,
    verbatim: bool,
    days: Days | None,
) -> _Candidate | None:
    """Return what a chunk's reading gives; ``copy`` is what the generator read of the chunk."""
    chunk = hit.chunk
    span = _locate(generation, copy.text)
    if span is not None:
        span = whole_words(copy.text, whole(copy.text, span))
        place = copy.span(span.start, span.end)
        text = chunk.text[place.start : place.end]
    elif not verbatim and not unsupported(generation.text, source := Source(copy.text)):
        text = generation.text.strip()
        span = support(text, source, source.sentences)
    if span is None or not _key(text) or _key(text) == NO_ANSWER:
        return None
    place = copy.span(span.start, span.end)
    return _Candidate(
        text=text,
        article_id=chunk.article_id,
        span=Span(start=chunk.start + place.start, end=chunk.start + place.end),
        confidence=confidence,
        answerable=generation.answerable,
        prior=prior,
        timely=_timely(copy.text, span, hit.date, days) if days else None,
    )


def _timely(text: str, span: Span, date: dt.date | None, days: Days) -> Timely:
    """Return how a span's clause stands to days, or its sentences, or what comes before them."""
    told = list(sentences(text))
    around = [x for x in told if _meet(x, span)]
    start = min([span.start, *(x.start for x in around)])
    line = text.rfind("\n", 0, start) + 1
    before = [text[x.start : x.end] for x in told if line <= x.start and x.end <= start]
    said = text[start : max([span.end, *(x.end for x in around)])]
    return days.judge(_clause(text, span), date, before=[*before, said])


def _clause(text: str, span: Span) -> str:
    """Return a span with what stands around it up to the next commas."""
    left = max(text.rfind(mark, 0, span.start) for mark in _CLAUSE_MARKS) + 1
    right = [at for mark in _CLAUSE_MARKS if (at := text.find(mark, span.end)) >= 0]
    return text[left : min(right, default=len(text))]


def _locate(generation: Generation, context: str) -> Span | None:
    text, start, end = generation.text, generation.start, generation.end
    if start is None or end is None or context[start:end] != text:
        start = context.find(text)
        end = start + len(text)
    return Span(start=start, end=end) if text and start >= 0 else None


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, normalise(text)))


def _places(group: Sequence[_Candidate]) -> list[_Candidate]:
    places: list[_Candidate] = []
    for one in sorted(group, key=lambda c: -c.confidence * c.prior):
        if not any(_overlap(one, other) for other in places):
            places.append(one)
    return places


def _overlap(one: _Candidate, other: _Candidate) -> bool:
    return one.article_id == other.article_id and _meet(one.span, other.span)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _confidence(places: Sequence[_Candidate]) -> float:
    first, *further = sorted((place.confidence for place in places), reverse=True)
    return 1 - (1 - first) * math.prod(1 - AGREEMENT * confidence for confidence in further)


def _rank(places: Sequence[_Candidate]) -> float:
    """Return what a candidate counts among the others."""
    timely = max(TIMELY[place.timely] if place.timely is not None else 1.0 for place in places)
    return timely * _confidence(places) * max(place.prior for place in places)


def _best_of_each(groups: Sequence[list[_Candidate]]) -> Iterator[list[_Candidate]]:
    """Yield the best candidate and, where that is of the days asked for, the best of others."""
    ranked = sorted(groups, key=_rank, reverse=True)
    for outside in (False, True):
        of_these = (x for x in ranked if (x[0].timely is Timely.OUTSIDE) is outside)
        yield from islice(of_these, 1)


def _answer(
    query: Query,
    pairs: Sequence[tuple[Hit, GeneratorOutput]],
    articles: dict[str, Article],
    *,
    verbatim: bool,
    threshold: float | None,
    own: float,
    days: Days | None,
) -> Answer:
    def judged(places: Sequence[_Candidate]) -> tuple[float, float, Refusal | None]:
        confidence = _confidence(places)
        answerable = _one_of(len(pairs), max(place.answerable for place in places))
        reason = refusal(confidence=confidence, answerable=answerable, threshold=threshold, own=own)
        return confidence, answerable, reason

    best: Sequence[_Candidate] = []
    confidence, answerable = 0.0, 0.0
    reason: Refusal | None = Refusal.NO_CANDIDATE if pairs else Refusal.NO_ARTICLES
    for places in _best_of_each(_groups(pairs, verbatim=verbatim, days=days)):
        own_confidence, own_answerable, own_reason = judged(places)
        if not best or own_reason is None:
            best, confidence, answerable = places, own_confidence, own_answerable
            reason = own_reason
        if reason is None:
            break
    given = best[:MAX_CITATIONS] if reason is None else []
    return Answer(
        question=query.text,
        text=given[0].text if given else None,
        confidence=confidence,
        answerable=answerable,
        citations=tuple(cite(articles[place.article_id], place.span) for place in given),
        hits=tuple(hit for hit, _ in pairs),
        reason=reason,
        threshold=(own if threshold is None else threshold) if best else None,
        truncated=any(reading.truncated for _, reading in pairs),
        dates=query.dates,
        outside=bool(given) and all(place.timely is Timely.OUTSIDE for place in given),
    )


def _one_of(count: int, probability: float) -> float:
    """Return the probability whose odds are a ``count``-th of those of ``probability``."""
    return probability / (probability + count * (1 - probability))
