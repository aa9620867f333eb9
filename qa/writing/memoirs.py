"""What someone tells of himself: no part stands without the others, but its beginning does."""

from __future__ import annotations

import re

from qa.checking.derivation import Taken
from qa.checking.source import Source
from qa.chinese.openings import is_caption, is_credit, past_opening
from qa.chinese.quotes import unbalanced, without_quotations
from qa.records import Sentence
from qa.writing.compress import is_heading, sentence_text, whole
from qa.writing.style import is_opinion

__all__ = ["beginning"]

_ONE = re.compile("(?<!自)我(?![们国军省市县区方校院党驻辈])|你(?!们)")
_NAMED = re.compile("我(?:叫|是|姓)")
_SIGNED = re.compile("[（(](?:本文)?作者(?:为|系|是|单位|：)[^（）()]{2,60}[）)]\\s*$")
_SHARE, _SEVERAL = 0.18, 5  # of its sentences, at least, and how many
_FULL, _OVER = 0.8, 1.15  # of the length asked for
_ENDS = tuple("。！…”」』")


def beginning(source: Source, length: int) -> list[Sentence]:
    """Return the first sentences of what one tells of himself, about ``length``; [] of other texts.

    As they are, one after the other: what is chosen out of such a story points at what is not
    there. None of a dispatch, of an opinion, of who says who he is (我叫何远), or is signed as an
    expert.
    """
    if not _is_memoir(source):
        return []
    taken: list[Sentence] = []
    size = 0
    for span in source.sentences:
        text = source.slice(span)
        if is_heading(source, span) or is_credit(text) or (not taken and is_caption(text)):
            continue
        if taken and (size >= _FULL * length or size + len(text) > _OVER * length):
            break
        made = whole(Taken(source=source, sentence=span, keeps_days=True))
        text = sentence_text(made) if made and "（" in text else text
        taken.append(Sentence(text=text, source=span))
        size += len(text)
    while taken and not _may_end(taken):
        taken.pop()
    return taken


def _may_end(taken: list[Sentence]) -> bool:
    """Whether sentences end with one that is whole, and no quotation is open."""
    told = "".join(sentence.text for sentence in taken)
    return told.endswith(_ENDS) and not unbalanced(told)


def _is_memoir(source: Source) -> bool:
    plain = Source(without_quotations(source.text))
    told = [plain.slice(span) for span in plain.sentences]
    many = sum(_ONE.search(text) is not None for text in told)
    if many < max(_SEVERAL, _SHARE * len(told)) or _SIGNED.search(source.text):
        return False
    first = source.sentences[0]
    dispatch = past_opening(source.text, first) != first
    return not (dispatch or any(map(_NAMED.match, told[:3])) or is_opinion(source))
