"""The files that articles came from, compared with what was read from them."""

from __future__ import annotations

import hashlib
import json
import stat
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qa.errors import ReadError
from qa.records import Article, Correction, Field, FileState, Origin, Piece, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "OriginalFiles",
    "cut",
    "file_state",
    "has_pages",
    "is_in_file",
    "recogniser_here",
    "recogniser_of",
    "stands",
    "uncorrected",
]

LARGEST = 8_000_000
"""Bytes up to which a file is hashed for an answer (about 30 ms); ``verify`` and ``check`` hash
files of any size, and what they found is used for answers too."""

_REMEMBERED = 10_000

_Mark: TypeAlias = tuple[int, int, int, int]
_hashes: OrderedDict[str, tuple[_Mark, str]] = OrderedDict()
_lock = threading.Lock()


def file_state(origin: Origin, *, limit: int | None = None) -> FileState | None:
    """Return whether the file still has the bytes that were read; None where nobody can say.

    A file is hashed once in a process and again only when its size, times or inode changed. A file
    of more than ``limit`` bytes (None: no limit) is not hashed for this; then None, unless its hash
    is known already. A relative path, as archives of version 0.1 have, is looked up in the current
    folder: None unless the very same file is there. A file that cannot be opened is ``missing``.
    """
    path = Path(origin.file)
    found = _compare(path, origin.sha256, limit)
    return found if path.is_absolute() or found is FileState.SAME else None


def is_in_file(article: Article, text: str, start: int, end: int) -> bool:
    """Whether ``article.text[start:end]`` stands in the file's ``text`` where the origin says.

    But for what was corrected: that does not.
    """
    pieces = tuple(article.origin.pieces) if article.origin else ()
    return all(
        stands(article.text[part.start : part.end], part.start, text, cut(pieces, *_ends(part)))
        for part in uncorrected(article.corrections, start, end)
    )


def uncorrected(corrections: Iterable[Correction], start: int, end: int) -> Iterator[Span]:
    """Yield what of ``[start, end)`` is as it was read; ``corrections`` are in order."""
    for one in corrections:
        if start < (before := min(one.start, end)):
            yield Span(start=start, end=before)
        start = max(start, one.end)
    if start < end:
        yield Span(start=start, end=end)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def stands(quote: str, start: int, text: str, pieces: Iterable[Piece]) -> bool:
    """Whether a quotation stands in a file's ``text`` where its ``pieces`` say.

    ``start`` is where the quotation begins in the article, in which the pieces count.
    """
    return all(
        _stands(quote[piece.start - start : piece.start - start + piece.length], text, piece)
        for piece in pieces
    )


def has_pages(origin: Origin) -> bool:
    """Whether the file has pages that can be shown as pictures: a PDF, a scan."""
    return origin.encoding.startswith("pdf") or recogniser_of(origin) is not None


def recogniser_of(origin: Origin) -> str | None:
    """Return the fingerprint of what recognised a scan's text; None for what was not recognised."""
    _, is_recognised, fingerprint = origin.encoding.partition("ocr:")
    return fingerprint if is_recognised else None


def recogniser_here() -> str | None:
    """Return the fingerprint of what recognises scans here; None where it is not installed."""
    from qa.reading.scan import is_installed
    from qa.reading.scan.engine import fingerprint

    return fingerprint() if is_installed() else None


class OriginalFiles:
    """Compares all articles of an archive with their files; every file is hashed once.

    ``compared`` counts the files that were there to be compared.
    """

    def __init__(self) -> None:
        self.compared = 0
        self._seen: set[tuple[str, str]] = set()
        self._file: str | None = None
        self._text: str | None = None

    def problems(self, article: Article) -> Iterator[str]:
        """Yield a line for its file, if that is not the same, and for a text not found in it."""
        if article.origin is None:
            return
        yield from self._file_problems(article.origin)
        recognised = recogniser_of(article.origin)
        if recognised and recognised != recogniser_here():
            return  # another would read other characters on the same picture
        text = self._read(article.origin.file)
        if text is not None and not is_in_file(article, text, 0, len(article.text)):
            yield f"article {article.id!r}: its text is not what stands in {article.origin.file}"
        headed = article.of_field(Field.TITLE)
        if text is not None and not is_in_file(headed, text, 0, len(headed.text)):
            yield f"article {article.id!r}: its title is not what stands in {article.origin.file}"

    def _file_problems(self, origin: Origin) -> Iterator[str]:
        if (origin.file, origin.sha256) in self._seen:
            return
        new = all(origin.file != file for file, _ in self._seen)
        self._seen.add((origin.file, origin.sha256))
        state = file_state(origin)
        self.compared += new and state in (FileState.SAME, FileState.CHANGED)
        if state is None:
            yield f"file {origin.file}: a relative path, and not found here: add the file again"
        elif state is FileState.MISSING:
            yield f"file {origin.file}: is not there: put it back, or relocate it if it has moved"
        elif state is FileState.CHANGED:
            yield f"file {origin.file}: has changed since it was added: add it again"

    def _read(self, file: str) -> str | None:
        """Return the text of a file, remembering that of the last one; None if unreadable."""
        from qa.reading.files import file_text

        if file != self._file:
            self._file = file
            try:
                self._text = file_text(file, repair=True)
            except ReadError:
                self._text = None
        return self._text


def _compare(path: Path, sha256: str, limit: int | None) -> FileState | None:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return FileState.MISSING
        mark = (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
        with _lock:
            known = _hashes.get(str(path.absolute()))
        if known is None or known[0] != mark:
            if limit is not None and about.st_size > limit:
                return None
            known = (mark, _hash(path))
            _remember(str(path.absolute()), known)
    except (OSError, ValueError):
        return FileState.MISSING
    return FileState.SAME if known[1] == sha256 else FileState.CHANGED


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remember(path: str, known: tuple[_Mark, str]) -> None:
    with _lock:
        _hashes[path] = known
        _hashes.move_to_end(path)
        if len(_hashes) > _REMEMBERED:
            _hashes.popitem(last=False)


def cut(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    """Yield the parts of pieces that lie in ``[start, end)`` of the article."""
    for piece in pieces:
        first, last = max(start, piece.start), min(end, piece.start + piece.length)
        if first < last:
            place = piece.file_start + (first - piece.start) * piece.width
            yield Piece(start=first, file_start=place, length=last - first, width=piece.width)


def _stands(expected: str, text: str, piece: Piece) -> bool:
    found = text[piece.file_start : piece.file_start + piece.length * piece.width]
    if piece.width == 1:
        plain = found.replace("\r", "\n")  # of a cell of several lines
        return expected in (found, plain) or (expected in (" ", "\n") and found.isspace())
    try:
        return bool(json.loads(f'"{found}"') == expected)
    except ValueError:
        return False
