"""On which page of the paper each part of a file is: what the heads and feet of its pages say."""

from __future__ import annotations

import re
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
    starts = [0, *(mark.end() for mark in re.finditer("\f", text))]
    own: list[list[Span]] = [[] for _ in starts]
    beside: list[list[str]] = [[] for _ in starts]
    for head in sorted(heads, key=lambda head: head.start):
        own[bisect_right(starts, head.start) - 1].append(head)
    for place, line in apart:
        beside[bisect_right(starts, place) - 1].append(line)
    found: list[tuple[int, Imprint | None]] = []
    for start, lines, others in zip(starts, own, beside, strict=True):
        found += _of_page(text, start, lines, others)
    pages = [imprint.page for _, imprint in found if imprint]
    if len(pages) > _MOST_OF_ONE_PAGE and len(set(pages)) == 1:
        return ()
    return tuple(found)


def imprint_at(pages: Printed, place: int) -> Imprint | None:
    """Return where in the paper a place of the text is, None where nothing says so."""
    number = bisect_right(pages, place, key=lambda page: page[0])
    return pages[number - 1][1] if number else None


def _of_page(
    text: str, start: int, heads: Sequence[Span], apart: Sequence[str]
) -> Iterator[tuple[int, Imprint | None]]:
    """Yield where the parts of a page of the file begin, mostly one, and what is said of each."""
    groups = [
        (group[0].start, _said([text[x.start : x.end] for x in group]))
        for group in _runs(text, heads)
    ]
    beside = _said([" ".join(apart)])
    pages = [(place, said) for place, said in groups if said and said.page]
    if len({said.page for _, said in pages}) < 2:
        yield start, reduce(printed, (said for _, said in groups), beside)
    elif not text[start : pages[0][0]].strip():
        yield from pages
    else:
        yield start, None


def _runs(text: str, heads: Sequence[Span]) -> list[list[Span]]:
    """Return lines in groups that nothing stands between."""
    found: list[list[Span]] = []
    for head in heads:
        if not found or text[found[-1][-1].end : head.start].strip():
            found.append([])
        found[-1].append(head)
    return found


def _said(lines: Sequence[str]) -> Imprint | None:
    return reduce(printed, map(imprint_in, lines), None)
