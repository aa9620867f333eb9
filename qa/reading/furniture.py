"""Lines of a page that belong to no article: its number, its date, who edited it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise

from qa.chinese.characters import HAN
from qa.chinese.datelines import dateline
from qa.chinese.dates import closed_up, stated
from qa.chinese.surnames import ALL_SURNAMES, COMPOUND_SURNAMES

__all__ = [
    "PAPER",
    "is_ambiguous",
    "is_calendar",
    "is_date",
    "is_furniture",
    "is_head_of_page",
    "is_masthead",
    "lead_date",
    "page_date",
    "paper_in",
    "paper_of",
]

_NUMERAL = "〇○零一二三四五六七八九"
_SHORT = rf"(?:\d{{1,2}}|[{_NUMERAL}十廿卅]{{1,3}})"
_YEAR = rf"(?:\d{{4}}|[{_NUMERAL}]{{4}})"
_REPUBLIC = r"(?:中[华華])?民[国國](?:[一二三四五六七八九十廿卅]{1,3}|\d{1,3}|元)"
_COMPACT = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_WEEKDAY = r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
_DATE = (
    rf"(?:{_YEAR}年{_SHORT}月{_SHORT}日|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}|{_COMPACT}"
    rf"|{_REPUBLIC}年(?:{_SHORT}|元)月{_SHORT}日)"
)
_LONE_DATE = re.compile(rf"{_DATE}(?:\s*[（(]?{_WEEKDAY}[）)]?)?")
_LONGEST = 300
PAPER = rf"[{HAN}]{{1,6}}(?:[日晚早晨商时都快]|都市|青年|周|导|時)[报報]"
"""Pattern of a newspaper's name."""
_MASTHEAD = re.compile(PAPER)
_PAPER = re.compile(
    rf"[《〈]?((?:{PAPER})|[{HAN}]{{2,6}}[周週]刊)[》〉]?(?:海外版|农村版|城市版|早版|晚版)?"
)
_JOINTS = re.compile(rf"(?<=[报報])(?={_YEAR}年)|(?<=[日一二三四五六天])(?=第)")
_PAGE_NUMBER = re.compile(
    r"\d{1,3}|第?[A-Z]{1,2}[-—–]?\d{1,2}版?|第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})版"
)
_PAGE_NAME = (
    rf"(?:第?[A-Z]{{0,2}}\d{{1,3}}版?|第[一二三四五六七八九十]{{1,3}}版)[：:·][{HAN}]{{1,8}}"
)
_ISSUE = re.compile(
    rf"{_DATE}|总?第\d+[期号號]|[今本]日(?:\d+|[一二三四五六七八九十]+)版|(?:{_PAGE_NAME})$"
)
_LUNAR = (
    r"(?:[（(]?(?:农历|農曆|夏历|夏曆|阴历|旧历)|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)"
    r"[^。，；]{0,14}"
)
_NUMBERED = (
    r"(?:国内统一(?:连续出版物|刊)号|统一刊号|刊号|邮发代号|广告许可证)[:：]?[\w（）()/-]{0,20}"
)
_PRICED = r"(?:零?售价|定价|每份)[:：]?[^。，；]{1,8}[元分角]"
_REACHED = r"(?:电话|傳真|传真|热线|邮编|邮箱|网址|E-?mail|e-?mail)[:：][^\s，。；]{3,40}"
_ROLE = (
    r"(?:责任编辑|責任編輯|责编|責編|本版编辑|本版责编|本版主编|编辑|編輯|美术编辑|美编|美編|版式"
    r"|版面设计|校对|校對|检校|组版|制图|视觉|审读|值班编委|值班主任|值班总编|总编辑|主编)"
)
# What these say of themselves could be said by a speaker: 主编：是我.
_SPEAKING = re.compile(r"编辑|編輯|制图|总编辑|主编")
_NAME = rf"(?:(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{ALL_SURNAMES}][{HAN}]{{1,2}})"
_ANYONE = rf"(?:[{HAN}]{{2,4}}|[A-Za-z.]{{2,20}})"
_EDITORS = re.compile(rf"({_ROLE})(?:[:：/／]\s*|\s+)")
_BY_NAME = re.compile(rf"{_NAME}|[{ALL_SURNAMES}]")
_CONTACT = re.compile(
    r"(?:(?:新闻|报料|爆料|读者|发行|广告|投稿|编辑部|本报|值班)(?:热线|电话|邮箱|网址|地址|信箱)|E-?mail)"
    r"[:：/／]",
    re.IGNORECASE,
)
_SECTION = re.compile(
    rf"[（(]?{_WEEKDAY}[^。，；]{{0,14}}|{_LUNAR}|{_NUMBERED}|{_PRICED}|{_REACHED}|[{HAN}]{{1,6}}"
    rf"|[A-Z]{{3,20}}|CN\d\d-\d{{4}}|[a-z0-9.@:/]{{5,40}}|[|｜·]|[-—–]+"
)


def is_furniture(line: str, *, top: bool = False, foot: bool = False) -> bool:
    """Whether a line belongs to the page and to no article: its number, date, editors.

    A number beside a word could stand in a table, a date alone under a notice, a paper's name
    in a sentence: those count only at the page's ``top``, the first also at its ``foot``. An
    address to write to, which could be an article's own, counts only there, and where it says
    that it is the paper's. See also :func:`is_ambiguous`.
    """
    line = _seen(line)
    if not 0 < len(line) <= 100:
        return False
    if _names_editors(line) or (foot and _CONTACT.match(line)):
        return line[-1] not in "。！？"
    tokens = _tokens(line)
    numbers = sum(1 for token in tokens if _PAGE_NUMBER.fullmatch(token))
    issues = sum(1 for token in tokens if _ISSUE.match(token))
    if _PAGE_NUMBER.fullmatch(line.strip("-—–· ")) or (top and _MASTHEAD.fullmatch(line)):
        return True
    if not all(map(_is_page_token, tokens)) or numbers > 1:
        return False
    return numbers > 0 < issues or (top and numbers + issues > 0) or (foot and numbers > 0)


def is_ambiguous(line: str) -> bool:
    """Whether a line that :func:`is_furniture` could be a part of an article: 680, B12, a date.

    Also a word with a number, as a table's row has: 石桥街道 212. Where a sentence runs on, or a
    list is open, it is not the page's.
    """
    line = _seen(line)
    tokens = _tokens(line)
    bare = _PAGE_NUMBER.fullmatch(line) is not None and "版" not in line
    counted = any(token.isdigit() and token[0] != "0" for token in tokens[:2])
    row = len(tokens) > 1 and counted and not any(map(_ISSUE.match, tokens))
    return bare or row or is_date(line)


def is_date(line: str) -> bool:
    """Whether a line is a full date and nothing else but its weekday."""
    return _LONE_DATE.fullmatch(_seen(line)) is not None


def is_masthead(line: str) -> bool:
    """Whether a line is a paper's name and the full day of an issue: 云岭日报 2022年4月3日."""
    name, *rest = _tokens(_seen(line)) or [""]
    return (
        _MASTHEAD.fullmatch(name) is not None
        and any(re.match(_DATE, token) for token in rest)
        and all(map(_is_page_token, rest))
    )


def is_head_of_page(line: str, following: str) -> bool:
    """Whether a line is a paper's name of any kind above the day of the issue: 明報, 云岭画报."""
    named = re.fullmatch(rf"[{HAN}]{{1,8}}[报報]", _seen(line)) is not None
    return named and page_date(following) is not None and is_furniture(following, top=True)


def is_calendar(line: str) -> bool:
    """Whether a line is a weekday or a lunar date and nothing else: the masthead's second line."""
    return re.fullmatch(rf"{_WEEKDAY}|{_LUNAR}", _seen(line)) is not None


def page_date(line: str) -> dt.date | None:
    """Return the full date a line of page furniture states."""
    return next(iter(stated(line)), None)


def paper_in(line: str) -> str | None:
    """Return the newspaper that a line names which states the full day of an issue.

    云岭日报 2022年4月3日 第3版 is of 云岭日报; a word that a name only ends in (本报) is none.
    """
    if len(line) > _LONGEST or page_date(line) is None:
        return None
    words = re.findall(r"[^\s·|｜（(]+", _JOINTS.sub(" ", line))
    names = {found[1] for word in words if (found := _PAPER.fullmatch(word))}
    return names.pop() if len(names) == 1 else None


def paper_of(lines: Iterable[str]) -> str | None:
    """Return the newspaper that heads of pages name, None where none does or two differ.

    Its name may be a line of its own, above the day.
    """
    heads = list(lines)
    heads += [f"{name} {day}" for name, day in pairwise(heads) if _PAPER.fullmatch(_seen(name))]
    names = {name for line in heads if (name := paper_in(line))}
    return names.pop() if len(names) == 1 else None


def _seen(line: str) -> str:
    """Return a line as it is seen; one too long to be the page's is not looked at."""
    return closed_up(line).strip() if len(line) <= _LONGEST else line


def _tokens(line: str) -> list[str]:
    """Return the words of a line; a paper's name, the day and the page may stand close."""
    return re.findall(r"[^\s·|｜]+", _JOINTS.sub(" ", line))


def _names_editors(line: str) -> bool:
    """Whether a line says who made the page, and nothing else: 责任编辑：常青 美编：李小满."""
    role = _EDITORS.match(line)
    if not role:
        return False
    words = line[role.end() :]
    if _SPEAKING.fullmatch(role[1]) and not _BY_NAME.match(words):
        return False
    return all(map(_is_imprint_token, re.split(r"[\s·|｜、，,/／]+", words)))


def _is_imprint_token(token: str) -> bool:
    name = re.sub(rf"^{_ROLE}[:：/／]?", "", token)
    return not name or re.fullmatch(_ANYONE, name) is not None or _is_page_token(token)


def _is_page_token(token: str) -> bool:
    kinds = (_PAGE_NUMBER, _ISSUE, _SECTION, _LONE_DATE)
    return any(kind.fullmatch(token) for kind in kinds) or (
        re.fullmatch(rf"{_ROLE}[:：/／]{_ANYONE}", token) is not None
    )


def lead_date(line: str) -> dt.date | None:
    """Return the date of a dateline that states the year: 新华社北京2022年4月3日电."""
    opening = dateline(line)
    return page_date(opening) if opening else None
