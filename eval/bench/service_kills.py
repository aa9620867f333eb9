"""Kills of a service that writes: ``python -m eval.bench.service_kills --kills 200``.

Each round starts ``kanbao serve`` on one archive, checks it, and lets three clients write to it:
two put and delete articles, one uploads files. At random moments the child that imports is killed
(SIGKILL), in half of the rounds, and then the serving process. After every start: how long until a
search is answered; that :meth:`qa.Archive.verify` finds nothing; that all that was acknowledged is
there, to the letter, and all that was deleted is not; that every import that was accepted is
remembered. What was under way at the kill may be done or not, but not by half. At the end all
imports are waited for, and their articles compared.

Prints a Markdown table, and with ``--json`` a JSON object. Exit codes: 0 nothing was lost and every
start served in time, 1 otherwise, 2 it could not be run.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psutil

from eval.bench.served import Served, until
from eval.bench.speed import table
from qa import Archive

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "measure"]

_BASE = "/api/v1/archives/news"
_IN_TIME = 10.0  # seconds until a start serves
_LATEST = 2.0  # seconds of writing before the service is killed, at most
_LATEST_IMPORT = 4.0  # seconds of an import before it is killed, at most
_IMPORTS = 0.5  # of the starts in which an import is killed too
_READY = 0.3  # of the starts in which the models are waited for, so that articles are put
_IDS = 20  # articles that one client writes to
_ROWS = 20  # articles of a file
_DONE = (200, 201, 204, 404)  # 404: what was to be deleted is not there
_JSON = {"content-type": "application/json"}
_FORM = {"content-type": "multipart/form-data; boundary=x"}


@dataclass(slots=True, kw_only=True)
class _Found:
    """What came out of all rounds."""

    starts: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


class _Writer:
    """Someone who writes, and notes what was acknowledged and what was under way.

    ``known`` has of each article what it may be: one text, or two where it is not known whether
    the last request was done; None is no article.
    """

    def __init__(self, name: str, draw: random.Random) -> None:
        self._draw = draw
        self._edition = 0
        self._name = name
        self.known: dict[str, tuple[str | None, ...]] = {}

    def write(self, served: Served, stop: threading.Event, count: Counter[str]) -> None:
        """Put and delete until told to stop, or until nobody answers."""
        while not stop.is_set():
            self._edition += 1
            id_ = f"{self._name}{self._draw.randrange(_IDS)}"
            new = None if self._draw.random() < 0.3 else _text(id_, self._edition)
            before = self.known.get(id_, (None,))
            self.known[id_] = tuple({*before, new})
            try:
                status, _ = self._send(served, id_, new)
            except OSError:
                return
            if status in _DONE:
                self.known[id_] = (new,)
                count["PUT" if new else "DELETE"] += 1

    def _send(self, served: Served, id_: str, text: str | None) -> tuple[int, bytes]:
        path = f"{_BASE}/articles/{quote(id_)}"
        if text is None:
            return served.send("DELETE", path)
        return served.send("PUT", path, json.dumps({"text": text}).encode(), _JSON)


class _Importer:
    """Someone who uploads files, one after the other.

    ``jobs`` has what each that was accepted is to bring, ``sent`` the ids of all articles.
    """

    def __init__(self) -> None:
        self._count = 0
        self.jobs: dict[str, dict[str, str]] = {}
        self.sent: set[str] = set()

    def write(self, served: Served, stop: threading.Event, count: Counter[str]) -> None:
        """Upload until told to stop, or until nobody answers; not more than two wait."""
        while not stop.is_set():
            try:
                if self._waiting(served) >= 2:
                    stop.wait(0.1)
                    continue
                self._count += 1
                ids = [f"i{self._count}-{n}" for n in range(_ROWS)]
                self.upload(served, {id_: _text(id_, 0) for id_ in ids})
            except OSError:
                return
            count["import"] += 1

    def again(self, served: Served) -> None:
        """Do what an import that failed asks for: upload the same again, which completes it."""
        for id_, state in _jobs(served).items():
            if state == "failed" and id_ in self.jobs:
                self.upload(served, self.jobs.pop(id_))

    def upload(self, served: Served, brings: dict[str, str]) -> None:
        """Upload a file of articles."""
        rows = (json.dumps({"id": id_, "text": text}) for id_, text in brings.items())
        head = 'Content-Disposition: form-data; name="files"; filename="{}.jsonl"'
        name = next(iter(brings))
        body = "\r\n".join(["--x", head.format(name), "", "\n".join(rows), "--x--", ""])
        self.sent |= set(brings)
        status, said = served.send("POST", f"{_BASE}/imports", body.encode(), _FORM)
        if status != 202:
            raise RuntimeError(said.decode())
        self.jobs[json.loads(said)["id"]] = brings

    def _waiting(self, served: Served) -> int:
        _, said = served.send("GET", "/api/v1/jobs")
        return sum(one["state"] in ("waiting", "running") for one in json.loads(said)["items"])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = _parser().parse_args(argv)
    try:
        numbers = measure(options.folder, kills=options.kills, seed=options.seed)
    except RuntimeError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(numbers, ensure_ascii=False, indent=1) if options.json else table(numbers))
    return 0 if not numbers["lost"] and numbers["late starts"] == 0 else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.service_kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--folder", type=Path, default=Path(".work/kills"), help="scratch, made anew"
    )
    parser.add_argument("--json", action="store_true")
    return parser


def measure(folder: Path, *, kills: int, seed: int = 0) -> dict[str, Any]:
    """Return the numbers by name; ``folder`` is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    draw, found = random.Random(seed), _Found()
    writers = [_Writer(name, random.Random(f"{seed}{name}")) for name in "ab"]
    importer = _Importer()
    while found.killed.total() < kills:
        _round(folder, draw, found, writers, importer)
        print(f"{found.killed.total()}/{kills}, {len(found.lost)} lost", file=sys.stderr)
    served = _started(folder, found, writers, importer)
    until(lambda: not _open_jobs(served))
    _check(served, folder, found, writers, importer)
    served.close()
    return {
        "kills of the service": found.killed["service"],
        "kills of an import": found.killed["import"],
        "acknowledged": dict(sorted(found.acknowledged.items())),
        "articles at the end": sum(map(len, importer.jobs.values())) + _count(writers),
        "lost": len(found.lost),
        "first lost": found.lost[:5],
        "slowest start s": round(max(found.starts), 2),
        "middle start s": round(sorted(found.starts)[len(found.starts) // 2], 2),
        "middle start cpu s": round(sorted(found.cpu)[len(found.cpu) // 2], 2),
        "late starts": sum(seconds > _IN_TIME for seconds in found.starts),
    }


def _round(
    folder: Path,
    draw: random.Random,
    found: _Found,
    writers: Sequence[_Writer],
    importer: _Importer,
) -> None:
    """Start, check, write, and kill at random moments: an import or not, then the service."""
    served = _started(folder, found, writers, importer)
    stop = threading.Event()
    with ThreadPoolExecutor(len(writers) + 1) as pool:
        jobs = [*(one.write for one in writers), importer.write]
        working = [pool.submit(job, served, stop, found.acknowledged) for job in jobs]
        try:
            if draw.random() < _IMPORTS:
                _kill_import(served, draw, found)
                importer.again(served)
            if draw.random() < _READY:
                until(lambda: served.send("GET", "/readyz")[0] == 200)
            time.sleep(draw.uniform(0, _LATEST))
        finally:
            served.process.kill()
            stop.set()
            found.killed["service"] += 1
            served.close()
    for one in working:
        one.result()


def _kill_import(served: Served, draw: random.Random, found: _Found) -> None:
    """Wait for an import, kill its process at a random moment, and wait until that is noticed."""
    until(lambda: _child(served))
    time.sleep(draw.uniform(0, _LATEST_IMPORT))
    if child := _child(served):
        child.kill()
        found.killed["import"] += 1
        until(lambda: (now := _child(served)) is None or now.pid != child.pid)


def _child(served: Served) -> psutil.Process | None:
    """Return the process that imports; None if there is none now."""
    try:
        children = psutil.Process(served.process.pid).children()
        return next((one for one in children if "add" in one.cmdline()), None)
    except psutil.NoSuchProcess:
        return None


def _started(
    folder: Path, found: _Found, writers: Sequence[_Writer], importer: _Importer
) -> Served:
    """Start the service, wait until it serves, check what is there."""
    keys = {"KANBAO_KEYS": str(folder / "keys.json")}
    served = Served(folder / "archive", "--create", env=keys)
    until(lambda: served.send("GET", f"{_BASE}/search?arms=sparse&q=x")[0] == 200)
    found.starts.append(time.monotonic() - served.began)
    found.cpu.append(sum(psutil.Process(served.process.pid).cpu_times()[:2]))
    _check(served, folder, found, writers, importer)
    return served


def _check(
    served: Served,
    folder: Path,
    found: _Found,
    writers: Sequence[_Writer],
    importer: _Importer,
) -> None:
    with Archive.open(folder / "archive", create=False) as archive:
        found.lost += archive.verify().problems
    jobs = _jobs(served)
    _, said = served.send("GET", f"{_BASE}/articles.jsonl")
    rows = map(json.loads, said.decode().splitlines())
    there: dict[str, str] = {row["id"]: row["text"] for row in rows}
    for writer in writers:
        for id_, may in writer.known.items():
            if there.get(id_) not in may:
                found.lost.append(f"{id_}: {there.get(id_)!r} is none of {may}")
            writer.known[id_] = (there.get(id_),)
    for id_, brings in importer.jobs.items():
        if id_ not in jobs:
            found.lost.append(f"import {id_}: forgotten")
        for article, text in brings.items():
            is_due = jobs.get(id_) == "done"
            if there.get(article, text) != text or (is_due and article not in there):
                found.lost.append(f"import {id_}: {article} is {there.get(article)!r}")
    wanted = {*(id_ for one in writers for id_ in one.known), *importer.sent}
    found.lost += [f"{id_}: nobody's" for id_ in there if id_ not in wanted]


def _jobs(served: Served) -> dict[str, str]:
    _, said = served.send("GET", "/api/v1/jobs")
    return {one["id"]: one["state"] for one in json.loads(said)["items"]}


def _open_jobs(served: Served) -> list[str]:
    return [id_ for id_, state in _jobs(served).items() if state in ("waiting", "running")]


def _count(writers: Sequence[_Writer]) -> int:
    return sum(may != (None,) for one in writers for may in one.known.values())


def _text(id_: str, edition: int) -> str:
    return f"云岭市第{id_}号通告，第{edition}次修订：集市照常，共{edition % 97}摊。"


if __name__ == "__main__":
    sys.exit(main())
