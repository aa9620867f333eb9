"""What takes longer than a request: imports and lists of questions, one of each kind at a time.

Every job is a file in its archive's folder, so that a stop, or a kill, cuts off nothing: what was
not done is done after the next start. How a kind is done: :mod:`~qa.service.importing`,
:mod:`~qa.service.listing`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Protocol

from qa.service.problems import Problem
from qa.service.results import Job
from qa.service.uploads import no_room

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa.service.archives import Shelf

__all__ = ["FOLDERS", "OPEN", "Jobs", "Kept", "Runner"]

_LOG = logging.getLogger("kanbao")
_MOST = 100
_KEPT = 1000

FOLDERS = {"import": "imports", "questions": "lists"}
"""The kinds of jobs, and where in an archive's folder each has its files."""

OPEN = ("waiting", "running")
"""The states of a job that is not over."""


class Kept:
    """A job with what it takes to run it, and its file."""

    def __init__(self, job: Job, path: Path, order: Mapping[str, Any]) -> None:
        self.job = job
        self.path = path
        self.order = order
        self.result: dict[str, Any] | None = None
        self.child: dict[str, Any] | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return self.job.state in OPEN

    def set(self, **changes: Any) -> None:
        """Change the job, and its file."""
        self.job = replace(self.job, **changes)
        self.save()

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

    def forget(self) -> None:
        """Delete all its files, the one that tells of the others last."""
        for path in self.path.parent.glob(f"{self.job.id}.*"):
            if path != self.path:
                path.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: Path) -> Kept:
        """Read the file."""
        kept = json.loads(path.read_text("utf-8"))
        made = cls(Job(**kept["job"]), path, kept["order"])
        made.result, made.child = kept["result"], kept["child"]
        return made


class Runner(Protocol):
    """Does the jobs of a kind, one at a time."""

    def restore(self, kept: Kept) -> None:
        """Clear away what a server that was killed left of a job."""

    async def run(self, kept: Kept) -> None:
        """Do a job: set its state and result, or return with it open where it was interrupted."""

    def interrupt(self) -> None:
        """End the job that runs, if one does, where nothing is half done."""


class Jobs:
    """All jobs of all archives, each kind in the order they came."""

    def __init__(self, shelves: Mapping[str, Shelf], runners: Mapping[str, Runner]) -> None:
        self._shelves = shelves
        self._runners = runners
        self._jobs: dict[str, Kept] = {}
        self._queues: dict[str, asyncio.Queue[Kept]] = {}
        self._workers: list[asyncio.Task[None]] = []
        self._running: dict[str, Kept] = {}
        self._is_closing = False

    @property
    def depth(self) -> int:
        """How many jobs wait or run."""
        return sum(kept.is_open for kept in self._jobs.values())

    def start(self) -> None:
        """Begin to work, first on what a stop cut off."""
        self._queues = {kind: asyncio.Queue() for kind in self._runners}
        paths = [
            (path, shelf.name)
            for shelf in self._shelves.values()
            for kind in self._runners
            for path in (shelf.folder / FOLDERS[kind]).glob("*.json")
        ]
        for path, archive in sorted(paths, key=lambda one: one[0].stat().st_mtime_ns):
            try:
                kept = Kept.load(path)
                kept.job = replace(kept.job, archive=archive)  # it may be served by another name
            except (OSError, ValueError, KeyError, TypeError) as error:
                _LOG.warning("%s: not a job, left alone: %s", path, error)
                continue
            self._jobs[kept.job.id] = kept
            if kept.is_open:
                self._runners[kept.job.kind].restore(kept)
                self._queues[kept.job.kind].put_nowait(kept)
        self._workers = [asyncio.create_task(self._work(kind)) for kind in self._runners]

    async def close(self) -> None:
        """Let what runs end where nothing is half done; it goes on after the next start."""
        self._is_closing = True
        for runner in self._runners.values():
            runner.interrupt()
        for kind in tuple(self._running):
            await self._queues[kind].join()
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def running(self, kind: str) -> Kept | None:
        """Return the job of a kind that runs."""
        return self._running.get(kind)

    def new(
        self,
        archive: str,
        files: Sequence[Path],
        *,
        source: str | None,
        date: dt.date | None,
        named: Sequence[str] = (),
    ) -> Job:
        """Queue an import of files that lie in the archive's folder. :class:`Problem` if full.

        ``named`` says what fields are called in them: ``text=稿件``.
        """
        order = {
            "files": [str(file) for file in files],
            "source": source,
            "date": date and date.isoformat(),
            "named": list(named),
        }
        return self._queued(self._made(archive, "import", order, len(files)))

    def new_list(
        self, archive: str, data: bytes, *, name: str, questions: int, **order: Any
    ) -> Job:
        """Queue a list of questions: see :class:`qa.service.listing.Lister` for ``order``."""
        kept = self._made(archive, "questions", {**order, "name": name}, 1)
        kept.job = replace(kept.job, questions=questions)
        return self._queued(kept, data)

    def admit(self) -> None:
        """Raise :class:`Problem` 503 where too many jobs wait."""
        if self.depth >= _MOST:
            detail = f"已有 {self.depth} 个任务在等：等前面的做完"
            raise Problem("busy", detail, {"Retry-After": "60"})

    def get(self, id_: str) -> Job:
        """Return a job. Raises :class:`Problem` 404 if there is none."""
        return self.kept(id_).job

    def json(self, id_: str) -> dict[str, Any]:
        """Return a job with its result, as the service shows it."""
        kept = self.kept(id_)
        return {**asdict(kept.job), "result": kept.result}

    def all(self) -> list[Job]:
        """Return all jobs that are remembered, the oldest first."""
        return [kept.job for kept in self._jobs.values()]

    def kept(self, id_: str) -> Kept:
        """Return a job with all that is kept of it. Raises :class:`Problem` 404."""
        if id_ not in self._jobs:
            raise Problem("not-found", f"没有编号为 {id_} 的任务：见 /api/v1/jobs")
        return self._jobs[id_]

    def cancel(self, id_: str) -> None:
        """End a job that waits or runs; forget one that is over."""
        kept = self.kept(id_)
        if not kept.is_open:
            self._forget(kept)
            return
        kept.set(state="cancelled")
        if kept is self._running.get(kept.job.kind):
            self._runners[kept.job.kind].interrupt()

    def _made(self, archive: str, kind: str, order: Mapping[str, Any], files: int) -> Kept:
        self.admit()
        folder = self._shelves[archive].folder / FOLDERS[kind]
        id_ = secrets.token_hex(8)
        job = Job(id=id_, archive=archive, kind=kind, state="waiting", files=files)
        return Kept(job, folder / f"{id_}.json", order)

    def _queued(self, kept: Kept, data: bytes | None = None) -> Job:
        try:
            kept.path.parent.mkdir(exist_ok=True)
            if data is not None:
                kept.path.with_suffix(".list").write_bytes(data)
            kept.save()
        except OSError as error:
            raise no_room(error) from error
        self._jobs[kept.job.id] = kept
        self._queues[kept.job.kind].put_nowait(kept)
        self._forget_old()
        return kept.job

    def _forget(self, kept: Kept) -> None:
        del self._jobs[kept.job.id]
        kept.forget()

    def _forget_old(self) -> None:
        over = [kept for kept in self._jobs.values() if not kept.is_open]
        for kept in over[: max(0, len(over) - _KEPT)]:
            self._forget(kept)

    async def _work(self, kind: str) -> None:
        queue = self._queues[kind]
        while True:
            kept = await queue.get()
            self._running[kind] = kept
            try:
                if kept.is_open and not self._is_closing:
                    await self._runners[kind].run(kept)
            except (OSError, ValueError) as error:  # no process, no disk, a line without an end
                _LOG.warning("%s %s: %s", kind, kept.job.id, error)
                with contextlib.suppress(OSError):
                    kept.set(state="failed", problem=str(error))
            finally:
                del self._running[kind]
                queue.task_done()
