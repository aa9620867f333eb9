"""JSONL archives: one JSON object a line, one article an object; also one JSON array of them.

Fields: ``text`` (required), ``id``, ``title``, ``date`` (a day, also with its time), ``source``,
``byline``, ``tags`` (a list of strings); those may be missing or null. Names that other programs
write are taken too, :data:`NAMES`, and said in a note. An object without an id is called after its
file and number. What is in other fields is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any

from qa.errors import ReadError
from qa.reading.origin import Source
from qa.records import Article, DateFrom, LeftOut, Piece, Reading, Reason, Repair

__all__ = ["NAMES", "read_jsonl"]

NAMES = {
    "id": ("id", "_id", "编号"),
    "title": ("title", "headline", "标题"),
    "text": ("text", "content", "body", "正文", "内容"),
    "date": (
        "date",
        "pub_date",
        "pubdate",
        "publish_date",
        "publish_time",
        "published",
        "datetime",
        "日期",
        "发布日期",
        "发布时间",
        "时间",
    ),
    "byline": ("byline", "author", "authors", "作者", "记者"),
    "source": ("source", "media", "来源", "媒体"),
    "tags": ("tags", "keywords", "标签", "关键词"),
}
_KINDS = {name: kind for kind, names in NAMES.items() for name in names}
_DATE = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|\.([0-9]{1,2})\.([0-9]{1,2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))(?:[T\s].*)?",
    re.DOTALL,
)
_MARKUP = re.compile(r"</[a-z]|<br\b|&nbsp;|&[lg]t;", re.IGNORECASE)
_NEXT = re.compile(r"\n(?=[\ufeff \t]*\{)")
_SHOWN = 20
_BOM = "\ufeff"
_BLANK = " \t\r\n"
_RUN = re.compile(
    r"(?P<pair>(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})+)"
    r"|(?P<unit>(?:\\u(?![dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F])[0-9a-fA-F]{4})+)"
    r"|(?P<mark>(?:\\[^u])+)"
    r"|(?P<plain>[^\\]+)"
)
_WIDTHS = {"pair": 12, "unit": 6, "mark": 2, "plain": 1}
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_decoder = JSONDecoder()


class _WrongError(Exception):
    """What is wrong with an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Object:
    """An object of the file: the values of its fields, and where each stands, quotes included."""

    start: int
    end: int
    values: dict[str, Any]
    places: dict[str, tuple[int, int]]


@dataclass(slots=True, kw_only=True)
class _State:
    """What was read so far. ``line`` is the line of ``place``."""

    source: Source
    articles: list[Article] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    line: int = 1
    place: int = 0

    def line_of(self, place: int) -> int:
        """Return the line of a place that is not before the latest one asked for."""
        self.line += self.source.text.count("\n", self.place, place)
        self.place = place
        return self.line

    def repair(self, place: int, what: str) -> None:
        column = place - self.source.text.rfind("\n", 0, place)
        self.repairs.append(Repair(line=self.line_of(place), column=column, what=what))

    def leave_out(self, start: int, end: int, reason: Reason) -> None:
        words = self.source.text[start:end]
        self.left_out.append(LeftOut(text=words, reason=reason, start=start, end=end))


def read_jsonl(source: Source) -> Reading:
    """Return the articles of a JSONL file, in its order.

    Raises :class:`ReadError`, naming file and line, for what is not a JSON object, a missing or
    wrongly typed field, a date that is none, or an id that came before; with ``source.repair`` such
    an object is left out, and said. A byte order mark between objects, as joined files have, is
    passed over, and said.
    """
    state = _State(source=source)
    place = _after_marks(state, 0)
    array = source.text.startswith("[", place)
    place += array
    while (place := _after_marks(state, place)) < len(source.text):
        if array and source.text.startswith("]", place):
            place = _end(state, place + 1)
            break
        place = _take(state, place)
        if array and source.text.startswith(",", after := _skip(source.text, place)):
            place = after + 1
    if not state.articles:
        why = "every line is blank"
        if count := len(state.repairs):
            why = f"none of its {count} objects could be read: mend the file"
        raise ReadError(f"{source.file}: no article: {why}")
    return Reading(
        articles=tuple(state.articles),
        left_out=tuple(state.left_out),
        repairs=tuple(state.repairs),
        notes=tuple(state.notes),
    )


def _end(state: _State, place: int) -> int:
    if rest := state.source.text[place:].strip(_BLANK):
        line = state.line_of(place)
        raise _refusal(state.source, line, f"no JSON object: {rest[:20]!r} after the array")
    return len(state.source.text)


def _refusal(source: Source, line: int, what: str) -> ReadError:
    return ReadError(f"{source.file}, line {line}: {what}; nothing of the file was read")


def _after_marks(state: _State, place: int) -> int:
    """Return where the next object begins; a byte order mark before it is passed over."""
    text = state.source.text
    place = _skip(text, place)
    while text.startswith(_BOM, place):
        state.repair(place, "略过文件中间的字节顺序标记（U+FEFF）")
        place = _skip(text, place + 1)
    return place


def _take(state: _State, place: int) -> int:
    """Read the object at ``place``; return where it ends, or the line that is left out."""
    try:
        found = _object(state.source.text, place)
        article = _article(found, state)
    except _WrongError as wrong:
        if not state.source.repair:
            raise _refusal(state.source, state.line_of(place), str(wrong)) from wrong
        following = _NEXT.search(state.source.text, place)
        end = following.start() if following else len(state.source.text)
        state.repair(place, f"这一条没有读：{wrong}")
        state.leave_out(place, end, Reason.DAMAGED)
        return end
    state.articles.append(article)
    return found.end


def _object(text: str, start: int) -> _Object:
    try:
        return _parse(text, start)
    except JSONDecodeError as error:
        where = f"character {error.pos - start}"
        raise _WrongError(f"no JSON: {error.msg} ({where})") from error
    except (ValueError, RecursionError) as error:
        raise _WrongError(f"no JSON object: {error}") from error


def _parse(text: str, start: int) -> _Object:
    values: dict[str, Any] = {}
    places: dict[str, tuple[int, int]] = {}
    position = _expect(text, start, "{", start)
    while True:
        key, position = _decoder.raw_decode(text, _expect(text, position, '"', start) - 1)
        value_start = _skip(text, _expect(text, position, ":", start))
        if key in values:
            raise ValueError(f"field {key!r} stands there twice")
        values[key], position = _decoder.raw_decode(text, value_start)
        places[key] = (value_start, position)
        if text.startswith("}", after := _skip(text, position)):
            return _Object(
                start=start, end=_expect_end(text, after + 1), values=values, places=places
            )
        position = _expect(text, position, ",", start)


def _expect_end(text: str, position: int) -> int:
    """Return ``position``, where an object ends: another one or nothing follows on its line."""
    end = text.find("\n", position)
    rest = text[position : len(text) if end < 0 else end].strip(" \t\r" + _BOM)
    if rest and rest[0] not in "{,]":
        raise ValueError(f"{rest[:20]!r} after the object")
    return position


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return position


def _expect(text: str, position: int, mark: str, start: int) -> int:
    """Return the place after ``mark``; an error counts from the object's ``start``."""
    position = _skip(text, position)
    if not text.startswith(mark, position):
        found = repr(text[position : position + 1]) if position < len(text) else "the end"
        raise ValueError(f"expected {mark!r} but found {found} at character {position - start}")
    return position + 1


def _article(found: _Object, state: _State) -> Article:
    names = _names(found, state)
    text = _string(found, names, "text", required=True) or ""
    date = _date(found, names, state)
    article = Article(
        id=_id(found, names, state),
        title=_string(found, names, "title") or "",
        text=text,
        date=date,
        date_from=DateFrom.FIELD if date else None,
        byline=" ".join(_strings(found, names, "byline")) or None,
        source=_string(found, names, "source"),
        tags=tuple(_strings(found, names, "tags", separators="[,，;；、]")),
        origin=state.source.origin(
            _pieces(state.source.text, *found.places[names["text"]]),
            title=_pieces(state.source.text, *found.places[names["title"]])
            if "title" in names
            else (),
        ),
    )
    if article.id in state.first:
        raise _WrongError(f"id {article.id!r} stands in line {state.first[article.id]} already")
    state.first[article.id] = state.line_of(found.start)
    if _MARKUP.search(text):
        state.notes["正文里有网页标记，原样入库：先转成纯文本，搜索和摘要会更好"] = None
    return article


def _names(found: _Object, state: _State) -> Mapping[str, str]:
    """Return by which of its names each kind of field is there; other fields are left out."""
    names: dict[str, str] = {}
    for kind, known in NAMES.items():
        there = [name for name in known if found.values.get(name) is not None]
        if there:
            names[kind] = there[0]
        if there and there[0] != kind:
            state.notes[f"字段 {there[0]} 当作 {kind}"] = None
    for name, (start, end) in found.places.items():
        if found.values[name] is not None and name not in names.values():
            state.leave_out(start, end, Reason.FIELD)
    return names


def _field(found: _Object, names: Mapping[str, str], kind: str) -> tuple[str | None, Any]:
    """Return what an object calls a kind of field, and its value; None, None without one."""
    name = names.get(kind)
    return name, found.values[name] if name else None


def _string(
    found: _Object, names: Mapping[str, str], kind: str, *, required: bool = False
) -> str | None:
    name, value = _field(found, names, kind)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        wrong = f"field {name or kind!r} must be a string, not {_kind(value)}"
        raise _WrongError(f"{wrong}; {_found_and_accepted(found, kind)}" if required else wrong)
    return _storable(found, value, name or kind)


def _found_and_accepted(found: _Object, kind: str) -> str:
    """Return which fields an object has, and which names a kind of field may have."""
    fields = [repr(name[:_SHOWN]) for name in found.values]
    there = ", ".join(fields[:_SHOWN]) + ", …" * (len(fields) > _SHOWN)
    return f"fields found: {there}; accepted as {kind}: {', '.join(NAMES[kind])}"


def _storable(found: _Object, value: str, name: str) -> str:
    if bad := _UNSTORABLE.search(value):
        raise _WrongError(
            f"field {name!r} has U+{ord(bad[0]):04X} at character {bad.start()}, which is not text"
        )
    return value


def _kind(value: object) -> str:
    return "missing or null" if value is None else type(value).__name__


def _id(found: _Object, names: Mapping[str, str], state: _State) -> str:
    if "id" not in names:
        state.notes["没有 id 的文章，按文件名和在文件里的次序编号"] = None
        return f"{state.source.stem}-{len(state.articles) + 1}"
    if type(number := found.values[names["id"]]) is int:
        return str(number)
    value = _string(found, names, "id", required=True)
    if not value or value.isspace():
        raise _WrongError("field 'id' must not be empty")
    return value


def _strings(
    found: _Object, names: Mapping[str, str], kind: str, *, separators: str | None = None
) -> list[str]:
    """Return a list of strings; one string is a list, cut at ``separators`` where given."""
    name, value = _field(found, names, kind)
    value = value if name else []
    if isinstance(value, str):
        parts = re.split(separators, value) if separators else [value]
        value = [part.strip() for part in parts if part.strip()] if separators else parts
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _WrongError(f"field {name!r} must be a list of strings")
    return [_storable(found, item, name or kind) for item in value]


def _date(found: _Object, names: Mapping[str, str], state: _State) -> dt.date | None:
    name, value = _field(found, names, "date")
    if value is None or value == "":
        return None
    try:
        return _day(found, str(value), name or "date")
    except _WrongError:
        if not state.source.repair:
            raise
    state.repair(found.start, f"{value!r} 不是日期，这篇文章不记日期")
    return None


def _day(found: _Object, value: str, name: str) -> dt.date:
    match = _DATE.fullmatch(value.strip())
    if not match:
        raise _WrongError(f"field {name!r} must be YYYY-MM-DD, not {value!r}")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise _WrongError(f"field {name!r} is not a date: {value!r}") from error


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield where the characters of a JSON string stand, its quotes at ``[start, end)``."""
    raw = text[start + 1 : end - 1]
    base = start + 1
    if "\\" not in raw:
        if raw:
            yield Piece(start=0, file_start=base, length=len(raw))
        return
    place = 0
    for run in _RUN.finditer(raw):
        width = _WIDTHS[run.lastgroup or "plain"]
        length = len(run[0]) // width
        yield Piece(start=place, file_start=base + run.start(), length=length, width=width)
        place += length
