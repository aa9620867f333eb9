"""XML files that are no feed: an article for each of the elements that repeat, as a table's row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.tables import Sheet, read_tables
from qa.records import LeftOut, Reason

__all__ = ["decode_records"]


def decode_records(root: Any, *, name: str) -> Decoded:
    """Return the records of an XML file as rows; its columns are the names of their fields.

    Records are the elements of one name whose own fields have most of the file's text. What stands
    elsewhere is left out. Raises :class:`ReadError` where there are none.
    """
    tag = _record_tag(root)
    if tag is None:
        raise ReadError(
            f"{name}: is XML, no feed of news, and has no records (elements with a title, a text "
            "and so on in each): export it as RSS, .jsonl or .html"
        )
    records = [(node, _cells(node)) for node in root.iter(tag) if _fields(node)]
    columns = tuple(dict.fromkeys(key for _, cells in records for key in cells))
    sheet = Sheet(file=name)
    rows = (
        (node.sourceline or 0, [cells.get(key, "") for key in columns]) for node, cells in records
    )
    sheet.add(rows, unit="line", columns=columns)
    return Decoded(
        text=sheet.text,
        encoding="xml:records",
        left_out=tuple(_elsewhere(root, {node for node, _ in records})),
        read=partial(read_tables, tables=sheet.tables),
    )


def _record_tag(root: Any) -> str | None:
    """Return the tag of the elements whose own fields have most text, of equals the commonest."""
    sizes: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for node in root.iter():
        if isinstance(node.tag, str) and (size := sum(map(len, map(_words, _fields(node))))):
            sizes[node.tag] += size
            counts[node.tag] += 1
    return max(sizes, key=lambda tag: (sizes[tag], counts[tag]), default=None)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _children(node: Any) -> list[Any]:
    return [child for child in node if _name(child)]


def _is_mixed(node: Any) -> bool:
    """Whether an element has words of its own beside its children."""
    return bool((node.text or "").strip()) or any((child.tail or "").strip() for child in node)


def _fields(node: Any) -> list[Any]:
    """Return the elements in one that are fields: text, with marks in it, or paragraphs alone."""
    return [] if _is_mixed(node) else [child for child in _children(node) if _is_field(child)]


def _is_field(node: Any) -> bool:
    children = _children(node)
    if _is_mixed(node):
        return True
    return len({child.tag for child in children}) <= 1 and not any(map(_children, children))


def _words(node: Any) -> str:
    """Return what a field says, a paragraph a line."""
    children = _children(node)
    parts = children if children and not _is_mixed(node) else [node]
    lines = ("".join(part.itertext()).strip() for part in parts)
    return "\n".join(filter(None, lines))


def _cells(record: Any) -> dict[str, str]:
    """Return the fields of a record by their names; of one that repeats, all, a line each."""
    cells: dict[str, list[str]] = {}
    for child in _fields(record):
        cells.setdefault(_name(child), []).append(_words(child))
    for key, value in record.attrib.items():
        cells.setdefault(key.rpartition("}")[2], []).append(value)
    return {key: "\n".join(filter(None, words)) for key, words in cells.items()}


def _elsewhere(node: Any, records: set[Any]) -> Iterator[LeftOut]:
    """Yield the text that is in no field of a record."""
    inside = node in records
    fields = set(_fields(node)) if inside else set()
    if not inside and (words := (node.text or "").strip()):
        yield LeftOut(text=words, reason=Reason.FIELD)
    for child in _children(node):
        if child not in fields:
            yield from _elsewhere(child, records)
        if words := (child.tail or "").strip():
            yield LeftOut(text=words, reason=Reason.FIELD)
