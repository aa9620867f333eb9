"""Who came first, second or third in an event, where a report tells of several: 男子团体, 女单.

A report of a meeting names a winner for each event in few words (男子团体冠军由甲队获得，乙队和
丙队分列二、三名), and a reader takes the one for the other or doubts all of them. The events are
told apart by what they are made of: of whom (男子, 女子, 高中组) and in what (团体, 单打, 100米).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.wording import the_one_said
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KNOWN", "score", "winner"]

_SHORT = (
    ("男团", "男子团体"),
    ("女团", "女子团体"),
    ("男单", "男子单打"),
    ("女单", "女子单打"),
    ("男双", "男子双打"),
    ("女双", "女子双打"),
    ("混双", "混合双打"),
    ("百米", "100米"),
)
"""How events are called for short."""

_METRES = (
    "(?<![0-9.×x])(?:[0-9]{1,2}[×x*])?(?:50|60|80|100|110|200|400|800|1000|1500|3000|5000|10000)米"
    "(?![0-9线长高宽深])(?:跨?栏|障碍|接力|自由泳|蛙泳|蝶泳|仰泳|混合泳|竞走)*"
)
_KIND = re.compile(
    f"团体|单打|双打|全能|(?:半程|全程)?马拉松|三级跳远|跳[远高水绳]|铅球|标枪|铁饼|链球|撑[杆竿]跳|{_METRES}"
    "|[男女]足|[男女]篮|[男女]排|[足篮排网]球"
)
_WHOSE = re.compile("男(?=[子女生]|[足篮排]|[0-9])|女(?=[子生]|[足篮排]|[0-9])|混合|[一-龥]{2}组")
_PLACES = (
    (
        "冠军|夺冠|第一(?!次|届|天|场|轮)|金牌|头名|赢",
        "冠军|第一名?(?!次|届|天|场|轮)|金牌|头名",
        "夺冠|登顶|折桂|夺魁",
    ),
    ("亚军|第二(?!次|届|天|场|轮)|银牌|输", "亚军|第二名?(?!次|届|天|场|轮)|银牌", "居次|屈居亚军"),
    ("季军|第三(?!次|届|天|场|轮)|铜牌", "季军|第三名?(?!次|届|天|场|轮)|铜牌", ""),
)
"""How a place is asked for, how a report names it, and what says that who stands before has it."""

_ASKS_WHO = re.compile("谁|哪[一几两]?[队个支位名所家些人区县市省国校班]|什么队|叫什么")
_OTHERWISE = re.compile(
    "多少|几(?!个人|名选手|支)|为什么|怎么|奖金|教练|上一?届|去年|前年|纪录|吗[？?]?$"
)
_ASKS_SCORE = re.compile("比分|几比几|几[:：]几")
_SCORE = re.compile("(?<![0-9])[0-9]{1,3}(?:比|[:：])[0-9]{1,3}(?![0-9])")
KNOWN = re.compile(
    "|".join(
        [
            *(short for short, _ in _SHORT),
            _KIND.pattern,
            "男子?|女子?|混合|[一-龥]{2}组",
            *(f"{asked}|{does}" if does else asked for asked, _, does in _PLACES),
            _ASKS_WHO.pattern,
            _ASKS_SCORE.pattern,
            "(?<=第[一二三])名|决赛|比赛|总分|[获夺摘]得|拿[了下到]?|跑[出了]?|队伍?|选手|学校|中学|单位",
        ]
    )
)
"""Words of a question that the rules account for."""

_TEAM = re.compile("哪[一几]?[支所]|哪[一个]?(?:[队区县市省国校班]|学校|中学|单位)|什么队")
_NAME = (
    "(?![中上里][以凭在]|最终|最后|其中|双方|两队|时隔|[获夺跑跳投力在以凭由被他她它仅该并也还])"
    "(?P<name>[一-龥A-Za-z0-9·/]{2,20}?)"
)
_BY = (
    "(?:[以凭][^，,。；;]{1,10}?|[0-9]{1,3}[比:：][0-9]{1,3}|[0-9]+[秒分米环][0-9秒]*的?(?:成绩)?)?"
)
_BEATS = "(?:战胜|击败|力克|险胜|完胜|横扫|大胜|打败|(?<![战获])胜)了?"
_TAKES = "(?:获得|夺得|摘得|赢得|拿下|夺取|捧得|取得|获|夺|得|[名位排]?列|居|排名?|跑出|收获)了?"
_CALLED = re.compile(
    "(?:[0-9一二三四五六七八九十]+岁|[^的]{0,10}?(?:队友|选手|[小老名]将|队员|运动员|同学|学生|对手|新秀|东道主|卫冕冠军|外援))+(?=..)"
)
_EARLY = re.compile("半决赛|分之一|[小分]组赛|[预初]赛|[八四]强赛|首轮|[季铜][军牌][战赛]|三四名")
_PART = re.compile("第[一二三四五六七]?[局盘节场]|[上下]半场|加时")
_OF_THE_LOSER = re.compile(
    f"(?:{_BEATS}|赢)(?:了|的是)?(?:谁|哪)|(?:给|为|向)[^，,]{{1,8}}[颁授发]|[冠亚季]军的"
)
_FINAL = re.compile("(?<!半)(?<!之一)决赛")
_CLAUSE = re.compile("[^，,。；;！!？?\\n]+")
_LEAD = "(?:[^，,]{0,24}?决赛[中上里]?)?"
_BEAT = (
    re.compile(f"{_LEAD}{_NAME}{_BY}{_BEATS}"),
    re.compile(f"[^，,]*?{_BEATS}(?P<name>[^，,]{{2,12}}?)(?:{_TAKES}.*|夺冠|$)"),
)
"""Who beats whom in a final: the first of it, and the second."""

_NEAR = 20  # characters before a clause in which it is said that it is of a final
_ORDER = re.compile("分[列获居][第前]?([一二三])、([二三四])")
_AND = re.compile("和|与|、|及")


@dataclass(frozen=True, slots=True)
class _Event:
    """Of whom an event is and in what."""

    whose: frozenset[str]
    kinds: frozenset[str]

    @classmethod
    def of(cls, said: str) -> _Event:
        return cls(frozenset(_WHOSE.findall(said)), frozenset(_KIND.findall(said)))

    def is_asked(self, asked: _Event) -> bool:
        """Whether it is the one asked for, or one of those."""
        return asked.kinds == self.kinds and asked.whose <= self.whose


def winner(question: str, text: str) -> Span | None:
    """Return who has the place in the event that a question asks for, where a text says it of one.

    In simplified characters.
    """
    question = _long(question)
    asked = _Event.of(question)
    place = next((at for at, one in enumerate(_PLACES) if re.search(one[0], question)), None)
    if not asked.kinds or place is None or not _ASKS_WHO.search(question):
        return None
    if _OTHERWISE.search(question) or _EARLY.search(question) or _OF_THE_LOSER.search(question):
        return None
    team = _TEAM.search(question) is not None
    found = [one for clause in _of_event(asked, text) for one in _placed(place, text, clause)]
    named = [_bare(text, one, team=team) for one in found]
    return the_one_said(text, named)


def score(question: str, text: str) -> Span | None:
    """Return the score of the event, or of the one, that a question asks the score of.

    Where a text gives one; in simplified characters. Of an event it is that of the final.
    """
    if not _ASKS_SCORE.search(question) or _EARLY.search(question) or _PART.search(question):
        return None
    asked = _Event.of(_long(question))
    if asked.kinds:
        clauses = list(_of_event(asked, text))
    else:
        name = max(
            (question[:n] for n in range(2, len(question)) if question[:n] in text),
            key=len,
            default="",
        )
        clauses = [_span(one) for one in _CLAUSE.finditer(text) if name and name in one[0]]
        clauses = clauses if len(clauses) == 1 else []
    found = [_span(one) for x in clauses for one in _SCORE.finditer(text, x.start, x.end)]
    return the_one_said(text, found)


def _long(said: str) -> str:
    """Return words with the events that they call for short as they are called in full."""
    for short, long in _SHORT:
        said = said.replace(short, long)
    return said


def _span(found: re.Match[str]) -> Span:
    return Span(start=found.start(), end=found.end())


def _of_event(asked: _Event, text: str) -> Iterator[Span]:
    """Yield the clauses of a text that are of an event: of one named there, or before it."""
    event, early, end = _Event(frozenset(), frozenset()), False, 0
    for found in _CLAUSE.finditer(text):
        if re.search("[。！!？?\\n]", text[end : found.start()]):
            event, early = _Event(frozenset(), frozenset()), False
        own = _long(found[0])
        named = _Event.of(own)
        if named.kinds:
            event = named
        if _EARLY.search(own) or _FINAL.search(own):
            early = _FINAL.search(own) is None
        if event.is_asked(asked) and not early:
            yield _span(found)
        end = found.end()


def _placed(place: int, text: str, clause: Span) -> Iterator[Span]:
    """Yield who has a place by the words of a clause."""
    named, does = _PLACES[place][1:]
    said = text[clause.start : clause.end]
    if found := re.search(
        f"(?:{named})[^，,的]{{0,3}}?(?:[由是为归属被：:]于?)+{_NAME}(?:[于在][^，,]{{1,12}}?)?(?:{_TAKES}|夺走|收入囊中|$)",
        said,
    ):
        yield _group(clause, found)
        return
    if does and (found := re.search(f"由{_NAME}{_BY}(?:{does})", said)):
        yield _group(clause, found)
        return
    if (row := _ORDER.search(said)) and (at := _in_row(place, row)) is not None:
        parts = list(_parts(said[: row.start()]))
        if len(parts) == len(row.groups()):
            yield Span(start=clause.start + parts[at].start, end=clause.start + parts[at].end)
        return
    final = _FINAL.search(text, max(0, clause.start - _NEAR), clause.end)
    if final and place < len("胜负") and (found := _BEAT[place].match(said)):
        yield _group(clause, found)
        return
    ends = f"{_TAKES}[^，,。；;]{{0,20}}?(?:{named})|(?:{named})$" + (f"|{does}" if does else "")
    if (found := re.match(f"{_LEAD}{_NAME}{_BY}(?:{ends})", said)) and not _Event.of(
        found["name"]
    ).kinds:
        yield _group(clause, found)


def _in_row(place: int, row: re.Match[str]) -> int | None:
    asked = "一二三"[place]
    return row.groups().index(asked) if asked in row.groups() else None


def _parts(said: str) -> Iterator[Span]:
    start = 0
    for mark in _AND.finditer(said):
        yield Span(start=start, end=mark.start())
        start = mark.end()
    yield Span(start=start, end=len(said))


def _group(clause: Span, found: re.Match[str], name: str = "name") -> Span:
    return Span(start=clause.start + found.start(name), end=clause.start + found.end(name))


def _bare(text: str, span: Span, *, team: bool) -> Span:
    """Return a name without whose it is and what he is; of ``team`` whose it is: 甲队的|乙某|."""
    said = text[span.start : span.end]
    owner, of, own = said.rpartition("的")
    if of and team and not _CALLED.search(owner):
        return Span(start=span.start, end=span.start + len(owner))
    called = _CALLED.match(own)
    start = span.end - len(own) + (called.end() if called and called.end() < len(own) else 0)
    return Span(start=start, end=span.end)
