"""Days of the week that a text names: 周一, 星期三和礼拜五, 每周二至周日."""

from __future__ import annotations

import re

__all__ = ["WEEKDAY", "weekdays"]

_DAYS = "一二三四五六日"
WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
"""Pattern of one, with its 周: not 周期, and not 一周."""
_NAMED = re.compile(
    f"(?:周|星期|礼拜)(?P<first>[{_DAYS}天])(?!个)(?:(?P<range>[至到—~～-]+)(?:周|星期|礼拜)?(?P<last>[{_DAYS}天]))?"
)


def weekdays(text: str) -> frozenset[int]:
    """Return the days of the week that a text names, Monday is 0; of a range (周二至周日) each."""
    found: set[int] = set()
    for named in _NAMED.finditer(text):
        first = _number(named["first"])
        last = _number(named["last"]) if named["range"] else first
        found.update(day % 7 for day in range(first, last + 1 + 7 * (last < first)))
    return frozenset(found)


def _number(said: str) -> int:
    return _DAYS.index(said.replace("天", "日"))
