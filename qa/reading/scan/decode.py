"""Recognised pages to a text with its articles, and the place of each character of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from qa.places import Place, PlacedBox, Places
from qa.reading.documents import Decoded
from qa.reading.drafts import Draft
from qa.reading.lines import Block
from qa.reading.lines import Line as TextLine
from qa.reading.newspaper import draft_of, page_of, reading_of
from qa.reading.origin import Source
from qa.reading.scan.ends import whole_cells
from qa.reading.scan.page import Box, Character, ScanPage
from qa.reading.scan.parted import parted
from qa.reading.scan.rows import Row
from qa.reading.scan.sheets import Sheet, sheets
from qa.reading.scan.stories import Story
from qa.reading.scan.vertical import closed
from qa.records import LeftOut, Reading, Reason, Span

__all__ = ["LaidOut", "Told", "decode_pages", "lay_out"]

_PAGE_BREAK = "\n\f\n"
_UNSURE = 0.5
_MANY = 0.02  # of a page's characters are unsure: that is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article as places in the text."""

    paragraphs: tuple[Span, ...]
    headline: tuple[Span, ...] = ()
    bylines: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """The text of recognised pages, and where each of its characters is on their pictures.

    ``pages`` are the offsets at which they begin. What was put in between lines has no place.
    """

    text: str
    places: Places
    pages: tuple[int, ...]
    told: tuple[Told, ...]
    furniture: tuple[Span, ...]
    hyphens: int
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Writer:
    """Puts a text together and notes where each character is from."""

    parts: list[str] = field(default_factory=list)
    places: list[Place | None] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hyphens: int = 0
    page: int = 0
    cells: dict[Box, Box] = field(default_factory=dict)
    falls: bool = False

    def plain(self, text: str) -> None:
        """Write what is on no page."""
        self.parts += text
        self.places += [None] * len(text)

    def printed(self, characters: Iterable[Character], spaces: Container[int] = ()) -> None:
        """Write what is on the page, white as a space."""
        for number, one in enumerate(characters):
            if number in spaces:
                self.plain(" ")
            self.parts += one.text
            self.places += [_place(one, self.cells.get(one.box, one.box), self.page)] * len(
                one.text
            )

    def paragraph(self, rows: Sequence[Row]) -> Span:
        """Write printed lines that run on in one another."""
        self.separate("\n")
        start = len(self.parts)
        if self.falls:
            rows = _closed(rows)
        for number, row in enumerate(rows):
            following = rows[number + 1].characters if number + 1 < len(rows) else ()
            if _is_hyphenated(row.characters, following):
                self.printed(row.characters[:-1], row.spaces)
                self.hyphens += 1
                continue
            self.printed(row.characters, row.spaces)
            if _parts_words(row.characters, following):
                self.plain(" ")
        return Span(start=start, end=len(self.parts))

    def separate(self, mark: str) -> None:
        """Write line breaks, unless the text begins here or they are there."""
        if self.parts and "".join(self.parts[-len(mark) :]) != mark and self.parts[-1] != "\f":
            self.plain(mark if self.parts[-1] != "\n" else mark[1:])


def _place(one: Character, box: Box, page: int) -> Place:
    placed = PlacedBox(page=page, left=box.left, top=box.top, width=box.width, height=box.height)
    return Place(box=placed, confidence=one.confidence)


def _closed(rows: Sequence[Row]) -> list[Row]:
    """Return the lines of a vertical paragraph with its quotations closed."""
    characters = iter(closed([one for row in rows for one in row.characters]))
    return [replace(row, characters=tuple(islice(characters, len(row.characters)))) for row in rows]


def _is_hyphenated(row: Sequence[Character], following: Sequence[Character]) -> bool:
    """Whether a line ends with the hyphen of a word that the next one goes on with."""
    before = "".join(one.text for one in row[-3:])
    after = "".join(one.text for one in following[:2])
    word = before[-1:] in "-\u00ad\u2010" and before[:-1].isascii() and before[:-1].isalpha()
    return bool(before) and word and len(before) == 3 and after.isascii() and after.islower()


def _parts_words(row: Sequence[Character], following: Sequence[Character]) -> bool:
    """Whether the end of a line stands for the white space between two Latin words."""
    if not row or not following:
        return False
    before, after = row[-1].text[-1:], following[0].text[:1]
    if before.isdigit() and after.isdigit():
        return False
    return all(one.isascii() and one.isalnum() for one in (before, after))


def lay_out(pages: Sequence[ScanPage]) -> LaidOut:
    """Return the text of pages in reading order, one line a paragraph, and its articles."""
    writer = _Writer()
    for number, page in enumerate(pages):
        if number:
            writer.plain(_PAGE_BREAK)
        writer.pages.append(len(writer.parts))
        writer.page = page.number
        writer.cells = whole_cells(page)
        found = sheets(parted(page))
        for place, sheet in enumerate(found):
            if place:
                writer.plain(_PAGE_BREAK)
            _write(writer, sheet)
        writer.notes += _notes(page, found)
    return LaidOut(
        text="".join(writer.parts),
        places=Places.of(writer.places, _sizes(pages), _turns(pages)),
        pages=tuple(writer.pages),
        told=tuple(writer.told),
        furniture=tuple(writer.furniture),
        hyphens=writer.hyphens,
        notes=tuple(writer.notes),
    )


def _sizes(pages: Sequence[ScanPage]) -> list[tuple[int, int]]:
    """Return the sizes of all pages up to the last; one that was not recognised has none."""
    sizes = {page.number: (page.width, page.height) for page in pages}
    return [sizes.get(number, (0, 0)) for number in range(1, max(sizes, default=0) + 1)]


def _turns(pages: Sequence[ScanPage]) -> list[int]:
    turns = {page.number: page.turn for page in pages}
    return [turns.get(number, 0) for number in range(1, max(turns, default=0) + 1)]


def _write(writer: _Writer, sheet: Sheet) -> None:
    writer.falls = sheet.falls
    for row in sheet.furniture:
        writer.furniture.append(writer.paragraph([row]))
    for story in sheet.stories:
        writer.separate("\n\n")
        writer.told.append(_tell(writer, story))


def _tell(writer: _Writer, story: Story) -> Told:
    """Write an article; one of headlines or captions only has them as its text."""

    def written(items: Iterable[Sequence[Row]]) -> tuple[Span, ...]:
        return tuple(writer.paragraph(item) for item in items)

    headline, bylines = ([[row] for row in rows] for rows in (story.headline, story.bylines))
    if not story.paragraphs:
        return Told(paragraphs=written([*headline, *bylines, *story.captions]))
    return Told(
        headline=written(headline),
        bylines=written(bylines),
        paragraphs=written(story.paragraphs),
        captions=written(story.captions),
    )


def _notes(page: ScanPage, found: Sequence[Sheet]) -> list[str]:
    if not found:
        return [f"第{page.number}页没有读到文字。"]
    notes = []
    if any(sheet.mixed for sheet in found):
        notes.append(f"第{page.number}页横排与竖排都有，先后未必准确。")
    if turned := sum(sheet.turned for sheet in found):
        notes.append(f"第{page.number}页有{turned}行横排文字从右往左读。")
    characters = [one for line in page.lines for one in line.characters]
    unsure = sum(1 for one in characters if one.confidence < _UNSURE)
    if unsure > _MANY * len(characters):
        notes.append(
            f"第{page.number}页{len(characters)}个字里有{unsure}个认得没有把握"
            f"（低于 {_UNSURE}），引用前请对照原图。"
        )
    return notes


def decode_pages(pages: Sequence[ScanPage], *, fingerprint: str, name: str) -> Decoded:
    """Return the text of recognised pages, with a form feed between them, and its articles.

    ``fingerprint`` says what recognised them and is kept in ``encoding``. What belongs to a page
    and to no article is left out with its reason; ``notes`` say where the order of a page is not
    sure, and where many characters are not. ``name`` is that of the file.
    """
    made = lay_out(pages)
    return Decoded(
        text=made.text,
        encoding=f"ocr:{fingerprint}",
        pages=made.pages,
        places=made.places,
        left_out=(LeftOut(text="-", reason=Reason.HYPHEN),) * made.hyphens,
        notes=made.notes,
        read=partial(_read, made=made),
    )


def _read(source: Source, *, made: LaidOut) -> Reading:
    drafts: list[Draft] = []
    strays: list[Span] = []
    for told in made.told:
        head = [_block(made.text, span) for span in told.headline]
        draft = draft_of(head, [_block(made.text, span) for span in told.paragraphs], strays)
        captions = tuple((span,) for span in told.captions)
        bylines = (*((span,) for span in told.bylines), *draft.body.bylines)
        body = replace(draft.body, captions=captions, bylines=bylines)
        drafts.append(replace(draft, body=body))
    page = page_of(drafts, made.text, furniture=made.furniture, strays=strays)
    return reading_of(page, source)


def _block(text: str, span: Span) -> Block:
    """Return a paragraph as a block of which it is known where it begins."""
    words = text[span.start : span.end]
    line = TextLine(text=words, start=span.start, indent=2, width=2 * len(words), after_blank=True)
    return Block(lines=(line,), text=words, indented=True, after_blank=True)
