"""What a text denies, takes back or only supposes is no answer to who asks as if it were so.

警方否认王五是嫌疑人 does not say who is one, 未录取赵小刚 not who was taken, and what was to be
bought before the talks failed was not. A question that asks what is denied, planned or supposed
knows that it is: no such answer is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import ASKS_FIGURE, around, meaning
from qa.chinese.asking import Wanted, statement_of, wanted
from qa.chinese.proper_names import Level, proper_names
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged

if TYPE_CHECKING:
    from qa.chinese.proper_names import Name
    from qa.records import Span

__all__ = ["is_denied", "is_of_another_person", "is_taken_back"]

_NO = "并非|并不是|(?<![是要还果若])不是(?!很|太|一般)"
_DENIES = f"否认|辟谣|排除(?!了?[万故障险困阻异疑隐积一二两三四五六七八九十\\d])|{_NO}"
_IS_NOT = re.compile(f"(?:{_NO})[^，,]*$")
_DENIED = re.compile(f"(?:{_DENIES})[^，,。；;：:！？!?后\\s]*$")
_INSTEAD = re.compile("而是|而为|反而")
_NOT = re.compile(
    "(?:尚未|从未|并未|未曾|未能|没有|没能|未(?!来|遂)|没(?!收)|拒绝|拒不|不(?:能|会|肯|愿|曾|予|再|准|得|可以?)|并不|不(?!仅|但|只|断|久|少|同|慎|幸|得不))$"
)
_ASKS_DENIED = re.compile(
    "不(?!同|久|少|断)|没|未(?!来)|无(?!人机|线|锡)|非(?!洲|常|法|遗)|否认|拒|谣|传闻|网传|传言|排除|虚假|取消|失败|避免|禁|此前|原先|先前"
)
_RUMOUR = re.compile(
    "网传|[谣盛误讹]传|传闻|传言|据传(?!承|统|媒)|有(?:网友|人|消息|报道|媒体|说法|传闻)[^，。；]{0,4}[称说讲]|网[上络]流传"
)
_BACK = re.compile(
    "谣言|假消息|不实|不属实|胡说|胡扯|子虚乌有|无稽之谈|纯属(?:虚构|捏造|误传|编造)|毫无根据|没有依据|站不住脚|无中生有|[系是属为][^，。]{0,4}(?:捏造|编造)"
    "|(?:这|此|该|上述|说法|消息|传闻|传言|报道)[^，。；]{0,8}(?:虚假|有误|误传)|与事实不符|(?:予以|对此)否认|否认(?:了?[这该此上])"
)
_TO_BE = re.compile(
    "原(?:计划|定(?!居)|拟|本)|计划(?!生育)|打算|拟(?!任)|预计(?![^，。]{0,10}的)|预测|预报|有望|将(?=[在于由以会举建登])"
)
_FAILED = re.compile(
    "^[^。；;]{0,40}?(?:但|不过|然而|可是|却|只是|最终|后来|后因|因)[^。；;]{0,24}?"
    "(?:没有(?:达成|成功|实现|登陆|举行|进行|完成|通过|落实|兑现|执行)|未(?:能|果|获|遂)|没能|破裂|失败|落空|取消|搁浅|告吹|作罢|终止|流产|泡汤|夭折)"
)
_ASKS_PLAN = re.compile(
    "计划|打算|拟|预[计测报]|有望|将(?!军|领)|原[定本拟]|准备|想|会(?!议|员|长|谈|见)|要(?!求|闻|素)"
)
_IF = re.compile(
    "如果(?!说|农)|(?<![寒暑])假如(?!期)|假使|倘若|倘使|(?<![主重首只])要是|一旦|(?<![一二三四五六七八九十百千\\d])万一|(?<![清解])除非(?!法|机)"
)
_IF_CLAUSE = re.compile(f"(?:{_IF.pattern})[^，,。；;！？\\n]*$")
_ASKS_IF = re.compile(
    f"{_IF.pattern}|若|的话|什么(?:情况|条件|前提)|何种情况|时候?[，,]|(?<![工协议社大集开])会(?!议|员|长)|将(?!军|领)|可能"
)
_ASKS_DONE = re.compile("了(?!解|结|如|得)|已经?|曾")
_DONE = re.compile("^(?!.*(?:就|将|会|可能|要|恐)).*(?:已(?!定)|曾|了(?!解|结|如)|昨[日天晚])")
_DOUBLE = re.compile("(?:不[能得可]|没有|无)不$")
_CORRECTED = re.compile("[”」]?(?:的?[^，。]{0,6}有误)?[，,]?(?:应(?:为|是|当?作)|更正为)")
_EXCEPT, _EXCEPTED = re.compile("除了?[^，,。；;]*$"), re.compile("[^，,。；;]{0,6}外[，,]")
_COMMA = re.compile("[，,]")
_ASKS_WHO = re.compile("谁|哪[一几两]?[位个名]|何人|什么人|叫什么|姓名|名字|作者|导演|主演")
_OF_TITLES = "nfbumq"  # tags of what stands before a name: nouns, places in a row, 的, numbers
_CLAUSE_MARKS = "，,、。！？!?；;：: \n"
_MARKS = "。！？!?；;\n"


def is_denied(question: str, text: str, span: Span) -> bool:
    """Return whether the words around ``span`` deny or only suppose what a question takes as done.

    All in simplified characters; ``span`` is the answer's place in ``text``.
    """
    if _ASKS_DENIED.search(question) or wanted(question) is Wanted.YES_NO:
        return False
    start = max(text.rfind(mark, 0, span.start) for mark in _MARKS) + 1
    before, own = text[start : span.start], text[span.start : span.end]
    return (
        (_DENIED.search(before) is not None and _INSTEAD.search(own) is None)
        or (_IS_NOT.search(own) is not None and _INSTEAD.search(own) is None)
        or _CORRECTED.match(text, span.end) is not None
        or (_EXCEPT.search(before) is not None and _EXCEPTED.match(text, span.end) is not None)
        or _is_not_done(question, before, own)
        or _is_taken_back(text, span, before)
        or _has_failed(question, text, span, before)
        or _is_supposed(question, before, own)
    )


def is_of_another_person(question: str, text: str, span: Span) -> bool:
    """Return whether a span's clause begins with another person than the one whom a question names.

    前市长|高峰|因贪污被捕 says nothing of 高锋. The text has to have him too, else they may be one
    whose name is written in two ways; a question that asks for a person is not looked at.
    """
    asked = _persons(question)
    if len(asked) != 1 or _ASKS_WHO.search(question):
        return False
    forms = asked[0].forms
    place = around(text, span, _CLAUSE_MARKS)
    clause, before = text[place.start : place.end], span.start - place.start
    if any(form in clause for form in forms) or not any(form in text for form in forms):
        return False
    others = [name for name in _persons(clause) if name.start < before]
    if not others or others[-1].end > before:
        return False
    return all(tag[0] in _OF_TITLES for _, tag in tagged(clause[: others[0].start]))


def _persons(text: str) -> list[Name]:
    return [name for name in proper_names(text) if name.level is Level.PERSON]


def is_taken_back(sentence: str, clause: str) -> bool:
    """Return whether a sentence says after a clause of it that what it says is not true."""
    _, _, after = sentence.partition(clause)
    return _BACK.search(after) is not None


def _is_not_done(question: str, before: str, own: str) -> bool:
    """Whether what is asked is what the clause says was not done: 未录取|赵小刚, of 录取了谁."""
    clause = re.split("[，,、：:]", before)[-1] + own
    verbs = [word for word, acts in meaning(statement_of(question)) if acts and len(word) > 1]
    places = [at.start() for verb in verbs for at in re.finditer(re.escape(verb), clause)]
    return bool(places) and all(
        _NOT.search(clause[:at]) and not _DOUBLE.search(clause[:at]) for at in places
    )


def _is_taken_back(text: str, span: Span, before: str) -> bool:
    """Whether it is a rumour that its sentence or the next one says is none but that."""
    if _RUMOUR.search(before) is None:
        return False
    return _BACK.search(_after(text, span, 2)) is not None


def _has_failed(question: str, text: str, span: Span, before: str) -> bool:
    """Whether it was to be, and the same or the next sentence says that it did not come about."""
    if _ASKS_PLAN.search(question):
        return False
    failed = _FAILED.match(_after(text, span, 1))
    if failed is None:
        return False
    return _TO_BE.search(before + text[span.start : span.end] + failed[0]) is not None


def _is_supposed(question: str, before: str, own: str) -> bool:
    """Whether it is only supposed, or follows only if that is so, where it is asked as done."""
    if _ASKS_IF.search(question):
        return False
    if _ASKS_DONE.search(question):
        if _DONE.search(re.split("[，,]", before)[-1] + own):
            return False
        return _IF.search(before) is not None or _IF.match(own) is not None
    inside = _IF_CLAUSE.search(before) is not None and _COMMA.search(own) is None
    return inside and ASKS_FIGURE.search(question) is not None


def _after(text: str, span: Span, count: int) -> str:
    """Return what stands behind a span, to the end of its sentence, or of ``count`` sentences."""
    line = text.find("\n", span.end)
    rest = text[span.end : line if line >= 0 else len(text)]
    ends = [one.end for one in sentences(rest)]
    return rest[: ends[min(count, len(ends)) - 1]] if ends else rest
