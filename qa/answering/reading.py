"""Chunks read for questions by the generator, those of many questions in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.answering.spans.figure_years import asked_year, names_year
from qa.chinese.dates import undated
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.records import Field, Span
from qa.search.timely import Timely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.interfaces import Generation, Generator, GeneratorOutput
    from qa.records import Article, Hit
    from qa.search.query import Query
    from qa.search.timely import Days

    Pair = tuple[Query, Hit, Days | None, Field]

__all__ = ["located", "read"]


def read(
    pairs: Sequence[Pair],
    *,
    generator: Generator,
    articles: Mapping[str, Article],
    verbatim: bool,
) -> list[GeneratorOutput]:
    """Return what the generator makes of each question with one of its chunks; one call for all.

    What is read is what is seen of a chunk (:func:`qa.chinese.fold.folded`), with its article's
    title and date in front; of a title, which comes as a chunk of it, the date. An article of the
    days that a question names seldom says them, or in other words (上月十一日), so there the
    question is also read without its day words; the more answerable reading counts. So it is where
    the year of the figure asked for stands in the title or the text.
    """
    without = {
        place: bare
        for place, (query, hit, named, _) in enumerate(pairs)
        if (bare := _bare(query))
        and ((named and _is_of(named, hit)) or _is_of_its_year(query, hit))
    }
    asked = [*pairs, *(pairs[place] for place in without)]
    readings = generator.answer(
        [*(query.simplified for query, *_ in pairs), *without.values()],
        [folded(hit.chunk.text).text for _, hit, *_ in asked],
        prefaces=[_preface(articles[hit.chunk.article_id], field) for _, hit, _, field in asked],
        verbatim=verbatim,
    )
    best = readings[: len(pairs)]
    for place, reading in zip(without, readings[len(pairs) :], strict=True):
        query, hit, named, _ = pairs[place]
        if _answers_better(reading, best[place], query, hit, named):
            best[place] = reading
    return best


def located(generation: Generation, context: str) -> Span | None:
    """Return where an answer stands in what was read, None where it does not."""
    text, start, end = generation.text, generation.start, generation.end
    if start is None or end is None or context[start:end] != text:
        start = context.find(text)
        end = start + len(text)
    return Span(start=start, end=end) if text and start >= 0 else None


def _is_of(named: Days, hit: Hit) -> bool:
    """Whether a chunk is of the days, as its paper's, or as it names them in its own way."""
    return named.reported_on(hit.date) or (
        named.are_few and named.judge(hit.chunk.text, hit.date) is Timely.NAMED
    )


def _is_of_its_year(query: Query, hit: Hit) -> bool:
    """Whether the title or the text of a hit names the year of the figure asked for."""
    year = asked_year(query.simplified)
    return year is not None and names_year(
        year, *(folded(x).text for x in (hit.title, hit.chunk.text))
    )


def _bare(query: Query) -> str | None:
    """Return a question without its day words; None if it then asks nothing."""
    text = undated(query.simplified, query.days)
    return text if query.days and any(map(str.isalnum, text)) else None


def _answers_better(
    reading: GeneratorOutput, other: GeneratorOutput, query: Query, hit: Hit, days: Days | None
) -> bool:
    """Return whether a reading is more answerable and its best answer's sentence of the days."""
    if not reading.generations or max(x.answerable for x in reading.generations) <= max(
        (x.answerable for x in other.generations), default=0.0
    ):
        return False
    text = folded(hit.chunk.text).text
    span = located(reading.generations[0], text)
    if span is None:
        return False
    said = [text[x.start : x.end] for x in sentences(text) if x.meets(span)]
    year = asked_year(query.simplified)
    if year is not None and names_year(year, folded(hit.title).text, *said):
        return True
    return days is not None and days.judge("".join(said), hit.date) >= Timely.INSIDE


def _preface(article: Article, field: Field) -> str:
    title = "" if field is Field.TITLE else folded(article.title).text
    date = article.date.isoformat() if article.date else ""
    return f"{title} {date}".strip()
