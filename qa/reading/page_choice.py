"""Which blocks of an HTML page are an article's text, and which its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qa.reading import dates, line_shapes, page_head
from qa.reading.fields import byline_and_imprint
from qa.reading.page_blocks import BOLD, PageBlock, tag_of
from qa.reading.page_reasons import foot_reason, is_button, is_text

__all__ = [
    "Choice",
    "choose",
    "has_text",
    "home_of",
    "is_of_head",
    "kept_places",
    "mark_of",
    "starts",
]

_HEAD = 3
_WINDOW = 2000
_MARK = 20
_SHORT = 20
_LISTS = frozenset(
    ["dl", "figure", "li", "ol", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The indices of the blocks that are an article's text, and of those above it."""

    main: list[int]
    head: list[int]


def has_text(blocks: Sequence[PageBlock]) -> bool:
    """Whether a page shows running text."""
    return any(
        block.reason is None and is_text(block) and line_shapes.is_closed(block.text)
        for block in blocks
    )


def mark_of(text: str) -> str:
    """Return what a text is known by: how it begins."""
    return _squeezed(text)[:_MARK]


def kept_places(blocks: Sequence[PageBlock], extracted: str) -> set[int]:
    """Return the indices of the blocks in the extracted text: as lines of it, or in its order."""
    lines = [_squeezed(line) for line in extracted.split("\n")]
    known = {*lines, *(line.removeprefix("-") for line in lines)}
    joined, end = "".join(lines), 0
    found: set[int] = set()
    for place, block in enumerate(blocks):
        text = _squeezed(block.text)
        start = joined.find(text[:_MARK], end, end + len(text) + _WINDOW)
        last = joined.find(text[-_MARK:], start, start + len(text) + _WINDOW) if start >= 0 else -1
        if last >= 0 and len(text) >= _MARK:
            end = last + _MARK
        if last >= 0 or text in known:
            found.add(place)
    return found


def _squeezed(text: str) -> str:
    return "".join(text.replace("|", "").split())


def starts(blocks: Sequence[PageBlock], free: Sequence[int]) -> list[int]:
    """Return the headings that begin an article each, if the page surely has several.

    A dateline stands under each, or each is the first of its own article element. ``free`` are the
    indices of the blocks that may be of an article.
    """
    under_datelines: list[int] = []
    of_articles: dict[Any, int] = {}
    heading: int | None = None
    for place in free:
        block = blocks[place]
        if block.level:
            inside = heading is not None and _own_article(block) is _own_article(blocks[heading])
            heading = heading if inside else place
        elif heading is not None and not is_of_head(block):
            if line_shapes.opens_article(block.text):
                under_datelines.append(heading)
            owner = _own_article(blocks[heading])
            if owner is not None and _is_story(block):
                of_articles.setdefault(owner, heading)
            heading = None
    found = max(under_datelines, [*of_articles.values()], key=len)
    return found if len(found) > 1 else []


def choose(
    blocks: Sequence[PageBlock], free: Sequence[int], kept: set[int], title: int | None, name: str
) -> Choice:
    """Return an article's blocks, of those ``free``; ``title`` is the block that has its ``name``.

    From its first to its last running text all are of it, after that what stands in the same place.
    """
    free = [i for i in free if i != title and not is_button(blocks[i].text)]
    core = [i for i in free if foot_reason(blocks[i].text) is None] or free
    core = [i for i in core if is_text(blocks[i]) or i in kept or _is_story(blocks[i])] or core
    if title is not None:
        core = [i for i in core if i > title or i in kept] or core
        under = [i for i in core if i > title]
        core = under if any(_is_story(blocks[i]) for i in under) else core
    begins = (n for n, i in enumerate(core) if not _is_above(blocks[i], name))
    core = core[next(begins, 0) :]
    if not core:
        return Choice(main=[], head=[])
    main = [i for i in free if core[0] <= i <= core[-1]]
    main += _tail(blocks, [i for i in free if i > core[-1]], main)
    if title is not None:
        return Choice(main=main, head=[i for i in free if title < i < core[0]])
    return Choice(main=main, head=[i for i in free if i < core[0]][-_HEAD:])


def _is_above(block: PageBlock, name: str) -> bool:
    """Whether a block is of an article's head: what states something, or the title again."""
    again = bool(name) and block.text == name
    return again or is_of_head(block) or page_head.is_subtitle(block)


def _tail(blocks: Sequence[PageBlock], after: Sequence[int], main: Sequence[int]) -> list[int]:
    """Return the short blocks that end an article; a heading without a text under it does not."""
    homes = {home_of(blocks[i]) for i in main}
    found = [
        i for i in after if home_of(blocks[i]) in homes and foot_reason(blocks[i].text) is None
    ]
    while found and 0 < blocks[found[-1]].level < BOLD:
        found.pop()
    return found


def home_of(block: PageBlock) -> Any:
    """Return the element that a block, or the list or table it is in, stands in."""
    element = block.owner.getparent()
    while tag_of(element) in _LISTS:
        element = element.getparent()
    return element


def is_of_head(block: PageBlock) -> bool:
    """Whether a block says who wrote, when, for which paper, or under which number, only."""
    text = block.text
    return (
        line_shapes.is_byline(text)
        or dates.is_time(text)
        or page_head.stated(text) is not None
        or byline_and_imprint(text) is not None
        or page_head.is_field_row(block)
        or bool(block.time and len(text) <= _SHORT)
        or (page_head.is_credit(text) and not line_shapes.is_closed(text))
    )


def _is_story(block: PageBlock) -> bool:
    """Whether a block is running text, or a sentence, however short, of an article element."""
    if is_text(block):
        return True
    own = _own_article(block) is not None
    return own and line_shapes.is_closed(block.text) and not block.is_linked


def _own_article(block: PageBlock) -> Any:
    """Return the article element that a block stands in, None where there is none."""
    above = [block.owner, *block.owner.iterancestors()]
    return next((element for element in above if tag_of(element) == "article"), None)
