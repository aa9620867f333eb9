"""Which number format this processor computes fastest in."""

from __future__ import annotations

import torch

__all__ = ["inference_dtype"]


def inference_dtype() -> torch.dtype:
    """Return bfloat16 where the processor has instructions for it, else float32."""
    native = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if native else torch.float32
