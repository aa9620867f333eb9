"""A quotation as it is shown: in its sentence, on one line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from qa.chinese.sentences import sentences
from qa.records import AnswerKind, Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Answer, Citation, Correction, DateMention, Hit, Imprint, SameStory

__all__ = [
    "VERDICTS",
    "corrected_text",
    "fitting",
    "have_no_words",
    "holds_many",
    "imprint_text",
    "in_its_sentence",
    "one_line",
    "other_days",
    "other_days_text",
    "otherwise_text",
    "said",
    "story_text",
    "title_of",
    "unanswered_text",
    "unsure_text",
]

VERDICTS = {AnswerKind.YES: "是", AnswerKind.NO: "否"}
"""What an answer is called that says yes or no."""

_OF_MANY = frozenset((".jsonl", ".json", ".csv", ".tsv", ".xlsx", ".ods", ".mrc", ".trs", ".xml"))
_COMPRESSED = frozenset((".gz", ".xz", ".bz2"))
_AROUND = 60  # characters before, and after
_LONGEST = 600  # of a sentence that is shown whole
_EDGE = re.compile("[，,；;：:。！？!?\n]")
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+"  # these turn the direction of what follows
)


def said(answer: Answer) -> str:
    """Return what an answer says, on one line: yes or no with its sentence, a passage whole."""
    if answer.kind is AnswerKind.LIST or not answer.items:
        apart = answer.kind is AnswerKind.LIST and answer.citations == answer.items
        return one_line("；".join(x.quote for x in answer.items) if apart else answer.text or "")
    whole = one_line("".join(item.quote for item in answer.items))
    verdict = VERDICTS.get(answer.kind)
    return f"{verdict}：{whole}" if verdict else whole


def other_days(answer: Answer) -> tuple[DateMention, ...]:
    """Return the day that an answer's sentence says it is of, where that is none asked for.

    昨日 in the paper of the day that was asked for: what happened the day before. Empty where the
    sentence names none, or only days to come, and where that is said otherwise (``outside``).
    """
    if not answer.dates or answer.outside or not answer.citations:
        return ()
    named, printed = answer.citations[0].dates, answer.citations[0].date
    if printed is None or any(
        day.since <= one.until and one.since <= day.until for day in named for one in answer.dates
    ):
        return ()
    return tuple(day for day in named if day.since == day.until < printed)


def other_days_text(answer: Answer) -> str:
    """Return what to say of the day that an answer's sentence is of; empty if it was asked."""
    days = other_days(answer)
    of = "、".join(f"{one_line(day.text)}（{day.since}）" for day in days)
    return f"文中说的是{of}，不是所问的日子" if days else ""


def fitting(text: str) -> str:
    """Return a passage that is shown: of a very long one the first clauses, and how long it is."""
    if len(text) <= _LONGEST:
        return text
    ends = [edge.end() for edge in _EDGE.finditer(text, 0, _LONGEST)]
    return f"{text[: ends[-1] if ends else _LONGEST]}……（共 {len(text)} 字）"


def title_of(title: str, opening: str) -> str:
    """Return what an article is called: its title, or that it has none and how it begins."""
    return one_line(title).strip() or f"（无标题）{one_line(opening)}"


def otherwise_text(story: SameStory) -> str:
    """Return what to add of the same story where it says another thing; empty if it does not."""
    return f"：那里写的是“{one_line(story.quote)}”" if story.quote else ""


def story_text(story: SameStory) -> str:
    """Return where the same story stands: its paper and place in that, else its title; its id."""
    place = " ".join(filter(None, (story.source, imprint_text(story.imprint))))
    return one_line(f"{place or title_of(story.title, story.opening)}（{story.article_id}）")


def unanswered_text(answer: Answer) -> str:
    """Return what to say of the parts of a question that its answer leaves open."""
    return f"没有回答：{'；'.join(map(one_line, answer.unanswered))}（可以分开问）"


def unsure_text(confidence: float) -> str:
    """Return what to say of characters that were recognised with so little confidence."""
    return f"字迹识别把握 {confidence:.0%}，请看原图"


def corrected_text(correction: Correction, now: str) -> str:
    """Return what to say of characters that were put right: what they were, ``now``, who, when."""
    who = f"，{correction.by}" if correction.by else ""
    return f"“{correction.original}”更正为“{now}”（{correction.at[:10]}{who}）"


def holds_many(file: str | None) -> bool:
    """Whether a file is of a kind that has many articles, so that a place in it says nothing."""
    path = Path((file or "").lower())
    return (path.with_suffix("") if path.suffix in _COMPRESSED else path).suffix in _OF_MANY


def imprint_text(imprint: Imprint | None) -> str:
    """Return where in its paper an article stands: 海外版 第3版 要闻 第9876期; "" where unknown."""
    if imprint is None:
        return ""
    page = f"第{imprint.page}版" if imprint.page and imprint.page.isascii() else imprint.page
    issue = imprint.issue and f"第{imprint.issue}期"
    return one_line(" ".join(filter(None, (imprint.edition, page, imprint.section, issue))))


def have_no_words(hits: Sequence[Hit]) -> bool:
    """Whether hits of a search by meaning and by words have not one of the words."""
    return bool(hits) and all(hit.sparse is None for hit in hits)


def in_its_sentence(hits: Sequence[Hit], citation: Citation) -> tuple[str, str, str]:
    """Return what stands before a quotation in the chunk where it was read, it, and what follows.

    That is the rest of its sentences, at most 60 characters on a side, of more than that whole
    clauses where there are any; … stands for what is cut.
    """
    text, start, end = _read(hits, citation)
    if citation.field is Field.TITLE:
        return text[:start], text[start:end], text[end:]
    around = [x for x in sentences(text) if x.start < end and start < x.end]
    first = min([start, *(x.start for x in around)])
    last = max([end, *(x.end for x in around)])
    left, right = max(first, start - _AROUND), min(last, end + _AROUND)
    if left > first and (edge := _EDGE.search(text, left, start)):
        left = edge.end()
    if right < last and (edges := [*_EDGE.finditer(text, end, right)]):
        right = edges[-1].end()
    return (
        ("…" if left > first else "") + text[left:start],
        text[start:end],
        text[end:right] + ("…" if right < last else ""),
    )


def one_line(text: str) -> str:
    """Return ``text`` without line ends and without what would steer a terminal, or turn a line."""
    return _CONTROL.sub(" ", text)


def _read(hits: Sequence[Hit], citation: Citation) -> tuple[str, int, int]:
    """Return the text of the chunk with the citation and where the quote stands in it."""
    if citation.field is Field.TITLE:
        return citation.title, citation.start, citation.end
    for chunk in (hit.chunk for hit in hits if hit.chunk.article_id == citation.article_id):
        if chunk.start <= citation.start and citation.end <= chunk.end:
            return chunk.text, citation.start - chunk.start, citation.end - chunk.start
    return citation.quote, 0, len(citation.quote)
