"""Whether an article begins with its news, or tells a story that comes to its matter later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.chinese.openings import past_opening

if TYPE_CHECKING:
    from qa.checking.source import Source

__all__ = ["FEATURE", "is_feature"]

FEATURE = "feature"
"""The name of the weights for a headline of such a story (:data:`qa.writing.worth.WEIGHTS`)."""

_LONG = 18  # sentences


def is_feature(source: Source) -> bool:
    """Whether a text is a story: long, and without a dateline, credit or day that it opens with.

    What such a text is about its first sentences seldom say; they tell of a scene or of someone.
    """
    if len(source.sentences) <= _LONG:
        return False
    first = source.sentences[0]
    return past_opening(source.text, first) == first
