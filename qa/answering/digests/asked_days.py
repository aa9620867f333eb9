"""Of which days a question is: 最近, a month without its year, a holiday; what there is of days.

Pure functions, and :class:`Held`, which looks into an archive.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.digests.news import asks_for_news
from qa.chinese.dates import SOON, coming, placed
from qa.chinese.fold import folded
from qa.chinese.holidays import holiday
from qa.chinese.numerals import fold_width
from qa.chinese.questions import lately, says_news
from qa.records import DateMention, Span, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa.records import Article
    from qa.search.query import Query

__all__ = ["MONTH", "QUARTER", "WEEK", "Held", "of_the_year_held", "readings", "timed"]

_DAY = dt.timedelta(1)
_ASKS_WHAT = re.compile("什么(?!时[候间])|哪些|啥(?!时)")
WEEK, MONTH, QUARTER = 7, 31, 92
"""How many days 近日 and the news of 最近 are, how many 最近 is, and where that has nothing."""
_OF_DAYS = re.compile("[日天]")
_N = "[0-9一二三四五六七八九十廿卅]{1,3}"
_DAY_OF_A_YEAR = re.compile(f"{_N}月{_N}[日号](?:[-–—~～至到]{{1,2}}(?:{_N}月)?{_N}[日号])?")


def timed(query: Query, newest: dt.date | None) -> list[Query]:
    """Return a question as it is; one of 最近 with the last days up to ``newest``, and with more.

    近日 and 这几天 are :data:`WEEK` days, or :data:`MONTH`, and so is 最近 of which the news are
    asked for; of a matter 最近, 近期 and 近来 are the latter, or :data:`QUARTER`. The longer are to
    be asked where the shorter have nothing.
    """
    said = None if query.dates or newest is None else lately(query.simplified)
    if said is None or newest is None:
        return [query]
    copy, word = folded(query.text), query.simplified[said.start : said.end]
    is_news = says_news(query.simplified) or asks_for_news(query)
    is_of_days = is_news or _OF_DAYS.search(word)
    days = (
        DateMention(
            text=word,
            start=said.start,
            end=said.end,
            since=_earlier(newest, length - 1),
            until=newest,
        )
        for length in ((WEEK, MONTH) if is_of_days else (MONTH, QUARTER))
    )
    return [replace(query, dates=(placed(copy, one),), days=(said,)) for one in days]


def readings(query: Query, today: dt.date | None) -> list[Query]:
    """Return a question as it is, and with the other days that it may be of; the likelier first.

    A day or month without its year is the last one, or the coming: 12月有什么活动, asked in
    November. That comes first where it begins within :data:`SOON` days, unless 新闻 is asked for.
    """
    if today is not None and not query.dates and _ASKS_WHAT.search(query.simplified):
        found = holiday(query.simplified, today)
        if found is None:
            return [query]
        place = Span(start=found.start, end=found.end)
        days = (placed(folded(query.text), found),)
        return [query, replace(query, dates=days, days=(place,))]
    if today is None or len(query.dates) != 1:
        return [query]
    (named,), (place,) = query.dates, query.days
    here = replace(named, text=_of(query, place), start=place.start, end=place.end)
    later = coming(query.simplified, here)
    if later is None or named.since > today:  # it is the coming one already
        return [query]
    other = replace(query, dates=(replace(named, since=later.since, until=later.until),))
    is_near = 0 < (later.since - today).days <= SOON and not says_news(query.simplified)
    return [other, query] if is_near else [query, other]


def of_the_year_held(query: Query, held: Held) -> Query | None:
    """Return a question of one day without its year as of the only year that has articles of it.

    None for others, and where that is the year as of which it was understood: 8月8日 is of the last
    year, but an archive of 2023 alone has no other than its own. Papers report the day before.
    """
    named = query.dates[0] if len(query.dates) == 1 else None
    if named is None or not _DAY_OF_A_YEAR.fullmatch(fold_width(named.text)):
        return None
    years = range(held.first.year, held.last.year + 1)
    tried = filter(None, (_in_year(named, year) for year in (*years, named.since.year)))
    last = dt.date.max - _DAY
    found = {one.since: one for one in tried if held.has(one.since, min(one.until, last) + _DAY)}
    if len(found) != 1 or named.since in found:
        return None
    return replace(query, dates=tuple(found.values()))


def _in_year(mention: DateMention, year: int) -> DateMention | None:
    """Return the same days of another year; None where it has no 29 February."""
    until = year + mention.until.year - mention.since.year
    try:
        since = mention.since.replace(year=year)
        return replace(mention, since=since, until=mention.until.replace(year=until))
    except ValueError:
        return None


def _of(query: Query, place: Span) -> str:
    return query.simplified[place.start : place.end]


def _earlier(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(max(day.toordinal() - days, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The days that an archive has articles of.

    From ``first`` to ``last``; ``listed`` returns so many of those that pass a filter, ``counted``
    how many do.
    """

    first: dt.date
    last: dt.date
    where: Where
    listed: Callable[[Where, int], Sequence[Article]]
    counted: Callable[[Where], int] | None = None

    def has(self, since: dt.date, until: dt.date) -> bool:
        """Whether there is an article of the days from the first to the last, both inclusive."""
        return bool(self.listed(replace(self.where, since=since, until=until), 1))

    def count(self, since: dt.date, until: dt.date) -> int | None:
        """Return how many articles there are of some days; None where they are not counted."""
        within = replace(self.where, since=since, until=until)
        return self.counted(within) if self.counted else None

    def nearest(self, since: dt.date, until: dt.date) -> tuple[dt.date, ...]:
        """Return the last day with an article before some days, and the first after them."""
        around = (
            self.last_until(since - _DAY) if since > dt.date.min else None,
            self.first_from(until + _DAY) if until < dt.date.max else None,
        )
        return tuple(day for day in around if day)

    def last_until(self, day: dt.date) -> dt.date | None:
        """Return the last day with an article that is not after ``day``."""
        low, high = self.first.toordinal(), min(day, self.last).toordinal()
        if low > high or not self._has(low, high):
            return None
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._has(middle, high) else (low, middle - 1)
        return dt.date.fromordinal(low)

    def first_from(self, day: dt.date) -> dt.date | None:
        """Return the first day with an article that is not before ``day``."""
        low, high = max(day, self.first).toordinal(), self.last.toordinal()
        if low > high or not self._has(low, high):
            return None
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._has(low, middle) else (middle + 1, high)
        return dt.date.fromordinal(low)

    def _has(self, since: int, until: int) -> bool:
        return self.has(dt.date.fromordinal(since), dt.date.fromordinal(until))
