"""How old someone is, where it stands at his name: |101岁|的老兵何德远, 何德远，|101岁|.

The reader finds no answer where that is told in passing.
"""

from __future__ import annotations

import re

from qa.chinese.surnames import ALL_SURNAMES
from qa.records import Span

__all__ = ["age"]

_ASKS = re.compile(
    "(?:请问)?(?P<name>[一-龥]{2,3}?)(?:今年|现在|现年|目前)?(?:有|是)?"
    "(?:多大(?:年纪|年龄|岁数)?|多少岁|几岁|年龄(?:是)?多大|(?:的)?年龄(?:是多少)?)了?[？?]?"
)
_AGE = "(?:[0-9]{1,3}|[一二两三四五六七八九十百]{1,4})周?岁"
_BEFORE = (
    "的?(?:[一-龥]{0,8}?(?:[员长师手家生士人工民农兵者友妈爸爷奶妇子孩客星医匠]|教授|医生|老板))?"
)


def age(question: str, text: str) -> Span | None:
    """Return how old a text says the one is whose age a question asks, None where it does not."""
    asked = _ASKS.fullmatch(question)
    if asked is None or asked["name"][0] not in ALL_SURNAMES:
        return None
    name = asked["name"]
    told = re.compile(
        f"(?<![0-9])(?P<before>{_AGE}){_BEFORE}{name}"
        f"|{name}[（(，,]?(?:[男女][，,])?(?:今年|现年)?(?P<behind>{_AGE})"
    )
    found = {
        one[part]: Span(start=one.start(part), end=one.end(part))
        for one in told.finditer(text)
        for part in ("before", "behind")
        if one[part]
    }
    return next(iter(found.values())) if len(found) == 1 else None
