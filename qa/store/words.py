"""What a store remembers of its chunks' words from one snapshot to the next.

FTS5 counts the chunks of a token anew each time it is asked, and looks up the length of each chunk
that it scores.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["COMMON", "Lengths", "Words"]

COMMON = 1_000
"""Chunks from which a token is so common that counting them is remembered."""

_A_SEARCH = 24_000  # chunks whose lengths are read while one search looks up those it needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """How many tokens chunks have: int32 (n,), of the numbers from ``first`` on, 0 for none.

    A number is never used twice, so they hold for every later state of the archive.
    """

    state: tuple[int, str]
    first: int
    sizes: NDArray[np.int32]

    def of(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return those of chunks that are there."""
        return self.sizes[numbers - self.first]


class _View(Protocol):
    """What is asked of an archive: see :class:`qa.store.snapshot.Snapshot`."""

    @property
    def state(self) -> tuple[int, str]: ...

    def had(self, state: tuple[int, str]) -> bool: ...

    def word_totals(self) -> tuple[int, int]: ...

    def lengths_after(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]: ...


class Words:
    """Counts of tokens and lengths of chunks. Safe to use from several threads."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._lock = threading.Lock()
        self._state: tuple[int, str] | None = None
        self._counts: dict[str, int] = {}
        self._lengths: Lengths | None = None
        self._searches = 0

    def counts(self, state: tuple[int, str]) -> dict[str, int]:
        """Return the counts known of an archive in ``state``, by token; more may be put in."""
        with self._lock:
            if state != self._state:
                self._state, self._counts = state, {}
            return self._counts

    def lengths(self, view: _View) -> Lengths | None:
        """Return those of all chunks of ``view``; None until they are worth reading.

        That is after as many searches as cost as much without them, so that one search of a large
        archive is not held up.
        """
        with self._lock:
            self._searches += 1
            known = self._lengths
            if known and known.state == view.state:
                return known
            if known and known.state[0] > view.state[0]:
                return None  # of what is gone since then it may lack some
            if known is None and self._searches * _A_SEARCH <= view.word_totals()[0]:
                return None
            self._lengths = _read(view, known if known and view.had(known.state) else None)
            return self._lengths


def _read(view: _View, known: Lengths | None) -> Lengths:
    """Return the lengths that are ``known``, and those of newer chunks."""
    import numpy as np

    after = known.first + len(known.sizes) - 1 if known else 0
    numbers, newer = view.lengths_after(after)
    first = known.first if known else (int(numbers[0]) if len(numbers) else 1)
    sizes = np.zeros(int(numbers[-1]) + 1 - first if len(numbers) else after + 1 - first, np.int32)
    if known:
        sizes[: len(known.sizes)] = known.sizes
    sizes[numbers - first] = newer
    return Lengths(state=view.state, first=first, sizes=sizes)
