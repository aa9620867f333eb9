"""ODT files: the paragraphs of an OpenDocument text, read as a newspaper page is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.odt_numbers import OdfNumbering
from qa.reading.office import about_of, parsed, words_in
from qa.reading.unpacking import opened_zip
from qa.records import LeftOut, Reason

__all__ = ["OFFICE", "STYLE", "TABLE", "OdfReader", "check_open", "decode_odt"]

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_LEFT_OUT = {
    f"{OFFICE}annotation": Reason.COMMENTS,
    f"{_TEXT}tracked-changes": Reason.STRUCK,
    f"{_TEXT}ruby-text": Reason.ANNOTATION,
    f"{_TEXT}hidden-text": Reason.HIDDEN,
    f"{_TEXT}hidden-paragraph": Reason.HIDDEN,
    f"{_TEXT}table-of-content": Reason.NAVIGATION,
}
_APART = {f"{_TEXT}note-body", f"{_DRAW}text-box"}
_LONGEST_TITLE = 60
_MOST_BLANKS = 1000
_DEEPEST = 10


def decode_odt(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return a document's paragraphs, one a line, the cells of a table's row in one with tabs.

    Notes and text boxes follow the paragraph that they stand in. Headers, footers, comments, what
    was deleted or is hidden, contents and readings above a word are left out.
    """
    with library(name, "ODT"), opened_zip(data, name=name) as opened:
        check_open(opened, name=name)
        root = parsed(opened, "content.xml")
        styles = [parsed(opened, "styles.xml")] if "styles.xml" in opened.namelist() else []
        reader = OdfReader(root, styles)
        body = root.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise ReadError(f"{name}: is an OpenDocument file without text: save it as .docx")
        text = "\n".join(reader.lines(body))
        reader.left_out += _margins(styles)
        title = _title(body, opened)
    return Decoded(
        text=text,
        encoding="odt:paragraphs",
        about=about_of(title, reader.left_out),
        left_out=tuple(reader.left_out),
    )


def check_open(opened: zipfile.ZipFile, *, name: str) -> None:
    """Raise :class:`ReadError` for a file that asks for a password."""
    part = "META-INF/manifest.xml"
    if part in opened.namelist() and b"encryption-data" in opened.read(part):
        raise ReadError(f"{name}: asks for a password: save it without one")


class OdfReader:
    """Reads paragraphs in order; ``left_out`` is what it leaves out of them.

    ``root`` is the document's content, ``styles`` where else its styles are.
    """

    def __init__(self, root: Any, styles: Sequence[Any] = ()) -> None:
        self.left_out: list[LeftOut] = []
        self._hidden, self._struck = _styles(root)
        self._numbering = OdfNumbering([*styles, root])

    def lines(self, container: Any) -> Iterator[str]:
        """Yield the lines of a part of the document."""
        for child in container.iterchildren():
            yield from self._lines_of(child)

    def _lines_of(self, child: Any) -> Iterator[str]:
        if child.tag in _PARAGRAPHS:
            yield from self._paragraph(child)
        elif child.tag == f"{TABLE}table":
            yield from self._rows(child)
        elif child.tag == f"{_TEXT}list":
            yield from self._items(child, style="", level=1)
        elif reason := _LEFT_OUT.get(child.tag):
            self._leave_out(child, reason)
        elif isinstance(child.tag, str):
            yield from self.lines(child)

    def _items(self, listed: Any, *, style: str, level: int) -> Iterator[str]:
        """Yield the lines of a list, the number of each item before its first."""
        style = listed.get(f"{_TEXT}style-name") or style
        if not (
            listed.get(f"{_TEXT}continue-numbering") == "true"
            or listed.get(f"{_TEXT}continue-list")
        ):
            self._numbering.restart(style, level)
        for item in listed.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
            number = ""
            if item.tag == f"{_TEXT}list-item":
                number = self._numbering.next(style, level, item.get(f"{_TEXT}start-value", ""))
            for child in item.iterchildren():
                if child.tag == f"{_TEXT}list":
                    yield from self._items(child, style=style, level=min(level + 1, _DEEPEST))
                    continue
                for line in self._lines_of(child):
                    yield f"{number}{line}" if line.strip() else line
                    number = "" if line.strip() else number

    def _rows(self, table: Any) -> Iterator[str]:
        for row in table.iter(f"{TABLE}table-row"):
            if next(row.iterancestors(f"{TABLE}table")) is table:
                cells = (
                    " ".join(filter(str.strip, self.lines(cell)))
                    for cell in row.iterchildren(f"{TABLE}table-cell")
                )
                yield "\t".join(cells).rstrip("\t")

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        apart: list[Any] = []
        words = "".join(self._words(paragraph, apart))
        if paragraph.get(f"{_TEXT}style-name") in self._hidden:
            self.left_out.append(LeftOut(text=words, reason=Reason.HIDDEN))
        else:
            yield from words.split("\n")
        for part in apart:
            yield from filter(str.strip, self.lines(part))

    def _words(self, element: Any, apart: list[Any]) -> Iterator[str]:
        """Yield the words of a paragraph; what stands apart from it is put into ``apart``."""
        yield _plain(element.text)
        for child in element.iterchildren():
            reason = _LEFT_OUT.get(child.tag) or self._reason(child)
            if reason:
                self._leave_out(child, reason)
            elif child.tag in _APART:
                apart.append(child)
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag] * _count(child)
            elif isinstance(child.tag, str) and child.tag != f"{_TEXT}note-citation":
                yield from self._words(child, apart)
            yield _plain(child.tail)

    def _reason(self, element: Any) -> Reason | None:
        style = element.get(f"{_TEXT}style-name") if isinstance(element.tag, str) else None
        if style is None or element.tag != f"{_TEXT}span":
            return None
        if style in self._hidden:
            return Reason.HIDDEN
        return Reason.STRUCK if style in self._struck else None

    def _leave_out(self, element: Any, reason: Reason) -> None:
        if words := "".join(_shown(element)).strip():
            self.left_out.append(LeftOut(text=words, reason=reason))


def _plain(words: str | None) -> str:
    """Return words without the hyphens that are printed at a line's end only."""
    return " ".join((words or "").split("\n")).replace("\u00ad", "")


def _shown(element: Any) -> Iterator[str]:
    """Yield the words of an element, but not who wrote them and when."""
    if isinstance(element.tag, str) and element.tag not in _OF_CHANGES:
        yield _plain(element.text)
        for child in element:
            yield from _shown(child)
            yield _plain(child.tail)


_OF_CHANGES = {f"{OFFICE}change-info", f"{_DC}creator", f"{_DC}date"}
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}


def _count(element: Any) -> int:
    """Return how many blanks an element stands for."""
    count = element.get(f"{_TEXT}c", "1")
    return min(int(count), _MOST_BLANKS) if count.isdigit() else 1


def _styles(root: Any) -> tuple[set[str], set[str]]:
    """Return the names of the styles that hide their text, and of those that cross it out."""
    hidden, struck = set(), set()
    for style in root.iter(f"{STYLE}style"):
        for properties in style.iter(f"{STYLE}text-properties"):
            name = style.get(f"{STYLE}name", "")
            if properties.get(f"{_TEXT}display") == "none":
                hidden.add(name)
            if properties.get(f"{STYLE}text-line-through-style", "none") != "none":
                struck.add(name)
    return hidden, struck


def _margins(styles: Sequence[Any]) -> Iterator[LeftOut]:
    """Yield what headers and footers say, each once."""
    names = ("header", "footer", "header-left", "footer-left")
    for text in dict.fromkeys(words for root in styles for words in words_in(root, *names)):
        yield LeftOut(text=text, reason=Reason.MARGIN)


def _title(body: Any, opened: zipfile.ZipFile) -> str:
    """Return the document's title, or its first paragraph where that is one by its style."""
    if "meta.xml" in opened.namelist():
        for title in words_in(parsed(opened, "meta.xml"), "title"):
            return title
    for paragraph in body.iter(*_PARAGRAPHS):
        if words := "".join(paragraph.itertext()).strip():
            style = paragraph.get(f"{_TEXT}style-name", "")
            heads = paragraph.tag == f"{_TEXT}h" or style == "Title"
            return words if heads and len(words) <= _LONGEST_TITLE else ""
    return ""
