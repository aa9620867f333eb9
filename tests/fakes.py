"""Real, deterministic stand-ins for the models: nothing is patched, everything is computed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


class HashEmbedder:
    """An :class:`qa.interfaces.Embedder` of hashed characters and pairs: near texts, near vectors.

    One character is one token, and two more a text, as with a BERT. ``seed`` makes another model,
    ``calls`` counts the texts embedded as passages.
    """

    def __init__(self, *, dimension: int = 256, max_tokens: int = 512, seed: int = 0) -> None:
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.seed = seed
        self.calls = 0

    @property
    def fingerprint(self) -> Mapping[str, str]:
        return {"name": f"hash-{self.seed}", "dimension": str(self.dimension)}

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) + 2 for text in texts]

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._vector(text) for text in texts], np.float32).reshape(
            -1, self.dimension
        )

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += len(texts)
        return self.embed_queries(texts)

    def _vector(self, text: str) -> NDArray[np.float32]:
        text = text[: self.max_tokens - 2]
        grams = [*text, *(text[i : i + 2] for i in range(len(text) - 1)), ""]
        rows = [zlib.crc32(f"{self.seed}{gram}".encode()) % self.dimension for gram in grams]
        counts = np.sqrt(np.bincount(rows, minlength=self.dimension))
        return np.asarray(counts / np.linalg.norm(counts), np.float32)
