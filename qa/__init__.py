"""Articles in, answers out: the public names of Kanbao."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.errors import (
    ArchiveError,
    BusyError,
    InputError,
    KanbaoError,
    MismatchError,
    ModelError,
    ReadError,
)
from qa.records import (
    Answer,
    Article,
    Chunk,
    Citation,
    DateMention,
    Digest,
    DigestItem,
    Hit,
    Sentence,
    Span,
    Summary,
    Where,
)

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.reading import read_articles

__all__ = [
    "Answer",
    "Archive",
    "ArchiveError",
    "Article",
    "BusyError",
    "Chunk",
    "Citation",
    "DateMention",
    "Digest",
    "DigestItem",
    "Hit",
    "InputError",
    "KanbaoError",
    "MismatchError",
    "ModelError",
    "ReadError",
    "Sentence",
    "Span",
    "Summary",
    "Where",
    "__version__",
    "read_articles",
]

__version__ = "0.1.0"

# Not imported with the package: the first brings numpy and faiss.
_LATER = {"Archive": "qa.archive", "read_articles": "qa.reading"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
