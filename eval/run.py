"""Run a suite: examples to rows, in worker threads or processes, going on where a kill left off."""

from __future__ import annotations

import math
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import psutil

from eval.datasets import Example, read_predictions
from eval.errors import RunError, ScoreError, SuiteError
from eval.manifest import (
    FILE,
    Manifest,
    cores,
    describe,
    gone_on,
    make_manifest,
    read_manifest,
    same_run,
    save_manifest,
)
from eval.rows import Row, RowFile
from eval.tasks.registry import check_suite, kind_of

if TYPE_CHECKING:
    from eval.setup import Options, Setup
    from eval.suite import Suite, TaskSpec

__all__ = ["run_suite"]

OpenSetup = Callable[[], "Setup"]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is to do."""

T = TypeVar("T")
_local = threading.local()


def run_suite(
    suite: Suite,
    folder: Path,
    *,
    open_setup: OpenSetup,
    options: Options,
    limit: int | None = None,
    workers: int = 1,
    command: str = "",
    progress: Progress = lambda _, __, ___: None,
    other_code: bool = False,
) -> None:
    """Score every example of every task and system of a suite that has no row yet.

    ``open_setup`` is called once in each worker; with several it must be picklable. An example that
    raises is written down as unscored. Raises :class:`RunError` if ``folder`` has another run, or
    if a worker died (what is done is kept). A run made by other code is another run, unless
    ``other_code`` allows it; its manifest then names both.
    """
    check_suite(suite)
    if limit is not None:
        if limit < 1:
            raise SuiteError(f"limit is {limit}: an empty set cannot be scored")
        tasks = tuple(replace(t, limit=min(limit, t.limit or limit)) for t in suite.tasks)
        suite = replace(suite, tasks=tasks)
    examples = {spec.name: list(kind_of(spec).load(spec)) for spec in suite.tasks}
    predictions = {
        (spec.name, system): read_predictions(path, ids=[one.id for one in examples[spec.name]])
        for spec in suite.tasks
        for system, path in spec.predictions
    }
    folder.mkdir(parents=True, exist_ok=True)
    with _workers(workers) as pool:
        manifest = make_manifest(
            suite,
            examples={name: len(found) for name, found in examples.items()},
            limit=limit,
            options=options,
            models=_result(pool.submit(_describe, open_setup)),
            command=command,
        )
        manifest = _claim(folder, manifest, other_code=other_code)
        for spec in suite.tasks:
            manifest = _prepare(pool, folder, manifest, spec, open_setup, progress)
            for system in spec.systems:
                work = pool, open_setup
                _score_all(folder, spec, system, examples[spec.name], work, progress)
            for system, _ in spec.predictions:
                texts = predictions[spec.name, system]
                _score_texts(folder, spec, system, texts, examples[spec.name])


def _claim(folder: Path, manifest: Manifest, *, other_code: bool) -> Manifest:
    if (folder / FILE).exists():
        there = read_manifest(folder)
        same_run(there, manifest, folder, other_code=other_code)
        manifest = gone_on(there, manifest)
        save_manifest(folder, manifest)
        return manifest
    if any(folder.iterdir()):
        raise RunError(f"{folder}: is neither empty nor a run: choose another folder with --out")
    save_manifest(folder, manifest)
    return manifest


def _prepare(
    pool: Executor,
    folder: Path,
    manifest: Manifest,
    spec: TaskSpec,
    open_setup: OpenSetup,
    progress: Progress,
) -> Manifest:
    """Build the task's archive where it needs one, and note what is in it."""
    if not kind_of(spec).searches or spec.name in manifest.archives:
        return manifest
    progress(f"{spec.name}: archive", 0, 0)
    made = _result(pool.submit(_build, open_setup, spec))
    manifest = replace(manifest, archives={**manifest.archives, spec.name: made})
    save_manifest(folder, manifest)
    return manifest


def _score_all(
    folder: Path,
    spec: TaskSpec,
    system: str,
    examples: Sequence[Example],
    work: tuple[Executor, OpenSetup],
    progress: Progress,
) -> None:
    pool, open_setup = work
    with _rows(folder, spec, system, examples) as rows:
        rest = [example for example in examples if example.id not in rows.done]
        waiting = {pool.submit(_work, open_setup, spec, system, one): one for one in rest}
        done, what = len(examples) - len(rest), f"{spec.name}: {system}"
        progress(what, done, len(examples))
        try:
            for future in as_completed(waiting):
                rows.append(_row(future, waiting[future]))
                done += 1
                progress(what, done, len(examples))
        finally:
            for future in waiting:
                future.cancel()


def _score_texts(
    folder: Path,
    spec: TaskSpec,
    system: str,
    texts: Mapping[str, str],
    examples: Sequence[Example],
) -> None:
    """Score the texts of a predictions file, by the examples' ids."""
    kind = kind_of(spec)
    with _rows(folder, spec, system, examples) as rows:
        for example in examples:
            if example.id not in rows.done and kind.prediction_of:
                prediction = kind.prediction_of(texts[example.id])
                rows.append(_scored(spec, example, prediction, seconds=0.0))


@contextmanager
def _rows(
    folder: Path, spec: TaskSpec, system: str, examples: Sequence[Example]
) -> Iterator[RowFile]:
    path = folder / "rows" / f"{spec.name}.{system}.jsonl"
    rows = RowFile(path)
    try:
        strange = sorted(rows.done - {example.id for example in examples})
        if strange:
            raise RunError(
                f"{path}: {len(strange)} rows are of no example of the suite, the first "
                f"{strange[0]!r}: choose another folder with --out"
            )
        yield rows
    finally:
        rows.close()


def _row(future: Future[Row], example: Example) -> Row:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor) or not isinstance(error, Exception):
        raise RunError("a worker died: run the same command again to go on") from error
    said = f"{type(error).__name__}: {error}".splitlines()[0]
    return Row(id=example.id, group=example.group, scores=None, error=said)


def _work(open_setup: OpenSetup, spec: TaskSpec, system: str, example: Example) -> Row:
    setup, make = _setup(open_setup), kind_of(spec).systems[system]
    start = time.perf_counter()
    prediction = make(setup, spec, example)
    return _scored(spec, example, prediction, seconds=time.perf_counter() - start)


def _scored(spec: TaskSpec, example: Example, prediction: object, *, seconds: float) -> Row:
    kind = kind_of(spec)
    scores = {
        **kind.score(example, prediction),
        "seconds": seconds,
        "memory": psutil.Process().memory_info().rss / 2**20,
    }
    for name, value in scores.items():
        if not math.isfinite(value):
            raise ScoreError(f"the score {name} of example {example.id!r} is {value}")
    detail = kind.detail(example, prediction)
    return Row(id=example.id, group=example.group, scores=scores, detail=detail)


def _describe(open_setup: OpenSetup) -> dict[str, Any]:
    return describe(_setup(open_setup))


def _build(open_setup: OpenSetup, spec: TaskSpec) -> dict[str, Any]:
    setup = _setup(open_setup)
    setup.build(spec)
    setup.close()  # so that the index is on the disk before other workers open it
    return setup.state(spec)


def _setup(open_setup: OpenSetup) -> Setup:
    if not hasattr(_local, "setup"):
        _end_with_parent()
        _local.setup = open_setup()
    setup: Setup = _local.setup
    return setup


def _end_with_parent() -> None:
    """Let a worker process end when its parent is killed; it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _workers(count: int) -> Iterator[Executor]:
    """Yield a pool: a thread for one worker, else processes (a model is busy on all of one)."""
    if count < 1:
        raise RunError(f"{count} workers: at least 1 is needed")
    pool: Executor
    if count == 1:
        pool = ThreadPoolExecutor(1)
    else:
        pool = ProcessPoolExecutor(
            count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_share_cores,
            initargs=(count,),
        )
    try:
        yield pool
    finally:
        if count == 1:
            pool.submit(_close)
        pool.shutdown(cancel_futures=count > 1)


def _share_cores(workers: int) -> None:
    """Keep the models of this process to its share of the cores; set before torch is loaded.

    Threads that outnumber the cores wait for one another in busy loops and do next to nothing else.
    """
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, cores() // workers)))


def _close() -> None:
    if hasattr(_local, "setup"):
        _local.setup.close()
        del _local.setup


def _result(future: Future[T]) -> T:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise RunError("a worker died: run the same command again to go on") from error
