"""A run without its texts: what may be committed, and what a gate needs."""

from __future__ import annotations

import json
import lzma
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from eval.errors import RunError
from eval.manifest import save_manifest
from eval.scores import Score, save_scores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from eval.scores import Run

__all__ = ["save_baseline"]


def save_baseline(run: Run, scores: Sequence[Score], folder: Path) -> None:
    """Write a run to ``folder`` without questions, answers and contexts: ids and numbers only.

    The folder is itself a run: it can be compared with and gated against. Raises
    :class:`RunError` if something else is there.
    """
    if folder.exists() and not (folder / "run.json").exists() and any(folder.iterdir()):
        raise RunError(f"{folder}: is neither empty nor a baseline: choose another folder")
    (folder / "rows").mkdir(parents=True, exist_ok=True)
    for old in (folder / "rows").iterdir():
        old.unlink()
    for (task, system), rows in run.rows.items():
        path = folder / "rows" / f"{task}.{system}.jsonl.xz"
        with lzma.open(path, "wt", encoding="utf-8", newline="\n") as lines:
            for row in rows:
                bare = replace(row, detail={}, error=row.error and "unscored")
                lines.write(json.dumps(asdict(bare), ensure_ascii=False) + "\n")
    save_manifest(folder, run.manifest)
    save_scores(folder, scores)
