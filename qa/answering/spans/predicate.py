"""What a text says 是 of the thing asked for, not of the one beside it: 最大的难题就是|缺水|.

A speech tells several such in a row (最大的难题就是…，最好的办法就是…), and a reader takes the
last.
"""

from __future__ import annotations

import re

from qa.answering.wording import around, start_of
from qa.chinese.words import tagged, word_edges
from qa.records import Span

__all__ = ["of_its_predicate", "of_its_verb"]

_ASKS = re.compile("(?P<head>[^，,。？?]*?)(?:[就正]?是)(?:什么|哪[些个里]?|谁|多少)[？?]?$")
_IS = "(?:[就正则便也还]|应该|主要|首先)?是"
_OTHER = re.compile(f"(?P<head>[^，,。；;：:！？\\n]*?的[一-龥]{{1,4}}?){_IS}")
_HOW_MANY = re.compile(
    "(?P<verb>[一-龥]{2})了?(?:多少|几)(?P<unit>[个名位家批件台辆套人户次吨棵株头只条座]+)[一-龥]{0,6}[？?]?$"
)
_NUMBER = "[0-9][0-9.,]*[万亿]?"
_VERB = 2  # characters
_ADDS = re.compile("[另还仅共只约达].|.[到达过至]")
_LEAST = 4  # characters of what is asked for
_LONGEST = 40  # characters of an answer
_MARKS = "，,。；;！？\n"


def of_its_predicate(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or what its sentence says of that which the question names.

    Where the span is in a clause that says 是 of another, or goes on into one.
    """
    said = _told(question, text)
    if said is None or not around(text, said, "。！？\n").meets(span):
        return span
    if said.start <= span.start < said.end:
        return Span(start=span.start, end=said.end) if _is_of_another(text, said, span) else span
    clause = start_of(text, span.start, _MARKS)
    other = _OTHER.match(text, clause)
    return said if other and other.end() <= span.start else span


def of_its_verb(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the number before it that the verb asked for stands before.

    抽检12类|800批次|，合格790批次 tells of each what was done with so many.
    """
    asked = _HOW_MANY.search(question)
    said = text[span.start : span.end]
    before = text[max(0, span.start - _VERB) : span.start]
    if asked is None or not said.endswith(asked["unit"]) or before == asked["verb"]:
        return span
    clause = start_of(text, span.start, _MARKS)
    if clause != span.start - _VERB or before in question or not _is_said_of(before):
        return span
    start = start_of(text, span.start, "。；;！？\n")
    told = re.compile(
        f"{asked['verb']}了?[^，,。；;]{{0,8}}?(?P<many>{_NUMBER}{asked['unit']})(?=[，,])"
    )
    found = list(told.finditer(text, start, clause))
    if len(found) != 1:
        return span
    return Span(start=found[0].start("many"), end=found[0].end("many"))


def _is_said_of(word: str) -> bool:
    """Whether a word may say what became of a number: 合格, 成活; not 至少, 另有, 升至."""
    tags = [tag[:1] for _, tag in tagged(word)]
    return len(tags) == 1 and tags[0] in "van" and not _ADDS.fullmatch(word)


def _is_of_another(text: str, said: Span, span: Span) -> bool:
    """Whether a span goes on behind what is said into a clause that says 是 of another."""
    other = _OTHER.match(text, said.end + 1)
    return other is not None and other.end() < span.end


def _told(question: str, text: str) -> Span | None:
    """Return what a text says once 是 of the thing that a question names, up to the next comma."""
    asked = _ASKS.match(question)
    head = asked["head"] if asked else ""
    for start in sorted(word_edges(head, guess=False)):
        thing = head[start:]
        if len(thing) < _LEAST or "的" not in thing[1:] or head[:start].endswith("最"):
            continue
        found = list(re.finditer(f"{re.escape(thing)}{_IS}", text))
        if len(found) != 1:
            continue
        end = next((at for at in range(found[0].end(), len(text)) if text[at] in _MARKS), len(text))
        if 1 < end - found[0].end() <= _LONGEST:
            return Span(start=found[0].end(), end=end)
    return None
