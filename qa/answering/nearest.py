"""The sentence that came nearest to a question that was refused: shown as such, never an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.citations import cite
from qa.answering.wording import meaning, share
from qa.chinese.fold import folded
from qa.chinese.glued import past_all_before
from qa.chinese.page_notices import before_page_words
from qa.chinese.sentences import sentences
from qa.errors import InputError
from qa.reasons import READ_IN_VAIN
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.records import Answer, Article, Hit

__all__ = ["nearest", "with_nearest"]

_LEAST = 0.5
"""Share of the characters of the question's words that the sentence has at least."""


def with_nearest(question: str, answer: Answer, get_article: Callable[[str], Article]) -> Answer:
    """Return an answer, a refusal of what was read with the sentence that came nearest.

    That is the one that a selector chose, if it has one; else that with most of the question's
    words, without its dateline or credit (本报讯). ``question`` is in simplified characters.
    """
    if answer.reason not in READ_IN_VAIN:
        return replace(answer, nearest=None)
    if answer.nearest:
        return answer
    found = nearest(question, answer.hits)
    if found is None:
        return answer
    id_, span = found
    try:
        article = get_article(id_)
    except InputError:  # deleted meanwhile
        return answer
    return replace(answer, nearest=cite(article, past_all_before(article.text, span)))


def nearest(question: str, hits: Sequence[Hit]) -> tuple[str, Span] | None:
    """Return the sentence of chunks that has most of a question's words, with its article's id.

    The first of several, in the order of the chunks; none that asks something itself or is a
    notice of its page, and none that has less than half of the words.
    """
    asked = meaning(question)
    best, found = 0.0, None
    for chunk in (hit.chunk for hit in hits):
        copy = folded(chunk.text)
        for whole in sentences(copy.text):
            one = before_page_words(copy.text, whole)
            if one is None:
                continue
            said = copy.text[one.start : one.end]
            if said.endswith(("？", "?")) or (has := share(asked, said)) <= best:
                continue
            best = has
            found = chunk.article_id, copy.span(one.start, one.end).moved(chunk.start)
    return found if best >= _LEAST else None
