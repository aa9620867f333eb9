"""Of what kind a thing is that a figure is of: 专家|号挂号费|25元, of 普通|号挂号费.

Question and clause begin with other words before the same ones.
"""

from __future__ import annotations

import re

from qa.answering.wording import ASKS_FIGURE, around, start_of
from qa.records import Span

__all__ = ["is_of_another_modifier"]

_SAME = 3  # characters of what both have, at least
_KINDS = "号票舱席卡房床班线款类组证"  # what such words tell apart: 普通|号
_OWN = 2  # characters before it, by which they are told apart
_GENERAL = re.compile(
    "[全本该此我这那其各每两同]|今|去年|明年|目前|截至|平均|总|共|累计|实际|预计|大约|一般|新增|[上下]半|以前|原来|现在|每"
)
"""What may be said of the same thing: 全县|小学生人数, 今年|小学生人数."""
_ASKING = re.compile("(?:是|有|为|达|共)?(?:多少|几|多[大高长重])")
_MARKS = "，,。；;！!？?：:\n"
_SENTENCE = "。；;！!？?\n"


def is_of_another_modifier(question: str, text: str, span: Span) -> bool:
    """Return whether the clause of a figure begins with another kind of what is asked of."""
    asking = _ASKING.search(question) if ASKS_FIGURE.search(question) else None
    if asking is None:
        return False
    own, head = question[:_OWN], question[_OWN : asking.start()]
    if len(head) < _SAME or head[0] not in _KINDS or _GENERAL.search(own):
        return False
    start = start_of(text, span.start, _MARKS)
    clause = text[start : span.start]
    told = clause[:_OWN]
    if told == own or _GENERAL.search(told) or not clause.startswith(head, _OWN):
        return False
    sentence = around(text, span, _SENTENCE)
    return own not in text[sentence.start : sentence.end]
