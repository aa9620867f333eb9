"""Long sources in windows that overlap, so that nothing is cut in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.shapes import filled, padded
from models.tokenizer import FixedTokenizer

__all__ = ["Window", "as_ids", "windows", "windows_between"]

MULTIPLE = 32  # of tokens: each new width is compiled, and memory is kept for it


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
    tokenizer: FixedTokenizer,
    prompts: Sequence[str],
    sources: Sequence[str],
    *,
    eos: int,
    size: int,
    overlap: int,
) -> list[Window]:
    """Cut each source to windows of at most ``size`` tokens, its prompt included.

    Consecutive windows share ``overlap`` tokens, at most a quarter of ``size``. ``eos`` is the id
    of ``</s>``.
    """
    heads = tokenizer.ids(prompts)
    return windows_between(tokenizer, heads, [eos], sources, joint=eos, size=size, overlap=overlap)


def windows_between(
    tokenizer: FixedTokenizer,
    heads: Sequence[Sequence[int]],
    tail: Sequence[int],
    sources: Sequence[str],
    *,
    joint: int,
    size: int,
    overlap: int,
) -> list[Window]:
    """Cut each source to windows that begin with its head and end with the tail, token ids both.

    A head that would take more than half of a window is cut, and ends with ``joint`` then. See
    :func:`windows`.
    """
    found = []
    for row, (head, source) in enumerate(zip(heads, sources, strict=True)):
        cut = len(head) > size // 2
        if cut:
            head = [*head[: size // 2 - 1], joint]
        room = size - len(head) - len(tail)
        whole = tokenizer.encode(source)
        ids, offsets = whole.ids, whole.offsets
        for first in range(0, max(len(ids) - overlap, 1), room - overlap):
            inside = offsets[first : first + room]
            start, end = (inside[0][0], inside[-1][1]) if inside else (0, 0)
            window = Window(
                row=row,
                start=start,
                text=source[start:end],
                input_ids=(*head, *ids[first : first + room], *tail),
                first=len(head),
                offsets=tuple((a - start, b - start) for a, b in inside),
                cut=cut,
            )
            found.append(window)
    return found


def as_ids(several: Sequence[Window], *, pad: int, most: int) -> NDArray[np.int64]:
    """Return the token ids of windows (n, s), filled up with ``pad`` to a multiple of MULTIPLE.

    ``most`` is how many tokens the model reads: no window is filled up beyond it.
    """
    longest = max(len(window.input_ids) for window in several)
    width = max(longest, min(padded(longest, MULTIPLE), most))
    return filled([window.input_ids for window in several], width, pad)
