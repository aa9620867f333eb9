"""Transformer layers as operators, OpenVINO's or numpy's, from the weights of a folder.

A model is described once, by a function of a :class:`Builder` and of its inputs, and
:func:`runner` makes what runs it.

Shapes: n texts, t tokens, d the width of the model, h heads. Layers normalise after adding, as
BERT's and BART's do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models.weights import Weights, as_float32

if TYPE_CHECKING:
    from models.kept import Kept
    from models.program import Program
    from models.runtime import Node

__all__ = ["UNSEEN", "Builder", "Names", "Runner", "as_bytes", "runner"]

UNSEEN = -1e9  # added to the score of what is not seen

Runner = Callable[[Mapping[str, NDArray[Any]]], Sequence[NDArray[Any]]]
"""Takes a model's inputs by name and returns its results in their order."""


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
    ``ops`` are the operators: OpenVINO's, or :mod:`models.plain`, whose nodes are arrays.
    """

    def __init__(
        self,
        weights: Weights,
        *,
        heads: int,
        epsilon: float,
        ops: Any,
        int8: bool = False,
    ) -> None:
        self.ops = ops
        self._weights, self._heads, self._epsilon = weights, heads, epsilon
        self._int8 = int8
        self._constants: dict[str, Node] = {}

    def constant(self, name: str) -> Node:
        """Return a tensor of the folder in float32; asked for again it is the same node."""
        if name not in self._constants:
            stored = self.ops.constant(self._weights[name], shared_memory=True)
            self._constants[name] = self.ops.convert(stored, destination_type=np.float32)
        return self._constants[name]

    def linear(self, x: Node, name: str, *, exact: bool = False) -> Node:
        """Return ``x @ weight.T + bias``; ``exact``: never in int8."""
        int8 = self._int8 and not exact
        matrix = self._bytes(f"{name}.weight") if int8 else self.constant(f"{name}.weight")
        product = self.ops.matmul(x, matrix, False, True)
        return self.ops.add(product, self.constant(f"{name}.bias"))

    def _linears(self, x: Node, names: Sequence[str]) -> Sequence[Node]:
        """Return ``x`` after each of some linear layers of one width.

        In int8 they are computed as one: then ``x`` is rounded to bytes once.
        """
        if not self._int8:
            return [self.linear(x, name) for name in names]
        biases = [as_float32(self._weights[f"{name}.bias"]) for name in names]
        product = self.ops.matmul(
            x, self._bytes(*(f"{name}.weight" for name in names)), False, True
        )
        joined = self.ops.add(product, self.ops.constant(np.concatenate(biases)))
        parts: Sequence[Node] = self.ops.split(joined, np.int64(-1), len(names)).outputs()
        return parts

    def _bytes(self, *names: str) -> Node:
        whole, scale = as_bytes(np.concatenate([self._weights[name] for name in names]))
        numbers = self.ops.convert(self.ops.constant(whole), destination_type=np.float32)
        return self.ops.multiply(numbers, self.ops.constant(scale))

    def norm(self, x: Node, name: str) -> Node:
        """Return ``x`` with mean 0 and variance 1 along its last axis, scaled and moved."""
        unit = self.ops.mvn(x, [-1], True, self._epsilon, "inside_sqrt")
        scaled = self.ops.multiply(unit, self.constant(f"{name}.weight"))
        return self.ops.add(scaled, self.constant(f"{name}.bias"))

    def rows(self, name: str, ids: Node) -> Node:
        """Return the rows ``ids`` (any shape) of a table."""
        stored = self.ops.constant(self._weights[name], shared_memory=True)
        return self.ops.convert(
            self.ops.gather(stored, ids, self.ops.constant(0)), destination_type=np.float32
        )

    def layer(self, x: Node, names: Names, bias: Node) -> Node:
        """Return ``x`` (n, t, d) after an encoder's layer; ``bias`` is added to its scores."""
        query, key, value = map(self.split, self._linears(x, (names.query, names.key, names.value)))
        return self.wide(self.seen(x, query, key, value, names, bias), names)

    def seen(self, x: Node, query: Node, key: Node, value: Node, names: Names, bias: Node) -> Node:
        """Return ``x`` and what its queries see, added and normalised."""
        out = self.merge(self.ops.scaled_dot_product_attention(query, key, value, bias))
        return self.norm(self.ops.add(self.linear(out, names.out), x), names.attended)

    def wide(self, x: Node, names: Names) -> Node:
        """Return ``x`` after the two linear layers that every layer ends with."""
        wide = self.ops.gelu(self.linear(x, names.widen), "erf")
        return self.norm(self.ops.add(self.linear(wide, names.narrow), x), names.norm)

    def split(self, x: Node) -> Node:
        """Return (n, t, d) as (n, h, t, d / h)."""
        shaped = self.ops.reshape(x, [0, 0, self._heads, -1], special_zero=True)
        return self.ops.transpose(shaped, [0, 2, 1, 3])

    def merge(self, x: Node) -> Node:
        """Return (n, h, t, d / h) as (n, t, d)."""
        return self.ops.reshape(self.ops.transpose(x, [0, 2, 1, 3]), [0, 0, -1], special_zero=True)

    def places_of(self, ids: Node, *, first: int = 0) -> Node:
        """Return int64 (t,): the places of tokens in a table, of ``ids`` (n, t), from ``first``."""
        length = self.ops.gather(self.ops.shape_of(ids), self.ops.constant(1), self.ops.constant(0))
        end = self.ops.add(length, np.int64(first))
        return self.ops.range(np.int64(first), end, np.int64(1), output_type="i64")

    def mask_bias(self, mask: Node) -> Node:
        """Return float32 (n, 1, 1, t): 0 where ``mask`` (n, t) is 1, UNSEEN where it is 0."""
        shown = self.ops.convert(mask, destination_type=np.float32)
        hidden = self.ops.subtract(np.float32(1), shown)
        return self.ops.unsqueeze(self.ops.multiply(hidden, np.float32(UNSEEN)), [1, 2])


def as_bytes(matrix: NDArray[np.floating]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return int8 (n, d) from -127 to 127 and float32 (n, 1): their product is near ``matrix``.

    Off by at most half a scale; each row's scale is its largest number over 127.
    """
    numbers = as_float32(matrix)
    most = np.maximum(numbers.max(axis=1, keepdims=True), -numbers.min(axis=1, keepdims=True))
    scale = np.maximum(most / 127, np.float32(1e-12))
    scaled = numbers / scale
    return np.rint(scaled, out=scaled).astype(np.int8), scale


def runner(
    describe: Callable[..., Sequence[Any]],
    build: Callable[..., Builder],
    inputs: Mapping[str, tuple[Any, tuple[int, ...]]],
    *,
    precision: str,
    once: bool = False,
    kept: Kept | None = None,
) -> Runner:
    """Return what runs a model, compiled by OpenVINO to compute in ``precision``.

    With ``once`` it is computed by numpy, in float32: see :mod:`models.plain`. ``describe`` takes a
    :class:`Builder`, which ``build`` makes of its ``ops``, and the ``inputs`` by name: of each its
    number format and its lengths, -1 for any. What ``kept`` has is not compiled again, else it is
    kept there.
    """
    if once:
        from models import plain

        return plain.Plain(partial(describe, build(ops=plain)))
    if kept is None:
        return _compiled(describe, build, inputs, precision)
    return _taken(kept, precision) or _put(kept, _compiled(describe, build, inputs, precision))


def _taken(kept: Kept, precision: str) -> Program | None:
    from models.program import Program

    blob = kept.read()
    if blob is None:
        return None
    try:
        return Program(blob, precision=precision)
    except RuntimeError:  # OpenVINO does not say what it raises
        return None


def _put(kept: Kept, program: Program) -> Program:
    kept.write(program.exported())
    return program


def _compiled(
    describe: Callable[..., Sequence[Any]],
    build: Callable[..., Builder],
    inputs: Mapping[str, tuple[Any, tuple[int, ...]]],
    precision: str,
) -> Program:
    from models.program import Program
    from models.runtime import Model, ops

    nodes = {}
    for name, (dtype, shape) in inputs.items():
        nodes[name] = ops.parameter(list(shape), dtype, name=name)
        nodes[name].output(0).set_names({name})
    results = [ops.result(node) for node in describe(build(ops=ops), **nodes)]
    return Program(Model(results, list(nodes.values())), precision=precision)
