"""The how manieth a question asks of: what a text says of the twenty-fifth is not of the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import around
from qa.chinese.asking import Wanted, wanted
from qa.chinese.numerals import fold_width, integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.records import Span

__all__ = ["is_of_another_ordinal"]

_N = "[0-9]{1,3}|[〇零一二三四五六七八九十百]{1,6}"
_THINGS = "线楼井炉机桥馆门船车店窑厅仓令台"
_ORDINAL = re.compile(
    f"(?:第[ \u3000]?(?P<number>{_N})[ \u3000]?(?P<unit>[次届批轮期回场季集号])"
    f"|(?<![0-9第〇零一二三四五六七八九十百月])(?P<short>{_N})(?P<of>届|号(?=[{_THINGS}])))"
)
_NUMBER = re.compile("(?<![0-9])[0-9]{1,3}(?![0-9])|[〇零一二三四五六七八九十百]{1,6}")
_WORD = 2  # characters that have to be the same around both
_ASKS = re.compile("什么(?:时候|时间|地方)?|哪[里儿一些个年天]|多少|几|是|的|在")
_BEFORE, _BEHIND = 6, 12  # characters around an ordinal that say of what it is
_ENDS = "。！？!?；;\n"
_FIRST = 1  # is also said otherwise: 首届, 创办于


def is_of_another_ordinal(question: str, text: str, span: Span, title: str = "") -> bool:
    """Return whether a span is said of another of a row than the one that a question asks of.

    Its paragraph or title counts the same thing (第25届|灯会, of 第26届灯会), and the number asked
    of stands nowhere. Where it does (第26届将在明年举行), the sentence counts another, or the last
    one counted before it is another, of which the whole text is.
    """
    asked = list(_ordinals(fold_width(question)))
    if len(asked) != 1:
        return False
    ((number, unit, about),) = asked
    plain = fold_width(text)
    if number == _FIRST:
        return False
    if number in _numbers(f"{title}\n{plain}"):
        if wanted(question) is Wanted.YES_NO:  # what another is says no
            return False
        return _is_amid_another(number, unit, set(_pairs(about)), plain, fold_width(title), span)
    line = plain[plain.rfind("\n", 0, span.start) + 1 :].partition("\n")[0]
    own = set(_pairs(about))
    told = [*_ordinals(line), *_ordinals(fold_width(title))]
    return any(of == unit and own & set(_pairs(said)) for _, of, said in told)


def _is_amid_another(
    number: int, unit: str, own: set[str], text: str, title: str, span: Span
) -> bool:
    """Return whether a span is said of another of a row than one that is counted elsewhere."""

    def counted(part: str) -> list[int]:
        return [one for one, of, said in _ordinals(part) if of == unit and own & set(_pairs(said))]

    place = around(text, span, _ENDS)
    here, before = counted(text[place.start : place.end]), counted(text[: place.start])
    if here:
        return number not in here
    of_all = (counted(title) or before)[:1]
    if not of_all or number in counted(title) or not before:
        return False
    return of_all[0] != number and before[-1] == of_all[0]


def _ordinals(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the ordinals of a text: number, unit, and the words around them."""
    for one in _ORDINAL.finditer(text):
        before = text[max(0, one.start() - _BEFORE) : one.start()]
        behind = text[one.end() : one.end() + _BEHIND]
        number, unit = one["number"] or one["short"], one["unit"] or one["of"]
        yield integer(number), unit, f"{before} {behind}"


def _pairs(words: str) -> Iterator[str]:
    """Yield the pairs of characters of some words, without those that ask."""
    for run in re.findall("[一-龥]{2,}", _ASKS.sub(" ", words)):
        yield from (run[at : at + _WORD] for at in range(len(run) - 1))


def _numbers(text: str) -> set[int]:
    return {integer(one[0]) for one in _NUMBER.finditer(fold_width(text))}
