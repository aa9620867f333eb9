"""What all ways to spread work have in common: results in order, few in flight, lost work redone.

What is spread is a function of a batch that changes nothing: whoever asks for the results is the
only writer, so that a worker can be killed at any time and its batch be given to another.
"""

from __future__ import annotations

import pickle
import traceback
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from qa.errors import InputError, KanbaoError, WorkerError

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["InLine", "LostError", "Spread", "Workers", "work"]

A = TypeVar("A")
B = TypeVar("B")

_ATTEMPTS = 3
_AHEAD = 2  # batches a worker: one that it works on, and the next


class Spread(Protocol):
    """Where batches are worked on. Close it, or use it in a ``with``."""

    def map(self, run: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """Yield ``run(batch)`` of each batch, in order.

        Both ``run`` and the batches can be pickled; a worker keeps ``run``, so that what it loads
        is loaded once. Batches are taken as they are needed, at most two a worker ahead. An empty
        batch is worth no journey: it is run here. Raises what ``run`` raises, and what ``batches``
        raises, once the results of the batches before are yielded; :class:`InputError` for what
        cannot be pickled, :class:`WorkerError` for workers that do not start or end again and
        again.
        """

    def close(self) -> None:
        """End the workers, whatever they do."""

    def __enter__(self) -> Self:
        """Return itself."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""


class InLine:
    """The work is done here, each batch when its result is asked for."""

    def map(self, run: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """See :meth:`Spread.map`; nothing is pickled."""
        return map(run, batches)

    def close(self) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class LostError(Exception):
    """A worker ended before it had a result."""


@dataclass(slots=True)
class _Flight:
    """A batch, the worker or pool that has it, and its result to come; or the result, made here."""

    batch: bytes = b""
    owner: Any = None
    coming: Any = None
    made: Any = None


class Workers(ABC):
    """Workers of some kind, which are given pickled batches. One thread uses it at a time.

    Several maps may be under way at once, one of them within another's batches.
    """

    @property
    @abstractmethod
    def workers(self) -> int:
        """How many there are."""

    @abstractmethod
    def _submit(self, run: bytes, batch: bytes) -> tuple[Any, Any]:
        """Begin :func:`work`; return who has it, and the result to come."""

    @abstractmethod
    def _is_done(self, coming: Any) -> bool:
        """Whether a result is there, or lost."""

    @abstractmethod
    def _result(self, coming: Any) -> bytes:
        """Wait for a result. Raises :class:`LostError`."""

    @abstractmethod
    def _replace(self, owner: Any) -> None:
        """Have another, or others, where ``owner`` was lost; nothing if that is done."""

    @abstractmethod
    def close(self) -> None:
        """End the workers."""

    _pickle: Callable[[Any], bytes] = staticmethod(pickle.dumps)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def map(self, run: Callable[[A], B], batches: Iterable[A]) -> Iterator[B]:
        """See :meth:`Spread.map`."""
        flying, packed = deque[_Flight](), b""
        rest, failure = iter(batches), None
        while True:
            while failure is None and self._has_room(flying):
                try:
                    batch = next(rest)
                except Exception as error:  # noqa: BLE001 (raised in its turn; at the end it is StopIteration)
                    failure = error
                    break
                if isinstance(batch, Sized) and not len(batch):
                    flying.append(_Flight(made=run(batch)))
                    continue
                packed = packed or self._packed(run)
                flying.append(self._begun(packed, self._packed(batch)))
            if not flying:
                break
            yield self._landed(packed, flying)
        if failure is not None and not isinstance(failure, StopIteration):
            raise failure

    def _has_room(self, flying: deque[_Flight]) -> bool:
        """Whether another batch is to be begun before a result is taken."""
        if not flying:
            return True
        first = flying[0]
        is_here = first.owner is None or self._is_done(first.coming)
        return not is_here and len(flying) < _AHEAD * self.workers

    def _packed(self, thing: object) -> bytes:
        try:
            return self._pickle(thing)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise InputError(
                f"cannot be sent to other processes: {error}: use one that can be pickled, such as "
                "a class of a module with __reduce__, or work in line"
            ) from error

    def _begun(self, run: bytes, batch: bytes) -> _Flight:
        owner, coming = self._submit(run, batch)
        return _Flight(batch=batch, owner=owner, coming=coming)

    def _landed(self, run: bytes, flying: deque[_Flight]) -> Any:
        """Return the first result; what is lost meanwhile is begun again."""
        for _ in range(_ATTEMPTS):
            first = flying[0]
            if first.owner is None:
                return flying.popleft().made
            try:
                packed = self._result(first.coming)
            except LostError as error:
                lost, cause = first.owner, error
                self._replace(lost)
                for place, flight in enumerate(flying):
                    if flight.owner is lost:
                        flying[place] = self._begun(run, flight.batch)
                continue
            flying.popleft()
            return _opened(packed)
        raise WorkerError(
            f"workers ended {_ATTEMPTS} times over the same batch ({cause}): too little memory, "
            "perhaps: take fewer of them"
        ) from cause


def _opened(packed: bytes) -> Any:
    """Return what a worker made, or raise what it raised."""
    is_made, thing = pickle.loads(packed)  # noqa: S301 (our own worker's)
    if is_made:
        return thing
    raise thing


_runs: dict[bytes, Callable[[Any], Any]] = {}


def work(run: bytes, batch: bytes) -> bytes:
    """Do a batch, in a worker: return, pickled, whether it was done, and the result or the error.

    What a ``run`` holds is loaded the first time that it comes, and kept.
    """
    try:
        if run not in _runs:
            _runs[run] = _loaded(run)
        return pickle.dumps((True, _runs[run](pickle.loads(batch))))  # noqa: S301 (who began us sends it)
    except KanbaoError as error:
        return pickle.dumps((False, error))
    except Exception as error:  # noqa: BLE001 (raised where the result is taken)
        error.add_note("".join(traceback.format_exception(error)))
        return _as_it_can_be_sent(error)


def _loaded(run: bytes) -> Callable[[Any], Any]:
    try:
        made: Callable[[Any], Any] = pickle.loads(run)  # noqa: S301 (who began us sends it)
    except KanbaoError:
        raise
    except Exception as error:
        raise WorkerError(
            f"a worker cannot load what it is to work with ({type(error).__name__}: {error}): "
            "install the same Kanbao, with the same models in the same places, on each machine"
        ) from error
    return made


def _as_it_can_be_sent(error: Exception) -> bytes:
    try:
        packed = pickle.dumps((False, error))
        pickle.loads(packed)  # noqa: S301 (an error that is not made of its arguments fails here)
    except Exception:  # noqa: BLE001 (what its class does is not known)
        return pickle.dumps((False, WorkerError(f"{type(error).__name__}: {error}")))
    return packed
