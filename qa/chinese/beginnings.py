"""How an article without a title begins: what lists and citations call it by."""

from __future__ import annotations

import re

from qa.chinese.sentences import sentences
from qa.records import Span

__all__ = ["beginning"]

_LONGEST, _SHORTEST = 24, 8  # characters
_LOOKED_AT = 400  # characters: a dateline and a credit, and some of what follows
_BLANK = re.compile(r"\s+")
_CALLED = re.compile(r"\s*(?:原标题|原题|标题)[：:]\s*(?=\S)")
_SENT = re.compile("[电電讯訊]|记者|記者|消息")
"""What a dateline or a credit has; a headline in brackets (【桥通了】) has not."""


def beginning(title: str, text: str) -> str:
    """Return how an article without a title begins; empty where it has one, or no text.

    Its first sentence without the dateline and the credit before it (原标题：), on one line, with
    what follows one of a few characters (罕见！); … stands for what is cut of more than 24.
    """
    if title.strip():
        return ""
    called = _CALLED.match(text)
    head = text[called.end() if called else 0 :].lstrip()[:_LOOKED_AT].rstrip()
    several = sentences(head)
    if not several:
        return ""
    same_line = [one for one in several if "\n" not in head[: one.end]] or several[:1]
    end = next((one.end for one in same_line if one.end >= _SHORTEST), same_line[-1].end)
    line = _BLANK.sub(" ", _past_dateline(head, several[0]) + head[several[0].end : end]).strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _past_dateline(head: str, first: Span) -> str:
    # Not imported where all articles have titles: it takes longer than a command that lists them.
    from qa.chinese.datelines import past_dateline

    said = past_dateline(head, first)
    start = said.start if _SENT.search(head, first.start, said.start) else first.start
    return head[start : first.end]
