"""Whether a sentence announces what is asked of for a day, or says that it is not on.

A list of what is on is given without a reader that weighs it. So each sentence has to have the
event or the act that is asked of, not denied, not called off, and the house that is asked of.
In doubt it announces nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.search.query import Query

__all__ = [
    "acts_asked",
    "calls_off",
    "has_house",
    "is_not_on",
    "moved_from",
    "sentences_of",
    "tells_act",
    "tells_event",
    "unquoted",
    "with_act",
]

_ACTS = (
    ("闭[馆园门]|关[门闭]", "闭[馆园门]|关[门闭]|(?:停止|暂停|不)(?:对外)?开放"),
    ("开放|开[馆园门]", "开放|开[馆园门]"),
    ("停水", "停水|断水|(?:停止|暂停)供水"),
    ("停电", "停电|断电|(?:停止|暂停)供电"),
    ("停气", "停气|(?:停止|暂停)供气"),
    ("停暖", "停暖|(?:停止|暂停)供暖"),
    ("停课", "停课"),
    ("停诊", "停诊"),
    ("停[运驶]", "停[运驶]"),
    ("停业", "停业|歇业"),
    ("封闭|封路|禁行", "封闭|封路|禁行|断行|禁止通行"),
    ("限行", "限行"),
)
"""What is asked of, and the words of a sentence that tell of it."""
_DENIED = (
    "(?:不|未|无|没有?|免|非|取消|解除|避免|结束|停止|暂停|延长|恢复)"
    "(?:再|会|用|需|必|计划|全面|对外|安排)*"
)
_SUBJECTS = (
    ("馆", "[馆场院园宫]"),
    ("路|街", "[路街道桥巷]"),
    ("学校|校", "校|园|[小中大]学|[一二三四五六七八九十]中"),
    ("医院", "院|诊所"),
    ("小区", "小区|花园|家园|苑|新村"),
    ("村", "村"),
)
"""What a question asks for all of, and what their names have."""
_EVENT = re.compile(
    "举[办行]|开(?:幕|演|市|赛|讲|锣|展(?!至))|展出|启幕|上[演映]|报名|亮相|登台|献[演艺]|义诊|首[演映]|"
    "展(?:览|期|出)?[^，。；]{0,4}(?:即日起|持续)"
)
_EVENTS = (
    ("展", "展"),
    ("演出|戏|音乐", "演|剧|戏|音乐|晚会|歌|曲|相声"),
    ("赛", "赛|杯"),
    ("讲座", "讲"),
    ("电影|影片", "影片?"),
)
"""The kind of event asked of, and what a sentence that announces one has."""
_RULES, _IN_FORCE = (
    re.compile("新规|新法|法规|条例|规定|政策"),
    re.compile("[施实]行|实施|执行|生效"),
)
_NOT_ON = re.compile(
    "取消|误传|讹传|谣|传闻|据传|网传|澄清|停[办演映]|叫停|中止|暂停举|不再|推迟|延[期后]|改期|"
    "顺延|原定|原计划|可能|或将|待定|未定|不[举会能拟]|没有|未能|无法|并未|"
    "去年|前年|往年|上届|历届|结束|落幕|闭幕|吸引了?|邻[省市县国]"
)
_PROVIDED = re.compile("如遇[^，。；]*|(?:可能|或将)(?=影响)")
_MOVED = re.compile(
    "(?:推迟|延期|延后|顺延|提前|改期|改|调整)(?:举[办行])?(?:到|至|为|在|于)(?=[^，。；]{0,6}[日月周年天])"
)
_CALLED_OFF = re.compile("取消|停[办演]|叫停|推迟|延[期后]|改期|顺延|改[到至在于]|不再举")
_QUOTED = re.compile("“[^”]*”|「[^」]*」")
_SENTENCE = re.compile("[^。！？!?\\n]+[。！？!?]?")
_CLAUSE = re.compile("[^，；：,;:]+")
_A_DAY = re.compile(
    r"\d+[日月号]|[一二三四五六七八九十]+[日月]|[今明后当]天|[今明后]日|[周期][一二三四五六日天末]|"
    "[下本这]周|月[底初]|国庆|元旦|春节|中秋|端午|清明|五一|劳动节|假期"
)
_HAN = "\u4e00-\u9fff"
_HOUSE = re.compile(
    f"[{_HAN}]{{1,10}}?(?:馆|院|园|宫|中心|社区|剧场|广场|体育场|[小中大]学|学校|"
    "(?<=[一二三四五六七八九十])中)"
)
_BODY = re.compile("[局厅委队]|公司|集团|协会|学会")
_BEFORE_HOUSE = re.compile("^(?:期间|[在于到由的市县省区])+")
_SAME = 3
"""So many characters of its name are the same event."""
_NAMELESS = re.compile(
    "举[办行]|活动|比赛|演出|开幕|展出|原定|取消|推迟|延期|改[到至在于]|将|于|在|"
    r"[\d一二三四五六七八九十]+[年月日时号]|[，。；：、“”《》（）\s\d]"
)
_LAST_WORD = re.compile(f"([{_HAN}]{{2}})(?:因故|因雨|现|已|将|暂时|临时)*$")


def unquoted(text: str) -> str:
    """Return a text with spaces for what stands in quotation marks: its days are a speaker's."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def moved_from(text: str) -> int:
    """Return where the new day of a sentence begins that moves an event, 0 where none does."""
    found = list(_MOVED.finditer(text))
    return found[-1].end() if found else 0


def is_not_on(text: str) -> bool:
    """Whether a sentence denies something, calls it off or is not sure of it, or tells of old."""
    return _NOT_ON.search(_PROVIDED.sub("", text)) is not None


def calls_off(later: str, told: str) -> bool:
    """Whether a sentence calls off or moves the event that another announces."""
    found = _CALLED_OFF.search(later)
    if found is None:
        return False
    last = _LAST_WORD.search(later, 0, found.start())
    if last and not _NAMELESS.search(last[1]) and last[1] in told:
        return True
    named = [part for part in _NAMELESS.sub(" ", told).split() if len(part) >= _SAME]
    return any(
        part[at : at + _SAME] in later for part in named for at in range(len(part) - _SAME + 1)
    )


def acts_asked(question: str) -> list[str]:
    """Return the patterns of what a question asks of that is done, none where it is denied."""
    found = [(asked, told) for asked, told in _ACTS if re.search(asked, question)]
    if any(re.search(f"{_DENIED}(?:{asked})", question) for asked, _ in found):
        return []
    return [told for _, told in found]


def tells_act(act: str, text: str) -> bool:
    """Whether a sentence has what is done, and nowhere says that it is not."""
    return bool(re.search(act, text)) and not re.search(f"{_DENIED}(?:{act})", text)


def with_act(question: str, act: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence says that something is done, from the day that it names for it."""
    if is_not_on(text) or not tells_act(act, text):
        return
    clauses = list(_CLAUSE.finditer(text))
    for at, clause in enumerate(clauses):
        if not re.search(act, clause[0]):
            continue
        subject = re.sub(act, "", text[: clause.end()])
        kinds = [has for asked, has in _SUBJECTS if re.search(asked, re.sub(act, "", question))]
        if not all(re.search(has, subject) for has in kinds):
            continue
        days = [one for one in clauses[: at + 1] if _A_DAY.search(one[0])]
        if days:
            yield days[-1].start(), clause.end()


def tells_event(question: str, text: str) -> bool:
    """Whether a sentence announces an event of the kind asked of that is on."""
    announces = _IN_FORCE if _RULES.search(question) else _EVENT
    if is_not_on(text[moved_from(text) :]) or not announces.search(text):
        return False
    return all(re.search(has, text) for asked, has in _EVENTS if re.search(asked, question))


def has_house(query: Query, title: str, text: str) -> bool:
    """Whether a sentence has the house that is asked of, or no other below a headline of it."""
    question = query.simplified
    for day in query.days:
        question = question[: day.start] + " " * (day.end - day.start) + question[day.end :]
    for found in _HOUSE.findall(re.split("有(?:什么|哪些|啥|哪几)", question)[0]):
        house = _BEFORE_HOUSE.sub("", found)
        if house in text:
            continue
        alone = not _HOUSE.search(text) and not _BODY.search(text)
        if not (alone and house in title and len(_HOUSE.findall(title)) == 1):
            return False
    return True


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text without quotations stand."""
    for found in _SENTENCE.finditer(text):
        yield found.start() + len(found[0]) - len(found[0].lstrip()), found.end()
