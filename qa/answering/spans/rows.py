"""What one number, character, title or name tells from another of its kind: 一期, 二期; 东段, 西段.

Each is given as it is written in a question, with those that it may be taken for in a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.answering.houses import HOUSE, NO_NAME
from qa.chinese.numerals import integer
from qa.chinese.words import tagged, word_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ASKED_OF", "COMMON", "Rivals", "houses", "of_a_row", "titled"]

_N = "〇零一二三四五六七八九十百"
_COUNTED = re.compile(
    f"(?<![哪某每另同任几这那本该共上下前后])(?:第|(?<![0-9.{_N}])(?<![0-9],))(?P<n>[0-9]{{1,4}}|[{_N}]{{1,4}}|首)(?![0-9{_N}.,万亿%])"
)
_UNITS = "号路线期届类区院中标座阶"
"""What numbers tell apart by themselves: 三号, 二期, 第五届."""
_CARRIED = "路线"  # 3路车不会取消。票价仍为2元。
_ONE_OF = "类院中标座"
"""Those of which 一 is no first one: 一座水库."""
_CLASS = re.compile("年|等[奖功座舱品]|级(?!市|政府|的)")
"""What 一 is the first of, without 第: 一年级, 一等奖."""
_NO_ROW = re.compile("[月日点时分秒元块岁]|年(?!级|期|[^0-9，。,.的]{2})|个[月小]")
_MORE = "(?:Pro|Max|Plus|mini)"
_MODEL = re.compile(
    rf"(?<![A-Za-z])(?P<stem>[A-Za-z]{{1,6}}[- ]?)(?P<n>[0-9]{{1,4}})(?P<more> ?{_MORE})?(?![0-9.])"
)
_PAIRS = (
    "东西南北中",
    "上下",
    "大小",
    "男女",
    "前后",
    "新旧老",
    "冠亚季",
    "单双",
    "主客",
    "甲乙丙丁",
    "正副",
    "早晚",
    "红黄蓝绿白黑",
)
_BEFORE_WHICH = re.compile(
    "(?P<one>[段门岸侧口坡院馆线站楼塔桥厅队组集区])(?:是?在?)(?:有?[什几多哪何怎谁]|有)"
)
"""A part that a pair tells apart, and a question word behind it: 东|段|什么时候."""
_LONGER = "[店诊票户口路牌长员域]"
"""What makes another word of a part: 北门|店."""
_TITLE = re.compile("《(?P<book>[^《》]{1,20})》|“(?P<name>[^“”，。！？：；,!?:;]{1,8})”")
COMMON = re.compile("上市|行业|民营|国有|相关|外资|民办|公办")
"""What tells of what kind a house is, not which one it is."""
_ROUTE = re.compile(
    "[一-龥]{2,5}[至到](?P<to>[一-龥]{2,5}?)的?(?:高铁|铁路|高速|航线|航班|公路|线路|列车)"
)
_YEARS = (
    re.compile("今年|本年"),
    re.compile("(?:去年|上年)(?!同期|以来|[年]?[底末]|的?(?:基础|水平))"),
)
ASKED_OF = re.compile("(?:多少|几|哪[些个]?|[在是于从到由往有叫为成得获])$")
"""What a question has before that of which it does not ask, or of which the number is asked."""
_YEAR = 4  # digits of one
_NAME = 2  # characters of a name at least


@dataclass(frozen=True, slots=True)
class Rivals:
    """How what is asked of is written, and those that it may be taken for.

    ``absent``: these are rivals also where a text has nowhere what is asked of. ``carried``: what
    names neither is of that which its paragraph named last.
    """

    own: re.Pattern[str]
    other: re.Pattern[str]
    absent: bool = False
    carried: bool = False


def of_a_row(question: str, text: str) -> Iterator[Rivals]:
    """Yield what a question asks of against others of its row: 一期, X7, 东段, 甲至乙, 今年."""
    yield from _numbered(question, text)
    yield from _models(question)
    yield from _paired(question)
    yield from _routes(question)
    yield from _of_years(question)


def _numbered(question: str, text: str) -> Iterator[Rivals]:
    """Yield the numbered of a question against those with another number: 92号汽油, 95号汽油."""
    for asked in _COUNTED.finditer(question):
        kind = _counted_kind(question, asked)
        if not kind or ASKED_OF.search(question[: asked.start()]):
            continue
        if len(asked["n"]) == _YEAR and f"{asked['n']}年" in text:
            continue
        told = [(one, value) for one, value, its in _counted(text) if its[: len(kind)] == kind]
        value = _value(asked["n"])
        own = [number for number, its in told if its == value]
        other = [number for number, its in told if its != value]
        if other:
            own.append(asked[0])
            yield Rivals(
                _one_of(own, kind[0]),
                _one_of(other, kind),
                absent=True,
                carried=kind[0] in _CARRIED,
            )


@lru_cache(maxsize=8)
def _counted(text: str) -> list[tuple[str, int, str]]:
    """Return the numbers of a text that tell one of a row: as written, their value, of what."""
    found = ((one, _counted_kind(text, one)) for one in _COUNTED.finditer(text))
    return [(one[0], _value(one["n"]), kind) for one, kind in found if kind]


def _counted_kind(text: str, number: re.Match[str]) -> str:
    """Return what is behind a number that tells one of a row: a unit of rows, or two characters."""
    behind = re.match("[一-龥]{1,2}", text[number.end() :])
    if behind is None or _NO_ROW.match(text, number.end()):
        return ""
    if behind[0].startswith("年") and len(number["n"]) not in (1, _YEAR):
        return ""
    is_day = behind[0][0] == "号" and text[: number.start()].endswith("月")
    if is_day or (number[0] == "一" and behind[0][0] in _ONE_OF):
        return ""
    if behind[0][0] in _UNITS:
        return behind[0][0]
    alone = number[0] == "一" and not _CLASS.match(behind[0])
    return "" if alone or len(behind[0]) < _NAME else behind[0]


def _one_of(numbers: list[str], kind: str) -> re.Pattern[str]:
    found = "|".join(map(re.escape, sorted(set(numbers), key=len, reverse=True)))
    return re.compile(f"(?<![0-9.{_N}])(?:{found}){re.escape(kind)}")


def _value(number: str) -> int:
    return 1 if number == "首" else integer(number)


def _models(question: str) -> Iterator[Rivals]:
    """Yield the models of a question against others of their row: X7, X8, X7 Pro."""
    for asked in _MODEL.finditer(question):
        if ASKED_OF.search(question[: asked.start()]):
            continue
        stem = re.escape(asked["stem"].strip("- "))
        more = re.escape((asked["more"] or "").strip())
        own = f"{asked['n']} ?{more}(?![0-9]| ?{_MORE})"
        row = f"(?<![A-Za-z]){stem}[- ]?"
        yield Rivals(re.compile(f"{row}{own}"), re.compile(f"{row}(?!{own})[0-9]+"), absent=True)


def _paired(question: str) -> Iterator[Rivals]:
    """Yield what a question names against what one character tells from it: 东段, 西段."""
    for at, char in enumerate(question):
        for row in _PAIRS:
            if char not in row or ASKED_OF.search(question[:at]):
                continue
            behind = re.match("[一-龥]{1,2}", question[at + 1 :])
            before = re.search("[一-龥]$", question[:at])
            others = f"[{row.replace(char, '')}]"
            if short := _BEFORE_WHICH.match(question, at + 1):
                name = f"{short['one']}(?!{_LONGER})"
                yield Rivals(re.compile(char + name), re.compile(others + name))
            if behind and len(behind[0]) > 1:
                yield Rivals(
                    re.compile(char + behind[0]), re.compile(others + behind[0]), absent=True
                )
            if behind and before:
                yield Rivals(
                    re.compile(before[0] + char + behind[0][0]),
                    re.compile(before[0] + others + behind[0][0]),
                )


def titled(question: str, text: str) -> Iterator[Rivals]:
    """Yield a title of a question against the others of a text: 《甲》, 《乙》."""
    for asked in _TITLE.finditer(question):
        kind = str(asked.lastgroup)
        own = asked[kind]
        others = {
            one[kind]
            for one in _TITLE.finditer(text)
            if one[kind] and one[kind] not in question and own not in one[kind]
        }
        if others:
            found = "|".join(map(re.escape, sorted(others, key=len, reverse=True)))
            yield Rivals(re.compile(re.escape(own)), re.compile(f"[《“]?(?:{found})"))


def houses(question: str, text: str) -> Iterator[Rivals]:
    """Yield a house of a question against the others of its kind of a text."""
    for asked in HOUSE.finditer(question):
        if not _is_named(question, asked):
            continue
        others = {
            one[0]
            for one in HOUSE.finditer(text)
            if one["head"] == asked["head"] and one["own"] not in question and _is_named(text, one)
        }
        if others:
            found = "|".join(map(re.escape, sorted(others)))
            is_name = tagged(asked["own"])[0][1] != "n"  # 高铁站 may be what 火车站 means
            yield Rivals(re.compile(re.escape(asked["own"])), re.compile(found), absent=is_name)


def _is_named(text: str, house: re.Match[str]) -> bool:
    """Whether what stands before the kind of a house is its name, whole words of it."""
    if NO_NAME.search(house["own"]) or COMMON.search(house["own"]):
        return False
    if ASKED_OF.search(text[: house.start()]):
        return False
    tag = tagged(house["own"])[0][1]
    return house.start() in word_edges(text) and tag[:1] in ("n", "j", "a", "f", "z", "b", "v", "t")


def _routes(question: str) -> Iterator[Rivals]:
    """Yield the way from one place to another against other ways: 甲至乙的高铁, 丙至丁的高铁."""
    for asked in _ROUTE.finditer(question):
        own = re.compile(f"{re.escape(asked['to'])}(?![至到])")
        yield Rivals(own, _ROUTE, absent=True)


def _of_years(question: str) -> Iterator[Rivals]:
    """Yield this year against the last."""
    for own, other in (_YEARS, _YEARS[::-1]):
        if own.search(question) and not other.search(question):
            yield Rivals(own, other)
