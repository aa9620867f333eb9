"""The same story in another edition, on another page, in another paper of the same day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.simhash import ALIKE, NEAR, shingles, similarity
from qa.records import SameStory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa.records import Hit
    from qa.store.protocols import ArticleView

__all__ = ["with_same_stories"]

_MOST_A_DAY = 2_000  # articles; more have one day for want of another


def with_same_stories(view: ArticleView, hits: Sequence[Sequence[Hit]]) -> list[list[Hit]]:
    """Return hits with what tells the same on the same day (:attr:`Hit.also_in`)."""
    ids = {hit.chunk.article_id for found in hits for hit in found if hit.date}
    same = _same_stories(view, ids) if ids else {}
    return [
        [replace(hit, also_in=same.get(hit.chunk.article_id, ())) for hit in found]
        for found in hits
    ]


def _same_stories(view: ArticleView, ids: Iterable[str]) -> dict[str, tuple[SameStory, ...]]:
    """Return of each of ``ids`` the articles of its day that tell the same."""
    rows = view.on_days_of(ids, most=_MOST_A_DAY)
    numbers, signatures = view.signatures([number for number, _, _ in rows])
    places = {number: place for place, number in enumerate(numbers.tolist())}
    days: dict[str, list[int]] = defaultdict(list)
    for number, _, day in rows:
        if number in places:
            days[day].append(places[number])
    near: dict[int, list[int]] = {}
    for number, id_, day in rows:
        if id_ is not None and number in places:
            there = np.array(days[day])
            bits = signatures[there] ^ signatures[places[number]]
            apart = np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
            close = numbers[there[apart <= NEAR]].tolist()
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
