"""Letters and notices on a page: who signs ends one, 编辑同志： begins one under its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.chinese.characters import HAN
from qa.reading import line_shapes
from qa.reading.lines import Line

__all__ = ["headlines_of_letters", "is_opening_of_letter", "is_signature", "length_of_headline"]

_MOST_HEADLINES = 3
_MOST_SIGNERS = 4
_OPENING = re.compile(
    rf"(?:尊敬的|亲爱的|敬爱的)?(?:本报|贵报|[{HAN}]{{2,6}}报|报社)?"
    r"(?:编辑|編輯|编者|主编|记者|記者)(?:部|们)?(?:同志|先生|女士|老师|同仁|您)?(?:们|們)?(?:您?好)?[：:！]"
)
_NAME = rf"[{HAN}]{{2,4}}|[{HAN}] [{HAN}]|[{HAN}]某{{1,2}}"
_READER = re.compile(
    rf"[（(]?(?:[{HAN}]{{2,10}}?[ \u3000]*)?"
    r"(?:热心|一位|一名|一个|本报|忠实|老|普通|来信|写信|投稿)?"
    r"(?:读者|讀者|作者|居民|市民|来信人|投稿人|写信人|网友)"
    rf"(?:[ \u3000:：]+(?:{_NAME})(?:[、 \u3000等](?:{_NAME})?)*)[）)]?"
)
_DIGITS = "〇○零一二三四五六七八九十"
_DAY = re.compile(
    rf"(?:(?:\d{{4}}|[{_DIGITS}]{{4}})年)?(?:\d{{1,2}}|[{_DIGITS}]{{1,3}})月"
    rf"(?:\d{{1,2}}|[{_DIGITS}]{{1,3}})日"
)
_BODY = re.compile(
    rf"[{HAN}（）()·“”\d]{{2,30}}"
    r"(?:局|委|委员会|办公室|公司|集团|大学|学校|中学|小学|学院|幼儿园|院|协会|学会|联合会|商会|工会|基金会|会|社|厅"
    r"|处|部|站|馆|中心|政府|支队|大队|银行|厂|所|组委会|指挥部|街道|镇|乡|村|社区|园|队|室|店|铺|行|团|联|台)"
)
_ANNEX = re.compile("附[件录：:]|编后|编者|记者|回复|答复|回音|抄[送报]|主题词|印发|联系")
_NOTE = re.compile("编后|编者")


def is_opening_of_letter(text: str) -> bool:
    """Whether a line is how a letter to the paper begins: 编辑同志：."""
    return _OPENING.fullmatch(text) is not None


def is_signature(above: Sequence[str], text: str) -> bool:
    """Whether a line is the last one of a letter or a notice, ``above`` being those before it.

    A reader and a name (读者 常青); or a day under the bodies that sign (云岭市档案馆), which stand
    under a sentence's end or a telephone number, or under a reader.
    """
    if _READER.fullmatch(text):
        return bool(above) and not line_shapes.is_headline(above[-1])
    body, _, day = text.rpartition(" ")
    signers = [*above, body.strip()] if body else list(above)
    if not _DAY.fullmatch(day.replace("\u3000", "")):
        return False
    if signers and _READER.fullmatch(signers[-1]):
        return True
    first = len(signers)
    while first and _BODY.fullmatch(signers[first - 1]):
        first -= 1
    count = len(signers) - first
    if not first or not 0 < count <= _MOST_SIGNERS:
        return False
    return line_shapes.is_closed(signers[first - 1]) or line_shapes.is_label(signers[first - 1])


def length_of_headline(words: Sequence[str]) -> int:
    """Return how many of the first lines are the headline of a letter, 0 where it is none."""
    for place, text in enumerate(words[: _MOST_HEADLINES + 1]):
        if is_opening_of_letter(text):
            return place
        if not line_shapes.is_headline(text):
            break
    return 0


def headlines_of_letters(rows: Sequence[Line]) -> set[int]:
    """Return where the headlines start of letters, and of what follows a letter or a notice.

    A letter's is above its 编辑同志：. After a signature (:func:`is_signature`) a blank line and
    what looks like a headline over a text begin another article; a note of the editors is passed
    over. A notice's annex begins none: 附件, or what the notice names.
    """
    words = [row.text for row in rows]
    ends = {
        place
        for place in range(1, len(rows))
        if is_signature(words[max(0, place - _MOST_SIGNERS - 1) : place], words[place])
    }
    found = set()
    for end in ends:
        after = end + 1
        if after < len(rows) and _NOTE.match(words[after]) and line_shapes.is_closed(words[after]):
            after += 1
        if _is_headed(rows, after) and words[after] not in "".join(words[:after]):
            found.add(rows[after].start)
    for place, row in enumerate(rows):
        if is_opening_of_letter(row.text):
            first = place
            while first and place - first < _MOST_HEADLINES and first - 1 not in ends:
                if not line_shapes.is_headline(words[first - 1]):
                    break
                first -= 1
            if first < place:
                found.add(rows[first].start)
    return found


def _is_headed(rows: Sequence[Line], place: int) -> bool:
    """Whether the lines from a place on are a headline and a text under it."""
    if place == len(rows) or not rows[place].after_blank or _ANNEX.match(rows[place].text):
        return False
    below = rows[place : place + 1 + _MOST_HEADLINES]
    for count, row in enumerate(below):
        if count and (line_shapes.is_prose(row.text) or is_opening_of_letter(row.text)):
            return True
        if not line_shapes.is_headline(row.text) and not line_shapes.is_byline(row.text):
            return False
    return False
