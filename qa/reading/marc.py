"""MARC records of library systems: ISO 2709 and MARCXML, laid out as cataloguers print them.

A subfield is a line, ``200 1  $a清河大桥通车``, a blank line stands between records: the places of
a citation count in that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.encodings import decode
from qa.reading.iso2709 import MOST_SUBFIELDS, Subfield, is_iso2709, records_of
from qa.reading.marc_articles import Record, Value, read_records
from qa.records import Repair

__all__ = ["decode_marc", "decode_marc_xml", "marc_records"]

_LINE_END = re.compile(rb"\r\n?|\n")
# Escapes to other character sets: libraries in America wrote Chinese so before there was UTF-8.
_MARC8 = re.compile(rb"\x1b[$(),\-gsbp]")


def decode_marc(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the records of an ISO 2709 file, in UTF-8, GB18030 or Big5, a subfield a line.

    A damaged record refuses the file, or is left out with ``repair``. Raises :class:`ReadError`
    for a file that is none, or is in MARC-8.
    """
    if not is_iso2709(data):
        raise ReadError(
            f"{name}: is no MARC file (ISO 2709): export the records as .mrc, or as MARCXML, "
            "named .xml"
        )
    if _MARC8.search(data):
        raise ReadError(
            f"{name}: is written in MARC-8: export it in UTF-8, or convert it: "
            "yaz-marcdump -f marc-8 -t utf-8 -l 9=97 -o marc"
        )
    found = list(records_of(data, name=name, repair=repair))
    records = [one for one in found if not isinstance(one, str)]
    if not records:
        raise ReadError(f"{name}: no record in it can be read; export it anew")
    shown = b"\n".join(b"".join(map(_shown, record)) for record in records)
    made = decode(shown, name=name, repair=repair)
    damaged = tuple(
        Repair(line=number, column=1, what=f"第 {number} 条记录没有读：{wrong}")
        for number, wrong in enumerate(found, start=1)
        if isinstance(wrong, str)
    )
    numbers = [number for number, one in enumerate(found, start=1) if not isinstance(one, str)]
    laid = _laid(made.text, records, numbers)
    return replace(
        made,
        encoding=f"marc:{made.encoding}",
        repairs=(*made.repairs, *damaged),
        read=partial(read_records, records=laid),
    )


def marc_records(root: Any) -> list[Any]:
    """Return the records of MARCXML; none for other XML."""
    return [node for node in root.iter() if any(_name(child) == "datafield" for child in node)]


def decode_marc_xml(nodes: Sequence[Any], *, name: str) -> Decoded:
    """Return the records of MARCXML as :func:`decode_marc` does."""
    records = [tuple(_of_node(node)) for node in nodes]
    if sum(map(len, records)) > MOST_SUBFIELDS:
        raise ReadError(f"{name}: has more than {MOST_SUBFIELDS} subfields: split the file")
    text = "\n".join("".join(_shown(one).decode() for one in record) for record in records)
    laid = _laid(text, records, range(1, len(records) + 1))
    return Decoded(text=text, encoding="marc:xml", read=partial(read_records, records=laid))


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _of_node(node: Any) -> Iterator[Subfield]:
    for number, child in enumerate(node):
        kind = _name(child)
        tag = "LDR" if kind == "leader" else child.get("tag", "")[:3]
        if kind in ("leader", "controlfield"):
            yield Subfield(field=number, tag=tag, indicators="", code="", value=_words(child))
        elif kind == "datafield":
            indicators = (child.get("ind1") or " ")[:1] + (child.get("ind2") or " ")[:1]
            for part in child:
                if _name(part) == "subfield":
                    code = part.get("code", "")[:1]
                    yield Subfield(
                        field=number, tag=tag, indicators=indicators, code=code, value=_words(part)
                    )


def _words(node: Any) -> bytes:
    return "".join(node.itertext()).strip().encode()


def _mark(one: Subfield) -> str:
    return f"{one.tag} {one.indicators} ${one.code}" if one.indicators else f"{one.tag}    "


def _shown(one: Subfield) -> bytes:
    """Return a subfield as it is laid out: ``200 1  $a清河大桥通车``, and a line feed."""
    return _mark(one).encode() + _LINE_END.sub(b"\n", one.value) + b"\n"


def _laid(
    text: str, records: Iterable[Sequence[Subfield]], numbers: Iterable[int]
) -> tuple[Record, ...]:
    """Return the records with the places of what their subfields say in the laid out text."""
    made: list[Record] = []
    place = 0
    for number, record in zip(numbers, records, strict=True):
        start, values = place, []
        for one in record:
            end = place
            for _ in range(_shown(one).count(b"\n")):
                end = text.index("\n", end) + 1
            at = place + len(_mark(one))
            said = text[at : end - 1]
            values.append(Value(tag=one.tag, code=one.code, field=one.field, start=at, text=said))
            place = end
        made.append(Record(number=number, start=start, end=place, values=tuple(values)))
        place += 1
    return tuple(made)
