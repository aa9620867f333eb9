"""Numbers and dates in Chinese text, as values: ２３, 23 and 二十三 are the same.

Pure functions; offsets index the text as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from qa.records import Span

__all__ = ["Date", "Quantity", "chinese_value", "fold_width", "integer", "quantities"]

Date = tuple[int | None, int | None, int | None]
"""Year, month, day; None where not said."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DIGITS = {"〇": 0, "两": 2, **{digit: i for i, digit in enumerate("零一二三四五六七八九")}}
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_HAN = "零〇一二三四五六七八九两十百千万亿"
# Longest first: an alternation takes the first that fits.
_UNIT = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|个小时|小时|个工作日|工作日|摄氏度"
    "|公里|千米|厘米|毫米|公斤|千克|公顷|千瓦时|千瓦|兆瓦|美元|欧元|日元|英镑|港元|人次"
    "|个月|周年|年代|分钟|毫升|周岁|世纪|平方|立方"
    "|[年月日号天周时点分秒岁届次个家间所座栋幢套户名位人项条件起例种类批场部本篇支台辆艘架]"
    "|[枚颗张幅份块元角米里亩斤克吨升度倍成期轮级层楼排章版省市县区镇乡村国代组队站路线门只头]"
    "|[匹棵株箱袋瓶桶车船趟页字句%‰℃㎡]"
)
_SAME_UNIT = {
    "个小时": "小时", "个百分点": "百分点", "个工作日": "工作日", "千米": "公里", "km": "公里",
    "平方千米": "平方公里", "千克": "公斤", "kg": "公斤", "m": "米", "cm": "厘米", "mm": "毫米",
    "名": "人", "位": "人", "摄氏度": "度", "℃": "度", "周岁": "岁", "㎡": "平方米",
}  # fmt: skip
# 一 before other units (一个, 一起, 一部, 一名 ...) is an article or part of a word.
_COUNTED_ONE = re.compile("个?月|周?年|人次?|小时|分钟|公里|[岁届倍级元吨米%]")
_WORDS = frozenset(["十分", "万一", "一一", "千万", "万万"])

# A round zero is typed as a circle, as a letter, or as a figure: 二○一九, 二O一九, 二0一九.
_ZEROS = "零〇○◯Oo0"
_TYPED = str.maketrans("○◯Oo0123456789", "〇〇〇〇〇一二三四五六七八九")
_TENS = {"廿": "二十", "卅": "三十"}
_NINE = "一二三四五六七八九"
_YEAR = rf"\d{{4}}|[{_NINE}][{_ZEROS}{_NINE}]{{3}}|[零〇][零〇{_NINE}]{{3}}"
_SMALL = rf"\d{{1,2}}|[一二三]?十[{_NINE}]?|[廿卅][{_NINE}]?|[{_NINE}]"
_MONTH = rf"(?:{_SMALL}|元)"
_ERA = rf"(?:中[华華])?民[国國](?:元|\d{{1,3}}|[{_NINE}十百廿卅零〇○]{{1,6}})"
_SHORT = (
    rf"(?:\d{{2}}|[九零〇○][{_ZEROS[:4]}{_NINE}]|[一二][零〇○{_NINE}])"
    rf"(?=年[ \u3000]?{_MONTH}[ \u3000]?月)"
)
_DATE = re.compile(
    r"(?<!\d)(?P<iy>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})(?!\d)"
    rf"|(?<![\d.第{_HAN}])"
    rf"(?=(?:{_YEAR}|{_ERA}|{_SHORT})[ \u3000]?年|(?:{_SMALL})[ \u3000]?[月日号]|元月)"
    rf"(?:(?P<y>{_YEAR}|{_ERA}|{_SHORT})[ \u3000]?年(?!代))?"
    rf"(?:[ \u3000]?(?P<m>{_MONTH})[ \u3000]?月)?"
    rf"(?:[ \u3000]?(?P<d>{_SMALL})[ \u3000]?(?:日|号(?![线楼院厅机])))?"
)
_REPUBLIC = 1911
_OF_ERA = re.compile("(?:中[华華])?民[国國]")
_SCALE = r"(?:[十百万亿]|千(?![米克瓦]))+"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![数几])(?P<ordinal>第)?(?:(?P<whole>[{_HAN}]{{1,9}}|\d{{1,9}})分之)?"
    rf"(?:(?P<arabic>{_ARABIC}(?:[多余几]?{_SCALE}(?:{_ARABIC}{_SCALE})*)?)"
    rf"|(?P<chinese>(?:[{_HAN.replace('千', '')}]|千(?![米克瓦])){{1,40}}(?:[多余几][十百千万亿]+)?"
    r"(?:点[零〇一二三四五六七八九]+(?![十百]))?))"
    rf"[多余来]?(?P<unit>{_UNIT}|[A-Za-zµ°]+)?"
)
_PART = re.compile(rf"({_ARABIC})([十百千万亿]*)")
_ITEM = re.compile(r"^\(\d{1,2}\)|^\d{1,2}[.、](?!\d)", re.MULTILINE)
_RANGE = re.compile("[-–—~～至到、]{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, or a date (``date`` not None, ``value`` 0), and where it stands.

    An ordinal's unit begins with 第. The unit is "" where none was recognised.
    """

    span: Span
    value: Decimal
    unit: str
    date: Date | None = None


def fold_width(text: str) -> str:
    """Return ``text`` with full-width ASCII made half-width; the length stays the same."""
    return text.translate(_WIDTH)


def quantities(text: str) -> list[Quantity]:
    """Return the dates and numbers of ``text`` in order; its width is to be folded already.

    A Chinese numeral counts when it has a unit, 第 or 百分之, or is longer than one character;
    the numbers of a list's items do not count. 万 and 亿 belong to the value (1.5万 is 15000).
    In a range the first number takes the unit of the second (3至5天), the second date the month
    of the first (4月3日至5日).
    """
    text = _ITEM.sub(lambda match: "\0" * len(match[0]), text)
    dates = [item for match in _DATE.finditer(text) if (item := _date(match))]
    rest = list(text)
    for item in dates:
        rest[item.span.start : item.span.end] = "\0" * (item.span.end - item.span.start)
    numbers = [item for match in _NUMBER.finditer("".join(rest)) if (item := _number(match))]
    found = sorted([*dates, *numbers], key=lambda item: item.span.start)
    for i, (left, right) in enumerate(pairwise(found)):
        if _RANGE.fullmatch(text, left.span.end, right.span.start):
            found[i], found[i + 1] = _shared(left, right)
    return found


def chinese_value(numeral: str) -> int:
    """Return the value of a Chinese numeral: 二十三 23, 二〇二二 2022, 两万五 25000."""
    if not any(char in _SCALES for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    previous = 1
    for char in numeral:
        scale = _SCALES.get(char)
        if scale is None:
            digit, previous = _DIGITS[char], previous if _DIGITS[char] else 1
        elif scale < 10_000:
            section, digit, previous = section + (digit or 1) * scale, 0, scale
        else:
            section, digit = section + digit, 0
            # 一万亿 multiplies what came before, 一亿两千万 adds to it.
            larger = total < scale
            total = (total + section or 1) * scale if larger else total + section * scale
            section, previous = 0, scale
    return total + section + (digit * previous // 10 if previous >= 100 else digit)


def _date(match: re.Match[str]) -> Quantity | None:
    parts = match.group("iy", "im", "id") if match["iy"] else match.group("y", "m", "d")
    if not any(parts):
        return None
    year, month, day = parts
    date = (
        None if year is None else _year(year),
        None if month is None else integer(month),
        None if day is None else integer(day),
    )
    span = Span(start=match.start(), end=match.end())
    return Quantity(span=span, value=Decimal(0), unit="", date=date)


def _year(said: str) -> int:
    """Return the year of 2022, 二○二二, 22 (of 22年4月) and 民国三十八."""
    if era := _OF_ERA.match(said):
        return _REPUBLIC + integer(said[era.end() :])
    year = integer(said)
    return year if len(said) > 2 else year + (2000 if year < 50 else 1900)


def integer(numeral: str) -> int:
    """Return the value of a whole number in digits or as :func:`chinese_value` reads it.

    The first is 元 (元年, 元月); 廿 and 卅 are 20 and 30, and round zeros are as they are typed.
    """
    if numeral.isdecimal():
        return int(numeral)
    typed = "".join(_TENS.get(char, char) for char in numeral.translate(_TYPED))
    return 1 if typed == "元" else chinese_value(typed)


def _number(match: re.Match[str]) -> Quantity | None:
    unit = match["unit"] or ""
    unit = _SAME_UNIT.get(unit, unit)
    numeral, ordinal, whole = match["chinese"], match["ordinal"], match["whole"]
    marked = ordinal or whole or match["arabic"]
    if not marked and (match[0] in _WORDS or not _counts(numeral, unit)):
        return None
    value = _arabic(match["arabic"]) if match["arabic"] else _spoken(numeral)
    if whole:
        base = integer(whole)
        unit = {100: "%", 1000: "‰"}.get(base, "分之")
        value = value if unit in "%‰" else value / max(base, 1)
    if ordinal and unit != "届":
        unit = "第" + unit
    return Quantity(span=Span(start=match.start(), end=match.end()), value=value, unit=unit)


def _counts(numeral: str, unit: str) -> bool:
    if numeral == "一":
        return bool(_COUNTED_ONE.fullmatch(unit))
    return bool(unit) or len(numeral) > 1


def _arabic(numeral: str) -> Decimal:
    total = Decimal(0)
    for digits, scales in _PART.findall(re.sub("[多余几]", "", numeral)):
        value = Decimal(digits.replace(",", ""))
        for scale in scales:
            value *= _SCALES[scale]
        total += value
    return total


def _spoken(numeral: str) -> Decimal:
    whole, _, fraction = re.sub("[多余几]", "", numeral).partition("点")
    decimals = "".join(str(_DIGITS[char]) for char in fraction)
    return Decimal(f"{chinese_value(whole)}.{decimals or 0}")


def _shared(left: Quantity, right: Quantity) -> tuple[Quantity, Quantity]:
    if left.date is None and right.date is None:
        return (left if left.unit else replace(left, unit=right.unit)), right
    if left.date is None and right.date is not None and not left.unit:
        first = next(i for i, part in enumerate(right.date) if part is not None)
        parts: list[int | None] = [None, None, None]
        parts[first] = int(left.value)
        return replace(left, value=Decimal(0), date=(parts[0], parts[1], parts[2])), right
    if left.date is not None and right.date is not None:
        year, month, day = right.date
        month = left.date[1] if month is None and day is not None else month
        year = left.date[0] if year is None and month is not None else year
        return left, replace(right, date=(year, month, day))
    return left, right
