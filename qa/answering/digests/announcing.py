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
    "begins_with_day",
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
    "(?:不|未|无|没有?|免|非|取消|解除|避免|结束|停止|暂停)(?:再|会|用|需|必|计划|全面|对外|安排)*"
)
_ESTATE = (
    "小区|花园|家园|公寓|新村|宿舍|大院|"
    "(?<=[\u4e00-\u9fff])(?:(?<![家城镇村市县乡这哪那夜屋店公])里|苑|(?<![物幼公校业艺茶果菜陵产])(?<!儿|技)园|"
    "庭|(?<![政学])府|邸|湾|庄|村|居|墅|坊)"
    "(?=[、，。；（）0-9\\s等和及与停断]|一带|周边|附近|部分|全部|[一二三四五六七八九十]+[期区]|$)"
)
"""An estate: 桂花里, 锦绣苑, 听松园, but no 动物园, 镇政府 and 家里."""
_SUBJECTS = (
    ("馆", "[馆场院园宫]"),
    ("路|街", "[路街道桥巷]"),
    ("学校|校", "校|园|[小中大]学|[一二三四五六七八九十]中"),
    ("医院", "院|诊所"),
    ("小区", _ESTATE),
    ("村", "村"),
    ("景[点区]", "[山湖楼寺庙塔园祠谷洞岛泉]|景[点区]|古[城镇村]|故居|遗址|公园"),
)
"""What a question asks for all of, and what their names have."""
_EVENT = re.compile(
    "举[办行]|开(?:幕|演|市|赛|讲|锣|跑|唱|映|园)|开展(?:(?=[，。；、！）0-9]|为期|$)|[^，。；]{0,14}活动)|"
    "展[出演映]|[启揭]幕|[上加首巡公]演|[上首放]映|报名|亮相|登台|献[演艺唱]|义诊|鸣枪|起跑|发枪|开打|主讲|"
    "签售|签名售书|见面会|(?:与|和|同|跟)(?:[^，。；]{0,6}(?:读者|听众|[影书歌球]迷))[^，。；]{0,6}见面|免费(?:放映|观[看影])|游园|联欢|"
    "展(?:览|期|出)?[^，。；]{0,4}(?:即日起|持续|延续)"
)
_OCCASION = re.compile(
    "(?:讲座|音乐会|演唱会|分享会|招聘会|交易会|博览会|洽谈会|庙会|灯会|诗会|晚会|[画影书特]展|展览|"
    "话剧|歌剧|舞剧|木偶剧|儿童剧|专场)"
    "(?!的?(?:方案|安排|名单|门票|通知|公告|筹[备办]|资金|经费|场地|志愿者|新闻|获|冠|结果|成绩|已|作品))"
)
_IS_TOLD = re.compile("了(?!解)|过(?![去程年节后])|曾|昨[天日晚]|近日|日前|收官|帷幕|反响|历时")
"""An occasion that is to be: 5月3日是家谱讲座. Of one that was its day is none to come."""
_EVENTS = (
    ("展览|展会|展$", "(?<![开发拓进扩施伸])展(?![开现示望])"),
    ("演出|表演|戏|音乐", "演|剧|戏|音乐|晚会|歌|曲|相声|评书|杂技"),
    ("比赛|赛事|竞赛|赛", "赛|杯|[跑跳]|马拉松|擂台|登高|运动会"),
    ("讲座|讲堂|讲课", "讲|主题报告|公开课"),
    ("电影|影片", "影片?|放映"),
)
"""The kind of event asked of, and what a sentence that announces one has."""
_RULES, _IN_FORCE = (
    re.compile("新规|新法|法规|条例|规定|政策"),
    re.compile("[施实]行|实施|执行|生效"),
)
_NOT_ON = re.compile(
    "取消|误传|讹传|谣|传闻|据传|网传|澄清|停[办演映]|叫停|中止|暂停举|不再|推迟|延[期后]|改期|"
    "顺延|原定|原计划|可能|或将|待定|未定|不[举会能拟]|没有|未能|无法|并未|"
    "结束|落幕|闭幕|(?<!将)(?<!预计)吸引|邻[省市县国]"
)
_GOES_ON_TILL = re.compile("(?:[到至]|报名)[^，。；]{1,14}?(?:结束|落幕|闭幕)")
"""What goes on till a day is on: 展览将持续到10月结束."""
_OF_OLD = re.compile("去年|前年|往年|上一?届|历届|往届")
_PROVIDED = re.compile("如遇[^，。；]*|(?:可能|或将)(?=影响)")
_MOVED = re.compile(
    "(?:推迟|延期|延后|顺延|提前|改期|改|调整)(?:举[办行])?(?:到|至|为|在|于)(?=[^，。；]{0,6}[日月周年天])"
)
_CALLED_OFF = re.compile("取消|停[办演]|叫停|推迟|延[期后]|改期|顺延|改[到至在于]|不再举")
_QUOTED = re.compile("“[^”]*”|「[^」]*」")
_SENTENCE = re.compile("[^。！？!?\\n]+[。！？!?]?")
_CLAUSE = re.compile("[^，；：,;:]+")
_MARKS = re.compile("[，：；,:;]")
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
_EVENT_NAME = re.compile(
    f"《([^》]{{2,}})》|“([^”]{{2,}})”|([{_HAN}]{{1,14}}?(?:音乐会|演唱会|见面会|讲座|晚会|展览|演出|赛(?![事场道区])|"
    "展(?![览出示厅开现品])|会(?![议员计场馆展举在办有])|节(?![目日约])|剧(?![团院场本目])|戏(?![曲台剧])|跑(?![步道])))"
)
_BEFORE_NAME = re.compile(
    f"[{_HAN}]*(?:举[办行]|定于|推出|[将于在的至到为受因起])|^[年月日号]|.*[届期场]"
)
"""What stands before the name of an event and is none of it: 镇文化站将于5月举办|放鸢会."""
_NAMELESS = frozenset(["音乐会", "演唱会", "见面会", "讲座", "晚会", "展览", "演出", "比赛"])
_CAUSE = re.compile("[因由为受][^，。；]{1,12}$")
_LAST_WORD = re.compile(f"([{_HAN}]{{2}})(?:因故|因雨|现|已|将|暂时|临时)*$")
_HAS_OBJECT = re.compile(f"(?:取消|停[办演]|叫停)(?=[{_HAN}])(?!了?[。，；]|举[办行])")
_DAY_SAID = re.compile(r"\d+月\d+日")
_SAME = 3
"""So many characters at the end of their names are the same event, of the same day."""


def begins_with_day(text: str) -> bool:
    """Whether a part of a list begins with the day that it is of."""
    return _A_DAY.match(text) is not None


def unquoted(text: str) -> str:
    """Return a text with spaces for what stands in quotation marks: its days are a speaker's."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def moved_from(text: str) -> int:
    """Return where the new day of a sentence begins that moves an event, 0 where none does."""
    found = list(_MOVED.finditer(text))
    return found[-1].end() if found else 0


def is_not_on(text: str) -> bool:
    """Whether a sentence denies something, calls it off or is not sure of it, or tells of old."""
    text = _GOES_ON_TILL.sub("", _PROVIDED.sub("", text))
    return _NOT_ON.search(text) is not None or any(map(_tells_of_old, _CLAUSE.findall(text)))


def _tells_of_old(clause: str) -> bool:
    """Whether a clause is of last year: it alone or with an event, no day of another between.

    Not what describes somebody or something: 去年冠军将参赛, 去年获奖作品12月5日展出.
    """
    old = _OF_OLD.search(clause)
    if old is None:
        return False
    behind = clause[old.end() :].removeprefix("的")
    patterns = (_EVENT, _OCCASION, _IN_FORCE)
    event = next(filter(None, (one.search(behind) for one in patterns)), None)
    if not behind.strip() or _A_DAY.match(behind):
        return True
    return event is not None and not _A_DAY.search(behind[: event.start()])


def calls_off(later: str, told: str) -> bool:
    """Whether a sentence calls off or moves the event that another announces.

    The name of that ends with its (老年乒乓球赛 with 乒乓球赛, not with 篮球赛); on the same day it
    may be nameless (比赛), or be named by its end. Without a name the word before the verb,
    which is no cause (因检修|取消), stands in what is announced.
    """
    found = _CALLED_OFF.search(later)
    if found is None:
        return False
    before, behind = later[: found.start()], later[found.start() :]
    clause = _MARKS.split(before)[-1] + _MARKS.split(behind)[0]
    off, on = _names(clause) or _names(before), _names(told)
    if any(a.endswith(b) or b.endswith(a) for a in off - _NAMELESS for b in on):
        return True
    if not set(_DAY_SAID.findall(later)).isdisjoint(_DAY_SAID.findall(told)):
        ends = {name[-_SAME:] for name in on}
        if off & _NAMELESS or any(name[-_SAME:] in ends for name in off):
            return True
    if off or _HAS_OBJECT.match(later, found.start()):
        return False
    last = _LAST_WORD.search(_CAUSE.sub("", before))
    return last is not None and last[1] in told


def _names(text: str) -> set[str]:
    """Return the names of the events that a text speaks of, and 比赛 of one without."""
    found = (next(filter(None, one.groups())) for one in _EVENT_NAME.finditer(text))
    return {_BEFORE_NAME.sub("", one) for one in found} - {""}


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
    if is_not_on(text[moved_from(text) :]):
        return False
    is_to_be = announces is _EVENT and any(
        _OCCASION.search(clause) and not _IS_TOLD.search(clause) for clause in _CLAUSE.findall(text)
    )
    if not announces.search(text) and not is_to_be:
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
