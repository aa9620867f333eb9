"""What a model thinks of given texts: its decoder's and its span head's probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from typing import Any

import torch
from torch import Tensor
from transformers import DynamicCache, EncoderDecoderCache

from models.batches import EncodedBatch, rows_of
from models.copy_bart import IGNORED, CopyBartForConditionalGeneration
from models.shapes import padded
from models.span_scores import SpanScores
from models.tokenizer import FixedTokenizer

__all__ = ["LogProbability", "Scorer"]

MULTIPLE = 8  # of tokens, as wide as texts are: see models.packed
LOGITS = 2**25  # at most, of texts scored at once; in float32 they take 128 MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProbability:
    """Of a text, its end token included: the sum over its tokens and their mean, at most 0."""

    total: float
    mean: float


class Scorer:
    """Scores texts, and spans of text, as what is written of a batch's windows.

    ``available``: whether the model has a span head; only our copying BART has.
    """

    def __init__(self, model: Any, tokenizer: FixedTokenizer, *, eos: int) -> None:
        self._model, self._tokenizer, self._eos = model, tokenizer, eos
        self._words = int(model.get_output_embeddings().weight.shape[0])
        self.available = isinstance(model, CopyBartForConditionalGeneration)

    def span_scores(self, batch: EncodedBatch) -> list[SpanScores]:
        """Return for each window where the span head lets an answer begin and end."""
        logits = self._model.span_logits(batch.hidden, batch.copy_ids)
        rows = logits.log_softmax(dim=1).tolist()
        return [SpanScores.of(*pair) for pair in zip(batch.windows, rows, strict=True)]

    def log_probabilities(
        self, batch: EncodedBatch, rows: Sequence[int], texts: Sequence[str]
    ) -> list[LogProbability]:
        """Return the decoder's log-probability of each text; text i is of window ``rows[i]``."""
        if not texts:
            return []
        ids = [[*one, self._eos] for one in self._tokenizer.ids(texts, special=False)]
        cross = self._cross_attention(batch) if self.available else None
        found: dict[int, LogProbability] = {}
        for several in self._parts(ids):
            chosen = torch.tensor([rows[text] for text in several])
            labels = _labels([ids[text] for text in several])
            known = iter(self._known(batch, chosen, labels, cross).tolist())
            for text in several:
                total = math.fsum(islice(known, len(ids[text])))
                found[text] = LogProbability(total=total, mean=total / len(ids[text]))
        return [found[text] for text in range(len(texts))]

    def _parts(self, ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
        """Yield places in ``ids``, the shortest texts first, with at most LOGITS at once."""
        part: list[int] = []
        for place in sorted(range(len(ids)), key=lambda place: len(ids[place])):
            width = padded(len(ids[place]), MULTIPLE)
            if part and (len(part) + 1) * width * self._words > LOGITS:
                yield part
                part = []
            part.append(place)
        yield part

    def _known(
        self,
        batch: EncodedBatch,
        rows: Tensor,
        labels: Tensor,
        cross: DynamicCache | None,
    ) -> Tensor:
        """Return (number of labels,): the log-probability of each in reading order."""
        arguments = batch.arguments(rows)
        if cross is None:
            return _picked(self._model(**arguments, labels=labels).logits, labels)
        cache = EncoderDecoderCache(DynamicCache(), _of_rows(cross, rows))
        known: Tensor = self._model(**arguments, past_key_values=cache, labels=labels).logits
        return known

    def _cross_attention(self, batch: EncodedBatch) -> DynamicCache:
        """Return the keys and values of all windows: computed once a window, not once a text."""
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        mask = batch.attention_mask
        self._model.get_decoder()(
            input_ids=mask.new_full((len(mask), 1), self._model.config.decoder_start_token_id),
            encoder_hidden_states=batch.hidden,
            encoder_attention_mask=mask,
            past_key_values=cache,
            use_cache=True,
        )
        cross: DynamicCache = cache.cross_attention_cache
        return cross


def _of_rows(cross: DynamicCache, rows: Tensor) -> DynamicCache:
    """Return the keys and values of ``rows`` only; ``cross`` stays as it is."""
    found = DynamicCache()
    for layer in cross.layers:
        own = copy(layer)
        own.keys, own.values = rows_of(layer.keys, rows), rows_of(layer.values, rows)
        found.layers.append(own)
    return found


def _labels(ids: Sequence[Sequence[int]]) -> Tensor:
    """Return (texts, tokens), filled up with :data:`IGNORED` to a multiple of MULTIPLE."""
    width = padded(max(map(len, ids)), MULTIPLE)
    return torch.tensor([[*one, *[IGNORED] * (width - len(one))] for one in ids])


def _picked(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the log-probability of each label that counts, of logits (n, t, vocabulary)."""
    rows = labels != IGNORED
    known = logits[rows].float().log_softmax(dim=-1)
    return known.gather(1, labels[rows].unsqueeze(1)).squeeze(1)
