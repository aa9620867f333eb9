"""An answer is of the sort that its question asks for: a sum, a number, a name, a length.

Where the reader's span cannot be of that sort (投多少钱, 青石化工), the one value of it in the same
sentence, or in the next of its line, is the answer, if its clause tells of what is asked; without
one the span is none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.answering.spans.contrasts import is_of_another_kind
from qa.answering.spans.persons import foreign_in, persons_in
from qa.answering.spans.vouching import told_in
from qa.answering.wording import around, the_one_said
from qa.chinese.numerals import fold_width, quantities
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.numerals import Quantity

__all__ = ["is_of_another_sort", "of_its_sort", "with_unit"]

_ASKS_PERSON = re.compile(
    "谁|何人(?!工)|哪[一几两]?位|(?:[员长人师手客家者工民兵警星特婆爷爸妈哥姐弟妹]|[男女孩]子|学生)(?:是)?叫(?:什么|啥)"
)
_ASKS_NAME = re.compile(
    f"{_ASKS_PERSON.pattern}|叫(?:什么|啥)|什么名字|(?:名字|姓名)(?:是|叫)什么|哪[一几两]?[位名](?!单)"
)
_ASKS_PLACE = re.compile("哪里|哪儿|什么地方|哪一?[个座](?:国家|省|市|县|城市|地方)")
_FLOOR = re.compile("[号楼层版页室栋度区届]$")
_ASKS_FIGURE = re.compile(
    "多少|多[高重远深宽久]|(?<![好前十百千数])几(?=[个名位条件家座人岁斤米公])"
)
_ASKS_DAY = re.compile("哪一?[天年]|几月几[日号]")
_ASKS_MORE = re.compile("几|多[少大长高重远深宽久]|哪一?[天年]|什么时[候间]|何时|世纪")
"""What asks for a figure or a day, be it beside a name: 叫什么，有多重."""

_OTHERWISE = re.compile(
    "什么|谁|哪|怎|如何|何|[车牌编代型]号|号码|范围|程度|面貌|单位|频率|等级"
    "|(?:多少|几)[^？?]{0,8}(?:后|前|来|没)"
)
_OTHER_DAY = re.compile("什么|谁|怎|如何|多少|几(?!月|[日号])|为何|哪[里儿些个位种场次]")
_QUANTITY = re.compile(
    "[0-9零〇一二三四五六七八九十百千万亿两半双廿卅壹贰叁捌没无未免不首末次单数几每各多少全都长"
    "固独最整大高低较收等其永俩仨A-Za-zⅠ-Ⅻ]|元|块|钱|小时|分钟|年|月|天|周|终[身生]|夫[妻妇]"
)
"""Numbers, and words that stand for one: 没有, 免费, 首次, 大量, 长期, 父子俩."""

_ASKS_SUM = re.compile("多少钱|多少元|几块钱?")
_SUM = re.compile(
    "[0-9百千万亿元块钱角币磅镑免收付不无没]|卢布|法郎|比索|[一二两三四五六七八九十]{2}"
    "|[一二两三四五六七八九十几半][毛分]"
)
_OPEN = re.compile("[0-9万亿]$")
_BOUND = re.compile("^(?:不到|不足|大?约|近|超过|仅|只|至少)")
_NO_MONEY = re.compile(
    "公斤|斤|吨|克|亩|公顷|公里|平方米|平方公里|[份件只箱袋瓶辆套台户天年]|个月|小时|分钟"
)
_PRICED = re.compile("([\u4e00-\u9fff]{2})多少(?:钱|元)")
_PAYS = re.compile("[一共要得投花卖值收交付拿挣赚补奖罚给用需了到]")
_TIMES = re.compile(
    "[0-9零〇一二三四五六七八九十百廿卅半年月日天号节时期周末前后当今明昨初至夕庆旦]"
    "|[清凌早]晨|端午|中秋|重阳|元宵|腊八|圣诞|立[春夏秋冬]|[春秋]分|雨水|惊蛰|谷雨|小满|芒种|[小大处]暑"
    "|[白寒]露|霜降|[小大][雪寒]"
)
"""What has a day or a time in it, feasts and the 24 terms of the year too."""

_LENGTH = "米|公里|厘米|毫米|里|海里|尺"
_WEIGHT = "公斤|斤|克|吨|毫克|两|g|t"
_TIME = "年|个?月|天|日|周|小时|分钟?|秒|工作日|点|时|世纪|年代"
_MONEY = "元|美元|欧元|日元|英镑|港元|块|角"
_AREA = "亩|公顷|平方米?|平方公里"
_AGE = "周?岁|年|个?月|天|周"
_PEOPLE = "人|人次"
_NO_HEIGHT = "[价资薪奖费金产额温烧]|收入"
_MEASURES = (
    (re.compile("多重(?![压挑考困保因影原身])|多少(?:毫?克|公斤|斤|吨)"), _WEIGHT),
    (re.compile("多(?:长时间|久)"), _TIME),
    (re.compile(f"多[宽深]|多长(?!时)|^(?!.*(?:{_NO_HEIGHT})).*多高"), f"{_LENGTH}|{_TIME}|层"),
    (re.compile("多远"), f"{_LENGTH}|{_TIME}"),
    (re.compile("多大(?:年[纪龄]|岁数)|(?:多少|几)岁"), _AGE),
    (re.compile("占(?![地用])[了到据比]*(?:多少|几[成分])[？?]?$|占比(?:是|为|有)?多少"), "%|成"),
    (re.compile("多大[了？?]*$"), f"{_AGE}|{_AREA}|{_LENGTH}|{_WEIGHT}|{_MONEY}|{_PEOPLE}"),
    (re.compile("(?:多少|几)[个名位]?人(?!民币|次|均)"), _PEOPLE),
)
"""What asks for a measure, with the units of such; a figure of another of them is none."""

_NOT_SUCH = (
    (re.compile("哪一?[个座]城市"), re.compile("(?:[委局厅]|政府|公司|大学|法院|集团)$")),
    (re.compile("[男女]子?单打?[^，。？?]{0,6}冠军[^，。？?]{0,6}谁"), re.compile("队$")),
)
"""What asks for one thing, and how another ends: a council is no city, a team no player."""

_UNITS = re.compile("|".join((_LENGTH, _WEIGHT, _TIME, _MONEY, _AREA, _AGE, _PEOPLE)))
_UNIT = 3  # characters of a unit
_NAME = 2  # characters of one at least
_CLAUSE_MARKS = "，,。！？!?；;\n"


def with_unit(text: str, span: Span) -> str:
    """Return what a span of a text says, with the unit behind it if it ends with a number."""
    said = text[span.start : span.end]
    found = (
        quantities(fold_width(text[span.start : span.end + _UNIT])) if _OPEN.search(said) else []
    )
    ends = max((span.start + one.span.end for one in found), default=span.end)
    return text[span.start : max(ends, span.end)]


def is_of_another_sort(question: str, answer: str) -> bool:
    """Return whether an answer cannot be of the sort that a question asks for.

    What has no number is no figure (投多少钱, 青石化工) and no day, a figure is no name and no
    place (那个厨师叫什么, 19岁), a measure none of another sort (有多重, 3米), and a day no time
    that something takes (谈了多久, 3月5日).
    """
    plain = fold_width(answer)
    if _ASKS_DAY.search(question) and not _OTHER_DAY.search(question):
        return _TIMES.search(plain) is None
    if any(asks.search(question) and other.search(plain) for asks, other in _NOT_SUCH):
        return True
    if _is_asked_name(question, plain):
        figure = _figure(plain)
        return figure is not None and not figure.unit.startswith("第")
    if not _ASKS_FIGURE.search(question) or _OTHERWISE.search(question):
        return _is_another_measure(question, plain)
    if _ASKS_SUM.search(question) and (not _SUM.search(plain) or _is_of_no_money(plain)):
        return True
    return _QUANTITY.search(plain) is None or _is_another_measure(question, plain)


def _is_of_no_money(answer: str) -> bool:
    """Whether an answer ends with how much there is of something else: 七天卖出30万斤."""
    last = quantities(answer)[-1:]
    return any(one.span.end == len(answer) and _NO_MONEY.fullmatch(one.unit) for one in last)


def _is_asked_name(question: str, answer: str) -> bool:
    """Whether a question asks for a name or place and nothing else; 3号楼 is one."""
    if _ASKS_MORE.search(question):
        return False
    where = _ASKS_PLACE.search(question) and not _FLOOR.search(answer)
    return bool(where or _ASKS_NAME.search(question))


def _is_another_measure(question: str, answer: str) -> bool:
    """Whether an answer is one figure of another measure than a question asks for."""
    asked = next((units for asks, units in _MEASURES if asks.search(question)), None)
    figure = _figure(_BOUND.sub("", answer))
    if asked is None or figure is None:
        return False
    if figure.date:
        return asked == _TIME and "月" in answer
    unit = figure.unit
    return _UNITS.fullmatch(unit) is not None and re.fullmatch(asked, unit) is None


def _figure(answer: str) -> Quantity | None:
    """Return the amount or day that an answer is, and nothing else: 34岁."""
    found = quantities(answer)
    whole = len(found) == 1 and found[0].span == Span(start=0, end=len(answer))
    return found[0] if whole and (found[0].unit or found[0].date) else None


def of_its_sort(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the one value near it that is of the sort asked for."""
    said = text[span.start : span.end]
    if not is_of_another_kind(question, said) and not is_of_another_sort(question, said):
        return span
    for part in _near(text, span):
        found = _values(question, text, part)
        if any(_is_of_it(question, text, span, one) for one in found):
            return the_one_said(text, found) or span
    return span


def _is_of_it(question: str, text: str, span: Span, value: Span) -> bool:
    """Whether the clause of a value tells of what a question asks: not |4镑|，停车费5元 the ticket.

    It has what the price is asked of (住宿多少钱), else two characters of the question in a row,
    or the span.
    """
    clause = around(text, value, _CLAUSE_MARKS)
    said = text[clause.start : clause.end]
    asked = _PRICED.search(question)
    if asked and not _PAYS.search(asked[1]):
        return asked[1] in said
    return clause.meets(span) or any(a + b in said for a, b in pairwise(question))


def _near(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentence of a span and the next one of its line."""
    behind = [one for one in sentences(text) if one.end > span.start][:2]
    for place, one in enumerate(behind):
        if place == 0 or "\n" not in text[behind[0].end : one.start]:
            yield Span(start=one.start, end=one.end)


def _values(question: str, text: str, part: Span) -> list[Span]:
    if not _ASKS_PERSON.search(question):
        return told_in(question, text, part)
    said = text[part.start : part.end]
    whole = list(foreign_in(said))
    named = [
        (start, end)
        for start, end in persons_in(said)
        if end - start >= _NAME and not any(a < end and start < b for a, b in whole)
    ]
    found = [x for x in [*whole, *named] if said[x[0] : x[1]] not in question]
    longer = [
        x for x in found if not any(x != y and said[slice(*x)] in said[slice(*y)] for y in found)
    ]
    return [Span(start=part.start + start, end=part.start + end) for start, end in longer]
