"""FAISS over the store's vectors: a cache of the truth, rebuilt when in doubt."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import threading
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from qa.store import View

__all__ = ["FILE", "Index", "StaleError"]

FILE = "vectors.faiss"
_STATE = "vectors.json"
_LOG = logging.getLogger(__name__)


class StaleError(Exception):
    """The index is ahead of the snapshot: take a new snapshot and ask again."""


class Index:
    """The vectors of an archive in memory, by chunk number. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read until the first search."""
        self._folder = folder
        self._gate = _Gate()
        self._index: Any = None
        self._state: tuple[int, str] | None = None
        self._saved: tuple[int, str] | None = None

    def search(
        self,
        view: View,
        queries: NDArray[np.float32],
        *,
        k: int,
        allowed: NDArray[np.int64] | None = None,
    ) -> list[list[tuple[int, float]]]:
        """Return for each query the ``k`` nearest chunks of ``view``, or all if there are fewer.

        ``queries`` is float32 (n, dimension), rows of length 1. A result is a chunk's number and
        its cosine in [-1, 1], nearest first, ties in the order of numbers. With ``allowed``,
        int64 (m,), only those chunks are looked at. Raises :class:`StaleError` if the index is
        ahead of ``view``.
        """
        with self._gate.shared():
            if self._state == view.state:
                return self._search(queries, k, allowed)
        with self._gate.alone():
            self._advance(view)
            return self._search(queries, k, allowed)

    def save(self) -> None:
        """Write the index beside the store if it is newer than the file.

        It is only a cache: what goes wrong is logged.
        """
        with self._gate.alone():
            if self._index is None or self._state is None or self._state == self._saved:
                return
            try:
                self._write(self._state)
            except (OSError, RuntimeError) as error:
                _LOG.warning("%s/%s was not written: %s", self._folder, FILE, error)
                with contextlib.suppress(OSError):
                    (self._folder / f"{FILE}.tmp").unlink()

    def problems(self, view: View) -> list[str]:
        """Return what is wrong with the file, one line each; none if there is no file."""
        if not (self._folder / FILE).exists():
            return []
        try:
            index, state = self._read()
        except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
            return [f"{FILE} is torn: {error}"]
        if not view.had(state):
            return [f"{FILE} belongs to another archive or to a copy of this one"]
        if state == view.state and not np.array_equal(np.sort(_ids(index)), view.numbers()):
            return [f"{FILE} has {index.ntotal} vectors, the store {view.count()}, or others"]
        if state == view.state:
            return [
                f"{FILE} has another vector {number} than the store"
                for numbers, vectors in view.vectors()
                for number, row in zip(numbers, vectors, strict=True)
                if not np.array_equal(index.reconstruct(int(number)), row)
            ][:20]
        return []

    def _search(
        self, queries: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None
    ) -> list[list[tuple[int, float]]]:
        if self._index is None:
            return [[] for _ in queries]
        k = min(k, self._index.ntotal if allowed is None else len(allowed))
        if k < 1:
            return [[] for _ in queries]
        parameters = faiss.SearchParameters()
        if allowed is not None:
            selector = faiss.IDSelectorBatch(allowed)  # must live as long as the search
            parameters.sel = selector
        scores, numbers = self._index.search(queries, k, params=parameters)
        return [
            sorted(
                (
                    (int(number), min(1.0, max(-1.0, float(score))))
                    for number, score in zip(*row, strict=True)
                    if number >= 0
                ),
                key=lambda pair: (-pair[1], pair[0]),
            )
            for row in zip(numbers, scores, strict=True)
        ]

    def _advance(self, view: View) -> None:
        """Bring the index to ``view``: from the file, by what changed, or from nothing."""
        if self._state is None:
            self._load(view)
        if self._state == view.state:
            return
        if self._state and self._state[0] > view.state[0]:
            raise StaleError
        if self._index is None or not self._update(view):
            self._rebuild(view)
        self._state = view.state

    def _load(self, view: View) -> None:
        try:
            index, state = self._read()
        except FileNotFoundError:
            _LOG.info("%s: no %s yet, building it from the store", self._folder, FILE)
            return
        except (OSError, RuntimeError, ValueError, KeyError, TypeError) as error:
            _LOG.warning("%s: %s is torn (%s), rebuilding it", self._folder, FILE, error)
            return
        if view.had(state):
            self._index, self._state, self._saved = index, state, state
        else:
            _LOG.warning("%s: %s is not this archive's, rebuilding it", self._folder, FILE)

    def _update(self, view: View) -> bool:
        """Remove and add what changed; False if that does not lead to the store's vectors."""
        held = _ids(self._index)
        gone = np.setdiff1d(held, view.numbers(), assume_unique=True)
        if len(gone):
            self._index.remove_ids(faiss.IDSelectorBatch(gone))
        for numbers, vectors in view.vectors(after=int(held.max(initial=0))):
            if vectors.shape[1] != self._index.d:
                return False
            self._index.add_with_ids(vectors, numbers)
        return bool(self._index.ntotal == view.count())

    def _rebuild(self, view: View) -> None:
        self._index = None
        for numbers, vectors in view.vectors():
            if self._index is None:
                self._index = _new(vectors.shape[1])
            self._index.add_with_ids(vectors, numbers)

    def _read(self) -> tuple[Any, tuple[int, str]]:
        path = self._folder / FILE
        checksum = _checksum(path)
        about = self._states().get(checksum)
        if about is None:
            raise ValueError(f"its checksum is not in {_STATE}")
        return faiss.read_index(str(path)), (about["generation"], about["stamp"])

    def _states(self) -> dict[str, Any]:
        """Return what is known of index files, by checksum."""
        states = json.loads((self._folder / _STATE).read_text("utf-8"))
        if not isinstance(states, dict):
            raise ValueError(f"{_STATE} is no object")
        return states

    def _write(self, state: tuple[int, str]) -> None:
        """Write the file whole, described before it is in place: killed anywhere, both fit."""
        temporary = self._folder / f"{FILE}.tmp"
        with temporary.open("wb") as file:  # FAISS's own writer takes a failed close in silence
            writer = faiss.PyCallbackIOWriter(file.write)  # type: ignore[attr-defined]
            faiss.write_index(self._index, writer)
        about = {"generation": state[0], "stamp": state[1], "count": self._index.ntotal}
        try:
            before = list(self._states().items())[-3:]
        except (OSError, ValueError):
            before = []
        described = self._folder / f"{_STATE}.tmp"
        described.write_text(json.dumps({**dict(before), _checksum(temporary): about}), "utf-8")
        described.replace(self._folder / _STATE)
        temporary.replace(self._folder / FILE)
        self._saved = state


def _new(dimension: int) -> Any:
    """Return an empty exact index. The one place to choose another kind above a measured size."""
    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def _ids(index: Any) -> NDArray[np.int64]:
    return np.asarray(faiss.vector_to_array(index.id_map), np.int64)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Gate:
    """Many may search together; who changes the index is alone."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._searching = 0
        self._waiting = 0
        self._changing = False

    @contextlib.contextmanager
    def shared(self) -> Iterator[None]:
        with self._condition:
            self._condition.wait_for(lambda: not self._changing and not self._waiting)
            self._searching += 1
        try:
            yield
        finally:
            with self._condition:
                self._searching -= 1
                self._condition.notify_all()

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        with self._condition:
            self._waiting += 1
            self._condition.wait_for(lambda: not self._changing and not self._searching)
            self._waiting -= 1
            self._changing = True
        try:
            yield
        finally:
            with self._condition:
                self._changing = False
                self._condition.notify_all()
