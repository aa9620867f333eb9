"""An import: a child process that runs ``kanbao add``; a crash there stays there.

Adding a file twice changes nothing, so that one that was cut off is simply begun again.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psutil

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

    from qa.service.archives import Shelf
    from qa.service.jobs import Kept
    from qa.service.settings import Settings

__all__ = ["Importer"]

_NICE = 10
_LINE = 1 << 20


class Importer:
    """Runs imports: a :class:`qa.service.jobs.Runner`."""

    def __init__(self, settings: Settings, shelves: Mapping[str, Shelf]) -> None:
        self._settings = settings
        self._shelves = shelves
        self._process: Process | None = None
        self._is_interrupted = False

    def restore(self, kept: Kept) -> None:
        """End the child of a server that was killed, so that not two import the same."""
        _end_orphan(kept.child)

    def interrupt(self) -> None:
        """Let the child end at a transaction."""
        self._is_interrupted = True
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)

    async def run(self, kept: Kept) -> None:
        """Run the child, and take in how far it is."""
        self._is_interrupted = False
        process = await asyncio.create_subprocess_exec(
            *self._command(kept),
            env={**os.environ, "OMP_NUM_THREADS": "1", "KANBAO_PROGRESS": "lines"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE,
            start_new_session=True,
        )
        self._process = process
        try:
            kept.child = _begun(process.pid)
            kept.set(state="running" if kept.is_open else kept.job.state)
            if self._is_interrupted:  # while it was begun
                self.interrupt()
            output, said = await asyncio.gather(_all(process), _listen(kept, process))
        except BaseException:
            if process.returncode is None:
                process.kill()  # nobody listens to it any more
            raise
        finally:
            await process.wait()
            self._process = kept.child = None
        self._finish(kept, output, said, process.returncode or 0)

    def _command(self, kept: Kept) -> list[str]:
        order, folder = kept.order, self._shelves[kept.job.archive].folder
        command = [sys.executable, "-P", "-m", "qa", "add", "--json", "--archive", str(folder)]
        for flag, value in (
            ("--source", order["source"]),
            ("--date", order["date"]),
            ("--embedder", self._settings.embedder),
        ):
            command += [f"{flag}={value}"] if value else []
        command += [f"--field={named}" for named in order.get("named", ())]
        return [*command, "--", *order["files"]]

    def _finish(self, kept: Kept, output: bytes, said: str, code: int) -> None:
        if kept.job.state == "cancelled" or (self._is_interrupted and code):
            kept.save()
            return
        try:
            kept.result = json.loads(output)
        except ValueError:
            problem = said.removeprefix("kanbao: 错误：") or f"入库进程以 {code} 结束"
            kept.set(state="failed", problem=problem)
            return
        kept.set(state="done", done=float(kept.job.files))


async def _listen(kept: Kept, process: Process) -> str:
    """Take in how far the child is; return the last other line that it says."""
    said = ""
    assert process.stderr  # noqa: S101 (it was asked for)
    async for line in process.stderr:
        word, _, rest = line.decode(errors="replace").strip().partition(" ")
        if word == "progress":
            done, _, total = rest.partition("/")  # pages of scans count one by one
            kept.job = replace(kept.job, done=float(done) / float(total) * kept.job.files)
        elif word:
            said = f"{word} {rest}".strip()
    return said


async def _all(process: Process) -> bytes:
    assert process.stdout  # noqa: S101 (it was asked for)
    return await process.stdout.read()


def _begun(pid: int) -> dict[str, Any] | None:
    """Make a child give way to others; return what tells it from a later one of its number."""
    try:
        child = psutil.Process(pid)
        child.nice(_NICE)
        return {"pid": pid, "began": child.create_time()}
    except psutil.NoSuchProcess:
        return None


def _end_orphan(child: Mapping[str, Any] | None) -> None:
    if child is None:
        return
    try:
        process = psutil.Process(child["pid"])
        if process.create_time() == child["began"]:
            process.kill()
    except psutil.NoSuchProcess:
        return
