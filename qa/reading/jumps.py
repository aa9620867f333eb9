"""Articles that go on elsewhere on their page: 下转第3版 to 上接第1版."""

from __future__ import annotations

from collections import defaultdict, deque
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
    fronts = [n for n, draft in enumerate(drafts) if _jumps(draft, text, start=False)]
    backs = [n for n, draft in enumerate(drafts) if _jumps(draft, text, start=True)]
    found: dict[int, Draft] = dict(enumerate(drafts))
    headlines: list[Span] = []
    for front, back in _pairs(drafts, fronts, backs, text):
        found[front] = _join(found[front], found.pop(back), text)
        headlines += [span for part in drafts[back].headline for span in part]
    return list(found.values()), headlines


def _jumps(draft: Draft, text: str, *, start: bool) -> bool:
    """Whether an article goes on elsewhere, or (``start``) has begun elsewhere."""
    words = (text[span.start : span.end] for span in draft.jumps)
    return any((line_shapes.jump_at_start(word) is not None) is start for word in words)


def _pairs(
    drafts: Sequence[Draft], fronts: Sequence[int], backs: Sequence[int], text: str
) -> list[tuple[int, int]]:
    """Return which articles belong together, the first half before the second."""
    if len(fronts) == len(backs) == 1:
        return [(fronts[0], backs[0])] if fronts[0] < backs[0] else []
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for front in fronts:
        for piece in _pieces(drafts[front], text):
            waiting[piece].append(front)
    found: dict[int, int] = {}
    for back in backs:
        for piece in _pieces(drafts[back], text):
            while waiting[piece] and waiting[piece][0] in found:
                waiting[piece].popleft()
            if waiting[piece] and waiting[piece][0] < back:
                found[waiting[piece][0]] = back
                break
    return sorted(found.items())


def _pieces(draft: Draft, text: str) -> list[str]:
    title = "".join(text[s.start : s.end] for part in draft.headline for s in part)
    return [title[place : place + _SHARED] for place in range(len(title) - _SHARED + 1)]


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
