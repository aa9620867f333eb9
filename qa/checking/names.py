"""Names in a text that its source does not contain, by rule and without a dictionary.

A character is foreign when neither bigram it stands in occurs in the source. A run of foreign
characters is a name when it looks like one: a surname begins it, or it ends like a place or an
organisation. Ordinary words foreign to the source are the reader's own and are let pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.surnames import AMBIGUOUS_SURNAMES, SURNAMES
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.checking.source import Source

__all__ = ["foreign_names"]

_HAN = re.compile(rf"[{HAN}]+")
_BEFORE = re.compile(
    "(?:记者|书记|[省市县区校院会局厅]长|主席|总理|部长|主任|教授|经理|代表|委员|总统)$"
)
_AFTER = re.compile("强调|指出|表示|主持|出席|会见|同志|透露|介绍|认为|宣布|先生|女士")
_PLACE = re.compile("省|市|县|区|镇|乡|村|州|岛|街道|公司|集团|大学|学院|医院|银行|委员会|法院")
_PLACE_LENGTH = 3


def foreign_names(text: str, source: Source) -> Iterator[Span]:
    """Yield the names of ``text``, its width folded, that ``source`` lacks.

    A name whose first one or two characters do stand in the source is reported whole (宋怀民
    where the source has 宋怀远). Missed: a name made of bigrams of the source, one without a
    surname or a place's ending, one that differs in its first character only.
    """
    for run in _HAN.finditer(text):
        for start, end in _foreign(run[0], source.folded):
            if _is_name(run[0], start, end):
                yield Span(start=run.start() + start, end=run.start() + end)


def _foreign(word: str, source: str) -> Iterator[tuple[int, int]]:
    pairs = [word[i : i + 2] in source for i in range(len(word) - 1)]
    alone = "".join("01"[not any(pairs[max(0, i - 1) : i + 1])] for i in range(len(word)))
    for match in re.finditer("1+", alone):
        before = range(max(0, match.start() - 2), match.start())
        start = next((i for i in before if word[i] in SURNAMES), match.start())
        yield start, match.end()


def _is_name(word: str, start: int, end: int) -> bool:
    if end - start < 2:
        return False
    if word[start] in SURNAMES:
        return True
    beside = _BEFORE.search(word, 0, start) or _AFTER.match(word, end)
    if word[start] in AMBIGUOUS_SURNAMES and end - start < 4 and beside:
        return True
    return any(
        match.start() <= end <= match.end() and match.end() - start >= _PLACE_LENGTH
        for match in _PLACE.finditer(word, start)
    )
