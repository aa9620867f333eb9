"""Two names that a text tells of side by side, whatever they name: 甲某|的教练, 乙某|的教练.

They are known by what stands behind both, or by that a sentence begins with one and the question
with the other.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from qa.answering.spans.rows import ASKED_OF, COMMON, Rivals
from qa.answering.wording import start_of
from qa.chinese.surnames import ALL_SURNAMES
from qa.chinese.words import tagged, word_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["side_by_side"]

_MARKS = "，,、：:。；;！!？?\n "
_GENERIC = re.compile(
    "[该本此其两各这那他她它我]|全[市省县校国区镇乡村厂]|当地|记者|自己|条路|今年|去年|(?<![一-龥])(?:公司|集团|学校|医院)(?![一-龥])"
)
_PROPER = ("nr", "ns", "nz", "nt")
_LEAD = re.compile(
    "(?:而|但|同时|此外|另外|其中|据悉|目前|[今去]年|[昨今][天日]|随后|日前|近日|同日|当天|截至|[0-9]{1,4}[年月日时]|[“《在]"
    "|同城的|当地时间|[上下]午|凌晨|[，,])*"
)
_NOUN = re.compile("(?:(?!的)[一-龥A-Za-z0-9·]){2,}")
_NAMES = ("n", "j", "a")
_NO_NAMES = ("m", "p", "c", "u", "r", "w")
_TIME = re.compile("[年月日天晚午时间][初末底]?$")
_PLACES = "省市县区镇乡村"
_WHOLE = (2, 3)  # characters of a person's
_NAME = 2  # characters of a name at least


def side_by_side(question: str, text: str, said: str) -> Iterator[Rivals]:
    """Yield what a question names against what a sentence of a text has in its place."""
    if said:
        yield from _in_its_slot(question, text, said)
        yield from _as_its_topic(question, text, said)


def _in_its_slot(question: str, text: str, said: str) -> Iterator[Rivals]:
    """Yield what a question has before words that a sentence has behind another: 甲某|的教练."""
    rest = text.replace(said, "\n")
    for at in sorted(word_edges(question, guess=False)):
        asked, behind = question[:at].removesuffix("的"), question[at:]
        if len(asked) < _NAME or behind.startswith("的"):
            continue
        own = _known(asked, rest)
        word = next((behind[:n] for n in range(8, 1, -1) if behind[:n] in said), "")
        before = asked.removesuffix(own)
        if not own or not word or own in said or ASKED_OF.search(before):
            continue
        for found in re.finditer(re.escape(word), said):
            start = start_of(said, found.start(), _MARKS)
            before = said[start : found.start()].removesuffix("的")
            other = _known(before, rest) or _last_word(before)
            if not _is_short_for(own, before) and _are_alike(own, other, question, text):
                yield Rivals(re.compile(re.escape(own)), re.compile(re.escape(other)))


def _as_its_topic(question: str, text: str, said: str) -> Iterator[Rivals]:
    """Yield what a question begins with, and what a sentence does."""
    rest = text.replace(said, "\n")
    lead = _LEAD.match(said)
    first = re.split("[，,]", said[lead.end() if lead else 0 :])[0]
    own, other = _begins(question, rest), _begins(first, rest)
    if own in said or _is_short_for(own, first):
        return
    if _are_alike(own, other, question, text):
        yield Rivals(re.compile(re.escape(own)), re.compile(re.escape(other)))


def _begins(words: str, text: str) -> str:
    """Return the longest beginning of some words that a text has, up to a number, time or 的."""
    end = 0
    for word, tag in tagged(words):
        if tag[:1] in _NO_NAMES or _TIME.search(word):
            break
        end += len(word)
    return next((words[:n] for n in range(end, _NAME - 1, -1) if words[:n] in text), "")


def _known(words: str, text: str) -> str:
    """Return the longest end of some words that a text has."""
    return next((words[n:] for n in range(len(words) - 1) if words[n:] in text), "")


def _last_word(words: str) -> str:
    word = tagged(words)[-1][0] if words else ""
    return word if len(word) >= _NAME else ""


def _are_alike(own: str, other: str, question: str, text: str) -> bool:
    """Whether two are told side by side: two names, or two between the same characters."""
    if not (_NOUN.fullmatch(own) and _NOUN.fullmatch(other)) or _GENERIC.search(f"{own} {other}"):
        return False
    pairs = zip(reversed(own), reversed(other), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ours, its = own[: len(own) - same], other[: len(other) - same]
    if not _is_apart(ours, its, question) or (not same and own[:_NAME] == other[:_NAME]):
        return False
    tags, others = [tag for _, tag in tagged(own)], [tag for _, tag in tagged(other)]
    if "p" in (tags[0], others[0]):  # 在县城, 于县城
        return False
    if _is_person(own) and _is_person(other):
        return not _may_be_one(own, other)
    if tags[-1][:1] not in _NAMES or others[-1][:1] not in _NAMES:
        return False
    if same:
        return len(its) > 1 or same > 1
    if tags[0][:2] in _PROPER and others[0][:2] in _PROPER:
        if len(tags) > 1 and len(others) > 1:
            return tags[-1] == others[-1] == "n"
        return len(tags) == len(others) and tags[0][:2] == others[0][:2] == "nr"
    return len(tags) == len(others) and bool(_beside(own, text) & _beside(other, text))


def _is_short_for(name: str, words: str) -> bool:
    """Whether the characters of a name stand in some words in that order: 二院, 第二人民医院."""
    at = 0
    for char in name:
        at = words.find(char, at) + 1
        if not at:
            return False
    return True


def _is_apart(own: str, other: str, question: str) -> bool:
    """Whether what two names do not share tells them apart: neither is short for the other."""
    if not own or not other or COMMON.search(f"{own} {other}") or set(other) <= set(question):
        return False
    return not (own in other or other in own or len(set(own) & set(other)) * 2 > len(other))


def _is_person(name: str) -> bool:
    """Whether a name may be a person's, known to a dictionary or not: 甲某, 贾明."""
    tag = tagged(name)[-1][1][:1]
    named = name[0] in ALL_SURNAMES and name[-1] not in _PLACES
    return len(name) in _WHOLE and named and tag in (*_NAMES, "r", "z")


def _may_be_one(name: str, other: str) -> bool:
    """Whether two persons of a surname may be one, called by what he is: 许静安, 许局长."""
    called = (tagged(name[1:]), tagged(other[1:]))
    return name[0] == other[0] and any(len(one) == 1 and one[0][1] == "n" for one in called)


def _beside(name: str, text: str) -> set[str]:
    """Return the two characters that stand before and behind a name in a text."""
    found: set[str] = set()
    for one in re.finditer(re.escape(name), text):
        before, behind = (
            text[max(0, one.start() - 2) : one.start()],
            text[one.end() : one.end() + 2],
        )
        found |= {f"<{before}"} if re.fullmatch("[一-龥]{2}", before) else set()
        found |= {f">{behind}"} if re.fullmatch("[一-龥]{2}", behind) else set()
    return found
