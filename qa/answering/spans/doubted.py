"""What is given though the reader doubts that a text answers, since its words say that it does.

In turn: what was read where a sentence has all that is asked (:mod:`qa.answering.spans.vouching`),
the one value of the kind asked for in such a sentence, what an interview answers to the same
question, and the sentence that tells how something is done.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.spans.denied import is_denied
from qa.answering.spans.neighbours import is_of_a_neighbour
from qa.answering.spans.outright import outright
from qa.answering.spans.vouching import asks_price, interviewed, values, vouched, ways
from qa.chinese.asking import Wanted, wanted
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.records import Field, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from qa.answering.spans.candidates import Candidate
    from qa.chinese.fold import Folded
    from qa.records import Article, Hit

__all__ = ["doubted"]

_LEAD = 15  # characters of a sentence that is more than a heading


@dataclass(frozen=True, slots=True)
class _Seen:
    """An article as it is read: its text, its headline and its first sentence."""

    copy: Folded
    title: str
    lead: str
    published: dt.date | None

    @classmethod
    def of(cls, article: Article) -> _Seen:
        copy = folded(article.text)
        told = (copy.text[one.start : one.end] for one in sentences(copy.text))
        lead = next((one for one in told if len(one) >= _LEAD), "")
        return cls(copy=copy, title=folded(article.title).text, lead=lead, published=article.date)

    @property
    def text(self) -> str:
        return self.copy.text

    def place(self, span: Span) -> Span:
        """Return where a span of the article stands in what is read of it."""
        places = self.copy.places
        if places is None:
            return span
        return Span(start=bisect_left(places, span.start), end=bisect_left(places, span.end))


def doubted(
    question: str,
    hits: Sequence[Hit],
    read: Sequence[Candidate],
    articles: Mapping[str, Article],
) -> tuple[str, Span, bool] | None:
    """Return the article and its span that answer a question, and whether it is whole sentences.

    ``read`` is what was read and may be given; the surest whose sentence vouches for it is taken.
    """
    passage = wanted(question) is Wanted.PASSAGE and not asks_price(question)
    seen = {id_: _Seen.of(articles[id_]) for id_ in dict.fromkeys(x.chunk.article_id for x in hits)}
    for one in sorted(read, key=lambda one: -one.confidence * one.prior):
        text = seen.get(one.article_id)
        if passage or text is None or one.field is not Field.TEXT:
            continue
        place = text.place(one.span)
        if made := vouched(question, text.text, text.title, place, lead=text.lead):
            span = one.span if made == place else text.copy.span(made.start, made.end)
            return one.article_id, span, False
    for id_, text in seen.items():
        given = (question, text.text, text.title)
        said = outright(question, text.text, title=text.title, published=text.published)
        told = [said.span] if said and said.overrules(0.0) else []
        spans = () if passage else [*told, *values(*given, lead=text.lead)]
        value = next((x for x in spans if _stands(question, text.text, x)), None)
        whole = value or interviewed(*given, lead=text.lead) or ways(*given, lead=text.lead)
        if whole:
            return id_, text.copy.span(whole.start, whole.end), value is None
    return None


def _stands(question: str, text: str, span: Span) -> bool:
    """Whether the text neither denies a value, nor says it of something beside what is asked of."""
    return not (is_denied(question, text, span) or is_of_a_neighbour(question, text, span))
