"""What a text says was not done, of a question that takes it as done: 38路何时开通, 没有开通.

The day and the number of what did not come about are none, whatever else the text tells of: the
day it was planned for, the figure of what was done instead. Denied is a clause whose denial stands
before a word of the question, in whose sentence what else the question names stands too; unless
another clause says as fully that it was done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.answering.wording import around, goes_on, meaning, start_of
from qa.chinese.asking import Wanted, wanted
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["undone"]

_ASKED = re.compile(
    "什么时[候间]|什么日子|什么地[方点]|何[时地处日]|哪(?:一?[天年月日里儿]|个月)|几[月号日点时]"
    "|(?<!哪)(?:多少|几(?!乎|何))[个名位条件家所座栋户亩吨元块人次场部辆艘只头届天年号种项起例棵本张万亿公斤里米度]{0,2}|多[大长高远久重]"
)
_ASKS_WHICH = re.compile(
    "谁|哪[些家个位名支所座种款本](?!月)|什么(?!时|日子|地)|何(?:人|种|物)|怎|如何|为何"
)
_KNOWS = re.compile(
    "不(?!同|久|少|断)|没|未(?!来)|否认|拒|谣|传闻|网传|传言|原[定本拟计先来]|计划(?!生育)|打算|拟|预[计定]|取消|推迟|停(?!车|机)|失败|如果|将(?!军|领)|(?<![社协工议都机领转聚])会(?!议|员|长|计)|要(?!求|闻|素)|能(?!源|力|量)|可(?!乐)|应(?!急)|该"
)
_NOT = re.compile(
    "(?:尚未|从未|并未|未曾|未能|迟迟未|没能|(?<![有])没有?|未(?!来|遂|成年|婚|知)|并不|(?<![是要得决毫并从])不(?![仅但只断久少同慎幸过到足超及低多全止])|从不)"
    "(?:[再曾]|真正|正式|全部|[在到往赴向对与和为把将给被][^，,。；;]{1,10}?|得到|进行|能)?"
)
_LIGHT = re.compile(
    "(?:列入|纳入|安排|启动|进行|实施|开展|获批|实现|动工|开始|完成|成功|如期|按期)"
)
_ATTRIBUTE = re.compile("[^，,。；;]{0,6}的(?=[^，,。；;！？\\s])")
_NOT_SAID = re.compile(
    "原[定本拟计]|计划(?!生育)|打算|拟|预[计定]|有望|如果|要是|一旦|[谣盛]传|网传|传[闻言]|传出|据传|准备|希望|建议|呼吁|否认|为了|(?<!已)将|(?<![不主重])要|(?<![社工协议])会(?!议|员|长)"
)
_THEN = re.compile(
    "^[，,]?[^。；;]{0,12}(?:直到|才|终于|改[为在到期由成]|推迟|延[期至]|提前|而是|反而)"
)
_BEFORE = re.compile("此前|之前|以前|一直|从前|当时|原先|起初|当初|往年|那时|本来")
_SENTENCE_MARKS = "。；;！!？?\n"
_CLAUSE = re.compile("[^，,、。；;：:！!？?\\n 　]+")
_EXEMPT = re.compile("[^\\W\\d]|今年|昨[天日]|今[天日]|一共|总共|共计|公里|公斤|平方米|万元|亿元")
_HOW_MUCH = ("多少", "几")
_MEASURE = re.compile("(?:[是为有达到]|分别)*$")
_SUFFIXES = "省市县区镇乡村州队厂校"
_WORD = 4  # characters of the longest word that a denial takes


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question takes as done: what stands before the word that a denial takes, and behind.

    ``before`` may stand anywhere before the clause that has no subject of its own.
    """

    verb: str
    before: tuple[str, ...]
    behind: tuple[str, ...]

    def count(self, said: str) -> int:
        """Return how many of its words stand in a text."""
        return sum(word in said for word in (*self.before, *self.behind))


@lru_cache(maxsize=256)
def undone(question: str, text: str) -> Span | None:
    """Return the clause that says that what is asked was not done; None where none does.

    Of a question for a time, a place or a figure, in simplified characters. None too where another
    clause says that it was.
    """
    if wanted(question) is Wanted.YES_NO or _KNOWS.search(question):
        return None
    asks = _ASKED.search(question)
    if asks is None or _ASKS_WHICH.search(question):
        return None
    for clause in _CLAUSE.finditer(text):
        for asked, at in _denied(question, asks, clause):
            start = start_of(text, clause.start(), _SENTENCE_MARKS)
            lead = text[start : clause.end()]
            if _is_told(question, asked, text, clause, lead, at) and not _is_done(
                asked, text, lead, clause
            ):
                return Span(start=clause.start(), end=clause.end())
    return None


def _denied(
    question: str, asks: re.Match[str], clause: re.Match[str]
) -> Iterator[tuple[_Asked, int]]:
    """Yield what of a question a clause denies, with where its denial stands in it."""
    said = clause[0]
    part = around(question, Span(start=asks.start(), end=asks.end()), "，,；;")
    for denial in _NOT.finditer(said):
        if _BEFORE.search(said, 0, denial.start()):
            continue
        verb = _taken(question, said[denial.end() :])
        light = _LIGHT.match(said, denial.end())
        if not verb and light and (noun := said[: denial.start()][-2:]) in question:
            verb = noun
        if verb and verb in question[part.start : part.end]:
            yield _asked(question, asks, verb), denial.start()


def _taken(question: str, after: str) -> str:
    """Return the word of a question that stands at the beginning of a text, if one does.

    Of a single character only where nothing follows it, or where it is clearly a verb: 搬到, 捐了.
    """
    word = next((word for word, _ in tagged(after)), "")
    if len(word) > 1 and word in question:
        return word
    for length in range(_WORD, 1, -1):
        if after[:length] in question and len(after) >= length:
            return after[:length]
    first = after[:1]
    if first and re.search(f"{re.escape(first)}(?:到|了(?:多少|几)|给|在哪)", question):
        return first
    return first if first and len(after) == 1 and first in question else ""


def _asked(question: str, asks: re.Match[str], verb: str) -> _Asked:
    at = question.find(verb)
    measure = _MEASURE.search(question[: asks.start()]) if asks[0] in _HOW_MUCH else None
    end = asks.start() - len(measure[0]) if measure else -1
    words = [
        (word, place)
        for word, place in _named(_ASKED.sub(_blank, question), verb)
        if place + len(word) != end
    ]
    return _Asked(
        verb,
        tuple(word for word, place in words if place < at),
        tuple(word for word, place in words if place >= at),
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _named(question: str, verb: str) -> Iterator[tuple[str, int]]:
    """Yield the words that mean something beside a verb; of one character, with what follows."""
    end, single, joins = 0, "", False
    for word, _ in meaning(question):
        at = question.find(word, end)
        named = single and at == end and not (joins and single in _SUFFIXES)
        joins = bool(end) and at == end
        joined = single + word if named else word
        start = at - (len(joined) - len(word))
        end = max(at + len(word), end)
        single = joined if len(word) == 1 else ""
        other = len(joined) > 1 and verb not in joined and joined not in verb
        if other and not _EXEMPT.fullmatch(joined):
            yield joined, start


def _is_told(
    question: str, asked: _Asked, text: str, clause: re.Match[str], lead: str, at: int
) -> bool:
    """Whether a clause that denies a word is of all that the question names."""
    after = text[clause.end() : clause.end() + 24]
    if (
        (_THEN.match(after) and not asked.behind)
        or _ATTRIBUTE.match(clause[0], at)
        or after[:1] in "？?"
    ):
        return False
    if not (asked.before or asked.behind) or not all(word in lead for word in asked.behind):
        return False
    if all(word in lead for word in asked.before):
        return True
    earlier = text[: clause.end()]
    counted = any(map(str.isdigit, clause[0][:at]))
    return (
        not counted
        and goes_on(question, clause[0])
        and all(word in earlier for word in asked.before)
    )


def _is_done(asked: _Asked, text: str, denied: str, clause: re.Match[str]) -> bool:
    """Whether a clause says as fully that it was done: not planned, and no attribute of another."""
    least = asked.count(denied)
    for found in re.finditer(re.escape(asked.verb), text):
        if clause.start() <= found.start() < clause.end():
            continue
        start = start_of(text, found.start(), _SENTENCE_MARKS)
        begins = max(start_of(text, found.start(), "，,：:、 　"), start)
        before = text[begins : found.start()]
        ends = _CLAUSE.match(text, found.start())
        end = ends.end() if ends else found.end()
        if _NOT.search(text, max(begins, found.start() - 14), found.start()) or _NOT_SAID.search(
            before
        ):
            continue
        if _ATTRIBUTE.match(text, found.end(), end + 1) or text[end : end + 1] in "？?":
            continue
        own = all(word in text[begins:end] for word in asked.behind)
        if own and asked.count(text[start:end]) >= least:
            return True
    return False
