"""The news of some days, where nothing else is asked for: a line of each article.

The line is the article's lead, not what its title says once more. News comes before features and
opinion, what stands on an earlier page before what stands on a later one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.answering.digests.binding import binding_names
from qa.answering.digests.relevance import is_column
from qa.answering.digests.saying import tells_event
from qa.answering.digests.scoring import Scored
from qa.answering.digests.statements import LONGEST, SHORTEST, statements
from qa.answering.digests.topics import topics
from qa.checking.source import Source
from qa.chinese.datelines import past_dateline
from qa.chinese.questions import says_news
from qa.chinese.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.digests.statements import LeadOf
    from qa.records import Article, DateMention, Span
    from qa.search.query import Query

__all__ = ["asks_for_news", "days_of", "line_of", "lines", "parts_of", "scored_line", "spread"]

_NEWS = re.compile(
    "要闻|头条|大事|事情|发生|报纸|日报|内容|简报|摘要|综述|汇总|总结|概览|看看|讲讲|说说|一览"
    "|事(?!故|件|业|实)"
)
"""What a question has that asks for news and for no matter."""

_MOST_DAYS = 31
_NO_NEWS = re.compile("图片(?:报道|新闻)|组图|图集|导读|今日看点|【")
"""How the headline begins of what is a picture, a list of contents or in a named column."""

_PAGE = re.compile(r"([A-Z]?)0*(\d+)")


def asks_for_news(query: Query) -> bool:
    """Whether a question names days, or 新闻, and nothing that news could be of: 昨天的新闻."""
    question = query.simplified
    if not query.dates and not says_news(question):
        return False
    return not binding_names(question) and not topics(_NEWS.sub(_blank, question), query.days, ())


def _blank(found: re.Match[str]) -> str:
    """Return as many spaces: what follows stays where it is."""
    return " " * len(found[0])


def days_of(dates: Sequence[DateMention], newest: dt.date | None = None) -> list[dt.date]:
    """Return the days that are named, the newest first; none if they are more than a month.

    None after ``newest``, that of the newest article: 6月3日以后 has no end.
    """
    until = newest or dt.date.max
    found = {
        mention.since.fromordinal(day)
        for mention in dates
        if (min(mention.until, until) - mention.since).days < _MOST_DAYS
        for day in range(mention.since.toordinal(), min(mention.until, until).toordinal() + 1)
    }
    return sorted(found, reverse=True) if len(found) <= _MOST_DAYS else []


def parts_of(since: dt.date, until: dt.date, count: int) -> list[tuple[dt.date, dt.date]]:
    """Return the first and last day of ``count`` parts of even length, or fewer; newest first."""
    first, days = since.toordinal(), until.toordinal() - since.toordinal() + 1
    count = min(count, days)
    edges = [first + round(part * days / count) for part in range(count + 1)] if days > 0 else []
    return [
        (dt.date.fromordinal(edge), dt.date.fromordinal(after - 1))
        for edge, after in reversed(list(pairwise(edges)))
    ]


def spread(days: Sequence[Sequence[Article]], count: int) -> list[Sequence[Article]]:
    """Return the articles of each day that has some, ``count`` days of even distance before others.

    The first and the last are among them: of a month not its last days alone are told.
    """
    told = [articles for articles in days if articles]
    if not 1 < count < len(told):
        return told
    first = dict.fromkeys(round(at * (len(told) - 1) / (count - 1)) for at in range(count))
    others = (at for at in range(len(told)) if at not in first)
    return [told[at] for at in (*first, *others)]


def lines(
    days: Sequence[Sequence[Article]], lead_of: LeadOf, *, most: int, least: int
) -> list[Scored]:
    """Return the line of each article that has one, the first of each day before the second.

    Of at most ``most`` articles, and as many of each day. Where they are fewer than ``least``, then
    those of the others too: the first sentence that says what happened. ``score`` in (0, 1] is the
    place: 1 is the first.
    """
    each = max(1, most // max(1, len(days)))
    chosen = [sorted(articles, key=_place)[:each] for articles in days]
    told = [[line for one in some if (line := scored_line(one, lead_of))] for some in chosen]
    ranked = sorted(
        ((place, day, one) for day, leads in enumerate(told) for place, one in enumerate(leads)),
        key=lambda ranked: ranked[:2],
    )
    found = [one for _, _, one in ranked]
    if len(found) < least:
        have = {one.article.id for one in found}
        others = (one for some in chosen for one in some if one.id not in have)
        found += [line for one in others if (line := _first_event(one))]
    return [replace(one, score=1 - place / len(found)) for place, one in enumerate(found)]


def _first_event(article: Article) -> Scored | None:
    """Return the first sentence of an article that tells of an event, None of one in no news."""
    if not _is_news(article):
        return None
    texts = ((one, article.text[one.start : one.end]) for one in statements(article))
    return next(
        (
            Scored(article=article, span=span, said=Source(text), score=1.0)
            for span, text in texts
            if tells_event(text)
        ),
        None,
    )


def scored_line(article: Article, lead_of: LeadOf) -> Scored | None:
    """Return the line of an article with score 1, None if it has none."""
    line = line_of(article, lead_of)
    if line is None:
        return None
    said = Source(article.text[line.start : line.end])
    return Scored(article=article, span=line, said=said, score=1.0)


def line_of(article: Article, lead_of: LeadOf) -> Span | None:
    """Return the lead of an article without its dateline, None if it has none of fit length."""
    whole = lead_of(article)
    told = whole and past_dateline(article.text, whole)
    return told if told and SHORTEST <= told.end - told.start <= LONGEST else None


def _place(article: Article) -> tuple[bool, str, int]:
    """Return where an article stands among those of its day; one without a page stays in place."""
    imprint = article.imprint
    page = _PAGE.fullmatch(imprint.page) if imprint and imprint.page else None
    return not _is_news(article), page[1] if page else "", int(page[2]) if page else 0


def _is_news(article: Article) -> bool:
    """Whether an article begins with its news: no opinion, picture or column, no scene."""
    first = next(iter(sentences(article.text)), None)
    if first is None or is_column(article.title) or _NO_NEWS.match(article.title):
        return False
    told = past_dateline(article.text, first)
    return told != first or tells_event(article.text[told.start : told.end])
