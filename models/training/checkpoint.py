"""Checkpoints: written aside and put in place whole, so that a kill at any moment leaves one.

A checkpoint is a generator's folder with ``state.json`` (where the run stands) and
``optimizer.safetensors``; ``average`` in it, where the run keeps one, is the folder of the
averaged weights. What travels of it is made by :func:`carry`.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import AutoTokenizer

from models.copy_bart import CopyBartForConditionalGeneration
from models.training.initial import SHARD_SIZE

__all__ = ["AVERAGE", "Progress", "carry", "checkpoint", "load_state", "replaced", "save_state"]

AVERAGE = "average"
_FOLDER, _OLD, _NEW = "checkpoint", "checkpoint.old", "checkpoint.new"
_STATE, _OPTIMIZER = "state.json", "optimizer.safetensors"


@dataclass(slots=True, kw_only=True)
class Progress:
    """Where a run stands: ``tokens`` of sources seen, ``elapsed`` seconds.

    ``passed`` are the examples seen of each stream of the mixture.
    """

    step: int = 0
    tokens: int = 0
    elapsed: float = 0.0
    passed: dict[str, int] = field(default_factory=dict)


def checkpoint(run: Path) -> Path | None:
    """Return the folder of a run's newest checkpoint, None if it has none."""
    folder, old = run / _FOLDER, run / _OLD
    if not folder.exists() and old.exists():  # killed between the two renames
        old.rename(folder)
    return folder if (folder / _STATE).exists() else None


@contextmanager
def replaced(run: Path) -> Iterator[Path]:
    """Give an empty folder to write a checkpoint to; at the end it takes the last one's place."""
    checkpoint(run)
    folder, old, new = run / _FOLDER, run / _OLD, run / _NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    yield new
    for path in (*new.rglob("*"), new):
        _sync(path)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    _sync(run)
    shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def save_state(folder: Path, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write where the run stands and the optimiser's state; its settings are not part of it."""
    tensors: dict[str, Tensor] = {}
    numbers: dict[str, float] = {}
    for place, values in optimizer.state_dict()["state"].items():
        for name, value in values.items():
            if isinstance(value, Tensor):
                tensors[f"{place}.{name}"] = value.contiguous()
            else:
                numbers[f"{place}.{name}"] = value
    save_file(tensors, folder / _OPTIMIZER)
    state = {"progress": asdict(progress), "optimizer": numbers}
    (folder / _STATE).write_text(json.dumps(state, ensure_ascii=False, indent=1), "utf-8")


def load_state(folder: Path, optimizer: torch.optim.Optimizer) -> Progress:
    """Give the optimiser the state it had when ``folder`` was saved; return where the run stood."""
    state = json.loads((folder / _STATE).read_text("utf-8"))
    moments: dict[int, dict[str, Tensor | float]] = {}
    for key, value in (load_file(folder / _OPTIMIZER) | state["optimizer"]).items():
        place, name = key.split(".")
        moments.setdefault(int(place), {})[name] = value
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": moments, "param_groups": groups})
    return Progress(**state["progress"])


def carry(run: Path, out: Path, *, shard_size: str = SHARD_SIZE) -> None:
    """Save to ``out`` what a run needs to go on elsewhere, as its ``checkpoint`` there.

    Weights in fp16, in shards of at most ``shard_size``, tokenizer and state; the average is left
    out: it begins anew.
    Raises ValueError for a run without a checkpoint.
    """
    source = checkpoint(run)
    if source is None:
        raise ValueError(f"{run} has no checkpoint")
    model = CopyBartForConditionalGeneration.from_pretrained(source, dtype=torch.float32)
    model.half().save_pretrained(out, max_shard_size=shard_size)
    AutoTokenizer.from_pretrained(source).save_pretrained(out)
    for name in (_STATE, _OPTIMIZER):
        shutil.copy(source / name, out / name)
