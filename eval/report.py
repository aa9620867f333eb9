"""A run as one HTML file that needs nothing beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.labels import KIND_LABELS, MEASURE_LABELS, SYSTEM_LABELS
from eval.measures import OF_THE_MACHINE, shown
from eval.scores import columns, measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eval.manifest import TaskInfo
    from eval.rows import Row
    from eval.scores import Run, Score

__all__ = ["write_report"]

_WORST = 20
_NOTHING = {
    "question": "",
    "references": [],
    "prediction": "",
    "refused": False,
    "extractive": False,
    "quotes": [],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A primary measure at a glance: ours, and the best of what a user would get without us."""

    task: str
    measure: str
    ours: Score
    other: Score | None

    @property
    def scale(self) -> bool:
        """Whether the value is a share that can be drawn as a bar."""
        return not self.ours.unit and self.ours.value is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A task's part of the page."""

    info: TaskInfo
    scores: dict[tuple[str, str], Score]
    drawings: list[tuple[str, str]]
    worst: list[dict[str, Any]]
    measure: str


def write_report(run: Run, scores: Sequence[Score], path: Path) -> None:
    """Write the report of a run to ``path``; a baseline's has no examples."""
    environment = Environment(
        loader=PackageLoader("eval"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["shown"] = lambda score: shown(score.value, score.unit)
    environment.globals.update(
        kinds=KIND_LABELS, measures=MEASURE_LABELS, systems=SYSTEM_LABELS, costs=set(OF_THE_MACHINE)
    )
    page = environment.get_template("report.html").render(
        run=run,
        manifest=run.manifest,
        machine=run.manifest.machine,
        models=json.dumps(run.manifest.models, ensure_ascii=False, indent=1),
        archives=json.dumps(run.manifest.archives, ensure_ascii=False),
        options=json.dumps(run.manifest.options),
        scores=scores,
        lines=_at_a_glance(run, scores),
        sections=[_section(run, task, scores) for task in run.manifest.tasks],
    )
    path.write_text(page, encoding="utf-8")


def _at_a_glance(run: Run, scores: Sequence[Score]) -> list[_Line]:
    lines = []
    for task in run.manifest.tasks:
        for name in task.primary:
            found = {s.system: s for s in scores if s.task == task.name and s.measure == name}
            main = found.pop(task.systems[0])
            others = [s for s in found.values() if s.value is not None and s.system != "oracle"]
            best = max(others, key=lambda s: (s.value or 0.0) * s.better, default=None)
            lines.append(_Line(task=task.name, measure=name, ours=main, other=best))
    return lines


def _section(run: Run, task: TaskInfo, scores: Sequence[Score]) -> _Section:
    usable = [n for n in task.primary if len(measure_of(task, n).columns) == 1]
    name = (usable or task.primary)[0]
    column = measure_of(task, name).columns[0]
    return _Section(
        info=task,
        scores={(s.measure, s.system): s for s in scores if s.task == task.name},
        drawings=_drawings(run, task),
        worst=_worst(run.rows[task.name, task.systems[0]], column),
        measure=name,
    )


def _drawings(run: Run, task: TaskInfo) -> list[tuple[str, str]]:
    from eval import plots

    own = {system: run.rows[task.name, system] for system in task.systems}
    scored = {s: [row for row in rows if row.scores] for s, rows in own.items()}
    scored = {s: rows for s, rows in scored.items() if rows}
    found = []
    if "aurc" in task.measures and scored:
        curves = {s: _two(rows, task, "aurc") for s, rows in scored.items()}
        found.append(("风险–覆盖：只答最有把握的一部分，错多少", plots.risk_coverage_plot(curves)))
    if "ece" in task.measures and task.systems[0] in scored:
        pair = _two(scored[task.systems[0]], task, "ece")
        found.append(("校准：说有几成把握，实际对几成", plots.calibration_plot(*pair)))
    if "length" in task.measures and scored:
        found.append(("长度", _lengths(scored)))
    if "latency_p50" in task.measures and scored:
        times = {s: [(row.scores or {})["seconds"] for row in r] for s, r in scored.items()}
        times = {s: seconds for s, seconds in times.items() if any(seconds)}
        found.append(("用时", plots.latency_plot(times)))
    return found


def _two(rows: Sequence[Row], task: TaskInfo, name: str) -> tuple[Any, Any]:
    values, _ = columns(rows, measure_of(task, name))
    return values[:, 0], values[:, 1]


def _lengths(scored: dict[str, list[Row]]) -> str:
    from eval import plots

    systems = {s: [(row.scores or {})["length"] for row in rows] for s, rows in scored.items()}
    targets = {
        row.id: len(row.detail["references"][0])
        for rows in scored.values()
        for row in rows
        if row.detail.get("references")
    }
    return plots.length_plot(systems, list(targets.values()))


def _worst(rows: Sequence[Row], column: str) -> list[dict[str, Any]]:
    """Return the unscored and then the lowest-scored examples that fall short of 1."""
    failed = [row for row in rows if row.scores is None]
    scored = [row for row in rows if row.detail and (row.scores or {}).get(column, 0.0) < 1]
    scored.sort(key=lambda row: ((row.scores or {}).get(column, 0.0), row.id))
    return [
        {
            **_NOTHING,
            **row.detail,
            "id": row.id,
            "error": row.error,
            "score": None if row.scores is None else row.scores.get(column),
            "parts": _marked(row),
        }
        for row in (failed + scored)[:_WORST]
    ]


def _marked(row: Row) -> list[tuple[str, str]]:
    """Cut the context into (text, class): a ``predicted`` or ``wanted`` part, or both."""
    context = row.detail.get("context") or ""
    names: list[tuple[str, ...]] = [()] * len(context)
    for name, texts in (
        ("predicted", [row.detail.get("prediction", "")]),
        ("wanted", row.detail.get("references", [])),
    ):
        places = set()
        for text in texts:
            start = context.find(text) if isinstance(text, str) and text else -1
            places |= set(range(start, start + len(text))) if start >= 0 else set()
        names = [(*have, name) if at in places else have for at, have in enumerate(names)]
    runs = groupby(zip(context, names, strict=True), key=lambda pair: pair[1])
    return [("".join(char for char, _ in run), " ".join(name)) for name, run in runs]
