"""SQLite: articles, chunks, vectors and full-text rows of an archive; the truth."""

from qa.store.listed import listed
from qa.store.rows import Entry, Recipe, check, check_all, content_hash, to_file
from qa.store.schema import is_archive
from qa.store.snapshot import FACETS, Snapshot
from qa.store.store import Store, Writer, match

__all__ = [
    "FACETS",
    "Entry",
    "Recipe",
    "Snapshot",
    "Store",
    "Writer",
    "check",
    "check_all",
    "content_hash",
    "is_archive",
    "listed",
    "match",
    "to_file",
]
