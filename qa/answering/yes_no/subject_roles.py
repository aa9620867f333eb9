"""Whether a clause says something of the subject that a question names, or of another one.

The subject stands before the predicate, in the clause or in one before it with no other subject
between; or the clause points back (该桥, 大桥). 公司营业收入86亿，同比增长 says nothing of 净利润.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from qa.answering.yes_no.asked_parts import outside_phrases, placed_words
from qa.answering.yes_no.hedges import describes
from qa.chinese.predicates import SPEECH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.yes_no.asked_parts import Parts, Word

__all__ = ["Role", "is_used", "role_in"]

_PRONOUN = re.compile(
    "(?:^|[，。])[但而又]?(?:[他她它]们?|其(?![中他余它实次]))(?=[^\\u4e00-\\u9fff]|$|[已也都将会要能不没未就还被在正曾])"
)
_THIS = re.compile(
    "[这该此][次个座条项些款种起场位名家届]|本[次届]|该(?:公司|项目|活动|校|院|市|县|队)"
)
_ITSELF = re.compile(
    "(?:[该本]?(?:公司|集团|企业|厂)|[校院馆园厂警]方|(?:[车该本]|医|学|公|景|小|夜|[超商市])(?P<kind>[站院校园区市场]))(?!的|[一-龥]{0,2}[长人员工方司])"
)
_RANKS = frozenset("副子前原代准亚")  # 副校长 is no 校长
_PARTS_OF = ("内", "里", "方")  # 馆内, 院方
_DONE_TO = re.compile(
    "通过|批准|发布|启动|建成|完成|扑灭|公布|出版|恢复|审议|开通|签署|查明|修复|拆除|召开|举[行办]|公开|解除|实施|上线|推出|印发"
)
_GENERIC = "大全新明老该本此"
_SAYS = re.compile(f"(?:{SPEECH}|获悉|答复|回应称|认定|判定|裁定|查明|看到|确认)$")
_AIDS_TO = frozenset({"是", "有", "没有", "无", "让", "使", "到"})
_SPEAKER = re.compile("^[\\w·]{1,8}$")
_OWNERS = re.compile("股东|公司|集团|企业|母公司")
_NAMES = re.compile("n|l|eng")
_NO_SUBJECTS = re.compile(
    "^[无有]人$|全[部体]|悉数|^[原将拟]$|^[暨及]$|法定|计划|当[庭场天日众面]|记者|结果|情况|现场|[主客]场|同比|环比|目前|日前|近日|方向|时间|[上下]半[年场]|期间|小时|分钟|方面|截至|全程|总体|[其]中|[事实]上|编辑|节假日|周末|同志|本报|报讯|一生|生前|终身"
)
_WHO_HAS_IT = re.compile("患者|病人|人群|时候|期间|[数总]量|[人总]数|规模|总额")
_NO_NOUN = "(?=$|[，将已也都会从自在昨今明于能要可不没未还仍])"
_MAY = re.compile("[能会]|可以|需要|要|应该?|适合")
_USED = re.compile("吃|喝|[使服食饮]?用|洗|敷|涂|抹|打|服|戴|穿|养|混养|混用|带")
_BEFORE_IT = re.compile(
    "(?:可以?|能够?|不?会|不?要|需要?|应该?|不|没有?|未|无|也|都|已经?|就|还|仍然?|又|将|被|一般|通常|很|非常|比较|最|更|十分|均|曾|再|正|在|昨天|今天|近日|日前|正式|是)*$"
)
_LED_IN = re.compile("[在从对向为由把被据按用以于将]")
_SORTS = tuple("业区市县省厂队店站")
_PASSIVE = re.compile("被|遭(?!遇)")


class Role(Enum):
    """Where the subject stands: in the clause, in its sentence, or only before that."""

    OWN = auto()
    SENTENCE = auto()
    BEFORE = auto()


def role_in(
    parts: Parts, statement: str, clauses: Sequence[str], place: int, at: int, before: str
) -> Role | None:
    """Return where what is asked about stands as the subject, None where it does not.

    ``at`` is where the predicate stands in the clause ``clauses[place]``; ``before`` is what is
    read before the sentence.
    """
    left, right = clauses[place][:at], clauses[place][at:]
    if not parts.head:
        return Role.OWN
    head = _whole_head(parts)
    if _ends_in(head, left):
        return Role.OWN if _is_subject(head, parts, statement, left) else None
    if describes(right, head) and not _nouns(left, statement):
        return Role.OWN
    if _is_done_to(head, parts, statement, left, right):
        return Role.OWN
    if _is_topic(parts, statement, clauses[place], left):
        return Role.OWN
    title, last = _near(before)
    if _is_itself(parts, left, title):
        return Role.BEFORE
    if _points_at(head, left) and head in "".join((title, last, *clauses[:place])):
        return Role.BEFORE
    if _has_other(left, parts, statement) or _takes_other(right, parts, statement):
        return None
    return _carried(head, parts, statement, clauses[:place], title, last)


def _is_itself(parts: Parts, left: str, title: str) -> bool:
    """Whether a clause is of 公司 or 车站, and the title begins with the one asked about."""
    found = _ITSELF.match(left)
    named = bool(parts.subject) and title.startswith(parts.subject[: len("青竹机械")])
    return found is not None and named and (not found["kind"] or found["kind"] == parts.head[-1])


def is_used(parts: Parts) -> bool:
    """Return whether what is done is to use or take a thing, so that the thing may come first."""
    return _USED.fullmatch(parts.predicate) is not None


def _carried(
    head: str, parts: Parts, statement: str, clauses: Sequence[str], title: str, last: str
) -> Role | None:
    """Return where the subject stands of a clause that has none, None if another is nearer."""
    for clause in reversed(clauses):
        if head in clause:
            return Role.SENTENCE if _is_of(head, parts, statement, clause) else None
        if _SAYS.search(clause) or (clause is clauses[0] and _SPEAKER.match(clause)):
            continue
        if _has_other(_before_verb(clause), parts, statement):
            points = _points_at(head, clause) or _THIS.search(clause) is not None
            return Role.BEFORE if points and head in title + last else None
    subjects = "，".join(map(_before_verb, re.split("[，；：]", last)))
    return Role.BEFORE if head in title or head in subjects else None


def _is_done_to(head: str, parts: Parts, statement: str, left: str, right: str) -> bool:
    """Whether what is asked about stands behind its predicate: 表决|通过|条例, 不|开|夜间门诊."""
    after = right.partition(head)[2]
    if head not in right or after.startswith("的") or _nouns(parts.rest, ""):
        return False
    if "被" in statement:
        return not after and "、" not in right
    return _DONE_TO.search(parts.predicate) is not None or not _has_other(left, parts, statement)


def _is_topic(parts: Parts, statement: str, clause: str, left: str) -> bool:
    """Whether all that is asked of using or taking something stands in a clause: 药片|老人可以|吃.

    Who uses it and what is used cannot be taken for each other, so either may come first.
    """
    if not (_MAY.search(statement) and is_used(parts)):
        return False
    named = [word.text for word in placed_words(parts.subject + parts.rest) if word.is_noun]
    free = [word for word in _nouns(left, statement) if not _WHO_HAS_IT.match(word.text)]
    return bool(named) and all(name in clause for name in named) and not free


def _whole_head(parts: Parts) -> str:
    """Return the head of a subject, with the word before it if it is one character: 江豚|队."""
    if len(parts.head) > 1:
        return parts.head
    at = parts.subject.rfind(parts.head)
    words = [word for word in placed_words(parts.subject[:at]) if word.end == at]
    return words[-1].text + parts.head if words and words[-1].is_noun else parts.head


def _is_subject(head: str, parts: Parts, statement: str, left: str) -> bool:
    """Whether what stands before a predicate is of the head, not of another's or another one."""
    end = left.rfind(head) + len(head)
    if _is_of_a_part(left[end:], statement):
        return False
    passive = _PASSIVE.search(left[end:]) is not None
    if passive and parts.rest and not _PASSIVE.search(statement):
        return False
    if _is_inside(head, statement, left) or _is_acted_on(head, statement, left):
        return False
    return _is_of(head, parts, statement, left)


def _is_of_a_part(tail: str, statement: str) -> bool:
    """Whether what stands behind a head is a thing of it, or by it: 竹子|的笋, 学校|附近的店.

    Not where a preposition leads that in: 学校|用去年的结余.
    """
    told = _BEFORE_IT.sub("", tail)
    of, found, thing = told.rpartition("的")
    if not found or not thing or _LED_IN.search(of):
        return False
    return not all(word.text in statement for word in placed_words(thing))


def _takes_other(right: str, parts: Parts, statement: str) -> bool:
    """Whether what is done is done to another thing, which stands behind: 拆除|了水泥墙."""
    if _nouns(parts.rest, ""):
        return False
    if parts.head and f"{parts.head}的" in right:
        return True
    right = right[len(parts.predicate) :]
    words = [word for word in placed_words(right) if word.tag[0] not in "mqua"]
    if not words or words[0].text in statement:
        return False
    described = len(words) > 1 and "的" in right[: words[1].start]
    return _NAMES.match(words[1 if described else 0].tag) is not None


def _near(before: str) -> tuple[str, str]:
    """Return of what is read before a sentence the title, its first line, and the last sentence."""
    title, _, text = before.partition("\n")
    return title, re.split("[。！？!?\\n]", text.rstrip("。！？!?\n"))[-1]


def _ends_in(head: str, text: str) -> bool:
    """Whether a text has the head as a word, not as the beginning of one: 橄榄 of 橄榄油."""
    at = text.rfind(head)
    end = at + len(head)
    words = placed_words(text)
    ranked = at > 0 and text[at - 1] in _RANKS
    if ranked and not any(word.end == at and len(word.text) > 1 for word in words):
        return False
    return at >= 0 and not any(word.start < end < word.end for word in words)


def _is_inside(head: str, statement: str, left: str) -> bool:
    """Whether another noun follows right behind the head: 公司|董事长, but not 肺炎|患者."""
    end = left.rfind(head) + len(head)
    return any(
        word.start == end
        and _NAMES.match(word.tag)
        and word.text not in statement
        and not _NO_SUBJECTS.search(word.text)
        and not _WHO_HAS_IT.match(word.text)
        for word in placed_words(left)
    )


def _is_acted_on(head: str, statement: str, left: str) -> bool:
    """Whether another subject does something to the head: 海沙队|击败|望潮队|夺冠.

    Not where it only says so: 法院|认定|王青受贿.
    """
    start = left.rfind(head)
    behind = [word for word in placed_words(left) if word.end <= start]
    while behind and (behind[-1].text in statement or behind[-1].tag[0] in "mqua"):
        behind.pop()
    if not behind or behind[-1].tag not in ("v", "vg") or behind[-1].text in _AIDS_TO:
        return False
    return not _SAYS.search(behind[-1].text) and bool(_nouns(left[: behind[-1].start], statement))


def _is_of(head: str, parts: Parts, statement: str, clause: str) -> bool:
    """Whether the head in a clause is not another one's: 货车|司机, asked of 客车司机."""
    at = parts.subject.rfind(head)
    own = [
        word.text
        for word in placed_words(parts.subject)
        if word.tag[0] not in "dpcru"
        and (word.end == at or (word.end == at - 1 and parts.subject[word.end] == "的"))
    ]
    if any(word in clause and _is_of_kind(word, statement, clause) for word in own):
        return False
    if not own or any(word in clause for word in own):
        return True
    start = clause.rfind(head)
    if clause[:start].endswith(_SORTS):
        return False
    return not any(
        word.end == start
        or (word.start < start and word.end == start + len(head))
        or (word.end == start - 1 and clause[word.end] == "的" and not _OWNERS.search(word.text))
        for word in _names(clause)
        if word.text not in statement
    )


def _is_of_kind(own: str, statement: str, clause: str) -> bool:
    """Whether what the head is of is only a kind of what is asked about: 装备|制造业."""
    at = clause.rfind(own)
    return own.endswith(("业", "品")) and any(
        word.end == at and word.tag in ("n", "vn") and word.text not in statement
        for word in placed_words(clause)
    )


def _has_other(left: str, parts: Parts, statement: str) -> bool:
    """Whether another subject than the one asked about stands before a predicate."""
    objects = [word.text for word in placed_words(parts.rest) if word.is_noun]
    free = _nouns(left, statement)
    return bool(free) or any(word in left for word in objects if len(word) > 1)


def _before_verb(clause: str) -> str:
    """Return what stands before the first verb of a clause, all of it without one."""
    found = (x for x in outside_phrases(placed_words(clause)) if x.tag in ("v", "vi", "vg"))
    first = next(found, None)
    return clause[: first.start] if first else clause


def _nouns(text: str, statement: str) -> list[Word]:
    free = outside_phrases(placed_words(text))
    return [
        word
        for at, word in enumerate(free)
        if _NAMES.match(word.tag)
        and word.text not in statement
        and not _NO_SUBJECTS.search(word.text)
        and (len(word.text) > 1 or (word.text == "人" and at and free[at - 1].tag in "mq"))
    ]


def _names(text: str) -> list[Word]:
    return [word for word in placed_words(text) if _NAMES.match(word.tag) and len(word.text) > 1]


def _points_at(head: str, left: str) -> bool:
    """Whether what stands before a predicate points back at the head: 大桥, 馆内, 他.

    Or is the end of a long one: 公园|昨天 of 南湖公园.
    """
    short = any(one + char in left for char in head for one in _GENERIC)
    short = short or (len(head) > len("公园") and re.match(head[-2:] + _NO_NOUN, left) is not None)
    short = short or any(head[-1] + one in left for one in _PARTS_OF)
    return short or _PRONOUN.search(left) is not None
