"""Pages by seed and number: how each looks, what is on it, and what stands where."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from random import Random
from typing import TYPE_CHECKING

from eval.scans.gold import ARTICLE_ROLES, GoldArticle, GoldPage
from eval.scans.makeup import make_up
from eval.scans.placing import Plan
from eval.scans.stories import Story, as_traditional, stories
from qa.reading.scan.page import Box, Character, Line, ScanPage

if TYPE_CHECKING:
    from eval.scans.sheet import Area, Sheet

__all__ = ["MadePage", "Wear", "gold_page", "make_page"]

_INCH = 72.0
_MOST_DOTS = 9_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wear:
    """What scanning did to a page: ``skew`` in degrees, against the clock; the rest in [0, 1]."""

    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    grey: float = 0.0
    through: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A page before it is drawn: ``seed`` is what its picture is drawn by."""

    gold: GoldPage
    sheet: Sheet
    wear: Wear
    seed: int


def gold_page(seed: int, number: int, *, small: bool = False) -> GoldPage:
    """Return what stands on page ``number`` (from 1) of the pages of a seed, without drawing it."""
    return make_page(seed, number, small=small).gold


def make_page(seed: int, number: int, *, small: bool = False) -> MadePage:
    """Make up page ``number`` (from 1) of the pages of a seed; the same again each time.

    Of four pages in a row one is horizontal and clean, one horizontal and like a scan, one
    vertical and clean, one vertical and like a scan; the number of columns goes from 1 to 6. A
    ``small`` page has at most three, and a few hundred characters.
    """
    rng = Random(f"{seed} {number} {small}")
    vertical, scan_like = (number - 1) % 4 >= 2, number % 2 == 0
    traditional = vertical and rng.random() < 0.7
    columns = 1 + (number - 1 + (number - 1) // 4) % (3 if small else 6)
    plan, dpi = _plan(rng, vertical=vertical, traditional=traditional, columns=columns, small=small)
    deck = list(stories())
    rng.shuffle(deck)
    if traditional:
        deck = [as_traditional(story) for story in deck]
    sheet, placed = make_up(plan, deck, rng)
    wear = _wear(rng) if scan_like else Wear()
    direction, look = ("v" if vertical else "h"), ("scan" if scan_like else "clean")
    gold = _gold(
        sheet,
        placed,
        wear,
        rng,
        id=f"{number:03d}-{direction}{columns}-{look}",
        number=number,
        vertical=vertical,
        dpi=dpi,
        layout=f"{direction}{columns}",
    )
    return MadePage(gold=gold, sheet=sheet, wear=wear, seed=rng.randrange(10**9))


def _plan(
    rng: Random, *, vertical: bool, traditional: bool, columns: int, small: bool
) -> tuple[Plan, int]:
    points = rng.uniform(9.0, 11.5)
    if vertical:
        measure = rng.randint(20, 28) if columns == 1 else rng.randint(11, 18)
    else:
        measure = rng.randint(26, 34) if columns == 1 else rng.randint(11, 17)
    if small:
        measure = min(measure, 18 if columns == 1 else 11)
    leading = rng.uniform(1.35, 1.7)
    breadth = columns * (measure + 1.5)
    depth = breadth * (rng.uniform(0.75, 0.95) if vertical else rng.uniform(1.2, 1.45))
    depth = min(max(depth, 24 * leading), 18 * leading if small else 1000.0)
    dots = (breadth + 8) * (depth + 12) * (points / _INCH) ** 2
    most = int((_MOST_DOTS / dots) ** 0.5)
    choices = [d for d in (150, 200, 240, 300, 400) if d <= max(150, most)]
    dpi = 200 if small else rng.choice(choices)
    size = points / _INCH * dpi
    plan = Plan(
        vertical=vertical,
        columns=columns,
        measure=measure,
        size=size,
        leading=leading,
        gutter=size * rng.uniform(1.2, 2.0),
        margin=size * rng.uniform(3.0, 4.5),
        depth=size * depth,
        target=rng.randint(160, 420) if not small else 120,
        ruled=rng.random() < 0.5,
        mixed=rng.random() < 0.5,
        masthead=rng.random() < 0.5 and columns > 1,
        traditional=traditional,
    )
    return plan, dpi


def _wear(rng: Random) -> Wear:
    return Wear(
        skew=rng.uniform(-1.5, 1.5),
        blur=rng.uniform(0.0, 1.0),
        noise=rng.uniform(0.2, 1.0),
        grey=rng.uniform(0.2, 1.0),
        through=rng.choice((0.0, rng.uniform(0.3, 1.0))),
    )


def _gold(
    sheet: Sheet,
    placed: list[Story],
    wear: Wear,
    rng: Random,
    *,
    id: str,  # noqa: A002 - the record's own name
    number: int,
    vertical: bool,
    dpi: int,
    layout: str,
) -> GoldPage:
    order = list(range(len(sheet.lines)))
    rng.shuffle(order)
    index_of = {old: new for new, old in enumerate(order)}
    lines = [
        Line(
            characters=tuple(
                Character(glyph.text, turned(glyph.cell, wear.skew, sheet), 1.0)
                for glyph in sheet.lines[old].glyphs
            ),
            vertical=sheet.lines[old].vertical,
        )
        for old in order
    ]
    articles = []
    for which, story in enumerate(placed):
        own = [i for i, line in enumerate(sheet.lines) if line.article == which]
        read = [index_of[i] for i in own if sheet.lines[i].role in ARTICLE_ROLES]
        others = [index_of[i] for i in own if sheet.lines[i].role not in ARTICLE_ROLES]
        articles.append(
            GoldArticle(
                headline=story.headline,
                kicker=story.kicker,
                subtitle=story.subtitle,
                byline=story.byline,
                text="\n".join(story.paragraphs),
                lines=tuple(read),
                captions=tuple(others),
            )
        )
    page = ScanPage(
        number=1,
        width=sheet.width,
        height=sheet.height,
        lines=tuple(lines),
        rules=tuple(turned(rule, wear.skew, sheet) for rule in sheet.rules),
    )
    free = [index_of[i] for i, line in enumerate(sheet.lines) if line.article is None]
    return GoldPage(
        id=id,
        page=page,
        roles=tuple(sheet.lines[old].role for old in order),
        articles=tuple(articles),
        furniture=tuple(sorted(free)),
        vertical=vertical,
        scan_like=wear != Wear(),
        dpi=dpi,
        layout=layout,
    )


def turned(area: Area, degrees: float, sheet: Sheet) -> Box:
    """Return the box around an area after the sheet was turned about its middle."""
    middle_x, middle_y = sheet.width / 2, sheet.height / 2
    c, s = cos(radians(degrees)), sin(radians(degrees))
    points = [
        (
            middle_x + (x - middle_x) * c + (y - middle_y) * s,
            middle_y - (x - middle_x) * s + (y - middle_y) * c,
        )
        for x in (area.x, area.right)
        for y in (area.y, area.bottom)
    ]
    left, top = round(min(x for x, _ in points)), round(min(y for _, y in points))
    right, bottom = round(max(x for x, _ in points)), round(max(y for _, y in points))
    return Box(left, top, max(1, right - left), max(1, bottom - top))
