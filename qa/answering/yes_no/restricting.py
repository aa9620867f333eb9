"""Whether a clause says of all, and always, what it says: 生的|土豆, 感冒好了|能打疫苗, are less.

Only of what is asked in general, as what one may do, or what something has or is like; of what was
done, the words around it only tell more.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.answering.yes_no.asked_parts import placed_words
from qa.answering.yes_no.denials import denials
from qa.answering.yes_no.hedges import is_of_another_time
from qa.chinese.predicates import SPEECH

if TYPE_CHECKING:
    from qa.answering.yes_no.said_clause import Said

__all__ = ["is_of_a_sort", "is_restricted"]

_ONCE = re.compile("[了过的]$|已|曾|昨|去年|是不是|\\d+[年月日]")
_GENERAL = re.compile(
    "可以|(?<![性功技职才智电核节产动])能(?![源力量])|(?<![议开协委员社机])会(?![议见晤员长谈计])|(?<![主重])要|需|适合|免费|收费"
)
_SAID = re.compile(f"^.*?(?:{SPEECH}|规定|获悉|建议|说明|结果)[：:，,]?")
_NO_MATTER = re.compile(
    "申请|办理|可以?|能够?|会|易|看起来|看上去|决定|宣布|要|需要?|应该?|一般|通常|建议|最好|尽量|完全|容易|比较|非常|确实|肯定|绝对|其实|都|也|就|还|是|有|很|被|让|使|把|进行|用|来|去|做|吃|喝|不宜|宜|适合|适宜|允许|属于|知道|发现|存在|正常|本身|具有|含有|带有|注意|必须|不要|不能|不会|不用|不需要|没有|目前|现在|免[除去予于交缴收征]?|豁免"
)
_UNDER = re.compile("(?:时|时候|[之以]?后|[之以]?前|[一-龥]下|前提|条件|内|期间)[，,]?$")
_WHEN = re.compile(
    "周[一二三四五六日末]|[明后]年|下个?(?:月|周|学期)|小时|分钟|期间|假[日期]|[寒暑]假|工作日|[淡旺]季|试[运营]"
)
_FEASTS = ("春节", "元旦", "清明", "五一", "端午", "中秋", "国庆", "十一")
_OLDER = re.compile("以[上下内外][的]?$")
_DEGREE = re.compile(
    "轻(?:[微症]|度(?!假))|[重早晚初后](?:[症期]|度(?!假))|中(?:[症期]|(?<!集中)度(?!假))|急性(?!子)|慢性(?!子)"
    "|小鼠|动物[实试]验|体外"
)
_SHORT = 10  # characters of a clause that says only when


def is_restricted(said: Said, head: str, statement: str) -> bool:
    """Return whether what stands around ``head`` before the predicate is of some, or sometimes."""
    lead = "".join(said.clauses[said.place - 1 : said.place])
    if len(lead) <= _SHORT and is_of_another_time(lead, statement):
        return True
    if _ONCE.search(statement):
        return False
    if _is_at_a_time(said.own_left, statement):
        return True
    if not _GENERAL.search(statement):
        return False
    if _UNDER.search(lead) and _adds(lead, statement):
        return True
    left = _SAID.sub("", said.own_left)
    which = left[: left.rfind(head)] if head and head in left else ""
    return (
        is_of_a_sort(said.own_left, statement)
        or _adds(left, statement)
        or _names_which(which, statement)
    )


def _is_at_a_time(left: str, statement: str) -> bool:
    """Whether a text names a time of which the statement is not; both may be of 中秋|假期."""
    if _WHEN.search(statement):
        return False
    feasts = [feast for feast in _FEASTS if feast in statement]
    return any(not left[: found.start()].endswith(tuple(feasts)) for found in _WHEN.finditer(left))


def is_of_a_sort(left: str, statement: str) -> bool:
    """Return whether a text is of a degree or stage that is not asked of: 轻微|感冒."""
    found = _DEGREE.search(left)
    return found is not None and found[0] not in statement


def _names_which(text: str, statement: str) -> bool:
    """Whether what stands before a head says which of them: 新能源|货车, 36周以上的|孕妇."""
    if _OLDER.search(text) and text not in statement:
        return True
    last = [word for word in placed_words(text) if word.tag[0] not in "ux"][-1:]
    of = text.endswith("的")
    told = placed_words(text)
    if any(x.is_noun and x.text not in statement and y.text == "在" for x, y in pairwise(told)):
        return True  # 学生|在馆内游泳
    return any(
        word.text not in statement
        and (word.is_noun or of)
        and not _NO_MATTER.fullmatch(word.text)
        and (of or word.end == len(text))
        for word in last
    )


def _adds(text: str, statement: str) -> bool:
    """Whether a text has a word that says how, when or which, and is not in the statement."""
    return any(
        word.tag[0] in "vaibls"
        and word.text not in statement
        and not _NO_MATTER.fullmatch(word.text)
        and not denials(word.text)
        for word in placed_words(text)
    )
