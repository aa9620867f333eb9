"""Files that hold files: ZIP and TAR archives, and what a mail or an e-book is made of.

Each file in one is read as it would be alone. The text of the whole is theirs, one after the other;
it is the same whether damaged files are repaired or passed over, so that a citation's place holds.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.encodings import decode_name
from qa.reading.headings import placed
from qa.reading.origin import NOTHING, About, Source
from qa.reading.unpacking import MOST_BYTES, Room, room_for
from qa.records import Article, LeftOut, Origin, Piece, Reading, Unread

__all__ = ["Bundle", "Inner", "decode_tar", "decode_zip"]

_GAP = "\n\n"
_NONE = ": no article in it: "
_DRIVE = re.compile(r"[A-Za-z]:")
_JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """How files within a file are read: which by their names, and how to a text with its reader.

    ``why_not`` says what to do with the others, by their endings. ``decode`` is given the name for
    messages, the file's name, its bytes, ``repair`` and the room.
    """

    can_read: Callable[[Path], bool]
    why_not: Callable[[str], str]
    decode: Callable[[str, str, bytes, bool, Room], Decoded]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A file in another: its text begins at ``start`` of the text of the whole."""

    name: str
    start: int
    made: Decoded


@dataclass(slots=True, kw_only=True)
class Bundle:
    """Collects the files of a file named ``name``, and what was not read of it."""

    name: str
    repair: bool
    inner: Inner
    room: Room
    members: list[_Member] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _length: int = 0

    def takes(self, name: str) -> bool:
        """Whether a file is one to be read, by its name; what is not is noted."""
        path = PurePosixPath(name)
        if any(
            part.startswith((".", "~$")) or part in _JUNK for part in path.parts if part != ".."
        ):
            return False
        if name.startswith("/") or ".." in path.parts or _DRIVE.match(name):
            self.refuse(name, "its name leads out of the archive: pack it with a plain name")
            return False
        if not self.inner.can_read(Path(name)):
            self.others[path.suffix.lower() or "无后缀"] += 1
            return False
        return True

    def refuse(self, name: str, why: str) -> None:
        """Note that a file is not read."""
        self.unread.append(Unread(name=name, why=f"{self.name}/{name}: {why}"))

    def add(
        self,
        name: str,
        data: bytes,
        *,
        ending: str = "",
        then: Callable[[Decoded], Decoded] = lambda made: made,
    ) -> None:
        """Add a file; ``ending`` says what it is, where its name does not.

        ``then`` is what becomes of its text before it is added.
        """

        def read(repair: bool) -> Decoded:
            where = f"{self.name}/{name}"
            return then(self.inner.decode(where, f"{name}{ending}", data, repair, self.room))

        try:
            made = read(self.repair)
        except ReadError as error:
            self.unread.append(Unread(name=name, why=str(error)))
            self._lay("" if self.repair else _text_of(read))
        else:
            self.members.append(_Member(name=name, start=self._length, made=made))
            self._lay(made.text)

    def decoded(self, encoding: str, *, about: About = NOTHING) -> Decoded:
        """Return the text of all, and how the articles are found in it.

        ``about`` is said of each of them that does not say it itself.
        """
        for kind, count in sorted(self.others.items()):
            why = self.inner.why_not(kind)
            self.notes.append(f"里面没有去读 {kind} {count} 个" + (f"：{why}" if why else ""))
        return Decoded(
            text="".join(self._texts),
            encoding=encoding,
            left_out=tuple(self.left_out),
            notes=tuple(self.notes),
            read=partial(_read, members=self.members, unread=self.unread, about=about),
        )

    def _lay(self, text: str) -> None:
        self._texts += (text, _GAP)
        self._length += len(text) + len(_GAP)


def _text_of(read: Callable[[bool], Decoded]) -> str:
    """Return the text that a file has where it is repaired, "" for one that cannot be."""
    try:
        return read(True).text
    except ReadError:
        return ""


def decode_zip(
    data: bytes, *, name: str, inner: Inner, repair: bool = False, room: Room | None = None
) -> Decoded:
    """Return the text of the files of a ZIP archive that can be read.

    Raises :class:`ReadError` for an archive that is damaged, has too many files, becomes too large,
    or stands in too many others.
    """
    bundle = Bundle(name=name, repair=repair, inner=inner, room=room or _room(data))
    with _damaged(name, "ZIP"), _deeper(bundle), zipfile.ZipFile(io.BytesIO(data)) as opened:
        for info in opened.infolist():
            member = _zip_name(info)
            if not member:
                bundle.refuse("?", "has no name: the archive is damaged; fetch it again")
            elif not member.endswith("/") and bundle.takes(member):
                bundle.room.take(info.file_size, name=name)
                _add_zipped(bundle, opened, info, member)
    return bundle.decoded("zip:files")


def _add_zipped(
    bundle: Bundle, opened: zipfile.ZipFile, info: zipfile.ZipInfo, member: str
) -> None:
    if info.flag_bits & 1:
        bundle.refuse(member, "asks for a password: unpack it and add what is in it")
        return
    try:
        data = opened.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        bundle.refuse(member, f"damaged in the archive: {error}; fetch that again")
        return
    bundle.add(member, data)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Return a file's name; old programs write it in the encoding of their system."""
    name = info.filename
    if not info.flag_bits & 0x800:
        name = decode_name(name.encode("cp437", "replace"))
    return name.replace("\\", "/")


def decode_tar(
    data: bytes, *, name: str, inner: Inner, repair: bool = False, room: Room | None = None
) -> Decoded:
    """Return the text of the files of a TAR archive that can be read, as :func:`decode_zip`."""
    bundle = Bundle(name=name, repair=repair, inner=inner, room=room or _room(data))
    with _damaged(name, "TAR"), _deeper(bundle), tarfile.open(fileobj=io.BytesIO(data)) as opened:
        for info in opened:
            member = decode_name(info.name.encode("utf-8", "surrogateescape"))
            if info.issym() or info.islnk():
                bundle.others["链接"] += 1
            elif info.isfile() and bundle.takes(member):
                bundle.room.take(info.size, name=name)
                if file := opened.extractfile(info):
                    bundle.add(member, file.read())
    return bundle.decoded("tar:files")


def _room(data: bytes) -> Room:
    return Room(bytes=min(room_for(len(data)), MOST_BYTES))


@contextmanager
def _deeper(bundle: Bundle) -> Iterator[None]:
    bundle.room.depth -= 1
    try:
        if bundle.room.depth < 0:
            raise ReadError(f"{bundle.name}: stands in too many archives: unpack them")
        yield
    finally:
        bundle.room.depth += 1


@contextmanager
def _damaged(name: str, kind: str) -> Iterator[None]:
    try:
        yield
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
    ) as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise ReadError(f"{name}: damaged {kind} archive: {what}; fetch it again") from error


def _read(source: Source, *, members: list[_Member], unread: list[Unread], about: About) -> Reading:
    """Return the articles of all files, their places counted in the text of the whole."""
    gone = list(unread)
    found: list[Reading] = []
    owners: dict[str, str] = {}
    for member in members:
        try:
            reading = _reading(member, source)
            for article in reading.articles:
                if (other := owners.setdefault(article.id, member.name)) != member.name:
                    raise ReadError(
                        f"{source.file}/{member.name}: its article {article.id!r} stands in "
                        f"{other} too: give each its own id"
                    )
        except ReadError as error:
            gone.append(Unread(name=member.name, why=str(error)))
            owners = {id_: name for id_, name in owners.items() if name != member.name}
        else:
            found.append(_placed(reading, member, source))
    articles = tuple(_completed(article, about) for one in found for article in one.articles)
    if not articles:
        why = gone[0].why if gone else "no file in it can be read"
        raise ReadError(f"{source.file}{_NONE}{why.rpartition(_NONE)[2]}")
    return Reading(
        articles=articles,
        left_out=tuple(part for one in found for part in one.left_out),
        repairs=tuple(repair for one in found for repair in one.repairs),
        notes=tuple(note for one in found for note in one.notes),
        unread=(*gone, *(one for reading in found for one in reading.unread)),
    )


def _reading(member: _Member, source: Source) -> Reading:
    made = member.made
    own = replace(
        source,
        file=f"{source.file}/{member.name}",
        path=f"{source.path}/{member.name}",
        encoding=made.encoding,
        text=made.text,
        pages=made.pages,
        headlines=made.headlines,
        about=made.about,
        parts=made.parts,
        places=made.places,
    )
    reading = made.read(own) if made.read else Reading(articles=())
    return replace(reading, articles=tuple(placed(article, own) for article in reading.articles))


def _placed(reading: Reading, member: _Member, source: Source) -> Reading:
    """Return what was read of a file, as a part of the whole."""
    made, name = member.made, member.name
    return Reading(
        articles=tuple(
            replace(article, origin=_moved(article.origin, member.start, source))
            for article in reading.articles
        ),
        left_out=tuple(_shifted(part, member.start) for part in made.left_out + reading.left_out),
        repairs=tuple(
            replace(repair, what=f"{name}：{repair.what}")
            for repair in made.repairs + reading.repairs
        ),
        notes=tuple(f"{name}：{note}" for note in made.notes + reading.notes),
        unread=tuple(replace(one, name=f"{name}/{one.name}") for one in reading.unread),
    )


def _moved(origin: Origin | None, start: int, source: Source) -> Origin | None:
    if origin is None:
        return None
    moved = source.origin(_later(origin.pieces, start), title=_later(origin.title, start))
    return replace(
        moved,
        pages=tuple(page + start for page in origin.pages),
        places=origin.places,
        title_places=origin.title_places,
    )


def _later(pieces: Iterable[Piece], by: int) -> Iterator[Piece]:
    return (replace(piece, file_start=piece.file_start + by) for piece in pieces)


def _shifted(part: LeftOut, start: int) -> LeftOut:
    if part.start is None or part.end is None:
        return part
    return replace(part, start=part.start + start, end=part.end + start)


def _completed(article: Article, about: About) -> Article:
    return replace(
        article,
        date=article.date or about.date,
        date_from=article.date_from if article.date else about.date_from,
        byline=article.byline or about.byline,
        source=article.source or about.source,
    )
