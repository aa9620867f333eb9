"""Which code made a run: the files of the three packages, and the commit they are of.

The files decide, not the commit: a change of a page of documentation is another commit, and every
row still comes from the same code; two changes of one commit that was never committed differ.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Code", "code_here", "code_in"]

PACKAGES = ("eval", "models", "qa")
_ROOT = Path(__file__).parents[1]
# Suites and weights have hashes of their own in a manifest; the others cannot change a row.
_NOT_CODE = {"__pycache__", "baselines", "judged", "pretrained", "suites", "templates"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The code of a run.

    ``files`` has the SHA-256 of each package's files, by package. ``commit`` and ``dirty`` (whether
    the packages differ from that commit) are None for an installed package.
    """

    version: str
    commit: str | None
    dirty: bool | None
    files: Mapping[str, str]

    def __str__(self) -> str:
        """Return version, commit and, of code that is not committed, its hash: short."""
        if self.commit is None or self.dirty:
            files = hashlib.sha256("".join(sorted(self.files.values())).encode()).hexdigest()[:8]
            where = f"{self.commit[:8]} with changes" if self.commit else "installed"
            return f"{self.version} ({where}, files {files})"
        return f"{self.version} ({self.commit[:8]})"

    def changed(self, other: Code) -> list[str]:
        """Return the names of the packages whose files are not those of ``other``."""
        names = sorted({*self.files, *other.files})
        return [name for name in names if self.files.get(name) != other.files.get(name)]


def code_here() -> Code:
    """Return the code that is running."""
    return code_in(_ROOT)


def code_in(root: Path) -> Code:
    """Return the code of the packages in a folder, a git checkout or not."""
    commit = _git(root, "rev-parse", "HEAD") if (root / ".git").exists() else None
    state = _git(root, "status", "--porcelain", "--", *PACKAGES) if commit else None
    return Code(
        version=__version__,
        commit=commit,
        dirty=None if state is None else bool(state),
        files={name: _hash(root / name) for name in PACKAGES},
    )


def _hash(package: Path) -> str:
    found = hashlib.sha256()
    for path in _files(package):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        found.update(f"{path.relative_to(package).as_posix()} {content}\n".encode())
    return found.hexdigest()


def _files(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        if path.is_file() and not _NOT_CODE & set(path.relative_to(package).parts):
            yield path


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git says, or None where there is no git or it refuses."""
    program = shutil.which("git")
    if program is None:
        return None
    said = subprocess.run(  # noqa: S603
        [program, "-C", str(root), *arguments], capture_output=True, encoding="utf-8", check=False
    )
    return said.stdout.strip() if said.returncode == 0 else None
