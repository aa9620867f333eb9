"""How far a command is: a bar where someone sees it, now and then a line where that is kept."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Lines", "progress"]

_EVERY = 30.0  # seconds between two lines


@contextmanager
def progress(
    label: str, total: int | None, *, shown: bool = True
) -> Iterator[Callable[[float], None]]:
    """Yield a function that is told how many of ``total`` are done, the last one maybe in part.

    ``total`` is None where nobody knows; with ``shown`` False nothing is shown. Where
    ``KANBAO_PROGRESS`` is ``lines``, a line ``progress done/total`` is written instead of a bar,
    for a program that reads it; where it is ``off``, nothing is. Where standard error is no
    terminal, a line is written every half a minute.
    """
    wanted = os.environ.get("KANBAO_PROGRESS")
    if wanted == "lines":
        yield lambda done: _say(f"progress {done}/{total}")
        return
    if not shown or wanted == "off":
        yield lambda done: None
        return
    if not sys.stderr.isatty():
        yield Lines(label, total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        # rich would send to standard error what is written to standard output meanwhile
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.update(task, completed=done)


class Lines:
    """Writes how much is done, at most one line every half a minute; called with how much is."""

    def __init__(
        self, label: str, total: int | None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._label, self._total, self._clock = label, total, clock
        self._last = clock()

    def __call__(self, done: float) -> None:
        """Write a line, if the last one is long ago."""
        if (now := self._clock()) - self._last < _EVERY:
            return
        self._last = now
        count = f"{done:.0f}"
        if self._total:
            count = f"{done / self._total:.0%}（{count}/{self._total}）"
        _say(f"{self._label}：{count}")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
