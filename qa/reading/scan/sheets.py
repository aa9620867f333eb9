"""A picture's pages, and each page's articles: which way its text runs, what is not of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.chinese.dates import stated
from qa.chinese.numerals import integer
from qa.reading.scan.frames import is_level
from qa.reading.scan.margins import is_of_page, margins
from qa.reading.scan.page import Box, Line, ScanPage, around
from qa.reading.scan.rows import Kind, Row, Setting, block, em_of, row_of, rule_of, setting_of
from qa.reading.scan.stories import Story, stories

__all__ = ["Sheet", "sheets"]

_WIDE = 1.15  # times its height: a picture of two pages
_MIDDLE = (0.4, 0.6)  # of the text's width: where the fold of two pages is
# In sizes of a character: the narrowest fold, and that between pages of which not both have a head.
_NARROW = 0.4
_FOLD = 2.0
_OVER = 3.0  # how far a rule goes on beyond a fold that is none
_HEAD = 0.15  # of the text's height
_OLD = 0.2  # of the characters are in vertical lines, where level ones may be read from the right
_SURE = -20  # as much sense as a date makes: so they surely are
_SHARE = 0.15  # of the characters stand on each of two pages
_SHORT = 2  # characters of a line whose direction is not sure
_LOOSE = 1.6  # times its size: how large the box around one character is, at most
_NEAR = 1.5  # sizes of a character: how far apart the lines of a block are
_NUMBER = re.compile(r"第?([A-Z]?)(\d{1,3}|[一二三四五六七八九十]{1,3})版")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page: its ``furniture``, and its articles in reading order.

    ``falls``: most of its lines are vertical. ``mixed``: both directions are on it. ``turned``: how
    many lines were read from the right.
    """

    furniture: tuple[Row, ...]
    stories: tuple[Story, ...]
    falls: bool = False
    mixed: bool = False
    turned: int = 0


def sheets(page: ScanPage) -> list[Sheet]:
    """Return the pages that a picture shows, in order; none where it has no text."""
    lines = [line for line in page.lines if line.characters]
    if not lines:
        return []
    setting = setting_of(lines)
    parts = _halves(page, lines, setting)
    found = [_sheet(part, _rules_of(part, parts, page.rules), setting=setting) for part in parts]
    if len(found) == 2:
        numbers = [_page_number(sheet.furniture) for sheet in found]
        vertical = sum(sheet.falls for sheet in found) > 0
        swap = numbers[0] > numbers[1] if all(numbers) else vertical
        found = found[::-1] if swap else found
    return found


def _share_vertical(lines: Iterable[Line]) -> float:
    """Return the share of characters that are in vertical lines, in [0, 1]."""
    counts = {False: 0, True: 0}
    for line in lines:
        if len(line.characters) > 1:
            counts[line.vertical] += len(line.characters)
    return counts[True] / max(1, sum(counts.values()))


def _page_number(furniture: Iterable[Row]) -> int:
    """Return the number that a page's head states; 0 if it does not."""
    found = (match for line in furniture if (match := _NUMBER.search(line.text)))
    return next((number for match in found if (number := integer(match[2]))), 0)


def _halves(page: ScanPage, lines: Sequence[Line], setting: Setting) -> list[list[Line]]:
    """Return the lines of the pages that stand side by side, or all of them."""
    frame = around(line.box for line in lines)
    if page.width < _WIDE * page.height:
        return [list(lines)]
    rows = [(row_of(line, setting, falls=False), line) for line in lines]
    em = em_of(row for row, _ in rows)
    low, high = (frame.left + share * frame.width for share in _MIDDLE)
    fold = _widest_gap([row for row, _ in rows], low, high)
    if fold is None or fold[1] - fold[0] < _NARROW * em:
        return [list(lines)]
    middle = (fold[0] + fold[1]) / 2
    if any(_runs_over(rule, middle, em) for rule in page.rules):
        return [list(lines)]
    parts = [
        [line for row, line in rows if row.center < middle],
        [line for row, line in rows if row.center >= middle],
    ]
    total = sum(len(line.characters) for line in lines)
    least = min(sum(len(line.characters) for line in part) for part in parts)
    wide = fold[1] - fold[0] >= _FOLD * em or all(_is_headed(part, frame) for part in parts)
    return parts if wide and least > _SHARE * total else [list(lines)]


def _runs_over(rule: Box, fold: float, em: float) -> bool:
    """Whether a level rule goes on on both sides of a fold: it is under the head of one page."""
    reach = _OVER * em
    level = rule.width > rule.height
    return level and rule.left < fold - reach and rule.right > fold + reach


def _is_headed(lines: Iterable[Line], frame: Box) -> bool:
    """Whether lines have a page's head: its day or number, read from either side."""
    top = [line.text for line in lines if line.box.top < frame.top + _HEAD * frame.height]
    return any(is_of_page(text, top=True) or is_of_page(text[::-1], top=True) for text in top)


def _widest_gap(rows: Sequence[Row], low: float, high: float) -> tuple[float, float] | None:
    """Return the widest strip without a row whose middle is between two places."""
    best: tuple[float, float] | None = None
    reach = min(row.left for row in rows)
    for row in sorted(rows, key=lambda row: row.left):
        gap = (reach, row.left)
        inside = low < (reach + row.left) / 2 < high
        if inside and row.left > reach and (not best or row.left - reach > best[1] - best[0]):
            best = gap
        reach = max(reach, row.right)
    return best


def _sheet(lines: Sequence[Line], rules: Sequence[Box], *, setting: Setting) -> Sheet:
    share = _share_vertical(lines)
    falls = share > 0.5
    turned = 0
    if share > _OLD and _sense_from_left(lines) < (0 if falls else _SURE):
        level = [not line.vertical and len(line.characters) > 1 for line in lines]
        lines = [_mirrored(one) if turn else one for one, turn in zip(lines, level, strict=True)]
        turned, falls = sum(level), True
    of_page = margins(lines, rules, setting)
    furniture = [row_of(line, setting, falls=line.vertical) for line in of_page]
    known = set(map(id, of_page))
    body = [line for line in lines if id(line) not in known]
    if not body:
        return Sheet(furniture=tuple(furniture), stories=(), falls=falls, turned=turned)
    rows, mixed = _rows(body, rules, falls=falls, setting=setting)
    ruled = [rule_of(rule, setting, falls=falls) for rule in rules]
    em = em_of(rows)
    return Sheet(
        furniture=tuple(furniture),
        falls=falls,
        stories=tuple(stories(rows, ruled, em, falls=falls)),
        mixed=mixed,
        turned=turned,
    )


def _rules_of(
    part: Sequence[Line], parts: Sequence[Sequence[Line]], rules: Sequence[Box]
) -> list[Box]:
    """Return the rules whose middle is nearer to a page's text than to the other one's."""
    own, *others = (
        around(line.box for line in lines)
        for lines in sorted(parts, key=lambda lines: lines is not part)
    )
    return [
        rule
        for rule in rules
        if all(_distance(rule, own) <= _distance(rule, other) for other in others)
    ]


def _distance(rule: Box, frame: Box) -> float:
    middle = rule.left + rule.width / 2
    return max(frame.left - middle, middle - frame.right, 0.0)


def _mirrored(line: Line) -> Line:
    return replace(line, characters=line.characters[::-1])


def _sense_from_left(lines: Iterable[Line]) -> int:
    """Return how much more sense level lines make from the left than from the right.

    Less than 0: they are read from the right, as those of old papers are.
    """
    return sum(
        _sense(line.text) - _sense(line.text[::-1])
        for line in lines
        if not line.vertical and len(line.characters) > 1
    )


def _sense(text: str) -> int:
    """Return how many characters of a text are in words of two or more, a date counting more."""
    from qa.chinese.words import word_edges

    edges = sorted(word_edges(text, guess=False))
    words = sum(end - start for start, end in pairwise(edges) if end - start > 1)
    return words + 20 * len(list(stated(text))) + 4 * bool(_NUMBER.search(text))


def _rows(
    lines: Sequence[Line], rules: Sequence[Box], *, falls: bool, setting: Setting
) -> tuple[list[Row], bool]:
    """Return lines as rows, those of the other direction in blocks, and whether there are such."""
    main = [line for line in lines if line.vertical == falls or len(line.characters) <= _SHORT]
    other = [line for line in lines if line.vertical != falls and len(line.characters) > _SHORT]
    rows = [_row(line, setting, falls=falls) for line in main]
    for cluster in _clusters(other, rules, falls=not falls, setting=setting):
        edges = [row_of(line, setting, falls=falls) for line in cluster]
        inside = [row_of(line, setting, falls=not falls) for line in cluster]
        rows.append(block(inside, Kind.ACROSS, edges=block(edges, Kind.ACROSS)))
    return rows, bool(other)


def _row(line: Line, setting: Setting, *, falls: bool) -> Row:
    """Return a line as a row; one or two characters of a vertical page as large as most are.

    城。 at the end of a paragraph is found too wide, and higher than its type, but less than twice
    as high as wide: its height would make a headline of it.
    """
    row = row_of(line, setting, falls=falls)
    if line.vertical or not falls:
        return row
    narrow = min(line.box.width, line.box.height)
    size = setting.usual if narrow < _LOOSE * setting.usual else narrow
    return replace(row, size=size / setting.swell)


def _clusters(
    lines: Sequence[Line], rules: Sequence[Box], *, falls: bool, setting: Setting
) -> list[list[Line]]:
    """Return lines in clusters of those that stand close below each other, no rule between."""
    found: list[list[tuple[Row, Line]]] = []
    pairs = [(row_of(line, setting, falls=falls), line) for line in lines]
    marks = [rule_of(rule, setting, falls=falls) for rule in rules]
    for row, line in sorted(pairs, key=lambda pair: pair[0].top):
        near = [
            cluster for cluster in found if any(_close(other, row, marks) for other, _ in cluster)
        ]
        found = [cluster for cluster in found if cluster not in near]
        found.append([*(pair for cluster in near for pair in cluster), (row, line)])
    return [[line for _, line in cluster] for cluster in found]


def _close(row: Row, other: Row, rules: Iterable[Row]) -> bool:
    size = max(row.size, other.size)
    apart = max(row.left, other.left) - min(row.right, other.right)
    below = max(row.top, other.top) - min(row.bottom, other.bottom)
    if apart >= _NEAR * size or below >= _NEAR * size:
        return False
    left, right = sorted((row.center, other.center))
    top, bottom = sorted((row.middle, other.middle))
    return not any(
        _between(rule.middle, top, bottom) and rule.left < right and rule.right > left
        if is_level(rule)
        else _between(rule.center, left, right) and rule.top < bottom and rule.bottom > top
        for rule in rules
    )


def _between(place: float, start: float, end: float) -> bool:
    return start < place < end
