"""Of two that a text tells apart, the one that a question asks: the other of them is no answer.

What begins is not what ends (开工, 竣工), a stock is no flow (存量, 新增), one of two figures not
the other, nor that of the whole either of them (本土, 境外输入). Nor is what is of another kind
than is asked (第几, 前五).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import ASKS_FIGURE, opposed, start_of
from qa.chinese.datelines import dispatches, is_day_of_dispatch
from qa.chinese.gazetteer import PROVINCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Span

__all__ = [
    "is_a_difference",
    "is_all_of_them",
    "is_day_of_sending",
    "is_day_of_signing",
    "is_house_number",
    "is_no_place",
    "is_not_undone",
    "is_of_another_bound",
    "is_of_another_figure",
    "is_of_another_holder",
    "is_of_another_house",
    "is_of_another_kind",
    "is_of_another_outcome",
    "is_of_another_stage",
    "is_of_another_stop",
    "is_of_its_building",
    "is_who_lost",
]

_BOUNDS = (
    ("开幕", "闭幕"),
    ("[开动]工", "[竣完]工"),
    ("开业|开张|(?<!不)开门", "停业|歇业|关门"),
    ("开馆", "闭馆"),
    ("出生", "去世|逝世"),
    ("上任|就任|履新", "卸任|离任"),
    ("起飞", "降落"),
    ("出发|启程", "抵达|到达"),
    ("开始", "结束"),
    ("起火|着火|失火|火灾", "扑灭|灭火|熄灭|明火"),
    ("封闭", "恢复通[行车]"),
    ("(?<!不)开放|恢复营业", "闭[馆园]|休[馆园息]|关门|停业"),
)
"""What begins, and what ends: the day of one is not that of the other."""

_OF_EACH = re.compile("人均|平均|每人|户均")

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
    ("不合格|未合格", "(?<![不未])合格(?![率证])"),
)
"""What is measured: the figure of one is not that of the other."""

_OUTCOMES = (
    ("当选|入选", "落选"),
    ("获胜|胜出|战胜|击败|夺冠", "落败|告负|负于|败北|输给"),
    ("晋级", "出局|淘汰|止步"),
    ("中标", "落标|流标|未中标"),
    ("行贿", "受贿"),
    ("通过|批准|获批", "否决|驳回|搁置"),
    ("承认", "否认"),
    ("接受|收下|收了", "谢绝|婉拒|拒收"),
)
"""How it ends for one of several: who won is not who lost."""

_LOST = (("当选|入选", "落选"), ("中标", "落标|流标|未中标"), ("晋级|夺冠", "出局|被淘汰|止步"))
"""How it ends for who is named before it."""

_CLAUSE_END = re.compile("[，,。；;！？]")

_ASKS_WHO = re.compile("谁|哪[一几两]?[位名]|何人|什么人|叫什么|姓名|名字")
_OFFICE_OF = re.compile(
    "(?P<house>[一-龥]{2,}?)(?P<kind>[省市县区镇乡村局厂院校队]|大学|中学|小学|公司|集团|医院|银行)"
    "(?:党委|政府|人民政府)?的?(?P<title>(?:党委)?副?(?:书记|[省市县区镇乡村局厂院校队]长|主任|经理|总经理|董事长|主教练|教练))"
)
_THIS = re.compile("[该本此我全各两同]$")
_NAME_OF_HOUSE = 2  # characters before its kind by which one is told from another
_OFFICE = 16  # characters before a name in which his title stands
_FORMER = re.compile("原(?!因|来|则|料)|前(?!往|来|后|进|景|期)|上一?任|曾任|历任|时任|卸任|离任")
_FORMERLY = re.compile(
    "(?:原任?|(?<![以之年天日月目当空])前任?|上一?任|已故|离任|卸任|被免)[^，,。；;]{0,6}$"
)
_THEN = re.compile("时任[^，,。；;]{0,6}$")
_DEPUTY = re.compile("(?:副|助理|候任)$")
_BECAME_DEPUTY = re.compile(
    "[^，,。；;]{0,12}?(?:当选|获选|出任|担任|改任|任)[^，,。；;]{0,10}?副(?P<title>[会市县区镇乡村州省院校馆局处科队社厂站主][长任席]|总?经理|书记)"
)
_PRESENT = re.compile("(?:现任|新任|继任|接任)[^，,。；;]{0,6}$")
_SUCCEEDED = re.compile("现任|新任|继任|接任|接替")
_ASKS_DIFFERENCE = re.compile(
    "比|差|多出|[大小早晚快慢]多少|多多少|少多少|[大小高低早晚][几了]|[增减涨跌降升]"
)
_DIFFERS = re.compile(
    "比[^，,。；;比]{1,12}?(?:[大小高低长短早晚重轻快慢]|多(?!达)|少|[多高]出|增加|减少)了?$"
)
_BY = re.compile("^(?:(?:增加|减少)了?|[大小高低多少长短早晚重轻]+)")
_OF_THEM = re.compile(
    "[名个位家户]?[一-龥]{1,4}(?<![其当心])[中里][，,]?[0-9一二两三四五六七八九十百]"
)
_ASKS_ALL = re.compile("[有共是来]了?(?:多少|几)|总|[中里]有?(?:多少|几)")
_UNDONE = re.compile("(?:没(?!人)有?|未|尚未)(?P<does>[一-龥]{2})")
_GOES = re.compile(
    "(?:什么时[候间]|何时|哪[一]?[年天])(?:被|就|才|会|要|开始)*(?:拆|关[门闭停]|停|毁|倒|塌|烧)"
)
_BUILT = re.compile("(?:建于|始建于|建成于|落成于|创[办建]于|成立于|开[业办]于)$")
_STAGES = (
    "通过",
    "批准",
    "签[发署]",
    "公布|发布|印发|出台",
    "施行|实行|执行|实施|生效",
    "废止|失效",
)
"""What befalls a law or a rule, each on a day of its own."""

_SIGNED = re.compile(
    "[ \u3000]*(?:[0-9]{4}年|二[〇○零][^\\s，。]{2}年)?"
    "[^\\s，。年月日]{1,3}月[^\\s，。年月日]{1,3}日[ \u3000]*"
)
_HOUSE, _STREET = re.compile("[0-9]+号"), re.compile("(?:[路街巷弄道段村里]|胡同)[0-9]*$")
_ASKS_SIGNED = re.compile("公[告布示]|发布|发[出的]|通知|印发|出台|签|落款|写")
_STOPS = re.compile("停[电水气暖课工产业运航]")
_OTHER_DAY = re.compile("昨[天日晚夜晨]|前[天日](?!本)|明[天日晚](?!报)")
_DAY_OF_MONTH = "[0-9一二三四五六七八九十廿卅]{1,3}[日号](?![线楼本电])"
_A_DAY = re.compile(
    f"(?<=[于在至从自及和月])(?<!个月){_DAY_OF_MONTH}"
    f"|(?<![0-9一二三四五六七八九十百千第近历时每]){_DAY_OF_MONTH}"
    "(?=[\u4e00-\u9fff])(?![内间之后以前来多左起])"
)
_SAME_DAY = re.compile("今[天日晚晨]|本日")
_FIGURE_OF = "[^，,；;。\\n]{0,12}?[0-9]"
_QUARTER = re.compile("第?[一二三四]季度(?!末)")
_TO_QUARTER = re.compile("前[二三]季度|[上下]半年|全年")
_RANK = re.compile("第几(?![届次章条])")
_THINGS = re.compile(
    "(?:多少|几)个(?:国家|地区|城市|省|市|县|区|镇|村|部门|单位|项目|企业|公司|方面|站|品种|民族|学校)"
)
_SUM = re.compile("多少钱|多少元|几块钱?")
_NO_SUM = re.compile(
    "[0-9][:：][0-9]{2}|(?<![0-9])[0-9]{1,2}[点时](?![间券卷数])"
    "|[0-9一二两三四五六七八九十百千万几多来](?:个(?!金)|名|人|次|天|[公市]?斤|班|公?里|岁|年|小时|分钟|条|座|辆|根|台|棵|只|家|户|套|张|部|件|间|亩|吨|平方米|米)"
)
_HOW_LONG = re.compile("多(?:久|长时间)")
_AT_CLOCK = re.compile(
    "[凌清早晨上中下午晚夜间]{0,4}[0-9一二三四五六七八九十]{1,3}(?:[时点]|[:：](?=[0-9]))(?:[0-9一二三四五六七八九十]{1,3}分?|半)?许?"
)
_CLOCK = re.compile("几点(?!建议|要求|意见|看法|原因|启示|钟?内)")
_NO_CLOCK = re.compile("[0-9一二两三四五六七八九十百](?:个?小时|分钟(?!前)|[辆个名户天元人次年])")
_HAS_CLOCK = re.compile(
    "[0-9一二三四五六七八九十][点时](?!间|代)|[0-9][:：][0-9]|午|零时|凌晨|晚|早|夜|半"
)
_WHICH_DAY = re.compile("几号|几月几|哪一?[天日]|(?:什么时[候间]|何时|几时)开始")
_NO_DAY = re.compile(
    "[约近超过共]*[0-9零一二两三四五六七八九十百半多几]+(?:个?(?:小时|工作日|星期)|个月|分钟|天|周|[时点])[起后前]?"
    "|.*(?:[路街巷弄道段村里]|胡同)[0-9]+号"
)
_LASTS = re.compile(
    "(?:有效期|[用管住干读学停租签]|为期|工期|刑期|期限)[^，,]{0,4}(?:几|多少)年"
    "|(?<![十百])(?:几|多少)(?:天(?!安)|个?小时|个月|分钟)"
)
_YEAR = re.compile("(?:[0-9]{4}|[一二][〇零○一二三四五六七八九]{3}|[今明去前后])年")
_MONEY = re.compile("[元块钱角币]|免费|免收|[收付]|[0-9]万")
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


def is_of_another_stage(question: str, text: str, span: Span) -> bool:
    """Return whether on a day another thing befell a law than is asked of: |1日|起施行, of 通过."""
    end = _CLAUSE_END.search(text, span.end)
    behind = text[span.end : end.start() if end else len(text)]
    asked, told = (
        {stage for stage in _STAGES if re.search(stage, said)} for said in (question, behind)
    )
    return bool(asked and told) and not asked & told


def is_house_number(text: str, span: Span) -> bool:
    """Return whether a number with 号 is that of a house: 鼓楼路|12号|."""
    return (
        _HOUSE.match(text, span.start) is not None
        and _STREET.search(text[: span.start]) is not None
    )


def is_day_of_signing(question: str, text: str, span: Span) -> bool:
    """Return whether a day is all of its line: the one on which a notice was signed."""
    line = text[text.rfind("\n", 0, span.start) + 1 :].partition("\n")[0]
    return _SIGNED.fullmatch(line) is not None and not _ASKS_SIGNED.search(question)


def is_of_another_figure(question: str, clause: str, sentence: str, text: str) -> bool:
    """Return whether a clause of a text gives another figure than a question asks for.

    That of the other of two, which it or its sentence names and not the one; or that of the whole
    where the text has both parts too.
    """
    if not ASKS_FIGURE.search(question):
        return False
    if _is_of_several_quarters(question, sentence) or _is_of_all(question, clause):
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


def _is_of_all(question: str, clause: str) -> bool:
    """Whether a clause has the sum of all, where a question asks for that of each: 人均."""
    return "人均" in question and _OF_EACH.search(clause) is None and "亿" in clause


def is_of_another_outcome(question: str, part: str) -> bool:
    """Return whether a part of a sentence, up to the semicolon, says the opposite of one."""
    return _has_the_other(_OUTCOMES, question, part)


def is_who_lost(question: str, text: str, span: Span) -> bool:
    """Return whether of a span its clause says that it lost what is asked: |甲某|以41票落选."""
    end = _CLAUSE_END.search(text, span.end)
    behind = text[span.end : end.start() if end else len(text)]
    return any(
        re.search(won, question) and not re.search(lost, question) and re.search(lost, behind)
        for won, lost in _LOST
    )


def is_of_another_stop(question: str, sentence: str) -> bool:
    """Return whether a sentence tells that another thing stopped than is asked of: 停水, 停电."""
    asked, told = set(_STOPS.findall(question)), set(_STOPS.findall(sentence))
    return bool(asked and told) and not asked & told


def is_of_another_kind(question: str, answer: str) -> bool:
    """Return whether an answer is not of the kind that a question asks for.

    A province of China is no country (哪个国家, 北京), 前五 no rank (第几), a number of people
    none of things (多少个国家, 42位), a time of day or a weight no sum (多少钱, 9:00). What lasts
    so long is no time of day (几点, 8小时) and no day (几号, 三天), nor is a house (鼓楼路12号); a
    year is no term (有效期几年, 2025年).
    """
    if _WHICH_DAY.search(question) and _NO_DAY.fullmatch(answer):
        return True
    if _CLOCK.search(question) and _NO_CLOCK.search(answer) and not _HAS_CLOCK.search(answer):
        return True
    if _HOW_LONG.search(question) and _AT_CLOCK.fullmatch(answer):
        return True
    if _LASTS.search(question) and _YEAR.fullmatch(answer):
        return True
    if _COUNTRY.search(question) and answer.removesuffix("市") in PROVINCES:
        return True
    if _RANK.search(question) and answer.startswith("前"):
        return True
    if _SUM.search(question) and _NO_SUM.search(answer) and not _MONEY.search(answer):
        return True
    return _THINGS.search(question) is not None and _PEOPLE.fullmatch(answer) is not None


def is_of_another_holder(question: str, text: str, span: Span) -> bool:
    """Return whether a span is who held the office before that a question asks of, or after.

    原副市长|甲某| does not hold it, and no 副市长 is 市长 (|甲某|当选副市长); nor is 现任市长|乙某|
    the 原市长 who is asked for. Who held it then (时任) is taken for its holder, unless the text
    has one of now too.
    """
    if not _ASKS_WHO.search(question):
        return False
    found = _BECAME_DEPUTY.match(text, span.end)
    if found and found["title"] in question and f"副{found['title']}" not in question:
        return True
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


def is_of_another_house(question: str, text: str, span: Span) -> bool:
    """Return whether a span is who holds the asked office in another town, firm or bureau.

    白沙镇镇长|甲某|, of 青石镇的镇长是谁. One whose house is not named there may be of any.
    """
    asked = _OFFICE_OF.search(question) if _ASKS_WHO.search(question) else None
    if asked is None:
        return False
    kind, title = asked["kind"], asked["title"]
    start = start_of(text, span.start, "，,、。；;！!？?：:\n")
    joint = f"{kind}(?:党委|政府|人民政府|的)?{re.escape(title)}"
    told = re.search(f"([一-龥]{{2,}}){joint}[^，,。；;、]{{0,2}}$", text[start : span.start])
    if told is None or _THIS.search(told[1]):
        return False
    own = asked["house"][-_NAME_OF_HOUSE:]
    return not told[1].endswith(own) and own + kind in text


def is_a_difference(question: str, text: str, span: Span) -> bool:
    """Return whether a figure is by how much one differs from another, where it is asked itself.

    比他小|5岁| is no age.
    """
    if not ASKS_FIGURE.search(question) or _ASKS_DIFFERENCE.search(question):
        return False
    own = _BY.sub("", text[span.start : span.end])
    return _DIFFERS.search(text, 0, span.end - len(own)) is not None


def is_all_of_them(question: str, text: str, span: Span) -> bool:
    """Return whether a number is of all, of whom a part is asked for: |260名|员工中200人转岗."""
    if not ASKS_FIGURE.search(question) or _ASKS_ALL.search(question):
        return False
    return _OF_THEM.match(text, span.end) is not None


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


def is_of_its_building(question: str, text: str, span: Span) -> bool:
    """Return whether a day is when what is asked of was built, not when it went: 建于|1954年|."""
    return bool(_GOES.search(question) and _BUILT.search(text, 0, span.start))


def is_not_undone(question: str, text: str, span: Span) -> bool:
    """Return whether a clause tells of what is done, where it is asked what is not: 已签约|9户|."""
    asked = _UNDONE.search(question)
    if asked is None or not ASKS_FIGURE.search(question):
        return False
    clause = text[start_of(text, span.start, "，,、。；;！!？?：:\n") : span.end]
    does = re.escape(asked["does"])
    return re.search(does, clause) is not None and not re.search(f"[未没不]有?{does}", clause)


def is_day_of_sending(text: str, span: Span, sentence: str) -> bool:
    """Return whether a span is the day that a report was sent, what it tells of another day.

    本报6月4日讯, where its sentence says 昨天 or 三日.
    """
    return is_day_of_dispatch(text, span) and _tells_another_day(
        sentence, text[span.start : span.end]
    )


def _tells_another_day(sentence: str, sent: str) -> bool:
    """Whether a sentence tells of a day besides that of its dateline, and not of that: 今日."""
    days = [one for one in dispatches(sentence) if one.day]
    told = sentence[days[-1].end if days else 0 :].replace(sent, "")
    if _OTHER_DAY.search(told):
        return True
    return _A_DAY.search(told) is not None and _SAME_DAY.search(told) is None


def _has_the_other(pairs: Sequence[tuple[str, str]], question: str, clause: str) -> bool:
    return any(
        re.search(asked, question) and not re.search(other, question)
        for asked, other in opposed(pairs, clause)
    )


def _gives(part: str, text: str) -> bool:
    return re.search(f"(?:{part}){_FIGURE_OF}", text) is not None
