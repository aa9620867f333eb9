"""Whether an article begins with its news, or tells a story that comes to its matter later."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING

from qa.chinese.datelines import is_dateline
from qa.chinese.openings import is_credit, past_opening
from qa.writing.compress import is_heading
from qa.writing.scenes import is_scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.checking.source import Source
    from qa.records import Span

__all__ = [
    "FEATURE",
    "OPINION",
    "STORY",
    "brief_style",
    "headline_style",
    "is_feature",
    "is_opinion",
    "is_told_late",
]

FEATURE = "feature"
"""The name of the weights for a headline of such a story (:data:`qa.writing.worth.WEIGHTS`)."""

OPINION = "opinion"
"""The name of the weights for a headline of what someone holds."""

STORY = "story"
"""The name of the weights for a brief of what has a title and is told late."""

_LONG, _NOT_SHORT = 18, 8  # sentences
_SEVERAL = 6  # sentences of an opinion, at least
_ARGUED, _REPORTED = 0.25, 0.05  # share of its sentences, at least and at most
_ARGUES = re.compile(
    "(?:^|[，；：])[^，；：“”]{0,12}?"
    "(?:[要应须]|必须|应当|不能|才能|需要|离不开|关键|有助于|不妨|唯有|只有|既|不仅|不是|让|方能|何以|如何)"
    "|启示|意味着|说到底|由此|可见|事实上|归根结底|某种意义|值得|在于"
)
_TELLS_NEWS = re.compile(r"\d日|主持|会见|召开|举行|指出|强调|指示")
_QUOTES = re.compile("(?:说|介绍|表示|告诉记者|坦言|感慨|回忆)(?:[，：。]|$)|记者")
_OF_A_LAW = re.compile(r"(?:^|\n)第[一二三四五六七八九十百]+条")
_NEWS_FIRST = re.compile(
    r"\d[日号]|[今昨][天日晚晨]|近日|日前|近期|主持|会[见谈]|召开|举行|举办|发布|公布|宣布|印发|出台|启动|开幕|闭幕|通车|投产|发生"
)
_NEWS = re.compile(
    r"(?:\d日|日前|近日)[^。]{0,30}(?:公布|发布|宣布|印发|召开|审议通过|表决通过|开幕|闭幕|通车|投产)"
)


def is_feature(source: Source) -> bool:
    """Whether a text is a story: long, and no dateline, credit, day or news in its first sentence.

    What such a text is about its first sentences seldom say; they tell of a scene or of someone.
    """
    if len(source.sentences) <= _LONG:
        return False
    first = _past_writers(source)[0]
    if _NEWS.search(source.slice(first)):
        return False
    return past_opening(source.text, first) == first


def _past_writers(source: Source) -> Sequence[Span]:
    """Return the sentences without the lines that only say who wrote it: 本报记者 何远."""
    told = list(dropwhile(lambda span: _is_line_of_credit(source, span), source.sentences))
    return told or source.sentences


def _is_line_of_credit(source: Source, span: Span) -> bool:
    line = source.slice(span)
    return is_heading(source, span) and is_credit(line) and not is_dateline(line)


def is_opinion(source: Source) -> bool:
    """Whether a text argues: no dateline, a quarter of it says what must be, hardly any who said.

    A law is none.
    """
    sentences = _past_writers(source)
    told = [source.slice(sentence) for sentence in sentences]
    if len(told) < _SEVERAL or _OF_A_LAW.search(source.text):
        return False
    first = sentences[0]
    if past_opening(source.text, first) != first or _TELLS_NEWS.search(told[0]):
        return False
    argued = sum(_ARGUES.search(sentence) is not None for sentence in told)
    quoted = sum(_QUOTES.search(sentence) is not None for sentence in told)
    return argued >= _ARGUED * len(told) and quoted <= _REPORTED * len(told)


def brief_style(source: Source, title: str) -> str:
    """Return the name of the weights for a text's brief (:data:`qa.writing.worth.WEIGHTS`).

    What a story is about its title says; of one without a title the first sentences are as likely.
    """
    return STORY if title and is_told_late(source) else "brief"


def is_told_late(source: Source) -> bool:
    """Whether a text comes to its matter late: an opinion, or a story that begins with no news.

    A long report is none, though it has no dateline: 云岭市今天召开桥梁大会. A shorter text is one
    where it begins with a scene.
    """
    if is_opinion(source):
        return True
    if not (sentences := _past_writers(source)):
        return False
    first = sentences[0]
    line = source.slice(first)
    if is_scene(line) and past_opening(source.text, first, days=False) == first:
        return len(sentences) > _NOT_SHORT
    return is_feature(source) and _NEWS_FIRST.search(line) is None


def headline_style(source: Source) -> str:
    """Return the name of the weights for a text's headline (:data:`qa.writing.worth.WEIGHTS`)."""
    if is_opinion(source):
        return OPINION
    return FEATURE if is_feature(source) else "headline"
