"""The corrections that stand amid a page's articles: 更正 over what was wrong, or before it.

A paper prints them where there is room. What one says is of another article than the one that it
stands in or under.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.reading import line_shapes
from qa.reading.lines import Line

__all__ = ["corrections_apart"]

_NAME = (
    "(?:重要|紧急)?(?:更[ \u3000]*正|勘[ \u3000]*误|订[ \u3000]*正)"
    "(?:启事|说明|声明|公告|(?:[与及和并暨])?(?:致歉|道歉))?"
)
_HEADING = re.compile(rf"[【■●◆]?[ \u3000]*{_NAME}[ \u3000]*[】]?")
_BEGINS = re.compile(
    rf"(?:【[ \u3000]*{_NAME}[ \u3000]*】|[■●◆]?{_NAME}[：: \u3000])[ \u3000]*(?=.)"
)
_SETS_RIGHT = re.compile(
    "应(?:当)?[为是作](?![^，。“”]{1,6}负责)|误(?:为|作|写|植|报|排|印|将|把)|错(?:为|写|印|排)|有误|之误|更正|脱漏|漏(?:排|印)|失实|颠倒"
)
_OF_PAPER = re.compile(
    "本[报刊版]|第[\\d一二三四五六七八九十]{1,3}版|《[^《》]{4,}》|昨[天日]|日前"
)
# Of the article itself, which it belongs to: 本文早先版本有误.
_OF_ITSELF = re.compile("本文|此文|上文|前文|(?:早先|此前|先前)的?版本")
_MORE = re.compile("特此|谨此|谨致|致歉|歉意|更正|[一二三四五六七八九十\\d]+[、.．]")
_APOLOGY = re.compile("特此更正|致歉|歉意")
_SIGNED = re.compile(
    "[（(]?(?:编者|本[报刊]|[^。，]{0,8}编辑部|总编室)[）)]?|(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日"
)
_MOST, _LONGEST = 16, 500  # lines of a correction, and characters


def corrections_apart(rows: Sequence[Line]) -> list[list[Line]]:
    """Return lines without the corrections among them, and then each correction by itself."""
    rest: list[Line] = []
    found: list[list[Line]] = []
    place = 0
    while place < len(rows):
        quoted = bool(rest) and rest[-1].text.endswith(("：", ":"))  # 附更正全文如下：
        if size := 0 if quoted else _size(rows, place):
            found.append(list(rows[place : place + size]))
            place += size
        else:
            rest.append(rows[place])
            place += 1
    return [rest, *found] if rest else found


def _size(rows: Sequence[Line], place: int) -> int:
    """Return how many lines the correction has that begins at a place; 0 if none does.

    It ends with the sentence that sets it right, and what asks pardon for it.
    """
    headed = _HEADING.fullmatch(rows[place].text) is not None
    if not (headed or _BEGINS.match(rows[place].text)):
        return 0
    for size in range(1 + headed, min(_MOST, len(rows) - place) + 1):
        if not line_shapes.is_closed(rows[place + size - 1].text):
            continue
        words = "".join(row.text for row in rows[place : place + size])
        said = words[len(rows[place].text) :] if headed else words
        done = _SETS_RIGHT.search(said) is not None and _OF_PAPER.search(said) is not None
        after = rows[place + size : place + size + 1]
        if any(_is_more(row) if done else _goes_on(row) for row in after):
            continue
        mine = _OF_ITSELF.search(said) or len(words) > _LONGEST
        signed = takewhile(lambda row: _SIGNED.fullmatch(row.text), rows[place + size :])
        return size + len(list(signed)) if done and not mine else 0
    return 0


def _is_more(row: Line) -> bool:
    """Whether a line belongs to the correction above it: 特此更正, its next item."""
    if _MORE.match(row.text):
        return not line_shapes.opens_article(row.text)
    return _APOLOGY.search(row.text) is not None


def _goes_on(row: Line) -> bool:
    """Whether a line is more of a correction that has not said yet what is right."""
    return _is_more(row) or not (row.after_blank or row.indent or line_shapes.is_headline(row.text))
