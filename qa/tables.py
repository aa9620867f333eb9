"""Tables as spreadsheets open them: CSV with a mark of its encoding and no formula in it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MARK", "cell", "csv_line"]

MARK = "\ufeff"
"""Stands first: without it a spreadsheet takes UTF-8 for something else."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def csv_line(values: Iterable[object]) -> str:
    """Return a row with its line end, CR LF."""
    line = io.StringIO()
    csv.writer(line).writerow([cell(value) for value in values])
    return line.getvalue()


def cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
