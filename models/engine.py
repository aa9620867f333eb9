"""OpenVINO, imported without the part of it that reports each import to its maker.

``import openvino`` also imports its tools to convert models, which write an identifier into the
home folder and send it with an event over the network. Nothing here needs them: they are not
there while it is imported, and there for whoever imports them afterwards.
"""

from __future__ import annotations

import sys

__all__ = ["CompiledModel", "Core", "Model", "Node", "ops"]

_REPORTING = "openvino.tools.ovc"


def _import_quietly() -> None:
    if _REPORTING in sys.modules:
        return
    sys.modules[_REPORTING] = None  # type: ignore[assignment] # as the import system has it
    try:
        import openvino  # noqa: F401 - an ImportError of the tools is nothing to it
    finally:
        del sys.modules[_REPORTING]


_import_quietly()

from openvino import CompiledModel, Core, Model, Node  # noqa: E402
from openvino import opset13 as ops  # noqa: E402
