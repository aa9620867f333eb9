"""Which number format this processor computes fastest in."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

__all__ = ["VARIABLE", "has_bfloat16", "inference_precision"]

VARIABLE = "KANBAO_PRECISION"
_NAMES = {"fp32": "f32", "bf16": "bf16"}


def inference_precision() -> str:
    """Return ``bf16`` where the processor has instructions for it, else ``f32``.

    The environment variable KANBAO_PRECISION (fp32 or bf16) has the last word, unless it is empty.
    Raises ValueError for another value of it.
    """
    asked = os.environ.get(VARIABLE)
    if not asked:
        return "bf16" if has_bfloat16() else "f32"
    if asked not in _NAMES:
        raise ValueError(f"{VARIABLE}={asked}: give fp32 or bf16")
    return _NAMES[asked]


@cache
def has_bfloat16() -> bool:
    """Whether there are instructions for it; OpenVINO also names it where it imitates them."""
    from models.program import capabilities

    known = Path("/proc/cpuinfo")
    if "BF16" not in capabilities() or not known.is_file():
        return False
    flags = set(known.read_text("utf-8").split())
    return not flags.isdisjoint({"avx512_bf16", "amx_bf16"})
