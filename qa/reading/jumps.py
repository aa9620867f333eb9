"""Articles that go on elsewhere on their page: 下转第3版 to 上接第1版."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.reading import line_shapes
from qa.reading.drafts import Draft
from qa.records import Span

__all__ = ["join_jumps"]

_SHARED = 4


def join_jumps(drafts: Sequence[Draft], text: str) -> tuple[list[Draft], list[Span]]:
    """Return the articles with their second halves joined on, and headlines that came twice.

    The only half that goes on belongs to the only one that goes before; of several, those whose
    headlines share four characters in a row. A half without the other stays an article.
    """
    found = list(drafts)
    headlines: list[Span] = []
    fronts = [draft for draft in drafts if _jumps(draft, text, start=False)]
    backs = [draft for draft in drafts if _jumps(draft, text, start=True)]
    for back in backs:
        front = _front(back, fronts, text, only=len(fronts) == len(backs) == 1)
        if front is None or found.index(front) >= found.index(back):
            continue
        place = found.index(front)
        found.remove(back)
        fronts.remove(front)
        found[place] = _join(front, back, text)
        headlines += [span for part in back.headline for span in part]
    return found, headlines


def _jumps(draft: Draft, text: str, *, start: bool) -> bool:
    """Whether an article goes on elsewhere, or (``start``) has begun elsewhere."""
    words = (text[span.start : span.end] for span in draft.jumps)
    return any((line_shapes.jump_at_start(word) is not None) is start for word in words)


def _front(back: Draft, fronts: Sequence[Draft], text: str, *, only: bool) -> Draft | None:
    if only:
        return fronts[0]
    title = _headline(back, text)
    pieces = {title[place : place + _SHARED] for place in range(len(title) - _SHARED + 1)}
    return next(
        (front for front in fronts if any(piece in _headline(front, text) for piece in pieces)),
        None,
    )


def _headline(draft: Draft, text: str) -> str:
    return "".join(text[s.start : s.end] for part in draft.headline for s in part)


def _join(front: Draft, back: Draft, text: str) -> Draft:
    before, after = front.body.paragraphs, back.body.paragraphs
    last = before[-1][-1] if before else None
    if last and after and not line_shapes.is_closed(text[last.start : last.end]):
        before, after = (*before[:-1], before[-1] + after[0]), after[1:]
    body = replace(
        front.body,
        paragraphs=before + after,
        pull_quotes=front.body.pull_quotes + back.body.pull_quotes,
        captions=front.body.captions + back.body.captions,
        bylines=front.body.bylines + back.body.bylines,
    )
    return replace(front, body=body)
