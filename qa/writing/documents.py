"""Official documents: what one rules, for whom, how much and from when, clause by clause.

A rule's clauses stand under numbers, in phrases that mean little to the gates for news, and its
news is none of its sentences: its title is its headline. Clauses are given out whole, as they
stand, without their numbers; of a statistical bulletin the first sentence of its paragraphs.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from qa.chinese.documents import has_articles, is_document, is_salutation
from qa.records import Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["document_title", "rulings"]

_BULLETIN = re.compile("(?<!发布)(?:统计|普查|状况|资源|环境|气候|经济|发展)公报$")
_NEWS = re.compile("发布|公布|印发了|出台|签署")
# A row of a table: 渠名：东渠，长：300.
_ROW = re.compile(r"[^：，。]{1,30}：[^：，。]*(?:，[^：，。]{1,30}：[^：，。]*)+")
_ROWS = 0.8  # of the lines of a table
# A line of a list of prices or hours: 烤饼 5元, 东区分馆 9:00—17:00.
_PRICED = re.compile(r"\d\s?[万亿]?元|[¥￥]\s?\d|(?<!\d)\d{1,2}[:：]\d{2}(?!\d)")
_LABELLED = re.compile("(?:营业|开放|经营|服务|接待)时间|人均|票价|门票|[单售]价")
_ENTRY, _ENTRIES, _OF_LINES = 60, 3, 0.5  # characters; how many at least, and of a list's lines
_MARKERS = (
    r"(?:第[一二三四五六七八九十百零〇\d]{1,5}[条條]\s%s|[（(]?[一二三四五六七八九十]{1,3}[）)、]"
    r"|[（(]?\d{1,2}[）)．、])\s*"
)
_MARKER, _UNSPACED = re.compile(_MARKERS % "+"), re.compile(_MARKERS % "*")
_ITEM = re.compile(r"[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[）)．、]")
_LINE = re.compile(r"[^\s][^\n]*(?<=\S)")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_FOR_WHOM = re.compile(
    "适用(?:于|范围)|可以?(?:申[请领报]|享受)|具有[^，。]{1,12}户籍|招收|对象(?:为|是|包括)"
    "|(?:符合|具备)[^。]{0,8}条件"
)
_HOW_MUCH = re.compile("标准|额度|补[贴助]|津贴|奖励|收费|利率|限额|价格|最高|最低")
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:万|亿)?(?:元|%|％|‰|个基点)|百分之")
_FROM_WHEN = re.compile("自[^，。]{2,24}起(?:正式)?(?:施行|实施|执行|生效)")
_WHAT_FOR = re.compile("(?:为了?|根据|依据)[^。]{4,120}(?:制定|决定|通知如下|公告如下|通告如下)")
_EMPTY = re.compile(
    "印发给你们|遵照执行|贯彻执行|负责解释|(?:同时|予以|一并|即行)废止|停止执行|不再执行|解释权|如下[：:]$"
)
_LEANS = re.compile("[其该此]|上述|前款|不予|有前|违反|虚报|构成")
_PAYS, _STARTS, _APPLIES, _PURPOSE, _COUNTS, _ELSE = 4.0, 3.0, 3.0, 1.5, 1.0, 0.2
_LEAST = 10  # characters of a sentence
_LIST = 160  # and of a clause with the items under it
_ENDS = "。；！？"


def document_title(title: str, text: str, longest: int) -> str | None:
    """Return the headline of an official document, a table, or a list of prices: its title.

    Where that is too long what it is about, or the rule it names. None for other texts, and where
    nothing of it is as short as ``longest``.
    """
    title = "".join(title.split(" "))
    is_one = _is_bulletin(title) or is_document(title, text)
    if not (is_one or _is_table(text) or _is_price_list(text)):
        return None
    named = re.search("《([^《》]{4,})》", title)
    about = re.search("关于.+", title)
    shorter = (title, about[0] if about else "", named[1] if named else "")
    return next((one for one in shorter if one and len(one) <= longest), None)


def _is_bulletin(title: str) -> bool:
    return _BULLETIN.search(title) is not None and _NEWS.search(title) is None


def _is_table(text: str) -> bool:
    lines = text.split("\n")
    rows = sum(_ROW.fullmatch(line) is not None for line in lines)
    return rows > 1 and rows >= _ROWS * len(lines)


def _is_price_list(text: str) -> bool:
    """Whether most lines of a text have a name and a price or hours, and none above tells news."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    entries = [line for line in lines if _is_priced(line)]
    is_told = bool(lines) and lines[0][-1] in _ENDS and not _is_priced(lines[0])
    return not is_told and len(entries) >= max(_ENTRIES, _OF_LINES * len(lines))


def _is_priced(line: str) -> bool:
    """Whether a line is of a list of prices or hours; a sentence is one that labels them."""
    is_sentence = line[-1] in _ENDS and not _LABELLED.search(line)
    return len(line) <= _ENTRY and not is_sentence and _PRICED.search(line) is not None


def rulings(title: str, text: str, length: int) -> list[Sentence]:
    """Return what an official document rules in about ``length`` characters; [] of other texts.

    Of a table its first rows.
    """
    if _is_table(text):
        lines = _lines(text)
        sizes = accumulate(span.end - span.start for span in lines)
        many = max(1, sum(size <= length for size in sizes))
        return [_printed(text, span) for span in lines[:many]]
    title = "".join(title.split(" "))
    counts, lines = _is_bulletin(title), _lines(text)
    if not (counts or is_document(title, text)):
        return []
    groups = lines if counts else _groups(text, lines)
    marker = _UNSPACED if has_articles(text) else _MARKER
    spans = [span for group in groups if (span := _ruling(text, group, marker))]
    weights = [_COUNTS if counts else _weight(text[one.start : one.end]) for one in spans]
    return [_printed(text, span) for span in _fitting(spans, weights, length)]


def _lines(text: str) -> list[Span]:
    return [Span(start=one.start(), end=one.end()) for one in _LINE.finditer(text)]


def _groups(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines, those with the items of a list that a colon sets out as one."""
    start: int | None = None
    for number, line in enumerate(lines):
        after = lines[number + 1].start if number + 1 < len(lines) else len(text)
        start = line.start if start is None else start
        goes_on = text[line.end - 1] in "：:" or (text[line.end - 1] == "；" and start < line.start)
        if not (goes_on and _ITEM.match(text, after)):
            yield Span(start=start, end=line.end)
            start = None


def _ruling(text: str, group: Span, number: re.Pattern[str]) -> Span | None:
    """Return a clause without its number and heading: its first sentence, or it with its items."""
    marker = number.match(text, group.start, group.end)
    start = marker.end() if marker else group.start
    if "\n" in text[start : group.end]:
        whole = Span(start=start, end=group.end)
        return whole if group.end - start <= _LIST and text[group.end - 1] in _ENDS else None
    for one in _SENTENCE.finditer(text, start, group.end):
        if one.end() - one.start() >= _LEAST:
            is_whole = text[one.end() - 1] in _ENDS and not is_salutation(one[0])
            return Span(start=one.start(), end=one.end()) if is_whole else None
    return None


def _weight(clause: str) -> float:
    """Return what a clause weighs in a summary: how much and for whom most; 0 for what is none."""
    if _FROM_WHEN.search(clause):
        return _STARTS
    if _EMPTY.search(clause) or _LEANS.match(clause):
        return 0.0
    if _HOW_MUCH.search(clause) and _AMOUNT.search(clause):
        return _PAYS
    if _FOR_WHOM.search(clause):
        return _APPLIES
    if _WHAT_FOR.match(clause):
        return _PURPOSE
    return _COUNTS if re.search(r"\d", clause) else _ELSE


def _printed(text: str, span: Span) -> Sentence:
    """Return a clause as a sentence: its lines joined, with a full stop."""
    words = "".join(line.strip() for line in text[span.start : span.end].split("\n"))
    return Sentence(text=words[:-1] + "。" if words.endswith("；") else words, source=span)


def _fitting(spans: Sequence[Span], weights: Sequence[float], length: int) -> list[Span]:
    """Return the spans that weigh most, as many as ``length`` holds, in their order."""
    order = sorted(range(len(spans)), key=lambda n: -weights[n])
    taken: list[int] = []
    left = length
    for place in order:
        size = spans[place].end - spans[place].start
        if weights[place] > 0 and size <= left:
            taken.append(place)
            left -= size
    return [spans[place] for place in sorted(taken)]
