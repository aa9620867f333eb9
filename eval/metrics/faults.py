"""Which faults of :mod:`qa.checking.faults` a text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.checking.faults import cut_digits, cut_lists, cut_numbers, cut_words, loops, lost_marks
from qa.checking.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["answer_faults", "text_faults"]


def text_faults(text: str, source: str) -> dict[str, float]:
    """Return 1 or 0 for each fault of a headline or summary, and for ``faults``, any of them."""
    beside = Source(source)
    return _columns(
        loops=loops(text, beside),
        cut_numbers=cut_numbers(text, beside),
        lost_marks=lost_marks(text),
        cut_words=[*cut_words(text, beside), *cut_lists(text, beside)],
    )


def answer_faults(text: str, source: str) -> dict[str, float]:
    """Return the same for an answer.

    It may well end before its unit (200 of 200间), so only a number cut in its digits counts. Words
    are those of the dictionary: of 500 editors' answers 18 have an edge inside a guessed one.
    """
    beside = Source(source)
    return _columns(
        loops=loops(text, beside),
        cut_numbers=cut_digits(text, beside),
        lost_marks=lost_marks(text),
        cut_words=cut_words(text, beside, lenient=True),
    )


def _columns(**found: Sequence[object]) -> dict[str, float]:
    columns = {name: float(bool(these)) for name, these in found.items()}
    return columns | {"faults": max(columns.values())}
