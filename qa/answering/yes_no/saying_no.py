"""Sentences that say no by their form alone: 免去…职务, 焰火表演取消, 停招, 但不会停水.

What is asked and what is said are compared as they are written: a parse often takes a name apart
(街|会停水 of 东街|会|停水).
"""

from __future__ import annotations

import re
from itertools import pairwise

from qa.answering.wording import holds, meaning, start_of
from qa.answering.yes_no.asked_parts import bare_subject, parts_of
from qa.answering.yes_no.denials import denials
from qa.answering.yes_no.hedges import is_about_a_part, is_dismissed, is_hearsay, is_of_another_time
from qa.answering.yes_no.urged import is_declined

__all__ = ["says_no"]

_STILL = "(?:现在|目前|如今|当前|眼下)?(?:还|仍然?|依然)?"
_HOLDS = re.compile(f"(?P<who>[一-龥·]{{2,8}}?){_STILL}(?:是|担任|任)(?P<office>[一-龥]{{2,20}})$")
_RANKS = "副原代前"
_REMOVES = ("免去", "免除", "罢免", "撤销")
_IS = re.compile("(?P<who>[一-龥·]{2,8}?)是(?P<what>[一-龥]{2,12})$")
_PUTS = "提出|认为|主张|辩称|辩解|诉称|坚称"
_UNSURE = re.compile(
    "[不没未拟否]|可能|或将|也许|是否|建议|提请|考虑|如果|一旦|除非|传[闻言]|网传|谣"
)
_TAKES_PLACE = re.compile(
    "(?P<what>[^，。]{2,20}?)[还仍]?(?:已经?)?(?:将会?)?(?:如期|照常)?"
    "(?:举[行办]|召开|上演|开[幕演赛]|进行)了?$"
)
_TAKES_PLACE_OF = re.compile(
    "(?P<who>[一-龥]{2,12}?)(?:已经?)?(?:将会?)?(?:如期|照常)?(?:举[行办]|召开|上演|办)了?"
    "(?P<what>[一-龥]{2,12})$"
)
_TAKES_PLACE_AT_ALL = re.compile("[还会]?(?:举[行办]|召开|上演|办)了?(?P<what>[一-龥]{2,12}?)了?$")
_HURT = re.compile(
    "(?P<where>[^，。]*?)(?:是否)?(?:有人(?:员|在[^，。]{1,8}中)?(?:受伤|伤亡|死亡?|遇难|受困)|(?:造成|有)?人员伤亡|[死伤]了?人|伤人)了?$"
)
_NONE_HURT = re.compile("(?:没有|未|无|没)(?:造成|发生|出现|有)?(?:任何)?(?:人员|人)?(?:伤亡|死伤)")
_OF = re.compile("[的在于]")
_CALLED_OFF = "(?:取消|停办|停演)"
_OFFERED = re.compile(
    "(?P<what>[^，。]{2,16}?)(?P<when>(?:(?:20\\d\\d|[今明])年|[本下这]学?期)?[春夏秋冬]?季?)"
    "(?:还|仍)?(?:会|能|可以|在)?(?:招生|招|报名|开班|开课|开办|办|开)了?$"
)
_TIMES = tuple(map(re.compile, ("[今明后]年", "[春夏秋冬](?=季)", "[上下本]学?期")))
_PAST = re.compile("去年|前年|往年|上[届月周年]|当年|曾|一度|(?:19|20)\\d\\d年")
_STOPPED = "(?:停招|停办|停开|停止招生|暂停招生)了?$"
_WILL = re.compile("(?P<what>[^，。]{2,16}?)(?:会不会|还会|将会|会)(?P<does>[一-龥]{2,8})$")
_LEAD = "(?:(?:届时|其间|期间|当天|检修|施工)+)?"
_ENDED = re.compile(
    "(?:但是?|而|可是?|不过)?(?:现在|如今|眼下|目前|近几?年来?|后来)(?:已经?|早已|却|都|就)*"
    "(?:没有?|不(?:可以|能|会|再|行)?|无)(?P<what>[一-龥]{0,4}?)了?$"
)
_NOT_SO = "(?:[则却就还都也]|并)*(?:不(?:可以|能|会|行|用|需要|是)?|没有?)(?:的|了)?$"
_CLAUSES = re.compile("[，,；;。！!？?：:\\n]+")


def says_no(statement: str, sentence: str, before: str = "") -> bool:
    """Return whether a sentence says that a statement is not so: that it ended, or is called off.

    Both in simplified characters; ``before`` is what is read before the sentence.
    """
    clauses = [clause.strip() for clause in _CLAUSES.split(sentence) if clause.strip()]
    ended = any(
        (_is_called_off(statement, clause) or _is_stopped(statement, clause))
        and not _is_past("，".join(clauses[: place + 1]), statement)
        for place, clause in enumerate(clauses)
    )
    return (
        ended
        or _lost_the_office(statement, sentence, before)
        or _will_not(statement, clauses)
        or _not_it(statement, clauses)
        or _none_hurt(statement, clauses, before + sentence)
        or _is_turned_down(statement, sentence)
        or is_declined(statement, sentence, before)
    )


def _lost_the_office(statement: str, sentence: str, before: str) -> bool:
    """Whether who is asked about was removed from the office, or gave it up: 免去甲某的局长职务."""
    asked = _HOLDS.match(statement)
    if asked is None:
        return False
    who, office = re.escape(asked["who"]), re.escape(asked["office"])
    whole = f"[一-龥]*(?<![{_RANKS}]){office}"
    lead = before[start_of(before, len(before), "。！？!?\n") :]
    text = lead + sentence
    removed = re.search(f"{who}(?:同志)?的?{whole}(?:的?职务|(?=[，,。；;、]))", sentence)
    if removed:
        left = text[: len(lead) + removed.start()]
        at = max(left.rfind(word) for word in _REMOVES)
        if at >= 0 and "任命" not in left[at:]:
            return not _UNSURE.search(left[start_of(left, at, "，,；;：:") :])
    gave_up = re.search(
        f"{who}(?:同志)?(?P<how>[^，,。；;]{{0,12}}?)"
        f"(?:辞去|卸任|不再(?:担任|是)|被免去|离任)了?{whole}(?!的?(?:建议|请求|传闻|消息|可能))",
        sentence,
    )
    return (
        gave_up is not None
        and not _UNSURE.search(sentence[: gave_up.start()] + gave_up["how"])
        and not re.search("[将要会欲想]|申请|请求|要求|表示", gave_up["how"])
    )


def _is_called_off(statement: str, clause: str) -> bool:
    """Whether a clause calls off what is asked to take place, and names all that is asked of."""
    found = re.search(_CALLED_OFF, clause)
    if found is None or _is_open(clause[: found.start()], clause, statement):
        return False
    if of := _TAKES_PLACE_OF.match(statement):
        named, what = [of["who"]], of["what"]
    elif alone := _TAKES_PLACE.match(statement):
        *named, what = [part for part in _OF.split(alone["what"]) if part] or [""]
    elif at_all := _TAKES_PLACE_AT_ALL.match(statement):
        named, what = [], at_all["what"]
    else:
        return False
    if what not in clause:
        what = what.removesuffix("会")  # 比赛会举行
    named = [name if name in clause else name.removesuffix("会") for name in named]
    if len(what) < 2 or not all(name in clause[: found.start()] for name in named):
        return False
    thing = re.escape(what)
    behind = re.search(f"{_CALLED_OFF}了?(?:原定的?|今年的?)?{thing}$", clause)
    ahead = re.search(f"{thing}[^的]{{0,12}}?{_CALLED_OFF}(?:了|举[行办])?$", clause)
    return behind is not None or ahead is not None


def _is_stopped(statement: str, clause: str) -> bool:
    """Whether a clause says that what is asked to be offered no more is: 舞蹈班今年停招."""
    asked = _OFFERED.match(statement)
    if asked is None:
        return False
    found = re.search(f"{re.escape(asked['what'])}(?P<gap>[^的、]{{0,10}}?){_STOPPED}", clause)
    if found is None or _is_open(clause[: found.end("gap")], clause, statement):
        return False
    said, of = found["gap"], asked["when"]
    return not any(
        (one := time.search(said)) and (other := time.search(of)) and one[0] != other[0]
        for time in _TIMES
    )


def _will_not(statement: str, clauses: list[str]) -> bool:
    """Whether a clause denies what will be of a place that begins the one before it.

    东街水压会降低，|但不会停水.
    """
    asked = _WILL.match(statement)
    if asked is None:
        return False
    denied = re.compile(f"(?:但|但是|不过|而|并)?(?:也|都)?不会{re.escape(asked['does'])}$")
    about = re.compile(f"{_LEAD}{re.escape(asked['what'])}(?!的|以外|之外|外)")
    return any(
        about.match(first) is not None
        and denied.match(second) is not None
        and not _is_open("", first, statement)
        for first, second in pairwise(clauses)
    )


def _not_it(statement: str, clauses: list[str]) -> bool:
    """Whether a clause denies in short what the one before it says: of another, or of the past.

    货车可以进城，|客车不可以; 渡口过去有船，|现在没有了.
    """
    parts = parts_of(statement)
    who = bare_subject(parts) if parts else ""
    if parts is None or len(who) < 2 or denials(statement):
        return False
    denied = re.compile(f"(?:但是?|而|可是?|不过)?{re.escape(who)}{_NOT_SO}")
    told = [parts.predicate, *(word for word, _ in meaning(parts.rest))]
    for first, second in pairwise(clauses):
        if not all(word in first for word in told) or denials(first):
            continue
        if _is_open("", first, statement) or _UNSURE.search(first):
            continue
        if who not in first and denied.match(second):
            return True
        ended = _ENDED.match(second)
        if ended and who in first and is_of_another_time(first, statement):
            return ended["what"] in statement
    return False


def _none_hurt(statement: str, clauses: list[str], told: str) -> bool:
    """Whether a clause says that nobody was hurt or died of what is asked of, as it is told.

    起火时有人受伤吗: 没有人员伤亡, which denies both.
    """
    asked = _HURT.match(statement)
    if asked is None or not all(holds(told, word) for word, _ in meaning(asked["where"])):
        return False
    denied = ((clause, _NONE_HURT.search(clause)) for clause in clauses)
    return any(
        found and not _is_open(clause[: found.start()], clause, statement)
        for clause, found in denied
    )


def _is_turned_down(statement: str, sentence: str) -> bool:
    """Whether what someone is claimed to be is all that is turned down: 提出甲系从犯，未予采纳."""
    asked = _IS.match(statement)
    if asked is None or _UNSURE.search(statement):
        return False
    who, what = re.escape(asked["who"]), re.escape(asked["what"])
    claim = re.search(f"(?:{_PUTS})[，,：:]?{who}[是系为]{what}(?=[，,。；;]|$)", sentence)
    if claim is None or _UNSURE.search(sentence, 0, claim.start()):
        return False
    return is_dismissed(sentence[claim.end() :])


def _is_past(text: str, statement: str) -> bool:
    """Whether a text tells of another time, of which the statement is not."""
    return any(found[0] not in statement for found in _PAST.finditer(text))


def _is_open(left: str, clause: str, statement: str) -> bool:
    """Whether a clause only supposes what it says, or says it of some."""
    return (
        _UNSURE.search(left) is not None
        or is_hearsay(clause, statement)
        or is_about_a_part(left, statement)
    )
