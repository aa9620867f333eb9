"""A sentence that tells of another place, house, year or name than the one asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.proper_names import Level, proper_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.proper_names import Name
    from qa.records import Span

__all__ = ["begins_with_another", "is_before_its_part"]

_LEAD = re.compile(
    "(?:而|但|同时|此外|另外|其中|例如|比如|据悉|目前|[今去]年|[昨今][天日]|随后|日前|近日"
    '|[0-9]{1,4}[年月日]|[“"‘在据从到自，、 　]|当地时间|[0-9]+时|[上下]午|凌晨)*'
)
"""What a sentence may have before its subject."""
_NAMED = 3  # characters of who or what a question begins with
_END = re.compile("[。！!？?\\n]")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_IN_YEAR = re.compile(
    "(?:但|而|在|到|早在)?(?P<year>(?:19|20)[0-9]{2})年(?![底来至到以起-]|[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:以来|起|至))"
)
_YEAR_OF = re.compile("(?:19|20)[0-9]{2}年[^，]{0,6}的")
"""A year that tells which one is meant, not when: 2008年建成的楼."""
_TELLS_OF_ANOTHER = re.compile("去年|上年|前年|上一年|公布|发布")


def begins_with_another(question: str, sentence: str, article: str) -> bool:
    """Return whether a sentence begins with another name or year than a question has.

    In simplified characters. Of the same kind, a county beside a county; the ``article`` has the
    one asked of, the sentence has not: 南山县靠…, of 北河县靠什么.
    """
    return _is_of_another_year(question, sentence, article) or _is_elsewhere(
        question, sentence, article
    )


def is_before_its_part(question: str, text: str, part: Span) -> bool:
    """Return whether a part that a semicolon ends stands before the one with what is asked of.

    Of 乙厂 asked, |甲厂每股派3元；|乙厂派5元 is not told of it, where that is not named before.
    """
    if not text[part.start : part.end].endswith(("；", ";")):
        return False
    end = _END.search(text, part.end)
    return part.end <= text.find(question[:_NAMED]) < (end.start() if end else len(text))


def _is_of_another_year(question: str, sentence: str, article: str) -> bool:
    asked, told = set(_YEAR.findall(question)), _IN_YEAR.match(sentence)
    if len(asked) != 1 or told is None:
        return False
    if _YEAR_OF.search(question) or _TELLS_OF_ANOTHER.search(sentence):
        return False
    (year,) = asked
    return year not in sentence and year in article


def _is_elsewhere(question: str, sentence: str, article: str) -> bool:
    asked = [x for x in proper_names(question) if any(form in article for form in x.forms)]
    if not asked or any(form in sentence for name in asked for form in name.forms):
        return False
    levels = {name.level for name in asked} - {Level.PERSON, Level.OTHER}
    first = next((name for name in _named_first(sentence) if name.level in levels), None)
    return first is not None and not any(form in question for form in first.forms)


def _named_first(sentence: str) -> Iterator[Name]:
    """Yield the names that a sentence begins with, one beside the other: 南山省北河县."""
    lead = _LEAD.match(sentence)
    at = lead.end() if lead else 0
    for name in proper_names(sentence):
        if name.start != at:
            return
        yield name
        at = name.end
