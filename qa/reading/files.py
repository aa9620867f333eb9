"""One file to its articles."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import html
import io
import lzma
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.encodings import decode
from qa.reading.headings import placed
from qa.reading.origin import Source
from qa.reading.refusals import refuse_binary, refuse_text
from qa.reading.scan import PICTURES, is_installed
from qa.reading.unpacking import MOST_BYTES, Room, room_for, too_large
from qa.reading.whole import read_whole
from qa.records import Article, DateFrom, Origin, Reading

__all__ = [
    "DEAD_LINK",
    "INSTALL",
    "can_read",
    "file_text",
    "page_count",
    "page_picture",
    "read_articles",
    "read_file",
    "text_of",
    "why_not",
]

INSTALL = "pip install 'kanbao[formats]'"
"""What brings the libraries that read web pages, PDF, office documents and XML."""

DEAD_LINK = "断链"
"""What a link to a file that is not there is called among what is not read."""

RECOGNITION = "pip install 'kanbao[ocr]'"
"""What brings the libraries that recognise the text of pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How a kind of file is read: its bytes to a text, the text to articles.

    ``read`` is that of the kind; what was decoded may have its own
    (:attr:`qa.reading.documents.Decoded.read`). ``dated``: an article that states no day may be of
    the one in the file's name or folders. ``holds``: it has other files in it, and ``decode`` takes
    the room that these may yet take. ``install`` brings the libraries that it needs.
    """

    decode: Callable[..., Decoded]
    read: Callable[[Source], Reading]
    dated: bool = False
    holds: bool = False
    install: str = INSTALL


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
    from qa.reading.scan.document import decode_pdf

    return _Kind(decode=decode_pdf, read=read_page, dated=True)


def _scan() -> _Kind:
    from qa.reading.newspaper import read_page
    from qa.reading.scan.document import decode_picture

    return _Kind(decode=decode_picture, read=read_page, dated=True, install=RECOGNITION)


def _docx() -> _Kind:
    from qa.reading.word import decode_docx, read_docx

    return _Kind(decode=decode_docx, read=read_docx, dated=True)


def _csv() -> _Kind:
    from qa.reading.delimited import decode_csv
    from qa.reading.documents import read_parts

    return _Kind(decode=decode_csv, read=read_parts)


def _tsv() -> _Kind:
    from qa.reading.delimited import decode_tsv
    from qa.reading.documents import read_parts

    return _Kind(decode=decode_tsv, read=read_parts)


def _xlsx() -> _Kind:
    from qa.reading.documents import read_parts
    from qa.reading.workbook import decode_xlsx

    return _Kind(decode=decode_xlsx, read=read_parts)


def _pptx() -> _Kind:
    from qa.reading.documents import read_parts
    from qa.reading.slides import decode_pptx

    return _Kind(decode=decode_pptx, read=read_parts, dated=True)


def _odt() -> _Kind:
    from qa.reading.odt import decode_odt
    from qa.reading.word import read_docx

    return _Kind(decode=decode_odt, read=read_docx, dated=True)


def _ods() -> _Kind:
    from qa.reading.documents import read_parts
    from qa.reading.ods import decode_ods

    return _Kind(decode=decode_ods, read=read_parts)


def _rtf() -> _Kind:
    from qa.reading.rtf import decode_rtf
    from qa.reading.word import read_docx

    return _Kind(decode=decode_rtf, read=read_docx, dated=True)


def _epub() -> _Kind:
    from qa.reading.epub import decode_epub

    return _holding(decode_epub, pictures=False)


def _mail() -> _Kind:
    from qa.reading.mail import decode_mail

    return _holding(decode_mail, pictures=False)


def _outlook() -> _Kind:
    from qa.reading.outlook import decode_msg

    return _holding(decode_msg, pictures=False)


def _marc() -> _Kind:
    from qa.reading.documents import read_parts
    from qa.reading.marc import decode_marc

    return _Kind(decode=decode_marc, read=read_parts)


def _zip() -> _Kind:
    from qa.reading.members import decode_zip

    return _holding(decode_zip)


def _tar() -> _Kind:
    from qa.reading.members import decode_tar

    return _holding(decode_tar)


def _holding(decode: Callable[..., Decoded], *, pictures: bool = True) -> _Kind:
    """Return the kind of a file that holds others, which are read as they would be alone.

    Without ``pictures`` none of those is: they are no scans.
    """
    from qa.reading.documents import read_parts
    from qa.reading.members import Inner

    takes = can_read if pictures else _can_read_no_picture
    inner = Inner(can_read=takes, why_not=why_not, decode=_inner)
    return _Kind(decode=partial(decode, inner=inner), read=read_parts, holds=True)


def _can_read_no_picture(path: Path) -> bool:
    return can_read(path) and Path(_inner_name(path)).suffix.lower() not in PICTURES


def _decode_page(data: bytes, *, name: str, repair: bool) -> Decoded:
    """Return a page's text, with characters for what web pages write for them: &nbsp;, &#x848B;.

    A table that was pasted into it is read as one.
    """
    made = decode(data, name=name, repair=repair)
    if "\t" in made.text:
        from qa.reading.delimited import pasted

        if table := pasted(made, name=name):
            return table
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
_DAYS_NAMED = 5
_OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
_SHORT = {".tgz": ".tar.gz", ".txz": ".tar.xz", ".tbz2": ".tar.bz2", ".tbz": ".tar.bz2"}
_KINDS = {
    ".txt": _page,
    ".trs": _page,
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
    ".csv": _csv,
    ".tsv": _tsv,
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".pptx": _pptx,
    ".pptm": _pptx,
    ".odt": _odt,
    ".ods": _ods,
    ".rtf": _rtf,
    ".epub": _epub,
    ".eml": _mail,
    ".mht": _mail,
    ".mhtml": _mail,
    ".msg": _outlook,
    ".mrc": _marc,
    ".marc": _marc,
    ".iso": _marc,
    ".zip": _zip,
    ".tar": _tar,
    **dict.fromkeys(PICTURES, _scan),
}
_ASKED_FOR = frozenset({".json", ".iso"})
_AS_A_WHOLE = (_page, _jsonl, _markdown, _html, _feed, _csv, _tsv, _rtf, _mail, _outlook, _marc)
# What is not read, and what to do with it.
_NOT_READ = {
    **dict.fromkeys(
        (".doc", ".wps"), "旧版 Word、WPS 文档：用 Word、WPS 或 LibreOffice 另存为 .docx"
    ),
    **dict.fromkeys(
        (".xls", ".et"), "旧版 Excel、WPS 表格：用 Excel、WPS 或 LibreOffice 另存为 .xlsx"
    ),
    **dict.fromkeys(
        (".ppt", ".dps"), "旧版演示文稿：用 PowerPoint、WPS 或 LibreOffice 另存为 .pptx"
    ),
    ".odp": "OpenDocument 演示文稿：另存为 .pptx",
    **dict.fromkeys((".mobi", ".azw", ".azw3"), "Kindle 电子书：转成 .epub"),
    **dict.fromkeys((".caj", ".kdh", ".nh"), "知网文件：在知网下载 PDF"),
    **dict.fromkeys((".rar", ".7z", ".zst"), "压缩包：解开后加入里面的文件"),
    ".json": "不知道里面是不是文章：是的话直接给出这个文件",
    ".iso": "MARC 数据或光盘映像：是 MARC 数据的话直接给出这个文件",
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".mp4", ".mov", ".avi"), "录音、录像：加入文字稿"),
    **dict.fromkeys(PICTURES, f"图片：要识别文字，{RECOGNITION}"),
    **dict.fromkeys(
        (".bmp", ".gif", ".jp2", ".heic", ".djvu", ".djv"), "图片：另存为 .png、.jpg 或 .tif"
    ),
    DEAD_LINK: "链接指向的文件不在：把那个文件放回去，或直接加入它",
    **dict.fromkeys((".db", ".sqlite", ".mdb", ".accdb"), "数据库：导出为 .csv 或 .jsonl"),
}


def read_articles(path: Path | str) -> list[Article]:
    """Return the articles of a file, in its order; every article has its ``origin``.

    The name's ending says how it is read: ``.jsonl`` is an archive with one JSON object a line
    (:mod:`qa.reading.jsonl`); ``.html`` a web page (:mod:`qa.reading.web`) and ``.md`` Markdown
    (:mod:`qa.reading.markdown`), each one article; ``.pdf`` (:mod:`qa.reading.pdf`), ``.docx``
    (:mod:`qa.reading.word`), pictures (:mod:`qa.reading.scan`) and everything else a newspaper page
    (:mod:`qa.reading.newspaper`), and a text that does not look like one is one article. Any may be
    compressed (``.gz``, ``.xz``). Offsets are those of :func:`file_text`. ``origin.file`` is the
    absolute path, links resolved: it means the same from every folder.

    An article of a page is called ``<file name>-<hash of the absolute path>-<number on the page>``:
    the same page again has the same ids, a corrected page replaces its own articles, and pages of
    one name in different folders stay apart. The name and place of the file are its identity.

    Raises :class:`ReadError` for a file that cannot be read; nothing of it is returned.
    """
    return list(read_file(path).articles)


def read_file(
    path: Path | str, *, repair: bool = False, fields: Mapping[str, str] | None = None
) -> Reading:
    """Return the articles of a file as :func:`read_articles` does, and what is in none of them.

    ``repair``: bytes that are damaged are replaced, each noted in ``repairs``, where the file would
    be refused otherwise. ``fields`` says what the fields of an article are called in tables, JSON
    and XML, where :data:`qa.reading.named.NAMES` does not: ``{"text": "稿件"}``; "" that there is
    none, a number the column of a table without names. Raises :class:`ReadError` as
    :func:`read_articles` does, and :class:`qa.errors.InputError` for fields that no article has.
    """
    if fields:
        from qa.reading.named import check_fields

        check_fields(fields)
    source, made = _open(path, repair=repair, fields=fields or {})
    reading = made.read(source) if made.read else Reading(articles=())
    articles, unbelieved = _believed(reading.articles)
    return replace(
        reading,
        articles=tuple(placed(article, source) for article in articles),
        left_out=made.left_out + reading.left_out,
        repairs=made.repairs + reading.repairs,
        notes=made.notes + reading.notes + unbelieved,
    )


def _believed(articles: Sequence[Article]) -> tuple[list[Article], tuple[str, ...]]:
    """Return articles without the dates that no paper has, and a note of these, if any."""
    from qa.reading.dates import is_of_a_paper

    today = dt.datetime.now(tz=dt.UTC).date()
    odd = [one for one in articles if one.date and not is_of_a_paper(one.date, today=today)]
    if not odd:
        return list(articles), ()
    days = "、".join(map(str, sorted({one.date for one in odd if one.date})[:_DAYS_NAMED]))
    note = f"{len(odd)} 篇的日期不会是报纸的日期（{days}），当作没有日期"
    ids = {one.id for one in odd}
    kept = [replace(one, date=None, date_from=None) if one.id in ids else one for one in articles]
    return kept, (note,)


def _read_dated(source: Source, *, read: Callable[[Source], Reading]) -> Reading:
    """Return a reading whose articles that state no day have that of the file's name or folders."""
    from qa.reading.dates import best, in_folder, in_name

    reading, file = read(source), Path(source.path)
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
    stands there. For text, Markdown, JSONL and articles in CSV it is the whole decoded file, for
    others the text that was taken out of it. ``repair`` as it was when the file was read. Raises
    :class:`ReadError` for a file that cannot be read.
    """
    return _open(path, repair=repair, fields={})[0].text


def text_of(data: bytes, origin: Origin) -> str:
    """Return the text that an origin's file offsets count in, of the bytes of its file.

    A file that is its own text is decoded and no more, which takes a fiftieth of the time of
    :func:`file_text`: whoever shows a part of it looks whether that is what was read. Raises
    :class:`ReadError` for a file that cannot be read.
    """
    file = Path(origin.file)
    inner, raw = _unpacked(file, data, name=file.name)
    try:
        return raw.decode(origin.encoding, "replace").removeprefix(_BOM)
    except LookupError:  # html:utf-8, pdf: not its own text
        return _decoded(_kind_of(inner), raw, name=file.name, repair=True).text


def page_picture(data: bytes, origin: Origin, number: int, *, width: int = 1400) -> bytes:
    """Return a page of a PDF or a scan, from 1, as a PNG of ``width`` dots; ``data`` are its bytes.

    It stands upright, as its places have it.

    Raises :class:`ReadError` for a file without pages, a page that it does not have, and for what
    lies in a packed file.
    """
    file = Path(origin.file)
    inner, raw = _unpacked(file, data, name=file.name)
    ending = Path(inner).suffix.lower()
    if ending not in (".pdf", *PICTURES):
        raise ReadError(f"{file.name}: its pages cannot be shown: unpack it to look at them")
    try:
        from qa.reading.scan.pictures import shown, turned

        turn = origin.places.turn(number) if origin.places else 0
        if ending == ".pdf":
            from qa.reading.pdf import page_image

            return turned(page_image(raw, number, name=file.name, width=width), turn)
        return shown(raw, number, name=file.name, width=width, turn=turn)
    except ModuleNotFoundError as error:
        raise ReadError(f"{file.name}: 看版面图要用 {error.name}，没有装：{INSTALL}") from error


def can_read(path: Path) -> bool:
    """Whether a file's name says that it holds articles; any file may be read by its own name.

    A ``.json`` file may hold anything, an ``.iso`` the image of a disc: in a folder they are not
    taken for articles. Nor is a picture where what recognises its text is not installed.
    """
    kind = Path(_inner_name(path)).suffix.lower()
    return kind in _KINDS and kind not in _ASKED_FOR and (kind not in PICTURES or is_installed())


def page_count(path: Path) -> int:
    """Return how many pages of a file are likely to be recognised, by a quick look; 0 of others."""
    kind = path.suffix.lower()
    if kind not in {".pdf", *PICTURES} or not is_installed():
        return 0
    from qa.reading.scan.ahead import page_count

    try:
        return page_count(path)
    except ModuleNotFoundError:  # of PDFs: reading it will say so
        return 0


def why_not(ending: str) -> str:
    """Return what files with an ending are and what to do, in Chinese; "" where nobody knows.

    A picture can be read alone where what recognises its text is installed.
    """
    if ending in PICTURES and is_installed():
        return "图片：是扫描件的话存成单独的文件再加入"
    return _NOT_READ.get(ending, "")


def _open(path: Path | str, *, repair: bool, fields: Mapping[str, str]) -> tuple[Source, Decoded]:
    file = Path(path)
    _check_name(file)
    data = _read(file)
    made = _made(file, data, name=str(path), repair=repair)
    source = Source.of(
        data,
        file=str(path),
        encoding=made.encoding,
        text=made.text,
        pages=made.pages,
        headlines=made.headlines,
        heads=made.heads,
        about=made.about,
        parts=made.parts,
        repair=repair,
        fields=fields,
        places=made.places,
    )
    return source, made


def _made(file: Path, data: bytes, *, name: str, repair: bool, room: Room | None = None) -> Decoded:
    """Return a file's text with what reads it, its ``read``; ``name`` is that for messages."""
    inner, raw = _unpacked(file, data, name=name)
    kind = _kind_of(inner)
    if room and raw is not data:
        room.take(len(raw), name=name)
    if not raw:
        raise ReadError(f"{name}: the file is empty")
    refuse_binary(raw, name=name, suffix=Path(inner).suffix.lower())
    made = _decoded(kind, raw, name=name, repair=repair, room=room)
    read = made.read or kind.read
    return replace(made, read=partial(_read_dated, read=read) if kind.dated else read)


def _inner(name: str, file: str, data: bytes, repair: bool, room: Room) -> Decoded:
    """Return the text of a file within a file."""
    return _made(Path(file), data, name=name, repair=repair, room=room)


def _kind_of(name: str) -> _Kind:
    return _KINDS.get(Path(name).suffix.lower(), _page)()


def _decoded(
    kind: _Kind, raw: bytes, *, name: str, repair: bool, room: Room | None = None
) -> Decoded:
    """Return a file's text; :class:`ReadError` where the library for its kind is not installed."""
    rest = {"room": room} if kind.holds else {}
    try:
        return kind.decode(raw, name=name, repair=repair, **rest)
    except ModuleNotFoundError as error:
        raise ReadError(
            f"{name}: 读这种文件要用 {error.name}，没有装：{kind.install}；"
            "纯文本、JSONL、Markdown、CSV 不用"
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
        return read_whole(file, most=MOST_BYTES if _is_read_whole(file) else None)
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        refused = isinstance(error, PermissionError)
        remedy = "check its permissions" if refused else "give the path of a file"
        raise ReadError(f"{file}: cannot be read: {what}; {remedy}") from error


def _is_read_whole(file: Path) -> bool:
    """Whether a file's bytes are its text, all of which is read at once: no PDF, nothing packed."""
    ending = file.suffix.lower()
    return ending not in {*_OPENERS, *_SHORT} and _KINDS.get(ending, _page) in _AS_A_WHOLE


def _inner_name(file: Path) -> str:
    """Return the name of what a file holds: its own, unless it is compressed."""
    name = f"{file.stem}{_SHORT.get(file.suffix.lower(), file.suffix)}"
    return Path(name).stem if Path(name).suffix.lower() in _OPENERS else name


def _unpacked(file: Path, data: bytes, *, name: str) -> tuple[str, bytes]:
    """Return the name and the bytes of what a file holds: itself, unless it is compressed."""
    ending = Path(_SHORT.get(file.suffix.lower(), file.suffix.lower())).suffix or file.suffix
    if opener := _OPENERS.get(ending.lower()):
        return _inner_name(file), _decompress(name, ending, data, opener)
    return file.name, data


def _decompress(name: str, ending: str, data: bytes, opener: Callable[..., Any]) -> bytes:
    most = room_for(len(data))
    try:
        with opener(io.BytesIO(data)) as opened:
            raw: bytes = opened.read(most + 1)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise ReadError(f"{name}: damaged {ending} file: {error}; fetch it again") from error
    if len(raw) > most:
        raise too_large(name)
    return raw
