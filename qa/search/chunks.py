"""An article cut into chunks: runs of whole sentences that fit a model and a reader's eye."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice

from qa.chinese.sentences import sentences, trimmed
from qa.errors import InputError
from qa.records import Article, Chunk, Span

__all__ = ["Chunking", "TokenCounter", "chunk"]

_BATCH = 1024
_VERSION = 2  # 1: as the characters are in the file, a run's last one not by itself

TokenCounter = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunking:
    """How articles are cut: see :func:`chunk`.

    With ``title`` a chunk is embedded with its article's title in front.
    """

    target: int = 300
    overlap: int = 1
    title: bool = True

    @property
    def fingerprint(self) -> str:
        """JSON of the above and the version of the code that cuts and tokenises."""
        return json.dumps({**asdict(self), "version": _VERSION}, sort_keys=True)

    @classmethod
    def of(cls, fingerprint: str) -> Chunking:
        """Return the chunking of a fingerprint, whatever its version."""
        values = json.loads(fingerprint)
        return cls(target=values["target"], overlap=values["overlap"], title=values["title"])


def chunk(
    article: Article,
    *,
    count_tokens: TokenCounter,
    max_tokens: int,
    overlap: int = 1,
    target: int = 300,
) -> list[Chunk]:
    """Cut an article into runs of whole sentences of about ``target`` characters.

    A chunk begins with the last ``overlap`` sentences of the one before where they fit. A
    sentence longer than ``2 * target`` characters or than the token limit is cut at commas or
    spaces and, failing that, anywhere. No chunk has more than ``max_tokens`` tokens as
    ``count_tokens`` counts them, unless a single character has; every character that is not
    white space is in a chunk. An article whose text is empty has no chunks. Raises
    :class:`InputError` if ``max_tokens`` has no room for text.
    """
    text, base = article.text, count_tokens([""])[0]
    if base >= max_tokens or target < 1 or overlap < 0:
        raise InputError(
            f"no room for text: {max_tokens} tokens of which {base} are taken, "
            f"{target} characters, overlap {overlap}: raise the first, lower the others"
        )
    units = list(_units(text, count_tokens, max_tokens, target))
    runs = list(_pack(units, room=max_tokens - base, base=base, overlap=overlap, target=target))
    return [
        Chunk(article_id=article.id, start=span.start, end=span.end, text=_slice(text, span))
        for span in _fitted(text, runs, count_tokens, max_tokens)
    ]


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _cut(text: str, span: Span, width: int) -> Iterator[Span]:
    """Cut a span into pieces of at most ``width``, after a comma or space where there is one."""
    pattern = re.compile(rf"(?s:.{{0,{width - 1}}}(?:[，、：\s]|[,:](?![0-9]))|.{{1,{width}}})")
    for match in pattern.finditer(text, span.start, span.end):
        yield from trimmed(text, match.start(), match.end())


def _counted(
    text: str, spans: Iterable[Span], count_tokens: TokenCounter
) -> Iterator[tuple[Span, int]]:
    spans = iter(spans)
    while batch := list(islice(spans, _BATCH)):
        yield from zip(batch, count_tokens([_slice(text, span) for span in batch]), strict=True)


def _short(text: str, target: int) -> Iterator[Span]:
    for span in sentences(text):
        if span.end - span.start <= 2 * target:
            yield span
        else:
            yield from _cut(text, span, max(1, target // 4))


def _units(
    text: str, count_tokens: TokenCounter, max_tokens: int, target: int
) -> Iterator[tuple[Span, int]]:
    for span, tokens in _counted(text, _short(text, target), count_tokens):
        yield from _within(text, span, tokens, count_tokens, max_tokens)


def _within(
    text: str, span: Span, tokens: int, count_tokens: TokenCounter, max_tokens: int
) -> Iterator[tuple[Span, int]]:
    """Halve a span until each part is within the limit, or a single character."""
    length = span.end - span.start
    if tokens <= max_tokens or length == 1:
        yield span, tokens
        return
    width = max(1, min(length // 2, length * max_tokens // (2 * tokens)))
    for part, count in _counted(text, _cut(text, span, width), count_tokens):
        yield from _within(text, part, count, count_tokens, max_tokens)


def _pack(
    units: Sequence[tuple[Span, int]], *, room: int, base: int, overlap: int, target: int
) -> Iterator[Span]:
    """Join units while they fit; ``room`` and each unit's own share count tokens without base."""
    first = 0
    while first < len(units):
        last, tokens = first, units[first][1] - base
        while last + 1 < len(units):
            tokens += units[last + 1][1] - base
            if tokens > room or units[last + 1][0].end - units[first][0].start > target:
                break
            last += 1
        yield Span(start=units[first][0].start, end=units[last][0].end)
        if last + 1 == len(units):
            return
        first = _next(units, last + 1, max(first + 1, last + 1 - overlap), room, base, target)


def _next(
    units: Sequence[tuple[Span, int]], new: int, earliest: int, room: int, base: int, target: int
) -> int:
    """Return the earliest unit from which a chunk can begin and still take in unit ``new``."""
    for first in range(earliest, new):
        tokens = sum(count - base for _, count in units[first : new + 1])
        if tokens <= room and units[new][0].end - units[first][0].start <= target:
            return first
    return new


def _fitted(
    text: str, runs: Iterable[Span], count_tokens: TokenCounter, max_tokens: int
) -> Iterator[Span]:
    """Cut what joining made too long: a text may have more tokens than its parts together.

    What is then part of a neighbour that it overlapped is left out.
    """
    parts = [
        part
        for span, tokens in _counted(text, runs, count_tokens)
        for part, _ in _within(text, span, tokens, count_tokens, max_tokens)
    ]
    reached = 0
    for span in sorted(parts, key=lambda span: (span.start, -span.end)):
        if span.end > reached:
            yield span
            reached = span.end
