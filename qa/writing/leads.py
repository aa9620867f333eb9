"""The one sentence of an article that stands for it among the news of a day.

It is the lead of its summary: not how a reporter came upon the story, but what happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checking.source import Source
from qa.chinese.glued import article_start
from qa.records import Span
from qa.writing.choice import lead
from qa.writing.units import sort

if TYPE_CHECKING:
    from qa.records import Article

__all__ = ["lead_of"]

_READ = 60
"""How many sentences of an article are read: its news does not come later."""


def lead_of(article: Article) -> Span | None:
    """Return where the sentence stands that tells an article's news, by its text's offsets.

    It needs no other to be understood. None where none of the first sentences is such.
    """
    start = article_start(article.text)
    source = Source(article.text[start:])
    chosen = lead(sort(source, most=_READ).units, source, title=article.title)
    spans = [unit.sentence.source for unit in chosen if unit.sentence.source]
    if not spans:
        return None
    return Span(start=start + spans[0].start, end=start + spans[-1].end)
