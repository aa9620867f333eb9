"""Articles -> headlines, briefs and summaries that say nothing their article does not say.

For each text asked for, the first of these that is sound and supported is taken: the model's
candidates, best first; its candidates written verbatim, from pieces of the article; the
article's own sentences (``extractive``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from qa.edges import unbalanced, whole
from qa.errors import InputError
from qa.extract import headline_span, lead_spans
from qa.faithfulness import repeats, support, unsupported
from qa.records import Article, Sentence, Span, Summary
from qa.text import chunk, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.interfaces import Generator, Reading

__all__ = ["KINDS", "summarize_articles"]

KINDS = ("headline", "brief", "summary")

_WHOLE = {"headline": 30, "brief": 80, "summary": 200}
"""An article of at most so many characters is its own summary."""

_LONGEST = {"headline": 60, "brief": 200}
_SHORTEST = {"headline": 4, "brief": 8}
_WINDOWS, _WINDOW = 4, 400
# Of 1,900 texts of editors under 1 in 100 repeats so many characters that its source does not.
_GRAM = 5
_LOOP = re.compile(r"(.{2,}?)\1{2,}|(.{4,})\2", re.DOTALL)
_FINAL = tuple("。！？!?…”’」』）)")
_SELF_ENDING = (*_FINAL, "；", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One text to be written, of the part ``span`` of an article."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        return self.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    sentences: tuple[Sentence, ...]
    extractive: bool = False
    truncated: bool = False


def summarize_articles(
    articles: Sequence[Article], *, kind: str, generator: Generator, candidates: int = 4
) -> list[Summary]:
    """Return one summary an article, in order; at most two calls of the generator for all.

    ``kind`` is ``headline`` (about 10 to 30 characters), ``brief`` (one or two sentences) or
    ``summary``: the article in windows of whole sentences, each in brief, joined without
    repeats. A window has about a quarter of the article, at least 400 characters and at most
    what the generator reads. An article no longer than such a text (30, 80 or 200 characters)
    is returned as it is, ``extractive``; one without text has an empty summary without
    sentences. Every other sentence names the article's sentence that supports it best. A summary
    is ``extractive`` as soon as one window of it is. Raises :class:`InputError` for an unknown
    kind or no candidates.
    """
    if kind not in KINDS:
        raise InputError(f"{kind!r} is no kind of summary: choose {', '.join(KINDS)}")
    if candidates < 1:
        raise InputError(f"candidates is {candidates}: ask for at least 1")
    jobs = [list(_jobs(article, kind, generator)) for article in articles]
    written = "headline" if kind == "headline" else "brief"
    flat = [job for own in jobs for job in own]
    results = iter(_write(flat, kind=written, generator=generator, candidates=candidates))
    summaries = []
    for article, own in zip(articles, jobs, strict=True):
        parts = [next(results) for _ in own] or [_itself(article, kind)]
        summaries.append(_summary(article, kind, parts))
    return summaries


def _jobs(article: Article, kind: str, generator: Generator) -> Iterator[_Job]:
    text = article.text
    if len(text.strip()) <= _WHOLE[kind]:
        return
    if kind != "summary":
        yield _Job(article=article, span=Span(start=0, end=len(text)))
        return
    windows = chunk(
        article,
        count_tokens=generator.count_tokens,
        max_tokens=generator.max_tokens,
        overlap=0,
        target=max(_WINDOW, ceil(len(text) / _WINDOWS)),
    )
    for window in windows:
        yield _Job(article=article, span=Span(start=window.start, end=window.end))


def _write(
    jobs: Sequence[_Job], *, kind: str, generator: Generator, candidates: int
) -> list[_Result]:
    results: dict[int, _Result] = {}
    for verbatim in (False, True):
        rest = [i for i in range(len(jobs)) if i not in results]
        if rest:
            texts = [jobs[i].text for i in rest]
            readings = generator.summarize(
                texts, kind=kind, verbatim=verbatim, candidates=candidates
            )
            for i, reading in zip(rest, readings, strict=True):
                if result := _first_sound(jobs[i], reading, kind):
                    results[i] = result
    return [results.get(i) or _extract(job, kind) for i, job in enumerate(jobs)]


def _first_sound(job: _Job, reading: Reading, kind: str) -> _Result | None:
    for generation in reading.generations:
        text = generation.text.strip()
        if kind == "headline":
            text = text.rstrip("。")
        if _is_faulty(text, job.text, kind) or unsupported(text, _reference(job.article)):
            continue
        found = tuple(_sourced(text, job))
        if all(sentence.source for sentence in found):
            return _Result(sentences=found, truncated=reading.truncated)
    return None


def _reference(article: Article) -> str:
    date = article.date
    day = f"{date.year}年{date.month}月{date.day}日" if date else ""
    return f"{article.title}\n{day}\n{article.text}"


def _is_faulty(text: str, source: str, kind: str) -> bool:
    """Return whether a text is too short or long, breaks off, loops or has lone marks."""
    if not _SHORTEST[kind] <= len(text) <= min(_LONGEST[kind], len(source)):
        return True
    broken = "\n" in text if kind == "headline" else not text.endswith(_FINAL)
    return broken or bool(unbalanced(text)) or _loops(text, source)


def _loops(text: str, source: str) -> bool:
    if any(match[0] not in source for match in _LOOP.finditer(text)):
        return True
    grams = Counter(text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1))
    return any(n > max(1, source.count(gram)) for gram, n in grams.items() if n > 1)


def _sourced(text: str, job: _Job) -> Iterator[Sentence]:
    inside = [
        Span(start=job.span.start + span.start, end=job.span.start + span.end)
        for span in sentences(job.text)
    ]
    for span in sentences(text):
        said = text[span.start : span.end]
        yield Sentence(text=said, source=support(said, job.article.text, inside))


def _extract(job: _Job, kind: str) -> _Result:
    spans = [headline_span(job.text)] if kind == "headline" else lead_spans(job.text)
    shift = job.span.start
    own = (Span(start=shift + span.start, end=shift + span.end) for span in spans)
    return _Result(sentences=tuple(_quoted(job.article, own)), extractive=True)


def _itself(article: Article, kind: str) -> _Result:
    spans: Iterable[Span] = sentences(article.text)
    line = whole(article.text, Span(start=0, end=len(article.text)))
    if kind == "headline" and line.start < line.end:
        spans = [line]
    return _Result(sentences=tuple(_quoted(article, spans)), extractive=True)


def _quoted(article: Article, spans: Iterable[Span]) -> Iterator[Sentence]:
    for span in spans:
        yield Sentence(text=article.text[span.start : span.end], source=span)


def _summary(article: Article, kind: str, parts: Sequence[_Result]) -> Summary:
    kept = [sentence for part in parts for sentence in part.sentences]
    if len(parts) > 1:
        kept = _without_repeats(kept)
    return Summary(
        article_id=article.id,
        kind=kind,
        text=_joined([sentence.text for sentence in kept]),
        sentences=tuple(kept),
        extractive=any(part.extractive for part in parts),
        truncated=any(part.truncated for part in parts),
    )


def _without_repeats(found: Sequence[Sentence]) -> list[Sentence]:
    kept: list[Sentence] = []
    for sentence in found:
        if not any(repeats(sentence.text, other.text) for other in kept):
            kept.append(sentence)
    return kept


def _joined(texts: Sequence[str]) -> str:
    ends = ["" if text.endswith(_SELF_ENDING) else "\n" for text in texts]
    return "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
