"""PPTX files: a presentation is one article, slide by slide; a page of a citation is its slide."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.office import CORE, parsed, related, words_in
from qa.reading.origin import About, Part
from qa.reading.unpacking import opened_zip
from qa.records import LeftOut, Reason

__all__ = ["decode_pptx"]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_BOOK = "ppt/presentation.xml"
_MARGINS = ("dt", "ftr", "sldNum", "hdr")
_TITLES = ("title", "ctrTitle")
_DEFAULT = re.compile(r"(?:PowerPoint|WPS).*", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class _Deck:
    """What was read of a presentation so far."""

    opened: zipfile.ZipFile
    title: str = ""
    slides: list[list[str]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, lines: Iterator[str] | list[str], reason: Reason) -> None:
        self.left_out += (LeftOut(text=line, reason=reason) for line in lines if line.strip())


def decode_pptx(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the lines of a presentation's slides, in their order, and its title.

    The title is the first slide's, or the document's. Footers, slide numbers, hidden slides,
    speakers' notes, comments and the words of charts are left out.
    """
    with library(name, "PPTX"), opened_zip(data, name=name) as opened:
        deck = _Deck(opened=opened)
        for part in _slides(opened):
            _take(deck, part)
        for part in opened.namelist():
            if re.fullmatch(r"ppt/comments/\w+\.xml", part):
                deck.leave_out(words_in(parsed(opened, part), "text", "txBody"), Reason.COMMENTS)
        title = deck.title or _core_title(opened)
    text = "\n".join(line for slide in deck.slides for line in slide)
    if not text.strip() and not title:
        raise ReadError(f"{name}: no text on these slides: recognise the text of pictures (OCR)")
    pages, place = [], 0
    for slide in deck.slides:
        pages.append(min(place, len(text)))
        place += sum(len(line) + 1 for line in slide)
    return Decoded(
        text=text,
        encoding="pptx:slides",
        pages=tuple(pages),
        parts=(Part(start=0, end=len(text), about=About(title=title)),),
        left_out=tuple(deck.left_out),
    )


def _slides(opened: zipfile.ZipFile) -> list[str]:
    targets = related(opened, _BOOK)
    ids = parsed(opened, _BOOK).iter(f"{_P}sldId")
    return [targets[one.get(f"{_R}id")][1] for one in ids]


def _core_title(opened: zipfile.ZipFile) -> str:
    if CORE not in opened.namelist():
        return ""
    title = next(words_in(parsed(opened, CORE), "title"), "")
    return "" if _DEFAULT.fullmatch(title) else title


def _take(deck: _Deck, part: str) -> None:
    """Take a slide."""
    root = parsed(deck.opened, part)
    targets = related(deck.opened, part)
    lines: list[str] = []
    for shape in _shapes(root.find(f"{_P}cSld/{_P}spTree")):
        placed = next(shape.iter(f"{_P}ph"), None)
        kind = placed.get("type", "") if placed is not None else ""
        own = [line for line in _lines(shape, deck, targets) if line.strip()]
        if kind in _MARGINS:
            deck.leave_out(own, Reason.MARGIN)
        elif kind in _TITLES and not deck.slides and not deck.title:
            deck.title = " ".join(" ".join(own).split())
        else:
            lines += own
    if root.get("show") == "0":
        deck.leave_out(lines, Reason.HIDDEN)
        lines = []
    deck.slides.append(lines)
    for kind, target in targets.values():
        if kind == "chart":
            words = dict.fromkeys(words_in(parsed(deck.opened, target), "t", "v"))
            deck.leave_out([" ".join(words)], Reason.FIELD)
        elif kind == "notesSlide":
            notes = _shapes(parsed(deck.opened, target).find(f"{_P}cSld/{_P}spTree"))
            for shape in notes:
                deck.leave_out(list(_lines(shape, deck, {})), Reason.HIDDEN)


def _shapes(tree: Any) -> Iterator[Any]:
    """Yield the shapes of a slide, those of groups too; not what stands there for old programs."""
    for child in tree if tree is not None else ():
        if child.tag in (f"{_P}grpSp", f"{_MC}AlternateContent", f"{_MC}Choice"):
            yield from _shapes(child)
        elif child.tag in (f"{_P}sp", f"{_P}graphicFrame", f"{_P}cxnSp", f"{_P}pic"):
            yield child


def _lines(shape: Any, deck: _Deck, targets: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Yield the paragraphs of a shape, a row of a table in one line, those of a diagram."""
    for table in shape.iter(f"{_A}tbl"):
        for row in table.iter(f"{_A}tr"):
            cells = (" ".join(_paragraphs(cell)) for cell in row.iter(f"{_A}tc"))
            yield "\t".join(cells).rstrip("\t")
    for body in shape.iter(f"{_P}txBody"):
        yield from _paragraphs(body)
    for diagram in shape.iter(_DIAGRAM):
        _, part = targets.get(diagram.get(f"{_R}dm"), ("", ""))
        if part:
            yield from _paragraphs(parsed(deck.opened, part))


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter(f"{_A}p"):
        words = (
            "\n" if node.tag == f"{_A}br" else node.text or ""
            for node in paragraph.iter(f"{_A}t", f"{_A}br")
        )
        yield from "".join(words).split("\n")
