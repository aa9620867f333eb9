"""The texts to be judged: of the systems of runs, of files, and the editors' own."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eval.articles import draw
from eval.errors import DataError, RunError, SuiteError
from eval.jsonl import Line, read_jsonl
from eval.scores import load_run

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from eval.rows import Row
    from eval.scores import Run

__all__ = ["DIGEST", "KINDS", "REFERENCE", "Source", "Text", "collect"]

DIGEST = "digest"
KINDS = ("headline", "brief", "summary", DIGEST)
REFERENCE = "reference"
"""The name of what editors wrote, among the systems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A system to be judged: ``system`` of the run in ``folder``, called ``name``."""

    name: str
    folder: Path
    system: str = "kanbao"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of an item, which is an article and what is to be written of it.

    ``item`` is the id within the task. ``systems`` wrote it, all of them to the letter.
    ``question`` is what a digest was asked.
    """

    systems: tuple[str, ...]
    task: str
    item: str
    kind: str
    article: str
    text: str
    question: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """What it is a text of: task and item."""
        return self.task, self.item

    @property
    def sha256(self) -> str:
        """The hash of the text alone."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def collect(
    sources: Sequence[Source],
    files: Sequence[tuple[str, Path]] = (),
    *,
    references: int | None = None,
    limits: Mapping[str, int] | None = None,
    judged: Collection[tuple[str, str]] = (),
    seed: int,
) -> list[Text]:
    """Return the texts of all systems and the references, equal texts of an item as one, sorted.

    ``limits`` has the largest number of texts of a system, ``references`` that of the references;
    which ones depends on ``seed`` and the items alone. What is a text of one of the ``judged``
    places is left out. Raises :class:`RunError` for runs that are not of the same items,
    :class:`DataError` for a system that has two texts of an item and for an item of two articles,
    :class:`SuiteError` for a limit of a system that is not there.
    """
    runs = {source.folder: load_run(source.folder) for source in sources}
    _check_items(runs.values())
    written = [text for one in sources for text in _of_run(runs[one.folder], one)]
    written += [text for name, path in files for text in _of_file(path, name=name)]
    _check_once(written)
    known = {text.systems for text in written}
    allowed = {**(limits or {})}
    for name in allowed:
        if (name,) not in known:
            raise SuiteError(f"a limit of {name!r}, which has no texts: say NAME=RUN or --texts")
    if references is not None:
        allowed[REFERENCE] = references
    written += _merged(text for run in runs.values() for text in _references(run))
    fresh = [text for text in written if text.place not in judged]
    return _merged(_limited(fresh, allowed, seed=seed))


def _of_run(run: Run, source: Source) -> list[Text]:
    """Return what a system wrote in a run's tasks of writing.

    Raises :class:`RunError` where it did no such task, where a row is unscored, and where the run
    has no texts (a baseline).
    """
    found = [
        _text(source.name, task, kind, row, row.detail["prediction"])
        for task, kind in _tasks(run)
        for row in run.rows.get((task, source.system), ())
        if _has_text(run, task, row)
    ]
    if not found:
        raise RunError(f"{run.folder}: no texts of {source.system!r}: it has {_systems(run)}")
    return found


def _of_file(path: Path, *, name: str) -> list[Text]:
    """Return the texts of JSONL of ``id, kind, article, text, question``, see the package.

    Their task is called as the kind. Raises :class:`DataError` for a malformed file, an unknown
    kind, and a digest's sentence without its question.
    """
    return [_text_of_line(line, name) for line in read_jsonl(path)]


def _text_of_line(line: Line, name: str) -> Text:
    kind = line.text("kind")
    if kind not in KINDS:
        raise DataError(f"{line.where}: kind is {kind!r}: one of {list(KINDS)}")
    return Text(
        systems=(name,),
        task=kind,
        item=line.text("id"),
        kind=kind,
        article=line.text("article"),
        text=line.text("text"),
        question=line.text("question") if kind == DIGEST else line.optional("question"),
    )


def _references(run: Run) -> list[Text]:
    return [
        _text(REFERENCE, task, kind, row, row.detail["references"][0])
        for task, kind in _tasks(run)
        for row in _rows_of_task(run, task)
        if _has_text(run, task, row)
    ]


def _tasks(run: Run) -> list[tuple[str, str]]:
    return [(task.name, task.kind) for task in run.manifest.tasks if task.kind in KINDS]


def _rows_of_task(run: Run, task: str) -> list[Row]:
    """Return the rows of the task's first system: every system has the same items."""
    return next(rows for (name, _), rows in run.rows.items() if name == task)


def _systems(run: Run) -> list[str]:
    tasks = {task for task, _ in _tasks(run)}
    return sorted({system for task, system in run.rows if task in tasks})


def _has_text(run: Run, task: str, row: Row) -> bool:
    if row.scores is None:
        raise RunError(f"{run.folder}: {task}: {row.id!r} is unscored: {row.error}; run it again")
    if "prediction" not in row.detail:
        raise RunError(f"{run.folder}: {task}: {row.id!r} has no text: a baseline keeps none")
    return True


def _text(name: str, task: str, kind: str, row: Row, text: str) -> Text:
    return Text(
        systems=(name,),
        task=task,
        item=row.id,
        kind=kind,
        article=row.detail["context"],
        text=text,
    )


def _check_items(runs: Iterable[Run]) -> None:
    """Raise :class:`RunError` if two runs have one task with other items."""
    first: dict[str, tuple[Run, set[str]]] = {}
    for run in runs:
        for task, _ in _tasks(run):
            items = {row.id for row in _rows_of_task(run, task)}
            other, others = first.setdefault(task, (run, items))
            if items != others:
                raise RunError(
                    f"{task}: {other.folder} and {run.folder} differ in {len(items ^ others)} "
                    "items: run both with the same suite, --seed, --limit and data"
                )


def _check_once(texts: Iterable[Text]) -> None:
    """Raise :class:`DataError` if a system has two texts of an item."""
    seen = set()
    for text in texts:
        if (text.systems, text.place) in seen:
            raise DataError(f"{text.systems[0]} has two texts of {text.task}, {text.item!r}")
        seen.add((text.systems, text.place))


def _limited(texts: Sequence[Text], limits: Mapping[str, int], *, seed: int) -> list[Text]:
    """Keep so many texts of a system, the same items' for the same number."""
    places = defaultdict(list)
    for text in texts:
        places[text.systems[0]].append(_place(text))
    kept = {
        name: set(draw(of_system, limits.get(name, len(of_system)), seed=seed))
        for name, of_system in places.items()
    }
    return [text for text in texts if _place(text) in kept[text.systems[0]]]


def _place(text: Text) -> str:
    return f"{text.task}:{text.item}"


def _merged(texts: Iterable[Text]) -> list[Text]:
    """Return equal texts of an item as one, of all their systems; by task, item and text."""
    found: dict[tuple[str, str, str], Text] = {}
    about: dict[tuple[str, str], Text] = {}
    for text in texts:
        first = about.setdefault(text.place, text)
        if (text.article, text.question) != (first.article, first.question):
            raise DataError(
                f"{text.task}, {text.item!r}: {text.systems[0]} and {first.systems[0]} have other "
                "articles or questions under this id: give each its own"
            )
        key = (*text.place, text.text)
        systems = {*text.systems, *(found[key].systems if key in found else ())}
        found[key] = replace(text, systems=tuple(sorted(systems)))
    return [found[key] for key in sorted(found)]
