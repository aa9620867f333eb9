"""On which page of the paper each part of a file is: what the heads and feet of its pages say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import reduce

from qa.chinese.imprint import imprint_in, printed
from qa.records import Imprint, Span

__all__ = ["imprint_at", "printed_pages"]

_MOST_OF_ONE_PAGE = 2  # sheets that one page of a paper may be on

Printed = tuple[tuple[int, Imprint | None], ...]
"""Where each part begins, and where in the paper it is."""


def printed_pages(
    text: str, heads: Sequence[Span], apart: Sequence[tuple[int, str]] = ()
) -> Printed:
    """Return where the articles from each place of a text on are in their paper.

    ``heads`` are the lines that belong to a page of it and to no article, ``apart`` those that are
    not in it, with where their page begins; a form feed ends a page. Several pages of the paper
    without one are told apart where the head of each stands above its articles. A number that all
    of many pages share is that of none: the third edition of a book (第3版).
    """
    found: list[tuple[int, Imprint | None]] = []
    starts = _starts(text)
    for start, end in zip(starts, [*starts[1:], len(text) + 1], strict=True):
        beside = [line for place, line in apart if start <= place < end]
        own = [head for head in heads if start <= head.start < end]
        found += _of_page(text, start, own, beside)
    pages = [imprint.page for _, imprint in found if imprint]
    if len(pages) > _MOST_OF_ONE_PAGE and len(set(pages)) == 1:
        return ()
    return tuple(found)


def imprint_at(pages: Printed, place: int) -> Imprint | None:
    """Return where in the paper a place of the text is, None where nothing says so."""
    number = bisect_right(pages, place, key=lambda page: page[0])
    return pages[number - 1][1] if number else None


def _starts(text: str) -> list[int]:
    """Return where the pages of a text begin."""
    return [0, *(place + 1 for place, character in enumerate(text) if character == "\f")]


def _of_page(
    text: str, start: int, heads: Sequence[Span], apart: Sequence[str]
) -> Iterator[tuple[int, Imprint | None]]:
    """Yield where the parts of a page of the file begin, mostly one, and what is said of each."""
    groups = [
        (group[0].start, _said([text[x.start : x.end] for x in group]))
        for group in _runs(text, heads)
    ]
    beside = _said([" ".join(apart)])
    pages = {said.page for _, said in groups if said and said.page}
    if len(pages) < 2:
        yield start, reduce(printed, (said for _, said in groups), beside)
    elif not text[start : groups[0][0]].strip():
        yield from groups
    else:
        yield start, None


def _runs(text: str, heads: Sequence[Span]) -> list[list[Span]]:
    """Return lines in groups that nothing stands between."""
    found: list[list[Span]] = []
    for head in sorted(heads, key=lambda head: head.start):
        if not found or text[found[-1][-1].end : head.start].strip():
            found.append([])
        found[-1].append(head)
    return found


def _said(lines: Sequence[str]) -> Imprint | None:
    return reduce(printed, map(imprint_in, lines), None)
