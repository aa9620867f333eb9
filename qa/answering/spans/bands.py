"""Which of several bands a figure is of: 80至89周岁60元，90至99周岁|200元|.

The band or number that a question names has to lie within the one that stands before the figure, or
behind it (5万元（2000万元以下）): of 70至79周岁 a text with those two says nothing.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from qa.answering.spans.parts import alike, figure_of
from qa.answering.wording import ASKS_FIGURE, around
from qa.chinese.numerals import chinese_value, fold_width
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_of_another_band", "of_its_band"]

_HAN = "〇零一二两三四五六七八九十百千"
_N = f"(?:[0-9]+(?:\\.[0-9]+)?|[{_HAN}]+)"
_UNIT = "(?:周岁|岁|平方米|万元|公里|吨|人|层|元|度|级|年|天|小时)"
_ALONE = f"(?<![0-9.{_HAN}])(?!(?:19|20)[0-9]{{2}}(?:年|[至到—－~～-]))"
_BAND = re.compile(
    f"{_ALONE}(?P<low>{_N})(?P<one>{_UNIT})?(?:[至到—－~～-]|——)(?P<high>{_N})(?P<unit>{_UNIT})(?![0-9])"
    f"|{_ALONE}(?P<least>{_N})(?P<over>{_UNIT})[（(]?含?[）)]?(?:及|或)?以上"
    f"|{_ALONE}(?P<most>{_N})(?P<under>{_UNIT})[（(]?含?[）)]?(?:及|或)?以下"
)
"""2019—2023年 is none."""

_POINT = re.compile(f"{_ALONE}(?P<low>{_N})(?P<unit>{_UNIT})(?![以起内])")
_BEHIND = re.compile(
    f"[0-9{_HAN}万亿][^，,。；;（(0-9]{{0,4}}(?:[（(][^（）()0-9{_HAN}]{{0,10}}|的[是为]?[^，,。；;（()0-9{_HAN}]{{0,6}})$"
)
"""What stands before a band that is named after its figure: 5万元（, 发60元的是."""

_ENDS = "。！？!?"
_SEVERAL = 2


def of_its_band(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure like it of the band that is asked for."""
    asked, told = _asked(question), _bands(text, span)
    given = figure_of(text, span) if asked else None
    if asked is None or given is None or not given.unit or not told:
        return span
    fitting = [(place, band) for place, band in told if _within(asked, band)]
    if not fitting:
        return span
    place, _ = min(fitting, key=lambda one: _width(one[1]))
    if place.start <= span.start < place.end:
        return span
    found = alike(text, given, place, span)
    return found[0] if found else span


def is_of_another_band(question: str, text: str, span: Span) -> bool:
    """Return whether a figure is of a band that has not all of the one asked for."""
    asked = _asked(question)
    if asked is None or figure_of(text, span) is None:
        return False
    own = (band for place, band in _bands(text, span) if place.start <= span.start < place.end)
    return any(not _within(asked, band) for band in own)


_Band = tuple[float, float, str]


def _asked(question: str) -> _Band | None:
    """Return the one band that a question for a figure names, or the one number, of such a unit."""
    if not ASKS_FIGURE.search(question):
        return None
    found = [band for _, band in _all(question)]
    if not found:
        for one in _POINT.finditer(fold_width(question)):
            at = _value(one["low"])
            found.append((at, at, one["unit"].removeprefix("周")))
    return found[0] if len(found) == 1 else None


def _width(band: _Band) -> tuple[float, float]:
    """Return how wide a band is, of open ones how low it begins: the narrowest is least."""
    low, high, _ = band
    return high - low, -low


def _bands(text: str, span: Span) -> list[tuple[Span, _Band]]:
    """Return the bands of a span's sentence in which there are several, with where is told of each.

    That is behind a band up to the next one, or before it from the one before.
    """
    place = around(text, span, _ENDS)
    found = list(_all(text[place.start : place.end]))
    if len(found) < _SEVERAL or len({band[2] for _, band in found}) > 1:
        return []
    starts = [place.start + at.start for at, _ in found]
    ends = [place.start + at.end for at, _ in found]
    if _BEHIND.search(text[place.start : starts[0]]):
        told = zip([place.start, *ends], starts, strict=False)
    else:
        told = zip(ends, [*starts[1:], place.end], strict=True)
    return [(Span(start=x, end=y), band) for (x, y), (_, band) in zip(told, found, strict=True)]


def _all(text: str) -> Iterator[tuple[Span, _Band]]:
    for one in _BAND.finditer(fold_width(text)):
        unit = (one["unit"] or one["over"] or one["under"]).removeprefix("周")
        low = _value(one["low"] or one["least"] or "0")
        high = _value(one["high"] or one["most"]) if one["high"] or one["most"] else math.inf
        yield Span(start=one.start(), end=one.end()), (low, high, unit)


def _value(number: str) -> float:
    return float(chinese_value(number)) if number[0] in _HAN else float(number)


def _within(asked: _Band, band: _Band) -> bool:
    return asked[2] == band[2] and band[0] <= asked[0] and asked[1] <= band[1]
