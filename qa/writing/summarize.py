"""Articles -> headlines, briefs and summaries that say only what one sentence of theirs says.

All that can be given out is made of the article's own clauses and has passed every gate
(:mod:`qa.writing.candidates`). Of a headline's or brief's candidates the one with the highest worth
is taken (:mod:`qa.writing.judge`, :mod:`qa.writing.worth`). A summary is made of whole sentences.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.checking.faithfulness import repeats
from qa.checking.source import Source
from qa.chinese.fold import seen
from qa.chinese.quotes import whole
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.errors import InputError
from qa.records import Fault, Rejected, Sentence, Span, Summary
from qa.writing.candidates import Found, first_clauses, units
from qa.writing.centrality import relative_centrality
from qa.writing.judge import judge
from qa.writing.worth import sentence_worth, worth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from qa.chinese.fold import Folded
    from qa.interfaces import Generator
    from qa.records import Article
    from qa.writing.candidates import Unit
    from qa.writing.judge import Judged

__all__ = ["SUMMARY_KINDS", "summarize_articles"]

SUMMARY_KINDS = ("headline", "brief", "summary")

_WHOLE = {"headline": 30, "brief": 80, "summary": 200}
"""An article of at most so many characters is its own summary."""

_LENGTH = 220
"""Of a summary in characters: those that editors write have 150 to 270."""

_LEAST = 8
_READ = 2000
_FITS = 0.4
_LEAD = 3
_SELF_ENDING = tuple("。！？!?；;…”’」』）)")


def summarize_articles(
    articles: Sequence[Article],
    *,
    kind: str,
    generator: Generator,
    length: int | None = None,
    candidates: int = 4,
) -> list[Summary]:
    """Return one summary an article, in order; at most two calls of the generator for all.

    ``kind`` is ``headline`` (about 10 to 40 characters), ``brief`` (a sentence or some) or
    ``summary`` (some sentences of the whole article). ``length`` in characters, 8 or more, is what
    a summary comes near (220 if None) and what a headline or brief keeps within, unless the article
    has no clause as short. ``candidates`` is how many texts the generator writes itself where few
    can be made of the article's clauses.

    What is seen of an article is read (:func:`qa.chinese.fold.seen`), and a summary written so: OCR
    put spaces between its characters, it has none. An article no longer than such a text (30, 80
    or 200 characters, or ``length``) is returned as it is seen, ``extractive``; one without text
    has an empty summary without sentences. Raises
    :class:`InputError` for an unknown kind, a length under 8, or no candidates.
    """
    if kind not in SUMMARY_KINDS:
        raise InputError(f"{kind!r} is not a kind of summary: choose {', '.join(SUMMARY_KINDS)}")
    if candidates < 1:
        raise InputError(f"candidates is {candidates}: ask for at least 1")
    if length is not None and length < _LEAST:
        raise InputError(f"length is {length}: ask for at least {_LEAST} characters")
    most = _itself_up_to(kind, length)
    copies = [seen(article.text) for article in articles]
    articles = [
        article if copy.places is None else replace(article, text=copy.text)
        for article, copy in zip(articles, copies, strict=True)
    ]
    longer = [article for article in articles if len(article.text.strip()) > most]
    if kind == "summary":
        written = iter([_summary(article, length or _LENGTH) for article in longer])
    else:
        judged = judge(longer, kind=kind, generator=generator, length=length, candidates=candidates)
        written = iter([_best(one, kind) for one in judged])
    made = [
        next(written) if len(article.text.strip()) > most else _itself(article, kind)
        for article in articles
    ]
    return [_placed(summary, copy) for summary, copy in zip(made, copies, strict=True)]


def _placed(summary: Summary, copy: Folded) -> Summary:
    """Return a summary of a copy with the places of its sentences in the article."""
    if copy.places is None:
        return summary
    return replace(
        summary,
        sentences=tuple(
            replace(one, source=one.source and copy.span(one.source.start, one.source.end))
            for one in summary.sentences
        ),
    )


def _itself_up_to(kind: str, length: int | None) -> int:
    if length is None:
        return _WHOLE[kind]
    return length if kind == "summary" else min(length, _WHOLE[kind])


def _best(judged: Judged, kind: str) -> Summary:
    """Return the candidate with the highest worth, or the first clauses where none passed."""
    best = max(judged.opinions, key=lambda one: worth(kind, one.values), default=None)
    clause = first_clauses(judged.source, longest=judged.longest)
    return _as_summary(
        judged.article,
        kind,
        best.candidate.sentences if best else (clause,),
        extractive=best is None,
        unsupported=_one_a_fault(judged.found),
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
    own = [Sentence(text=article.text[x.start : x.end], source=x) for x in spans]
    return _as_summary(article, kind, own, extractive=True)


def _summary(article: Article, length: int) -> Summary:
    source = Source(article.text)
    chosen = _chosen(units(source, most=_READ), source, length)
    clause = first_clauses(source, longest=length)
    return _as_summary(
        article,
        "summary",
        [unit.sentence for unit in chosen] or [clause],
        extractive=not chosen,
        truncated=len(source.sentences) > _READ,
    )


def _as_summary(
    article: Article,
    kind: str,
    own: Sequence[Sentence],
    *,
    extractive: bool,
    truncated: bool = False,
    unsupported: tuple[Rejected, ...] = (),
) -> Summary:
    return Summary(
        article_id=article.id,
        kind=kind,
        text=_joined([sentence.text for sentence in own]),
        sentences=tuple(own),
        extractive=extractive,
        truncated=truncated,
        unsupported=unsupported,
    )


def _chosen(whole_ones: Sequence[Unit], source: Source, length: int) -> list[Unit]:
    """Return the sentences that say most, about ``length`` characters together, in order.

    First the lead: one of the first three sentences that stands by itself. Then, each time, the one
    with the highest worth times the share of its bigrams that are new, after those that it follows:
    of those of which two fifths fit, after all that it follows, and that say something new.
    """
    central = relative_centrality(source)
    blocks = [_with_antecedents(whole_ones, place) for place in range(len(whole_ones))]
    lead = [unit for unit in whole_ones if unit.number < _LEAD and not unit.follows]
    taken = {unit.number: unit for unit in lead[:1] if _size(unit) <= length}
    while (room := length - sum(_size(unit) for unit in taken.values())) > 0:
        rest = [[unit for unit in block if unit.number not in taken] for block in blocks]
        fitting = [
            block
            for block in rest
            if block
            and sum(map(_size, block[:-1])) + _FITS * _size(block[-1]) <= room
            and not _is_said(block[-1], taken.values())
            and not _has_twice([*taken.values(), *block])
        ]
        if not fitting:
            break
        said = frozenset(gram for unit in taken.values() for gram in bigrams(unit.sentence.text))
        best = max(fitting, key=lambda block: _gain(block, central, said))
        taken |= {unit.number: unit for unit in best}
    return [taken[number] for number in sorted(taken)]


def _size(unit: Unit) -> int:
    return len(unit.sentence.text)


def _with_antecedents(whole_ones: Sequence[Unit], place: int) -> list[Unit]:
    """Return a sentence after those that it follows."""
    first = place
    while whole_ones[first].follows:
        first -= 1
    return list(whole_ones[first : place + 1])


def _gain(
    block: Sequence[Unit], central: Callable[[AbstractSet[str]], float], said: AbstractSet[str]
) -> float:
    """Return the worth of what sentences say that is new, a character."""
    total = 0.0
    for unit in block:
        grams = frozenset(bigrams(unit.sentence.text))
        new = len(grams - said) / max(len(grams), 1)
        value = sentence_worth(centrality=central(grams), number=unit.number)
        total += value * new * _size(unit)
    return total / sum(map(_size, block))


def _is_said(unit: Unit, taken: Iterable[Unit]) -> bool:
    own = Source(unit.sentence.text)
    return any(repeats(own, Source(one.sentence.text)) for one in taken)


def _has_twice(chosen: Sequence[Unit]) -> bool:
    texts = [unit.sentence.text for unit in chosen]
    return len(set(texts)) < len(texts)


def _joined(texts: Sequence[str]) -> str:
    ends = ["" if text.endswith(_SELF_ENDING) else "\n" for text in texts]
    return "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
