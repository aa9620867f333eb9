"""Whether the words of a sentence vouch for an answer in it that the reader doubts.

A reader taught on encyclopaedias doubts what is asked as one speaks: 哪天不开门 of 周二闭馆. Where
the answer's sentence has all that a question asks, in its words or in others that say it, and the
answer is of the kind that is asked for (a day, a time, money, a measure), it is given all the
same; not where any name or number would do (谁, 造价多少). What a text does not tell has a word
that its sentence has not: 年卡, 救生员.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.contrasts import is_day_of_sending
from qa.answering.periods import CLOCK, DATED, NEXT, bound, is_period
from qa.answering.replies import is_question
from qa.answering.spoken import is_light, written
from qa.answering.wording import around, goes_on, holds, meaning, share, start_of
from qa.chinese.datelines import dispatches
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.answering.spoken import Written

__all__ = ["asks_price", "interviewed", "values", "vouched", "ways"]

_NUMERAL = "0-9〇零一二两三四五六七八九十百千万亿半"
_YEAR = "(?<![0-9])[0-9]{4}年|[〇零一二三四五六七八九]{4}年|[今去明前]年"
_DAY = (
    f"{_YEAR}|[0-9一二三四五六七八九十][月日号](?!线|楼|院)|(?:周|星期|礼拜)[一二三四五六日天末]|节"
    "|[今明昨前后]天"
)
_WEEKDAYS = (
    "(?:每|逢)?(?:周|星期|礼拜)[一二三四五六日天末](?:[至到、和](?:周|星期)?[一二三四五六日天])*"
)
_CLOCKS = f"(?:{CLOCK})(?:[至到—－～~-]|——){NEXT}(?:{CLOCK})"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What asks for a kind of answer, how such a one is written, and what its clause has too."""

    asks: re.Pattern[str]
    answer: re.Pattern[str]
    told: re.Pattern[str]
    whole: re.Pattern[str] | None = None
    """All of such an answer; what was read with more is cut to it."""
    single: re.Pattern[str] | None = None
    """Such an answer, where the reader has none of the sentence."""


def _kind(asks: str, answer: str, told: str = "", *, whole: str = "", single: str = "") -> _Kind:
    return _Kind(
        asks=re.compile(asks),
        answer=re.compile(answer),
        told=re.compile(told),
        whole=re.compile(whole) if whole else None,
        single=re.compile(single or whole) if single or whole else None,
    )


_KINDS = (
    _kind(
        "多(?:长时间|久)一[班趟]|隔多(?:久|长时间)",
        f"[{_NUMERAL}]*个?(?:小时|分钟|刻钟|天)",
        "每.{0,8}[班趟]|间隔|一[班趟]",
        whole=f"(?:每隔?|间隔)(?:约)?[{_NUMERAL}]*个?(?:小时|分钟|刻钟|天)(?:[发有一]{{1,2}}[班趟])?",
    ),
    _kind(
        "(?:[收交卖付是要])?了?多少钱(?:一[个张斤份位次]?)?|(?:是?什么|啥)价钱?|怎么(?:收费|卖|算钱)"
        "|多少(?=赔偿|补[偿贴]|奖金|工资|学费|[租押定]金|房租|费用|投资|块)",
        "[元块]|免费|免收|不收|^[一二两三四五六七八九十百千万零]{2,}$",
        single="[0-9][0-9.]*[万亿]?元|[一二两三四五六七八九十百千]+[万亿]?[元块]|不收[^，,。；;]{0,3}[费票]|免[收费]",
    ),
    _kind("几点到几点|几点[到至]", _CLOCKS, whole=_CLOCKS),
    _kind("(?:是?在?)几点钟?", CLOCK, whole=f"{_CLOCKS}|(?:{CLOCK})(?:、(?:{CLOCK}))*"),
    _kind(
        "(?:用了?|要|花了?)?(?:多长时间|多久)",
        f"[{_NUMERAL}]+[个多余]?(?:工作日|小时|分钟|星期|年|月|天|日|周|秒)",
    ),
    _kind(
        "(?:是?在?)哪[几一]?[天日]|几月几[号日]|几号|(?:周|星期|礼拜)几|(?:是?在?)(?:什么时[候间]|啥时候?|何时)",
        f"{_DAY}|{CLOCK}",
        single=f"{DATED}(?:起?(?:[至到]|—+|－|-|~|～){NEXT}(?:{DATED}|{CLOCK}))?|{_WEEKDAYS}",
    ),
    _kind("(?:是?在?)(?:哪一?年|何年)", _YEAR),
    _kind("多少度|几度", "[℃度]"),
    _kind("多少分(?!之|钟)|几分(?!之|钟)", f"[{_NUMERAL}]分"),
    _kind("(?:多少|几)[个名位]?人", f"[{_NUMERAL}][多余]?[名人位]"),
    _kind("多长", f"[{_NUMERAL}].*[米里年月天时]", "长|全程"),
    _kind("多高", f"[{_NUMERAL}]", "高"),
    _kind("多宽", f"[{_NUMERAL}]", "宽"),
    _kind("多深", f"[{_NUMERAL}]", "深"),
    _kind("多重", f"[{_NUMERAL}]", "重"),
    _kind("多远", f"[{_NUMERAL}].*[米里]", "远|距|相隔|里"),
    _kind("多大", f"[{_NUMERAL}]", "大|面积|占地|岁|级"),
    _kind("多快", f"[{_NUMERAL}]", "速|快"),
)
"""Questions by what they ask for, the first that fits counts, with what an answer to it has."""

_MEASURE = re.compile(
    "(?:多少|几)(公里|千米|平方米|亩|吨|公斤|斤|岁|户|辆|级|层|盏|班|场|页|%|立方米|米)"
)
_HOW = (
    (
        re.compile(
            "怎么(?!样|看|回事|了|会|没|还|不)|怎样(?!的)|如何(?!看|评)|通过(?:什么|哪)|什么(?:方式|渠道|途径)"
        ),
        re.compile(
            "通过|可(?!能|是|惜|谓)|登录|扫码|扫描|拨打|网上|小程序|公众号|官网|免费|采取|采用|判决|驳回|维持|改判|裁定"
        ),
    ),
    (
        re.compile("为什么|为何|什么原因|怎么(?:没|不|会|还)|为啥"),
        re.compile("因(?!此|而)|由于|为了|理由|原因|辩称|担心|[怕嫌]|导致"),
    ),
)
"""What asks how or why, and what a sentence has that tells it."""
_ASKING = re.compile("怎么看|怎么了|怎样|怎么|如何|通过什么|什么样?|哪里|哪儿|谁|多少|[？?]")
_OPENS = re.compile("^[^：:，。“”？?\\n]{1,12}[：:]")  # who speaks, in an interview
_SPOKEN = 3  # sentences of a reply that are given
_ALIKE = 0.4  # share of an interviewer's words that a question has too

_TIMES = re.compile(
    "[0-9]{1,2}[日号]|[0-9]{1,2}月|[0-9]{4}年|周[一二三四五六日末]|[上下]午|[早午晚]场|[今去明前]年|[昨今明]天"
)
_SIDE = re.compile("开始|结束|截[止至]|关门|收[工摊场]|停[止业运]|停(?=[？?]|$)|晚上|早上")
_MUST = re.compile("(?<![不需主只重])要(?![求闻素点塞道么是])")
_MARKS = "，,；;。！？!?\n"
_ENDS = "。；;！？!?\n"
_LONG = 20  # characters that an answer has at most
_AT = re.compile("定[于在](?=[0-9])|[于自从](?=[0-9])")


def vouched(question: str, text: str, title: str, span: Span, *, lead: str = "") -> Span | None:
    """Return what of ``span`` of ``text`` answers, if its sentence has all that is asked.

    In simplified characters. What is named may stand in the title, or in the question of an
    interview that the sentence replies to, but not all of it; also in the ``lead``, where it is
    such a reply or there is no title. Where the sentence has several values of the kind, the clause
    has to have some of what is asked; none is of another day than is asked of.
    """
    kind = _kind_of(question)
    place = next((one for one in sentences(text) if one.meets(span)), span)
    part = _value(kind, text, span) if kind and span.end <= place.end else None
    if kind is None or part is None:
        return None
    side = bound(question, text, part)
    question = _SIDE.sub(" ", question) if side else question
    answer, said = text[part.start : part.end], text[place.start : place.end]
    if is_day_of_sending(text, part, said):
        return None
    told = _past_dispatch(said)
    clause = _clause(text, part)
    unit = _MEASURE.search(question)
    if answer in question or is_question(said) or (unit and unit[1] not in answer):
        return None
    if not kind.told.search(clause):
        return None
    asked, alike = _asked(kind.asks, question)
    replied = _replied_to(text, place)
    own = f"{said}\n{replied}"
    head = f"{title}\n{lead}" if replied or not title else title
    if not _says_all(asked, alike, said, replied, head) or _is_of_another_time(question, clause):
        return None
    if not all(_has(own, word) for word, _ in asked) and any(
        kind.answer.search(other) and _says_all(asked, alike, other, "", "")
        for other in _others(text, place)
    ):
        return None
    near = (
        said
        if _is_alone(kind, told)
        else f"{_before_values(kind, question, told, clause)}\n{clause}"
    )
    if any(_has(said, word) and not _has(f"{near}\n{title}", word) for word, _ in asked):
        return None
    count = sum(one.stands_in(near) for one in alike)
    count += sum(_has(near, word) for word, _ in asked)
    if replied and (asked or alike):
        return side or part
    return (side or part) if count else None


def _others(text: str, place: Span) -> Iterator[str]:
    """Yield the sentences of a text beside one."""
    return (text[one.start : one.end] for one in sentences(text) if one != place)


def asks_price(question: str) -> bool:
    """Return whether a question asks with 怎么 what something costs."""
    return re.search("怎么(?:收费|卖|算钱)", question) is not None


def _kind_of(question: str) -> _Kind | None:
    return next((one for one in _KINDS if one.asks.search(question)), None)


def _value(kind: _Kind, text: str, span: Span) -> Span | None:
    """Return the value of a kind that a span is, or has and nothing else of the kind."""
    answer = text[span.start : span.end]
    if not kind.answer.search(answer):
        return None
    lead = _AT.match(answer)
    start = span.start + (lead.end() if lead else 0)
    if kind.whole is None:
        long = span.end - start > _LONG and not is_period(text[start : span.end])
        return None if long else Span(start=start, end=span.end)
    line = around(text, span, _ENDS)
    found = [
        one
        for one in kind.whole.finditer(text, line.start, line.end)
        if one.start() < span.end and start < one.end()
    ]
    return Span(start=found[0].start(), end=found[0].end()) if len(found) == 1 else None


def _past_dispatch(said: str) -> str:
    """Return a sentence without the dateline it opens with, whose day is no value in it."""
    return said[max((one.end for one in dispatches(said)), default=0) :]


def _is_alone(kind: _Kind, said: str) -> bool:
    """Whether a sentence has one value of a kind, or it need not stand beside what it is of."""
    return bool(kind.told.pattern) or len((kind.whole or kind.answer).findall(said)) == 1


def _before_values(kind: _Kind, question: str, said: str, clause: str) -> str:
    """Return what a sentence says before its first value of a kind: of all of them.

    Without the clause of that, where the clause of the value asked for has a subject of its own.
    """
    first = (kind.whole or kind.answer).search(said)
    if first is None:
        return ""
    if goes_on(question, clause):
        return said[: first.start()]
    return said[: start_of(said, first.start(), _MARKS)]


def _clause(text: str, span: Span) -> str:
    place = around(text, span, _MARKS)
    return text[place.start : place.end]


def _asked(
    asks: re.Pattern[str], question: str
) -> tuple[list[tuple[str, bool]], tuple[Written, ...]]:
    """Return the words that a question asks of, and how what it says as one speaks is written."""
    rest, alike = written(_MUST.sub(" ", asks.sub(" ", question)))
    return [one for one in meaning(rest) if not is_light(one[0])], alike


def _says_all(
    asked: list[tuple[str, bool]],
    alike: tuple[Written, ...],
    said: str,
    replied: str,
    head: str,
) -> bool:
    """Whether a sentence, or what it replies to, has all that is asked; things also its head."""
    own = f"{said}\n{replied}"
    told = f"{own}\n{head}"
    return all(one.stands_in(told if one.title else own) for one in alike) and all(
        _has(own if acts else f"{own}\n{head}", word) for word, acts in asked
    )


def values(question: str, text: str, title: str, *, lead: str = "") -> Iterator[Span]:
    """Yield the values that a text gives to what is asked, each the one of its sentence."""
    kind = _kind_of(question)
    if kind is None or kind.single is None:
        return
    for one in sentences(text):
        found = kind.single.finditer(text, one.start, one.end)
        spans = (Span(start=x.start(), end=x.end()) for x in found)
        made = {vouched(question, text, title, span, lead=lead) for span in spans} - {None}
        if len(made) == 1:
            yield from filter(None, made)


def interviewed(question: str, text: str, title: str, *, lead: str = "") -> Span | None:
    """Return what is replied in an interview where the same is asked; None where it is not.

    That is the next line without its speaker, up to three sentences. Who is asked, and what the
    title names, need not be said again.
    """
    asked, alike = _asked(_ASKING, question)
    lines = _lines(text)
    for place, line in enumerate(lines[:-1]):
        said = text[line.start : line.end]
        if not is_question(said):
            continue
        here = [word for word, _ in asked if _has(said, word)]
        if len(here) + len(alike) < 2 or not _says_all(asked, alike, said, "", f"{title}\n{lead}"):
            continue
        theirs, _ = _asked(_ASKING, _OPENS.sub("", said))
        if share(theirs, question) < _ALIKE:
            continue
        return _reply(text, lines[place + 1])
    return None


def ways(question: str, text: str, title: str, *, lead: str = "") -> Span | None:
    """Return the sentence that tells how or why all that is asked is done; None without one."""
    asks, tells = next((one for one in _HOW if one[0].search(question)), (None, None))
    if asks is None or tells is None:
        return None
    asked, alike = _asked(asks, question)
    head = f"{title}\n{lead}"
    for one in sentences(text):
        said = text[one.start : one.end]
        here = bool(alike) or any(_has(said, word) for word, _ in asked)
        if not here or is_question(said) or not tells.search(said):
            continue
        if _says_all(asked, alike, said, "", head):
            return one
    return None


def _lines(text: str) -> list[Span]:
    return [Span(start=x.start(), end=x.end()) for x in re.finditer("[^\n]+", text)]


def _reply(text: str, line: Span) -> Span:
    """Return what a line of an interview says, past who speaks, up to some sentences."""
    speaker = _OPENS.match(text[line.start : line.end])
    start = line.start + (speaker.end() if speaker else 0)
    told = [one for one in sentences(text) if start < one.end <= line.end][:_SPOKEN]
    return Span(start=start, end=told[-1].end if told else line.end)


def _is_of_another_time(question: str, clause: str) -> bool:
    """Whether a clause names a time, and none that a question names: 19日, of 17日."""
    asked, told = set(_TIMES.findall(question)), set(_TIMES.findall(clause))
    return bool(asked and told) and not asked & told


def _replied_to(text: str, place: Span) -> str:
    """Return the question of an interview that the paragraph of a sentence replies to, or ""."""
    line = text.rfind("\n", 0, place.start) + 1
    before = text[:line].rstrip("\n").rpartition("\n")[2]
    return before if is_question(before) else ""


def _has(text: str, word: str) -> bool:
    """Whether a text has a word; one of several characters also within a longer one."""
    if len(word) == 1:
        return (
            holds(text, word) or re.search(f"{re.escape(word)}[在到了过着给成]", text) is not None
        )
    return holds(text, word) or (not word.isdigit() and word in text)
