"""What an interview answers to what it asks: 书中的她就是您的母亲吗？不是.

A question decides nothing; the first words of the answer to it do.
"""

from __future__ import annotations

import re

from qa.chinese.sentences import sentences
from qa.records import Span

__all__ = ["addressed", "is_question", "opening", "past_question", "reply"]

_QUESTION = re.compile("[？?][”」』）]?\\s*$")
_SPEAKER = re.compile("^[\\s\\n]*(?:[^：:，。]{1,12}[：:])?[“「]?")
_LABEL = re.compile("^\\s*([^：:，。\\s]{1,12})[：:]")
_YOU = re.compile("[您你](?!们)")
_OPENING = re.compile(
    "(?:[您你]好|病情分析|指导意见|[,，。:：!！\\s])*(?P<no>不|没)?(?P<aid>可以|能够?|会|是|需要|用|要|有)"
    "(?P<told>[^,，。;；:：!！？?的]{0,8})的?[,，。;；!！]"
)
_NO = re.compile(
    "(?:不是|没有?|不会|不能?|不可以|不行|不对|并没有|并不|从没|从未|否)(?:的|啊|吧)?[，,。！!；]"
)
_YES = re.compile(
    "(?:是(?:的|啊)?|对(?:的|啊)?|没错|当然(?:是|会|有|可以)?|会的?|有的?|可以|能|确实(?:是|如此)?|正是)[，,。！!；]"
)


def opening(sentence: str) -> tuple[bool, str, str] | None:
    """Return what a text says that begins by answering: yes or no, with which word, and the rest.

    不能吃。 is (False, 能, 吃). None where it does not begin so.
    """
    found = _OPENING.match(sentence)
    return (not found["no"], found["aid"], found["told"]) if found else None


def is_question(sentence: str) -> bool:
    """Return whether a sentence ends by asking."""
    return _QUESTION.search(sentence) is not None


def reply(answer: str) -> bool | None:
    """Return whether a sentence begins by saying yes or no, None where it does neither."""
    start = _SPEAKER.match(answer)
    at = start.end() if start else 0
    if _NO.match(answer, at):
        return False
    return True if _YES.match(answer, at) else None


def addressed(question: str, answer: str) -> str:
    """Return what is asked, without who asks, and with the name of the one who answers for 您."""
    asked, said = _LABEL.match(question), _LABEL.match(answer)
    plain = question[asked.end() :] if asked else question
    return _YOU.sub(said[1], plain) if said else plain


def past_question(text: str, span: Span) -> Span | None:
    """Return where the answer stands to what ``span`` of a text asks, None if it does not ask.

    That is the rest of the line behind it, or the next one, up to two sentences.
    """
    if not is_question(text[span.start : span.end]):
        return None
    behind = [one for one in sentences(text) if one.start >= span.end]
    lines = [one for one in behind[:2] if "\n" not in text[behind[0].start : one.end]]
    return Span(start=lines[0].start, end=lines[-1].end) if lines else None
