"""Two runs of one suite, example by example: differences, intervals, p-values, and a gate.

A suite may have grown from one run to the other: the tasks that both have are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from eval.errors import RunError
from eval.measures import OF_THE_MACHINE
from eval.scores import Run, columns, measure_of
from eval.statistics import Aggregate, OfRows, OfSums, holm, interval, p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from eval.manifest import TaskInfo
    from eval.rows import Row

    Floats = NDArray[np.float64]

__all__ = ["Change", "Difference", "changes", "compare", "losses", "only_in", "untested"]

ROUNDS_OF_ROWS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A measure of one system in two runs, over the ``n`` examples both scored.

    ``delta`` is right minus left with a paired 95% interval. ``p`` is None for time and memory,
    which differ from minute to minute, and where a run's score is undefined (NaN). ``adjusted``
    (Holm) is given for the measures a gate tests.
    """

    task: str
    system: str
    measure: str
    left: float
    right: float
    low: float
    high: float
    n: int
    better: int
    unit: str
    p: float | None
    adjusted: float | None = None

    @property
    def delta(self) -> float:
        """Right minus left."""
        return self.right - self.left

    @property
    def worse(self) -> bool:
        """Whether the right run is worse, by whatever amount."""
        return self.delta * self.better < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An example whose first primary measure changed."""

    task: str
    system: str
    id: str
    measure: str
    left: float
    right: float
    left_row: Row
    right_row: Row


def compare(left: Run, right: Run) -> list[Difference]:
    """Return the differences of the tasks, and of the measures, that both runs have.

    Raises :class:`RunError` unless these tasks are the same on both sides, on the same examples,
    and a gate tests them alike. :func:`only_in` names the tasks left out.
    """
    found: list[Difference] = []
    for task, other in _shared(left, right):
        if task.systems != other.systems or task.primary != other.primary:
            raise RunError(
                f"{task.name}: {left.folder} has systems {other.systems} and tests "
                f"{other.primary}, {right.folder} {task.systems} and {task.primary}: "
                "make the older run again with this version"
            )
        for system in task.systems:
            pairs = _pairs(left, right, task.name, system)
            shared = [name for name in task.measures if name in other.measures]
            found += [_difference(task, system, name, pairs) for name in shared]
    return _adjusted(found, right)


def only_in(run: Run, other: Run) -> list[str]:
    """Return the names of the tasks that ``run`` has and ``other`` has not."""
    names = {task.name for task in other.manifest.tasks}
    return [task.name for task in run.manifest.tasks if task.name not in names]


def losses(differences: Sequence[Difference], *, alpha: float) -> list[Difference]:
    """Return the tested differences for the worse whose adjusted p-value is below ``alpha``."""
    return [
        one
        for one in differences
        if one.adjusted is not None and one.worse and one.adjusted < alpha
    ]


def untested(differences: Sequence[Difference], run: Run) -> list[Difference]:
    """Return the primary measures that only one of the runs has a score of: no gate may pass."""
    return [
        one
        for one in differences
        if one.p is None and np.isnan(one.left) != np.isnan(one.right) and _is_tested(one, run)
    ]


def changes(left: Run, right: Run, *, count: int = 10) -> list[Change]:
    """Return the examples that changed most in the first measure of each task, largest first."""
    found = []
    for task, _ in _shared(left, right):
        system, names = task.systems[0], [n for n in task.primary if n not in OF_THE_MACHINE]
        usable = [n for n in names if len(measure_of(task, n).columns) == 1]
        if not usable:
            continue
        column = measure_of(task, usable[0]).columns[0]
        for one, other in _pairs(left, right, task.name, system):
            before, after = (one.scores or {})[column], (other.scores or {})[column]
            if before != after:
                found.append(
                    Change(
                        task=task.name,
                        system=system,
                        id=one.id,
                        measure=usable[0],
                        left=before,
                        right=after,
                        left_row=one,
                        right_row=other,
                    )
                )
    return sorted(found, key=lambda one: (-abs(one.right - one.left), one.task, one.id))[:count]


def _shared(left: Run, right: Run) -> list[tuple[TaskInfo, TaskInfo]]:
    """Return the tasks both runs have, the right run's first. Raises :class:`RunError`.

    They must be the same task: of one hash, or where a run of an older version has none, of suites
    of one hash.
    """
    for name in ("suite", "limit"):
        _same(name, getattr(left.manifest, name), getattr(right.manifest, name), left, right)
    names = {task.name for task in left.manifest.tasks}
    pairs = [(one, left.task(one.name)) for one in right.manifest.tasks if one.name in names]
    if not pairs:
        raise RunError(f"{left.folder} and {right.folder} have no task in common")
    for one, other in pairs:
        if one.sha256 and other.sha256:
            _same(f"{one.name}: sha256", other.sha256, one.sha256, left, right)
        else:
            _same("sha256", left.manifest.sha256, right.manifest.sha256, left, right)
    return pairs


def _same(what: str, one: object, other: object, left: Run, right: Run) -> None:
    if one != other:
        raise RunError(
            f"not runs of one suite: {left.folder} has {what} {one}, "
            f"{right.folder} has {other}: compare runs of the same suite, data and limit"
        )


def _pairs(left: Run, right: Run, task: str, system: str) -> list[tuple[Row, Row]]:
    """Return the rows of the examples that both runs scored."""
    ours, theirs = left.rows[task, system], right.rows[task, system]
    missing = {row.id for row in ours} ^ {row.id for row in theirs}
    if missing:
        raise RunError(
            f"{task}, {system}: {left.folder} and {right.folder} differ in {len(missing)} "
            f"examples, such as {min(missing)!r}"
        )
    pairs = zip(ours, theirs, strict=True)
    scored = [(one, other) for one, other in pairs if one.scores and other.scores]
    if not scored:
        raise RunError(f"{task}, {system}: no example is scored in both runs")
    return scored


def _difference(
    task: TaskInfo, system: str, name: str, pairs: Sequence[tuple[Row, Row]]
) -> Difference:
    measure = measure_of(task, name)
    before, groups = columns([one for one, _ in pairs], measure)
    after, _ = columns([other for _, other in pairs], measure)
    values = measure.aggregate(before), measure.aggregate(after)
    low = high = 0.0
    if not np.array_equal(before, after):
        low, high = interval(np.hstack([before, after]), groups, _subtracted(measure.aggregate))
    p = None
    if name not in OF_THE_MACHINE and not np.isnan(values).any():
        rounds = {} if isinstance(measure.aggregate, OfSums) else {"rounds": ROUNDS_OF_ROWS}
        p = p_value(before, after, groups, measure.aggregate, **rounds)
    return Difference(
        task=task.name,
        system=system,
        measure=name,
        left=values[0],
        right=values[1],
        low=low,
        high=high,
        n=len(pairs),
        better=measure.better,
        unit=measure.unit,
        p=p,
    )


def _subtracted(aggregate: Aggregate) -> Aggregate:
    """Return the aggregate of (left, right) columns side by side: right minus left."""

    def of_sums(sums: Floats, rows: Floats) -> Floats:
        left, right = np.hsplit(sums, 2)
        finish = aggregate.finish  # type: ignore[union-attr]
        return finish(right, rows) - finish(left, rows)

    def of_rows(values: Floats) -> float:
        left, right = np.hsplit(values, 2)
        return aggregate(right) - aggregate(left)

    return OfSums(finish=of_sums) if isinstance(aggregate, OfSums) else OfRows(score=of_rows)


def _adjusted(differences: Sequence[Difference], run: Run) -> list[Difference]:
    """Correct the p-values of the main systems' primary measures for their number."""
    tested = [
        row for row, one in enumerate(differences) if one.p is not None and _is_tested(one, run)
    ]
    adjusted = dict(zip(tested, holm([differences[row].p or 0.0 for row in tested]), strict=True))
    return [replace(one, adjusted=adjusted.get(row)) for row, one in enumerate(differences)]


def _is_tested(one: Difference, run: Run) -> bool:
    task = run.task(one.task)
    return one.measure in task.primary and one.system == task.systems[0]
