"""MSG files: a mail as Outlook saves it, read as an EML is.

The properties of a mail are streams of an OLE file, told by the numbers of Microsoft's [MS-OXMSG]
and [MS-OXPROPS]. python-oxmsg reads them too, but takes Chinese code pages for the older GB2312,
in which rare names cannot be written, and gives up on one damaged property.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr
from typing import Any

from qa.reading.documents import Decoded, library
from qa.reading.encodings import decode_name
from qa.reading.mail import decode_message
from qa.reading.members import Inner
from qa.reading.unpacking import Room, check_size, room_for

__all__ = ["decode_msg"]

_SUBJECT, _BODY, _HTML, _HEADERS = 0x0037, 0x1000, 0x1013, 0x007D
_SENDER, _ADDRESS, _MAIL_ADDRESS, _SENT_FOR = 0x0C1A, 0x0C1F, 0x5D01, 0x0042
_TO, _CC, _SENT, _RECEIVED = 0x0E04, 0x0E03, 0x0039, 0x0E06
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME = 0x3701, 0x3707, 0x3704, 0x3001
_PAGE_OF_STRINGS, _PAGE_OF_BODY = 0x3FFD, 0x3FDE
_UNICODE, _BYTES = "001F", ("001E", "0102")
_INTEGER, _TIME = 0x0003, 0x0040
_PROPERTIES = "__properties_version1.0"
_RTF = "__substg1.0_10090102"
_ATTACHED, _IN_A_MAIL = "__attach_version1.0_#", "__substg1.0_3701000D"
# The bytes before the properties: of the file, of a mail in it.
_HEAD, _INNER_HEAD = 32, 24
_ENTRY = struct.Struct("<HH4xQ")
_CODECS = {936: "gb18030", 54936: "gb18030", 950: "cp950", 65001: "utf-8", 1200: "utf-16-le"}
_FIRST = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_CHINA = dt.timezone(dt.timedelta(hours=8))
_DEEPEST = 10


def decode_msg(
    data: bytes, *, name: str, inner: Inner, repair: bool = False, room: Room | None = None
) -> Decoded:
    """Return the text of a mail and of the files attached to it, as :func:`decode_mail` does.

    Raises :class:`ReadError` for what is no mail of Outlook.
    """
    import olefile

    check_size(data, name=name)
    with (
        library(name, "an Outlook mail", remedy="save it as .eml"),
        olefile.OleFileIO(io.BytesIO(data)) as opened,
    ):
        message = _message(_Storage(ole=opened, path=(), most=[len(data)]))
    room = room or Room(bytes=room_for(len(data)))
    return decode_message(message, name=name, inner=inner, repair=repair, room=room)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Storage:
    """A folder of an OLE file: a mail, or what is attached to one.

    ``most``: how many bytes may yet be read of the file. ``codec``: that of strings of bytes.
    """

    ole: Any
    path: tuple[str, ...]
    most: list[int]
    codec: str = ""

    def has(self, name: str) -> bool:
        """Whether it has a stream or a folder of a name."""
        return bool(self.ole.exists([*self.path, name]))

    def attached(self) -> Iterator[_Storage]:
        """Yield the folders of what is attached, in its order."""
        for path in sorted(self.ole.listdir(streams=False, storages=True)):
            if tuple(path[:-1]) == self.path and path[-1].startswith(_ATTACHED):
                yield replace(self, path=tuple(path))

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream, b"" without it."""
        if not self.has(name):
            return b""
        data: bytes = self.ole.openstream([*self.path, name]).read()
        self.most[0] -= len(data)
        if self.most[0] < 0:
            raise ValueError("its parts are larger than the file")
        return data

    def bytes_of(self, number: int) -> tuple[bytes, str]:
        """Return a property and its codec; b"" without it."""
        if data := self.read(f"__substg1.0_{number:04X}{_UNICODE}"):
            return data, "utf-16-le"
        streams = (self.read(f"__substg1.0_{number:04X}{kind}") for kind in _BYTES)
        return next(filter(None, streams), b""), self.codec

    def line(self, *numbers: int) -> str:
        """Return the first of some properties that is there, in one line."""
        for number in numbers:
            if words := " ".join(decode_name(*self.bytes_of(number)).replace("\0", "").split()):
                return words
        return ""

    def numbers(self) -> dict[tuple[int, int], int]:
        """Return the properties of a mail that are no strings, by number and kind."""
        data = self.read(_PROPERTIES)[_INNER_HEAD if self.path else _HEAD :]
        whole = data[: len(data) // _ENTRY.size * _ENTRY.size]
        return {(number, kind): value for kind, number, value in _ENTRY.iter_unpack(whole)}


def _message(mail: _Storage, depth: int = 0) -> Message:
    """Return a mail as e-mails are sent: its header, its text, what is attached."""
    if not mail.has(_PROPERTIES):
        raise ValueError("it has no properties of a mail")
    if depth > _DEEPEST:
        raise ValueError("it is a mail in too many others")
    numbers = mail.numbers()
    mail = replace(mail, codec=_codec(numbers.get((_PAGE_OF_STRINGS, _INTEGER))))
    made = MIMEMultipart("mixed")
    day = numbers.get((_SENT, _TIME)) or numbers.get((_RECEIVED, _TIME))
    for key, words in _header(mail, day).items():
        made[key] = " ".join(words.split())
    made.attach(_text(mail, _codec(numbers.get((_PAGE_OF_BODY, _INTEGER)))))
    for attached in mail.attached():
        made.attach(_attached(attached, depth))
    return made


def _codec(page: int | None) -> str:
    """Return the codec of a code page, "" without one; what is called GB2312 is GB18030 by now."""
    return "" if page is None else _CODECS.get(page & 0xFFFF, f"cp{page & 0xFFFF}")


def _header(mail: _Storage, day: int | None) -> dict[str, str]:
    """Return the fields of a header: those that it was sent with, or else the mail's properties."""
    sent = HeaderParser().parsestr(decode_name(*mail.bytes_of(_HEADERS)))
    fields = {
        "From": str(sent.get("From", "")) or _sender(mail),
        "Cc": mail.line(_CC),
        "Date": str(sent.get("Date", "")) or (_when(day) if day else ""),
        "Subject": mail.line(_SUBJECT) or str(sent.get("Subject", "")),
    }
    return {"To": mail.line(_TO)} | {key: words for key, words in fields.items() if words}


def _sender(mail: _Storage) -> str:
    """Return who sent a mail; within an organisation that may be a name without an address."""
    addresses = (mail.line(number) for number in (_MAIL_ADDRESS, _ADDRESS))
    address = next((one for one in addresses if "@" in one), "")
    name = mail.line(_SENDER, _SENT_FOR)
    return formataddr((name, address)) if address else name


def _when(value: int) -> str:
    """Return a time as headers have it; kept in UTC, it is of the day that it is in China."""
    try:
        when = _FIRST + dt.timedelta(microseconds=value // 10)
        return format_datetime(when.astimezone(_CHINA))
    except OverflowError:
        return ""


def _text(mail: _Storage, codec: str) -> Message:
    """Return the text of a mail, plain and as a page; of one that is only RTF that it is."""
    made = MIMEMultipart("alternative")
    body, own = mail.bytes_of(_BODY)
    page, wide = mail.bytes_of(_HTML)
    if body:
        made.attach(_part(body, "text", "plain", charset=own))
    if page:
        made.attach(_part(page, "text", "html", charset=wide if wide == "utf-16-le" else codec))
    if not body and not page and mail.has(_RTF):
        made.attach(MIMEBase("text", "rtf"))
    return made


def _part(data: bytes, kind: str, subtype: str, charset: str = "") -> Message:
    made = MIMEBase(kind, subtype)
    if charset:
        made.set_param("charset", charset)
    made.set_payload(data)
    encode_base64(made)
    return made


def _attached(attached: _Storage, depth: int) -> Message:
    """Return what is attached: a mail, a file, or that it is a file which is not in the mail."""
    inside = replace(attached, path=(*attached.path, _IN_A_MAIL))
    if inside.has(_PROPERTIES):
        mail = Message()
        mail["Content-Type"] = "message/rfc822"
        mail.set_payload([_message(inside, depth + 1)])
        return mail
    data, _ = attached.bytes_of(_DATA)
    if not data:
        return MIMEBase("message", "external-body")
    made = _part(data, "application", "octet-stream")
    if name := attached.line(_LONG_NAME, _SHORT_NAME, _SHOWN_NAME):
        made.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    return made
