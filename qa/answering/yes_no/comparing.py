"""A number that a question compares with another one: 超过1000个, where a text says 1200个."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from qa.answering.yes_no.asked_parts import placed_words
from qa.answering.yes_no.said_clause import clauses_of
from qa.chinese.numerals import fold_width, quantities

if TYPE_CHECKING:
    from qa.chinese.numerals import Quantity

__all__ = ["asks_more_or_less", "compared"]

_MORE, _LESS = "超过了?|多于|高于|大于|不止|突破了?", "不到|没有?到|未到|不满|不足|低于|少于|小于"
_NO_LESS, _NO_MORE = "达到了?|至少有?|不少于|不低于|高达", "不超过|不高于|不多于|最多"
_HOW = re.compile(
    f"(?:(?P<no_more>{_NO_MORE})|(?P<no_less>{_NO_LESS})|(?P<more>{_MORE})|(?P<less>{_LESS}))$"
)
_ABOVE = re.compile("(?:超过?|逾|多于|高于|大于|不止|突破|至少|不少于|不低于|达到?)$")
_BELOW = re.compile("(?:不到|不足|低于|少于|小于|不超过|至多|最多)$")
_OVER = re.compile("(?:超过?|逾|多于|高于|大于|不止|突破)了?$")
_ABOUT = re.compile("(?:约|大约|大概|近|将近|接近)$")
_FAR = Decimal("1.2")


def asks_more_or_less(statement: str) -> bool:
    """Return whether a statement says that something is more or less than a number."""
    return _asked(fold_width(statement)) is not None


def compared(statement: str, sentence: str) -> tuple[str, bool] | None:
    """Return a statement with the number that a sentence has, and whether the asked one is true.

    None where the sentence has not exactly one number of that unit, or where it leaves open on
    which side of the asked one it is (近, 约).
    """
    statement, sentence = fold_width(statement), fold_width(sentence)
    asked = _asked(statement)
    if asked is None:
        return None
    how, start, number = asked
    before = [word for word in placed_words(statement) if word.end <= start]
    heads = [word.text for word in before if word.is_noun][-1:]
    clauses = [x for x in clauses_of(sentence) if heads and heads[0] in x and quantities(x)]
    for texts in (clauses, [sentence]):
        said = [(one, text) for text in texts for one in _of_unit(number.unit, text)]
        if len({one.value for one, _ in said}) == 1:
            break
    else:
        return None
    found, sentence = said[0]
    true = _holds(how, found, sentence, number.value)
    if true is None:
        return None
    joint = "是" if before and before[-1].end == start and before[-1].is_noun else ""
    told = sentence[found.span.start : found.span.end]
    return statement[:start] + joint + told + statement[number.span.end :], true


def _asked(statement: str) -> tuple[str, int, Quantity] | None:
    """Return how a statement compares, from where, and its number; None where it does not."""
    for number in quantities(statement):
        how = _HOW.search(statement[: number.span.start])
        if how and not number.date and number.unit and how.lastgroup:
            return how.lastgroup, how.start(), number
    return None


def _of_unit(unit: str, text: str) -> list[Quantity]:
    return [one for one in quantities(text) if one.unit == unit and not one.date]


def _holds(how: str, said: Quantity, sentence: str, asked: Decimal) -> bool | None:
    """Return whether a number said is more or less than the one asked about, None if unsure."""
    left = sentence[: said.span.start]
    right = sentence[said.span.start : said.span.end + 2]
    low = high = said.value
    if _ABOUT.search(left) or "左右" in right or "上下" in right:
        low, high = said.value / _FAR, said.value * _FAR
    elif _ABOVE.search(left) or re.search("[多余]|以上", right):
        high = Decimal("Infinity") if not left.endswith(("达", "达到")) else high
    elif _BELOW.search(left):
        low = Decimal(0)
    if low == asked and _OVER.search(left):
        return False if how in ("less", "no_more") else None
    more = _sides(how, low, asked), _sides(how, high, asked)
    return more[0] if more[0] == more[1] else None


def _sides(how: str, value: Decimal, asked: Decimal) -> bool:
    if how == "more":
        return value > asked
    if how == "less":
        return value < asked
    return value >= asked if how == "no_less" else value <= asked
