"""Texts in bits, some of them lit: a quotation in its sentences, in its file, words in a hit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.chinese.sentences import sentences
from qa.reading.originals import cut
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa.records import Origin

__all__ = [
    "Bit",
    "Lit",
    "Snippet",
    "lit",
    "quoted",
    "snippet",
    "spans_in_file",
    "visible",
    "window",
]

_AROUND = 240
"""Characters that are shown at most on each side of a quotation."""
_SNIPPET = 170
_BEFORE = 30
_KEPT = "\t\n\r"
_PICTURES = {n: 0x2400 + n for n in range(0x20) if chr(n) not in _KEPT} | {0x7F: 0x2421}
"""Control characters, which nobody sees, to their pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """A run of a text. ``lit``: it is shown as marked."""

    text: str
    lit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """A part of a text in bits; ``before`` and ``after``: the text goes on there."""

    bits: tuple[Bit, ...]
    before: bool = False
    after: bool = False

    @property
    def first(self) -> int | None:
        """The first lit bit's number."""
        return next((n for n, bit in enumerate(self.bits) if bit.lit), None)

    @property
    def last(self) -> int | None:
        """The last lit bit's number."""
        return next((n for n in reversed(range(len(self.bits))) if self.bits[n].lit), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A part of a hit, ``span``, as it is ``shown``, its words lit; ``best``: its sentence."""

    shown: Lit
    span: Span
    best: Span


def visible(text: str) -> str:
    """Return a text whose control characters, line ends and tabs apart, are seen: ESC as ␛."""
    return text.translate(_PICTURES)


def lit(text: str, spans: Iterable[Span], *, start: int = 0, end: int | None = None) -> Lit:
    """Return ``text[start:end]``, lit where ``spans`` are: sorted, none in another."""
    end = len(text) if end is None else end
    bits, at = [], start
    for span in spans:
        first, last = max(span.start, at), min(span.end, end)
        if first < last:
            bits += [Bit(text=text[at:first]), Bit(text=text[first:last], lit=True)]
            at = last
    bits.append(Bit(text=text[at:end]))
    shown = tuple(bit for bit in bits if bit.text)
    return Lit(bits=shown, before=start > 0, after=end < len(text))


def quoted(text: str, span: Span) -> Lit:
    """Return the sentences of a quotation and one more on each side, the quotation lit."""
    low = max(0, span.start - 2 * _AROUND)
    near = [
        Span(start=low + one.start, end=low + one.end)
        for one in sentences(text[low : span.end + 2 * _AROUND])
    ]
    own = [n for n, one in enumerate(near) if one.meets(span)]
    first, last = (max(0, own[0] - 1), min(len(near), own[-1] + 2)) if own else (0, 0)
    around = [span, *near[first:last]]
    start = max(min(one.start for one in around), span.start - _AROUND)
    end = min(max(one.end for one in around), span.end + _AROUND)
    return lit(text, [span], start=start, end=end)


def snippet(text: str, query: str) -> Snippet:
    """Return the sentence of a text that has most of a query's words, and what follows it."""
    words = _shared(text, query)
    told = sentences(text) or [Span(start=0, end=len(text))]
    best = max(told, key=lambda one: (_lit_length(words, one), -one.start))
    first = next((word.start for word in words if word.end > best.start), 0)
    start = max(best.start, first - _BEFORE) if first < best.end else best.start
    start = max(0, min(start, len(text) - _SNIPPET))
    end = min(len(text), start + _SNIPPET)
    span = Span(start=start, end=end)
    return Snippet(shown=lit(text, words, start=start, end=end), span=span, best=best)


def spans_in_file(origin: Origin, start: int, end: int) -> list[Span]:
    """Return where the characters ``[start, end)`` of an article stand in its file.

    What stands between them there (a line's end, a pull quote) is in none of the spans.
    """
    spans: list[Span] = []
    pieces = cut(origin.pieces, start, end)
    for first, last in sorted((p.file_start, p.file_start + p.length * p.width) for p in pieces):
        if spans and spans[-1].end == first:
            first = spans.pop().start
        spans.append(Span(start=first, end=last))
    return spans


def window(text: str, span: Span, *, around: int, slack: int = 400) -> Span:
    """Return what to show around a span: whole lines, if one ends within ``slack`` characters."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    if start and (line := text.find("\n", start, min(start + slack, span.start))) >= 0:
        start = line + 1
    if end < len(text) and (line := text.rfind("\n", max(end - slack, span.end), end)) >= 0:
        end = line
    return Span(start=start, end=end)


def _shared(text: str, query: str) -> list[Span]:
    """Return the longest runs of two or more characters that a text shares with a query."""
    text, query = _lower(text), _lower(query.strip())
    if len(query) == 1:
        return [Span(start=n, end=n + 1) for n, char in enumerate(text) if char == query]
    pairs = {query[n : n + 2] for n in range(len(query) - 1) if query[n : n + 2].isalnum()}
    spans, at = [], 0
    while at < len(text) - 1:
        size = 2 if text[at : at + 2] in pairs else 0
        while size and at + size < len(text) and text[at : at + size + 1] in query:
            size += 1
        while size and not text[at + size - 1].isalnum():
            size -= 1
        if size:
            spans.append(Span(start=at, end=at + size))
        at += size or 1
    return spans


def _lower(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _lit_length(spans: Iterable[Span], within: Span) -> int:
    return sum(max(0, min(x.end, within.end) - max(x.start, within.start)) for x in spans)
