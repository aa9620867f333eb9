"""Who won a match, by its score: 青石队109：88大胜白沙队 says no to 白沙队赢了青石队吗.

Only of the two sides that are asked of, both named in the sentence or the one before it, and of the
end of the match: what is said of a half or a set decides nothing, nor what is followed by another
result.
"""

from __future__ import annotations

import re

from qa.chinese.sentences import sentences

__all__ = ["match_won"]

_WINS = (
    "大胜|险胜|完胜|轻取|战胜|击败|力克|横扫|打败|打赢|拿下|绝杀|逆转|取胜|获胜|胜出|赢得?"
    "|(?<![战获取大险完])胜(?![率负利])"
)
_LOSES = "不敌|负于|惜败|憾负|小负|告负|落败|输给|败给|败北|失利|输(?!球)"
_SIDE = "[一-龥A-Za-z0-9·]{2,10}"
_ASKED = re.compile(
    f"(?P<one>{_SIDE}?)(?:最终|最后)?(?:(?P<wins>战胜|击败|打败|打赢|拿下|赢|胜)|(?P<loses>输给|负于|败给|不敌))了?"
    f"(?P<other>{_SIDE}?)了?"
)
_WHEN = re.compile("(?:[昨今前]天|[昨今]晚|昨日|本轮|这[场次轮])+")
_SCORE = "(?<![0-9])[0-9]{1,3}(?:比|[:：])[0-9]{1,3}(?![0-9])"
_DOES = f"(?P<wins>{_WINS})|(?P<loses>{_LOSES})"
_RESULTS = (
    re.compile(f"{_SCORE}的?(?:比分|总分)?(?:客场|主场)?(?:{_DOES})"),
    re.compile(f"(?:{_DOES})[^，,。；;]{{0,14}}?{_SCORE}"),
)
_NOT_THE_END = re.compile(
    "半场|[首一二三四五次末两]节|加时|[首一二三四五次末决前两]局|第.局|盘|回合|领先|落后|比分一度"
)
_LEAD = 8
"""As long is what names a part of a match before a comma (第二局，) at most."""
_OPEN = re.compile(
    "如果|若|有望|预计|希望|要是|[没未]能|没有|险些|差点|此前|上[轮次场]|上赛季|去年|历史|交锋记录"
)
_CLAUSE = re.compile("[，,；;]")
_OTHER_SIDE = re.compile("[一-龥]{2,6}队(?![员长友伍])")
_MORE = "[^队和与跟同对被将在以客主0-9，,、。；;]{1,5}队"
_JOINED = re.compile("[和与跟同]|对阵|之间|之战")
_AGAINST = re.compile(
    "[与和跟对]|(?<![不共相])同(?![一日时年城])|挑战|做客|作客|[迎面约]战|遭遇|客场之旅"
)
_LOST_LATER = re.compile("负(?![责伤担面])|败|输(?![送液])|不敌|失利|出局|淘汰|逆转|翻盘|反超|取消")
_WON_LATER = re.compile("胜|赢|逆转|翻盘|反超|晋级|改判|取消")


def match_won(statement: str, sentence: str, before: str, behind: str = "") -> bool | None:
    """Return whether a sentence says that a match ended as a statement says; None if neither.

    ``before`` is what stands before it, ``behind`` the sentence behind it.
    """
    asked = _ASKED.fullmatch(statement)
    if asked is None or _OPEN.search(sentence):
        return None
    one, other = (_stem(asked[side], sentence + before) for side in ("one", "other"))
    last = [before[x.start : x.end] for x in sentences(before)][-1:]
    both = f"{''.join(last)}{sentence}"
    if one in other or other in one or not (_named(one, both) and _named(other, both)):
        return None
    clauses = _CLAUSE.split(sentence.rstrip("。！!"))
    for place, clause in enumerate(clauses):
        found = next(filter(None, (pattern.search(clause) for pattern in _RESULTS)), None)
        lead = clauses[place - 1] if place and len(clauses[place - 1]) <= _LEAD else ""
        if found is None or _NOT_THE_END.search(lead + clause):
            continue
        later = "，".join((clause[found.end() :], *clauses[place + 1 :], behind))
        if (_LOST_LATER if found["wins"] else _WON_LATER).search(later):
            return None
        at = found.start("wins") if found["wins"] else found.start("loses")
        first = _who([*clauses[:place], clause[:at]], one, other)
        rest = _OTHER_SIDE.search(clause[at:])
        if first is None or (rest and one not in rest[0] and other not in rest[0]):
            return None
        return (first == one) is (bool(found["wins"]) is bool(asked["wins"]))
    return None


def _stem(side: str, text: str) -> str:
    """Return how a text names a side: without 队, and without a time before it."""
    bare = side.removesuffix("队")
    lead = _WHEN.match(bare)
    return bare[lead.end() :] if lead and bare[lead.end() :] in text else bare


def _named(stem: str, text: str) -> bool:
    """Whether a side is named, and no other of its town: 云岭, not 云岭铁路队."""
    return len(stem) > 1 and re.search(f"{re.escape(stem)}(?!{_MORE})", text) is not None


def _who(clauses: list[str], one: str, other: str) -> str | None:
    """Return the side that the last of some clauses tells of, or the last before it that names one.

    Of two in a clause the first, unless they are joined; whom 被 names wins over him. None where
    the first is whom another plays against (与白沙队的比赛中青石队, 挑战白沙队的青石队).
    """
    for clause in clauses[::-1]:
        places = sorted((clause.find(side), side) for side in (one, other) if _named(side, clause))
        if not places:
            continue
        between = clause[places[0][0] : places[-1][0]]
        if _AGAINST.search(clause[: places[0][0]]) or re.search(
            "的(?:老?对手|[^主客迎对战在以]{0,4})$", between
        ):
            return None
        if "被" in clause or (len(places) > 1 and _JOINED.search(between)):
            return places[-1][1] if "被" in between and len(places) > 1 else None
        return places[0][1]
    return None
