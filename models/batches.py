"""Windows in batches, as the tensors a seq2seq model reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from transformers.modeling_outputs import BaseModelOutput

from models.copy_bart import copyable
from models.shapes import padded
from models.windows import Window

__all__ = ["Batch", "EncodedBatch", "batches", "rows_of"]

BATCH = 16  # windows
MULTIPLE = 32  # of tokens, as wide as inputs are: see models.packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Windows read together. Shape of each tensor: (windows, tokens), int64.

    ``attention_mask`` is 1 where a token stands and 0 where a row is filled up. ``copy_ids`` are
    what :func:`models.copy_bart.copyable` returns; None for a model that cannot copy.
    """

    windows: tuple[Window, ...]
    input_ids: Tensor
    attention_mask: Tensor
    copy_ids: Tensor | None

    @classmethod
    def of(
        cls, windows: Sequence[Window], *, pad: int, eos: int, max_tokens: int, copies: bool
    ) -> Batch:
        """Return windows as a batch, filled up with ``pad`` to a multiple of :data:`MULTIPLE`.

        ``max_tokens`` is how many tokens the model reads, ``copies`` whether it can copy.
        """
        longest = max(len(window.input_ids) for window in windows)
        width = max(longest, min(padded(longest, MULTIPLE), max_tokens))
        rows = [[*one.input_ids, *[pad] * (width - len(one.input_ids))] for one in windows]
        input_ids = torch.tensor(rows)
        return cls(
            windows=tuple(windows),
            input_ids=input_ids,
            attention_mask=(input_ids != pad).long(),
            copy_ids=copyable(input_ids, eos=eos, pad=pad) if copies else None,
        )

    def arguments(self) -> dict[str, Any]:
        """Return what a model is called with."""
        return {"input_ids": self.input_ids, **_arguments(self.attention_mask, self.copy_ids)}

    def encode(self, model: Any) -> EncodedBatch:
        """Return the batch as the model's encoder reads it."""
        output = model.get_encoder()(input_ids=self.input_ids, attention_mask=self.attention_mask)
        return EncodedBatch(
            windows=self.windows,
            hidden=output.last_hidden_state,
            attention_mask=self.attention_mask,
            copy_ids=self.copy_ids,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedBatch:
    """A :class:`Batch` after the encoder. ``hidden``: (windows, tokens, width of the model)."""

    windows: tuple[Window, ...]
    hidden: Tensor
    attention_mask: Tensor
    copy_ids: Tensor | None

    def arguments(self, rows: Tensor | None = None) -> dict[str, Any]:
        """Return what a model is called with, for all windows or those of ``rows`` (n,)."""
        hidden, mask, copies = self.hidden, self.attention_mask, self.copy_ids
        if rows is not None:
            hidden, mask = rows_of(hidden, rows), rows_of(mask, rows)
            copies = None if copies is None else rows_of(copies, rows)
        encoded = BaseModelOutput(last_hidden_state=hidden)
        return {"encoder_outputs": encoded, **_arguments(mask, copies)}

    def only(self, row: int) -> EncodedBatch:
        """Return the batch of a single window."""
        one = slice(row, row + 1)
        return EncodedBatch(
            windows=self.windows[one],
            hidden=self.hidden[one],
            attention_mask=self.attention_mask[one],
            copy_ids=None if self.copy_ids is None else self.copy_ids[one],
        )


def rows_of(tensor: Tensor, rows: Tensor) -> Tensor:
    """Return ``tensor[rows]``; a tensor of one row is not copied, for all share its memory."""
    if len(tensor) == 1:
        return tensor.expand(len(rows), *tensor.shape[1:])
    return tensor[rows]


def batches(windows: Sequence[Window]) -> Iterator[tuple[Window, ...]]:
    """Yield the windows, the shortest first, :data:`BATCH` at a time."""
    ordered = sorted(windows, key=lambda window: len(window.input_ids))
    for first in range(0, len(ordered), BATCH):
        yield tuple(ordered[first : first + BATCH])


def _arguments(attention_mask: Tensor, copy_ids: Tensor | None) -> dict[str, Tensor]:
    found = {"attention_mask": attention_mask}
    return found if copy_ids is None else {**found, "decoder_copy_ids": copy_ids}
