"""Which of several bands a figure is of: 80至89周岁60元，90至99周岁|200元|.

The band that a question names has to lie within the one that stands before the figure: of 70至79
周岁 a text with those two says nothing.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from qa.answering.spans.parts import alike, figure_of
from qa.answering.wording import ASKS_FIGURE, around
from qa.chinese.numerals import fold_width
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_of_another_band", "of_its_band"]

_N = "[0-9]+(?:\\.[0-9]+)?"
_UNIT = "(?:周岁|岁|平方米|万元|公里|吨|人|层|元|度|级|年|天|小时)"
_BAND = re.compile(
    f"(?<![0-9.])(?P<low>{_N})(?P<one>{_UNIT})?(?:[至到—－~～-]|——)(?P<high>{_N})(?P<unit>{_UNIT})(?![0-9])"
    f"|(?<![0-9.])(?P<least>{_N})(?P<over>{_UNIT})[（(]?含?[）)]?(?:及|或)?以上"
    f"|(?<![0-9.])(?P<most>{_N})(?P<under>{_UNIT})[（(]?含?[）)]?(?:及|或)?以下"
)
_ENDS = "。！？!?"
_SEVERAL = 2


def of_its_band(question: str, text: str, span: Span) -> Span:
    """Return ``span`` of ``text``, or the figure like it behind the band that is asked for."""
    asked, told = _asked(question), _bands(text, span)
    given = figure_of(text, span) if asked else None
    if asked is None or given is None or not given.unit or not told:
        return span
    fitting = [place for place, (_, band) in enumerate(told) if _within(asked, band)]
    if not fitting:
        return span
    place = min(fitting, key=lambda one: _width(told[one][1]))
    at = told[place][0]
    end = min([around(text, span, _ENDS).end, *(x for x, _ in told[place + 1 :])])
    if at <= span.start < end:
        return span
    found = alike(text, given, Span(start=at, end=end), span)
    return found[0] if found else span


def is_of_another_band(question: str, text: str, span: Span) -> bool:
    """Return whether a figure stands behind a band that has not all of the one asked for."""
    asked = _asked(question)
    if asked is None or figure_of(text, span) is None:
        return False
    before = [band for at, band in _bands(text, span) if at <= span.start]
    return bool(before) and not _within(asked, before[-1])


_Band = tuple[float, float, str]


def _asked(question: str) -> _Band | None:
    """Return the one band that a question for a figure names."""
    found = [band for _, band in _all(question)] if ASKS_FIGURE.search(question) else []
    return found[0] if len(found) == 1 else None


def _width(band: _Band) -> tuple[float, float]:
    """Return how wide a band is, of open ones how low it begins: the narrowest is least."""
    low, high, _ = band
    return high - low, -low


def _bands(text: str, span: Span) -> list[tuple[int, _Band]]:
    """Return the bands of a span's sentence in which there are several, with where each ends."""
    place = around(text, span, _ENDS)
    found = [(place.start + at, band) for at, band in _all(text[place.start : place.end])]
    return found if len(found) >= _SEVERAL and len({band[2] for _, band in found}) == 1 else []


def _all(text: str) -> Iterator[tuple[int, _Band]]:
    for one in _BAND.finditer(fold_width(text)):
        unit = (one["unit"] or one["over"] or one["under"]).removeprefix("周")
        low = float(one["low"] or one["least"] or 0)
        high = float(one["high"] or one["most"] or math.inf)
        yield one.end(), (low, high, unit)


def _within(asked: _Band, band: _Band) -> bool:
    return asked[2] == band[2] and band[0] <= asked[0] and asked[1] <= band[1]
