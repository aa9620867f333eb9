"""Articles -> headlines, briefs and summaries that say only what one sentence of theirs says.

All that can be given out is made of the article's own clauses and has passed every gate
(:mod:`qa.writing.candidates`). Of a headline's or brief's candidates the one with the highest worth
is taken (:mod:`qa.writing.judge`, :mod:`qa.writing.worth`). A summary is made of whole sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from qa.checking.source import Source
from qa.chinese.datelines import is_dateline
from qa.chinese.fold import seen
from qa.chinese.glued import article_start
from qa.chinese.old_marks import has_old_marks
from qa.chinese.openings import is_caption, is_credit, past_opening
from qa.chinese.quotes import whole
from qa.chinese.sentences import ends_half_width, sentences
from qa.errors import InputError
from qa.records import Fault, Rejected, Sentence, Span, Summary
from qa.writing.candidates import first_clauses
from qa.writing.choice import choose
from qa.writing.documents import document_title, rulings
from qa.writing.interviews import interview
from qa.writing.judge import LEAD_LONGEST, LONGEST, judge
from qa.writing.measures import measures
from qa.writing.memoirs import beginning
from qa.writing.mending import put_right
from qa.writing.notes import whole_note
from qa.writing.notices import notice
from qa.writing.ornaments import plain
from qa.writing.roundup import roundup
from qa.writing.units import printed, sort
from qa.writing.worth import worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.chinese.fold import Folded
    from qa.interfaces import Generator
    from qa.records import Article
    from qa.writing.judge import Judged, Opinion
    from qa.writing.units import Unit

__all__ = ["SUMMARY_KINDS", "summarize_articles"]

SUMMARY_KINDS = ("headline", "brief", "summary")

_WHOLE = {"headline": 30, "brief": 80, "summary": 200}
"""An article of at most so many characters is its own summary."""

_SHARE, _SHORTEST, _LONGEST = 0.4, 190, 235
"""Of an article; and characters of a summary: those that editors write have 150 to 270."""

_LITTLE = 0.3
"""Of its length: a summary with less than that may name whom it does not introduce."""

_FEW, _HALF, _EARLY = 0.4, 0.5, 8
"""Of an article's sentences, of a summary's length, and sentences of the article: where fewer can
be had and what is chosen is shorter or begins later, it is of one whom no sentence introduces."""

_POOR, _BESIDE = 0.0, 0.5
"""The worth of a headline, and what share of the title it says, under which the title is given."""

_LEAST = 8
_COLUMN = re.compile("^【[^】]*】|（(?![^（）]*(?:草案|试行|稿|修订|暂行))[^（）]*）$")
_READ = 2000
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
    a summary comes near (if None, 190 to 235 by that of the article; a hundred will do where all
    else says little) and what a headline or brief keeps within, unless the article has no clause as
    short. ``candidates`` is how many texts the
    generator writes itself where few can be made of the article's clauses.

    All are chosen with the article's title in mind, headline and brief also with one that its text
    has of itself. It is given out only as a headline, where no sentence makes a good one, without a
    source. An editor's note above several parts is their summary, and the beginning of what someone
    tells of himself that of his story, ``extractive``, as they stand; what paragraphs call for, one
    after the other, that of an opinion.

    What is seen of an article is read (:func:`qa.chinese.fold.seen`), and a summary written so: OCR
    put spaces between its characters, it has none. An article no longer than such a text (30, 80
    or 200 characters, or ``length``) is returned as it is seen, ``extractive``, without its
    dateline, captions and credits; one without text has an empty summary without sentences. Raises
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
        written = iter(
            [_summary(article, length or _usual_length(article.text)) for article in longer]
        )
    else:
        judged = judge(longer, kind=kind, generator=generator, length=length, candidates=candidates)
        written = iter([_best(one, kind) for one in judged])
    made = [
        next(written) if len(article.text.strip()) > most else _itself(article, kind)
        for article in articles
    ]
    return [_placed(summary, copy) for summary, copy in zip(made, copies, strict=True)]


def _placed(summary: Summary, copy: Folded) -> Summary:
    """Return a summary of a copy with the places of its sentences in the article.

    Emoji that an invisible character joins to one picture are joined again.
    """
    if copy.places is None:
        return summary
    return replace(
        summary,
        text=copy.joined(summary.text),
        sentences=tuple(
            replace(
                one,
                text=copy.joined(one.text),
                source=one.source and copy.span(one.source.start, one.source.end),
            )
            for one in summary.sentences
        ),
    )


def _itself_up_to(kind: str, length: int | None) -> int:
    if length is None:
        return _WHOLE[kind]
    return length if kind == "summary" else min(length, _WHOLE[kind])


def _best(judged: Judged, kind: str) -> Summary:
    """Return the candidate with the highest worth, or what stands in for it where none passed.

    Of an official document or a table its title, and what it says.
    """
    if ruled := _of_document(judged, kind):
        return _told(judged.article, kind, ruled)
    best = max(judged.opinions, key=lambda one: worth(judged.style, one.values), default=None)
    # An answer without its question says little.
    if asked := interview(judged.source, min(judged.longest, _WHOLE["brief"])):
        if kind == "brief":
            return _told(judged.article, kind, [_later(one, judged.start) for one in asked])
        best = None if _titled(judged) else best
    if best and kind == "headline" and _is_poor(best, judged) and _titled(judged):
        best = None
    own, cut = (best.candidate.sentences, False) if best else _instead(judged, kind)
    return _as_summary(
        judged.article,
        kind,
        [_later(one, judged.start) for one in own],
        extractive=best is None or not judged.rated,
        truncated=cut,
        unsupported=_one_a_fault(judged.found.rejected.values()),
    )


def _is_poor(best: Opinion, judged: Judged) -> bool:
    """Whether a headline is too long, or is worth little and says little of what the title says.

    A title of a few characters is a column's: 新书架.
    """
    poor = worth(judged.style, best.values) < _POOR and best.values["about"] < _BESIDE
    long = len(best.candidate.text) > LEAD_LONGEST
    return (long or poor) and len(_COLUMN.sub("", judged.article.title).strip()) >= _LEAST


def _told(article: Article, kind: str, own: Sequence[Sentence]) -> Summary:
    """Return what an official document says, ``extractive`` where all of it stands there so."""
    places = [(one.source, one.text) for one in own]
    whole = all(
        span is None or article.text[span.start : span.end] == said for span, said in places
    )
    return _as_summary(article, kind, own, extractive=whole)


def _of_document(judged: Judged, kind: str) -> list[Sentence]:
    article = judged.article
    if kind == "brief":
        return put_right(article, judged.longest) or rulings(
            article.title, article.text, judged.longest
        )
    longest = LEAD_LONGEST if judged.longest == LONGEST[kind] else judged.longest
    if own := put_right(article, longest):
        return own
    title = document_title(article.title, article.text, judged.longest)
    return [Sentence(text=title, source=None)] if title else []


def _instead(judged: Judged, kind: str) -> tuple[tuple[Sentence, ...], bool]:
    """Return an article's own title for a headline, else its first clauses; the second: if cut.

    What of the title fits, or all of it where the clauses are longer.
    """
    if kind == "headline" and (titled := _titled(judged)):
        return titled, False
    clause, cut = first_clauses(judged.source, longest=judged.longest, headed=kind == "headline")
    title = _COLUMN.sub("", judged.article.title).strip()
    if kind == "headline" and _LEAST <= len(title) < len(clause.text):
        return (Sentence(text=title, source=None),), False
    return (clause,), cut


def _titled(judged: Judged) -> tuple[Sentence, ...]:
    """Return as many of the first parts of an article's title as fit; none if the first does not.

    It is no sentence of the text. The column that it stands in is left out: （云河两岸）;
    （试行） is none.
    """
    parts = _COLUMN.sub("", judged.article.title).split()
    sizes = accumulate(len(part) + 1 for part in parts)
    fitting = [part for part, size in zip(parts, sizes, strict=True) if size <= judged.longest + 1]
    return (Sentence(text=" ".join(fitting), source=None),) if fitting else ()


def _one_a_fault(rejected: Iterable[Rejected]) -> tuple[Rejected, ...]:
    first: dict[Fault, Rejected] = {}
    for one in rejected:
        first.setdefault(one.fault, one)
    return tuple(first.values())


def _itself(article: Article, kind: str) -> Summary:
    """Return all that a short article tells: without its dateline, captions and credits."""
    spans = list(sentences(article.text))
    line = whole(article.text, Span(start=0, end=len(article.text)))
    if kind == "headline" and line.start < line.end:
        spans = [line]
    told = [span for span in (_told_in(article.text, span) for span in spans) if span]
    own = [Sentence(text=article.text[x.start : x.end], source=x) for x in told or spans]
    return _as_summary(article, kind, own, extractive=True)


def _told_in(text: str, span: Span) -> Span | None:
    """Return a sentence without the dateline or credit before it; None if it is nothing else."""
    line = text[span.start : span.end]
    if is_dateline(line) or is_credit(line):
        span = past_opening(text, span, days=False)
        line = text[span.start : span.end]
    return None if is_caption(line) or is_credit(line) else span


def _usual_length(text: str) -> int:
    """Return how long a summary is where none is asked for: a part of a text, within bounds."""
    return min(_LONGEST, max(_SHORTEST, round(_SHARE * len(text))))


def _summary(article: Article, length: int) -> Summary:
    if ruled := rulings(article.title, article.text, length):
        return _told(article, "summary", ruled)
    start = article_start(article.text)
    if start == 0:
        return _summary_of(article, length)
    made = _summary_of(replace(article, text=article.text[start:]), length)
    return replace(made, sentences=tuple(_later(one, start) for one in made.sentences))


def _later(sentence: Sentence, by: int) -> Sentence:
    span = sentence.source
    return replace(sentence, source=span and span.moved(by))


def _summary_of(article: Article, length: int) -> Summary:
    source = Source(article.text)
    if headings := roundup(source, length):
        return _as_summary(article, "summary", headings, extractive=False)
    if whole_run := (
        whole_note(source, length)
        or notice(source, length)
        or interview(source, length)
        or beginning(source, length)
    ):
        return _as_summary(article, "summary", whole_run, extractive=True)
    several = sort(source, most=_READ)
    if called_for := measures(source, several.units, length, title=article.title):
        return _as_summary(article, "summary", called_for, extractive=False)
    chosen = _chosen(several.units, source, length, article.title)
    own, cut = (printed(chosen, source), False) if chosen else _first(source, length)
    given_out = {sentence.text for sentence in own}
    return _as_summary(
        article,
        "summary",
        own,
        extractive=not chosen,
        truncated=cut or len(source.sentences) > _READ,
        unsupported=_one_a_fault(x for x in several.rejected if x.text not in given_out),
    )


def _chosen(several: Sequence[Unit], source: Source, length: int, title: str) -> list[Unit]:
    """Return the sentences of a summary, also of whom none introduces where else it says little.

    So too of an article of one whom none introduces: most of its sentences name him.
    """
    chosen = choose(several, source, length, title=title)
    size = sum(len(unit.sentence.text) for unit in chosen)
    little, short = size < _LITTLE * length, size < _HALF * length
    few = len(several) < _FEW * len(source.sentences)
    if not (little or (few and (short or chosen[0].number >= _EARLY))):
        return chosen
    every = sort(source, most=_READ, known=True).units
    known = choose(every, source, length, title=title)
    if few and known and len(several) < _FEW * len(every):
        return known if short or known[0].number < chosen[0].number else chosen
    return max(chosen, known, key=len) if little else chosen


def _first(source: Source, length: int) -> tuple[list[Sentence], bool]:
    """Return what begins a text of which nothing can be given out, in an old paper its first news.

    The second: whether it breaks off.

    Their sentences are not read (:mod:`qa.chinese.old_marks`): as many as come near the length.
    """
    clause, cut = first_clauses(source, longest=length, headed=False)
    if clause.source is None or not has_old_marks(source.text, clause.source):
        return [_ended(clause, source)], cut
    told = [span for span in source.sentences if span.start >= clause.source.end]
    sizes = accumulate((span.end - span.start for span in told), initial=len(clause.text))
    next(sizes)
    after = [span for span, size in zip(told, sizes, strict=True) if size <= length]
    return [clause, *(Sentence(text=source.slice(span), source=span) for span in after)], cut


def _ended(sentence: Sentence, source: Source) -> Sentence:
    """Return a sentence with the full stop that the article has after it, without a semicolon."""
    span = sentence.source
    if span and sentence.text.endswith("；"):
        return Sentence(text=sentence.text[:-1], source=Span(start=span.start, end=span.end - 1))
    if span is None or not source.text.startswith("。", span.end):
        return sentence
    return Sentence(text=sentence.text + "。", source=Span(start=span.start, end=span.end + 1))


def _as_summary(
    article: Article,
    kind: str,
    own: Sequence[Sentence],
    *,
    extractive: bool,
    truncated: bool = False,
    unsupported: tuple[Rejected, ...] = (),
) -> Summary:
    if kind == "headline":
        own = [_unadorned(one, article.text if extractive else "") for one in own]
    return Summary(
        article_id=article.id,
        kind=kind,
        text=_joined([sentence.text for sentence in own]),
        sentences=tuple(own),
        extractive=extractive,
        truncated=truncated,
        unsupported=unsupported,
    )


def _unadorned(sentence: Sentence, text: str) -> Sentence:
    """Return a headline without ornaments, in the place of the rest where that is of ``text``."""
    bare, span = plain(sentence.text), sentence.source
    if bare != sentence.text and span and (at := text.find(bare, span.start, span.end)) >= 0:
        span = Span(start=at, end=at + len(bare))
    return Sentence(text=bare, source=span)


def _ends_itself(text: str) -> bool:
    bare = text.rstrip('"')
    return bare.endswith(_SELF_ENDING) or ends_half_width(bare, len(bare))


def _joined(texts: Sequence[str]) -> str:
    ends = ["" if _ends_itself(text) else "\n" for text in texts]
    return "".join(text + end for text, end in zip(texts, ends, strict=True)).rstrip("\n")
