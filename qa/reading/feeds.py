"""RSS and Atom files with whole articles, as papers' issues are collected: an item an article."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

from qa.chinese.fold import BLANK
from qa.chinese.imprint import imprint_in, printed
from qa.errors import ReadError
from qa.reading.documents import Decoded, library
from qa.reading.furniture import page_date
from qa.reading.marc import decode_marc_xml, marc_records
from qa.reading.named import textless
from qa.reading.origin import About, Part
from qa.reading.unpacking import check_marks, check_size
from qa.reading.xml_records import decode_records
from qa.records import DateFrom, LeftOut, Reason

__all__ = ["decode_feed"]

_CONTENT = ("encoded", "content", "description", "summary")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "hr",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "center",
        "pre",
        "dd",
        "dt",
        "figcaption",
    ]
)
_HIDDEN = frozenset({"script", "style", "noscript", "template"})
_PAGE = re.compile(r"[\[【（(]\s*(?:第?\s*[A-Z]{0,2}\d{1,3}\s*版)[^\]】）)]{0,16}[\]】）)]\s*")
_IMPRINT = re.compile(
    r"[^。，]{0,12}[（(]\s*[^。，（）()]{0,24}?\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}[^。，（）()]{0,24}[）)][^。，]{0,30}"
)
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)")
_HEAD = 8
_TAGS = re.compile(
    r"</?(?:a|b|big|br|div|em|font|h[1-6]|i|img|p|small|span|strong|su[bp]|u)(?:\s[^<>]*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["'](gb(?:2312|k|18030))["']""", re.IGNORECASE
)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>")


def decode_feed(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the text of a feed's items, one line a paragraph, and where each stands.

    What stands twice, an item's title within its text, is left out of the second place. An item's
    date is its own, that of the line (2026年5月3日 第01版) in it, or that of its address.
    Of several texts of an item the fullest kind is the article, what others say is left out; so is
    an item without a text, and a note says so.
    XML that is no feed is read as records (:mod:`qa.reading.xml_records`). Raises
    :class:`ReadError` for a feed without text in its items, or, without ``repair``, one that is cut
    off; with it, a note says so.
    """
    check_size(data, name=name)
    check_marks([data], name=name)
    with library(name, "XML"):
        root, cut = _root(data)
    if root is None:
        raise ReadError(f"{name}: is XML without anything in it: export it anew")
    if cut and not repair:
        raise ReadError(
            f"{name}: the file is cut off or damaged ({cut}): fetch it again, or read what there "
            "is with --repair (read_file(..., repair=True))"
        )
    if _name(root) not in ("rss", "feed", "RDF"):
        nodes = marc_records(root)
        read = decode_marc_xml(nodes, name=name) if nodes else decode_records(root, name=name)
        return replace(read, notes=(f"XML 有错（{cut}），有的文字可能丢了",)) if cut else read
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    heads = [node for node in root.iter() if _name(node) in ("channel", "feed")]
    source = next((_title(node) for head in heads for node in head if _name(node) == "title"), "")
    texts: list[str] = []
    parts: list[Part] = []
    left_out: list[LeftOut] = []
    place = 0
    bare: list[int] = []
    for number, item in enumerate(items, start=1):
        about, lines, rest = _item(item, re.split(r"\s+[-—–|]\s+", source)[0])
        left_out += rest
        if lines:
            text = "\n".join(lines)
            parts.append(Part(start=place, end=place + len(text), about=about))
            texts.append(text)
            place += len(text) + 2
        else:
            bare.append(number)
            words = filter(None, (about.title, about.byline))
            left_out += [LeftOut(text=one, reason=Reason.FIELD) for one in words]
    if not texts:
        raise ReadError(f"{name}: no text in this feed's items; collect the whole articles")
    notes = [f"文件没有完，后面的丢了（{cut}）；最后一篇可能不全"] if cut else []
    notes += [textless(bare, unit="条", what="正文", place="条")] if bare else []
    return Decoded(
        text="\n\n".join(texts),
        encoding="feed",
        parts=tuple(parts),
        left_out=tuple(left_out),
        notes=tuple(notes),
    )


def _root(data: bytes) -> tuple[Any, str]:
    """Return the feed, and what is said of its end where that is missing; else nothing."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=True)
    root = etree.fromstring(_as_declared(data), parser)
    if root is None:
        return None, ""
    if _name(root) not in ("rss", "feed", "RDF"):
        wrong = next(iter(parser.error_log), None)
        return root, f"line {wrong.line}: {' '.join(wrong.message.split())}" if wrong else ""
    # UTF-16 has a NUL beside each of these characters.
    is_whole = _END.search(data.replace(b"\0", b"")) is not None
    return root, "" if is_whole else f"no closing tag at its end, byte {len(data)}"


def _as_declared(data: bytes) -> bytes:
    """Return XML with what it calls GB2312 or GBK in UTF-8: it is GB18030 by now."""
    declared = _DECLARED.match(data)
    if not declared:
        return data
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return data
    return (text[: declared.start(1)] + "utf-8" + text[declared.end(1) :]).encode()


def _item(item: Any, source: str) -> tuple[About, list[str], list[LeftOut]]:
    """Return what an item says of itself, its lines of text, and what is in neither."""
    fields = {_name(node): node for node in reversed(item)}
    title = _title(fields.get("title"))
    page = _PAGE.match(title)
    left_out = [LeftOut(text=page[0].strip(), reason=Reason.FURNITURE)] if page else []
    title = title[page.end() :] if page else title
    nodes = [node for name in _CONTENT for node in item if _name(node) == name]
    content, *others = list(filter(None, map(_text, nodes))) or [""]
    shown = set(_lines(content))
    left_out += [
        LeftOut(text=line, reason=Reason.REPEATED if line in shown else Reason.FIELD)
        for other in others
        for line in _lines(other)
    ]
    lines: list[str] = []
    imprint = ""
    for place, line in enumerate(_lines(content)):
        if place < _HEAD and _is_of(line, title):
            left_out.append(LeftOut(text=line, reason=Reason.REPEATED))
        elif place < _HEAD and not imprint and _IMPRINT.fullmatch(line):
            imprint = line
            left_out.append(LeftOut(text=line, reason=Reason.FURNITURE))
        else:
            lines.append(line)
    date, date_from = _date(fields, imprint)
    byline = _text(fields.get("creator")) or _text(fields.get("author"))
    about = About(
        title=title,
        date=date,
        date_from=date_from,
        byline=byline or None,
        source=source or None,
        imprint=printed(imprint_in(page[0]) if page else None, imprint_in(imprint)),
    )
    return about, lines, left_out


def _is_of(line: str, title: str) -> bool:
    """Whether a line is the title, or a part of it: headline, headline above, headline below."""
    return len(line) > 1 and "".join(line.split()) in "".join(title.split())


def _date(fields: dict[str, Any], imprint: str) -> tuple[dt.date | None, DateFrom | None]:
    written = next(
        (
            text
            for name in ("pubDate", "published", "date", "updated")
            if (text := _text(fields.get(name)))
        ),
        "",
    )
    if date := _published(written):
        return date, DateFrom.METADATA
    if date := page_date(imprint):
        return date, DateFrom.LINE
    link = fields.get("link")
    address = _ADDRESS.search((_text(link) or (link.get("href") or "")) if link is not None else "")
    date = page_date("-".join(address.groups())) if address else None
    return date, DateFrom.ADDRESS if date else None


def _published(written: str) -> dt.date | None:
    if not written:
        return None
    try:
        return parsedate_to_datetime(written).date()
    except ValueError:
        return page_date(written)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _text(node: Any) -> str:
    return "" if node is None else "".join(node.itertext()).strip()


def _title(node: Any) -> str:
    """Return a title as a reader sees it: HTML in it is escaped once or twice."""
    written = _text(node)
    if "&" not in written and "<" not in written:
        return written
    unescaped = html.unescape(written)
    return " ".join(_TAGS.sub("", unescaped).split())


def _lines(content: str) -> list[str]:
    """Return the lines that an item's HTML shows, without white space around them."""
    import lxml.html

    if "<" not in content:
        return [line.strip() for line in content.splitlines() if line.strip(BLANK)]
    parts: list[str] = []
    _walk(lxml.html.fragment_fromstring(content, create_parent="div"), parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [line for line in lines if line.strip(BLANK)]


def _walk(node: Any, parts: list[str]) -> None:
    """Append the text of a node and what is in it, a line feed around each block."""
    if isinstance(node.tag, str) and node.tag not in _HIDDEN:
        block = "\n" if node.tag in _BLOCKS else ""
        parts += [block, " ".join((node.text or "").split("\n"))]
        for child in node:
            _walk(child, parts)
            parts.append(" ".join((child.tail or "").split("\n")))
        parts.append(block)
