"""A run's rows to its scores: one aggregate, interval and signature a measure."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from eval.errors import RunError, ScoreError
from eval.manifest import Manifest, TaskInfo, read_manifest, write_json
from eval.measures import OF_THE_MACHINE
from eval.rows import Row, read_rows
from eval.statistics import interval
from eval.tasks.registry import TASK_KINDS
from qa import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from eval.measures import Measure

__all__ = ["Run", "Score", "columns", "load_run", "measure_of", "save_scores", "score_run"]

FILE = "scores.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A measure of a system on a task. ``value`` and its 95% interval are None if undefined."""

    task: str
    kind: str
    system: str
    measure: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    unscored: int
    better: int
    unit: str
    primary: bool
    signature: str

    def __str__(self) -> str:
        """Return the score with its recipe, as sacrebleu prints one."""
        if self.value is None or self.low is None or self.high is None:
            return f"{self.signature} = undefined"
        return f"{self.signature} = {self.value:.4f} [{self.low:.4f}, {self.high:.4f}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run: its manifest and the rows of each (task, system), in order of id."""

    folder: Path
    manifest: Manifest
    rows: dict[tuple[str, str], list[Row]]

    @property
    def failures(self) -> list[tuple[str, str, Row]]:
        """The unscored examples: task, system, row."""
        return [
            (task, system, row)
            for (task, system), rows in self.rows.items()
            for row in rows
            if row.scores is None
        ]

    def task(self, name: str) -> TaskInfo:
        """Return what the run knows of a task."""
        return next(task for task in self.manifest.tasks if task.name == name)


def load_run(folder: Path) -> Run:
    """Read a run (or a baseline). Raises :class:`RunError` unless every example has its row."""
    manifest = read_manifest(folder)
    rows = {}
    for task in manifest.tasks:
        for system in task.systems:
            found = sorted(_rows(folder, task.name, system), key=lambda row: row.id)
            if len(found) != task.examples:
                raise RunError(
                    f"{folder}: {task.name}, {system}: {len(found)} of {task.examples} examples "
                    f"have rows: finish it with `{manifest.command}`"
                )
            rows[task.name, system] = found
    return Run(folder=folder, manifest=manifest, rows=rows)


def score_run(run: Run) -> list[Score]:
    """Return the scores of every task, system and measure of a run."""
    return [
        _score(task, system, name, run.rows[task.name, system])
        for task in run.manifest.tasks
        for system in task.systems
        for name in task.measures
        if _applies(task, system, name)
    ]


def save_scores(folder: Path, scores: Sequence[Score]) -> None:
    """Write ``scores.json``."""
    write_json(folder / FILE, [asdict(score) for score in scores])


def measure_of(task: TaskInfo, name: str) -> Measure:
    """Return a measure. Raises :class:`RunError` for one this version does not have."""
    if task.kind not in TASK_KINDS or name not in TASK_KINDS[task.kind].measures:
        raise RunError(f"this version has no measure {name!r} of {task.kind} ({task.name})")
    return TASK_KINDS[task.kind].measures[name]


def columns(rows: Sequence[Row], measure: Measure) -> tuple[NDArray[np.float64], list[str]]:
    """Return float64 (scored rows, columns) of a measure, and the rows' groups.

    Raises :class:`ScoreError` if no row is scored, or one lacks a column.
    """
    scored = [(row, row.scores) for row in rows if row.scores is not None]
    if not scored:
        raise ScoreError(f"none of {len(rows)} examples could be scored: {rows[0].error}")
    try:
        values = [[scores[name] for name in measure.columns] for _, scores in scored]
    except KeyError as error:
        raise ScoreError(f"a row has no column {error}: the run is of another version") from error
    return np.array(values, dtype=np.float64), [row.group for row, _ in scored]


def _rows(folder: Path, task: str, system: str) -> list[Row]:
    path = folder / "rows" / f"{task}.{system}.jsonl"
    for candidate in (path, path.with_suffix(".jsonl.xz")):
        if candidate.exists():
            return read_rows(candidate)
    return []


def _applies(task: TaskInfo, system: str, name: str) -> bool:
    """Return whether a measure says anything: a predictions file has no time and no confidence."""
    predicted = system not in TASK_KINDS[task.kind].systems if task.kind in TASK_KINDS else False
    return not (
        predicted and (name in OF_THE_MACHINE or "confidence" in measure_of(task, name).columns)
    )


def _score(task: TaskInfo, system: str, name: str, rows: Sequence[Row]) -> Score:
    measure = measure_of(task, name)
    unscored = sum(row.scores is None for row in rows)
    n = len(rows) - unscored
    value = low = high = float("nan")
    if n:
        values, groups = columns(rows, measure)
        value = measure.aggregate(values)
        if name not in OF_THE_MACHINE:  # one machine in one hour: an interval would claim too much
            low, high = interval(values, groups, measure.aggregate)
    recipe = f"task:{task.name}|system:{system}|n:{n}|unscored:{unscored}|v:{__version__}"
    return Score(
        task=task.name,
        kind=task.kind,
        system=system,
        measure=name,
        value=_defined(value),
        low=_defined(low),
        high=_defined(high),
        n=n,
        unscored=unscored,
        better=measure.better,
        unit=measure.unit,
        primary=name in task.primary,
        signature=f"{name}|{measure.recipe}|{recipe}",
    )


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
