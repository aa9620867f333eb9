"""The visible text of an HTML page, a block a paragraph, in the page's order.

Nothing that a reader of the page sees is missing; what he does not see, or sees crossed out or
printed above the line, is in blocks of its own that say so.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from qa.reading import line_shapes
from qa.records import Reason

__all__ = ["BOLD", "PageBlock", "is_note_mark", "page_blocks", "parse_html", "tag_of", "visible"]

_SILENT = frozenset(["head", "script", "style", "object", "audio", "video", "canvas"])
_ASIDES = {
    "svg": Reason.OUTSIDE,
    "iframe": Reason.OUTSIDE,
    "noscript": Reason.HIDDEN,
    "template": Reason.HIDDEN,
    "del": Reason.STRUCK,
    "s": Reason.STRUCK,
    "strike": Reason.STRUCK,
    "rt": Reason.ANNOTATION,
    "rp": Reason.ANNOTATION,
}
_HEADINGS = {"founder-title": 1, **{f"h{level}": level for level in range(1, 7)}}
_BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "founder-content",
        "frameset",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
) | frozenset(_HEADINGS)
BOLD = 7
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|position\s*:\s*(?:absolute|fixed)\b(?=[^{}]{0,200}(?<![\w-])(?:left|top)\s*:\s*-\d{3,})"
    r"|(?<![\w-])(?:left|top)\s*:\s*-\d{3,}(?=[^{}]{0,200}position\s*:\s*(?:absolute|fixed)\b)",
    re.IGNORECASE,
)
_NO_SIZE = re.compile(r"font-size\s*:\s*0+(?:\.0+)?(?:[a-z]+|%)?\s*(?![\w.])", re.IGNORECASE)
_SHOWN = re.compile(r"display\s*:\s*(?!none)|visibility\s*:\s*visible", re.IGNORECASE)
_NO_RULES = re.compile(
    r"/\*.*?(?:\*/|\Z)|@[^{};]*+(?:;|\{(?:[^{}]++|\{[^{}]*+\})*+\}|\Z)", re.DOTALL
)
_RULE = re.compile(r"(?<![^{}])([^{}]++)\{([^{}]*+)\}")
_SELECTOR = re.compile(r"\s*([A-Za-z][A-Za-z0-9]*)?([.#][\w-]+)\s*")
_FULL = (
    "\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_WRAP = re.compile(rf"(?<=[{_FULL}])[ \t]*[\r\n][ \t\r\n]*(?=[{_FULL}])")
_SPACE = re.compile(r"[ \t\r\n\v\f\x85\xa0\u2028\u2029]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_ENTITY = re.compile(
    r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|nbsp(?![A-Za-z0-9;]))"
)
_CAPTIONS = re.compile(
    r"(?:img|image|pic|picture|photo)[-_]?(?:desc|descr|title|caption|info|note|text|word)|caption",
    re.IGNORECASE,
)
_PARTS = ("article", "form", "h1", "h2", "h3", "h4", "ol", "section", "select", "ul")
_NOTE_MARK = re.compile(r"[\[［(（〔]?[\d¹²³⁰⁴-⁹①-⑳]{1,3}[\]］)）〕]?|[*†‡]|[↩↑^]\ufe0e?")
_NOTE_NAME = re.compile("note|ref|fn|ftn|edn", re.IGNORECASE)
_LONGEST_CELL = 60
_LONGEST_SENTENCE = 30
_LONGEST_REPEATED = 20
_LONGEST_CAPTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A line of a page: a paragraph, a heading, a list's item, or a row with tabs between cells.

    ``owner`` is the element it stands in; ``level`` is that of a heading, :data:`BOLD` for a line
    that is bold as a headline is, else 0; ``linked`` counts
    its visible characters that are links; ``image``: a picture stands right before it;
    ``caption``: it surely stands under a picture; ``time`` is what a time element in it says to
    machines; ``reason``: it is not of the page's running text.
    """

    text: str
    owner: Any
    level: int = 0
    linked: int = 0
    image: bool = False
    caption: bool = False
    time: str = ""
    reason: Reason | None = None

    @property
    def is_linked(self) -> bool:
        """Whether half of its letters and digits or more are links."""
        return 2 * self.linked >= max(1, sum(map(str.isalnum, self.text)))


def parse_html(page: str) -> Any:
    """Return the root element of a page; broken markup is mended as browsers do it."""
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml.html.document_fromstring(page.encode(), parser=parser)


def page_blocks(root: Any, *, hidden: bool = True) -> list[PageBlock]:
    """Return the blocks of a page; ``hidden``: leave out what its styles hide."""
    from lxml import etree

    walker = _Walker(hidden=_hiding(root) if hidden else None)
    steps = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in steps:
        if event == "start":
            if tag_of(element) in _SILENT:
                steps.skip_subtree()
            else:
                walker.open(element)
        else:
            if event == "end" and tag_of(element) not in _SILENT:
                walker.close(element)
            if element is not root:
                walker.add(element.tail)
    return walker.blocks


def _hiding(root: Any) -> dict[tuple[str, str], str]:
    """Return the style of each .class, #id or tag.class that the page's own sheets hide.

    Rules for some devices only (@media), and selectors of more parts, are not looked at.
    """
    found: dict[tuple[str, str], str] = {}
    for sheet in root.iter("style"):
        for selectors, style in _RULE.findall(_NO_RULES.sub("", "".join(sheet.itertext()))):
            for selector in filter(None, map(_SELECTOR.fullmatch, selectors.split(","))):
                key = ((selector[1] or "").lower(), selector[2])
                found[key] = f"{found.get(key, '')};{style}" if not _SHOWN.search(style) else ""
    return {key: style for key, style in found.items() if style}


def tag_of(element: Any) -> str:
    """Return an element's name in small letters, "" for a comment."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def visible(text: str) -> int:
    """Return how many characters of a text are not white space."""
    return sum(1 for character in text if not character.isspace())


def _plain(raw: str) -> str:
    """Return a text as a browser shows it: white space collapsed, entities that were escaped twice.

    A line break between Chinese characters is none; where a word may be parted is not seen.
    """
    if "&" in raw:
        raw = _ENTITY.sub(lambda match: html.unescape(match[0]), raw)
    return _SPACE.sub(" ", _WRAP.sub("", _UNSEEN.sub("", raw))).strip()


class _Walker:
    """Takes a page's elements in order; ``asides`` are the reasons of the elements it is in."""

    def __init__(self, *, hidden: dict[tuple[str, str], str] | None) -> None:
        self.blocks: list[PageBlock] = []
        self.hidden = hidden
        self.owners: list[Any] = []
        self.asides: list[tuple[Any, Reason]] = []
        self.aside: list[str] = []
        self.parts: list[str] = []
        self.links = 0
        self.linked = 0
        self.strong = 0
        self.bold = 0
        self.preformatted = 0
        self.image = False
        self.time = ""
        self.rows: _Rows | None = None
        self.pictures: dict[Any, bool] = {}

    def open(self, element: Any) -> None:
        tag = tag_of(element)
        if tag in _BREAKS:
            self._break()
            self.owners.append(element)
        if tag == "table" and _is_data(element):
            self.rows = _Rows()
        if reason := self._reason(element, tag):
            self.asides.append((element, reason))
        self.links += _is_link(element, tag)
        self.strong += tag in ("b", "strong")
        self.preformatted += tag in ("pre", "textarea")
        self.image = self.image or tag == "img"
        if tag == "time":
            self.time = element.get("datetime") or ""
        self.add(element.text)

    def close(self, element: Any) -> None:
        tag = tag_of(element)
        self.links -= _is_link(element, tag)
        self.strong -= tag in ("b", "strong")
        self.preformatted -= tag in ("pre", "textarea")
        if self.asides and self.asides[-1][0] is element:
            self._close_aside(self.asides.pop()[1])
        if tag in _BREAKS:
            if self.rows is not None:
                self._close_in_rows(self.rows, element, tag)
            self._break()
            self.owners.pop()

    def add(self, text: str | None) -> None:
        if not text:
            return
        if self.asides:
            self.aside.append(text)
            return
        for number, line in enumerate(text.split("\n") if self.preformatted else [text]):
            if number:
                self._break()
            self.parts.append(line)
            size = sum(map(str.isalnum, line)) if self.links or self.strong else 0
            self.linked += size if self.links else 0
            self.bold += size if self.strong else 0

    def _reason(self, element: Any, tag: str) -> Reason | None:
        reason = _ASIDES.get(tag)
        if tag == "a" and is_note_mark(element):
            reason = Reason.MARK
        if reason is None and self.hidden is not None and _is_hidden(element, self.hidden):
            reason = Reason.HIDDEN
        return reason

    def _close_aside(self, reason: Reason) -> None:
        if self.asides:
            return
        text, self.aside = _plain("".join(self.aside)), []
        if text:
            owner = self.owners[-1] if self.owners else None
            self.blocks.append(PageBlock(text=text, owner=owner, reason=reason))

    def _break(self) -> None:
        """End the block that was begun; in a cell, and in what is left out, it is a space."""
        if self.asides:
            self.aside.append(" ")
        elif self.rows is not None:
            self.parts.append(" ")
        else:
            self._emit(_plain("".join(self.parts)))
            self.parts = []

    def _close_in_rows(self, rows: _Rows, element: Any, tag: str) -> None:
        if tag in ("td", "th"):
            rows.add(_plain("".join(self.parts)), element)
            self.parts = []
        elif tag == "tr":
            self._emit(rows.end())
        elif tag in ("caption", "table"):
            self._emit(_plain("".join(self.parts)))
            self.parts = []
            self.rows = None if tag == "table" else rows

    def _emit(self, text: str) -> None:
        if text.strip():
            owner = self.owners[-1]
            block = PageBlock(
                text=text,
                owner=owner,
                level=_HEADINGS.get(tag_of(owner), 0) or self._bold_level(text),
                linked=self.linked,
                image=self.image,
                caption=self._is_caption(owner),
                time=self.time,
            )
            self.blocks.append(block)
            self.image, self.time = False, ""
        self.linked = self.bold = 0

    def _bold_level(self, text: str) -> int:
        whole = self.bold >= sum(map(str.isalnum, text)) > 0
        return BOLD if whole and line_shapes.is_headline(text) else 0

    def _is_caption(self, owner: Any) -> bool:
        """Whether a block is a figure's caption, or the few words in a table with a picture."""
        if self.image and any(_CAPTIONS.search(_names(child)) for child in owner):
            return True
        for element in [owner, *owner.iterancestors()]:
            tag = tag_of(element)
            if tag == "figcaption" or (self.image and _CAPTIONS.search(_names(element))):
                return True
            if tag == "table":
                if element not in self.pictures:
                    self.pictures[element] = _is_picture(element)
                return self.pictures[element]
        return False


class _Rows:
    """The rows of a data table; a short cell that is merged downwards is said again in each row."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.hanging: dict[int, tuple[int, str]] = {}

    def add(self, text: str, element: Any) -> None:
        self._fill()
        if (rows := _span(element, "rowspan")) > 1:
            again = text if len(text) <= _LONGEST_REPEATED else ""
            self.hanging[len(self.cells)] = (rows, again)
        self.cells += [text] + [""] * (_span(element, "colspan") - 1)

    def end(self) -> str:
        """Return the row that was begun."""
        self._fill()
        cells, self.cells = self.cells, []
        self.hanging = {
            column: (rows - 1, text) for column, (rows, text) in self.hanging.items() if rows > 1
        }
        return "\t".join(cells).rstrip()

    def _fill(self) -> None:
        """Add the cells that hang down from rows before to where the row has come."""
        while len(self.cells) in self.hanging:
            self.cells.append(self.hanging[len(self.cells)][1])


def _span(element: Any, name: str) -> int:
    value = (element.get(name) or "").strip()
    return min(int(value), 1000) if value.isdecimal() and int(value) else 1


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def is_note_mark(element: Any) -> bool:
    """Whether a link is the number of a note, or the arrow back from one: ¹, [2], ↩.

    A number that is neither raised nor in brackets is one where its target's name says so: 见第3节
    has a link too.
    """
    target = element.get("href") or ""
    words = "".join(element.itertext()).strip()
    if not target[1:] or target[0] != "#" or not _NOTE_MARK.fullmatch(words):
        return False
    raised = "sup" in map(tag_of, (*element.iter(), element.getparent()))
    return raised or not words.isdecimal() or _NOTE_NAME.search(target) is not None


def _is_link(element: Any, tag: str) -> bool:
    return tag == "a" and element.get("href") is not None


def _is_hidden(element: Any, sheet: dict[tuple[str, str], str]) -> bool:
    """Whether an element is not shown: as it says itself, or as the page's own sheet says."""
    own = element.get("style") or ""
    if element.get("hidden") is not None or _hides(own, element):
        return True
    if not sheet or _SHOWN.search(own):
        return False
    names = [f".{name}" for name in (element.get("class") or "").split()]
    names += [f"#{element.get('id')}"] if element.get("id") else []
    styles = (sheet.get((tag, name), "") for name in names for tag in ("", tag_of(element)))
    return any(_hides(style, element) for style in styles)


def _hides(style: str, element: Any) -> bool:
    """Whether a style hides: letters of no size do where nothing inside has a style of its own."""
    if not style or _HIDDEN.search(style):
        return bool(style)
    inside = element.iterdescendants()
    return _NO_SIZE.search(style) is not None and not any(
        one.get("style") or one.get("class") for one in inside
    )


def _is_picture(table: Any) -> bool:
    """Whether a table holds a picture and the few words under it."""
    if table.find(".//img") is None or table.find(".//table") is not None:
        return False
    return visible("".join(table.itertext())) <= _LONGEST_CAPTION


def _is_prose(cell: str) -> bool:
    """Whether a table's cell holds running text: it is long, or a sentence of some length."""
    size = visible(cell)
    sentence = line_shapes.is_prose(cell.strip()) and line_shapes.is_closed(cell.strip())
    return size > _LONGEST_CELL or (sentence and size > _LONGEST_SENTENCE)


def _is_data(table: Any) -> bool:
    """Whether a table has data: short cells, two or more in a row, no page's parts inside."""
    if next(table.iterdescendants("table", "img", *_PARTS), None) is not None:
        return False
    if any(_is_prose("".join(cell.itertext())) for cell in table.iter("td", "th")):
        return False
    rows = list(table.iter("tr"))
    merged = any(cell.get("rowspan") for cell in table.iter("td", "th"))
    wide = sum(1 for row in rows if merged or len(row) > 1)
    links = sum(visible("".join(link.itertext())) for link in table.iter("a"))
    most = visible("".join(table.itertext())) // 2 if len(rows) > 1 else 0
    return 2 * wide >= max(1, len(rows)) and links <= most
