"""How far each candidate answers: embedded beside what is asked, and weighed.

The score in [0, 1] is that of :mod:`qa.answering.relevance`; without a question the mean of two
shares:

``near``   ``max(0, (cosine - base) / (1 - base))``, the cosine being that of the title and the
           sentence, the base that of the title and unrelated news (the mean): embedders differ in
           where they put texts that have nothing in common.
``words``  the share of the title's bigrams that stand in the sentence; general words (工作) do not
           count. Where no sentence has any of them ``near`` alone is the score.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa.answering.relevance import relevance
from qa.checking.source import Source
from qa.chinese.fold import folded
from qa.records import Article, Span
from qa.search.encode import embed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa.answering.digest_candidates import Candidate
    from qa.interfaces import Embedder

__all__ = ["Scored", "scored"]

_UNRELATED = (
    "气象台预计明天白天多云，最高气温二十六摄氏度，偏南风三级。",
    "客队在第七十八分钟扳平比分，两队最终握手言和。",
    "考古人员在墓葬中清理出青铜器和漆器共四十余件。",
    "受国际油价上涨影响，三大股指早盘低开，航空板块跌幅居前。",
    "这部影片讲述一位乡村教师和他的学生们的故事，下月上映。",
    "研究人员在深海沉积物中发现一种以甲烷为食的细菌。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A sentence; ``rank`` is its place among those of its article, best first, from 0.

    ``abroad``: it is of another country, where none is asked of.
    """

    article: Article
    span: Span
    said: Source
    score: float
    abroad: bool = False
    rank: int = 0


def scored(candidates: Sequence[Candidate], embedder: Embedder) -> list[Scored]:
    """Score each sentence for what is asked of it."""
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
        )
        for one, near in zip(candidates, _near(candidates, embedder), strict=True)
    ]


def _score(one: Candidate, near: float, *, worded: bool) -> float:
    if one.evidence is not None:
        return relevance(replace(one.evidence, near=near))
    return (near + one.words) / 2 if worded else near


def _near(candidates: Sequence[Candidate], embedder: Embedder) -> list[float]:
    """Return how near each sentence is to what is asked, in [0, 1]."""
    questions = list(dict.fromkeys(one.asked for one in candidates))
    rows = embed(embedder, [*(folded(one.text).text for one in candidates), *_UNRELATED])
    asked = dict(zip(questions, embed(embedder, questions, queries=True), strict=True))
    unrelated = rows[len(candidates) :]
    bases = {question: float(np.mean(unrelated @ row)) for question, row in asked.items()}
    return [
        _nearness(float(row @ asked[one.asked]), bases[one.asked])
        for one, row in zip(candidates, rows, strict=False)
    ]


def _nearness(cosine: float, base: float) -> float:
    return min(max((cosine - base) / max(1 - base, 1e-6), 0.0), 1.0)
