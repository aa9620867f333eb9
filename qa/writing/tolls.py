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


def is_overtaken(text: str, article: str) -> bool:
    """Whether a text says who is missing or trapped of whom its article tells that they died.

    Or that all were saved. Not one that says itself what became of any of them.
    """
    if not _AT_FIRST.search(text) or _OVER.search(text):
        return False
    return _DEAD.search(article) is not None
