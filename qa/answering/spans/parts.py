"""The figure of a whole and those of its parts: 航线十二条，其中国际航线三条.

The reader takes the one for the other; which is asked for, the words of the question say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import meaning
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.proper_names import proper_names
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.numerals import Quantity

__all__ = ["alike", "asked_part", "figure_of", "item_asked"]

_AMONG = re.compile("[，,；;]其中[：:，,]?")
_ASKS = re.compile("(?<!哪)(?:多少|几)(?!乎)|多[大高长重]")
_MANY = "(?:多少|几)"
_DONE = "了过掉的"
_THING_AND_VERB = 2  # words between the figure of a whole and that of what befell a part of it
_DIGITS = "0-9.〇一二两三四五六七八九十百千万"
_MARKS = "，,；;、。！？!?\\n"
_PART_OF = re.compile(
    f"[{_DIGITS}]+(?P<unit>[一-龥]{{1,2}}?)(?P<does>[^{_MARKS}]{{2,12}}?)"
    f"(?P<figure>[{_DIGITS}]+(?P=unit))(?=[{_MARKS}]|$)"
)
_ASKS_DONE = re.compile(f"(?P<verb>[一-龥])[好完成掉通复毕]了?{_MANY}")
_DONE_OF = re.compile(
    f"[{_DIGITS}]+(?P<unit>[一-龥]{{1,2}}?)(?P<does>[^。；;！？\\n{_DIGITS}]{{0,20}}?已经?[^{_MARKS}{_DIGITS}]{{1,6}}?)"
    f"(?P<figure>[{_DIGITS}]+(?P=unit))(?=[{_MARKS}]|$)"
)
_IN_ALL = re.compile("总|共|合计|累计|全部")
_BOTH = re.compile(f"(?:{_ASKS.pattern}).*其中.*(?:{_ASKS.pattern})")
_MARK = re.compile("[，,；;、。！？]")
_SEVERAL = 2
_BEFORE = 2  # characters before a figure that an answer may have: 约, 达到


def asked_part(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure beside it that a question asks for.

    That of a part stands after 其中; it is asked for by a word that its clause has and the whole
    has not, or by a name that its clause begins with. Only a figure of the same unit is taken. Of
    an answer that has both, the whole is left; where the question asks for both (多少，其中…多少),
    they are given together, as they stand.
    """
    if some := _of_which(question, text, span):
        return some
    around = next((x for x in sentences(text) if x.start <= span.start and span.end <= x.end), None)
    among = _AMONG.search(text, around.start, around.end) if around else None
    if around is None or among is None or not _ASKS.search(question):
        return span
    if _BOTH.search(question):
        return _both(question, text, span, Span(start=around.start, end=around.end), among)
    if span.start < among.start() < span.end:
        span = Span(start=span.start, end=among.start())
    given = figure_of(text, span)
    if given is None:
        return span
    whole = Span(start=around.start, end=among.start())
    parts = list(_clauses(text, Span(start=among.end(), end=around.end)))
    asked = [one for one in parts if _is_asked(question, _of(text, one), _of(text, whole))]
    if not asked and span.start >= among.end():
        found = alike(text, given, whole, span)
        return found[-1] if found else span
    if len(asked) == 1 and not span.meets(asked[0]):
        found = alike(text, given, asked[0], span)
        return found[0] if len(found) == 1 else span
    return span


def _of_which(question: str, text: str, span: Span) -> Span | None:
    """Return of how many of a number the asked verb is said: 四十棵树枯了|六棵|, of 几棵枯了.

    The question ends with the verb, or has it before 几 or 多少, and the figure ends its clause. Of
    what is done (修好了多少), where the verb's first character stands: 坏40处，已修复|32处|.
    """
    done, asks = _DONE_OF.match(text, span.start), _ASKS_DONE.search(question)
    if done and asks and asks["verb"] in done["does"] and done.start("figure") >= span.end:
        return Span(start=done.start("figure"), end=done.end("figure"))
    part = _PART_OF.match(text, span.start) if _ASKS.search(question) else None
    if part is None or part.start("figure") < span.end:
        return None
    words = [one for one in tagged(part["does"]) if one[0] not in _DONE]
    if len(words) < _THING_AND_VERB:
        return None
    if words[-1][1][:1] not in ("v", "a", "z") and not part["does"].endswith(_DONE[0]):
        return None
    asked = f"{re.escape(words[-1][0])}[{_DONE}]*(?:[?？]|$|的?(?:有|共有)?{_MANY})"
    if not re.search(asked, question):
        return None
    return Span(start=part.start("figure"), end=part.end("figure"))


def item_asked(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or of a list of things with their figures the one asked of.

    散席20元，包厢60元: of 包厢, the second. Where the span has two or more such things, which the
    clauses of its sentence begin with, and the question names just one of these.
    """
    around = next((x for x in sentences(text) if x.start <= span.start and span.end <= x.end), None)
    if around is None or not _ASKS.search(question):
        return span
    clauses = list(_clauses(text, Span(start=around.start, end=around.end)))
    items = [one for one in clauses if _figure_in(text, one)]
    listed = [one for one in items if one.meets(span)]
    units = {_figure_in(text, one)[0].unit for one in listed}
    asked = [one for one in items if _named_first(question, text, one)]
    if len(listed) < _SEVERAL or len(units) != 1 or len(asked) != 1:
        return span
    (figure,) = _figure_in(text, asked[0])
    if figure.unit not in units or len({_of(text, one)[:1] for one in listed}) == 1:
        return span
    start = asked[0].start
    return Span(start=start + figure.span.start, end=start + figure.span.end)


def _figure_in(text: str, clause: Span) -> list[Quantity]:
    """Return the one figure of a clause, with a unit, behind some words; empty without one."""
    found = [one for one in quantities(fold_width(_of(text, clause))) if one.date is None]
    return found if len(found) == 1 and found[0].unit and found[0].span.start > 1 else []


def _named_first(question: str, text: str, clause: Span) -> bool:
    """Whether a question has the two first characters of a clause, or of what a colon leads in."""
    first = _of(text, clause).rpartition("：")[2].rpartition(":")[2][:_SEVERAL]
    return len(first) == _SEVERAL and first in question


def _both(question: str, text: str, span: Span, around: Span, among: re.Match[str]) -> Span:
    """Return the figure of the whole up to that of the part of a sentence, of the unit given."""
    given = figure_of(text, span)
    if given is None:
        return span
    whole = Span(start=around.start, end=among.start())
    part = question.partition("其中")[2]
    clauses = list(_clauses(text, Span(start=among.end(), end=around.end)))
    asked = [one for one in clauses if _is_asked(part, _of(text, one), _of(text, whole))]
    first = alike(text, given, whole, span)
    last = [figure for one in asked or clauses[:1] for figure in alike(text, given, one, span)]
    return Span(start=first[-1].start, end=last[0].end) if first and last else span


def _is_asked(question: str, part: str, whole: str) -> bool:
    """Whether a question asks for a part: by its own words, or the name that it begins with."""
    own = [word for word, _ in meaning(part) if len(word) > 1 and not re.search(r"\d", word)]
    if any(word in question and word not in whole for word in own):
        return True
    return not _IN_ALL.search(question) and any(
        part.startswith(name.text) for name in proper_names(question) if name.level
    )


def _clauses(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for mark in _MARK.finditer(text, within.start, within.end):
        yield Span(start=start, end=mark.start())
        start = mark.end()
    if start < within.end:
        yield Span(start=start, end=within.end)


def figure_of(text: str, span: Span) -> Quantity | None:
    """Return the one figure that an answer is."""
    found = [one for one in quantities(fold_width(_of(text, span))) if one.date is None]
    return found[0] if len(found) == 1 and found[0].span.start <= _BEFORE else None


def alike(text: str, given: Quantity, within: Span, span: Span) -> list[Span]:
    """Return the figures of a part of a text that have the unit of the one given, as it has it."""
    unit = text[span.start + given.span.end : span.end]
    return [
        Span(start=within.start + one.span.start, end=end)
        for one in quantities(fold_width(_of(text, within)))
        if one.date is None and one.unit == given.unit
        if text[within.start + one.span.end : (end := within.start + one.span.end + len(unit))]
        == unit
    ]


def _of(text: str, span: Span) -> str:
    return text[span.start : span.end]
