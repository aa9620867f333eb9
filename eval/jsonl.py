"""Strict JSON Lines: every complaint names the file and the line."""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from eval.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Line", "read_jsonl"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One object of a file; ``where`` is ``file:line`` for messages."""

    where: str
    record: dict[str, Any]

    def text(self, name: str) -> str:
        """Return a field that must be a string with something in it."""
        value = self._get(name, str, "a string")
        if not value.strip():
            raise DataError(f"{self.where}: field {name!r} is empty")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a field that must be a list of strings, none of them empty; [] is allowed."""
        values = self._get(name, list, "a list of strings")
        for value in values:
            if not isinstance(value, str):
                raise DataError(f"{self.where}: field {name!r} holds {value!r}, not a string")
            if not value.strip():
                raise DataError(f"{self.where}: field {name!r} holds an empty string")
        return tuple(values)

    def optional(self, name: str) -> str | None:
        """Return a string field, or None where it is missing, null or empty."""
        if self.record.get(name) is None:
            return None
        return self._get(name, str, "a string or null") or None

    def _get(self, name: str, kind: type[T], described: str) -> T:
        if name not in self.record:
            raise DataError(f"{self.where}: field {name!r} is missing; it has {list(self.record)}")
        value = self.record[name]
        if not isinstance(value, kind):
            raise DataError(f"{self.where}: field {name!r} is {value!r}, not {described}")
        return value


def read_jsonl(path: Path) -> Iterator[Line]:
    """Yield the objects of a JSONL file, ``.xz`` or plain, as UTF-8; blank lines are skipped.

    Raises :class:`DataError` for a missing file, another encoding, a broken line, a line that is
    no object, and a file without any.
    """
    empty = True
    for number, text in _numbered(path):
        if not text.strip():
            continue
        empty = False
        yield Line(where=f"{path}:{number}", record=_object(text, f"{path}:{number}"))
    if empty:
        raise DataError(f"{path}: no records: an empty set cannot be scored")


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    number = 0
    try:
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield number, line
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such file") from error
    except (UnicodeDecodeError, lzma.LZMAError, EOFError) as error:
        raise DataError(f"{path}:{number + 1}: cannot be read: {error}") from error


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise DataError(f"{where}: not JSON: {error}") from error
    if not isinstance(record, dict):
        raise DataError(f"{where}: a {type(record).__name__}, not an object")
    return record
