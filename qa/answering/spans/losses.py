"""How many fell, were wounded or were taken on one side of a fight, as a dispatch tells of both.

毙敌百余人，俘敌三百人，我军伤亡五十人: the losses of one side are no answer to who asks of the
other's, and a dispatch writes them in words that a question has not (打死多少敌人, 毙敌). What it
tells of several fates together (死伤, 毙俘) is no answer to who asks of one of them.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from qa.answering.wording import group, meaning, start_of, the_one_said
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KNOWN", "is_of_the_other_side", "losses"]

_NUMERAL = "0-9〇零一二两三四五六七八九十百千万数"
_FIGURE = f"(?P<figure>[{_NUMERAL}]+[余多]?(?:人|名|具|员))"
_ENEMY = "敌(?![机舰炮弹我对])|匪|日寇|日军|倭|伪军|鬼子|寇|蒋军"
_OWN = "我|民兵|自卫队|八路|解放军|红军|县大队|游击队"
_NEITHER = "居民|群众|百姓|[村平]民|妇孺|妇女|儿童|学生|难民|同胞|伤病员|壮丁"
_REST = f"[^，,。；;{_NUMERAL}]{{0,20}}?(?:[一-龥]{{0,6}}(?:以下|等))?"
_BORNE = (
    "阵亡|死亡|牺牲|遗尸|毙命|殉国|丧命|死(?!守)|(?<=伤)亡",
    "[负受]?伤|挂彩",
    "被俘|投降",
)
"""What befalls those of a side: death, wounds, captivity."""

_DONE_TO = ("击?毙(?!命)|打死|击杀|格毙|杀(?=伤)", "[击打]伤", "生?俘[虏获]?|活捉|生擒")
"""And how it is told of those to whom the other side does it."""

_FATES = tuple(map("|".join, zip(_BORNE, _DONE_TO, strict=True)))
_ASKED = (f"{_FATES[0]}|尸", _FATES[1], f"{_FATES[2]}|抓")
"""And how a question has each."""

_RUN = "(?:{0})(?:[、和及]?(?:{0})){{0,3}}"
_TAKEN = 2
_TWO = "毙俘杀击打生"  # what a fate has before it that is told of more
_ASKS = re.compile("多少|几[个名人具]")
_OTHERWISE = re.compile("[枪炮船舰车机弹粮马只艘门挺支辆架]|谁|什么|哪")
_TROOPS = re.compile(
    "(?P<name>[一-龥]{2,3})(?:的?部队|部|所部|军|师|旅|团)[^，,]{0,4}(?:伤亡|损失|死伤)"
)
_KNOWN = re.compile(
    f"{_ENEMY}|{_OWN}|[俘几毙抓捉打]|消灭|牺牲|阵亡|受伤|负伤|损失|仗|战斗|此役|[伤死]亡?|多少|部队|尸"
)
"""Words of a question that need not stand in the text."""

KNOWN = re.compile(
    f"守?(?:{_ENEMY}|{_OWN})[军方]?|{'|'.join(_FATES)}|损失|抓|俘虏|尸体?|(?:多少|几)[个名具人]?|人$"
)
"""Words of a question that the rule accounts for."""

_NAMED = re.compile("民兵|自卫队|县大队|游击队")
_ANY = {"敌", "匪", "寇", "鬼子", "我"}
"""What all of a side are called."""
_SIDE = re.compile(f"(?P<side>{_ENEMY}|{_OWN})[^，,。；;、]{{0,4}}$")


def losses(question: str, text: str) -> Span | None:
    """Return how many of a side fell, were wounded or taken, where a text says it once.

    In simplified characters; of a text that speaks of 敌 and 我.
    """
    if not _ASKS.search(question) or _OTHERWISE.search(question):
        return None
    fates = _fates(question)
    if not fates or not re.search(_ENEMY, text):
        return None
    who, own = re.search(_ENEMY, question), re.search(_OWN, question)
    done = fates == {_TAKEN} and not (own and "被" in question)
    if not (who or own or done):
        return None
    things = [word for word, _ in meaning(question) if len(word) > 1]
    if any(word not in text and not _KNOWN.search(word) for word in things):
        return None
    enemy = who is not None or done
    named = who if enemy else own
    asked = named[0] if named else ""
    found = [
        span
        for said, side, span in _told(text, enemy=enemy)
        if _fates(said) == fates and _is_of(side, asked)
    ]
    return the_one_said(text, found)


def _is_of(side: str, asked: str) -> bool:
    """Whether those who lost may be those asked of: 敌 and 日军, but not 伪军 and 日军."""
    generic = bool({side, asked} & _ANY) and not _NAMED.search(f"{side}{asked}")
    return side == asked or not asked or generic


def _fates(said: str) -> frozenset[int]:
    """Return which fates some words name; what is lost is those who fell or were wounded."""
    if re.search("损失(?!.*[钱元])", said):
        return frozenset((0, 1))
    return frozenset(at for at, kind in enumerate(_ASKED) if re.search(kind, said))


def _told(text: str, *, enemy: bool) -> Iterator[tuple[str, str, Span]]:
    """Yield the losses of one side, in what words and of whom: what is done to it or befalls it."""
    side, other = (_ENEMY, _OWN) if enemy else (_OWN, _ENEMY)
    any_fate = _RUN.format("|".join(_FATES))
    done = re.compile(f"(?P<fates>{any_fate})了?(?P<side>{side}){_REST}{_FIGURE}")
    borne = _RUN.format("|".join(_BORNE))
    lost = re.compile(f"(?<![{_TWO}])(?P<fates>{borne})了?(?:者|官兵|将士|战士)?{_FIGURE}")
    sides = re.compile(f"(?P<own>{side})|{other}|{_NEITHER}")
    for place in sentences(text):
        for one in done.finditer(text, place.start, place.end):
            yield one["fates"], one["side"], group(one, "figure")
        for one in lost.finditer(text, place.start, place.end):
            last = deque(sides.finditer(text, place.start, one.start()), maxlen=1)
            if last and last[0]["own"]:
                yield one["fates"], last[0]["own"], group(one, "figure")


def is_of_the_other_side(question: str, text: str, span: Span) -> bool:
    """Return whether the losses of troops that a question names are told of another side.

    我军伤亡|五十人| is no answer to 赵某部伤亡多少, nor 敌伤亡 that of who is not called so.
    """
    asked = _TROOPS.search(question) if _ASKS.search(question) else None
    if asked is None or re.search(f"{_ENEMY}|{_OWN}", question):
        return False
    before = text[start_of(text, span.start, "。！？!?\n") : span.start]
    lost = re.search("(?:伤亡|死伤|损失)[^，,。；;]{0,4}$", before)
    side = _SIDE.search(before[: lost.start()]) if lost else None
    if side is None or asked["name"] in before:
        return False
    own = _OWN if re.fullmatch(_OWN, side["side"]) else _ENEMY
    return re.search(f"(?:{own})[^，,。；;]{{0,12}}{asked['name']}", text) is None
