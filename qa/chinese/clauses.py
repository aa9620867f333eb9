"""Where the clauses of a Chinese sentence begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from qa.chinese.numerals import fold_width
from qa.chinese.sentences import ends_half_width
from qa.records import Span

__all__ = ["Clause", "clauses"]

_MARKS = frozenset("，；：,;:")
_OPENING, _CLOSING = frozenset("“《（(「『【‘〈〔"), frozenset("”》）)」』】’〉〕")
_FINAL = frozenset("。！？…!?；;，,")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A run of a sentence up to a comma, semicolon or colon: ``mark``, "" at the sentence's end.

    The span has neither the mark nor white space around it.
    """

    span: Span
    mark: str


def clauses(text: str, sentence: Span) -> list[Clause]:
    """Return the clauses of a sentence in order, without its final stop.

    Quotations, titles and brackets are not cut, nor numbers (3:1, 1,000). Empty ones are left out.
    """
    found: list[Clause] = []
    depth, start, end = 0, sentence.start, _without_stop(text, sentence)
    for at in range(start, end):
        char = text[at]
        depth += char in _OPENING
        depth = max(0, depth - (char in _CLOSING))
        if not depth and char in _MARKS and not _in_number(text, at):
            found += _clause(text, start, at, fold_width(char))
            start = at + 1
    return found + _clause(text, start, end, "")


def _without_stop(text: str, sentence: Span) -> int:
    end = sentence.end
    while end > sentence.start and (text[end - 1] in _FINAL or ends_half_width(text, end)):
        end -= 1
    return end


def _in_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _clause(text: str, start: int, end: int, mark: str) -> list[Clause]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    is_one = not _FINAL.issuperset(text[start:end])
    return [Clause(span=Span(start=start, end=end), mark=mark)] if is_one else []
