"""Which number format this processor computes fastest in."""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

__all__ = [
    "VARIABLE",
    "PrecisionError",
    "generator_precision",
    "has_amx",
    "has_bfloat16",
    "has_int8",
    "inference_precision",
    "instructions",
    "multiplies_bfloat16",
    "multiplies_int8",
    "question_precision",
]

VARIABLE = "KANBAO_PRECISION"
_NAMES = {"fp32": "f32", "bf16": "bf16", "int8": "int8"}


class PrecisionError(ValueError):
    """The variable has a value that is no format: that is no fault of a model."""


def inference_precision() -> str:
    """Return ``bf16`` where the processor is faster in it, else ``f32``.

    The environment variable KANBAO_PRECISION (fp32, bf16 or int8) has the last word, unless it is
    empty; int8 is for questions and the generator only, and all else is then in f32. Raises
    :class:`PrecisionError` for another value of it.
    """
    asked = _asked()
    if asked == "int8":
        return "f32"
    return asked or ("bf16" if has_bfloat16() else "f32")


def generator_precision() -> str:
    """Return what our generator computes in: :func:`inference_precision`, or ``int8``.

    ``int8``: the encoder's linear layers where the processor is fast in it and not in bfloat16,
    which reads a little better, all else in f32. Raises :class:`PrecisionError`: see
    :func:`inference_precision`.
    """
    plain = inference_precision()
    wanted = _asked() == "int8" or (not _asked() and plain == "f32" and has_int8())
    return "int8" if wanted else plain


def question_precision() -> str:
    """Return what the embedder computes a question in: int8 where the processor is fast in it.

    With AMX it is bfloat16, in which questions were measured there. Passages are never in int8, so
    that an archive has the same vectors wherever it is made. Raises :class:`PrecisionError`: see
    :func:`inference_precision`.
    """
    if not _asked() and has_int8() and not has_amx():
        return "int8"
    return generator_precision()


def _asked() -> str:
    """Return the format that the user chose by OpenVINO's name, or nothing."""
    asked = os.environ.get(VARIABLE)
    if asked and asked not in _NAMES:
        raise PrecisionError(f"{VARIABLE}={asked}: give fp32, bf16 or int8")
    return _NAMES[asked] if asked else ""


@cache
def has_bfloat16() -> bool:
    """Whether this processor is faster in it."""
    return multiplies_bfloat16(_flags())


@cache
def has_amx() -> bool:
    """Whether this processor multiplies whole tiles of bfloat16 at once."""
    return "amx_bf16" in _flags()


@cache
def has_int8() -> bool:
    """Whether this processor is faster in it."""
    return multiplies_int8(_flags())


def multiplies_bfloat16(flags: AbstractSet[str]) -> bool:
    """Whether a processor with these flags multiplies faster in bfloat16 than in float32.

    Intel's AVX512_BF16 without AMX does not: it multiplies at half the speed (measured).
    """
    return "amx_bf16" in flags or ("avx512_bf16" in flags and "GenuineIntel" not in flags)


def multiplies_int8(flags: AbstractSet[str]) -> bool:
    """Whether a processor with these flags has instructions that add up products of bytes.

    Without them, OpenVINO computes with bytes more slowly than in float32.
    """
    return not flags.isdisjoint({"avx512_vnni", "avx_vnni"})


def instructions() -> str:
    """Return the processor's flags as Linux lists them; nothing on other systems."""
    lines = _known().splitlines()
    return next((line for line in lines if line.startswith("flags")), "")


def _flags() -> set[str]:
    """Return the words in what Linux says of the processor: its flags and its maker among them."""
    return set(_known().split())


def _known() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8") if path.is_file() else ""
