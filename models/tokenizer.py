"""A tokenizer that threads can share, because nothing changes it after it is made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import Encoding, Tokenizer

__all__ = ["FILE", "FixedTokenizer"]

FILE = "tokenizer.json"
_SETTINGS = "tokenizer_config.json"
_SPECIAL = ("bos", "eos", "unk", "sep", "pad", "cls", "mask")


class FixedTokenizer:
    """A tokenizer that always cuts at the same length, or never; it never pads.

    A transformers tokenizer sets truncation and padding, for each call, on a backend that all
    calls share: in two threads one text's cut becomes another's. This one is set once.
    ``special`` are the ids of its special tokens by name (``eos``, ``pad``, ``unk``, ...);
    ``limit`` is how many tokens the model reads.
    """

    def __init__(
        self,
        backend: Tokenizer,
        *,
        limit: int,
        special: dict[str, int],
        max_tokens: int | None = None,
        side: str = "right",
    ) -> None:
        """Take ``backend`` for itself.

        Texts are cut at ``max_tokens``, special tokens included, if given.
        """
        self._backend = backend
        self._backend.no_padding()
        self._backend.no_truncation()
        if max_tokens is not None:
            self._backend.enable_truncation(max_tokens, direction=side)
        self._side = side
        self.limit, self.special = limit, special

    @classmethod
    def load(cls, folder: Path, *, most: int | None = None) -> FixedTokenizer:
        """Read ``tokenizer.json`` and its settings beside it. Raises FileNotFoundError.

        With ``most`` texts are cut at so many tokens, or at its ``limit`` if that is less.
        """
        settings = json.loads((folder / _SETTINGS).read_text("utf-8"))
        backend = Tokenizer.from_file(str(folder / FILE))
        named = {name: _content(settings.get(f"{name}_token")) for name in _SPECIAL}
        ids = {name: backend.token_to_id(token) for name, token in named.items() if token}
        limit = int(settings.get("model_max_length") or 10**9)
        return cls(
            backend,
            limit=limit,
            special={name: row for name, row in ids.items() if row is not None},
            max_tokens=None if most is None else min(most, limit),
            side=settings.get("truncation_side", "right"),
        )

    @classmethod
    def of(cls, tokenizer: Any) -> FixedTokenizer:
        """Copy a fast tokenizer of transformers.

        Raises AttributeError for a tokenizer without a backend of the tokenizers library.
        """
        ids = {name: getattr(tokenizer, f"{name}_token_id", None) for name in _SPECIAL}
        return cls(
            _copy(tokenizer.backend_tokenizer),
            limit=int(tokenizer.model_max_length),
            special={name: row for name, row in ids.items() if row is not None},
            side=tokenizer.truncation_side,
        )

    @property
    def is_byte_level(self) -> bool:
        """Whether its tokens are written in the characters that stand for bytes: ä½ł."""
        return '"ByteLevel"' in json.dumps(self._made()["decoder"])

    @property
    def writes_bytes(self) -> bool:
        """Whether a token may write a part of a character."""
        return self.is_byte_level or bool(self._made()["model"].get("byte_fallback"))

    def cut_at(self, max_tokens: int | None) -> FixedTokenizer:
        """Return a copy that cuts at ``max_tokens``, special tokens included; None: never."""
        return FixedTokenizer(
            _copy(self._backend),
            limit=self.limit,
            special=self.special,
            max_tokens=max_tokens,
            side=self._side,
        )

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

    def decode(self, ids: Sequence[int]) -> str:
        """Return the text of token ids without special tokens."""
        return self._backend.decode(list(ids), skip_special_tokens=True)

    def _made(self) -> dict[str, Any]:
        """Return how the backend writes tokens: its decoder, and its model without its entries."""
        made = json.loads(self._backend.to_str())
        return {"decoder": made["decoder"], "model": made["model"]}

    def special_ids(self) -> set[int]:
        """Return the ids of all tokens that write nothing."""
        added = self._backend.get_added_tokens_decoder()
        return {*self.special.values(), *(row for row, token in added.items() if token.special)}

    def tokens(self) -> list[str]:
        """Return every token as the vocabulary writes it, in the order of their ids."""
        size = self._backend.get_vocab_size(with_added_tokens=True)
        return [self._backend.id_to_token(row) or "" for row in range(size)]


def _copy(backend: Tokenizer) -> Tokenizer:
    return Tokenizer.from_str(backend.to_str())


def _content(token: Any) -> str | None:
    """Return a special token's text; older settings have it in a dictionary."""
    return token.get("content") if isinstance(token, dict) else token
