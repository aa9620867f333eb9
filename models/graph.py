"""Transformer layers as OpenVINO's operators, from the weights of a folder.

Shapes: n texts, t tokens, d the width of the model, h heads. Layers normalise after adding, as
BERT's and BART's do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.runtime import Node, ops
from models.weights import Weights

__all__ = ["UNSEEN", "Builder", "Names", "as_bytes", "mask_bias", "parameter", "places_of"]

UNSEEN = -1e9  # added to the score of what is not seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How a model names the parts of a layer; each has a ``weight`` and a ``bias``.

    ``attended`` is the norm after attention, ``norm`` that after the two wide linear layers.
    """

    query: str
    key: str
    value: str
    out: str
    attended: str
    widen: str
    narrow: str
    norm: str


class Builder:
    """Makes nodes of a folder's weights, for layers of ``heads`` heads.

    ``epsilon`` is what norms add to a variance. With ``int8`` the matrices of linear layers are
    bytes with a scale for each output; a :class:`models.program.Program` computes with them so.
    """

    def __init__(self, weights: Weights, *, heads: int, epsilon: float, int8: bool = False) -> None:
        self._weights, self._heads, self._epsilon = weights, heads, epsilon
        self._int8 = int8
        self._constants: dict[str, Node] = {}

    def constant(self, name: str) -> Node:
        """Return a tensor of the folder in float32; asked for again it is the same node."""
        if name not in self._constants:
            stored = ops.constant(self._weights[name])
            self._constants[name] = ops.convert(stored, destination_type=np.float32)
        return self._constants[name]

    def linear(self, x: Node, name: str) -> Node:
        """Return ``x @ weight.T + bias``."""
        matrix = self._bytes(f"{name}.weight") if self._int8 else self.constant(f"{name}.weight")
        product = ops.matmul(x, matrix, False, True)
        return ops.add(product, self.constant(f"{name}.bias"))

    def _bytes(self, name: str) -> Node:
        whole, scale = as_bytes(self._weights[name])
        numbers = ops.convert(ops.constant(whole), destination_type=np.float32)
        return ops.multiply(numbers, ops.constant(scale))

    def norm(self, x: Node, name: str) -> Node:
        """Return ``x`` with mean 0 and variance 1 along its last axis, scaled and moved."""
        unit = ops.mvn(x, [-1], True, self._epsilon, "inside_sqrt")
        scaled = ops.multiply(unit, self.constant(f"{name}.weight"))
        return ops.add(scaled, self.constant(f"{name}.bias"))

    def rows(self, name: str, ids: Node) -> Node:
        """Return the rows ``ids`` (any shape) of a table."""
        stored = ops.constant(self._weights[name])
        return ops.convert(ops.gather(stored, ids, ops.constant(0)), destination_type=np.float32)

    def layer(self, x: Node, names: Names, bias: Node) -> Node:
        """Return ``x`` (n, t, d) after an encoder's layer; ``bias`` is added to its scores."""
        query, key, value = (
            self.split(self.linear(x, name)) for name in (names.query, names.key, names.value)
        )
        return self.wide(self.seen(x, query, key, value, names, bias), names)

    def seen(self, x: Node, query: Node, key: Node, value: Node, names: Names, bias: Node) -> Node:
        """Return ``x`` and what its queries see, added and normalised."""
        out = self.merge(ops.scaled_dot_product_attention(query, key, value, bias))
        return self.norm(ops.add(self.linear(out, names.out), x), names.attended)

    def wide(self, x: Node, names: Names) -> Node:
        """Return ``x`` after the two linear layers that every layer ends with."""
        wide = ops.gelu(self.linear(x, names.widen), "erf")
        return self.norm(ops.add(self.linear(wide, names.narrow), x), names.norm)

    def split(self, x: Node) -> Node:
        """Return (n, t, d) as (n, h, t, d / h)."""
        shaped = ops.reshape(x, [0, 0, self._heads, -1], special_zero=True)
        return ops.transpose(shaped, [0, 2, 1, 3])

    def merge(self, x: Node) -> Node:
        """Return (n, h, t, d / h) as (n, t, d)."""
        return ops.reshape(ops.transpose(x, [0, 2, 1, 3]), [0, 0, -1], special_zero=True)


def as_bytes(matrix: NDArray[np.floating]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 (n, d) from -127 to 127 and float32 (n, 1): their product is near ``matrix``.

    Off by at most half a scale; each row's scale is its largest number over 127.
    """
    exact = matrix.astype(np.float32)
    scale = np.maximum(np.abs(exact).max(axis=1, keepdims=True) / 127, np.float32(1e-12))
    return np.rint(exact / scale).astype(np.int8), scale


def parameter(name: str, dtype: Any, *shape: int) -> Node:
    """Return an input of a graph, by whose ``name`` it is given; -1: of any length."""
    node = ops.parameter(list(shape), dtype, name=name)
    node.output(0).set_names({name})
    return node


def places_of(ids: Node, *, first: int = 0) -> Node:
    """Return int64 (t,): the places of tokens in a table, of ``ids`` (n, t), from ``first`` on."""
    length = ops.gather(ops.shape_of(ids), ops.constant(1), ops.constant(0))
    end = ops.add(length, np.int64(first))
    return ops.range(np.int64(first), end, np.int64(1), output_type="i64")


def mask_bias(mask: Node) -> Node:
    """Return float32 (n, 1, 1, t): 0 where ``mask`` (n, t) is 1, :data:`UNSEEN` where it is 0."""
    hidden = ops.subtract(np.float32(1), ops.convert(mask, destination_type=np.float32))
    return ops.unsqueeze(ops.multiply(hidden, np.float32(UNSEEN)), [1, 2])
