"""Averaging: the weights of two generators that were trained from one (Wortsman et al. 2022).

A run that goes on from a trained model with a new schedule gains on some tasks and forgets some of
others; between the two there is often a model that has the gains and has not forgotten.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from transformers import AutoTokenizer

from models.copy_bart import CopyBartForConditionalGeneration
from models.training.initial import SHARD_SIZE

__all__ = ["average"]


def average(one: Path, other: Path, out: Path, *, share: float = 0.5) -> None:
    """Save ``(1 - share) * one + share * other``, both folders of generators, in fp16 to ``out``.

    The tokenizer, the training log and configuration are ``other``'s; a calibration has to be
    fitted anew. Raises ValueError for a share outside [0, 1] and for models of two shapes.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share is {share}: give a number from 0 to 1")
    first, second = (
        CopyBartForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
        for folder in (one, other)
    )
    here, there = first.state_dict(), second.state_dict()
    if {k: v.shape for k, v in here.items()} != {k: v.shape for k, v in there.items()}:
        raise ValueError(f"{one} and {other} differ in shape: average models trained from one")
    # Not in place: the tied embeddings stand there under several names.
    first.load_state_dict({k: torch.lerp(v, there[k], share) for k, v in here.items()})
    first.half().save_pretrained(out, max_shard_size=SHARD_SIZE)
    AutoTokenizer.from_pretrained(other).save_pretrained(out)
    for log in other.glob("training_*"):
        shutil.copy(log, out / log.name)
