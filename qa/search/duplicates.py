"""Near-duplicates: the same wire story in two papers, found by simhash, measured exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.simhash import ALIKE, NEAR, SIZE, shingles, similarity
from qa.records import NearDuplicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qa.store.protocols import ArticleView

__all__ = ["Signatures"]

_CANDIDATES = 5


class Signatures:
    """The signatures of an archive, kept from one transaction of a writer to its next."""

    def __init__(self) -> None:
        """Nothing is read until they are needed."""
        self._state = 0
        self._numbers = np.zeros(0, np.int64)
        self._rows = np.zeros((0, SIZE), np.uint8)

    def near_duplicates(
        self, snapshot: ArticleView, ids: Sequence[str]
    ) -> tuple[NearDuplicate, ...]:
        """Return for each article of ``ids`` the most similar other one, if it is similar enough.

        Of two in ``ids`` only the one stored later is reported. Articles are compared by signature,
        and the few nearest then by their texts. ``ids`` are the articles of the writer's last
        transaction: where it was the only one since the call before, only these are read.
        """
        own = np.array(sorted(snapshot.article_numbers(ids)), np.int64)
        self._advance(snapshot, own)
        new = np.isin(self._numbers, own)
        found = []
        for place, others in _candidates(self._rows, np.flatnonzero(new)):
            earlier = [number for number in others if not new[number] or number < place]
            if best := _best(snapshot, int(self._numbers[place]), self._numbers[earlier].tolist()):
                found.append(best)
        return tuple(found)

    def _advance(self, snapshot: ArticleView, own: NDArray[np.int64]) -> None:
        """Bring the signatures to ``snapshot``; they stay in the order of the articles' numbers."""
        state, _ = snapshot.state
        if self._state and state == self._state + 1:
            numbers, rows = snapshot.signatures(own.tolist())
            kept = np.isin(self._numbers, own, invert=True)
            self._numbers, self._rows = self._numbers[kept], self._rows[kept]
            places = np.searchsorted(self._numbers, numbers)
            self._numbers = np.insert(self._numbers, places, numbers)
            self._rows = np.insert(self._rows, places, rows, axis=0)
        elif state != self._state:
            self._numbers, self._rows = snapshot.signatures()
        self._state = state


def _candidates(
    rows: NDArray[np.uint8], own: NDArray[np.int64]
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield for each row of ``own`` the few rows of all that differ from it in few bits.

    FAISS counts them faster, but who only adds need not import it then.
    """
    parts = np.ascontiguousarray(rows.view(np.uint64).T)
    for row in own.tolist():
        bits = np.zeros(len(rows), np.uint16)
        for part in parts:
            bits += np.bitwise_count(part ^ part[row])
        near = np.flatnonzero(bits <= NEAR)
        near = near[near != row]
        yield row, near[np.argsort(bits[near], kind="stable")[:_CANDIDATES]]


def _best(snapshot: ArticleView, number: int, others: Sequence[int]) -> NearDuplicate | None:
    if not others:
        return None
    texts = snapshot.texts([number, *others])
    own = shingles(texts[number][1])
    alike = {other: similarity(own, shingles(texts[other][1])) for other in others}
    most = max(sorted(others), key=alike.__getitem__)
    if alike[most] < ALIKE:
        return None
    return NearDuplicate(id=texts[number][0], of=texts[most][0], similarity=round(alike[most], 3))
