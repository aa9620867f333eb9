"""ISO 2709 files, as library systems exchange MARC records: bytes to fields.

What the directory of a record says of lengths is not believed: programs that turn GBK into UTF-8
leave it as it was. The marks between fields are, and of the directory the tags and their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa.errors import ReadError

__all__ = ["MOST_SUBFIELDS", "Subfield", "is_iso2709", "records_of"]

MOST_SUBFIELDS = 2_000_000
"""Of the records of one file."""

_RECORD, _FIELD, _SUBFIELD = b"\x1d", b"\x1e", b"\x1f"
_BLANK = b"\r\n \0\x1a"
_LEADER = 24
_ENTRY = 12
_HEAD = re.compile(rb"[0-9 ]{5}[ -~]{7}[0-9 ]{5}[ -~]{7}[0-9A-Za-z]{3}[0-9]{9}")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subfield:
    """A subfield: its field's ``tag`` and indicators, its ``code``, "" in a field without any.

    ``field`` is the number of its field in the record, the leader's is 0.
    """

    field: int
    tag: str
    indicators: str
    code: str
    value: bytes


class _DamagedError(Exception):
    """What is wrong with a record."""


def is_iso2709(data: bytes) -> bool:
    """Whether bytes begin as a record of ISO 2709 does."""
    begins = _HEAD.match(data.removeprefix(_BOM).lstrip(_BLANK)) is not None
    return begins and _FIELD in data


def records_of(data: bytes, *, name: str, repair: bool) -> Iterator[tuple[Subfield, ...] | str]:
    """Yield the subfields of each record; with ``repair``, of a damaged one, what is wrong.

    Raises :class:`ReadError`, with the record's number, without.
    """
    count = 0
    for number, chunk in enumerate(_chunks(data), start=1):
        try:
            record = tuple(_record(chunk))
        except _DamagedError as wrong:
            if not repair:
                raise ReadError(
                    f"{name}, record {number}: {wrong}; export it anew, or leave that record out "
                    "with --repair (read_file(..., repair=True))"
                ) from wrong
            yield str(wrong)
        else:
            count += len(record)
            if count > MOST_SUBFIELDS:
                raise ReadError(f"{name}: has more than {MOST_SUBFIELDS} subfields: split the file")
            yield record


def _chunks(data: bytes) -> Iterator[bytes]:
    """Yield the bytes of each record, its end mark with them."""
    parts = data.removeprefix(_BOM).split(_RECORD)
    for place, part in enumerate(parts):
        if chunk := part.lstrip(_BLANK):
            yield chunk + (_RECORD if place < len(parts) - 1 else b"")


def _record(chunk: bytes) -> Iterator[Subfield]:
    if not chunk.endswith(_RECORD):
        raise _DamagedError("the record is cut off: its end mark is not there")
    directory, _, rest = chunk[_LEADER:-1].partition(_FIELD)
    fields = rest.removesuffix(_FIELD).split(_FIELD)
    tags = _tags(directory)
    if len(tags) != len(fields):
        raise _DamagedError(f"its directory has {len(tags)} fields, {len(fields)} are there")
    yield Subfield(field=0, tag="LDR", indicators="", code="", value=chunk[:_LEADER])
    for number, (tag, field) in enumerate(zip(tags, fields, strict=True), start=1):
        yield from _subfields(number, tag, field)


def _tags(directory: bytes) -> list[str]:
    """Return the tags of a record's fields in the order in which those stand there."""
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY)]
    if not all(re.fullmatch(rb"[0-9A-Za-z]{3}[0-9]{9}", entry) for entry in entries):
        raise _DamagedError("its directory is damaged")
    return [entry[:3].decode() for entry in sorted(entries, key=lambda entry: int(entry[7:]))]


def _subfields(number: int, tag: str, field: bytes) -> Iterator[Subfield]:
    """Yield the subfields of a field; fields of numbers and codes, 001 to 009, have none."""
    indicators = ""
    if tag.startswith("00"):
        before, parts = field, []
    else:
        before, *parts = field.split(_SUBFIELD)
        indicators, before = _ascii(before[:2]), before[2:]
    if before:
        yield Subfield(field=number, tag=tag, indicators=indicators, code="", value=before)
    for part in parts:
        code = _ascii(part[:1])
        yield Subfield(field=number, tag=tag, indicators=indicators, code=code, value=part[1:])


def _ascii(mark: bytes) -> str:
    """Return an indicator or a code; ? stands for what is none, in whatever encoding it is."""
    return "".join(chr(byte) if byte < 0x80 else "?" for byte in mark)
