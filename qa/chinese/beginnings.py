"""How an article without a title begins: what lists and citations call it by."""

from __future__ import annotations

import re

from qa.chinese.sentences import sentences
from qa.records import Span

__all__ = ["beginning"]

_LONGEST = 24  # characters
_LOOKED_AT = 400  # characters: a dateline and a credit, and some of what follows
_BLANK = re.compile(r"\s+")
_SENT = re.compile("[电電讯訊]|记者|記者|消息")
"""What a dateline or a credit has; a headline in brackets (【桥通了】) has not."""


def beginning(title: str, text: str) -> str:
    """Return how an article without a title begins; empty where it has one, or no text.

    Its first sentence without the dateline and the credit before it, on one line; … stands for
    what is cut of one of more than 24 characters.
    """
    if title.strip():
        return ""
    head = text.lstrip()[:_LOOKED_AT].rstrip()
    first = next(iter(sentences(head)), None)
    if first is None:
        return ""
    line = _BLANK.sub(" ", _past_dateline(head, first)).strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _past_dateline(head: str, first: Span) -> str:
    # Not imported where all articles have titles: it takes longer than a command that lists them.
    from qa.chinese.datelines import past_dateline

    said = past_dateline(head, first)
    start = said.start if _SENT.search(head, first.start, said.start) else first.start
    return head[start : first.end]
