"""The day an article was published: from sources with names, ranked, or none.

What somebody wrote of this article counts before what stands around it, and nothing is guessed:
no footer, no list beside the article, no copyright line, no time a file was changed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import PurePath

from qa.reading.furniture import page_date
from qa.records import DateFrom

__all__ = [
    "DAY",
    "best",
    "in_address",
    "in_folder",
    "in_name",
    "is_of_a_paper",
    "is_time",
    "stamp",
    "stated",
]

RANKS = (
    DateFrom.FIELD,
    DateFrom.METADATA,
    DateFrom.LINE,
    DateFrom.DATELINE,
    DateFrom.ADDRESS,
    DateFrom.FILE_NAME,
    DateFrom.FOLDER,
    DateFrom.MASTHEAD,
)
"""The best source first."""
_NUMBERS = (DateFrom.ADDRESS, DateFrom.FILE_NAME, DateFrom.FOLDER)
"""Sources that no words say: there a number may be anything."""

_CHINA = dt.timezone(dt.timedelta(hours=8))
_UTC = re.compile(r"T\d{2}:\d{2}.*(?:Z|[+-]00:?00)$", re.IGNORECASE)
_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)((?:1[89]|20)\d{2})(\d{2})(\d{2})(?!\d)")
_PARTED = re.compile(
    r"(?<!\d)((?:1[89]|20)\d{2})(?:[-_.](\d{1,2})[-_.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?!\d)"
)
_ADDRESS = re.compile(
    r"[/_=t-]((?:1[89]|20)\d{2})"
    r"(?:(\d{2})(\d{2})|[-/](\d{2})(\d{2})|[-/](\d{1,2})[-/](\d{1,2})|(\d{2})/(\d{2}))"
    r"(?=[/_.?&#-]|$)"
)
_SITE = re.compile(r"^[a-z]+:/*[^/]*", re.IGNORECASE)

_NUMERAL = "〇○零一二三四五六七八九十"
DAY = (
    rf"(?:(?:\d{{4}}|[{_NUMERAL}]{{4}})\s*年\s*(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*月"
    rf"\s*(?:\d{{1,2}}|[{_NUMERAL}]{{1,3}})\s*日|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})"
)
"""Pattern of a full day."""
_LABEL = (
    r"(?:(?:发布|發布|发表|發表|刊发|刊登|出版|发稿|见报)?(?:时间|時間|日期)"
    r"|发布于|發布於|发布|日期)"
)
_OTHER = (
    r"(?:(?:文章|稿件|信息|新闻)?(?:来源|來源)|稿源|出处|供稿|作者|记者|通讯员|摄影|编辑|责编|责任编辑|审核|核稿"
    r"|字号|字体|版次|版面)"
)
_BESIDE = (
    r"(?:T?(?:上午|下午)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}时\d{1,2}分"
    r"|(?:星期|周)[一二三四五六日天]|(?:农历|農曆|夏历)[^，。；]{1,16}"
    r"|第?\s*[A-Z]?\d{1,3}\s*版(?:[:：]?\s*[\u4e00-\u9fff]{2,6})?"
    r"|(?:浏览|阅读|点击|评论|点赞|访问)(?:次数|量|数|率)?\s*[:：]?\s*[\d,.]+\s*[次万]?"
    rf"|{_OTHER}\s*[:：]\s*[^\s。；|｜]{{0,20}}(?:\s[\u4e00-\u9fff]{{2,4}}(?![:：\u4e00-\u9fff]))*"
    r"|[\s《》〈〉（）()\[\]【】|｜·,，/—-]|(?:大|中|小|分享|打印|收藏)(?=[\s】)\]]|$))"
)
_PAPER = r"(?:《\s*[\u4e00-\u9fff]{2,12}\s*》|[\u4e00-\u9fff]{1,10}[报報网網社台刊])"
_STATED = re.compile(
    rf"{_BESIDE}*+(?:{_PAPER}{_BESIDE}*+)?(?:{_LABEL}\s*[:：]?\s*)?({DAY})(?:{_BESIDE}|{_PAPER})*+"
)
_STAMPED = re.compile(
    rf"(?:[^\s。，；！？、:：]{{1,12}}[\s|｜]+){{1,3}}({DAY})\s*\d{{1,2}}[:：]\d{{2}}{_BESIDE}*+"
)
_TIME = re.compile(
    rf"(?:{_LABEL}\s*[:：]?\s*)?\d{{1,4}}(?:\s*[-/.:：年月日时分秒]\s*\d{{0,4}}){{1,7}}"
)
_LONGEST = 120
_FIRST_YEAR = 1600
_TO_COME = 100  # years: of a year to come a typing error may be, and a plan


def best(
    found: Iterable[tuple[DateFrom, dt.date | None]], *, today: dt.date
) -> tuple[dt.date, DateFrom] | None:
    """Return the day of the best source and what that is, None where nothing may be believed.

    Two sources of one rank that disagree are believed only where a source of another rank says
    the same as one of them. A source is not believed against two of other ranks that agree: it is
    the day of a page's template. A day after ``today`` is believed where words say that it is one,
    of metadata where nothing else says any, and not of an address or a file's or folder's name.
    """
    said = [(source, day) for source, day in found if day and _is_believed(source, day, today)]
    sure = [(source, day) for source, day in said if day <= today or source != DateFrom.METADATA]
    days: dict[DateFrom, set[dt.date]] = {}
    for source, day in sure or said:
        days.setdefault(source, set()).add(day)
    first = next((rank for rank in RANKS if rank in days), None)
    if first is None:
        return None
    votes = _votes(days, besides=first)
    own = days[first]
    if first is not DateFrom.FIELD and (outvoted := [d for d, n in votes.items() if n > 1]):
        day = outvoted[0]
    elif len(own) == 1:
        (day,) = own
    else:
        seconded = own & votes.keys()
        if len(seconded) != 1:
            return None
        (day,) = seconded
    return day, next(rank for rank in RANKS if day in days.get(rank, ()))


def _is_believed(source: DateFrom, day: dt.date, today: dt.date) -> bool:
    """Whether a source may say a day: one to come is that of a paper, and words say it."""
    if day <= today or source is DateFrom.FIELD:
        return True
    return source not in _NUMBERS and is_of_a_paper(day, today=today)


def _votes(days: dict[DateFrom, set[dt.date]], *, besides: DateFrom) -> dict[dt.date, int]:
    """Return how many other ranks say each day; a rank that contradicts itself says none."""
    votes: dict[dt.date, int] = {}
    for rank, said in days.items():
        if rank is not besides and len(said) == 1:
            (day,) = said
            votes[day] = votes.get(day, 0) + 1
    return votes


def is_of_a_paper(day: dt.date, *, today: dt.date) -> bool:
    """Whether a day can be a newspaper's; 0001-01-01 and 9999-12-31 stand for none in databases.

    The first papers are of the 17th century, and none is of a hundred years from ``today``.
    """
    return _FIRST_YEAR <= day.year <= today.year + _TO_COME


def stamp(value: str) -> dt.date | None:
    """Return the day of a full date, a machine's or a person's: 2022-04-03T08:00, 2022年4月3日.

    A time of day in UTC is turned to China's. 03/04/2022 could be two days: None.
    """
    value = value.strip()
    if _UTC.search(value):
        try:
            return dt.datetime.fromisoformat(value).astimezone(_CHINA).date()
        except (ValueError, OverflowError):
            return None
    if match := _ISO.match(value) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:\d{4,6})?", value):
        return _day(*match.groups())
    return page_date(value)


def stated(line: str) -> dt.date | None:
    """Return the day of a line that only states when something was published, and where.

    2022年04月03日 08:30 来源：云岭日报; 周小满 2022-04-03 08:30; 《云岭日报》（2022年4月3日第3版）.
    """
    if len(line) > _LONGEST:
        return None
    match = _STATED.fullmatch(line) or _STAMPED.fullmatch(line)
    return page_date(match[1].replace("○", "〇")) if match else None


def is_time(line: str) -> bool:
    """Whether a line has nothing but a day or a time, whichever day that is: 03/04/2022, 08:30."""
    return _TIME.fullmatch(line) is not None


def in_address(address: str) -> dt.date | None:
    """Return the day that a page's address names: /2022-04/03/, /2022/0403/, t20220403_1.html."""
    found = {_day(*filter(None, m.groups())) for m in _ADDRESS.finditer(_SITE.sub("", address))}
    return _only(found)


def in_name(name: str) -> dt.date | None:
    """Return the only day that a file's name states in full: 20220403, 2022-04-03, 2022年4月3日."""
    places = [*_DIGITS.finditer(name), *_PARTED.finditer(name)]
    return _only({_day(*filter(None, match.groups())) for match in places})


def in_folder(path: PurePath) -> dt.date | None:
    """Return the day that the folders of a file are named by: 2022-04-03/, 2022/04/03/."""
    parts = path.parts[:-1]
    for count in (1, 2, 3):
        name = "-".join(parts[-count:])
        if match := re.fullmatch(
            r"(\d{4})-?(\d{2})-?(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日", name
        ):
            return _day(*filter(None, match.groups()))
    return None


def _only(days: set[dt.date | None]) -> dt.date | None:
    days -= {None}
    return days.pop() if len(days) == 1 else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
