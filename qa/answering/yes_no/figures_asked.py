"""The one figure or day that a yes-or-no question is about, asked for: 是50周年吗 -> 多少周年.

Where the reader surely gives another of its kind, the answer is no. Where it gives the same, the
rest of the question may still be otherwise, so yes wants more of it, and nothing of all, of the
first or of by now.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from qa.answering.wording import meaning, share
from qa.answering.yes_no.asked_parts import placed_words
from qa.answering.yes_no.denials import denials
from qa.answering.yes_no.said_clause import clauses_of
from qa.answering.yes_no.same_words import aligned, plain
from qa.chinese.asking import Wanted, statement_of, wanted
from qa.chinese.numerals import fold_width, quantities

if TYPE_CHECKING:
    from qa.chinese.numerals import Quantity

__all__ = ["FigureAsked", "figure_asked"]

_COMPARES = re.compile(
    "超过|不[到足满]|以[上下内]|之内|[多少高低大小]于|(?<![俄伦])比(?![亚利基赛例重])|突破|不止|至[少多今]|最[多少]|达到|没到|左右"
    "|上下|前|后|为止|以来|几"
)
_AT = re.compile("(?:是|在|于|从|自|定)$")
_PAIR = re.compile("[两双][国地岸方]")
_RANGE = re.compile("[到至~～—-]")
_NUMERAL = re.compile("(?:百分之)?[\\d.,，零〇一二三四五六七八九两十百千万亿]+")
_ROUGH = re.compile("[约近上超逾余多几]")
_OF = 3
"""Characters before a day that a question is about: 他是在|5月; 在5月 only says when."""

_BEHIND = 6
"""Characters behind a figure that a question is about: 三个|孩子."""

_MORE_THAN_THAT = re.compile("全部|首次|第一|独|才|就|只|仅|最(?!终)|已|还|都|也")
_NOT_YET = re.compile("将|拟|计划|预[计期]|有望|可能|力争|目标|或许")
_FAR = Decimal("1.2")
"""How many times as much a figure is at least that another, given roughly, is not."""

_ABOUT, _NEARLY_ALL = 0.5, 0.8
"""The share of the question's other words that the sentence of the figure has to have, for yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAsked:
    """A figure or day, the ``question`` that asks for it, and what else is asked (``about``)."""

    figure: Quantity
    question: str
    about: str

    def stands_in(self, text: str) -> bool:
        """Return whether a text in simplified characters has the figure or day, of whatever."""
        return any(_is(self.figure, one) for one in quantities(fold_width(text)))

    def is_so(self, answer: str, sentence: str) -> bool | None:
        """Return whether an answer, read in a sentence, is the figure or day, or another of a kind.

        None where it has several or is rough, or the sentence has too little of what else is asked.
        Both in simplified characters.
        """
        text = fold_width(answer)
        said = [one for one in quantities(text) if _are_alike(one, self.figure)]
        if len(said) != 1:
            return None
        about = share(meaning(self.about), aligned(self.about, sentence))
        rough = _ROUGH.search(text) is not None
        if _differ(self.figure, said[0], rough=rough):
            return False if about >= _ABOUT else None
        clause = next((x for x in clauses_of(fold_width(sentence)) if text in x), text)
        open_ = rough or _MORE_THAN_THAT.search(self.about) or _NOT_YET.search(clause)
        if open_ or denials(clause) or denials(self.about) or not _is(self.figure, said[0]):
            return None
        return True if about >= _NEARLY_ALL else None


def figure_asked(question: str) -> FigureAsked | None:
    """Return the figure or day that a question in simplified characters is about, None without one.

    A day stands behind 是, 在 and the like; behind a figure there is a noun at most. None where it
    is compared with, given roughly, or there are several.
    """
    if wanted(question) is not Wanted.YES_NO:
        return None
    statement = fold_width(plain(statement_of(question)))
    told = [one for one in quantities(statement) if one.date or one.unit]
    if not told or _COMPARES.search(statement):
        return None
    figure = told[-1]
    left, right = statement[: figure.span.start], statement[figure.span.end :]
    words = statement[figure.span.start : figure.span.end]
    if sum(_are_alike(one, figure) for one in told) > 1 or _ROUGH.search(left[-1:] + words):
        return None
    asks = (
        _asks_day(figure, left, right) if figure.date else _asks_number(figure, left, words, right)
    )
    if not asks:
        return None
    return FigureAsked(figure=figure, question=f"{left}{asks}{right}？", about=f"{left}，{right}")


def _asks_day(figure: Quantity, left: str, right: str) -> str:
    """Return what asks for a day where a question is about it, "" where it is not."""
    if figure.date is None or len(left) < _OF or not _AT.search(left) or _RANGE.match(right):
        return ""
    year, month, day = figure.date
    if day:
        return "几月几日"
    return "几月" if month else "哪一年" if year else ""


def _asks_number(figure: Quantity, left: str, words: str, right: str) -> str:
    """Return what asks for a number where a question is about it, "" where it is not."""
    behind = placed_words(right)
    acts = any(word.tag[0] in "vapd" and word.tag not in ("vn", "an") for word in behind)
    if (
        _PAIR.match(words)
        or figure.unit.startswith("第")
        or len(right) > _BEHIND
        or (acts and right.strip("了的"))
    ):
        return ""
    if not any(word.tag[0] == "v" for word in placed_words(left)):
        return ""
    return "多少" + _NUMERAL.sub("", words, count=1).removeprefix("%")


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether both are days, or numbers of one unit."""
    if one.date or other.date:
        return one.date is not None and other.date is not None
    return one.unit == other.unit


def _is(asked: Quantity, said: Quantity) -> bool:
    """Whether a quantity is the one asked about; a day has all that is said of that."""
    if asked.date and said.date:
        return all(x is None or x == y for x, y in zip(asked.date, said.date, strict=True))
    return _are_alike(asked, said) and asked.value == said.value


def _differ(asked: Quantity, said: Quantity, *, rough: bool) -> bool:
    """Whether two of a kind are not the same; one given roughly has to be far from the other."""
    if asked.date and said.date:
        return any(x and y and x != y for x, y in zip(asked.date, said.date, strict=True))
    if not rough:
        return asked.value != said.value
    less, more = sorted((asked.value, said.value))
    return more >= less * _FAR
