"""The blocks of an HTML page to its articles, and to what is in none of them.

Between the first and the last running text of an article everything is of it that has no reason
not to be: what the extraction library drops there comes back in its place. Notices, editors and
buttons are looked for at an article's beginning and end only, where they stand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from qa.reading import dates, line_shapes, page_head
from qa.reading.furniture import lead_date, page_date
from qa.reading.origin import About
from qa.reading.page_blocks import BOLD, PageBlock, page_blocks, tag_of, visible
from qa.reading.page_reasons import container_reasons, foot_reason, is_button, is_text
from qa.records import DateFrom, LeftOut, Reason

__all__ = ["Page", "WebArticle", "take_apart"]

_FOOT = 3
_HEAD = 3
_WINDOW = 2000
_MARK = 20
_SHORT = 20
_CREDITED_PICTURE = re.compile(r".{0,100}[\u4e00-\u9fff]{2,4}\s*摄影?[）)]?")
_LISTS = frozenset(
    ["dl", "figure", "li", "ol", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"]
)
_LOST = 0.05
"""Share of the text that the extraction library may lose without a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebArticle:
    """An article's paragraphs, in order, and what its page says of it."""

    paragraphs: tuple[str, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page taken apart: every visible character of it is in one of these."""

    articles: tuple[WebArticle, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """A page and where it is from: ``root`` is its first element, ``found`` what was extracted."""

    page: str
    root: Any
    file: PurePath
    metas: dict[str, list[str]]
    sitename: str | None
    today: dt.date


@dataclass(slots=True, kw_only=True)
class _Draft:
    """An article being put together of the blocks ``first`` up to ``end`` of its page."""

    first: int
    end: int
    title: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    main: list[int] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    stated: list[dt.date] = field(default_factory=list)


def take_apart(
    page: str, root: Any, *, extracted: str, sitename: str | None, file: PurePath, today: dt.date
) -> Page:
    """Return the articles of a page, none where it has no running text.

    ``extracted`` is the main text as the extraction library found it, ``sitename`` the site's name;
    ``file`` may state the day in its name, and no day after ``today`` is believed.
    """
    about = _About(
        page=page, root=root, file=file, metas=page_head.meta(root), sitename=sitename, today=today
    )
    blocks = page_blocks(root)
    notes: list[str] = []
    if not _has_text(blocks) and _has_text(shown := page_blocks(root, hidden=False)):
        blocks = shown
        notes.append("页面的正文都被样式隐藏，已按显示的文字读取。")
    reader = _Reader(blocks, about, extracted)
    articles = tuple(article for draft in reader.drafts() if (article := reader.article(draft)))
    return Page(
        articles=articles,
        left_out=tuple(reader.left_out()),
        notes=(*notes, *reader.notes()),
    )


def _has_text(blocks: Sequence[PageBlock]) -> bool:
    return any(
        block.reason is None and is_text(block) and line_shapes.is_closed(block.text)
        for block in blocks
    )


def _squeezed(text: str) -> str:
    return "".join(text.replace("|", "").split())


def _kept(blocks: Sequence[PageBlock], extracted: str) -> set[int]:
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


class _Reader:
    """Gives each block of a page its place: ``reasons`` has why it is in no article, else None."""

    def __init__(self, blocks: Sequence[PageBlock], about: _About, extracted: str) -> None:
        self.blocks = blocks
        self.about = about
        self.kept = _kept(blocks, extracted)
        self.reasons = [
            None if page_head.labelled(block.text)[0] else reason
            for block, reason in zip(blocks, container_reasons(blocks, self.kept), strict=True)
        ]
        self.starts = self._starts()
        self.placed: set[int] = set()
        self.extra: list[LeftOut] = []
        self.main: list[int] = []
        self.name = ""
        self.mastheads: list[dt.date | None] = []
        self.days = list(page_head.page_dates(about.root, about.page, about.metas, about.file))
        self.paper = page_head.paper(about.page) or about.sitename

    def drafts(self) -> list[_Draft]:
        """Return the parts of the page that hold an article each."""
        bounds = [0, *self.starts[1:], len(self.blocks)]
        return [_Draft(first=first, end=end) for first, end in pairwise(bounds)]

    def article(self, draft: _Draft) -> WebArticle | None:
        """Return the article of a part of the page; None where it has no text."""
        name, title = self._title(draft)
        self.name = name
        self._choose(draft, title)
        if not draft.main:
            return None
        if title is not None:
            self._take_title(draft, title, name)
        else:
            draft.title.append(name)
        self._read_head(draft, title)
        self._read_foot(draft)
        paragraphs = tuple(self._paragraphs(draft))
        return (
            WebArticle(paragraphs=paragraphs, about=self._about(draft, paragraphs, name))
            if paragraphs
            else None
        )

    def left_out(self) -> list[LeftOut]:
        """Return what is in no article, blocks of one reason that stand together as one."""
        found: list[LeftOut] = []
        last = -2
        for place, block in enumerate(self.blocks):
            if place in self.placed:
                continue
            reason = self.reasons[place] or foot_reason(block.text)
            if reason is None:
                reason = Reason.FURNITURE if _is_of_head(block) else Reason.NAVIGATION
            if found and place == last + 1 and found[-1].reason is reason:
                found[-1] = replace(found[-1], text=f"{found[-1].text}\n{block.text}")
            else:
                found.append(LeftOut(text=block.text, reason=reason))
            last = place
        return found + self.extra

    def notes(self) -> list[str]:
        """Say how much of the articles' text the extraction library had dropped."""
        mixed = {block.owner for block in self.blocks if block.reason}
        places = [place for place in self.main if self.blocks[place].owner not in mixed]
        sizes = {place: visible(self.blocks[place].text) for place in places}
        lost = sum(size for place, size in sizes.items() if place not in self.kept)
        total = sum(sizes.values())
        found = []
        if self.kept and lost > _LOST * total:
            found.append(
                f"正文提取漏掉了 {lost} 字（正文的 {lost / total:.0%}），已从页面原文补回原处。"
            )
        if hidden := sum(visible(block.text) for block in self._unseen()):
            found.append(
                f"页面里有 {hidden} 字不显示，没有收入文章；若是“阅读全文”后的文字，请展开后另存。"
            )
        return found

    def _unseen(self) -> list[PageBlock]:
        """Return the hidden blocks of some length that are not there for the reader as well."""
        shown = {_squeezed(self.blocks[place].text)[:_MARK] for place in self.main}
        return [
            block
            for block in self.blocks
            if block.reason is Reason.HIDDEN
            and line_shapes.is_prose(block.text)
            and _squeezed(block.text)[:_MARK] not in shown
        ]

    def _free(self, first: int, end: int) -> list[int]:
        return [place for place in range(first, end) if self.reasons[place] is None]

    def _starts(self) -> list[int]:
        """Return the headings that begin an article each, if the page surely has several.

        A dateline stands under each, or each is the first of its own article element.
        """
        under_datelines: list[int] = []
        of_articles: dict[Any, int] = {}
        heading: int | None = None
        for place in self._free(0, len(self.blocks)):
            block = self.blocks[place]
            if block.level:
                heading = place if heading is None else heading
            elif heading is not None and not _is_of_head(block):
                if line_shapes.opens_article(block.text):
                    under_datelines.append(heading)
                owner = _own_article(self.blocks[heading])
                if owner is not None and is_text(block):
                    of_articles.setdefault(owner, heading)
                heading = None
        starts = max(under_datelines, [*of_articles.values()], key=len)
        return starts if len(starts) > 1 else []

    def _title(self, draft: _Draft) -> tuple[str, int | None]:
        """Return an article's title, and the block it is; None where it is in none."""
        start = next((place for place in self.starts if draft.first <= place < draft.end), None)
        if start is not None:
            return self.blocks[start].text, start
        name, title = page_head.title_of(self.about.root, self.blocks, self.about.metas)
        if title is None and (above := self._heading_above(draft)) is not None:
            return self.blocks[above].text, above
        return name, title

    def _heading_above(self, draft: _Draft) -> int | None:
        """Return the heading right above the first text, where the page's name is no title."""
        free = self._free(draft.first, draft.end)
        first = next((n for n, place in enumerate(free) if is_text(self.blocks[place])), 0)
        return free[first - 1] if first and self.blocks[free[first - 1]].level else None

    def _choose(self, draft: _Draft, title: int | None) -> None:
        """Find the article's blocks, and those between its title and them."""
        free = [i for i in self._free(draft.first, draft.end) if i != title]
        free = [i for i in free if not is_button(self.blocks[i].text)]
        core = [i for i in free if not self._ends(i)] or free
        core = [i for i in core if is_text(self.blocks[i]) or i in self.kept] or core
        if title is not None:
            core = [i for i in core if i > title or i in self.kept] or core
            after = [i for i in core if i > title]
            core = after if any(is_text(self.blocks[i]) for i in after) else core
        core = self._without_head(core)
        if not core:
            return
        first, last = core[0], core[-1]
        draft.main = [i for i in free if first <= i <= last]
        homes = {self._home(i) for i in draft.main}
        for place in free:
            if place > last and self._home(place) in homes and not self._ends(place):
                draft.main.append(place)
        while draft.main[-1] > last and 0 < self.blocks[draft.main[-1]].level < BOLD:
            draft.main.pop()
        start = title + 1 if title is not None else draft.first
        head = [i for i in free if start <= i < first]
        draft.head = head if title is not None else head[-_HEAD:]

    def _home(self, place: int) -> Any:
        """Return the element that a block, or the list or table it is in, stands in."""
        element = self.blocks[place].owner.getparent()
        while tag_of(element) in _LISTS:
            element = element.getparent()
        return element

    def _ends(self, place: int) -> bool:
        return foot_reason(self.blocks[place].text) is not None

    def _begins(self, place: int) -> bool:
        block = self.blocks[place]
        if _is_of_head(block) or page_head.is_subtitle(block):
            return True
        return bool(self.name) and block.text == self.name

    def _without_head(self, core: list[int]) -> list[int]:
        """Return the blocks after those that belong to the article's head."""
        first = next((n for n, place in enumerate(core) if not self._begins(place)), 0)
        return core[first:]

    def _take_title(self, draft: _Draft, title: int, name: str) -> None:
        """Take the headline's parts: what the page marks as parts of it stands around the title."""
        self.placed.add(title)
        homes = {self._home(i) for i in draft.main}
        block = self.blocks[title]
        group = self._home(title) if self._home(title) not in homes else None
        above: list[int] = []
        below: list[int] = []
        for place in self._free(draft.first, draft.main[0]):
            other = self.blocks[place]
            if place == title:
                continue
            near = group is not None and self._home(place) is group and bool(other.level)
            if not (near or page_head.is_subtitle(other)) or len(other.text) > 60:
                continue
            if other.text == name:
                continue
            (above if place < title and not other.text.startswith("副") else below).append(place)
        parts = (
            [self._part(place) for place in above] + [block.text] + [self._part(i) for i in below]
        )
        draft.title = [part for part in parts if part]
        draft.head = [place for place in draft.head if place not in self.placed]

    def _part(self, place: int) -> str:
        label, words = page_head.labelled(self.blocks[place].text)
        self.placed.add(place)
        if label:
            self.extra.append(LeftOut(text=label.strip(), reason=Reason.FIELD))
        return words

    def _read_head(self, draft: _Draft, title: int | None) -> None:
        """Read the lines above the text: what they state is taken, other words are of the text."""
        kept: list[int] = []
        for place in draft.head:
            text = self.blocks[place].text
            if self.blocks[place].caption:
                kept.append(place)
                continue
            draft.lines.append(text)
            if day := dates.stated(text):
                draft.stated.append(day)
                self.reasons[place] = Reason.FURNITURE
            elif found := page_head.byline_and_imprint(text):
                draft.stated.append(dates.stated(found[1]) or dt.date.min)
                self._take_byline(draft, place, found[0])
                self.extra.append(LeftOut(text=found[1], reason=Reason.FURNITURE))
            elif line_shapes.is_byline(text) and not page_head.is_credit(text):
                self._take_byline(draft, place, text)
            elif _is_of_head(self.blocks[place]):
                self.reasons[place] = Reason.FURNITURE
            elif any(text == part for part in draft.title):
                self.reasons[place] = Reason.REPEATED
            elif self._ends(place) or (
                title is None and self._home(place) is not self._home(draft.main[0])
            ):
                continue
            else:
                kept.append(place)
        draft.main = kept + draft.main

    def _take_byline(self, draft: _Draft, place: int, text: str) -> None:
        words = line_shapes.without_brackets(text)
        before, _, after = text.partition(words)
        self.extra += [
            LeftOut(text=mark.strip(), reason=Reason.MARK)
            for mark in (before, after)
            if mark.strip()
        ]
        draft.bylines.append(words)
        self.placed.add(place)

    def _read_foot(self, draft: _Draft) -> None:
        """Take the bylines that stand alone under the text."""
        for place in reversed(draft.main[1:][-_FOOT:]):
            text = self.blocks[place].text
            if page_head.is_signature(text):
                self._take_byline(draft, place, text)
                draft.main.remove(place)
            elif line_shapes.is_prose(text):
                break

    def _paragraphs(self, draft: _Draft) -> list[str]:
        found: list[str] = []
        last: Any = None
        for number, place in enumerate(draft.main):
            block = self.blocks[place]
            self.placed.add(place)
            under = block.image and number and _is_under_picture(block.text)
            if not (block.caption or under):
                if last is block.owner and found and found[-1][-1] in "，、":
                    found[-1] += block.text
                else:
                    found.append(block.text)
                self.main.append(place)
            elif last is block.owner and draft.captions:
                draft.captions[-1] += f" {block.text}"
            else:
                draft.captions.append(block.text)
            last = block.owner
        if not found:
            found, draft.captions = draft.captions, []
        return found

    def _about(self, draft: _Draft, paragraphs: Sequence[str], name: str) -> About:
        about = self.about
        day = dates.best(self._days(draft, paragraphs), today=about.today)
        credited = next(filter(None, map(page_head.credited, draft.lines)), None)
        byline = " ".join(draft.bylines) or page_head.author(about.metas) or credited
        return About(
            title=" ".join(draft.title),
            date=day[0] if day else None,
            date_from=day[1] if day else None,
            byline=byline,
            source=page_head.publisher(about.metas, draft.lines) or self.paper,
            captions=tuple(draft.captions),
        )

    def _days(
        self, draft: _Draft, paragraphs: Sequence[str]
    ) -> Iterable[tuple[DateFrom, dt.date | None]]:
        stamps = [self.blocks[place].time for place in draft.head]
        if draft.first == 0:
            self.mastheads = self._masthead(draft)
        return [
            *self.days,
            *((DateFrom.METADATA, dates.stamp(stamp)) for stamp in stamps if stamp),
            (DateFrom.DATELINE, lead_date(paragraphs[0])),
            *((DateFrom.LINE, day) for day in draft.stated),
            *((DateFrom.MASTHEAD, day) for day in self.mastheads),
        ]

    def _masthead(self, draft: _Draft) -> list[dt.date | None]:
        """Return the days that the page's top, and its name, state as a newspaper's do."""
        names = [" ".join("".join(e.itertext()).split()) for e in self.about.root.iter("title")][:1]
        top = [self.blocks[i].text for i in self._free(0, (draft.head or draft.main)[0])]
        return [
            page_date(line)
            for line in names + top
            if any(mark in line for mark in ("星期", "周", "版", "农历")) and dates.stated(line)
        ]


def _is_of_head(block: PageBlock) -> bool:
    """Whether a block says who wrote, when, or for which paper, and nothing else."""
    text = block.text
    return (
        line_shapes.is_byline(text)
        or dates.is_time(text)
        or dates.stated(text) is not None
        or page_head.byline_and_imprint(text) is not None
        or bool(block.time and len(text) <= _SHORT)
        or (page_head.is_credit(text) and not line_shapes.is_closed(text))
    )


def _is_under_picture(text: str) -> bool:
    """Whether a line right after a picture is its caption: 大桥夜景。汪海洋摄."""
    return line_shapes.is_caption(text) or _CREDITED_PICTURE.fullmatch(text) is not None


def _own_article(block: PageBlock) -> Any:
    """Return the article element that a heading stands in, if that is not the whole page's."""
    for element in [block.owner, *block.owner.iterancestors()]:
        if tag_of(element) == "article":
            return element
    return None
