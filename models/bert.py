"""A plain BERT of sentence-transformers, without torch or transformers: run by OpenVINO or numpy.

The vectors are those of sentence-transformers to the precision of the number format.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models import tokenizer
from models.graph import Builder, Names, Runner, runner
from models.shapes import filled, padded
from models.tokenizer import FixedTokenizer
from models.weights import Weights, are_readable

if TYPE_CHECKING:
    from models.runtime import Node

__all__ = ["Bert"]

TOKENS = 2048  # in a batch, filled up
SHORT = 128  # tokens: a batch is filled up to a multiple of NARROW up to it, of WIDE above
NARROW, WIDE = 16, 32
QUESTION = 8  # the same of questions, which come one by one and are short
USUAL = 24  # tokens of one in int8 at least: a change of shape takes as long as 12 of them
_SHAPES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
_FLAGS = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}


class Bert:
    """A plain BERT in a folder of sentence-transformers, which is not needed to read it.

    ``prompts`` are the model's own by name; a text is cut at ``max_tokens``, prompt and special
    tokens included. Safe to use from several threads.
    """

    def __init__(
        self,
        folder: Path,
        *,
        pooling: str,
        precision: str,
        questions: str | None = None,
        once: bool = False,
    ) -> None:
        """Nothing is compiled before it is asked for. :meth:`load` is how to get one."""
        config = _settings(folder, "config")
        self.prompts: dict[str, str] = _settings(folder, "config_sentence_transformers").get(
            "prompts", {}
        )
        most = min(
            int(config["max_position_embeddings"]),
            int(_settings(folder, "sentence_bert_config").get("max_seq_length") or 10**9),
        )
        self._cut = FixedTokenizer.load(folder, most=most)
        self.max_tokens = min(self._cut.limit, most)
        self.dimension = int(config["hidden_size"])
        describe = partial(_vectors, layers=config["num_hidden_layers"], pooling=pooling)
        build = partial(
            Builder,
            Weights(folder),
            heads=config["num_attention_heads"],
            epsilon=config.get("layer_norm_eps", 1e-12),
        )
        self._made = partial(_runner, describe, build)
        reads = partial(_tokens, layers=config["num_hidden_layers"])
        self._hidden = partial(_runner, reads, build, precision, once=once)
        self._once, self._precision = once, precision
        self._questions = precision if once else questions or precision
        self._making = threading.Lock()
        self._runners: dict[str, Runner] = {}
        self._is_first = True

    @classmethod
    def load(
        cls, folder: Path, *, precision: str, questions: str | None = None, once: bool = False
    ) -> Bert | None:
        """Load a folder; None for what is no BERT with mean or first-token pooling.

        With ``questions`` they are computed in that number format, which may also be int8, by a
        program of their own. With ``once`` few texts will come: nothing is compiled, and all is
        computed in float32. So is, where questions have a program, the first text that is none, if
        it comes alone: who only searches has no other.
        """
        pooling = _pooling(folder)
        if pooling is None or not (folder / tokenizer.FILE).is_file():
            return None
        if not are_readable(folder):
            return None
        return cls(folder, pooling=pooling, precision=precision, questions=questions, once=once)

    @cached_property
    def tokens(self) -> FixedTokenizer:
        """What makes tokens of a text, and never cuts it."""
        return self._cut.cut_at(None)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return each text's number of tokens before it is cut, special tokens included."""
        return self.tokens.lengths(texts)

    def embed(
        self, texts: Sequence[str], *, prompt: str, questions: bool = False
    ) -> NDArray[np.float32]:
        """Return float32 (n, dimension), each row of any length; ``questions``: of questions."""
        run = self._runner(len(texts), questions)
        narrow = QUESTION if questions else NARROW
        least = USUAL if questions and self._questions == "int8" else narrow
        rows = self._cut.ids([prompt + text for text in texts])
        found = np.empty((len(rows), self.dimension), dtype=np.float32)
        for places in _batches([len(row) for row in rows], narrow):
            several = [rows[place] for place in places]
            width = min(max(least, _wide(max(map(len, several)), narrow)), self.max_tokens)
            (vectors,) = run(_inputs(several, width))
            found[places] = vectors
        return found

    def parts(
        self, rows: Sequence[Sequence[int]], places: Sequence[Sequence[tuple[int, int]]]
    ) -> list[NDArray[np.float32]]:
        """Return of each row of token ids float32 (parts, dimension): its parts' mean tokens.

        A part is its first token's place in the row, and that behind its last one. No row is longer
        than ``max_tokens``.
        """
        with self._making:
            run = self._reader
        found = [np.empty((0, self.dimension), dtype=np.float32)] * len(rows)
        for several in _batches([len(row) for row in rows], NARROW) if rows else ():
            width = min(_wide(max(len(rows[one]) for one in several), NARROW), self.max_tokens)
            (tokens,) = run(_inputs([rows[one] for one in several], width))
            for one, read in zip(several, tokens, strict=True):
                if places[one]:
                    found[one] = np.stack(
                        [read[start:end].mean(axis=0) for start, end in places[one]]
                    )
        return found

    @cached_property
    def _reader(self) -> Runner:
        return self._hidden()

    def _runner(self, texts: int, questions: bool) -> Runner:
        """Return what computes so many texts."""
        precision = self._questions if questions else self._precision
        with self._making:
            alone = self._is_first and texts == 1 and precision != self._questions
            self._is_first &= questions
            if precision not in self._runners:
                if alone:
                    return self._made("f32", once=True)
                self._runners[precision] = self._made(precision, once=self._once)
            return self._runners[precision]


def _runner(
    describe: Callable[..., Sequence[Any]],
    build: Callable[..., Builder],
    precision: str,
    *,
    once: bool,
) -> Runner:
    return runner(
        describe,
        partial(build, int8=precision == "int8"),
        {"ids": (np.int64, (-1, -1)), "mask": (np.int64, (-1, -1))},
        precision=precision,
        once=once,
    )


def _vectors(build: Builder, ids: Node, mask: Node, *, layers: int, pooling: str) -> list[Node]:
    """Return the vectors (n, d) of ids and mask (n, t)."""
    (x,) = _tokens(build, ids, mask, layers=layers)
    return [_pooled(build.ops, x, mask, pooling)]


def _tokens(build: Builder, ids: Node, mask: Node, *, layers: int) -> list[Node]:
    """Return what is read of each token (n, t, d) of ids and mask (n, t)."""
    words = build.rows("embeddings.word_embeddings.weight", ids)
    places = build.rows("embeddings.position_embeddings.weight", build.places_of(ids))
    kinds = build.rows("embeddings.token_type_embeddings.weight", build.ops.constant(0))
    placed = build.ops.add(build.ops.add(words, places), kinds)
    x = build.norm(placed, "embeddings.LayerNorm")
    bias = build.mask_bias(mask)
    for layer in range(layers):
        x = build.layer(x, _names(f"encoder.layer.{layer}"), bias)
    return [x]


def _pooled(ops: Any, x: Node, mask: Node, pooling: str) -> Node:
    """Return (n, d): the first token of ``x`` (n, t, d), or the mean over those of ``mask``."""
    if pooling == "cls":
        return ops.gather(x, ops.constant(0), ops.constant(1))
    weight = ops.unsqueeze(ops.convert(mask, destination_type=np.float32), 2)
    total = ops.reduce_sum(ops.multiply(x, weight), ops.constant(1))
    return ops.divide(total, ops.reduce_sum(weight, ops.constant(1)))


def _names(layer: str) -> Names:
    return Names(
        query=f"{layer}.attention.self.query",
        key=f"{layer}.attention.self.key",
        value=f"{layer}.attention.self.value",
        out=f"{layer}.attention.output.dense",
        attended=f"{layer}.attention.output.LayerNorm",
        widen=f"{layer}.intermediate.dense",
        narrow=f"{layer}.output.dense",
        norm=f"{layer}.output.LayerNorm",
    )


def _batches(lengths: Sequence[int], narrow: int) -> Iterator[list[int]]:
    """Yield places of texts of like lengths, at most TOKENS a batch when filled up."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: lengths[place]):
        if batch and (len(batch) + 1) * _wide(lengths[place], narrow) > TOKENS:
            yield batch
            batch = []
        batch.append(place)
    yield batch


def _inputs(rows: Sequence[Sequence[int]], width: int) -> dict[str, NDArray[np.int64]]:
    """Return rows of token ids, filled up to ``width``, and which of them are theirs."""
    mask = filled([[1] * len(row) for row in rows], width, 0)
    return {"ids": filled(rows, width, 0), "mask": mask}


def _wide(tokens: int, narrow: int) -> int:
    """Return how many tokens a text of so many is filled up to: each new shape is compiled."""
    return padded(tokens, narrow if tokens <= SHORT else WIDE)


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
