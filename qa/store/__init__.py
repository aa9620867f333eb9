"""Articles, chunks, vectors and full-text rows of an archive; the truth: SQLite, or LanceDB."""

from qa.store.listed import is_served, listed, server_of
from qa.store.opening import (
    BEGUN,
    LANCE,
    folder_of,
    is_archive,
    is_lance,
    is_own,
    mark_of,
    open_store,
    size_of,
    unfinished,
)
from qa.store.rows import Entry, Recipe, check, check_all, content_hash, to_file
from qa.store.snapshot import FACETS, Snapshot
from qa.store.store import Store, Writer, match

__all__ = [
    "BEGUN",
    "FACETS",
    "LANCE",
    "Entry",
    "Recipe",
    "Snapshot",
    "Store",
    "Writer",
    "check",
    "check_all",
    "content_hash",
    "folder_of",
    "is_archive",
    "is_lance",
    "is_own",
    "is_served",
    "listed",
    "mark_of",
    "match",
    "open_store",
    "server_of",
    "size_of",
    "to_file",
    "unfinished",
]
