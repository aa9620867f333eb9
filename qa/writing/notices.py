"""A notice's list: the days, places and rules that its readers want, with what it is about.

Its items are said under numbers or days, each a part of the whole; what chooses sentences by what
they say leaves them out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.openings import past_opening
from qa.records import Sentence, Span
from qa.writing.compress import is_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.checking.source import Source

__all__ = ["announced_list", "begins_item", "begins_line", "notice", "notice_title"]

_KIND = "(?:通告|通知|公告|公示|启事|须知|告示|预告|提示|征集令)"
_TITLE = re.compile(rf"\s*(?P<title>[^。！？：\n]{{2,50}}{_KIND})[ \u3000]*\n")
_ABOUT = re.compile(rf"关于[^。\n]{{4,}}的{_KIND}$")
# 现将有关事项通告如下, 具体安排如下, 停水范围如下：.
_NUMBER = (
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]|[一二三四五六七八九十\d]{1,2}(?:、|[.．](?!\d))"
    r"|第[一二三四五六七八九十]+[、，：]|[①-⑳●■◆▲•])"
)
_ANNOUNCES = re.compile(
    "(?:通告|通知|公告|公示|公布|告知|说明|安排|事项|时间|范围|地点|路段|名单|措施|办法|情况)"
    rf"[^。，]{{0,8}}如下(?:[：:。]?$|[：:]\s*(?={_NUMBER}))"
)
# 本馆自12月1日起调整开放时间。 and under it 一楼大厅：周二至周日9:00—20:00.
_HOURS_CHANGE = re.compile("(?:开放|营业|服务|办公|借阅|接待|办理)时间(?:的安排)?[。：:]?$")
_HOURS = r"[^，。：:]{2,16}[：:](?=周|星期|每[天日周晚]|工作日|(?:上|下|中)午|\d{1,2}[:：月时点])"
# News of how something went, not what is to come: 三季度生产情况如下：一、发电12亿千瓦时。
_WENT = re.compile(
    "(?:季度?|半年|个月|月份|全年|年度|去年)(?![^。]*(?:通告|通知|公告|公示|安排))[^。]{0,24}(?:情况|数据)如下"
)
_GREW = re.compile("同比|环比|增长|下降|增速|百分点|[%％]")
_SHOWN = 6  # sentences behind it that show whether it does
_NUMBERED = re.compile(_NUMBER)
_ITEM = re.compile(
    rf"(?:{_NUMBER}|(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{1,2}}[:：]\d{{2}}|{_HOURS})(?=.)"
)
_GREETS = re.compile("[^。，]{2,30}[：:]")
_EARLY, _LEAST = 8, 2  # sentences in which it is announced, and items of a list
_LONGEST, _OVER = 2500, 1.3  # characters of a notice, and how far over the length its list may go


def announced_list(source: Source) -> int | None:
    """Return the sentence of a notice, by number, that says that its list follows; None if none.

    None too where what follows are the figures of a report.
    """
    told = list(enumerate(source.sentences[:_EARLY]))
    place = next((n for n, span in told if _ANNOUNCES.search(source.slice(span))), None)
    if place is None:
        return next((n for n, _ in told if _changes_hours(source, n)), None)
    return None if _reports(source, place) else place


def _changes_hours(source: Source, number: int) -> bool:
    """Whether a sentence says that hours change, and the next line is such hours."""
    after = source.sentences[number + 1 : number + 2]
    changes = _HOURS_CHANGE.search(source.slice(source.sentences[number])) is not None
    return changes and any(re.match(_HOURS, source.slice(span)) for span in after)


def _reports(source: Source, place: int) -> bool:
    """Whether a sentence says that figures follow of how something went."""
    shown = source.sentences[place + 1 : place + 1 + _SHOWN]
    grew = sum(_GREW.search(source.slice(span)) is not None for span in shown)
    return _WENT.search(source.slice(source.sentences[place])) is not None or (
        grew > 0 and 2 * grew >= len(shown)
    )


def begins_item(text: str) -> bool:
    """Whether a text begins with the number of a list's item."""
    return _NUMBERED.match(text) is not None


def begins_line(source: Source, span: Span) -> bool:
    """Whether nothing but spaces stands before a sentence in its line."""
    at = span.start
    while at and source.text[at - 1] in " \u3000":
        at -= 1
    return at == 0 or source.text[at - 1] == "\n"


def notice_title(text: str) -> Span | None:
    """Return the title that a notice has in its first line, if it says of what: 关于…的通告."""
    found = _TITLE.match(text)
    if found is None or not _ABOUT.search(found["title"]):
        return None
    return Span(start=found.start("title"), end=found.end("title"))


def notice(source: Source, length: int) -> list[Sentence]:
    """Return what a notice is about and its list, as they stand, about ``length``; [] of others.

    As many of its items as fit, in order, two at least; of long ones the first sentence.
    """
    spans = source.sentences
    if len(source.text) > _LONGEST:
        return []
    if (place := announced_list(source)) is None:
        return []
    items = list(_items(source, spans[place + 1 :]))
    told = [span for span in spans[: place + 1] if _tells(source, span)]
    about = [past_opening(source.text, span, days=False) for span in told]
    taken = list(about)
    size = sum(span.end - span.start for span in taken)
    whole = sum(span.end - span.start for item in items for span in item)
    short = size + whole > _OVER * length
    for item in items:
        part = item[:1] if short and not is_heading(source, item[0]) else item
        more = sum(span.end - span.start for span in part)
        if size + more > _OVER * length:
            break
        taken += part
        size += more
    enough = len(taken) >= len(about) + _LEAST
    return [Sentence(text=source.slice(span), source=span) for span in taken] if enough else []


def _tells(source: Source, span: Span) -> bool:
    """Whether a sentence before the list says something: no title, no greeting."""
    text = source.slice(span)
    if _ANNOUNCES.search(text):
        return True
    return not (is_heading(source, span) or _GREETS.fullmatch(text))


def _items(source: Source, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the sentences of each item: it begins a line, or with a number, and ends with a line.

    Of one that is a heading the next line is a part.
    """
    item: list[Span] = []
    for span in spans:
        begins = begins_line(source, span)
        headed = len(item) == 1 and is_heading(source, item[0])
        mark = _ITEM if begins else _NUMBERED
        if mark.match(source.slice(span)) or (begins and not headed):
            if item:
                yield item
            item = [span] if mark.match(source.slice(span)) else []
        elif item:
            item.append(span)
    if item:
        yield item
