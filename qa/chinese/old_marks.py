"""Passages of old papers, whose comma is 、 and whose full stop is 、 too, or nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from qa.records import Span

__all__ = ["has_old_marks", "in_new_marks", "old_clauses"]

_LINE_END = re.compile(r"[ \t\u3000]*(?:\n|\Z)")
_OTHERS = re.compile("[，。]")
_SHARE = 10  # 、 or more for one mark of today
_OF_A_TEXT = 3
_CLAUSE = 4  # characters or more of a clause, on average: 、 parts shorter words in a list of names


def in_new_marks(text: str, span: Span) -> str:
    """Return what a passage says in the marks of today: 大桥、昨已竣工、 as 大桥，昨已竣工。.

    As it is, if it or the text has not those of old papers, or it does not end where its line
    does, with 、 or with 云, which closes what is told: a list of names, what breaks off after ，.
    """
    passage = text[span.start : span.end]
    ends = passage.endswith(("、", "云")) and _LINE_END.match(text, span.end)
    if not ends or not has_old_marks(text, span):
        return passage
    return f"{passage.removesuffix('、').replace('、', '，')}。"


def old_clauses(text: str, span: Span) -> list[Span]:
    """Return the clauses of a passage that has the marks of old papers: what 、 or 云 ends.

    What breaks off at the end is none, unless it is all there is.
    """
    found = [
        Span(start=span.start + part.start(), end=span.start + part.end())
        for part in re.finditer("[^、]+", text[span.start : span.end])
    ]
    broken = found[-1].end == span.end and text[span.end - 1] != "云"
    return found[:-1] if broken and len(found) > 1 else found


def has_old_marks(text: str, span: Span) -> bool:
    """Whether 、 is the mark between the clauses of a passage of an old paper, not of a list."""
    passage = text[span.start : span.end]
    count = passage.count("、")
    long = len(passage) - count >= _CLAUSE * (count + passage.endswith("云"))
    few = count > max(1, _SHARE * len(_OTHERS.findall(passage)))
    return long and few and _is_of_old(text)


@lru_cache(maxsize=4)
def _is_of_old(text: str) -> bool:
    return text.count("、") > _OF_A_TEXT * len(_OTHERS.findall(text))
