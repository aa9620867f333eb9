"""Who someone is, by the post that stands right before his name: 教育局副局长|何敏.

The reader finds no answer to 何敏是谁, or 市长是谁, where that is told in passing.
"""

from __future__ import annotations

import re

from qa.answering.wording import start_of
from qa.chinese.surnames import ALL_SURNAMES
from qa.chinese.words import tagged
from qa.records import Span

__all__ = ["before_name", "holders", "post"]

_ASKS = re.compile(
    "(?:究竟|到底|以前|原来|过去|从前)*(?:[是的]|担任|干|做)*(?:谁|什么人|哪位|何许人|干什么|做什么)"
    "(?:工作)?的?$|(?:的|是|担任|任)*(?:什么|何)?(?:职务|身份|职业|头衔)(?:是什么)?$"
)
"""What asks who someone is, behind his name."""

_ASKS_HOLDER = re.compile(
    "(?:请问|现在|现任|当前|目前|我们?|本市?|的|新任)*"
    "(?:(?P<post>[省市县区州镇乡]长)|(?P<of>[一-龥]{2,8}?)的?(?P<its>主?教练|[校院馆局厂园社站所队会]长|主任|总?经理|董事长|书记))"
    "(?:是谁|叫什么(?:名字)?|是哪一?位|姓什么)[？?]?"
)
_ENDS_NAME = (
    "(?=[^一-龥]|$|主持|出席|参加|表示|介绍|指出|强调|要求|宣布|致辞|代表|会见|会同|带队"
    "|[率说在到赴向对等和与签接])"
)
_POST = re.compile(
    "(?:[长员师手生家士人主工民医授理裁监席记使官军警农商妇童模客友臣相王]|书记|经理|总裁|代表|会员|党员|总统|首相"
    "|大使|董事|教练|记者|编辑|村民|居民|市民|院士|博士|烈士|英雄|劳模|法官|律师|翻译|导演|演员|作家)$"
)
_BEFORE = frozenset(
    ["退休", "离休", "在读", "在职", "前", "原", "副", "总", "时任", "现任", "新任"]
)
_PARTS = ("n", "j", "b", "s", "l", "i", "f", "vn", "an", "nt", "ns", "nz")
_ORDINAL = re.compile("第[0-9一二三四五六七八九十]+$")  # 第三小学校长
_IN_COURT = re.compile("(?:被?告|申请|被害|同案|证|代理|委托|嫌疑|受害|上诉)人$|原告$|被告$")
_MARKS = "，,。；;：:、！!？?“”‘’（）()《》\n "
_LEAST, _LONGEST = 2, 24  # characters of a post
_NAME = (2, 4)  # and of a name


def post(question: str, text: str) -> Span | None:
    """Return what stands right before the name of the one asked of and says who he is.

    None where a question asks something else.
    """
    asked = _ASKS.search(question.rstrip("？?。"))
    name = question[: asked.start()].removeprefix("请问") if asked else ""
    if not (_is_name(name) and name in text):
        return None
    named = (found.start() for found in re.finditer(re.escape(name), text))
    return next(filter(None, (before_name(text, at) for at in named)), None)


def before_name(text: str, at: int) -> Span | None:
    """Return what stands right before the name at an offset and says who that is, else None."""
    start = _first_post(text, at)
    said = text[start:at]
    is_post = _LEAST <= len(said) <= _LONGEST and not _IN_COURT.search(said)
    return Span(start=start, end=at) if is_post else None


def holders(question: str, text: str, head: str = "") -> list[Span]:
    """Return whom a text names behind the short post that a question asks the holder of: 市长.

    Of a post in what the ``head`` of the article names (女排的教练) whom it calls 教练 or 主教练.
    """
    asked = _ASKS_HOLDER.fullmatch(question)
    if asked is None or (asked["of"] and asked["of"] not in head):
        return []
    post = asked["post"] or f"主?{asked['its'].removeprefix('主')}"
    named = re.compile(
        f"(?<![副原前任代总理助]){post}(?P<name>[{ALL_SURNAMES}][一-龥]{{1,2}}?){_ENDS_NAME}"
    )
    return [Span(start=one.start("name"), end=one.end("name")) for one in named.finditer(text)]


def _first_post(text: str, end: int) -> int:
    """Return where the posts begin that stand right before ``end``: |县委书记、县长|何远."""
    start = start_of(text, end, _MARKS)
    said = text[start:end]
    size = sum(map(len, _last_words(said)))
    if not size or not _POST.search(said):
        return end
    if size == len(said) and text[start - 1 : start] == "、":
        before = _first_post(text, start - 1)
        return before if before < start - 1 else end - size
    return end - size


def _is_name(text: str) -> bool:
    """Whether a text may be a person's name, and nothing else."""
    if "·" in text:
        return True
    return _NAME[0] <= len(text) <= _NAME[1] and text[0] in ALL_SURNAMES


def _last_words(text: str) -> list[str]:
    """Return the nouns that a text ends with, with what stands before nouns: 退休教师."""
    words: list[str] = []
    for word, tag in reversed(tagged(text)):
        is_part = tag[:1] in _PARTS or tag in _PARTS or word in _BEFORE or _ORDINAL.match(word)
        if not (is_part or _POST.search(word)):
            break
        words.append(word)
    return words
