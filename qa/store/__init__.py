"""SQLite: articles, chunks, vectors and full-text rows of an archive; the truth."""

from qa.store import rebuild
from qa.store.rows import Added, Entry, Recipe, Report, check, digest
from qa.store.store import Store, Writer, match
from qa.store.verify import verify
from qa.store.view import View

__all__ = [
    "Added",
    "Entry",
    "Recipe",
    "Report",
    "Store",
    "View",
    "Writer",
    "check",
    "digest",
    "match",
    "rebuild",
    "verify",
]
