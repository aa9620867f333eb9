"""What a text says outright to a question whose answers a reader mixes up or doubts.

Who won, how many voted so, who took a step of a case, who holds an office: each is told in few
words beside others of its kind, so that the words that stand at it tell which it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.differences import difference
from qa.answering.spans.doers import doer
from qa.answering.spans.holders import holder
from qa.answering.spans.losses import losses
from qa.answering.spans.votes import votes
from qa.answering.spans.winners import score, winner

if TYPE_CHECKING:
    from qa.records import Span

__all__ = ["outright"]

_DENIES = re.compile("没有?(?!多|几)|未(?!来)|不(?!同|[到足])|[并毫]无")
_TOLD = (winner, score, votes, doer, holder, difference, losses)


def outright(question: str, text: str) -> Span | None:
    """Return what a text says to a question, None where it says nothing or several things.

    Nor to one that asks who did not: 谁没有上诉.
    """
    if _DENIES.search(question):
        return None
    return next(filter(None, (told(question, text) for told in _TOLD)), None)
