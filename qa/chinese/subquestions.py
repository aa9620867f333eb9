"""A question that asks for several things -> the questions for each: 什么时候在哪里举行.

A reader gives one span; asked for two things it gives the one, and is silent about the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.asking import Wanted, wanted
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["is_left", "subquestions", "text_of"]

_DOES = (
    "[在于从由到去来抵回离返休恢举召闭竣谁哪什几的前之才能可会要就是和与及公启结截复晚]"
    "|开(?!关|发|水)"
    "|出(?!口|租|站)|起(?!重)|发(?!动|射[场台架位井]|电)|放(?!映)|上(?!行)|下(?!行|水)"
    "|停(?!机|车[场位])"
    "|通(?!道|信)|动工|成立|播(?!音)|交(?!换)|报(?!告)|考(?!场|点|生|位|试)|演(?!播|员)|生效"
    "|实施|施行|进行"
    "|登(?!机|陆[舱点])|办(?!公)|早上|入(?!口)|投[产用票]|领(?!队)|比赛|被(?!告)|过(?!道)"
)
_DAY = (
    "(?<![第十])(?<!长征|神舟|嫦娥|天问|天宫|天舟|风云|北斗|玉兔|东风)几号"
    f"(?!公[路寓司交]|会[议场客展])(?=[^一-龥]|$|{_DOES})"
)
"""The day, not the number of a thing: 长征几号, 几号台风."""
_WHEN = (
    f"什么(?:时候|时间|日期)|何时|哪一?[年天日月]|几月几[日号]|{_DAY}|几点钟?"
    "|哪一?个?(?:朝代|年代|世纪)|哪朝"
)
_WHERE = "哪里|哪儿|什么地[方点]|何地|何处|哪[个座](?:城市|国家|地方|场馆)(?!的)"
_PLACED = re.compile(
    f"(?:[在于从](?=(?:{_WHEN}|{_WHERE})))?(?P<when>{_WHEN})"
    f"|(?:[在于到去从](?=(?:{_WHERE})))?(?P<where>{_WHERE})"
    "|[由被]?(?P<who>谁)(?!的)"
)
_ASKS = re.compile(
    f"为什么|为何|怎么?样?|{_WHEN}|{_WHERE}|谁|什么|哪(?:些|几|个|位)?|多少|多[大长宽高深重远久快]|几(?!乎|何|十|百|千|年来|内亚)"
)
_OPENING = re.compile(
    "(?:请问一?下?|(?:请|麻烦)?(?:你|您)?(?:告诉|帮)我(?:查一?下?)?|我?想(?:问|知道|了解)一?下?)[，,：:]?"
)
_BREAK = re.compile(
    "[，,；;、？?](?:还有|又|并且?|以及|那么?|而)?|(?<=[么里儿少])(?:和|与|以及|及)(?=[在什哪何多几])"
)
_AGAIN = re.compile(
    "(?P<ask>几点|何时|什么时候)[^的和与、]{1,4}(?<![到至])(?=(?P=ask))|多[大长宽高深重远](?=多[大长宽高深重远])"
)
_JOINED = re.compile("[、和与及，,]+$")
_ADVERB = re.compile(f"为什么|为何|怎么|如何|[在于从到去由被]?(?:{_WHEN}|{_WHERE}|谁)")
_PREPOSITION = "在于从由被"
_LEANS = re.compile("[对是有为在由被叫]$")
_REACHES = re.compile("[到至了过给向去往成]$")
_OF_A_SIZE = re.compile(
    "的?(?:总|全|净|年|月|日|平均)?"
    "(?:投资额?|造价|面积|占地|长度?|宽度?|高度?|产量|产值|收入|人口|票价|门票|价格|成绩|得票|奖金|工期|人数|"
    "数量?|供水量?)(?:约|达|为|是|有)?$"
)
_EVENT = re.compile(
    "(?:举[行办]|召开|开[幕始馆放业通工]|闭[幕馆]|发生|动工|竣工|建成|通车|启动|成立|出发|播出|上映|演出|进行)的?$"
)
_MANY = re.compile("多少|几|哪[些几]")
_CONDITION = re.compile("如果|要是|的话|不管|无论|不论|除了|(?:情况下|[前后时])$")
_FEW = re.compile("哪[些几两二三四五六七八九十]")
_WITHIN = (
    "文化和旅游",
    "住房和城乡",
    "资源和社会",
    "资源和规划",
    "规划和自然",
    "工业和信息",
    "发展和改革",
    "卫生和计划",
    "教育和体育",
)
"""Names of offices and their like have a 和 that joins nothing that is asked of."""
_INNER = "|".join(f"(?<={one.partition('和')[0]})和(?={one.partition('和')[2]})" for one in _WITHIN)
_NAMES = f"(?:[^的、，,和与及]|{_INNER}){{1,16}}"
_EACH = re.compile(
    f"(?P<of>.*的)?(?P<names>{_NAMES}(?:、{_NAMES}){{0,2}}(?:和|与|及|以及|、){_NAMES})"
    "(?P<what>的[^、，,和与及]{1,12}?)?(?:分别|各自?)(?P<asks>.+)"
)
_HEAD = (
    "(?:新任?|现任|前任?)?(?:[局厅队县市区镇乡村厂校院馆]长|主任|书记|(?:主|总)?教练|(?:总)?经理)"
)
_EACH_HEAD = re.compile(
    f"(?P<of>.*的)?(?P<names>{_NAMES}(?:、{_NAMES}){{0,2}}(?:和|与|及|以及|、){_NAMES}?)"
    f"(?P<what>的?{_HEAD})(?P<asks>(?:都|又)?(?:是谁|叫什么名?字?))"
)
"""Who heads each of several offices, teams or places: 东河县和西河县的县长是谁."""
_NAME = re.compile(_NAMES)
_OF_ALL = re.compile(
    r"(?:[去今前明后]年|[昨今前明]天|\d{2,4}年|[上下]半年|(?:全|我|本)[国省市县区镇村校厂])+"
)
_OF_A_ROW = "组队类档级年月度期届批场线"
"""What names end with that are told apart by what stands before it: 男子组和女子组."""
_OF_OFFICES = "局厅委队县市区镇村乡厂校院馆数"
"""Names that end with one of these are whole, of whatever length: 教育局, 住房和城乡建设局."""
_HAVE_HEADS = frozenset(_OF_OFFICES) - {"数"}
_OTHERS = re.compile("[^，,。！]{1,12}呢$")


def subquestions(question: str) -> tuple[tuple[Span, ...], ...]:
    """Return the parts of a question, each as the spans of it that make a question of its own.

    Empty where it asks for one thing. What a later clause lacks the first has: of
    大桥何时开工，何时通车 the second is 大桥何时通车; where it cannot be told what that is, it is
    as it stands. Days and places of one deed are asked for each without the others; of several
    things 分别 each by itself. What no span answers (:func:`is_left`) comes last.
    """
    end = len(question.rstrip("？?。！! "))
    opening = _OPENING.match(question)
    told = list(_clauses(question, opening.end() if opening else 0, end))
    left = [one for one in told if is_left(text_of(question, [one]))]
    clauses = [
        one for one in told if one not in left and _ASKS.search(question, one.start, one.end)
    ]
    if not clauses:
        whether = [one for one in left if wanted(text_of(question, [one])) is Wanted.YES_NO]
        return tuple((one,) for one in whether) if len(whether) > 1 else ()
    parts = _by_clause(question, clauses, _lead(told, clauses[0], left))
    parts += [[one] for one in left]
    different: dict[str, tuple[Span, ...]] = {}
    for part in parts:
        different.setdefault(text_of(question, part), tuple(part))
    return tuple(different.values()) if len(different) > 1 else ()


def text_of(question: str, part: Sequence[Span]) -> str:
    """Return the question that a part of one is."""
    return "".join(question[one.start : one.end] for one in part)


def is_left(part: str) -> bool:
    """Whether no span of a text answers a part: it asks whether something is so, or 玉米呢."""
    return wanted(part) is Wanted.YES_NO or bool(_OTHERS.match(part) and not _ASKS.search(part))


def _clauses(question: str, start: int, end: int) -> Iterator[Span]:
    for mark in (*_BREAK.finditer(question, start, end), None):
        stop = mark.start() if mark else end
        if mark and mark[0] == "、" and not _ASKS.search(question, start, stop):
            continue  # between things that are asked of: 水稻、玉米和大豆各多少
        for again in _AGAIN.finditer(question, start, stop):
            yield Span(start=start, end=again.end())
            start = again.end()
        if start < stop:
            yield Span(start=start, end=stop)
        start = mark.end() if mark else end


def _lead(told: Sequence[Span], first: Span, left: Sequence[Span]) -> list[Span]:
    """Return what is told before the first clause that asks, as far as that asks nothing."""
    before = [one for one in told[: told.index(first)] if one not in left]
    return [Span(start=before[0].start, end=first.start)] if before else []


def _by_clause(question: str, clauses: Sequence[Span], lead: list[Span]) -> list[list[Span]]:
    """Return the parts of the clauses that ask, with what all are about where they lack that."""
    if len(clauses) > 1 and _CONDITION.search(question[clauses[0].start : clauses[0].end]):
        return []
    deeds = [_deed(question, clauses[place:]) for place in range(len(clauses))]
    about = _about(question, clauses[0], shared=deeds[0] is not None)
    parts: list[list[Span]] = []
    for place, (one, deed) in enumerate(zip(clauses, deeds, strict=True)):
        own = _of_one(question, one) or [[one, *([deed] if deed else [])]]
        asked = _asked(question, one)
        lacks = place and asked.start == one.start and not _acts(question, asked, one)
        before = [*lead, *([_with_has(question, about, one)] if about and lacks else [])]
        parts += [[*before, *part] for part in own]
    return parts


def _with_has(question: str, about: Span, clause: Span) -> Span:
    """Return what all are about with 有 behind it, where a clause asks how many it has."""
    has = question[about.end] == "有" and _MANY.match(question, clause.start)
    return Span(start=about.start, end=about.end + 1) if has else about


def _deed(question: str, clauses: Sequence[Span]) -> Span | None:
    """Return what is done, of a clause that asks when or where alone: 何时|、在哪里|举行."""
    one, *others = clauses
    asked = _PLACED.search(question, one.start, one.end)
    if not others or asked is None or asked.end() < one.end:
        return None
    following = others[0]
    placed = _PLACED.match(question, following.start, following.end)
    if question[one.end] not in "、和与及" and not (
        placed
        and (asked.lastgroup, placed.lastgroup) == ("when", "where")
        and not _REACHES.search(question, one.start, asked.start())
    ):
        return None
    if placed and placed.end() == following.end:
        return _deed(question, others)
    done = _EVENT.search(question, following.start, following.end)
    start = placed.end() if placed else done.start() if done else following.end
    return Span(start=start, end=following.end) if start < following.end else None


def _about(question: str, first: Span, *, shared: bool) -> Span | None:
    """Return what the first clause is about; None where that does not stand by itself in it.

    ``shared``: what is done stands in a later clause, for this one too.
    """
    asks = _asked(question, first)
    leans = _LEANS.search(question, first.start, asks.start)
    end = leans.start() if leans else asks.start
    if end == first.start:
        return _behind(question, Span(start=asks.end, end=first.end))
    size = _OF_A_SIZE.search(question, first.start, end)
    alone = asks.end == first.end and not shared
    if size:
        end = size.start()
    elif not leans and question[asks.start] not in f"多{_PREPOSITION}":
        adverb = _ADVERB.match(question, asks.start, first.end)
        end = first.start if alone or adverb is None else end
    if end == first.start or _REACHES.search(question, first.start, end):
        return None
    return Span(start=first.start, end=end)


def _behind(question: str, rest: Span) -> Span | None:
    """Return the thing that stands behind what asks: 谁设计了|老桥, 有哪些|剧目."""
    words = list(tagged(question[rest.start : rest.end]))
    start = rest.start
    while words and not words[0][1].startswith("n"):
        if words[0][1][0] not in "vu":
            return None
        start += len(words.pop(0)[0])
    is_thing = words and all(kind[0] in "nmqab" for _, kind in words)
    return Span(start=start, end=rest.end) if is_thing else None


def _acts(question: str, asked: Span, within: Span) -> bool:
    """Whether what is asked is who does what a clause says: 谁夺冠, not 由谁, 谁 or 谁写的."""
    is_who = question[asked.start : asked.end] == "谁" and asked.end < within.end
    return is_who and question[within.end - 1] != "的"


def _asked(question: str, within: Span) -> Span:
    """Return the first words that ask within a clause, with the preposition before them."""
    tried = (pattern.search(question, within.start, within.end) for pattern in (_PLACED, _ASKS))
    found = min((one for one in tried if one), key=re.Match.start)
    return Span(start=found.start(), end=found.end())


def _of_one(question: str, clause: Span) -> list[list[Span]]:
    """Return a clause's parts: each of several things, or when, where and who of a deed."""
    each = _EACH.fullmatch(question, clause.start, clause.end)
    if each and not _FEW.search(each["asks"]):
        return list(_of_each(each))
    heads = None if each else _EACH_HEAD.fullmatch(question, clause.start, clause.end)
    if heads and {one[0][-1] for one in _NAME.finditer(heads["names"])} <= _HAVE_HEADS:
        return list(_of_each(heads))
    found = list(_PLACED.finditer(question, clause.start, clause.end))
    if len(found) < 2 or len({one.lastgroup for one in found}) != len(found):
        return []
    bare = clause.start == found[0].start() and clause.end == found[-1].end()
    return [] if bare else [list(_only(question, one, found, clause)) for one in found]


def _of_each(each: re.Match[str]) -> Iterator[list[Span]]:
    """Yield a part for each of several things, with what is of all of them: 去年|稻、麦|产量|各."""
    asks = Span(start=each.start("asks"), end=each.end("asks"))
    of = [Span(start=each.start("of"), end=each.end("of"))] if each["of"] else []
    what = [Span(start=each.start("what"), end=each.end("what"))] if each["what"] else []
    names = list(_NAME.finditer(each.string, each.start("names"), each.end("names")))
    head, tail = _common([name[0] for name in names])
    start, end = names[0].start(), names[-1].end()
    before = [Span(start=start, end=start + head)] if head else []
    after = [Span(start=end - tail, end=end)] if tail else []
    for name in names:
        own = Span(
            start=name.start() + (head if name is names[0] else 0),
            end=name.end() - (tail if name is names[-1] else 0),
        )
        yield [*of, *before, own, *after, *what, asks]


def _common(names: Sequence[str]) -> tuple[int, int]:
    """Return how many characters before the first name, and behind the last, are of all of them.

    去年|水稻, 玉米|产量; 马拉松|男子组, 女子组|冠军.
    """
    first, last = names[0], names[-1]
    of_all = _OF_ALL.match(first)
    head = of_all.end() if of_all and not _OF_ALL.match(last) else 0
    first = first[head:]
    if not first:
        return 0, 0
    size = last.find(first[-1]) + 1
    if first[-1] == last[-1] and first[-1] in _OF_OFFICES:
        return head, 0
    short = size <= len(first) or first[-1] in _OF_OFFICES
    if size > 1 and short and all(name[-1] == first[-1] for name in names[:-1]):
        head += len(first) - size if first[-1] in _OF_A_ROW else 0
        return head, len(last) - size
    longer = len(last) - len(first)
    same = {len(first), *map(len, names[1:-1])} == {len(first)}
    return head, longer if same and longer > 1 and first not in last else 0


def _only(
    question: str, asked: re.Match[str], found: Sequence[re.Match[str]], clause: Span
) -> Iterator[Span]:
    """Yield a clause without what else it asks for."""
    start = clause.start
    for other in (one for one in found if one is not asked):
        before = _JOINED.sub("", question[start : other.start()])
        if before:
            yield Span(start=start, end=start + len(before))
        start = other.end()
    if start < clause.end:
        yield Span(start=start, end=clause.end)
