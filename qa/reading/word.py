"""DOCX files: the text that a word processor saves as plain text, read as a newspaper page is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qa.reading import line_shapes
from qa.reading.documents import Decoded, library
from qa.reading.newspaper import read_page
from qa.reading.office import about_of
from qa.reading.origin import Source
from qa.reading.unpacking import opened_zip
from qa.reading.word_marks import SYMBOLS, superscript
from qa.reading.word_numbers import Numbering, number_of
from qa.records import Article, LeftOut, Piece, Reading, Reason

__all__ = ["decode_docx", "read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = {
    f"{_W}del": Reason.STRUCK,
    f"{_W}moveFrom": Reason.STRUCK,
    f"{_W}rt": Reason.ANNOTATION,
}
_SEPARATE = {f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", f"{_W}tblPr", f"{_MC}Fallback"}
_LONGEST_CELL = 60
_LONGEST_REPEATED = 20
_LONGEST_TITLE = 60


def decode_docx(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return a document's paragraphs, one a line with its number, and its title.

    Text boxes and tables are read where they stand, the cells of a row in one line with a tab
    between, a short cell that is merged downwards in each of its rows; tables that only lay out
    text are read cell by cell. Notes follow the paragraph that points at them. Headers, footers,
    comments, hidden and deleted text, and readings above a word are in ``left_out``. The day a
    file was made on is not taken for an article's date; a header may state that of its page.
    """
    import docx

    with library(name, "DOCX"), opened_zip(data, name=name):
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        text = "\n".join(reader.lines(document.element.body))
        margins = list(reader.margins())
        title = document.core_properties.title.strip() or _title(document.element.body, text)
    left_out = tuple(reader.left_out + margins)
    about = about_of(title, margins)
    return Decoded(text=text, encoding="docx", about=about, left_out=left_out)


def read_docx(source: Source) -> Reading:
    """Return the articles of a document as those of a page.

    Its header may state their day and paper, and their page in that.
    """
    reading = read_page(source)
    articles = reading.articles
    if len(articles) == 1:
        articles = (_titled(articles[0]),)
    about = source.about
    articles = tuple(
        replace(
            article,
            date=article.date or about.date,
            date_from=article.date_from if article.date else about.date_from,
            imprint=article.imprint or about.imprint,
            source=article.source or about.source,
        )
        for article in articles
    )
    return replace(reading, articles=articles)


def _titled(article: Article) -> Article:
    """Return an article without the first line of its text, where that is its title."""
    cut = len(article.title) + 1
    if not article.title or not article.text.startswith(f"{article.title}\n") or not article.origin:
        return article
    pieces = tuple(
        Piece(
            start=max(0, piece.start - cut),
            file_start=piece.file_start + max(0, cut - piece.start) * piece.width,
            length=piece.length - max(0, cut - piece.start),
            width=piece.width,
        )
        for piece in article.origin.pieces
        if piece.start + piece.length > cut
    )
    text = article.text[cut:]
    return replace(article, text=text, origin=replace(article.origin, pieces=pieces))


class _Reader:
    """Reads a document's paragraphs in order; ``left_out`` is what it leaves out of them."""

    def __init__(self, document: Any) -> None:
        self.left_out: list[LeftOut] = []
        self.parts = _parts(document)
        self.notes = {
            (kind, note.get(f"{_W}id")): note
            for kind in ("footnote", "endnote")
            for part in self.parts.get(f"{kind}s", ())
            for note in part.iter(f"{_W}{kind}")
            if note.get(f"{_W}type") in (None, "normal")
        }
        styles = document.part.part_related_by(_STYLES).element if _has_styles(document) else None
        self.hidden = _hidden_styles(styles)
        self.numbering = Numbering(self.parts.get("numbering", ()), styles)

    def lines(self, container: Any) -> Iterator[str]:
        """Yield the lines of what a document, a cell, a text box or a note holds."""
        for child in container.iterchildren():
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _SEPARATE:
                yield from self.lines(child)

    def margins(self) -> Iterator[LeftOut]:
        """Yield what stands in headers and footers, each once, and in reviewers' comments."""
        seen: set[str] = set()
        for kind, reason in (
            ("header", Reason.MARGIN),
            ("footer", Reason.MARGIN),
            ("comments", Reason.COMMENTS),
        ):
            for part in self.parts.get(kind, ()):
                text = "\n".join(filter(str.strip, self.lines(part)))
                if text and text not in seen:
                    yield LeftOut(text=text, reason=reason)
                seen.add(text)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        words = "".join(self._words(paragraph, hidden=self._is_hidden(paragraph)))
        number = self.numbering.next(paragraph)
        yield from (f"{number}{words}" if words.strip() else words).split("\n")
        for box in paragraph.iter(f"{_W}txbxContent"):
            # What a text box holds stands there twice, the second time for old programs.
            own = next(box.iterancestors(f"{_W}p")) is paragraph
            if own and next(box.iterancestors(f"{_MC}Fallback"), None) is None:
                yield from self.lines(box)
        for kind in ("footnote", "endnote"):
            for reference in paragraph.iter(f"{_W}{kind}Reference"):
                note = self.notes.pop((kind, reference.get(f"{_W}id")), None)
                if note is not None and next(reference.iterancestors(f"{_W}p")) is paragraph:
                    yield from filter(str.strip, self.lines(note))

    def _words(self, element: Any, *, hidden: bool) -> Iterator[str]:
        """Yield the parts of a paragraph's text, in order; what is left out is noted."""
        for child in element.iterchildren():
            tag = child.tag
            if not isinstance(tag, str) or tag in _SEPARATE:
                continue
            reason = _LEFT_OUT.get(tag) or (
                _run_reason(child, self.hidden) if tag == f"{_W}r" else None
            )
            reason = reason or (Reason.HIDDEN if hidden and tag == f"{_W}r" else None)
            if reason:
                self._leave_out(child, reason)
            elif (words := _own_words(child)) is not None:
                yield words
            else:
                yield _opening(child)
                yield from self._words(child, hidden=hidden)

    def _leave_out(self, element: Any, reason: Reason) -> None:
        parts = (_own_words(part) or "" for part in element.iter())
        if text := "".join(parts).strip():
            self.left_out.append(LeftOut(text=text, reason=reason))

    def _is_hidden(self, paragraph: Any) -> bool:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return style is not None and style.get(f"{_W}val") in self.hidden

    def _table(self, table: Any) -> Iterator[str]:
        rows = [(row, list(_inside(row, f"{_W}tc"))) for row in _inside(table, f"{_W}tr")]
        cells = {cell: list(self.lines(cell)) for _, found in rows for cell in found}
        if any(map(_is_laid_out, cells.items())):
            for lines in cells.values():
                yield from lines
            return
        hanging: dict[int, str] = {}
        for row, found in rows:
            texts: list[str] = [""] * number_of(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
            for cell in found:
                text = " ".join(filter(str.strip, cells[cell]))
                column = len(texts)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val") != "restart":
                    text = text or hanging.get(column, "")
                hanging[column] = (
                    text if merge is not None and len(text) <= _LONGEST_REPEATED else ""
                )
                texts += [text] + [""] * (number_of(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1) - 1)
            yield "\t".join(texts).rstrip("\t")


def _is_laid_out(row: tuple[Any, list[str]]) -> bool:
    """Whether a cell shows that its table lays out text: prose, or a table of its own."""
    cell, lines = row
    if cell.find(f".//{_W}tbl") is not None:
        return True
    return any(len(line) > _LONGEST_CELL and line_shapes.is_prose(line) for line in lines)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table, or the cells of a row, also in content controls; no deeper."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _inside(child, tag)


def _own_words(element: Any) -> str | None:
    """Return the characters that an element is; None for one that only holds others."""
    tag = element.tag
    if tag in (f"{_W}t", f"{_M}t", f"{_W}delText"):
        return element.text or ""
    if tag == f"{_W}sym":
        return _symbol(element)
    if tag == f"{_M}sup":
        return superscript("".join(part.text or "" for part in element.iter(f"{_M}t")))
    return _BREAKS.get(tag)


def _opening(element: Any) -> str:
    """Return the sign that a part of a formula is drawn with: a fraction's bar, a root."""
    return {f"{_M}den": "/", f"{_M}rad": "√"}.get(element.tag, "")


def _symbol(element: Any) -> str:
    code = element.get(f"{_W}char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    font = element.get(f"{_W}font", "").split(" ")[0].lower()
    return SYMBOLS.get((font, number & 0xFF)) or chr(number)


def _run_reason(run: Any, hidden: set[str]) -> Reason | None:
    """Return why a run is not of the text: it is hidden or crossed out."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return None
    style = properties.find(f"{_W}rStyle")
    if _is_on(properties, "vanish") or (style is not None and style.get(f"{_W}val") in hidden):
        return Reason.HIDDEN
    struck = _is_on(properties, "strike") or _is_on(properties, "dstrike")
    return Reason.STRUCK if struck else None


def _is_on(properties: Any, name: str) -> bool:
    switch = properties.find(f"{_W}{name}")
    return switch is not None and switch.get(f"{_W}val", "1") not in ("0", "false", "off")


_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STYLES = f"{_RELATED}styles"


def _parts(document: Any) -> dict[str, list[Any]]:
    """Return the roots of the parts that belong to a document, by kind: header, footnotes, ..."""
    from lxml import etree

    found: dict[str, list[Any]] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.removeprefix(_RELATED)
        if kind in ("header", "footer", "footnotes", "endnotes", "comments", "numbering"):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            found.setdefault(kind, []).append(etree.fromstring(relation.target_part.blob, parser))
    return found


def _has_styles(document: Any) -> bool:
    return any(relation.reltype == _STYLES for relation in document.part.rels.values())


def _hidden_styles(styles: Any) -> set[str]:
    """Return the ids of the styles that hide their text."""
    if styles is None:
        return set()
    return {
        style.get(f"{_W}styleId", "")
        for style in styles.iter(f"{_W}style")
        if (properties := style.find(f"{_W}rPr")) is not None and _is_on(properties, "vanish")
    }


def _title(body: Any, lines: str) -> str:
    """Return the first paragraph where its style or its looks say that it is the title.

    One with a number before it, which ``lines`` have, is a chapter's.
    """
    for paragraph in body.iter(f"{_W}p"):
        text = "".join(part.text or "" for part in paragraph.iter(f"{_W}t")).strip()
        if text:
            apart = len(text) <= _LONGEST_TITLE and lines.lstrip().startswith(text)
            return text if apart and _is_title(paragraph, body) else ""
    return ""


def _is_title(paragraph: Any, body: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val", "").lower() in ("title", "heading1"):
        return True
    centred = paragraph.find(f"{_W}pPr/{_W}jc")
    if centred is None or centred.get(f"{_W}val") != "center":
        return False
    own = max((number_of(size, 0) for size in paragraph.iter(f"{_W}sz")), default=0)
    sizes = [number_of(size, 0) for size in body.iter(f"{_W}sz")]
    return own > 0 and own > max(set(sizes), key=sizes.count)
