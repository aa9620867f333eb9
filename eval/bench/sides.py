"""Two states of the repository side by side: a commit checked out elsewhere, and the working tree.

Their programs run as processes of their own, and what a process and its children cost is what the
system says of it when it ends. Linux and a git checkout only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from eval.errors import EvalError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["ROOT", "Ran", "Side", "Worker", "check_out", "install"]

ROOT = Path(__file__).parents[2]

_PRECISION = """

if __import__("os").environ.get("KANBAO_PRECISION") == "fp32":
    inference_dtype = lambda: torch.float32
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a process printed, and its seconds: of the processor (children too), of the clock."""

    cpu: float
    wall: float
    out: str

    @property
    def numbers(self) -> dict[str, float]:
        """The JSON object that it printed."""
        found: dict[str, float] = json.loads(self.out)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A tree of the repository, the Python that runs it, and what is set in its environment."""

    name: str
    tree: Path
    python: str = sys.executable
    settings: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, codes: Sequence[int] = (0,), **settings: str) -> Ran:
        """Run Python with the tree's packages. Raises :class:`EvalError` for another exit code."""
        return run([self.python, *arguments], {**self._environment(), **settings}, codes)

    def start(self, *arguments: str | Path) -> Worker:
        """Start Python with the tree's packages; it answers a line at a time."""
        return Worker([self.python, *map(str, arguments)], self._environment())

    def _environment(self) -> dict[str, str]:
        """Return what makes Python find the tree's packages, not those of the folder it is in.

        Modules are compiled once, as they are of what is installed.
        """
        own = {"PYTHONPATH": str(self.tree), "PYTHONSAFEPATH": "1", "HF_HUB_OFFLINE": "1"}
        return {**self.settings, **own, "PYTHONDONTWRITEBYTECODE": ""}


class Worker:
    """A process that answers each line with a line of JSON, to its input's end."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **settings},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, line: str) -> Any:
        """Return the answer to a line. Raises :class:`EvalError` if the process has ended."""
        assert self._process.stdin  # noqa: S101 (both are pipes)
        assert self._process.stdout  # noqa: S101
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        except (BrokenPipeError, ValueError) as error:
            raise EvalError(f"{line!r}: no answer; what went wrong is above") from error


def run(
    command: Sequence[str | Path], settings: Mapping[str, str], codes: Sequence[int] = (0,)
) -> Ran:
    """Run a command to its end. Raises :class:`EvalError` for another exit code than ``codes``."""
    with TemporaryFile("w+", encoding="utf-8") as out, TemporaryFile("w+", encoding="utf-8") as err:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and make
            list(map(str, command)), stdout=out, stderr=err, env={**os.environ, **settings}
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        err.seek(0)
        if process.returncode not in codes:
            last = err.read().strip()[-1500:]
            raise EvalError(
                f"{' '.join(map(str, command))}: exit code {process.returncode}: {last}"
            )
        return Ran(cpu=used.ru_utime + used.ru_stime, wall=wall, out=out.read())


def check_out(ref: str, folder: Path) -> Path:
    """Write a commit's files into ``folder``; where KANBAO_PRECISION is unknown, make it known.

    Raises :class:`EvalError` if there is no such commit or no git.
    """
    pack = folder.with_suffix(".tar")
    folder.mkdir(parents=True)
    command = ["git", "-C", str(ROOT), "archive", "--format=tar", f"--output={pack}", ref]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except (subprocess.CalledProcessError, OSError) as error:
        reason = getattr(error, "stderr", "") or error
        raise EvalError(f"cannot check out {ref!r}: {reason}".strip()) from error
    with tarfile.open(pack) as files:
        files.extractall(folder, filter="data")
    pack.unlink()
    precision = folder / "models" / "precision.py"
    if precision.exists() and "KANBAO_PRECISION" not in _texts(folder / "models"):
        with precision.open("a", encoding="utf-8") as file:
            file.write(_PRECISION)
    return folder


def _texts(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in folder.glob("*.py"))


def install(tree: Path, folder: Path) -> dict[str, float]:
    """Make the environment of ``make demo`` in ``folder``; return its seconds and its size.

    All is fetched from the package index anew, as on a machine that has nothing yet.
    """
    names = (f"VENV={folder}", f"PYTHON={sys.executable}", f"{folder}/demo.stamp")
    made = run(["make", "-C", tree, *names], {"PIP_NO_CACHE_DIR": "1"})
    torch = sum(map(_size, folder.glob("lib/*/site-packages/torch")))
    return {"cpu s": made.cpu, "wall s": made.wall, "MB": _size(folder), "of it torch, MB": torch}


def _size(folder: Path) -> float:
    """Return how many MB of the disk a folder takes."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) / 1e6
