"""Texts of the tests in which bars mark a span."""

from qa.records import Span


def place(marked: str) -> tuple[str, Span]:
    """Return a text without the bars around its span, and that span."""
    before, own, after = marked.split("|")
    return before + own + after, Span(start=len(before), end=len(before) + len(own))
