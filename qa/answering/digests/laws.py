"""The laws that a question names without brackets: 黑土地保护法, 体育法修订, 期货和衍生品法的制定.

A dictionary cuts such a name into words that stand in many another law's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.proper_names import Level, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["law_names"]

_LAW = re.compile(
    "(?:(?<=[的对了《、和与及])|(?<=关于|审议|修订|修改|制定|通过|实施)|(?<![\u4e00-\u9fff]))"
    "(?P<name>(?:中华人民共和国)?[\u4e00-\u9fff]{1,18}?法)"
    "(?=[》的]?(?:$|[？?，。]|修订|修正|修改|草案|立法|制定|执法|何时|哪|什么|规定|实施|施行|审议|通过|"
    "表决|出台|颁布|公布|生效|是否|有|和|与|、))"
)
_NO_LAW = re.compile(
    "(?:[办方做说立执违合语书看想用疗算魔枪无依手宪设兵历文句技犯守普送加减乘除打]|(?<!公)司|"
    "^守护|^维护|^最高)法$|^(?:是|有|和|与|为|在|什么|哪)"
)
_HOME = "中华人民共和国"
_BEFORE = re.compile("(?:.*[年月日的]|上半年|下半年|[一二三四]季度)(?=[\u4e00-\u9fff]{2})")


def law_names(question: str) -> Iterator[Name]:
    """Yield the laws a question names, in simplified characters; none that stands in 《》."""
    for match in _LAW.finditer(question):
        before = _BEFORE.match(match["name"])
        start = match.start("name") + (before.end() if before else 0)
        law = question[start : match.end("name")]
        inside = question[start - 1 : start] == "《"
        if not inside and len(law) > 1 and not _NO_LAW.search(law):
            bare = law.removeprefix(_HOME)
            yield Name(
                text=law, start=start, end=start + len(law), level=Level.OTHER, forms=(bare,)
            )
