"""Readers beside a writer: ``python -m eval.bench.soak ARTICLES.jsonl... --minutes 10``.

Processes of one thread each search and ask while another adds, replaces and deletes. Every hit and
citation is compared with the article it names, in the edition that was there: what differs, or was
deleted before the question was put, is an error. Prints a Markdown table, and with ``--json`` a
JSON object. Exit codes: 0 no error, 1 errors, 2 it could not be run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil
import torch

from eval.bench.speed import percentiles, table
from qa import Archive, Field, KanbaoError, read_articles
from qa.defaults import default_embedder, default_generator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa.interfaces import Embedder, Generator
    from qa.records import Article

    Models = Callable[[], tuple[Embedder, Generator]]

__all__ = ["default_models", "main", "measure"]

_EDITIONS = ("", "（更正）", "（本报综合消息）")  # what an edition has in front of its text
_ABSENT, _CHANGING, _STATES = 3, 4, 5  # what else an article's state may be
_BATCH = 8
_PAUSE = 0.1
_WARM = 0.2  # of the time: then everything is loaded, and memory is measured first

Quote = tuple[str, int, str]  # article id, start, text

_states: Any = ()


@dataclass(slots=True, kw_only=True)
class _Record:
    """What one process did and found; seconds of each call, bytes of memory and of the log."""

    writes: int = 0
    quotes: int = 0
    search: list[float] = field(default_factory=list)
    ask: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    log: list[int] = field(default_factory=lambda: [0])


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    options = _parser().parse_args(argv)
    try:
        found = (a for path in options.articles for a in read_articles(path) if a.title.strip())
        articles = list(islice(found, options.limit))
        seconds = options.minutes * 60
        numbers = measure(articles, folder=options.folder, readers=options.readers, seconds=seconds)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(numbers, ensure_ascii=False, indent=1) if options.json else table(numbers))
    return 1 if numbers["errors"] else 0


def default_models() -> tuple[Embedder, Generator]:
    """Return the models of the package; each process loads its own."""
    return default_embedder(), default_generator()


def measure(
    articles: Sequence[Article],
    *,
    folder: Path,
    readers: int,
    seconds: float,
    models: Models = default_models,
) -> dict[str, Any]:
    """Return the numbers by name; the archive in ``folder`` is made anew."""
    context = multiprocessing.get_context("spawn")
    shutil.rmtree(folder, ignore_errors=True)
    embedder, _ = models()
    with Archive.open(folder, embedder=embedder) as archive:
        archive.add(articles)
    states = context.Array("Q", len(articles))
    with ProcessPoolExecutor(
        readers + 1, mp_context=context, initializer=_share, initargs=(states,)
    ) as pool:
        running = [
            pool.submit(job, articles, folder, models, seconds, seed)
            for seed, job in enumerate([_write] + [_read] * readers)
        ]
        records = [future.result() for future in running]
    with Archive.open(folder) as archive:
        problems = archive.verify().problems
    errors = [*(line for record in records for line in record.errors), *problems]
    memory = np.array([record.memory for record in records]).sum(axis=0)
    return {
        "articles": len(articles),
        "reader processes": readers,
        "seconds": seconds,
        "writes": sum(record.writes for record in records),
        "quotes compared": sum(record.quotes for record in records),
        "errors": len(errors),
        "first errors": errors[:5],
        **_times("search", [x for record in records for x in record.search]),
        **_times("ask", [x for record in records for x in record.ask]),
        "memory when warm MB": round(memory[0] / 1e6),
        "memory at the end MB": round(memory[1] / 1e6),
        "memory growth %": round(100 * (memory[1] / memory[0] - 1), 1),
        "longest write-ahead log MB": round(max(records[0].log) / 1e6, 1),
    }


def _share(states: Any) -> None:
    """Begin a process: where many compute at once, several threads each would hinder each other."""
    global _states
    _states = states
    torch.set_num_threads(1)


def _read(
    articles: Sequence[Article], folder: Path, models: Models, seconds: float, seed: int
) -> _Record:
    """Search and ask with titles until the time is over."""
    draw, record = random.Random(seed), _Record()
    places = {article.id: place for place, article in enumerate(articles)}
    embedder, generator = models()
    with Archive.open(folder, embedder=embedder, generator=generator) as archive:
        for _ in _until(seconds, record):
            kind, title = draw.choice(("search", "ask")), draw.choice(articles).title[:100]
            before, began = _states[:], time.perf_counter()
            quotes = _searched(archive, title) if kind == "search" else _asked(archive, title)
            getattr(record, kind).append(time.perf_counter() - began)
            record.quotes += len(quotes)
            record.errors += _wrong(quotes, articles, places, before, _states[:])
    return record


def _write(
    articles: Sequence[Article], folder: Path, models: Models, seconds: float, seed: int
) -> _Record:
    """Replace, delete and add again until the time is over."""
    draw, record, log = random.Random(seed), _Record(), folder / "archive.sqlite-wal"
    embedder, _ = models()
    with Archive.open(folder, embedder=embedder) as archive:
        for _ in _until(seconds, record):
            places = draw.sample(range(len(articles)), min(_BATCH, len(articles)))
            state = draw.choice((*range(len(_EDITIONS)), _ABSENT))
            _set(places, _CHANGING)
            if state == _ABSENT:
                archive.delete([articles[place].id for place in places])
            else:
                archive.add([_edition(articles[place], state) for place in places])
            _set(places, state)
            record.writes += 1
            record.log.append(log.stat().st_size)
            time.sleep(_PAUSE)
    return record


def _until(seconds: float, record: _Record) -> Iterator[None]:
    """Yield until the time is over; note the memory when warm and at the end."""
    began, process = time.monotonic(), psutil.Process()
    while (passed := time.monotonic() - began) < seconds:
        if not record.memory and passed > _WARM * seconds:
            record.memory.append(process.memory_info().rss)
        yield
    rss = process.memory_info().rss
    record.memory = [*(record.memory or [rss]), rss]


def _set(places: Iterable[int], state: int) -> None:
    """Note the articles' state. It is also counted, so that a change there and back is seen."""
    for place in places:
        _states[place] = (_states[place] // _STATES + 1) * _STATES + state


def _edition(article: Article, state: int) -> Article:
    return replace(article, text=_EDITIONS[state] + article.text)


def _searched(archive: Archive, text: str) -> list[Quote]:
    return [(h.chunk.article_id, h.chunk.start, h.chunk.text) for h in archive.search(text)]


def _asked(archive: Archive, text: str) -> list[Quote]:
    answer = archive.ask(text)
    hits = [(h.chunk.article_id, h.chunk.start, h.chunk.text) for h in answer.hits]
    cited = [c for c in answer.citations if c.field is Field.TEXT]  # titles never change here
    return hits + [(c.article_id, c.start, c.quote) for c in cited]


def _wrong(
    quotes: Sequence[Quote],
    articles: Sequence[Article],
    places: dict[str, int],
    before: Sequence[int],
    after: Sequence[int],
) -> Iterator[str]:
    """Yield a line for each article whose quotes do not all stand in one edition it had then."""
    for id_ in {id_ for id_, _, _ in quotes}:
        place, state = places[id_], before[places[id_]] % _STATES
        still = state != _CHANGING and before[place] == after[place]
        possible = [edition for edition in range(len(_EDITIONS)) if edition == state or not still]
        texts = [_EDITIONS[edition] + articles[place].text for edition in possible]
        own = [(start, quote) for other, start, quote in quotes if other == id_]
        if not any(all(text.startswith(quote, start) for start, quote in own) for text in texts):
            yield f"{id_}: {own[0]} stands in none of its editions {possible}"


def _times(name: str, seconds: Sequence[float]) -> dict[str, float]:
    return {f"{name} calls": len(seconds), **percentiles(name, seconds)}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.soak", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="JSONL archives or pages")
    parser.add_argument("--limit", type=int, default=2000, help="articles to add (2000)")
    parser.add_argument("--readers", type=int, default=8, help="reading processes (8)")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long (10)")
    parser.add_argument("--folder", type=Path, default=Path(".work/soak"), help="scratch archive")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
