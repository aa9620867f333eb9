"""The vectors of an archive in Lance tables: found there, compared exactly here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa.search.vectors import exact_search

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qa.records import Where

__all__ = ["LanceIndex"]


class LanceIndex:
    """See :class:`qa.search.protocols.VectorIndex`: the vectors of a view, all of them compared.

    Lance finds the nearest, with a filter before it. Their cosines are those that
    :class:`qa.search.index.Index` gives, to the last bit.
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
        """Return for each query the ``k`` nearest chunks, nearest first, ties by number."""
        found: list[list[tuple[int, float]]] = []
        for query in queries:
            numbers, vectors = view.nearest(query, where, k=k)
            wanted = min(k, len(numbers))
            if not wanted:
                found.append([])
                continue
            (scores,), (places,) = exact_search(vectors, query[None], wanted)
            pairs = zip(numbers[places].tolist(), scores.tolist(), strict=True)
            found.append(
                sorted(
                    ((number, min(1.0, max(-1.0, score))) for number, score in pairs),
                    key=lambda pair: (-pair[1], pair[0]),
                )
            )
        return found

    def save(self) -> None:
        """Do nothing: the vectors are in their table."""

    def problems(self, view: Any) -> list[str]:
        """Return nothing: there is nothing beside the table."""
        return []
