"""A BERT that reads texts one after another in one long row, without padding.

The vectors are those of transformers' own BertModel to the precision of the number format. A text's
vector does not depend on the texts beside it. Linear layers keep their weights in the order the
processor reads them in, where torch can do that.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoTokenizer, BertModel

from models.shapes import padded
from models.tokenizer import FixedTokenizer

__all__ = ["PackedBert"]

TOKENS = 2048  # in a row: more is not faster, less is slower
SHORT = 128  # tokens: a row is filled up to a multiple of NARROW up to it, of WIDE above
NARROW, WIDE = 8, 64
_SHAPES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
_FLAGS = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}


class PackedBert:
    """A plain BERT in a folder of sentence-transformers, which is not needed to read it.

    ``prompts`` are the model's own by name; a text is cut at ``max_tokens``, prompt and special
    tokens included. Safe to use from several threads: nothing is changed once it is made.
    """

    def __init__(self, model: Any, tokenizer: Any, folder: Path, *, pooling: str) -> None:
        """Pack the weights of transformers' ``model``; :meth:`load` is how to get one."""
        embeddings = model.embeddings
        self.prompts: dict[str, str] = _settings(folder, "config_sentence_transformers").get(
            "prompts", {}
        )
        self.max_tokens = min(
            int(tokenizer.model_max_length),
            int(model.config.max_position_embeddings),
            int(_settings(folder, "sentence_bert_config").get("max_seq_length") or 1_000_000),
        )
        self._whole = FixedTokenizer(tokenizer)
        self._cut = FixedTokenizer(tokenizer, max_tokens=self.max_tokens)
        self._first = pooling == "cls"
        self._words = embeddings.word_embeddings.weight.detach()
        self._places = (
            embeddings.position_embeddings.weight + embeddings.token_type_embeddings.weight[0]
        ).detach()
        self._norm = embeddings.LayerNorm
        heads = model.config.num_attention_heads
        self._layers = [_Layer(layer, heads=heads) for layer in model.encoder.layer]

    @classmethod
    def load(cls, folder: Path, *, dtype: torch.dtype) -> PackedBert | None:
        """Load a folder; None for what is no BERT with mean or first-token pooling."""
        pooling = _pooling(folder)
        if pooling is None:
            return None
        model = BertModel.from_pretrained(
            folder, dtype=dtype, use_safetensors=True, local_files_only=True
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        return cls(model.eval(), tokenizer, folder, pooling=pooling)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._words.shape[1])

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return each text's number of tokens before it is cut, special tokens included."""
        return self._whole.lengths(texts)

    def embed(self, texts: Sequence[str], *, prompt: str) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of any length."""
        return self._embed(self._cut.ids([prompt + text for text in texts]))

    @torch.inference_mode()
    def _embed(self, texts: Sequence[Sequence[int]]) -> NDArray[np.float32]:
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


def _pooling(folder: Path) -> str | None:
    """Return how token vectors become a text's: ``mean`` or ``cls``, None if this is other."""
    config = _settings(folder, "config")
    modules = [module["type"].rpartition(".")[2] for module in _settings(folder, "modules", [])]
    pooling = _settings(folder, "1_Pooling/config")
    mode = pooling.get("pooling_mode") or _flagged(pooling)
    plain = (
        modules in _SHAPES
        and config.get("model_type") == "bert"
        and config.get("hidden_act", "gelu") == "gelu"
        and not config.get("is_decoder")
        and config.get("position_embedding_type") in (None, "absolute")
        and not _settings(folder, "sentence_bert_config").get("do_lower_case")
        and pooling.get("include_prompt", True)
        and mode in ("mean", "cls")
    )
    return mode if plain else None


def _flagged(pooling: Mapping[str, Any]) -> str | None:
    """Return the one way of pooling of an older folder, which has a flag for each."""
    ways = [name for name, value in pooling.items() if name.startswith("pooling_mode_") and value]
    return _FLAGS.get(ways[0]) if len(ways) == 1 else None


def _settings(folder: Path, name: str, default: Any = MappingProxyType({})) -> Any:
    path = folder / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else default


def _wide(tokens: int) -> int:
    """Return how long a row of so many tokens is made.

    oneDNN keeps some two megabytes of code for each length that ever came, whatever the capacity
    of its cache, so there must be few; what is added must be little beside a short question.
    """
    return padded(tokens, NARROW if tokens <= SHORT else WIDE)


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
