"""Processes that recognise the pages of scans ahead of the one that adds them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["available_threads", "helping"]


@contextmanager
def helping(files: Sequence[Path], *, count: int, threads: int) -> Iterator[None]:
    """Have ``count`` processes of ``threads`` threads recognise the pages of ``files``.

    What they made is kept and found by whoever reads a file. They end with this process, however
    that ends: their standard input closes then.
    """
    order = json.dumps({"files": [str(file.absolute()) for file in files], "threads": threads})
    helpers = [_begun(order) for _ in range(count)]
    try:
        yield
    finally:
        for helper in helpers:
            helper.kill()
            helper.wait()
            if helper.stdin:
                helper.stdin.close()


def available_threads() -> int:
    """Return OMP_NUM_THREADS, at most the processors that this process may use."""
    processors = len(os.sched_getaffinity(0))
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return min(int(asked), processors) if asked.isdecimal() and int(asked) else processors


def _begun(order: str) -> subprocess.Popen[str]:
    helper = subprocess.Popen(
        [sys.executable, "-P", "-m", "qa.reading.scan.ahead"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C is for the one that adds
    )
    assert helper.stdin  # noqa: S101 (it was asked for)
    with suppress(BrokenPipeError):  # it is gone: the others do its work
        helper.stdin.write(order + "\n")
        helper.stdin.flush()
    return helper
