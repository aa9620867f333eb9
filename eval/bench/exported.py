"""The embedder's model run by ONNX Runtime, for :mod:`eval.bench.engines`.

Only where it and ``onnx`` are installed; Kanbao itself does not need them. Tokens, batches and
pooling stay those of sentence-transformers.
"""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

__all__ = ["runners"]

_NAMES = ("input_ids", "attention_mask")


def runners() -> Mapping[str, Callable[[Any], None]]:
    """Return by name what makes a loaded SentenceTransformer's reader run in another engine."""
    if not find_spec("onnx"):
        return {}
    found: dict[str, Callable[[Any], None]] = {}
    if find_spec("onnxruntime"):
        found["onnxruntime fp32"] = lambda model: _replace(model, _onnxruntime)
        found["onnxruntime int8 dynamic"] = lambda model: _replace(model, _onnxruntime_int8)
    return found


def _replace(model: Any, start: Callable[[Path], Callable[..., NDArray[Any]]]) -> None:
    """Let the engine that ``start`` makes of an ONNX file compute the hidden states."""
    from transformers.modeling_outputs import BaseModelOutput

    reader = model[0].auto_model
    with TemporaryDirectory() as folder:
        run = start(_export(reader, Path(folder) / "model.onnx"))

    def forward(*, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_: Any) -> Any:
        hidden = torch.from_numpy(run(input_ids.numpy(), attention_mask.numpy()))
        return BaseModelOutput(last_hidden_state=hidden)

    reader.forward = forward


class _Hidden(torch.nn.Module):
    """A reader that takes ids and mask by position and returns hidden states alone."""

    def __init__(self, reader: Any) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.reader(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden


def _export(reader: Any, path: Path) -> Path:
    reader.set_attn_implementation("eager")
    example = torch.ones(2, 16, dtype=torch.long)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter says it is old
        torch.onnx.export(
            _Hidden(reader).eval(),
            (example, example),
            str(path),
            input_names=list(_NAMES),
            output_names=["hidden"],
            dynamic_axes={name: {0: "text", 1: "token"} for name in (*_NAMES, "hidden")},
            opset_version=17,
            dynamo=False,
        )
    return path


def _onnxruntime(path: Path) -> Callable[..., NDArray[Any]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda *inputs: session.run(None, dict(zip(_NAMES, inputs, strict=True)))[0]


def _onnxruntime_int8(path: Path) -> Callable[..., NDArray[Any]]:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    small = path.with_suffix(".int8.onnx")
    quantize_dynamic(
        path,
        small,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
    )
    return _onnxruntime(small)
