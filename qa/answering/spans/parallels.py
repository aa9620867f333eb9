"""Of two things told side by side, the value of the one that a question asks of.

去年亩产120公斤，今年85公斤: asked of this year, the figure is the second. The two are told apart
by a time, by a part of a whole (重症, 轻症), by a number (一期, 二期), or by what stands before a
word that both share (甲河队, 乙山队). A value is of the one that its clause names, or of the one
that the clause before it begins with, if its own has no subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.answering.spans.contrasts import is_a_difference
from qa.answering.spans.parts import alike, figure_of
from qa.answering.wording import ASKS_FIGURE, around, goes_on, start_of
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_long_over", "is_of_the_other", "is_topic", "named_rivals", "of_the_one_asked"]

_YEARS = ("前年", "去年|上年", "今年|本年", "明年|来年")
_HALVES = ("上半年", "下半年")
_MEETINGS = ("上一?[届次]", "[本这今]一?[届次]")
_A_YEAR = "(?<![0-9])(?:19|20)[0-9]{2}年(?!以?来)"
"""Times: the figure of one is not that of another, unless it is compared with it."""

_NOW = "现在|目前|如今|眼下|当前(?!位)|现今|时下|(?<![一-龥])现(?![实场代象状金役浇做])"
_ONCE = (
    f"{_A_YEAR}|(?<![0-9])(?:19|20)?[0-9]0年代|[二三四五六七八九]十年代|前年|首任|第一任|前任|[之建创开]?[^，,。]{{0,2}}初期"
    "|当年(?!的?新)|那时|当时|起初|最初|早年|过去(?!的?[一几两])|从前|(?<![可所足给予加])以前|[一二三四五六七八九十百几0-9]年前"
)
"""Now, and times that are over."""

_LAST_YEAR, _THIS_YEAR = (
    re.compile("去年|上年"),
    re.compile("今年|本年|同比|[增涨减跌降升差多少]了"),
)
_THEN = re.compile("[^。；;]{0,40}?[，,](?:而|较|比)?(?:去年|上年)同期(?:为|是|仅|只有|则?为)?")

_PARTS = (
    ("重症", "轻症"),
    (
        "男(?:性|子|生|童|选手|运动员|[队排篮足单双乒])",
        "女(?:性|子|生|童|选手|运动员|[队排篮足单双乒])",
    ),
    ("城镇|城市", "农村|乡村"),
    ("儿童|未成年", "成年?人|老年?人"),
    ("小学", "中学|高中"),
    ("主队", "客队"),
    ("买方", "卖方"),
    ("原告", "被告"),
    ("甲方", "乙方"),
    ("上午", "下午|晚上"),
)
"""Parts of a whole, or sides of one matter."""

_ORDER = "甲乙丙丁一二三四五六七八九十"
_NUMBERED = re.compile(
    f"([{_ORDER}]|[0-9]{{1,2}})(期|组|队|班|标段|季度|线|号线|号楼|号井|号机|车间|村|厂|中队|单元|方案|(?<=[一二三四五六七八九十])号)"
)
_NAMED = re.compile(
    "(?:中学|小学|大学|学院|医院|银行|公司|集团|电器|药业|影视|科技|资本|客运|物流|食品|地产|证券|保险|航空|酒店|超市|钢铁|汽车|煤矿|水库|大桥|隧道|机场|大学|球队"
    "|[队厂县市区镇村乡省州号店馆院校矿港局社桥湖岛船轮团党杯])$"
)
"""What a name ends with that others may end with too."""
_ENDING = re.compile("([一-龥]{2})([队厂县镇村乡组])")
_NO_NAME = re.compile(
    "[本该这此各全两几某每我贵敝大小新老总分外各多首同条辖]|[闭入开休进出离到返带归](?:[馆校站场店园队院岛桥船港])$|参赛|考古|救援|消防|一家|一座|一所|民用|国际|专用|有关|其他|其余|副|领队|工厂"
)
_NOT_WITHOUT = re.compile("(?:没有|未|无)([一-龥]{2,5}?)的")
_COMPARES = re.compile("[比较与同和跟超]$")
_OF_IT = re.compile("(?:同期|全年)?的?$")
_BEFORE_TOPIC = re.compile("(?:而|但|对|对于|在|至于|其中|据|昨日|昨天|今天|同日)*")
_AT = ("对", "在", "于")
_TOPIC_TAGS = "nfbumqtjrcds"
_MARKS = "，,。；;！!？?\n 　"
_SENTENCE_MARKS = "。；;！!？?\n"
_SENTENCE_END = re.compile(f"[{_SENTENCE_MARKS}]")
_ADJUNCT = re.compile("(?:受|因|由于|随着)[^，,。；;]{1,8}?(?=[只仅跌降升增涨减为达有]|影响|$)")
_DOES = re.compile(
    "达到?|[只仅共已现]?[有剩]|[只仅共已]|约为|相比|高达|超过|不足|[仅则]?为|[是有在]|占|[上下]?[跌降升增涨减滑]|影响|带动"
)
_OF_HOUSE = re.compile(
    "(?:[0-9]{1,2}月)?[0-9]{1,2}[日号](?![线楼])|(?P<phone>(?<![0-9-])[0-9]{7,11}(?![0-9万元人]))"
)
"""What each house of a notice has of its own: a day, a telephone."""

_MARK = re.compile("[，,。；;、\n]|$")
_FIRST = 8  # characters of a clause in which its house is named
_BESIDE = 2  # characters behind a day that say what is then
_FAR = 120  # characters from a span, within which the one asked of is told beside it


@dataclass(frozen=True, slots=True)
class _Sides:
    """How the one that is asked of is written, and the other; ``compared``: times, as it may be."""

    own: re.Pattern[str]
    other: re.Pattern[str]
    compared: bool = False


_OF_NOW = _Sides(re.compile(_NOW), re.compile(_ONCE), compared=True)


def of_the_one_asked(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure like it of the one that a question asks of.

    Where the text has just one of its unit, in a clause that does not say something else.
    """
    if of_house := _of_its_house(question, text, span):
        return of_house
    given = figure_of(text, span)
    if given and (then := _then(question, text, span)):
        return next(iter(alike(text, given, then, span)), span)
    sides = next(_told_apart(question, text, span), None) if given else None
    if given is None or sides is None:
        return span
    found = [
        one
        for one in alike(text, given, _near(text, span), span)
        if _side(question, text, one, sides) == "own"
        and _says_the_same(question, text, one, span)
        and not is_a_difference(question, text, one)
    ]
    return found[0] if len(found) == 1 else span


def _then(question: str, text: str, span: Span) -> Span | None:
    """Return where a sentence says what was so in the same time of last year, if that is asked."""
    then = _THEN.match(text, span.end)
    if then is None or not _LAST_YEAR.search(question) or _THIS_YEAR.search(question):
        return None
    end = _SENTENCE_END.search(text, then.end())
    return Span(start=then.end(), end=end.start() if end else len(text))


def is_of_the_other(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` of ``text`` is said of the other of two than a question asks of."""
    if figure_of(text, span) and _then(question, text, span):
        return True
    if any(_is_under_another(question, text, span, one) for one in _named(question, text)):
        return True
    stop = next((at for at in range(span.start, span.end) if text[at] in _MARKS), span.end)
    first = Span(start=span.start, end=stop)
    if any(_side(question, text, first, one) == "other" for one in _meetings(question)):
        return True
    return next(_told_apart(question, text, first), None) is not None


def _is_under_another(question: str, text: str, span: Span, sides: _Sides) -> bool:
    """Whether a day or number stands under another house than is asked of, which has its own.

    A notice tells of each in a line or clause of its own: 图书馆…，|6日|开放。 游泳馆…，|2日|开放。
    """
    if not _OF_HOUSE.fullmatch(text, span.start, span.end) or sides.other.search(question):
        return False
    return _house(text, span, sides) == "other" and any(
        _house(text, Span(start=one.start(), end=one.end()), sides) == "own"
        for one in _OF_HOUSE.finditer(text)
    )


def named_rivals(question: str, text: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Yield how the names of a question are written, and those of a text that end as they do."""
    yield from ((one.own, one.other) for one in _named(question, text))


def _house(text: str, span: Span, sides: _Sides) -> str:
    """Return the side of the last clause of a line, up to a span, that begins with a house."""
    line = text.rfind("\n", 0, span.start) + 1
    for clause in re.split(f"[{_MARKS}：:]", text[line : span.start])[::-1]:
        if sides.own.search(clause[:_FIRST]):
            return "own"
        if sides.other.search(clause[:_FIRST]):
            return "other"
    return ""


def _of_its_house(question: str, text: str, span: Span) -> Span | None:
    """Return the day or number of the house asked of, with the words beside it that another has.

    Where one has them, and ``span`` is the other's.
    """
    for sides in _named(question, text):
        if _is_under_another(question, text, span, sides):
            behind = text[span.end :].removeprefix("起")[:_BESIDE]
            alone = _MARK.match(behind) is not None
            found = [
                Span(start=one.start(), end=one.end())
                for one in _OF_HOUSE.finditer(text)
                if (one["phone"] is not None) is text[span.start : span.end].isdigit()
                and (
                    _MARK.match(text, one.end())
                    if alone
                    else text[one.end() :].removeprefix("起").startswith(behind)
                )
            ]
            own = [one for one in found if _house(text, one, sides) == "own"]
            if len(own) == 1:
                return own[0]
    return None


def is_long_over(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` is said of a time that is over, where a question asks of now."""
    if not _OF_NOW.own.search(question):
        return False
    return not _OF_NOW.other.search(question) and _side(question, text, span, _OF_NOW) == "other"


def _told_apart(question: str, text: str, span: Span) -> Iterator[_Sides]:
    """Yield the sides of which a question names one, a text both, and a span is of the other."""
    for sides in _sides(question, text):
        near = _near(text, span)
        if sides.other.search(question) or not sides.own.search(text, near.start, near.end):
            continue
        if _side(question, text, span, sides) == "other":
            yield sides


def _near(text: str, span: Span) -> Span:
    """Return the paragraph of a span, up to some sentences before and behind it."""
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _FAR)
    end = text.find("\n", span.end)
    return Span(start=start, end=min(end if end >= 0 else len(text), span.end + _FAR))


def _sides(question: str, text: str) -> Iterator[_Sides]:
    """Yield how what a question names may be told apart from others in a text."""
    for times in (_YEARS, _HALVES):
        for own in times:
            if re.search(own, question):
                other = "|".join([*(one for one in times if one != own), _A_YEAR])
                yield _Sides(re.compile(own), re.compile(other), compared=True)
    yield from _meetings(question)
    if _OF_NOW.own.search(question):
        yield _OF_NOW
    for pair in _PARTS:
        for own, other in (pair, pair[::-1]):
            if re.search(own, question):
                yield _Sides(re.compile(own), re.compile(other))
    yield from _numbered(question)
    yield from _without(question, text)
    yield from _named(question, text)
    yield from _at_the_beginning(question)


def _meetings(question: str) -> Iterator[_Sides]:
    """Yield the last of a row of fairs or games against the present one: 上届, 本届."""
    for own, other in (_MEETINGS, _MEETINGS[::-1]):
        if re.search(own, question) and not re.search(other, question):
            yield _Sides(re.compile(own), re.compile(other), compared=True)


def _at_the_beginning(question: str) -> Iterator[_Sides]:
    """Yield what a question names against others with which a clause begins: 前进村, 红星村.

    By their characters alone, since no dictionary knows each village; so of figures only.
    """
    for found in _ENDING.finditer(question) if ASKS_FIGURE.search(question) else ():
        other = f"(?<![一-龥])(?![一-龥]?{found[0]}|{_NO_NAME.pattern})[一-龥]{{2,3}}?{found[2]}"
        yield _Sides(re.compile(found[0]), re.compile(other))


def _numbered(question: str) -> Iterator[_Sides]:
    """Yield the numbered of a question, each against any other of its kind: 一期, 二期."""
    for found in _NUMBERED.finditer(question):
        kind = f"(?<![{_ORDER}0-9第])(?!{found[0]})(?:[{_ORDER}]|[0-9]{{1,2}}){found[2]}"
        yield _Sides(re.compile(found[0]), re.compile(kind))


def _without(question: str, text: str) -> Iterator[_Sides]:
    """Yield those who have and those who have not, where a text tells of both: 没有贷款的."""
    for found in _NOT_WITHOUT.finditer(text):
        without, having = re.escape(found[0][:-1]), f"(?<![没未无有]){re.escape(found[1])}"
        if re.search(without, question):
            yield _Sides(re.compile(without), re.compile(having))
        elif re.search(having, question):
            yield _Sides(re.compile(having), re.compile(without))


def _named(question: str, text: str) -> Iterator[_Sides]:
    """Yield the names of a question, each against those of a text that end as it does."""
    told = _things(text)
    for word, end in _things(question):
        others = {
            one
            for one, its in told
            if its == end
            and word not in one
            and one not in word
            and one[: -len(its)] not in question
        }
        if others:
            own = f"{re.escape(word)}|{re.escape(word[: -len(end)])}(?![{_ORDER}])"
            own = own if len(word) - len(end) > 1 else re.escape(word)
            yield _Sides(re.compile(own), re.compile("|".join(map(re.escape, sorted(others)))))


@lru_cache(maxsize=64)
def _things(text: str) -> frozenset[tuple[str, str]]:
    """Return the words that end as names do, each with that end: 化工厂, 厂; 海狼|队, 队.

    With what stands before one too, since others may have it: 城北|水厂, 水厂. Each candidate of a
    text asks for them.
    """
    found: set[tuple[str, str]] = set()
    before, kind = "", ""
    for word, tag in tagged(text):
        end = _NAMED.search(word)
        joined = kind == "vn" or kind[:1] in ("n", "j", "a", "z")
        if end and len(word) > len(end[0]) and tag[0] in "nj" and not _NO_NAME.match(word):
            found.add((word, end[0]))
        if end and joined and len(before) > 1 and not _NO_NAME.match(before):
            found.add((before + word, word))
        before, kind = word, tag
    return frozenset(found)


def _side(question: str, text: str, span: Span, sides: _Sides) -> str:
    """Return whether a span is of the ``own`` side, the ``other`` or, "", it is not said."""
    place = around(text, span, _MARKS)
    clause, before = text[place.start : place.end], span.start - place.start
    if own := list(sides.own.finditer(clause)):
        return "own" if own[0].start() <= before or not _names_other(clause, before, sides) else ""
    if _names_other(clause, before, sides):
        return "other"
    if sides.compared:
        return _of_time_before(text, place.start, sides)
    if not _goes_on(question, clause):
        return ""
    return _carried(question, text, place.start, sides)


def _of_time_before(text: str, end: int, sides: _Sides) -> str:
    """Return the side of the last time that a clause before in the same sentence begins with."""
    start = start_of(text, end, _SENTENCE_MARKS)
    for clause in reversed(re.split("[，, 　]", text[start:end])):
        if sides.own.match(clause.strip()):
            return "own"
        if sides.other.match(clause.strip()):
            return "other"
    return ""


def _names_other(clause: str, before: int, sides: _Sides) -> bool:
    """Whether a clause is of the other side, up to an offset: not only compared with it."""
    for found in sides.other.finditer(clause, 0, before):
        if sides.compared:
            if not _COMPARES.search(clause[: found.start()]):
                return True
            if _OF_IT.fullmatch(clause[found.end() : before]):
                return True
        elif is_topic(clause[: found.start()]):
            return True
    return False


def is_topic(before: str) -> bool:
    """Whether what stands before a word leaves it to be what its clause is about."""
    lead = _BEFORE_TOPIC.match(before)
    rest = before[lead.end() :] if lead else before
    return all(tag[0] in _TOPIC_TAGS or word in _AT for word, tag in tagged(rest))


def _goes_on(question: str, clause: str) -> bool:
    """Whether a clause has no subject of its own, or says first that there is none: 无|伤亡."""
    return goes_on(question, clause) or clause[:1] in "无未没"


def _carried(question: str, text: str, end: int, sides: _Sides) -> str:
    """Return the side of the last clause of a sentence, up to an offset, that begins with one."""
    start = start_of(text, end, _SENTENCE_MARKS)
    for clause in re.split("[，, 　]", text[start:end].rstrip("，, "))[::-1]:
        first = [
            (found.start(), side)
            for side, one in (("own", sides.own), ("other", sides.other))
            for found in one.finditer(clause)
            if is_topic(clause[: found.start()])
        ]
        if first:
            return min(first)[1]
        if not _goes_on(question, clause):
            return ""
    return ""


def _says_the_same(question: str, text: str, one: Span, span: Span) -> bool:
    """Whether the word before a figure is one of the question or of the clause of span, or empty.

    盈利5亿元 does not say how much another 亏损.
    """
    here, there = around(text, one, _MARKS), around(text, span, _MARKS)
    known = question + text[there.start : there.end]
    before = [
        word
        for word, tag in tagged(_ADJUNCT.sub("", text[here.start : one.start]))
        if tag.startswith(("n", "v")) and not _DOES.match(word)
    ]
    return not before or before[-1] in known
