"""What a text says outright to a question whose answers a reader mixes up or doubts.

Who won, how many voted so, who took a step of a case, who holds an office: each is told in few
words beside others of its kind, so that the words that stand at it tell which it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.spans import differences, doers, holders, losses, points, votes, winners
from qa.answering.spans.explained import explained

if TYPE_CHECKING:
    import datetime as dt

    from qa.records import Span

__all__ = ["Outright", "outright"]

_RULES = (
    (winners.winner, lambda _: winners.KNOWN),
    (winners.score, lambda _: winners.KNOWN),
    (points.points, lambda _: points.KNOWN),
    (votes.votes, lambda _: votes.KNOWN),
    (doers.doer, doers.known),
    (holders.holder, lambda _: holders.KNOWN),
    (differences.difference, lambda _: differences.KNOWN),
    (losses.losses, lambda _: losses.KNOWN),
)
"""The rules, each with the words of a question that it reads."""

_MOST = 0.5  # share of a question that is explained at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Outright:
    """What a rule finds, and how much of its question that explains, in [0, 1]."""

    span: Span
    share: float

    def overrules(self, sure: float) -> bool:
        """Return whether it stands instead of what a reader gives who is ``sure`` of it, in [0, 1].

        Where it explains all, whatever the reader says; else where it explains most, and more of
        what the reader leaves open than the reader is sure of.
        """
        most = self.share > _MOST and self.share * (1 - sure) > sure
        return most or self.share == 1.0


def outright(
    question: str, text: str, *, title: str = "", published: dt.date | None = None
) -> Outright | None:
    """Return what a text says to a question, None where it says nothing or several things."""
    for rule, known in _RULES:
        if span := rule(question, text):
            share = explained(
                question, known(question), text, span, title=title, published=published
            )
            return Outright(span=span, share=share)
    return None
