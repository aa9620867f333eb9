"""An amount is given whole: two and a half years are not two, and over forty are not forty.

With its numeral, the half and the more behind its unit, the unit itself, and its bounds.
"""

from __future__ import annotations

import re

from qa.chinese.asking import Wanted, wanted
from qa.chinese.numerals import fold_width, quantities
from qa.records import Span

__all__ = ["whole_amount", "whole_numeral"]

_YEARS = re.compile("(?<=[0-9一二三四五六七八九十百])个(?:年头|春秋)")
_NUMERALS = "〇零一二三四五六七八九十百千万亿"
_WHOLE_NUMERAL = re.compile(
    f"[{_NUMERALS}]+(?:(?:(?<=[十百千万亿])[ \u3000\n]|[ \u3000\n](?=[十百千万亿]))[{_NUMERALS}]+)*"
)
"""Also one that a space or the end of a line parts: 十 二."""

_LONG = 16  # characters of a numeral, or of an amount
_NUMERAL = f"0-9两半{_NUMERALS}"
_TIMES = "年|个?月|天|个?小时|个?钟头|个?星期|个?礼拜|周|分钟|学期|[斤里亩倍]"
_TIME = re.compile(f"[{_NUMERAL}](?:{_TIMES})$")
_CUT, _BARE = re.compile(f"[{_NUMERAL}]个$"), re.compile(f"[{_NUMERAL}]$")
_HALF = re.compile("半(?![夜天日路工数成场身价决导山岛年月期小])")
_OTHER_HALF = re.compile("半(?:小时|月(?![刊谈])|钟头|星期|学期|世纪)")
_MORE = re.compile(
    "多(?![一二三四五六七八九十种次个数少名位样项半年月天家人级元方层边极变晶维款座条批门云地处国])"
    "|有余|余(?![额下量地])"
)
_SOME_MORE = re.compile(
    "[多余](?:个(?:小时|月|星期|钟头)|公里|平方米|小时|分钟|[年天月人名家处次个元亩米岁座条件项户只头种吨万亿])+"
)
_MONEY = re.compile(
    "[ 　]?(?:[一-鿿]{2,5}?)?(?:林吉特|卢比|卢布|泰铢|比索|里亚尔|第纳尔|迪拉姆|兰特"
    "|越南盾|克朗|法郎|里拉|雷亚尔|坚戈|[美欧日韩澳加新港]元|英镑|港币|新台币|人民币|标准?箱)"
)
_OR_MORE = re.compile("及?以[上下内](?!来)|左右(?![手两])|上下(?!班|车|学)|不等|之多|开外")
_MAY = "得能会可应宜要准许再"
_BOUND = re.compile(
    f"(?:[不没未][{_MAY}]?(?:超过?|[低高少多大小]于)|(?<![反赶超高不未没{_MAY}])(?:超过?|[低高少多大小]于)|逾|将近|接近"
    "|(?<![附最临靠邻亲远接贴新就])近|大约|大概|(?<![节合条预签相纽大契违履公解续邀特制简])约"
    "|不足|不到|不满|未满|至少|至多|最[少多]|起码)$"
)
_ASKS = re.compile("多[少久长大高深远宽重快]|[最附]近")
_FEW = 6  # characters of a bound and of what shows that it is none


def whole_numeral(text: str, span: Span) -> Span:
    """Return a span with all of its numeral, and of years with 个年头: 四|十一年, 十|个年头.

    Also where a space or the end of a line parts it: 十 |二米.
    """
    if years := _YEARS.match(text, span.end):
        span = Span(start=span.start, end=years.end())
    if span.start >= span.end:
        return span
    start, end = span.start, span.end
    for one in _WHOLE_NUMERAL.finditer(text, max(0, start - _LONG), end + _LONG):
        if one.start() <= span.start < one.end():
            start = one.start()
        if one.start() < span.end <= one.end():
            end = one.end()
    return Span(start=start, end=end)


def whole_amount(question: str, text: str, span: Span) -> Span:
    """Return a span that is one amount with what else belongs to it: 两年|半, 超过|40家.

    What the question itself says (超过多少家) is not said again. A day or an ordinal is no amount.
    """
    said = fold_width(text[span.start : span.end])
    if wanted(question) is Wanted.YES_NO or len(said) > _LONG or text[: span.start].endswith("第"):
        return span
    found = quantities(said)
    if any(one.date or one.unit.startswith("第") for one in found):
        return span
    asked = _ASKS.sub("", question)
    end = _end_of(asked, text, span, said)
    start = _start_of(asked, text, span) if _BARE.match(said[:1]) else span.start
    recent = text[start : span.start] == "近" and text.startswith("来", end)
    return Span(start=span.start if recent else start, end=end)


def _start_of(question: str, text: str, span: Span) -> int:
    """Return where an amount begins with its bound: |超过|40家."""
    bound = _BOUND.search(text, max(0, span.start - _FEW), span.start)
    return bound.start() if bound and bound[0] not in question else span.start


def _end_of(question: str, text: str, span: Span, said: str) -> int:
    """Return where an amount ends with what is said behind it: 一年|多|, 六十岁|以上|."""
    behind: list[re.Pattern[str]] = []
    if _TIME.search(said):
        behind = [_HALF, _MORE]
    elif _CUT.search(said):
        behind = [_OTHER_HALF]
    elif _BARE.search(said):
        behind = [_SOME_MORE, _MONEY]
    end = span.end
    if any(map(_BARE.match, said)):
        for pattern in (*behind, _OR_MORE):
            found = pattern.match(text, end)
            end = found.end() if found and found[0] not in question else end
    return end
