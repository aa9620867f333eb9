"""A graph compiled for this processor by OpenVINO, and its run."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.precision import has_int8
from models.runtime import CompiledModel, Core, Model, Tensor

__all__ = ["Program", "capabilities", "core", "cores", "processor", "threads"]

GROUP = 128  # numbers that are rounded to bytes with one scale
SHAPES = 64  # compiled kernels are kept for so many shapes: each takes memory

_making = threading.Lock()


class Program:
    """A compiled graph. Safe to call from several threads: each has its own buffers."""

    def __init__(self, graph: Model | NDArray[np.uint8], *, precision: str) -> None:
        """Compile ``graph`` to compute in ``precision``: f32, bf16 or int8.

        Or take what was :meth:`exported` by one like it. Raises RuntimeError for what was not.

        int8: what is multiplied with matrices of bytes is rounded to bytes where the processor has
        instructions for it (elsewhere OpenVINO returns nothing then); all else is in f32.
        """
        settings = {
            "INFERENCE_PRECISION_HINT": "f32" if precision == "int8" else precision,
            "DYNAMIC_QUANTIZATION_GROUP_SIZE": GROUP if has_int8() else 0,
            "INFERENCE_NUM_THREADS": threads(),
            "NUM_STREAMS": 1,
            "ENABLE_CPU_PINNING": False,
            "CPU_RUNTIME_CACHE_CAPACITY": SHAPES,
        }
        self._compiled: CompiledModel
        if isinstance(graph, np.ndarray):
            self._memory = graph  # it is not copied
            blob = Tensor(graph, shared_memory=True)
            self._compiled = core().import_model(blob, "CPU", settings)
        else:
            self._compiled = core().compile_model(graph, "CPU", settings)
        self._own = threading.local()

    def __call__(self, inputs: Mapping[str, NDArray[Any]]) -> Sequence[NDArray[Any]]:
        """Run it; return copies of its results in their order."""
        request = getattr(self._own, "request", None)
        if request is None:
            request = self._own.request = self._compiled.create_infer_request()
        found = request.infer(dict(inputs), share_inputs=True)
        return [np.array(found[place]) for place in range(len(self._compiled.outputs))]

    def exported(self) -> bytes:
        """Return it as bytes, for this processor and this OpenVINO."""
        stream = BytesIO()
        self._compiled.export_model(stream)
        return stream.getvalue()


def core() -> Core:
    """Return the one core of OpenVINO that this process has.

    A core gives the thread that makes it a stack for signal handlers, and when it ends, gives back
    the one before. Of two that end in the order they were made, the second gives back the first's,
    which is gone: the next signal with a handler, Ctrl-C for one, is a segmentation fault.
    """
    with _making:
        return _made()


@cache
def _made() -> Core:
    return Core()


def processor() -> str:
    """Return the processor's name."""
    return str(core().get_property("CPU", "FULL_DEVICE_NAME"))


def capabilities() -> list[str]:
    """Return the number formats that OpenVINO computes in on this processor, and what else."""
    return sorted(core().get_property("CPU", "OPTIMIZATION_CAPABILITIES"))


def threads() -> int:
    """Return how many threads compute: OMP_NUM_THREADS, at most the cores this process may use."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return min(int(asked), cores()) if asked.isdecimal() and int(asked) else cores()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))
