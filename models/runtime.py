"""OpenVINO without its model converter: what else of ours needs it imports it from here.

The converter is a part that we do not use, and its import reports itself to its makers over the
network (openvino_telemetry). It stays importable for whoever wants it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["CompiledModel", "Core", "Model", "Node", "Tensor", "ops", "version"]

_CONVERTER = "openvino.tools.ovc"


@contextmanager
def _absent(module: str) -> Iterator[None]:
    """Let the import of a module fail meanwhile, as if it were not installed."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


with _absent(_CONVERTER):
    from openvino import CompiledModel, Core, Model, Node, Tensor
    from openvino import __version__ as version
    from openvino import opset13 as ops
