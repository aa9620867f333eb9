"""Lines of a page that belong to no article: its number, its date, who edited it."""

from __future__ import annotations

import datetime as dt
import re

from qa.chinese.characters import HAN
from qa.chinese.datelines import dateline
from qa.chinese.dates import stated

__all__ = ["is_furniture", "lead_date", "page_date"]

_NUMERAL = "〇零一二三四五六七八九"
_SHORT = rf"(?:\d{{1,2}}|[{_NUMERAL}十]{{1,3}})"
_YEAR = rf"(?:\d{{4}}|[{_NUMERAL}]{{4}})"
_EDITORS = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|本版编辑|本版责编|编辑|編輯|美编|美編|版式|版面设计|校对|校對|组版|"
    r"制图|值班编委|值班主任|总编辑|主编)(?:[:：/／]|\s+\S{1,4}(?:\s|$))"
)
_CONTACT = re.compile(r"(?:新闻热线|热线|邮箱|投稿邮箱|网址)[:：/／]")
_MASTHEAD = re.compile(rf"[{HAN}]{{1,6}}(?:[日晚早晨商时都快]|都市|青年|周|导|時)[报報]")
_PAGE_NUMBER = re.compile(
    r"\d{1,3}|第?[A-Z]{1,2}[-—–]?\d{1,2}版?|第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})版"
)
_ISSUE = re.compile(
    rf"{_YEAR}年{_SHORT}月{_SHORT}日|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|总?第\d+期|今日(?:\d+|[一二三四五六七八九十]+)版"
)
_SECTION = re.compile(
    rf"(?:星期|周|礼拜|農曆|农历|夏历)[^。，；]{{1,14}}|[{HAN}]{{1,6}}|[A-Z]{{3,20}}"
    r"|CN\d\d-\d{4}|[a-z0-9.@:/]{5,40}|[|｜·]|[-—–]+"
)


def is_furniture(line: str, *, top: bool = False, foot: bool = False) -> bool:
    """Whether a line belongs to the page and to no article: its number, date, editors.

    A number beside a word could stand in a table, a date alone under a notice, a paper's name
    in a sentence: those count only at the page's ``top``, the first also at its ``foot``. An
    address to write to, which could be an article's own, counts only there.
    """
    if len(line) > 100:
        return False
    if _EDITORS.match(line) or (foot and _CONTACT.match(line)):
        return line[-1] not in "。！？"
    tokens = re.findall(r"[^\s·|｜]+", line)
    numbers = sum(1 for token in tokens if _PAGE_NUMBER.fullmatch(token))
    issues = sum(1 for token in tokens if _ISSUE.match(token))
    if _PAGE_NUMBER.fullmatch(line.strip("-—–· ")) or (top and _MASTHEAD.fullmatch(line)):
        return True
    if not all(map(_is_page_token, tokens)):
        return False
    return numbers > 0 < issues or (top and numbers + issues > 0) or (foot and numbers > 0)


def page_date(line: str) -> dt.date | None:
    """Return the full date a line of page furniture states."""
    return next(iter(stated(line)), None)


def _is_page_token(token: str) -> bool:
    return any(kind.fullmatch(token) for kind in (_PAGE_NUMBER, _ISSUE, _SECTION))


def lead_date(line: str) -> dt.date | None:
    """Return the date of a dateline that states the year: 新华社北京2022年4月3日电."""
    opening = dateline(line)
    return page_date(opening) if opening else None
