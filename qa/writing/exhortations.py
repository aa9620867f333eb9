"""What an opinion calls for, as papers put it above one: 推动桥梁养护提质增效, without 我们要."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.checking.derivation import Derivation
from qa.chinese.predicates import (
    SPEECH,
    ends_open,
    is_adjunct,
    is_conditional,
    lacks_subject,
    leads_on,
    points_back,
)
from qa.records import Fault, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.checking.derivation import Taken

__all__ = ["PARDONED", "exhortations", "is_called_for"]

PARDONED: frozenset[Fault] = frozenset(
    {Fault.SUBJECT, Fault.MODALITY, Fault.AGENT, Fault.OBJECT, Fault.CONDITION, Fault.CUT_OFF}
)
"""What the cuts here do by design: they leave out who is called on, and that he must."""

_MUST = "(?:必须|应当|(?<![相反适响效])应|需要|需|须|(?<![重主只首需])要)"
_DOES = (
    "(?:推动|推进|促进|加强|加快|增强|提升|提高|健全|完善|构建|筑牢|夯实|坚决|坚定|深化|强化|优化"
    "|激活|激发|破解|弘扬|传承|守护|守牢|守住|用好|做好|抓好|走好|办好|建好|管好|护好|打造|打好"
    "|打通|培育|厚植|涵养|锻造|锤炼|树立|树牢|践行|落实|警惕|谨防|珍惜|保障|维护|保护|呵护|汇聚|凝聚"
    "|拓展|释放|规范|统筹|绷紧|拧紧|校准|扛起|答好|念好|守好|把好|建强|善用|尊重|遏制|防范|杜绝|整治"
    "|力戒)"
)
_HOW = "(?:时刻|进一步|更好地?|切实|不断|全面|稳步|着力|大力|努力|共同|携手|持续|深入|扎实)?"
_BY = (
    f"以[^，、]{{2,16}}?{_HOW}(?:推动|促进|护航|筑牢?|助力|带动|赋能|提升|激活|破解|照亮|引领|支撑"
    "|保障|增强|守护|铸就|书写)"
)
_CALLED_ON = re.compile(
    f"(?P<who>(?:[^，、：；“”不没未无非别]{{0,8}}?{_MUST})?)"
    f"(?P<what>(?:{_HOW}{_DOES}|{_BY}|让(?=[^，]+成)).{{3,}})$"
)
_LET = re.compile("让")
# 推动桥梁发展的新路, 锤炼的是…, 打通了…: what is described or told, not called for.
_NO_CALL = re.compile(
    "了|(?:汇聚|凝聚|树立)起|是|需要|有着|如何|怎样|等$"
    "|的[^，的]{0,4}(?:道路|之路|新路|发展|举措|力量|意义|过程|工程|问题|关键|做法|实践|答案|钥匙|密码"
    "|阶段|途径|方式|成果|结果|时代)$"
)
_GOES_WRONG = re.compile("[不没未]|却|但|反而|并非|而非|否则")
_SHORTEST, _LONGEST = 8, 32  # characters
_MOST = 2  # clauses


def exhortations(taken: Taken) -> Iterator[Derivation]:
    """Yield what a sentence of an opinion calls for: one clause, or two that both do.

    From its verb on, without who must do it. None of a sentence that tells what another says,
    that sets a condition, or that denies; nor what someone does whom a clause before it names.
    """
    source, told = taken.source, taken.told
    text = source.slice(told)
    if re.search(SPEECH, text) or "“要" in text:
        return
    begun: list[tuple[int, Span]] = []
    for number, clause in enumerate(taken.clauses):
        words = taken.words[number]
        found = _CALLED_ON.match(words)
        before = taken.words[number - 1] if number else ""
        follows = taken.words[number + 1] if number + 1 < len(taken.words) else ""
        if (
            found is None
            or not (found["who"] or begun or _is_open(taken.words[:number]))
            or is_conditional(words)
            or any(map(is_conditional, taken.words[:number]))
            or _NO_CALL.search(found["what"])
            or _GOES_WRONG.search(before)
            or _GOES_WRONG.match(follows)
            or (_LET.match(found["what"]) and not found["who"])
            or ends_open(words)
            or (leads_on(words) and not found["what"].startswith("以"))
            or points_back(found["what"])
            or clause.mark == ":"
        ):
            begun.clear()
            continue
        start = clause.span.start + found.start("what")
        begun.append((number, Span(start=start, end=clause.span.end)))
        for first, span in begun[-_MOST:]:
            kept = Span(start=span.start, end=clause.span.end)
            if first >= number - 1 and _SHORTEST <= kept.end - kept.start <= _LONGEST:
                yield Derivation(taken=taken, kept=(kept,))


def _is_open(before: Sequence[str]) -> bool:
    """Whether the clauses before one leave open who acts, or say that he must: 各地要….

    加快部署导弹 after 甲国政府一意孤行 is what that government does.
    """
    must = any(re.search(_MUST, words) for words in before)
    return must or all(lacks_subject(words) or is_adjunct(words) for words in before)


def is_called_for(text: str) -> bool:
    """Whether a headline begins with what is to be done: 推动桥梁养护提质增效."""
    found = _CALLED_ON.match(text)
    return found is not None and not found["who"]
