"""A sentence-transformers model: text to vectors of length 1."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from pickle import PicklingError
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models.bert import Bert
from models.loading import EMBEDDER, PRETRAINED, loaded_again, quietly, resolve, weights_hash
from models.precision import inference_precision, question_precision
from models.tokenizer import FixedTokenizer

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["SentenceEmbedder"]

BATCH = 16
MULTIPLE = 8  # of tokens: torch keeps about a megabyte for each length of a batch that ever came


class SentenceEmbedder:
    """Any sentence-transformers model with its own prompts for queries and passages.

    Safe to use from several threads. Pickled it is its name: another process loads it again.
    """

    def __init__(self, model: SentenceTransformer | Bert, *, name: str, revision: str) -> None:
        self._reader = model if isinstance(model, Bert) else _Padded(model)
        prompts = self._reader.prompts
        self._query_prompt = prompts.get("query", "")
        self._passage_prompt = prompts.get("document") or prompts.get("passage", "")
        self._name, self._revision = name, revision
        self._again: tuple[Any, ...] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        if self._again is None:
            raise PicklingError(f"the embedder {self._name!r} was not loaded from a folder")
        return self._again

    @classmethod
    def load(
        cls,
        name: str | Path = EMBEDDER,
        *,
        revision: str | None = None,
        online: bool = False,
        precision: str | None = None,
        questions: str | None = None,
        compiled: bool = True,
        once: bool = False,
    ) -> SentenceEmbedder:
        """Load a folder, an embedded model or a hub id; see :func:`models.loading.resolve`.

        ``precision`` is the number format to compute in, f32 or bf16; without one it is what
        :func:`models.precision.inference_precision` says. ``questions`` is that of questions, which
        may be int8; without either it is what :func:`models.precision.question_precision` says for
        the embedded model, whose loss was measured, and the same as ``precision`` for others. With
        ``compiled`` a plain BERT runs in OpenVINO (:mod:`models.bert`); every other model, and all
        without it, in sentence-transformers, questions in ``precision``. With ``once``, for a
        process that embeds few short texts, numpy runs it, in float32: OpenVINO takes longer to
        compile it.
        """
        folder = resolve(name, revision=revision, online=online)
        if precision is None:
            precision = inference_precision()
            if folder == PRETRAINED / EMBEDDER:
                questions = questions or question_precision()
        model = None
        if compiled:
            model = Bert.load(folder, precision=precision, questions=questions, once=once)
        model = model or _sentence_transformer(folder, precision)
        shown = folder.name if Path(name).exists() else str(name)
        made = cls(model, name=shown, revision=revision or weights_hash(folder))
        made._again = loaded_again(
            cls.load,
            name,
            revision=revision,
            precision=precision,
            questions=questions,
            compiled=compiled,
        )
        return made

    @property
    def name(self) -> str:
        """Name of the folder the model was loaded from."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._reader.dimension

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text are embedded, prompt and special tokens included."""
        return self._reader.max_tokens

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What made the vectors; equal means interchangeable (to the precision of bfloat16)."""
        return {
            "name": self._name,
            "revision": self._revision,
            "dimension": str(self.dimension),
            "query_prompt": self._query_prompt,
            "passage_prompt": self._passage_prompt,
        }

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in tokens, prompt and special tokens included."""
        return self._reader.lengths([self._passage_prompt + text for text in texts])

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1."""
        return self._embed(texts, self._query_prompt, questions=True)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of length 1."""
        return self._embed(texts, self._passage_prompt)

    def _embed(
        self, texts: Sequence[str], prompt: str, *, questions: bool = False
    ) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._reader.embed(texts, prompt=prompt, questions=questions)
        unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


class _Padded:
    """A model of sentence-transformers, as it is.

    One thread embeds at a time: :meth:`SentenceTransformer.encode` sets its tokenizer's padding
    and truncation, and what other models' modules change while they compute is not known.
    """

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model.eval()
        self._lock = threading.Lock()
        self._whole = FixedTokenizer.of(model.tokenizer)
        self.prompts: Mapping[str, str] = model.prompts or {}
        self.max_tokens = int(model.max_seq_length)
        self.dimension = int(model.get_embedding_dimension())
        if self.max_tokens % MULTIPLE == 0:
            model[0].processing_kwargs = {"text": {"pad_to_multiple_of": MULTIPLE}}

    def lengths(self, texts: Sequence[str]) -> list[int]:
        return self._whole.lengths(texts)

    def embed(
        self, texts: Sequence[str], *, prompt: str, questions: bool = False
    ) -> NDArray[np.float32]:
        """Return float32 (n, dimension); of a question no other than of a passage."""
        with self._lock:
            vectors: NDArray[np.floating] = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return vectors.astype(np.float32)


def _sentence_transformer(folder: Path, precision: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    from models.seq2seq import torch_dtype

    with quietly():
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            model_kwargs={"dtype": torch_dtype(precision), "use_safetensors": True},
        )
