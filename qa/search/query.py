"""What an archive is asked: checked once, and once put into plain simplified characters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.chinese.asking import written
from qa.chinese.dates import placed, resolve_copy
from qa.chinese.fold import folded
from qa.chinese.questions import is_of_now
from qa.chinese.tokens import asked_tokens, word_of
from qa.errors import InputError
from qa.inputs import check_strings
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import DateMention

__all__ = ["MAX_QUESTION", "Query", "as_queries"]

MAX_QUESTION = 1000
"""Longest question in characters: what is longer is a text, not a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question, or other words to search for, as :func:`as_queries` makes it.

    ``simplified`` is what is seen of ``text``, in simplified characters
    (:func:`qa.chinese.fold.folded`) and in written words (为啥 is 为什么): what models read.
    ``tokens`` are what it is searched by;
    ``word`` is the token of a text that is but a character, a number or a code (盐, 1280).
    ``dates`` are the days that it names; ``days`` is where they stand in ``simplified``;
    ``of_now``: it names none and is about now.
    """

    text: str
    simplified: str
    tokens: tuple[str, ...]
    word: str | None = None
    dates: tuple[DateMention, ...] = ()
    days: tuple[Span, ...] = ()
    of_now: bool = False


def as_queries(texts: Sequence[str], *, today: dt.date | None = None) -> list[Query]:
    """Return what is asked, in order; the days it names are counted from ``today``, if given.

    Raises :class:`InputError` for a text that is empty, in which there is nothing to read (no
    letter or figure that can be seen), that is longer than :data:`MAX_QUESTION` characters or not
    Unicode, for one string instead of a list, and for a day that is not a ``datetime.date``.
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
    asked = written(text)
    copy = folded(asked)
    days = resolve_copy(copy, today) if today else []
    typed = copy if asked == text else folded(text)
    named = days if asked == text or not today else resolve_copy(typed, today)
    tokens, word = asked_tokens(asked), word_of(asked)
    if not tokens:
        what = "nothing but marks" if copy.text.strip() else "only characters that cannot be seen"
        raise InputError(f"the question has {what}: ask with words")
    return Query(
        text=text,
        simplified=copy.text,
        tokens=(word,) if word else tuple(tokens),
        word=word,
        dates=tuple(placed(typed, day) for day in named),
        days=tuple(Span(start=day.start, end=day.end) for day in days),
        of_now=not days and is_of_now(copy.text),
    )
