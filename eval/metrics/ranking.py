"""What a ranking is worth, by ir-measures (MacAvaney et al. 2022) over pytrec_eval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ir_measures
from ir_measures import AP, RR, R, nDCG

from eval.errors import ScoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["RANKING_RECIPE", "ranking_scores"]

_MEASURES = {
    "recall@1": R @ 1,
    "recall@5": R @ 5,
    "recall@10": R @ 10,
    "mrr@10": RR @ 10,
    "ndcg@10": nDCG @ 10,
    "map@100": AP @ 100,
}
RANKING_RECIPE = f"unit:article|ir-measures:{ir_measures.__version__}"


def ranking_scores(ranked: Sequence[str], relevant: Mapping[str, int]) -> dict[str, float]:
    """Return recall@1/5/10, MRR@10, nDCG@10 and MAP@100 of one ranking, each in [0, 1].

    ``ranked`` are different ids, best first; ``relevant`` maps ids to their grade, of which one at
    least is positive. Nothing found scores 0.
    """
    if len(set(ranked)) != len(ranked):
        raise ScoreError(f"a ranking of {len(ranked)} ids names {len(set(ranked))} different ones")
    if not any(grade > 0 for grade in relevant.values()):
        raise ScoreError("no relevant article: leave the question out of retrieval")
    # The rank itself is the score, so that equal scores cannot be re-ordered by id.
    run = [ir_measures.ScoredDoc("q", name, -rank) for rank, name in enumerate(ranked)]
    judged = [ir_measures.Qrel("q", name, grade) for name, grade in relevant.items()]
    found = {
        str(metric.measure): float(metric.value)
        for metric in ir_measures.iter_calc(list(_MEASURES.values()), judged, run)
    }
    return {name: found.get(str(measure), 0.0) for name, measure in _MEASURES.items()}
