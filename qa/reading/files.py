"""One file to its articles."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import html
import lzma
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from qa.errors import ReadError
from qa.reading.dates import best, in_folder, in_name
from qa.reading.documents import Decoded, read_parts
from qa.reading.encodings import decode
from qa.reading.feeds import decode_feed
from qa.reading.jsonl import read_jsonl
from qa.reading.markdown import read_markdown
from qa.reading.newspaper import read_page
from qa.reading.origin import Source
from qa.reading.pdf import decode_pdf
from qa.reading.refusals import refuse_binary, refuse_text
from qa.reading.web import decode_html
from qa.reading.word import decode_docx, read_docx
from qa.records import Article, DateFrom, Reading

__all__ = ["can_read", "file_text", "read_articles", "read_file"]

_Reader: TypeAlias = Callable[[Source], Reading]


def _decode_page(data: bytes, *, name: str, repair: bool) -> Decoded:
    """Return a page's text, with characters for what web pages write for them: &nbsp;, &#x848B;."""
    made = decode(data, name=name, repair=repair)
    refuse_text(made.text, name=name)
    text, count = _ENTITY.subn(lambda entity: html.unescape(entity[0]), made.text)
    if not count:
        return made
    note = f"{count} 处网页里的字符代码（如 &nbsp;）已还原成字符，位置按还原后的文字计"
    encoding = f"entities:{made.encoding}"
    return replace(made, text=text, encoding=encoding, notes=(*made.notes, note))


_ENTITY = re.compile(
    r"&nbsp;?|&(?:lt|gt|amp|quot|apos|[lr][sd]quo|middot|mdash|ndash|hellip|times|ensp|emsp"
    r"|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
_OPENERS = {".gz": gzip.decompress, ".xz": lzma.decompress, ".bz2": bz2.decompress}
_TEXT = (_decode_page, read_page)
_READERS: dict[str, tuple[Callable[..., Decoded], _Reader]] = {
    ".txt": _TEXT,
    ".jsonl": (decode, read_jsonl),
    ".ndjson": (decode, read_jsonl),
    ".json": (decode, read_jsonl),
    ".md": (decode, read_markdown),
    ".markdown": (decode, read_markdown),
    ".htm": (decode_html, read_parts),
    ".html": (decode_html, read_parts),
    ".xhtml": (decode_html, read_parts),
    ".shtml": (decode_html, read_parts),
    ".xml": (decode_feed, read_parts),
    ".rss": (decode_feed, read_parts),
    ".atom": (decode_feed, read_parts),
    ".pdf": (decode_pdf, read_page),
    ".docx": (decode_docx, read_docx),
    ".docm": (decode_docx, read_docx),
}


def read_articles(path: Path | str) -> list[Article]:
    """Return the articles of a file, in its order; every article has its ``origin``.

    The name's ending says how it is read: ``.jsonl`` is an archive with one JSON object a line
    (:mod:`qa.reading.jsonl`); ``.html`` a web page (:mod:`qa.reading.web`) and ``.md`` Markdown
    (:mod:`qa.reading.markdown`), each one article; ``.pdf`` (:mod:`qa.reading.pdf`), ``.docx``
    (:mod:`qa.reading.word`) and everything else a newspaper page (:mod:`qa.reading.newspaper`),
    and a text that does not look like one is one article. Any may be compressed (``.gz``,
    ``.xz``). Offsets are those of :func:`file_text`. ``origin.file`` is the
    absolute path, links resolved: it means the same from every folder.

    An article of a page is called ``<file name>-<hash of the absolute path>-<number on the page>``:
    the same page again has the same ids, a corrected page replaces its own articles, and pages of
    one name in different folders stay apart. The name and place of the file are its identity.

    Raises :class:`ReadError` for a file that cannot be read; nothing of it is returned.
    """
    return list(read_file(path).articles)


def read_file(path: Path | str, *, repair: bool = False) -> Reading:
    """Return the articles of a file as :func:`read_articles` does, and what is in none of them.

    ``repair``: bytes that are damaged are replaced, each noted in ``repairs``, where the file would
    be refused otherwise. Raises :class:`ReadError` as :func:`read_articles` does.
    """
    source, read, made = _open(path, repair=repair)
    reading = read(source)
    if read in (read_page, read_docx, read_markdown):
        reading = _dated(reading, Path(source.path))
    return replace(
        reading,
        left_out=made.left_out + reading.left_out,
        repairs=made.repairs + reading.repairs,
        notes=made.notes + reading.notes,
    )


def _dated(reading: Reading, file: Path) -> Reading:
    """Return a reading whose articles that state no day have that of the file's name or folders."""
    found = [(DateFrom.FILE_NAME, in_name(file.name)), (DateFrom.FOLDER, in_folder(file))]
    day = best(found, today=dt.datetime.now(tz=dt.UTC).date())
    if day is None:
        return reading
    articles = (
        article if article.date else replace(article, date=day[0], date_from=day[1])
        for article in reading.articles
    )
    return replace(reading, articles=tuple(articles))


def file_text(path: Path | str, *, repair: bool = False) -> str:
    """Return the text that the file offsets of a citation count in.

    ``file_text(citation.file)[citation.file_start:citation.file_end]`` is what was quoted, as it
    stands there. For HTML, PDF and DOCX it is the text that was taken out of the file, for other
    files the whole decoded file. ``repair`` as it was when the file was read. Raises
    :class:`ReadError` for a file that cannot be read.
    """
    return _open(path, repair=repair)[0].text


def can_read(path: Path) -> bool:
    """Whether a file's name says that it holds articles; any file may be read by its own name.

    A ``.json`` file may hold anything: in a folder it is not taken for articles.
    """
    name = path.stem if path.suffix.lower() in _OPENERS else path.name
    kind = Path(name).suffix.lower()
    return kind in _READERS and kind != ".json"


def _open(path: Path | str, *, repair: bool) -> tuple[Source, _Reader, Decoded]:
    file = Path(path)
    _check_name(file)
    data = _read(file)
    inner = file.name
    raw = data
    if opener := _OPENERS.get(file.suffix.lower()):
        inner, raw = file.stem, _decompress(file, data, opener)
    suffix = Path(inner).suffix.lower()
    decoder, read = _READERS.get(suffix, _TEXT)
    if not raw:
        raise ReadError(f"{path}: the file is empty")
    refuse_binary(raw, name=str(path), suffix=suffix)
    made = decoder(raw, name=str(path), repair=repair)
    source = Source.of(
        data,
        file=str(path),
        encoding=made.encoding,
        text=made.text,
        pages=made.pages,
        headlines=made.headlines,
        about=made.about,
        parts=made.parts,
        repair=repair,
    )
    return source, read, made


def _check_name(file: Path) -> None:
    """Raise :class:`ReadError` for a name that is not UTF-8: ids of articles are made of it."""
    try:
        file.name.encode()
    except UnicodeEncodeError as error:
        raise ReadError(
            f"{file}: the file's name is not UTF-8 (another system's encoding): rename the file"
        ) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise ReadError(f"{file}: cannot be read: {what}; give the path of a file") from error


def _decompress(file: Path, data: bytes, opener: Callable[[bytes], bytes]) -> bytes:
    try:
        return opener(data)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise ReadError(f"{file}: damaged {file.suffix} file: {error}; fetch it again") from error
