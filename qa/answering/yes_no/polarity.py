"""Whether a short answer says yes or no by itself: 可以适当地喝, 无毒性, 差异不大, 并未改嫁.

Only the words of the question and of the answer: whether the sentence is about what was asked is
for others to see (:func:`qa.answering.yes_no.deciding.own_words`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import holds, meaning
from qa.answering.yes_no.asked_parts import Form, parts_of, placed_words
from qa.answering.yes_no.denials import denials

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.yes_no.asked_parts import Parts

__all__ = ["polarity"]

_LONGEST = 20  # characters
_SURELY = (
    "(?:都|就|也|先|还|其|均|并|是|很|比较|非常|应该?|一般|通常|基本上?|最好|尽量|还是|完全"
    "|肯定|绝对|确实|真的?|的确|目前|现在|本身)*"
)
_AIDS = tuple(
    (re.compile(aid), re.compile(f"{_SURELY}(?P<no>不|别|没有?|无|未)?(?:{aid})(?P<on>.*)$"))
    for aid in ("可以|能够?|可|允许|宜|适合", "会", "需要|要|用|必须|须")
)
_HAS = re.compile(
    f"{_SURELY}(?P<no>没有?|毫?无|不具?有?|未有)?(?:具?有|含有?|存在|带有?)?(?P<on>.*)$"
)
_BARE = re.compile(f"{_SURELY}(?:没有?|有|无)$")
_SOME_OF_IT = re.compile("适当|适量|少量|正常|完全|直接|放心|明显|一般|一[些点]|些|[的地]")
_NOT_BEHIND = re.compile("得?不|没")
_OF_A_NOUN = re.compile("的.")
_NOT_YET = re.compile("[未没]")
_FORMER = re.compile("[前原](?=[驻任总副首主部省市国])")
_EMPTY = frozenset({"是", "有", "会", "能", "能够", "可以", "要", "需要"})
_DEGREES = frozenset("大小多少好坏高低长短快慢远近贵难疼痛")


def polarity(statement: str, answer: str) -> bool | None:
    """Return whether an answer says that a statement is so, None where it says neither.

    Both in simplified characters, in the same words where they mean the same
    (:func:`qa.answering.yes_no.same_words.aligned`). None for a statement that denies something.
    """
    answer = answer.strip("。，,；; ”“")
    parts = parts_of(statement)
    if not answer or len(answer) > _LONGEST or parts is None:
        return None
    if _denials_said(statement, parts, answer):
        return None
    if (former := _FORMER.search(answer)) and former[0] not in statement:
        return None
    aids = [one for one in _AIDS if one[0].search(statement)]
    for _, said in aids:
        if found := said.match(answer):
            return found["no"] is None if _adds_nothing(found["on"], statement) else None
    if aids and _is_of_another_aid(answer, [aid for aid, _ in aids]):
        return None
    if parts.form is Form.HAS and placed_words(parts.predicate)[-1].tag[0] not in "ad":
        return _has(parts.predicate, answer)
    for word in (parts.predicate, *_doing(statement)[-1:]):
        left, said_, right = answer.partition(word)
        if said_:
            return _by_its_denials(left, right)
    return None


def _is_of_another_aid(answer: str, asked: Sequence[re.Pattern[str]]) -> bool:
    """Whether an answer does not say what may, will or must be: 需要住院 of 能住院, 尚未栽培."""
    if _NOT_YET.search(answer) or any(said.match(answer) for _, said in _AIDS):
        return True
    return not denials(answer) and not any(aid.search(answer) for aid in asked)


def _denials_said(statement: str, parts: Parts, answer: str) -> int:
    """Return how many denials a statement has that an answer would repeat to say that it is so.

    None in 肠胃不好|能吃西瓜, and none in 会导致月经|推迟 where the answer is 会 alone.
    """
    said = statement.removeprefix(parts.subject)
    return denials(said if parts.predicate in answer else said.partition(parts.predicate)[0])


def _doing(statement: str) -> list[str]:
    """Return the verbs and adjectives of a statement, none that could be part of a name."""
    return [
        word.text
        for word in placed_words(statement)
        if word.tag[0] in "va"
        and word.text not in _EMPTY
        and (len(word.text) > 1 or word.text in _DEGREES)
    ]


def _adds_nothing(text: str, statement: str) -> bool:
    """Whether a text has no word that means something and is not in the statement."""
    return all(holds(statement, word) for word, _ in meaning(_SOME_OF_IT.sub("", text)))


def _has(thing: str, answer: str) -> bool | None:
    """Return whether an answer says that there is a thing: 没有; 不具经济价值, of 经济|价值."""
    found = _HAS.match(answer)
    if found is None:
        return None
    on, last = found["on"], placed_words(thing)[-1].text
    named = on and (holds(on, last) or on.startswith(thing))
    return found["no"] is None if named or _BARE.fullmatch(answer) else None


def _by_its_denials(left: str, right: str) -> bool | None:
    """Return whether what stands around a predicate leaves it as it is, None where that is open."""
    behind = _NOT_BEHIND.match(right) is not None
    if _OF_A_NOUN.match(right) or (denials(right) and not behind):
        return None
    count = denials(left) + behind
    return None if count > 1 else count == 0
