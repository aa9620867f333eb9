"""Constrained decoding at character level: what is written continues what stands in the source.

A token is allowed when its characters continue the source's from where the text stands, whatever
tokens the source itself was cut into. So a verbatim text and its place are the same characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import torch
from torch import Tensor
from transformers import LogitsProcessor, PreTrainedTokenizerBase

__all__ = ["Pieces", "SpanProcessor", "Spans", "Vocabulary", "fold"]

Positions = frozenset[int]


def fold(text: str) -> str:
    """Return a copy of the same length with narrow letters and digits, and plain spaces."""
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    if character != "\n" and character.isspace():
        return " "
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if len(narrow) == 1 and narrow.isalnum() else character


class Vocabulary:
    """A trie of the characters each token writes; ``surfaces[id]`` is None for special tokens."""

    def __init__(self, tokenizer: PreTrainedTokenizerBase) -> None:
        special = set(tokenizer.all_special_ids)
        tokens = tokenizer.convert_ids_to_tokens(range(len(tokenizer)))
        self.surfaces: list[str | None] = [
            None if row in special else fold(token.replace("▁", " ").removeprefix("##"))
            for row, token in enumerate(tokens)
        ]
        self.unknown: int | None = tokenizer.unk_token_id
        self._known = {surface for surface in self.surfaces if surface and len(surface) == 1}
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        for row, surface in enumerate(self.surfaces):
            if surface:
                self._insert(surface, row)

    def _insert(self, surface: str, row: int) -> None:
        node = self._root
        for character in surface:
            node = node.setdefault(character, {})
        node.setdefault("", {})[row] = {}

    def starting_at(self, text: str, position: int) -> Iterator[tuple[int, int]]:
        """Yield (token, end) of each token whose characters stand in ``text`` at ``position``.

        A character no token writes is the unknown token's.
        """
        node, end = self._root, position
        while end < len(text):
            found = node.get(text[end])
            if found is None:
                break
            node, end = found, end + 1
            for token in node.get("", ()):
                yield token, end
        if position < len(text) and text[position] not in self._known and self.unknown is not None:
            yield self.unknown, position + 1


class Spans:
    """The spans of one source, written token by token from any of its characters."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = fold(text)
        self._vocabulary = vocabulary
        self._steps: dict[int, list[tuple[int, int]]] = {}
        self._ends: dict[tuple[int, ...], Positions] = {(): frozenset(range(len(text)))}

    def ends(self, tokens: tuple[int, ...]) -> Positions:
        """Return where the text written may stand: the positions after its last character."""
        if tokens not in self._ends:
            last = tokens[-1]
            self._ends[tokens] = frozenset(
                end
                for position in self.ends(tokens[:-1])
                for token, end in self.steps(position)
                if token == last
            )
        return self._ends[tokens]

    def allowed(self, tokens: tuple[int, ...]) -> set[int]:
        """Return the tokens that continue the text written."""
        return {token for position in self.ends(tokens) for token, _ in self.steps(position)}

    def may_stop(self, tokens: tuple[int, ...]) -> bool:
        """Return whether the text written may end here: a span may end anywhere."""
        return bool(tokens)

    def steps(self, position: int) -> list[tuple[int, int]]:
        """Return (token, end) of each token that stands at ``position``."""
        if position not in self._steps:
            self._steps[position] = list(self._vocabulary.starting_at(self.text, position))
        return self._steps[position]


class Pieces(Spans):
    """Texts made of pieces of one source: at a word's end writing may go on anywhere.

    A number or a Latin word is never left, nor entered, in its middle.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        super().__init__(text, vocabulary)
        self._starts = frozenset(p for p in range(len(text)) if not self._inside(p))
        self._ends = {(): self._starts}

    def allowed(self, tokens: tuple[int, ...]) -> set[int]:
        """Return the tokens that continue the text written, or begin another piece."""
        found = super().allowed(tokens)
        if self.may_stop(tokens):
            found |= {token for start in self._starts for token, _ in self.steps(start)}
        return found

    def ends(self, tokens: tuple[int, ...]) -> Positions:
        """Return where the last piece of the text written may stand."""
        if tokens not in self._ends:
            before = self.ends(tokens[:-1])
            if self.may_stop(tokens[:-1]):
                before |= self._starts
            self._ends[tokens] = frozenset(
                end
                for position in before
                for token, end in self.steps(position)
                if token == tokens[-1]
            )
        return self._ends[tokens]

    def may_stop(self, tokens: tuple[int, ...]) -> bool:
        """Return whether the text written ends where a word of the source does."""
        return any(not self._inside(end) for end in self.ends(tokens))

    def _inside(self, position: int) -> bool:
        """Whether ``position`` is inside a number or Latin word; 3.5 and 1,000 are one number."""
        if not 0 < position < len(self.text):
            return False
        before, after = self.text[position - 1], self.text[position]
        if before in ".," and after.isdigit():
            return position > 1 and self.text[position - 2].isdigit()
        if before.isdigit() and after in ".,":
            return self.text[position + 1 : position + 2].isdigit()
        return _is_word(before) and _is_word(after)


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


class SpanProcessor(LogitsProcessor):  # type: ignore[misc]
    """Allow only continuations of each source's spans, and ``eos`` once something is written."""

    def __init__(self, sources: Sequence[Spans], *, beams: int, eos: int) -> None:
        self._sources, self._beams, self._eos = sources, beams, eos

    def __call__(self, input_ids: Tensor, scores: Tensor) -> Tensor:
        """Return ``scores`` (n * beams, vocabulary) with minus infinity where not allowed."""
        masked = torch.full_like(scores, float("-inf"))
        for row, written in enumerate(input_ids[:, 1:].tolist()):
            allowed = self._allowed(self._sources[row // self._beams], tuple(written))
            masked[row, allowed] = scores[row, allowed]
        return masked

    def _allowed(self, source: Spans, tokens: tuple[int, ...]) -> list[int]:
        if self._eos in tokens or not source.ends(tokens):
            return [self._eos]
        found = sorted(source.allowed(tokens))
        return [*found, self._eos] if not found or source.may_stop(tokens) else found
