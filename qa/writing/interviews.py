"""An interview's summary: what was asked, and what was answered to it.

An answer without its question says of nothing what it says.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from qa.chinese.openings import past_opening
from qa.records import Sentence, Span
from qa.writing.compress import is_heading
from qa.writing.notices import begins_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.checking.source import Source

__all__ = ["interview"]

_ASKS = re.compile("(?:问|提问|主持人|(?:[^。，：“”]{0,8}记者)|《[^》]{2,10}》|编辑部?)[：:]")
_ANSWERS = re.compile("[^。，：:“”？?\n]{1,16}[：:](?=.)")
_TELLS_WHOM = re.compile("专访|采访|访谈|对话|作答|解答|答问|答记者问|回答|做客|连线")
_HIM = re.compile("[他她]")
_WELCOMES = re.compile("您好|你好|欢迎|感谢|谢谢")
_QUESTION = re.compile("[？?][”’]?$")
# An answer that begins a list, or only says that one follows: 主要有以下几个方面。, 一是….
_BEGINS_LIST = re.compile("以下|如下|几个?方面。?$|(?:一是|首先|第一，)(?!.*(?:二是|其次|第二，))")
_PAIRS = 3  # at least
_LONG_QUESTION, _SHORT_ANSWER = 70, 36  # characters
_OVER = 1.2  # of the length


def interview(source: Source, length: int) -> list[Sentence]:
    """Return who was asked and the first questions with their answers' beginnings; [] of others.

    About ``length`` characters, as they stand. Questions and answers are lines with who speaks
    before them, three pairs at least; of a long question its last sentence.
    """
    begun = [n for n, span in enumerate(source.sentences) if _begins(source, span, _ASKS)]
    if len(begun) < _PAIRS:
        return []
    pairs = [
        pair
        for first, after in pairwise([*begun, len(source.sentences)])
        if (pair := _pair(source, source.sentences[first:after]))
    ]
    if len(pairs) < _PAIRS:
        return []
    taken = list(_whom(source, begun[0]))
    size = sum(span.end - span.start for span in taken)
    for number, pair in enumerate(pairs):
        more = sum(span.end - span.start for span in pair)
        if number and size + more > _OVER * length:
            break
        taken += pair
        size += more
    return [Sentence(text=source.slice(span), source=span) for span in taken]


def _begins(source: Source, span: Span, label: re.Pattern[str]) -> bool:
    """Whether a sentence begins a line with who speaks."""
    return begins_line(source, span) and label.match(source.slice(span)) is not None


def _pair(source: Source, spans: Sequence[Span]) -> list[Span]:
    """Return a question and how its answer begins; [] where one is missing, or it only greets."""
    answer = next(
        (
            n
            for n, span in enumerate(spans)
            if n and _begins(source, span, _ANSWERS) and not _ASKS.match(source.slice(span))
        ),
        0,
    )
    asked = [span for span in spans[:answer] if not is_heading(source, span)]
    if not asked or not _QUESTION.search(source.slice(asked[-1])):
        return []
    if _WELCOMES.search(source.slice(asked[0])) and len(asked) == 1:
        return []
    told = list(_beginning(spans[answer:]))
    if _BEGINS_LIST.search("".join(map(source.slice, told))):
        return []
    size = asked[-1].end - asked[0].start
    return [*(asked if size <= _LONG_QUESTION else asked[-1:]), *told]


def _beginning(answer: Sequence[Span]) -> Iterator[Span]:
    """Yield the first sentences of an answer, until they say something."""
    size = 0
    for span in answer:
        if size >= _SHORT_ANSWER:
            return
        yield span
        size += span.end - span.start


def _whom(source: Source, before: int) -> Iterator[Span]:
    """Yield the sentence above the first question that says who was asked, if one does.

    With the one before it, if it says 他 of whom that names: 院士何远回乡。记者采访了他。
    """
    above = [span for span in source.sentences[:before] if not is_heading(source, span)]
    for number, span in enumerate(above):
        said = source.slice(span)
        if _TELLS_WHOM.search(said):
            named = above[number - 1 : number] if _HIM.search(said) else []
            yield from (past_opening(source.text, one, days=False) for one in (*named, span))
            return
