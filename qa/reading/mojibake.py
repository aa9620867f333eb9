"""Text that was decoded wrongly before it was saved: told by its statistics, never guessed back."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["FREQUENT", "frequent_share", "garbled", "garbled_lines"]

FREQUENT = (
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老"
    "从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力"
    "这來國個說們為時會對後麼沒還發當無開見經頭兩長樣現分將與進實點種聲話兒裡過動學問記報市新电電日"
    "，。、：；“”「」《》（）！？"
)
"""Of Chinese prose about a third is these characters, of wrongly decoded bytes a hundredth."""

_FREQUENT = re.compile(f"[{FREQUENT}]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_LATIN = re.compile("[\x80-\u024f\u02b0-\u02ff\u2000-\u206f\u20ac\u2122]")
_SAMPLE = 4000
_LEAST = 8
_NOTED = 20
_READABLE, _LIKELY = 0.12, 0.15
# What the text was taken for, and what it is.
_WRONG = (
    ("gb18030", "utf-8", "UTF-8 text that was read as GBK"),
    ("cp1252", "utf-8", "UTF-8 text that was read as Latin-1"),
    ("cp1252", "gb18030", "GBK text that was read as Latin-1"),
    ("cp1252", "big5", "Big5 text that was read as Latin-1"),
    ("gb18030", "big5", "Big5 text that was read as GBK"),
    ("big5hkscs", "gb18030", "GBK text that was read as Big5"),
    ("big5hkscs", "utf-8", "UTF-8 text that was read as Big5"),
    ("cp949", "gb18030", "GBK text that was read as Korean"),
    ("cp932", "gb18030", "GBK text that was read as Shift-JIS"),
    ("cp932", "utf-8", "UTF-8 text that was read as Shift-JIS"),
)


def frequent_share(text: str) -> float:
    """Return the share of the most frequent Chinese characters in what is not ASCII, in [0, 1]."""
    return len(_FREQUENT.findall(text)) / max(1, len(_FOREIGN.findall(text)))


def garbled(text: str) -> str | None:
    """Return what a text that cannot be read probably is, in English; None for one that can."""
    sample = text[:_SAMPLE]
    foreign = len(_FOREIGN.findall(sample))
    if foreign < _LEAST:
        return None
    lost = sample.count("\ufffd") + 3 * sample.count("锟斤拷")
    if lost > foreign / 4:
        return "text whose characters an earlier conversion lost (锟斤拷, \ufffd)"
    if frequent_share(sample) >= _READABLE:
        return None
    latin = 2 * len(_LATIN.findall(sample)) > foreign
    for taken, is_, what in _WRONG:
        if latin is not (taken == "cp1252"):
            continue
        coded = _bytes(sample, taken)
        likely = coded.decode(is_, "ignore")
        lost = coded.count(b"?") - sample.count("?")
        if 4 * lost > foreign or 4 * len(_FOREIGN.findall(likely)) < foreign:
            continue
        if frequent_share(likely) > max(_LIKELY, 3 * frequent_share(sample)):
            return what
    return None


def garbled_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the first lines, from 1, that cannot be read, and what they are."""
    found = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if found < _NOTED and not line.isascii() and (what := garbled(line)):
            found += 1
            yield number, what


def _bytes(text: str, encoding: str) -> bytes:
    """Return about the bytes that were taken for a text."""
    if encoding != "cp1252":
        return text.encode(encoding, "replace")
    # Windows' Latin-1 leaves five bytes as the control characters they are.
    return b"".join(
        char.encode("latin-1") if char < "\u0100" else char.encode(encoding, "ignore")
        for char in text
    )
