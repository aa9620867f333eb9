"""The sentences of a text that explain what a question asks why, how or with what demands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.spans.persons import is_of_another_person
from qa.answering.spans.rivals import is_of_another_line
from qa.answering.wording import meaning, share
from qa.chinese.scripts import simplified_characters
from qa.chinese.sentences import sentences
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Explanation", "explanation", "is_of_another", "past_view"]

_CUES = (
    (
        re.compile("为什么|为何|何以|原因|理由|目的"),
        re.compile(
            "因为|由于|原因|因此|导致|致使|引发|旨在|为了|鉴于|受[^，]{2,20}影响|(?<![此而])因(?![此而素地])|是为|之所以"
            "|了[^，,。；;]{0,6}(?:以后|之后)[，,]"  # 房租涨了三倍以后，
        ),
    ),
    (
        re.compile("要求|看法|表态|意义"),
        re.compile("要求|强调|指出|要(?!求)|必须|应当?|表示|认为|意义|有利于"),
    ),
    (
        re.compile("怎|如何|办法|方法|措施|举措|做法|步骤"),
        re.compile(
            "通过|采取|采用|利用|方式|办法|措施|首先|一是|用|将|按照|根据|可以|开展|实行|推动"
        ),
    ),
)
_ASKS_WHY = re.compile("为什么|为何|何以|原因")
_SAID_TO_BREAK = re.compile(
    "据?[^，。；]{2,12}(?:介绍|解释|通报|查明|分析|表示|说)[说称]?[，：][^。；]*"
    "(?:[刮砸挖压烧碰撞炸冲]断|[刮吹]倒|故障|跳闸|短路|爆裂|老化|检修|损坏|塌)"
)
"""What tells of a break or a fault, said of the sentence before it: no 因 stands there."""
_ASKING = re.compile(
    "为什么|为何|何以|怎样|怎么|如何|什么|哪些|哪种|何种|[？?]|原因|理由|有(?=什么|哪些)|说了什么"
)
_GOES_ON = re.compile(
    "(?:这|其)?(?:是)?(?:因为|由于|原因|一是|二是|首先|其次|此外|同时|另外|第[一二三]|为此)"
)
_FIRST_CLAUSE = re.compile("[^，,。；;]+")
_CUE = 0.2
_VIEW = re.compile(
    "(?:普遍|一般|通常|历来|以往|过去|原先|原来|起初|曾经?|误|(?:过去|以前|起初|长期以来|一直以来)[，,]?)[^，,。；;：:]{0,8}?"
    "(?<![不非])(?:认为|觉得|相信|猜测)"
    "|(?:普遍|一般|通常|历来|以往|过去|原先|原来?|起初|曾经?|以来|一直|误|本|都|总|许多人|很多人|不少人|人们|大家)"
    "[^，,。；;：:]{0,4}?(?<![不非可足难得予习引加])以为(?![常继傲荣戒然])"
)
"""A view that is told as a mistake, or as what was held once or by many."""
_FOUND = "(?:研究|调查|检测|检验|化验|鉴定|实验|试验|试种|考古)"
_GAINSAID = re.compile(
    "(?:但是?|然而|不过|可是|可)?[，,]?(?:其实|事实上|实际上|殊不知|恰恰相反|正好相反|事实并非如此)"
    "(?![，,]?[^，,。；;]{0,6}[也都还])"
    "|(?:但是?|然而|不过|可是)[^。！？!?；;]{0,20}?(?:并非|并不是)(?!唯一|全|都|只|仅|没|易|偶然|所有)"
    f"|(?:但是?|然而|不过|可是)[，,]?[^，,。；;]{{0,8}}?{_FOUND}[^，,。；;也未没尚]{{0,8}}?"
    "(?:发现|表明|显示|证明|证实)(?![，,]?[^，,。；;]{0,6}[也确未没尚还])"
)
"""How the sentence begins that says that such a view is wrong; a caveat alone (但) does not."""
_ONLY_DENIES = re.compile("[^，,。；;]{0,8}(?:并非|并不是|不是)(?:如此|这样|这么回事)[。！]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whole sentences: where they stand, and how far they answer, in [0, 1]."""

    span: Span
    score: float


def explanation(question: str, text: str, title: str = "") -> Explanation | None:
    """Return the sentences of a text that best explain what is asked, None without any.

    A sentence counts by the share of the question's words in it, half for those in the title or
    in the sentence before, and more if it has a word for causes, demands or ways, as is asked.
    """
    return max(_explanations(question, text, title), key=lambda one: one.score, default=None)


def _explanations(question: str, text: str, title: str) -> Iterator[Explanation]:
    asked = meaning(_ASKING.sub(" ", question))
    cues = [cue for asks, cue in _CUES if asks.search(question)]
    found = sentences(text)
    for place, one in enumerate(found):
        said = text[one.start : one.end]
        before = title + (text[found[place - 1].start : one.start] if place else "")
        score = (1 - _CUE) * share(asked, said, before)
        score += _CUE * any(cue.search(said) for cue in cues)
        if place and _ASKS_WHY.search(question) and _SAID_TO_BREAK.match(said):
            score = max(score, share(asked, text[found[place - 1].start : one.start]))
        if said.endswith(("？", "?")) or past_view(question, text, one) != one:
            continue
        if not is_of_another(question, text, one):
            yield Explanation(span=_with_rest(text, found, place), score=score)


def past_view(question: str, text: str, sentence: Span) -> Span:
    """Return a sentence, or the next one of its line where that gainsays it: 人们以为…。其实….

    With the one behind that where it only denies (事实并非如此。).

    A view that many hold explains nothing where the text tells it to say that it is not so; a
    question may ask for the view itself.
    """
    plain = simplified_characters(text[sentence.start : sentence.end])
    if not _VIEW.search(plain) or _VIEW.search(question):
        return sentence
    after = [one for one in sentences(text) if one.start >= sentence.end][:2]
    if not after or "\n" in text[sentence.end : after[0].start]:
        return sentence
    behind = after[0]
    against = simplified_characters(text[behind.start : behind.end])
    if not _GAINSAID.match(against):
        return sentence
    if _ONLY_DENIES.fullmatch(against) and after[1:]:
        more = after[1]
        if "\n" not in text[behind.end : more.start]:
            return Span(start=behind.start, end=more.end)
    return behind


def is_of_another(question: str, text: str, sentence: Span) -> bool:
    """Return whether a sentence begins with another person than the one asked about.

    Or tells of another line than is asked of: 5路车, of 3路车.
    """
    if is_of_another_line(question, text, sentence):
        return True
    comma = _FIRST_CLAUSE.match(text, sentence.start, sentence.end)
    end = comma.end() if comma else sentence.end
    return is_of_another_person(question, text, Span(start=end - 1, end=end))


def _with_rest(text: str, found: list[Span], place: int) -> Span:
    """Return a sentence with those after it, of its line, that go on with what it says."""
    end = found[place].end
    for other in found[place + 1 : place + 3]:
        if "\n" in text[end : other.start] or not _GOES_ON.match(text, other.start):
            break
        end = other.end
    return Span(start=found[place].start, end=end)
