"""Which articles a digest reads: of what days, and of what country.

Where a question names no country it is asked of the home one: a sentence of another stands only
where there is none of this. Asked of all of it (全国), a sentence of one province is no answer.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.answering.digests.binding import subjects
from qa.chinese.chronicles import with_year
from qa.chinese.datelines import counted_from
from qa.chinese.dates import beside, mentions
from qa.chinese.gazetteer import COUNTRIES, PROVINCES, SHORT
from qa.chinese.holidays import has_holiday, holiday_word
from qa.chinese.proper_names import Level, proper_names
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.answering.digests.binding import Told
    from qa.chinese.proper_names import Name
    from qa.records import Article, DateMention

__all__ = [
    "REPORTED",
    "announced_days",
    "heads_name",
    "in_period",
    "is_abroad",
    "is_background",
    "is_local",
    "is_nationwide",
    "is_of_the_world",
    "period",
    "tells_of",
]

_WORLD = re.compile(
    "国际|世界|全球|海外|境外|国外|外国|各国|多国|跨国|外交|外事|地区局势|"
    "中东|欧洲|非洲|亚太|拉美|东南亚|中亚|红海|俄乌|巴以|以巴|美以|美伊|伊以|以伊|印巴|"
    f"[俄美日韩欧朝]{{2}}|{'|'.join(sorted(COUNTRIES))}|中[{''.join(SHORT)}]"
    "|中[老缅柬泰蒙塞哈吉巴非](?!年)"
)
_NATION = re.compile(
    "全国(?!人大|人民|政协|运动|残|总工会|妇联|工商联|两会|劳|道德|文明|重点|性|一体|统一)"
)
_ALL = re.compile("全国|我国|中国|国家|各地|(?<![\u4e00-\u9fff])多地|各省")
_GLOBE = re.compile("全球|世界各|各国|国际(?!货|客|航|班)")
_COLUMN = re.compile("国际(?:视点|联播|观察|科技前沿)|环球(?:扫描|走笔)")
_HOME = re.compile(
    "|".join(
        ["我国|中国|全国|我方|中方|中央|国务院|各地|来华|对华|赴华|在华|习近平", *sorted(PROVINCES)]
    )
)
_GOES_ON = re.compile("以来|至今|截至|目前|如今|现在|[今本去][年月]|累计")
_YEAR = 365
_OTHERWISE = dt.timedelta(1100)
"""So many days before or after, words that count from the day of their article name other days."""
_COMPARED = "同期"
_PUBLISHED = re.compile(
    r"[（(）)\d月日上下午]{0,10}(?:公布|发布)[^，。]{0,8}(?:数据|统计|指数|公报)"
)
"""What stands behind the day on which figures of other days came out: 今天（9日）公布的数据."""
_PAST = 300
"""So many days back, a day without its year is rather one to come."""
_PAPER = 2
"""After so many days at most a paper reports of a day without naming it."""
REPORTED = 31
"""After so many days at most an article whose head names a period reports of it."""
_MAY_NAME = re.compile("[月周明后下]|星期|礼拜|[0-9一二三四五六七八九十]日|本年|年[底内]")
_STRETCH = re.compile("起?[至到—～~－-]+")
_LASTS = re.compile("起(?!停)[^。；]{0,24}(?:持续|延续|展[出期览])[^，。；0-9]{0,4}[至到]")
"""From one day to another too: 12月5日|起在礼堂开展，展览将持续到|12月20日."""
_EVENT = 92
"""So many days at most something goes on from one day to another."""
_FROM_NOW = re.compile("即日起?[至到]$")
_HEAD = 120
"""So many characters of the text are its head, beside the headline."""


def period(dates: Sequence[DateMention]) -> tuple[dt.date, dt.date] | tuple[None, None]:
    """Return the first and last day that a question names; of a single one the next day too."""
    if not dates:
        return None, None
    since = min(mention.since for mention in dates)
    until = max(mention.until for mention in dates)
    if since == until and until < until.max:
        until = until.fromordinal(until.toordinal() + 1)
    return since, until


def in_period(
    article: Article, span: Span, dates: Sequence[DateMention], *, named_only: bool = False
) -> bool:
    """Whether a sentence is of the days that are asked of: those it names, or its article's.

    Without such a day of its own it may be of an article of up to two days after them, or of up to
    a month after them if headline or lead name them: 五月的外贸 is reported in June. What the paper
    of the first of several days tells of the day before counts: 昨日 in that of 6月3日, asked of
    6月3日以来. What an article of before the days announces for them counts. ``named_only``: it has
    to name such a day.
    """
    if not dates or _is_announced(article, span, dates):
        return True
    if words := {word for asked in dates if asked.lunar and (word := holiday_word(asked.text))}:
        said = f"{_head(article)}\n{article.text[span.start : span.end]}"
        return any(has_holiday(said, word) for word in words)
    latest = dates[-1].until
    named = list(_days_named(article, article.text[span.start : span.end], latest, span.start))
    if named_only:
        return bool(announced_days(article, span, dates)) or any(
            one.since <= asked.until and asked.since <= one.until
            for asked in dates
            for one in named
            if _length(one) <= _length(asked)
        )
    head = _head(article)
    return any(
        _is_of(named, asked) and (_is_named_by(named, asked) or _is_told(article, head, asked))
        for asked in (_with_eve(one, article) for one in dates)
    )


def _is_announced(article: Article, span: Span, dates: Sequence[DateMention]) -> bool:
    day = article.date
    later = [asked for asked in dates if day and day < asked.since]
    return bool(announced_days(article, span, later))


def announced_days(article: Article, span: Span, dates: Sequence[DateMention]) -> list[DateMention]:
    """Return the days asked of that a sentence names and that were to come when it came out.

    Days, or a month or week of no more days than those asked of; or a stretch of time around them
    (12月1日至20日 for 12月9日); or a holiday that is asked of by its word.
    """
    day = article.date
    if day is None or all(asked.until <= day for asked in dates):
        return []
    text = article.text[span.start : span.end]
    feasts = [
        asked for asked in dates if (word := holiday_word(asked.text)) and has_holiday(text, word)
    ]
    return feasts + [
        one
        for one in _ahead(text, day, counted_from(article.text, span.start, day))
        if any(
            one.since <= asked.until
            and asked.since <= one.until
            and _length(one) <= (_EVENT if _STRETCH.search(one.text) else _length(asked))
            for asked in dates
            if not asked.lunar
        )
    ]


@lru_cache(maxsize=256)
def _ahead(text: str, day: dt.date, sent: dt.date | None) -> tuple[DateMention, ...]:
    """Return the days that a text names and that are to come; from one to another as one.

    What ends before it begins in the coming year has begun in this: 1月至11月, told in December.
    """
    if not _MAY_NAME.search(text):
        return ()
    found: list[DateMention] = []
    for one in beside(text, Span(start=0, end=len(text)), day, sent=sent):
        last = found[-1] if found else None
        joint = text[last.end : one.start] if last else ""
        if last and (_STRETCH.fullmatch(joint) or _LASTS.fullmatch(joint)):
            whole = text[last.start : one.end]
            since = min(last.since, one.since)
            until = max(last.until, one.until) if last.since <= one.since else one.until
            found[-1] = replace(last, text=whole, end=one.end, since=since, until=until)
        elif _FROM_NOW.search(text, 0, one.start):
            found.append(replace(one, text=f"至{one.text}", since=day))
        else:
            found.append(one)
    return tuple(one for one in found if one.until > day and not one.lunar)


def tells_of(article: Article, span: Span, dates: Sequence[DateMention]) -> bool:
    """Whether a sentence names a day asked of with its year, be that the one above it."""
    named = _days_named(article, article.text[span.start : span.end], dt.date.max, span.start)
    return any(
        asked.since <= one.since and one.until <= asked.until
        for one in named
        if "年" in one.text
        for asked in dates
    )


def _with_eve(asked: DateMention, article: Article) -> DateMention:
    """Return several days with the one before them, for the article of the first of them."""
    if article.date != asked.since or not _length(asked) or asked.since == dt.date.min:
        return asked
    return replace(asked, since=asked.since - dt.timedelta(1))


def heads_name(article: Article, dates: Sequence[DateMention]) -> bool:
    """Whether the head of an article of soon after the days asked of names these days."""
    head = _head(article)
    return any(_is_told(article, head, asked) for asked in dates)


def _head(article: Article) -> str:
    return f"{article.title}\n{article.text[:_HEAD]}"


def is_background(article: Article, span: Span) -> bool:
    """Whether all days that a sentence names are more than a year before its article.

    What it is about began then; where it goes on (2017年以来) it is of today.
    """
    text = article.text[span.start : span.end]
    if article.date is None or _GOES_ON.search(text):
        return False
    named = list(_days_named(article, text, article.date, span.start))
    return bool(named) and all((article.date - one.until).days > _YEAR for one in named)


def _is_of(named: Sequence[DateMention], asked: DateMention) -> bool:
    """Whether days named are those asked of, or take them in; a year is not its every month."""
    exact = [one for one in named if _length(one) <= _length(asked)]
    return not named or any(_meet(one, asked) for one in exact or named)


def _is_named_by(named: Sequence[DateMention], asked: DateMention) -> bool:
    return any(_length(one) <= _length(asked) and _meet(one, asked) for one in named)


def _is_told(article: Article, head: str, asked: DateMention) -> bool:
    """Whether an article is of the days asked of, or of soon after, or its head names them."""
    if article.date is None or asked.since <= article.date <= _later(asked.until, _PAPER):
        return True
    if not asked.since <= article.date <= _later(asked.until, REPORTED):
        return False
    return _is_named_by(list(_days_named(article, head, asked.until)), asked)


def _days_named(article: Article, text: str, today: dt.date, at: int = 0) -> Iterator[DateMention]:
    """Yield the days that a text is of: none to come, none that it compares with (去年同期).

    ``at``: where in the article it stands.
    """
    text = with_year(article.title, article.text, at, text)
    if article.date is None:
        named = _of_any_day(article, text, today, at)
    else:
        today = article.date
        named = _mentioned(text, today, counted_from(article.text, at, today))
    told = [one for one in named if not _PUBLISHED.match(text, one.end)]
    for mention in told or named:
        compares = text.startswith(_COMPARED, mention.end) or text.endswith("比", 0, mention.start)
        to_come = mention.since > today or (
            "年" not in mention.text and (today - mention.since).days > _PAST
        )
        if not compares and not to_come:
            yield mention


def _of_any_day(article: Article, text: str, today: dt.date, at: int) -> tuple[DateMention, ...]:
    """Return the days that a text names whenever it came out: 2019年5月, not 今年 nor 5月8日."""
    other = today + (-_OTHERWISE if today.toordinal() > _OTHERWISE.days else _OTHERWISE)
    first, second = (
        _mentioned(text, day, counted_from(article.text, at, day)) for day in (today, other)
    )
    return tuple(one for one in first if one in second)


@lru_cache(maxsize=256)
def _mentioned(text: str, today: dt.date, sent: dt.date | None) -> tuple[DateMention, ...]:
    """Return the days that a text names: an article's head is asked for each of its sentences."""
    return tuple(mention for mention, _ in mentions(text, today, sent=sent))


def _length(days: DateMention) -> int:
    return (days.until - days.since).days


def _meet(one: DateMention, asked: DateMention) -> bool:
    """Whether days meet those asked of; a single day takes in those around it."""
    slack = 0 if _length(asked) else 1
    before, after = asked.since.toordinal() - slack, asked.until.toordinal() + slack
    return one.since.toordinal() <= after and before <= one.until.toordinal()


def _later(day: dt.date, days: int) -> dt.date:
    return day.fromordinal(min(day.toordinal() + days, day.max.toordinal()))


def is_of_the_world(question: str) -> bool:
    """Whether a question names another country, or asks of the world."""
    return _WORLD.search(question) is not None


def is_abroad(told: Told, span: Span) -> bool:
    """Whether a sentence and its headline name another country and nothing of the home one.

    In a column on the world, whether what it names first is not the home country.
    """
    own, title = told.slice(span), told.heads(span)[0]
    if _COLUMN.search(told.title):
        home, other = _HOME.search(own), next(_countries(own), None)
        return home is None or (other is not None and other.start < home.start())
    text = f"{title}\n{own}".replace("北京时间", "")
    return _HOME.search(text) is None and any(_countries(text))


def _countries(text: str) -> Iterator[Name]:
    return (name for name in proper_names(text) if name.level is Level.COUNTRY)


def is_nationwide(question: str) -> bool:
    """Whether a question asks of the whole country: 全国的粮价, but not 全国人大."""
    return _NATION.search(question) is not None


def is_local(told: Told, span: Span) -> bool:
    """Whether a sentence is not of the whole country, 全国 or 我国, but of a place or the world."""
    own = told.slice(span)
    if _ALL.search(own):
        return False
    if _GLOBE.search(own):
        return True
    return any(name.level.is_place and name.level < Level.COUNTRY for name in subjects(own))
