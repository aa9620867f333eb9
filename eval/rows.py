"""What a run writes down: one line an example, appended; a torn last line is dropped and redone."""

from __future__ import annotations

import json
import lzma
import os
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from eval.errors import RunError
from eval.measures import RENAMED

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Row", "RowFile", "read_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One example of one system: its scores by column, or why it has none.

    ``detail`` is what a reader wants to see of it (question, answer ...); a baseline has none.
    """

    id: str
    group: str
    scores: dict[str, float] | None
    error: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


class RowFile:
    """The rows of one task and system, open for appending."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; cut off what a kill left of its last line."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _cut_torn_line(path)
        self.done = {row.id for row in read_rows(path)} if path.exists() else set()
        self._file = path.open("a", encoding="utf-8")

    def append(self, row: Row) -> None:
        """Write a row; once this returns, a kill of the process does not lose it."""
        text = json.dumps(asdict(row), ensure_ascii=False, allow_nan=False)
        self._file.write(text + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file, ``.xz`` or plain; a torn last line counts as never written.

    Raises :class:`RunError` for any other broken line and for an id that comes twice.
    """
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
        texts = list(lines)
    if texts and not texts[-1].endswith("\n"):
        texts.pop()
    rows = [_row(text, f"{path}:{number}") for number, text in enumerate(texts, start=1)]
    if len({row.id for row in rows}) != len(rows):
        ids = [row.id for row in rows]
        twice = next(name for name in ids if ids.count(name) > 1)
        raise RunError(f"{path}: example {twice!r} is scored twice: delete the file and run again")
    return rows


def _row(text: str, where: str) -> Row:
    try:
        row = Row(**json.loads(text, parse_constant=_not_a_number))
    except (ValueError, TypeError) as error:
        raise RunError(f"{where}: not a row of a run: {error}; delete the file") from error
    if row.scores is None:
        return row
    return replace(row, scores={RENAMED.get(k, k): value for k, value in row.scores.items()})


def _not_a_number(name: str) -> float:
    raise ValueError(f"a score is {name}")


def _cut_torn_line(path: Path) -> None:
    with path.open("rb+") as file:
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
        os.fsync(file.fileno())
