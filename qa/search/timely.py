"""The days a question names, and which of what was found is of them.

A passage is of the days if its sentences name some of them and no more (昨日, 去年, 4月5日, counted
from its article's date), or if its article came out on them, or on the day after: papers report
the day before. What has no date is not known to be of other days.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from qa.chinese.dates import beside, compared
from qa.chinese.numerals import fold_width
from qa.records import Span, Where

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from qa.records import DateMention, Hit

__all__ = ["Days", "Timely", "merged"]


_NEWEST = dt.timedelta(30)
_FEW = dt.timedelta(31)
_TOLD_LATER = 62
_YEARLESS = re.compile(r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十廿]{1,3}[日号]")


class Timely(IntEnum):
    """How a passage stands to the days asked for; more is better."""

    OUTSIDE = 0
    AROUND = 1  # its article is of the days, its own words name others
    ANOTHER_YEAR = 2  # it names, or is of, the same day of another year, the question no year
    UNDATED = 3
    INSIDE = 4
    NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From the first to the last of the days that a question names, both inclusive.

    ``of_now``: it names none; these are the last that were reported of. ``yearless``: month and day
    of those that it names without a year, which only the day of asking gives them.
    """

    since: dt.date
    until: dt.date
    of_now: bool = False
    yearless: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def of(cls, dates: Sequence[DateMention], where: Where | None) -> Self | None:
        """Return those of a question; None if it names none, or if a filter names some."""
        if not dates or (where and (where.since or where.until)):
            return None
        since, until = min(x.since for x in dates), max(x.until for x in dates)
        yearless = {(x.since.month, x.since.day) for x in dates if _YEARLESS.fullmatch(x.text)}
        return cls(since=since, until=until, yearless=frozenset(yearless))

    @classmethod
    def newest(cls, last: dt.date | None, where: Where | None) -> Self | None:
        """Return the last days up to ``last``; None without it, or if a filter names some."""
        if last is None or (where and (where.since or where.until)):
            return None
        return cls(since=max(dt.date.min, last - _NEWEST), until=last, of_now=True)

    @property
    def are_few(self) -> bool:
        """Whether what is of other days cannot answer: days, a week, a month, but not a year."""
        return self.until - self.since < _FEW

    @property
    def reported_until(self) -> dt.date:
        """The day after the last one, whose paper reports it."""
        return self.until if self.until == dt.date.max else self.until + dt.timedelta(1)

    def are_year_of(self, title: str) -> bool:
        """Return whether they are of a year, and a title names that: 2023年…公报, of 2024."""
        return (
            not self.are_few
            and self.since.year == self.until.year
            and f"{self.since.year}年" in fold_width(title)
        )

    def reported_on(self, date: dt.date | None) -> bool:
        """Return whether an article of ``date`` came out on these days or the day after."""
        return date is not None and self.since <= date <= self.reported_until

    def narrowed(self, where: Where | None) -> Where:
        """Return a filter that also wants articles of these days."""
        return replace(where or Where(), since=self.since, until=self.reported_until)

    def told_later(self, where: Where | None) -> Where:
        """Return a filter that also wants articles of the two months after these days."""
        until = min(self.until.toordinal() + _TOLD_LATER, dt.date.max.toordinal())
        return replace(where or Where(), since=self.since, until=dt.date.fromordinal(until))

    def judge(
        self,
        text: str,
        date: dt.date | None,
        *,
        before: Sequence[str] = (),
        sent: dt.date | None = None,
    ) -> Timely:
        """Return how a passage of an article of ``date`` stands to these days.

        ``sent`` is the day of the dispatch that it is from the middle of, if of one.
        Where it names none itself, it is of those that the nearest of the sentences ``before``
        it names.
        """
        if date is None:
            return Timely.UNDATED
        said = (_named(passage, date, sent) for passage in (text, *reversed(before)))
        named = next(filter(None, said), [])
        if any(self.since <= x.since and x.until <= self.until for x in named):
            return Timely.NAMED
        if not self.reported_on(date):
            days = [(x.since.month, x.since.day) for x in named if _is_day(x)]
            own = [] if named else [(date.month, date.day)]
            same = any(day in self.yearless for day in (*days, *own))
            return Timely.ANOTHER_YEAR if same else Timely.OUTSIDE
        others = any(x.until < self.since or self.until < x.since for x in named)
        return Timely.AROUND if others else Timely.INSIDE


def _is_day(mention: DateMention) -> bool:
    return mention.since == mention.until


def _named(text: str, date: dt.date, sent: dt.date | None) -> list[DateMention]:
    """Return the days that a passage names, but that of its paper: 今天通报，昨日新增.

    Nor those it only compares with: 比去年同期高三米.
    """
    return [
        x
        for x in beside(text, Span(start=0, end=len(text)), date, sent=sent)
        if not x.since == x.until == date and not compared(text, x.start, x.end)
    ]


def merged(days: Days, of_all: Sequence[Hit], of_days: Sequence[Hit], k: int) -> list[Hit]:
    """Return ``k`` hits: what is of the days first, found among all articles and among theirs.

    For a question about now what was found among all and among the newest, in turn.
    """
    if days.of_now:
        found = chain(*zip_longest(of_all, of_days))
        return list({hit.chunk: hit for hit in found if hit}.values())[:k]
    timely = [
        hit
        for hit in of_all
        if days.judge(hit.chunk.text, hit.date) >= Timely.INSIDE or days.are_year_of(hit.title)
    ]
    pairs = zip_longest(timely, of_days)
    best = {hit.chunk: hit for hit in chain(*pairs, of_all) if hit}
    return list(best.values())[:k]
