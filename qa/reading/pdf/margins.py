"""Running heads and page numbers: lines at the edge of pages that other pages have there too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qa.reading.furniture import is_furniture, page_date
from qa.reading.pdf.layout import rows
from qa.reading.pdf.runs import Run

__all__ = ["running_lines"]

_LINES = 2  # at the top and at the foot of a page
_GRID = 6.0  # points by which the same line may stand higher on another page
_NUMBER = re.compile(r"[\d〇零一二三四五六七八九十百]+")


def running_lines(pages: Sequence[Sequence[Run]]) -> list[set[int]]:
    """Return for each page the places of its runs that are a running head or a page number.

    Such a line is the same at the same height of two pages but for its numbers, or of three if it
    has none. A masthead with the date stays: it says of which day the page is.
    """
    lines = [list(_edges(page)) for page in pages]
    often = Counter(key for page in lines for key in {key for key, _ in page})
    return [
        {place for key, places in page if often[key] >= _needed(key) for place in places}
        for page in lines
    ]


def _edges(page: Sequence[Run]) -> Iterator[tuple[tuple[str, int], list[int]]]:
    """Yield the first and last lines of a page: what they are known by, the places of their runs.

    A line is known by its words without their numbers, and by its height: by the two that are
    nearest, as a height is rarely the same to the point.
    """
    places = {id(run): place for place, run in enumerate(page)}
    found = rows(page)
    edges = found[:_LINES] + found[max(_LINES, len(found) - _LINES) :]
    for row in edges:
        words = " ".join(run.text for run in row)
        if page_date(words) and is_furniture(words, top=True):
            continue
        pattern = "".join(_NUMBER.sub("#", words).split())
        height = row[0].middle / _GRID
        for near in {int(height), round(height)}:
            yield (pattern, near), [places[id(run)] for run in row]


def _needed(key: tuple[str, int]) -> int:
    return 2 if "#" in key[0] else 3
