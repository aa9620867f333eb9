"""What was found, put in the order of a model that reads the question and each chunk together."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.chinese.fold import folded
from qa.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.interfaces import Reranker
    from qa.records import Hit

__all__ = ["RERANKED", "reranked"]

RERANKED = 20
"""How many of the best hits are put in order anew."""


def reranked(question: str, hits: Sequence[Hit], reranker: Reranker) -> list[Hit]:
    """Return the hits with the first RERANKED in the reranker's order, the others after them.

    Each hit has the fused score of the place that it comes to, so that scores still fall and what
    is decided by them is decided as without; its own is ``reranked``. Raises :class:`ModelError`
    for scores that are not one finite number a chunk.
    """
    first, rest = hits[:RERANKED], hits[RERANKED:]
    texts = [f"{folded(hit.title).text}\n{folded(hit.chunk.text).text}".strip() for hit in first]
    scores = reranker.score(question, texts)
    if len(scores) != len(first) or not all(map(math.isfinite, scores)):
        raise ModelError(
            f"the reranker {reranker.name!r} gave {len(scores)} scores for {len(first)} chunks, or "
            "some that are no numbers: take another one"
        )
    best = sorted(zip(first, scores, strict=True), key=lambda pair: -pair[1])
    return [
        *(
            replace(hit, score=place.score, reranked=score)
            for (hit, score), place in zip(best, first, strict=True)
        ),
        *rest,
    ]
