"""What belongs to a page and to no article: its head with name, day and number, its foot."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from qa.reading import line_shapes
from qa.reading.furniture import is_ambiguous, is_date, is_furniture, is_masthead
from qa.reading.scan.page import Box, Line
from qa.reading.scan.rows import Row, Setting, em_of, row_of, rule_of

__all__ = ["is_of_page", "margins"]

# In sizes of a character: white that sets a band off, and how high a band of the page is; of a
# page's height, how far from its edges one stands.
_APART = 0.5
_HIGHEST = 6.0
_EDGE = 0.2
_LONGEST = 40
_BANDS = 3
_RULE = 0.5  # of the text's width: what a rule takes that ends a page's head


def is_of_page(text: str, *, top: bool = False, foot: bool = False) -> bool:
    """Whether a line is surely the page's: its name and day, its number, its editors."""
    if line_shapes.is_closed(text) or len(text) > _LONGEST:
        return False
    sure = is_furniture(text) and not is_ambiguous(text)
    at_edge = (top or foot) and (is_furniture(text, top=top, foot=foot) or is_date(text))
    return sure or at_edge or (top and is_masthead(text))


def margins(lines: Sequence[Line], rules: Sequence[Box], setting: Setting) -> list[Line]:
    """Return the lines that belong to the page, from the top, each band from the left."""
    if not lines:
        return []
    pairs = [(row_of(line, setting, falls=False), line) for line in lines]
    lines_of = {id(row): line for row, line in pairs}
    rows = [row for row, _ in pairs]
    em = em_of(rows)
    top, bottom = min(row.top for row in rows), max(row.bottom for row in rows)
    wide = max(row.right for row in rows) - min(row.left for row in rows)
    printed = [rule_of(rule, setting, falls=False) for rule in rules]
    cuts = [rule.middle for rule in printed if rule.width > _RULE * wide]
    bands = _bands(rows, cuts, em)
    found: list[Row] = []
    for edge, order in ((True, bands), (False, bands[::-1])):
        taken: list[Row] = []
        for band in order[:_BANDS]:
            reach = band[-1].bottom - top if edge else bottom - band[0].top
            if reach > _EDGE * (bottom - top) or not _is_low(band, em):
                break
            taken += band
            if any(is_of_page(row.text, top=edge, foot=not edge) for row in band):
                found, taken = found + taken, []
    if len(found) == len(rows):
        found = []
    known = set(map(id, found))
    found += [row for row in rows if id(row) not in known and is_of_page(row.text)]
    found.sort(key=lambda row: (round(row.middle / em), row.left))
    return [lines_of[id(row)] for row in found]


def _bands(rows: Sequence[Row], cuts: Sequence[float], em: float) -> list[list[Row]]:
    """Return rows in the bands that white or a rule sets off, from the top."""
    bands: list[list[Row]] = []
    reach = -inf
    for row in sorted(rows, key=lambda row: row.top):
        ruled = any(reach - em / 2 < cut < row.top + em / 2 for cut in cuts)
        if not bands or row.top - reach > _APART * em or (ruled and row.top > reach - em / 4):
            bands.append([])
        bands[-1].append(row)
        reach = max(reach, row.bottom)
    return bands


def _is_low(band: Sequence[Row], em: float) -> bool:
    """Whether a band is low enough, and its lines short, so that it can be the page's."""
    high = max(row.bottom for row in band) - min(row.top for row in band)
    short = all(len(row.text) <= _LONGEST and not line_shapes.is_closed(row.text) for row in band)
    return short and high <= max(_HIGHEST * em, 2.5 * max(row.size for row in band))
