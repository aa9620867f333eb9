"""Articles -> their candidates, each with what it is judged by: the generator's opinion among it.

The generator says how probable each candidate is given the article; one that cannot tell leaves
them to be compared by all else. Where few pass, it also writes some itself, held to the words of
one sentence in their order; they have to pass the same gates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.checking.derivation import derivation
from qa.checking.source import Source
from qa.chinese.glued import article_start
from qa.chinese.tokens import bigrams
from qa.records import Fault, Rejected
from qa.writing.candidates import Candidate, Found, briefs, headlines, titled
from qa.writing.centrality import relative_centrality
from qa.writing.compress import headline_text, sentence_text
from qa.writing.matter import matter
from qa.writing.scenes import persons_met
from qa.writing.style import STORY, brief_style, headline_style
from qa.writing.titles import first_told, own_title
from qa.writing.tolls import is_overtaken
from qa.writing.worth import features, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from qa.interfaces import Generator
    from qa.records import Article

__all__ = ["LEAD_LONGEST", "LONGEST", "Judged", "Opinion", "judge"]

LONGEST = {"headline": 56, "brief": 160}
"""How many characters a text has at most; twice as many where nothing as short passes."""

LEAD_LONGEST = 64
"""Of a headline of the lead, where no length is asked for: what it tells is the news."""

_FEW = 3
_RATED = 32
_LEAD = 3
_SPECIAL = 16  # tokens for the prompt
_TITLE = 30  # characters, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A candidate and what it is judged by: see :func:`qa.writing.worth.features`."""

    candidate: Candidate
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article, what could be made of it, and the opinions on the best of that.

    ``style`` names the weights by which they are compared: the kind of text, or a story's headline.
    ``rated``: whether the generator could tell how likely it finds them. ``source`` begins where
    the article does, ``start`` characters into its text, after a headline that is glued to it.
    ``title`` is the article's, or that which its text has of itself.
    """

    article: Article
    title: str
    source: Source
    start: int
    longest: int
    style: str
    found: Found
    opinions: tuple[Opinion, ...] = ()
    rated: bool = True


def judge(
    articles: Sequence[Article],
    *,
    kind: str,
    generator: Generator,
    length: int | None = None,
    candidates: int = 4,
) -> list[Judged]:
    """Return each article's candidates for a headline or brief; two calls of the generator for all.

    ``length`` is the most characters a text may have; ``candidates`` is how many texts the
    generator writes where few can be made of the article's clauses. No article is empty.
    """
    if not articles:
        return []
    jobs = [_job(article, kind, length) for article in articles]
    _let_write(jobs, kind=kind, generator=generator, candidates=candidates)
    likely = [_likely(job, kind) for job in jobs]
    texts = [_read(job.source, generator, ones) for job, ones in zip(jobs, likely, strict=True)]
    rated = generator.rate(
        texts, [[one.candidate.text for one in ones] for ones in likely], kind=kind
    )
    return [
        replace(
            job,
            opinions=tuple(
                Opinion(candidate=one.candidate, values={**one.values, "likely": value})
                for one, value in zip(ones, values or [0.0] * len(ones), strict=True)
            ),
            rated=bool(values) or not ones,
        )
        for job, ones, values in zip(jobs, likely, rated, strict=True)
    ]


def _job(article: Article, kind: str, length: int | None) -> Judged:
    longest = length or LONGEST[kind]
    start, source = 0, Source(article.text)
    title = article.title or _own_title(source)
    own = titled(source, longest=longest) if kind == "headline" else None
    if own is None and (start := article_start(article.text)):
        source = Source(article.text[start:])
        title = title or article.text[:start]
    year = article.date.year if article.date else None
    found = own or _found(source, kind, longest, title=title, year=year)
    if not found.passed and length is None:
        found = _found(source, kind, 2 * longest, title=title, year=year)
    return Judged(
        article=article,
        title=title,
        source=source,
        start=start,
        longest=longest,
        style=headline_style(source) if kind == "headline" else brief_style(source, title),
        found=found,
    )


def _own_title(source: Source) -> str:
    span = own_title(source)
    return source.slice(span) if span else ""


def _found(source: Source, kind: str, longest: int, *, title: str, year: int | None) -> Found:
    if kind == "brief":
        return briefs(source, longest=longest, title=title)
    lead = LEAD_LONGEST if longest == LONGEST[kind] else 0
    return headlines(source, longest=longest, title=title, year=year, lead=lead)


def _let_write(
    jobs: Sequence[Judged],
    *,
    kind: str,
    generator: Generator,
    candidates: int,
) -> None:
    """Let the generator write of the articles of which little can be made, and judge that."""
    thin = [
        n for n, job in enumerate(jobs) if len(job.found.passed) < _FEW and not job.found.titled
    ]
    if not thin:
        return
    texts = [_read(jobs[n].source, generator, _likely(jobs[n], kind)) for n in thin]
    outputs = generator.summarize(texts, kind=kind, verbatim=True, candidates=candidates)
    for n, output in zip(thin, outputs, strict=True):
        for generation in output.generations:
            _propose(jobs[n], kind, generation.text.strip())


def _propose(job: Judged, kind: str, text: str) -> None:
    """Judge a text that the generator wrote; one that passes is printed as all others are."""
    made = derivation(text, job.source)
    if made and made.inside:
        printed = headline_text(made) if kind == "headline" else sentence_text(made)
        if len(printed) <= job.longest:
            job.found.judge(made, printed, job.source.sentences.index(made.taken.sentence))
    elif text:
        kind_of_fault = Fault.GLUED if made else Fault.SPLICED
        job.found.rejected.setdefault(text, Rejected(text=text, fault=kind_of_fault))


def _read(source: Source, generator: Generator, candidates: Sequence[Opinion]) -> str:
    """Return the article, or of a long one as many sentences as fit.

    The first ones, those that the candidates are of, best first, and the most central of the rest:
    how likely a text is of a sentence that was not read says nothing.
    """
    most = generator.max_tokens - _SPECIAL
    if generator.count_tokens([source.text])[0] <= most:
        return source.text
    central = relative_centrality(source)
    spans = source.sentences
    sizes = generator.count_tokens([source.slice(span) for span in spans])
    ranks: dict[int, int] = {}
    for rank, one in enumerate(candidates):
        ranks.setdefault(one.candidate.number, rank)
    worths = [
        (n >= _LEAD, ranks.get(n, _RATED), -central(source.bigrams_of(span)))
        for n, span in enumerate(spans)
    ]
    chosen, room = [], most
    for number in sorted(range(len(spans)), key=worths.__getitem__):
        if sizes[number] <= room:
            chosen.append(number)
            room -= sizes[number]
    return "".join(source.slice(spans[number]) for number in sorted(chosen)) or source.text


def _likely(job: Judged, kind: str) -> list[Opinion]:
    """Return the candidates that are worth the generator's time, the best by all else."""
    central, start = relative_centrality(job.source), first_told(job.source)
    opening = _opening(job.source)
    about = matter(job.title, job.source)
    of_story = job.style == STORY  # whom it meets counts in nothing else
    persons = persons_met(map(job.source.slice, job.source.sentences if of_story else ()))
    month = job.article.date.month if job.article.date else None
    year = job.article.date.year if job.article.date else None
    opinions = [
        Opinion(
            candidate=one,
            values=features(
                kind,
                one.text,
                log_probability=0.0,
                centrality=central(frozenset(bigrams(one.text))),
                number=max(0, one.number - start),
                opening=_share(bigrams(one.text), opening),
                about=about(frozenset(bigrams(one.text))),
                persons=persons,
                overtaken=is_overtaken(one.text, _after(one, job.source), year),
                month=month,
                year=year,
            ),
        )
        for one in job.found.passed.values()
    ]
    return sorted(opinions, key=lambda one: -worth(job.style, one.values))[:_RATED]


def _after(candidate: Candidate, source: Source) -> str:
    """Return what an article says after the sentence that a candidate begins with."""
    return source.text[source.sentences[candidate.number].end :]


def _opening(source: Source) -> frozenset[str]:
    """Return the bigrams of the first paragraph that is no title or credit."""
    lines = (line for line in source.text.split("\n") if len(line) > _TITLE)
    return frozenset(bigrams(next(lines, source.text)))


def _share(grams: Iterable[str], others: AbstractSet[str]) -> float:
    own = frozenset(grams)
    return len(own & others) / max(1, len(own))
