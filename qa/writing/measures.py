"""An opinion or report that says what is to be done, paragraph by paragraph -> what it says so.

Each of its paragraphs begins with a short sentence that calls for one thing (加强养护，守住底线。)
and goes into it; together, behind a sentence that they follow, they are what the text holds.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qa.chinese.openings import is_caption
from qa.chinese.predicates import SPEECH, lacks_subject, points_back, says_something
from qa.chinese.quotes import unbalanced, without_quotations
from qa.records import Sentence
from qa.writing.compress import is_heading
from qa.writing.matter import matter
from qa.writing.opening import may_open
from qa.writing.units import begins_paragraph, is_of_page_or_trade, printed, with_needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.checking.source import Source
    from qa.writing.units import Unit

__all__ = ["measures"]

_SHORTEST, _LONGEST = 8, 40  # characters of what is called for
_LEAST, _MOST, _GAPS = 3, 6, 2  # such sentences, and paragraphs for each
_MOSTLY = 0.7  # of them have as many clauses, and so many surely call for something
_ENOUGH, _LAST, _NEEDED = 0.4, 0.15, 0.1  # of the title; to stand last; off for what it needs
_OVER, _SHORTEST_THESIS = 1.2, 24  # of the length, at most; characters
_BESIDE = 8  # characters of a first clause that may have a subject: 警企联动，筑牢防线。
_OPENS = re.compile(
    "同时|此外|另外|其次|最后|首先|再次|然后|还|也|又|更|不过|但|而|因此|所以|为此|例如|比如|当前|如今|今年"
)
_CLAUSE = re.compile("[，；]")
# What names a part of the text, 筑牢大桥安全防线的现实路径, or says how it is.
_OTHER = re.compile(
    "的[^，。]{0,4}(?:路径|举措|意义|逻辑|内涵|要义|方略|原则|要求)。$|(?<!不)是|成为|具有"
)
# What was done once, or is told of late.
_DONE = re.compile(f"了|[年月日]，|以来，|曾|{SPEECH}")
_SAYS_I = re.compile("我(?![们国军省市县区方校院党])")


def measures(
    source: Source, several: Sequence[Unit], length: int, *, title: str = ""
) -> list[Sentence]:
    """Return what a text calls for, behind a sentence before it with all that this needs.

    Of the ``several`` that may be given out it is the one that says most of the ``title``, if there
    is room. [] where it calls for fewer than three things so, or none says enough of that.
    """
    run = _run(source)
    if not run:
        return []
    by_number = {unit.number: unit for unit in several}
    blocks = {number: with_needs(number, by_number) for number in by_number}
    before = {n: block for n, block in blocks.items() if max(block) < run[0]}
    if not before or _SAYS_I.search(without_quotations(source.text)):
        return []
    if any(is_heading(source, span) for span in source.sentences[max(before) + 1 : run[0]]):
        return []
    called = [
        Sentence(text=source.slice(source.sentences[n]), source=source.sentences[n]) for n in run
    ]
    room = _OVER * length - sum(len(sentence.text) for sentence in called)
    about = matter(title, source)
    last = max(before)

    def says(number: int) -> float:
        needed = len(before[number]) - 1
        return about(by_number[number].grams) + _LAST * (number == last) - _NEEDED * needed

    for number in sorted((n for n in before if says(n) >= _ENOUGH), key=says, reverse=True):
        thesis = [by_number[n] for n in sorted(before[number])]
        size = sum(len(unit.sentence.text) for unit in thesis)
        if _SHORTEST_THESIS <= size <= room and may_open(thesis[0].sentence.text):
            return [*printed(thesis, source), *called]
    return []


def _run(source: Source) -> list[int]:
    """Return the numbers of the sentences that each call for one thing; [] of other texts.

    They begin paragraphs, and what else begins one between them, or just before, is as short and
    of as many clauses, or goes on with it.
    """
    begins = [
        number
        for number, span in enumerate(source.sentences)
        if begins_paragraph(source, span) and not is_heading(source, span)
    ]
    ends = [*begins[1:], len(source.sentences)] if begins else []
    texts = [source.slice(source.sentences[number]).strip() for number in begins]
    short = [
        _SHORTEST <= len(text) <= _LONGEST and text.endswith("。") and end > number + 1
        for number, end, text in zip(begins, ends, texts, strict=True)
    ]
    calling = [place for place, text in enumerate(texts) if short[place] and _calls(text)]
    clauses = Counter(texts[place].count("，") for place in calling)
    usual, many = clauses.most_common(1)[0] if calling else (0, 0)
    if many < max(_LEAST, _MOSTLY * len(calling)):
        return []
    alike = [
        one and text.count("，") == usual and _OTHER.search(text) is None
        for one, text in zip(short, texts, strict=True)
    ]
    calling = [place for place in calling if alike[place]]
    if len(calling) < _LEAST:
        return []
    first, last = calling[0], calling[-1]
    while first > 0 and alike[first - 1]:
        first -= 1
    run = [place for place in range(first, last + 1) if alike[place]]
    together = last - first + 1 <= _GAPS * len(run) and len(calling) >= _MOSTLY * len(run)
    whole = all(_is_whole(texts[place]) for place in run)
    return [begins[place] for place in run] if together and whole and len(run) <= _MOST else []


def _calls(text: str) -> bool:
    """Whether a short sentence says what is to be done."""
    clauses = _CLAUSE.split(text[:-1])
    first, *others = clauses
    begins = lacks_subject(first) or len(first) <= _BESIDE
    acts = all(map(lacks_subject, others or [first])) and says_something(clauses[-1])
    return begins and acts and _DONE.search(text) is None


def _is_whole(text: str) -> bool:
    """Whether a sentence needs none before it, and is of no page or picture."""
    of_page = is_caption(text) or is_of_page_or_trade(text)
    return not (_OPENS.match(text) or points_back(text) or unbalanced(text) or of_page)
