"""Which of several of a kind is named nearest before an answer: 东浦县, of the 局长 of 云河县.

What stands behind the name of a county, a school or a team is said of that one, and no answer of
another whose name a question has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["another_is_nearer"]

_KINDS = {
    **dict.fromkeys("队中校院厂师旅团营连", 2),
    "楼": 3,
    "学": 4,
    "司": 4,
}
"""Kinds by their last character, with how many characters tell one of a kind from another.

Those of a place or an office are told by more (`_OF_PLACE`): 云河县 and 清河县 are both 河县.
"""

_NAMED = re.compile(
    "(?<=[一-龥0-9])(?<![全本该各我两几这那某日天年月时晚在到从由对向和与及的了是为被将让给们领])"
    "(?:(?<![一省市县])[省市县区镇乡村街](?![长级民域道])|[队校院局厂楼](?![长员级部门])|(?<=[0-9一二三四五六七八九十])[师旅团营连](?![长员级])"
    "|(?<=[一二三四五六七八九十附])中(?![学心])|(?<=[中小大])学(?!生|校(?!长)|期|会)|(?<=公)司)"
)
"""Where one of a kind is named: 宁溪|县, but not 全|县, 近日|县 or 县|长."""

_NAME = re.compile("(?:(?![的了])[一-龥0-9])+")
_BEGINS = "(?![的了在到从由对向和与及是为被将让给请问该本此这那各全我你于省市县区])[一-龥0-9]"
_OF_PLACE = re.compile(f"(?:(?:{_BEGINS}(?=家))?{_BEGINS})?[一-龥0-9][省市县区镇乡村街局]$")
"""The last characters of a place's name, without what stands before it: 在|莒县, 清河|张家庄村."""
_LONGEST = 4
_COMMON = re.compile("(?:[社小景地校灾园老牧]区|[农乡]村|乡镇|城市|[大老]街|[分总当警邮]局)$")
"""A word for a kind of place, whose name may stand anywhere before it: 走进|社区."""


def another_is_nearer(question: str, before: str) -> bool:
    """Return whether of a kind of which a question names some, another stands last in a text."""
    asked = list(_named(question))
    last = dict(_named(before))
    return any(
        kind in last and not any(kind == one and _agree(name, last[kind]) for one, name in asked)
        for kind, _ in asked
    )


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kinds named in a text, in order, each with the last characters of the name."""
    for one in _NAMED.finditer(text):
        size = _KINDS.get(one[0])
        name = text[max(0, one.end() - (size or _LONGEST)) : one.end()]
        if size is None:
            if place := _COMMON.search(name) or _OF_PLACE.search(name):
                yield one[0], place[0]
        elif len(name) == size and _NAME.fullmatch(name):
            yield one[0], name


def _agree(one: str, other: str) -> bool:
    """Return whether two names may be of the same, one of them with more before it."""
    return one.endswith(other) or other.endswith(one)
