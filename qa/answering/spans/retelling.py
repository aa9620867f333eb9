"""A text read again without what it says was not so, where it goes on to say what was instead.

樊某没有当选会长，新会长是尤某: the reader is put off by the denial, and refuses. What is left is
read as it stands: 新会长是尤某.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import ASKS_FIGURE, around, meaning, share, start_of
from qa.chinese.asking import Wanted, wanted
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["left_out"]

_DENIAL = re.compile(
    "(?P<is>并非|并不是|(?<![是要还果若])不是)|(?:并没有|没有|并未|未能|没能|未)(?!来|有|遂|必|知)"
)
_COMMA = "[，,]"
_INSTEAD = re.compile(f"{_COMMA}(?:而是|而(?=[在去到由])|实际上?(?=是)|其实(?=是)|反而)")
_IS_WHO = re.compile(
    f"{_COMMA}(?![^，,。；;]*(?:不是|并非))[^，,。；;]{{0,12}}的?(?:是|为)(?=[一-龥])"
)
_CLEFT = re.compile("的(?:人|地方|原因)?$")
_KNOWS = re.compile("不(?!同|久|少)|没|未(?!来)|并非|否认|原[定拟本先来计]|谣|传闻|网传")
_ASKS = re.compile("谁|哪|什么|何|怎")
_MARKS = "，,。；;：:！!？?\n"
_STOPS = "。；;！!？?\n"
_VERB = 2  # characters of what is denied that come again: 没有|转会|…而是|转会|
_ABOUT = 0.35  # share of a question's words that such a sentence has


def left_out(question: str, text: str) -> Span | None:
    """Return what a text is read again without; None where it says nothing else instead.

    Of the first sentence that has most of what is asked; all in simplified characters. Of a
    figure or of yes and no, nothing.
    """
    if wanted(question) is Wanted.YES_NO or _KNOWS.search(question) or ASKS_FIGURE.search(question):
        return None
    if not _ASKS.search(question):
        return None
    asked = meaning(question)
    for denial in _DENIAL.finditer(text):
        said = around(text, Span(start=denial.start(), end=denial.end()), _STOPS)
        found = next(_holes(question, text, denial, said.end), None)
        told, before = text[said.start : said.end], text[: said.start]
        about = found and asked and share(asked, told, before) >= _ABOUT
        if found and about and not _is_of_the_denied(asked, text, found):
            return found
    return None


def _is_of_the_denied(asked: list[tuple[str, bool]], text: str, gap: Span) -> bool:
    """Whether a word of a question stands only in what is left out: it asks of him who was not."""
    left, rest = text[gap.start : gap.end], text[: gap.start] + text[gap.end :]
    return any(word in left and word not in rest for word, acts in asked if not acts)


def _holes(question: str, text: str, denial: re.Match[str], end: int) -> Iterator[Span]:
    """Yield what of a sentence that denies something may be left out."""
    turn = _INSTEAD.search(text, denial.end(), end)
    if turn and not any(mark in text[denial.end() : turn.start()] for mark in _MARKS):
        does = text[denial.end() : denial.end() + _VERB]
        if denial["is"] is None and does not in text[turn.end() : end]:
            return  # 并未坠毁，而是迫降 says nothing of where it 坠毁
        keeps = denial["is"] is not None and turn[0].endswith("是")
        yield Span(start=denial.start(), end=turn.end() - keeps)
    comma = re.compile(_COMMA).search(text, denial.end(), end)
    if comma is None:
        return
    begins = start_of(text, denial.start(), _MARKS)
    if denial["is"] and _CLEFT.search(text, begins, denial.start()):
        if _IS_WHO.match(text, comma.start(), end):
            yield Span(start=denial.start(), end=comma.end())
    elif _goes_on(question, text, denial, comma, end):
        yield Span(start=begins, end=comma.end())


def _goes_on(
    question: str, text: str, denial: re.Match[str], comma: re.Match[str], end: int
) -> bool:
    """Whether the next clause says who was, or did, what a clause denies of another."""
    after = text[denial.end() : comma.start()]
    verb = next((after[:n] for n in (4, 3, 2) if len(after) >= n and after[:n] in question), "")
    if not verb:
        return False
    ends = min((x for mark in _MARKS if (x := text.find(mark, comma.end())) >= 0), default=end)
    says = _IS_WHO.match(text, comma.start(), end)
    does = verb in text[comma.end() : ends] and not _DENIAL.search(text, comma.end(), ends)
    return does or says is not None
