"""How much of an article a text says: the bigrams that it shares with many of its sentences."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from qa.checking.source import Source

__all__ = ["relative_centrality"]


def relative_centrality(source: Source) -> Callable[[AbstractSet[str]], float]:
    """Return what tells how central a set of bigrams is among the sentences of a text.

    The sum of the further sentences that each stands in over the root of their number, relative to
    the most central sentence of the text: 1 for that one, 0 for what nothing else repeats.
    """
    own = [source.bigrams_of(span) for span in source.sentences]
    counts = Counter(gram for grams in own for gram in grams)

    def central(grams: AbstractSet[str]) -> float:
        further = sum(counts[gram] - 1 for gram in grams if gram in counts)
        return further / sqrt(max(len(grams), 1))

    most = max(map(central, own), default=0.0)
    return lambda grams: central(grams) / most if most else 0.0
