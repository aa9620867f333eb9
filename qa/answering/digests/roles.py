"""Who does and who says what a question asks of: a sentence of another's words or blows is none.

Asked of 甲国总统的表态, what another says of him is no answer; asked of 甲国对乙国的袭击, those of
乙国 are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.digests.binding import stands
from qa.chinese.proper_names import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.chinese.proper_names import Name

__all__ = ["asks_for_words", "is_said_by_another", "is_turned_round", "is_where_said"]

_WORDS = re.compile("声明|表态|讲话|言论|回应|发言|看法|评价|谈话|立场")
_SAYS = re.compile("表示|声明|宣布|指出|强调|认为|警告|说|称|透露|回应|讲话")
_OF_OFFICE = re.compile("办公室|府|夫人|顾问|助理|特使|发言人办")
_SAID_THERE = re.compile(
    "[^，。]{0,40}?在[^，。]{2,24}(?:考察|调研|视察|检查)(?:工作)?时?(?:强调|指出|表示|说)"
)
_VISIT = re.compile("考察|调研|视察|检查|出席|活动|讲话|去过|到过")
_ON = "对"
_FORCES = ("军", "方")
_AGAINST = re.compile("袭击|打击|空袭|进攻|攻击|报复|制裁|反制|关税")


def asks_for_words(question: str) -> bool:
    """Whether a question asks for what someone says: 甲国总统的表态."""
    return _WORDS.search(question) is not None


def is_said_by_another(own: str, names: Sequence[Name]) -> bool:
    """Whether the first who speaks in a sentence is none of the names, nor named before.

    The office of a president (甲国总统府) is not he.
    """
    said = _SAYS.search(own)
    if said is None or not names:
        return False
    before = own[: said.start()]
    return not any(_speaks(name, before) for name in names)


def _speaks(name: Name, before: str) -> bool:
    if name.level is not Level.PERSON:
        return stands(name, before)
    ends = [before.rfind(form) + len(form) for form in name.forms if form in before]
    return any(_OF_OFFICE.match(before, end) is None for end in ends)


def is_where_said(question: str, own: str, names: Sequence[Name]) -> bool:
    """Whether a sentence has a place only as where someone spoke: 宋怀远在云岭市考察时强调，….

    Where the question is of the visit, it is of that.
    """
    said = _SAID_THERE.match(own)
    if said is None or _VISIT.search(question):
        return False
    places = [name for name in names if name.level.is_place]
    return any(stands(name, said[0]) and not stands(name, own[said.end() :]) for name in places)


def is_turned_round(question: str, own: str, names: Sequence[Name]) -> bool:
    """Whether two sides of a question (甲国对乙国的袭击) have changed places in a sentence."""
    if len(names) != len("甲乙") or not _AGAINST.search(question):
        return False
    doer, other = names
    if question[doer.end : other.start] != _ON:
        return False
    if _is_hit(doer, own) or _is_hit(other, own):
        return not _is_hit(other, own)
    return _is_by(other, own) and not _is_by(doer, own)


def _is_hit(side: Name, own: str) -> bool:
    """Whether a sentence tells of a blow to a side: 打击甲国目标, 对甲国油库实施打击."""
    short = {form[0] for form in side.forms if form.endswith(_FORCES)}
    forms = "|".join(map(re.escape, [*side.forms, *sorted(short)]))
    to = f"(?:{_AGAINST.pattern}|侵略|追究)了?[^，。的]{{0,3}}(?:{forms})"
    at = f"对(?:{forms})[^，。]{{0,60}}(?:{_AGAINST.pattern})"
    return re.search(f"{to}|{at}", own) is not None


def _is_by(side: Name, own: str) -> bool:
    """Whether a sentence tells of a blow by a side: 甲国的袭击, 甲军袭击, 遭甲国导弹袭击."""
    forms = "|".join(map(re.escape, side.forms))
    return (
        re.search(f"(?<![对向])(?:{forms})[^，。]{{0,16}}(?:{_AGAINST.pattern})", own) is not None
    )
