import pytest

from eval.errors import ScoreError
from eval.metrics import ranking_scores


def test_first_place():
    assert ranking_scores(["b", "a"], {"b": 1}) == {
        "recall@1": 1.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "mrr@10": 1.0,
        "ndcg@10": 1.0,
        "map@100": 1.0,
    }


def test_third_place():
    scores = ranking_scores(["b", "c", "a"], {"a": 1})
    assert scores == pytest.approx(
        {
            "recall@1": 0.0,
            "recall@5": 1.0,
            "recall@10": 1.0,
            "mrr@10": 1 / 3,
            "ndcg@10": 0.5,
            "map@100": 1 / 3,
        }
    )


def test_two_relevant_one_found():
    scores = ranking_scores(["x", "a"], {"a": 1, "b": 1})
    assert scores["recall@10"] == 0.5
    assert scores["map@100"] == 0.25


def test_nothing_found_is_zero_not_missing():
    assert set(ranking_scores([], {"a": 1}).values()) == {0.0}


def test_the_rank_decides_not_the_id():
    assert ranking_scores([f"d{n}" for n in range(20, 0, -1)], {"d11": 1})["recall@10"] == 1.0


def test_errors():
    with pytest.raises(ScoreError, match="3 ids names 2 different"):
        ranking_scores(["a", "b", "a"], {"a": 1})
    with pytest.raises(ScoreError, match="no relevant article"):
        ranking_scores(["a"], {"a": 0})
