"""The task ``retrieval``: a question to a ranking of articles, each by its best chunk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from eval.errors import DataError
from eval.measures import COST, RANKING
from eval.metrics import ranking_scores
from eval.tasks.kind import Kind
from eval.tasks.reading import load_questions

if TYPE_CHECKING:
    from eval.datasets import Question
    from eval.setup import Setup
    from eval.suite import TaskSpec

__all__ = ["RETRIEVAL", "Ranked"]

_DEPTH = 100  # chunks searched for, so that ten articles are found however many chunks each has

Ranked = list[str]


def _load(spec: TaskSpec) -> list[Question]:
    found = load_questions(spec)
    for question in found:
        if not any(grade > 0 for _, grade in question.relevant):
            raise DataError(
                f"{spec.source}: question {question.id!r} has no relevant article; "
                "set answerable = true to leave such questions out"
            )
    return found


def _search(setup: Setup, spec: TaskSpec, question: Question, *, arms: str | None) -> Ranked:
    arms = arms or setup.options.retrieval
    avoid = {name for name, _ in question.relevant}
    hits = setup.find(spec, question.question, arms=arms, k=_DEPTH, avoid=avoid)
    return list(dict.fromkeys(hit.chunk.article_id for hit in hits))


def _score(question: Question, ranked: Ranked) -> dict[str, float]:
    return ranking_scores(ranked, dict(question.relevant))


def _detail(question: Question, ranked: Ranked) -> dict[str, Any]:
    return {
        "question": question.question,
        "references": [name for name, _ in question.relevant],
        "prediction": ranked[:10],
    }


RETRIEVAL: Kind[Question, Ranked] = Kind(
    load=_load,
    systems={
        "kanbao": partial(_search, arms=None),
        "dense": partial(_search, arms="dense"),
        "bm25": partial(_search, arms="bm25"),
    },
    score=_score,
    detail=_detail,
    measures=RANKING | COST,
    primary=("recall@1", "recall@10", "ndcg@10"),
    searches=True,
)
