"""A progress bar on standard error, only where someone sees it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["progress"]


@contextmanager
def progress(
    label: str, total: int | None, *, shown: bool = True
) -> Iterator[Callable[[float], None]]:
    """Yield a function that is told how many of ``total`` are done, the last one maybe in part.

    ``total`` is None where nobody knows; with ``shown`` False nothing is shown. Where
    ``KANBAO_PROGRESS`` is ``lines``, a line ``progress done/total`` is written instead of a bar,
    for a program that reads it.
    """
    if os.environ.get("KANBAO_PROGRESS") == "lines":
        yield lambda done: _say(f"progress {done}/{total}")
        return
    if not (shown and sys.stderr.isatty()):
        yield lambda done: None
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


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
