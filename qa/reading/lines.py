"""A file's text as lines, and hard-wrapped lines as blocks.

A line ends at a line feed, with or without a carriage return, at a lone carriage return, and at the
other characters that programs write for one: VT, FF, NEL, U+2028, U+2029. Byte order marks and
other characters without a width are taken off at its ends, as white space is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.reading.line_shapes import (
    byline_at_end,
    is_closed,
    is_field_of_head,
    is_item,
    is_stray_item,
    item_number,
    opens_article,
    opens_field,
)
from qa.reading.origin import LINE_ENDS
from qa.records import Span

__all__ = ["Block", "Line", "blocks", "lines"]

_LINE = re.compile(rf"[^{LINE_ENDS}]+")
_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_BLANK = _UNSEEN + "".join(
    character for character in map(chr, range(0x3001)) if character.isspace()
)
_MARK = re.compile(r"[，。；：！？、,;]|:(?!\d)")
_UNCUT = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:%％/-]{2,}")
_WORD = re.compile(r"\w")
_NARROWEST = 20
_SLACK = 4
_SHORT = 0.75  # of a column, to which a line reaches at most that was not cut at its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, without the white space around it: ``file_text[start:end]``.

    ``indent`` and ``width`` count columns, two for a full-width character; ``after_blank``:
    a blank line, or the file's beginning, stands before it.
    """

    text: str
    start: int
    indent: int
    width: int
    after_blank: bool

    @property
    def end(self) -> int:
        """Where the line ends in the file."""
        return self.start + len(self.text)

    @property
    def reach(self) -> int:
        """The column in which the line ends."""
        return self.indent + self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of the text that was hard-wrapped into ``lines``; ``text`` is the lines joined.

    ``is_short``: one line in a text of wrapped lines, ended well before its column was full.
    """

    lines: tuple[Line, ...]
    text: str
    indented: bool
    after_blank: bool
    is_short: bool = False

    @property
    def spans(self) -> list[Span]:
        """Where the block's characters stand in the file."""
        return [Span(start=line.start, end=line.end) for line in self.lines]


def lines(text: str) -> list[Line]:
    """Return the lines of a file's text that are not blank."""
    found: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        lead, content = _stripped(match[0])
        if not content:
            continue
        start = match.start() + len(lead)
        breaks = text[end:start].replace("\r\n", "\n")
        after_blank = not found or sum(map(breaks.count, LINE_ENDS)) > 1
        end = start + len(content)
        found.append(
            Line(
                text=content,
                start=start,
                indent=_columns(_INVISIBLE.sub("", lead).expandtabs(4)),
                width=_columns(content),
                after_blank=after_blank,
            )
        )
    return found


def _stripped(line: str) -> tuple[str, str]:
    """Return the white space that a line begins with, and the line without it at both ends."""
    content = line.strip(_BLANK)
    return line[: line.find(content)] if content else line, content


def _columns(text: str) -> int:
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def blocks(rows: Sequence[Line]) -> list[Block]:
    """Return the lines with hard wraps undone: a line as wide as the column runs on in the next."""
    rows = _dedented(rows)
    full = _full_widths(rows)
    usual = _paragraph_indent(rows)
    numbers = {item_number(row.text) for row in rows}
    groups: list[list[Line]] = []
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        if groups and _runs_on(groups[-1][-1], row, following, full, usual, numbers):
            groups[-1].append(row)
        else:
            groups.append([row])
    short = _SHORT * min(full, default=0)
    return [_block(group, usual, short) for group in groups]


def _dedented(rows: Sequence[Line]) -> list[Line]:
    """Return the lines without the indent that all of them have."""
    margin = min((row.indent for row in rows), default=0)
    return [replace(row, indent=row.indent - margin) for row in rows] if margin else list(rows)


def _block(group: list[Line], usual: int, short: float) -> Block:
    return Block(
        lines=tuple(group),
        text="".join(row.text for row in group),
        indented=usual > 0 and group[0].indent == usual,
        after_blank=group[0].after_blank,
        is_short=len(group) == 1 and group[0].width <= short,
    )


def _runs_on(
    row: Line,
    following: Line,
    after: Line | None,
    full: Container[int],
    usual: int,
    numbers: Container[int | None],
) -> bool:
    if following.after_blank or not _is_full(row, following, full):
        return False
    is_apart = is_field_of_head(row.text) or not _MARK.search(row.text)
    if is_apart and opens_field(following.text):
        return False
    if is_item(following.text) and not is_stray_item(row.text, following.text, numbers):
        return False
    if following.indent or opens_article(following.text) or byline_at_end(row.text):
        return False
    if is_closed(row.text) and not usual:
        return False
    return not _stands_alone(following, after, full)


def _is_full(row: Line, following: Line, full: Container[int]) -> bool:
    """Whether a line ends where its column does, or where what follows would not have fitted.

    A number is not cut at a line's end: 共有 / 1863.4万亩.
    """
    if row.reach in full:
        return True
    unit = _UNCUT.match(following.text)
    if unit is None or not _WORD.search(row.text[-1:]):
        return False
    past = row.reach + len(unit[0])
    return past not in full and any(place in full for place in range(row.reach, past))


def _stands_alone(row: Line, after: Line | None, full: Container[int]) -> bool:
    """Whether a line in wrapped text is not part of it: short, though no sentence ends there."""
    if (
        after is None
        or after.after_blank
        or row.reach in full
        or is_closed(row.text)
        or row.text.endswith(("）", ")"))
    ):
        return False
    return re.search("[，。；：、,;:]", row.text) is None


def _paragraph_indent(rows: Sequence[Line]) -> int:
    """Return the indent of a paragraph's first line where the file uses one, else 0."""
    indents = [row.indent for row in rows if 2 <= row.indent <= 8]
    if len(indents) < 2:
        return 0
    usual = max(set(indents), key=indents.count)
    return usual if indents.count(usual) >= 2 else 0


def _full_widths(rows: Sequence[Line]) -> set[int]:
    """Return where lines end that were cut because their column was full.

    Nothing is full in a text where no width is common, or where the lines of that width mostly
    end with punctuation (verse, lists), or have none inside (tables).
    """
    widths: set[int] = set()
    for width in _common_widths(rows):
        full = [row.text for row in rows if width - _SLACK <= row.reach <= width]
        cut = sum(1 for text in full if re.search(r"\w$", text))
        marked = sum(1 for text in full if _MARK.search(text[:-1]))
        if 2 * cut >= len(full) and 2 * marked >= len(full):
            widths.update(range(width - _SLACK, width + 1))
    return widths


def _common_widths(rows: Sequence[Line]) -> Iterator[int]:
    """Yield up to three widths at which a fifth or more of the lines end, the commonest first."""
    ordered = sorted(row.reach for row in rows if row.reach >= _NARROWEST)
    for _ in range(3):
        counts = {
            width: bisect_right(ordered, width) - bisect_left(ordered, width - _SLACK)
            for width in set(ordered)
        }
        best = max(counts, key=lambda width: (counts[width], width), default=0)
        if counts.get(best, 0) < max(3, len(rows) / 5):
            return
        yield best
        ordered = [width for width in ordered if not best - _SLACK <= width <= best]
