"""Who took a step of a case, where the clause of it names him or one before does: 谁撤回了上诉.

A report of a court names both sides, the court and what each of them did, so that a reader takes
whom it was done to, or the court, for who did it. He stands first in the clause of the deed, or in
the last clause before it in the sentence that names one: |邢某|不服，提起上诉.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.persons import persons_in
from qa.answering.wording import around, meaning, share, start_of, the_one_said
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["doer", "known"]

_BACK = "撤(?:回|销|掉)?了?(?:[其该这]|[一-龥]{0,4}的)?"
_DEEDS = (
    ("撤[^，,]{0,5}上诉|上诉[^，,]{0,6}撤", f"{_BACK}上诉"),
    ("撤[^，,]{0,6}复议|复议[^，,]{0,6}撤", f"{_BACK}(?:行政)?复议"),
    ("撤[^，,]{0,6}执行|执行[^，,]{0,6}撤", f"{_BACK}(?:强制)?执行"),
    ("撤[^，,]{0,6}仲裁|仲裁[^，,]{0,6}撤", f"{_BACK}(?:劳动)?仲裁"),
    ("撤诉|撤[^，,]{0,3}诉(?!求)|撤回[^，,]{0,2}起诉", f"撤诉|{_BACK}(?:起诉|诉讼)"),
    ("反诉", "反诉(?!请求|的|状|被|部分)"),
    (
        "上诉|抗诉|申诉",
        "(?:提起|提出)了?(?:上诉|抗诉|申诉)|(?<![回其的了])上诉(?=至|到|称|[，,。；;])",
    ),
    ("不服", "不服(?!从|气|务)"),
    ("申请[^，,]{0,4}复议|复议[^，,]{0,6}申请", "申请了?(?:行政)?复议"),
    ("申请[^，,]{0,4}执行|执行[^，,]{0,6}申请", "申请了?(?:强制)?执行"),
    ("申请[^，,]{0,4}仲裁|仲裁[^，,]{0,6}申请", "(?:申请|提起)了?(?:劳动)?仲裁"),
    (
        "起诉|打官司|告[了上]",
        "提起[^，,。；;]{0,6}诉讼|起诉(?!书|状|意见|期|至检)|诉至|告[上到]|诉诸",
    ),
    ("投诉|举报", "投诉(?!电话|人|热线|量)|举报(?!电话|人|热线|信)"),
    ("报[了的]?警", "报警|拨打110"),
    ("落选|没(?:有|能)?[当选]*选上", "落选"),
    ("(?:当选|选上|选的)(?=[^，,]{0,12}副)|(?<=副)[^，,]{0,12}选的", "当选(?![的无])"),
    ("当选|选上|选的", "当选(?![的无]|[^，,。；;]{0,12}副)"),
)
"""Steps of a case, how each is asked for and how it is told; the first that fits counts."""

_FOR_EACH = ("当选", "落选")
"""What befalls all whom its clause names: 甲某以5票、乙某以4票当选."""

_WHO = "谁|哪[一个]?[方位个家名]|何人|什么人"
_ASKS = re.compile(_WHO)
_OTHERWISE = re.compile(
    f"被(?!告|申请人|{_WHO})|(?:{_WHO})和|[对向告把跟将诉报](?:了|到)?(?:{_WHO})|[接收]到|受理|(?:投诉|举报)人|为什么|多少|怎么|谁的|吗[？?]?$"
)
_PARTY = re.compile(
    "[一-龥]某(?:某|[甲乙丙丁])?|(?:原告|被告|第三人|申请人|被申请人|上诉人)(?!席|人)"
    "|(?:(?![后日月年时由])[一-龥]){1,6}(?:公司|集团|银行|医院|学校|合作社|局|委员会|检察院|家属|家长|父母)"
)
_TO = re.compile("[对向将把给被与和跟同及准令为](?:[一-龥]{1,3})?$")
_NOT = re.compile(
    "(?:接到|收到|受理|没有?|未|不|拒绝|放弃|无权)[^，,。；;]{0,4}$|如[^，,。；;]*$|可以?(?:[在向][^，,。；;]*)?$"
)
_MARKS = "，,。；;！!？?：:\n"
_NOT_ALL = (
    "等",
    "·",
    "和",
    "与",
    "、",
)  # behind a party that is not all who did it, or not all named
_ABOUT = 0.5  # share of a question's words that a text has which tells of its case
_SENTENCE = "。！？!?\n"


def doer(question: str, text: str) -> Span | None:
    """Return who took the step of a case that a question asks who took, where it is one.

    In simplified characters. None where the question names who did, and asks to whom.
    """
    asked = next((one for one in _DEEDS if re.search(one[0], question)), None)
    if asked is None or not _ASKS.search(question) or _OTHERWISE.search(question):
        return None
    about = [
        one
        for one in meaning(re.sub(f"{asked[0]}|{_WHO}|提[出起]", " ", question))
        if len(one[0]) > 1
    ]
    if about and share(about, text) < _ABOUT:
        return None
    numbers = re.findall("[0-9]+", question)
    if "被" not in question and _is_named(question, asked[0]):
        return None
    found = []
    for deed in re.finditer(asked[1], text):
        before = Span(start=start_of(text, deed.start(), _MARKS), end=deed.start())
        told = text[around(text, before, _SENTENCE).start : deed.end()]
        if any(number not in told for number in numbers):
            continue
        if deed[0] in _FOR_EACH and len(list(_parties(text, before))) > 1:
            return None
        who = None if _NOT.search(text, before.start, before.end) else _subject(text, before.end)
        if who and text.startswith(_NOT_ALL, who.end):
            return None
        if who and text[who.start : who.end] not in question:
            found.append(who)
    return the_one_said(text, found)


def known(question: str) -> re.Pattern[str]:
    """Return how the step that a question asks of is asked and told, with who asks for who."""
    asked = next((one for one in _DEEDS if re.search(one[0], question)), ())
    steps = f"(?:{'|'.join(asked)})回?" if asked else _WHO
    return re.compile(f"{steps}|(?:{_WHO})(?:[一-龥]{{1,2}}[主人员方户][？?]?$)?|提[出起]|最?先")


def _is_named(question: str, deed: str) -> bool:
    """Whether a question names a party before the deed: 戚某反诉的是谁."""
    does = re.search(deed, question)
    who = _ASKS.search(question)
    return bool(
        does and who and does.start() < who.start() and _PARTY.search(question[: does.start()])
    )


def _subject(text: str, end: int) -> Span | None:
    """Return whom a sentence up to an offset names last as who acts, from its clause back."""
    first = start_of(text, end, _SENTENCE)
    while end > first:
        start = max(first, start_of(text, end, _MARKS))
        for one in _parties(text, Span(start=start, end=end)):
            if not _TO.search(text, start, one.start):
                return one
        end = start - 1
    return None


def _parties(text: str, clause: Span) -> Iterator[Span]:
    """Yield the parties and persons of a clause, first to last."""
    said = text[clause.start : clause.end]
    found = {(x.start(), x.end()) for x in _PARTY.finditer(said)}
    found |= {x for x in persons_in(said) if not any(a < x[1] and x[0] < b for a, b in found)}
    found = {x for x in found if said[x[0] - 1 : x[0]] != "·"}
    for start, end in sorted(found):
        yield Span(start=clause.start + start, end=clause.start + end)
