"""The title that an article's text has of itself: after 题：, or after its genre and a bar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.glued import glued_title
from qa.chinese.openings import is_caption, is_credit, past_opening
from qa.chinese.surnames import ALL_SURNAMES
from qa.records import Span
from qa.writing.compress import is_heading
from qa.writing.notices import notice_title

if TYPE_CHECKING:
    from qa.checking.source import Source

__all__ = ["first_told", "is_pictured", "is_row", "is_signature", "own_title", "thesis"]

_TITLE = re.compile(
    r"(?:[^。！？\n]{0,40}?[电讯][ \u3000]*)?"
    r"(?:题[：:]|(?:专访|通讯|特稿|综述|述评|观察|问答|手记|分析|连线|深度|评论|[^。！？，\n]{2,6})[｜丨|])"
    r"\s*(?P<title>[^。\n]{8,})(?:\n|$)"
)
_NO_THESIS = re.compile(r"[｜丨|]|^(?:当地时间)?(?:\d{4}年)?\d{1,2}月\d{1,2}日")
# 原标题：云河大桥通车 above the text, where nothing else follows on the line.
_KEPT_TITLE = re.compile(r"原(?:标题|题)[：:]\s*(?P<title>[^。\n]{6,50}?)[ \u3000]*\n")
_WRITER = "(?:读者|作者|市民|网友|居民|来信人|记者)"
# 读者 何远, 云岭市 何远 below a letter.
_SIGNATURE = re.compile(
    rf"[（(]?(?P<who>{_WRITER}[ \u3000：:]*)?(?:(?P<place>[{HAN}]{{2,12}})[ \u3000]+)?"
    rf"(?P<name>(?!来[信稿])[{HAN}][ \u3000]?[{HAN}]{{1,2}})[）)]?$"
)
# 19:38 电视剧, a row of what is on.
_ROW = re.compile(r"\d{1,2}[:：]\d{2}(?:[—\-－~～]\d{1,2}[:：]\d{2})?[ \u3000]")
_ONCE_TITLED = re.compile("(?:原题为?|原标题为?)[：:]?《(?P<title>[^《》\\n]{6,50})》[）)]?\\s*$")
_OF_WHOM = re.compile("——(?:专?访|记)[^—]*$")
# 这是4月3日拍摄的云河大桥, not 这是该桥十年来首次大修, which goes on with the news.
_PICTURE = re.compile(
    "[上下左右]?图为|这是[^。]*(?:拍摄|摄于|摄影|[（(][^（）()]*摄[）)]|照片|图片|截图)"
)
_LONG = 40  # characters of a title with whom it is an interview of
_HEADS = 6  # lines before an article begins
_LEAST, _SEVERAL = 14, 4  # characters of what is held, and sentences of which it is


def own_title(source: Source) -> Span | None:
    """Return the title that the first line of a text gives: 新华社云岭4月3日电题：…, 专访｜….

    Without whom an interview is of (——访何远) where it is long. Or the one that its end says it
    had: （摘编自《云岭日报》，原题为《…》）; a notice's, that says of what; or what stands before
    it, called 原标题, without a break (:func:`qa.chinese.glued.glued_title`). None if there is
    none.
    """
    start = _past_pictures(source)
    found = (
        _TITLE.match(source.text, start)
        or _KEPT_TITLE.match(source.text, start)
        or _ONCE_TITLED.search(source.text)
    )
    if found is None:
        return notice_title(source.text) or glued_title(source.text)
    title = found["title"].rstrip()
    if len(title) > _LONG and (tail := _OF_WHOM.search(title)):
        title = title[: tail.start()]
    return Span(start=found.start("title"), end=found.start("title") + len(title))


def is_signature(line: str) -> bool:
    """Whether a line is who wrote a letter, with or without where: 读者 何远, 云岭市 何远."""
    found = _SIGNATURE.match(line.strip())
    if found is None or found["name"][0] not in ALL_SURNAMES:
        return False
    return found["place"] is not None or found["who"] is not None


def is_row(line: str) -> bool:
    """Whether a line is a row of a programme, which begins with the time: 19:38 电视剧."""
    return _ROW.match(line.strip()) is not None


def _past_pictures(source: Source) -> int:
    """Return where a text begins after the captions of its pictures."""
    start = 0
    for _ in range(_HEADS):
        end = source.text.find("\n", start) + 1
        if not end or not is_caption(source.text[start:end].strip()):
            return start
        start = end
    return start


def thesis(source: Source) -> Span | None:
    """Return the line before an opinion that says what it holds: a sentence without a final mark.

    None if the text begins otherwise: with a caption, a credit, a title of some words or after its
    genre and a bar, or with a day.
    """
    if len(source.sentences) < _SEVERAL:
        return None
    first = source.sentences[0]
    line = source.slice(first)
    told = is_heading(source, first) and not is_caption(line) and not is_credit(line)
    told = told and _NO_THESIS.search(line) is None
    return first if told and len(line) >= _LEAST and "，" in line else None


def is_pictured(source: Source) -> bool:
    """Whether the first of several sentences is what a picture is given for: 图为… follows it.

    Not one with a dateline, under which the picture stands.
    """
    if len(source.sentences) <= _SEVERAL:
        return False
    first, second, *_ = source.sentences
    dated = past_opening(source.text, first) != first
    return not dated and _PICTURE.match(source.slice(second).strip()) is not None


def first_told(source: Source) -> int:
    """Return the number of the first sentence that tells something: no caption, credit or title."""
    for number, sentence in enumerate(source.sentences[:_HEADS]):
        line = source.slice(past_opening(source.text, sentence))
        pictured = number == 0 and is_pictured(source)
        if not (pictured or is_heading(source, sentence) or is_caption(line) or is_credit(line)):
            return number
    return 0
