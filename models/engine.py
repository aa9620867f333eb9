"""What the embedded models compute with on this machine, and why."""

from __future__ import annotations

import os
from dataclasses import dataclass

from models.precision import (
    VARIABLE,
    generator_precision,
    has_bfloat16,
    has_int8,
    inference_precision,
    question_precision,
)
from models.program import cores, processor, threads
from models.runtime import version

__all__ = ["Engine", "engine"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """``precision`` is f32 or bf16, ``question_precision`` and ``generator_precision`` also int8.

    ``asked`` says that the user chose them, not the processor; ``bfloat16`` and ``int8`` whether
    the processor is faster in it than in float32.
    ``cores`` is how many this process may use, ``threads`` how many compute.
    """

    name: str
    processor: str
    precision: str
    question_precision: str
    generator_precision: str
    asked: bool
    bfloat16: bool
    int8: bool
    cores: int
    threads: int


def engine() -> Engine:
    """Return what models loaded now would compute with. Raises ValueError: see its precision."""
    return Engine(
        name=f"OpenVINO {version.partition('-')[0]}",
        processor=processor(),
        precision=inference_precision(),
        question_precision=question_precision(),
        generator_precision=generator_precision(),
        asked=bool(os.environ.get(VARIABLE)),
        bfloat16=has_bfloat16(),
        int8=has_int8(),
        cores=cores(),
        threads=threads(),
    )
