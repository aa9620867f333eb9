"""By how much something differs or has changed, where that is asked: 比去年多种了|1700亩|.

A report has the figure itself, that of before and the difference side by side, and of others too;
the words at a figure say that it is a difference, those of its sentence of what.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import holds, meaning, the_one_said
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KNOWN", "difference"]

_DOES = "(?:(?![〇零一二两三四五六七八九十百千万亿半])[一-龥])?"  # 多收, 少招; not 多|二百斤
_MORE = (
    f"增加|增长|增产|增收|上[升涨调]|提[高升]|高出?|长出|涨|多{_DOES}|贵|加[宽长高深]|延长|扩大"
    "|(?<![每一公毫])升"
)
_LESS = (
    f"减少|减[产收]?|下[降跌调滑]|降低?|低|跌|(?<![缺不至多])少{_DOES}|便宜|缩[短小减]|压缩|回落"
)
_WAYS = (_MORE, _LESS)
_ASKS = re.compile(
    "(?P<way>{})了?(?!到|至|为|成)(?:大约|约)?(?:多少|几(?![乎号月点时]))".format("|".join(_WAYS))
)
_COMPARES = re.compile("比[^，,。？?]{1,12}")
_NUMERAL = "0-9〇零一二两三四五六七八九十百千万亿半"
_UNITS = "平方公里|平方米|立方米|公里|公斤|小时|分钟|人次|[万亿]?元|℃"
_FIGURE = (
    f"(?:将?近|约|大约|整整)?(?P<figure>[{_NUMERAL}][{_NUMERAL}.,]*(?:多|余|来)?"
    f"(?P<unit>{_UNITS}|(?![年月日号岁倍成个])[一-龥]|个(?!百分|基点)[一-龥]?))(?!到|至|[%％])"
)
_OTHERWISE = re.compile(
    "[到至为成](?:多少|几)|[从由](?:多少|几)|百分|%|％|倍|成[？?]?$|为什么|至少|最[多少高低]|不?多少(?=[高长])"
)
_UNIT = re.compile(f"钱|{_UNITS}|[一-龥]")
KNOWN = re.compile(f"(?:{_ASKS.pattern})(?:{_UNIT.pattern})?|{_MORE}|{_LESS}|比|价[格钱]")
"""Words of a question that the rule accounts for."""

_MONEY, _HEADS = "元块角毛分钱", "名人位个户"
"""Units that stand for one another."""

_SPOKEN = re.compile("[降跌涨多少]|便宜|贵|减")
_MEASURED = re.compile("[高低长]|加[宽长高深]")
"""What may be how much of it there is, where nothing is compared: 山高多少米."""

_NEAR = 16  # characters before a difference in which it is said to be one of several
_TIME = re.compile("今年|去年|上年|前年|本届|上届|同期|往年|以前|[一-龥]?比")
_NO_SUBJECT = re.compile("[今去]年|全[省市县区乡镇村]|这[次里]|当地|请问|一共|现在|目前|大概")
_THAN = "比[^，,。；;]{1,12}?(?:同期)?(?:还|又|净|约|共)?"


def difference(question: str, text: str) -> Span | None:
    """Return by how much what a question asks of differs, where a text says it of one thing.

    In simplified characters; of the sentences that say it those with most of the question count.
    """
    asks = _ASKS.search(question)
    if asks is None or _OTHERWISE.search(question):
        return None
    way = next(one for one in _WAYS if re.fullmatch(one, asks["way"]))
    compared = _COMPARES.search(question[: asks.end()]) is not None
    unit = _UNIT.match(question, asks.end())
    if not (compared or (unit and not _MEASURED.match(asks["way"])) or _SPOKEN.match(asks["way"])):
        return None
    rest = f"{question[: asks.start()]} {question[asks.end() :]}"
    asked = [word for word, acts in meaning(rest) if _names(word, acts=acts)]
    told = list(_differences(text, way, unit[0] if unit else ""))
    told = [one for one in told if _is_about(question[: asks.start()], one[0])]
    ranks = [(sum(holds(said, x) for x in asked), than is compared) for said, than, _ in told]
    best = max(ranks, default=(0, False))
    if asked and not best[0]:
        return None
    spans = [span for (_, _, span), rank in zip(told, ranks, strict=True) if rank == best]
    return the_one_said(text, spans)


def _names(word: str, *, acts: bool) -> bool:
    """Whether a word of a question says of what the difference is."""
    return not acts and len(word) > 1 and not _TIME.fullmatch(word)


def _is_about(subject: str, said: str) -> bool:
    """Whether a sentence has something of what a question names first, if anything."""
    subject = _NO_SUBJECT.sub("", subject.partition("比")[0])
    pairs = [subject[at : at + 2] for at in range(len(subject) - 1)]
    return not pairs or any(pair in said for pair in pairs)


def _is_of(unit: str, figure: str) -> bool:
    """Whether the unit of a figure is the one that is asked for, "" for any."""
    alike = any(unit[-1:] in one and figure[-1] in one for one in (_MONEY, _HEADS))
    return not unit or alike or unit == figure


def _differences(text: str, way: str, unit: str) -> Iterator[tuple[str, bool, Span]]:
    """Yield the differences of a text, each with its sentence and whether it is compared there."""
    said = re.compile(f"(?P<than>{_THAN})?(?:{way})了?{_FIGURE}")
    for place in sentences(text):
        for one in said.finditer(text, place.start, place.end):
            told = text[place.start : one.start()]
            if "分别" in told[-_NEAR:] or not _is_of(unit, one["unit"]):
                continue
            span = Span(start=one.start("figure"), end=one.end("figure"))
            yield text[place.start : place.end], one["than"] is not None, span
