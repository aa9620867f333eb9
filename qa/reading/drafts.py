"""A page taken apart: its articles as places in the file, before they are made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from qa.reading.body import Body
from qa.records import Imprint, Reason, Span

__all__ = ["Draft", "Page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as places in the file: its headline's parts and its body.

    ``date`` and ``source`` are what its fields say, ``stated`` the day that a line under the
    headline does; ``imprint`` where in the paper it is; ``jumps`` the jump words in or before its
    text.
    """

    headline: tuple[tuple[Span, ...], ...]
    body: Body
    date: dt.date | None = None
    source: str | None = None
    stated: dt.date | None = None
    jumps: tuple[Span, ...] = ()
    imprint: Imprint | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page taken apart: nothing but white space is in none of its spans.

    ``furniture`` has the jump lines too; ``labels`` are names of fields, and fields whose value is
    in none of an article's texts; ``rules`` lines of marks between articles; ``issues`` where the
    articles of each day begin, and the day; ``printed`` where those of each page of the paper
    begin, and which that is; ``wrong`` where a record's date begins that is none, and what stands
    there; ``bare`` where records begin that have no text and are no articles; ``around`` what
    stands around an article on the web page that it was copied from, and why it is left out.
    """

    drafts: tuple[Draft, ...]
    furniture: tuple[Span, ...]
    labels: tuple[Span, ...] = ()
    rules: tuple[Span, ...] = ()
    issues: tuple[tuple[int, dt.date | None], ...] = ()
    printed: tuple[tuple[int, Imprint | None], ...] = ()
    wrong: tuple[tuple[int, str], ...] = ()
    bare: tuple[int, ...] = ()
    around: tuple[tuple[Span, Reason], ...] = ()
