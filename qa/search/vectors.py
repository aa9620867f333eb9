"""The index file: all vectors, mapped and not loaded, and short codes of them to search first.

Layout, little-endian: magic, counts and sizes (32 bytes); chunk numbers, ascending, int64 (n,);
vectors, float32 (n, dimension); from ``Plan.exact`` vectors on FAISS's index of their codes.
"""

from __future__ import annotations

import io
import mmap
import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Block = tuple[NDArray[np.int64], NDArray[np.float32]]
    Blocks = Callable[[], Iterable[Block]]

__all__ = ["Mapped", "Plan", "exact_search", "write_vectors"]

_MAGIC = b"KanbaoV2"
_HEADER = struct.Struct("<8sqqq")  # magic, vectors, dimension, bytes of codes
_SAMPLE = 20_000  # vectors to learn the codes from: 16 centres a pair of components need no more
_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When and how the index is approximate; :mod:`eval.bench.scale` measures what it misses.

    Up to ``exact`` chunks every vector is compared. Above it codes of half a byte a component
    choose ``least + times * k`` candidates whose vectors are compared; the narrower a filter, the
    more are chosen of all, that as many pass it, until comparing what passes costs no more.
    (Inverted lists were tried: questions are so far from all passages that their nearest stand in
    many lists, of which too many had to be read.) The file is written again when more than the
    part ``stale`` of it has changed.
    """

    exact: int = 50_000
    least: int = 1000
    times: int = 10
    stale: float = 0.1

    def candidates(self, k: int) -> int:
        """Return how many vectors are compared to find the nearest ``k``."""
        return self.least + self.times * k


class Mapped:
    """An index file, open for searching. What is not looked at is not in memory, but the codes."""

    def __init__(self, file: IO[bytes]) -> None:
        """Map an open file, which can be closed then; raises OSError, ValueError if it is none."""
        data = np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
        if len(data) < _HEADER.size:
            raise ValueError("it is too short")
        magic, count, dimension, coded = _HEADER.unpack(data[: _HEADER.size].tobytes())
        numbers, vectors = 8 * count, 4 * count * dimension
        if magic != _MAGIC or len(data) != _HEADER.size + numbers + vectors + coded:
            raise ValueError("it is not an index file, or was cut")
        self.dimension: int = dimension
        self.numbers = np.array(data[_HEADER.size :][:numbers].view(np.int64))
        rows = data[_HEADER.size + numbers :][:vectors].view(np.float32)
        self.vectors: NDArray[np.float32] = rows.reshape(count, dimension)
        self._codes: Any = None
        if coded:
            file.seek(-coded, io.SEEK_END)
            self._codes = faiss.read_index(faiss.PyCallbackIOReader(file.read))  # type: ignore[attr-defined]

    def __len__(self) -> int:
        """Return the number of vectors."""
        return len(self.numbers)

    def blocks(self, keep: NDArray[np.bool_]) -> Iterable[Block]:
        """Yield numbers (n,) and vectors (n, dimension) of the rows of the mask ``keep``."""
        step = 8192
        for start in range(0, len(self), step):
            part = keep[start : start + step]
            yield self.numbers[start : start + step][part], self.vectors[start : start + step][part]

    def exact(
        self, queries: NDArray[np.float32], k: int, keep: NDArray[np.bool_] | None
    ) -> list[list[tuple[int, float]]]:
        """Return the nearest ``k`` of the rows of the mask ``keep`` (None: of all), exactly.

        All vectors are mapped and looked through, so its time grows with the archive.
        """
        scores, places = exact_search(self.vectors, queries, k, keep)
        return self._pairs(scores, places)

    def nearest(
        self, queries: NDArray[np.float32], k: int, keep: NDArray[np.bool_] | None, plan: Plan
    ) -> list[list[tuple[int, float]]]:
        """Return the nearest ``k`` of ``keep``, rarely without one of them, with exact scores.

        The vectors of ``keep`` are all compared where that costs no more, or where too few
        candidates are in it: then a filter keeps what is far from the query.
        """
        wanted = plan.candidates(k)
        kept = len(self) if keep is None else int(keep.sum())
        asked = wanted * len(self) // max(kept, 1)  # FAISS has no filter inside codes of this kind
        if self._codes is None or asked > kept or 4 * wanted > len(self):
            return self.exact(queries, k, keep)
        found = []
        _, candidates = self._codes.search(queries, asked)
        for query, row in zip(queries, candidates, strict=True):
            places = np.sort(row[row >= 0])
            places = places if keep is None else places[keep[places]]
            if len(places) < max(k, wanted // 2):
                found += self.exact(query[None], k, keep)
                continue
            found += self._pairs(*_best_of(self.vectors, places, query, k))
        return found

    def _pairs(
        self, scores: NDArray[np.float32], places: NDArray[np.int64]
    ) -> list[list[tuple[int, float]]]:
        return [
            list(zip(self.numbers[row[row >= 0]].tolist(), values[row >= 0].tolist(), strict=True))
            for row, values in zip(places, scores, strict=True)
        ]


def exact_search(
    vectors: NDArray[np.float32],
    queries: NDArray[np.float32],
    k: int,
    keep: NDArray[np.bool_] | None = None,
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return inner products and rows of the nearest ``k``, (n, k) each, row -1 where none is.

    A row's product does not depend on where it stands. Only rows of the mask ``keep`` count.
    """
    scores = np.empty((len(queries), k), np.float32)
    rows = np.empty((len(queries), k), np.int64)
    queries, vectors = np.ascontiguousarray(queries), np.ascontiguousarray(vectors)
    selector = None
    if keep is not None:
        bits = np.packbits(keep, bitorder="little")  # must live as long as the search
        selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
    faiss.knn_inner_product(
        faiss.swig_ptr(queries),
        faiss.swig_ptr(vectors),
        vectors.shape[1],
        len(queries),
        len(vectors),
        k,
        faiss.swig_ptr(scores),
        faiss.swig_ptr(rows),
        selector,
    )
    return scores, rows


def _best_of(
    vectors: NDArray[np.float32], places: NDArray[np.int64], query: NDArray[np.float32], k: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return what :func:`exact_search` does, (1, k), of some rows, which are not copied first.

    ``places`` has at least ``k`` of them; ``query`` is (dimension,).
    """
    scores = np.empty(len(places), np.float32)
    query = np.ascontiguousarray(query)
    faiss.fvec_inner_products_by_idx(  # type: ignore[attr-defined]
        faiss.swig_ptr(scores),
        faiss.swig_ptr(query),
        faiss.swig_ptr(vectors),
        faiss.swig_ptr(places),
        vectors.shape[1],
        1,
        len(places),
    )
    order = np.argsort(-scores, kind="stable")[:k]
    return scores[None, order], places[None, order]


def write_vectors(file: IO[bytes], blocks: Blocks, *, plan: Plan) -> int:
    """Write an index file in one stream; return the number of vectors.

    ``blocks`` is called twice and yields the same each time: numbers (n,), ascending over all
    blocks, and vectors (n, dimension). Memory for the numbers and codes is needed, not for the
    vectors: learning the codes takes a second, whatever their number.
    """
    numbers, sample = _survey(blocks)
    count, dimension = len(numbers), sample.shape[1]
    codes = _learned(sample) if count > plan.exact else None
    file.write(_HEADER.pack(_MAGIC, count, dimension, 0))
    file.write(numbers.tobytes())
    for _, vectors in blocks():
        file.write(np.ascontiguousarray(vectors).tobytes())
        if codes is not None:
            codes.add(np.ascontiguousarray(vectors))
    if codes is not None:
        before = file.tell()
        faiss.write_index(codes, faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined]
        coded = file.tell() - before
        file.seek(0)
        file.write(_HEADER.pack(_MAGIC, count, dimension, coded))
    return count


def _survey(blocks: Blocks) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return all numbers, and a sample of the vectors, evenly spaced: at most 2 * ``_SAMPLE``."""
    numbers, sample, step, seen = [np.empty(0, np.int64)], np.empty((0, 0), np.float32), 1, 0
    for part, vectors in blocks():
        numbers.append(part)
        sample = np.concatenate(
            [sample.reshape(-1, vectors.shape[1]), vectors[-seen % step :: step]]
        )
        seen += len(part)
        while len(sample) > 2 * _SAMPLE:
            sample, step = sample[::2], 2 * step
    return np.concatenate(numbers), sample


def _learned(sample: NDArray[np.float32]) -> Any:
    """Return an index of codes that were learned from a sample, without any in it."""
    dimension = sample.shape[1]
    pairs = dimension // 2 if dimension % 2 == 0 else dimension
    codes = faiss.IndexPQFastScan(dimension, pairs, 4, faiss.METRIC_INNER_PRODUCT)
    codes.pq.cp.seed = _SEED
    codes.pq.cp.min_points_per_centroid = 1  # it warns of fewer than 39, on the terminal
    codes.train(np.ascontiguousarray(sample))
    return codes
