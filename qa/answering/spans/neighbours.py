"""What stands beside an answer and is taken for it: another line, round, sum or stretch of time.

Asked of 夜5路, the day on which other lines run is none; nor of 决赛 what was in the 半决赛, of
what was awarded what was claimed, of a repair the years of a craftsman's life.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.wording import ASKS_FIGURE, around
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["is_of_a_neighbour"]

_ENDS = "。；;！!？?\n"
_MARKS = "，,。；;！!？?\n"
_LINE = re.compile(
    "(?:夜|[A-Za-z]|[一-龥]?快|[一-龥]?专)?[0-9]{1,3}(?:路|号线|次|号楼|幢|栋)(?!程)"
)
_NUMBER = re.compile("[0-9]+(.+)")
_ROUTE = re.compile("([一-龥]{2,}?)(?:旅游|公交|客运)*(?:专线|班线|快线|旅游线)")
_ANY_ROUTE = re.compile("[一-龥]{2,8}?(?:专线|班线|快线|线)(?=[只每于从全首末票共，,])")
_NAME = 2  # characters by which the name of a route is told from another
_ROUND = re.compile("(?P<early>半|[四八]分之一|1/[0-9]+)?决赛")
_AWARDED = re.compile(
    "(?:拿|得|领|获赔|赔)(?:到|了|偿了)|获赔|判赔|[应要]赔|判(?:了|决)?[^，。]{0,6}赔|赔(?:偿|付)?多少|[讨追]回|支持了?多少|理赔了?多少"
)
_CLAIM = re.compile(
    "索赔(?![人方者])|诉请|诉求|(?:要求|请求|主张)[^，,。；;]{0,12}(?:赔|支付|返还|给付)"
)
_GRANTED = re.compile(
    "(?<![不未没])(?<!不予)(?<!没有)(?<!不能)(?:支持|按(?:照|其|对方)*(?:要求|请求)|满足|同意)"
)
_PARTLY = re.compile("部分|其中|驳回")
_GRANTED_THEN = re.compile("[，,][^，,。；;0-9]{0,8}(?:予以|全部|全额|均|都)+(?:获?得?到?)支持")
_ASKS_CLAIM = re.compile(
    "索[赔要]|诉请|(?:想要?|要求|请求|主张|提出|开口)(?!.*判)[^，,。；;？?]{0,8}(?:赔|补偿|多少钱)"
)
_AWARD = re.compile(
    "判[决令处]?[^，,。；;]{0,16}(?:赔|支付|返还|给付)|获赔|(?:已|实际|最终)[^，,。；;]{0,4}赔[偿付]"
)
_ASKS_LONG = re.compile(
    "(?P<thing>[^，,。？?]{2,}?)(?P<does>[修造建写画编治做打织])[好成完]?了?(?:用了)?(?:多长时间|多久|几[年个天]|多少[年天])"
)
_OF_A_LIFE = re.compile("[0-9一二三四五六七八九十半多几]+个?[年月天](?:多|半)?的?[一-龥]{1,2}")
_LABEL = re.compile(
    "(?:发布|更新|发表|上传|编辑|刊发|采访)(?:时间|日期|于)[：:][^，,。；;\\n]{0,16}$"
)
_ASKS_LABEL = re.compile("发[布表]|更新|上传|刊[发登载]|报道")
_ASKS_APPEAL = re.compile("谁[^？?，,]{0,6}(?:上诉|抗诉)|(?:上诉|抗诉)(?:的是|人是)谁")
_APPEAL = re.compile("上诉|抗诉")
_TIME_ASKED = re.compile("什么时[候间]|何时|哪一?[天年月日]|几[月号日点]|时间|啥时")


def is_of_a_neighbour(question: str, text: str, span: Span) -> bool:
    """Return whether ``span`` of ``text`` is said of a neighbour of what a question asks of.

    All in simplified characters.
    """
    place = around(text, span, _ENDS)
    part = around(text, span, _MARKS)
    clause = text[part.start : part.end]
    is_a_line = _LINE.search(text, span.start, span.end) is not None
    sentence, before = text[place.start : place.end], text[place.start : span.start]
    return (
        (not is_a_line and any(_is_of_another_line(question, x) for x in (sentence, clause)))
        or _is_of_another_route(question, sentence)
        or _is_of_an_earlier_round(question, before)
        or _is_claimed(question, text, span)
        or _is_a_career(question, text, span)
        or _is_a_label(question, text, span)
        or _is_no_appellant(question, sentence)
    )


def _is_of_another_line(question: str, sentence: str) -> bool:
    """Whether a part is of other numbered lines or houses: 夜1路、夜3路, of 夜5路."""
    asked = _LINE.findall(question)
    told = _LINE.findall(sentence)
    kinds = {_kind(one) for one in asked}
    others = [one for one in told if _kind(one) in kinds]
    return bool(others) and not set(_numbers(asked)) & set(_numbers(others))


def _kind(line: str) -> str:
    found = _NUMBER.search(line)
    return found[1] if found else ""


def _numbers(lines: Sequence[str]) -> list[str]:
    return ["".join(filter(str.isdigit, one)) for one in lines]


def _is_of_another_route(question: str, sentence: str) -> bool:
    """Whether a sentence is of another named route: 古镇线, of 大青山旅游专线."""
    asked = _ROUTE.search(question)
    told = _ANY_ROUTE.search(sentence) if asked else None
    return asked is not None and told is not None and asked[1][-_NAME:] not in sentence


def _is_of_an_earlier_round(question: str, before: str) -> bool:
    """Whether what is told last before a span is an earlier round of a match than is asked of."""
    asked, told = _ROUND.search(question), list(_ROUND.finditer(before))
    return asked is not None and asked["early"] is None and bool(told and told[0]["early"])


def _is_claimed(question: str, text: str, span: Span) -> bool:
    """Whether a sum is what was claimed, where it is asked what was awarded: 索赔|19.8万元|.

    Or the other way round: 判决赔偿|4万元|, where it is asked what somebody wanted.
    """
    if not ASKS_FIGURE.search(question):
        return False
    wants_claim = _ASKS_CLAIM.search(question)
    if not wants_claim and (_CLAIM.search(question) or not _AWARDED.search(question)):
        return False
    place = around(text, span, _MARKS)
    start = place.start
    claimed = _CLAIM.search(text, start, span.end) is not None
    if wants_claim:
        return not claimed and _AWARD.search(text, start, span.end) is not None
    return claimed and not _is_granted(text, place)


def _is_granted(text: str, clause: Span) -> bool:
    """Whether a clause tells of a claim that was granted: 法院支持其索赔5万元的请求."""
    if _GRANTED_THEN.match(text, clause.end):
        return True
    granted = _GRANTED.search(text, clause.start, clause.end)
    return granted is not None and not _PARTLY.search(text, clause.start, clause.end)


def _is_a_career(question: str, text: str, span: Span) -> bool:
    """Whether a span is how long somebody did such work: 修了|五十年|的钟, of 古钟修了多久."""
    asked = _ASKS_LONG.search(question)
    if asked is None:
        return False
    place = around(text, span, _MARKS)
    sentence = around(text, span, _ENDS)
    if asked["thing"].strip("“”「」《》") in text[sentence.start : sentence.end]:
        return False
    does = re.search(f"{asked['does']}了$", text[place.start : span.start])
    return does is not None and _OF_A_LIFE.fullmatch(text[span.start : place.end]) is not None


def _is_a_label(question: str, text: str, span: Span) -> bool:
    """Whether a day is that on which a page was put up: 发布时间：|6月3日|."""
    if not _TIME_ASKED.search(question) or _ASKS_LABEL.search(question):
        return False
    return _LABEL.search(text, text.rfind("\n", 0, span.start) + 1, span.start) is not None


def _is_no_appellant(question: str, sentence: str) -> bool:
    """Whether a sentence says nothing of an appeal, where it is asked who made one."""
    return _ASKS_APPEAL.search(question) is not None and _APPEAL.search(sentence) is None
