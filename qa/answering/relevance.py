"""Whether a sentence answers to a question: a logistic rule over what can be seen of both."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

__all__ = ["Evidence", "asks", "is_comment", "relevance"]

_COMMENT = re.compile(
    r"[（(](?:[^（()）]*(?:时评|论坛|快评|短评|评论|随笔|感言|微言|微观察|手记|茶座|走笔|观潮|新知|纵横|热评|"
    r"谈艺录|漫谈|有的放矢|深思|和音|钟声|寄语|副刊|遇见|多味斋|杂谈|札记|思辨|大家谈|来论|声音|自主知识体系|"
    r"上新了|文物有话说|现场评论|今日谈|人民眼|快语|笔谈|话题|编后|思考|学习|读书))[^（()）]*[）)]\s*$"
    "|评论员文章|社论|[:：]?重要文章|理论|《求是》"
)


_ASKS = re.compile("[？?]|什么|多少|[哪几谁]|如何|怎|是否|为何|何时|何地|吗$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is seen of a sentence beside its question; all but two in [0, 1].

    ``near`` and ``near_title`` are cosines of the question with the sentence and with its
    article's title, that of unrelated news being 0. ``said``, ``titled`` and ``led`` are the
    shares of what is asked, by rarity, that the sentence, the title, and title and lead speak of;
    ``together`` that of all of them. ``named`` is the share of the question's names in the
    sentence, ``heading`` that in title and lead. ``place`` is where it stands in its article,
    ``comment`` whether that is one, ``fact`` whether it says that something happened, ``pale``
    whether it explains, appraises or paints a scene, where that is not asked for, ``headed`` how
    far a title that has every name speaks of what is asked, if of most of it, ``asks`` whether the
    question asks for a fact, whose words are seldom those of the answer, ``length`` its
    characters, ``words`` how many words the question has.
    """

    near: float
    near_title: float
    said: float
    titled: float
    led: float
    together: float
    named: float
    heading: float
    place: float
    comment: bool
    fact: bool
    pale: bool
    headed: float
    asks: bool
    length: int
    words: int

    @property
    def values(self) -> dict[str, float]:
        """The numbers that the rule weighs, by name."""
        return {
            "near": self.near,
            "near_title": self.near_title,
            "said": self.said,
            "titled": self.titled,
            "led": self.led,
            "together": self.together,
            "named": self.named,
            "heading": self.heading,
            "place": self.place,
            "comment": float(self.comment),
            "fact": float(self.fact),
            "pale": float(self.pale),
            "headed": self.headed,
            "long": math.log(max(self.length, 1) / 60),
            "asks": float(self.asks),
            "words": math.log(max(self.words, 1)),
        }


# Fitted on some 500 sentences of digests of 160 questions, labelled by reading, and on those with
# and without the answer of 160 questions that ask for a fact; "comment", "asks", "pale" and
# "headed" are set by hand.
_WEIGHTS = {
    "near": 3.24,
    "near_title": 0.59,
    "said": 1.12,
    "titled": 0.4,
    "led": 0.26,
    "together": 1.33,
    "named": 0.55,
    "heading": 0.12,
    "place": -0.45,
    "comment": -1.0,
    "fact": 0.43,
    "pale": -1.0,
    "headed": 0.7,
    "long": 0.18,
    "asks": 1.7,
    "words": 0.17,
}
_BIAS = -3.8


def relevance(evidence: Evidence) -> float:
    """Return how likely it is, in [0, 1], that a reader finds the question answered."""
    total = _BIAS + sum(_WEIGHTS[name] * value for name, value in evidence.values.items())
    return 1 / (1 + math.exp(-total))


def asks(question: str) -> bool:
    """Whether a question asks for a fact (哪天通车？), and does not only name what it is about."""
    return _ASKS.search(question) is not None


def is_comment(title: str) -> bool:
    """Whether an article is one of opinion or an essay, by its column: 守住河堤（河边快评）."""
    return _COMMENT.search(title) is not None
