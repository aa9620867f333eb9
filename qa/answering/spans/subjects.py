"""Whose figure it is: that of another province, country or model is not of the one asked.

Of 海南 asked how many it sent, what 贵州 sent is no answer where the sentence begins with that and
has the other not; nor is of 青石Max 20 what a text tells after it named 青石Max 10 last, nor of
乙厂 what stands before 乙厂则不分红.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.persons import persons_in
from qa.answering.wording import ASKS_FIGURE, start_of
from qa.chinese.proper_names import HOME, Level, proper_names
from qa.chinese.sentences import sentences
from qa.chinese.surnames import ALL_SURNAMES
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.chinese.proper_names import Name

__all__ = ["is_of_another_subject"]

_ASKS_RANK = re.compile("第几|什么名次|排名(?:是|为)?多少")
_UNITS = "年月日号时点分秒亿万千百元个名次岁届件米条人位家英寸克吨公GgKkMm"
_NUMBER = rf"[0-9]{{1,4}}(?![0-9%％]|[.,，:：][0-9]|\s*[{_UNITS}])"
_MODEL = re.compile(rf"(?P<stem>[A-Za-z]{{2,}}[- ]?|[A-Z]-?(?=[0-9]{{2}}))(?P<number>{_NUMBER})")
_OPENS = re.compile(
    '[“"（(]|(?:其中|此外|另外|同时|而|但|目前|今年|去年|[0-9]{1,2}[月日]|[0-9]{4}年|截至|在)*'
)
_EVENT = re.compile("[^，,。？?]{0,8}?(?:赛|站|杯|奥运|会|展|节|战)")
"""What a place gives its name to, so that others do it there: 法国公开赛."""

_ASKS_AGE = re.compile("多大(?:年纪|岁数|年龄|了)?[？?]?$|几岁|多少岁|年龄")
_KIN = re.compile(
    "(?:其中|另?一?[名个]|这[名个])?(?P<who>孩子|[儿孙]子|[女孙]女|女儿|[母父]亲|妈妈|爸爸|妻子|丈夫|[男女]孩|[男女]童"
    "|老人|学生|弟弟|妹妹|哥哥|姐姐|奶奶|爷爷|男子|女子|[死伤]者)"
)
_PERSON_DOES = re.compile(
    "(?P<who>[一-龥]{2}[^市省县区州镇村乡是的在有国])[借得拿买捐种养写打开用花跑献救赚挣教修送收做画唱][了过出到]"
)
_ONE_OF_TWO = re.compile("的[^，,。；;]{2,14}[和与、](?:[一-龥]{1,4})?")
_SOMEONE_AGED = re.compile(
    "的?(?:[一-龥]{0,3}(?:[男女][童孩婴]|幼[童儿]|孩子|老人|男子|女子|小伙|姑娘|学生))"
)
_SHORT = 2  # characters of a name
_NAMED = 3  # characters of who or what a question begins with
_HAS_NONE = "[^，,。；;]{0,8}?(?:不(?![断仅只同少但超足低])|没有|未|暂[停缓不]|取消|免)"
_ALIKE = 2  # characters by which one body may be the other: 青石大学, 青石学院
_MARKS = "，,。；;！!？?：:\n"


def is_of_another_subject(question: str, text: str, span: Span) -> bool:
    """Return whether a figure or rank is told of another than a question asks of."""
    if not (ASKS_FIGURE.search(question) or _ASKS_RANK.search(question)):
        return False
    return (
        _is_of_another_place(question, text, span)
        or _is_of_another_model(question, text, span)
        or _is_before_one_with_none(question, text, span)
        or _is_age_of_another(question, text, span)
        or _is_before_who_is_asked_of(question, text, span)
    )


def _is_of_another_place(question: str, text: str, span: Span) -> bool:
    """Whether the last clause that begins with a place, up to a span, has another of its level.

    And the sentence has not the one that the question begins with.
    """
    asked = _first(question)
    if asked is None or _EVENT.match(question, asked.end):
        return False
    sentence = next((one for one in sentences(text) if one.meets(span)), span)
    said = text[sentence.start : sentence.end]
    if any(form in said for form in asked.forms):
        return False
    for clause in _clauses_before(text, sentence.start, span.start):
        if clause.startswith(tuple(HOME)):
            return False
        if name := _first(clause):
            return (
                name.level is asked.level
                and name.text[:_ALIKE] != asked.text[:_ALIKE]
                and not any(one in question for one in name.forms)
            )
    return False


def _first(text: str) -> Name | None:
    """Return the place or body that a text begins with, times and joints before it apart."""
    opens = _OPENS.match(text)
    name = next(iter(proper_names(text)), None)
    named = name is not None and (name.level.is_place or name.level is Level.ORGANISATION)
    return name if name and named and opens and name.start == opens.end() else None


def _clauses_before(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the clauses of a sentence up to an offset, the last first."""
    while end > start:
        begins = max(start, start_of(text, end, _MARKS))
        yield text[begins:end].lstrip()
        end = begins - 1


def _is_before_one_with_none(question: str, text: str, span: Span) -> bool:
    """Whether a sentence says last of the one asked that it has none: 甲厂派|5元|，乙厂则不分红."""
    asked = question[:_NAMED]
    sentence = [span, *(one for one in sentences(text) if one.meets(span))][-1]
    if asked in text[sentence.start : span.end]:
        return False
    none = re.compile(f"[，,；;](?:而|但|至于|惟|唯)?{re.escape(asked)}{_HAS_NONE}")
    return none.search(text, span.end, sentence.end) is not None


def _is_age_of_another(question: str, text: str, span: Span) -> bool:
    """Whether an age is of one of the family, where it is asked of one whom its sentence lacks."""
    if not _ASKS_AGE.search(question):
        return False
    clause = _KIN.match(text, start_of(text, span.start, _MARKS), span.start)
    sentence = next((one for one in sentences(text) if one.meets(span)), span)
    told = text[sentence.start : span.end]
    if question[:_SHORT] in told:
        return False
    named = text.find(question[:_SHORT], span.end, sentence.end)
    if named >= 0 and _ONE_OF_TWO.fullmatch(text, span.end, named):
        return True
    if question[:_NAMED] in text and question[0] in ALL_SURNAMES and next(persons_in(told), None):
        return True
    someone = _SOMEONE_AGED.match(text, span.end)
    if someone and question[0] in ALL_SURNAMES and question[:_NAMED] in text:
        return not question.startswith(text[someone.end() :][:_SHORT])
    return clause is not None and clause["who"] not in question


def _is_before_who_is_asked_of(question: str, text: str, span: Span) -> bool:
    """Whether a figure stands in a sentence before the first that names who is asked of."""
    asked = _PERSON_DOES.match(question)
    if asked is None or asked["who"][0] not in ALL_SURNAMES:
        return False
    sentence = next((one for one in sentences(text) if one.meets(span)), span)
    return text.find(asked["who"]) >= sentence.end


def _is_of_another_model(question: str, text: str, span: Span) -> bool:
    """Whether a text names another of a row of models last before a span: Max 10, of Max 20."""
    asked = list(_MODEL.finditer(question))
    if len(asked) != 1:
        return False
    stem = re.escape(asked[0]["stem"].strip("- "))
    row = re.compile(rf"(?<![A-Za-z比较与和跟]){stem}[- ]?({_NUMBER})", re.IGNORECASE)
    sentence = next((one for one in sentences(text) if one.meets(span)), span)
    numbers = [one[1] for one in row.finditer(text, 0, span.end)]
    own = asked[0]["number"]
    if own in (one[1] for one in row.finditer(text, sentence.start, sentence.end)):
        return False
    return bool(numbers) and numbers[-1] != own
