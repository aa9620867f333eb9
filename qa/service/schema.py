"""Frozen records to and from JSON: read with errors that say which field and what it takes.

The same types give the JSON Schema of a record (2020-12), so that what is read is what is said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from qa.service.problems import Problem

__all__ = [
    "Among",
    "Range",
    "component",
    "properties",
    "read",
    "read_words",
    "required",
    "schema_of",
]

_T = TypeVar("_T")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,30})?([eE][-+]?\d{1,2})?", re.ASCII)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``: of a number; of the length of a text or a list."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Among:
    """One of these words."""

    words: tuple[str, ...]


def read(kind: type[_T], data: object) -> _T:
    """Return the record that a JSON object is; :class:`Problem` says what is wrong with it."""
    if not isinstance(data, Mapping):
        raise Problem("bad-request", "请求的正文应是一个 JSON 对象，如 {…}")
    return _record(kind, {str(name): value for name, value in data.items()})


def read_words(kind: type[_T], words: Mapping[str, list[str]]) -> _T:
    """Return the record that a query string or a form is, each name with its values."""
    hints = _hints(kind)
    return _record(
        kind,
        {
            name: _of_words(name, hints[name], values) if name in hints else values
            for name, values in words.items()
        },
    )


def _record(kind: type[_T], data: Mapping[str, object]) -> _T:
    hints = _hints(kind)
    if unknown := sorted(set(data) - set(hints)):
        raise _wrong(unknown[0], f"没有这个字段；有的是 {'、'.join(hints)}")
    if missing := [name for name in required(kind) if name not in data]:
        raise _wrong(missing[0], "缺少")
    names = {one.name.rstrip("_"): one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{names[name]: _value(name, hints[name], data[name]) for name in data})


def _value(name: str, hint: Any, value: object) -> Any:
    kind, limits = _plain(hint)
    if _is_optional(kind):
        return None if value is None else _value(name, _inner(hint), value)
    if get_origin(kind) is tuple:
        return _list(name, kind, limits, value)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise _wrong(name, "应是一个 JSON 对象")
        return _record(kind, value)
    made = _READERS[kind](value)
    if made is None:
        raise _wrong(name, f"应是{_NAMES[kind]}")
    _check(name, limits, made)
    return made


def _list(name: str, kind: Any, limits: Range | Among | None, value: object) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise _wrong(name, "应是一个列表，如 [… , …]")
    if isinstance(limits, Range) and not limits.low <= len(value) <= limits.high:
        raise _wrong(name, f"应有 {limits.low} 到 {limits.high} 项，而不是 {len(value)} 项")
    return tuple(_value(f"{name}[{i}]", get_args(kind)[0], one) for i, one in enumerate(value))


def _check(name: str, limits: Range | Among | None, value: Any) -> None:
    if isinstance(limits, Among) and value not in limits.words:
        raise _wrong(name, f"应是 {'、'.join(limits.words)} 之一")
    if not isinstance(limits, Range):
        return
    size, unit = (len(value), "字") if isinstance(value, str) else (value, "")
    if not limits.low <= size <= limits.high:
        raise _wrong(
            name, f"应在 {limits.low} 到 {limits.high} {unit}之间，而不是 {size} {unit}".rstrip()
        )


def _of_words(name: str, hint: Any, values: list[str]) -> object:
    """Return what JSON would have for the words of a query."""
    kind, _ = _plain(hint)
    if _is_optional(kind):
        return _of_words(name, _inner(hint), values)
    if get_origin(kind) is tuple:
        return [_of_words(name, get_args(kind)[0], [value]) for value in values]
    if len(values) > 1:
        raise _wrong(name, "只能给出一次")
    word = values[0]
    if kind is int and _WHOLE.fullmatch(word):
        return int(word)
    if kind is float and _NUMBER.fullmatch(word):
        return float(word)
    if kind is bool:
        return _TRUTH.get(word, word)
    return word


def _as_date(value: object) -> dt.date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _as_whole(value: object) -> int | None:
    """Return a whole number; in JSON 5.0 is one too."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _as_number(value: object) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


_READERS: dict[Any, Any] = {
    str: lambda value: value if isinstance(value, str) else None,
    bool: lambda value: value if isinstance(value, bool) else None,
    int: _as_whole,
    float: _as_number,
    dt.date: _as_date,
}
_NAMES = {
    str: "一个字符串",
    bool: " true 或 false",
    int: "一个整数",
    float: "一个数",
    dt.date: "一个日期，如 2022-04-03",
}


def _wrong(name: str, what: str) -> Problem:
    return Problem("bad-request", f"字段 {name}：{what}", field=name)


def _hints(kind: type[Any]) -> dict[str, Any]:
    """Return the types of a record's fields; ``as_`` is called ``as``."""
    hints = get_type_hints(kind, include_extras=True)
    return {name.rstrip("_"): hint for name, hint in hints.items()}


def required(kind: Any) -> list[str]:
    """Return the names of the fields of a record that have no default."""
    return [one.name.rstrip("_") for one in fields(kind) if not _has_default(one)]


def _has_default(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING


def _plain(hint: Any) -> tuple[Any, Range | Among | None]:
    """Return a type without its annotation, and that."""
    if get_origin(hint) is Annotated:
        kind, limits = get_args(hint)
        return kind, limits
    return hint, None


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def _inner(hint: Any) -> Any:
    """Return the type that may be null, with the annotation around it."""
    kind, limits = _plain(hint)
    (inner,) = (one for one in get_args(kind) if one is not NoneType)
    return Annotated[inner, limits] if limits else inner


def component(kind: type[Any]) -> str:
    """Return the name under which the schemas have a record: docs/json.md's where it has one."""
    return _CALLED.get(kind.__name__, kind.__name__.lower())


_CALLED = {
    "Answer": "ask",
    "DateMention": "mention",
    "DigestItem": "item",
    "PageView": "page",
    "PlacedBox": "box",
    "SameStory": "story",
    "Stand": "origin",
}


def properties(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of each field of a record."""
    hints = _hints(kind)
    made = {}
    for one in fields(kind):
        name = one.name.rstrip("_")
        made[name] = schema_of(hints[name])
        if one.default not in (MISSING, None, ()):
            made[name]["default"] = one.default
    return made


def schema_of(hint: Any) -> dict[str, Any]:
    """Return the JSON Schema of a type; a record is a reference to its component."""
    kind, limits = _plain(hint)
    if _is_optional(kind):
        return _or_null(schema_of(_inner(hint)))
    if get_origin(kind) is tuple:
        return {"type": "array", "items": schema_of(get_args(kind)[0])} | _bounds("Items", limits)
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if isinstance(kind, type) and is_dataclass(kind):
        return {"$ref": f"#/components/schemas/{component(kind)}"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(word) for word in kind]}
    return _scalar(kind, limits)


def _scalar(kind: Any, limits: Range | Among | None) -> dict[str, Any]:
    if isinstance(limits, Among):
        return {"type": "string", "enum": list(limits.words)}
    if kind is str:
        return {"type": "string"} | _bounds("Length", limits)
    if kind is dt.date:
        return {"type": "string", "format": "date"}
    name = {bool: "boolean", int: "integer", float: "number"}[kind]
    return {"type": name} | (
        {"minimum": limits.low, "maximum": limits.high} if isinstance(limits, Range) else {}
    )


def _bounds(what: str, limits: Range | Among | None) -> dict[str, Any]:
    return (
        {f"min{what}": limits.low, f"max{what}": limits.high} if isinstance(limits, Range) else {}
    )


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema and "enum" not in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
