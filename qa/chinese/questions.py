"""What kind of question a text is: one at all, one about now, one that asks for a day."""

from __future__ import annotations

import re
from itertools import pairwise

from qa.chinese.words import tagged
from qa.records import Span

__all__ = [
    "WHO_TAKES",
    "asks_for_a_day",
    "asks_for_a_year",
    "asks_who_did",
    "asks_who_was",
    "asks_whom",
    "has_topic",
    "is_of_now",
    "is_one_noun",
    "lately",
    "says_news",
]

_ASKS = re.compile(
    "[？?]|[什谁哪几吗呢吧么]|多少|多[长久大高远重快深宽]|如何|怎|是否|为何|何[时地人处种年月日]|"
    "有没有|是不是|能不能|可不可|会不会|[么吗]$"
)
_NOUN = re.compile("n|i|j|l|vn|an|x|eng")
_THING = re.compile("n|i|j|vn|an|x|eng|m[^q]*$|s")
_DEED = re.compile("v|a|l|b|z")
_NOW = re.compile(
    "(?<![出呈展发涌体表浮])现在|目前|当前|眼下|如今|现今|至今|迄今|新任|现任|最新|最近一[次场届期]"
)
_LATELY = re.compile(
    "(?<![谁个家])最近(?:几[天日])?(?!的?(?:[一二两三几数多0-9]+[次届期场回个年月周]|医院|学校|车站|地铁|机场|超市|银行|酒店|出口|站|路|店|城|地方))"
    "|近期(?!目标|规划|计划)|近来|近日|[这近]几[天日]|这些天|这两天|这阵子?|[这近一]段(?:时间|日子)"
)
_SAYS_NEWS = re.compile("新闻|要闻|头条|大事|消息|报道|报纸|发生")
_NEAREST = re.compile("[离距][^，。？?]{1,12}最近")
"""Where 最近 is of places; 最近一次 and 最近几年 are no days either."""
_INTO = ("为", "成", "了")  # what follows a verb: 任命为, 选成, 逮捕了
_DONE_BEFORE = frozenset(["已", "已经", "曾", "曾经", "来", "去", "在", "先", "最先"])
_DID = ("了", "过")
_PROPER = re.compile("n[srtz]")
_NO_DEEDS = frozenset(["是", "叫", "有", "属于", "来自", "包括", "成为", "知道"])
_MUTUAL = frozenset(
    ["迎战", "对战", "对阵", "对决", "交手", "遭遇", "会见", "会晤", "结婚"]
)  # what either does to the other
WHO_TAKES = "谁(?:来|去|出来)?(?:当|做|担?任|出任|接任|为|作|接替)"
"""What is asked of an office behind who gives it: 任命谁为."""
_LETS = re.compile(f"(?:[让请派选叫]|任命了?){WHO_TAKES}")
_CHINESE = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NAME = 3  # characters up to which nouns together are one name
_DAY = re.compile(
    "哪一?[天日]|几月几[日号]|[几何][日号](?![线楼院厅机馆门台])|什么(?:时候|时间|日子)|何时|啥时候"
)
_YEAR = re.compile("哪一?年|何年|几几年")


def is_one_noun(text: str) -> bool:
    """Whether a text, in simplified characters, is a noun or name that asks nothing: 粮食.

    Two words may stand for a question, 云岭市人口, unless they are as short as a name: 青石桥, or
    are names both: 清河|大桥. Nor does a text ask that has no Chinese character: 1280, an address.
    """
    if _ASKS.search(text):
        return False
    if not _CHINESE.search(text):
        return any(map(str.isalnum, text))
    words = [(word, kind) for word, kind in tagged(text.strip()) if any(map(str.isalnum, word))]
    lone = len(words) == 1 or sum(len(word) for word, _ in words) <= _NAME
    lone = lone or all(_PROPER.match(kind) for _, kind in words)
    return lone and bool(words) and all(_NOUN.match(kind) for _, kind in words)


def has_topic(text: str) -> bool:
    """Whether a text, in simplified characters, has a word that news could be of: a thing, a deed.

    None of 吃了吗, 在吗, 你是谁, 怎么样, 好的; a deed has two characters (收费).
    """
    return any(
        _THING.match(kind) or (_DEED.match(kind) and len(word) > 1 and not _ASKS.fullmatch(word))
        for word, kind in tagged(text)
        if any(map(str.isalnum, word))
    )


def is_of_now(text: str) -> bool:
    """Whether a question is about now, or about who or what is new: 现在, 目前, 新任, 最新."""
    return _NOW.search(text) is not None


def lately(text: str) -> Span | None:
    """Return where a question says that it is of the newest days, not of how many: 最近, 近日."""
    found = None if _NEAREST.search(text) else _LATELY.search(text)
    return Span(start=found.start(), end=found.end()) if found else None


def says_news(text: str) -> bool:
    """Whether a question asks for what the papers told: 新闻, 大事, 发生了什么."""
    return _SAYS_NEWS.search(text) is not None


def asks_for_a_day(text: str) -> bool:
    """Whether a question wants a day: 哪天, 几月几日, 什么时候."""
    return _DAY.search(text) is not None


def asks_for_a_year(text: str) -> bool:
    """Whether a question wants a year and no more: 哪年."""
    return _YEAR.search(text) is not None


def asks_who_was(text: str) -> str | None:
    """Return the verb of a question who it was done to: 任命 of 谁被任命为馆长. None for others."""
    words = tagged(text.partition("谁被")[2])
    made = next((word for (word, _), (after, _) in pairwise(words) if after in _INTO), None)
    return made or next((word for word, kind in words if kind.startswith("v")), None)


def asks_who_did(text: str) -> str | None:
    """Return the verb of a question who did something: 任命 of 谁任命了馆长. None for others."""
    words = [one for one in tagged(text.partition("谁")[2]) if one[0] not in _DONE_BEFORE]
    (first, kind), (after, _) = [*words, ("", ""), ("", "")][:2]
    return first if len(first) > 1 and (kind.startswith("v") or after in _DID) else None


def asks_whom(text: str) -> str | None:
    """Return the verb of a question to whom something was done: 击败 of 甲队击败了谁.

    任命 of 让谁当馆长, as a paper writes it. None for others, and for what is no deed (是谁, 给谁).
    """
    if _LETS.search(text):
        return "任命"
    words = tagged(text.partition("谁")[0])
    done = words[-1][0] if words and words[-1][0] in _DID else ""
    verb, kind = [("", ""), *(words[:-1] if done else words)][-1]
    named = kind.startswith("v") and "谁" in text and (len(verb) > 1 or done)
    return verb if named and verb not in _NO_DEEDS | _MUTUAL else None
