"""How many points a team has, where its match is told by the score: 甲队|80|比75战胜乙队.

The reader takes the points of one of its players for them.
"""

from __future__ import annotations

import re

from qa.answering.wording import start_of
from qa.records import Span

__all__ = ["KNOWN", "is_of_a_player", "is_of_another_team", "points"]

_TEAM = "(?P<team>[一-龥]{2,10}?(?:队|[男女][篮排足]))"
_ASKS = re.compile(
    f"{_TEAM}(?:一?共|最后|最终|总共|昨晚|[昨今]天)*(?:[得拿砍]|打)[了到下]*(?:多少|几)分"
)
KNOWN = re.compile(".*", re.DOTALL)
"""Words of a question that the rule reads: all."""

_SCORE = re.compile(
    "(?P<first>[一-龥]{2,12}?)(?:[客主]场|最终|最后)*(?:[以凭])?(?P<mine>[0-9]{1,3})(?:比|[:：])(?P<its>[0-9]{1,3})"
    "(?:的?(?:比分|总比分))?(?P<does>战胜|击败|力克|险胜|完胜|大胜|打败|取胜|胜|不敌|负于|输给|惜败|战平)了?"
    "(?:于|给)?(?P<second>[一-龥]{2,12}?)(?=[，,。；;！!？?]|$)"
)
_BY_ONE = re.compile("(?:得到?|贡献|砍下|独得|拿下|轰下|独取|斩获)(?:了|(?:全[队场])?最高的)?$")
_BY_ALL = re.compile("(?:[队篮排足]|全队|共|总共)(?:得到?|拿下|砍下|贡献)(?:了|最高的)?$")
_OF_TEAM = re.compile("(?P<team>[一-龥]{2,8}队)(?:的)?(?:谁|哪[个位名]|什么人)")
_ROLE = re.compile(
    "(?:[主前后中边替门][锋卫场将补]+|守门员|[球队]员|[选老小新]手|[老小名]将|外援|队长)"
)
_PLAYS_FOR = re.compile(f"(?P<team>[一-龥]{{2,8}}?队)的?{_ROLE.pattern}$")
_MARKS = "，,。；;！!？?\n"
_TOLD = 2  # characters by which a team is known: 云陵 of 云陵队


def points(question: str, text: str) -> Span | None:
    """Return the points of the team that a question asks of; None where no score tells them."""
    asked = _ASKS.search(question)
    if asked is None:
        return None
    for told in _SCORE.finditer(text):
        for side, mark in (("first", "mine"), ("second", "its")):
            if _is_one(asked["team"], told[side]):
                return Span(start=told.start(mark), end=told.end(mark))
    return None


def is_of_another_team(question: str, text: str, span: Span) -> bool:
    """Return whether a player is one of another team than is asked of: 东湖队后卫|何远|."""
    asked = _OF_TEAM.match(question)
    if asked is None or asked["team"] not in text:
        return False
    role = _ROLE.match(text, span.start)
    end = role.end() if role else span.start
    told = _PLAYS_FOR.search(text, start_of(text, span.start, _MARKS), end)
    return told is not None and not (
        asked["team"].endswith(told["team"]) or told["team"].endswith(asked["team"])
    )


def is_of_a_player(question: str, text: str, span: Span) -> bool:
    """Return whether points are those of one player, where a team's are asked for."""
    if not _ASKS.search(question):
        return False
    before = text[start_of(text, span.start, _MARKS) : span.start]
    return _BY_ONE.search(before) is not None and _BY_ALL.search(before) is None


def _is_one(team: str, told: str) -> bool:
    """Whether a team is called so: 青石女篮, 昨晚青石女篮, but not 青石男篮."""
    return told.endswith(team) or (team.endswith(told) and len(told) > _TOLD)
