"""An answer as text with numbered sources, for clients that show text: chats and assistants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.quoting import (
    in_its_sentence,
    one_line,
    other_days_text,
    otherwise_text,
    said,
    story_text,
    title_of,
    unanswered_text,
    unsure_text,
)
from qa.reasons import NEAREST, announced_text, doubt_of, reason_of
from qa.records import Refusal, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa import Answer, Citation

__all__ = ["Told", "heading", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An answer as text. ``markers`` are where ``[1]``, ``[2]`` … stand after it, a citation each.

    ``parts`` make up the text: the answer with its markers, then one a note and a source.
    """

    parts: tuple[str, ...]
    markers: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


def told(answer: Answer, place: Callable[[Citation], str]) -> Told:
    """Return an answer as text: ``place`` says of a citation where it stands."""
    if answer.text is None:
        found = [
            f"\n{title_of(hit.title, hit.opening)}（{hit.date or '日期不详'}）"
            for hit in answer.hits
        ]
        listed = found if answer.reason is Refusal.NO_QUESTION else []
        denials = _sources(answer, answer.denials, place)
        near = _nearest(answer, place)
        return Told(parts=(f"未作答：{reason_of(answer)}", *listed, *denials, *near))
    line, markers = said(answer), []
    for number, _ in enumerate(answer.citations, start=1):
        markers.append(Span(start=len(line) + 1, end=len(f"{line} [{number}]")))
        line = f"{line} [{number}]"
    notes = ["\n\n注意：没有找到那些日子的答案，这是别的日子的"] if answer.outside else []
    if of_others := other_days_text(answer):
        notes.append(f"\n\n注意：{of_others}")
    if announced := announced_text(answer):
        notes.append(f"\n\n注意：{announced}")
    if doubt := doubt_of(answer):
        notes.append(f"\n\n注意：{doubt}")
    for label, cited in (
        ("已被废止", answer.repealed_by),
        ("尚未施行", answer.not_yet),
        ("后来更正", answer.amended_by),
    ):
        notes += [f"\n\n注意：{label}：{one_line(one.quote)}" for one in cited]
    if answer.unanswered:
        notes.append(f"\n\n注意：{unanswered_text(answer)}")
    if answer.as_of:
        notes.append(f"\n\n这是 {answer.as_of} 的报道所说")
    if answer.text_unsure and answer.text_confidence is not None:
        notes.append(f"\n\n注意：{unsure_text(answer.text_confidence)}")
    sources = _sources(answer, answer.citations, place)
    sources += [f"\n\n同日另见：{story_text(one)}{otherwise_text(one)}" for one in answer.also_in]
    return Told(parts=(line, *notes, *sources), markers=tuple(markers))


def _sources(
    answer: Answer, citations: Sequence[Citation], place: Callable[[Citation], str]
) -> list[str]:
    """Return what is cited, each numbered in its sentence with where it stands."""
    return [
        f"\n\n[{number}] {heading(citation)}\n> {_sentence(answer, citation)}\n{place(citation)}"
        for number, citation in enumerate(citations, start=1)
    ]


def heading(cited: Citation) -> str:
    """Return the title of the article that is cited, and its day."""
    day = f"（{cited.date}）" if cited.date else ""
    return f"{title_of(cited.title, cited.opening)}{day}"


def _nearest(answer: Answer, place: Callable[[Citation], str]) -> list[str]:
    """Return the sentence that came nearest to a question that was refused, if any did."""
    if (cited := answer.nearest) is None:
        return []
    return [f"\n\n{NEAREST}：{one_line(cited.quote)}\n{heading(cited)}\n{place(cited)}"]


def _sentence(answer: Answer, citation: Citation) -> str:
    return one_line("".join(in_its_sentence(answer.hits, citation))).strip()
