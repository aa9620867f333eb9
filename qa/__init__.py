"""Articles in, answers out: the public names of Kanbao."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qa.defaults import load_embedder, load_generator, load_reranker
from qa.errors import (
    ArchiveError,
    BusyError,
    InputError,
    KanbaoError,
    MismatchError,
    ModelError,
    ReadError,
    WorkerError,
)
from qa.places import Place, PlacedBox, Places
from qa.records import (
    Added,
    Answer,
    AnswerKind,
    Article,
    Chunk,
    Citation,
    Correction,
    DateFrom,
    DateMention,
    Digest,
    DigestItem,
    Facet,
    Fault,
    Field,
    FileState,
    Hit,
    Holdings,
    Imprint,
    LeftOut,
    LostCorrection,
    NearDuplicate,
    Origin,
    Piece,
    Reading,
    Reason,
    Refusal,
    Rejected,
    Repair,
    Report,
    SameStory,
    Sentence,
    Span,
    Summary,
    Unread,
    Where,
)

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.interfaces import Embedder, Generation, Generator, GeneratorOutput, Reranker
    from qa.reading import file_text, read_articles, read_file
    from qa.search.chunks import Chunking
    from qa.search.retrieve import Fusion
    from qa.shapes import Listed
    from qa.spread import InLine, Processes, Ray, Spread

__all__ = [
    "Added",
    "Answer",
    "AnswerKind",
    "Archive",
    "ArchiveError",
    "Article",
    "BusyError",
    "Chunk",
    "Chunking",
    "Citation",
    "Correction",
    "DateFrom",
    "DateMention",
    "Digest",
    "DigestItem",
    "Embedder",
    "Facet",
    "Fault",
    "Field",
    "FileState",
    "Fusion",
    "Generation",
    "Generator",
    "GeneratorOutput",
    "Hit",
    "Holdings",
    "Imprint",
    "InLine",
    "InputError",
    "KanbaoError",
    "LeftOut",
    "Listed",
    "LostCorrection",
    "MismatchError",
    "ModelError",
    "NearDuplicate",
    "Origin",
    "Piece",
    "Place",
    "PlacedBox",
    "Places",
    "Processes",
    "Ray",
    "ReadError",
    "Reading",
    "Reason",
    "Refusal",
    "Rejected",
    "Repair",
    "Report",
    "Reranker",
    "SameStory",
    "Sentence",
    "Span",
    "Spread",
    "Summary",
    "Unread",
    "Where",
    "WorkerError",
    "__version__",
    "file_text",
    "load_embedder",
    "load_generator",
    "load_reranker",
    "read_articles",
    "read_file",
]

__version__ = "0.2.0"

# Not imported with the package: their modules bring numpy, faiss and the readers' libraries.
_LATER = {
    "Archive": "qa.archive",
    "Chunking": "qa.search.chunks",
    "Embedder": "qa.interfaces",
    "Fusion": "qa.search.retrieve",
    "Generation": "qa.interfaces",
    "Generator": "qa.interfaces",
    "GeneratorOutput": "qa.interfaces",
    "InLine": "qa.spread",
    "Listed": "qa.shapes",
    "Processes": "qa.spread",
    "Ray": "qa.spread",
    "Reranker": "qa.interfaces",
    "Spread": "qa.spread",
    "file_text": "qa.reading",
    "read_articles": "qa.reading",
    "read_file": "qa.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
