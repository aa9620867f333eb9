"""Articles -> headlines, briefs and summaries that say nothing their article does not say.

For each text asked for, the first of these that is sound and supported is taken: the model's
candidates, small faults mended (:mod:`qa.writing.repair`), best first
(:func:`qa.writing.choose.ranked`); its candidates written verbatim, from pieces of the article;
the article's own sentences (``extractive``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from qa.checking.faithfulness import support, unsupported
from qa.checking.faults import has_faults
from qa.checking.source import Source
from qa.chinese.quotes import whole
from qa.chinese.sentences import sentences
from qa.errors import InputError
from qa.records import Article, Sentence, Span, Summary
from qa.search.chunks import chunk
from qa.writing.choose import chosen, own_sentences, ranked
from qa.writing.extract import headline_span, lead_spans
from qa.writing.repair import repaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.interfaces import Generator, GeneratorOutput

__all__ = ["SUMMARY_KINDS", "summarize_articles"]

SUMMARY_KINDS = ("headline", "brief", "summary")

_WHOLE = {"headline": 30, "brief": 80, "summary": 200}
"""An article of at most so many characters is its own summary."""

_LENGTH = 220
"""Of a summary in characters: those that editors write have 150 to 270."""

_LONGEST = {"headline": 60, "brief": 200}
_LEAST = 8
_SHORTEST = {"headline": 4, "brief": 8}
_WINDOWS, _WINDOW = 4, 400
_FINAL = tuple("。！？!?…”’」』）)")
_SELF_ENDING = (*_FINAL, "；", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One text to be written, of ``source``: the part of an article that begins at ``start``.

    ``reference`` is all that the text may say: the article with its title and day.
    """

    source: Source
    start: int
    reference: Source
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    sentences: tuple[Sentence, ...]
    extractive: bool = False
    truncated: bool = False
    unsupported: tuple[str, ...] = ()


def summarize_articles(
    articles: Sequence[Article],
    *,
    kind: str,
    generator: Generator,
    length: int | None = None,
    candidates: int = 4,
) -> list[Summary]:
    """Return one summary an article, in order; at most two calls of the generator for all.

    ``kind`` is ``headline`` (about 10 to 30 characters), ``brief`` (one or two sentences) or
    ``summary``. For that the article is read in windows of whole sentences and each written in
    brief; of the sentences written and the article's own the best are taken
    (:func:`qa.writing.choose.chosen`). A window has about a quarter of the article, at least 400
    characters and at most what the generator reads.

    ``length`` in characters, 8 or more, is what a summary comes near (220 if None) and what a
    headline or brief keeps within, unless the article has no clause or sentence as short.

    An article no longer than such a text (30, 80 or 200 characters, or ``length``) is returned as
    it is, ``extractive``; one without text has an empty summary without sentences. Every other
    sentence names the article's sentence that supports it best. A summary is ``extractive`` as soon
    as one of its sentences is the article's own. Raises :class:`InputError` for an unknown kind, a
    length under 8, or no candidates.
    """
    if kind not in SUMMARY_KINDS:
        raise InputError(f"{kind!r} is not a kind of summary: choose {', '.join(SUMMARY_KINDS)}")
    if candidates < 1:
        raise InputError(f"candidates is {candidates}: ask for at least 1")
    if length is not None and length < _LEAST:
        raise InputError(f"length is {length}: ask for at least {_LEAST} characters")
    jobs = [list(_jobs(article, kind, generator, length)) for article in articles]
    written = "headline" if kind == "headline" else "brief"
    flat = [job for own in jobs for job in own]
    results = iter(_write(flat, kind=written, generator=generator, candidates=candidates))
    summaries = []
    for article, own in zip(articles, jobs, strict=True):
        parts = [next(results) for _ in own]
        if not parts:
            result = _itself(article, kind)
        elif kind == "summary":
            result = _merged(article, parts, length)
        else:
            (result,) = parts
        summaries.append(_summary(article, kind, result))
    return summaries


def _jobs(article: Article, kind: str, generator: Generator, length: int | None) -> Iterator[_Job]:
    text = article.text
    if len(text.strip()) <= _itself_up_to(kind, length):
        return
    if kind != "summary":
        longest = length or _LONGEST[kind]
        yield _Job(source=Source(text), start=0, reference=_reference(article), longest=longest)
        return
    windows = chunk(
        article,
        count_tokens=generator.count_tokens,
        max_tokens=generator.max_tokens,
        overlap=0,
        target=max(_WINDOW, ceil(len(text) / _WINDOWS)),
    )
    reference = _reference(article)
    for window in windows:
        source = Source(window.text)
        longest = _LONGEST["brief"]
        yield _Job(source=source, start=window.start, reference=reference, longest=longest)


def _itself_up_to(kind: str, length: int | None) -> int:
    if length is None:
        return _WHOLE[kind]
    return length if kind == "summary" else min(length, _WHOLE[kind])


def _write(
    jobs: Sequence[_Job], *, kind: str, generator: Generator, candidates: int
) -> list[_Result]:
    results: dict[int, _Result] = {}
    unsaid: dict[int, tuple[str, ...]] = {}
    for verbatim in (False, True):
        rest = [i for i in range(len(jobs)) if i not in results]
        if rest:
            texts = [jobs[i].source.text for i in rest]
            readings = generator.summarize(
                texts, kind=kind, verbatim=verbatim, candidates=candidates
            )
            for i, reading in zip(rest, readings, strict=True):
                result, sent_back = _first_sound(jobs[i], reading, kind)
                unsaid[i] = unsaid.get(i) or sent_back
                if result:
                    results[i] = result
    made = (results.get(i) or _extract(job, kind) for i, job in enumerate(jobs))
    return [replace(result, unsupported=unsaid[i]) for i, result in enumerate(made)]


def _first_sound(
    job: _Job, reading: GeneratorOutput, kind: str
) -> tuple[_Result | None, tuple[str, ...]]:
    """Return what the best sound candidate makes, and what one better than it said unsupported."""
    sent_back: tuple[str, ...] = ()
    written = [(_mended(g.text, job, kind), g.confidence) for g in reading.generations]
    for text in ranked(written, job.source):
        if _is_faulty(text, job, kind):
            continue
        if lacking := unsupported(text, job.reference):
            sent_back = sent_back or tuple(lacking)
            continue
        found = tuple(_sourced(text, job))
        if all(sentence.source for sentence in found):
            return _Result(sentences=found, truncated=reading.truncated), sent_back
    return None, sent_back


def _mended(text: str, job: _Job, kind: str) -> str:
    text = text.strip()
    if kind == "headline":
        text = text.rstrip("。")
    return _rejoined(repaired(text, job.source, longest=job.longest))


def _reference(article: Article) -> Source:
    date = article.date
    day = f"{date.year}年{date.month}月{date.day}日" if date else ""
    return Source(f"{article.title}\n{day}\n{article.text}")


def _is_faulty(text: str, job: _Job, kind: str) -> bool:
    """Return whether a text is too short or long, breaks off, loops or has lone marks."""
    if not _SHORTEST[kind] <= len(text) <= min(job.longest, len(job.source.text)):
        return True
    broken = "\n" in text if kind == "headline" else not text.endswith(_FINAL)
    return broken or has_faults(text, job.source)


def _sourced(text: str, job: _Job) -> Iterator[Sentence]:
    for span in sentences(text):
        said = text[span.start : span.end]
        place = support(said, job.source, job.source.sentences)
        yield Sentence(text=said, source=_shifted(place, job.start) if place else None)


def _extract(job: _Job, kind: str) -> _Result:
    if kind == "headline":
        spans = [headline_span(job.source, longest=min(job.longest, _WHOLE[kind]))]
    else:
        spans = lead_spans(job.source, longest=job.longest)
    own = (Sentence(text=job.source.slice(x), source=_shifted(x, job.start)) for x in spans)
    return _Result(sentences=tuple(own), extractive=True)


def _shifted(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by)


def _itself(article: Article, kind: str) -> _Result:
    spans: Iterable[Span] = sentences(article.text)
    line = whole(article.text, Span(start=0, end=len(article.text)))
    if kind == "headline" and line.start < line.end:
        spans = [line]
    return _Result(sentences=tuple(_quoted(article, spans)), extractive=True)


def _quoted(article: Article, spans: Iterable[Span]) -> Iterator[Sentence]:
    for span in spans:
        yield Sentence(text=article.text[span.start : span.end], source=span)


def _merged(article: Article, parts: Sequence[_Result], length: int | None) -> _Result:
    written = [s for part in parts if not part.extractive for s in part.sentences]
    source = Source(article.text)
    best = chosen([*written, *own_sentences(source)], source, length=length or _LENGTH)
    return _Result(
        sentences=tuple(best),
        extractive=any(sentence not in written for sentence in best),
        truncated=any(part.truncated for part in parts),
        unsupported=tuple(dict.fromkeys(said for part in parts for said in part.unsupported)),
    )


def _summary(article: Article, kind: str, result: _Result) -> Summary:
    return Summary(
        article_id=article.id,
        kind=kind,
        text=_joined([sentence.text for sentence in result.sentences]),
        sentences=result.sentences,
        extractive=result.extractive,
        truncated=result.truncated,
        unsupported=result.unsupported,
    )


def _rejoined(text: str) -> str:
    """Return a text as a summary has it: what is judged is what is given out."""
    return _joined([text[span.start : span.end] for span in sentences(text)])


def _joined(texts: Sequence[str]) -> str:
    ends = ["" if text.endswith(_SELF_ENDING) else "\n" for text in texts]
    return "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
