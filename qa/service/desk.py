"""A few threads beside the lane, for what needs no model: words, lists, files."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from qa.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Desk"]

_T = TypeVar("_T")
_MOST = 256


class Desk:
    """Runs short work in ``threads`` threads, so that it stays quick while models work."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        self._count = 0

    async def run(self, work: Callable[[], _T]) -> _T:
        """Return what ``work`` returns. Raises :class:`Problem` 503 where too much waits."""
        if self._count >= _MOST:
            raise Problem("busy", "等着读档案的请求太多：请稍后再试", {"Retry-After": "1"})
        self._count += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._count -= 1

    async def close(self) -> None:
        """Wait for what runs to end."""
        await asyncio.to_thread(self._threads.shutdown)
