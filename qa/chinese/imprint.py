"""Where an article stands in its paper, as a line says it: 第03版：要闻, A02, 海外版, 第9876期."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.chinese.numerals import fold_width, integer
from qa.records import Imprint

__all__ = ["KINDS", "field_of", "imprint_in", "issue_of", "page_of", "pages_asked", "printed"]

KINDS = ("page", "section", "edition", "issue")
"""The kinds of fields that an imprint has."""

_NUMBER = "[0-9]{1,3}|[〇零一二三四五六七八九十百]{1,4}"
_LETTERED = r"(?<![A-Za-z0-9])(?P<letter>[A-Z]{1,2})-?(?P<of>[0-9]{1,3})"
# The surest first: 要闻 G20 05版 is page 5, 今日8版 are eight pages, CN11-0001 is no page.
_PAGES = [
    re.compile(pattern)
    for pattern in (
        rf"第\s*(?P<said>{_NUMBER})\s*版(?!本)",
        rf"{_LETTERED}\s*版",
        "(?P<first>头版)",
        r"(?<![0-9年月日期第共.-])(?<!今日\s)(?<![共期]\s)(?P<said>[0-9]{1,3})\s*版(?!本|权|税|画|式)",
        rf"{_LETTERED}(?![A-Za-z0-9]|-[0-9])",
    )
]
_SECTION = re.compile(
    r"\s*[:：·（(\s]\s*(?P<section>[\u4e00-\u9fff]{2,8})\s*(?:[）)\]】]|版?$|(?=[\s|｜]))"
)
_NO_SECTION = re.compile("星期|农历|来源|作者|记者|编辑|责编|[年月日]$|[一二三四五六七八九十]期")
_EDITION = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}报\s*)?(海外版|农村版|城市版|国内版|早版|晚版)(?![\u4e00-\u9fff])"
)
_ISSUE = re.compile(r"(?:总\s*)?第\s*([0-9]{2,6})\s*[期号]|总\s*([0-9]{2,6})\s*期")
_PLAIN = re.compile(
    rf"\s*(?:第?\s*({_NUMBER})\s*[版页]?|([A-Za-z]{{1,2}})-?([0-9]{{1,3}})\s*版?)\s*"
)
_LONGEST = 80  # characters of a line that is looked at


def imprint_in(line: str) -> Imprint | None:
    """Return what a line says of where an article stands, None where it says nothing of that.

    For lines that are known to be about the paper: imprints, mastheads, a file's name.
    """
    line = fold_width(line)
    if len(line) > _LONGEST:
        return None
    found = next(filter(None, (pattern.search(line) for pattern in _PAGES)), None)
    edition = _EDITION.search(line)
    made = Imprint(
        page=_page(found) if found else None,
        section=_section(line, found.end()) if found else None,
        edition=edition[1] if edition else None,
        issue=issue_of(line),
    )
    return _said(made)


def page_of(value: str) -> str | None:
    """Return the page that a field's value is, as it is kept: 03, 第三版 and 3 are 3, A-02 is A2.

    A value in other words (文艺副刊) stays as it is; None for an empty one.
    """
    plain = _PLAIN.fullmatch(fold_width(value))
    if plain is None:
        found = imprint_in(value)
        return (found and found.page) or value.strip() or None
    number, letter, of = plain.groups()
    return f"{letter.upper()}{int(of)}" if letter else str(_number(number))


def pages_asked(value: str) -> tuple[str, ...]:
    """Return the pages that a filter on a page takes in: 第四版, 04 and 4 are page 4, and A4.

    The pages of a paper without a letter are those of the first part of one in parts, which is A.
    A letter that is given is meant: A4 is not B4. Empty for an empty value.
    """
    page = page_of(value)
    if page is None:
        return ()
    return (page, f"A{page}") if page.isdecimal() else (page,)


def field_of(kind: str, value: str) -> Imprint | None:
    """Return what the value of a field of one of :data:`KINDS` says, None where that is nothing."""
    value = " ".join(value.split())
    if kind == "page":
        return _said(replace(imprint_in(value) or Imprint(), page=page_of(value)))
    if kind == "issue":
        return _said(Imprint(issue=issue_of(value) or value))
    return _said(Imprint(**{kind: value})) if kind in KINDS else None


def issue_of(value: str) -> str | None:
    """Return the number of an issue: 第9876期, 总第9876号 is 9876. None without one."""
    found = _ISSUE.search(fold_width(value))
    return (found[1] or found[2]).lstrip("0") or None if found else None


def _said(imprint: Imprint) -> Imprint | None:
    """Return an imprint, None for one that says nothing."""
    return imprint if any(getattr(imprint, kind) for kind in KINDS) else None


def printed(imprint: Imprint | None, more: Imprint | None) -> Imprint | None:
    """Return an imprint with what another says that it does not."""
    if imprint is None or more is None:
        return imprint or more
    return replace(
        imprint,
        page=imprint.page or more.page,
        section=imprint.section or more.section,
        edition=imprint.edition or more.edition,
        issue=imprint.issue or more.issue,
    )


def _page(found: re.Match[str]) -> str:
    said = found.groupdict()
    if "first" in said:
        return "1"
    if "letter" in said:
        return f"{said['letter']}{int(said['of'])}"
    return str(_number(said["said"]))


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else integer(said)


def _section(line: str, at: int) -> str | None:
    found = _SECTION.match(line, at)
    if found is None or _NO_SECTION.search(found["section"]):
        return None
    return found["section"].removesuffix("版")
