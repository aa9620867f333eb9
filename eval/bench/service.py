"""A service under load: ``python -m eval.bench.service ARCHIVE --clients 32 --seconds 300``.

Starts ``kanbao serve`` on an archive and asks it as its users would: one at a time, with others
waiting, and all at once. What is asked are the titles of its articles. Prints two Markdown tables,
what it should reach and all numbers, and with ``--json`` a JSON object of the numbers. Exit codes:
0 no error, 1 errors (a 503 is none), 2 it could not be run.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import select
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psutil

from eval.bench.served import Served, until
from eval.bench.speed import percentiles, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["main", "measure"]

_BASE = "/api/v1/archives/news"
_KINDS = ("words", "words", "words", "search", "ask", "list")  # what a client asks for, drawn
PAGES: tuple[str, ...] = ("/a/news/articles", "/a/news/search?q={title}", "/status")
"""Addresses of pages, drawn as one more kind; ``{title}`` stands for an article's title."""
_BESIDE = ("words", "search", "page")  # what is asked for while answers are computed
_WAITING = 8
_UNTIMED = 3  # requests of each kind before any is timed
_ROUNDS = 3  # in which so many ask at once
_WARM = 0.2  # of the time: then memory is measured first

_ALL = (*_KINDS, "page")


class Client:
    """Someone who asks a service; counts what comes back and how long each kind took."""

    def __init__(self, served: Served, titles: Sequence[str], seed: int = 0) -> None:
        self._served = served
        self._titles = titles
        self._draw = random.Random(seed)
        self.seconds: dict[str, list[float]] = {kind: [] for kind in _ALL}
        self.statuses: Counter[str] = Counter()

    def ask(self, kind: str) -> None:
        """Ask for something of a kind; a refused place in the queue is not timed."""
        began = time.perf_counter()
        status, _ = self._served.send("GET", self._path(kind))
        self.statuses[str(status)] += 1
        if status == 200:
            self.seconds[kind].append(time.perf_counter() - began)

    def go_on(self, kinds: Sequence[str], stop: threading.Event) -> None:
        """Ask for things of these kinds until told to stop."""
        while not stop.is_set():
            try:
                self.ask(self._draw.choice(kinds))
            except OSError as error:
                self.statuses[type(error).__name__] += 1

    def _path(self, kind: str) -> str:
        title = quote(self._draw.choice(self._titles)[:100])
        return {
            "words": f"{_BASE}/search?arms=sparse&q={title}",
            "search": f"{_BASE}/search?q={title}",
            "ask": f"{_BASE}/answers?q={title}",
            "list": f"{_BASE}/articles?limit=20",
            "page": self._draw.choice(PAGES).format(title=title),
        }[kind]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = _parser().parse_args(argv)
    try:
        with closing(Served(options.archive)) as served:
            until(lambda: served.send("GET", "/readyz")[0] == 200)
            numbers = measure(
                served, clients=options.clients, seconds=options.seconds, each=options.each
            )
    except RuntimeError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(numbers, ensure_ascii=False, indent=1))
    else:
        print(f"{_aims(numbers)}\n\n{table(numbers)}")
    return 1 if numbers["errors"] else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.service", description=__doc__)
    parser.add_argument("archive", type=Path, help="folder of an archive")
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=300.0, help="of the mixed load")
    parser.add_argument("--each", type=int, default=20, help="requests of each kind, alone")
    parser.add_argument("--json", action="store_true")
    return parser


def measure(served: Served, *, clients: int, seconds: float, each: int) -> dict[str, Any]:
    """Return the numbers by name, of a service that is ready."""
    process = psutil.Process(served.process.pid)
    _, page = served.send("GET", f"{_BASE}/articles?limit=200")
    titles = [item["title"] for item in json.loads(page)["items"] if item["title"].strip()]
    if not titles:
        raise RuntimeError("the archive has no article with a title: give another one")
    alone, warm = Client(served, titles), Client(served, titles, 1)
    for kind in dict.fromkeys(_ALL):
        for _ in range(_UNTIMED):
            warm.ask(kind)
        for _ in range(each):
            alone.ask(kind)
    together = [Client(served, titles, seed) for seed in range(50, 50 + _WAITING)]
    with ThreadPoolExecutor(_WAITING) as pool:
        for _ in range(_ROUNDS):
            list(pool.map(lambda one: one.ask("ask"), together))
    crowd = [Client(served, titles, seed) for seed in range(1, 2 + _WAITING)]
    beside = Client(served, titles)
    with _at_work(crowd, ("ask",)):
        until(lambda: number(served, "kanbao_queue") >= _WAITING // 2)
        for _ in range(each):
            for kind in _BESIDE:
                beside.ask(kind)
        freed = [_leave(served, titles[0]) for _ in range(5)]
        until(lambda: all(one.statuses.total() >= 2 for one in crowd))
    mixed = [Client(served, titles, seed) for seed in range(100, 100 + clients)]
    with _at_work(mixed, _ALL):
        time.sleep(_WARM * seconds)
        before = process.memory_info().rss
        time.sleep((1 - _WARM) * seconds)
        after = process.memory_info().rss
    statuses: Counter[str] = Counter()
    for one in (warm, alone, beside, *together, *crowd, *mixed):
        statuses.update(one.statuses)
    waited = [second for one in crowd for second in one.seconds["ask"]]
    at_once = [second for one in together for second in one.seconds["ask"]]
    return {
        **_times("alone: ", alone.seconds),
        **_times("lane busy: ", {kind: beside.seconds[kind] for kind in _BESIDE}),
        **_times(f"{_WAITING} at once: ", {"ask": at_once}),
        **_times(f"{_WAITING} waiting: ", {"ask": waited}),
        "a place is free after s": round(max(freed), 3),
        **_times(f"{clients} clients: ", _joined(mixed)),
        f"{clients} clients: requests/s": round(sum(map(_count, mixed)) / seconds, 1),
        "memory when warm MB": round(before / 1e6),
        "memory at the end MB": round(after / 1e6),
        "memory growth %": round(100 * (after / before - 1), 1),
        "statuses": dict(sorted(statuses.items())),
        "errors": sum(count for status, count in statuses.items() if status not in ("200", "503")),
    }


def _aims(numbers: dict[str, Any]) -> str:
    """Return a table of what the service should reach, and whether it did."""
    rows = (
        ("errors other than 503", numbers["errors"], 0),
        (
            "word search p50 while models work / alone",
            _ratio(numbers, "lane busy: words", "words"),
            2,
        ),
        ("search p50 while models work / alone", _ratio(numbers, "lane busy: search", "search"), 2),
        ("page p50 while models work / alone", _ratio(numbers, "lane busy: page", "page"), 2),
        ("ask p50 of 8 at once / alone", _ratio(numbers, f"{_WAITING} at once: ask", "ask"), 8),
        (
            f"ask p50 behind {_WAITING} others all the time / alone",
            _ratio(numbers, f"{_WAITING} waiting: ask", "ask"),
            _WAITING,
        ),
        ("memory growth %", numbers["memory growth %"], 3),
        ("a place is free after its client left, s", numbers["a place is free after s"], 0.2),
    )
    lines = ["| aim | at most | measured | |", "|---|---|---|---|"]
    for name, value, most in rows:
        lines.append(f"| {name} | {most} | {value:.3g} | {'✓' if value <= most else '✗'} |")
    return "\n".join(lines)


def _ratio(numbers: dict[str, Any], name: str, kind: str) -> float:
    one = numbers[f"alone: {kind} p50 ms"]
    return float(numbers[f"{name} p50 ms"] / one) if one else float("inf")


def number(served: Served, name: str) -> float:
    """Return one of the service's own numbers."""
    _, text = served.send("GET", "/metrics")
    found = re.search(rf"^{name} (\S+)$", text.decode(), re.MULTILINE)
    if found is None:
        raise RuntimeError(f"/metrics has no {name}")
    return float(found[1])


@contextmanager
def _at_work(clients: Sequence[Client], kinds: Sequence[str]) -> Iterator[None]:
    stop = threading.Event()
    with ThreadPoolExecutor(len(clients)) as pool:
        try:
            working = [pool.submit(client.go_on, kinds, stop) for client in clients]
            yield
        finally:
            stop.set()
    for one in working:
        one.result()


_NOTICED = 10.0  # seconds, much more than the service needs to see that a client left


def _leave(served: Served, title: str) -> float:
    """Ask, wait to be queued, leave; return the seconds until the service noticed."""
    before, pause = number(served, "kanbao_given_up"), 0.2  # on its way into the queue
    while True:
        connection = http.client.HTTPConnection(served.address)
        connection.request("GET", f"{_BASE}/answers?q={quote(title[:100])}")
        is_answered = select.select([connection.sock], [], [], pause)[0]
        connection.close()
        began = time.perf_counter()
        if not is_answered:
            with suppress(RuntimeError):  # it was answered at that very moment
                until(lambda: number(served, "kanbao_given_up") > before, patience=_NOTICED)
                return time.perf_counter() - began
        pause /= 2  # the answer was quicker: nobody left


def _joined(clients: Sequence[Client]) -> dict[str, list[float]]:
    kinds = dict.fromkeys(_ALL)
    return {kind: [x for one in clients for x in one.seconds[kind]] for kind in kinds}


def _count(client: Client) -> int:
    return client.statuses.total()


def _times(of: str, seconds: dict[str, list[float]]) -> dict[str, float]:
    made: dict[str, float] = {}
    for kind, taken in seconds.items():
        made |= percentiles(f"{of}{kind}", taken)
    return made


if __name__ == "__main__":
    sys.exit(main())
