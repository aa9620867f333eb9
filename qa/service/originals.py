"""Original files, given out only as what was read from them: nothing else is readable here."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse

from qa.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from qa import Article

__all__ = ["Original", "opened_file", "original"]

_BLOCK = 1 << 16
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """An open file whose bytes are those that the article was read from."""

    file: BinaryIO
    name: str
    size: int
    sha256: str

    def response(self, request: Request) -> Response:
        """Return the file, or the range of it that is asked for, as an attachment."""
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(self.name, safe='')}",
            "accept-ranges": "bytes",
            "etag": f'"{self.sha256}"',
        }
        start, end, status = 0, self.size, 200
        if asked := request.headers.get("range"):
            span = _span(asked, self.size)
            if span is None:
                self.file.close()
                return Response(status_code=416, headers={"content-range": f"bytes */{self.size}"})
            (start, end), status = span, 206
            headers["content-range"] = f"bytes {start}-{end - 1}/{self.size}"
        return _Sent(
            self.file,
            _parts(self.file, start, end),
            status_code=status,
            media_type="application/octet-stream",
            headers=headers | {"content-length": str(end - start)},
        )


class _Sent(StreamingResponse):
    """Parts of a file, which is closed also where the client did not take them all."""

    def __init__(self, file: BinaryIO, parts: Iterator[bytes], **others: Any) -> None:
        super().__init__(parts, **others)
        self._file = file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them."""
        with self._file:
            await super().__call__(scope, receive, send)


def original(article: Article) -> Original:
    """Open an article's file. Raises :class:`Problem` where it is none, gone, or another now.

    What is hashed is what is sent: a link or another file put in its place is not followed.
    """
    origin, file = article.origin, opened_file(article)
    assert origin  # noqa: S101 (there is no file without one)
    path = Path(origin.file)
    if _hash(file) != origin.sha256:
        file.close()
        raise _changed(path)
    size = os.fstat(file.fileno()).st_size
    return Original(file=file, name=path.name, size=size, sha256=origin.sha256)


def opened_file(article: Article) -> BinaryIO:
    """Open what is at the place of an article's file, if it is a file, whatever it holds now.

    Its content may be anybody's: it is not to be shown. Raises :class:`Problem`.
    """
    if article.origin is None:
        raise Problem("not-found", "这篇文章不是从文件读来的，没有原文件")
    path = Path(article.origin.file)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise Problem(
            "not-found", f"原文件 {path.name} 打不开：放回原处，或用 kanbao relocate"
        ) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _changed(path)
    return os.fdopen(descriptor, "rb")


def _changed(path: Path) -> Problem:
    return Problem("changed", f"原文件 {path.name} 已不是入库时的样子：放回原样，或重新入库")


def _hash(file: BinaryIO) -> str:
    """Return the SHA-256 of a file, which then stands at its beginning again."""
    found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return found


def _parts(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end and (part := file.read(min(_BLOCK, end - start))):
        start += len(part)
        yield part


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """Return the half-open range that a header asks for; None if it is none of the file."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2] or size) + 1)
    return (start, end) if start < end else None
