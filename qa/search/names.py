"""Which articles have some names: a digest's sentences must be of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.chinese.fold import folded
from qa.chinese.tokens import bigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.records import Where
    from qa.store.protocols import ArticleView

__all__ = ["articles_with"]

_MOST = 500
"""Chunks up to which they are looked at: a name that more have is found without."""


def articles_with(
    view: ArticleView, names: Sequence[Sequence[str]], where: Where
) -> frozenset[str] | None:
    """Return the ids of matching articles that have the rarest of the names, each in its forms.

    None where more than :data:`_MOST` chunks may have it, and where nothing of it is indexed.
    """
    rare = [(*_rarest(view, forms), forms) for forms in names]
    total, tokens, forms = min(rare, key=lambda one: one[0], default=(0, [], ()))
    if not tokens or total > _MOST:
        return None
    found = view.matches(tokens, where, limit=_MOST)
    chunks = view.chunks([number for number, _ in found]).values()
    headed = view.headings({chunk.article_id for chunk in chunks})
    return frozenset(
        chunk.article_id
        for chunk in chunks
        if any(
            form in folded(f"{headed[chunk.article_id][0]}\n{chunk.text}").text for form in forms
        )
    )


def _rarest(view: ArticleView, forms: Sequence[str]) -> tuple[int, list[str]]:
    """Return in how many chunks the rarest tokens of a name's forms stand, and these tokens."""
    counted = [view.frequencies(bigrams(form)) for form in forms]
    rare = [min(counts.items(), key=lambda one: one[1]) for counts in counted if counts]
    return sum(count for _, count in rare), [token for token, _ in rare]
