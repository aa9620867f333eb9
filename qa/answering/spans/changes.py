"""Of a figure that a text says has changed, the one of the time that a question asks of.

泳道由|六条|增加到|八条|: there are eight, there were six. 末班车由|21时|延至|22时| is no different.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.periods import CLOCK
from qa.answering.wording import ASKS_FIGURE, around, group
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "is_of_compared_time",
    "is_of_no_such_time",
    "is_of_the_other_time",
    "of_its_time",
    "without_times",
]

_NUMERAL = "0-9０-９零〇一二两三四五六七八九十百千"
_NUMBER = (
    f"(?<![{_NUMERAL}])(?<![0-9０-９][.．,，])"
    f"[{_NUMERAL}]{{1,12}}(?:[.．,，][0-9０-９]{{1,12}}){{0,4}}[万亿]{{0,2}}"
)
_TO = (
    "(?:(?:增[加长]?|扩[大建展充容]?|提[高升前]|上?[升涨]|回?[升落]|[上下]调|减[少至]?|下?降低?|下[滑跌]|压[缩减]|精简|缩[短减小]|延[长后伸]?|推[迟后]"
    "|调[整高低]?|改|变|加密|放宽|翻)了?回?[到至为成]"
    "|[降升涨跌落减调退改缩]回|(?:恢复|退|回)[到至])了?"
)
_PAIR = re.compile(
    "(?P<once>[由从][^，,。；;：:！？\\n0-9]{0,10}?(?:[0-9]{4}年)?[^，,。；;：:！？\\n0-9]{0,4}?|(?:[0-9]{4}|[去前今上])年的?|)"
    f"(?P<first>{CLOCK}|{_NUMBER}(?P<unit>[^，,。；;、：:！？\\s0-9]{{0,4}}?))"
    f"(?:直接|逐[步年]|大幅|统一|一次性|[已又再将拟都均也要]){{0,4}}{_TO}"
    "(?P<now>[^，,。；;：:！？\\n]{1,9}的|约|)"
    f"(?P<last>{CLOCK}|{_NUMBER}(?:(?P=unit)|个工作日|个?小时|个?月|分钟|[天日年])(?![0-9]))"
)
_MARKS = "。；;！!？?\n"
_BEFORE = "(?<![提目当日空眼以之])前(?![往后景期身年天几途线台]|所)"
_ONCE = re.compile(
    f"原[来先有本]的?|本来(?!就)|[起最]初的?|(?<![可所足给予加])以前|之前|从前|过去|当初|此前|先前|早先|{_BEFORE}"
)
# A later change of the same: 从20元涨到30元|，今年又降回20元; of another it is not: ，猪肉降到20元.
_AGAIN = re.compile(
    "[^，,。；;！!？?\\n0-9]{0,6}[，,](?:但|而|不过|随后|后来?|接着)?"
    "(?:[^，,。；;！!？?\\n]{0,6}(?:[年月日天初末底]|近[来期]|最近|[现如]今|[现当]在|目前|眼下|当前))?"
    f"(?:[又再已现才]|再次|重新|逐[步年]|大幅){{0,3}}{_TO}约?(?P<last>{_NUMBER})"
)
_EARLIER = re.compile(
    f"{_TO}[^，,。；;！!？?\\n0-9]{{0,4}}?(?P<last>{_NUMBER}(?P<unit>[^，,。；;、：:！？\\s{_NUMERAL}]{{1,4}}))"
    f"[^，,。；;！!？?\\n0-9]{{0,8}}[，,（(](?:而|比)?(?:{_ONCE.pattern})"
    f"[^，,。；;、：:！？\\s0-9]{{0,8}}?(?P<first>{_NUMBER}(?P=unit))"
)
_YEARS_APART = re.compile(
    "(?P<once>往年|以往|常年|前些年|过去|以前|原来|[去前上]年)[^，,。；;！!？?\\n0-9]{0,12}?"
    f"(?P<first>{_NUMBER}(?P<unit>[^，,。；;、：:！？\\s{_NUMERAL}]{{1,4}}))[，,；;](?:而|但)?"
    "(?P<now>今年|现在|如今|目前)[^，,。；;！!？?\\n0-9]{0,12}?"
    f"(?P<last>{_NUMBER}(?P=unit))"
)
"""Of one time and of another: 往年收入|十三四万元|，今年只有|八万元|."""
_ANOTHER_TIME = re.compile(
    "[去前]年|上年|上[个一]?(?:季度|月|周|星期|届|次|年度)|[上前]一(?:年|天|日)|昨天"
)
_HAD_NONE = re.compile("(?:同期|此时)?[，,]?[^，,。；;]{0,10}?(?:没有|未|无)")
_IN_QUESTION = re.compile(
    "[比较同与跟].{0,6}(?:多少|几)|[增提升涨降减][长高加了到幅]|[多少]了|变化"
)
_COMPARES = re.compile("(?:[比较同与和跟超]|高于|低于|多于|少于|相[比较]于?)$")
_FAR = 200
"""More characters than a change is told in."""
_NOW = re.compile("现在|目前|如今|眼下|当前|现今|时下|调整后|如今的?")
_NOW_INSTEAD = re.compile(
    f"(?:[，,][^。；;！!？?\\n]*)?[，,](?:{_NOW.pattern})[^，,。；;！!？?\\n]{{0,12}}?{_NUMBER}"
)
"""What is told behind a figure of an earlier time: ，目前回落到2元."""

_AFTER = re.compile(f"[一-龥]{{0,4}}(?:{_BEFORE}|(?<![今先落以之最])后(?![来年天]))")
_BY_HOW_MUCH = re.compile(
    "[从由]?(?:多少|几)[^，,]{0,4}[增提升涨调减降缩延改]|[增加提高升涨减少降低缩短延长差跌]了?(?:多少|几)|[快慢多少高低]了?(?:多少|几)"
)
_TO_WHAT = re.compile(
    "(?:[增加长升涨高提前降减少低调整改延长缩短]回?[到至为成]|[降升涨跌落减调退改缩]回|回[到至])了?约?(?:多少|几)"
)
_FROM_AND_TO = re.compile(
    "(?:多少|几)[^，,]{0,6}?[到至为成](?:了)?(?:多少|几)|前后[^，,]{0,6}?各(?:是|有|为)?(?:多少|几)"
)
_EVER = re.compile("最[高低多少大小]|一度|曾")
_TOLD = re.compile("[0-9０-９]+年|[一-龥]{2,}")
_EMPTY = re.compile("[由从的]|原[来先有本]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A change that stands at ``place``: the figures in order of time, and what is told of them."""

    place: Span
    figures: tuple[Span, ...]
    once: str = ""
    now: str = ""


def of_its_time(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the other of a figure before and after a change.

    Asked of before (原来, 调整前), or of the time that the text names there (由去年的|8人|), the
    first; else the last, unless it is asked by how much it has changed. Both, from the one to the
    other, where a question asks from what to what.
    """
    if not ASKS_FIGURE.search(question):
        return span
    if _FROM_AND_TO.search(question):
        pairs = (one.figures for one in _changes(text, span) if one.place.meets(span))
        both = (Span(start=x[0].start, end=x[-1].end) for x in pairs if x[0].start < x[-1].start)
        return next(both, span)
    if _BY_HOW_MUCH.search(question):
        return span
    for change in _changes(text, span):
        met = [figure for figure in change.figures if figure.meets(span)]
        if len(met) != 1 or (len(change.figures) > 2 and _EVER.search(question)):
            continue
        asked = change.figures[0 if _asks_once(question, change) else -1]
        return span if asked.meets(span) else asked
    return span


def without_times(question: str, text: str, span: Span) -> str:
    """Return a question without what it says of the time, if a figure there has changed."""
    if not any(change.place.meets(span) for change in _changes(text, span)):
        return question
    return _NOW.sub(" ", _ONCE.sub(" ", _AFTER.sub(" ", question)))


def is_of_the_other_time(question: str, text: str, span: Span) -> bool:
    """Return whether the clause of a figure tells of before and the question not, or so.

    Where the figure is one of before and after a change, it is told which it is.
    """
    if any(change.place.meets(span) for change in _pairs(text, span)):
        return False
    clause = around(text, span, f"{_MARKS}，,")
    if _NOW.search(question) and _NOW_INSTEAD.match(text, clause.end):
        return True
    before = _ONCE.search(text, clause.start, clause.end) is not None
    if _ONCE.search(question):
        return not before
    return before and (_NOW.search(question) or _AFTER.search(question)) is not None


def is_of_compared_time(question: str, text: str, span: Span) -> bool:
    """Return whether a figure is only compared with one of the time that is asked of.

    Of 上季度 asked, |99%|，较上季度提高1个百分点 is of this one. Not where the text tells of that
    time elsewhere, nor of a question that compares itself.
    """
    if _IN_QUESTION.search(question):
        return False
    named = _asked_time(question, text)
    end = around(text, span, _MARKS).end
    return bool(named) and all(
        span.end <= one.start < end and _COMPARES.search(text[: one.start]) for one in named
    )


def is_of_no_such_time(question: str, text: str, span: Span) -> bool:
    """Return whether the text says of the time asked of, later on, that there was none.

    Of 去年 asked, |4万亩|遭灾。…去年没有 is of this year.
    """
    first = next(iter(_asked_time(question, text)), None)
    if first is None or first.start < around(text, span, _MARKS).end:
        return False
    return _HAD_NONE.match(text, first.end) is not None


def _asked_time(question: str, text: str) -> list[Span]:
    """Return where a text names the time whose figure a question asks for: 去年, 上季度."""
    asked = _ANOTHER_TIME.search(question) if ASKS_FIGURE.search(question) else None
    if asked is None:
        return []
    named = re.finditer(re.escape(asked[0]), text)
    return [Span(start=one.start(), end=one.end()) for one in named]


def _changes(text: str, span: Span) -> Iterator[_Change]:
    """Return all changes told around a span, whichever figure stands first."""
    yield from _pairs(text, span)
    yield from _told_backwards(text, span)
    yield from _told_apart(text, span)


def _pairs(text: str, span: Span) -> Iterator[_Change]:
    """Return the changes told around a span, each with those of the same that follow it."""
    within = _near(text, span)
    for pair in _PAIR.finditer(text, within.start, within.end):
        figures = [group(pair, "first"), group(pair, "last")]
        unit = pair["unit"] or ""
        while unit and (again := _AGAIN.match(text, figures[-1].end, within.end)):
            if not text.startswith(unit, again.end()):
                break
            figures.append(Span(start=again.start("last"), end=again.end() + len(unit)))
        yield _Change(
            place=Span(start=pair.start(), end=figures[-1].end),
            figures=tuple(figures),
            once=pair["once"],
            now=pair["now"],
        )


def _told_backwards(text: str, span: Span) -> Iterator[_Change]:
    """Return the changes around a span of which the last figure stands first: 涨到3元，原来2元."""
    within = _near(text, span)
    for pair in _EARLIER.finditer(text, within.start, within.end):
        figures = (group(pair, "first"), group(pair, "last"))
        yield _Change(place=Span(start=pair.start(), end=pair.end()), figures=figures)


def _told_apart(text: str, span: Span) -> Iterator[_Change]:
    """Return the changes around a span that name both times: 去年收入2万元，今年只有1万元."""
    within = _near(text, span)
    for pair in _YEARS_APART.finditer(text, within.start, within.end):
        figures = (group(pair, "first"), group(pair, "last"))
        place = Span(start=pair.start(), end=pair.end())
        yield _Change(place=place, figures=figures, once=pair["once"], now=pair["now"])


def _near(text: str, span: Span) -> Span:
    """Return the sentence around a span, of a long one what a change with the span can stand in."""
    place = around(text, span, _MARKS)
    end = min(span.end, span.start + _FAR) + _FAR
    return Span(start=max(place.start, span.start - _FAR), end=min(place.end, end))


def _asks_once(question: str, change: _Change) -> bool:
    if _TO_WHAT.search(question):
        return False
    if _ONCE.search(question) or (_NOW.search(change.once) and _NOW.search(question)):
        return True
    once = _TOLD.findall(_EMPTY.sub(" ", change.once))
    now = _TOLD.findall(change.now)
    return any(word in question for word in once) and not any(word in question for word in now)
