"""What was done and then taken back: 姜某提起上诉。后又撤回上诉。 The first alone misleads."""

from __future__ import annotations

import re

from qa.answering.wording import meaning
from qa.answering.yes_no.asked_parts import parts_of
from qa.answering.yes_no.same_words import aligned, plain
from qa.chinese.asking import statement_of
from qa.chinese.fold import folded
from qa.chinese.sentences import sentences
from qa.records import Span

__all__ = ["with_withdrawal"]

_WITHDRAWN = re.compile("撤回|撤销|收回|取消|放弃|中止|终止|作罢|叫停|搁置|推翻")
_MARK = re.compile("[，,；;。！!？?]")
_SOON = 2  # sentences


def with_withdrawal(question: str, text: str, span: Span) -> Span:
    """Return sentences of a text with those behind, up to the one that takes back what is asked.

    Of the two behind; not of a question, in simplified characters, that asks for that itself.
    """
    statement = plain(statement_of(question))
    parts = parts_of(statement)
    if parts is None or _WITHDRAWN.search(question):
        return span
    done = meaning(parts.predicate + parts.rest)
    words = [word for word, _ in done if len(word) > 1] or [parts.predicate]
    behind = [one for one in sentences(text) if one.start >= span.end][:_SOON]
    for one in behind:
        said = aligned(statement, folded(text[one.start : one.end]).text)
        taken = (_MARK.split(said[x.end() :])[0] for x in _WITHDRAWN.finditer(said))
        if any(word in clause for clause in taken for word in words):
            return Span(start=span.start, end=one.end)
    return span
