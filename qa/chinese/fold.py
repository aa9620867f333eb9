"""What a reader sees in a text, as a copy with a map back: for matching, models and dates.

Characters nobody sees (zero-width, variation selectors, soft hyphens) are left out, radicals and
compatibility forms are the characters they look like, the spaces that OCR or a layout system set
between the characters of a word are closed. A text without any of these is its own copy.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.chinese.characters import HAN
from qa.chinese.scripts import simplified, simplified_characters
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["BLANK", "Folded", "folded", "seen"]

BLANK = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
"""White space and what nobody sees, to strip from a line's ends."""

_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180f"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
    rf"\ufff9-\ufffb\U000e0001-\U000e007f{_SELECTORS}"
)
# As in Unicode's EquivalentUnifiedIdeograph.txt; the Kangxi radicals fold with NFKC.
_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪"
        "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒"
        "⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔"
        "目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸"
        "长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
# What GB 18030-2000 put into the private area and Unicode has had since.
_PRIVATE = dict(
    zip(
        "\ue816\ue817\ue818\ue81e\ue826\ue82b\ue82c\ue831\ue832\ue83b\ue843\ue854\ue855\ue864",
        "𠂇𠂉𠃌龴龵龶龷𡗗龸𢦏龹龺𤇾龻",
        strict=True,
    )
)
_COMPATIBLE = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_ODD = re.compile(rf"[{_INVISIBLE}]|[{_COMPATIBLE}{''.join(_PRIVATE)}]")
_UNSEEN = re.compile(rf"[{_INVISIBLE}]")
_TRAIL = re.compile(rf"[{_SELECTORS}]*")

_PICTURE = "[\u00a9\u00ae\u2190-\u2bff\u3030\U0001f000-\U0001faff][\U0001f3fb-\U0001f3ff]?\ufe0f?"
_JOINED = re.compile(f"{_PICTURE}(?:\u200d{_PICTURE})*|[0-9#*]\ufe0f\u20e3")

_BLANK = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_GAP = rf"{_BLANK}{{1,3}}"
_LONE = re.compile(rf"(?<!\w)[{HAN}](?!\w)")
_RUN = re.compile(rf"(?<!\w)[{HAN}](?:{_GAP}[{HAN}](?!\w))+")
_GAPS = re.compile(rf"(?<=\S){_GAP}(?=\S)")
_WORD_BEFORE = re.compile(r"[A-Za-z0-9]{2}$")
_WORD_AFTER = re.compile(r"[A-Za-z0-9]{2}")
_LATIN = re.compile("[A-Za-z0-9]")
_LINE = re.compile(r"[^\n]+")
_SPACED = 4  # characters that stand alone in a line, from which it is OCR's
_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A copy of ``original``; ``text[i]`` is what is seen of ``original[places[i]]``.

    ``places`` is None where each character stands where its original does.
    """

    original: str
    text: str
    places: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return where ``text[start:end]`` stands in the original, ``0 <= start < end``.

        What varies its last character belongs to it.
        """
        if self.places is None:
            return Span(start=start, end=end)
        trail = _TRAIL.match(self.original, self.places[end - 1] + 1)
        return Span(start=self.places[start], end=trail.end() if trail else 0)

    def joined(self, text: str) -> str:
        """Return a text made of the copy with the pictures that the original joins joined."""
        pictures = {_UNSEEN.sub("", one): one for one in _JOINED.findall(self.original)}
        for plain in sorted(pictures, key=len, reverse=True):
            text = text.replace(plain, pictures[plain])
        return text


def folded(text: str) -> Folded:
    """Return what is :func:`seen` of a text, in simplified characters."""
    copy = seen(text)
    plain = simplified(copy.text)
    if len(plain) != len(copy.text):
        plain = simplified_characters(copy.text)
    return Folded(original=text, text=plain, places=copy.places)


def seen(text: str) -> Folded:
    """Return a text as a reader sees it, in the script it is written in."""
    if not _ODD.search(text) and not _RUN.search(text):
        return Folded(original=text, text=text)
    kept = [place for place, char in enumerate(text) if not _UNSEEN.match(char)]
    plain = "".join(_form(text[place]) for place in kept)
    closed = {place for gap in _closed(plain) for place in range(*gap)}
    shown = [place for place in range(len(plain)) if place not in closed]
    return Folded(
        original=text,
        text="".join(plain[place] for place in shown),
        places=[kept[place] for place in shown],
    )


def _form(char: str) -> str:
    """Return the character that a radical, compatibility or private one stands for."""
    if not _ODD.match(char):
        return char
    other = _RADICALS.get(char) or _PRIVATE.get(char) or unicodedata.normalize("NFKC", char)
    return other if len(other) == 1 else char


def _closed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the gaps that stand within words."""
    if not _RUN.search(text):
        return
    for line in _LINE.finditer(text):
        if _is_spaced(line[0]):
            yield from _all_gaps(text, *line.span())
        else:
            for run in _RUN.finditer(text, *line.span()):
                yield from (gap.span() for gap in _GAPS.finditer(text, *run.span()))


def _is_spaced(line: str) -> bool:
    """Whether a line has its characters one by one, as OCR sets them: 青 岚 县 6 1 家."""
    alone = len(_LONE.findall(line))
    return alone >= _SPACED and alone >= _SHARE * len(re.findall(f"[{HAN}]", line))


def _all_gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the gaps of a spaced line but for those between Latin words or whole numbers."""
    for gap in _GAPS.finditer(text, start, end):
        before, after = text[max(gap.start() - 2, start) : gap.start()], text[gap.end() : end]
        latin = _LATIN.match(before[-1:]) and _LATIN.match(after)
        if not (latin and (_WORD_BEFORE.search(before) or _WORD_AFTER.match(after))):
            yield gap.span()
