"""Any seq2seq model of transformers, run by torch as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import (
    AutoModelForSeq2SeqLM,
    DynamicCache,
    EncoderDecoderCache,
    LogitsProcessor,
)
from transformers.modeling_outputs import BaseModelOutput

from models.beams import Beam, Limits
from models.constraints import Spans, continuations
from models.copy_bart import IGNORED, CopyBartForConditionalGeneration, copyable
from models.loading import quietly
from models.network import LogProbability
from models.shapes import filled, padded
from models.span_scores import SpanScores
from models.tokenizer import FixedTokenizer
from models.windows import Window, as_ids

__all__ = ["EncodedBatch", "Seq2Seq", "torch_dtype"]

TARGET = 8  # tokens: texts are filled up to a multiple; memory is kept for each length
LOGITS = 2**25  # at most, of texts scored at once; in float32 they take 128 MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedBatch:
    """Windows that were read.

    ``hidden``: states (n, s, d). ``mask`` (n, s): 1 where a token stands. ``copy_ids`` (n, s):
    what :func:`models.copy_bart.copyable` returns, None for a model that cannot copy.
    """

    windows: tuple[Window, ...]
    hidden: Tensor
    mask: Tensor
    copy_ids: Tensor | None

    def arguments(self) -> dict[str, Any]:
        """Return what a model is called with."""
        found = {
            "encoder_outputs": BaseModelOutput(last_hidden_state=self.hidden),
            "attention_mask": self.mask,
        }
        return found if self.copy_ids is None else {**found, "decoder_copy_ids": self.copy_ids}

    def only(self, window: int, *, times: int) -> EncodedBatch:
        """Return a batch of one window, ``times`` of it, that share its memory."""
        one = slice(window, window + 1)
        copies = self.copy_ids
        return EncodedBatch(
            windows=self.windows[one] * times,
            hidden=_repeated(self.hidden[one], times),
            mask=_repeated(self.mask[one], times),
            copy_ids=None if copies is None else _repeated(copies[one], times),
        )


class Seq2Seq:
    """See :class:`models.network.Network`. Safe to use from several threads."""

    def __init__(self, model: Any, tokenizer: FixedTokenizer) -> None:
        self._model, self._tokenizer = model.eval(), tokenizer
        self._eos, self._pad = tokenizer.special["eos"], tokenizer.special["pad"]
        self._words = int(model.get_output_embeddings().weight.shape[0])
        self.has_span_head = isinstance(model, CopyBartForConditionalGeneration)
        limit = getattr(model.config, "max_position_embeddings", None)
        self.max_tokens = int(limit or min(tokenizer.limit, 512))

    @classmethod
    def load(cls, folder: Path, tokenizer: FixedTokenizer, *, precision: str) -> Seq2Seq:
        """Load a folder; ``precision`` is f32 or bf16."""
        with quietly():
            model = AutoModelForSeq2SeqLM.from_pretrained(
                folder,
                dtype=torch_dtype(precision),
                use_safetensors=True,
                local_files_only=True,
            )
        return cls(model, tokenizer)

    @torch.inference_mode()
    def encode(self, windows: Sequence[Window]) -> EncodedBatch:
        """Read windows in one batch."""
        ids = torch.from_numpy(as_ids(windows, pad=self._pad, most=self.max_tokens))
        mask = (ids != self._pad).long()
        output = self._model.get_encoder()(input_ids=ids, attention_mask=mask)
        return EncodedBatch(
            windows=tuple(windows),
            hidden=output.last_hidden_state,
            mask=mask,
            copy_ids=copyable(ids, eos=self._eos, pad=self._pad) if self.has_span_head else None,
        )

    @torch.inference_mode()
    def span_scores(self, encoded: EncodedBatch) -> list[SpanScores]:
        """Return for each window where the span head lets an answer begin and end."""
        logits = self._model.span_logits(encoded.hidden, encoded.copy_ids)
        rows = logits.log_softmax(dim=1).tolist()
        return [SpanScores.of(*pair) for pair in zip(encoded.windows, rows, strict=True)]

    @torch.inference_mode()
    def log_probabilities(
        self, encoded: EncodedBatch, window: int, texts: Sequence[str]
    ) -> list[LogProbability]:
        """Return the decoder's log-probability of each text, as what it writes of a window."""
        if not texts:
            return []
        ids = [[*one, self._eos] for one in self._tokenizer.ids(texts, special=False)]
        cross = self._cross_attention(encoded.only(window, times=1))
        found: dict[int, LogProbability] = {}
        for several in self._parts(ids):
            labels = _labels([ids[text] for text in several])
            batch = encoded.only(window, times=len(several))
            known = iter(self._known(batch, labels, cross).tolist())
            for text in several:
                found[text] = LogProbability.of(list(islice(known, len(ids[text]))))
        return [found[text] for text in range(len(texts))]

    @torch.inference_mode()
    def search(
        self,
        encoded: EncodedBatch,
        beams: int,
        limits: Limits,
        sources: Sequence[Spans] | None,
    ) -> list[list[Beam]]:
        """Return for each window the ``beams`` best texts that its source allows, best first."""
        width = max(beams, 2)  # of a single beam the library returns no score
        processors = [] if sources is None else [_SpanProcessor(sources, width, self._eos)]
        output = self._model.generate(
            **encoded.arguments(),
            min_new_tokens=limits.least or None,
            max_new_tokens=limits.most,
            no_repeat_ngram_size=limits.no_repeat,
            length_penalty=limits.length_penalty,
            early_stopping=limits.early,
            num_beams=width,
            num_return_sequences=beams,
            past_key_values=_BeamCache(DynamicCache(), DynamicCache()),
            logits_processor=processors,
            do_sample=False,
            return_dict_in_generate=True,
            output_scores=True,
        )
        scores = output.sequences_scores.float().tolist()
        texts = map(tuple, output.sequences[:, 1:].tolist())
        found = [Beam(*pair) for pair in zip(texts, scores, strict=True)]
        return [found[first : first + beams] for first in range(0, len(found), beams)]

    def _parts(self, ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Yield places in ``ids``, the shortest texts first, with at most LOGITS at once."""
        part: list[int] = []
        for place in sorted(range(len(ids)), key=lambda place: len(ids[place])):
            width = padded(len(ids[place]), TARGET)
            if part and (len(part) + 1) * width * self._words > LOGITS:
                yield part
                part = []
            part.append(place)
        yield part

    def _known(self, batch: EncodedBatch, labels: Tensor, cross: DynamicCache | None) -> Tensor:
        """Return (number of labels,): the log-probability of each in reading order."""
        if cross is None:
            logits = self._model(**batch.arguments(), labels=labels).logits
            return _picked(logits, labels)
        cache = EncoderDecoderCache(DynamicCache(), _of_all(cross, len(labels)))
        known: Tensor = self._model(
            **batch.arguments(), past_key_values=cache, labels=labels
        ).logits
        return known

    def _cross_attention(self, batch: EncodedBatch) -> DynamicCache | None:
        """Return the keys and values of a window: computed once, not once a text."""
        if not self.has_span_head:
            return None
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        self._model.get_decoder()(
            input_ids=batch.mask.new_full((1, 1), self._model.config.decoder_start_token_id),
            encoder_hidden_states=batch.hidden,
            encoder_attention_mask=batch.mask,
            past_key_values=cache,
            use_cache=True,
        )
        cross: DynamicCache = cache.cross_attention_cache
        return cross


class _SpanProcessor(LogitsProcessor):  # type: ignore[misc]
    """Allow only what continues each source's spans, for ``beams`` texts of each."""

    def __init__(self, sources: Sequence[Spans], beams: int, eos: int) -> None:
        self._sources, self._beams, self._eos = sources, beams, eos

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """Return ``scores`` (n * beams, vocabulary) with minus infinity where not allowed."""
        masked = torch.full_like(scores, float("-inf"))
        for row, written in enumerate(input_ids[:, 1:].tolist()):
            source = self._sources[row // self._beams]
            allowed = continuations(source, tuple(written), eos=self._eos)
            masked[row, allowed] = scores[row, allowed]
        return masked


class _BeamCache(EncoderDecoderCache):  # type: ignore[misc]
    """A cache whose cross-attention is never reordered: a window's beams all share it."""

    def reorder_cache(self, beam_idx: Tensor) -> None:
        """Reorder only what the beams themselves wrote."""
        self.self_attention_cache.reorder_cache(beam_idx)


def torch_dtype(precision: str) -> torch.dtype:
    """Return torch's name of a precision: f32 or bf16."""
    return {"f32": torch.float32, "bf16": torch.bfloat16}[precision]


def _repeated(tensor: Tensor, times: int) -> Tensor:
    return tensor.expand(times, *tensor.shape[1:])


def _of_all(cross: DynamicCache, times: int) -> DynamicCache:
    """Return the keys and values of one window for ``times`` texts; ``cross`` stays as it is."""
    found = DynamicCache()
    for layer in cross.layers:
        own = copy(layer)
        own.keys, own.values = _repeated(layer.keys, times), _repeated(layer.values, times)
        found.layers.append(own)
    return found


def _labels(ids: Sequence[Sequence[int]]) -> Tensor:
    """Return (texts, tokens), filled up with :data:`IGNORED` to a multiple of TARGET."""
    return torch.from_numpy(filled(ids, padded(max(map(len, ids)), TARGET), IGNORED))


def _picked(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the log-probability of each label that counts, of logits (n, t, vocabulary)."""
    rows = labels != IGNORED
    known = logits[rows].float().log_softmax(dim=-1)
    return known.gather(1, labels[rows].unsqueeze(1)).squeeze(1)
