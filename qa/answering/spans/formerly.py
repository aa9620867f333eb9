"""Where someone worked before he became what a text tells of: 原|实验小学|副校长何远接任馆长.

The reader gives the new place, with which the text is concerned.
"""

from __future__ import annotations

import re
from itertools import chain

from qa.answering.wording import start_of
from qa.chinese.surnames import ALL_SURNAMES
from qa.records import Span

__all__ = ["former_place", "is_new_place"]

_ASKS = re.compile(
    "(?:以前|从前|过去|原来|原先|此前|之前|先前|曾经?)(?:是|都|一直)?[^，,。？?]{0,3}?"
    "(?:在(?:哪|什么|何处)"
    "|(?:是|来自)?(?:哪一?[个家所]|什么)(?:学校|单位|公司|医院|部门|机构|地方|厂|局))"
)
_OFFICE = (
    "(?:常务|第一)?副?(?:校长|园长|院长|馆长|局长|厅长|部长|所长|站长|厂长|社长|台长|行长|处长"
    "|科长|主任|主席|书记|经理|总裁|董事长|会长|队长|秘书长|市长|县长|区长|镇长|乡长"
    "|教师|老师|教练|医生|教授|记者|编辑|工程师|员工|职工|工人)"
)
_POST = f"(?:党委|党组|党总支|党支部)?{_OFFICE}(?:、{_OFFICE})*"
_PLACE = "[^，,。；;：:、“”原前的]{2,20}?"
_ONCE = "(?:(?<![中草高平还])原|(?<![目日此以之提空年月天周先生向])前)(?![来先本定任后因则有料往])"
_FORMER = (
    re.compile(f"{_ONCE}(?P<place>{_PLACE}){_POST}(?P<name>[一-龥]{{2,3}})"),
    re.compile(
        f"(?:^|[，,。；;：:、“”\n]|[由和与])(?P<place>{_PLACE}){_ONCE}{_POST}(?P<name>[一-龥]{{2,3}})"
    ),
)
_NOW = re.compile("(?:接任|就任|出任|升任|调任|转任|改任|现任|新任|担任|任命为|上任|到任|现在是)$")
_CLAUSE = "，,。；;！!？?\n"


def former_place(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or where it says that the one asked of worked before."""
    if _ASKS.search(question):
        for found in chain.from_iterable(one.finditer(text) for one in _FORMER):
            if _is_named(found["name"], question):
                return Span(start=found.start("place"), end=found.end("place"))
    return span


def is_new_place(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` is where someone works now: 接任|第三小学|校长."""
    if not _ASKS.search(question):
        return False
    return _NOW.search(text[start_of(text, span.start, _CLAUSE) : span.start]) is not None


def _is_named(name: str, question: str) -> bool:
    """Whether a question has a name, or that without what may be the next word: 何远接."""
    return name[0] in ALL_SURNAMES and any(one in question for one in (name, name[:2]))
