"""A BERT that reads texts one after another in one long row, without padding.

The vectors are those of transformers' own BertModel to the precision of the number format. A text's
vector does not depend on the texts beside it. Linear layers keep their weights in the order the
processor reads them in, where torch can do that.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["PackedBert", "can_pack"]

TOKENS = 2048  # in a row: more is not faster, less is slower
SHORT = 128  # tokens: a row is filled up to a multiple of NARROW up to it, of WIDE above
NARROW, WIDE = 8, 64
_SHAPES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


def can_pack(model: Any) -> bool:
    """Tell whether a SentenceTransformer is a plain BERT with mean or first-token pooling."""
    if [type(part).__name__ for part in model] not in _SHAPES:
        return False
    reader, pooling = model[0], model[1]
    config = reader.auto_model.config
    return (
        type(reader.auto_model).__name__ == "BertModel"
        and config.hidden_act == "gelu"
        and not config.is_decoder
        and getattr(config, "position_embedding_type", None) in (None, "absolute")
        and getattr(pooling, "pooling_mode", None) in ("mean", "cls")
        and pooling.include_prompt
        and not reader.do_lower_case
        and next(reader.auto_model.parameters()).device.type == "cpu"
    )


class PackedBert:
    """Token ids to vectors, with the weights of a model that :func:`can_pack`."""

    def __init__(self, model: Any) -> None:
        bert = model[0].auto_model
        embeddings = bert.embeddings
        self._first = model[1].pooling_mode == "cls"
        self._words = embeddings.word_embeddings.weight.detach()
        self._places = (
            embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        ).detach()
        self._norm = embeddings.LayerNorm
        heads = bert.config.num_attention_heads
        self._layers = [_Layer(layer, heads=heads) for layer in bert.encoder.layer]

    @torch.inference_mode()
    def embed(self, texts: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """Return float32 (n, hidden) of each text's ids, special tokens included; any length."""
        return torch.cat([self._pooled(row) for row in _rows(texts)]).numpy()

    def _pooled(self, texts: Sequence[Sequence[int]]) -> Tensor:
        lengths = [len(text) for text in texts]
        size = sum(lengths)
        ids, places = torch.zeros(2, _wide(size), dtype=torch.long)
        ids[:size] = torch.tensor([token for text in texts for token in text])
        places[:size] = torch.cat([torch.arange(length) for length in lengths])
        hidden = self._norm(self._words[ids] + self._places[places])
        for layer in self._layers:
            hidden = layer(hidden, lengths)
        parts = hidden[:size].float().split(lengths)
        return torch.stack([part[0] if self._first else part.mean(dim=0) for part in parts])


def _wide(tokens: int) -> int:
    """Return how long a row of so many tokens is made.

    oneDNN keeps some two megabytes of code for each length that ever came, whatever the capacity
    of its cache, so there must be few; what is added must be little beside a short question.
    """
    multiple = NARROW if tokens <= SHORT else WIDE
    return -(-tokens // multiple) * multiple


def _rows(texts: Sequence[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """Yield the texts in order, as many at once as have at most TOKENS together, at least one."""
    row: list[Sequence[int]] = []
    for text in texts:
        if row and sum(map(len, row)) + len(text) > TOKENS:
            yield row
            row = []
        row.append(text)
    yield row


class _Layer:
    """One encoder layer over a row of texts, (tokens, hidden) to the same shape."""

    def __init__(self, layer: Any, *, heads: int) -> None:
        own = layer.attention.self
        parts = (own.query, own.key, own.value)
        self._heads = heads
        self._qkv = _Linear(
            torch.cat([part.weight.detach() for part in parts]),
            torch.cat([part.bias.detach() for part in parts]),
        )
        self._attended = _Linear.of(layer.attention.output.dense)
        self._attended_norm = layer.attention.output.LayerNorm
        self._widened = _Linear.of(layer.intermediate.dense, gelu=True)
        self._narrowed = _Linear.of(layer.output.dense)
        self._norm = layer.output.LayerNorm

    def __call__(self, hidden: Tensor, lengths: Sequence[int]) -> Tensor:
        hidden = self._attended_norm(self._attended(self._attend(hidden, lengths)) + hidden)
        normed: Tensor = self._norm(self._narrowed(self._widened(hidden)) + hidden)
        return normed

    def _attend(self, hidden: Tensor, lengths: Sequence[int]) -> Tensor:
        """Each token looks at its own text's tokens only; what fills the row up looks at none."""
        qkv = self._qkv(hidden).view(len(hidden), 3, self._heads, -1).permute(1, 2, 0, 3)
        seen = torch.zeros_like(hidden).view(len(hidden), self._heads, -1)
        end = 0
        for length in lengths:
            start, end = end, end + length
            query, key, value = qkv[:, None, :, start:end]
            out = functional.scaled_dot_product_attention(query, key, value)
            seen[start:end] = out[0].transpose(0, 1)
        return seen.view_as(hidden)


class _Linear:
    """``x @ weight.T + bias``, then GELU if asked, its weight packed by oneDNN where that works."""

    def __init__(self, weight: Tensor, bias: Tensor, *, gelu: bool = False) -> None:
        self._weight, self._bias, self._gelu = weight, bias, gelu
        self._packed = _pack(weight)

    @classmethod
    def of(cls, linear: nn.Linear, *, gelu: bool = False) -> _Linear:
        return cls(linear.weight.detach(), linear.bias.detach(), gelu=gelu)

    def __call__(self, x: Tensor) -> Tensor:
        if self._packed is not None:
            after = "gelu" if self._gelu else "none"
            out: Tensor = torch.ops.mkldnn._linear_pointwise(
                x, self._packed, self._bias, after, [], "none"
            )
            return out
        out = functional.linear(x, self._weight, self._bias)
        return functional.gelu(out) if self._gelu else out


def _pack(weight: Tensor) -> Tensor | None:
    """Return the weight in oneDNN's own order, None where torch or the processor does not do it.

    torch's compiler calls the same two operators; they are not part of its public interface.
    """
    ops = torch.ops.mkldnn
    here = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    if not here or platform.machine() not in ("x86_64", "AMD64"):
        return None
    if weight.dtype not in (torch.float32, torch.bfloat16):
        return None
    try:
        if weight.dtype == torch.bfloat16 and not ops._is_mkldnn_bf16_supported():
            return None
        packed: Tensor = ops._reorder_linear_weight(weight.contiguous(), None)
        ops._linear_pointwise(weight[:1], packed, None, "gelu", [], "none")
    except (AttributeError, RuntimeError):
        return None
    return packed
