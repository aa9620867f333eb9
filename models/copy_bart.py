"""A BART that can copy: each token is written by the decoder or pointed at in the source.

``p(y) = g * sum_j a_j [x_j = y] + (1 - g) * softmax(lm)[y]`` (pointer-generator: See et al. 2017),
where ``a`` also favours the source token that follows a copy of the token just written (exact
induction). A span head on the encoder gives a second opinion on where an answer stands.
It stays a transformers class: ``generate``, beams, saving and loading are the library's.

A source is ``<s> prompt </s> text </s>``; only the text can be copied.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForSeq2SeqLM, BartConfig, BartForConditionalGeneration
from transformers.modeling_outputs import Seq2SeqLMOutput

__all__ = ["CopyBartConfig", "CopyBartForConditionalGeneration", "copyable"]

NOT_COPYABLE = -1
_TINY = 1e-9


class CopyBartConfig(BartConfig):  # type: ignore[misc]
    """BART's configuration and ``induction``, the initial bonus of a continued copy."""

    model_type = "copy_bart"
    induction: float = 6.0


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
        self.copy_induction = nn.Parameter(torch.tensor(float(config.induction)))
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
        **kwargs: Any,
    ) -> Seq2SeqLMOutput:
        """Return logits (n, t, vocabulary) of log-probabilities.

        With ``labels`` (n, t), -100 ignored: logits (number of labels,), the log-probability of
        each label in reading order, and the loss, minus their mean. ``decoder_copy_ids`` (n, s)
        is what :func:`copyable` returns; derived from ``input_ids`` when None.
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
            **kwargs,
        )
        hidden, source = outputs.last_hidden_state, outputs.encoder_last_hidden_state
        attention = self._copy_attention(hidden, source, decoder_copy_ids, decoder_input_ids)
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
        shifted = labels.masked_fill(labels == -100, self.config.pad_token_id).roll(1, dims=1)
        shifted[:, 0] = self.config.decoder_start_token_id
        return shifted

    def generate(self, inputs: Tensor | None = None, **kwargs: Any) -> Any:
        """As the library's; ``decoder_copy_ids`` is derived from the input when not given."""
        if kwargs.get("decoder_copy_ids") is None:
            source = inputs if inputs is not None else kwargs.get("input_ids")
            kwargs["decoder_copy_ids"] = self._copyable(source)
        return super().generate(inputs, **kwargs)

    def _copyable(self, input_ids: Tensor | None) -> Tensor:
        if input_ids is None:
            raise ValueError("give input_ids or decoder_copy_ids: there is nothing to copy from")
        return copyable(input_ids, eos=self.config.eos_token_id, pad=self.config.pad_token_id)

    def _copy_attention(
        self, hidden: Tensor, source: Tensor, copy_ids: Tensor, written: Tensor
    ) -> Tensor:
        """Return float32 (n, t, s): where each token would be copied from; rows sum to 1."""
        query, key = self.copy_query(hidden), self.copy_key(source)
        scores: Tensor = (query @ key.transpose(1, 2)).float() / query.shape[-1] ** 0.5
        before = copy_ids.roll(1, dims=1)
        before[:, 0] = NOT_COPYABLE
        last = written[:, -hidden.shape[1] :]
        continues = before.unsqueeze(1) == last.unsqueeze(2)
        scores = scores + self.copy_induction * continues
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
        rows = labels != -100
        target = labels[rows]
        logits = self.lm_head(hidden[rows]).float()
        written = torch.gather(logits.log_softmax(dim=-1), 1, target.unsqueeze(1)).exp()
        match = copy_ids.unsqueeze(1) == labels.unsqueeze(2)
        copied = (attention * match).sum(dim=-1)[rows].unsqueeze(1)
        mixed: Tensor = gate[rows] * copied + (1 - gate[rows]) * written
        return mixed.clamp(min=_TINY).log().squeeze(1)


AutoConfig.register(CopyBartConfig.model_type, CopyBartConfig)
AutoModelForSeq2SeqLM.register(CopyBartConfig, CopyBartForConditionalGeneration)
