"""Spans of articles -> citations: quoted, mapped to their file, their days resolved."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.chinese.beginnings import beginning
from qa.chinese.chronicles import with_year
from qa.chinese.datelines import counted_from
from qa.chinese.dates import mentions
from qa.chinese.sentences import sentences
from qa.errors import ArchiveError
from qa.reading.originals import LARGEST, file_state
from qa.records import Article, Citation, DateMention, Field, Hit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["cite", "cited_articles", "dates_in"]


def cite(whole: Article, span: Span, field: Field = Field.TEXT) -> Citation:
    """Return the citation of ``span`` of an article's text or title, mapped to its file.

    Its file is compared, if that has at most ``LARGEST`` bytes, once in a process as long as it
    does not change: no file is read again for the next answer.
    """
    article = whole.of_field(field)
    origin = article.origin
    place = origin.locate(span.start, span.end) if origin else None
    places = origin.places if origin else None
    return Citation(
        article_id=article.id,
        start=span.start,
        end=span.end,
        quote=article.text[span.start : span.end],
        title=article.title,
        opening=beginning(whole.title, whole.text),
        date=article.date,
        file=origin.file if origin else None,
        file_start=place.start if place else None,
        file_end=place.end if place else None,
        dates=dates_in(article, span),
        page=origin.page(place.start) if origin and place else None,
        file_state=file_state(origin, limit=LARGEST) if origin else None,
        field=field,
        boxes=places.boxes(span.start, span.end) if places else (),
        text_confidence=places.confidence(span.start, span.end, text=article.text)
        if places
        else None,
        corrections=tuple(
            one
            for one in article.corrections
            if one.start < span.end and span.start < max(one.end, one.start + 1)
        ),
    )


def cited_articles(
    read: Sequence[Sequence[Hit]], get_article: Callable[[str], Article]
) -> dict[str, Article]:
    """Return the articles of the hits by id; :class:`ArchiveError` unless they have the chunks."""
    articles: dict[str, Article] = {}
    for chunk in (hit.chunk for found in read for hit in found):
        article = articles.get(chunk.article_id) or get_article(chunk.article_id)
        articles[chunk.article_id] = article
        if article.text[chunk.start : chunk.end] != chunk.text:
            raise ArchiveError(
                f"article {article.id}: its text no longer has the chunk "
                f"[{chunk.start}, {chunk.end}): run `kanbao rebuild`"
            )
    return articles


def dates_in(article: Article, span: Span) -> tuple[DateMention, ...]:
    """Return the days of the sentences of ``span`` that take another day to understand.

    That is the day of the dispatch they stand in, or of the article.

    昨日 and 去年十一月, but not 2022年4月, not 近三年 and 过去五年, which are vague in an article
    (and 近 can mean *nearly*), and not 4月5日, whose year would be a guess, but in a chronicle,
    below its year (:mod:`qa.chinese.chronicles`). Offsets index the article's text. Empty where
    neither is known.
    """
    around = [x for x in sentences(article.text) if x.meets(span)]
    own = [day for x in around if (day := _in_chronicle(article, x))]
    leaning = (
        DateMention(
            text=mention.text,
            start=x.start + mention.start,
            end=x.start + mention.end,
            since=mention.since,
            until=mention.until,
            lunar=mention.lunar,
        )
        for x in around
        for mention, leans in mentions(
            article.text[x.start : x.end],
            article.date,
            sent=counted_from(article.text, x.start, article.date),
        )
        if leans
    )
    return tuple(sorted((*own, *leaning), key=lambda day: day.start))


def _in_chronicle(article: Article, sentence: Span) -> DateMention | None:
    """Return the bare day that a sentence of a chronicle begins with, of the year above it."""
    said = article.text[sentence.start : sentence.end]
    dated = with_year(article.title, article.text, sentence.start, said)
    if dated == said:
        return None
    day = next((day for day, _ in mentions(dated, dt.date.max) if day.start == 0), None)
    if day is None:
        return None
    plain = said.lstrip(" \u3000")
    start = sentence.start + len(said) - len(plain)
    bare = day.text.partition("年")[2]
    return replace(day, text=bare, start=start, end=start + len(bare))
