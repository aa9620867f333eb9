"""The sentences that a selector chooses for a question that the reader finds no answer to.

A selector reads the question with the chunks that were found, each with what stands before it;
those right behind the best sentence, in its paragraph, that answer too are given with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qa.answering.explaining import is_of_another
from qa.answering.spans.beginnings import begins_with_another, is_before_its_part
from qa.answering.spans.plans import is_only_planned
from qa.answering.spans.speakers import is_said_by_another, is_said_by_nobody_asked
from qa.answering.spans.vouching import lacks_value
from qa.chinese.asking import Wanted, wanted
from qa.chinese.fold import folded
from qa.chinese.openings import is_only_credit
from qa.chinese.page_notices import before_page_words
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qa.interfaces import Selector
    from qa.records import Article, Hit

__all__ = ["Selected", "selected", "titled"]

_CONTACT = re.compile("[一-龥]{0,6}(?:电话|热线|传真|邮箱)(?:号码)?[：:]")
_OF_CONTACTS = ("电话", "热线", "号码", "拨打", "咨询")
_READ = 48  # sentences that may answer, at most
_TRIED = 3  # sentences that may be given, the likeliest first
_TOGETHER = 3  # sentences that are given at most
_TOO = 0.5  # how probably another answers that is given with the best
_UNTITLED = 40  # characters of a text that stand for its title
_BEHIND = 3  # sentences from the last one on that may answer: it, and two behind it
_BEFORE = 120  # characters of a text before a chunk that are read with it


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
    """A sentence, where it stands in its article, and its number among those of its passage."""

    article_id: str
    span: Span
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """What is read at once of an article: sentences, and which of them may answer."""

    title: str
    said: list[str]
    may: list[_Sentence]


def selected(
    question: str,
    hits: Sequence[Hit],
    articles: Mapping[str, Article],
    selector: Selector,
    *,
    unless: Callable[[Article, Span], bool] = lambda *_: False,
) -> Selected | None:
    """Return what answers a question best of the sentences of chunks, None where there are none.

    In simplified characters. Of the likeliest few those are passed over of which ``unless`` is so.
    """
    passages = list(_passages(question, hits, articles))
    told = selector.probabilities(question, [(one.title, one.said) for one in passages])
    read = list(chain.from_iterable(one.may for one in passages))
    probable = [
        by_number[one.number]
        for passage, by_number in zip(passages, told, strict=True)
        for one in passage.may
    ]
    likeliest = sorted(range(len(read)), key=lambda place: -probable[place])[:_TRIED]
    tried = ((one, read[one]) for one in likeliest)
    best = next((at for at, one in tried if not unless(articles[one.article_id], one.span)), None)
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


def _passages(
    question: str, hits: Sequence[Hit], articles: Mapping[str, Article]
) -> Iterator[_Passage]:
    """Yield what is read of chunks that have a sentence which may answer.

    Not of an article without a person whom the question names.
    """
    persons = [name.forms for name in proper_names(question) if name.level is Level.PERSON]
    left = _READ
    for id_ in dict.fromkeys(hit.chunk.article_id for hit in hits):
        if not left:
            return
        article = articles[id_]
        whole = folded(f"{article.title}\n{article.text}").text
        if not all(any(form in whole for form in forms) for forms in persons):
            continue
        for run in _runs(article, hits):
            passage = _passage(question, article, run, whole, most=left)
            left -= len(passage.may)
            if passage.may:
                yield passage


def _runs(article: Article, hits: Sequence[Hit]) -> list[Span]:
    """Return where the chunks of an article stand, those that meet as one, in their order there."""
    runs: list[Span] = []
    for start, end in sorted(
        (hit.chunk.start, hit.chunk.end) for hit in hits if hit.chunk.article_id == article.id
    ):
        if runs and not article.text[runs[-1].end : start].strip():
            runs[-1] = Span(start=runs[-1].start, end=max(runs[-1].end, end))
        else:
            runs.append(Span(start=start, end=end))
    return runs


def _passage(question: str, article: Article, run: Span, whole: str, *, most: int) -> _Passage:
    """Return a run of an article with what stands before it: at most so many sentences may answer.

    Those that have a day, sum or number, where that is asked for, are of whom is asked and ask
    nothing themselves. No notice of its page is read.
    """
    kind = wanted(question)
    may: list[_Sentence] = []
    copy = folded(article.text[run.start : run.end])
    before = folded(article.text[max(0, run.start - _BEFORE) : run.start]).text
    said = [before[one.start : one.end] for one in sentences(before)]
    for sentence in sentences(copy.text):
        one = before_page_words(copy.text, sentence)
        if one is None or is_only_credit(copy.text[one.start : one.end]):
            continue
        said.append(copy.text[one.start : one.end])
        if len(may) < most and _may_answer(question, kind, copy.text, one, whole):
            span = copy.span(one.start, one.end).moved(run.start)
            may.append(_Sentence(article_id=article.id, span=span, number=len(said) - 1))
    if may:
        del said[may[-1].number + _BEHIND :]
    return _Passage(title=titled(article), said=said, may=may)


def _may_answer(question: str, kind: Wanted, text: str, sentence: Span, article: str) -> bool:
    """Return whether a sentence has what is asked for, of whom is asked, and asks nothing."""
    said = text[sentence.start : sentence.end]
    if said.rstrip().endswith(("？", "?")) or is_of_another(question, text, sentence):
        return False
    if kind is Wanted.SPAN and lacks_value(question, said):
        return False
    if _CONTACT.match(said) and not _shares_a_word(question, article):
        return False
    return kind is Wanted.YES_NO or not _is_of_others(question, text, sentence, article)


def _shares_a_word(question: str, article: str) -> bool:
    """Return whether an article has a word of a question that means something, 电话 apart."""
    words = (word for word, tag in tagged(question) if len(word) > 1 and tag[:1] in "nvjs")
    return any(word in article for word in words if word not in _OF_CONTACTS)


def _is_of_others(question: str, text: str, sentence: Span, article: str) -> bool:
    """Return whether a sentence is another's word, of another place or year, or only a plan.

    Than is asked of. What another does or says may well say no, or yes: not of such questions.
    """
    said = text[sentence.start : sentence.end]
    return (
        is_said_by_another(question, text, sentence, article)
        or is_said_by_nobody_asked(question, text, sentence, article)
        or begins_with_another(question, said, article)
        or is_before_its_part(question, text, sentence)
        or is_only_planned(question, said)
    )


def titled(article: Article) -> str:
    """Return what a selector reads as the title of an article: of one without how it begins."""
    return folded(article.title or article.text[:_UNTITLED]).text
