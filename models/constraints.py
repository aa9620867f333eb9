"""Constrained decoding at character level: what is written continues what stands in the source.

A token is allowed when its characters continue the source's from where the text stands, whatever
tokens the source itself was cut into. So a verbatim text and its place are the same characters.
An answer is one span of it; a summary runs forward in one sentence and may skip.

Where a vocabulary writes characters byte by byte (byte-level BPE, or bytes for what it lacks), the
text is taken as its bytes, each written as one character: places between are inside a character,
where nothing begins or ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from models.tokenizer import FixedTokenizer

__all__ = ["Forward", "Spans", "Vocabulary", "continuations", "fold"]

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

    def __init__(self, tokenizer: FixedTokenizer) -> None:
        special = tokenizer.special_ids()
        tokens = tokenizer.tokens()
        self.in_bytes = tokenizer.writes_bytes
        written = _by_bytes if self.in_bytes else _by_characters
        level = tokenizer.is_byte_level
        self.surfaces: list[str | None] = [
            None if row in special else _of_bytes(token) if level else written(token)
            for row, token in enumerate(tokens)
        ]
        self.unknown: int | None = tokenizer.special.get("unk")
        self._known = {surface for surface in self.surfaces if surface and len(surface) == 1}
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        for row, surface in enumerate(self.surfaces):
            if surface:
                self._insert(surface, row)

    def units(self, text: str) -> str:
        """Return a text as the tokens' surfaces write it: itself, or its bytes."""
        return text.encode("utf-8", "replace").decode("latin-1") if self.in_bytes else text

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


_BYTE = re.compile("<0x([0-9A-F]{2})>")


def _by_characters(token: str) -> str:
    return fold(token.replace("▁", " ").removeprefix("##"))


def _by_bytes(token: str) -> str:
    """Return the bytes of a token of a vocabulary that has one for each byte: <0xE5>."""
    if byte := _BYTE.fullmatch(token):
        return chr(int(byte[1], 16))
    return _by_characters(token).encode("utf-8", "replace").decode("latin-1")


@lru_cache(maxsize=1)
def _byte_level() -> dict[str, str]:
    """Return the byte that each character of byte-level BPE stands for."""
    shown = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = (byte for byte in range(0x100) if byte not in shown)
    return {chr(byte): chr(byte) for byte in shown} | {
        chr(0x100 + n): chr(byte) for n, byte in enumerate(others)
    }


def _of_bytes(token: str) -> str | None:
    """Return the bytes of a token of byte-level BPE; None of one that is written otherwise."""
    known = _byte_level()
    return "".join(map(known.__getitem__, token)) if all(map(known.__contains__, token)) else None


class Spans:
    """The spans of one source, written token by token from any of its characters.

    Places count units of the vocabulary: characters, or bytes.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.folded = fold(text)
        self.text = vocabulary.units(self.folded)
        self._vocabulary = vocabulary
        self._characters = _characters(self.folded, vocabulary)
        self._steps: dict[int, list[tuple[int, int]]] = {}
        begins = (place for place in range(len(self.text)) if self._whole(place))
        self._ends: dict[tuple[int, ...], Positions] = {(): frozenset(begins)}

    def spans(self, tokens: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
        """Return where in the source's characters the text written stands whole, in order."""
        if not tokens:
            return ()
        surfaces = self._vocabulary.surfaces
        length = sum(len(surfaces[token] or " ") for token in tokens)
        places = [(end - length, end) for end in sorted(self.ends(tokens)) if self._whole(end)]
        return tuple((self._characters[start], self._characters[end]) for start, end in places)

    def _whole(self, place: int) -> bool:
        """Return whether a place is between two characters."""
        return place == 0 or self._characters[place] != self._characters[place - 1]

    def ends(self, tokens: tuple[int, ...]) -> Positions:
        """Return where the text written may stand: the positions after its last character."""
        if tokens not in self._ends:
            last = tokens[-1]
            self._ends[tokens] = frozenset(
                end
                for position in self.starts(tokens[:-1])
                for token, end in self.steps(position)
                if token == last
            )
        return self._ends[tokens]

    def starts(self, tokens: tuple[int, ...]) -> Positions:
        """Return where the next token may begin."""
        return self.ends(tokens)

    def allowed(self, tokens: tuple[int, ...]) -> set[int]:
        """Return the tokens that continue the text written."""
        return {token for position in self.starts(tokens) for token, _ in self.steps(position)}

    def may_stop(self, tokens: tuple[int, ...]) -> bool:
        """Return whether the text written may end here: a span may end after any character."""
        return bool(tokens) and any(map(self._whole, self.ends(tokens)))

    def steps(self, position: int) -> list[tuple[int, int]]:
        """Return (token, end) of each token that stands at ``position``."""
        if position not in self._steps:
            self._steps[position] = list(self._vocabulary.starting_at(self.text, position))
        return self._steps[position]


class Forward(Spans):
    """Texts that run forward in one sentence of their source; what stands there may be skipped.

    A number or a Latin word is never left nor entered in its middle, and what is skipped never
    makes one number or word of two. The places of a text are kept, all at once, as long as each
    can be gone on from: a sentence's place tells which sentence it is.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        super().__init__(text, vocabulary)
        self._source = text
        at = self._characters
        self._edges = [
            self._whole(place) and not _inside(self.folded, at[place])
            for place in range(len(self.text) + 1)
        ]
        begins = [place for place in range(len(self.text) + 1) if self._whole(place)]
        limits = [begins[end] for start, end in _sentences(text) for _ in range(start, end)]
        self._limits = [limits[at[place]] for place in range(len(self.text))]
        self._starts: dict[tuple[int, ...], Positions] = {
            (): frozenset(place for place in range(len(self.text)) if self._edges[place])
        }

    def starts(self, tokens: tuple[int, ...]) -> Positions:
        """Return where the next token may begin: right after the last one, or further on."""
        if tokens not in self._starts:
            found: set[int] = set()
            done = set()
            for end in sorted(self.ends(tokens)):
                limit = self._limits[end - 1]
                if self._edges[end] and limit not in done:  # a later place goes no other way
                    done.add(limit)
                    found |= self._after(end, limit)
                elif end < limit:
                    found.add(end)
            self._starts[tokens] = frozenset(found)
        return self._starts[tokens]

    def may_stop(self, tokens: tuple[int, ...]) -> bool:
        """Return whether the text written ends where a word of the source does."""
        return bool(tokens) and any(self._edges[end] for end in self.ends(tokens))

    def steps(self, position: int) -> list[tuple[int, int]]:
        """Return (token, end) of each token that stands at ``position`` in a sentence."""
        limit = self._limits[position]
        return [step for step in super().steps(position) if step[1] <= limit]

    def written(self, tokens: tuple[int, ...]) -> str:
        """Return the source's own characters that ``tokens`` stand for, at their first place.

        Raises ValueError where :meth:`may_stop` is False.
        """
        end = min(place for place in self.ends(tokens) if self._edges[place])
        pieces: list[tuple[int, int]] = []
        for count in range(len(tokens) - 1, -1, -1):
            start = self._begin(tokens[: count + 1], end)
            if pieces and pieces[-1][0] == end:
                pieces[-1] = (start, pieces[-1][1])
            else:
                pieces.append((start, end))
            if count:
                end = max(place for place in self.ends(tokens[:count]) if self._leads(place, start))
        at = self._characters
        return "".join(self._source[at[start] : at[end]] for start, end in reversed(pieces))

    def _begin(self, tokens: tuple[int, ...], end: int) -> int:
        """Return where the last of ``tokens`` begins that ends at ``end``."""
        step = (tokens[-1], end)
        return next(place for place in self.starts(tokens[:-1]) if step in self.steps(place))

    def _after(self, end: int, limit: int) -> set[int]:
        return {place for place in range(end, limit) if self._leads(end, place)}

    def _leads(self, end: int, start: int) -> bool:
        """Whether a token may begin at ``start`` after one that ends at ``end``."""
        if not end <= start < self._limits[end - 1]:
            return False
        skips = self._edges[end] and self._edges[start]
        if start == end or not skips:
            return start == end
        before, after = self._characters[end] - 1, self._characters[start]
        return not _joined(self.folded[before], self.folded[after])


def _characters(text: str, vocabulary: Vocabulary) -> list[int]:
    """Return for each place of a text's units the character that it is in, and one for its end."""
    found = [
        number
        for number, character in enumerate(text)
        for _ in range(len(vocabulary.units(character)))
    ]
    return [*found, len(text)]


_STOPS = "。！？；｡…!?;"
_LINES = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_SENTENCE = re.compile(
    rf"[^{_STOPS}{_LINES}]*+(?:[{_STOPS}]++[”’」』）》〉】〕)\]}}]*+|[{_LINES}]++|$)"
)
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_POINTS = ".,:/-．：－～—–"  # one of them between two digits is part of a number


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence; every character is in one.

    They are never longer than those of a rule that knows quotations, but may be shorter.
    """
    for match in _SENTENCE.finditer(text):
        yield match.span()


def _inside(text: str, place: int) -> bool:
    """Whether ``place`` is inside a number or Latin word; 3.5 and 1,000 and 2:1 are one number."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before in _POINTS and after.isdigit():
        return place > 1 and text[place - 2].isdigit()
    if before.isdigit() and after in _POINTS:
        return text[place + 1 : place + 2].isdigit()
    return _is_one(before, after)


def _joined(before: str, after: str) -> bool:
    """Whether two characters that did not stand together would be read as one number or word."""
    return (
        _is_one(before, after)
        or (before in _POINTS and _is_numeral(after))
        or (after in _POINTS and _is_numeral(before))
    )


def _is_one(before: str, after: str) -> bool:
    """Whether a number or Latin word goes on: 12万, 30%, C919, 二十."""
    number = _is_numeral(before) and (_is_numeral(after) or after in "%％‰")
    return number or (_is_word(before) and _is_word(after))


def _is_numeral(character: str) -> bool:
    return character.isdigit() or character in _NUMERALS


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def continuations(source: Spans, tokens: tuple[int, ...], *, eos: int) -> list[int]:
    """Return the tokens that may follow ``tokens``; ``eos`` once something is written, or alone."""
    if eos in tokens or not source.ends(tokens):
        return [eos]
    found = sorted(source.allowed(tokens))
    return [*found, eos] if not found or source.may_stop(tokens) else found
