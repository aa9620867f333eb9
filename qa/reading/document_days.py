"""The day that an official document gives of itself: under its title, or with its signature.

A rule's day stands in brackets above its first clause, a notice's beside its number, that of a
bulletin under its office, or at its end. Where none of these is there, what was said at a press
conference is of the day in its head, and a table's figures of the day up to which they were
counted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from qa.chinese.characters import HAN
from qa.reading import line_shapes
from qa.reading.dates import DAY
from qa.reading.furniture import is_date, page_date

__all__ = ["document_day"]

_TOP = 8  # lines above the text in which a day may stand
_FEWEST = 2
_LONGEST = 120
_OFFICE = (
    rf"[{HAN}（）()]{{2,30}}(?:政府|办公[室厅]|委员会|调查队|中心|公司|协会|学会|大学|学院|学校"
    r"|法院|检察院|[局厅委部院署司处会队站所])"
)
_OFFICES = re.compile(rf"{_OFFICE}(?:[ \u3000、]+{_OFFICE})*")
_SIGNED = re.compile(rf"{_OFFICE}(?:[ \u3000、]+{_OFFICE})*[ \u3000]+({DAY})")
_ANYBODY = re.compile(rf"[{HAN}（）()、]{{2,20}}[ \u3000]+({DAY})")
_REACHED = re.compile("联系|电话|地址|抄[送报]|附件?[：:0-9]|网址|邮[箱编]")
_ISSUED = re.compile(rf"({DAY})[^。；]{{0,60}}?(?:印发|发布|公布|颁布|通过|批准|修订|修正)(?!之日)")
_IN_BRACKETS = re.compile(r"[（(][^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]")
_HELD = re.compile(rf"(?:(?:发布|召开|会议|举行)?(?:时间|日期)|发布会时间)[:：]\s*({DAY})")
_TOLD = re.compile("发布会|吹风会|通气会|见面会|座谈会|访谈|实录|纪要")
_TO_COME = re.compile("通知|公告|预告|邀请|启事|日程|安排")
_COUNTED = re.compile(rf"截[至止]到?(?:日期|时间)?[:：]?\s*({DAY})")
_TABLE = re.compile(r"(?:表|明细|名单|名册|清单|台账|一览|统计)(?:[（(][^（()）]*[）)])?$")


def document_day(title: str, text: str, *, at_end: bool = True) -> dt.date | None:
    """Return the day of a document; None where nothing says it, or two of a kind disagree.

    Not ``at_end`` of a web page: what stands alone there may be the page's own.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < _FEWEST:
        return None
    head = [*takewhile(_is_of_head, lines[:_TOP])]
    sources: Iterable[Iterator[dt.date]] = (
        _days(head, _beside_title),
        _signatures(lines),
        _at_end(lines) if at_end else iter(()),
        _held(title, head),
        _counted(title, lines, head),
    )
    for days in sources:
        if found := set(days):
            return found.pop() if len(found) == 1 else None
    return None


def _is_of_head(line: str) -> bool:
    """Whether a line is above the text: short, no sentence, or all of it in brackets."""
    if len(line) > _LONGEST or line_shapes.is_item(line):
        return False
    return _IN_BRACKETS.fullmatch(line) is not None or not line_shapes.is_closed(line)


def _days(lines: Iterable[str], day_of: Callable[[str], dt.date | None]) -> Iterator[dt.date]:
    return filter(None, map(day_of, lines))


def _beside_title(line: str) -> dt.date | None:
    """Return the day of a line that has only a day, in brackets or beside a number or an office."""
    bare = line_shapes.after_document_number(line).strip("（()） \u3000")
    if is_date(bare):
        return page_date(bare)
    if _IN_BRACKETS.fullmatch(line) and (issued := _ISSUED.findall(line)):
        return page_date(issued[-1])
    return _signature(line)


def _signature(line: str) -> dt.date | None:
    match = _SIGNED.fullmatch(line)
    return page_date(match[1]) if match else None


def _signatures(lines: Iterable[str]) -> Iterator[dt.date]:
    """Yield the days under or beside the offices that sign, wherever a notice ends."""
    for above, line in pairwise(["", *lines]):
        bare = line.strip("（()） \u3000")
        day = page_date(bare) if is_date(bare) and _OFFICES.fullmatch(above) else _signature(line)
        if day:
            yield day


def _at_end(lines: Sequence[str]) -> Iterator[dt.date]:
    """Yield the day that is all of the last line, or stands there behind who signs.

    Whoever that is (县图书馆, 棠溪饭店); below it may stand how he is reached.
    """
    *_, above, last = ["", "", *(line for line in lines if not _REACHED.match(line))]
    if above.endswith(("：", ":")) or is_date(above):
        return
    bare = last.strip("（()） \u3000").removesuffix("印发").removesuffix("发布").rstrip()
    match = _ANYBODY.fullmatch(bare)
    said = match[1] if match else bare
    if is_date(said) and (day := page_date(said)):
        yield day


def _held(title: str, head: Iterable[str]) -> Iterator[dt.date]:
    """Yield the day on which what a text tells was said: 时间：2031年6月2日上午."""
    if _TOLD.search(title) and not _TO_COME.search(title):
        yield from _days(head, lambda line: _matched(_HELD.match(line)))


def _counted(title: str, lines: Iterable[str], head: Iterable[str]) -> Iterator[dt.date]:
    """Yield the day up to which a table counts: （截至2031年6月2日）."""
    if _TABLE.search(title) or any(map(line_shapes.has_cells, lines)):
        yield from _days(head, lambda line: _matched(_COUNTED.search(line)))


def _matched(match: re.Match[str] | None) -> dt.date | None:
    return page_date(match[1]) if match else None
