"""Headings that stand before a sentence without a mark between: a title, a pull quote."""

from __future__ import annotations

import re

from qa.chinese.characters import HAN
from qa.chinese.tokens import bigrams
from qa.chinese.words import tagged

__all__ = ["heading_end"]

_RUN, _LONG = 16, 30  # characters of a heading that the text has word for word
_NAMED = 4  # characters that may stand before them in an article's title: 市长：…
_SHARED = 0.35  # of the bigrams of a title that a space follows
_MARKS = "。，；！？!?;\n"
_BEGINS = re.compile(
    "当前|目前|近日|日前|近年来|今年以来|连日来|今天|昨天|随着|据|作为|为了?|(?:当地时间)?\\d"
)
# What follows says something of it, then: it is no heading, but whom or what the sentence tells of.
_TOLD_OF = re.compile(
    "(?:近日|日前|今天|昨天|(?:当地时间)?(?:\\d{1,2}月)?\\d{1,2}日[上下]?午?)?"
    "(?:在|于|正式|举[行办]|召开|开幕|闭幕|启动|揭[幕牌晓]|落[成幕]|完[成工]|通车|竣工|发布)"
)
_SPACED = re.compile(rf"[^，。；：！？“”\s]{{10,40}}[ \u3000\xa0]+(?=[{HAN}“《\d])")
_CLAUSE = re.compile("[，。；：！？]")


def heading_end(text: str, start: int, end: int) -> int | None:
    """Return where the heading ends that a sentence begins with, None if it begins with none.

    A heading says something, and the text says it again: word for word, where a mark follows it
    (大桥通车带来两岸新生活连日来，… of a text that has 大桥通车带来两岸新生活。); or, where it is
    the first of the text and a space follows, a good part of it in the sentence itself.
    """
    for at in range(start, start + (_NAMED if start == 0 else 0) + 1):
        if (past := _repeated_end(text, at, end)) is not None:
            return past
    return _spaced_end(text, end) if start == 0 else None


def _repeated_end(text: str, at: int, end: int) -> int | None:
    run = text[at : at + _RUN]
    if at + _RUN >= end or "。" in run:
        return None
    again = text.find(run, end)
    if again < 0:
        return None
    past, other = at + _RUN, again + _RUN
    while past < end and other < len(text) and text[past] == text[other]:
        past, other = past + 1, other + 1
    followed = other == len(text) or text[other] in _MARKS
    glued = past < end and text[past - 1] not in _MARKS and text[past] not in _MARKS
    rest, heading = text[past:end], text[at:past]
    if not (followed and glued and _has_verb(heading)) or _TOLD_OF.match(rest):
        return None
    several = len(heading) >= _LONG and "，" in heading
    alone = text[other : other + 1] in ("", "。", "\n") and text[again - 1 : again] in ("。", "\n")
    return past if _BEGINS.match(rest) or ((several or alone) and _begins(rest)) else None


def _spaced_end(text: str, end: int) -> int | None:
    found = _SPACED.match(text, 0, end)
    if found is None:
        return None
    own, rest = set(bigrams(found[0].strip())), text[found.end() : end]
    shared = own & set(bigrams(rest))
    told = len(shared) >= _SHARED * len(own) and "，" in rest
    return found.end() if told and _has_verb(found[0]) and _begins(rest) else None


def _begins(rest: str) -> bool:
    """Whether what follows a heading says something before its first mark."""
    return _BEGINS.match(rest) is not None or _has_verb(_CLAUSE.split(rest)[0])


def _has_verb(text: str) -> bool:
    return any(tag[:1] == "v" and not tag.endswith("n") for _, tag in tagged(text))
