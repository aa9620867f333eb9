"""The note that an editor put above an article of several parts: what all of them are of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.datelines import is_dateline
from qa.chinese.openings import EDITORS_NOTE
from qa.records import Sentence
from qa.writing.compress import is_heading

if TYPE_CHECKING:
    from qa.checking.source import Source

__all__ = ["before_news", "editors_note", "whole_note"]

_SIGNED = re.compile("[—－-]{1,2}[ \u3000]*编[ \u3000]*者[ \u3000]*$")
_BEGUN = re.compile(EDITORS_NOTE)
_SHORTEST, _OVER = 70, 1.25  # characters of a note that is a summary, and of the length asked for
_ASKS = re.compile("[？?]")
_REACH = 10  # sentences in which a note ends


def editors_note(source: Source) -> range:
    """Return the numbers of the sentences of an editor's note, empty if there is none.

    It ends with ——编者 among the first sentences, or is the paragraph that begins with 编者按.
    """
    for number, span in enumerate(source.sentences[:_REACH]):
        if _SIGNED.match(source.slice(span)) or _SIGNED.search(source.slice(span)):
            return range(number)
    if not source.sentences or not _BEGUN.match(source.slice(source.sentences[0])):
        return range(0)
    many = _paragraph(source)
    return range(many) if many < len(source.sentences) else range(0)


def _paragraph(source: Source) -> int:
    """Return how many sentences a note has that begins with what it is: its paragraph.

    All up to the next heading, if that stands in a line of its own.
    """
    first, *others = source.sentences
    if _BEGUN.fullmatch(source.slice(first)):
        return 1 + next(
            (n for n, span in enumerate(others) if is_heading(source, span)), len(others)
        )
    end = source.text.find("\n", first.start)
    return sum(end < 0 or span.start < end for span in source.sentences)


def before_news(source: Source) -> int:
    """Return how many of the first sentences are a short note above a dispatch: 编者按：…, 本报讯.

    It says why the news is told, not what the news is. 0 if there is none.
    """
    if not source.sentences or not _BEGUN.match(source.slice(source.sentences[0])):
        return 0
    note = editors_note(source)
    size = sum(source.sentences[n].end - source.sentences[n].start for n in note)
    news = is_dateline(source.slice(source.sentences[len(note)])) if note else False
    return len(note) if news and size < _SHORTEST else 0


def whole_note(source: Source, length: int) -> list[Sentence]:
    """Return an editor's note as a summary of ``length``; [] if it is too short, or long, or asks.

    Such a note was written to stand by itself: it is given out as it is.
    """
    spans = [source.sentences[number] for number in editors_note(source)]
    own = [Sentence(text=source.slice(span), source=span) for span in spans]
    size = sum(len(sentence.text) for sentence in own)
    fits = _SHORTEST <= size <= _OVER * length
    said = own and not any(_ASKS.search(one.text) or _BEGUN.match(one.text) for one in own)
    return own if fits and said else []
