"""How fast this processor multiplies matrices: ``python -m eval.bench.peak``.

By number format, 10^9 operations a second of the processor, the best that a library here reaches:
torch and OpenVINO, those that are installed. Prints one JSON object. With several threads their
times are added up, so it is a core's figure.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["main", "peaks"]

_SIDE = 1536
_TIMES = 12


def main() -> int:
    """Print the peaks; return 0."""
    print(json.dumps(peaks()))
    return 0


def peaks(side: int = _SIDE) -> dict[str, float]:
    """Return the best of the installed libraries, by format: fp32, and bf16, int8 if they can."""
    found: dict[str, float] = {}
    for library, ways in (("torch", _torch), ("models.runtime", _openvino)):
        for name, multiply in ways(side).items() if find_spec(library) else ():
            found[name] = max(found.get(name, 0.0), _speed(multiply, side))
    return found


def _speed(multiply: Callable[[], object], side: int) -> float:
    """Return 10^9 operations a second of the best of some products of two square matrices."""
    multiply()
    times = []
    for _ in range(_TIMES):
        began = time.process_time()
        multiply()
        times.append(time.process_time() - began)
    return 2 * side**3 / min(times) / 1e9


def _torch(side: int) -> Mapping[str, Callable[[], object]]:
    import torch

    def ones(dtype: torch.dtype) -> torch.Tensor:
        return torch.ones(side, side, dtype=dtype)

    single, half, byte = (ones(t) for t in (torch.float32, torch.bfloat16, torch.int8))
    ways: dict[str, Callable[[], object]] = {"fp32": lambda: single @ single}
    if torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        ways["bf16"] = lambda: half @ half
        ways["int8"] = lambda: torch._int_mm(byte, byte)
    return ways


def _openvino(side: int) -> Mapping[str, Callable[[], object]]:
    from models.runtime import Core, Model, ops

    core = Core()  # one for both: see models.program.core, which earlier commits do not have
    square = np.ones((side, side), np.float32)

    def way(precision: str) -> Callable[[], object]:
        left = ops.parameter([side, side], np.float32)
        model = Model([ops.matmul(left, ops.constant(square), False, False)], [left])
        settings = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
        request = core.compile_model(model, "CPU", settings).create_infer_request()
        return lambda: request.infer([square])

    return {"fp32": way("f32"), "bf16": way("bf16")}


if __name__ == "__main__":
    sys.exit(main())
