"""What is seen of an answer once all was read, from which it is said how sure it is.

A reader's confidence is of one answer in one text, and knows nothing of what was cut off, of the
other answers that were considered, nor of what the sentences around it say. A generator that has a
rule for it (``sureness``: see :class:`qa.interfaces.Generator`) is asked with all of that; the
confidence of another stays its own. Which answer is given does not depend on it.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from qa.answering.calibration import logit
from qa.answering.wording import around, meaning, share
from qa.chinese.asking import Wanted, wanted
from qa.chinese.fold import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.answering.spans.candidates import Candidate
    from qa.records import Article

__all__ = ["Evidence", "evidence"]

_MOST = 8.0  # how far an answer is before others at most, as it is where there is no other
_BEFORE = 120  # characters before an answer's sentence, where what it is about is often named
_MARKS = "。！？!?\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is seen of an answer.

    ``confidence``: the log-odds of the reader's, of all places together. ``answerable``: those that
    the likeliest place answers. ``worth``: how well it suits its question, by
    :mod:`qa.answering.spans.choosing`; ``ahead``: by how much more than any other answer of its
    reading, at most 8. ``yes_no``: 1 where yes or no is asked for, else 0. ``said``: the share of
    the question's words, in [0, 1], in its sentence and a little before; those of the title alone
    count half.
    """

    confidence: float
    answerable: float
    worth: float
    ahead: float
    yes_no: float
    said: float

    @property
    def values(self) -> Mapping[str, float]:
        """The numbers by name."""
        return asdict(self)


def evidence(
    question: str,
    places: Sequence[Candidate],
    others: Sequence[Candidate],
    *,
    confidence: float,
    article: Article,
) -> Evidence:
    """Return what is seen of the answer that stands in ``places``, the first being the best.

    The question has simplified characters. ``others`` are all candidates of the question, of which
    those count that were read with the best place, in one text; ``article`` is that place's.
    """
    best = places[0]
    rivals = (
        one.worth
        for one in others
        if (one.turn, one.field) == (best.turn, best.field) and one.text != best.text
    )
    return Evidence(
        confidence=logit(confidence),
        answerable=logit(max(place.answerable for place in places)),
        worth=best.worth,
        ahead=min(_MOST, best.worth - max(rivals, default=-math.inf)),
        yes_no=float(wanted(question) is Wanted.YES_NO),
        said=_said(question, best, article),
    )


def _said(question: str, best: Candidate, article: Article) -> float:
    """Return the share of the question's words around an answer; 1 where it has none."""
    words = meaning(question)
    text = article.of_field(best.field).text
    sentence = around(text, best.span, _MARKS)
    said = text[max(0, sentence.start - _BEFORE) : sentence.end]
    return share(words, folded(said).text, folded(article.title).text) if words else 1.0
