"""A tokenizer that threads can share, because nothing changes it after it is made."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Encoding, Tokenizer
from transformers import PreTrainedTokenizerBase

__all__ = ["FixedTokenizer"]


class FixedTokenizer:
    """A copy of a fast tokenizer that always cuts at the same length, or never; it never pads.

    A transformers tokenizer sets truncation and padding, for each call, on a backend that all
    calls share: in two threads one text's cut becomes another's. This copy is set once.
    """

    def __init__(
        self, tokenizer: PreTrainedTokenizerBase, *, max_tokens: int | None = None
    ) -> None:
        """Copy ``tokenizer``. Texts are cut at ``max_tokens``, special tokens included, if given.

        Raises AttributeError for a tokenizer without a backend of the tokenizers library.
        """
        self._backend = Tokenizer.from_str(tokenizer.backend_tokenizer.to_str())
        self._backend.no_padding()
        self._backend.no_truncation()
        if max_tokens is not None:
            self._backend.enable_truncation(max_tokens, direction=tokenizer.truncation_side)

    def ids(self, texts: Sequence[str], *, special: bool = True) -> list[list[int]]:
        """Return each text's token ids, with the special tokens around them unless told not to."""
        encodings = self._backend.encode_batch_fast(list(texts), add_special_tokens=special)
        return [encoding.ids for encoding in encodings]

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Return each text's number of tokens, special tokens included."""
        return [len(encoding) for encoding in self._backend.encode_batch_fast(list(texts))]

    def encode(self, text: str) -> Encoding:
        """Return a text's ``ids`` and their ``offsets`` in it, without special tokens."""
        return self._backend.encode(text, add_special_tokens=False)
