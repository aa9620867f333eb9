"""Of what a figure is, by the words that stand at it: the load, not the overload; rice, no cotton.

总重14吨，超载46吨: each figure has its own measure before it, and a count what it counts right
behind. Of parts that semicolons set apart each tells of the one it begins with.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.answering.spans.parts import alike, figure_of
from qa.answering.wording import ASKS_FIGURE, around, start_of
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.numerals import Quantity

__all__ = ["is_of_another_measure", "of_its_measure"]

_CLAUSE_MARKS = "，,、；;。：:！!？?“”\n 　"
_SENTENCE_MARKS = "。！!？?\n"
_ENDS = f"{_SENTENCE_MARKS}；;"
_COUNTS = re.compile(
    "(?<!哪)(?:多少|几)[个名位件家所座栋户辆艘只头届种项棵本张条部场次]?的?(?=[一-龥])"
)
_SAYS_NO_MORE = re.compile(
    "[是为有达到约近共仅只已超过至成余多高低占]+|分别|左右|以上|大约|其中|总共|共计|达到|超过|高达|仅有|只有|今年|昨[天日]|目前"
)
_TITLED = re.compile("[《“][^《》“”]+[》”]")
_KINDS = "价量额费率载重数"
_PART = re.compile("[；;]")
_NEW = re.compile("[一另《“]")  # what a part begins with that tells of a thing not yet named
_NAMED, _UNIT = 4, 3  # characters of what a figure is of, at least, and of a unit after it
_HOW_MUCH = re.compile("[是为有达共约]{0,2}多少")
_COMPARES = re.compile("倍|(?<!对)比(?!例|重|赛|分|值)[^，,。？?]{1,12}?[高低多少贵便大小快慢]")
_JOINT = "(?:[而但和与]|另外?)?"


def of_its_measure(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure like it that has just what is asked before it.

    In the same sentence, where what stands before the span itself is not all asked.
    """
    given = figure_of(text, span) if _asks_one(question) else None
    if given is None or not given.unit:
        return span
    if part := _parted(question, text, span):
        return _alike_in(text, span, given, part) or span
    if all(word in question for word in _before(text, span)):
        return span
    found = [
        one
        for one in alike(text, given, around(text, span, _ENDS), span)
        if (words := list(_before(text, one))) and all(word in question for word in words)
    ]
    found = found or list(_called(question, text, around(text, span, _SENTENCE_MARKS)))
    return found[0] if len(found) == 1 else span


def _called(question: str, text: str, within: Span) -> Iterator[Span]:
    """Yield the figures that have nothing but what is asked before them: 客运量|3万人次|.

    Whatever their unit, which is what ends the clause.
    """
    for one in quantities(fold_width(text[within.start : within.end])):
        start, end = within.start + one.span.start, within.start + one.span.end
        clause = around(text, Span(start=start, end=end), _CLAUSE_MARKS)
        words = "".join(_before(text, Span(start=start, end=end)))
        unit = clause.end - end
        asked = len(words) >= _NAMED and _HOW_MUCH.search(question, question.find(words))
        if asked and f"{words}{asked[0]}" in question and one.date is None and unit <= _UNIT:
            yield Span(start=start, end=clause.end)


def is_of_another_measure(question: str, text: str, span: Span) -> bool:
    """Return whether a figure is of another thing than a question names, by the words at it."""
    if not _asks_one(question) or figure_of(text, span) is None:
        return False
    return (
        _is_of_another(question, text, span)
        or _counts_another(question, text, span)
        or _is_another_kind(question, text, span)
        or _parted(question, text, span) is not None
    )


def _asks_one(question: str) -> bool:
    return ASKS_FIGURE.search(question) is not None and "第几" not in question


def _alike_in(text: str, span: Span, given: Quantity, part: Span) -> Span | None:
    """Return the one figure of a part of a text that has the same words before it as a span."""
    words = list(_before(text, span))
    found = [one for one in alike(text, given, part, span) if list(_before(text, one)) == words]
    return found[0] if words and len(found) == 1 else None


def _before(text: str, span: Span) -> Iterator[str]:
    """Yield the words that mean something between the beginning of a clause and a figure."""
    start = start_of(text, span.start, _CLAUSE_MARKS)
    single = ""
    for word, tag in (*tagged(text[start : span.start]), ("", "")):
        if len(word) == 1 and tag[0] in "nvab":
            single += word
            continue
        if len(single) > 1 and not _SAYS_NO_MORE.fullmatch(single):
            yield single
        single = ""
        if len(word) > 1 and tag[0] in "nvjlia" and not _SAYS_NO_MORE.fullmatch(word):
            yield word


def _is_of_another(question: str, text: str, span: Span) -> bool:
    """Whether the same measure is of another before a figure: 水稻|产量, of 棉花|产量."""
    words = list(_before(text, span))
    told = dict(pairwise(reversed(words)))
    clause = around(text, span, _ENDS)
    first = next((one.end for one in sentences(text)), 0)
    for (thing, tag), (measure, _) in pairwise(tagged(question)):
        other = told.get(measure)
        if words and measure == words[-1] and other and other not in question:
            stands = text.find(thing) >= clause.end or 0 < first <= text.find(thing) < clause.start
            if (
                tag[0] == "n"
                and len(thing) > 1
                and stands
                and thing not in text[clause.start : clause.end]
                and not set(thing) & set(other)
            ):
                return True
    return False


def _is_another_kind(question: str, text: str, span: Span) -> bool:
    """Whether a figure is of another measure of one kind than is asked: 起拍价, of 成交价.

    Not where it compares two (溢价|43%, of 比股价高出多少), nor where one says the other in more
    words: 水流量, of 水量.
    """
    if _COMPARES.search(question):
        return False
    words = list(_before(text, span))
    told = words[-1] if words else ""
    clause = text[start_of(text, span.start, _CLAUSE_MARKS) : span.start]
    return any(
        len(asked) > 1
        and asked[-1] == told[-1:]
        and asked[-1] in _KINDS
        and asked not in clause
        and told not in question
        and not (set(asked) <= set(told) or set(told) <= set(asked))
        for asked, _ in tagged(question)
    )


def _counts_another(question: str, text: str, span: Span) -> bool:
    """Whether a figure counts other things than are asked for: 5名|球员, of 几名|外援."""
    counted = _COUNTS.search(question)
    if counted is None:
        return False
    asked = next(iter(tagged(question[counted.end() :])), ("", ""))
    told = next(iter(tagged(text[span.end : span.end + 6])), ("", ""))
    return (
        all(len(word) > 1 and tag[0] == "n" for word, tag in (asked, told))
        and told[0] not in question
        and asked[0] in text
        and not set(asked[0]) & set(told[0])
    )


def _parted(question: str, text: str, span: Span) -> Span | None:
    """Return the part of a sentence that is of what is asked, where a span is in another part.

    Semicolons part them; none is returned where the span's own has what is asked too.
    """
    topic = _topic(question, text)
    sentence = around(text, span, _SENTENCE_MARKS)
    parts = list(_parts(text, sentence))
    own = next((part for part in parts if part.meets(span)), sentence)
    if not topic or topic in text[own.start : own.end]:
        return None
    begins = re.compile(f"(?:^|[，,：:]){_JOINT}{re.escape(topic)}")
    found = next((one for one in parts if begins.search(text[one.start : one.end])), None)
    if found is None or (span.start > found.start and not _NEW.match(text, own.start)):
        return None
    return found


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for mark in _PART.finditer(text, sentence.start, sentence.end):
        yield Span(start=start, end=mark.start())
        start = mark.end()
    if start < sentence.end:
        yield Span(start=start, end=sentence.end)


def _topic(question: str, text: str) -> str:
    """Return what a question names first, as the text has it: a title, or its first words."""
    if titled := _TITLED.search(question):
        return titled[0]
    longest = max((n for n in range(2, len(question)) if question[:n] in text), default=0)
    return question[:longest]
