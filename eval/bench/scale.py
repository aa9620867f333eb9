"""How cost grows: ``python -m eval.bench.scale ARTICLES.jsonl... --questions Q.jsonl``.

For each size an archive of that many articles, in the order of the files, and of the questions'
own contexts is filled below the folder (what is there already is used; a run that was stopped
goes on) and measured in a process of its own. With ``--vectors ARCHIVE`` passages that are not in
that archive get vectors simulated from its own (:mod:`eval.bench.simulate`), they are not embedded;
texts, questions and everything else are real. ``--simulate`` adds a size of which only the index
file is made, all its vectors above the largest archive's simulated. Prints a Markdown table with
growth exponents (slopes of log value over log articles), with ``--json`` a JSON object; with
``--out`` both and a plot go there. Start it twice if the disk's cache is to be warm.
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
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from eval.bench.simulate import Simulated, read_vectors, simulated
from eval.bench.speed import percentiles, seconds_of, timed
from eval.datasets import article_of
from eval.jsonl import read_jsonl
from qa import Archive, KanbaoError, read_articles
from qa.defaults import default_embedder, default_generator
from qa.records import Where
from qa.search.encode import embed
from qa.search.index import Index
from qa.search.query import as_queries
from qa.search.retrieve import Fusion, retrieve
from qa.search.vectors import Mapped, Plan, write_vectors
from qa.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder, Generator
    from qa.records import Article

    Models = Callable[[], tuple[Embedder, Generator]]

__all__ = [
    "Plot",
    "Task",
    "apart",
    "date_filters",
    "default_models",
    "exponents",
    "main",
    "measure",
    "memory",
    "save",
    "slope",
    "table",
]

_BLOCK = 32_768
_HALF = "search, later half"
_EXACT = 50  # questions that are also searched exactly where all is simulated
_GROWING = ("search p50 ms", "ask p50 ms", "dense p50 ms", "sparse p50 ms", "memory MB")

Numbers = dict[str, Any]
Plot = dict[str, tuple[list[float], list[float]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is measured: ``questions`` are (question, context) pairs, ``asks`` of them are asked.

    ``vectors`` is the archive whose vectors are used and simulated from; None: all is embedded.
    """

    articles: tuple[Path, ...]
    questions: tuple[tuple[str, str], ...]
    folder: Path
    vectors: Path | None = None
    asks: int = 30
    plan: Plan = field(default_factory=Plan)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    if options.simulate and not options.vectors:
        print("错误：--simulate needs --vectors", file=sys.stderr)
        return 2
    try:
        task = Task(
            articles=tuple(options.articles),
            questions=tuple(_questions(options.questions, options.count)),
            folder=options.folder,
            vectors=options.vectors,
            asks=options.asks,
        )
        columns = measure(task, sizes=sorted(options.sizes), simulate=options.simulate)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    if options.out:
        save(columns, options.out)
    print(_json(columns) if options.json else table(columns))
    return 0


def default_models() -> tuple[Embedder, Generator]:
    """Return the models of the package; each process loads its own."""
    return default_embedder(), default_generator()


def measure(
    task: Task, *, sizes: Sequence[int], simulate: int = 0, models: Models = default_models
) -> list[Numbers]:
    """Return the numbers of each size by name, ascending; see the module for what they are."""
    task.folder.mkdir(parents=True, exist_ok=True)
    columns, before = [], None
    for size in sizes:
        folder = task.folder / str(size)
        filled = apart(_fill, task, size, before, models)
        columns.append(filled | apart(_measure, task, folder, models))
        before = folder
    if simulate and before and task.vectors:
        made = apart(_simulate, task, simulate, columns[-1], models)
        columns.append(made | apart(_measure_file, task, made, models))
    return columns


def apart(job: Callable[..., Numbers], *args: Any) -> Numbers:
    """Return what ``job`` returns in a process of its own: so its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(job, *args).result()


def _fill(task: Task, size: int, before: Path | None, models: Models) -> Numbers:
    """Fill an archive, starting with a copy of the next smaller one, and build its index."""
    folder, done = task.folder / str(size), task.folder / f"{size}.json"
    if done.exists():
        numbers: Numbers = json.loads(done.read_text("utf-8"))
        if numbers.get("questions") == len(task.questions):
            return numbers
    if before and not folder.exists():
        copy = task.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(before, copy, ignore=shutil.ignore_patterns("vectors*"))
        copy.rename(folder)
    embedder, _ = models()
    if task.vectors:
        embedder = Simulated(embedder, *read_vectors(task.vectors))
    with Archive.open(folder, embedder=embedder) as archive:
        contexts = {article.id: article for article in _contexts(task)}
        archive.add(contexts.values())
        archive.add(islice(chain.from_iterable(map(read_articles, task.articles)), size))
        numbers = {"articles": len(archive), "questions": len(task.questions)}
    (folder / "vectors.faiss").unlink(missing_ok=True)
    with closing(Store(folder, create=False)) as store, store.snapshot() as view:
        index = Index(folder, plan=task.plan)
        queries = embed(embedder, [task.questions[0][0]], queries=True)
        numbers |= {
            "chunks": view.count(),
            "index build s": round(seconds_of(lambda: index.search(view, queries, k=1)), 1),
        }
        index.save()
    done.write_text(json.dumps(numbers), "utf-8")
    return numbers


def _measure(task: Task, folder: Path, models: Models) -> Numbers:
    loading = time.perf_counter()
    embedder, generator = models()
    loading = time.perf_counter() - loading
    questions = [question for question, _ in task.questions]
    embed(embedder, questions[:1], queries=True)
    opening = time.perf_counter()
    with Archive.open(folder, embedder=embedder, generator=generator) as archive:
        archive.search(questions[0])
        first = time.perf_counter() - opening
        archive.ask(questions[0])
        answered = time.perf_counter() - opening
        for question in questions[:5]:  # the disk's cache
            archive.search(question)
        asked = questions[: task.asks]
        times = timed("search", archive.search, questions) | timed("ask", archive.ask, asked)
        count, held = len(archive), memory()
        for name, where in date_filters(folder).items():
            times |= timed(name, partial(archive.search, where=where), asked)
    return {
        "models s": round(loading, 2),
        "open, first search s": round(first, 2),
        "open, first answer s": round(answered, 2),
        **times,
        **_arms(task, folder, embedder),
        **held,
        "bytes per article": round(sum(p.stat().st_size for p in folder.iterdir()) / count),
        "index bytes per article": round((folder / "vectors.faiss").stat().st_size / count),
    }


def date_filters(folder: Path) -> dict[str, Where]:
    """Return filters by date that the later half of the dated articles pass, and one day's."""
    with closing(Store(folder, create=False)) as store, store.snapshot() as view:
        dates = view.dates()
    if not dates:
        return {}
    day = sorted(dates)[len(dates) // 2]
    return {
        _HALF: Where(since=day),
        "search, one day": Where(since=day, until=day),
    }


def _arms(task: Task, folder: Path, embedder: Embedder) -> Numbers:
    """Measure each arm by itself, and what it loses by not looking at everything."""
    questions = [question for question, _ in task.questions]
    queries = embed(embedder, questions, queries=True)
    index, dense, sparse = Index(folder, plan=task.plan), [], []
    found: dict[str, list[bool]] = {"bounded": [], "whole": []}
    with closing(Store(folder, create=False)) as store, store.snapshot() as view:

        def words(question: str, postings: int) -> list[str]:
            (hits,) = retrieve(
                as_queries([question]),
                view=view,
                index=index,
                vectors=None,
                arms=("sparse",),
                fusion=Fusion(postings=postings),
            )
            return [hit.chunk.article_id for hit in hits]

        near = index.search(view, queries, k=10)
        best = index.search(view, queries, k=10, exact=True)
        recalls = {"index recall@10": _recall(near, best)}
        if half := date_filters(folder).get(_HALF):
            kept = view.numbers(half)
            near, best = (
                index.search(view, queries, k=10, allowed=kept, exact=all_)
                for all_ in (False, True)
            )
            recalls["index recall@10, later half"] = _recall(near, best)
        for place, (question, context) in enumerate(task.questions):
            query = queries[place : place + 1]
            dense.append(seconds_of(lambda q=query: index.search(view, q, k=100)))  # type: ignore[misc]
            sparse.append(seconds_of(lambda q=question: words(q, Fusion().postings)))  # type: ignore[misc]
            own = article_of(context).id
            for name, postings in (("bounded", Fusion().postings), ("whole", sys.maxsize)):
                found[name].append(own in words(question, postings))
    return {
        **percentiles("dense", dense),
        **percentiles("sparse", sparse),
        **recalls,
        "sparse recall@10": round(float(np.mean(found["bounded"])), 4),
        "sparse recall@10, all words": round(float(np.mean(found["whole"])), 4),
    }


def _simulate(task: Task, size: int, largest: Numbers, models: Models) -> Numbers:
    """Write the index file of an archive of ``size`` articles; return what it has."""
    path = task.folder / f"{size}.vectors"
    count = round(size * largest["chunks"] / largest["articles"])
    numbers: Numbers = {"articles": size, "chunks": count, "simulated": True}
    if not path.exists():
        assert task.vectors  # noqa: S101 (measure has seen to it)
        _, real = read_vectors(task.vectors)
        temporary, began = path.with_suffix(".tmp"), time.perf_counter()
        with temporary.open("wb") as file:
            write_vectors(file, lambda: _stream(real, count), plan=task.plan)
        temporary.replace(path)
        numbers["index build s"] = round(time.perf_counter() - began, 1)
    return numbers


def _stream(
    real: NDArray[np.float32], count: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Yield ``count`` vectors in blocks: the real ones, then simulated ones, always the same."""
    for start in range(0, count, _BLOCK):
        numbers = np.arange(start, min(start + _BLOCK, count))
        picks = np.random.default_rng(start).integers(0, 1 << 40, (len(numbers), 3))
        made = simulated(real, picks)
        own = numbers < len(real)
        made[own] = real[numbers[own]]
        yield numbers, made


def _measure_file(task: Task, made: Numbers, models: Models) -> Numbers:
    path = task.folder / f"{made['articles']}.vectors"
    # The models are gone when the memory is measured: it is that of the index.
    queries = embed(models()[0], [question for question, _ in task.questions], queries=True)
    with path.open("rb") as file:
        mapped = Mapped(file)
    mapped.nearest(queries[:5], 100, None, task.plan)
    places = range(len(queries))
    times = [
        seconds_of(lambda i=i: mapped.nearest(queries[i : i + 1], 100, None, task.plan))  # type: ignore[misc]
        for i in places
    ]
    held = memory()
    some = queries[:_EXACT]
    near = mapped.nearest(some, 10, None, task.plan)
    return {
        **percentiles("dense", times),
        "index recall@10": _recall(near, mapped.exact(some, 10, None)),
        **held,
        "index bytes per article": round(path.stat().st_size / made["articles"]),
    }


def _recall(
    near: Sequence[list[tuple[int, float]]], best: Sequence[list[tuple[int, float]]]
) -> float:
    """Return which part of the nearest was found; another one as near as the last is as good."""
    parts = [
        sum(score >= exact[-1][1] - 1e-6 for _, score in found) / len(exact)
        for found, exact in zip(near, best, strict=True)
    ]
    return round(float(np.mean(parts)), 4)


def memory() -> Numbers:
    """Return what this process holds, without and with what is mapped and in the disk's cache."""
    now = psutil.Process().memory_info()
    own, mapped = round((now.rss - now.shared) / 1e6), round(now.rss / 1e6)
    return {"memory MB": own, "memory with mapped files MB": mapped}


def exponents(columns: Sequence[Numbers]) -> dict[str, float]:
    """Return the slope of log value over log articles of each number that grows."""
    return {
        name: round(slope(sizes, values), 2) for name, (sizes, values) in _lines(columns).items()
    }


def slope(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return the exponent by which values grow with sizes."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def _lines(columns: Sequence[Numbers]) -> Plot:
    lines: Plot = {}
    for name in _GROWING:
        # The models are in memory with archives only: an index by itself is no point of that line.
        have = [
            c for c in columns if c.get(name, 0) > 0 and not (c.get("simulated") and "MB" in name)
        ]
        if len(have) > 1:
            lines[name] = ([c["articles"] for c in have], [c[name] for c in have])
    return lines


def _named(lines: Plot) -> Plot:
    """Return the lines with their exponents in their names."""
    return {f"{name[:-3]}: n^{slope(*line):.2f}": line for name, line in lines.items()}


def table(columns: Sequence[Numbers]) -> str:
    """Return a Markdown table, a column a size, the exponents last."""
    names = list(dict.fromkeys(name for column in columns for name in column))
    names.remove("articles")
    slopes = exponents(columns)
    heads = [
        f"{column['articles']:,}{' (index, simulated)' if column.get('simulated') else ''}"
        for column in columns
    ]
    rows = [
        f"| {name} | {' | '.join(str(c.get(name, '')) for c in columns)} | {slopes.get(name, '')} |"
        for name in names
        if name != "simulated"
    ]
    head = f"| articles | {' | '.join(heads)} | exponent |"
    return "\n".join([head, f"|---{'|---' * (len(columns) + 1)}|", *rows])


def save(columns: Sequence[Numbers], folder: Path) -> None:
    """Write ``scale.md`` and ``scale.json``, of several sizes also the plot ``scale.svg``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scale.md").write_text(f"{table(columns)}\n", "utf-8")
    (folder / "scale.json").write_text(f"{_json(columns)}\n", "utf-8")
    times = {name: line for name, line in _lines(columns).items() if name.endswith("ms")}
    if times:
        from eval.plots import growth_plot

        (folder / "scale.svg").write_text(growth_plot(_named(times), "milliseconds"), "utf-8")


def _json(columns: Sequence[Numbers]) -> str:
    result = {"sizes": columns, "exponents": exponents(columns)}
    return json.dumps(result, ensure_ascii=False, indent=1)


def _questions(paths: Sequence[Path], count: int) -> list[tuple[str, str]]:
    """Return ``count`` questions and their contexts, as many of each file."""
    found = []
    for path in paths:
        lines = [(line.text("question"), line.text("context")) for line in read_jsonl(path)]
        random.Random(0).shuffle(lines)
        found.append(lines[: -(-count // len(paths))])
    return [pair for row in zip(*found, strict=False) for pair in row][:count]


def _contexts(task: Task) -> Iterator[Article]:
    return (article_of(context) for _, context in task.questions)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.scale", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="JSONL archives or pages")
    parser.add_argument(
        "--questions", type=Path, nargs="+", required=True, help="JSONL: 'question', 'context'"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 35_000, 139_000], help="articles"
    )
    parser.add_argument("--simulate", type=int, default=0, help="articles of a simulated index")
    parser.add_argument("--vectors", type=Path, help="archive with vectors of such articles")
    parser.add_argument("--count", type=int, default=200, help="questions to search for (200)")
    parser.add_argument("--asks", type=int, default=30, help="questions to ask (30)")
    parser.add_argument("--folder", type=Path, default=Path(".work/scale"), help="archives, kept")
    parser.add_argument("--out", type=Path, help="folder for scale.md, scale.json and scale.svg")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
