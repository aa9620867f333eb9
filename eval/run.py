"""Run a suite: examples to rows, here or in workers, going on where a kill left off."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import psutil

from eval.datasets import Example, read_predictions
from eval.errors import RunError, ScoreError, SuiteError
from eval.manifest import (
    FILE,
    Manifest,
    describe,
    gone_on,
    make_manifest,
    read_manifest,
    same_run,
    save_manifest,
)
from eval.rows import Row, RowFile
from eval.tasks.registry import check_suite, kind_of
from qa.spread import InLine

if TYPE_CHECKING:
    from eval.setup import Options, Setup
    from eval.suite import Suite, TaskSpec
    from qa.spread import Spread

__all__ = ["run_suite"]

OpenSetup = Callable[[], "Setup"]
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is to do."""


def run_suite(
    suite: Suite,
    folder: Path,
    *,
    open_setup: OpenSetup,
    options: Options,
    limit: int | None = None,
    spread: Spread | None = None,
    command: str = "",
    progress: Progress = lambda _, __, ___: None,
    other_code: bool = False,
) -> None:
    """Score every example of every task and system of a suite that has no row yet.

    ``spread`` says where (None: here); ``open_setup`` is called once in each of its workers, which
    all find ``folder``. An example that raises is written down as unscored. Raises
    :class:`RunError` if ``folder`` has another run, :class:`WorkerError` if workers end again and
    again (what is done is kept). A run made by other code is another run, unless
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
    with _opened(open_setup, spread or InLine()) as pool:
        manifest = make_manifest(
            suite,
            examples={name: len(found) for name, found in examples.items()},
            limit=limit,
            options=options,
            models=pool.do(_Describe()),
            command=command,
        )
        manifest = _claim(folder, manifest, other_code=other_code)
        for spec in suite.tasks:
            manifest = _prepare(pool, folder, manifest, spec, progress)
            archive = manifest.archives.get(spec.name)
            for system in spec.systems:
                jobs = partial(_Score, spec, system, archive)
                _score_all(pool, jobs, folder, spec, system, examples[spec.name], progress)
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
    pool: _Pool,
    folder: Path,
    manifest: Manifest,
    spec: TaskSpec,
    progress: Progress,
) -> Manifest:
    """Build the task's archive where it needs one, and note what is in it."""
    if not kind_of(spec).searches or spec.name in manifest.archives:
        return manifest
    progress(f"{spec.name}: archive", 0, 0)
    made = pool.do(_Build(spec))
    manifest = replace(manifest, archives={**manifest.archives, spec.name: made})
    save_manifest(folder, manifest)
    return manifest


def _score_all(
    pool: _Pool,
    job: Callable[[Example], _Score],
    folder: Path,
    spec: TaskSpec,
    system: str,
    examples: Sequence[Example],
    progress: Progress,
) -> None:
    with _rows(folder, spec, system, examples) as rows:
        rest = [example for example in examples if example.id not in rows.done]
        done, what = len(examples) - len(rest), f"{spec.name}: {system}"
        progress(what, done, len(examples))
        for row in pool.map(map(job, rest)):
            rows.append(row)
            done += 1
            progress(what, done, len(examples))


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


class _Job(Protocol):
    """What a worker does with its setup."""

    def __call__(self, setup: Setup) -> Any:
        """Do it."""


class _Worker:
    """Does jobs, in whatever process, with a setup that is opened for the first."""

    def __init__(self, open_setup: OpenSetup) -> None:
        self._open = open_setup
        self._setup: Setup | None = None

    def __call__(self, job: _Job) -> Any:
        if self._setup is None:
            self._setup = self._open()
        return job(self._setup)

    def __reduce__(self) -> tuple[type[_Worker], tuple[OpenSetup]]:
        return _Worker, (self._open,)

    def close(self) -> None:
        """Close the setup that was opened in this process."""
        if self._setup is not None:
            self._setup.close()


@dataclass(frozen=True, slots=True)
class _Pool:
    """A worker, spread."""

    worker: _Worker
    spread: Spread

    def map(self, jobs: Iterable[_Job]) -> Iterator[Any]:
        """Yield what comes of jobs, in order."""
        return self.spread.map(self.worker, jobs)

    def do(self, job: _Job) -> Any:
        """Return what comes of a job."""
        (made,) = self.map([job])
        return made


@contextmanager
def _opened(open_setup: OpenSetup, spread: Spread) -> Iterator[_Pool]:
    worker = _Worker(open_setup)
    try:
        yield _Pool(worker, spread)
    finally:
        worker.close()


@dataclass(frozen=True, slots=True)
class _Describe:
    def __call__(self, setup: Setup) -> dict[str, Any]:
        return describe(setup)


@dataclass(frozen=True, slots=True)
class _Build:
    spec: TaskSpec

    def __call__(self, setup: Setup) -> dict[str, int]:
        setup.build(self.spec)
        setup.close()  # so that the index is on the disk before other workers open it
        return setup.state(self.spec)


@dataclass(frozen=True, slots=True)
class _Score:
    """One example to its row; ``archive`` is the state of the task's, if it searches one."""

    spec: TaskSpec
    system: str
    archive: Mapping[str, int] | None
    example: Example

    def __call__(self, setup: Setup) -> Row:
        if self.archive:
            setup.check(self.spec, self.archive)
        make, start = kind_of(self.spec).systems[self.system], time.perf_counter()
        try:
            prediction = make(setup, self.spec, self.example)
            seconds = time.perf_counter() - start
            return _scored(self.spec, self.example, prediction, seconds=seconds)
        except Exception as error:  # noqa: BLE001 (whatever it is, the example is counted as unscored)
            said = f"{type(error).__name__}: {error}".splitlines()[0]
            return Row(id=self.example.id, group=self.example.group, scores=None, error=said)


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
