"""How many articles there are over time, as bars."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.records import Facet

__all__ = ["STEP", "Bar", "Histogram", "histogram"]

_MOST = 144
"""With more bars than these, each is longer: a month, a year, ten years."""
_LENGTHS = (1, 12, 120)
STEP = 10
"""Width of a bar with the gap beside it; the highest bar is 100 high."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month, a year or ten: its place, its height of 100, whether it is among those chosen."""

    label: str
    count: int
    since: dt.date
    until: dt.date
    x: int
    height: float
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """All bars from the first to the last with articles, each of so many ``months``."""

    bars: tuple[Bar, ...]
    most: int
    months: int


def histogram(
    months: Sequence[Facet], *, since: dt.date | None, until: dt.date | None
) -> Histogram | None:
    """Return the bars for counts by month; None where no article has a date."""
    counts = {_number(facet.value): facet.count for facet in months if facet.value}
    if not counts:
        return None
    first, last = min(counts), max(counts)
    length = next((n for n in _LENGTHS if last // n - first // n < _MOST), _LENGTHS[-1])
    sums: dict[int, int] = {}
    for month, count in counts.items():
        sums[month // length] = sums.get(month // length, 0) + count
    bars = tuple(_bars(sums, length, since, until))
    return Histogram(bars=bars, most=max(sums.values()), months=length)


def _bars(
    sums: dict[int, int], length: int, since: dt.date | None, until: dt.date | None
) -> Iterator[Bar]:
    most = max(sums.values())
    for place, number in enumerate(range(min(sums), max(sums) + 1)):
        count = sums.get(number, 0)
        begins, ends = _period(number * length, length)
        yield Bar(
            label=_label(begins, ends, length),
            count=count,
            since=begins,
            until=ends,
            x=place * STEP,
            height=max(2.0, round(100 * count / most, 1)) if count else 0.0,
            chosen=(since is None or ends >= since) and (until is None or begins <= until),
        )


def _label(begins: dt.date, ends: dt.date, length: int) -> str:
    if length > 12:
        return f"{begins.isoformat()[:4]}–{ends.isoformat()[:4]}"
    return begins.isoformat()[: 4 if length == 12 else 7]


def _number(month: str) -> int:
    """Return the months from the year 0 to one like 2031-04."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _period(month: int, length: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of so many months, of the years that a date may have."""
    last = min(month + length - 1, 12 * 10_000 - 1)
    begins = dt.date(max(1, month // 12), month % 12 + 1, 1)
    year, number = last // 12, last % 12 + 1
    return begins, dt.date(year, number, calendar.monthrange(year, number)[1])
