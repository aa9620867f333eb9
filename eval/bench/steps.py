"""A side of :mod:`eval.bench.before_after` at work: ``python steps.py ARTICLES QUESTIONS FOLDER``.

Run by its path with another commit's packages, so it uses only what every commit has. It loads the
models, then does what each line of its input says, an act and a number, and prints a line of JSON:

``embed`` ``add``       a batch of articles: its passages are embedded and no more, or it is added
``search`` ``ask``      a question
``headline`` ``summary``  an article's; a summary is of 1,000 characters
``size``                what there is: numbers of all acts, memory, the embedder's operations

An act's answer is its time in seconds: of the processor (all threads, user and system), of the
clock.
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

import qa
from eval.bench.speed import passages
from qa import Archive, read_articles
from qa.defaults import default_embedder, default_generator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.interfaces import Embedder
    from qa.records import Article

__all__ = ["cost", "main"]

_BATCH = 32  # articles added at once
_LONG = 1000  # characters of a text to summarise
_TEXTS = 5  # how many are given a headline and a summary

Acts = dict[str, list["Callable[[], object]"]]


def main(argv: Sequence[str]) -> int:
    """Do what standard input says until it ends; return 0."""
    articles, questions, folder = map(Path, argv)
    rows = list(read_articles(articles))
    asked = json.loads(questions.read_text("utf-8"))
    embedder, generator = default_embedder(), default_generator()
    shutil.rmtree(folder, ignore_errors=True)
    with Archive.open(folder, embedder=embedder, generator=generator) as archive:
        batches = [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
        read = [passages(batch, embedder) for batch in batches]
        acts: Acts = {
            "embed": [partial(embedder.embed_passages, texts) for texts in read],
            "add": [partial(archive.add, batch) for batch in batches],
            "search": [partial(archive.search, question) for question in asked["search"]],
            "ask": [partial(archive.ask, question) for question in asked["ask"]],
            "headline": [partial(archive.summarize, a, kind="headline") for a in rows[:_TEXTS]],
            "summary": [partial(archive.summarize, a, kind="summary") for a in _long(rows)],
        }
        for line in sys.stdin:
            act, number = line.split()
            answer = _size(acts, rows, read, embedder) if act == "size" else None
            print(json.dumps(answer or _timed(acts[act][int(number)])), flush=True)
    return 0


def _size(
    acts: Acts, rows: Sequence[Article], read: Sequence[Sequence[str]], embedder: Embedder
) -> dict[str, object]:
    config = Path(qa.__file__).parents[1] / "models" / "pretrained" / "embedder" / "config.json"
    lengths = [length for texts in read for length in embedder.count_tokens(texts)]
    return {
        "acts": {name: len(some) for name, some in acts.items()},
        "characters": sum(len(article.text) for article in rows),
        "operations": cost(lengths, **json.loads(config.read_text("utf-8"))),
        "peak MB": _peak(),
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


def _peak() -> float:
    """Return the most memory this process has held, in 10^6 bytes (Linux)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
