"""HTML that programs wrote of a document or a table: nothing stands around what it says.

A word processor's page is read as its document would be, and one that is all table, as office and
database programs export theirs (often named .xls), as a table is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from qa.reading.dates import in_name
from qa.reading.documents import Decoded
from qa.reading.named import kinds_of
from qa.reading.office import about_of
from qa.reading.origin import About
from qa.reading.page_blocks import PageBlock, is_note_mark, page_blocks, parse_html, tag_of, visible
from qa.reading.tables import Sheet, read_tables
from qa.records import DateFrom, LeftOut, Reason

__all__ = ["document", "table"]

_HEAD = 4096
_META = re.compile(r"<meta\b[^>]*>", re.IGNORECASE)
_PROGRAM = re.compile(r"LibreOffice|OpenOffice|pandoc|Microsoft Word|Word\.Document", re.IGNORECASE)
_NAMES = re.compile(r"\bname\s*=\s*[\"']?(?:generator|progid)\b", re.IGNORECASE)
# These break their lines where the text has a space; others anywhere.
_AT_SPACES = re.compile(r"LibreOffice|OpenOffice|pandoc", re.IGNORECASE)
_FULL = "\u4e00-\u9fff\u3000-\u303f\uff00-\uffef"
_WRAP = re.compile(rf"(?<=[{_FULL}])\r?\n(?=[{_FULL}])")
_LINKED = 0.2
"""Share of its characters that are links with which a page is a site's, whoever wrote it."""
_MOST_NOTES = 500
_LARGEST_NOTE = 40  # elements
_TABLE = 0.95
_TOP = 10
_FEWEST = 3  # columns


def document(page: str, *, name: str, encoding: str) -> Decoded | None:
    """Return the lines of a page that a word processor wrote; None for others."""
    metas = [meta for meta in _META.findall(page[:_HEAD]) if _NAMES.search(meta)]
    if not any(map(_PROGRAM.search, metas)):
        return None
    root = parse_html(_WRAP.sub(" ", page) if any(map(_AT_SPACES.search, metas)) else page)
    blocks = page_blocks(root)
    size = sum(visible(block.text) for block in blocks)
    if sum(block.linked for block in blocks) > _LINKED * size:
        return None
    from qa.reading.word import read_docx

    shown = _with_notes(root, [block for block in blocks if _reason(block) is None])
    left_out = tuple(
        LeftOut(text=block.text, reason=reason) for block in blocks if (reason := _reason(block))
    )
    return Decoded(
        text="\n".join(_lines_of(shown)),
        encoding=f"html:{encoding}",
        about=_about(root, shown, left_out, name=name),
        left_out=left_out,
        read=read_docx,
    )


def _reason(block: PageBlock) -> Reason | None:
    if block.reason:
        return block.reason
    for element in (block.owner, *block.owner.iterancestors()):
        if tag_of(element) == "nav":
            return Reason.NAVIGATION
        if tag_of(element) == "div" and element.get("title") in ("header", "footer"):
            return Reason.MARGIN
    return None


def _lines_of(blocks: Sequence[PageBlock]) -> Iterator[str]:
    """Yield what blocks say, the number or bullet before the first of each item of a list."""
    begun: set[Any] = set()
    for block in blocks:
        above = (block.owner, *block.owner.iterancestors())
        item = next((one for one in above if tag_of(one) == "li"), None)
        new = item is not None and item not in begun
        begun.add(item)
        yield f"{_number(item)} {block.text}" if new else block.text


def _number(item: Any) -> str:
    """Return what a browser shows before an item of a list."""
    listed = item.getparent()
    if listed is None or tag_of(listed) != "ol":
        return "•"
    before = sum(1 for one in item.itersiblings("li", preceding=True))
    first = listed.get("start") or "1"
    return f"{(int(first) if first.isdecimal() else 1) + before}."


def _with_notes(root: Any, blocks: list[PageBlock]) -> list[PageBlock]:
    """Return the blocks in order, but each note after the paragraph that its number stands in."""
    marks = [link for link in root.iter("a") if is_note_mark(link)][:_MOST_NOTES]
    named = {one.get("id") or one.get("name"): one for one in root.iter() if marks}
    own: dict[Any, int] = {block.owner: place for place, block in enumerate(blocks)}
    moved: dict[int, int] = {}
    for mark in marks:
        target = named.get(mark.get("href")[1:])
        place = next((own[one] for one in mark.iterancestors() if one in own), None)
        if target is None or place is None:
            continue
        note = next((one for one in (target, *target.iterancestors()) if _is_note(one)), None)
        inside = () if note is None else [own[one] for one in note.iter() if one in own]
        moved.update({one: place for one in inside if one > place and one not in moved})
    order = sorted(range(len(blocks)), key=lambda one: (moved.get(one, one), one in moved, one))
    return [blocks[one] for one in order]


def _is_note(element: Any) -> bool:
    """Whether an element may hold a note, and no more."""
    small = sum(1 for _ in islice(element.iter(), _LARGEST_NOTE + 1)) <= _LARGEST_NOTE
    return small and tag_of(element) in ("aside", "div", "li", "p")


def _about(
    root: Any, shown: Sequence[PageBlock], left_out: Sequence[LeftOut], *, name: str
) -> About:
    titles = (" ".join("".join(title.itertext()).split()) for title in root.iter("title"))
    heading = shown[0].text if shown and shown[0].level else ""
    about = about_of(next(filter(None, titles), heading), left_out)
    day = in_name(Path(name).name)
    if about.date or day is None:
        return about
    return About(
        title=about.title,
        date=day,
        date_from=DateFrom.FILE_NAME,
        imprint=about.imprint,
        source=about.source,
    )


def table(page: str, *, name: str, encoding: str) -> Decoded | None:
    """Return the rows of a page that is all table, with a row that names its columns, or None."""
    if "<table" not in page.lower():
        return None
    root = parse_html(page)
    tables = list(root.iter("table"))
    if any(next(one.iterdescendants("table"), None) is not None for one in tables):
        return None
    blocks = page_blocks(root)
    size = sum(visible(block.text) for block in blocks)
    rows = [[_cells(row) for row in one.iter("tr")] for one in tables]
    rows = [one for one in rows if max(map(len, one), default=0) >= _FEWEST]
    if sum(visible(cell) for one in rows for row in one for cell in row) < _TABLE * size:
        return None
    if not any(map(_is_named, rows)):
        return None
    sheet = Sheet(file=name)
    for number, one in enumerate(rows, start=1):
        sheet.add(enumerate(one, start=1), name=str(number) if len(rows) > 1 else "")
    return Decoded(
        text=sheet.text,
        encoding=f"html:{encoding}",
        left_out=tuple(_beside(blocks)),
        read=partial(read_tables, tables=sheet.tables),
    )


def _beside(blocks: Sequence[PageBlock]) -> Iterator[LeftOut]:
    """Yield what stands in no table, and what of it is not shown."""
    for block in blocks:
        elements = (block.owner, *block.owner.iterancestors())
        if block.reason or "table" not in map(tag_of, elements):
            yield LeftOut(text=block.text, reason=block.reason or Reason.FIELD)


def _is_named(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row names a column of texts, and another."""
    return any(len(found) > 1 and "text" in found for found in map(_kinds, rows[:_TOP]))


def _kinds(cells: Sequence[str]) -> dict[str, str]:
    return kinds_of(cells, {})


def _cells(row: Any) -> list[str]:
    cells = row.iterchildren("td", "th")
    return ["\n".join(filter(None, map(str.strip, _lines(cell)))) for cell in cells]


def _lines(cell: Any) -> Iterator[str]:
    """Yield the lines of a cell: what a break or a paragraph ends."""
    blocks = page_blocks(cell)
    yield from (block.text for block in blocks if block.reason is None)
