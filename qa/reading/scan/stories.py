"""The rows of a page, in order, as articles: headline, paragraphs, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from qa.chinese.characters import HAN
from qa.reading import line_shapes
from qa.reading.scan.cells import Cell, cells, whole_rules
from qa.reading.scan.columns import BIG, Region, columns, gap_of
from qa.reading.scan.frames import framed, is_level
from qa.reading.scan.heads import could_sign, headlines, is_head_block, units
from qa.reading.scan.rows import Kind, Row, em_of, joined, together

__all__ = ["Story", "stories"]

# In sizes of a character: an indent; the room that a full line may leave, and how even the ends of
# lines beside a picture are.
_INDENT = 0.8
_DEEPEST_INDENT = 5.0
_ROOM = 1.6
_EVEN = 0.8
_SMALLER = 0.93  # of the text's size: a caption's
_EQUAL = 0.06  # of a size by which rows of the same size differ,
_SAME = 0.1  # and the rows of a part of a headline
_LEAST_RULE = 6.0  # sizes of a character: what is shorter is a stroke
_RULE = 0.6  # of a column's width: what a rule takes that ends an article
_MOST_CAPTION = 4  # rows
_PICTURE = 2.5  # sizes of a character: the least white that may be a picture
_INSET = 1.5
_CREDITED = re.compile(
    rf"(?:[。！？\s][{HAN}·\s]{{2,12}}[摄攝]|资料图片?|資料圖片?|供[图圖])[）)]?$"
)
_FEWEST = 60  # characters of a region that has a size of its own


@dataclass(slots=True, kw_only=True)
class Story:
    """An article as rows; a part of its headline and a byline are one row each."""

    headline: list[Row] = field(default_factory=list)
    bylines: list[Row] = field(default_factory=list)
    paragraphs: list[list[Row]] = field(default_factory=list)
    captions: list[list[Row]] = field(default_factory=list)
    head: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it."""
        return not (self.headline or self.bylines or self.paragraphs or self.captions)


def stories(
    rows: Sequence[Row], rules: Sequence[Row], em: float, *, falls: bool = False
) -> list[Story]:
    """Return the articles of a page's rows, in reading order.

    ``em`` is the size of its text; ``falls``: its lines are vertical, and were turned.
    """
    found, rules = framed(rows, rules, em)
    found, rules = framed(found, whole_rules(rules, em), em)
    return _region(found, rules, em, falls=falls)


def _region(rows: Sequence[Row], rules: Sequence[Row], em: float, *, falls: bool) -> list[Story]:
    teller = _Teller(falls=falls)
    for cell in cells(rows, rules, em, falls=falls):
        _read_cell(teller, cell, em, falls=falls)
    return [story for story in teller.stories if not story.is_empty]


def _read_cell(teller: _Teller, cell: Cell, em: float, *, falls: bool) -> None:
    rows = cell.rows
    levels = [rule for rule in cell.rules if is_level(rule) and _is_within(rule, rows, em)]
    uprights = [rule for rule in cell.rules if not is_level(rule)]
    held = sum(len(row.characters) for row in rows)
    em = em_of(row for row in rows if row.is_text) if held >= _FEWEST else em
    everything = [*rows, *levels]
    groups = headlines(everything, uprights, em)
    region = Region(em=em, gap=gap_of(rows, em), uprights=uprights, falls=falls)
    found = list(_columns(units(everything, uprights, groups, em), region))
    teller.enter(em, groups, [_edges(column) for column in found if len(column) > 2])
    teller.ruled = teller.ruled or cell.ruled
    for column in found:
        teller.read(column)


def _is_within(rule: Row, rows: Sequence[Row], em: float) -> bool:
    """Whether a level rule is among rows: some are over it, some under it; no short stroke is."""
    if rule.width < _LEAST_RULE * em:
        return False
    over = any(row.middle < rule.middle and row.beside(rule) > 0 for row in rows)
    return over and any(row.middle > rule.middle and row.beside(rule) > 0 for row in rows)


def _columns(rows: Sequence[Row], region: Region) -> Iterator[list[Row]]:
    """Yield the rows of each column, those of a headline over several after the headline."""
    for column in columns(rows, region):
        part: list[Row] = []
        for row in column:
            if row.kind is Kind.UNIT:
                if part:
                    yield part
                part = []
                yield [one for one in row.inside if one.kind is not Kind.COLUMN]
                for stack in row.inside:
                    if stack.kind is Kind.COLUMN:
                        yield [one for line in together(stack.inside) for one in line]
            else:
                part.append(row)
        if part:
            yield part


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """Where the lines of a column begin and end."""

    left: float
    right: float


def _edges(rows: Iterable[Row]) -> _Edges:
    texts = [row for row in rows if row.is_text]
    if not texts:
        return _Edges(left=0.0, right=0.0)
    lefts = sorted(row.left for row in texts)
    rights = sorted(row.right for row in texts)
    return _Edges(
        left=lefts[len(lefts) // 5],
        right=rights[-1 - len(rights) // 5],
    )


class _Teller:
    """Reads columns one after another and tells which rows make an article."""

    def __init__(self, *, falls: bool) -> None:
        self.em = 1.0
        self.falls = falls
        self.heads: dict[int, int] = {}
        self.known: list[_Edges] = []
        self.stories: list[Story] = [Story()]
        self.current = self.stories[0]
        self.last: Row | None = None
        self.edges = _Edges(left=0.0, right=0.0)
        self.caption: Row | None = None
        self.last_of_head: Row | None = None
        self.ruled = False

    def enter(self, em: float, groups: Iterable[Sequence[Row]], known: list[_Edges]) -> None:
        """Go on with another part of the page, its headlines and the edges of its columns."""
        first = len(self.heads)
        self.em, self.known = em, known
        self.heads |= {id(row): first + n for n, group in enumerate(groups) for row in group}

    def read(self, column: Sequence[Row]) -> None:
        """Take the rows of a column."""
        edges = self._edges_of(column)
        self.caption = None
        for place, row in enumerate(column):
            if row.kind is Kind.RULE:
                if row.width >= _RULE * (edges.right - edges.left):
                    self.ruled = bool(self.current.paragraphs)
            elif row.kind is Kind.ACROSS and is_head_block(row, self.em):
                self._begin(None)
                for leaf in row.leaves():
                    self._add_to_head(leaf)
            elif row.inside:
                self._take_block(row)
            elif id(row) in self.heads:
                self._take_head(row)
            else:
                self._take(row, column[place + 1 :], edges)

    def _edges_of(self, column: Sequence[Row]) -> _Edges:
        texts = [row for row in column if row.is_text and id(row) not in self.heads]
        own = _edges(texts)
        if len(texts) > 2:
            return own
        around = [
            edges
            for edges in self.known
            if edges.left <= own.left + self.em
            and edges.right >= own.right - self.em
            and edges.right > own.left
        ]
        return min(around, key=lambda edges: edges.right - edges.left, default=own)

    def _begin(self, head: int | None) -> None:
        self.current = Story(head=head)
        self.stories.append(self.current)
        self.last = None
        self.last_of_head = None
        self.ruled = False
        self.caption = None

    def _take_block(self, row: Row) -> None:
        """Take the articles of a frame, or of what is set in the other direction."""
        rules = [one for one in row.inside if one.kind is Kind.RULE]
        inside = [one for one in row.inside if one.kind is not Kind.RULE]
        at = self.stories.index(self.current) + 1
        falls = self.falls ^ (row.kind is Kind.ACROSS)
        self.stories[at:at] = _region(inside, rules, self.em, falls=falls)

    def _take_head(self, row: Row) -> None:
        head = self.heads[id(row)]
        if self.current.head != head:
            self._begin(head)
        self._add_to_head(row)

    def _add_to_head(self, row: Row) -> None:
        if self.current.headline and (self._is_byline(row) or self._ends_byline(row)):
            self._add_to_bylines(row)
        else:
            self._add_to_headline(row)

    def _is_byline(self, row: Row) -> bool:
        """Whether a row at a headline is who wrote."""
        text = row.loosened().text
        small = row.size < BIG * self.em
        return (
            could_sign(text)
            or line_shapes.is_byline(text)
            or (small and line_shapes.is_names(text))
        )

    def _ends_byline(self, row: Row) -> bool:
        """Whether a row is the name after a role on the same line."""
        last = self.current.bylines[-1] if self.current.bylines else None
        text = row.loosened().text
        return last is not None and _on_one_line(last, row) and could_sign(f"{last.text} {text}")

    def _add_to_bylines(self, row: Row) -> None:
        """Add who wrote; what goes on in the next row is one."""
        bylines, row = self.current.bylines, row.loosened()
        if bylines and could_sign(f"{bylines[-1].text} {row.text}"):
            bylines[-1] = joined(bylines[-1], row, apart=True)
        else:
            bylines.append(row)

    def _add_to_headline(self, row: Row) -> None:
        """Add a row to a headline: lines of one size are one part of it, cut where it was full."""
        row = row.loosened()
        parts = self.current.headline
        last = self.last_of_head
        self.last_of_head = row
        if last and parts and _on_one_line(last, row):
            parts[-1] = joined(parts[-1], row, apart=True)
        elif last and parts and abs(last.size - row.size) < _SAME * row.size:
            parts[-1] = joined(parts[-1], row, apart=False)
        else:
            parts.append(row)

    def _take(self, row: Row, rest: Sequence[Row], edges: _Edges) -> None:
        story = self.current
        if story.headline and not story.paragraphs and self._signs(row, rest, edges):
            return
        if self._is_captions(row, rest):
            if self.caption:
                story.captions[-1].append(row)
            else:
                story.captions.append([row])
            self.caption = row
            return
        self.caption = None
        following = rest[0] if rest else None
        begins = self._begins(row, following, edges)
        if self.ruled and begins and self.last and line_shapes.is_closed(self.last.text):
            self._begin(None)
        self.ruled = False
        if begins or not self.current.paragraphs:
            self.current.paragraphs.append([row])
        else:
            self.current.paragraphs[-1].append(row)
        self.last, self.edges = row, edges

    def _signs(self, row: Row, rest: Sequence[Row], edges: _Edges) -> bool:
        """Take a row under a headline that says who wrote; a long one is in several rows."""
        room = min(row.left - edges.left, edges.right - row.right)
        inset = not rest or room > _INSET * self.em
        bylines, text = self.current.bylines, row.loosened().text
        goes_on = inset and bool(bylines) and could_sign(f"{bylines[-1].text} {text}")
        signs = line_shapes.is_byline(text) or line_shapes.is_names(text)
        if goes_on or signs or (inset and could_sign(text)):
            self._add_to_bylines(row)
            return True
        return False

    def _begins(self, row: Row, following: Row | None, edges: _Edges) -> bool:
        """Whether a row begins a paragraph: it is indented, or the row before it ends short."""
        last = self.last
        if last is None:
            return True
        if _on_one_line(last, row):
            return False
        if _INDENT * self.em < row.left - edges.left < _DEEPEST_INDENT * self.em:
            beside = following is not None and abs(following.left - row.left) < self.em / 2
            return not beside or line_shapes.is_closed(last.text)
        if self.edges.right - last.right <= _ROOM * self.em:
            return False
        even = abs(last.right - row.right) < _EVEN * self.em
        return line_shapes.is_closed(last.text) or not even

    def _is_captions(self, row: Row, rest: Sequence[Row]) -> bool:
        """Whether a row is under a picture: smaller than text, and set off or said to be so."""
        small = row.size < _SMALLER * self.em
        if self.caption:
            near = abs(row.top - self.caption.bottom) < self.em and row.beside(self.caption) > 0.5
            return near and small and _same_size(row, self.caption)
        last = self.last
        if last is not None and not (line_shapes.is_closed(last.text) or small):
            return False
        run = [row, *takewhile(lambda one: one.is_text and _same_size(one, row), rest)]
        few = small and len(run) <= _MOST_CAPTION
        text = "".join(one.text for one in run) if few else row.text
        said = line_shapes.is_caption(row.text) or _CREDITED.search(text) is not None
        apart = last is None or row.top - last.bottom > _PICTURE * self.em
        return (said and (few or apart)) or (few and apart)


def _same_size(row: Row, other: Row) -> bool:
    return abs(row.size - other.size) < _EQUAL * max(row.size, other.size)


def _on_one_line(row: Row, after: Row) -> bool:
    return abs(row.middle - after.middle) < row.size / 2 and after.left >= row.right - row.size / 2
