"""What :mod:`eval.bench.before_after` measures, a process each: ``python steps.py index|warm ...``.

Run by its path with another commit's packages, so it uses only what every commit has. Prints one
JSON object. Times are of the processor (``cpu``: all threads, user and system) and of the clock
(``wall``), in milliseconds or as characters a second of the processor.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import qa
from eval.bench.speed import passages
from qa import Archive, read_articles
from qa.defaults import default_embedder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.records import Article

__all__ = ["cost", "index", "main", "warm"]

_LONG = 1000  # characters of a text to summarise
_TEXTS = 5  # how many are given a headline and a summary


def main(argv: Sequence[str]) -> int:
    """Do one step: its name and the paths of its inputs; return 0."""
    paths = [Path(path) for path in argv[1:]]
    numbers = index(*paths) if argv[0] == "index" else warm(*paths)
    numbers["peak MB"] = _peak()
    print(json.dumps(numbers))
    return 0


def index(articles: Path, folder: Path) -> dict[str, float]:
    """Fill an archive anew; beside it the embedder alone reads the same passages.

    ``GFLOPS`` are the operations of the embedder's matrix products, 10^9 a second of the processor.
    """
    rows = list(read_articles(articles))
    embedder = default_embedder()
    texts = passages(rows, embedder)
    embedder.embed_passages(texts[:16])  # what is made once is made here
    shutil.rmtree(folder, ignore_errors=True)
    characters = sum(len(article.text) for article in rows)
    with Archive.open(folder, embedder=embedder) as archive:
        alone = _timed(lambda: embedder.embed_passages(texts))
        adding = _timed(lambda: archive.add(rows))
    config = Path(qa.__file__).parents[1] / "models" / "pretrained" / "embedder" / "config.json"
    operations = cost(embedder.count_tokens(texts), **json.loads(config.read_text("utf-8")))
    return {
        "characters": characters,
        "add characters/s": characters / adding[0],
        "embedder characters/s": characters / alone[0],
        "add / embedder": alone[0] / adding[0],
        "GFLOPS": operations / adding[0] / 1e9,
        "archive MB": sum(path.stat().st_size for path in folder.iterdir()) / 1e6,
    }


def cost(
    lengths: Sequence[int],
    *,
    hidden_size: int,
    intermediate_size: int,
    num_hidden_layers: int,
    **_: object,
) -> float:
    """Return the operations of a BERT's matrix products, two a multiplication, of such texts."""
    tokens, pairs = sum(lengths), sum(length * length for length in lengths)
    layer = 4 * hidden_size**2 + 2 * hidden_size * intermediate_size
    return 2.0 * num_hidden_layers * (tokens * layer + 2 * pairs * hidden_size)


def warm(articles: Path, questions: Path, folder: Path) -> dict[str, float]:
    """Ask an archive all questions, and write headlines and summaries, in one process."""
    asked: dict[str, list[str]] = json.loads(questions.read_text("utf-8"))
    rows = list(read_articles(articles))
    with Archive.open(folder) as archive:
        archive.search(asked["search"][0])  # builds the index, loads what is loaded once
        archive.ask(asked["search"][0])
        archive.summarize(rows[0], kind="headline")
        acts: dict[str, list[Callable[[], object]]] = {
            "search": [partial(archive.search, question) for question in asked["search"]],
            "ask": [partial(archive.ask, question) for question in asked["ask"]],
            "headline": [partial(archive.summarize, a, kind="headline") for a in rows[:_TEXTS]],
            "summary": [partial(archive.summarize, a, kind="summary") for a in _long(rows)],
        }
        times = {name: [_timed(act) for act in some] for name, some in acts.items()}
    return dict(item for name, some in times.items() for item in _percentiles(name, some).items())


def _long(articles: Sequence[Article]) -> list[Article]:
    """Return texts of 1,000 characters: of long articles, or of all, one after another."""
    found = [article for article in articles if len(article.text) >= _LONG][:_TEXTS]
    whole = "\n".join(article.text for article in articles)
    found = found or [replace(articles[0], text=whole)]
    return [replace(article, text=article.text[:_LONG], origin=None) for article in found]


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Return a call's seconds: of the processor, of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - cpu, time.perf_counter() - wall


def _percentiles(name: str, seconds: Sequence[tuple[float, float]]) -> dict[str, float]:
    points = np.percentile(np.array(seconds), [50, 95], axis=0) * 1000
    return {
        f"{name} p{share} {clock} ms": float(points[row, column])
        for row, share in enumerate((50, 95))
        for column, clock in enumerate(("cpu", "wall"))
    }


def _peak() -> float:
    """Return the most memory this process has held, in 10^6 bytes (Linux)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
