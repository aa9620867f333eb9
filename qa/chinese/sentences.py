"""Where the sentences of a Chinese text begin and end. Offsets index the text as given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.chinese.characters import HAN
from qa.records import Span

__all__ = ["HALF_WIDTH_STOP", "ends_half_width", "sentences", "sentences_around", "trimmed"]

_NEWLINES = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# What a full-width full stop stands beside in a number, an item's number or a name.
_NUMBERS = "!-~０-９Ａ-Ｚａ-ｚ一二三四五六七八九十"
# A full stop of ASCII ends a sentence beside a percent sign or a quotation mark that closes, where
# Chinese goes on: 增长3.5%".大会. Between Chinese characters it stands in names: 约翰.史密斯.
_DOT = (
    rf"""(?<=[%％‰"”])\.(?=["”’」』]*\s?(?:[{HAN}"“《（]|\d{{1,4}}[年月日]))"""
    rf"""|(?<=[{HAN}])\.(?=["”’」』]+\s?(?![的等])[{HAN}])"""
)
HALF_WIDTH_STOP = rf"""(?<=[{HAN}%％‰"”’」』）》])\."""
"""A pattern of a full stop of ASCII that may end Chinese."""
_HALF_WIDTH = re.compile(HALF_WIDTH_STOP)
# An ASCII stop between two ASCII characters stands in a URL or a formula, one before 》 in the
# name of a book, and one before a comma in the middle of a sentence: they end nothing.
_END = re.compile(
    rf"(?P<line>[{_NEWLINES}]+)"
    rf"|(?P<stop>(?:[。！？；｡…︒]|(?<![{_NUMBERS}])．(?![{_NUMBERS}])"
    rf"|(?<![!-~])[!?;]|[!?;](?![0-9A-Za-z&=%/#])|{_DOT})++)(?![》〉])"
    r"""(?P<close>[”’」』）》〉】〕\])}"']*+)(?![，、：,:])"""
)


def sentences(text: str) -> list[Span]:
    """Return the sentences of ``text`` in order, without the white space around them.

    Every character that is not white space is in exactly one span. A sentence ends after
    。！？；…… (also ︒ and, outside numbers and names, ．; or ! ? ; outside a URL) and the
    quotation marks and brackets that close on it, or at a line end; a full stop of ASCII ends one
    only beside a percent sign or such a quotation mark.
    """
    spans: list[Span] = []
    start = line = quotes = 0
    for match in _END.finditer(text):
        end = match.end()
        if match["stop"] == "." and _is_opening(text, line, quotes, match.start("stop")):
            continue
        if match["close"] and '"' in match["close"]:
            quotes += text.count('"', line, match.end("stop"))
            line = match.end("stop")
            closing = match["close"].split('"')[: 1 + quotes % 2]  # the next one opens a quotation
            end = line + len('"'.join(closing))
        spans += trimmed(text, start, end)
        start = end
        if match["line"]:
            line, quotes = end, 0
    return spans + list(trimmed(text, start, len(text)))


def _is_opening(text: str, line: int, quotes: int, stop: int) -> bool:
    """Whether the ASCII quotation mark beside a full stop begins a quotation: 用".中国"域名."""
    is_open = (quotes + text.count('"', line, stop)) % 2 == 1
    return text[stop - 1] == '"' if is_open else text[stop + 1] == '"' != text[stop - 1]


def sentences_around(text: str, span: Span) -> Span:
    """Return the sentences of a text that ``span`` is in, as one; ``span`` itself if in none."""
    met = [one for one in sentences(text) if one.meets(span)]
    return Span(start=met[0].start, end=met[-1].end) if met else span


def ends_half_width(text: str, end: int) -> bool:
    """Whether the character before ``end`` is a full stop of ASCII that ends Chinese: 增长3.5%."""
    return end > 0 and _HALF_WIDTH.match(text, end - 1) is not None


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the span ``[start, end)`` without outer white space; nothing if that is all."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start=start, end=end)
