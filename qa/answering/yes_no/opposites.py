"""What a clause says instead of what a question asks: the opposite, another number or country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from qa.answering.wording import opposed
from qa.chinese.gazetteer import COUNTRIES, KNOWN_CITIES, PROVINCES
from qa.chinese.numerals import Quantity, fold_width, quantities

__all__ = [
    "counts_another",
    "is_elsewhere",
    "is_figure",
    "opposite",
    "other_country",
    "other_number",
    "other_place",
]

_DEGREES = (("高", "低"), ("大", "小"), ("多", "少"), ("快", "慢"), ("远", "近"), ("贵", "便宜"))
_OPPOSITES = (
    (
        "上涨|增长|增加|上升|提高|扩大|升高|涨价",
        "下降|减少|下跌|下滑|降低|缩小|减亏|收窄|降价|回落",
    ),
    (
        "首次|第一次|首个|第一个",
        "多次|再次|第[二三四五六七八九十]+[次个届]|第[二三四五六七八九十]+(?=[、，])",
    ),
    ("便宜|低于|少于|不到|不足", "上涨|高出|高于|超过|多于|贵"),
    ("超过|高于|多于", "不足|不到|低于|少于|近|仅"),
    ("上调|调高", "下调|调低"),
    ("下调|调低", "上调|调高"),
    ("净?流入", "净?流出"),
    ("净?买入", "净?卖出"),
    ("开始|开放|启动|恢复|照常", "结束|关闭|暂停|停止|取消|推迟|停办"),
    ("开放|开馆|开门|营业|上班", "[闭休]馆|闭园|休息|歇业|停业|关门|放假"),
    ("支持|同意|赞成", "反对|否决|驳回"),
    ("严重|高|大|多|贵|强", "轻微|较低|比较低|不大|较少"),
    *(
        (f"{one}$", f"(?:很|较|比较|非常|相当|偏|十分|极|更|最|特别){other}")
        for one, other in (*_DEGREES, *(pair[::-1] for pair in _DEGREES))
    ),
    *(
        (f"比[^，]+{one}$", f"比[^，]*{other}")
        for one, other in (*_DEGREES, *(x[::-1] for x in _DEGREES))
    ),
    ("成功|胜|赢", "失败|落败|输"),
    ("不用|不需要", "需要|必须|要"),
    ("涨|升|提高|增加|降|下调|减少|调整|变化|(?<!不)变(?=了?$)", "不变|持平"),
    ("停[课工产运业航]", "照常|正常[上开营运]|复[课工产运业航]"),
    ("必须|强制", "自愿"),
    ("延期|推迟|改期", "如期|按时|准时|按期"),
    ("免费|不?要钱", "(?<!不)(?:付费|收费|自费|收取)"),
    ("收费|要钱|花钱", "免费|免收"),
    *((f"有{one}", f"无{one}") for one in "罪效毒害关责"),
    ("(?<!禁止)通行|走|行驶|驶入", "禁止通行|禁行|禁止驶入"),
)

_PLACES = re.compile(
    "(?:大学|学院|中学|小学|医院|公园|广场|体育[馆场]|剧[院场]|大厦|酒店|机场|中心|[站市县省区镇村馆厅])$"
)
_IN = re.compile(f"在({'|'.join(sorted({*COUNTRIES, *PROVINCES}, key=len, reverse=True))})")
# What makes a number a rough one.
_OVER = re.compile("[0-9一二三四五六七八九十百千万亿][多余几来]")
_NOT = "(?<![不未没])(?<!没有)(?<!不[得能可会])"
_AT_LEAST = re.compile(
    f"(?:{_NOT}(?:超过?|高于|多于|大于)|逾|突破|不止|[未没]有?[低少]于"
    "|(?P<set>不[得能可会]?[低少小]于|至少|最少|起码))了?$"
)
_AT_MOST = re.compile(
    f"(?:{_NOT}[低少小]于|不到|不足|[未没]有?(?:超过?|高于|多于)"
    "|(?P<set>不[得能可会]?(?:超过?|高于|多于|大于)|至多|最多))$"
)
_OR_MORE, _OR_LESS = re.compile("[^\\W\\d]{0,2}?以上"), re.compile("[^\\W\\d]{0,2}?以[下内]")
_ABOUT = re.compile("(?:约|近|大概|差不多|将近|接近|上)$")
_OR_SO = re.compile("左右|上下")
_LESS, _MORE = Decimal("0.9"), Decimal("1.1")
_COUNTED = re.compile("(\\d+)[余多]?([^\\W\\d])([^\\W\\d_]{2,8})")


def opposite(statement: str, clause: str) -> tuple[str, str] | None:
    """Return a pattern of the question's words of which the clause has the opposite, and that."""
    found = (pair for pair in opposed(_OPPOSITES, clause) if re.search(pair[0], statement))
    return next(found, None)


def is_figure(word: str) -> bool:
    """Return whether a word has a numeral in it."""
    return any(map(str.isnumeric, word))


def other_country(statement: str, clause: str) -> str | None:
    """Return the country that a statement says something comes from, where a clause has another."""
    if "是" not in statement:
        return None
    asked = [name for name in COUNTRIES if name in statement]
    said = [name for name in COUNTRIES if name in clause]
    return asked[0] if len(asked) == 1 and said and asked[0] not in said else None


def other_place(statement: str, clause: str, predicate: str) -> str | None:
    """Return the place in which a statement says something is done, where a clause has another.

    Both of a kind: 在河东大学|开营, 在河西大学|开营; or two countries, provinces or known cities:
    在沈阳|开幕, 在大连国际会议中心|开幕. None where the clause has what is asked about too.
    """
    asked = re.search(f"在([^，]{{2,16}}?){re.escape(predicate)}", statement)
    said = re.search(f"在([^，]{{2,30}}?){re.escape(predicate)}", clause)
    if asked is None or said is None or asked[1] in clause or said[1] in statement:
        return None
    if _of_one_rank(asked[1], said[1]):
        return asked[1]
    kind = _PLACES.search(asked[1])
    return asked[1] if kind and said[1].endswith(kind[0]) else None


def _of_one_rank(asked: str, said: str) -> bool:
    """Whether two places begin with two countries, two provinces or two known cities.

    The second may be of several: neither may be the first.
    """
    return any(
        (one := _first_of(rank, asked)) and (other := _first_of(rank, said)) and one != other
        for rank in (COUNTRIES, PROVINCES, KNOWN_CITIES)
    )


def _first_of(rank: frozenset[str], place: str) -> str:
    """Return the longest of some names that a place begins with, "" without one."""
    return max((name for name in rank if place.startswith(name)), key=len, default="")


def is_elsewhere(statement: str, sentence: str) -> bool:
    """Return whether a statement names a place that a sentence has not, and the sentence another.

    在德国获批 says nothing of 在法国.
    """
    asked = _IN.findall(statement)
    return any(name not in sentence for name in asked) and _IN.search(sentence) is not None


def counts_another(asked: str, clause: str) -> bool:
    """Return whether a clause has the number asked about of another thing: 60名保安, 60名服务员."""
    for found in _COUNTED.finditer(asked.removesuffix("了")):
        said = [x for x in _COUNTED.finditer(clause) if x[1] == found[1] and x[2] == found[2]]
        if said and not any(found[3][-2:] in x[3] or x[3].startswith(found[3][:2]) for x in said):
            return True
    return False


def other_number(statement: str, sentence: str) -> bool:
    """Return whether the sentence has another number than the one asked about, of its unit.

    None that is asked about roughly, or given so: 一千四百多家 may be 1481家.
    """
    said, asked = _numbers(sentence), _numbers(statement)
    return any(
        any(one.unit == other.unit for one in said) and not any(other.may_be(one) for one in said)
        for other in asked
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """A day, or a number between two that are the same unless it is given roughly."""

    unit: str
    day: object
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(0)
    limit: Decimal | None = None  # set by a rule: 60岁以上, 最多30人

    def may_be(self, other: _Number) -> bool:
        if (self.unit, self.day) != (other.unit, other.day):
            return False
        if self.limit is not None and other.limit is not None:
            return self.limit == other.limit
        return self.least <= other.most and other.least <= self.most


def _numbers(text: str) -> list[_Number]:
    text = fold_width(text)
    return [_number(one, text) for one in quantities(text)]


def _number(one: Quantity, text: str) -> _Number:
    if one.date:
        return _Number("date", one.date)
    least = most = one.value
    before, written = text[: one.span.start], text[one.span.start : one.span.end + 2]
    over, under = _AT_LEAST.search(before), _AT_MOST.search(before)
    more, less = _OR_MORE.match(text, one.span.end), _OR_LESS.match(text, one.span.end)
    is_set = bool((over and over["set"]) or (under and under["set"]) or more or less)
    limit = one.value if is_set else None
    if over or more:
        return _Number(one.unit, None, least, Decimal("Infinity"), limit)
    if under or less:
        return _Number(one.unit, None, Decimal(0), most, limit)
    if before.endswith("上") and text[one.span.start] in "百千万亿":
        most *= 10
    elif before.endswith("过") and text[one.span.start] in "百千万亿半":
        most = Decimal("Infinity")
    elif _OVER.search(written):
        most += _last_place(one.value)
    elif _ABOUT.search(before) or _OR_SO.match(text, one.span.end):
        least, most = one.value * _LESS, one.value * _MORE
    return _Number(one.unit, None, least, most)


def _last_place(value: Decimal) -> Decimal:
    """Return what the last digit counts that is not 0, at least 1: 100 of 1400."""
    place = Decimal(1)
    while value and value % (place * 10) == 0:
        place *= 10
    return place
