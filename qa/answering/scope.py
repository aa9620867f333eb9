"""Which articles a digest reads, by what its question says of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qa.records import Article, DateMention, Span

__all__ = ["in_period", "period"]

_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")


def period(dates: Sequence[DateMention]) -> tuple[dt.date, dt.date] | tuple[None, None]:
    """Return the first and last day that a question names; of a single one the next day too."""
    if not dates:
        return None, None
    since = min(mention.since for mention in dates)
    until = max(mention.until for mention in dates)
    if since == until and until < until.max:
        until = until.fromordinal(until.toordinal() + 1)
    return since, until


def in_period(article: Article, span: Span, dates: Sequence[DateMention]) -> bool:
    """Whether a sentence names no month, or one of those that are asked of."""
    named = {int(month) for month in _MONTH.findall(article.text, span.start, span.end)}
    asked = {
        (day.month - 1 + more) % 12 + 1
        for day, until in ((mention.since, mention.until) for mention in dates)
        for more in range(min(12, (until.year - day.year) * 12 + until.month - day.month + 1))
    }
    return not named or not asked or not named.isdisjoint(asked)
