"""What the other editions of an article say where an answer is quoted from it."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from qa.checking.faithfulness import support, unsupported
from qa.checking.source import Source
from qa.chinese.sentences import sentences
from qa.errors import InputError
from qa.records import Field, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.records import Answer, Article, SameStory

__all__ = ["said_there", "with_editions"]

_MOST = 5
"""Other editions that are looked into."""
_ALIKE = 0.5
"""Share of a sentence's bigrams that its counterpart in another edition has at least."""


def with_editions(answer: Answer, get_article: Callable[[str], Article]) -> Answer:
    """Return an answer with the articles that tell the same on the day of the one it quotes first.

    Each with what it says in place of the quotation, where that is another number, day or name.
    Articles that are cited already are not among them.
    """
    cited = {one.article_id for one in answer.citations}
    if not cited:
        return answer
    first = answer.citations[0]
    stories = next((x.also_in for x in answer.hits if x.chunk.article_id == first.article_id), ())
    others = [story for story in stories if story.article_id not in cited]
    if not others or first.field is Field.TITLE:
        return replace(answer, also_in=tuple(others))
    own = get_article(first.article_id).text
    looked_into = [_compared(own, first.span, story, get_article) for story in others[:_MOST]]
    return replace(answer, also_in=(*looked_into, *others[_MOST:]))


def _compared(
    text: str, span: Span, story: SameStory, get_article: Callable[[str], Article]
) -> SameStory:
    try:
        other = get_article(story.article_id).text
    except InputError:  # deleted meanwhile
        return story
    there = said_there(text, span, other)
    if there is None:
        return story
    return replace(story, quote=other[there.start : there.end], start=there.start, end=there.end)


def said_there(text: str, span: Span, other: str) -> Span | None:
    """Return what another text says in place of a span of a text; None where that is the same.

    That is the part of its nearest sentence that stands where the span does in its own, if it has
    a number, day or name that the span has not. None also where no sentence is near.
    """
    around = [one for one in sentences(text) if one.meets(span)]
    if not around:
        return None
    start, end = around[0].start, around[-1].end
    own, source = text[start:end], Source(other)
    there = support(own, source, source.sentences, least=_ALIKE)
    if there is None:
        return None
    told = other[there.start : there.end]
    steps = SequenceMatcher(None, own, told, autojunk=False).get_opcodes()
    first = _counterpart(steps, span.start - start, at_end=False)
    last = _counterpart(steps, span.end - start, at_end=True)
    while first > 0 and told[first - 1 : first + 1].isdigit():
        first -= 1
    while 0 < last < len(told) and told[last - 1 : last + 1].isdigit():
        last += 1
    if first >= last or not unsupported(told[first:last], Source(text[span.start : span.end])):
        return None
    return Span(start=there.start + first, end=there.start + last)


def _counterpart(
    steps: Sequence[tuple[str, int, int, int, int]], place: int, *, at_end: bool
) -> int:
    """Return where a place of a sentence is in another one; ``at_end``: what ends there counts."""
    for kind, start, end, there, until in steps:
        if start < place <= end if at_end else start <= place < end:
            if kind == "equal":
                return there + place - start
            return until if at_end else there
    return steps[-1][4] if at_end else 0
