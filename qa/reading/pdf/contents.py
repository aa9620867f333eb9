"""Pages of a table of contents, which no reader takes for an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["contents_pages"]

_HEADED = re.compile(r"(?:目\s*录|目\s*次|要\s*目|(?i:contents))\s*$")
_ENTRY = re.compile(
    r"\d{1,4}[.、．]\s*\D|.*(?:[.．·…]{2,}|\s)\s*(?:第?\d{1,4}[页版]?|[A-Z]\d{1,3})$"
)
_COUNT = re.compile(r"(\d{1,4})[.、．]")
_FIRST_PAGES = 5
_HEAD_LINES = 3
_SHARE = 0.6  # of a page's lines


def contents_pages(texts: Sequence[str]) -> list[int]:
    """Return the places of the pages that are a table of contents.

    Its first page is headed so and mostly lists; those after it go on with its numbers.
    """
    for place, text in enumerate(texts[:_FIRST_PAGES]):
        lines = _lines(text)
        headed = any(len(line) < 20 and _HEADED.search(line) for line in lines[:_HEAD_LINES])
        if headed and _lists(lines):
            return _with_next(texts, place)
    return []


def _with_next(texts: Sequence[str], first: int) -> list[int]:
    found = [first]
    last = max(_counts(texts[first]), default=0)
    for place in range(first + 1, len(texts)):
        counts = _counts(texts[place])
        if not (_lists(_lines(texts[place])) and last + 1 in counts[:1]):
            break
        found.append(place)
        last = max(counts)
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _counts(text: str) -> list[int]:
    return [int(match[1]) for line in _lines(text) if (match := _COUNT.match(line))]


def _lists(lines: Sequence[str]) -> bool:
    return sum(1 for line in lines if _ENTRY.match(line)) >= _SHARE * len(lines) > 0
