"""Which number format this processor computes fastest in."""

from __future__ import annotations

import os
from functools import cache

__all__ = ["VARIABLE", "inference_precision"]

VARIABLE = "KANBAO_PRECISION"
_NAMES = {"fp32": "f32", "bf16": "bf16"}


def inference_precision() -> str:
    """Return ``bf16`` where the processor has instructions for it, else ``f32``.

    The environment variable KANBAO_PRECISION (fp32 or bf16) has the last word. Raises ValueError
    for another value of it.
    """
    asked = os.environ.get(VARIABLE)
    if asked is None:
        return "bf16" if _has_bfloat16() else "f32"
    if asked not in _NAMES:
        raise ValueError(f"{VARIABLE}={asked}: give fp32 or bf16")
    return _NAMES[asked]


@cache
def _has_bfloat16() -> bool:
    from models.program import capabilities

    return "BF16" in capabilities()
