"""What made a run: models, data, libraries, machine; and whether a run may go on in its folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from eval.code import Code, code_here
from eval.errors import RunError
from eval.measures import RENAMED
from eval.tasks.registry import kind_of, measures_of, primary_of, systems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.setup import Options, Setup
    from eval.suite import Suite, TaskSpec

__all__ = [
    "Manifest",
    "TaskInfo",
    "cores",
    "describe",
    "gone_on",
    "make_manifest",
    "read_manifest",
    "same_run",
    "save_manifest",
    "write_json",
]

FILE = "run.json"
_LIBRARIES = (
    "kanbao",
    "faiss-cpu",
    "ir-measures",
    "nltk",
    "numpy",
    "openvino",
    "rjieba",
    "sacrebleu",
    "scipy",
    "sentence-transformers",
    "sumy",
    "torch",
    "transformers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """A task as the run's folder remembers it; ``systems[0]`` is the one of interest.

    ``sha256`` covers its entry in the suite and its data; runs of older versions have none.
    """

    name: str
    kind: str
    systems: list[str]
    measures: list[str]
    primary: list[str]
    examples: int
    data: str | None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``run.json``. ``archives`` maps a task to its archive's generation and number of articles.

    ``code`` has what made the rows: one, or several in order if the run went on with other code;
    none in runs of versions before 0.2.
    """

    suite: str
    sha256: str
    limit: int | None
    options: dict[str, Any]
    models: dict[str, Any]
    archives: dict[str, Any]
    tasks: list[TaskInfo]
    libraries: dict[str, str]
    machine: dict[str, Any]
    started: str
    command: str
    code: list[Code] = field(default_factory=list)


def make_manifest(
    suite: Suite,
    *,
    examples: Mapping[str, int],
    limit: int | None,
    options: Options,
    models: dict[str, Any],
    command: str,
) -> Manifest:
    """Return the manifest of a run that starts now."""
    return Manifest(
        suite=suite.name,
        sha256=suite.sha256,
        limit=limit,
        options=asdict(options),
        models=models,
        archives={},
        tasks=[_info(spec, examples[spec.name], suite.hashes[spec.name]) for spec in suite.tasks],
        libraries=_versions(),
        machine=_machine(),
        started=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        command=command,
        code=[code_here()],
    )


def _versions() -> dict[str, str]:
    """Return the versions of those libraries that are installed."""
    found = {}
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def read_manifest(folder: Path) -> Manifest:
    """Read ``run.json``. Raises :class:`RunError` where there is none or it is damaged."""
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        tasks = [_task(task) for task in found["tasks"]]
        code = [Code(**one) for one in found.get("code", [])]
        return Manifest(**{**found, "tasks": tasks, "code": code})
    except FileNotFoundError as error:
        raise RunError(f"{folder}: is not a run: it has no {FILE}") from error
    except (json.JSONDecodeError, TypeError, KeyError) as error:
        raise RunError(f"{path}: damaged: {error!r}") from error


def same_run(there: Manifest, here: Manifest, folder: Path, *, other_code: bool = False) -> None:
    """Raise :class:`RunError` if the folder's run is not the one to be made; names both sides.

    ``other_code``: it may have been begun with other code.
    """
    for name in ("suite", "sha256", "limit", "options", "models", "libraries"):
        old, new = _unlike(getattr(there, name), getattr(here, name))
        if old != new:
            raise RunError(
                f"{folder} has a run with {name} {old}, this one has {new}: "
                "choose another folder with --out"
            )
    if not other_code and not _same_code(there.code, here.code):
        raise RunError(
            f"{folder} has a run of code {_named(there.code)}, this is {_named(here.code)}"
            f"{_changed(there.code, here.code)}: choose another folder with --out, "
            "or go on all the same with --other-code"
        )


def _same_code(there: Sequence[Code], here: Sequence[Code]) -> bool:
    """Return whether what a run was last made with is what is here."""
    return bool(there) and not there[-1].changed(here[-1])


def _named(code: Sequence[Code]) -> str:
    return ", then ".join(map(str, code)) or "of a version before 0.2"


def _changed(there: Sequence[Code], here: Sequence[Code]) -> str:
    return f" (changed: {', '.join(there[-1].changed(here[-1]))})" if there else ""


def gone_on(there: Manifest, here: Manifest) -> Manifest:
    """Return the folder's manifest, with the code that is to make the rest of its rows."""
    if _same_code(there.code, here.code):
        return there
    return replace(there, code=[*there.code, *here.code])


def describe(bench: Setup) -> dict[str, Any]:
    """Return the models' fingerprints, without this machine's folders, and the threshold."""
    found = {
        "embedder": _placeless(bench.embedder.fingerprint),
        "generator": {
            **_placeless(bench.generator.fingerprint),
            "threshold": bench.generator.threshold,
        },
    }
    if bench.reranker:
        found["reranker"] = _placeless(bench.reranker.fingerprint)
    return found


def write_json(path: Path, value: object) -> None:
    """Write JSON so that a kill leaves the old file or the new one."""
    part = path.with_suffix(".tmp")
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Write ``run.json``."""
    write_json(folder / FILE, asdict(manifest))


def _task(found: dict[str, Any]) -> TaskInfo:
    """Return a task as its folder says it, measures by the names they have today."""
    renamed = {
        part: [RENAMED.get(name, name) for name in found[part]] for part in ("measures", "primary")
    }
    return TaskInfo(**{**found, **renamed})


def _info(spec: TaskSpec, examples: int, sha256: str) -> TaskInfo:
    kind_of(spec)
    return TaskInfo(
        name=spec.name,
        kind=spec.kind,
        systems=systems_of(spec),
        measures=measures_of(spec),
        primary=primary_of(spec),
        examples=examples,
        data=", ".join(path.name for path in spec.data) or None,
        sha256=sha256,
    )


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "cores": cores(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()


def _placeless(fingerprint: Mapping[str, str]) -> dict[str, str]:
    return {
        name: Path(value).name if Path(value).is_absolute() else value
        for name, value in fingerprint.items()
    }


def _unlike(old: Any, new: Any) -> tuple[Any, Any]:
    """Return both values; of two dictionaries only the entries that differ."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return old, new
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {n: old.get(n) for n in names}, {n: new.get(n) for n in names}
