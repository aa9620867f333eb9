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
from dataclasses import dataclass, replace
from pathlib import Path

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.encodings import decode
from qa.reading.headings import placed
from qa.reading.origin import Source
from qa.reading.refusals import refuse_binary, refuse_text
from qa.records import Article, DateFrom, Origin, Reading

__all__ = ["INSTALL", "can_read", "file_text", "read_articles", "read_file", "text_of"]

INSTALL = "pip install 'kanbao[formats]'"
"""What brings the libraries that read HTML, PDF, DOCX and feeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How a kind of file is read: its bytes to a text, the text to articles.

    ``dated``: an article that states no day may be of the one in the file's name or folders.
    """

    decode: Callable[..., Decoded]
    read: Callable[[Source], Reading]
    dated: bool = False


# What reads a kind, and its library, is imported for the first file of that kind.
def _page() -> _Kind:
    from qa.reading.newspaper import read_page

    return _Kind(decode=_decode_page, read=read_page, dated=True)


def _jsonl() -> _Kind:
    from qa.reading.jsonl import read_jsonl

    return _Kind(decode=decode, read=read_jsonl)


def _markdown() -> _Kind:
    from qa.reading.markdown import read_markdown

    return _Kind(decode=decode, read=read_markdown, dated=True)


def _html() -> _Kind:
    from qa.reading.documents import read_parts
    from qa.reading.web import decode_html

    return _Kind(decode=decode_html, read=read_parts)


def _feed() -> _Kind:
    from qa.reading.documents import read_parts
    from qa.reading.feeds import decode_feed

    return _Kind(decode=decode_feed, read=read_parts)


def _pdf() -> _Kind:
    from qa.reading.newspaper import read_page
    from qa.reading.pdf import decode_pdf

    return _Kind(decode=decode_pdf, read=read_page, dated=True)


def _docx() -> _Kind:
    from qa.reading.word import decode_docx, read_docx

    return _Kind(decode=decode_docx, read=read_docx, dated=True)


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
_BOM = "\ufeff"
_OPENERS = {".gz": gzip.decompress, ".xz": lzma.decompress, ".bz2": bz2.decompress}
_KINDS = {
    ".txt": _page,
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".json": _jsonl,
    ".md": _markdown,
    ".markdown": _markdown,
    ".htm": _html,
    ".html": _html,
    ".xhtml": _html,
    ".shtml": _html,
    ".xml": _feed,
    ".rss": _feed,
    ".atom": _feed,
    ".pdf": _pdf,
    ".docx": _docx,
    ".docm": _docx,
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
    source, kind, made = _open(path, repair=repair)
    reading = kind.read(source)
    if kind.dated:
        reading = _dated(reading, Path(source.path))
    return replace(
        reading,
        articles=tuple(placed(article, source.text) for article in reading.articles),
        left_out=made.left_out + reading.left_out,
        repairs=made.repairs + reading.repairs,
        notes=made.notes + reading.notes,
    )


def _dated(reading: Reading, file: Path) -> Reading:
    """Return a reading whose articles that state no day have that of the file's name or folders."""
    from qa.reading.dates import best, in_folder, in_name

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


def text_of(data: bytes, origin: Origin) -> str:
    """Return the text that an origin's file offsets count in, of the bytes of its file.

    A file that is its own text is decoded and no more, which takes a fiftieth of the time of
    :func:`file_text`: whoever shows a part of it looks whether that is what was read. Raises
    :class:`ReadError` for a file that cannot be read.
    """
    file = Path(origin.file)
    inner, raw = _unpacked(file, data)
    try:
        return raw.decode(origin.encoding, "replace").removeprefix(_BOM)
    except LookupError:  # html:utf-8, pdf: not its own text
        kind = _KINDS.get(Path(inner).suffix.lower(), _page)()
        return _decoded(kind, raw, name=file.name, repair=True).text


def can_read(path: Path) -> bool:
    """Whether a file's name says that it holds articles; any file may be read by its own name.

    A ``.json`` file may hold anything: in a folder it is not taken for articles.
    """
    name = path.stem if path.suffix.lower() in _OPENERS else path.name
    kind = Path(name).suffix.lower()
    return kind in _KINDS and kind != ".json"


def _open(path: Path | str, *, repair: bool) -> tuple[Source, _Kind, Decoded]:
    file = Path(path)
    _check_name(file)
    data = _read(file)
    inner, raw = _unpacked(file, data)
    suffix = Path(inner).suffix.lower()
    kind = _KINDS.get(suffix, _page)()
    if not raw:
        raise ReadError(f"{path}: the file is empty")
    refuse_binary(raw, name=str(path), suffix=suffix)
    made = _decoded(kind, raw, name=str(path), repair=repair)
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
    return source, kind, made


def _decoded(kind: _Kind, raw: bytes, *, name: str, repair: bool) -> Decoded:
    """Return a file's text; :class:`ReadError` where the library for its kind is not installed."""
    try:
        return kind.decode(raw, name=name, repair=repair)
    except ModuleNotFoundError as error:
        raise ReadError(
            f"{name}: 读这种文件要用 {error.name}，没有装：{INSTALL}；纯文本、JSONL、Markdown 不用"
        ) from error


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
        refused = isinstance(error, PermissionError)
        remedy = "check its permissions" if refused else "give the path of a file"
        raise ReadError(f"{file}: cannot be read: {what}; {remedy}") from error


def _unpacked(file: Path, data: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of what a file holds: itself, unless it is compressed."""
    if opener := _OPENERS.get(file.suffix.lower()):
        return file.stem, _decompress(file, data, opener)
    return file.name, data


def _decompress(file: Path, data: bytes, opener: Callable[[bytes], bytes]) -> bytes:
    try:
        return opener(data)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise ReadError(f"{file}: damaged {file.suffix} file: {error}; fetch it again") from error
