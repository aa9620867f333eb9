"""Whether a sentence answers to a question: a logistic rule over what can be seen of both."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from qa.chinese.fold import folded
from qa.reasons import READ_IN_VAIN

if TYPE_CHECKING:
    from qa.records import Answer

__all__ = [
    "Evidence",
    "asks",
    "asks_for_measures",
    "asks_for_one",
    "is_broad",
    "is_column",
    "relevance",
    "wants_digest",
]

_COLUMN = re.compile(
    r"[（(](?![图附全上中下第\d一二三四五六七八九十])"
    "(?![^（()）]*(?:发布|政策|解读|问答|反馈|聚焦|头条|深一度|大数据|扎实做好|稳就业))"
    r"[^（()）]{2,30}[）)]\s*$|评论员文章|社论|[:：]?重要文章|理论|《求是》"
)
"""A column's name behind the headline; （权威发布）, （政策问答） and the like are of news."""
_ASKS = re.compile("[？?]|什么|多少|[哪几谁]|如何|怎|是否|为何|何时|何地|吗$")
_OF_ALL = re.compile(
    "(?:[有得出到起造取采推来临展行][过了成到取得出]{0,2}(?:什么|哪些|啥)(?:样的)?(?:新的?|最新|主要|具体)?"
    "(?:消息|新闻|举措|措施|进展|动静|动向|情况|活动|成[果绩效就]|变化|动作|安排|部署|说法|动态|做法|探索|经验"
    "|影响|规定|办法|政策|帮扶|支持|服务|路子|突破|创新|作用|实践|尝试|行动|发展|效果|作为|问题|困难|反响|打算|计划)"
    "|怎么样了?|怎样了?|咋样了?|怎么回事|如何了?)[？?。]?$"
)
"""What asks for no fact but for all that there is: 云岭市有什么新举措, 大桥怎么样了."""
_HOW = "(?:怎么|怎样|如何)(?![说看样了]|回事|来的|[写读念走去][？?]?$)"
_SEVERAL = re.compile("哪些|(?<!为)什么|怎么[说看]")
"""What may be answered by several things: 县长会见了哪些客人."""
_MEASURES = re.compile(
    f"{_HOW}(?!发生|造成|产生|出现|形成|界定|定义|认定|理解|判断)"
    "|(?:做法|措施|举措|办法|对策|经验|招数?|探索)[？?。]?$"
)
"""What asks for what is done: 怎么防汛, 防汛有哪些措施."""


_MANY = re.compile(
    "(?:各(?:地|处|县|市|省|区|乡|镇|村|校|国|界|单位|部门|行业|企业)|多地|哪些地[方区])"
    "[^，。？?]{0,12}(?:怎|如何|哪些|什么(?!时)|有何)|哪些地[方区]都?[在有]"
)
"""What a question has that only several articles together answer: 各地怎么…, 哪些地方在…."""
_MANY_DO = re.compile(
    f"(?:各(?:地|县|市|省|区|乡|镇|村|校|国|单位|部门|行业)|多地)[^，。？?]{{0,12}}{_HOW}"
)
"""What asks for all that many do: 各地怎么防汛."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is seen of a sentence beside its question, all in [0, 1].

    ``near`` is the cosine of the question and the sentence, that of unrelated news being 0,
    ``headed`` the same of the question and the headline. ``lift`` is the rank of the chunk it was
    found in, 1 being the first. ``said`` is the share of what is asked, by rarity, that the
    sentence speaks of; ``together`` that of title, lead and sentence. ``figure`` is whether
    it has a figure, ``fact`` whether it says that something happened, ``spoken`` whether someone is
    said to say it, ``pale`` whether it explains, appraises or paints a scene, where that is not
    asked for, ``column`` whether its article stands in a column, which is of opinion or a feature
    more often than news, ``lead`` whether it is the lead of an article whose headline has all
    that is asked of: that is not weighed.
    """

    near: float
    headed: float
    lift: float
    said: float
    together: float
    figure: bool
    fact: bool
    spoken: bool
    pale: bool
    column: bool
    lead: bool = False

    @property
    def values(self) -> dict[str, float]:
        """The numbers that the rule weighs, by name."""
        return {field.name: float(getattr(self, field.name)) for field in fields(self)}


# Fitted by penalised logistic regression, the sign of each weight given, on 5,611 sentences found
# for 306 broad questions and labelled by reading (those of the matter that are weak count 0.3).
# Those that stand with another name or thing than is asked of count a seventh.
_WEIGHTS = {
    "near": 3.89,
    "headed": 2.53,
    "lift": 0.76,
    "said": 0.37,
    "together": 1.25,
    "figure": 0.71,
    "fact": 0.56,
    "spoken": -0.38,
    "pale": -0.38,
    "column": -0.09,
}
_BIAS = -4.21


def relevance(evidence: Evidence) -> float:
    """Return how likely it is, in [0, 1], that a reader finds the question answered."""
    total = _BIAS + sum(weight * evidence.values[name] for name, weight in _WEIGHTS.items())
    return 1 / (1 + math.exp(-total))


def asks(question: str) -> bool:
    """Whether a question asks for a fact: 哪天通车, not 云岭市有什么新举措 or 各地怎么防汛."""
    return _asks(question) and _MANY_DO.search(question) is None


def _asks(question: str) -> bool:
    return _ASKS.search(_OF_ALL.sub("", question)) is not None


def is_broad(question: str) -> bool:
    """Whether a question is for a digest rather: for all that there is, or for what many do."""
    return not asks(question) or _MANY.search(question) is not None


def wants_digest(answer: Answer) -> bool:
    """Whether a question is for a digest rather: it was refused, or has one sentence for all."""
    question = folded(answer.question).text.strip()
    if answer.text is None:
        return answer.reason in READ_IN_VAIN and is_broad(question)
    asks_all = _OF_ALL.search(question) or _MANY.search(question)
    return len(answer.citations) == 1 and asks_all is not None


def asks_for_one(question: str) -> bool:
    """Whether a question asks for one thing (哪天通车, 为什么停工), not for what may be several.

    How many do something is one thing too: 各地怎么防汛.
    """
    return _asks(question) and _SEVERAL.search(question) is None


def asks_for_measures(question: str) -> bool:
    """Whether a question asks for what is done: 怎么防汛, 防汛有哪些措施."""
    return _MEASURES.search(question) is not None


def is_column(title: str) -> bool:
    """Whether an article is of opinion or stands in a named column: 守住河堤（河边快评）."""
    return _COLUMN.search(title) is not None
