"""The vectors of an archive, searched with FAISS: a cache of the store, rebuilt when in doubt."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import secrets
import threading
from typing import IO, TYPE_CHECKING, Any

import faiss
import numpy as np

from qa.errors import ArchiveError
from qa.search.protocols import StaleError
from qa.search.vectors import Mapped, Plan, write_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from qa.records import Where
    from qa.search.vectors import Block, Blocks
    from qa.store import Snapshot

__all__ = ["FILE", "Index", "StaleError"]

FILE = "vectors.faiss"
_STATE = "vectors.json"
_LOCK = "vectors.lock"
_FORMAT = 2  # 1: all vectors in one FAISS index
_LOG = logging.getLogger(__name__)
_TROUBLE = (OSError, RuntimeError, ValueError, KeyError, TypeError)

Pairs = list[tuple[int, float]]


class Index:
    """The vectors of an archive, by chunk number. Safe to use from several threads.

    They are those of the file, mapped, without the ones that are gone since, and the newer ones
    in memory.
    """

    def __init__(self, folder: Path, *, plan: Plan | None = None) -> None:
        """Nothing is read until the first search."""
        self._folder = folder
        self._plan = plan or Plan()
        self._gate = _Gate()
        self._base: Mapped | None = None
        self._keep: NDArray[np.bool_] | None = None  # None: all of the file's are still there
        self._newer: Any = None
        self._state: tuple[int, str] | None = None
        self._saved: tuple[int, str] | None = None

    def search(
        self,
        view: Snapshot,
        queries: NDArray[np.float32],
        *,
        k: int,
        where: Where | None = None,
        allowed: NDArray[np.int64] | None = None,
        exact: bool = False,
    ) -> list[Pairs]:
        """Return for each query the ``k`` nearest chunks of ``view``, or all if there are fewer.

        ``queries`` is float32 (n, dimension), rows of length 1. A result is a chunk's number and
        its cosine in [-1, 1], nearest first, ties in the order of numbers. With ``where`` only the
        chunks of matching articles are found, with ``allowed``, int64 (m,), those. With ``exact``,
        in an archive of up to
        :attr:`Plan.exact` chunks, or if few are allowed they are the nearest; else a few in a
        thousand of the nearest ten may be missing. Raises :class:`StaleError` if the index is
        ahead of ``view``.
        """
        allowed = view.numbers(where) if where else allowed
        with self._gate.shared():
            if self._state == view.state:
                return self._search(queries, k, allowed, exact=exact)
        with self._gate.alone():
            self._advance(view)
            return self._search(queries, k, allowed, exact=exact)

    def save(self) -> None:
        """Write the file anew if it is missing or much has changed since.

        It is only a cache: what goes wrong is logged, and what is not in it is read from the
        store the next time.
        """
        with self._gate.alone():
            if self._state is None or self._state == self._saved or not len(self):
                return
            size = len(self._base) if self._base else 0
            gone = size - int(self._keep.sum()) if self._keep is not None else 0
            if self._saved is None or gone + self._count_newer() > self._plan.stale * size:
                self._write(self._state, self._blocks)

    def __len__(self) -> int:
        """Return the number of vectors."""
        kept = 0 if self._base is None else len(self._base)
        return self._count_newer() + (kept if self._keep is None else int(self._keep.sum()))

    def problems(self, view: Snapshot) -> list[str]:
        """Return what is wrong with the file, one line each; none if there is no file."""
        if not (self._folder / FILE).exists():
            return []
        try:
            base, state = self._read()
        except _OtherFormatError:
            return []
        except _TROUBLE as error:
            return [f"{FILE} is torn: {error}"]
        if not view.had(state):
            return [f"{FILE} belongs to another archive or to a copy of this one"]
        if state == view.state and not np.array_equal(base.numbers, view.numbers()):
            return [f"{FILE} has {len(base)} vectors, the store {view.count()}, or others"]
        return [
            f"{FILE} has another vector {number} than the store"
            for numbers, vectors in view.vectors()
            for number in _differing(base, numbers, vectors)
        ][:20]

    def _search(
        self,
        queries: NDArray[np.float32],
        k: int,
        allowed: NDArray[np.int64] | None,
        *,
        exact: bool,
    ) -> list[Pairs]:
        k = min(k, len(self) if allowed is None else len(allowed))
        if k < 1:
            return [[] for _ in queries]
        found: list[Pairs] = [[] for _ in queries]
        if self._base is not None:
            keep = self._keep if allowed is None else _mask(self._base.numbers, allowed)
            if exact:
                found = self._base.exact(queries, k, keep)
            else:
                found = self._base.nearest(queries, k, keep, self._plan)
        if self._count_newer():
            parameters = faiss.SearchParameters()
            if allowed is not None:
                held = _ids(self._newer)
                some = held[_mask(held, allowed)]
                selector = faiss.IDSelectorBatch(some)  # must live as long as the search
                parameters.sel = selector
            wanted = min(k, self._newer.ntotal)
            scores, numbers = self._newer.search(queries, wanted, params=parameters)
            for pairs, row, values in zip(found, numbers, scores, strict=True):
                pairs += zip(row[row >= 0].tolist(), values[row >= 0].tolist(), strict=True)
        return [
            sorted(
                ((number, min(1.0, max(-1.0, score))) for number, score in pairs),
                key=lambda pair: (-pair[1], pair[0]),
            )[:k]
            for pairs in found
        ]

    def _advance(self, view: Snapshot) -> None:
        """Bring the index to ``view``: from the file, by what changed, or from nothing."""
        if self._state is None:
            self._load(view)
        if self._state == view.state:
            return
        if self._state and self._state[0] > view.state[0]:
            raise StaleError
        if self._state is None or not self._update(view):
            self._rebuild(view)
        self._state = view.state

    def _load(self, view: Snapshot) -> None:
        try:
            base, state = self._read()
        except FileNotFoundError:
            _LOG.info("%s: no %s yet, building it from the store", self._folder, FILE)
            return
        except _OtherFormatError:
            _LOG.info("%s: %s is of another version, building it anew", self._folder, FILE)
            return
        except _TROUBLE as error:
            _LOG.warning("%s: %s is torn (%s), rebuilding it", self._folder, FILE, error)
            return
        if view.had(state):
            self._base, self._state, self._saved = base, state, state
        else:
            _LOG.warning("%s: %s is not this archive's, rebuilding it", self._folder, FILE)

    def _update(self, view: Snapshot) -> bool:
        """Leave out and add what changed; False if that does not lead to the store's vectors."""
        numbers, last = view.numbers(), 0
        if self._base is not None and len(self._base):
            last = int(self._base.numbers[-1])
            keep = _mask(self._base.numbers, numbers)
            self._keep = None if keep.all() else keep
        if self._count_newer():
            held = _ids(self._newer)
            last = max(last, int(held.max()))
            gone = np.setdiff1d(held, numbers, assume_unique=True)
            self._newer.remove_ids(faiss.IDSelectorBatch(gone))
        return self._add(view, last) and len(self) == len(numbers)

    def _add(self, view: Snapshot, last: int) -> bool:
        """Take the vectors above ``last`` into memory; False if their dimension is another."""
        for numbers, vectors in view.vectors(after=last):
            dimension = vectors.shape[1]
            if self._newer is None:
                self._newer = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
            if {dimension, self._newer.d} != {self._base.dimension if self._base else dimension}:
                return False
            self._newer.add_with_ids(vectors, numbers)
        return True

    def _rebuild(self, view: Snapshot) -> None:
        """Take all vectors from the store: many straight into the file, few into memory."""
        self._base = self._keep = self._newer = None
        self._saved = None
        if view.count() > self._plan.exact and self._write(view.state, view.vectors):
            return
        if not self._add(view, 0):
            raise ArchiveError(
                f"{self._folder}: vectors differ in length: "
                "restore the archive from a copy, or rebuild it"
            )

    def _count_newer(self) -> int:
        return 0 if self._newer is None else int(self._newer.ntotal)

    def _blocks(self) -> Iterator[Block]:
        if self._base is not None:
            keep = np.ones(len(self._base), bool) if self._keep is None else self._keep
            yield from self._base.blocks(keep)
        if self._count_newer():
            flat: Any = faiss.downcast_index(self._newer.index)
            size = flat.ntotal * flat.d
            yield _ids(self._newer), faiss.rev_swig_ptr(flat.get_xb(), size).reshape(-1, flat.d)

    def _read(self) -> tuple[Mapped, tuple[int, str]]:
        # Opened once: another process may put a new file in place meanwhile.
        with (self._folder / FILE).open("rb") as file:
            about = self._states().get(_checksum(file))
            if about is None:
                raise ValueError(f"its checksum is not in {_STATE}")
            if about.get("format") != _FORMAT:
                raise _OtherFormatError
            return Mapped(file), (about["generation"], about["stamp"])

    def _states(self) -> dict[str, Any]:
        """Return what is known of index files, by checksum."""
        states = json.loads((self._folder / _STATE).read_text("utf-8"))
        if not isinstance(states, dict):
            raise ValueError(f"{_STATE} is not an object")
        return states

    def _write(self, state: tuple[int, str], blocks: Blocks) -> bool:
        """Write the file and go on with it; False, and a line in the log, if that fails."""
        try:
            with _only_writer(self._folder) as first:
                if not first:
                    _LOG.info("%s: another process is writing %s", self._folder, FILE)
                    return False
                self._put(state, blocks)
        except (OSError, RuntimeError, ValueError) as error:
            _LOG.warning("%s/%s was not written: %s", self._folder, FILE, error)
            return False
        return True

    def _put(self, state: tuple[int, str], blocks: Blocks) -> None:
        """Write the file whole, described before it is in place: killed anywhere, both fit."""
        with _temporary(self._folder / FILE) as (file, temporary):
            count = write_vectors(file, blocks, plan=self._plan)
            _sync(file)
            with temporary.open("rb") as written:
                checksum, base = _checksum(written), Mapped(written)
            about = {"format": _FORMAT, "generation": state[0], "stamp": state[1], "count": count}
            try:
                before = list(self._states().items())[-3:]
            except (OSError, ValueError):
                before = []
            states = {**dict(before), checksum: about}
            with _temporary(self._folder / _STATE) as (described, other):
                described.write(json.dumps(states).encode())
                _sync(described)
                other.replace(self._folder / _STATE)
            _sync_folder(self._folder)
            temporary.replace(self._folder / FILE)
        _sync_folder(self._folder)
        self._base, self._keep, self._newer = base, None, None
        self._saved = state


class _OtherFormatError(Exception):
    """The file is whole, and of another version."""


def _differing(base: Mapped, numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> list[int]:
    """Return those of ``numbers`` that the file has with another vector: none ever changes."""
    places = np.searchsorted(base.numbers, numbers)
    own = places < len(base)
    own[own] = base.numbers[places[own]] == numbers[own]
    if not own.any():
        return []
    if vectors.shape[1] != base.dimension:
        return [int(number) for number in numbers[own]]
    other = (base.vectors[places[own]] != vectors[own]).any(axis=1)
    return [int(number) for number in numbers[own][other]]


def _mask(numbers: NDArray[np.int64], some: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of ``numbers`` are in ``some``, bool (n,)."""
    return np.isin(numbers, some, assume_unique=True)


def _ids(index: Any) -> NDArray[np.int64]:
    return np.asarray(faiss.vector_to_array(index.id_map), np.int64)


@contextlib.contextmanager
def _only_writer(folder: Path) -> Iterator[bool]:
    """Give whether no other process writes index files here; none begins meanwhile.

    What a killed one left is deleted; its lock ended with it. Where the disk has no locks, the
    risk is taken: of two processes one writes a file that is not used.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    except (OSError, NotImplementedError):  # no locks on this disk
        yield True
        return
    try:
        for left in folder.glob("vectors.*.tmp"):
            left.unlink()
        yield True
    finally:
        lock.release()


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """Give a new file beside ``path``, open for writing, and its name; delete it if still there."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file, temporary
    finally:
        temporary.unlink(missing_ok=True)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make sure that names given in the folder survive a power cut, where that can be asked for."""
    if os.name == "nt":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _checksum(file: IO[bytes]) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


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
