"""What a search needs of the vectors' index; see :mod:`qa.store.protocols` for the store's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.records import Where

__all__ = ["StaleError", "VectorIndex"]


class StaleError(Exception):
    """The index is ahead of the view: take a new view and ask again."""


class VectorIndex(Protocol):
    """The vectors of an archive, by chunk number. Safe to use from several threads.

    It is a cache, or a part, of its store: it is never believed against it, and losing it loses
    nothing.
    """

    def search(
        self,
        view: Any,
        queries: NDArray[np.float32],
        *,
        k: int,
        where: Where | None = None,
        exact: bool = False,
    ) -> list[list[tuple[int, float]]]:
        """Return for each query the ``k`` nearest chunks of ``view``, or all if there are fewer.

        ``view`` is one of its own store. ``queries`` is float32 (n, dimension), rows of length 1.
        A result is a chunk's number and its cosine in [-1, 1], nearest first, ties in the order of
        numbers. With ``where`` only the chunks of matching articles are found, and as many as
        match. With ``exact`` they are the nearest; without it a few in a thousand of the nearest
        ten may be missing in a large archive. Raises :class:`StaleError` if the index is ahead of
        ``view``.
        """

    def save(self) -> None:
        """Keep what was built, if that is worth it; what goes wrong is logged."""

    def problems(self, view: Any) -> list[str]:
        """Return what is wrong with the index, one line each; none if there is none."""
