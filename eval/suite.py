"""A suite: the tasks of a run, read from a TOML file. Unknown keys are errors."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from eval.errors import SuiteError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["HALVES", "Suite", "TaskSpec", "load_suite"]

SEED = 20261124
HALVES = ("first", "second")
_COMPARED = {"systems", "measures", "primary"}  # by name, in :mod:`eval.compare`


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSpec:
    """One task as the suite states it; the paths are resolved and exist.

    ``data`` is a file or folder, or of questions also a list of files; ``format`` is one of
    :mod:`eval.datasets`. ``select`` keeps records with these values. ``verbatim`` leaves out
    questions none of whose answers stands in the context as it is; those without an answer stay.
    ``traditional`` puts questions, but not what they are asked of, in traditional characters.
    ``articles`` are what is searched, with ``sample`` articles of ``distractors`` beside them.
    ``half`` keeps the examples whose article is in that half of the data, ``first`` or ``second``
    (see :func:`eval.articles.half_of`): what is chosen on the first is reported on the second.
    ``predictions`` names further systems by the files with their answers. ``of`` names the task
    whose summaries ``faithfulness`` checks.
    """

    name: str
    kind: str
    data: tuple[Path, ...] = ()
    format: str = "user"
    select: tuple[tuple[str, str], ...] = ()
    answerable: bool | None = None
    verbatim: bool = False
    traditional: bool = False
    articles: tuple[Path, ...] = ()
    distractors: tuple[Path, ...] = ()
    sample: int = 0
    limit: int | None = None
    half: str | None = None
    systems: tuple[str, ...] = ("kanbao",)
    predictions: tuple[tuple[str, Path], ...] = ()
    measures: tuple[str, ...] = ()
    primary: tuple[str, ...] = ()
    of: str | None = None
    seed: int = SEED

    @property
    def files(self) -> list[Path]:
        """Every file or folder the task reads."""
        return [
            *self.data,
            *self.articles,
            *self.distractors,
            *(path for _, path in self.predictions),
        ]

    @property
    def source(self) -> str:
        """Its data's paths, for messages."""
        return ", ".join(map(str, self.data))

    @property
    def only_data(self) -> Path:
        """The data of a task that reads one file or folder; else :class:`SuiteError`."""
        if len(self.data) != 1:
            raise SuiteError(
                f"task {self.name!r}: data names {len(self.data)} files: a {self.kind} reads one"
            )
        return self.data[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Tasks in order. ``sha256`` covers the suite file and every byte of data it names.

    ``hashes`` has for each task what covers its own entry and data alone: where it is the same,
    the task asks the same, whatever else the suite has. Systems and measures are not in it.
    """

    name: str
    path: Path
    sha256: str
    hashes: Mapping[str, str]
    tasks: tuple[TaskSpec, ...]

    def task(self, name: str) -> TaskSpec:
        """Return the task of that name."""
        for task in self.tasks:
            if task.name == name:
                return task
        raise SuiteError(f"{self.path}: no task {name!r}; it has {[t.name for t in self.tasks]}")


def load_suite(
    path: Path, *, data: Path | None = None, seed: int | None = None, half: str | None = None
) -> Suite:
    """Read a suite.

    Its paths are relative to its own folder, or with ``root = "data"`` to ``data``. A ``seed``
    stands for all that the suite has: it draws other examples, and is another suite; so is one of
    which only a ``half`` is asked. Raises
    :class:`SuiteError` for a missing file, a key that does not exist, and a task named twice.
    """
    content, found = _toml(path)
    _only(found, {"name", "root", "seed", "tasks"}, f"{path}")
    root = _root(path, found.get("root", "suite"), data)
    entries = found.get("tasks", [])
    for name, value in (("seed", seed), ("half", half)):
        if value is not None:
            entries = [{**entry, name: value} for entry in entries]
            content += f"{name} {value}".encode()
    tasks = tuple(
        _task(entry, root, f"{path}: task {number}", int(found.get("seed", SEED)))
        for number, entry in enumerate(entries, start=1)
    )
    names = [task.name for task in tasks]
    if not tasks or len(set(names)) != len(names):
        raise SuiteError(f"{path}: a suite has tasks, each with its own name; this has {names}")
    named = sorted({file for task in tasks for file in _files(task)})
    content_hashes = {file: hashlib.sha256(file.read_bytes()).digest() for file in named}
    digest = hashlib.sha256(content + b"".join(content_hashes.values()))
    hashes = {
        task.name: _hash(task, entry, content_hashes)
        for task, entry in zip(tasks, entries, strict=True)
    }
    name = str(found.get("name", path.stem))
    return Suite(name=name, path=path, sha256=digest.hexdigest(), hashes=hashes, tasks=tasks)


def _toml(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        content = path.read_bytes()
        return content, tomllib.loads(content.decode("utf-8"))
    except FileNotFoundError as error:
        raise SuiteError(f"{path}: no such suite") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SuiteError(f"{path}: not TOML in UTF-8: {error}") from error


def _root(path: Path, root: str, data: Path | None) -> Path:
    if root not in {"suite", "data"}:
        raise SuiteError(f'{path}: root is {root!r}: say "suite" or "data"')
    if root == "suite":
        return path.parent
    if data is None:
        raise SuiteError(f"{path}: its files are elsewhere: say where with --data or KANBAO_DATA")
    return data


def _task(entry: dict[str, Any], root: Path, where: str, seed: int) -> TaskSpec:
    _only(entry, {field.name for field in fields(TaskSpec)}, where)
    values: dict[str, Any] = {"seed": seed, **entry}
    for name in ("name", "kind"):
        if not isinstance(values.get(name), str):
            raise SuiteError(f"{where}: {name} is missing")
    for name in ("articles", "distractors"):
        values[name] = tuple(_existing(root / file, where) for file in values.get(name, ()))
    for name in ("systems", "measures", "primary"):
        if name in values:
            values[name] = tuple(values[name])
    data = values.get("data", [])
    data = [data] if isinstance(data, str) else data
    values["data"] = tuple(_existing(root / file, where) for file in data)
    files = values.get("predictions", {})
    values["predictions"] = tuple((n, _existing(root / f, where)) for n, f in files.items())
    values["select"] = tuple(values.get("select", {}).items())
    spec = TaskSpec(**values)
    if spec.limit is not None and spec.limit < 1:
        raise SuiteError(f"{where}: limit is {spec.limit}: an empty set cannot be scored")
    if spec.half not in {None, *HALVES}:
        raise SuiteError(f"{where}: half is {spec.half!r}: say one of {HALVES}")
    if bool(spec.distractors) is (spec.sample < 1):
        raise SuiteError(
            f"{where}: sample is {spec.sample}, of {len(spec.distractors)} files of distractors: "
            "say both where the articles are and how many to draw"
        )
    return spec


def _hash(spec: TaskSpec, entry: dict[str, Any], content_hashes: Mapping[Path, bytes]) -> str:
    """Return what covers a task's entry, its seed and its data, but for :data:`_COMPARED`."""
    asked = {name: value for name, value in entry.items() if name not in _COMPARED}
    text = json.dumps({**asked, "seed": spec.seed}, sort_keys=True)
    parts = [text.encode(), *(content_hashes[file] for file in _files(spec))]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _files(spec: TaskSpec) -> list[Path]:
    return [file for top in spec.files for file in _walk(top)]


def _only(found: dict[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(found) - allowed)
    if unknown:
        raise SuiteError(f"{where}: unknown keys {unknown}; allowed are {sorted(allowed)}")


def _existing(path: Path, where: str) -> Path:
    if not path.exists():
        raise SuiteError(f"{where}: names {path}, which does not exist")
    return path


def _walk(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file())
