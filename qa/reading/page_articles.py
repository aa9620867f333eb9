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
from functools import reduce
from itertools import pairwise, takewhile
from pathlib import PurePath
from typing import Any

from qa.chinese.imprint import imprint_in, printed
from qa.reading import dates, line_shapes, page_head
from qa.reading.copied import Copied, take_article
from qa.reading.document_days import document_day
from qa.reading.fields import byline_and_imprint
from qa.reading.furniture import lead_date, page_date, paper_of
from qa.reading.lines import Line
from qa.reading.origin import About
from qa.reading.page_blocks import PageBlock, page_blocks, visible
from qa.reading.page_choice import (
    choose,
    has_text,
    home_of,
    is_of_head,
    kept_places,
    mark_of,
    starts,
)
from qa.reading.page_reasons import container_reasons, foot_reason, is_text
from qa.records import DateFrom, Imprint, LeftOut, Reason

__all__ = ["Page", "WebArticle", "take_apart"]

_FOOT = 3
_LONGEST_PART = 60
_CREDITED_PICTURE = re.compile(r".{0,100}[\u4e00-\u9fff]{2,4}\s*摄影?[）)]?")
_PUBLISHED = (DateFrom.FIELD, DateFrom.METADATA, DateFrom.LINE)
"""Sources of a day of publication that count before the day on which a document was written."""
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
    imprints: list[str] = field(default_factory=list)
    said: Copied = field(default_factory=Copied)


def take_apart(
    page: str, root: Any, *, extracted: str, sitename: str | None, file: PurePath, today: dt.date
) -> Page:
    """Return the articles of a page, none where it has no running text.

    ``extracted`` is the main text as the extraction library found it, ``sitename`` the site's name;
    ``file`` may state the day in its name; a day after ``today`` is not believed of everything.
    """
    about = _About(
        page=page, root=root, file=file, metas=page_head.meta(root), sitename=sitename, today=today
    )
    blocks = page_blocks(root)
    notes: list[str] = []
    if not has_text(blocks) and has_text(shown := page_blocks(root, hidden=False)):
        blocks = shown
        notes.append("页面的正文都被样式隐藏，已按显示的文字读取。")
    reader = _Reader(blocks, about, extracted)
    articles = tuple(article for draft in reader.drafts() if (article := reader.article(draft)))
    return Page(
        articles=articles,
        left_out=tuple(reader.left_out()),
        notes=(*notes, *reader.notes()),
    )


class _Reader:
    """Gives each block of a page its place: ``reasons`` has why it is in no article, else None."""

    def __init__(self, blocks: Sequence[PageBlock], about: _About, extracted: str) -> None:
        self.blocks = blocks
        self.about = about
        self.kept = kept_places(blocks, extracted)
        self.reasons = [
            None if page_head.labelled(block.text)[0] else reason
            for block, reason in zip(blocks, container_reasons(blocks, self.kept), strict=True)
        ]
        self.starts = starts(blocks, self._free(0, len(blocks)))
        self.placed: set[int] = set()
        self.cut: dict[int, str] = {}
        self.extra: list[LeftOut] = []
        self.main: list[int] = []
        self.mastheads: list[str] = []
        self.days = list(page_head.page_dates(about.root, about.page, about.metas, about.file))
        above = self._above_text()
        fields, places = page_head.page_fields([blocks[place] for place in above])
        self.fields = {above[place] for place in places}
        self.days.append((DateFrom.FIELD, page_head.field_day(fields)))
        self.issuer = page_head.issuer(fields)
        if not self.starts:
            labels = (page_head.published(blocks[place].text) for place in above)
            self.days += [(DateFrom.LINE, day) for day in labels]
        self.written = page_head.field_day(fields, written=True)
        self.paper = page_head.paper(about.root, about.page) or about.sitename

    def drafts(self) -> list[_Draft]:
        """Return the parts of the page that hold an article each."""
        bounds = [0, *self.starts[1:], len(self.blocks)]
        return [_Draft(first=first, end=end) for first, end in pairwise(bounds)]

    def article(self, draft: _Draft) -> WebArticle | None:
        """Return the article of a part of the page; None where it has no text."""
        name, title = self._title(draft)
        free = [place for place in self._free(draft.first, draft.end) if place not in self.fields]
        choice = choose(self.blocks, free, self.kept, title, name)
        draft.main, draft.head = choice.main, choice.head
        if not draft.main:
            return None
        if title is not None:
            self._take_title(draft, title, name)
        else:
            draft.title.append(name)
        self._read_head(draft, title)
        self._read_foot(draft)
        self._leave_page(draft)
        paragraphs = tuple(self._paragraphs(draft))
        return WebArticle(paragraphs=paragraphs, about=self._about(draft, paragraphs))

    def left_out(self) -> list[LeftOut]:
        """Return what is in no article, blocks of one reason that stand together as one."""
        found: list[LeftOut] = []
        last = -2
        for place, block in enumerate(self.blocks):
            if place in self.placed:
                continue
            reason = self.reasons[place] or foot_reason(block.text)
            if reason is None:
                reason = Reason.FURNITURE if is_of_head(block) else Reason.NAVIGATION
            if place in self.fields or page_head.is_field_row(block):
                reason = Reason.FIELD
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
        shown = {mark_of(self.blocks[place].text) for place in self.main}
        return [
            block
            for block in self.blocks
            if block.reason is Reason.HIDDEN
            and line_shapes.is_prose(block.text)
            and mark_of(block.text) not in shown
        ]

    def _above_text(self) -> list[int]:
        """Return which blocks are shown above the first sentence of running text."""
        shown = (place for place, block in enumerate(self.blocks) if block.reason is None)
        return [*takewhile(lambda place: not self._is_sentence(place), shown)]

    def _is_sentence(self, place: int) -> bool:
        block = self.blocks[place]
        return is_text(block) and line_shapes.is_closed(block.text)

    def _free(self, first: int, end: int) -> list[int]:
        return [place for place in range(first, end) if self.reasons[place] is None]

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
        """Return the heading above the first text and its byline: the page's name is no title."""
        free = self._free(draft.first, draft.end)
        first = next((n for n, place in enumerate(free) if is_text(self.blocks[place])), 0)
        above = [i for i in free[:first] if not is_of_head(self.blocks[i])]
        return above[-1] if above and self.blocks[above[-1]].level else None

    def _take_title(self, draft: _Draft, title: int, name: str) -> None:
        """Take the headline's parts: what the page marks as parts of it stands around the title."""
        homes = {home_of(self.blocks[i]) for i in draft.main if not self.blocks[i].caption}
        group = home_of(self.blocks[title])
        above: list[int] = []
        below: list[int] = []
        for place in self._free(draft.first, draft.main[0]):
            other = self.blocks[place]
            paper = page_head.is_paper(other.text, self.about.metas)
            near = (
                bool(other.level) and not paper and group not in homes and home_of(other) is group
            )
            again = name in (other.text, page_head.labelled(other.text)[1].strip())
            if place == title or again or len(other.text) > _LONGEST_PART:
                continue
            if near or page_head.is_subtitle(other):
                (below if place > title or other.text.startswith("副") else above).append(place)
        draft.title = [self._part(place) for place in (*above, title, *below)]
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
            text, buttons = page_head.without_buttons(self.blocks[place].text)
            if self.blocks[place].caption or self._is_of_event(place, text):
                kept.append(place)
                continue
            draft.lines.append(text)
            if day := page_head.stated(text):
                draft.stated.append(day)
                draft.imprints.append(text)
                self.reasons[place] = Reason.FURNITURE
            elif found := byline_and_imprint(text):
                byline, imprint = (text[span.start : span.end] for span in found[:2])
                draft.stated.append(found[2])
                draft.imprints.append(imprint)
                self._take_byline(draft, place, byline, buttons)
                self.extra.append(LeftOut(text=imprint, reason=Reason.FURNITURE))
            elif line_shapes.is_byline(text) and not page_head.is_credit(text):
                self._take_byline(draft, place, text, buttons)
            elif is_of_head(self.blocks[place]):
                self.reasons[place] = Reason.FURNITURE
            elif any(text == part for part in draft.title):
                self.reasons[place] = Reason.REPEATED
            elif foot_reason(text) is None and (title is not None or self._is_beside(place, draft)):
                kept.append(place)
        draft.main = kept + draft.main

    def _is_of_event(self, place: int, text: str) -> bool:
        """Whether a line above the text has an event's day: 地点： stands under it."""
        below = self.blocks[place + 1 : place + 2]
        return page_head.stated(text) is not None and any(
            line_shapes.is_label(block.text) for block in below
        )

    def _is_beside(self, place: int, draft: _Draft) -> bool:
        """Whether a block stands where the text begins."""
        return home_of(self.blocks[place]) is home_of(self.blocks[draft.main[0]])

    def _take_byline(self, draft: _Draft, place: int, text: str, buttons: str = "") -> None:
        words = line_shapes.without_brackets(text)
        before, _, after = text.partition(words)
        self.extra += [
            LeftOut(text=mark.strip(), reason=Reason.MARK)
            for mark in (before, after)
            if mark.strip()
        ]
        if buttons:
            self.extra.append(LeftOut(text=buttons, reason=Reason.NAVIGATION))
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

    def _leave_page(self, draft: _Draft) -> None:
        """Leave out what is around the text on its page: labels, notices, other headlines."""
        places = [place for place in draft.main if not self.blocks[place].caption]
        rows: list[Line] = []
        start = 0
        for place in places:
            text = self.blocks[place].text
            rows.append(Line(text=text, start=start, indent=0, width=len(text), after_blank=True))
            start += len(text) + 1
        taken, draft.said = take_article(rows, titled=True)
        kept = {row.start: row.text for row in taken.rows}
        reasons = {span.start: reason for span, reason in taken.left_out}
        for place, row in zip(places, rows, strict=True):
            if row.start not in kept:
                self.reasons[place] = reasons.get(row.start, Reason.FIELD)
                draft.main.remove(place)
            elif rest := row.text[len(kept[row.start]) :].strip():
                self.cut[place] = kept[row.start]
                reason = taken.why(row.start, row.end)
                self.extra.append(LeftOut(text=rest, reason=reason))

    def _paragraphs(self, draft: _Draft) -> list[str]:
        found: list[str] = []
        last: Any = None
        for number, place in enumerate(draft.main):
            block = self.blocks[place]
            self.placed.add(place)
            text = self.cut.get(place, block.text)
            under = block.image and number and _is_under_picture(text)
            if not (block.caption or under):
                if last is block.owner and found and found[-1][-1] in "，、":
                    found[-1] += text
                else:
                    found.append(text)
                self.main.append(place)
            elif last is block.owner and draft.captions:
                draft.captions[-1] += f" {text}"
            else:
                draft.captions.append(text)
            last = block.owner
        if not found:
            found, draft.captions = draft.captions, []
        return found

    def _about(self, draft: _Draft, paragraphs: Sequence[str]) -> About:
        about = self.about
        day = dates.best(self._days(draft, paragraphs), today=about.today)
        if self.written and (day is None or day[1] not in _PUBLISHED):
            day = (self.written, DateFrom.FIELD)
        if day is None and draft.said.stood:
            day = (draft.said.stood, DateFrom.LINE)
        if day is None:
            own = document_day(" ".join(draft.title), "\n".join(paragraphs), at_end=False)
            day = (own, DateFrom.LINE) if own else None
        credited = next(filter(None, map(page_head.credited, draft.lines)), None)
        said = " ".join(row.text for row in draft.said.bylines) or None
        byline = " ".join(draft.bylines) or page_head.author(about.metas) or credited or said
        source = page_head.publisher(about.metas, draft.lines) or draft.said.source or self.issuer
        return About(
            title=" ".join(draft.title),
            date=day[0] if day else None,
            date_from=day[1] if day else None,
            byline=byline,
            source=source or paper_of(self.mastheads) or self.paper,
            captions=tuple(draft.captions),
            imprint=self._imprint(draft),
        )

    def _imprint(self, draft: _Draft) -> Imprint | None:
        """Return where the article is in its paper: by its imprint, its page's top, its file."""
        said = [*draft.imprints, *self.mastheads, self.about.file.name]
        return printed(reduce(printed, map(imprint_in, said)), draft.said.imprint)

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
            *((DateFrom.MASTHEAD, page_date(line)) for line in self.mastheads),
        ]

    def _masthead(self, draft: _Draft) -> list[str]:
        """Return the lines of the page's top, and its name, that state a day as newspapers do."""
        names = [" ".join("".join(e.itertext()).split()) for e in self.about.root.iter("title")][:1]
        top = [self.blocks[i].text for i in self._free(0, (draft.head or draft.main)[0])]
        papers = any(page_head.is_paper(line, self.about.metas) for line in top)
        return [
            line
            for line in names + top
            if (papers or any(mark in line for mark in ("星期", "周", "版", "农历")))
            and dates.stated(line)
        ]


def _is_under_picture(text: str) -> bool:
    """Whether a line right after a picture is its caption: 大桥夜景。汪海洋摄."""
    return line_shapes.is_caption(text) or _CREDITED_PICTURE.fullmatch(text) is not None
