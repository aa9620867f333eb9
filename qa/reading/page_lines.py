"""Lines that a web page has around its article, as they stand in a text copied from it.

来源：云岭日报 作者：秦望山 2031年3月5日 10:12 字号：大 中 小; 【打印】【关闭窗口】; 相关阅读：…;
声明：本文…. A line counts only where it says nothing else (:func:`head`, :func:`foot`), so that an
article that speaks of its 来源 keeps its words.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.chinese.characters import HAN
from qa.chinese.openings import EDITORS_NOTE
from qa.reading import line_shapes
from qa.reading.furniture import page_date
from qa.reading.page_words import (
    ACCOUNT,
    ANY_FIELD,
    ANY_LABEL,
    OF_ARTICLES_TOO,
    OF_WRITING,
    PAPER,
    RUNNING,
    STAMP,
    TELLS_OF_NOTICE,
    Kind,
    Patterns,
    foot_patterns,
    head_patterns,
)
from qa.records import Reason, Span

__all__ = [
    "Item",
    "Kind",
    "foot",
    "head",
    "is_editors_note",
    "is_of_articles_too",
    "is_strong",
    "picture_note",
    "prefix",
    "stamp_of_account",
    "suffix",
    "titled",
    "whole",
]

REASONS = {
    Kind.EDITORS: Reason.FURNITURE,
    Kind.PRINTED: Reason.FURNITURE,
    Kind.BUTTON: Reason.NAVIGATION,
    Kind.LIST: Reason.NAVIGATION,
    Kind.NOTICE: Reason.NOTICE,
    Kind.COMMENTS: Reason.COMMENTS,
}
"""Why an item is in no article; of the other kinds it is a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A part of a line, ``[start, end)``; ``value`` is where what a label says stands.

    ``strong``: no article has such words alone. ``day``: the full day that it states.
    """

    kind: Kind
    strong: bool
    start: int
    end: int
    value: Span
    day: dt.date | None = None

    @property
    def reason(self) -> Reason:
        """Why the item is in no article."""
        return REASONS.get(self.kind, Reason.FIELD)


_LONGEST = 400
_GAP = re.compile(
    r"[\s|｜丨│∣/／·•，,、;；\-—–_…【】\[\]()（）<>《》«»＜＞+＋∙\u2190-\u21ff\u25a0-\u27bf\ufe0f\u200d"
    "\U0001f000-\U0001faff]*"
)
_OPEN = frozenset("，,、；;")
_COLON = re.compile("[:：]")
_FIRST_LABEL = 24  # characters in which the first label of a line has its colon
_SPACED = re.compile(rf"[{HAN}](?:[ \u3000]+[{HAN}]){{3,7}}")
_BRACKETED = re.compile(rf"[{HAN}]{{2,6}}[】\]]")
_MANY = 2  # labels that show that a line has them
_PAST_SENTENCE = re.compile("[。！？…][”’）)」]*(?=[^。！？…”’）)」])|[）)](?=[^。，；])|(?=【)")
_NOTE = re.compile(rf"{EDITORS_NOTE}|[【\[]?(?:核心提示|内容提要)")
_LONGEST_ACCOUNT = 10  # characters
_LONGEST_NOTE = 20  # characters
_PICTURE = re.compile(
    r"[（(]?(?:点击|轻触|长按)(?:此处|图片|上图|下图)?(?:查看|看|进入|放大)?(?:高清)?"
    r"(?:大图|原图|下一页|专题|更多图片|视频)[）)]?$"
)


def _day(match: re.Match[str]) -> dt.date | None:
    said = match.groupdict().get("day")
    if not said:
        return None
    numbers = "-".join(re.findall(r"\d+", said))  # 2031 03/05
    return page_date(numbers or said.replace("○", "〇"))


def _items(text: str, patterns: Patterns, at: int = 0) -> tuple[list[Item], int]:
    """Return the items that a line has from ``at`` on, one after another, and where they end."""
    found: list[Item] = []
    at = _past_gap(text, at)
    while at < len(text):
        match = next(
            (
                (kind, strong, m)
                for kind, strong, pattern in patterns
                if (m := pattern.match(text, at)) and m.end() > at
                if kind is not Kind.NOTICE or not TELLS_OF_NOTICE.match(text, at)
            ),
            None,
        )
        if match is None:
            break
        kind, strong, words = match
        if kind is Kind.FIELD and ANY_FIELD.match(words[0]) and RUNNING.match(words[0]):
            break
        has_value = words.groupdict().get("value") is not None
        value = words.span("value") if has_value else (words.end(), words.end())
        found.append(
            Item(
                kind=kind,
                strong=strong,
                start=at,
                end=words.end(),
                value=Span(start=value[0], end=value[1]),
                day=_day(words),
            )
        )
        at = _past_gap(text, words.end())
    return found, at


def _past_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def head(text: str) -> list[Item]:
    """Return what a line above an article says of it, where it says nothing else; else nothing."""
    return [] if text.endswith("。") else _whole(text, head_patterns())


def foot(text: str) -> list[Item]:
    """Return what a line under an article says, where nothing of it is the article's."""
    return _whole(text, foot_patterns())


def _whole(text: str, patterns: Patterns) -> list[Item]:
    if len(text) > _LONGEST or (text and text[-1] in _OPEN):
        return []
    if stamped := _stamped(text):
        return stamped
    if _SPACED.fullmatch(text):
        return [
            whole(item.kind, text, strong=item.strong) for item in _whole(_closed(text), patterns)
        ]
    found, end = _items(text, patterns)
    if _BRACKETED.fullmatch(text, end) and sum(item.strong for item in found) >= _MANY:
        found.append(whole(Kind.BUTTON, text, start=end))
        end = len(text)
    signed = all(item.kind is Kind.AUTHOR and not item.strong for item in found)
    return [] if signed or end < len(text) else found


def whole(kind: Kind, text: str, *, start: int = 0, strong: bool = False) -> Item:
    """Return a line, from ``start`` on, as one item whose value it is."""
    span = Span(start=start, end=len(text))
    return Item(kind=kind, strong=strong, start=start, end=len(text), value=span)


def _closed(text: str) -> str:
    """Return a spaced line without its spaces: 往 期 推 荐."""
    return "".join(text.split())


def _stamped(text: str) -> list[Item]:
    """Return what a line says that has names before a day and a time: 原创 小满 云岭发布 2031-…."""
    match = STAMP.fullmatch(text) or ACCOUNT.fullmatch(text)
    if match is None:
        return []
    own = text.startswith("原创")
    words = [*re.finditer(r"[^\s|｜]+", match["names"])]
    base = match.start("names")
    found: list[Item] = []
    for number, word in enumerate(words):
        is_last = number == len(words) - 1
        named = word[0] != words[-1][0]  # the account itself
        person = line_shapes.is_names(word[0]) or (own and named and not is_last)
        paper = re.fullmatch(PAPER, word[0]) is not None
        if not (person or paper or (own and not named)):
            return []
        account = own and is_last and number > 0
        kind = Kind.AUTHOR if person and not paper and not account else Kind.SOURCE
        span = Span(start=base + word.start(), end=base + word.end())
        found.append(Item(kind=kind, strong=False, start=span.start, end=span.end, value=span))
    nothing = Span(start=len(text), end=len(text))
    if (day := _day(match)) is None:
        mark = Item(kind=Kind.BUTTON, strong=True, start=0, end=len("原创"), value=nothing)
        return [mark, *found]
    stamp = Item(
        kind=Kind.DAY,
        strong=True,
        start=match.start("day"),
        end=len(text),
        value=nothing,
        day=day,
    )
    return [*found, stamp]


def stamp_of_account(text: str) -> list[Item]:
    """Return what a line under a headline says that is a name, a day and a time: 城南事 2031-….

    What the name is nothing tells; it is taken for the account's.
    """
    match = STAMP.fullmatch(text)
    names = match["names"].split() if match else []
    if match is None or len(names) != 1 or not 1 < len(names[0]) <= _LONGEST_ACCOUNT:
        return []
    span = Span(start=match.start("names"), end=match.start("names") + len(names[0]))
    nothing = Span(start=len(text), end=len(text))
    at = match.start("day")
    day = Item(kind=Kind.DAY, strong=True, start=at, end=len(text), value=nothing, day=_day(match))
    name = Item(kind=Kind.SOURCE, strong=False, start=span.start, end=span.end, value=span)
    return [name, day]


def is_strong(found: Sequence[Item]) -> bool:
    """Whether one of the items of a line stands nowhere but on a web page."""
    return any(item.strong for item in found)


def prefix(text: str) -> tuple[list[Item], int]:
    """Return what a line says of its article before that begins in it, and where it begins.

    Two labels or more, and then a dateline, a note of the editors or a sentence; else nothing.
    """
    if not _COLON.search(text[:_FIRST_LABEL]):
        return [], 0
    found, end = _items(text[:_LONGEST], head_patterns())
    rest = text[end:]
    labels = [item for item in found if item.strong]
    if len(labels) < _MANY or not rest or (not rest[0].isalnum() and rest[0] not in "“《【（"):
        return [], 0
    begins = line_shapes.opens_article(rest) or is_editors_note(rest)
    parted = found[-1].kind is Kind.BUTTON or text[found[-1].end : end] != ""
    whole = line_shapes.is_prose(rest) and parted
    return (found, end) if begins or whole else ([], 0)


def titled(text: str) -> tuple[list[Item], int]:
    """Return what a line says after a headline that stands in it, and where the headline ends.

    江畔老船厂变身博物馆来源：云岭晚报作者：秦望山: two labels or more, up to the line's end.
    """
    if len(text) > _LONGEST or text.endswith("。") or not _COLON.search(text):
        return [], 0
    for label in re.finditer(ANY_LABEL, text):
        if label.start() < _MANY * _MANY:
            continue
        found, end = _items(text, head_patterns(), label.start())
        above = text[: label.start()].rstrip()
        if end == len(text) and sum(item.strong for item in found) >= _MANY:
            return (found, len(above)) if line_shapes.is_headline(above) else ([], 0)
    return [], 0


def suffix(text: str) -> tuple[list[Item], int]:
    """Return what stands after a paragraph's last sentence that is not of it, and where.

    …周一闭馆。【责任编辑：小田】; nothing where there is none.
    """
    first = max(0, len(text) - _LONGEST // 2)
    for end in _PAST_SENTENCE.finditer(text[first:]):
        at = first + end.end()
        found, stop = _items(text, foot_patterns(), at)
        if found and found[0].kind is Kind.AUTHOR and text[at] in "（(":
            continue  # a byline, which is looked for there anyway
        if found and stop == len(text) and is_strong(found):
            return found, at
    return [], 0


def is_of_articles_too(text: str, items: Sequence[Item], *, last: bool) -> bool:
    """Whether a line of labels may be an article's own, alone: 有效期：三年.

    ``last``: no sentence stands under it, so that a day of writing may be too.
    """
    if len(items) != 1:
        return False
    own = OF_ARTICLES_TOO.match(text, items[0].start) is not None
    return own or (last and OF_WRITING.match(text, items[0].start) is not None)


def picture_note(text: str) -> Span | None:
    """Return where a line's end tells readers to press a picture: （点击查看大图）."""
    found = _PICTURE.search(text, max(0, len(text) - _LONGEST_NOTE))
    if found is None or (found.start() and found[0][0] not in "（("):
        return None
    return Span(start=found.start(), end=found.end())


def is_editors_note(text: str) -> bool:
    """Whether a line is what the editors say before an article: 编者按：."""
    return _NOTE.match(text) is not None
