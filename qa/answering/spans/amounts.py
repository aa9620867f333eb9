"""An amount is given whole: two and a half years are not two, and over forty are not forty.

With its numeral, the half and the more behind its unit, the unit itself, and its bounds.
"""

from __future__ import annotations

import re

from qa.chinese.asking import Wanted, wanted
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.words import word_edges
from qa.records import Span

__all__ = ["whole_amount", "whole_numeral", "whole_term", "with_direction"]

_YEARS = re.compile("(?<=[0-9一二三四五六七八九十百])个(?:年头|春秋)")
_NUMERALS = "〇零一二三四五六七八九十百千万亿"
_WHOLE_NUMERAL = re.compile(
    f"[{_NUMERALS}]+(?:(?:(?<=[十百千万亿])[ \u3000\n]|[ \u3000\n](?=[十百千万亿]))[{_NUMERALS}]+)*"
)
"""Also one that a space or the end of a line parts: 十 二."""

_ASKS_TERM = re.compile(
    "判[刑了处]*(?:多[久长]|几年|几个月|多少年)|刑期|获刑(?:多[久长]|几年|多少)"
)
_TERM = f"[{_NUMERALS}两0-9]+(?:年零?(?:[{_NUMERALS}两0-9]+个月)?|个月)"
_REPRIEVE = re.compile(
    f"(?:有期徒刑|拘役|管制)(?:{_TERM})[，,、]?(?:宣告)?(?P<off>缓刑(?:考验期)?)(?:{_TERM})"
)
"""How long someone is sentenced to, and how long that is put off: 拘役二个月，缓刑四个月."""

_LONG = 16  # characters of a numeral, or of an amount
_NUMERAL = f"0-9两半{_NUMERALS}"
_TIMES = "年|个?月|天|个?小时|个?钟头|个?星期|个?礼拜|周|分钟|学期|[斤里亩倍]"
_TIME = re.compile(f"[{_NUMERAL}](?:{_TIMES})$")
_AMOUNT = re.compile(f"[{_NUMERAL}.,]+(?:{_TIMES}|个)?$")
_NAME = re.compile("[百千万亿]度|万一|[一二三四五六七八九]{2}")
"""What reads like an amount and is a name or a word: 百度."""
_YEAR = re.compile("(?:19|20)(?!00)[0-9]{2}")
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
_COMPOUND = re.compile(
    f"[{_NUMERAL}]+个?小?时[{_NUMERAL}]+分钟?(?:[{_NUMERAL}.]+秒[0-9]*)?|[{_NUMERAL}]+分钟?[{_NUMERAL}.]+秒[0-9]*"
    f"|[{_NUMERAL}]+周?[年岁]零?[{_NUMERAL}]+个月"
    f"|[{_NUMERAL}]+(?:点|时(?!间))(?:半|[一三]刻|[{_NUMERAL}]+分)"
    f"|[{_NUMERAL}]等奖"
)
"""An amount of two units, the smaller behind the larger: 2小时9分, 十点半; a prize: 二等奖."""
_COUNTRIES = (
    "马来西亚|印度尼西亚|印尼|印度|巴基斯坦|斯里兰卡|尼泊尔|毛里求斯|白?俄罗斯|俄|泰国?|墨西哥"
    "|菲律宾|菲|阿根廷|智利"
    "|哥伦比亚|古巴|乌拉圭|多米尼加|伊朗|沙特(?:阿拉伯)?|也门|阿曼|卡塔尔|柬埔寨|巴西|伊拉克"
    "|科威特|约旦|阿尔及利亚"
    "|突尼斯|利比亚|巴林|塞尔维亚|阿联酋|摩洛哥|南非|瑞典|挪威|丹麦|冰岛|捷克|瑞士|[中西]非"
    "|卢旺达|土耳其|哈萨克斯坦"
)
_MONEY = re.compile(
    f"[ 　]?(?:{_COUNTRIES})?(?:林吉特|卢比|卢布|泰铢|比索|里亚尔|第纳尔|迪拉姆|兰特|克朗|法郎|里拉"
    "|雷亚尔|坚戈)"
    "|[ 　]?(?:越南盾|[美欧日韩澳加新港]元|英镑|港币|新台币|人民币|标准?箱)"
)
_OR_MORE = re.compile(
    "及?以[上下内](?!来)|左右(?![手两])|上下(?![班车学船楼山机床岸水游文级铺岗课])|不等|之多|开外"
)
_MAY = "得能会可应宜要准许再"
_BOUND = re.compile(
    f"(?:[不没未][{_MAY}]?(?:超过?|[低高少多大小]于)|(?<![反赶超高不未没商英中意德西法甲{_MAY}])"
    "(?:超过?|[低高少多大小]于)|逾|将近|接近"
    "|(?<![附最临靠邻亲远接贴新就])近|大约|大概|(?<![节合条预签相纽大契违履公解续邀特制简])约"
    "|不足|不到|不满|未满|至少|至多|最[少多]|起码)$"
)
_SIZE = re.compile("[长高宽深厚重达][约近]$")
"""No word, although a dictionary has it as one: 全长约."""
_ASKS = re.compile("多[少久长大高深远宽重快]|[最附]近")
_HOUR = re.compile("[日号晨午晚夜][0-9]{1,2}$")
_OF_HOUR = re.compile("[时点](?!间)")
_BELOW = re.compile("(?:零下|(?<![0-9度℃至到])[-－负])$")
_DEGREES = re.compile("[0-9一二三四五六七八九十]+(?:[.．][0-9]+)?(?:[度℃]|摄氏度)")
_OF_CLASS = re.compile(f"[{_NUMERALS}]+(?=[0-9])")
_UP = "增长|上升|上涨|提高|增加|增收|增产"
_DOWN = "下滑|下降|下跌|降低|减少|缩减|减收|减产|负增长"
_DIRECTIONS = tuple(
    (re.compile(f"(?:{one})[了率幅度]*(?:是)?(?:多少|几)"), re.compile(f"(?:{other})[了约近]?$"))
    for one, other in ((_UP, _DOWN), (_DOWN, _UP))
)
_FEW = 6  # characters of a bound and of what shows that it is none


def whole_numeral(text: str, span: Span) -> Span:
    """Return a span with all of its numeral, of years with 个年头, of a clock with its hour.

    四|十一年, 十|个年头, 24日6|时, 零下|6度; not 初一12个班.

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
    if _HOUR.search(text, max(0, end - _FEW), end) and _OF_HOUR.match(text, end):
        end += 1
    class_ = _OF_CLASS.match(text, start, end)
    below = (
        _BELOW.search(text, max(0, start - _FEW), start) if _DEGREES.match(text, start) else None
    )
    start = class_.end() if class_ else below.start() if below else start
    return Span(start=start, end=end)


def whole_amount(question: str, text: str, span: Span) -> Span:
    """Return a span that is one amount with what else belongs to it: 两年|半, 超过|40家.

    What the question itself says (超过多少家) is not said again. A day, an ordinal or a name that
    begins with a numeral (超过万科) is no amount; a half word (爽约3次) is none of its bounds.
    """
    said = fold_width(text[span.start : span.end])
    if wanted(question) is Wanted.YES_NO or len(said) > _LONG or text[: span.start].endswith("第"):
        return span
    found = quantities(said)
    if any(one.date or one.unit.startswith("第") for one in found):
        return span
    last = max((one.span.end for one in found), default=0)
    if compound := _compound(text, span):
        return compound
    if _NAME.fullmatch(said) or not (last == len(said) or _AMOUNT.search(said)):
        return span
    first = min((one.span.start for one in found), default=1)
    asked = _ASKS.sub("", question)
    end = _end_of(asked, text, span, said)
    whole = first == 0 or _AMOUNT.match(said)
    start = _start_of(asked, text, span) if whole else span.start
    recent = text[start : span.start] == "近" and text.startswith("来", end)
    return Span(start=span.start if recent else start, end=end)


def whole_term(question: str, text: str, span: Span) -> Span:
    """Return a span that is how long a sentence is put off with the sentence: 拘役|二月，缓刑四月|.

    What asks how long someone is sentenced to asks for both.
    """
    if not _ASKS_TERM.search(question) or "缓" in question:
        return span
    both = (one for one in _REPRIEVE.finditer(text) if one.start("off") <= span.start < one.end())
    return next((Span(start=one.start(), end=one.end()) for one in both), span)


def with_direction(question: str, text: str, span: Span) -> Span:
    """Return how much something grew with the word that says that it fell: 下滑|12%|, and so on."""
    asked = [other for one, other in _DIRECTIONS if one.search(question)]
    if len(asked) != 1:
        return span
    turned = asked[0].search(text, max(0, span.start - _FEW), span.start)
    return Span(start=turned.start(), end=span.end) if turned else span


def _compound(text: str, span: Span) -> Span | None:
    """Return a span with the amount of two units that it ends in: |2小时|9分, |晚上十点|半."""
    for one in _COMPOUND.finditer(text, max(0, span.start - _LONG), span.end + _LONG):
        if one.start() < span.end <= one.end():
            return Span(start=min(span.start, one.start()), end=one.end())
    return None


def _start_of(question: str, text: str, span: Span) -> int:
    """Return where an amount begins with its bound: |超过|40家."""
    bound = _BOUND.search(text, max(0, span.start - _FEW), span.start)
    if bound is None or bound[0] in question:
        return span.start
    before = max(0, span.start - _LONG)
    is_word = bound.start() - before in word_edges(text[before : span.start], guess=False)
    is_word |= bound.start() - before in word_edges(text[before : span.end], guess=False)
    whole = is_word or _SIZE.search(text, before, span.start)
    return bound.start() if whole else span.start


def _end_of(question: str, text: str, span: Span, said: str) -> int:
    """Return where an amount ends with what is said behind it: 一年|多|, 六十岁|以上|."""
    behind: list[re.Pattern[str]] = []
    if _TIME.search(said):
        behind = [_HALF, _MORE]
    elif _CUT.search(said):
        behind = [_OTHER_HALF]
    elif _BARE.search(said):
        behind = [_SOME_MORE] if _YEAR.fullmatch(said) else [_SOME_MORE, _MONEY]
    end = span.end
    rest = text[span.start : span.end + 2 * _LONG]
    edges = word_edges(rest, guess=False)
    for pattern in (*behind, _OR_MORE):
        found = pattern.match(text, end)
        if found and found[0] not in question and found.end() - span.start in edges:
            end = found.end()
    return end
