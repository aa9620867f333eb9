"""Files to articles: newspaper pages, web pages, PDF, office documents, tables, archives."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.reading.files import (
        DEAD_LINK,
        can_read,
        file_text,
        page_count,
        read_articles,
        read_file,
        why_not,
    )

__all__ = [
    "DEAD_LINK",
    "can_read",
    "file_text",
    "page_count",
    "read_articles",
    "read_file",
    "why_not",
]


def __getattr__(name: str) -> Any:
    # Not imported with the package: whoever asks an archive compares files and reads none.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("qa.reading.files"), name)
