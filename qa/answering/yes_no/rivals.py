"""A sentence that decides of another than is asked about, or says what is only to come.

望月桥通车了吗 is not decided by 与之相邻的观星桥已通车, nor by 望月桥将于年底通车.
"""

from __future__ import annotations

import re

from qa.answering.houses import HOUSE, NO_NAME

__all__ = ["is_of_rival", "is_to_come"]

_DONE = re.compile("已经?|了(?:吗|没有?|么)")
_TO_COME = re.compile("将[于在]|计划|拟于?|预计|有望|即将")
_CAME = re.compile("已|完成|[\u4e00-\u9fff]了")


def is_of_rival(question: str, sentence: str) -> bool:
    """Return whether a sentence names another of a kind that a question names one of, not that."""
    for asked in HOUSE.finditer(question):
        if NO_NAME.search(asked["own"]) or asked[0] in sentence:
            continue
        named = [one for one in HOUSE.finditer(sentence) if one["head"] == asked["head"]]
        if any(not NO_NAME.search(one["own"]) for one in named):
            return True
    return False


def is_to_come(question: str, sentence: str) -> bool:
    """Return whether a question asks what has been done, and a sentence says it is to come."""
    return bool(_DONE.search(question) and _TO_COME.search(sentence)) and not _CAME.search(sentence)
