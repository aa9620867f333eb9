"""Imports: one child process at a time, which runs ``kanbao add``; a crash there stays there.

Every job is a file in its archive's folder, so that a stop, or a kill, cuts off nothing: what was
not done is done after the next start. Adding a file twice changes nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import signal
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import psutil

from qa.service.problems import Problem
from qa.service.results import Job
from qa.service.uploads import no_room

if TYPE_CHECKING:
    import datetime as dt
    from asyncio.subprocess import Process
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa.service.archives import Shelf
    from qa.service.settings import Settings

__all__ = ["Jobs"]

_LOG = logging.getLogger("kanbao")
_FOLDER = "imports"
_MOST = 100
_KEPT = 1000
_OPEN = ("waiting", "running")
_NICE = 10
_LINE = 1 << 20


class _Kept:
    """A job with what it takes to run it, and its file."""

    def __init__(self, job: Job, path: Path, order: Mapping[str, Any]) -> None:
        self.job = job
        self.path = path
        self.order = order
        self.result: dict[str, Any] | None = None
        self.child: dict[str, Any] | None = None

    def save(self) -> None:
        """Write the file, whole or not at all."""
        kept = {
            "job": asdict(self.job),
            "order": self.order,
            "result": self.result,
            "child": self.child,
        }
        draft = self.path.with_suffix(".tmp")
        draft.write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(self.path)

    @classmethod
    def load(cls, path: Path) -> _Kept:
        """Read the file."""
        kept = json.loads(path.read_text("utf-8"))
        made = cls(Job(**kept["job"]), path, kept["order"])
        made.result, made.child = kept["result"], kept["child"]
        return made


class Jobs:
    """All imports of all archives, run in the order they came."""

    def __init__(self, settings: Settings, shelves: Mapping[str, Shelf]) -> None:
        self._settings = settings
        self._shelves = shelves
        self._jobs: dict[str, _Kept] = {}
        self._queue: asyncio.Queue[_Kept] = asyncio.Queue()
        self._worker: asyncio.Task[None] | None = None
        self._process: Process | None = None
        self._running: _Kept | None = None
        self._is_closing = False

    @property
    def depth(self) -> int:
        """How many imports wait or run."""
        return sum(kept.job.state in _OPEN for kept in self._jobs.values())

    def start(self) -> None:
        """Begin to work, first on what a stop cut off."""
        self._queue = asyncio.Queue()
        paths = [(p, s.name) for s in self._shelves.values() for p in _files(s.folder)]
        for path, archive in sorted(paths, key=lambda one: one[0].stat().st_mtime_ns):
            try:
                kept = _Kept.load(path)
                kept.job = replace(kept.job, archive=archive)  # it may be served by another name
            except (OSError, ValueError, KeyError, TypeError) as error:
                _LOG.warning("%s: not a job, left alone: %s", path, error)
                continue
            self._jobs[kept.job.id] = kept
            if kept.job.state in _OPEN:
                _end_orphan(kept.child)
                self._queue.put_nowait(kept)
        self._worker = asyncio.create_task(self._work())

    async def close(self) -> None:
        """Let the running import end at a transaction; it goes on after the next start."""
        self._is_closing = True
        self._interrupt()
        if self._worker:
            await self._queue.join() if self._running else None
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    def new(
        self,
        archive: str,
        files: Sequence[Path],
        *,
        source: str | None,
        date: dt.date | None,
    ) -> Job:
        """Queue an import of files that lie in the archive's folder. :class:`Problem` if full."""
        self.admit()
        folder = self._shelves[archive].folder / _FOLDER
        job = Job(id=secrets.token_hex(8), archive=archive, state="waiting", files=len(files))
        order = {
            "files": [str(file) for file in files],
            "source": source,
            "date": date and date.isoformat(),
        }
        kept = _Kept(job, folder / f"{job.id}.json", order)
        try:
            folder.mkdir(exist_ok=True)
            kept.save()
        except OSError as error:
            raise no_room(error) from error
        self._jobs[job.id] = kept
        self._queue.put_nowait(kept)
        self._forget_old()
        return job

    def admit(self) -> None:
        """Raise :class:`Problem` 503 where too many imports wait."""
        if self.depth >= _MOST:
            raise Problem(
                "busy", f"已有 {self.depth} 批文件在等着入库：等前面的做完", {"Retry-After": "60"}
            )

    def get(self, id_: str) -> Job:
        """Return a job. Raises :class:`Problem` 404 if there is none."""
        return self._kept(id_).job

    def json(self, id_: str) -> dict[str, Any]:
        """Return a job with its result, as the service shows it."""
        kept = self._kept(id_)
        return {**asdict(kept.job), "result": kept.result}

    def all(self) -> list[Job]:
        """Return all jobs that are remembered, the oldest first."""
        return [kept.job for kept in self._jobs.values()]

    def cancel(self, id_: str) -> None:
        """End a job that waits or runs; forget one that is over."""
        kept = self._kept(id_)
        if kept.job.state not in _OPEN:
            self._forget(kept)
        elif kept is self._running:
            self._set(kept, state="cancelled")
            self._interrupt()
        else:
            self._set(kept, state="cancelled")

    def _kept(self, id_: str) -> _Kept:
        if id_ not in self._jobs:
            raise Problem("not-found", f"没有编号为 {id_} 的入库任务：见 /api/v1/jobs")
        return self._jobs[id_]

    def _set(self, kept: _Kept, **changes: Any) -> None:
        kept.job = replace(kept.job, **changes)
        kept.save()

    def _forget(self, kept: _Kept) -> None:
        del self._jobs[kept.job.id]
        kept.path.unlink(missing_ok=True)

    def _forget_old(self) -> None:
        over = [kept for kept in self._jobs.values() if kept.job.state not in _OPEN]
        for kept in over[: max(0, len(over) - _KEPT)]:
            self._forget(kept)

    def _interrupt(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)

    async def _work(self) -> None:
        while True:
            kept = await self._queue.get()
            self._running = kept
            try:
                if kept.job.state in _OPEN and not self._is_closing:
                    await self._run(kept)
            except (OSError, ValueError) as error:  # no process, no disk, a line without an end
                _LOG.warning("import %s: %s", kept.job.id, error)
                kept.job = replace(kept.job, state="failed", problem=str(error))
            finally:
                self._running = self._process = None
                self._queue.task_done()

    async def _run(self, kept: _Kept) -> None:
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
            self._set(kept, state="running")
            output, said = await asyncio.gather(_all(process), self._listen(kept, process))
        except BaseException:
            if process.returncode is None:
                process.kill()  # nobody listens to it any more
            raise
        finally:
            await process.wait()
            kept.child = None
        self._finish(kept, output, said, process.returncode or 0)

    def _command(self, kept: _Kept) -> list[str]:
        order, folder = kept.order, self._shelves[kept.job.archive].folder
        command = [sys.executable, "-P", "-m", "qa", "add", "--json", "--archive", str(folder)]
        for flag, value in (
            ("--source", order["source"]),
            ("--date", order["date"]),
            ("--embedder", self._settings.embedder),
        ):
            command += [f"{flag}={value}"] if value else []
        return [*command, "--", *order["files"]]

    async def _listen(self, kept: _Kept, process: Process) -> str:
        """Take in how far the child is; return the last other line that it says."""
        said = ""
        assert process.stderr  # noqa: S101 (it was asked for)
        async for line in process.stderr:
            word, _, rest = line.decode(errors="replace").strip().partition(" ")
            if word == "progress":
                kept.job = replace(kept.job, done=float(rest.partition("/")[0]))
            elif word:
                said = f"{word} {rest}".strip()
        return said

    def _finish(self, kept: _Kept, output: bytes, said: str, code: int) -> None:
        if kept.job.state == "cancelled" or (self._is_closing and code):
            kept.save()
            return
        try:
            kept.result = json.loads(output)
        except ValueError:
            problem = said.removeprefix("kanbao: 错误：") or f"入库进程以 {code} 结束"
            self._set(kept, state="failed", problem=problem)
            return
        self._set(kept, state="done", done=float(kept.job.files))


def _files(folder: Path) -> list[Path]:
    return list((folder / _FOLDER).glob("*.json"))


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
    """End the child of a server that was killed, so that not two import the same."""
    if child is None:
        return
    try:
        process = psutil.Process(child["pid"])
        if process.create_time() == child["began"]:
            process.kill()
    except psutil.NoSuchProcess:
        return
