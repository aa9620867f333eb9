"""A figure or a day that is only planned or expected keeps the word that says so: 预计|3.2亿元."""

from __future__ import annotations

import re

from qa.records import Span

__all__ = ["as_planned"]

_PLANNED = re.compile(
    "(?<!不)(?:预计|预期|有望|力争|计划(?!生育)|拟(?=[在于定投建用])|暂定|原定)[^，,。；;、：:？?！!\\n0-9]{0,10}$"
)
_FIGURE = re.compile(
    "(?:约|近|超过?|达到?|不少于|不低于|至少|今年|明年)*[0-9０-９一二三四五六七八九十百两]"
)
_OF_PLANS = re.compile("预[计期测]|计划|规划|有望|力争|[拟将会]|目标|打算|希望|暂定|原定|可能")


def as_planned(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text`` with the word before it that says that it is planned, if any.

    Of a figure or a day alone; a question that asks what is planned knows that it is.
    """
    if _OF_PLANS.search(question) or not _FIGURE.match(text, span.start, span.end):
        return span
    planned = _PLANNED.search(text, 0, span.start)
    return Span(start=planned.start(), end=span.end) if planned else span
