"""Work spread over several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from qa.errors import InputError
from qa.spread.base import LostError, Workers, work

__all__ = ["Processes"]

_ENDED = (
    "a worker process ended; one that does not even start may be of a script without "
    "`if __name__ == '__main__':`"
)


class Processes(Workers):
    """So many processes of this machine, begun when there is work, ended with this one.

    Each computes with its share of the processors, or with ``OMP_NUM_THREADS`` threads where that
    is set, and loads its own models: its memory is that of a process in line. They end with this
    process, however that ends. Raises :class:`InputError` for none.
    """

    def __init__(self, workers: int) -> None:
        if workers < 1:
            raise InputError(f"{workers} worker processes: at least 1 is needed")
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._alive: Connection | None = None

    @property
    def workers(self) -> int:
        """How many processes."""
        return self._workers

    def close(self) -> None:
        """End the processes, whatever they do."""
        pool, alive, self._pool, self._alive = self._pool, self._alive, None, None
        if alive is not None:
            alive.close()
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _submit(self, run: bytes, batch: bytes) -> tuple[Any, Any]:
        pool = self._pool or self._begin()
        with _without_interrupts():
            try:
                return pool, pool.submit(work, run, batch)
            except BrokenExecutor:
                self._replace(pool)
                pool = self._begin()
                return pool, pool.submit(work, run, batch)

    def _is_done(self, coming: Future[bytes]) -> bool:
        return coming.done()

    def _result(self, coming: Future[bytes]) -> bytes:
        try:
            return coming.result()
        except BrokenExecutor as error:
            raise LostError(_ENDED) from error

    def _replace(self, owner: Any) -> None:
        if owner is self._pool:
            self.close()

    def _begin(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
        theirs, self._alive = context.Pipe(duplex=False)
        threads = max(1, len(os.sched_getaffinity(0)) // self._workers)
        self._pool = ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_prepare, initargs=(threads, theirs)
        )
        return self._pool


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Have processes begun meanwhile never see Ctrl-C, which is for this one, and later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare(threads: int, alive: Connection) -> None:
    """Keep this worker to its share of the processors, and end it with whoever began it.

    Threads that outnumber the processors wait for one another in busy loops.
    """
    os.environ.setdefault("OMP_NUM_THREADS", str(threads))
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()


def _end_with(alive: Connection) -> None:
    with suppress(EOFError, OSError):
        alive.recv_bytes()
    os._exit(1)
