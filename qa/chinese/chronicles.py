"""The year of the bare days of a chronicle: 5月8日 below 2019年, or in 云河县大事记（2019年）."""

from __future__ import annotations

import re

__all__ = ["with_year", "year_above"]

_YEAR = r"(?:[（(【]?(?P<year>(?:1[89]|20)\d{2})年?[)）】]?)"
_HEADING = re.compile(rf"^[ \t\u3000]*{_YEAR}(?:大事记|大事|纪事)?[ \t\u3000]*$", re.MULTILINE)
_CHRONICLE = re.compile("大事记|大事年表|年表|纪事|编年|年谱|[省市县区镇乡村]志")
_OF_TITLE = re.compile(r"(?:1[89]|20)\d{2}(?=年)")
_BARE = re.compile(r"[ \u3000]*(?=\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|初|，))")


def year_above(title: str, text: str, at: int) -> str | None:
    """Return the year that a chronicle's bare days at ``at`` are of; None where none is said.

    That of the nearest line above that is a year, else the only one of a chronicle's title.
    """
    above = [found["year"] for found in _HEADING.finditer(text, 0, at)]
    if above:
        return above[-1]
    years = set(_OF_TITLE.findall(title)) if _CHRONICLE.search(title) else set()
    return years.pop() if len(years) == 1 else None


def with_year(title: str, text: str, at: int, said: str) -> str:
    """Return what is said at ``at`` of a text, the bare day that it begins with with its year."""
    bare = _BARE.match(said)
    year = year_above(title, text, at) if bare else None
    return f"{year}年{said[bare.end() :]}" if bare and year else said
