"""Files to articles: newspaper pages, JSONL archives, HTML, PDF, DOCX and Markdown."""

from qa.reading.files import can_read, file_text, read_articles, read_file

__all__ = ["can_read", "file_text", "read_articles", "read_file"]
