"""A tiny base model with random weights: everything but the training is real."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import torch

from models.training.base import SPECIALS, Base
from models.training.initial import generator_tokenizer, save_embedder, start_generator

TEXT = (
    "昨日上午县长李明远在河西镇主持召开粮食收购工作会议，今年全县总产量达到万吨比去年增加。"
    "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有座位个！问题:标题摘要无法回答（二期）；《》"
)
WORDS = ("会议", "粮食", "图书", "李明", "今年", "李明远")


def tiny_base(hidden: int = 32, layers: int = 2) -> Base:
    """Return a base of ``layers`` layers over the characters of TEXT, digits, ASCII and WORDS."""
    rng = np.random.default_rng(0)
    letters = [chr(code) for code in range(0x21, 0x7F)]
    pieces = [*SPECIALS, "▁", *letters, *sorted(set(TEXT) - set(letters)), *WORDS, "▁会议"]
    pieces = [piece for piece in pieces if piece not in "，（）：；！？"]
    scores = [0.0] * 4 + [-6.0 if len(piece) == 1 else -7.0 for piece in pieces[4:]]

    def random(*shape: int) -> np.ndarray:
        return (rng.standard_normal(shape) * 0.1).astype(np.float32)

    tensors = {
        "embeddings.word_embeddings.weight": random(len(pieces), hidden),
        "embeddings.position_embeddings.weight": random(512, hidden),
        "embeddings.token_type_embeddings.weight": random(2, hidden),
        "embeddings.LayerNorm.weight": np.ones(hidden, np.float32),
        "embeddings.LayerNorm.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(layers):
        prefix = f"encoder.layer.{layer}"
        for name in ("query", "key", "value"):
            tensors[f"{prefix}.attention.self.{name}.weight"] = random(hidden, hidden)
            tensors[f"{prefix}.attention.self.{name}.bias"] = random(hidden)
        for name, shape in {
            "attention.output.dense": (hidden, hidden),
            "intermediate.dense": (4 * hidden, hidden),
            "output.dense": (hidden, 4 * hidden),
        }.items():
            tensors[f"{prefix}.{name}.weight"] = random(*shape)
            tensors[f"{prefix}.{name}.bias"] = random(shape[0])
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            tensors[f"{prefix}.{name}.weight"] = np.ones(hidden, np.float32)
            tensors[f"{prefix}.{name}.bias"] = np.zeros(hidden, np.float32)
    return Base(tensors=tensors, pieces=tuple(pieces), scores=tuple(scores), source="tiny")


def save_tiny(folder: Path) -> Path:
    """Save ``embedder`` and ``generator`` of a tiny base under ``folder``."""
    torch.manual_seed(0)  # the heads that no base has are the same in whatever order tests run
    base = tiny_base()
    save_embedder(base, folder / "embedder")
    start_generator(base, decoder_layers=2).save_pretrained(folder / "generator")
    generator_tokenizer(base).save_pretrained(folder / "generator")
    return folder


def runs_forward(written: str, sentence: str) -> bool:
    """Return whether the characters written stand in the sentence in their order."""
    rest = iter(sentence)
    return all(character in rest for character in written)


def quantised_file(base: Base) -> bytes:
    """Return the base as an ``E5S1`` file whose matrices are Q4_0 and vectors fp32."""
    hidden = base.tensors["embeddings.LayerNorm.bias"].shape[0]
    layers = 1 + max(int(n.split(".")[2]) for n in base.tensors if n.startswith("encoder"))
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", hidden, layers, 1, 4 * hidden, len(base.pieces), 512, 2)
    head += struct.pack("<fi", 1e-12, 32)
    blob = "".join(base.pieces).encode()
    ends = np.cumsum([0] + [len(piece.encode()) for piece in base.pieces]).astype("<u4")
    head += struct.pack("<5i", len(base.pieces), 0, 2, 1, 3) + struct.pack("<Q", len(blob))
    head += ends.tobytes() + np.array(base.scores, "<f4").tobytes() + blob
    head += struct.pack("<iI", 0, 0)
    tensors = {_short(name): values for name, values in base.tensors.items()}
    payloads = {n: _q4(v) if v.ndim == 2 else v.tobytes() for n, v in tensors.items()}
    table = sum(2 + len(n.encode()) + 1 + 4 + 8 + 8 for n in payloads)
    offset = len(head) + 4 + table
    head += struct.pack("<i", len(payloads))
    for name, payload in payloads.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", 1, tensors[name].size, offset, len(payload))
        offset += len(payload)
    return head + b"".join(payloads.values())


_SHORT = {
    "embeddings.word_embeddings.weight": "emb.word",
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm.weight": "emb.ln.w",
    "embeddings.LayerNorm.bias": "emb.ln.b",
}
_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def _short(name: str) -> str:
    if name in _SHORT:
        return _SHORT[name]
    _, _, layer, rest = name.split(".", 3)
    part, kind = rest.rsplit(".", 1)
    return f"l{layer}.{_PARTS[part]}.{kind[0]}"


def _q4(values: np.ndarray) -> bytes:
    blocks = values.reshape(-1, 32)
    scale = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype("<f2")
    levels = np.clip(np.round(blocks / np.maximum(scale.astype(np.float32), 1e-8)) + 8, 0, 15)
    nibbles = levels.astype(np.uint8)
    packed = nibbles[:, :16] | nibbles[:, 16:] << 4
    return np.concatenate([scale.view(np.uint8), packed], axis=1).tobytes()
