"""Running heads and page numbers: lines at the edge of pages that other pages have there too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa.reading.furniture import is_furniture, page_date
from qa.reading.pdf.layout import rows
from qa.reading.pdf.runs import Run

__all__ = ["running_lines"]

_LINES = 2  # at the top and at the foot of a page
_APART = 1.4  # steps between lines: a white band that sets a line off the text
_GRID = 6.0  # points by which the same line may stand higher on another page
_NUMBER = re.compile(r"[\d〇零一二三四五六七八九十百]+")
_ONLY_NUMBER = re.compile(r"[^\w#]*第?#[页版]?[/,，]?(?:共#[页版])?[^\w#]*")
_SENTENCE = re.compile("[，。；！？]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """A line at a page's edge: its words without numbers, its height, the places of its runs.

    ``beyond`` is the text nearest to it that is at no edge: pages where that is the same are the
    same page twice.
    """

    pattern: str
    height: float
    places: tuple[int, ...]
    beyond: str


def running_lines(pages: Sequence[Sequence[Run]]) -> list[set[int]]:
    """Return for each page the places of its runs that are a running head or a page number.

    Such a line is set off the text, and is the same at the same height of two other pages, or of
    one if only its numbers differ. What states the date stays where it is of use: a masthead, or a
    line under the headline.
    """
    edges = [list(_edges(page)) for page in pages]
    seen: dict[tuple[str, int], set[str]] = defaultdict(set)
    for page in edges:
        for edge in page:
            for key in _keys(edge):
                seen[key].add(edge.beyond)
    return [
        {place for edge in page if _recurs(edge, seen) for place in edge.places} for page in edges
    ]


def _keys(edge: _Edge) -> set[tuple[str, int]]:
    """Return what a line is known by: its words, and the two heights that are nearest."""
    height = edge.height / _GRID
    return {(edge.pattern, int(height)), (edge.pattern, round(height))}


def _recurs(edge: _Edge, seen: dict[tuple[str, int], set[str]]) -> bool:
    needed = 2 if "#" in edge.pattern else 3
    return max(len(seen[key]) for key in _keys(edge)) >= needed


def _edges(page: Sequence[Run]) -> Iterator[_Edge]:
    """Yield the first and the last lines of a page that are set off its text, or only number it."""
    found = rows(page)
    places = {id(run): place for place, run in enumerate(page)}
    for lines in (found, found[::-1]):
        off = _set_off(lines)
        for number, row in enumerate(lines[:_LINES]):
            words = " ".join(run.text for run in row)
            pattern = "".join(_NUMBER.sub("#", words).split())
            if page_date(words) and (number or is_furniture(words, top=True)):
                continue
            if _ONLY_NUMBER.fullmatch(pattern) or (number < off and not _SENTENCE.search(words)):
                beyond = "".join(run.text for line in lines[_LINES : _LINES + 2] for run in line)
                yield _Edge(
                    pattern=pattern,
                    height=row[0].middle,
                    places=tuple(places[id(run)] for run in row),
                    beyond=beyond,
                )


def _set_off(lines: Sequence[Sequence[Run]]) -> int:
    """Return how many of the first lines a white band, or their size, sets off the others."""
    steps = [abs(after[0].middle - line[0].middle) for line, after in pairwise(lines)]
    if not steps:
        return 0
    size = median(line[0].size for line in lines)
    apart = [
        step > _APART * median(steps) or lines[number][0].size < size / 1.1
        for number, step in enumerate(steps[:_LINES])
    ]
    return max((number + 1 for number, is_apart in enumerate(apart) if is_apart), default=0)
