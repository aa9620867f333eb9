"""How much of a question a rule explains: the gate between what a rule finds and what was read.

A rule reads some words of a question (谁…撤回了上诉) and knows nothing of the others (谁劝汪某撤诉,
男单冠军感谢了谁), nor of whom its sentence is. So what it finds stands instead of what a reader
read only where each of the other words, a year and a place too, is told where that stands, and
nothing is denied; where a part of them is told it counts that much, against what the reader doubts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.answering.spans.denied import is_denied
from qa.answering.spans.namesakes import another_is_nearer
from qa.answering.spans.vouching import words_asked
from qa.answering.wording import around, holds, start_of
from qa.records import Span

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["explained"]

_DENIES = re.compile("没有?(?!多|几)|未(?!来)|不(?!同|[到足])|[并毫]无")
_PARTS = "。！？!?；;\n"
_MARKS = f"{_PARTS}，,：:"
_ASKING = re.compile(
    "哪[一几两]?[个位名家支所][一-龥]{1,3}[？?]?$|谁|哪[一几两]?[个位名家支所方队些]?|何人|什么|(?:多少|几)(?:[个名位票户人张只家元]|公?斤)?|叫|姓"
)
_EXACT = ("副", "原", "前", "总", "代")
"""What makes another office or time of one."""

_WHOLE = re.compile("[全本该各][省市县区镇乡村]")


def explained(
    question: str,
    known: re.Pattern[str],
    text: str,
    span: Span,
    *,
    title: str,
    published: dt.date | None,
) -> float:
    """Return how much of a question is explained by a rule and around what it found, in [0, 1].

    ``known`` are the words of the question that the rule reads itself. Of the others what is done
    has to stand in the clause that tells it or before in its sentence, a time there too; a thing
    may be named by the sentence before, the first one or the title. 0 where something denies it,
    or another of the kind (东浦县, of 云河县) stands nearer.
    """
    rest = known.sub(" ", question)
    part = around(text, span, _PARTS)
    told = text[part.start : _told_up_to(known, text, span, part)]
    if _DENIES.search(rest) or is_denied(question, text, span):
        return 0.0
    if published:
        rest = re.sub(f"{published.year}年|今年", " ", rest)
        told = told.replace("去年", f"去年{published.year - 1}年")
    words, alike = words_asked(_ASKING, rest)
    words = [one for one in words if not _WHOLE.fullmatch(one[0])]
    if another_is_nearer(rest, text[part.start : span.start]):
        return 0.0
    lead = text.lstrip("\n").partition("。")[0]
    before = text[start_of(text, max(0, part.start - 1), "。！？!?\n") : part.start]
    near = f"{before}\n{told}\n{lead}\n{title}"
    held = [_tells(told if acts or _is_time(w) else near, w) for w, acts in words]
    held += [one.stands_in(near) for one in alike]
    return sum(held) / len(held) if held else 1.0


def _told_up_to(known: re.Pattern[str], text: str, span: Span, part: Span) -> int:
    """Return where the clause ends that has what the rule reads, from that of a span on."""
    clause = around(text, span, _MARKS)
    found = known.search(text, clause.start, part.end)
    if found is None or found.end() <= clause.end:
        return clause.end
    return around(text, Span(start=found.start(), end=found.end()), _MARKS).end


def _is_time(word: str) -> bool:
    return re.search("[0-9]年?$|[去前上明今后同往]年|[上本下]届|[上首]次|同期", word) is not None


def _tells(said: str, word: str) -> bool:
    if word.startswith(_EXACT):
        return word in said
    return holds(said, word) or (len(word) > 1 and word in said)
