"""Corrections: headline and brief are all that is put right, with what it was, never half of it.

What was wrong (堤顶高程有误) says nothing without what is right, and that nothing without of what.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.sentences import sentences
from qa.records import Sentence, Span

if TYPE_CHECKING:
    from qa.records import Article

__all__ = ["put_right"]

_NAME = "(?:重要|紧急)?(?:更正|订正|勘误)(?:启事|声明|说明|与致歉)?"
_TITLE = re.compile(rf"[【\[]?{_NAME}[】\]]?")
_HEAD = re.compile(rf"\s*[【\[]?{_NAME}(?:[】\]：:]|[^\S\n]*\n|(?P<runs_on>\s))\s*")
_RIGHT = re.compile("应(?:当)?[为是作]|(?:更正|订正)[为成]|正确|实(?:际)?为|之误")
_BEFORE = re.compile("^因[^，。《]{1,20}[，,]")
_THANKS = re.compile(
    "[，,；;](?:特|谨|现|在)?此?(?:(?:更正|订正|说明)(?!为|成|如下|[：:])|致歉|[并谨]?[向对][^，。]{0,12}(?:致歉|歉意)).*$"
)
_ENDS = "。！!；; "


def put_right(article: Article, longest: int) -> list[Sentence]:
    """Return what a correction puts right; [] of other texts, and where that is too long."""
    head = _HEAD.match(article.text)
    headed = head is not None and head["runs_on"] is None
    if not (headed or _TITLE.fullmatch(article.title.strip())):
        return []
    start = head.end() if head else 0
    spans = [span for span in sentences(article.text) if span.end > start][:2]
    told = ["", ""]
    for number, span in enumerate(spans):
        said = article.text[max(start, span.start) : span.end].strip()
        told[number] = _THANKS.sub("", _BEFORE.sub("", said)).rstrip(_ENDS)
    first, second = told
    whole = first if _RIGHT.search(first) else f"{first}，{second}"
    named = whole[max(0, whole.find("《")) :]
    text = next((x for x in (whole, named) if len(x) <= longest and _RIGHT.search(x)), None)
    if text is None:
        return []
    last = spans[0] if whole == first else spans[1]
    return [Sentence(text=text, source=Span(start=spans[0].start, end=last.end))]
