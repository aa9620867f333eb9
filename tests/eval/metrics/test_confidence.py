import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from eval.metrics import (
    aurc,
    auroc,
    balanced_accuracy_of_sums,
    calibration_bins,
    ece,
    precision_at,
    risk_coverage,
)


def test_risk_coverage_answers_the_surest_first():
    coverage, risk = risk_coverage(np.array([0.2, 0.9, 0.5, 0.7]), np.array([1.0, 0.0, 1.0, 0.0]))
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert risk.tolist() == pytest.approx([0.0, 0.0, 1 / 3, 0.5])


def test_aurc_is_the_mean_selective_risk():
    values = np.array([[0.9, 0.0], [0.7, 0.0], [0.5, 1.0], [0.2, 1.0]])
    assert aurc(values) == pytest.approx((0 + 0 + 1 / 3 + 0.5) / 4)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
def test_ties_do_not_depend_on_the_order_of_rows(order):
    values = np.array([[0.5, 0.0], [0.5, 1.0], [0.5, 0.0], [0.9, 1.0]])[order]
    assert aurc(values) == pytest.approx((1 + 2 / 3 + 5 / 9 + 1 / 2) / 4)


def test_auroc():
    values = np.array([[0.9, 1.0], [0.4, 1.0], [0.5, 0.0], [0.1, 0.0]])
    assert auroc(values) == 0.75
    assert np.isnan(auroc(np.array([[0.9, 1.0], [0.4, 1.0]])))


def test_auroc_equals_scikit_learns():
    draw = np.random.default_rng(0)
    for _ in range(20):
        values = np.column_stack([draw.integers(0, 9, 60) / 8, draw.integers(0, 2, 60)])
        assert auroc(values) == pytest.approx(roc_auc_score(values[:, 1], values[:, 0]), abs=1e-12)


def test_ece_weighs_its_bins_by_rows():
    values = np.array([[0.95, 1.0], [0.91, 0.0], [0.2, 0.0], [1.0, 1.0]])
    assert calibration_bins(values[:, 0], values[:, 1]) == [
        (pytest.approx(0.2), 0.0, 1),
        (pytest.approx(2.86 / 3), pytest.approx(2 / 3), 3),
    ]
    assert ece(values) == pytest.approx((0.2 + 3 * (2.86 / 3 - 2 / 3)) / 4)


@pytest.mark.parametrize(
    ("share", "precision"), [(0.2, 1.0), (0.5, 2 / 3), (0.6, 2 / 3), (1.0, 0.4)]
)
def test_precision_of_the_surest(share, precision):
    values = np.array([[0.9, 1.0], [0.7, 0.0], [0.8, 1.0], [0.2, 0.0], [0.1, 0.0]])
    assert precision_at(values, share=share) == pytest.approx(precision)


def test_precision_among_equals_is_their_mean():
    values = np.array([[0.5, 1.0], [0.5, 0.0], [0.5, 0.0], [0.5, 0.0]])
    assert precision_at(values, share=0.5) == precision_at(values[::-1], share=0.5) == 0.25


def test_balanced_accuracy_gives_both_classes_the_same_weight():
    # 8 of 10 unanswerable ones refused, 1 of 2 answerable ones answered
    sums = np.array([[8.0, 10.0, 9.0, 2.0], [8.0, 10.0, 8.0, 0.0], [0.0, 0.0, 2.0, 2.0]])
    assert balanced_accuracy_of_sums(sums, np.array([12.0, 10.0, 2.0])).tolist() == [
        pytest.approx((0.8 + 0.5) / 2),
        pytest.approx(float("nan"), nan_ok=True),
        pytest.approx(float("nan"), nan_ok=True),
    ]
