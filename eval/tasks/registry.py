"""The kinds of task there are, and whether a suite's tasks make sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from eval.errors import SuiteError
from eval.tasks.pages import PAGES
from eval.tasks.reading import OPEN_QA, READING, REFUSAL
from eval.tasks.retrieval import RETRIEVAL
from eval.tasks.scans import SCANS
from eval.tasks.summaries import FAITHFUL, summarising

if TYPE_CHECKING:
    from collections.abc import Collection

    from eval.suite import Suite, TaskSpec
    from eval.tasks.kind import Kind

__all__ = ["TASK_KINDS", "check_suite", "kind_of", "measures_of", "primary_of", "systems_of"]

TASK_KINDS: dict[str, Kind[Any, Any]] = {
    "reading": READING,
    "open_qa": OPEN_QA,
    "refusal": REFUSAL,
    "retrieval": RETRIEVAL,
    "headline": summarising("headline"),
    "brief": summarising("brief"),
    "summary": summarising("summary"),
    "faithfulness": FAITHFUL,
    "pages": PAGES,
    "scans": SCANS,
}


def kind_of(spec: TaskSpec) -> Kind[Any, Any]:
    """Return the kind of a task. Raises :class:`SuiteError` for an unknown one."""
    _known([spec.kind], TASK_KINDS, f"task {spec.name!r}: unknown kind")
    return TASK_KINDS[spec.kind]


def systems_of(spec: TaskSpec) -> list[str]:
    """Return the names of the systems to run, the one of interest first."""
    return [*spec.systems, *(name for name, _ in spec.predictions)]


def measures_of(spec: TaskSpec) -> list[str]:
    """Return the measures to report: those the suite names, or all of the kind."""
    return list(spec.measures or kind_of(spec).measures)


def primary_of(spec: TaskSpec) -> list[str]:
    """Return the measures a gate tests."""
    reported = measures_of(spec)
    return list(spec.primary or (name for name in kind_of(spec).primary if name in reported))


def check_suite(suite: Suite) -> None:
    """Raise :class:`SuiteError` for an unknown kind, system or measure, or a wrong order."""
    done: set[str] = set()
    for spec in suite.tasks:
        where, kind = f"{suite.path}: task {spec.name!r}", kind_of(spec)
        _known(spec.systems, kind.systems, f"{where}: unknown system")
        _known(spec.measures, kind.measures, f"{where}: unknown measure")
        _known(spec.primary, measures_of(spec), f"{where}: unknown primary measure")
        if not primary_of(spec):
            raise SuiteError(f"{where}: none of {measures_of(spec)} is primary: name one in it")
        if spec.predictions and kind.prediction_of is None:
            raise SuiteError(f"{where}: a {spec.kind} task cannot be scored from predictions")
        for name in (spec.name, *(name for name, _ in spec.predictions)):
            if not re.fullmatch(r"[\w-]+", name):
                raise SuiteError(f"{where}: {name!r} names files: letters, digits, - and _ only")
        if not systems_of(spec) or len(set(systems_of(spec))) != len(systems_of(spec)):
            raise SuiteError(f"{where}: its systems are {systems_of(spec)}: name each once")
        if spec.of is not None:
            _known([spec.of], done, f"{where}: `of` names no task before it")
        done.add(spec.name)


def _known(names: Collection[str], known: Collection[str], what: str) -> None:
    for name in names:
        if name not in known:
            raise SuiteError(f"{what} {name!r}; there are {sorted(known)}")
