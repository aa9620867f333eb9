"""Whether one text denies what another says: 大桥不收费 and 大桥建成后将收费."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["gainsays"]

_NOT = re.compile(
    "不再|不会|不(?!少|仅|断|同(?!意(?!见|义|味|向|识|图|象|思|境))|但|久|过|足|到|超|低|高于|多于|良|锈|动产|管|论|料|幸|妨|等)"
    "|没有?|(?:尚|并|仍|从|暂)未|未(?!来|必|婚|成年|知)|并非|无(?:法|需|须)"
)
_BESIDE = re.compile("将|已经?|了|曾|目前|现在|仍然?|还|均|都|也|并|暂时?|的")
_CLAUSES = re.compile("[，,。；;！!？?：:\\s]+")
_LEAST = 4
"""Characters of a clause in which it is known again: 大桥收费."""


def gainsays(text: str, other: str) -> bool:
    """Whether a clause of one of two texts, in either, is said there and denied in the other.

    The shorter of the two clauses, without what denies and what only times it, has to stand in the
    longer one, character by character in its order.
    """
    mine, theirs = list(_clauses(text)), list(_clauses(other))
    return any(
        denied != there and _within(*sorted((said, told), key=len))
        for denied, said in mine
        for there, told in theirs
    )


def _clauses(text: str) -> Iterator[tuple[bool, str]]:
    """Yield whether each clause denies, and what."""
    for clause in _CLAUSES.split(text):
        said = _BESIDE.sub("", _NOT.sub("", clause))
        if len(said) >= _LEAST:
            yield _NOT.search(clause) is not None, said


def _within(short: str, long: str) -> bool:
    """Whether all characters of one text stand in another, in their order."""
    left = iter(long)
    return all(char in left for char in short)
