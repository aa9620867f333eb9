"""Long sources in windows that overlap, so that nothing is cut in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

__all__ = ["Window", "windows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Part of source ``row``: ``source[start:start + len(text)] == text``.

    ``input_ids`` are ``<s> prompt </s> text </s>`` as the tokenizer joins a pair;
    ``offsets[i]`` is the span in ``text`` of token ``first + i``. ``cut``: the prompt's end was
    left out, it would have taken more than half of the window.
    """

    row: int
    start: int
    text: str
    input_ids: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]
    cut: bool


def windows(
    tokenizer: PreTrainedTokenizerBase,
    prompts: Sequence[str],
    sources: Sequence[str],
    *,
    size: int,
    overlap: int,
) -> list[Window]:
    """Cut each source to windows of at most ``size`` tokens, its prompt included.

    Consecutive windows share ``overlap`` tokens, at most a quarter of ``size``.
    """
    found = []
    for row, (prompt, source) in enumerate(zip(prompts, sources, strict=True)):
        head = tokenizer(prompt)["input_ids"]
        cut = len(head) > size // 2
        if cut:
            head = [*head[: size // 2 - 1], tokenizer.eos_token_id]
        room = size - len(head) - 1
        whole = tokenizer(
            source, add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        ids, offsets = whole["input_ids"], whole["offset_mapping"]
        for start in range(0, max(len(ids) - overlap, 1), room - overlap):
            rows = slice(start, start + room)
            found.append(_window(row, source, head, ids[rows], offsets[rows], tokenizer, cut))
    return found


def _window(
    row: int,
    source: str,
    head: list[int],
    ids: list[int],
    offsets: list[tuple[int, int]],
    tokenizer: PreTrainedTokenizerBase,
    cut: bool,
) -> Window:
    start, end = (offsets[0][0], offsets[-1][1]) if offsets else (0, 0)
    return Window(
        row=row,
        start=start,
        text=source[start:end],
        input_ids=(*head, *ids, tokenizer.eos_token_id),
        first=len(head),
        offsets=tuple((a - start, b - start) for a, b in offsets),
        cut=cut,
    )
