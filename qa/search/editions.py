"""The same story in another edition, on another page, in another paper of the same day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.beginnings import beginning
from qa.chinese.simhash import ALIKE, NEAR, shingles, similarity
from qa.chinese.tokens import bigrams
from qa.records import SameStory
from qa.store.days import MOST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.records import Hit, Imprint
    from qa.store.protocols import ArticleView

    _Paper = tuple[str, str | None, Imprint | None]

__all__ = ["with_same_stories"]

_ALIKE_AFRESH = 0.2
"""Similarity from which two editions of a paper tell one story under a headline much the same."""
_NEAR_AFRESH = 108
"""Of 256 bits, how many their signatures differ in at most: at a similarity of 0.2 about 100, with
a deviation of 8; of texts that have nothing in common 128."""
_HEADLINE = 0.5
"""Share of the shorter headline's bigrams that the other edition's has at least."""


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
    near: dict[int, dict[int, int]] = {}
    for day in view.days_of(ids, most=MOST):
        bits = np.ascontiguousarray(day.signatures).view(np.uint64)
        for number in day.own:
            # None where an article is too short to have a signature.
            for own in bits[day.numbers == number]:
                apart = np.bitwise_count(bits ^ own).sum(axis=1, dtype=np.int64)
                close = np.flatnonzero((apart <= _NEAR_AFRESH) & (day.numbers != number))
                near[number] = dict(
                    zip(day.numbers[close].tolist(), apart[close].tolist(), strict=True)
                )
    return _measured(view, near)


def _measured(
    view: ArticleView, near: Mapping[int, Mapping[int, int]]
) -> dict[str, tuple[SameStory, ...]]:
    """Return of each article's id those near it that tell the same, the most similar first.

    ``near`` has of each article how many bits the signatures of others differ from its own in.
    """
    papers = view.papers([number for number, others in near.items() if others])
    near = {
        number: others if _edition(papers[number]) else _nearest(others)
        for number, others in near.items()
        if others
    }
    papers |= view.papers(sorted({other for others in near.values() for other in others}))
    least = {
        (number, other): _ALIKE_AFRESH if afresh else ALIKE
        for number, others in near.items()
        for other, apart in others.items()
        if (afresh := _is_told_afresh(papers[number], papers[other])) or apart <= NEAR
    }
    numbers = sorted({one for pair in least for one in pair})
    texts = view.texts(numbers) if numbers else {}
    pieces = {number: shingles(text) for number, (_, text) in texts.items()}
    found: dict[int, list[tuple[float, str, int]]] = {}
    for (number, other), share in least.items():
        alike = similarity(pieces[number], pieces[other])
        if alike >= share:
            found.setdefault(number, []).append((-alike, texts[other][0], other))
    return {
        texts[number][0]: tuple(
            SameStory(
                article_id=id_,
                title=papers[other][0],
                source=papers[other][1],
                imprint=papers[other][2],
                similarity=round(-alike, 3),
                opening=beginning(papers[other][0], texts[other][1]),
            )
            for alike, id_, other in sorted(same)
        )
        for number, same in found.items()
    }


def _edition(paper: _Paper) -> str | None:
    _, _, imprint = paper
    return imprint.edition if imprint else None


def _nearest(others: Mapping[int, int]) -> dict[int, int]:
    return {other: apart for other, apart in others.items() if apart <= NEAR}


def _is_told_afresh(one: _Paper, other: _Paper) -> bool:
    """Whether two editions of one paper have a story under a headline much the same: 早版, 晚版.

    The later one tells what came to be known, so that much of its text is another.
    """
    (title, source, _), (its_title, its_source, _) = one, other
    editions = {edition for paper in (one, other) if (edition := _edition(paper))}
    if len(editions) != len((one, other)) or source != its_source:
        return False
    pairs, its_pairs = set(bigrams(title)), set(bigrams(its_title))
    return len(pairs & its_pairs) >= _HEADLINE * max(1, min(len(pairs), len(its_pairs)))
