"""Which article of a rule says something: 第几条规定了停发 is the number of the one that does."""

from __future__ import annotations

import re

from qa.records import Span

__all__ = ["is_another_article", "which_article"]

_SAYS = re.compile(
    "(?:第几条|哪一?条)(?:中|里|款)?(?:明确)?(?:规定|写明|讲|说|提到|涉及|写|要求|允许)?的?(?:了|着|的是|是)?"
)
_ARTICLE = re.compile("(?:^|\n)\\s*(?P<number>第[一二三四五六七八九十百零〇0-9]+条)")
_EMPTY = set("的了是在和与及有对把被将如何怎么样什么多少能否可以吗呢？?。，、 ")
_SEVERAL = 2  # characters that are asked for at least
_LEAST = 0.7
"""Share of the characters asked for that an article has which says it."""


def which_article(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the number of the article with most of what is asked.

    Counted by characters (停发 is 停止发放), of what stands behind 第几条; only where one article
    has more of them than all others.
    """
    shares = _shares(question, text, span)
    best = max(shares.values(), default=0.0)
    found = [number for number, share in shares.items() if share == best]
    return found[0] if best >= _LEAST and len(found) == 1 else span


def is_another_article(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` of ``text`` is the number of an article that says nothing of it."""
    shares = _shares(question, text, span)
    return any(share < _LEAST for number, share in shares.items() if number.meets(span))


def _shares(question: str, text: str, span: Span) -> dict[Span, float]:
    """Return the numbers of a text's articles, each with how much it has of what is asked.

    None where the question asks for no such number, or the span does not begin in one.
    """
    says = _SAYS.search(question)
    wanted = set(question[says.end() :]) - _EMPTY if says else set()
    found = list(_ARTICLE.finditer(text)) if len(wanted) >= _SEVERAL else []
    if not any(one.start("number") <= span.start < one.end() for one in found):
        return {}
    ends = [*(one.start() for one in found), len(text)][1:]
    return {
        Span(start=one.start("number"), end=one.end("number")): len(
            wanted & set(text[one.end() : end])
        )
        / len(wanted)
        for one, end in zip(found, ends, strict=True)
    }
