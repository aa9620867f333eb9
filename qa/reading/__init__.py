"""Files to articles: newspaper pages and JSONL archives."""

from qa.reading.files import read_articles

__all__ = ["read_articles"]
