"""Lines and JSON on standard output."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from qa.records import Reading

__all__ = [
    "print_json",
    "print_row",
    "printable",
    "reading_json",
    "say",
    "skipped_json",
    "streamed_json",
]


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")


def printable(text: str) -> str:
    """Return a line that any stream takes, also of a file name that is not Unicode."""
    return " ".join(text.encode("utf-8", "backslashreplace").decode().split())


def print_json(result: dict[str, Any]) -> None:
    """Write a JSON object; escaped where the stream is not UTF-8."""
    say(_dumps(result))


def print_row(result: dict[str, Any]) -> None:
    """Write a JSON object on one line, at once."""
    say(_dumps(result, indent=None))
    sys.stdout.flush()


@contextmanager
def streamed_json(name: str) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Yield a function that writes one more row of ``{name: [row, ...], "complete": ...}``.

    The document is closed whatever happens after its first row, with ``complete`` false if an error
    or an interrupt came between; nothing is written where an error comes before the first row.
    """
    head, count, complete = f'{{\n  "{name}": [', 0, "false"

    def write(row: dict[str, Any]) -> None:
        nonlocal count
        before = "," if count else head
        # A line end within a string is an escape: each of these is one of the layout.
        lines = _dumps(row).replace("\n", "\n    ")
        count += 1  # first: an interrupt comes while a row is written, or after
        sys.stdout.write(f"{before}\n    {lines}")
        sys.stdout.flush()

    try:
        yield write
        complete = "true"
        if not count:
            print_json({name: [], "complete": True})
    finally:
        if count:
            say(f'\n  ],\n  "complete": {complete}\n}}')


def reading_json(file: Path, reading: Reading) -> dict[str, Any]:
    """Return what a report says of a file that was read; its articles are not in it."""
    fields = asdict(reading)
    del fields["articles"], fields["unread"]  # these are among what was skipped
    return {"file": printable(str(file)), **fields}


def skipped_json(skipped: Mapping[Path, str]) -> list[dict[str, str]]:
    """Return files that were not read, and why, one line each."""
    return [
        {"file": printable(str(file)), "reason": printable(why)} for file, why in skipped.items()
    ]


def _dumps(value: dict[str, Any], *, indent: int | None = 2) -> str:
    ascii_only = (sys.stdout.encoding or "utf-8").lower() not in ("utf-8", "utf8")
    return json.dumps(value, ensure_ascii=ascii_only, indent=indent, default=str)
