"""Our copying BART (:mod:`models.copy_bart`), run by OpenVINO without torch or transformers.

Three graphs. The encoder reads windows, and gives what the span head says of them and what the
decoder's layers look at. The decoder reads tokens after those it has read, of one window: several
texts at once look at the window as if they were one, for of it there is nothing to hide. The third
gives each token of the vocabulary its logit. What is copied is worked out in numpy.

Shapes: n windows, s tokens of a window, m texts, t tokens of a text, p tokens before them, d the
width of the model, h heads, L layers of the decoder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from models import tokenizer
from models.beams import Beam, Limits, beam_search
from models.constraints import Spans, continuations
from models.graph import UNSEEN, Builder, Names, runner
from models.network import LogProbability
from models.shapes import filled, padded
from models.span_scores import SpanScores
from models.tokenizer import FixedTokenizer
from models.weights import Weights, are_readable
from models.windows import Window, as_ids

if TYPE_CHECKING:
    from models.kept import Kept
    from models.runtime import Node

__all__ = ["CopyBart", "EncodedWindows"]

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]

TARGET = 8  # tokens: texts that are scored are filled up to a multiple, each shape is compiled
LOGITS = 64  # tokens whose logits are computed at once
OFFSET = 2  # of BART's places in their table
EPSILON = 1e-5  # what its norms add to a variance
NOT_COPYABLE = -1
_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedWindows:
    """Windows that were read.

    ``hidden``: states (n, s, d). ``seen``: the decoder's keys and values of them
    (n, 2L, h, s, d / h). ``spans``: the span head's logits (n, s, 2). ``mask`` (n, s): where a
    token stands. ``copy_ids`` (n, s): token ids, -1 where none can be copied.
    """

    windows: tuple[Window, ...]
    hidden: Floats
    seen: Floats
    spans: Floats
    mask: Ids
    copy_ids: Ids


class CopyBart:
    """See :class:`models.network.Network`. Safe to use from several threads."""

    has_span_head = True

    def __init__(
        self,
        folder: Path,
        tokenizer: FixedTokenizer,
        *,
        precision: str,
        once: bool = False,
        kept: Kept | None = None,
    ) -> None:
        """Compile the model in a ``folder`` of which :meth:`reads` is true.

        With the ``precision`` int8 the encoder's linear layers are, all else is f32. With ``once``
        few texts will come: the decoder is not compiled, and computes in f32. The encoder is not
        compiled either where it is ``kept``.
        """
        config = _config(folder)
        self._tokenizer = tokenizer
        self._eos, self._pad = config["eos_token_id"], config["pad_token_id"]
        self._start = config["decoder_start_token_id"]
        self._layers, self._heads = config["decoder_layers"], config["decoder_attention_heads"]
        self._head = config["d_model"] // self._heads
        self.max_tokens = min(config["max_position_embeddings"], tokenizer.limit)
        weights = Weights(folder)
        self._bonuses = [float(bonus) for bonus in weights["copy_induction"]]
        build = partial(Builder, weights, heads=self._heads, epsilon=EPSILON)
        read = {"ids": (np.int64, (-1, -1)), "mask": (np.int64, (-1, -1))}
        self._encoder = runner(
            partial(_encoder, config=config),
            partial(build, heads=config["encoder_attention_heads"], int8=precision == "int8"),
            read,
            precision=precision,
            kept=kept,
        )
        self._decoder = runner(
            partial(_decoder, layers=self._layers, width=config["d_model"]),
            build,
            _decoder_inputs(self._layers, self._heads, self._head),
            precision=precision,
            once=once,
        )
        states = {"states": (np.float32, (-1, config["d_model"]))}
        self._vocabulary = runner(_vocabulary, build, states, precision=precision, once=once)

    @staticmethod
    def reads(folder: Path) -> bool:
        """Return whether a folder has our copying BART, in numbers that can be read."""
        config = _config(folder)
        plain = config.get("activation_function") == "gelu" and not config.get("scale_embedding")
        if config.get("model_type") != "copy_bart" or not plain:
            return False
        return are_readable(folder) and (folder / tokenizer.FILE).is_file()

    def encode(self, windows: Sequence[Window]) -> EncodedWindows:
        """Read windows in one batch."""
        ids = as_ids(windows, pad=self._pad, most=self.max_tokens)
        mask = (ids != self._pad).astype(np.int64)
        hidden, seen, spans = self._encoder({"ids": ids, "mask": mask})
        return EncodedWindows(
            windows=tuple(windows),
            hidden=hidden,
            seen=seen,
            spans=spans,
            mask=mask,
            copy_ids=_copyable(ids, eos=self._eos, pad=self._pad),
        )

    def span_scores(self, encoded: EncodedWindows) -> list[SpanScores]:
        """Return for each window where the span head lets an answer begin and end."""
        allowed = encoded.copy_ids != NOT_COPYABLE
        allowed[:, 0] = True  # position 0 stands for "no answer"
        logits = np.where(allowed[:, :, None], encoded.spans, np.float32(UNSEEN))
        rows = _log_softmax(logits, axis=1).tolist()
        return [SpanScores.of(*pair) for pair in zip(encoded.windows, rows, strict=True)]

    def log_probabilities(
        self, encoded: EncodedWindows, window: int, texts: Sequence[str]
    ) -> list[LogProbability]:
        """Return the decoder's log-probability of each text, as what it writes of a window."""
        if not texts:
            return []
        ids = [[*one, self._eos] for one in self._tokenizer.ids(texts, special=False)]
        labels = filled(ids, padded(max(map(len, ids)), TARGET), self._pad)
        before = np.roll(labels, 1, axis=1)
        before[:, 0] = self._start
        states, attention, gate, _ = self._decode(encoded, window, before, self._nothing(len(ids)))
        counts = np.arange(labels.shape[1]) < np.array([len(one) for one in ids])[:, None]
        wanted = labels[counts]
        copied = np.where(
            encoded.copy_ids[window] == wanted[:, None], attention[counts], np.float32(0)
        ).sum(axis=1)
        known = _mixed(gate[counts], copied, self._written(states[counts], wanted))
        parts = np.split(known, np.cumsum([len(one) for one in ids])[:-1])
        return [LogProbability.of(part.tolist()) for part in parts]

    def search(
        self,
        encoded: EncodedWindows,
        beams: int,
        limits: Limits,
        sources: Sequence[Spans] | None,
    ) -> list[list[Beam]]:
        """Return for each window the ``beams`` best texts that its source allows, best first."""
        return [
            self._searched(encoded, window, beams, limits, sources[window] if sources else None)
            for window in range(len(encoded.windows))
        ]

    def _searched(
        self,
        encoded: EncodedWindows,
        window: int,
        beams: int,
        limits: Limits,
        source: Spans | None,
    ) -> list[Beam]:
        past = self._nothing(1)

        def step(texts: Sequence[tuple[int, ...]], parents: Sequence[int]) -> Floats:
            nonlocal past
            tokens = np.array(texts, dtype=np.int64)
            found = self._decode(encoded, window, tokens, past[:, list(parents)])
            states, attention, gate, past = found
            return self._mixture(states[:, -1], attention[:, -1], gate[:, -1], encoded, window)

        return beam_search(
            step,
            beams=beams,
            start=self._start,
            eos=self._eos,
            limits=limits,
            allowed=None if source is None else partial(continuations, source, eos=self._eos),
        )

    def _nothing(self, texts: int) -> Floats:
        """Return the keys and values of texts of which nothing was read: (2L, m, h, 0, d / h)."""
        shape = (2 * self._layers, texts, self._heads, 0, self._head)
        return np.zeros(shape, dtype=np.float32)

    def _decode(
        self, encoded: EncodedWindows, window: int, tokens: Ids, past: Floats
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Read the tokens (m, p + t) that come after those of ``past`` (2L, m, h, p, d / h).

        Return states (m, t, d), where each next token would be copied from (m, t, s), how probable
        it is that it is copied (m, t), and keys and values of all tokens read.
        """
        read = past.shape[3]
        news = tokens[:, read:]
        states, scores, gate, past = self._decoder(
            {
                "tokens": news,
                "places": np.arange(read, tokens.shape[1], dtype=np.int64) + OFFSET,
                "past": past,
                "later": _later(news.shape[1], read),
                "hidden": encoded.hidden[window],
                "seen": encoded.seen[window],
                "mask": encoded.mask[window : window + 1],
            }
        )
        bonus = _induction(encoded.copy_ids[window], tokens, news.shape[1], self._bonuses)
        attention = np.exp(_log_softmax(scores + bonus, axis=2))
        copied: Floats = np.reciprocal(1 + np.exp(-gate))
        return states, attention, copied, past

    def _written(self, states: Floats, wanted: Ids) -> Floats:
        """Return the probability of each ``wanted`` (k,) after ``states`` (k, d) if not copied."""
        found = []
        for first in range(0, len(states), LOGITS):
            some = slice(first, first + LOGITS)
            logits = self._logits(states[some])
            logits -= logits.max(axis=1, keepdims=True)
            chosen = np.take_along_axis(logits, wanted[some, None], axis=1)[:, 0]
            found.append(chosen - np.log(np.exp(logits, out=logits).sum(axis=1)))
        probabilities: Floats = np.exp(np.concatenate(found))
        return probabilities

    def _mixture(
        self,
        states: Floats,
        attention: Floats,
        gate: Floats,
        encoded: EncodedWindows,
        window: int,
    ) -> Floats:
        """Return the log-probability (m, vocabulary) of each token that may come next."""
        mixed = np.exp(_log_softmax(self._logits(states), axis=1)) * (1 - gate[:, None])
        ids = encoded.copy_ids[window]
        copied = attention[:, ids != NOT_COPYABLE] * gate[:, None]
        for row, shares in zip(mixed, copied, strict=True):
            np.add.at(row, ids[ids != NOT_COPYABLE], shares)
        known: Floats = np.log(np.maximum(mixed, _TINY))
        return known

    def _logits(self, states: Floats) -> Floats:
        """Return (k, vocabulary) of states (k, d)."""
        rows = np.zeros((padded(len(states), TARGET), states.shape[1]), dtype=np.float32)
        rows[: len(states)] = states
        (logits,) = self._vocabulary({"states": rows})
        return logits[: len(states)]


def _encoder(build: Builder, ids: Node, mask: Node, *, config: Mapping[str, Any]) -> list[Node]:
    """Return of ids and mask (n, s) what :class:`EncodedWindows` has.

    The span head is small and decides: it is never int8.
    """
    ops = build.ops
    x = _embedded(build, "encoder", ids, build.places_of(ids, first=OFFSET))
    bias = build.mask_bias(mask)
    for layer in range(config["encoder_layers"]):
        x = build.layer(x, _names(f"model.encoder.layers.{layer}", "self"), bias)
    seen = [
        ops.unsqueeze(build.split(build.linear(x, name)), 1)
        for layer in range(config["decoder_layers"])
        for names in [_names(f"model.decoder.layers.{layer}", "encoder")]
        for name in (names.key, names.value)
    ]
    return [x, ops.concat(seen, 1), build.linear(x, "span_head", exact=True)]


def _decoder_inputs(layers: int, heads: int, head: int) -> dict[str, tuple[Any, tuple[int, ...]]]:
    shape = (heads, -1, head)
    return {
        "tokens": (np.int64, (-1, -1)),
        "places": (np.int64, (-1,)),
        "past": (np.float32, (2 * layers, -1, *shape)),
        "later": (np.float32, (1, 1, -1, -1)),
        "hidden": (np.float32, (-1, heads * head)),
        "seen": (np.float32, (2 * layers, *shape)),
        "mask": (np.int64, (1, -1)),
    }


def _decoder(
    build: Builder,
    tokens: Node,
    places: Node,
    past: Node,
    later: Node,
    hidden: Node,
    seen: Node,
    mask: Node,
    *,
    layers: int,
    width: int,
) -> list[Node]:
    """Return what :meth:`CopyBart._decode` works with."""
    ops = build.ops
    bias, count = build.mask_bias(mask), ops.shape_of(tokens)
    x = _embedded(build, "decoder", tokens, places)
    read = []
    for layer in range(layers):
        own = _names(f"model.decoder.layers.{layer}", "self")
        key, value = (
            ops.concat([_row(ops, past, 2 * layer + at), build.split(build.linear(x, name))], 2)
            for at, name in enumerate((own.key, own.value))
        )
        query = build.split(build.linear(x, own.query))
        x = build.seen(x, query, key, value, own, later)
        read += [ops.unsqueeze(key, 0), ops.unsqueeze(value, 0)]
        cross = _names(f"model.decoder.layers.{layer}", "encoder")
        x = ops.reshape(x, [1, -1, width], special_zero=False)
        query = build.split(build.linear(x, cross.query))
        key, value = (ops.unsqueeze(_row(ops, seen, 2 * layer + at), 0) for at in (0, 1))
        x = build.wide(build.seen(x, query, key, value, cross, bias), cross)
        x = ops.reshape(x, ops.concat([count, [width]], 0), special_zero=False)
    query = ops.multiply(build.linear(x, "copy_query"), np.float32(width**-0.5))
    # (q Wk) h + q b equals q (Wk h + b), without a key for every token of the source.
    keys = ops.matmul(query, build.constant("copy_key.weight"), False, False)
    scores = ops.matmul(keys, hidden, False, True)
    same = ops.matmul(query, ops.unsqueeze(build.constant("copy_key.bias"), 1), False, False)
    gate = ops.squeeze(build.linear(x, "copy_gate"), 2)
    return [x, ops.add(scores, same), gate, ops.concat(read, 0)]


def _vocabulary(build: Builder, states: Node) -> list[Node]:
    """Return the logits (k, vocabulary) of states (k, d)."""
    return [build.ops.matmul(states, build.constant("model.shared.weight"), False, True)]


def _row(ops: Any, table: Node, place: int) -> Node:
    return ops.gather(table, ops.constant(place), ops.constant(0))


def _embedded(build: Builder, part: str, ids: Node, places: Node) -> Node:
    words = build.rows("model.shared.weight", ids)
    placed = build.ops.add(words, build.rows(f"model.{part}.embed_positions.weight", places))
    return build.norm(placed, f"model.{part}.layernorm_embedding")


def _names(layer: str, attention: str) -> Names:
    """Return the names of a layer whose attention is to it``self`` or to the ``encoder``."""
    return Names(
        query=f"{layer}.{attention}_attn.q_proj",
        key=f"{layer}.{attention}_attn.k_proj",
        value=f"{layer}.{attention}_attn.v_proj",
        out=f"{layer}.{attention}_attn.out_proj",
        attended=f"{layer}.{attention}_attn_layer_norm",
        widen=f"{layer}.fc1",
        narrow=f"{layer}.fc2",
        norm=f"{layer}.final_layer_norm",
    )


def _copyable(ids: Ids, *, eos: int, pad: int) -> Ids:
    """Return ``ids`` (n, s) with -1 wherever :func:`models.copy_bart.copyable` has it."""
    is_eos = ids == eos
    in_text = (is_eos.cumsum(axis=1) > 0) & ~is_eos & (ids != pad)
    return np.where(in_text, ids, NOT_COPYABLE)


def _induction(copy_ids: Ids, tokens: Ids, count: int, bonuses: Sequence[float]) -> Floats:
    """Return (m, count, s): what is added where the last tokens stand before a source's token.

    :data:`UNSEEN` where nothing can be copied.
    """
    copied = copy_ids == NOT_COPYABLE
    run = np.ones((len(tokens), count, len(copy_ids)), dtype=bool)
    total = np.where(copied, np.float32(UNSEEN), np.float32(0)) + np.zeros_like(run, np.float32)
    for back, bonus in enumerate(bonuses):
        before = _shifted(copy_ids[None], back + 1, fill=NOT_COPYABLE)
        last = _shifted(tokens, back, fill=NOT_COPYABLE - 1)[:, -count:]
        run &= before[:, None] == last[:, :, None]
        total += np.float32(bonus) * run
    return total


def _shifted(ids: Ids, count: int, *, fill: int) -> Ids:
    """Move ``ids`` (n, s) ``count`` places right."""
    shifted = np.full_like(ids, fill)
    shifted[:, count:] = ids[:, : ids.shape[1] - count]
    return shifted


def _later(count: int, read: int) -> Floats:
    """Return (1, 1, count, read + count): :data:`UNSEEN` where a token would see a later one."""
    rows = np.arange(read, read + count)[:, None]
    hidden = np.arange(read + count) > rows
    return np.where(hidden, np.float32(UNSEEN), np.float32(0))[None, None]


def _mixed(gate: Floats, copied: Floats, written: Floats) -> Floats:
    known: Floats = np.log(np.maximum(gate * copied + (1 - gate) * written, _TINY))
    return known


def _log_softmax(x: Floats, *, axis: int) -> Floats:
    shifted = x - x.max(axis=axis, keepdims=True)
    known: Floats = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return known


def _config(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    return found
