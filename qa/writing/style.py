"""Whether an article begins with its news, or tells a story that comes to its matter later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.openings import past_opening

if TYPE_CHECKING:
    from qa.checking.source import Source

__all__ = ["FEATURE", "is_feature"]

FEATURE = "feature"
"""The name of the weights for a headline of such a story (:data:`qa.writing.worth.WEIGHTS`)."""

_LONG = 18  # sentences
_NEWS = re.compile(
    r"(?:\d日|日前|近日)[^。]{0,30}(?:公布|发布|宣布|印发|召开|审议通过|表决通过|开幕|闭幕|通车|投产)"
)


def is_feature(source: Source) -> bool:
    """Whether a text is a story: long, and no dateline, credit, day or news in its first sentence.

    What such a text is about its first sentences seldom say; they tell of a scene or of someone.
    """
    if len(source.sentences) <= _LONG:
        return False
    first = source.sentences[0]
    if _NEWS.search(source.slice(first)):
        return False
    return past_opening(source.text, first) == first
