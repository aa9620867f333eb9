"""How much of what an article is about, by its own headline, a sentence of it says."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING

from qa.chinese.tokens import bigrams

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from qa.checking.source import Source

__all__ = ["matter"]

# What a paper puts about a headline: its column, pictures, the place of a series.
_ABOUT = re.compile("[（(【［][^（）()【】［］]{1,16}[）)】］]")
_LEAST = 3  # bigrams of a headline that the text has; a play on words has fewer
_PART = 0.4  # of a headline's bigrams: with less of them in the text, it says little of it


def matter(title: str, source: Source) -> Callable[[AbstractSet[str]], float]:
    """Return what tells how much of a headline a set of bigrams of its text has, in [0, 1].

    The share of the headline's bigrams, each by its rarity among the sentences, relative to the
    sentence that has most of it: 1 for that one. Less by as much as the text lacks of the headline
    (花开有声 says nothing of a text on bridges), and 0 for all of it without a headline.
    """
    wanted = frozenset(bigrams(_ABOUT.sub("", title)))
    own = [source.bigrams_of(span) for span in source.sentences]
    counts = Counter(gram for grams in own for gram in grams & wanted)
    if len(counts) < _LEAST:
        return lambda grams: 0.0
    weights = {gram: log(1 + len(own) / many) for gram, many in counts.items()}

    def told(grams: AbstractSet[str]) -> float:
        return sum(weight for gram, weight in weights.items() if gram in grams)

    most = max(map(told, own))
    sure = min(1.0, len(counts) / (_PART * len(wanted)))
    return lambda grams: sure * min(1.0, told(grams) / most)
