"""The same story in another edition, on another page, in another paper of the same day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.simhash import ALIKE, NEAR, shingles, similarity
from qa.records import SameStory
from qa.store.days import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Hit
    from qa.store.protocols import ArticleView

__all__ = ["with_same_stories"]


def with_same_stories(view: ArticleView, hits: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """Return hits with what tells the same on the same day (:attr:`Hit.also_in`)."""
    ids = {hit.chunk.article_id for found in hits for hit in found if hit.date}
    same = _same_stories(view, sorted(ids)) if ids else {}
    return [
        [replace(hit, also_in=same.get(hit.chunk.article_id, ())) for hit in found]
        for found in hits
    ]


def _same_stories(view: ArticleView, ids: Sequence[str]) -> dict[str, tuple[SameStory, ...]]:
    """Return of each of ``ids`` the articles of its day that tell the same."""
    near: dict[int, list[int]] = {}
    for day in view.days_of(ids, most=MOST):
        bits = np.ascontiguousarray(day.signatures).view(np.uint64)
        for number in day.own:
            # None where an article is too short to have a signature.
            for own in bits[day.numbers == number]:
                apart = np.bitwise_count(bits ^ own).sum(axis=1, dtype=np.int64)
                close = day.numbers[apart <= NEAR].tolist()
                if others := [other for other in close if other != number]:
                    near[number] = others
    return _measured(view, near)


def _measured(view: ArticleView, near: dict[int, list[int]]) -> dict[str, tuple[SameStory, ...]]:
    """Return of each article's id those near it that tell the same, the most similar first."""
    numbers = sorted({*near, *(other for others in near.values() for other in others)})
    if not numbers:
        return {}
    texts, papers = view.texts(numbers), view.papers(numbers)
    pieces = {number: shingles(text) for number, (_, text) in texts.items()}
    found: dict[str, tuple[SameStory, ...]] = {}
    for number, others in near.items():
        alike = ((similarity(pieces[number], pieces[other]), other) for other in others)
        kept = ((-share, texts[other][0], other) for share, other in alike if share >= ALIKE)
        same = sorted(kept)
        found[texts[number][0]] = tuple(
            SameStory(
                article_id=texts[other][0],
                title=papers[other][0],
                source=papers[other][1],
                imprint=papers[other][2],
                similarity=round(-share, 3),
            )
            for share, _, other in same
        )
    return found
