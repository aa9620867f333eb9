"""What the head of an official document looks like: its number, to whom it is addressed."""

from __future__ import annotations

import re

from qa.chinese.characters import HAN

__all__ = [
    "DOCUMENT_NUMBER",
    "ORDER",
    "ORDER_NUMBER",
    "has_articles",
    "is_document",
    "is_salutation",
    "number_key",
]

DOCUMENT_NUMBER = re.compile(rf"[{HAN}]{{2,12}}[〔\[［（(【]\d{{4}}[〕\]］）)】]第?\d{{1,4}}号")
"""Pattern of the number of a document: 云政发〔2021〕5号."""
ORDER = "令"
ORDER_NUMBER = re.compile(
    rf"[{HAN}]{{0,20}}{ORDER}[ \u3000]?[（(]?第?[ \u3000]?\d{{1,4}}[ \u3000]?号"
)
"""Pattern of the number of an order: 云岭市人民政府令第5号, 云政令第5号."""
_SALUTATION = re.compile(
    rf"(?:(?:尊敬的|敬爱的|亲爱的|广大|全体)[{HAN}\dA-Za-z、，,（）()“” ]{{1,40}}[：:]"
    rf"|(?:各[{HAN}、，,（）()]{{1,80}}|[{HAN}、，,（）()]{{0,40}}"
    r"(?:人民政府|委员会|部门|单位|[局厅委办]|公司|代表|委员|同志们?|朋友们))[：:])"
)
_YEAR_AND_COUNT = re.compile(rf"原?([{HAN}]+)\W(\d{{4}})\W第?0*(\d+)号")
_KIND = re.compile(
    "(?:通知|公告|通告|决定|意见|批复|办法|规定|方案|细则|条例|规程|规则|函|令)(?:[（(][^（()）]{1,12}[）)])?$"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[条條](?=\s)")
_FIRST, _SECOND = (re.compile(rf"^\s*第{one}[条條]", re.MULTILINE) for one in "一二")
_LINES = 12  # in which a document shows itself


def is_salutation(line: str) -> bool:
    """Whether a line is to whom a document or a speech is addressed: 各县区人民政府：."""
    return _SALUTATION.fullmatch(line) is not None


def is_document(title: str, text: str) -> bool:
    """Whether a title names an official document, and the text begins as one does."""
    lines = [line.strip() for line in text.split("\n", _LINES)[:_LINES]]
    return _KIND.search(title) is not None and (
        any(
            is_salutation(line) or DOCUMENT_NUMBER.match(line) or _ARTICLE.match(line)
            for line in lines
        )
        or has_articles(text)
    )


def has_articles(text: str) -> bool:
    """Whether lines of a text are the articles of a rule, be there no space behind their numbers.

    第一条 has to have its 第二条: 第一条高速公路通车 is news.
    """
    first = _FIRST.search(text)
    return first is not None and _SECOND.search(text, first.end()) is not None


def number_key(number: str) -> tuple[str, ...]:
    """Return what two ways to write one number share: which brackets, and 第, make no other.

    Of an order only how the manieth: 云岭市人民政府令第5号 is written 云政令第5号 too.
    """
    found = _YEAR_AND_COUNT.fullmatch(number)
    return found.groups() if found else (ORDER, *re.findall(r"[1-9]\d*", number))
