"""EML and MHT files: an e-mail or a saved web page, and the files that are attached to it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import Header, decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial

from qa.errors import ReadError
from qa.reading.documents import Decoded, library, read_parts
from qa.reading.encodings import decode_name
from qa.reading.members import Bundle, Inner
from qa.reading.origin import NOTHING, About, Part
from qa.reading.unpacking import Room, check_size, room_for
from qa.records import DateFrom, LeftOut, Reason

__all__ = ["decode_mail", "decode_message"]

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_PLAIN, _PAGE, _MAIL = "text/plain", "text/html", "message/rfc822"


def decode_mail(
    data: bytes, *, name: str, inner: Inner, repair: bool = False, room: Room | None = None
) -> Decoded:
    """Return the text of a mail, one article, and those of the files attached to it.

    Of a text that is there twice, plain and as a page, the plain one is read. The subject is the
    title, who sent it the byline, and when the date. Raises :class:`ReadError` for what is none.
    """
    check_size(data, name=name)
    with library(name, "an e-mail"):
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        if not message.keys():
            raise ReadError(f"{name}: is no e-mail, it has no header: name it .txt if it is a text")
    room = room or Room(bytes=room_for(len(data)))
    return decode_message(message, name=name, inner=inner, repair=repair, room=room)


def decode_message(
    message: Message, *, name: str, inner: Inner, repair: bool, room: Room
) -> Decoded:
    """Return the text of a message, as :func:`decode_mail` does."""
    bundle = Bundle(name=name, repair=repair, inner=inner, room=room)
    with library(name, "an e-mail"):
        about = _about(message)
        for number, part in enumerate(_parts(message), start=1):
            _take(bundle, part, about, number)
        bundle.left_out += (
            LeftOut(text=f"{key}: {words}", reason=Reason.FIELD)
            for key in _SHOWN
            if (words := _header(message, key))
        )
    return bundle.decoded("mail:parts")


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that are read: of alternatives the plain one, else the first."""
    kind = message.get_content_type()
    if kind == _MAIL or not message.is_multipart():
        yield message
        return
    parts = _inside(message)
    if kind == "multipart/alternative":
        plain = [
            part for part in parts if part.get_content_type() == _PLAIN and _bytes(part).strip()
        ]
        parts = plain[:1] or parts[-1:]
    for part in parts:
        yield from _parts(part)


def _inside(message: Message) -> list[Message]:
    """Return the parts of a message that has several."""
    parts = message.get_payload()
    return [one for one in parts if isinstance(one, Message)] if isinstance(parts, list) else []


def _take(bundle: Bundle, part: Message, about: About, number: int) -> None:
    """Add a part: the text of the mail, or an attached file."""
    kind, attached = part.get_content_type(), _file_name(part)
    if kind == _MAIL:
        for mail in _inside(part):
            bundle.add(attached or f"{number}", mail.as_bytes(), ending=".eml")
    elif attached and part.get_content_disposition() == "attachment":
        data = _bytes(part)
        if bundle.takes(attached):
            bundle.room.take(len(data), name=bundle.name)
            bundle.add(attached, data)
    elif kind in (_PLAIN, _PAGE):
        if (text := _utf8(part)).strip():
            then = partial(_body if kind == _PLAIN else _page, about)
            bundle.add(f"{number}", text, ending=".txt" if kind == _PLAIN else ".html", then=then)
    else:
        bundle.others[kind] += 1


def _body(about: About, made: Decoded) -> Decoded:
    """Return the text of a mail as one article."""
    text = "\n".join(line.rstrip() for line in made.text.splitlines()).strip("\n")
    return replace(
        made, text=text, parts=(Part(start=0, end=len(text), about=about),), read=read_parts
    )


def _page(about: About, made: Decoded) -> Decoded:
    """Return the page that a mail is, by the mail's subject and day where it has them."""
    if len(made.parts) != 1 or about == NOTHING:
        return made
    (part,) = made.parts
    own = replace(
        part.about,
        title=about.title or part.about.title,
        date=about.date or part.about.date,
        date_from=about.date_from or part.about.date_from,
        byline=part.about.byline or about.byline,
    )
    dropped = part.about.title if about.title and part.about.title != about.title else ""
    left_out = (LeftOut(text=dropped, reason=Reason.FIELD),) if dropped else ()
    return replace(made, parts=(replace(part, about=own),), left_out=made.left_out + left_out)


def _about(message: Message) -> About:
    """Return what a mail's header says of it; that of a saved page is not the page's."""
    sender = _header(message, "From")
    if "Snapshot-Content-Location" in message or ("@" not in sender and "To" not in message):
        return NOTHING
    name, address = parseaddr(sender)
    day = _day(_header(message, "Date"))
    return About(
        title=_header(message, "Subject"),
        date=day,
        date_from=DateFrom.METADATA if day else None,
        byline=name or address or None,
    )


def _day(written: str) -> dt.date | None:
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError):
        return None


def _header(message: Message, key: str) -> str:
    """Return a field of the header in one line; old programs write it in their own encoding."""
    value = message.get(key)
    if value is None:
        return ""
    try:
        parts = decode_header(value if isinstance(value, Header) else str(value))
    except (HeaderParseError, ValueError):
        return " ".join(str(value).split())
    words = "".join(_decoded(words, charset) for words, charset in parts)
    return " ".join(words.split())


def _decoded(words: bytes | str, charset: str | None) -> str:
    if isinstance(words, str):  # bytes that were no ASCII are half characters in it
        words = words.encode("utf-8", "surrogateescape")
    return decode_name(words, _codec(charset))


def _codec(charset: str | None) -> str:
    """Return the codec of a charset: what is called GB2312 is GB18030 by now."""
    charset = (charset or "utf-8").lower()
    return "gb18030" if charset.startswith(("gb", "x-gb")) else charset


def _file_name(part: Message) -> str:
    """Return the name of an attached file, without folders; "" where it has none."""
    name = part.get_filename()
    if not name:
        return ""
    words = "".join(_decoded(words, charset) for words, charset in decode_header(name))
    words = words.replace("\0", "").replace("\\", "/")
    return " ".join(words.rpartition("/")[2].split())


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _utf8(part: Message) -> bytes:
    """Return the bytes of a text, as UTF-8 where its charset is said and right."""
    data = _bytes(part)
    charset = part.get_content_charset()
    try:
        return data.decode(_codec(charset)).encode() if charset else data
    except (ValueError, LookupError):
        return data
