"""A page of short news, each under its own heading -> its headings, which are its summary."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from qa.chinese.openings import is_caption, is_credit
from qa.records import Sentence, Span
from qa.writing.compress import is_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checking.source import Source

__all__ = ["roundup"]

_ITEMS = 3  # at least
_SHORTEST, _LONGEST = 6, 40  # characters of a heading
_SHARED = 0.5  # of a heading's bigrams: the beginning of its news has so many
_BEGINNING = 120  # characters
_MOST = 0.6  # of the headings: so many have their news under them
_STORY = 400  # characters of a piece of short news at most


def roundup(source: Source, length: int) -> list[Sentence]:
    """Return the headings of a page of short news, as many as ``length`` holds; [] of other texts.

    Such a page begins with a heading and has three at least; what stands under each is short and
    says what the heading says. The headings are printed as the parts of one sentence.
    """
    items = dict(_items(source))
    told = sum(_says(source, heading, news) for heading, news in items.items())
    begins = next(iter(items), None) == next(iter(source.sentences), None)
    if not begins or told < max(_ITEMS, _MOST * len(items)):
        return []
    texts = ["，".join(source.slice(heading).split()) for heading in items]
    sizes = list(accumulate(len(text) + 1 for text in texts))
    many = max(_ITEMS, sum(size <= length for size in sizes))
    marks = [*["；"] * (len(texts[:many]) - 1), "。"]
    return [
        Sentence(text=text + mark, source=heading)
        for text, mark, heading in zip(texts[:many], marks, list(items)[:many], strict=True)
    ]


def _items(source: Source) -> Iterator[tuple[Span, Span]]:
    """Yield each heading with what stands under it; of headings in a row the last."""
    spans = source.sentences
    places = [number for number, span in enumerate(spans) if _is_title(source, span)]
    for number, after in pairwise([*places, len(spans)]):
        if after > number + 1:
            yield spans[number], Span(start=spans[number + 1].start, end=spans[after - 1].end)


def _is_title(source: Source, span: Span) -> bool:
    line = source.slice(span).strip()
    fits = _SHORTEST <= len(line) <= _LONGEST and is_heading(source, span)
    return fits and not is_credit(line) and not is_caption(line)


def _says(source: Source, heading: Span, news: Span) -> bool:
    """Whether what stands under a heading is short and begins with what the heading says."""
    own = source.bigrams_of(heading)
    begins = Span(start=news.start, end=min(news.end, news.start + _BEGINNING))
    shared = own & source.bigrams_of(begins)
    return news.end - news.start <= _STORY and len(shared) >= _SHARED * len(own)
