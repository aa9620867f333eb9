"""What an archive is asked: checked once, and once put into simplified characters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.chinese.dates import resolve
from qa.chinese.scripts import simplified
from qa.errors import InputError
from qa.inputs import check_strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import DateMention

__all__ = ["MAX_QUESTION", "Query", "as_queries"]

MAX_QUESTION = 1000
"""Longest question in characters: what is longer is a text, not a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question, or other words to search for, as :func:`as_queries` makes it.

    ``simplified`` is ``text`` in simplified characters. ``dates`` are the days that it names.
    """

    text: str
    simplified: str
    dates: tuple[DateMention, ...] = ()

    @property
    def forms(self) -> list[str]:
        """What to search for: the text as it is and, if that differs, in simplified characters."""
        return list(dict.fromkeys([self.text, self.simplified]))

    def like(self, text: str) -> str:
        """Return the query in the characters of ``text``: in its own, or simplified."""
        if self.simplified == self.text or simplified(text) != text:
            return self.text
        return self.simplified


def as_queries(texts: Sequence[str], *, today: dt.date | None = None) -> list[Query]:
    """Return what is asked, in order; the days it names are counted from ``today``, if given.

    Raises :class:`InputError` for a text that is empty, longer than :data:`MAX_QUESTION`
    characters or not Unicode, for one string instead of a list, and for a day that is not a
    ``datetime.date``.
    """
    check_strings("questions", texts)
    if today is not None and type(today) is not dt.date:
        raise InputError(f"today is a {type(today).__name__}: give a datetime.date")
    return [_query(text, today) for text in texts]


def _query(text: str, today: dt.date | None) -> Query:
    if not text.strip():
        raise InputError("the question is empty: ask something")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError("the question is not Unicode text: type it in UTF-8")
    if len(text) > MAX_QUESTION:
        raise InputError(
            f"the question has {len(text)} characters, at most {MAX_QUESTION} are read: shorten it"
        )
    dates = tuple(resolve(text, today)) if today else ()
    return Query(text=text, simplified=simplified(text), dates=dates)
