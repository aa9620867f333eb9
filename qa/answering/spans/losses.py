"""How many fell, were wounded or were taken on one side of a fight, as a dispatch tells of both.

毙敌百余人，俘敌三百人，我军伤亡五十人: the losses of one side are no answer to who asks of the
other's, and a dispatch writes them in words that a question has not (打死多少敌人, 毙敌).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import group, meaning, start_of, the_one_said
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_of_the_other_side", "losses"]

_NUMERAL = "0-9〇零一二两三四五六七八九十百千万数"
_FIGURE = f"(?P<figure>[{_NUMERAL}]+[余多]?(?:人|名|具|员))"
_ENEMY = "敌|匪|日寇|日军|倭|伪军|鬼子|寇|蒋军"
_OWN = "我|民兵|自卫队|八路|解放军|红军|县大队|游击队"
_REST = f"[^，,。；;{_NUMERAL}]{{0,20}}?(?:[一-龥]{{0,6}}(?:以下|等))?"
_LOST = ("伤亡", "阵亡|牺牲|死(?!守)|遗尸|毙命|殉国|丧命", "负伤|受伤|挂彩|伤(?!亡)", "被俘|投降")
"""What may befall those of a side."""

_ASKS_LOST = (
    "伤亡|损失(?!.*[钱元])",
    "阵亡|牺牲|死|尸|毙",
    "[负受]伤|伤了",
    "俘|活捉|抓",
)
"""How each is asked for."""

_DONE_TO = ("毙伤|杀伤", "击?毙|打死|击杀|格毙", "击伤", "生?俘|俘虏|俘获|活捉|生擒")
"""And how it is told of those to whom the other side does it."""

_ASKS = re.compile("多少|几[个名人具]")
_OTHERWISE = re.compile("[枪炮船舰车机弹粮马只艘门挺支辆架]|谁|什么|哪")
_TROOPS = re.compile(
    "(?P<name>[一-龥]{2,3})(?:的?部队|部|所部|军|师|旅|团)[^，,]{0,4}(?:伤亡|损失|死伤)"
)
_KNOWN = re.compile(
    f"{_ENEMY}|{_OWN}|[俘几毙抓捉打]|消灭|牺牲|阵亡|受伤|负伤|损失|仗|战斗|此役|[伤死]亡?|多少|部队|尸"
)
_NAMED = re.compile("民兵|自卫队|县大队|游击队")
_NEAR = 30  # characters before a loss in which those are named who bear it
_SIDE = re.compile(f"(?P<side>{_ENEMY}|{_OWN})[^，,。；;、]{{0,4}}$")


def losses(question: str, text: str) -> Span | None:
    """Return how many of a side fell, were wounded or taken, where a text says it once.

    In simplified characters; of a text that speaks of 敌 and 我.
    """
    if not _ASKS.search(question) or _OTHERWISE.search(question):
        return None
    what = next((at for at, one in enumerate(_ASKS_LOST) if re.search(one, question)), None)
    if what is None or not re.search("敌|匪|寇", text):
        return None
    enemy = re.search(_ENEMY, question) is not None
    if not enemy and not re.search(_OWN, question) and what != len(_LOST) - 1:
        return None
    things = [word for word, _ in meaning(question) if len(word) > 1]
    if any(word not in text and not _KNOWN.search(word) for word in things):
        return None
    found = list(_told(what, text, enemy=enemy or what == len(_LOST) - 1))
    named = _NAMED.search(question)
    if named and not enemy:
        found = [one for one in found if named[0] in text[max(0, one.start - _NEAR) : one.start]]
    return the_one_said(text, found)


def _told(what: int, text: str, *, enemy: bool) -> Iterator[Span]:
    """Yield the losses of a kind of one side: what is done to it, or befalls it."""
    side, other = (_ENEMY, _OWN) if enemy else (_OWN, _ENEMY)
    done = re.compile(f"(?:{_DONE_TO[what]})了?(?:{side}){_REST}{_FIGURE}")
    lost = re.compile(f"(?:{_LOST[what]})了?(?:者|官兵|将士|战士)?{_FIGURE}")
    for place in sentences(text):
        for one in done.finditer(text, place.start, place.end):
            yield group(one, "figure")
        for one in lost.finditer(text, place.start, place.end):
            before = text[place.start : one.start()]
            sides = [(before.rfind(x), x in side.split("|")) for x in f"{side}|{other}".split("|")]
            at, own = max(sides)
            if at >= 0 and own:
                yield group(one, "figure")


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
