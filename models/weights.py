"""A model's weights as they lie in its folder: safetensors, mapped into memory."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open

__all__ = ["Weights", "are_readable"]

_FORMATS = {"F16", "F32"}


class Weights:
    """The tensors of all ``*.safetensors`` files of one folder, by name.

    A context manager: what was read stays after it, the files are closed. Raises
    ``safetensors.SafetensorError`` for a damaged file.
    """

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        self._homes = {}
        for path in sorted(folder.glob("*.safetensors")):
            file = self._files.enter_context(safe_open(path, framework="numpy"))
            self._homes.update(dict.fromkeys(file.keys(), file))

    def __enter__(self) -> Weights:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()

    def __getitem__(self, name: str) -> NDArray[np.floating]:
        """Return a tensor in its own number format. Raises KeyError for a name that is not here."""
        tensor: NDArray[np.floating] = self._homes[name].get_tensor(name)
        return tensor

    def formats(self) -> set[str]:
        """Return the number formats of all tensors by safetensors' names: F16, F32, BF16."""
        return {file.get_slice(name).get_dtype() for name, file in self._homes.items()}


def are_readable(folder: Path) -> bool:
    """Return whether a folder has weights, all of them in numbers that numpy has."""
    with Weights(folder) as weights:
        formats = weights.formats()
    return bool(formats) and formats <= _FORMATS
