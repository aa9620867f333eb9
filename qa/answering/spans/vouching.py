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
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.answering.periods import CLOCK, DATED, NEXT, bound, is_period
from qa.answering.replies import is_question
from qa.answering.spans.changes import is_of_the_other_time, of_its_time, without_times
from qa.answering.spans.contrasts import (
    is_day_of_sending,
    is_of_another_bound,
    is_of_another_figure,
)
from qa.answering.spans.lines import asks_line, lines
from qa.answering.spans.spoken import is_light, written
from qa.answering.wording import around, goes_on, holds, meaning, share, start_of
from qa.chinese.datelines import dispatches
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged, word_edges
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.answering.spans.spoken import Written

__all__ = [
    "asks_price",
    "interviewed",
    "is_headed",
    "lacks_value",
    "told_in",
    "values",
    "vouched",
    "ways",
    "words_asked",
]

_NUMERAL = "0-9〇零一二两三四五六七八九十百千万亿半"
_NUMBER = f"(?<![{_NUMERAL}.,第])[{_NUMERAL}]+(?:[.,][0-9]+)*[万亿]*"
_YEAR = "(?<![0-9])[0-9]{4}年|[〇零一二三四五六七八九]{4}年|[今去明前]年"
_DAY = (
    f"{_YEAR}|(?<![0-9路街巷弄道])[0-9一二三四五六七八九十]{{1,3}}[月日号](?!线|楼|院)|(?:周|星期|礼拜)[一二三四五六日天末]|节"
    "|[今明昨前后]天"
)
_WEEKDAYS = (
    "(?:每|逢)?(?:周|星期|礼拜)[一二三四五六日天末](?:[至到、和](?:周|星期)?[一二三四五六日天])*"
)
_CLOCKS = f"(?:{CLOCK})(?:[至到—－～~-]|——){NEXT}(?:{CLOCK})"

_PHONE = "(?<![0-9.])(?:[0-9]{3,4}-)?[0-9]{5,11}(?![0-9.万亿元人户吨亩米])"
_UNITS = (
    "平方公里|平方米|立方米|公里|千米|米|亩|公顷|吨|公斤|斤|岁|户|级|层|盏|班|场|页|%|小时|分钟"
    "|天|桶|度|张|道|站|项|种|门|条|份|艘"
)
_CLASSIFIERS = (
    "个|座|处|栋|幢|间|所|家|部|台|套|件|条|名|位|人|支|只|口|根|棵|块|片|户|笔|枚|手",
    "名|位|人",
    "座|栋|幢|个",
    "辆|台|部",
    "条|只|头",
    "册|本",
    "部|台|套|架",
    "棵|株",
    "块|元",
)
"""What one counts the same things with: asked with 个, any of the first will do."""

_CLASSIFIER = "|".join(dict.fromkeys("|".join(_CLASSIFIERS).split("|")))
_OF_SUMS = f"美元|元|人次|{_UNITS}|{_CLASSIFIER}|℃"
_HOW_MUCH = re.compile("(?:现在|目前|如今|原来|以前|过去)?[是为有达约]*多少[？?]*$")
_OTHER_WORDS = "月时钟付出持取理罚体分门队长署例款庭属谈称义民头面之积"
"""What a measure begins another word with: 支|付, 部|门."""

_OF_WORDS = "位例件门额口员号次家"  # 座位, 条例: behind a measure, the rest of a word
_FELT = ("影响", "反响", "反应", "变化", "作用", "风险", "意义", "价值", "差别", "区别")
"""What is 多大 without a figure."""
_NAMED = 2  # characters at least of what is so much
_HOW_MANY = re.compile(
    f"(?:多少|(?<![这那近前好])几)(?P<unit>{_UNITS}|{_CLASSIFIER}|)(?![月时钟钱点号年成])"
)


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
        "(?:[收交卖付是要])?了?(?:(?:多少|几[块元毛])钱(?:一[个张斤份位次]?)?|多少[一-龥]{1,6}的钱)|(?:是?什么|啥)价(?!值)钱?|怎么(?:收费|卖|算钱)"
        "|多少(?=赔偿|补[偿贴]|[奖赎罚基资佣]金|工资|学费|[租押定]金|房租|费用|投资|块|贷款|外?债|损失|利息|经费)",
        "[元块]|免费|免收|不收|^[一二两三四五六七八九十百千万零]{2,}$",
        single="[0-9][0-9.]*[万亿]?[美欧日港韩]?元|[一二两三四五六七八九十百千]+[万亿]?(?:[美欧日港韩]?元|块)|不收[^，,。；;]{0,3}[费票]|免[收费]",
    ),
    _kind("(?:是?从)?几点[到至](?:几点)?", _CLOCKS, whole=_CLOCKS),
    _kind("(?:是?(?<!现)在?)几点钟?", CLOCK, whole=f"{_CLOCKS}|(?:{CLOCK})(?:、(?:{CLOCK}))*"),
    _kind(
        "(?:用了?|要|花了?)?(?:多长时间|多久)",
        f"[{_NUMERAL}]+[个多余]?(?:工作日|小时|分钟|星期|年|月|天|日|周|秒)",
    ),
    _kind("(?:周|星期|礼拜)(?:的?哪[一几]?天|几)", _WEEKDAYS, single=_WEEKDAYS),
    _kind(
        "(?:是?在?)(?:从|自)?哪[几一]?[天日]|几月几[号日]|几号(?![线楼院厅机馆门台人])|(?:是?在?)(?:什么时[候间]|啥时候?|何时)",
        f"{_DAY}|{CLOCK}",
        single=f"{DATED}(?:起?(?:[至到]|—+|－|-|~|～){NEXT}(?:{DATED}|{CLOCK}))?|{_WEEKDAYS}",
    ),
    _kind("(?:是?在?)(?:哪一?年|何年)", _YEAR),
    _kind(
        "[了有]?(?:多少|(?<![这近那前好])几)个?年(?![级代月前后底])头?了?",
        f"[{_NUMERAL}]周?年|年头|春秋",
        single=f"{_NUMBER}[多余来]?(?:个(?:年头|春秋)|年(?![月底初度代级前份]))(?<![0-9]{{4}}年)",
    ),
    _kind("多少度|几度", "[℃度]"),
    _kind("多少分(?!之|钟)|几分(?!之|钟)", f"[{_NUMERAL}]分"),
    _kind(
        "(?:多少|几)[个名位]?人(?!次)",
        f"[{_NUMERAL}][多余]?[名人位例]",
        whole=f"{_NUMBER}[多余]?[名人位](?!次)",
    ),
    _kind(
        "(?:[拨打]+|是)?(?:什么|哪个|多少)(?=电话|热线)|(?<=电话)(?:号码)?[是为]?多少|(?<=热线)[是为]?多少"
        "|的(?:联系|咨询|预约|投诉|订票|客服|值班|办公)?(?:电话|热线)(?:号码)?[？?]?$",
        f"{_PHONE}|(?<![0-9])1[12][0-9](?![0-9])",
        "电话|热线|拨打|致电|咨询|举报",
        whole=_PHONE,
    ),
    _kind("多长", f"[{_NUMERAL}].*[米里年月天时]", "长|全程"),
    _kind("多高", f"[{_NUMERAL}]", "高"),
    _kind("多宽", f"[{_NUMERAL}]", "宽"),
    _kind("多深", f"[{_NUMERAL}]", "深"),
    _kind("多重", f"[{_NUMERAL}] ?(?:[公千毫]?[克斤吨]|[Kk]?[Gg])", "重"),
    _kind("多远", f"[{_NUMERAL}].*[米里]", "远|距|相隔|里"),
    _kind(
        f"(?<!{')(?<!'.join((*_FELT, *(f'{one}有' for one in _FELT)))})多大"
        f"(?!的?(?:{'|'.join(_FELT)}))",
        f"[{_NUMERAL}]",
        "大|面积|占地|岁|级",
    ),
    _kind("多快", f"[{_NUMERAL}]", "速|快"),
)
"""Questions by what they ask for, the first that fits counts, with what an answer to it has."""

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
_OF_MONTH = re.compile(
    "(?:(?:[0-9]{4}|[今去])年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号](?!线|楼)(?:当天)?"
)
_PRICE = re.compile("票价|门票|售价|单价|定价|批发价|零售价")
_SUM = re.compile("[0-9.]+[万亿]?[元块]")
_SIDE = re.compile("开始|结束|截[止至]|关门|收[工摊场]|停[止业运]|停(?=[？?]|$)|晚上|早上")
_MUST = re.compile(
    "(?<![不需主只重])要(?![求闻素点塞道么是])|(?<![不性功技职])能(?![源力量耗见不否])|(?<!不)可以|最[多少](?=可|能)|一共|总共|总计"
)
_NUMBERED = re.compile("[0-9]+(?:路|号[线楼]|[中小院栋](?=的|[^一-龥]|$))")
_NOW = re.compile("现在|目前|如今|眼下|当前")
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
    part = of_its_time(question, text, part)
    times = question
    question = _OF_MONTH.sub(" ", question) if is_headed(question, title, lead) else question
    question = without_times(question, text, part)
    side = bound(question, text, part)
    question = _SIDE.sub(" ", question) if side else question
    answer, said = text[part.start : part.end], text[place.start : place.end]
    if is_day_of_sending(text, part, said):
        return None
    told = _past_dispatch(said)
    clause = _clause(text, part)
    if answer in question or is_question(said) or _is_of_the_other(question, times, text, part):
        return None
    if not kind.told.search(clause):
        return None
    asked, alike = words_asked(kind.asks, question)
    replied = _replied_to(text, place)
    own = f"{said}\n{replied}"
    head = f"{title}\n{lead}" if replied or not title else title
    if not _says_all(asked, alike, said, replied, head) or _is_of_another_time(times, clause):
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
    if any(one.stands_in(said) and not one.stands_in(f"{near}\n{title}") for one in alike):
        return None
    count = sum(one.stands_in(near) for one in alike)
    count += sum((acts or len(word) > 1) and _has(near, word) for word, acts in asked)
    if replied and (asked or alike):
        return side or part
    priced = asks_sum(question) and _PRICE.search(clause) and len(_SUM.findall(clause)) == 1
    return (side or part) if count or priced or kind.told.pattern else None


def _is_of_the_other(question: str, times: str, text: str, part: Span) -> bool:
    """Return whether a value is told of the other of two: of the end, of the hurt, of before.

    ``times`` is the question with what it says of the time.
    """
    place = around(text, part, f"{_MARKS}、")
    told = text[place.start : place.end]
    return (
        is_of_another_bound(question, text[part.end : place.end])
        or is_of_another_figure(question, told, told, told)
        or is_of_the_other_time(times, text, part)
    )


def is_headed(question: str, title: str, lead: str) -> bool:
    """Return whether a title or first sentence names the day that a question names, and no other.

    A notice is of that day all through.
    """
    asked = _days_in(question)
    return bool(asked) and any(_days_in(said) == asked for said in (title, lead))


def _days_in(text: str) -> set[str]:
    """Return the days of a month that a text names, as they are written with 日."""
    return {f"{x['month']}月{x['day']}日" for x in _OF_MONTH.finditer(text) if x["day"]}


def _others(text: str, place: Span) -> Iterator[str]:
    """Yield the sentences of a text beside one."""
    return (text[one.start : one.end] for one in sentences(text) if one != place)


def asks_sum(question: str) -> bool:
    """Return whether a question asks what something costs, and names no sum of another kind."""
    return re.search("(?:多少|几块)钱[？?]?$", question) is not None


def asks_price(question: str) -> bool:
    """Return whether a question asks with 怎么 what something costs."""
    return re.search("怎么(?:收费|卖|算钱)", question) is not None


@lru_cache(maxsize=64)  # asked of one question with each sentence that is read
def _kind_of(question: str) -> _Kind | None:
    found = next((one for one in _KINDS if one.asks.search(question)), None)
    return found or _count(question) or _amount(question)


def lacks_value(question: str, text: str) -> bool:
    """Return whether a question asks for a day, sum, measure or number and a text has none.

    Or for a bus, where it has none but the one in the question: 12路停了坐什么车.
    """
    if asks_line(question):
        return not lines(text) - lines(question)
    kind = _kind_of(question)
    return kind is not None and kind.answer.search(text.replace(" ", "")) is None


def told_in(question: str, text: str, within: Span) -> list[Span]:
    """Return the values of the kind that a question asks for in a part of a text."""
    kind = _kind_of(question)
    pattern = (kind.single or kind.whole) if kind else None
    if kind is None or pattern is None or not kind.told.search(text, within.start, within.end):
        return []
    return [
        Span(start=one.start(), end=one.end())
        for one in pattern.finditer(text, within.start, within.end)
        if one[0] not in question
    ]


def _amount(question: str) -> _Kind | None:
    """Return the kind of how much something is, which stands right before it: 限速由|60公里|.

    That is asked with a bare 多少 at the end.
    """
    asks = _HOW_MUCH.search(question)
    words = tagged(question[: asks.start()]) if asks else ()
    word, tag = words[-1] if words else ("", "")
    if asks is None or len(word) < _NAMED or tag[:1] not in ("n", "v", "j", "l") or is_light(word):
        return None
    value = f"(?!一[^一-龥]?){_NUMBER}[多余]?(?:{_OF_SUMS})(?![{_OTHER_WORDS}])"
    return _kind(
        asks[0],
        f"[{_NUMERAL}]",
        f"{re.escape(word)}(?:总[额数量计]|[由从为是有达共约近超原]|达到|超过|保持|维持|每[一-龥]{{1,2}}|的)*[0-9{_NUMERAL}]",
        whole=value,
    )


def _count(question: str) -> _Kind | None:
    """Return the kind of a number of things, as a question counts them: 几只 is 一只 or 一条.

    What is counted has to stand in the clause of the number, if the question names it behind.
    """
    asks = _HOW_MANY.search(question)
    if asks is None:
        return None
    behind = question[asks.end() :].rstrip("?？")
    alone = len(behind) == 1 and behind not in _OF_WORDS
    whole = asks.end() in word_edges(question, guess=False)
    unit = asks["unit"] if whole or alone else ""
    start = asks.start("unit") + len(unit)
    if unit and alone and not is_light(behind):
        told = _written(behind) or f"{behind}(?:(?![一-龥])|(?=[由从为有共达约]))"
        start += 1  # 两棵|树|。, 修|桥|41座
    else:
        told = _thing(question[start:])
    if not (unit or told):
        return None
    alike = [one for one in _CLASSIFIERS if one.partition("|")[0] == (unit or "个")] or [unit]
    alike += [one for one in _CLASSIFIERS[1:] if unit and unit in one.split("|") and unit != "个"]
    units = "|".join(dict.fromkeys([*([unit] if unit else []), *"|".join(alike).split("|")]))
    return _kind(
        f"[有共]*{question[asks.start() : start]}",
        f"[{_NUMERAL}][多余]?周?(?:{units})" if unit else f"[{_NUMERAL}]",
        told,
        whole=f"(?!(?<=[是为有了另这那同任在的，、])一(?:{units})){_NUMBER}[多余]?(?:{units})"
        f"(?![{_OTHER_WORDS}])",
    )


def _thing(behind: str) -> str:
    """Return how a sentence names what is counted, which a question names first behind; or ""."""
    thing, tag = next(iter(tagged(behind)), ("", ""))
    if not (tag.startswith("n") or tag == "vn") or is_light(thing):
        return ""
    return _written(thing) or re.escape(thing)


def _written(thing: str) -> str:
    """Return how a newspaper writes a thing, "" where as it is asked."""
    _, alike = written(thing)
    return alike[0].said.pattern if alike else ""


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


def words_asked(
    asks: re.Pattern[str], question: str
) -> tuple[list[tuple[str, bool]], tuple[Written, ...]]:
    """Return the words that a question asks of, and how what it says as one speaks is written.

    A number that is a name (36路) is a word that tells of no deed.
    """
    rest = _MUST.sub(" ", asks.sub(" ", question))
    names = _NUMBERED.findall(rest)
    rest, alike = written(_NUMBERED.sub(" ", rest))
    words = [one for one in meaning(rest) if not is_light(one[0])]
    return [*((name, False) for name in names), *words], alike


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
        told = list(filter(None, made))
        if len(told) > 1 and _NOW.search(question):
            told = [span for span in told if _NOW.search(_clause(text, span))]
        if len(told) == 1:
            yield told[0]


def interviewed(question: str, text: str, title: str, *, lead: str = "") -> Span | None:
    """Return what is replied in an interview where the same is asked; None where it is not.

    That is the next line without its speaker, up to three sentences. Who is asked, and what the
    title names, need not be said again.
    """
    asked, alike = words_asked(_ASKING, question)
    lines = _lines(text)
    for place, line in enumerate(lines[:-1]):
        said = text[line.start : line.end]
        if not is_question(said):
            continue
        here = [word for word, _ in asked if _has(said, word)]
        if len(here) + len(alike) < 2 or not _says_all(asked, alike, said, "", f"{title}\n{lead}"):
            continue
        theirs, _ = words_asked(_ASKING, _OPENS.sub("", said))
        if share(theirs, question) < _ALIKE:
            continue
        return _reply(text, lines[place + 1])
    return None


def ways(question: str, text: str, title: str, *, lead: str = "") -> Span | None:
    """Return the sentence that tells how or why all that is asked is done; None without one."""
    asks, tells = next((one for one in _HOW if one[0].search(question)), (None, None))
    if asks is None or tells is None:
        return None
    asked, alike = words_asked(asks, question)
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
    asked, told = ({x.replace("号", "日") for x in _TIMES.findall(y)} for y in (question, clause))
    return bool(asked and told) and not asked & told


def _replied_to(text: str, place: Span) -> str:
    """Return the question of an interview that the paragraph of a sentence replies to, or ""."""
    line = text.rfind("\n", 0, place.start) + 1
    before = text[:line].rstrip("\n").rpartition("\n")[2]
    return before if is_question(before) else ""


def _has(text: str, word: str) -> bool:
    """Whether a text has a word; one of several characters also within a longer one."""
    if _NUMBERED.fullmatch(word):
        return re.search(f"(?<![0-9]){word}", text) is not None
    if len(word) == 1:
        return (
            holds(text, word)
            or re.search(f"{re.escape(word)}[在到了过着给成0-9]", text) is not None
        )
    return holds(text, word) or (not word.isdigit() and word in text)
