"""A model's weights as they lie in its folder: safetensors, mapped into memory and not copied."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

__all__ = ["Weights", "are_readable", "as_float32"]

_FORMATS = {"F16": np.float16, "F32": np.float32}
_COPIES = 0x70000000  # the bits after the first: the sign again, where 16 bits became 32
_EXPONENT = np.float32(2**112)  # float32 counts exponents from -127, float16 from -15
_BLOCK = 1 << 14  # numbers that are made wider at once: what the processor's cache holds
_INDEX = "model.safetensors.index.json"  # names the file of each tensor, where there are several
_LENGTH = 8  # bytes of a header's length, little-endian; the header is JSON, then come the tensors


class Weights:
    """The tensors of all ``*.safetensors`` files of one folder, by name.

    Raises ``safetensors.SafetensorError`` for a damaged file, and where one is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._tensors = {
            name: tensor
            for path in sorted(folder.glob("*.safetensors"))
            for name, tensor in _tensors(path)
        }
        index = folder / _INDEX
        listed = json.loads(index.read_bytes())["weight_map"] if index.is_file() else {}
        for name in sorted(set(listed.values())):
            if not (folder / name).is_file():
                raise SafetensorError(f"{folder} has no {name}")

    def __getitem__(self, name: str) -> NDArray[np.floating]:
        """Return a tensor in its own number format. Raises KeyError for a name that is not here.

        It is the file's memory, read when it is looked at; what is written to it stays here.
        """
        about, data = self._tensors[name]
        tensor: NDArray[np.floating] = data.view(_FORMATS[about["dtype"]]).reshape(about["shape"])
        return tensor

    def formats(self) -> set[str]:
        """Return the number formats of all tensors by safetensors' names: F16, F32, BF16."""
        return {about["dtype"] for about, _ in self._tensors.values()}


def are_readable(folder: Path) -> bool:
    """Return whether a folder has weights, all of them in numbers that numpy has."""
    formats = Weights(folder).formats()
    return bool(formats) and formats <= set(_FORMATS)


def as_float32(tensor: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return finite numbers in float32, the same to the last bit; what is so already is not copied.

    numpy takes up to ten times as long for float16, one number at a time: here the bits move to
    where float32 has them, and the exponent, which counts from another number, is multiplied right.
    """
    if tensor.dtype != np.float16:
        return tensor.astype(np.float32, copy=False)
    numbers = np.empty(tensor.shape, np.float32)
    narrow = np.ascontiguousarray(tensor).reshape(-1).view(np.int16)
    wide = numbers.reshape(-1)
    bits = wide.view(np.int32)
    for first in range(0, narrow.size, _BLOCK):
        some = slice(first, first + _BLOCK)
        bits[some] = narrow[some]
        bits[some] <<= 13
        bits[some] &= np.int32(~_COPIES)
        wide[some] *= _EXPONENT
    return numbers


def _tensors(path: Path) -> Iterator[tuple[str, tuple[dict[str, Any], NDArray[np.uint8]]]]:
    """Yield each tensor's name, what the file says of it, and its bytes."""
    with safe_open(path, framework="numpy"), path.open("rb") as file:  # the first sees damage
        # A copy on writing: OpenVINO takes no memory that is read-only.
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    data = np.frombuffer(mapped, np.uint8)
    first = _LENGTH + int.from_bytes(mapped[:_LENGTH], "little")
    for name, about in json.loads(mapped[_LENGTH:first]).items():
        if name != "__metadata__":
            begin, end = about["data_offsets"]
            yield name, (about, data[first + begin : first + end])
