"""Speed and memory: ``python -m eval.bench.speed ARTICLES.jsonl... --questions QUESTIONS.jsonl``.

Adds articles to a fresh archive and asks it questions, one by one. Prints a Markdown table, and
with ``--json`` a JSON object. The embedder's raw speed is measured on the passages of a sample
of the same articles, cut and batched as the archive does it, in the same process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import shutil
import sys
import time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.jsonl import read_jsonl
from qa import Archive, KanbaoError, read_articles
from qa.defaults import default_embedder, default_generator
from qa.search.chunks import Chunking
from qa.search.encode import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.interfaces import Embedder
    from qa.records import Article

__all__ = ["main", "measure", "passages", "percentiles", "seconds_of", "table", "timed"]

SAMPLE = 1000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        articles = list(
            islice((a for path in options.articles for a in read_articles(path)), options.limit)
        )
        questions = [line.text("question") for line in read_jsonl(options.questions)]
        random.Random(0).shuffle(questions)
        numbers = measure(articles, questions[: options.count], folder=options.folder)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(numbers, ensure_ascii=False, indent=1) if options.json else table(numbers))
    return 0


def measure(
    articles: Sequence[Article], questions: Sequence[str], *, folder: Path
) -> dict[str, Any]:
    """Return the numbers by name; the archive in ``folder`` is made anew."""
    embedder, generator = default_embedder(), default_generator()
    shutil.rmtree(folder, ignore_errors=True)
    raw = _raw_speed(articles, embedder)
    with Archive.open(folder, embedder=embedder, generator=generator) as archive:
        adding = seconds_of(lambda: archive.add(articles))
        archive.search(questions[0])  # builds the index, loads what is loaded once
        archive.ask(questions[0])
        searches = timed("search", archive.search, questions)
        asks = timed("ask", archive.ask, questions)
    characters = sum(len(article.text) for article in articles)
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "articles": len(articles),
        "characters": characters,
        "add characters/s": round(characters / adding),
        "embedder characters/s": round(raw),
        "add / embedder": round(characters / adding / raw, 3),
        "archive MB": round(sum(p.stat().st_size for p in folder.iterdir()) / 1e6, 1),
        "questions": len(questions),
        **searches,
        **asks,
        "peak memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _raw_speed(articles: Sequence[Article], embedder: Embedder) -> float:
    """Return characters of article text a second, its chunks embedded and nothing else done.

    Chunks overlap and have their title in front, so the embedder reads more characters than that.
    """
    sample = random.Random(0).sample(list(articles), min(SAMPLE, len(articles)))
    texts = passages(sample, embedder)
    seconds = seconds_of(lambda: embedder.embed_passages(texts))
    return sum(len(article.text) for article in sample) / seconds


def passages(articles: Sequence[Article], embedder: Embedder) -> list[str]:
    """Return what an archive gives the embedder of these articles, in its order."""
    texts: list[str] = []
    encode(articles, embedder=_Recorder(embedder, texts), chunking=Chunking())
    return texts


class _Recorder:
    """An embedder that notes the passages it is given instead of embedding them."""

    def __init__(self, embedder: Embedder, passages: list[str]) -> None:
        self._embedder, self._passages = embedder, passages

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        self._passages += texts
        vectors = np.zeros((len(texts), self._embedder.dimension), dtype=np.float32)
        vectors[:, 0] = 1
        return vectors


def seconds_of(act: Callable[[], object]) -> float:
    """Return how long a call takes, in seconds."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def timed(name: str, act: Callable[[str], object], questions: Sequence[str]) -> dict[str, float]:
    """Call ``act`` with each question; return the :func:`percentiles` of the calls.

    Of the clock, and of the processor: all threads of this process, and nobody else's work.
    """
    clock, processor = [], []
    for question in questions:
        began = time.process_time()
        clock.append(seconds_of(partial(act, question)))
        processor.append(time.process_time() - began)
    return {**percentiles(name, clock), **percentiles(f"{name}, cpu", processor)}


def percentiles(name: str, seconds: Sequence[float]) -> dict[str, float]:
    """Return p50 and p95 of some calls in milliseconds, under their names; of no calls 0."""
    p50, p95 = np.percentile(seconds, [50, 95]) * 1000 if seconds else (0, 0)
    return {f"{name} p50 ms": round(float(p50), 1), f"{name} p95 ms": round(float(p95), 1)}


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().split("\n") if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def table(numbers: dict[str, Any]) -> str:
    """Return the numbers as a Markdown table."""
    rows = [f"| {name} | {value} |" for name, value in numbers.items()]
    return "\n".join(["| what | value |", "|---|---|", *rows])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.speed", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="JSONL archives or pages")
    parser.add_argument("--questions", type=Path, required=True, help="JSONL with 'question'")
    parser.add_argument("--limit", type=int, default=20000, help="articles to add (20000)")
    parser.add_argument("--count", type=int, default=200, help="questions to ask (200)")
    parser.add_argument("--folder", type=Path, default=Path(".work/speed"), help="scratch archive")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
