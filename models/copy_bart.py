"""A BART that can copy: each token is written by the decoder or pointed at in the source.

``p(y) = g * sum_j a_j [x_j = y] + (1 - g) * softmax(lm)[y]`` (pointer-generator: See et al. 2017),
where ``a`` also favours the source tokens that follow a copy of what was just written (exact
induction, by runs of one to three tokens: ``288`` repeats a token, its runs do not). A span head
on the encoder gives a second opinion on where an answer stands. It stays a transformers
class: ``generate``, beams, saving and loading are the library's.

A source is ``<s> prompt </s> text </s>``; only the text can be copied.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModelForSeq2SeqLM, BartConfig, BartForConditionalGeneration
from transformers.modeling_outputs import Seq2SeqLMOutput

from models.shapes import padded

__all__ = ["IGNORED", "CopyBartConfig", "CopyBartForConditionalGeneration", "copyable"]

IGNORED = -100  # a label that does not count
NOT_COPYABLE = -1
MULTIPLE = 32  # of labels: torch keeps memory for each number that ever came
LABELS = 64  # whose logits are computed together without gradients: so many stay in the cache
INDUCTION = (5.0, 2.5, 2.5)
"""What a continued copy's score gains at first for each of its last one, two, three tokens."""

_TINY = 1e-9


class CopyBartConfig(BartConfig):  # type: ignore[misc]
    """BART's configuration under another name."""

    model_type = "copy_bart"


def copyable(input_ids: Tensor, *, eos: int, pad: int) -> Tensor:
    """Return ``input_ids`` (n, s) with -1 wherever a token cannot be copied.

    That is everything up to the first ``eos`` (the prompt), later ``eos`` and padding.
    """
    is_eos = input_ids == eos
    in_text = (is_eos.cumsum(dim=1) > 0) & ~is_eos & (input_ids != pad)
    return torch.where(in_text, input_ids, NOT_COPYABLE)


class CopyBartForConditionalGeneration(BartForConditionalGeneration):  # type: ignore[misc]
    """BART with a copy head over the source and a span head on the encoder.

    ``forward`` returns log-probabilities as logits, so that sampling and beams work as they are.
    """

    config_class = CopyBartConfig

    def __init__(self, config: CopyBartConfig) -> None:
        super().__init__(config)
        self.copy_query = nn.Linear(config.d_model, config.d_model)
        self.copy_key = nn.Linear(config.d_model, config.d_model)
        self.copy_gate = nn.Linear(config.d_model, 1)
        self.copy_induction = nn.Parameter(torch.tensor(INDUCTION))
        self.span_head = nn.Linear(config.d_model, 2)
        self.post_init()

    def forward(
        self,
        input_ids: Tensor | None = None,
        attention_mask: Tensor | None = None,
        decoder_input_ids: Tensor | None = None,
        encoder_outputs: Any = None,
        labels: Tensor | None = None,
        decoder_copy_ids: Tensor | None = None,
        decoder_history: Tensor | None = None,
        past_key_values: Any = None,
        **kwargs: Any,
    ) -> Seq2SeqLMOutput:
        """Return logits (n, t, vocabulary) of log-probabilities.

        With ``labels`` (n, t), -100 ignored: logits (number of labels,), the log-probability of
        each label in reading order, and the loss, minus their mean. ``decoder_copy_ids`` (n, s)
        is what :func:`copyable` returns; derived from ``input_ids`` when None.
        ``decoder_history`` (n, all) are all tokens so far, where ``decoder_input_ids`` are but the
        newest because the others are cached.
        """
        if decoder_copy_ids is None:
            decoder_copy_ids = self._copyable(input_ids)
        if labels is not None and decoder_input_ids is None:
            decoder_input_ids = self.prepare_decoder_input_ids_from_labels(labels)
        if decoder_input_ids is None:
            raise ValueError("give decoder_input_ids or labels")
        outputs = self.model(
            input_ids,
            attention_mask=attention_mask,
            decoder_input_ids=decoder_input_ids,
            encoder_outputs=encoder_outputs,
            past_key_values=past_key_values,
            **kwargs,
        )
        hidden, source = outputs.last_hidden_state, outputs.encoder_last_hidden_state
        history = decoder_input_ids if decoder_history is None else decoder_history
        attention = self._copy_attention(hidden, source, decoder_copy_ids, history)
        gate = torch.sigmoid(self.copy_gate(hidden).float())
        loss = logits = None
        if labels is None:
            logits = self._mixture(hidden, attention, gate, decoder_copy_ids)
        else:
            logits = self._token_log_probability(hidden, attention, gate, decoder_copy_ids, labels)
            loss = -logits.mean()
        return Seq2SeqLMOutput(
            loss=loss,
            logits=logits,
            past_key_values=outputs.past_key_values,
            encoder_last_hidden_state=source,
        )

    def span_logits(self, source: Tensor, copy_ids: Tensor) -> Tensor:
        """Return float32 (n, s, 2): start and end scores; position 0 stands for "no answer"."""
        allowed = copy_ids != NOT_COPYABLE
        allowed[:, 0] = True
        logits: Tensor = self.span_head(source).float()
        return logits.masked_fill(~allowed.unsqueeze(-1), -1e9)

    def prepare_decoder_input_ids_from_labels(self, labels: Tensor) -> Tensor:
        """Shift right: the start token, then each label but the last."""
        shifted = labels.masked_fill(labels == IGNORED, self.config.pad_token_id).roll(1, dims=1)
        shifted[:, 0] = self.config.decoder_start_token_id
        return shifted

    def generate(self, inputs: Tensor | None = None, **kwargs: Any) -> Any:
        """As the library's; ``decoder_copy_ids`` is derived from the input when not given."""
        if kwargs.get("decoder_copy_ids") is None:
            source = inputs if inputs is not None else kwargs.get("input_ids")
            kwargs["decoder_copy_ids"] = self._copyable(source)
        return super().generate(inputs, **kwargs)

    def prepare_inputs_for_generation(self, input_ids: Tensor, *args: Any, **kwargs: Any) -> Any:
        """As the library's, and all tokens so far: a copy is continued by more than the last."""
        kwargs.pop("decoder_history", None)
        inputs = super().prepare_inputs_for_generation(input_ids, *args, **kwargs)
        return {**inputs, "decoder_history": input_ids}

    def _copyable(self, input_ids: Tensor | None) -> Tensor:
        if input_ids is None:
            raise ValueError("give input_ids or decoder_copy_ids: there is nothing to copy from")
        return copyable(input_ids, eos=self.config.eos_token_id, pad=self.config.pad_token_id)

    def _copy_attention(
        self, hidden: Tensor, source: Tensor, copy_ids: Tensor, history: Tensor
    ) -> Tensor:
        """Return float32 (n, t, s): where each token would be copied from; rows sum to 1."""
        query = self.copy_query(hidden) / hidden.shape[-1] ** 0.5
        # (q Wk) h + q b equals q (Wk h + b), without a key for every token of the source.
        scores: Tensor = _products(query @ self.copy_key.weight, source)
        scores = (scores + (query @ self.copy_key.bias).unsqueeze(-1)).float()
        run = torch.ones_like(scores, dtype=torch.bool)
        for back, bonus in enumerate(self.copy_induction):
            before = _shifted(copy_ids, back + 1, fill=NOT_COPYABLE)
            last = _shifted(history, back, fill=NOT_COPYABLE - 1)[:, -hidden.shape[1] :]
            run = run & (before.unsqueeze(1) == last.unsqueeze(2))
            scores = scores + bonus * run
        scores = scores.masked_fill((copy_ids == NOT_COPYABLE).unsqueeze(1), -1e9)
        return scores.softmax(dim=-1)

    def _mixture(self, hidden: Tensor, attention: Tensor, gate: Tensor, copy_ids: Tensor) -> Tensor:
        written = self.lm_head(hidden).float().softmax(dim=-1) * (1 - gate)
        index = copy_ids.clamp(min=0).unsqueeze(1).expand(-1, hidden.shape[1], -1)
        copied = attention * gate * (copy_ids != NOT_COPYABLE).unsqueeze(1)
        mixed: Tensor = written.scatter_add(2, index, copied)
        return mixed.clamp(min=_TINY).log()

    def _token_log_probability(
        self, hidden: Tensor, attention: Tensor, gate: Tensor, copy_ids: Tensor, labels: Tensor
    ) -> Tensor:
        """Return (number of labels,): log p of each; logits only there, they are wide."""
        rows = labels != IGNORED
        target = labels[rows]
        picked = hidden[rows]
        filled = functional.pad(picked, (0, 0, 0, padded(len(picked), MULTIPLE) - len(picked)))
        written = self._written(filled, target)
        match = copy_ids.unsqueeze(1) == labels.unsqueeze(2)
        copied = (attention * match).sum(dim=-1)[rows].unsqueeze(1)
        mixed: Tensor = gate[rows] * copied + (1 - gate[rows]) * written
        return mixed.clamp(min=_TINY).log().squeeze(1)

    def _written(self, hidden: Tensor, target: Tensor) -> Tensor:
        """Return (labels, 1): the probability of each ``target`` (labels,) without copying."""
        at_once = len(hidden) if torch.is_grad_enabled() else LABELS
        found = []
        for first in range(0, len(target), at_once):
            wanted = target[first : first + at_once].unsqueeze(1)
            logits = self.lm_head(hidden[first : first + at_once])[: len(wanted)].float()
            found.append(logits.log_softmax(dim=-1).gather(1, wanted))
        return torch.cat(found).exp()


def _products(query: Tensor, source: Tensor) -> Tensor:
    """Return (n, t, s) of (n, t, d) and (n, s, d); rows that are one in memory are read once."""
    keys = source if source.stride(0) else source[0]
    products: Tensor = query @ keys.transpose(-1, -2)
    return products


def _shifted(ids: Tensor, count: int, *, fill: int) -> Tensor:
    """Move ``ids`` (n, s) ``count`` places right."""
    if not count:
        return ids
    shifted = torch.full_like(ids, fill)
    shifted[:, count:] = ids[:, :-count]
    return shifted


AutoConfig.register(CopyBartConfig.model_type, CopyBartConfig)
AutoModelForSeq2SeqLM.register(CopyBartConfig, CopyBartForConditionalGeneration)
