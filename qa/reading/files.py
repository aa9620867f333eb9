"""One file to its articles."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path

from qa.errors import ReadError
from qa.reading.encodings import decode
from qa.reading.jsonl import read_jsonl
from qa.reading.newspaper import read_page
from qa.reading.origin import Source
from qa.records import Article

__all__ = ["read_articles"]

_OPENERS = {".gz": gzip.decompress, ".xz": lzma.decompress}


def read_articles(path: Path | str) -> list[Article]:
    """Return the articles of a file, in its order; every article has its ``origin``.

    ``.jsonl`` is an archive with one JSON object a line (see :mod:`qa.reading.jsonl`); everything
    else is a plain-text newspaper page (see :mod:`qa.reading.newspaper`), and a text that does
    not look like one is one article. Either may be compressed (``.gz``, ``.xz``); offsets are then
    those of the decompressed text. ``origin.file`` is ``path`` as given.

    An article of a page is called ``<file name>-<hash of the absolute path>-<number on the page>``:
    the same page again has the same ids, a corrected page replaces its own articles, and pages of
    one name in different folders stay apart. The name and place of the file are its identity.

    Raises :class:`ReadError` for a file that cannot be read; nothing of it is returned.
    """
    file = Path(path)
    data = _read(file)
    inner = file.name
    raw = data
    if opener := _OPENERS.get(file.suffix.lower()):
        inner, raw = file.stem, _decompress(file, data, opener)
    text, encoding = decode(raw, name=str(path))
    source = Source.of(data, file=str(path), encoding=encoding, text=text)
    if inner.lower().endswith(".jsonl"):
        return read_jsonl(source)
    return read_page(source)


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
