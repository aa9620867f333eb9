"""Files that are no text of news: what each is, and what to do with it.

A name proves little and contents more: what a file's first bytes or lines show is believed.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qa.errors import ReadError
from qa.reading.iso2709 import is_iso2709
from qa.reading.scan import PICTURES

__all__ = ["refuse_binary", "refuse_text"]

_HEAD = 20_000
_SAVE = "open it in its program and save it as .docx, .pdf or .txt"
_UNPACK = "unpack it and add the files in it"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    what: str
    remedy: str


_RENAME_HTML = _Kind(what="a web page (HTML)", remedy="name it .html")
_MAIL = _Kind(what="an e-mail or a saved web page (MIME)", remedy="name it .eml or .mht")
_SHEET = _Kind(what="a table", remedy="name it .csv, or .tsv where tabs are between its cells")
_RTF = _Kind(what="a rich text document (RTF)", remedy="name it .rtf")
_XML = _Kind(what="XML", remedy="name it .xml")
_JSON = _Kind(what="JSON", remedy="name it .json or .jsonl")
_SUBTITLES = _Kind(what="subtitles with their times", remedy="take out the times, or add the text")
_TEX = _Kind(what="a TeX document", remedy="add the PDF that it makes")
_PROGRAM = _Kind(what="a program (PHP)", remedy="save the page that it shows as .html")
_BASE64 = _Kind(what="data in base64", remedy="decode it first")

# First bytes, the endings that such a file may have, what it is.
_SIGNATURES: tuple[tuple[bytes, frozenset[str], _Kind], ...] = (
    (b"%PDF-", frozenset({".pdf"}), _Kind(what="a PDF file", remedy="name it .pdf")),
    (b"{\\rtf", frozenset({".rtf"}), _RTF),
    (b"\x89PNG", PICTURES, _Kind(what="a picture", remedy="name it .png")),
    (b"\xff\xd8\xff", PICTURES, _Kind(what="a picture", remedy="name it .jpg")),
    (b"GIF8", frozenset(), _Kind(what="a picture", remedy="save it as .png")),
    (b"II*\0", PICTURES, _Kind(what="a picture", remedy="name it .tif")),
    (b"MM\0*", PICTURES, _Kind(what="a picture", remedy="name it .tif")),
    (b"ID3", frozenset(), _Kind(what="a sound recording", remedy="add its transcript")),
    (b"Rar!", frozenset(), _Kind(what="a packed archive", remedy=_UNPACK)),
    (b"7z\xbc\xaf", frozenset(), _Kind(what="a packed archive", remedy=_UNPACK)),
    (b"\x28\xb5\x2f\xfd", frozenset(), _Kind(what="compressed (zstd)", remedy=_UNPACK)),
    (b"BZh", frozenset(), _Kind(what="compressed (bzip2)", remedy="name it .bz2")),
    (b"\x1f\x8b", frozenset(), _Kind(what="compressed (gzip)", remedy="name it .gz")),
    (b"\xfd7zXZ", frozenset(), _Kind(what="compressed (xz)", remedy="name it .xz")),
    (b"SQLite format 3", frozenset(), _Kind(what="a database", remedy="export it as .jsonl")),
)
_WORD = frozenset({".docx", ".docm"})
_BOOK = frozenset({".xlsx", ".xlsm"})
_SLIDES = frozenset({".pptx", ".pptm"})
_BINARY = PICTURES | _WORD | _BOOK | _SLIDES | {".pdf", ".odt", ".ods", ".epub", ".zip", ".tar"}
_PAGE = re.compile(rb"[\s\xef\xbb\xbf]*<(?:!doctype html|html\b)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1f]")
_MESSAGE = "__substg1.0_".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What streams a document of an old office program has says which it is; a locked new one is so too.
_STREAMS = (
    (
        "EncryptedPackage",
        _Kind(what="locked with a password", remedy="open it and save it without one"),
    ),
    (
        "WordDocument",
        _Kind(
            what="a document of old Word or WPS (.doc, .wps)",
            remedy="open it in Word, WPS or LibreOffice and save it as .docx",
        ),
    ),
    (
        "Workbook",
        _Kind(
            what="a workbook of old Excel (.xls)",
            remedy="open it in Excel, WPS or LibreOffice and save it as .xlsx",
        ),
    ),
    (
        "PowerPoint Document",
        _Kind(
            what="a presentation of old PowerPoint (.ppt)",
            remedy="open it in PowerPoint, WPS or LibreOffice and save it as .pptx",
        ),
    ),
    (
        "__substg1.0_",
        _Kind(what="an Outlook message", remedy="name it .msg"),
    ),
)
_OLD = _Kind(what="a document of an old office program (.doc, .wps, .xls)", remedy=_SAVE)
_ZIP = b"PK\x03\x04"
# What a ZIP file has in it says which document it is, and by what endings that is read.
_PACKED: tuple[tuple[bytes, frozenset[str], _Kind], ...] = (
    (b"word/", _WORD, _Kind(what="a Word document", remedy="name it .docx")),
    (b"xl/", _BOOK, _Kind(what="a workbook of Excel", remedy="name it .xlsx")),
    (b"ppt/", _SLIDES, _Kind(what="a presentation", remedy="name it .pptx")),
    (b"application/epub", frozenset({".epub"}), _Kind(what="an e-book", remedy="name it .epub")),
    (
        b"opendocument.text",
        frozenset({".odt"}),
        _Kind(what="an OpenDocument text", remedy="name it .odt"),
    ),
    (
        b"opendocument.spreadsheet",
        frozenset({".ods"}),
        _Kind(what="an OpenDocument table", remedy="name it .ods"),
    ),
    (b"opendocument", frozenset(), _Kind(what="an OpenDocument file", remedy="save it as .pptx")),
)
_ARCHIVE = _Kind(what="a packed archive (ZIP)", remedy="name it .zip")
_MARC = _Kind(what="MARC records of a library (ISO 2709)", remedy="name it .mrc")


def refuse_binary(data: bytes, *, name: str, suffix: str) -> None:
    """Raise :class:`ReadError` for bytes that are another kind of file than ``suffix`` says."""
    if suffix in _BINARY and _PAGE.match(data):
        raise _refusal(name, _RENAME_HTML)
    for start, endings, kind in _SIGNATURES:
        if data.startswith(start) and suffix not in endings:
            raise _refusal(name, kind)
    if suffix not in (".mrc", ".marc", ".iso") and is_iso2709(data):
        raise _refusal(name, _MARC)
    if data.startswith(_OLE) and not (suffix == ".msg" and _MESSAGE in data):
        old = (kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data)
        raise _refusal(name, next(old, _OLD))
    if data.startswith(_ZIP):
        _refuse_packed(data, name, suffix)
    elif suffix in _BINARY and b"%PDF-" not in data and not _CONTROL.search(data):
        raise ReadError(f"{name}: is plain text, no {suffix} file: name it .txt")


def _refuse_packed(data: bytes, name: str, suffix: str) -> None:
    found = [(endings, kind) for mark, endings, kind in _PACKED if mark in data]
    if not found and suffix in _BINARY - {".zip"}:
        raise ReadError(
            f"{name}: has no {suffix} document in it: it is cut off (copy or fetch it again), or "
            "another packed file (name it .zip)"
        )
    if suffix != ".zip" and all(suffix not in endings for endings, _ in found):
        raise _refusal(name, found[0][1] if found else _ARCHIVE)


def refuse_text(text: str, *, name: str) -> None:
    """Raise :class:`ReadError` for a text that is markup, data or a program."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    for looks, kind in _TESTS:
        if looks(head):
            raise _refusal(name, kind)


def _refusal(name: str, kind: _Kind) -> ReadError:
    return ReadError(f"{name}: is {kind.what}, no text of news: {kind.remedy}")


def _lines(head: str) -> Iterator[str]:
    return (line for line in re.split(r"[\r\n]+", head) if line.strip())


def _opens(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda head: compiled.match(head) is not None


_HEADER = re.compile(
    r"(?:from|to|subject|date|received|return-path|delivered-to|message-id|mime-version|reply-to"
    r"|content-(?:type|transfer-encoding|location)|x-[\w-]+|snapshot-content-location): ",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"</?(?:p|div|span|br|td|tr|table|a|font|h[1-6]|li|ul|img|meta|link|script|article)\b[^>]*>",
    re.IGNORECASE,
)
_CODED = re.compile(r"[A-Za-z0-9+/]{60,76}={0,2}")
_FEWEST_ROWS = 3
_LONGEST_LABEL = 12
_SENTENCE = re.compile("[。！？]")


def _is_mail(head: str) -> bool:
    """Whether three of the first lines are headers of a message."""
    first = [line for _, line in zip(range(12), _lines(head), strict=False)]
    return (
        bool(first)
        and _HEADER.match(first[0]) is not None
        and sum(_HEADER.match(line) is not None for line in first) > 2
    )


def _is_marked_up(head: str) -> bool:
    """Whether a text has a tag of HTML for every 100 characters, and five at least."""
    return (tags := len(_TAG.findall(head))) >= 5 and 100 * tags >= len(head)


def _is_coded(head: str) -> bool:
    """Whether five lines in a row are base64 and nothing else."""
    run = 0
    for line in _lines(head):
        run = run + 1 if _CODED.fullmatch(line.strip()) else 0
        if run == 5:
            return True
    return False


def _is_sheet(head: str) -> bool:
    """Whether a text is a table: three cells or more in each of three rows, short ones on top."""
    return any(_is_table(head, mark) for mark in ",\t;")


def _is_table(head: str, mark: str) -> bool:
    rows = list(csv.reader(itertools.islice(_lines(head), _FEWEST_ROWS), delimiter=mark))
    top = rows[0] if rows else []
    return (
        len(rows) == _FEWEST_ROWS
        and len(top) > 2
        and all(len(row) == len(top) for row in rows)
        and all(0 < len(cell) <= _LONGEST_LABEL and not _SENTENCE.search(cell) for cell in top)
    )


_TESTS: tuple[tuple[Callable[[str], bool], _Kind], ...] = (
    (_opens(r"<\?php|<%@"), _PROGRAM),
    (_opens(r"<!doctype html|<html\b|<head\b|<body\b"), _RENAME_HTML),
    (_opens(r"<\?xml\b|<(?:rss|feed|rdf:RDF)\b"), _XML),
    (_opens(r"\{\\rtf"), _RTF),
    (_opens(r"""[\[{]\s*(?:"[^"\n]{1,40}"\s*:|\{\s*")"""), _JSON),
    (_opens(r"WEBVTT|\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} *-->|\[(?:\d\d:\d\d|ti:|ar:)"), _SUBTITLES),
    (_opens(r"(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|begin\{)"), _TEX),
    (_is_mail, _MAIL),
    (_is_marked_up, _RENAME_HTML),
    (_is_coded, _BASE64),
    (_is_sheet, _SHEET),
)
