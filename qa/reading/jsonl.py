"""JSONL archives: one JSON object a line, one article an object; also one JSON array of them.

Fields: ``text`` (required), ``id``, ``title``, ``date`` (a day, also with its time), ``source``,
``byline``, ``tags`` (a list of strings); those may be missing or null. Names that other programs
write are taken too, :data:`qa.reading.named.NAMES`, and said in a note. An object without an id is
called after its file and number. What is in other fields is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any

from qa.errors import ReadError
from qa.reading.named import Record, State, WrongError, article_of, is_textless, refusal, textless
from qa.reading.origin import Source
from qa.records import Piece, Reading, Reason

__all__ = ["read_jsonl"]

_NEXT = re.compile(r"\n(?=[\ufeff \t]*\{)")
_BOM = "\ufeff"
_BLANK = " \t\r\n"
_RUN = re.compile(
    r"(?P<pair>(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})+)"
    r"|(?P<unit>(?:\\u(?![dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F])[0-9a-fA-F]{4})+)"
    r"|(?P<mark>(?:\\[^u])+)"
    r"|(?P<plain>[^\\]+)"
)
_WIDTHS = {"pair": 12, "unit": 6, "mark": 2, "plain": 1}
_decoder = JSONDecoder()


def read_jsonl(source: Source) -> Reading:
    """Return the articles of a JSONL file, in its order.

    Raises :class:`ReadError`, naming file and line, for what is not a JSON object, a missing or
    wrongly typed field, a date that is none, or an id that came before; with ``source.repair`` such
    an object is left out, and said; so is one whose text is blank. A byte order mark between
    objects, as joined files have, is passed over, and said.
    """
    state = State(source=source, pieces=partial(_pieces, source.text))
    bare: list[int] = []
    place = _after_marks(state, 0)
    array = source.text.startswith("[", place)
    place += array
    while (place := _after_marks(state, place)) < len(source.text):
        if array and source.text.startswith("]", place):
            place = _end(state, place + 1)
            break
        place = _take(state, place, bare)
        if array and source.text.startswith(",", after := _skip(source.text, place)):
            place = after + 1
    if not state.articles:
        why = "every line is blank"
        if count := len(state.repairs):
            why = f"none of its {count} objects could be read: mend the file"
        elif bare:
            why = f"none of its {len(bare)} records has text"
        raise ReadError(f"{source.file}: no article: {why}")
    if bare:
        state.notes[textless(bare, unit="条", what="正文", place="行")] = None
    return Reading(
        articles=tuple(state.articles),
        left_out=tuple(state.left_out),
        repairs=tuple(state.repairs),
        notes=tuple(state.notes),
    )


def _end(state: State, place: int) -> int:
    if rest := state.source.text[place:].strip(_BLANK):
        line = state.line_of(place)
        raise refusal(state.source, line, f"no JSON object: {rest[:20]!r} after the array")
    return len(state.source.text)


def _after_marks(state: State, place: int) -> int:
    """Return where the next object begins; a byte order mark before it is passed over."""
    text = state.source.text
    place = _skip(text, place)
    while text.startswith(_BOM, place):
        state.repair(place, "略过文件中间的字节顺序标记（U+FEFF）")
        place = _skip(text, place + 1)
    return place


def _take(state: State, place: int, bare: list[int]) -> int:
    """Read the object at ``place``; return where it ends, or the line that is left out.

    One without a text is left out too, its line added to ``bare``.
    """
    try:
        found = _object(state.source.text, place)
        if is_textless(found, state.source.fields):
            bare.append(state.line_of(place))
            state.leave_out(found.start, found.end, Reason.FIELD)
            return found.end
        article = article_of(found, state)
    except WrongError as wrong:
        if not state.source.repair:
            raise refusal(state.source, state.line_of(place), str(wrong)) from wrong
        following = _NEXT.search(state.source.text, place)
        end = following.start() if following else len(state.source.text)
        state.repair(place, f"这一条没有读：{wrong}")
        state.leave_out(place, end, Reason.DAMAGED)
        return end
    state.articles.append(article)
    return found.end


def _object(text: str, start: int) -> Record:
    try:
        return _parse(text, start)
    except JSONDecodeError as error:
        where = f"character {error.pos - start}"
        raise WrongError(f"no JSON: {error.msg} ({where})") from error
    except (ValueError, RecursionError) as error:
        raise WrongError(f"no JSON object: {error}") from error


def _parse(text: str, start: int) -> Record:
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
            return Record(
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
