"""Export: fp16 shards, tokenizer and calibration, and a model card filled from the run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer

from models.calibration import FILE
from models.copy_bart import CopyBartForConditionalGeneration
from models.loading import note_hash
from models.training.checkpoint import AVERAGE, checkpoint
from models.training.initial import SHARD_SIZE

__all__ = ["export_generator", "log_rows"]


def export_generator(run: Path, folder: Path, *, shard_size: str = SHARD_SIZE) -> None:
    """Save what ``run`` has reached to ``folder``: safetensors of fp16 in shards.

    Its average, where it keeps one. ``shard_size``: as ``"15MB"``. The folder can be another
    stage's start. Raises ValueError for a run without a checkpoint.
    """
    source = checkpoint(run)
    if source is None:
        raise ValueError(f"{run} has no checkpoint")
    if (source / AVERAGE).exists():
        source = source / AVERAGE
    for old in folder.glob("model*.safetensors*"):
        old.unlink()
    model = CopyBartForConditionalGeneration.from_pretrained(source, dtype=torch.float32)
    model.half().save_pretrained(folder, max_shard_size=shard_size)
    note_hash(folder)
    AutoTokenizer.from_pretrained(source).save_pretrained(folder)
    if (source / FILE).is_file():
        shutil.copy(source / FILE, folder / FILE)
    for log in (run / "log.jsonl", run / "config.json"):
        if log.is_file():
            shutil.copy(log, folder / f"training_{log.name}")


def log_rows(run: Path) -> list[dict[str, Any]]:
    """Return the rows of a run's log."""
    with (run / "log.jsonl").open(encoding="utf-8") as log:
        return [json.loads(line) for line in log]
