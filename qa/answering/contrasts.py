"""Of two that a text tells apart, the one that a question asks: the other of them is no answer.

What begins is not what ends (开工, 竣工), a stock is no flow (存量, 新增), one of two figures not
the other, nor that of the whole either of them (本土, 境外输入). Nor is what is of another kind
than is asked (第几, 前五).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import ASKS_FIGURE, opposed
from qa.chinese.gazetteer import PROVINCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Span

__all__ = [
    "is_a_difference",
    "is_day_of_sending",
    "is_no_place",
    "is_of_another_bound",
    "is_of_another_figure",
    "is_of_another_holder",
    "is_of_another_kind",
    "is_of_another_outcome",
    "is_of_another_stop",
]

_BOUNDS = (
    ("开幕", "闭幕"),
    ("[开动]工", "[竣完]工"),
    ("开业|开张|开门", "停业|歇业|关门"),
    ("开馆", "闭馆"),
    ("出生", "去世|逝世"),
    ("上任|就任|履新", "卸任|离任"),
    ("起飞", "降落"),
    ("出发|启程", "抵达|到达"),
    ("开始", "结束"),
    ("封闭", "恢复通[行车]"),
)
"""What begins, and what ends: the day of one is not that of the other."""

_SHARES = (
    ("本土", "境外输入"),
    ("城镇", "农村"),
    ("男(?:性|子|生|童|选手|运动员)", "女(?:性|子|生|童|选手|运动员)"),
)
"""The two parts of a whole: where a text has figures of both, that of the whole is of neither."""

_FIGURES = (
    *_SHARES,
    ("新增|增量|[多净]增|增加", "存量|余额|现有"),
    ("(?<!进)出口", "进出?口"),
    ("同比", "环比"),
    ("确诊", "无症状"),
    ("顺差", "逆差"),
    ("死亡|遇难|身亡|丧生|罹难", "受伤|[轻重]伤|失踪|失联|获救"),
    ("最高|上限", "最低|下限"),
    ("收入", "支出"),
)
"""What is measured: the figure of one is not that of the other."""

_OUTCOMES = (
    ("当选|入选", "落选"),
    ("获胜|胜出|战胜|击败|夺冠", "落败|告负|负于|败北|输给"),
    ("晋级", "出局|淘汰|止步"),
    ("中标", "落标|流标|未中标"),
    ("行贿", "受贿"),
    ("通过|批准|获批", "否决|驳回|搁置"),
)
"""How it ends for one of several: who won is not who lost."""

_ASKS_WHO = re.compile("谁|哪[一几两]?[位名]|何人|什么人|叫什么|姓名|名字")
_OFFICE = 16  # characters before a name in which his title stands
_FORMER = re.compile("原(?!因|来|则|料)|前(?!往|来|后|进|景|期)|上一?任|曾任|历任|时任|卸任|离任")
_FORMERLY = re.compile(
    "(?:原任?|(?<![以之年天日月目当空])前任?|上一?任|已故|离任|卸任|被免)[^，,。；;]{0,6}$"
)
_THEN = re.compile("时任[^，,。；;]{0,6}$")
_DEPUTY = re.compile("(?:副|助理|候任)$")
_PRESENT = re.compile("(?:现任|新任|继任|接任)[^，,。；;]{0,6}$")
_SUCCEEDED = re.compile("现任|新任|继任|接任|接替")
_ASKS_DIFFERENCE = re.compile(
    "比|差|[大小早晚快慢]多少|多多少|少多少|[大小高低早晚][几了]|[增减涨跌降升]"
)
_DIFFERS = re.compile("比[^，,。；;比]{1,12}?(?:[大小高低长短早晚重轻快慢]|多(?!达)|少)[了出]?$")
_STOPS = re.compile("停[电水气暖课工产业运航]")
_SENT = re.compile("[日号]?(?:专?电|讯)")
_OTHER_DAY = re.compile("昨[天日晚夜晨]|前[天日](?!本)|明[天日晚](?!报)")
_FIGURE_OF = "[^，,；;。\\n]{0,12}?[0-9]"
_QUARTER = re.compile("第?[一二三四]季度(?!末)")
_TO_QUARTER = re.compile("前[二三]季度|[上下]半年|全年")
_RANK = re.compile("第几(?![届次章条])")
_THINGS = re.compile(
    "(?:多少|几)个(?:国家|地区|城市|省|市|县|区|镇|村|部门|单位|项目|企业|公司|方面|站|品种|民族|学校)"
)
_PEOPLE = re.compile(r"[\d,.一二三四五六七八九十百千万两多余]+[名位]人?")
_PLACE = re.compile(
    "哪里|哪儿|何[地处]|什么地[方点]|哪一?[个座]?(?:国|省|市|县|城|地区|州|镇|区)|地点"
)
_PAPER = re.compile("(?:[日晚早晨时]报|都市报|商报|新闻网)[^，。]{0,6}讯")
_DATELINE = re.compile(r"\d{1,2}月\d{1,2}日[电讯]|\d{1,2}日[电讯]|[电讯]")
_AGENCY = 12  # characters before the place in a dateline
_CAPITAL = "北京"
_COUNTRY = re.compile("哪[一个]?国家?")


def is_of_another_bound(question: str, clause: str) -> bool:
    """Return whether a clause has the end of what a question asks the beginning of, or so."""
    return _has_the_other(_BOUNDS, question, clause)


def is_of_another_figure(question: str, clause: str, sentence: str, text: str) -> bool:
    """Return whether a clause of a text gives another figure than a question asks for.

    That of the other of two, which it or its sentence names and not the one; or that of the whole
    where the text has both parts too.
    """
    if not ASKS_FIGURE.search(question):
        return False
    if _is_of_several_quarters(question, sentence):
        return True
    return any(_has_the_other(_FIGURES, question, said) for said in (clause, sentence)) or any(
        re.search(asked, question)
        and not re.search(other, question)
        and not re.search(f"{asked}|{other}", clause)
        and _gives(asked, text)
        and _gives(other, text)
        for one in _SHARES
        for asked, other in (one, one[::-1])
    )


def _is_of_several_quarters(question: str, sentence: str) -> bool:
    """Whether a sentence is of some quarters together, where a question asks of one: 第三季度."""
    asked = _QUARTER.search(question)
    if asked is None or _TO_QUARTER.search(question):
        return False
    quarter = asked[0].lstrip("第")
    return (
        _TO_QUARTER.search(sentence) is not None
        and re.search(f"(?<![前第]){quarter}|第{quarter}", sentence) is None
    )


def is_of_another_outcome(question: str, part: str) -> bool:
    """Return whether a part of a sentence, up to the semicolon, says the opposite of one."""
    return _has_the_other(_OUTCOMES, question, part)


def is_of_another_stop(question: str, sentence: str) -> bool:
    """Return whether a sentence tells that another thing stopped than is asked of: 停水, 停电."""
    asked, told = set(_STOPS.findall(question)), set(_STOPS.findall(sentence))
    return bool(asked and told) and not asked & told


def is_of_another_kind(question: str, answer: str) -> bool:
    """Return whether an answer is not of the kind that a question asks for.

    A province of China is no country (哪个国家, 北京), 前五 no rank (第几), a number of people
    none of things (多少个国家, 42位).
    """
    if _COUNTRY.search(question) and answer.removesuffix("市") in PROVINCES:
        return True
    if _RANK.search(question) and answer.startswith("前"):
        return True
    return _THINGS.search(question) is not None and _PEOPLE.fullmatch(answer) is not None


def is_of_another_holder(question: str, text: str, span: Span) -> bool:
    """Return whether a span is who held the office before that a question asks of, or after.

    原副市长|甲某| does not hold it, and no 副市长 is 市长; nor is 现任市长|乙某| the 原市长 who is
    asked for. Who held it then (时任) is taken for its holder, unless the text has one of now too.
    """
    if not _ASKS_WHO.search(question):
        return False
    before = text[max(0, span.start - _OFFICE) : span.start]
    titles = (before[at:] for at in range(len(before)) if len(before) - at > 1)
    title = next((one for one in titles if one in question), "")
    if not title:
        return False
    held = before[: -len(title)]
    asks_deputy = f"副{title}" in question
    if asks_deputy is not (_DEPUTY.search(held) is not None):
        return True
    if _FORMER.search(question):
        return _PRESENT.search(held) is not None
    return _FORMERLY.search(held) is not None or (
        _THEN.search(held) is not None and _SUCCEEDED.search(text) is not None
    )


def is_a_difference(question: str, text: str, span: Span) -> bool:
    """Return whether a figure is by how much one differs from another, where it is asked itself.

    比他小|5岁| is no age.
    """
    if not ASKS_FIGURE.search(question) or _ASKS_DIFFERENCE.search(question):
        return False
    own = text[span.start : span.end].lstrip("大小高低多少长短早晚重轻")
    return _DIFFERS.search(text, 0, span.end - len(own)) is not None


def is_no_place(question: str, text: str, span: Span) -> bool:
    """Return whether a span only says where the news is from, of a question where something is.

    That is the name of a paper (云岭日报讯), and the capital in a dateline (新华社北京6月3日电):
    what is told from there is of the whole country.
    """
    if not _PLACE.search(question):
        return False
    if _PAPER.match(text, span.end):
        return True
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    sent = len(line) <= _AGENCY and _DATELINE.match(text, span.end) is not None
    return sent and text[span.start : span.end] == _CAPITAL


def is_day_of_sending(text: str, span: Span, sentence: str) -> bool:
    """Return whether a span is the day that a report was sent, what it tells of another day.

    本报6月4日讯, where its sentence says 昨天.
    """
    return _SENT.match(text, span.end) is not None and _OTHER_DAY.search(sentence) is not None


def _has_the_other(pairs: Sequence[tuple[str, str]], question: str, clause: str) -> bool:
    return any(
        re.search(asked, question) and not re.search(other, question)
        for asked, other in opposed(pairs, clause)
    )


def _gives(part: str, text: str) -> bool:
    return re.search(f"(?:{part}){_FIGURE_OF}", text) is not None
