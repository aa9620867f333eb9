"""What a sentence is to an opinion: what it holds and calls for, an example, or what all know."""

from __future__ import annotations

import re

from qa.chinese.quotes import without_quotations

__all__ = ["argument", "is_example"]

_HOLDS = re.compile(
    "(?:^|[，；：、])[^，；：]{0,14}?(?:必须|应当|应该?(?!用|对|急|届|邀)|(?<![重主只首需])要(?!求|点|素|闻|害|么)|需要|须|不能|不可|切忌|离不开|不妨|唯有|方能|才能|在于)"
    "|关键是|归根结底|说到底|意味着|启示|表明|证明|警惕|呼吁|期待|不是[^。]{2,40}而是|既[^。]{2,40}[也又更]"
)
_EXAMPLE = re.compile(
    "^(?:比如|例如|譬如|再如|又如|拿[^，]{2,12}来说)|以[^，]{2,40}为例|^在[^，。]{2,24}[省市县区州镇村]|^(?:去年|有一次|当年|曾经|记得|一位|一名)"
    "|^[^，。]{2,18}(?:[省市县区镇村]|社区|街道|公司|学校)，"
    "|^[^，。]{0,14}[省市县区镇村](?![委政场])[^，。]{0,20}(?:推出|打造|探索|建立|通过|依托|出台|推行|创新)"
)
_KNOWN = re.compile(
    "^(?:近年来|近些年|长期以来|多年来|随着|当前|当下|如今|作为|自古|从古至今|千百年来|众所周知|党的十[八九]大以来|改革开放以来)"
)
_MORE, _EXEMPLIFIES, _OF_OLD = 1.25, 0.6, 0.8


def argument(text: str) -> float:
    """Return by how much more, or less, a sentence of an opinion is worth: 1 is usual."""
    if is_example(text):
        return _EXEMPLIFIES
    told = without_quotations(text)
    return (_MORE if _HOLDS.search(told) else 1.0) * (_OF_OLD if _KNOWN.match(told) else 1.0)


def is_example(text: str) -> bool:
    """Whether a sentence tells what was done in one place, or once: 比如，云岭市推出…."""
    return _EXAMPLE.search(without_quotations(text)) is not None
