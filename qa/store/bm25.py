"""The numbers of FTS5's bm25(), so that whatever scores chunks by their words ranks them alike."""

from __future__ import annotations

import math

__all__ = ["K1", "B", "worth"]

K1, B = 1.2, 0.75
_LEAST = 1e-6  # what a token is worth that half of the chunks have, or more


def worth(chunks: int, having: int) -> float:
    """Return how much a token says that ``having`` of ``chunks`` have: the rarer the more."""
    found = math.log((chunks - having + 0.5) / (having + 0.5))
    return found if found > 0 else _LEAST
