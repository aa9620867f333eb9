"""The lane in which models work: a bounded queue by urgency, deadlines, and leaving it.

One process computes one thing at a time, with all cores: eight answers side by side each take as
long as all eight in a row. Only a search, a few milliseconds, is computed beside something longer.
What waits is ordered by urgency, then by arrival.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

from qa.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

__all__ = ["Lane", "Stopped", "Urgency"]

_T = TypeVar("_T")
_KEPT = 0.9  # of the mean of a job's seconds, when another one is done


class Urgency(IntEnum):
    """What goes first, from the lowest number."""

    SEARCH = 0
    ASK = 1
    SUMMARIZE = 2
    WRITE = 3
    LIST = 4


class Stopped(Exception):  # noqa: N818 (nothing went wrong: nobody waits any more)
    """Raised in the lane's thread by :meth:`Lane.check` when nobody waits for the job any more."""


class _Job:
    """Something to compute, who asked for it and who waits for it."""

    def __init__(self, work: Callable[[], Any], urgency: Urgency, number: int, key: str) -> None:
        self.order = (urgency, number)
        self.work = work
        self.key = key
        self.stop = threading.Event()
        self.future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def __lt__(self, other: _Job) -> bool:
        return self.order < other.order


class Lane:
    """Runs one job at a time, and a search beside it, in threads of its own; for one event loop.

    ``size`` is how many may wait, ``deadline`` after how many seconds from its arrival a job is
    given up, ``per_key`` how many jobs one key may have here, waiting or running.
    """

    def __init__(self, *, size: int, deadline: float, per_key: int) -> None:
        self._size = size
        self._deadline = deadline
        self._per_key = per_key
        self._waiting: list[_Job] = []
        self._running: set[_Job] = set()
        self._own = threading.local()
        self._of_key: Counter[str] = Counter()
        self._numbers = itertools.count()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="lane")
        self._seconds = 1.0
        self.busy = 0.0
        """Seconds that jobs have taken in all."""
        self.stopped = 0
        """How many jobs were given up, waiting or running."""

    @property
    def depth(self) -> int:
        """How many jobs wait."""
        return len(self._waiting)

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._running and not self._waiting

    def check(self) -> None:
        """Raise :class:`Stopped` in a thread of the lane if the job that it runs was given up."""
        job: _Job | None = getattr(self._own, "job", None)
        if job is not None and job.stop.is_set():
            raise Stopped

    async def run(
        self, work: Callable[[], _T], urgency: Urgency, *, key: str = "", patient: bool = False
    ) -> _T:
        """Run ``work`` in the lane when its turn comes and return what it returns.

        A caller that is cancelled leaves the queue at once; if its job runs already, that ends at
        the next :meth:`check`. ``key`` is who asks; empty: nobody that has a limit. Raises
        :class:`Problem` for a full queue (503), a key with too many jobs (429) and a job that was
        not done in time (503), each with ``Retry-After``; and what ``work`` raises. ``patient``: it
        waits as long as it takes, also behind a full queue.
        """
        job = _Job(work, urgency, next(self._numbers), key)
        if not patient:
            self._admit(job)
        self._of_key[key] += 1
        heapq.heappush(self._waiting, job)
        self._start_next()
        try:
            async with asyncio.timeout(None if patient else self._deadline):
                result: _T = await job.future
                return result
        except TimeoutError as error:
            detail = f"过了 {self._deadline:g} 秒还没有轮到或做完：请稍后再试"
            raise Problem("overdue", detail, self._again()) from error
        finally:
            self._leave(job)

    async def close(self) -> None:
        """Give up what waits, and wait for what runs to end."""
        for job in (*self._waiting, *self._running):
            job.stop.set()
            job.future.cancel()
        self._waiting.clear()
        await asyncio.to_thread(self._threads.shutdown)

    def _admit(self, job: _Job) -> None:
        if job.key and self._of_key[job.key] >= self._per_key:
            detail = f"一个密钥同时最多有 {self._per_key} 个请求在排队或计算：等前面的做完"
            raise Problem("too-many", detail, self._again())
        if len(self._waiting) >= self._size and not self._may_run(job):
            detail = f"已有 {len(self._waiting)} 个请求在排队：请稍后再试"
            raise Problem("busy", detail, self._again())

    def _again(self) -> dict[str, str]:
        """Return after how many seconds there will be room, as things go."""
        ahead = len(self._waiting) + len(self._running)
        return {"Retry-After": str(max(1, math.ceil(ahead * self._seconds)))}

    def _leave(self, job: _Job) -> None:
        self._of_key[job.key] -= 1
        if not self._of_key[job.key]:
            del self._of_key[job.key]
        if job.future.done() and not job.future.cancelled():
            return
        self.stopped += 1
        job.stop.set()
        if job in self._waiting:
            self._waiting.remove(job)
            heapq.heapify(self._waiting)

    def _start_next(self) -> None:
        if not self._waiting or not self._may_run(self._waiting[0]):
            return
        job = heapq.heappop(self._waiting)
        self._running.add(job)
        loop, began = asyncio.get_running_loop(), time.monotonic()
        done = self._threads.submit(self._compute, job)
        done.add_done_callback(lambda made: loop.call_soon_threadsafe(self._end, job, made, began))

    def _may_run(self, job: _Job) -> bool:
        """Whether there is a place for a job: one for all, and one more for a search."""
        return len(self._running) < (2 if job.order[0] is Urgency.SEARCH else 1)

    def _compute(self, job: _Job) -> object:
        self._own.job = job
        try:
            return job.work()
        finally:
            self._own.job = None

    def _end(self, job: _Job, made: Future[Any], began: float) -> None:
        seconds = time.monotonic() - began
        self.busy += seconds
        self._seconds = _KEPT * self._seconds + (1 - _KEPT) * seconds
        self._running.remove(job)
        error = made.exception()
        if job.future.done():
            pass  # nobody waits any more
        elif error is not None:
            job.future.set_exception(error)
        else:
            job.future.set_result(made.result())
        self._start_next()
