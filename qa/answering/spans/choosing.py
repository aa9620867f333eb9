"""Which of a text's answers to give: the reader's own scores, and how each suits its question.

The reader finds the right place more often than its right end: its second answer is often the same
one without the words of the question that it begins with, or the one right behind them. What an
answer's words say of that is a sum of a few terms, fitted on the first halves of four sets of
questions so that the answer with the highest sum is right most often; it won on each of CMRC 2018
and DuReader robust when that set was left out of the fit; on the others it is within chance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.spans.narrowing import EMPTY, asks_for_one, repeated
from qa.chinese.asking import Wanted, wanted
from qa.chinese.sentences import sentences
from qa.chinese.words import tagged, word_edges

if TYPE_CHECKING:
    from qa.interfaces import Generation
    from qa.records import Span

__all__ = ["Suits", "suits", "worth"]

_SCORE, _LOGIT = 0.1, 0.5  # what the score and the log-odds of the confidence count
_LEAST = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Suits:
    """What an answer's words say of whether it is cut right.

    ``follows``: whether the word before it is one of the question. ``begins``: whether it begins
    with one. ``within``: whether it begins within a word or a name (苏州|博物馆), of which the two
    others then say nothing. ``repeated``: how many characters of its words repeat the question.
    ``verb``: whether it ends with a verb. ``length``: its characters, where a figure, a time or a
    person is asked for, else 0.
    """

    follows: bool
    begins: bool
    within: bool
    repeated: int
    verb: bool
    length: int

    @property
    def preference(self) -> float:
        """What is added to an answer's worth; higher is better."""
        return (
            1.25 * self.follows
            - 1.35 * self.begins
            - self.within
            - 0.3 * self.repeated
            - 1.2 * self.verb
            - 0.06 * self.length
        )


def suits(question: str, text: str, span: Span) -> Suits:
    """Return what the words of ``span`` of ``text`` say; the question has simplified characters."""
    said = text[span.start : span.end]
    start = max((x.start for x in sentences(text) if x.start <= span.start), default=0)
    words = tagged(said)
    before = tagged(text[start : span.start])[-1:]
    within = _cuts_word(text, span.start) or _is_name(before + words[:1])
    return Suits(
        follows=not within and any(_is_of(word, question) for word, _ in before),
        begins=not _is_name(words[:2]) and any(_is_of(word, question) for word, _ in words[:1]),
        within=within,
        repeated=repeated(question, said)[1],
        verb=any(tag.startswith("v") for _, tag in words[-1:]),
        length=len(said) if asks_for_one(question) else 0,
    )


def worth(generation: Generation, question: str, text: str, span: Span) -> float:
    """Return what an answer counts among those of its text, given where it stands once it is cut.

    A generator may have a ``score`` by which it ranks the texts of one input, other than their
    probability. A question that asks for yes or no is answered by what its sentence says, so there
    the order is the reader's own.
    """
    sure = min(max(generation.confidence, _LEAST), 1 - _LEAST)
    score: float = getattr(generation, "score", generation.log_probability)
    own = _SCORE * score + _LOGIT * math.log(sure / (1 - sure))
    if wanted(question) is Wanted.YES_NO:
        return own
    return own + suits(question, text, span).preference


def _cuts_word(text: str, at: int) -> bool:
    """Whether an offset is within a word, with foreign names guessed and without."""
    return all(at not in word_edges(text, guess=guess) for guess in (True, False))


def _is_name(words: tuple[tuple[str, str], ...]) -> bool:
    """Whether two words with their tags, a name and a noun, are together a name: 苏州|博物馆."""
    tags = [tag for _, tag in words]
    return (
        len(tags) == 2
        and tags[0].startswith(("ns", "nt", "nz"))
        and tags[1].startswith(("n", "vn", "j"))
        and not tags[1].startswith("nr")
    )


def _is_of(word: str, question: str) -> bool:
    """Whether a word that means something stands in the question."""
    return word in question and word not in EMPTY and any(map(str.isalnum, word))
