"""Whether a clause denies its predicate: only what governs that predicate counts.

条例没有采纳部分委员的建议 denies 采纳, and nothing of 通过.
"""

from __future__ import annotations

import re

from qa.answering.yes_no.asked_parts import placed_words
from qa.answering.yes_no.hedges import is_restricted_denial

__all__ = ["DENIED", "denials", "denied_in", "denies_in_subject", "is_proposed", "is_with_another"]

DENIED = re.compile(
    "不(?![仅但断少过久只管论足当善慎]|同(?!意(?![见义味向识图象思境])))|排除(?![了万]?[故障险困阻异疑隐积])|没(?!收)|未(?!来)|无(?!理数|限(?!制)|人[机驾车艇船区值售岛潜]|[线锡论机])|并非|(?<![是除西北南东中亚])非(?![洲常凡法遗机])|避免|禁止|推迟|延期|暂[缓停]|中止|严禁|谢绝|叫停|取消|否认|拒绝|停止|终止|否决|驳回|废[除止]|废(?=死刑)|勿|难以|免(?=[除去予于交缴收征])|豁免"
)
_LIGHT = re.compile(
    "会|作|获得?|得以|予以?|做|能够?|可以?|要|需要|应该?|想|肯|愿意?|敢|曾|再|得|准|让|使|有|是|被|给|用|进行|发生|出现|造成|导致|引起|发现|存在|举行|得到|实现|完成|达到|建议|允许|打算|准备|同意|采纳|采用|接受|批准|支持|认可|喝|吃|到|为|算|属于|当作|当|成为|把|将|去|来|明显|继续|传染|真正|受到"
)
_AUXILIARY = re.compile("(?:没有?|不|未|无|并非|[会能可要被有得再是还已]|可以|能够|应该|需要)*$")
_OFFERED = re.compile("设|设立|设置|设有|开设|配|配备|提供|建|建有")
_OF_MIND = re.compile("想|愿意?|肯|敢|得|甘心|情愿|忍心|见过")
_OF_ALL = re.compile("[是必]?[都全]")
_BOTH = re.compile("或者?|以及|和|、")
_TOGETHER = re.compile("[和与跟同](.+?)(?:一起|一同|同时|同|一块儿?)(?=.?$)")
_PROPOSED = re.compile("的(?:建议|提议|要求|申请|提案|说法|请求|方案|主张|意见|做法)")


def denials(text: str) -> int:
    """Return how many denials a text has."""
    return len(DENIED.findall(text))


def is_proposed(right: str) -> bool:
    """Return whether what stands behind a predicate makes it a proposal: …收费|的建议."""
    return _PROPOSED.search(right) is not None


def denies_in_subject(subject: str) -> bool:
    """Return whether what is asked of is itself what is not so: 没有欠条只有转账|可以起诉."""
    return denials(_AUXILIARY.sub("", subject)) > 0


def denied_in(clause: str, at: int, end: int, statement: str) -> bool | None:
    """Return whether a clause denies its predicate ``clause[at:end]``, None if that is not sure.

    A denial that another verb takes, or that stands behind the predicate, leaves it open.
    """
    proposed = _PROPOSED.search(clause, end) is not None
    count = 0
    for found in DENIED.finditer(clause):
        if found.start() >= end:
            return None
        if found.start() >= at:
            continue
        if found[0] == "否认":
            return None
        gap = clause[found.end() : max(found.end(), at)]
        if is_restricted_denial(gap, statement) or is_with_another(gap, statement):
            return None
        if _OF_ALL.match(gap) and not _OF_ALL.search(statement):
            return None
        if not proposed and (_takes_other(gap, statement) or _is_of_mind(gap, statement)):
            return None
        count += 1
    return count % 2 == 1


def is_with_another(gap: str, statement: str) -> bool:
    """Whether a denial is of something together with a thing not asked about: 不要和柿子同|吃."""
    found = _TOGETHER.search(gap)
    return found is not None and any(
        word.is_noun and word.text not in statement for word in placed_words(found[1])
    )


def _takes_other(gap: str, statement: str) -> bool:
    """Whether a verb stands between a denial and the predicate that is not the question's."""
    if _BOTH.search(gap):
        return False
    return any(
        word.tag in ("v", "vi", "vg") and word.text not in statement
        for word in placed_words(gap)
        if not _LIGHT.fullmatch(word.text)
        and not ("有" in statement and _OFFERED.fullmatch(word.text))
    )


def _is_of_mind(gap: str, statement: str) -> bool:
    """Whether a denial is of what somebody thinks of another's doing: 我不想|外婆做酱.

    The other is named in the question, and a word that means anything stands before that name.
    """
    words = placed_words(gap)
    named = (at for at, x in enumerate(words) if x.text in statement and len(x.text) > 1)
    first = next((at for at in named if words[at].tag[0] not in "vadpucm"), 0)
    return any(
        _OF_MIND.fullmatch(word.text) or (word.tag[0] in "vaiz" and not _LIGHT.fullmatch(word.text))
        for word in words[:first]
        if word.text not in statement
    )
