"""When a house is open: 图书馆几点关门, 博物馆的开放时间, 图书馆星期一开门吗.

A notice has the hours of several houses, of usual days and of a holiday. So what says them is read
clause by clause, with the house and the holiday that it is of, as the words before it say. Only a
question that asks this of one house and nothing else is understood; in doubt nothing is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.periods import CLOCK
from qa.chinese.holidays import named_holiday
from qa.chinese.sentences import sentences
from qa.chinese.weekdays import WEEKDAY, weekdays
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Asked", "Told", "asked_hours", "hours_of", "is_of_another", "is_open", "told"]

_HAN = "\u4e00-\u9fff"
_KIND = (
    "馆|院|宫|园|场|中心|店|寺|庙|站|塔|书城|城楼|派出所|卫生所|泳池|阁|祠|故居|超市|食堂|商场|银行"
)
_ROOM = "室|厅|区|部|层|楼|窗口|服务台"
_HOUSE = f"(?P<house>[{_HAN}]{{0,16}}?[{_HAN}](?:{_KIND}|{_ROOM})|超市|食堂|商场|银行)"
_USUALLY = "(?:的|每天|每日|平时|平常|一般|通常|都|早上|上午|下午|晚上|晚|在)*"
_OPENS = "开[门馆放园业]|营业|上班"
_CLOSES = "关[门闭]|[闭休][馆园]|打烊|下班|休息"
_ASKED = re.compile(
    f"{_HOUSE}{_USUALLY}(?:"
    f"几点钟?(?:就|能|可以|才|要)?(?:(?P<first>{_OPENS})|(?P<last>{_CLOSES}))"
    "|(?P<both>(?:开[放馆门园]|营业|服务|参观|办公)时间(?:是|为)?(?:怎么|如何|怎样)?(?:安排|规定)?"
    "(?:从?几点[到至]几点|多少|什么|什么时候|怎样的?|如何|怎么样)?"
    "|从?几点(?:开[放门]?)?[到至]几点(?:开放|营业|开门|关门)?)"
    f"|{WEEKDAY}(?P<act>{_OPENS}|{_CLOSES})(?:吗|么|不)?)"
)
_DAY_FIRST = re.compile(
    f"(?P<day>{WEEKDAY})(?P<house>.+?)(?P<act>(?:{_OPENS}|{_CLOSES})(?:吗|么|不)?)"
)
_CLAUSE = re.compile(
    r"(?:(?<=\d)[:：](?=\d)|[^，,。；;：:！!？?\n（()）、]"
    f"|(?<![馆园放门闭业息时分点0-9])、|、(?!每?{WEEKDAY}|其[余他它]))+"
)
"""A colon in 9:00 ends none; 、 does where another day's hours begin: 周一闭馆、周二至周日开放."""
_NAMED = re.compile(
    f"(?<![开闭休入到进离本全各场该新老旧总])[{_HAN}]{{1,12}}?(?<![开闭休入到进离本全各场该新老旧总])(?:{_KIND})"
)
_PART = re.compile(f"[{_HAN}]{{1,6}}(?:{_ROOM})")
_NO_HOUSE = re.compile("场馆|现场|市场价|入场|开场|专场|广场舞|电话|地点|起点站|期间|大家庭|家园")
_TILL = "(?:起?[至到]|—+|－|-|~|～)"
_PERIOD = re.compile(f"(?P<first>{CLOCK}){_TILL}(?P<last>{CLOCK})")
_TIMES = re.compile(f"{CLOCK}{_TILL}{CLOCK}(?:[、和及]{CLOCK}{_TILL}{CLOCK})*")
_AT = re.compile(
    f"(?P<at>{CLOCK})(?:准时|就)?(?:(?P<first>{_OPENS})|(?P<last>{_CLOSES}))(?![后前时的之以])"
)
_OF_HOURS = re.compile(f"{_OPENS}|时间|参观|服务|接待|办公")
_HEADED = re.compile("(?:开[放馆门园业]|营业|服务|参观|办公|接待)时间")
_REGULAR = re.compile(
    f"(?:{WEEKDAY}|每[天日周晚]|天天|全年|周末|节假日|工作日|平[时日]|其[余他它](?:日子|时间|各?天)?)"
    f"(?:[，,、（()）：: 的为是从起至到—~～和及均都]|-|{WEEKDAY}|每[天日]|节假日|工作日|全天|时间"
    f"|对外|免费|正常|照常|例行|固定|{_OPENS}|[闭休][馆园]|休息|服务|参观|接待|办公|{CLOCK})*$"
)
"""Before a time or 开放: the days that it is of, and no word of anything that happens on them."""
_OF_ONCE = re.compile("提前|延长|推迟|举[行办]|活动|开放日|临时")
_TOLD_OF = re.compile("因(?!此)|由于|供[认述]|交代|嫌疑人|作案")
"""A cause or a crime, of which a later clause tells too: 因检修，图书馆周三闭馆."""
_DATED = re.compile(
    r"\d+月(?:\d+日)?(?![^，。；]*起)|\d+日(?![^，。；]*起)|除夕|初[一二三四五六七八]"
)
_OF_AN_EVENT = re.compile("展(?![厅馆区示])|演出|音乐会|讲座|比赛|招聘会")
_OWN_HOURS = re.compile("开[放馆]时间|开馆|闭馆|服务时间")
"""What is on in a house has hours of its own: 摄影展…每天9时至12时."""
_SHUT = re.compile(
    "[闭休][馆园]|关[门闭]|休息|打烊|[歇停]业|(?:不|停止|暂停)(?:对外)?(?:开[放馆门园业]|营业|办公|服务|上班)"
)
_OPEN_TOO = re.compile(f"(?:{_OPENS})(?!厅)|{CLOCK}")
_UNCLEAR = re.compile(
    "取消|不再|恢复|除(?!夕)|[不无][闭休关打]"
    f"|{WEEKDAY}的?(?:[上下]午|早上|晚上?|夜间|中午|半天)"
    f"(?![0-9一二三四五六七八九十:：时点分半]+{_TILL}(?:下午|晚|夜|1[3-9]|2[0-4]))"
)
"""What takes back or excepts what it says, or says it of a part of the day."""
_IS_OPEN = re.compile(f"{_OPENS}|办公|服务|{CLOCK}{_TILL}{CLOCK}$")
_SHUT_ON = re.compile(f"(?:[闭休][馆园]|休息)[日天]?(?:时间)?[为是在]?[每逢]?{WEEKDAY}")
_ALL_DAYS = re.compile(
    "每[天日]|天天|全年开放|无休|周一至周日|其[余他它](?:日子|时间|时段|各?天|工作日)"
)
"""All of them, or all but those that it is shut on."""
_DAYS_OFF = "假期"
_SAME = 2
"""So many characters at the end of its name are the kind of a house: 书馆, 物馆."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked: of which house, on which holiday (None: usually); one bound, both, or a day.

    ``bound``: ``first``, ``last`` or ``both`` of the hours; else ``day`` (Monday is 0) and whether
    it is asked if the house ``opens`` or closes. ``clock``: an hour is asked for, not a day.
    """

    house: str
    feast: str | None
    bound: str = ""
    day: int | None = None
    opens: bool = True
    clock: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clause at ``span`` that says hours or days, and of which house and holiday it is.

    ``sentence`` is where the sentence stands that it is in, ``lead`` its text before the clause.
    ``house`` is None where none is named.
    ``feast`` is the holiday's word, 假期, or the clause itself where that names days of its own.
    """

    text: str
    span: Span
    sentence: Span
    lead: str
    house: str | None
    feast: str | None


def asked_hours(question: str) -> Asked | None:
    """Return what a question asks of a house's hours; None for any other."""
    feast, plain = None, question
    if named := named_holiday(question):
        feast, place = named
        plain = question[: place.start] + question[place.end :]
    plain = plain.strip("？?。的 ，,")
    if turned := _DAY_FIRST.fullmatch(plain):
        plain = f"{turned['house']}{turned['day']}{turned['act']}"
    found = _ASKED.fullmatch(plain)
    if found is None:
        return None
    house = found["house"]
    if act := found["act"]:
        (day,) = weekdays(plain[found.start() :].replace(house, "", 1))
        return Asked(house=house, feast=feast, day=day, opens=not _SHUT.match(act))
    bound = next(name for name in ("first", "last", "both") if found[name])
    return Asked(house=house, feast=feast, bound=bound, clock="几点" in plain)


def told(text: str, title: str) -> Iterator[Told]:
    """Yield the clauses of a text that say when a house is open, in order."""
    heads = _houses(title)
    house = heads[0] if len(heads) == 1 else None
    above = feast = _feast(title)
    for sentence in sentences(text):
        if not text.endswith(("；", ";"), 0, sentence.start):
            feast = above
        for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
            said = clause[0]
            house = next(reversed(_houses(said)), house)
            feast = _feast(said) or feast or (_DAYS_OFF if _DAYS_OFF in said else None)
            part = _PART.match(said)
            if _OF_AN_EVENT.search(text, sentence.start, clause.end()) and not _OWN_HOURS.search(
                said
            ):
                continue
            if not (
                _PERIOD.search(said) or _AT.search(said) or weekdays(said) or _ALL_DAYS.search(said)
            ):
                continue
            own = f"{house or ''}{part[0]}" if part and part[0] not in (house or "") else house
            lead = text[sentence.start : clause.start()]
            dated = "" if feast or not _DATED.search(_near(lead) + said) else said
            yield Told(
                text=said,
                span=Span(start=clause.start(), end=clause.end()),
                sentence=Span(start=sentence.start, end=sentence.end),
                lead=lead,
                house=own,
                feast=feast or dated or None,
            )


def _near(lead: str) -> str:
    """Return what belongs to the clause of what stands before it: 开放时间：, 周二至周日（."""
    return re.split("[，,；;]", lead)[-1]


def _houses(text: str) -> list[str]:
    plain = _NO_HOUSE.sub(lambda found: "\0" * len(found[0]), text)
    return [found[0] for found in _NAMED.finditer(plain)]


def _feast(text: str) -> str | None:
    named = named_holiday(text)
    return named[0] if named else None


def is_of_another(asked: Asked, said: Sequence[Told], span: Span) -> bool:
    """Whether a span is of hours of another kind of house, or of other days than the holiday asked.

    Or, where none is asked, of a holiday. Of 县图书馆 asked, not for 市图书馆, which may be it.
    """
    one = next((one for one in said if one.span.meets(span)), None)
    if one is None:
        return False
    if asked.feast and one.feast == _DAYS_OFF:
        return False
    kind = asked.house[-_SAME:]
    if one.house and not one.house.endswith(kind) and not kind.endswith(one.house):
        return True
    return asked.feast != one.feast and (asked.feast is not None or _is_feast(one))


def _is_of(asked: Asked, one: Told) -> bool:
    """Whether a clause is of the house and the holiday that are asked of: 县图书馆 for 图书馆."""
    same = one.house and (asked.house.endswith(one.house) or one.house.endswith(asked.house))
    return bool(same) and asked.feast == one.feast


def hours_of(asked: Asked, said: Sequence[Told]) -> Span | None:
    """Return the hours, or their beginning or end, as the clauses of one article say; None: not.

    Those over a holiday are the whole sentence: it may say on which of its days there are none.
    """
    for one in said:
        if not _is_of(asked, one) or _is_of_once(one):
            continue
        at = _AT.search(_PERIOD.sub(lambda found: "-" * len(found[0]), one.text))
        if at and asked.bound != "both" and at[asked.bound] and _is_regular(one, at.start()):
            return _moved(at.span("at"), one)
        of_hours = _OF_HOURS.search(_near(one.lead) + one.text)
        times = _TIMES.search(one.text) if of_hours else None
        if times is None or not _is_regular(one, times.start()):
            continue
        if asked.bound == "both":
            return one.sentence if asked.feast else _moved(times.span(), one)
        periods = list(_PERIOD.finditer(one.text, times.start(), times.end()))
        bound = periods[0] if asked.bound == "first" else periods[-1]
        return _moved(bound.span(asked.bound), one)
    return None


def _is_of_once(one: Told) -> bool:
    """Whether a clause tells of one occasion, not of what is so every week: 提前至15时闭馆."""
    return bool(_OF_ONCE.search(one.text) or _TOLD_OF.search(one.lead + one.text))


def _is_regular(one: Told, at: int) -> bool:
    """Whether the time at ``at`` is under 开放时间, or of the days or the holiday before it."""
    before = one.lead + one.text[:at]
    return _is_feast(one) or bool(_HEADED.search(one.lead + one.text) or _REGULAR.search(before))


def is_open(asked: Asked, said: Sequence[Told]) -> tuple[bool, Span] | None:
    """Return whether a house is open on the day asked of, and the sentence that says so.

    None where nothing says so, or where what is said of that day may be read both ways.
    """
    those = [one for one in said if asked.day is not None and _is_of(asked, one)]
    unclear = [one for one in those if _is_unclear(one)]
    plain = [one for one in those if one not in unclear]
    shut = [one for one in plain if _says(_SHUT, one.text) or _SHUT_ON.search(one.text)]
    opens = [one for one in plain if _says(_IS_OPEN, one.text) and not _SHUT.search(one.text)]
    shut_then, open_then, unclear_then = (
        [one for one in clauses if asked.day in weekdays(one.text)]
        for clauses in (shut, opens, unclear)
    )
    if unclear_then or (shut_then and open_then):
        return None
    if plainly := [*shut_then, *open_then]:
        return not shut_then, plainly[0].sentence
    excepted = any(weekdays(one.text) for one in unclear)
    usual = [one for one in opens if not weekdays(one.text) and _ALL_DAYS.search(one.text)]
    implied = [
        *((True, one.sentence) for one in usual if not excepted),
        *((False, one.sentence) for one in opens if len(weekdays(one.text)) > 1),
        *((True, one.sentence) for one in shut if weekdays(one.text)),
    ]
    return next(iter(implied), None)


def _says(word: re.Pattern[str], text: str) -> bool:
    """Whether a word is said of days before it as their rule: 周一闭馆, not 周三宣布闭馆."""
    return any(_REGULAR.search(text[: found.start()]) for found in word.finditer(text))


def _is_unclear(one: Told) -> bool:
    """Whether a clause does not plainly say that a house is open, or shut, on its days."""
    both = _SHUT.search(one.text) and _OPEN_TOO.search(_SHUT.sub("", one.text))
    return bool(both or _UNCLEAR.search(one.text)) or _is_of_once(one)


def _is_feast(one: Told) -> bool:
    return one.feast not in (None, one.text)


def _moved(place: tuple[int, int], one: Told) -> Span:
    return Span(start=one.span.start + place[0], end=one.span.start + place[1])
