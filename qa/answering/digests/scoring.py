"""How far each candidate answers: embedded beside what is asked, and weighed.

The score in [0, 1] is that of :mod:`qa.answering.digests.relevance`, weighed with what a selector
reads in the sentence where there is one; without a question the mean of two shares:

``near``   ``max(0, (cosine - base) / (1 - base))``, the cosine being that of the title and the
           sentence, the base that of the title and unrelated news (the mean): embedders differ in
           where they put texts that have nothing in common.
``words``  the share of the title's bigrams that stand in the sentence; general words (工作) do not
           count. Where no sentence has any of them ``near`` alone is the score.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa.answering.digests.relevance import relevance
from qa.answering.selecting import titled
from qa.checking.source import Source
from qa.chinese.dates import mentions
from qa.chinese.fold import folded
from qa.records import Article, Span
from qa.search.encode import embed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qa.answering.digests.digest_candidates import Candidate
    from qa.interfaces import Embedder, Selector

__all__ = ["Scored", "answering", "promising", "read_too", "scored"]

NEAR = 0.4
"""How near a sentence that answers commonly is, to rank those that are not embedded yet."""

NEAREST = 0.75
"""How near one is at most: of 4,300 sentences found for 109 questions one in a thousand is nearer
than 0.73 (eval.bench.digests, part dev)."""

FIRST = 12
"""How many are embedded before the others are compared with the best of them."""

POSSIBLE = 0.2
"""Score under which a selector need not read a sentence: it would not be given."""

_UNRELATED = (
    "气象台预计明天白天多云，最高气温二十六摄氏度，偏南风三级。",
    "客队在第七十八分钟扳平比分，两队最终握手言和。",
    "考古人员在墓葬中清理出青铜器和漆器共四十余件。",
    "受国际油价上涨影响，三大股指早盘低开，航空板块跌幅居前。",
    "这部影片讲述一位乡村教师和他的学生们的故事，下月上映。",
    "研究人员在深海沉积物中发现一种以甲烷为食的细菌。",
)


_EMPTY = re.compile(r"[（(][）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A sentence; ``rank`` is its place among those of its article, best first, from 0.

    ``abroad``: it is of another country, where none is asked of. ``lead``: it is the lead of an
    article whose headline has all that is asked of.
    """

    article: Article
    span: Span
    said: Source
    score: float
    abroad: bool = False
    lead: bool = False
    rank: int = 0

    @property
    def bare(self) -> Source:
        """What it says without the days it names, and the brackets round them."""
        day = self.article.date
        return Source(_without_days(self.said.text, day) if day else self.said.text)


def _without_days(text: str, day: dt.date) -> str:
    """Return a text without the days it names: 今天（4月3日）云河通航 is 云河通航."""
    named = [(mention.start, mention.end) for mention, _ in mentions(text, day)]
    for start, end in reversed(named):
        text = text[:start] + text[end:]
    return _EMPTY.sub("", text)


def answering(
    candidates: Sequence[Candidate], embedder: Embedder, *, relevant: float, share: float
) -> list[Scored]:
    """Return the sentences whose score is at least ``relevant``.

    Those are not embedded that cannot reach it, or ``share`` of the best one's, however near they
    are: embedding is nine tenths of a digest's time.
    """
    ruler = _Ruler(embedder)
    candidates = promising(ruler.headed(candidates), len(candidates))
    first = [one for one in candidates[:FIRST] if _at_most(one) >= relevant]
    found = [one for one in _scored(first, ruler) if one.score >= relevant]
    home = [one for one in found if not one.abroad] or found
    best = max((one.score for one in home if not one.lead), default=0.0)
    others = [
        one
        for one in candidates[FIRST:]
        if _at_most(one) >= (relevant if _is_lead(one) else max(relevant, share * best))
    ]
    return [*found, *(one for one in _scored(others, ruler) if one.score >= relevant)]


def read_too(
    candidates: Sequence[Candidate], embedder: Embedder, selector: Selector, *, relevant: float
) -> list[Scored]:
    """Return the sentences that are at least ``relevant`` by the rule and a selector together.

    It reads those that the rule finds :data:`POSSIBLE`.
    """
    ruler = _Ruler(embedder)
    near = [one for one in ruler.headed(candidates) if _at_most(one) >= POSSIBLE]
    found = [one for one in _scored(near, ruler) if one.score >= POSSIBLE]
    if not found:
        return []
    read = selector.relevances(
        near[0].asked, [_shown(one) for one in found], [one.score for one in found]
    )
    weighed = (replace(one, score=score) for one, score in zip(found, read, strict=True))
    return [one for one in weighed if one.score >= relevant]


def _shown(one: Scored) -> tuple[str, str]:
    """Return what a selector reads of a sentence: what is before it says nothing of a matter."""
    return titled(one.article), folded(one.said.text).text


def promising(candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    """Return at most ``count`` candidates of a question, the likeliest first, not yet embedded."""
    return sorted(candidates, key=lambda one: -_score(one, NEAR, worded=True))[:count]


def _is_lead(one: Candidate) -> bool:
    return one.evidence is not None and one.evidence.lead


def _at_most(one: Candidate) -> float:
    return _score(one, NEAREST, worded=True)


def scored(candidates: Sequence[Candidate], embedder: Embedder) -> list[Scored]:
    """Score each sentence for what is asked of it."""
    return _scored(candidates, _Ruler(embedder))


def _scored(candidates: Sequence[Candidate], ruler: _Ruler) -> list[Scored]:
    if not candidates:
        return []
    worded = {one.asked for one in candidates if one.words}
    return [
        Scored(
            article=one.article,
            span=one.span,
            said=Source(one.text),
            score=_score(one, near, worded=one.asked in worded),
            abroad=one.abroad,
            lead=_is_lead(one),
        )
        for one, near in zip(candidates, ruler.near(candidates), strict=True)
    ]


def _score(one: Candidate, near: float, *, worded: bool) -> float:
    if one.evidence is not None:
        return relevance(replace(one.evidence, near=near))
    return (near + one.words) / 2 if worded else near


class _Ruler:
    """How near sentences and headlines are to what is asked; what is unrelated is embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._asked: dict[str, tuple[NDArray[np.float32], float]] = {}

    def near(self, candidates: Sequence[Candidate]) -> list[float]:
        """Return how near each sentence is to what is asked, in [0, 1]."""
        return self._near([(one.asked, one.text) for one in candidates])

    def headed(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return a question's candidates with how near their headlines are to it."""
        heads = dict.fromkeys((one.asked, one.head) for one in candidates)
        near = dict(zip(heads, self._near(list(heads)), strict=True))
        return [
            replace(one, evidence=replace(evidence, headed=near[one.asked, one.head]))
            for one in candidates
            if (evidence := one.evidence)
        ]

    def _near(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return how near each text is to what is asked of it."""
        if not pairs:
            return []
        questions = dict.fromkeys(asked for asked, _ in pairs)
        new = [question for question in questions if question not in self._asked]
        texts = [folded(text).text for _, text in pairs]
        rows = embed(self._embedder, [*texts, *(_UNRELATED if new else ())])
        if new:
            unrelated = rows[len(pairs) :]
            for question, row in zip(new, embed(self._embedder, new, queries=True), strict=True):
                self._asked[question] = row, float(np.mean(unrelated @ row))
        return [
            _nearness(float(row @ asked), base)
            for row, (asked, base) in zip(
                rows, (self._asked[asked] for asked, _ in pairs), strict=False
            )
        ]


def _nearness(cosine: float, base: float) -> float:
    return min(max((cosine - base) / max(1 - base, 1e-6), 0.0), 1.0)
