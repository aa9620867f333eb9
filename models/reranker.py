"""Any cross-encoder of sentence-transformers: how well a text answers a question, read together."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any

from sentence_transformers import CrossEncoder

from models.loading import quietly, resolve, weights_hash
from models.precision import inference_precision
from models.seq2seq import torch_dtype

__all__ = ["CrossReranker"]

BATCH = 16


class CrossReranker:
    """A cross-encoder with one score. Safe to use from several threads: one reads at a time."""

    def __init__(self, model: Any, *, name: str, revision: str) -> None:
        """Take a model. Raises ValueError for one that gives several scores."""
        if model.num_labels != 1:
            raise ValueError(
                f"it gives {model.num_labels} scores where a reranker gives one: give a "
                "cross-encoder that was trained to rank"
            )
        self._model = model
        self._lock = threading.Lock()
        self.name, self._revision = name, revision

    @classmethod
    def load(cls, name: str, *, revision: str | None = None, online: bool = False) -> CrossReranker:
        """Load a folder or a hub id: see :func:`models.loading.resolve`."""
        folder = resolve(name, revision=revision, online=online)
        with quietly():
            model = CrossEncoder(
                str(folder),
                device="cpu",
                local_files_only=True,
                model_kwargs={
                    "dtype": torch_dtype(inference_precision()),
                    "use_safetensors": True,
                },
            )
        return cls(model, name=name, revision=revision or weights_hash(folder))

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What makes the scores: name and weights."""
        return {"name": self.name, "revision": self._revision}

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers, higher is better."""
        if not texts:
            return []
        with self._lock:
            scores = self._model.predict(
                [(question, text) for text in texts],
                batch_size=BATCH,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return [float(score) for score in scores]
