"""Adding spread over processes and Ray: ``python -m eval.bench.spread --articles 300 --workers 2``.

Articles are made of a few dozen pairs of characters, with lengths as of news, and added to a fresh
archive: in line, by worker processes, and by actors of a Ray cluster of this machine, each way in a
process of its own. Workers are begun, and models loaded, by some articles more that are not
counted. Seconds of the processor are those of all processes together, so that other programs on the
machine disturb them little; memory is what they have together, shared pages counted once, sampled.

Prints a Markdown table, and with ``--json`` a JSON object. ``--one WAY`` measures one way here.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from typing import TYPE_CHECKING, Any

import psutil

from qa import Archive, Article, InLine, Processes, Ray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qa import Spread

__all__ = ["main", "measure"]

WAYS: Mapping[str, Callable[[int], Spread]] = {
    "in line": lambda _: InLine(),
    "processes": Processes,
    "ray": lambda workers: Ray("local", workers),
}
_PAIRS = (
    "工程项目建成通车大桥水库学校医院居民记者昨日今年投资万元完成推进建设农村小麦收购价格上涨下降会议"
    "召开指出全市各县干部群众参加活动开放参观人数超过去年同期增长环境治理河流水质改善检测结果显示"
)
_PARAGRAPHS = (2, 3, 5, 8, 12)
_WARM = 40  # articles a worker: more than one share each
_PAUSE = 0.5


def made(count: int) -> Iterator[Article]:
    """Yield so many articles, the same ones each time."""
    draw = random.Random(0)

    def sentence() -> str:
        places = draw.choices(range(0, len(_PAIRS), 2), k=draw.randint(7, 18))
        return "".join(_PAIRS[place : place + 2] for place in places) + "。"

    def paragraph() -> str:
        return "".join(sentence() for _ in range(draw.randint(2, 6)))

    for number in range(count):
        text = "\n".join(paragraph() for _ in range(draw.choice(_PARAGRAPHS)))
        yield Article(id=f"made-{number}", title=sentence()[:-1], text=text)


def measure(way: str, *, count: int, workers: int) -> dict[str, float]:
    """Return the numbers of one way, by name."""
    articles = made(count + _WARM * workers)
    with tempfile.TemporaryDirectory() as folder, WAYS[way](workers) as spread:
        begun = time.perf_counter()
        with Archive.open(folder) as archive:
            archive.add(islice(articles, _WARM * workers), spread=spread)
            warm = time.perf_counter() - begun
            several = list(articles)
            memory = _Memory()
            before, begun = _processor_seconds(), time.perf_counter()
            archive.add(several, spread=spread)
            seconds, busy = time.perf_counter() - begun, _processor_seconds() - before
            peak = memory.stop()
    characters = sum(len(article.text) for article in several)
    return {
        "articles": count,
        "characters": characters,
        "characters/s": round(characters / seconds),
        "characters/s of one processor": round(characters / busy),
        "seconds to begin": round(warm, 1),
        "memory MB": round(peak),
    }


def _processes() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def _processor_seconds() -> float:
    total = 0.0
    for process in _processes():
        try:
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += used.user + used.system
    return total


class _Memory(threading.Thread):
    """Samples the memory of this process and those that it began."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._peak, self._done = 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        """Sample until stopped."""
        while not self._done.wait(_PAUSE):
            self._peak = max(self._peak, sum(map(_megabytes, _processes())))

    def stop(self) -> float:
        """Return the most that there was, in MB."""
        self._done.set()
        self.join()
        return self._peak


def _megabytes(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / 1e6
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0.0


def table(numbers: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a Markdown table, a row a way."""
    names = list(next(iter(numbers.values())))
    rows = [
        f"| {way} | {' | '.join(str(x) for x in row.values())} |" for way, row in numbers.items()
    ]
    return "\n".join([f"| way | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|", *rows])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.spread", description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--one", choices=list(WAYS))
    parser.add_argument("--json", action="store_true")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; return 0."""
    options = _parser().parse_args(argv)
    sizes = ["--articles", str(options.articles), "--workers", str(options.workers)]
    if options.one:
        print(json.dumps(measure(options.one, count=options.articles, workers=options.workers)))
        return 0
    numbers = {}
    for way in options.ways:
        command = [sys.executable, "-m", "eval.bench.spread", "--one", way, *sizes]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        numbers[way] = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps(numbers, ensure_ascii=False) if options.json else table(numbers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
