"""What somebody is only asked to do, or seeks to do, is not done by that: 劝他换电机, 谋求上市.

Who declines it says no: 有人劝老韩换电机。|老韩没有答应。
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.answering.wording import holds, meaning, start_of
from qa.answering.yes_no.asked_parts import outside_phrases, parts_of, placed_words
from qa.answering.yes_no.same_words import aligned

if TYPE_CHECKING:
    from qa.answering.yes_no.asked_parts import Parts, Word

__all__ = ["is_declined", "is_sought", "is_urged"]

_SEEKS = re.compile(
    "[谋寻力恳]求|试图|[企意]图|尝试|申请|请求|意?欲|有意向?|[承许]诺|答应|考虑|(?:想方)?设法|致力于|[旨意]在"
)
_URGE = (
    "力?劝[说告]?|动员|催促?|[敦督]促|呼吁|建议|[提倡]议|(?<!申)恳?请(?![示假客柬愿])|恳求|请求|提请"
    "|邀请|号召|鼓励|责令|命令|游说|怂恿"
)
_URGES = re.compile(_URGE)
_URGED = re.compile(f"{_URGE}|要求|希望|想让|提出")
_MAY = re.compile("可以|可(?!乐)|能(?!源|力|量|耗|见度)")
_ADVICE = re.compile("可以|能|要|该|应|需|用|必须|得|适合|宜")
_DONE = ("成功", "已获准", "获准")
_AGREES = re.compile("(?:答应|同意|接受|听从|听劝|采纳|应允|点头)了?")
_FIRST = "(?:但是?|可是?|不过|然而|而|却|最终|最后|后来|结果|当时)*"
_HOW = "(?:一直|始终|当[场即]|并|都|也|却|最[终后]|后来|坚决|婉言|断然|还是|仍然?|死活|就是?)*"
_DECLINES = re.compile(
    f"^{_FIRST}(?P<who>[一-龥·]{{0,8}}?){_HOW}"
    "(?:(?:没有?|未|不)(?:予|肯|能)?(?:答应|同意|采纳|接受|听(?:从|劝|进去)?|理会|点头|松口|照办|应允|动心)"
    "|拒绝|谢绝|婉拒|回绝|推辞)了?(?:[这该此对][^，。；]{0,6})?$"
)
_LATER = re.compile("才|终于|后来|最[后终]|但|不过|可是")
_MARKS = "。！？!?\n"
_CLAUSES = re.compile("[，,；;。！!？?：:\\n]+")
_ONES = frozenset(["", "我", "他", "她", "我们", "他们", "她们"])


def is_sought(clause: str, at: int, statement: str) -> bool:
    """Return whether a clause only seeks or promises what its predicate at ``at`` says.

    公司谋求在海外|上市, but not 申请资金|购买: that is another thing, and the predicate is done.
    What one may apply for one may do: 可申请|退票.
    """
    if _MAY.search(statement):
        return False
    words = placed_words(clause)
    for place, word in enumerate(words):
        if _SEEKS.fullmatch(word.text) and word.end <= at and not _asks(word.text, statement):
            gap = tuple(x for x in words[place + 1 :] if x.end <= at)
            done = place and words[place - 1].text in _DONE
            if not done and not _names(gap, statement, "nvrum"):
                return True
    return False


def is_urged(clause: str, at: int, statement: str) -> bool:
    """Return whether a clause only asks somebody to do what its predicate at ``at`` says.

    有人劝老韩|换电机; whom it asks is all that is named between. What one is told to do answers
    whether one should or may.
    """
    if _ADVICE.search(statement):
        return False
    words = placed_words(clause)
    for place, word in enumerate(words):
        if _URGES.fullmatch(word.text) and word.end <= at and not _asks(word.text, statement):
            gap = tuple(x for x in words[place + 1 :] if x.end <= at)
            if not _names(gap, statement, "vu"):
                return True
    return False


def _asks(word: str, statement: str) -> bool:
    """Whether a statement itself is of seeking or urging, and not of what is sought: 申请的."""
    return re.search(f"{word}(?!的)", statement) is not None


def _names(gap: tuple[Word, ...], statement: str, tags: str) -> bool:
    """Whether a word of such parts of speech, outside phrases, is none of what is asked."""
    free = outside_phrases(gap)
    return any(word.tag[0] in tags and word.text not in statement for word in free)


def is_declined(statement: str, sentence: str, before: str) -> bool:
    """Return whether a sentence declines what was urged in it, or in the one before it.

    The one who declines is asked about, or only a pronoun where that one was urged, or stands in
    the title or the sentence before. What was urged has all that is asked.
    """
    statement = _AGREES.sub("", statement, count=1)
    parts = parts_of(statement)
    if parts is None or not parts.head:
        return False
    own = _clauses(aligned(statement, sentence))
    lead = before[start_of(before, len(before.rstrip(_MARKS)), _MARKS) :]
    told = [*_clauses(aligned(statement, lead))[-1:], *own]
    return any(
        _declines(statement, parts, urged, said, before) and not _LATER.search("，".join(after))
        for place, (urged, said) in enumerate(pairwise(told), start=2)
        for after in [told[place:]]
    )


def _declines(statement: str, parts: Parts, urged: str, said: str, before: str) -> bool:
    """Whether a clause declines what the one before it urges of whom is asked about."""
    declines, urging = _DECLINES.match(said), _URGED.search(urged)
    if declines is None or urging is None:
        return False
    who, asked_of = declines["who"], _last_name(parts)
    if who not in _ONES and not (len(who) > 1 and parts.subject.startswith(who)):
        return False
    what = urged[urging.end() :]
    whom, does, _ = what.partition(parts.predicate)
    if not does or not all(holds(what, x) or x in parts.subject for x, _ in meaning(statement)):
        return False
    if asked_of in whom or (who and who in whom):
        return True
    named = [word for word in placed_words(whom) if word.is_noun and word.text not in statement]
    return not named and asked_of in who + before


def _last_name(parts: Parts) -> str:
    """Return the last noun of a subject that is more than a character; its head without one."""
    named = [x.text for x in placed_words(parts.subject) if x.is_noun and len(x.text) > 1]
    return named[-1] if named else parts.head


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSES.split(text) if clause.strip()]
