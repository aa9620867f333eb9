"""What an early report says of those who suffered, where a later one says what became of them."""

from __future__ import annotations

import re

__all__ = ["is_overtaken"]

_AT_FIRST = re.compile("被困|受困|失联|失踪|下落不明|[受被]伤|送医|抢救|救治")
_NUMBER = r"(?:\d+|[一二两三四五六七八九十]+)[多余]?[名人]"
_DEAD = re.compile(
    rf"{_NUMBER}[^，。]{{0,6}}(?:死亡|遇难|身亡|罹难|丧生|不治)"
    rf"|(?:造成|导致|致)[^，。]{{0,8}}{_NUMBER}(?:死|亡|遇难)|[^，。]{{0,8}}全部(?:遇难|获救|脱险|救出)"
)
_OVER = re.compile("死|亡|遇难|丧生|获救|救出|脱险|平安")
# What was before: another event than the one that is told. 此前被困的8人 are of the same.
_BEFORE = re.compile(
    "曾(?!某)|此前(?![^，。]{0,4}(?:被困|受困|失联|失踪|下落|[受被]伤))|去年|前年|往年|历史上|上一?次|以往|当年"
    r"|(?:[\d一二两三四五六七八九十]+|多|几|数)[年月天日周](?:之?前|以前)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SENTENCE = re.compile("[^。！？\n]+")


def is_overtaken(text: str, after: str, year: int | None = None) -> bool:
    """Whether a text says who is missing or trapped of whom its article tells that they died.

    Or that all were saved. Not one that says itself what became of any of them. ``after`` is what
    the article says after the sentence that the text is made of; what it says of the years before
    ``year``, the article's own, is of another event, and all years are where that is unknown.
    """
    if not _AT_FIRST.search(text) or _OVER.search(text):
        return False
    told = _SENTENCE.findall(after)
    return any(_DEAD.search(one) and not _is_past(one, year) for one in told)


def _is_past(sentence: str, year: int | None) -> bool:
    """Whether a sentence tells of an event before the one that its article is of."""
    named = [int(one) for one in _YEAR.findall(sentence)]
    return _BEFORE.search(sentence) is not None or any(year is None or one < year for one in named)
