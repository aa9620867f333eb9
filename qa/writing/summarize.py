"""Articles -> headlines, briefs and summaries that say only what one sentence of theirs says.

All that can be given out is made of the article's own clauses and has passed every gate
(:mod:`qa.writing.candidates`). Of a headline or brief the generator says how probable each is
given the article; the one with the highest worth is taken (:mod:`qa.writing.worth`). Where few
pass, the generator writes some itself, held to the words of one sentence in their order, and they
have to pass the same gates. A summary is made of whole sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.checking.derivation import derivation
from qa.checking.faithfulness import repeats
from qa.checking.source import Source
from qa.chinese.quotes import whole
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.errors import InputError
from qa.records import Fault, Rejected, Sentence, Span, Summary
from qa.writing.candidates import Candidate, Found, briefs, headlines, longest_clause, units
from qa.writing.centrality import relative_centrality
from qa.writing.worth import features, sentence_worth, worth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qa.interfaces import Generator
    from qa.records import Article
    from qa.writing.candidates import Unit

__all__ = ["SUMMARY_KINDS", "summarize_articles"]

SUMMARY_KINDS = ("headline", "brief", "summary")

_WHOLE = {"headline": 30, "brief": 80, "summary": 200}
"""An article of at most so many characters is its own summary."""

_LENGTH = 220
"""Of a summary in characters: those that editors write have 150 to 270."""

_LONGEST = {"headline": 40, "brief": 160}
_LEAST = 8
_FEW = 3
_RATED = 32
_READ = 2000
_FITS = 0.4
_LEAD = 3
_SELF_ENDING = tuple("。！？!?；;…”’」』）)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """An article of which a headline or brief is asked for, and what could be made of it."""

    article: Article
    source: Source
    kind: str
    longest: int
    found: Found


def summarize_articles(
    articles: Sequence[Article],
    *,
    kind: str,
    generator: Generator,
    length: int | None = None,
    candidates: int = 4,
) -> list[Summary]:
    """Return one summary an article, in order; few calls of the generator for all.

    ``kind`` is ``headline`` (about 10 to 40 characters), ``brief`` (a sentence or some) or
    ``summary`` (some sentences of the whole article). ``length`` in characters, 8 or more, is what
    a summary comes near (220 if None) and what a headline or brief keeps within, unless the article
    has no clause as short. ``candidates`` is how many texts the generator writes itself where few
    can be made of the article's clauses.

    An article no longer than such a text (30, 80 or 200 characters, or ``length``) is returned as
    it is, ``extractive``; one without text has an empty summary without sentences. Raises
    :class:`InputError` for an unknown kind, a length under 8, or no candidates.
    """
    if kind not in SUMMARY_KINDS:
        raise InputError(f"{kind!r} is not a kind of summary: choose {', '.join(SUMMARY_KINDS)}")
    if candidates < 1:
        raise InputError(f"candidates is {candidates}: ask for at least 1")
    if length is not None and length < _LEAST:
        raise InputError(f"length is {length}: ask for at least {_LEAST} characters")
    made: dict[int, Summary] = {}
    jobs: dict[int, _Job] = {}
    for number, article in enumerate(articles):
        if len(article.text.strip()) <= _itself_up_to(kind, length):
            made[number] = _itself(article, kind)
        elif kind == "summary":
            made[number] = _summary(article, length or _LENGTH)
        else:
            jobs[number] = _job(article, kind, length)
    written = _write(list(jobs.values()), generator=generator, candidates=candidates)
    made |= dict(zip(jobs, written, strict=True))
    return [made[number] for number in range(len(articles))]


def _itself_up_to(kind: str, length: int | None) -> int:
    if length is None:
        return _WHOLE[kind]
    return length if kind == "summary" else min(length, _WHOLE[kind])


def _job(article: Article, kind: str, length: int | None) -> _Job:
    longest, usual = length or _LONGEST[kind], length is None
    source = Source(article.text)
    year = article.date.year if article.date else None
    found = Found()
    for most in (longest, 2 * longest) if usual else (longest,):
        if kind == "headline":
            found = headlines(source, longest=most, year=year)
        else:
            found = briefs(source, longest=most)
        if found.passed:
            break
    return _Job(article=article, source=source, kind=kind, longest=longest, found=found)


def _write(jobs: Sequence[_Job], *, generator: Generator, candidates: int) -> list[Summary]:
    if not jobs:
        return []
    kind = jobs[0].kind
    texts = [_read(job.source, generator) for job in jobs]
    thin = [i for i, job in enumerate(jobs) if len(job.found.passed) < _FEW]
    if thin:
        outputs = generator.summarize(
            [texts[i] for i in thin], kind=kind, verbatim=True, candidates=candidates
        )
        for i, output in zip(thin, outputs, strict=True):
            for generation in output.generations:
                _propose(jobs[i], generation.text)
    several = [_likely(job) for job in jobs]
    rated = generator.rate(texts, [[one.text for one in ones] for ones in several], kind=kind)
    return [_best(*each) for each in zip(jobs, several, rated, strict=True)]


def _propose(job: _Job, text: str) -> None:
    """Judge a text that the generator wrote."""
    text = text.strip().rstrip("。" if job.kind == "headline" else "")
    if not text or len(text) > job.longest:
        return
    if made := derivation(text, job.source):
        job.found.judge(made, text, job.source.sentences.index(made.taken.sentence))
    else:
        job.found.rejected.setdefault(text, Rejected(text=text, fault=Fault.SPLICED))


def _read(source: Source, generator: Generator) -> str:
    """Return the article, or of a long one the first and the most central sentences that fit."""
    text, most = source.text, generator.max_tokens - 16
    if generator.count_tokens([text])[0] <= most:
        return text
    central = relative_centrality(source)
    spans = source.sentences
    sizes = generator.count_tokens([source.slice(span) for span in spans])
    order = sorted(
        range(len(spans)), key=lambda n: (n >= _LEAD, -central(source.bigrams_of(spans[n])))
    )
    chosen, room = [], most
    for number in order:
        if sizes[number] <= room:
            chosen.append(number)
            room -= sizes[number]
    return "".join(source.slice(spans[n]) for n in sorted(chosen)) or text


def _likely(job: _Job) -> list[Candidate]:
    """Return the candidates that are worth the generator's time, the best by all else."""
    central = relative_centrality(job.source)
    ones = job.found.passed.values()
    return sorted(ones, key=lambda one: -_worth(job, one, central(set(bigrams(one.text))), 0))[
        :_RATED
    ]


def _worth(job: _Job, one: Candidate, centrality: float, log_probability: float) -> float:
    values = features(
        job.kind,
        log_probability=log_probability,
        centrality=centrality,
        number=one.number,
        length=len(one.text),
    )
    return worth(job.kind, values)


def _best(job: _Job, ones: Sequence[Candidate], rated: Sequence[float]) -> Summary:
    central = relative_centrality(job.source)
    worths = [
        _worth(job, one, central(set(bigrams(one.text))), log_probability)
        for one, log_probability in zip(ones, rated, strict=True)
    ]
    if ones:
        best = max(zip(worths, ones, strict=True), key=lambda pair: pair[0])[1].sentences
    else:
        best = (longest_clause(job.source, longest=job.longest),)
    return Summary(
        article_id=job.article.id,
        kind=job.kind,
        text=_joined([sentence.text for sentence in best]),
        sentences=best,
        extractive=not ones,
        truncated=False,
        unsupported=_one_a_fault(job.found),
    )


def _one_a_fault(found: Found) -> tuple[Rejected, ...]:
    first: dict[Fault, Rejected] = {}
    for one in found.rejected.values():
        first.setdefault(one.fault, one)
    return tuple(first.values())


def _itself(article: Article, kind: str) -> Summary:
    spans: Iterable[Span] = sentences(article.text)
    line = whole(article.text, Span(start=0, end=len(article.text)))
    if kind == "headline" and line.start < line.end:
        spans = [line]
    own = tuple(Sentence(text=article.text[x.start : x.end], source=x) for x in spans)
    return Summary(
        article_id=article.id,
        kind=kind,
        text=_joined([sentence.text for sentence in own]),
        sentences=own,
        extractive=True,
        truncated=False,
    )


def _summary(article: Article, length: int) -> Summary:
    source = Source(article.text)
    chosen = _chosen(units(source, most=_READ), source, length)
    sentences = tuple(unit.sentence for unit in chosen)
    own = sentences or (longest_clause(source, longest=length),)
    return Summary(
        article_id=article.id,
        kind="summary",
        text=_joined([sentence.text for sentence in own]),
        sentences=own,
        extractive=not sentences,
        truncated=len(source.sentences) > _READ,
    )


def _chosen(whole_ones: Sequence[Unit], source: Source, length: int) -> list[Unit]:
    """Return the sentences that say most, about ``length`` characters together, in order.

    Taken is, each time, the one with the highest worth times the share of its bigrams that are new,
    together with those that it follows, of those of which at least two fifths fit.
    """
    central = relative_centrality(source)
    said: set[str] = set()
    taken: dict[int, Unit] = {}
    blocks = [_with_antecedents(whole_ones, place) for place in range(len(whole_ones))]
    room = length
    while room > 0:
        options = []
        for block in blocks:
            rest = [unit for unit in block if unit.number not in taken]
            size = sum(len(unit.sentence.text) for unit in rest)
            if rest and _FITS * size <= room and not _is_said(rest[-1], taken.values()):
                gain = sum(_gain(unit, source, central, said) for unit in rest) / size
                options.append((gain, -rest[0].number, rest))
        if not options:
            break
        _, _, best = max(options, key=lambda option: option[:2])
        for unit in best:
            taken[unit.number] = unit
            said |= set(bigrams(unit.sentence.text))
            room -= len(unit.sentence.text)
    return [taken[number] for number in sorted(taken)]


def _with_antecedents(whole_ones: Sequence[Unit], place: int) -> list[Unit]:
    """Return a sentence after those that it follows."""
    first = place
    while whole_ones[first].follows:
        first -= 1
    return list(whole_ones[first : place + 1])


def _gain(
    unit: Unit, source: Source, central: Callable[[set[str]], float], said: set[str]
) -> float:
    grams = set(bigrams(unit.sentence.text))
    new = len(grams - said) / max(len(grams), 1)
    return (
        sentence_worth(centrality=central(grams), number=unit.number)
        * new
        * len(unit.sentence.text)
    )


def _is_said(unit: Unit, taken: Iterable[Unit]) -> bool:
    return any(repeats(Source(unit.sentence.text), Source(one.sentence.text)) for one in taken)


def _joined(texts: Sequence[str]) -> str:
    ends = ["" if text.endswith(_SELF_ENDING) else "\n" for text in texts]
    return "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
