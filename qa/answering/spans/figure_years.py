"""The year that a figure is of: 2023年…公报, published in 2024, gives the figures of 2023.

A year in a question for a figure is the year of the figure. In a text that is the one named before
it in its sentence (其中2023年120部，2024年|220部|), or at the head of its column, or else the one
that the title names; the day of publication says it only where nothing else does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.parts import alike, figure_of
from qa.answering.wording import ASKS_FIGURE, around, start_of
from qa.chinese.numerals import integer
from qa.chinese.words import tagged
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["asked_year", "is_of_another_year", "names_year", "of_its_year", "outlived"]

_YEAR = "(?<![0-9])(?:19|20)[0-9]{2}"
_YEARS = re.compile(f"(?P<first>{_YEAR})(?:年?(?:[-—－~～至到]|——)(?P<last>{_YEAR}))?年")
_OF_PAPERS = re.compile(
    "年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:的|出台的|印发的|发布的)?[《“]?[一-龥]{0,6}(?:办法|规定|条例|方案|通知|意见|细则|规划|文件|版)"
)
_OF_A_DAY = re.compile("年?[0-9]{1,2}月")
_PUBLISHED = re.compile("年(?:发表|发布|公布|出版|通过|制定|签[署订])的")
_REPORT = re.compile("年[^年]{0,16}(?:公报|年报|统计|年鉴|决算|总结)")
"""A title of what tells of one year; a plan or a speech looks back on the one before."""
_SINCE = re.compile(
    "年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:以来|[以之][前后]|[前后起](?!半)|至今)"
)
_OF_A_THING = re.compile("[于自从由比较到至建生]$")
_OPENED = re.compile("[《“][^《》“”\\n]*$")
_CLOSED = re.compile("[^《》“”\\n]{0,100}[》”]")
"""Around a year that is a part of a title; a stray mark hides none."""

_ATTRIBUTE = re.compile(
    "年(?:[0-9]{1,2}月|[底初末])?(?P<does>[^，,。；;、0-9的]{1,12})的(?P<thing>[^，,。；;0-9]+?)(?=[0-9]|多少|几|$|[，,。；;])"
)
_BEGAN = re.compile("成立|组建|创[办立建]|设立|注册|挂牌|退休|毕业|入伍|入党|出生$")
"""What is done once by an institution or a person, whose deeds may have other years."""

_COPULAS = ("是", "为", "有", "达", "达到", "超过", "共有", "占", "约", "共计", "多达", "只有")
_TITLE = 100  # characters of a title, or a quotation, up to a year in it
_RELATIVE = re.compile("上年|去年|前年|今年|明年|上[一个]年度?|同期")
_COMPARED = re.compile("[比较由从]$")
_ENDS = "。！？!?\n"
_PARTS = f"{_ENDS}；;"
_NUMERAL = "[0-9一二两三四五六七八九十]"
_UNTIL = re.compile(
    f"自(?P<since>{_YEAR})年[^。；;，,\n]{{0,12}}?起[施执实]行[，,]?(?:(?:有效期)?[至到](?P<until>{_YEAR})年|有效期为?(?P<years>{_NUMERAL}{{1,3}})年)"
)


def asked_year(question: str) -> int | None:
    """Return the one year whose figure a question asks for; in simplified characters.

    Not that of a month or a day.
    """
    found = list(_YEARS.finditer(question))
    if len(found) != 1 or found[0]["last"] or not ASKS_FIGURE.search(question):
        return None
    at = found[0].end() - 1
    if _is_of_a_thing(question, found[0].start(), at) or any(
        one.match(question, at) for one in (_OF_PAPERS, _SINCE, _OF_A_DAY)
    ):
        return None
    return int(found[0]["first"])


def names_year(year: int, *texts: str) -> bool:
    """Return whether some texts name a year, and not only what went on since then."""
    return any(one == [year] for text in texts for _, one in _named(text))


def of_its_year(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure like it beside it that is of the year asked for.

    In the same row of a table the cell under that year; in the same sentence what stands behind it.
    """
    year = asked_year(question)
    if year is None:
        return span
    if cells := _columns(text, span):
        return next((cell for named, cell in cells if named == year), span)
    given = figure_of(text, span)
    if given is None or not given.unit or _told(text, span) == {year}:
        return span
    sentence = around(text, span, _ENDS)
    said = text[sentence.start : sentence.end]
    named = [(sentence.start + at, one) for at, one in _named(said)]
    for place, (at, one) in enumerate(named):
        if one == [year] and not _OF_A_DAY.match(text, at):
            end = around(text, Span(start=at, end=at), _PARTS).end
            end = min([end, *(other for other, _ in named[place + 1 :])])
            found = alike(text, given, Span(start=at, end=end), span)
            return found[0] if found else span
    return span


def is_of_another_year(question: str, text: str, span: Span, title: str) -> bool:
    """Return whether a figure is of another year than a question asks for, as its text says."""
    year = asked_year(question)
    if year is None:
        return False
    if cells := _columns(text, span):
        return len(cells) > 1 and not any(
            one == year and cell.start <= span.start and span.end <= cell.end for one, cell in cells
        )
    told = _told(text, span)
    if told is None:
        line = text[start_of(text, span.start, "\n") : span.start]
        of_title = {one for _, years in _named(title) for one in years}
        alone = len(of_title) == 1 and _REPORT.search(title) and f"{year}年" not in line
        told = of_title if alone else None
    if told is None or f"{year}年" in text[span.start : span.end]:
        return False
    return not min(told) <= year <= max(told)


def outlived(question: str, text: str) -> bool:
    """Return whether a rule is not in force any more in the year of which a figure is asked.

    自2023年9月15日起施行，至2025年12月31日止 says nothing of 2026, unless the text names that.
    """
    year = asked_year(question)
    found = _UNTIL.search(text) if year else None
    if year is None or found is None or f"{year}年" in text:
        return False
    until = found["until"]
    last = int(until) if until else int(found["since"]) + integer(found["years"])
    return year > last


def _named(text: str) -> Iterator[tuple[int, list[int]]]:
    """Yield the years that a text names, each with where it ends; of a range both."""
    for found in _YEARS.finditer(text):
        at = found.end() - 1
        if _SINCE.match(text, at) or _PUBLISHED.match(text, at):
            continue
        if not _is_of_a_thing(text, found.start(), at):
            yield found.end(), [int(one) for one in found.groups() if one]


def _is_of_a_thing(text: str, start: int, end: int) -> bool:
    """Return whether a year is that of a thing, not of what is told of it: 2019年成立的合作社造林.

    ``end`` is where 年 stands. What is done then stands before 的, what the thing does behind it;
    of 2019年建成的住房有40万套 the year is that of the figure.
    """
    first = max(0, start - _TITLE)
    if _OF_A_THING.search(text, first, start):
        return True
    if _OPENED.search(text, first, start) and _CLOSED.match(text, end):
        return True
    found = _ATTRIBUTE.match(text, end)
    if found is None or not tagged(found["does"])[-1][1].startswith("v"):
        return False
    behind = [one for one in tagged(found["thing"])[1:] if one[0] not in _COPULAS]
    began = _BEGAN.search(found["does"]) is not None
    return any(began or (tag[0] in "vt" and tag != "vn") for _, tag in behind)


def _told(text: str, span: Span) -> set[int] | None:
    """Return the years named last before a figure in its sentence, None where none is.

    None too where the last one is not clearly that of what follows it.
    """
    start = start_of(text, span.start, _ENDS)
    before = text[start : span.start]
    named = list(_named(before))
    if not named:
        return None
    at, years = named[-1]
    if _OF_A_DAY.match(before, at) or _YEARS.search(before, at):
        return None
    others = (one for one in _RELATIVE.finditer(before, at))
    if any(not _COMPARED.search(before, 0, one.start()) for one in others):
        return None
    return set(years)


def _columns(text: str, span: Span) -> list[tuple[int, Span]]:
    """Return the cells of the row of a table that a span is in that stand under years."""
    start = start_of(text, span.start, "\n")
    end = around(text, span, "\n").end
    if "\t" not in text[start:end] or "\n" in text[span.start : span.end]:
        return []
    head = text[:start].removesuffix("\n").split("\n")
    for line in reversed(head):
        if "\t" not in line:
            return []
        if _YEARS.search(line):
            break
    else:
        return []
    found, at = [], start
    for name, cell in zip(line.split("\t"), text[start:end].split("\t"), strict=False):
        if year := _YEARS.fullmatch(name.strip()):
            found.append((int(year["first"]), Span(start=at, end=at + len(cell))))
        at += len(cell) + 1
    return found
