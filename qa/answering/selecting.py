"""The sentences that a selector chooses for a question that the reader finds no answer to.

A selector reads the question with each sentence; those right behind the best one, in its paragraph,
that answer too are given with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from qa.answering.explaining import is_of_another
from qa.answering.spans.beginnings import begins_with_another
from qa.answering.spans.plans import is_only_planned
from qa.answering.spans.speakers import is_said_by_another, is_said_by_nobody_asked
from qa.answering.spans.vouching import lacks_value
from qa.chinese.asking import Wanted, wanted
from qa.chinese.fold import folded
from qa.chinese.openings import is_only_credit
from qa.chinese.page_notices import before_page_words
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.interfaces import Selector
    from qa.records import Article, Hit

__all__ = ["Selected", "selected", "titled"]

_READ = 48  # sentences at most
_TOGETHER = 3  # sentences that are given at most
_TOO = 0.5  # how probably another answers that is given with the best
_UNTITLED = 40  # characters of a text that stand for its title
_BEFORE = 120  # characters of a text before a sentence that a selector may look at


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Whole sentences of an article, and how probably they answer, in [0, 1].

    ``elsewhere``: how probably the likeliest sentence of another article does, 0 without one.
    """

    article_id: str
    span: Span
    probability: float
    elsewhere: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    """A sentence of a chunk, where it stands in the article, and what a selector reads of it."""

    article_id: str
    span: Span
    shown: tuple[str, str, str]


def selected(
    question: str, hits: Sequence[Hit], articles: Mapping[str, Article], selector: Selector
) -> Selected | None:
    """Return what answers a question best of the sentences of chunks, None where there are none.

    In simplified characters.
    """
    read = list(islice(_sentences(question, hits, articles), _READ))
    probable = selector.probabilities(question, [one.shown for one in read])
    best = max(range(len(read)), key=lambda place: probable[place], default=None)
    if best is None:
        return None
    first = last = read[best]
    for other, chance in zip(read[best + 1 : best + _TOGETHER], probable[best + 1 :], strict=False):
        if chance < _TOO or not _follows(other, last, articles):
            break
        last = other
    others = [
        chance
        for one, chance in zip(read, probable, strict=True)
        if one.article_id != first.article_id
    ]
    return Selected(
        article_id=first.article_id,
        span=Span(start=first.span.start, end=last.span.end),
        probability=probable[best],
        elsewhere=max(others, default=0.0),
    )


def _follows(one: _Sentence, other: _Sentence, articles: Mapping[str, Article]) -> bool:
    """Return whether a sentence stands right behind another, in its paragraph."""
    if one.article_id != other.article_id or one.span.start < other.span.end:
        return False
    between = articles[one.article_id].text[other.span.end : one.span.start]
    return not between.strip() and "\n" not in between


def _sentences(
    question: str, hits: Sequence[Hit], articles: Mapping[str, Article]
) -> Iterator[_Sentence]:
    """Yield the sentences of chunks that are of whom is asked and ask nothing themselves.

    None that is a notice of its page, nor of an article without a person whom the question names.
    Each once: chunks overlap. Those that have a day, sum or number, where that is asked for.
    """
    kind = wanted(question)
    persons = [name.forms for name in proper_names(question) if name.level is Level.PERSON]
    seen: set[tuple[str, Span]] = set()
    wholes: dict[str, str] = {}
    for hit in hits:
        article = articles[hit.chunk.article_id]
        if article.id not in wholes:
            wholes[article.id] = folded(f"{article.title}\n{article.text}").text
        whole = wholes[article.id]
        if not all(any(form in whole for form in forms) for forms in persons):
            continue
        title = titled(article)
        copy = folded(hit.chunk.text)
        for sentence in sentences(copy.text):
            one = before_page_words(copy.text, sentence)
            if one is None:
                continue
            said = copy.text[one.start : one.end]
            if said.rstrip().endswith(("？", "?")) or is_of_another(question, copy.text, one):
                continue
            if is_only_credit(said) or (kind is Wanted.SPAN and lacks_value(question, said)):
                continue
            if kind is not Wanted.YES_NO and _is_of_others(question, copy.text, one, whole):
                continue
            span = copy.span(one.start, one.end).moved(hit.chunk.start)
            if (article.id, span) in seen:
                continue
            seen.add((article.id, span))
            before = folded(article.text[max(0, span.start - _BEFORE) : span.start]).text
            yield _Sentence(article_id=article.id, span=span, shown=(title, before, said))


def _is_of_others(question: str, text: str, sentence: Span, article: str) -> bool:
    """Return whether a sentence is another's word, of another place or year, or only a plan.

    Than is asked of. What another does or says may well say no, or yes: not of such questions.
    """
    said = text[sentence.start : sentence.end]
    return (
        is_said_by_another(question, text, sentence, article)
        or is_said_by_nobody_asked(question, text, sentence, article)
        or begins_with_another(question, said, article)
        or is_only_planned(question, said)
    )


def titled(article: Article) -> str:
    """Return what a selector reads as the title of an article: of one without how it begins."""
    return folded(article.title or article.text[:_UNTITLED]).text
