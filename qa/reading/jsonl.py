"""JSONL archives: one JSON object a line, one article an object.

Fields: ``id`` and ``text`` (required), ``title``, ``date`` (YYYY-MM-DD), ``source``, ``byline``,
``tags`` (a list of strings); those may be missing or null. Other fields are ignored.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any

from qa.errors import ReadError
from qa.reading.origin import Source
from qa.records import Article, DateFrom, Piece, Reading

__all__ = ["read_jsonl"]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANK = " \t\r"
_RUN = re.compile(
    r"(?P<pair>(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})+)"
    r"|(?P<unit>(?:\\u(?![dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F])[0-9a-fA-F]{4})+)"
    r"|(?P<mark>(?:\\[^u])+)"
    r"|(?P<plain>[^\\]+)"
)
_WIDTHS = {"pair": 12, "unit": 6, "mark": 2, "plain": 1}
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_decoder = JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of the file: its number from 1, its place, its text without the line feed."""

    file: str
    number: int
    start: int
    text: str

    def error(self, what: str) -> ReadError:
        return ReadError(f"{self.file}, line {self.number}: {what}; nothing of the file was read")


def read_jsonl(source: Source) -> Reading:
    """Return the articles of a JSONL file, in its order.

    Raises :class:`ReadError`, naming file and line, for a line that is not a JSON object, a
    missing or wrongly typed field, a date that is none, or an id that came before.
    """
    articles: list[Article] = []
    first: dict[str, int] = {}
    for line in _lines(source):
        article = _article(line, source)
        if article.id in first:
            raise line.error(f"id {article.id!r} stands in line {first[article.id]} already")
        first[article.id] = line.number
        articles.append(article)
    if not articles:
        raise ReadError(f"{source.file}: no article: every line is blank")
    return Reading(articles=tuple(articles))


def _lines(source: Source) -> Iterator[_Line]:
    start = number = 0
    while start < len(source.text):
        end = source.text.find("\n", start)
        end = len(source.text) if end < 0 else end
        number += 1
        text = source.text[start:end]
        if text.strip(_BLANK):
            yield _Line(file=source.file, number=number, start=start, text=text)
        start = end + 1


def _article(line: _Line, source: Source) -> Article:
    fields, place = _fields(line)
    text = _string(line, fields, "text", required=True)
    date = _date(line, fields)
    return Article(
        id=_id(line, fields),
        title=_string(line, fields, "title") or "",
        text=text or "",
        date=date,
        date_from=DateFrom.FIELD if date else None,
        byline=_string(line, fields, "byline"),
        source=_string(line, fields, "source"),
        tags=_tags(line, fields),
        origin=source.origin(_pieces(line, place)),
    )


def _fields(line: _Line) -> tuple[dict[str, Any], tuple[int, int]]:
    """Return the line's object, and where the string of its ``text`` stands, quotes included."""
    try:
        return _object(line.text)
    except JSONDecodeError as error:
        raise line.error(f"no JSON: {error.msg} (character {error.pos})") from error
    except (ValueError, RecursionError) as error:
        raise line.error(f"no JSON object: {error}") from error


def _object(text: str) -> tuple[dict[str, Any], tuple[int, int]]:
    fields: dict[str, Any] = {}
    place = (0, 0)
    position = _expect(text, 0, "{")
    while True:
        key, position = _decoder.raw_decode(text, _expect(text, position, '"') - 1)
        start = _skip(text, _expect(text, position, ":"))
        if key in fields:
            raise ValueError(f"field {key!r} stands there twice")
        fields[key], position = _decoder.raw_decode(text, start)
        if key == "text":
            place = (start, position)
        position = _skip(text, position)
        if text.startswith("}", position):
            break
        position = _expect(text, position, ",")
    if rest := text[position + 1 :].strip(_BLANK):
        raise ValueError(f"{rest[:20]!r} after the object")
    return fields, place


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return position


def _expect(text: str, position: int, mark: str) -> int:
    position = _skip(text, position)
    if not text.startswith(mark, position):
        found = repr(text[position : position + 1]) if position < len(text) else "the end"
        raise ValueError(f"expected {mark!r} but found {found} at character {position}")
    return position + 1


def _string(
    line: _Line, fields: dict[str, Any], name: str, *, required: bool = False
) -> str | None:
    value = fields.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        raise line.error(f"field {name!r} must be a string, not {_kind(value)}")
    return _storable(line, value, name)


def _storable(line: _Line, value: str, name: str) -> str:
    if "\\u" in line.text and (bad := _UNSTORABLE.search(value)):
        raise line.error(
            f"field {name!r} has U+{ord(bad[0]):04X} at character {bad.start()}, which is not text"
        )
    return value


def _kind(value: object) -> str:
    return "missing or null" if value is None else type(value).__name__


def _id(line: _Line, fields: dict[str, Any]) -> str:
    value = _string(line, fields, "id", required=True)
    if not value or value.isspace():
        raise line.error("field 'id' must not be empty")
    return value


def _tags(line: _Line, fields: dict[str, Any]) -> tuple[str, ...]:
    value = fields.get("tags")
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise line.error("field 'tags' must be a list of strings")
    return tuple(_storable(line, tag, "tags") for tag in value)


def _date(line: _Line, fields: dict[str, Any]) -> dt.date | None:
    value = _string(line, fields, "date")
    if value is None:
        return None
    if not _DATE.fullmatch(value):
        raise line.error(f"field 'date' must be YYYY-MM-DD, not {value!r}")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise line.error(f"field 'date' is not a date: {value!r}") from error


def _pieces(line: _Line, place: tuple[int, int]) -> Iterator[Piece]:
    """Yield where the characters of a JSON string stand, its quotes at ``place``."""
    raw = line.text[place[0] + 1 : place[1] - 1]
    base = line.start + place[0] + 1
    if "\\" not in raw:
        if raw:
            yield Piece(start=0, file_start=base, length=len(raw))
        return
    start = 0
    for run in _RUN.finditer(raw):
        width = _WIDTHS[run.lastgroup or "plain"]
        length = len(run[0]) // width
        yield Piece(start=start, file_start=base + run.start(), length=length, width=width)
        start += length
