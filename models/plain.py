"""The operators of OpenVINO that our models are made of, in numpy: computed at once.

They have OpenVINO's names and arguments, so that one description of a model
(:class:`models.graph.Builder`) is either compiled (:class:`models.program.Program`) or computed as
it is read (:class:`Plain`). Compiling takes longer than computing a question, and pays from the
second on. All is in float32; results are those of OpenVINO in f32 to about 1e-6.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.weights import as_float32

__all__ = ["Plain"]

Array = NDArray[Any]
Floats = NDArray[np.float32]


class Plain:
    """Runs what returns its results when it is called with its inputs, as a Program does."""

    def __init__(self, compute: Callable[..., Sequence[Array]]) -> None:
        self._compute = compute

    def __call__(self, inputs: Mapping[str, Array]) -> Sequence[Array]:
        """Return its results in their order."""
        return self._compute(**inputs)


add, subtract, multiply, divide = np.add, np.subtract, np.multiply, np.divide


def constant(value: Any, *, shared_memory: bool = False) -> Array:
    """Return the value as an array."""
    del shared_memory
    return np.asarray(value)


def convert(x: Array, *, destination_type: Any) -> Array:
    """Return ``x`` in another number format."""
    if destination_type is np.float32 and x.dtype == np.float16:
        return as_float32(x)
    return x.astype(destination_type, copy=False)


def matmul(a: Array, b: Array, transpose_a: bool, transpose_b: bool) -> Array:
    """Return the product of the matrices in the last two axes."""
    product: Array = np.matmul(
        a.swapaxes(-1, -2) if transpose_a else a, b.swapaxes(-1, -2) if transpose_b else b
    )
    return product


def mvn(x: Array, axes: Sequence[int], normalize_variance: bool, eps: float, mode: str) -> Array:
    """Return ``x`` with mean 0 and variance 1 along ``axes``; ``eps`` is added to the variance."""
    if not normalize_variance or mode != "inside_sqrt":
        raise ValueError(f"mvn of {normalize_variance}, {mode!r} is not made here")
    centred = x - x.mean(axis=tuple(axes), keepdims=True)
    variance = np.square(centred).mean(axis=tuple(axes), keepdims=True)
    unit: Array = centred / np.sqrt(variance + np.float32(eps))
    return unit


def gather(data: Array, indices: Array, axis: Array) -> Array:
    """Return the rows (or, along another axis, slices) ``indices`` of ``data``."""
    return np.take(data, indices, axis=int(axis))


def scaled_dot_product_attention(query: Array, key: Array, value: Array, mask: Array) -> Array:
    """Return (n, h, t, d): what queries (n, h, t, d) see of (n, h, s, d); ``mask`` is added."""
    scores = query @ key.swapaxes(-1, -2) * np.float32(query.shape[-1] ** -0.5) + mask
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    seen: Array = (shares / shares.sum(axis=-1, keepdims=True)) @ value
    return seen


def gelu(x: Array, approximation: str) -> Array:
    """Return half of ``x`` times 1 + erf(x / sqrt(2))."""
    if approximation != "erf":
        raise ValueError(f"gelu of {approximation!r} is not made here")
    share: Array = (_erf(x * np.float32(0.5**0.5)) + np.float32(1)) * np.float32(0.5)
    return np.multiply(x, share)


def _erf(x: Floats) -> Floats:
    """Return the error function, off by at most 2e-7: Abramowitz and Stegun 7.1.26."""
    size = np.abs(x)
    t = np.float32(1) / (np.float32(0.3275911) * size + np.float32(1))
    rest = np.zeros_like(t)
    for factor in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        rest = (rest + np.float32(factor)) * t
    signed: Floats = np.copysign(np.float32(1) - rest * np.exp(-np.square(size)), x)
    return signed


def reshape(x: Array, shape: Sequence[int] | Array, *, special_zero: bool) -> Array:
    """Return ``x`` in another shape; with ``special_zero`` a 0 in it is the length there was."""
    return x.reshape(
        [
            x.shape[place] if special_zero and length == 0 else int(length)
            for place, length in enumerate(shape)
        ]
    )


def transpose(x: Array, order: Sequence[int]) -> Array:
    """Return ``x`` with its axes in another order."""
    return x.transpose(order)


def unsqueeze(x: Array, axes: int | Sequence[int]) -> Array:
    """Return ``x`` with axes of length 1 put in."""
    return np.expand_dims(x, axes if isinstance(axes, int) else tuple(axes))


def squeeze(x: Array, axis: int) -> Array:
    """Return ``x`` without an axis of length 1."""
    return np.squeeze(x, axis)


def shape_of(x: Array) -> NDArray[np.int64]:
    """Return the lengths of the axes."""
    return np.array(x.shape, np.int64)


def range(start: Any, stop: Any, step: Any, *, output_type: str) -> Array:  # noqa: A001
    """Return the numbers from ``start`` to before ``stop``."""
    return np.arange(start, stop, step, dtype={"i64": np.int64}[output_type])


def concat(parts: Sequence[Any], axis: int) -> Array:
    """Return arrays one after another along an axis."""
    return np.concatenate(parts, axis)


def reduce_sum(x: Array, axis: Array) -> Array:
    """Return the sums along an axis."""
    summed: Array = x.sum(axis=int(axis))
    return summed
