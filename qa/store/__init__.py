"""SQLite: articles, chunks, vectors and full-text rows of an archive; the truth."""

from qa.store.rows import Added, Entry, Recipe, Report, check, check_all, digest
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
    "check_all",
    "digest",
    "match",
    "verify",
]
