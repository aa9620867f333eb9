"""Which of two figures a question asks between, where a text corrects one to the other."""

from __future__ import annotations

import re

from qa.answering.wording import holds, meaning
from qa.chinese.numerals import fold_width, quantities
from qa.records import Span

__all__ = ["corrected_figure"]

_CHOICE = re.compile(
    "(?P<stem>.{2,}?)(?:究竟|到底)?是(?P<one>[^，,。是]{1,10})"
    "还是(?P<other>[^，,。？?]{1,10})[？?]?$"
)
_NOW = re.compile("(?:(?:更正|修正|改正|订正|更新|核定)为|应[为是]|实[为际]是?)$")


def corrected_figure(question: str, sentence: str, title: str) -> Span | None:
    """Return where a sentence corrects the one of two figures asked between to the other.

    是五名还是七名, of 此前通报被困五人，更正为|七人|. It names both, and what is asked of
    them stands in it or in its title; all in simplified characters. None else.
    """
    asked = _CHOICE.match(question)
    if asked is None or not all(
        holds(sentence, word) or holds(title, word) for word, _ in meaning(asked["stem"])
    ):
        return None
    one, other = _value(asked["one"]), _value(asked["other"])
    said = [x for x in quantities(fold_width(sentence)) if x.value in (one, other) and not x.date]
    if one is None or other is None or one == other or {x.value for x in said} != {one, other}:
        return None
    found = [x for x in said if _NOW.search(sentence[: x.span.start])]
    return found[0].span if len(found) == 1 else None


def _value(text: str) -> object | None:
    found = quantities(fold_width(text))
    return found[0].value if len(found) == 1 and not found[0].date else None
