"""Where someone works, and where he worked before: 原|实验小学|副校长何远接任|第三小学|校长.

Asked of before, the reader gives the new place, with which the text is concerned; asked of now it
often finds no answer.
"""

from __future__ import annotations

import re
from itertools import chain

from qa.answering.spans.posts import before_name
from qa.answering.wording import start_of
from qa.chinese.surnames import ALL_SURNAMES
from qa.records import Span

__all__ = ["former_place", "is_new_place", "workplace"]

_ASKS = re.compile(
    "(?:以前|从前|过去|原来|原先|此前|之前|先前|曾经?)(?:是|都|一直)?[^，,。？?]{0,3}?"
    "(?:在(?:哪|什么|何处)"
    "|(?:是|来自)?(?:哪一?[个家所]|什么)(?:学校|单位|公司|医院|部门|机构|地方|厂|局))"
)
_OFFICE = (
    "(?:常务|第一)?副?总?(?:校长|园长|院长|馆长|局长|厅长|部长|所长|站长|厂长|社长|台长|行长|处长"
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
_ASKS_OF = re.compile(
    "(?:请问)?(?P<name>[一-龥]{2,3}?)(?P<before>以前|从前|过去|原来|原先|此前|之前|先前)?"
    "(?:现在|如今|目前)?(?:是|都|一直)?"
    "(?:在(?:哪|什么|何处)[一-龥]{0,4}?(?:工作|上班|任职|任教|教书)"
    "|(?:是|在|来自|去了|调到了?|去)(?:哪一?[个家所]|什么)(?:学校|单位|公司|医院|部门|机构|厂|局)"
    "(?:的|工作|上班|任职|任教|当[一-龥]{1,3})?)了?[？?]?"
)
_BECOMES = (
    f"(?:接任|就任|出任|升任|调任|转任|改任|担任|任命为|被?任为|现任|到任|履新)"
    f"(?P<place>{_PLACE}){_POST}(?![一-龥]{{0,3}}助理)"
)
_OF_HIM = "[^。；;！!？?\n]{0,24}?"
_IN_PLACE = re.compile(
    f"(?:[^、]*、)*?(?P<place>[^原前、]{{3,20}}?)(?<!助理)(?<!委员)(?<!代表)(?:党[组委]成员、|委员、)?{_POST}"
)
_EDGES = f"{_CLAUSE}“”：:（( 据由"


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


def workplace(question: str, text: str) -> Span | None:
    """Return where the one asked of works, by the post that he takes or holds: 调任|三小|校长.

    Where he worked before, if that is asked: what he was called of when he took another. None where
    a question asks something else, or a text does not tell.
    """
    asked = _ASKS_OF.fullmatch(question)
    if asked is None or asked["name"][0] not in ALL_SURNAMES:
        return None
    becomes = re.compile(f"{asked['name']}{_OF_HIM}{_BECOMES}")
    if asked["before"]:
        moves = becomes.search(text)
        return _place_before(text, moves.start()) if moves else None
    if moves := becomes.search(text):
        return Span(start=moves.start("place"), end=moves.end("place"))
    named = (one.start() for one in re.finditer(asked["name"], text))
    return next(filter(None, (_place_before(text, at) for at in named)), None)


def _place_before(text: str, at: int) -> Span | None:
    """Return the place in the post that stands right before a name: |三小|校长何远.

    None where the post has no beginning that is seen: 果蔬配送|中心|经理.
    """
    said = before_name(text, at)
    if said is None or (said.start > 0 and text[said.start - 1] not in _EDGES):
        return None
    found = _IN_PLACE.fullmatch(text, said.start, said.end)
    return Span(start=found.start("place"), end=found.end("place")) if found else None


def _is_named(name: str, question: str) -> bool:
    """Whether a question has a name, or that without what may be the next word: 何远接."""
    return name[0] in ALL_SURNAMES and any(one in question for one in (name, name[:2]))
