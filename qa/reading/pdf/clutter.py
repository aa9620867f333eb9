"""What a page's text layer holds that is no text of the page."""

from __future__ import annotations

from collections.abc import Sequence

from qa.reading.pdf.glyphs import Glyph
from qa.reading.pdf.runs import Run

__all__ = ["is_slanted", "overprints", "quarter", "without_doubles"]

_CLOSE = 0.25  # of a character's size: what is nearer is the same one again, for bold or a shadow
_LARGE = 1.8  # sizes of the text's
_MOST_LARGE = 50  # on a page: where there are more they are its text
_STEEP = 12.0  # degrees off the level: a scan is turned by less, a watermark by more


def without_doubles(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Return the glyphs without those that are printed a second time, and those."""
    kept: list[Glyph] = []
    doubles: list[Glyph] = []
    seen: dict[tuple[str, int, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cell = max(round(glyph.size), 1)
        column, row = int(glyph.across // cell), int(glyph.down // cell)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in seen.get((glyph.text, cell, x, y), ())
        )
        if any(_is_again(glyph, other) for other in near):
            doubles.append(glyph)
        else:
            kept.append(glyph)
            seen.setdefault((glyph.text, cell, column, row), []).append(glyph)
    return kept, doubles


def _is_again(glyph: Glyph, other: Glyph) -> bool:
    width = min(glyph.right - glyph.left, other.right - other.left)
    height = min(glyph.size, other.size)
    aside = abs(glyph.across - other.across) < min(width / 2, _CLOSE * height)
    return aside and abs(glyph.down - other.down) < min(height / 2, _CLOSE * max(width, height))


def is_slanted(glyph: Glyph) -> bool:
    """Whether a glyph is neither level nor upright on the page, as a watermark across it."""
    off = glyph.turn % 90
    return _STEEP < off < 90 - _STEEP


def quarter(glyph: Glyph) -> int:
    """Return the quarter turns to the right that a glyph has, 0 to 3."""
    return round(glyph.turn / 90) % 4


def overprints(runs: Sequence[Run], em: float) -> set[int]:
    """Return the places of large runs that lie over lines of the text, as a level watermark."""
    large = [place for place, run in enumerate(runs) if run.size > _LARGE * em]
    if len(large) > _MOST_LARGE:
        return set()
    return {place for place in large if _lies_over(runs[place], runs, em)}


def _lies_over(large: Run, runs: Sequence[Run], em: float) -> bool:
    edge = large.size / 8
    under = [
        run
        for run in runs
        if run.size < large.size / 1.5
        and large.top + edge < run.middle < large.bottom - edge
        and min(run.right, large.right) - max(run.left, large.left) > 2 * em
    ]
    return len(under) > 1
