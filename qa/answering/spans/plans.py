"""What is only planned or expected: its figure or day keeps the word for that: 预计|3.2亿元.

It is no answer to what was done: 推出了哪些.
"""

from __future__ import annotations

import re

from qa.records import Span

__all__ = ["as_planned", "is_only_planned"]

_PLANNED = re.compile(
    "(?<!不)(?:预计|预期|有望|力争|计划(?!生育)|拟(?=[在于定投建用])|暂定|原定)[^，,。；;、：:？?！!\\n0-9]{0,10}$"
)
_FIGURE = re.compile(
    "(?:约|近|超过?|达到?|不少于|不低于|至少|今年|明年)*[0-9０-９一二三四五六七八九十百两]"
)
_DONE = re.compile(
    "(?P<does>[一-龥]{2})了(?![解得不])[^，,。？?]{0,6}?(?:哪|什么|啥|多少|几|谁|多[大高长])"
)
_PLANS = re.compile(
    "(?:预[计期测]|有望|力争|计划(?!生育)|拟(?=[在于定投建用])|打算|准备|即将|将于"
    "|将会(?![议场员计谈])|将在(?![逃押场校职建编]))[^，,。；;]*$"
)
_IS_TO = re.compile(
    "(?<!已)将(?:正式|陆续|相继|全部|全面|分批|集中|同步|联合|首次|继续|逐步|率先|再|新|也|还|共)*$"
)
"""Will, right before what is done; with a thing between them it is 把: 将赃款追回."""
_ASKS_PLANS = re.compile("预[计期测]|计划|规划|有望|力争|[拟将]|目标|打算|希望|可能")
_OF_PLANS = re.compile("预[计期测]|计划|规划|有望|力争|[拟将会]|目标|打算|希望|暂定|原定|可能")


def as_planned(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text`` with the word before it that says that it is planned, if any.

    Of a figure or a day alone; a question that asks what is planned knows that it is.
    """
    if _OF_PLANS.search(question) or not _FIGURE.match(text, span.start, span.end):
        return span
    planned = _PLANNED.search(text, 0, span.start)
    return Span(start=planned.start(), end=span.end) if planned else span


def is_only_planned(question: str, sentence: str) -> bool:
    """Return whether a sentence only plans what a question takes as done: 推出了哪些, 将推出.

    In simplified characters; all that is said to be done in it has to be planned.
    """
    done = _DONE.search(question)
    if done is None or _ASKS_PLANS.search(question) or done["does"] not in sentence:
        return False
    places = re.finditer(f"{re.escape(done['does'])}(?P<which>[到来]?的)?", sentence)
    return all(
        _PLANS.search(sentence, 0, one.start())
        or (one["which"] is None and _IS_TO.search(sentence, 0, one.start()))
        for one in places
    )
