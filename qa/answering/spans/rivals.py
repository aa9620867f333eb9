"""Sentences of a rival: of the other reservoir, stage, line, book or winner than is asked of.

What a sentence tells of 龙潭水库 is not told of 虎啸水库, of which the article tells elsewhere. Two
are rivals that differ in a number (一期, 二期), in a character of a pair (东段, 西段), in a title
(《甲》, 《乙》) or in what stands before the same word (甲山|大桥, 乙河|大桥; 甲某|的教练). A
sentence is of the rival if a clause of it begins with that and all of it has not what is asked of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.parallels import is_topic, named_rivals
from qa.answering.spans.rows import COMMON, Rivals, houses, of_a_row, titled
from qa.answering.spans.side_by_side import side_by_side
from qa.answering.wording import around, start_of
from qa.chinese.numerals import fold_width
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_of_another_line", "is_of_rival"]

_ENDS = "。；;！!？?\n"
_PARTS = _ENDS + "，,"
_COMPARED = re.compile("(?:[比较与同和跟超对向]|战胜|击败|不如|不及|低于|高于)$")
_BESIDE = re.compile("[和与同跟]")
_TO = re.compile("^[一-龥]{2,6}[至到]$")
_NO_QUOTES = str.maketrans("", "", "“”《》‘’")
_MEANT = re.compile("(?:[该此本]|[这那][家座所条个栋支])$")
"""What stands before what was named before: 该跨江大桥, 这家科技公司."""
_COMPARES_WITH = re.compile(
    "[是为达][^，,。；;是为达]{1,8}的[0-9.〇零一二两三四五六七八九十百多近几]+(?:倍|分之一)"
)
"""What is told by how much it is of another: 是老馆的四倍."""
_ASKS_WHICH = re.compile("哪(?![年天里儿月日位])")
_CLAUSE_MARKS = "，,：:。；;！!？?\n "


def is_of_rival(question: str, text: str, span: Span, title: str = "") -> bool:
    """Return whether the sentence of a span is of a rival of what a question asks of.

    In simplified characters. Of a row, so may be its clause, though the sentence tells of both.
    """
    question, text = _as_written(question), _as_written(text)
    whole = f"{_as_written(title)}\n{text}"
    last = Span(start=span.start, end=max(span.start, span.end - 1))
    place, part = around(text, last, _ENDS), around(text, last, _PARTS)
    said, clause = text[place.start : place.end], text[part.start : part.end]
    is_whole = span.start <= place.start and last.end >= place.end - 1
    ends = len(said) if is_whole else span.start - place.start
    for one in _rivals(question, whole, said):
        if not (one.absent or one.own.search(whole)):
            continue
        if not one.own.search(_COMPARES_WITH.sub(" ", said)):
            if any(_is_of(said, other) for other in one.other.finditer(said, 0, ends)):
                return True
            if one.carried and not one.other.search(said) and _is_last(one, text, place.start):
                return True
        elif one.absent and place != part and not one.own.search(clause):
            before = span.start - part.start
            if any(_is_of(clause, other) for other in one.other.finditer(clause, 0, before)):
                return True
    return False


def is_of_another_line(question: str, text: str, span: Span) -> bool:
    """Return whether a sentence names another bus or metro line than is asked of, and not that."""
    said = text[span.start : span.end]
    return any(
        one.carried and one.other.search(said) and not one.own.search(said)
        for one in of_a_row(question, text)
    )


def _is_last(one: Rivals, text: str, end: int) -> bool:
    """Whether a paragraph, up to an offset, names the other last."""
    line = text[start_of(text, end, "\n") : end]
    last = max((x.end() for x in one.other.finditer(line)), default=-1)
    return last > max((x.end() for x in one.own.finditer(line)), default=-1)


def _as_written(text: str) -> str:
    """Return a text with one of two characters that are written for each other: 帐号 as 账号."""
    return fold_width(text).replace("帐", "账")


def _is_of(said: str, other: re.Match[str]) -> bool:
    """Whether a clause is of what stands there, and does not only compare with it."""
    if _MEANT.search(said[: other.start()]):
        return False
    start = start_of(said, other.start(), _CLAUSE_MARKS)
    before = _TO.sub("", said[start : other.start()].translate(_NO_QUOTES))
    if before.endswith("的") and "是" not in before:
        return True
    return not (_COMPARED.search(before) or _BESIDE.search(before)) and is_topic(before)


def _rivals(question: str, text: str, said: str) -> Iterator[Rivals]:
    yield from of_a_row(question, text)
    yield from houses(question, text)
    if _ASKS_WHICH.search(question):  # what is asked for is of the kind itself
        return
    yield from titled(question, text)
    for own, other in named_rivals(question, text):
        if not COMMON.search(f"{own.pattern} {other.pattern}"):
            yield Rivals(own, other)
    yield from side_by_side(question, text, said)
