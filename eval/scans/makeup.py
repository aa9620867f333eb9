"""Making up a page: a grid of columns, cut into places, each with an article or a notice.

All is made up as a horizontal page. A vertical page is one turned on its diagonal: its bands are
the columns, and what goes down goes to the left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eval.scans.notices import MASTHEADS, NOTICES
from eval.scans.placing import Placer, Plan
from eval.scans.setting import set_article
from eval.scans.sheet import Area, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from eval.scans.stories import Story

__all__ = ["make_up"]

_NOTICES, _FRAMED = 0.12, 0.15


@dataclass(frozen=True, slots=True)
class _Place:
    first: int
    last: int
    top: float
    bottom: float

    @property
    def columns(self) -> int:
        return self.last - self.first

    @property
    def height(self) -> float:
        return self.bottom - self.top


def make_up(plan: Plan, deck: list[Story], rng: Random) -> tuple[Sheet, list[Story]]:
    """Return a sheet and the stories on it as they were cut, in reading order.

    Takes the stories from ``deck``, and at most as many as there are.
    """
    placer = Placer(plan, rng)
    _masthead(placer)
    placed: list[Story] = []
    for place in list(_cut(placer, _Place(0, plan.columns, 0.0, plan.depth))):
        area = _area(plan, place)
        if placed and (not deck or (rng.random() < _NOTICES and place.height < 22 * plan.pitch)):
            _notice(placer, area)
            continue
        if place.columns > 1 and rng.random() < _FRAMED:
            placer.frame(area)
            area = area.within(0.8 * plan.size)
        story = _drawn(plan, deck, place)
        placed.append(set_article(placer, story, area, place.columns, len(placed)))
    return placer.sheet, placed


def _masthead(placer: Placer) -> None:
    """Set the paper's name, or the running head, over the page, with its day and number."""
    plan, rng = placer.plan, placer.rng
    name, day, folio = map(placer.printed, rng.choice(MASTHEADS))
    left, width = plan.margin, placer.sheet.width - 2 * plan.margin
    foot = plan.margin + plan.strip - 1.9 * plan.size
    if plan.masthead:
        large = min(plan.size * 3.2, width / (len(name) + 1))
        placer.head_line(name, left, plan.margin, large, "masthead", "kai")
    else:
        placer.head_line(name, left, foot, plan.size, "masthead", "sans")
    length = placer.natural(day, plan.size)
    if plan.masthead or length < width / 3:
        at = left if plan.masthead else left + (width - length) / 2
        placer.head_line(day, at, foot, plan.size, "folio", "body")
    at = left + width - placer.natural(folio, plan.size)
    placer.head_line(folio, at, foot, plan.size, "folio", "sans")
    y = plan.margin + plan.strip - 0.5 * plan.size
    placer.sheet.rules.append(Area(left, y, width, max(2.0, plan.size / 10)))


def _cut(placer: Placer, place: _Place) -> Iterator[_Place]:
    """Cut a place in two, and these again, until each holds about as much as a story has."""
    plan, rng = placer.plan, placer.rng
    holds = place.columns * plan.measure * place.height / plan.pitch
    gap = 1.4 * plan.pitch
    deep = place.height > 20 * plan.pitch
    if holds < plan.target * rng.uniform(0.9, 1.9) or (place.columns == 1 and not deep):
        yield place
    elif place.columns > 1 and (not deep or rng.random() < 0.45):
        middle = rng.randint(place.first + 1, place.last - 1)
        if plan.ruled:
            x = plan.left(middle) - plan.gutter / 2
            placer.rule(Area(x, place.top, placer.thin, place.height))
        yield from _cut(placer, replace(place, last=middle))
        yield from _cut(placer, replace(place, first=middle))
    else:
        level = place.top + place.height * rng.uniform(0.35, 0.65)
        if plan.ruled or rng.random() < 0.5:
            left, right = plan.left(place.first), plan.left(place.last) - plan.gutter
            placer.rule(Area(left, level, right - left, placer.thin))
        yield from _cut(placer, replace(place, bottom=level - gap / 2))
        yield from _cut(placer, replace(place, top=level + gap / 2))


def _area(plan: Plan, place: _Place) -> Area:
    left = plan.left(place.first)
    return Area(left, place.top, plan.left(place.last) - plan.gutter - left, place.height)


def _drawn(plan: Plan, deck: list[Story], place: _Place) -> Story:
    """Take from the deck the story that fits best; one that is too long will be cut."""
    holds = place.columns * plan.measure * max(1.0, place.height / plan.pitch - 5)

    def unfit(story: Story) -> float:
        over = story.length - holds
        return 0.4 * over if over > 0 else -over

    best = min(deck, key=unfit)
    deck.remove(best)
    return best


def _notice(placer: Placer, area: Area) -> None:
    """Set an advertisement in a frame of its own."""
    plan, rng = placer.plan, placer.rng
    title, *rest = map(placer.printed, rng.choice(NOTICES))
    placer.frame(area)
    inner = area.within(0.8 * plan.size)
    size = min(2.0 * plan.size, inner.width / (len(title) + 1), 0.3 * inner.height)
    y = inner.y
    placer.centred(title, inner, y, size, "advertisement", None, "sans")
    y += size * 1.5
    for text in rest:
        small = min(plan.size * 1.1, inner.width / (placer.natural(text, 1.0) + 0.5))
        if y + small > inner.bottom:
            return
        placer.centred(text, inner, y, small, "advertisement", None, "kai")
        y += small * 1.5
    left = inner.bottom - y
    if left > 5 * plan.pitch:
        placer.picture(Area(inner.x, y, inner.width, left), "ground")
