"""Several archives read as one, beside one: ``python -m eval.bench.federation ARCHIVE``.

For each size the same articles are put into one archive and, divided by year, into ``--shards``
archives below the folder (what is there already is used); each of both is measured in a process
of its own. The articles are simulated, as millions cannot be embedded here: each is two
sentences drawn from ARCHIVE, one chunk, its vector simulated from ARCHIVE's
(:mod:`eval.bench.simulate`); near-duplicates are not looked for. Questions, their vectors and all
that is measured are real. Prints a Markdown table with growth exponents, with ``--json`` a JSON
object; with ``--out`` both go there. CPU milliseconds are a search's mean; where other programs run
beside it they say more than those of the clock.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import random
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.bench.scale import apart, default_models, memory, slope
from eval.bench.simulate import read_vectors, simulated
from eval.bench.speed import percentiles, seconds_of
from eval.jsonl import read_jsonl
from qa import Archive, ArchiveError, KanbaoError
from qa.records import Article, Span, Where
from qa.search.encode import embed
from qa.search.index import Index
from qa.search.vectors import Plan
from qa.store import Entry, Store, content_hash
from qa.store.rows import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder, Generator
    from qa.store import Recipe, Writer

    Models = Callable[[], tuple[Embedder, Generator]]

__all__ = ["Task", "main", "measure", "table"]

_BLOCK = 10_000
_SENTENCES = 2
_PICKS = 3  # real vectors of which one is simulated
_SHORT, _LONG = 12, 120  # characters of a sentence that is drawn
_FIRST_YEAR = 2000
_SOURCES = ("东报", "西报", "南报", "北报")
_GROWING = (
    *(
        "search p50 ms",
        "search CPU ms",
        "search, one month CPU ms",
        "words CPU ms",
        "vectors CPU ms",
    ),
    *("memory MB", "GB"),
)
_SAME = 1e-4  # scores that differ less are as good

Numbers = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is measured: ``real`` is the archive with vectors, of which others are simulated."""

    real: Path
    questions: tuple[str, ...]
    folder: Path
    shards: int = 8
    processes: int = 2
    plan: Plan = field(default_factory=Plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pool:
    """Sentences and real vectors, of which articles are made."""

    sentences: tuple[str, ...]
    words: tuple[str, ...]
    vectors: NDArray[np.float32]
    recipe: Recipe


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        task = Task(
            real=options.archive,
            questions=tuple(_questions(options.questions, options.count)),
            folder=options.folder,
            shards=options.shards,
            processes=options.processes,
        )
        columns = measure(task, sizes=sorted(options.sizes), keep=options.keep)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "federation.md").write_text(f"{table(columns)}\n", "utf-8")
        (options.out / "federation.json").write_text(f"{_json(columns)}\n", "utf-8")
    print(_json(columns) if options.json else table(columns))
    return 0


def measure(
    task: Task, *, sizes: Sequence[int], keep: bool = True, models: Models = default_models
) -> list[Numbers]:
    """Return the numbers of one archive and of several, of each size; see the module.

    Without ``keep`` the archives of a size are deleted when they are measured.
    """
    columns: list[Numbers] = []
    for size in sizes:
        folder = task.folder / str(size)
        filled = _fill(task, size)
        one, several = [folder / "one"], _shards(task, size)
        found: dict[str, Any] = {}
        for name, folders in (("one", one), ("several", several)):
            numbers = apart(_measure, task, folders, models)
            found[name] = numbers.pop("found")
            columns.append({"articles": size, "archives": len(folders)} | filled[name] | numbers)
        columns[-1]["same best ten"] = _same(found["one"], found["several"])
        _say(f"{size}: {columns[-2:]}")
        if not keep:
            shutil.rmtree(folder)
    return columns


def _shards(task: Task, size: int) -> list[Path]:
    return [task.folder / str(size) / f"{_FIRST_YEAR + n}" for n in range(task.shards)]


def _fill(task: Task, size: int) -> dict[str, Numbers]:
    """Fill one archive, and several, with the same articles."""
    done = task.folder / f"{size}.json"
    if done.exists() and (task.folder / str(size)).exists():
        numbers: dict[str, Numbers] = json.loads(done.read_text("utf-8"))
        return numbers
    each = size // task.shards
    jobs = [(task.folder / str(size) / "one", 0, each * task.shards)]
    jobs += [(path, n * each, (n + 1) * each) for n, path in enumerate(_shards(task, size))]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(task.processes, mp_context=context) as processes:
        one, *several = processes.map(partial(_write, task, each), *zip(*jobs, strict=True))
    numbers = {
        "one": one,
        "several": {name: round(sum(part[name] for part in several), 3) for name in one},
    }
    done.write_text(json.dumps(numbers), "utf-8")
    return numbers


def _write(task: Task, each: int, folder: Path, start: int, end: int) -> Numbers:
    """Make an archive of the articles ``[start, end)``, ``each`` a year; an old one is deleted."""
    shutil.rmtree(folder, ignore_errors=True)
    pool, began = _pool(task.real), time.perf_counter()
    with closing(Store(folder, create=True)) as store:
        years = ((year, year + each) for year in range(start, end, each))
        blocks = (
            (n, min(n + _BLOCK, last)) for first, last in years for n in range(first, last, _BLOCK)
        )
        for block in blocks:
            with store.write() as writer:
                writer.claim(pool.recipe)
                _put(writer, pool, *block, each)
    writing = time.perf_counter() - began
    with closing(Store(folder, create=False)) as store, store.snapshot() as view:
        index = Index(folder, plan=task.plan)
        began = time.perf_counter()
        index.search(view, pool.vectors[:1], k=1)
        index.save()
    return {
        "writing s": round(writing, 1),
        "index build s": round(time.perf_counter() - began, 1),
        "GB": round(sum(path.stat().st_size for path in folder.iterdir()) / 1e9, 3),
    }


def _put(writer: Writer, pool: _Pool, start: int, end: int, each: int) -> None:
    """Put articles with their chunks, the same whichever archive they are for.

    Each ends with a sentence's end, so its words are those of its sentences: found once for all.
    """
    vectors = simulated(pool.vectors, _draws(start, end - start, "vectors"))
    texts = _draws(start, end - start, "texts")[:, :_SENTENCES] % len(pool.sentences)
    entries, words = [], []
    for place, picks in enumerate(texts.tolist(), start):
        year, rest = divmod(place, each)
        article = Article(
            id=f"n{place:08}",
            title="",
            text="".join(pool.sentences[pick] for pick in picks),
            date=dt.date(_FIRST_YEAR + year, 1, 1) + dt.timedelta(rest * 365 // each),
            source=_SOURCES[place % len(_SOURCES)],
        )
        entries.append(
            Entry(
                article=article,
                content_hash=content_hash(article),
                chunks=(),
                vectors=(),
                signature=None,
            )
        )
        words.append(" ".join(pool.words[pick] for pick in picks))
    ids = writer.put(entries).ids
    writer.insert_rows(
        [
            (number, Span(start=0, end=len(entry.article.text)), vector.tobytes(), found)
            for number, entry, vector, found in zip(
                sorted(writer.article_numbers(ids)), entries, vectors, words, strict=True
            )
        ]
    )


def _draws(start: int, count: int, what: str) -> NDArray[np.int64]:
    """Return random numbers, (count, ``_PICKS``), that depend on ``what`` and the first alone."""
    seed = np.random.SeedSequence([len(what), start])
    return np.random.default_rng(seed).integers(0, 1 << 40, (count, _PICKS))


def _pool(real: Path) -> _Pool:
    with closing(Store(real, create=False)) as store, store.snapshot() as view:
        recipe = view.recipe()
        texts = [article.text for article in view.all_articles()]
    sentences = sorted(
        {
            f"{part}。"
            for text in texts
            for part in text.replace("\n", "").split("。")
            if _SHORT <= len(part) <= _LONG
        }
    )
    if recipe is None or not sentences:
        raise ArchiveError(f"{real}: has no articles to simulate others from: add some")
    _, vectors = read_vectors(real)
    return _Pool(
        sentences=tuple(sentences),
        words=tuple(tokens("", sentence) for sentence in sentences),
        vectors=vectors,
        recipe=recipe,
    )


def _measure(task: Task, folders: Sequence[Path], models: Models) -> Numbers:
    embedder, _ = models()
    queries = task.questions
    embed(embedder, queries[:1], queries=True)
    opening = time.perf_counter()
    with (
        Archive.open(folders[0], create=False, embedder=embedder)
        if len(folders) == 1
        else Archive.federate(folders, embedder=embedder)
    ) as archive:
        opened = time.perf_counter() - opening
        archive.search(queries[0])
        first = time.perf_counter() - opening
        for query in islice(queries, 1, 6):  # the disk's cache
            archive.search(query)
        times: dict[str, float] = {}
        for name, options in _searches(task):
            worked = time.process_time()
            found = [seconds_of(lambda q=q, o=options: archive.search(q, **o)) for q in queries]  # type: ignore[misc]
            worked = (time.process_time() - worked) * 1000 / len(queries)
            times |= percentiles(name, found) | {f"{name} CPU ms": round(worked, 1)}
        best = [[(hit.chunk.article_id, hit.score) for hit in archive.search(q)] for q in queries]
    return {
        "open s": round(opened, 2),
        "open, first search s": round(first, 2),
        **times,
        **memory(),
        "found": best,
    }


def _searches(task: Task) -> Iterator[tuple[str, dict[str, Any]]]:
    middle = _FIRST_YEAR + task.shards // 2
    yield "search", {}
    yield "words", {"arms": ("sparse",)}
    yield "vectors", {"arms": ("dense",)}
    yield "search, later half", {"where": Where(since=dt.date(middle, 1, 1))}
    month = Where(since=dt.date(middle, 3, 1), until=dt.date(middle, 3, 31))
    yield "search, one month", {"where": month}
    yield "search, one day", {"where": Where(since=month.since, until=month.since)}


def _same(one: Sequence[Any], several: Sequence[Any]) -> float:
    """Return which part of one archive's best ten several have too, or others as good."""
    parts = [
        sum(score >= ours[-1][1] - _SAME for _, score in theirs) / len(ours)
        for ours, theirs in zip(one, several, strict=True)
        if ours
    ]
    return round(float(np.mean(parts)), 4)


def exponents(columns: Sequence[Numbers]) -> dict[str, dict[str, float]]:
    """Return the slope of log value over log articles, of one archive and of several."""
    slopes: dict[str, dict[str, float]] = {}
    for name, several in (("one", False), ("several", True)):
        own = [column for column in columns if (column["archives"] > 1) == several]
        if len(own) > 1:
            sizes = [column["articles"] for column in own]
            grown = [what for what in _GROWING if all(column[what] > 0 for column in own)]
            slopes[name] = {
                what: round(slope(sizes, [column[what] for column in own]), 2) for what in grown
            }
    return slopes


def table(columns: Sequence[Numbers]) -> str:
    """Return a Markdown table, a column an archive or several, the exponents last."""
    names = list(dict.fromkeys(name for column in columns for name in column))
    slopes = exponents(columns)
    ends = [f" exponent, {name} |" for name in slopes]
    rows = [
        f"| {name} | {' | '.join(str(column.get(name, '')) for column in columns)} |"
        + "".join(f" {slopes[which].get(name, '')} |" for which in slopes)
        for name in names
        if name not in ("articles", "archives")
    ]
    heads = [f"{column['articles']:,} in {column['archives']}" for column in columns]
    head = f"| articles | {' | '.join(heads)} |{''.join(ends)}"
    return "\n".join([head, f"|---{'|---' * (len(columns) + len(slopes))}|", *rows])


def _json(columns: Sequence[Numbers]) -> str:
    result = {"sizes": columns, "exponents": exponents(columns)}
    return json.dumps(result, ensure_ascii=False, indent=1)


def _questions(paths: Sequence[Path], count: int) -> list[str]:
    found = [line.text("question") for path in paths for line in read_jsonl(path)]
    random.Random(0).shuffle(found)
    return found[:count]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.federation", description=__doc__)
    parser.add_argument("archive", type=Path, help="a real archive, to simulate others from")
    parser.add_argument(
        "--questions", type=Path, nargs="+", required=True, help="JSONL with 'question'"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[120_000, 480_000, 2_000_000], help="articles"
    )
    parser.add_argument("--shards", type=int, default=8, help="archives read as one (8)")
    parser.add_argument("--count", type=int, default=100, help="questions to search for (100)")
    parser.add_argument("--processes", type=int, default=2, help="processes that fill (2)")
    parser.add_argument(
        "--folder", type=Path, default=Path(".work/federation"), help="for the archives"
    )
    parser.add_argument("--keep", action="store_true", help="do not delete them")
    parser.add_argument("--out", type=Path, help="folder for federation.md and federation.json")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
