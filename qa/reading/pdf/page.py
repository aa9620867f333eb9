"""A page's characters to its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from qa.reading.pdf.clutter import is_slanted, overprints, quarter, without_doubles
from qa.reading.pdf.glyphs import Glyph, rotated, transposed
from qa.reading.pdf.layout import layout
from qa.reading.pdf.order import columns, halves
from qa.reading.pdf.runs import Run, is_spaced_out, overlaps, runs_of, whole_runs, with_initials
from qa.reading.pdf.strips import cell, is_cell, strips
from qa.reading.pdf.vertical import vertical_text
from qa.records import LeftOut, Reason

__all__ = ["Page", "PageText", "page_of", "page_text", "without_runs"]

_FEW, _SOME = 1, 0.05  # of the runs may lie over others
_HEADLINE = 1.3  # sizes of the text's
_BREAK = "\n\f\n"  # between two pages on a sheet
_NEAR = 1.0  # sizes of a character: how far apart the lines of a block are


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it is read.

    ``runs``: what is set as most of it, vertical columns as lines (``falls``). ``turned``: the
    texts of what is turned otherwise. ``notes`` say what may not be in order, after the words
    第…页.
    """

    runs: tuple[Run, ...] = ()
    turned: tuple[tuple[Run, ...], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    falls: bool = False


def page_of(glyphs: Sequence[Glyph], *, hidden: Container[int] = ()) -> Page:
    """Return a page of the glyphs that a file draws on it, in its order.

    ``hidden``: the places of those that are not seen.
    """
    unseen = [glyph for place, glyph in enumerate(glyphs) if place in hidden]
    glyphs = [glyph for place, glyph in enumerate(glyphs) if place not in hidden]
    glyphs, doubles = without_doubles(glyphs)
    level = [glyph for glyph in glyphs if not is_slanted(glyph)]
    slanted = [glyph for glyph in glyphs if is_slanted(glyph)]
    page = Page(
        left_out=(
            *_out(unseen, Reason.HIDDEN),
            *_out(doubles, Reason.REPEATED),
            *_out(slanted, Reason.WATERMARK),
        )
    )
    for turn in _turns(level):
        page = _with(page, [glyph for glyph in level if quarter(glyph) in turn], turn[0])
    return page


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page's text; ``hyphens`` at lines' ends were taken out of words.

    ``is_headed``: it begins with a line that is set larger than its text. ``headlines``: where
    articles surely begin in it.
    """

    text: str
    hyphens: int
    is_headed: bool
    headlines: tuple[int, ...] = ()


def page_text(page: Page) -> PageText:
    """Return a page's text."""
    texts: list[str] = []
    headlines: list[int] = []
    hyphens = length = 0
    for runs in (page.runs, *page.turned):
        if not runs:
            continue
        em = _em(runs)
        for number, half in enumerate(_sheets(runs, em, falls=page.falls and runs is page.runs)):
            if texts:
                texts.append(_BREAK if number else "\n\n")
                length += len(texts[-1])
            if page.falls and runs is page.runs:
                text, starts = vertical_text(half, em)
                headlines += [length + start for start in starts]
            else:
                text, count = _columns(half, em)
                hyphens += count
            texts.append(text)
            length += len(text)
    return PageText(
        text="".join(texts),
        hyphens=hyphens,
        is_headed=_is_headed(page.runs),
        headlines=tuple(headlines),
    )


def _sheets(runs: Sequence[Run], em: float, *, falls: bool) -> list[list[Run]]:
    """Return the pages side by side on a sheet; vertical columns lie across them as they stand."""
    return [list(runs)] if falls else halves(runs, em)


def _is_headed(runs: Sequence[Run]) -> bool:
    return bool(runs) and min(runs, key=lambda run: run.middle).size > _HEADLINE * _em(runs)


def without_runs(page: Page, places: Container[int], reason: Reason = Reason.MARGIN) -> Page:
    """Return a page without the runs at ``places``, which were left out for ``reason``."""
    if not places:
        return page
    out = [LeftOut(text=run.text, reason=reason) for n, run in enumerate(page.runs) if n in places]
    runs = tuple(run for number, run in enumerate(page.runs) if number not in places)
    return replace(page, runs=runs, left_out=(*page.left_out, *out))


def _columns(runs: Sequence[Run], em: float) -> tuple[str, int]:
    right = max(run.right for run in runs)
    found = [layout(column, em=em, right=right) for column in columns(runs, em)]
    return "\n\n".join(text for text, _ in found), sum(count for _, count in found)


def _em(runs: Iterable[Run]) -> float:
    return median(run.size for run in runs for _ in run.text)


def _out(glyphs: Sequence[Glyph], reason: Reason) -> list[LeftOut]:
    text = "".join(glyph.text for glyph in glyphs)
    return [LeftOut(text=text, reason=reason)] if text else []


def _turns(glyphs: Sequence[Glyph]) -> list[tuple[int, ...]]:
    """Return the quarter turns of a page's text, the commonest first.

    Latin words that are turned to the right in columns of vertical text go with those.
    """
    turns = [turn for turn, _ in Counter(map(quarter, glyphs)).most_common()]
    if 0 in turns and 1 in turns:
        level, vertical = strips([glyph for glyph in glyphs if quarter(glyph) == 0])
        if _count(vertical) > _count(level):
            return [(0, 1), *((turn,) for turn in turns if turn > 1)]
    return [(turn,) for turn in turns]


def _count(found: Iterable[Sequence[Glyph]]) -> int:
    return sum(len(strip) for strip in found)


def _with(page: Page, glyphs: Sequence[Glyph], turn: int) -> Page:
    """Return a page with glyphs that are turned alike."""
    if turn or any(glyph.turn for glyph in glyphs):
        back = median((glyph.turn - 90 * turn + 180) % 360 - 180 for glyph in glyphs)
        glyphs = [rotated(glyph, 90 * turn + back) for glyph in glyphs]
    runs, mixed, falls = _runs(*strips(glyphs))
    notes = list(page.notes)
    off = {place for place, run in enumerate(runs) if run.is_off}
    beyond = sum(1 for glyph in glyphs if glyph.is_off)
    if 2 * beyond > len(glyphs) and off:
        notes.append("文字多在页面之外，照录。")
        off = set()
    elif beyond > sum(len("".join(runs[place].text.split())) for place in off):
        notes.append("有文字伸出页面，照录。")
    if mixed:
        notes.append("横排与竖排都有，先后未必准确。")
    if overlaps(runs) > max(_FEW, len(runs) * _SOME):
        notes.append("有文字互相重叠，先后未必准确。")
    part = without_runs(Page(runs=tuple(runs)), off, Reason.OUTSIDE)
    page = replace(page, left_out=(*page.left_out, *part.left_out), notes=tuple(notes))
    if not part.runs:
        return page
    if page.runs:
        note = "有转向的文字，排在该页之末。"
        return replace(page, turned=(*page.turned, part.runs), notes=(*page.notes, note))
    page = replace(page, runs=part.runs, falls=falls)
    return without_runs(page, overprints(page.runs, _em(page.runs)), Reason.WATERMARK)


def _runs(
    level: Sequence[Sequence[Glyph]], vertical: Sequence[Sequence[Glyph]]
) -> tuple[list[Run], bool, bool]:
    """Return runs of strips, vertical ones as lines if they are most.

    Also whether both are there, and whether most are vertical. What is set in the other direction
    is in blocks, each one run.
    """
    falls = _count(vertical) > _count(level)
    if falls:
        main = [*vertical, *([transposed(cell(strip))] for strip in level if is_cell(strip))]
        other = [strip for strip in level if not is_cell(strip)]
    else:
        main, other = list(level), list(vertical)
    spaced = is_spaced_out([*level, *vertical])
    runs = whole_runs(run for strip in main for run in runs_of(strip, spaced=spaced))
    blocks = [run for strip in other for run in runs_of(strip, spaced=spaced)]
    runs += [_in_place(_block(cluster, falls=falls), runs) for cluster in _clusters(blocks)]
    return with_initials(runs, _em(runs)) if runs else [], bool(blocks), falls


def _clusters(runs: Iterable[Run]) -> list[list[Run]]:
    """Return runs in clusters, each of lines that stand below each other."""
    clusters: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.left // (2 * run.size), run.middle)):
        last = clusters[-1][-1] if clusters else None
        if last and run.top - last.bottom < _NEAR * run.size and run.left < last.right:
            clusters[-1].append(run)
        else:
            clusters.append([run])
    return clusters


def _in_place(block: Run, runs: Sequence[Run]) -> Run:
    """Return a block where it is read: one that stands over all vertical columns is the first."""
    if not runs or block.right > min(run.left for run in runs):
        return block
    first = min(run.top for run in runs)
    return replace(block, top=first - 4 * block.size, bottom=first - 3 * block.size)


def _block(runs: Sequence[Run], *, falls: bool) -> Run:
    """Return lines as one run of a page that is set in the other direction; ``falls``: the page."""
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    top, bottom = min(run.top for run in runs), max(run.bottom for run in runs)
    if falls:
        box = {"left": top, "right": bottom, "top": -right, "bottom": -left}
    else:
        box = {"left": -bottom, "right": -top, "top": left, "bottom": right}
    text, _ = layout(runs, em=_em(runs), right=right)
    is_off = all(run.is_off for run in runs)
    return Run(text=text, size=runs[0].size, is_off=is_off, **box)
