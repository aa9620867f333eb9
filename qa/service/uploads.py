"""Files that come with a request: counted, looked into, and put beside the archive."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from qa.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from qa.service.settings import Settings

__all__ = ["keep", "name_of", "no_room", "read_form"]

_FOLDER = "files"
_SMALL = 1_000_000
_NAME = 200
_BLOCK = 1 << 16
_PACKED: dict[str, Any] = {
    **dict.fromkeys((".gz", ".tgz"), gzip.open),
    **dict.fromkeys((".xz", ".txz"), lzma.open),
    **dict.fromkeys((".bz2", ".tbz2", ".tbz"), bz2.open),
}
_ZIP = b"PK\x03\x04"


class _Parser(MultiPartParser):
    """Many files at once are many times this much memory."""

    spool_max_size = _BLOCK


async def read_form(request: Request, settings: Settings) -> FormData:
    """Return the form, its files spooled to disk. Raises :class:`Problem` for too much.

    And for a form that cannot be read, and where there is no room.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Problem("media-type", "文件要以 multipart/form-data 上传")
    most = settings.upload_bytes
    if (size := request.headers.get("content-length", "")).isdigit() and int(size) > most:
        raise _too_large(most)
    parser = _Parser(
        request.headers,
        _limited(request.stream(), most),
        max_files=settings.files,
        max_fields=8,
        max_part_size=10_000,
    )
    try:
        return await parser.parse()
    except MultiPartException as error:
        detail = f"表单读不懂（{error.message}）：一次最多 {settings.files} 个文件"
        raise Problem("bad-request", detail) from error
    except OSError as error:
        raise no_room(error) from error


def keep(form: FormData, folder: Path, settings: Settings) -> list[Path]:
    """Check all files of a form, then put them into the archive's folder; return where they are.

    A file's place is named by its content: nothing is overwritten, and the same file again is the
    same file. Raises :class:`Problem`, with nothing kept, for a file that is too large, also
    unpacked, for one without a name, and for none.
    """
    uploads = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    if not uploads:
        raise Problem("bad-request", "没有文件：字段 files 里给出要入库的文件")
    named = [(name_of(upload), upload) for upload in uploads]
    for name, upload in named:
        _check(name, upload, settings)
    try:
        kept = [_kept(name, upload, folder / _FOLDER) for name, upload in named]
    except OSError as error:
        raise no_room(error) from error
    return list(dict.fromkeys(kept))


def no_room(error: OSError) -> Problem:
    """Return the problem that files cannot be kept."""
    detail = f"文件存不下来（{error.strerror}）：看看磁盘，和档案文件夹的权限"
    return Problem("archive", detail, {"Retry-After": "60"})


def name_of(upload: UploadFile) -> str:
    """Return the last part of the name that was sent, without what no file name should have.

    Raises :class:`Problem` for a name of which nothing is left, and for one that is too long.
    """
    last = (upload.filename or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in last if char.isprintable()).strip().lstrip(".")
    if not name or len(name.encode(errors="replace")) > _NAME:
        raise Problem("bad-request", f"文件名 {upload.filename!r} 用不了：换一个短些的名字")
    return name.encode(errors="replace").decode()


def _check(name: str, upload: UploadFile, settings: Settings) -> None:
    size = upload.size or 0
    if size > settings.file_bytes:
        raise Problem(
            "too-large", f"{name} 有 {size} 字节，一个文件最多 {settings.file_bytes} 字节：分成几个"
        )
    ending = Path(name).suffix.lower()
    room = max(_SMALL, settings.ratio * size)
    if ending in _PACKED:
        unpacked = _unpacked(upload, ending, room)
    elif _is_zip(upload):  # an archive, an office document, an e-book
        unpacked = _unzipped(upload)
    else:
        return
    if unpacked > room:
        raise Problem("too-large", f"{name} 解开后超过原来的 {settings.ratio} 倍：请先解开再上传")


def _unpacked(upload: UploadFile, ending: str, room: int) -> int:
    """Return how many bytes there are in a packed file, or a few more than there may be."""
    upload.file.seek(0)
    count = 0
    try:
        with _PACKED[ending](upload.file, "rb") as opened:
            while count <= room and (part := opened.read(_BLOCK)):
                count += len(part)
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
        return count  # what is damaged is said where it is read
    return count


def _is_zip(upload: UploadFile) -> bool:
    upload.file.seek(0)
    return upload.file.read(len(_ZIP)) == _ZIP


def _unzipped(upload: UploadFile) -> int:
    upload.file.seek(0)
    try:
        with zipfile.ZipFile(upload.file) as opened:
            return sum(info.file_size for info in opened.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0  # what is damaged is said where it is read


def _kept(name: str, upload: UploadFile, folder: Path) -> Path:
    upload.file.seek(0)
    digest = hashlib.sha256()
    while part := upload.file.read(_BLOCK):
        digest.update(part)
    place = folder / digest.hexdigest()[:16] / name
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.part")
        upload.file.seek(0)
        with draft.open("wb") as written:
            shutil.copyfileobj(upload.file, written)
        draft.replace(place)
    return place


async def _limited(parts: AsyncGenerator[bytes, None], most: int) -> AsyncGenerator[bytes, None]:
    count = 0
    async for part in parts:
        count += len(part)
        if count > most:
            raise _too_large(most)
        yield part


def _too_large(most: int) -> Problem:
    return Problem("too-large", f"一次上传最多 {most} 字节：分几次上传")
