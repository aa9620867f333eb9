"""What a text denies, takes back or only supposes is no answer to who asks as if it were so.

警方否认王五是嫌疑人 does not say who is one, 未录取赵小刚 not who was taken, and what was to be
bought before the talks failed was not. A question that asks what is denied, planned or supposed
knows that it is: no such answer is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.undone import undone
from qa.answering.wording import ASKS_FIGURE, around, meaning, start_of
from qa.chinese.asking import Wanted, statement_of, wanted
from qa.chinese.denials import RUMOURED, UNTRUE
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["HE_IS", "denial", "is_denied", "is_not_done", "is_rumoured"]

_NO = "并非|并不是|(?<![是要还果若])不是(?!很|太|一般)"
_DENIES = (
    "否认(?!(?<![一-龥]否认)[^，,。；;]{1,12}的)"  # but not 否认受贿的前局长
    f"|辟谣|排除(?!了?[万故障险困阻异疑隐积一二两三四五六七八九十\\d])|{_NO}"
)
_IS_NOT = re.compile(f"(?:{_NO})[^，,]*$")
_DENIED = re.compile(f"(?:{_DENIES})[^，,。；;：:！？!?后\\s]*$")
_INSTEAD = re.compile("而是|而为|反而")
_NOT = re.compile(
    "(?:尚未|从未|并未|未曾|未能|没有|没能|未(?!来|遂)|没(?!收)|拒绝|拒不|不(?:能|会|肯|愿|曾|予|再|准|得|可以?)|并不|不(?!仅|但|只|断|久|少|同|慎|幸|得不)|(?<!不)不)(?:[在到去往赴向对与和为把将给][^，,。；;]{1,10})?$"
)
_ASKS_DENIED = re.compile(
    "不(?!同|久|少|断)|没|未(?!来)|无(?!人机|线|锡)|非(?!洲|常|法|遗)|否认|拒|谣|传闻|网传|传言|流传|散布|说法|排除|虚假|取消(?![了过]?(?:什么|哪|谁))|失败|避免|禁|此前|原先|先前"
)
_RUMOUR = re.compile(
    f"{RUMOURED}|"
    "网上(?:有人)?[说称传]|有一?种[^，。；]{0,8}说法|[误讹]传|据传(?!承|统|媒)|有(?:网友|人|消息|报道|媒体|说法|传闻)[^，。；]{0,4}[称说讲]|网[上络]流传"
)
_BACK = re.compile(
    f"{UNTRUE}|"
    "胡说|胡扯|纯属(?:虚构|捏造|误传|编造)|毫无根据|没有依据|站不住脚|无中生有|[系是属为][^，。]{0,4}(?:捏造|编造)"
    "|(?:这|此|该|上述|说法|消息|传闻|传言|报道)[^，。；]{0,8}(?:虚假|有误|误传)|(?:予以|对此)否认|否认(?:了?[这该此上])"
)
_BACK_LATER = re.compile(
    "查无此|澄清|确[系为](?!了)|查实|其实|事实上|没有?这回事|并无|并没有|并未|无此|从未(?:离开|说过|有过|做过|去过|想过|提出|参[加与]|考虑|打算|[与和向])"
)
_CLAIM = re.compile("“[^“”]{4,40}”")
_CALLED = re.compile("[^，,。；;]{0,6}[系是为属]?(?:谣言|假消息|不实|虚假|误传|捏造|编造)")
_QUOTED_RUMOUR = re.compile("(?:网传|传言|传闻|谣传|盛传|消息称)[^。；“”]{0,8}“[^”]*$")
_GAINSAYS = re.compile("不会|不实|谣|没有(?:依据|根据)|无根据|不属实|否认")
_TOLD_ABOUT = re.compile("的?(?:说法|传言|传闻|消息|谣言|帖子|视频|照片|截图)")
_NOBODY = re.compile(
    "(?:有(?:人|网友|网民|群众)|网[上友民]|微信|朋友圈|坊间|街坊)[^，,。；;]{0,8}(?:[说称传]|流传|疯传|散布)(?![明法统])[^，,。；;]*(?:[，,][^，,。；;]*)?$"
)
HE_IS = re.compile(
    "(?:(?:警方|公安|民警|法院|校方|公司|单位|官方)[^，,。；;]{0,6}(?:表示|称|说|回应|通报|澄清)"
    "|经查|查[明实]|核实|证实|实际上?|其实)[，,：:]?(?:[他她其]|[一-龥]某|本人|该人)?(?:其实|实际上?)?[是系为]"
)
"""What leads in to what someone is after all: 警方表示，他是."""
_IS_SO = re.compile(f"(?:{HE_IS.pattern})$")
_ASKS_SAID = re.compile("[说称讲](?![明服法])")
_CONFIRMED = re.compile("证实|属实|确[认有实系]|果然|不假|是真的")
_ASKING = re.compile(
    "什么(?:时候|时间|地方|原因|人)?|谁|哪[一个里些]?|多少|几[个名条]?|为何|怎么?样?"
)
_DISMISSED = re.compile("(?:否定|推翻|驳斥|纠正|不认同)了?[^，,。；;]*$")
_OPINION = re.compile("[^，,。；;]{0,8}的?(?:推测|说法|猜测|观点|推断|传[说言]|结论|看法|可能)")
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
_ASKS_DONE = re.compile("了(?!解|结|如|得)|已经?|曾|的[？?]?$")
_TO_COME = re.compile("预计|有望|力争|将(?=[在于由])|(?<![年届])计划(?!生育)|明年|年底前")
_DONE = re.compile("^(?!.*(?:就|将|会|可能|要|恐)).*(?:已(?!定)|曾|了(?!解|结|如)|昨[日天晚])")
_OF_ALL = re.compile("谁(?!的)|因什么|因何|为何")
_OF_VERB = "谁{0}|{0}[了过到出]?(?:谁|什么|哪)"  # the verb whose doer or object is asked
_WHAT = re.compile("(?:什么|哪些|哪种|何种)([一-龥]{2,4})[？?]?$")
_NONE_OF = re.compile(
    "(?:未[见现发检]现?出?|没有?(?:发现|检出|出现|任何)?|[并毫]?无)(?:了|任何|严重|明显|什么)?$"
)
_DOUBLE = re.compile("(?:不[能得可]|没有|无)不$")
_CORRECTED = re.compile(
    "[”」]?(?:的?[^，。]{0,6}有误)?[，,]?(?:应(?:为|是|当?作)|更正为)|[”」]?的?[^，。]{0,6}有误[，,]实际?[为是]"
    "|[”」]?[系为是乃][^，,。；;]{1,20}之误"
)
_MISTAKEN = re.compile(
    "(?:[^，,。；;！!？?\\n]{0,8}?|[，,](?:这|此)[种个]?(?:说法|做法|观点|认识|看法)?)[系是属]于?"
    "(?:一?[个种]|常见)*的?(?:误解|误区|误会|误读|错误(?:观念|认识|说法|做法)?)(?=[。，,；;！!\\n]|$)"
)
_WRONG = re.compile("[”」]?[，,](?:这?[是属系]?)?(?:有误|有错|错了|不对|不确|误传|不妥)")
_EXCEPT, _EXCEPTED = re.compile("除了?[^，,。；;]*$"), re.compile("[^，,。；;]{0,6}外[，,]")
_SO_CALLED = re.compile("所谓的?[“「]?[^”」，,。；;]*$")
_NEVER = re.compile("从未|从不|从没|并未|并不|没有|不实|不存在")
_MISNAMED = re.compile(
    "误(?:[为作成]|(?:署|写|记|标|印|排|植|登|报|录|刊|称)(?:名|注)?[为成作是]?)了?[^，,。；;]{0,1}$"
)
_MOST = re.compile("最[一-龥]|第一[一-龥]|首[个座位家条]")
_NOT_THE_ONE = re.compile(
    "[^，,。；;]{0,4}(?:并不是|并非|不是|不算|算不上|称不上|谈不上|还不是)[^，,。；;]*"
)
_ASKS_NOW = re.compile("现在|目前|眼下|如今|当前(?!位)")
_COMMA = re.compile("[，,]")
_CLAUSE_MARKS = "，,、。！？!?；;：: \n"
_MARKS = "。！？!?；;\n"


def is_denied(question: str, text: str, span: Span) -> bool:
    """Return whether the words around ``span`` deny or only suppose what a question takes as done.

    All in simplified characters; ``span`` is the answer's place in ``text``.
    """
    if _ASKS_DENIED.search(question) or wanted(question) is Wanted.YES_NO:
        return False
    start = start_of(text, span.start, _MARKS)
    before, own = text[start : span.start], text[span.start : span.end]
    so = _IS_SO.search(before) is not None and not text.startswith("的", span.end)
    return (
        _is_undone(question, text, span) is not None
        or (_DENIED.search(before) is not None and _INSTEAD.search(own) is None)
        or (_IS_NOT.search(own) is not None and _INSTEAD.search(own) is None)
        or (_DISMISSED.search(before) and _OPINION.match(text, span.end)) is not None
        or (_MISNAMED.search(before) is not None and "误" not in question)
        or _is_so_called(question, text, span, before)
        or _is_not_the_one(question, text, span)
        or any(one.match(text, span.end) for one in (_CORRECTED, _WRONG, _MISTAKEN))
        or _is_excepted(text, span, before + own)
        or is_not_done(question, text, span)
        or _is_not_there(question, text) is not None
        or _untrue_claim(question, text, span) is not None
        or (not so and _is_taken_back(question, text, span, before))
        or (not so and _is_hearsay(question, text, span, before + own))
        or _has_failed(question, text, span, before)
        or _is_supposed(question, before, own)
    )


def is_rumoured(question: str, text: str, span: Span) -> bool:
    """Whether a span stands in a rumour that is quoted and gainsaid in its paragraph.

    网传“|7月1日|起停运”，公司回应称不会停运. A question may ask for the rumour itself.
    """
    if "传" in question:
        return False
    start = start_of(text, span.start, "。！？!?\n")
    behind = text[span.end : around(text, span, "\n").end]
    quoted = _QUOTED_RUMOUR.search(text, start, span.start + text.startswith("“", span.start))
    return quoted is not None and _GAINSAYS.search(behind) is not None


def denial(question: str, text: str, span: Span) -> Span | None:
    """Return the sentences of ``text`` that deny what ``span`` says; None where none does."""
    if not is_denied(question, text, span):
        return None
    told = sentences(text)
    none = (
        _is_undone(question, text, span)
        or _is_not_there(question, text)
        or _untrue_claim(question, text, span)
    )
    if none:
        return next((one for one in told if one.meets(none)), none)
    first = next((one for one in told if one.meets(span)), span)
    after = text[first.end : told[-1].end if told else first.end]
    rumour = _RUMOUR.search(text, first.start, first.end)
    own = _BACK.search(text, span.end, first.end)
    back = _BACK.search(after) or _BACK_LATER.search(after) if rumour and not own else None
    end = first.end + back.end() if back else first.end
    last = next((one.end for one in told if one.start < end <= one.end), first.end)
    return Span(start=first.start, end=max(first.end, last))


def is_not_done(question: str, text: str, span: Span) -> bool:
    """Return whether what is asked is what its clause says was not done: 未录取|甲某, of 录取了谁.

    Of who did it, or through what it came, its sentence: |贺军|没有出席, of 谁出席了.
    """
    place = around(text, span, _MARKS if _OF_ALL.search(question) else _CLAUSE_MARKS)
    clause = around(text, span, "，,、：:。；;！!？?\n")
    parts = {
        text[clause.start : span.end],
        text[clause.start : clause.end],
        text[place.start : place.end],
    }
    verbs = [word for word in _verbs(question) if len(word) > 1]
    asked = [[one] for one in verbs if re.search(_OF_VERB.format(re.escape(one)), question)]
    return any(_is_negated(words, said) for words in asked or [verbs] for said in parts)


def _is_undone(question: str, text: str, span: Span) -> Span | None:
    """Return where a text says that what is asked was not done; None where a span is yet to come.

    14号线还不能贯通，预计在|2030年|, of 何时贯通.
    """
    none = undone(question, text)
    if none is None or span.start < none.end or _ASKS_DONE.search(question):
        return none
    clause = around(text, span, _CLAUSE_MARKS)
    return None if _TO_COME.search(text, clause.start, span.end) else none


def _is_excepted(text: str, span: Span, up_to: str) -> bool:
    """Whether it is what something is not true of: 除|青山县|外, 除|青山县外|."""
    bare = up_to.rstrip("以之外")
    excepted = _EXCEPTED.match(text, span.end - (len(up_to) - len(bare)))
    return excepted is not None and _EXCEPT.search(bare) is not None


def _is_negated(verbs: Sequence[str], said: str) -> bool:
    """Whether some words have one of the verbs, and each of them only as not done."""
    places = [at.start() for verb in verbs for at in re.finditer(re.escape(verb), said)]
    return bool(places) and all(
        _NOT.search(said[:at]) and not _DOUBLE.search(said[:at]) for at in places
    )


def _verbs(question: str) -> list[str]:
    return [word for word, acts in meaning(statement_of(question)) if acts]


def _is_not_there(question: str, text: str) -> Span | None:
    """Return where a text says that there is none of what is asked 什么 of, if it only says so."""
    thing = _WHAT.search(question)
    places = list(re.finditer(re.escape(thing[1]), text)) if thing else []
    if not places or not all(_NONE_OF.search(text[: at.start()]) for at in places):
        return None
    return Span(start=places[0].start(), end=places[0].end())


def _untrue_claim(question: str, text: str, span: Span) -> Span | None:
    """Return the quotation called untrue that a span is of, or that has all that is asked of.

    “票价涨到3元”系谣言; “县医院拒收病人”的说法…查无此事.
    """
    asked = [word for word, _ in meaning(_ASKING.sub(" ", question)) if len(word) > 1]
    for claim in _CLAIM.finditer(text):
        end = Span(start=claim.start(), end=claim.end())
        if not (_CALLED.match(text, claim.end()) or _is_told_untrue(text, end)):
            continue
        inside = claim.start() <= span.start and span.end <= claim.end()
        about = 2 * sum(map(len, asked)) > len(claim[0]) - 2
        if inside or (about and all(word in claim[0] for word in asked)):
            return end
    return None


def _is_told_untrue(text: str, claim: Span) -> bool:
    """Whether a quotation is a rumour by the words behind it, and taken back in two sentences."""
    after = _after(text, claim, 2)
    return _TOLD_ABOUT.match(after) is not None and (
        _BACK.search(after) is not None or _BACK_LATER.search(after) is not None
    )


def _is_hearsay(question: str, text: str, span: Span, up_to: str) -> bool:
    """Whether it is what nobody in particular says (有人在群里说), and nothing confirms."""
    if _ASKS_SAID.search(question):
        return False
    return _NOBODY.search(up_to) is not None and not _CONFIRMED.search(_after(text, span, 3))


def _is_taken_back(question: str, text: str, span: Span, before: str) -> bool:
    """Whether it is a rumour that itself, its sentence or the next one says is none but that.

    Words that deny less plainly (澄清, 其实) take back what is rumoured, not whom it is of: asked
    for that, the question has the word before him (集团|董事长|乔某).
    """
    own = text[span.start : span.end]
    after = _after(text, span, 2)
    if _RUMOUR.search(before + own) is None:
        return False
    if _BACK.search(own + after):
        return True
    verbs, told = _verbs(question), before + own + _after(text, span, 1)
    named = any(tag[0] == "n" and word in question for word, tag in tagged(before)[-1:])
    rumoured = any(verb in told for verb in verbs) if verbs else not named
    return rumoured and _BACK_LATER.search(own + after) is not None


def _is_so_called(question: str, text: str, span: Span, before: str) -> bool:
    """Whether it is called so by others of what the text says is not: 从未收费，所谓“|10元|”."""
    if "所谓" in question or not _SO_CALLED.search(before):
        return False
    return _NEVER.search(before + _after(text, span, 1)) is not None


def _is_not_the_one(question: str, text: str, span: Span) -> bool:
    """Whether its clause says of it that it is not the one of all that is asked: 并不是最长的."""
    most = _MOST.search(question)
    clause = text[span.end : around(text, span, _CLAUSE_MARKS).end]
    said = _NOT_THE_ONE.match(clause) if most else None
    return most is not None and said is not None and most[0] in said[0]


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
    if _ASKS_NOW.search(question) and _IF.search(before):
        return True
    inside = _IF_CLAUSE.search(before) is not None and _COMMA.search(own) is None
    return inside and ASKS_FIGURE.search(question) is not None


def _after(text: str, span: Span, count: int) -> str:
    """Return what stands behind a span, to the end of its sentence, or of ``count`` sentences."""
    line = text.find("\n", span.end)
    rest = text[span.end : line if line >= 0 else len(text)]
    ends = [one.end for one in sentences(rest)]
    return rest[: ends[min(count, len(ends)) - 1]] if ends else rest
