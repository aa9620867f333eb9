"""SQLite: articles, chunks, vectors and full-text rows of an archive; the truth."""

from qa.store.rows import Added, Entry, Recipe, Report
from qa.store.store import Store, Writer
from qa.store.view import View

__all__ = ["Added", "Entry", "Recipe", "Report", "Store", "View", "Writer"]
