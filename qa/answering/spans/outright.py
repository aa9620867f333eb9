"""What a text says outright to a question whose answers a reader mixes up or doubts.

Who won, how many voted so, who took a step of a case, who holds an office: each is told in few
words beside others of its kind, so that the words that stand at it tell which it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.spans import differences, doers, holders, losses, votes, winners
from qa.answering.spans.explained import explained

if TYPE_CHECKING:
    import datetime as dt

    from qa.records import Span

__all__ = ["Outright", "outright"]

_RULES = (
    (winners.winner, winners.KNOWN),
    (winners.score, winners.KNOWN),
    (votes.votes, votes.KNOWN),
    (doers.doer, doers.KNOWN),
    (holders.holder, holders.KNOWN),
    (differences.difference, differences.KNOWN),
    (losses.losses, losses.KNOWN),
)
"""The rules, each with the words of a question that it reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outright:
    """What a rule finds, and how much of its question that explains, in [0, 1]."""

    span: Span
    share: float


def outright(
    question: str, text: str, *, title: str = "", published: dt.date | None = None
) -> Outright | None:
    """Return what a text says to a question, None where it says nothing or several things."""
    for rule, known in _RULES:
        if span := rule(question, text):
            share = explained(question, known, text, span, title=title, published=published)
            return Outright(span=span, share=share)
    return None
