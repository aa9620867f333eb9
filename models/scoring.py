"""What our copying BART thinks of given texts: its decoder's and its span head's probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers import DynamicCache, EncoderDecoderCache

from models.batches import EncodedBatch
from models.copy_bart import IGNORED, CopyBartForConditionalGeneration
from models.shapes import padded
from models.span_scores import SpanScores
from models.tokenizer import FixedTokenizer

__all__ = ["LogProbability", "Scorer"]

MULTIPLE = 8  # of tokens, as wide as texts are: see models.packed


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProbability:
    """Of a text, its end token included: the sum over its tokens and their mean, at most 0."""

    total: float
    mean: float


class Scorer:
    """Scores texts, and spans of text, as the answers to a batch's windows.

    With any other model ``available`` is False: it has no span head, and each text scores 0.
    """

    def __init__(self, model: Any, tokenizer: FixedTokenizer, *, eos: int) -> None:
        self._model, self._tokenizer, self._eos = model, tokenizer, eos
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
        if not self.available:
            return [LogProbability(total=0.0, mean=0.0)] * len(texts)
        ids = self._tokenizer.ids(texts, special=False)
        lengths = [len(one) + 1 for one in ids]
        labels = torch.full((len(texts), padded(max(lengths), MULTIPLE)), IGNORED)
        for row, one in enumerate(ids):
            labels[row, : lengths[row]] = torch.tensor([*one, self._eos])
        chosen = torch.tensor(list(rows))
        cache = EncoderDecoderCache(DynamicCache(), self._cross_attention(batch, chosen))
        output = self._model(**batch.arguments(chosen), past_key_values=cache, labels=labels)
        totals = [float(part.sum()) for part in output.logits.split(lengths)]
        return [
            LogProbability(total=total, mean=total / length)
            for total, length in zip(totals, lengths, strict=True)
        ]

    def _cross_attention(self, batch: EncodedBatch, rows: Tensor) -> DynamicCache:
        """Return the keys and values of ``rows``: computed once a window, not once a text."""
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
        cross.batch_select_indices(rows)
        return cross
