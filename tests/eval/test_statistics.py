import numpy as np
import pytest
from scipy.stats import binomtest

from eval.errors import ScoreError
from eval.metrics import aurc
from eval.statistics import (
    OfRows,
    holm,
    interval,
    mean,
    p_value,
    ratio,
    sign_test,
    wilson,
)

AREA = OfRows(score=aurc)


def columns(*values):
    return np.array(values, dtype=np.float64).T


def names(count):
    return [f"g{n}" for n in range(count)]


def test_aggregates():
    assert mean(columns([1, 0, 0, 1])) == 0.5
    assert ratio(columns([1, 0, 1], [1, 1, 1])) == pytest.approx(2 / 3)
    assert np.isnan(ratio(columns([0, 0], [0, 0])))


def test_interval_of_a_mean_agrees_with_the_normal_one():
    values = columns(np.random.default_rng(1).random(400))
    low, high = interval(values, names(400), mean)
    half = 1.96 * values.std() / 20
    assert low == pytest.approx(values.mean() - half, abs=0.004)
    assert high == pytest.approx(values.mean() + half, abs=0.004)


def test_rows_of_one_article_are_drawn_together():
    # 20 copies of 20 values carry no more information than 20 values: the interval says so
    values = np.random.default_rng(2).random(20)
    once = interval(columns(values), names(20), mean)
    copied = interval(columns(np.repeat(values, 20)), np.repeat(names(20), 20).tolist(), mean)
    alone = interval(columns(np.repeat(values, 20)), names(400), mean)
    assert copied == pytest.approx(once)
    assert alone[1] - alone[0] < 0.3 * (copied[1] - copied[0])


@pytest.mark.parametrize("aggregate", [mean, AREA])
def test_repetition_is_bit_identical(aggregate):
    draw = np.random.default_rng(3)
    values = columns(draw.random(90), draw.random(90))
    values = values[:, :1] if aggregate is mean else values
    groups = [f"g{n % 31}" for n in range(90)]
    first = interval(values, groups, aggregate)
    assert first == interval(values, groups, aggregate)
    other = np.roll(values, 1, axis=0)
    assert p_value(values, other, groups, aggregate, rounds=200) == p_value(
        values, other, groups, aggregate, rounds=200
    )


def test_sums_and_rows_draw_the_same_kind_of_interval():
    values = columns(np.random.default_rng(4).random(100))
    slow = OfRows(score=lambda rows: float(rows.mean()))
    assert interval(values, names(100), slow) == pytest.approx(
        interval(values, names(100), mean), abs=0.01
    )
    worse = values - 0.02 * columns(np.arange(100) % 3)
    assert p_value(values, worse, names(100), slow, rounds=500) == pytest.approx(
        p_value(values, worse, names(100), mean, rounds=500), abs=0.01
    )


def test_constant_values_have_no_width():
    assert interval(columns([0.5] * 9), names(9), mean) == (0.5, 0.5)


def test_an_undefined_score_has_no_interval():
    assert np.isnan(interval(columns([0, 0], [0, 0]), names(2), ratio)).all()


@pytest.mark.parametrize("aggregate", [mean, ratio, AREA])
def test_equal_runs_give_one(aggregate):
    draw = np.random.default_rng(5)
    values = columns(draw.random(50), draw.random(50))
    assert p_value(values, values.copy(), names(50), aggregate, rounds=100) == 1.0


def test_p_value_equals_the_exact_one():
    # 6 pairs, all worse by the same amount: 2 of the 64 sign patterns are as extreme
    better, worse = columns([1.0] * 6), columns([0.0] * 6)
    assert p_value(better, worse, names(6), mean) == pytest.approx(2 / 64, abs=0.004)


def test_a_clear_loss_is_significant_and_its_direction_does_not_matter():
    better, worse = columns([1.0] * 40), columns([1.0] * 20 + [0.0] * 20)
    assert p_value(better, worse, names(40), mean) == pytest.approx(1 / 10_001)
    assert p_value(worse, better, names(40), mean) == pytest.approx(1 / 10_001)


def test_one_article_is_no_evidence():
    better, worse = columns([1.0] * 40), columns([0.0] * 40)
    assert p_value(better, worse, ["g"] * 40, mean) == 1.0


@pytest.mark.parametrize("aggregate", [ratio, OfRows(score=ratio)])
def test_a_round_without_a_score_is_no_evidence(aggregate):
    # each run counts in one group only: swapping one group leaves a run with nothing to divide by
    left, right = columns([1, 0], [1, 0]), columns([0, 0], [0, 1])
    assert (aggregate(left), aggregate(right)) == (1.0, 0.0)
    assert p_value(left, right, ["g", "h"], aggregate, rounds=400) == 1.0


def test_holm():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


@pytest.mark.parametrize(
    ("values", "groups", "message"),
    [
        (np.empty((0, 1)), [], "empty set"),
        (columns([1.0, 2.0]), ["g"], "2 rows of values and 1 groups"),
        (columns([1.0, np.nan]), ["g", "h"], "row 1 of 2 is NaN"),
    ],
)
def test_bad_input(values, groups, message):
    with pytest.raises(ScoreError, match=message):
        interval(values, groups, mean)
    with pytest.raises(ScoreError, match=message):
        p_value(values, values, groups, mean)


def test_runs_of_different_length_do_not_pair():
    with pytest.raises(ScoreError, match=r"\(2, 1\) and \(3, 1\)"):
        p_value(columns([1, 2]), columns([1, 2, 3]), ["g", "h"], mean)


@pytest.mark.parametrize(("hits", "n"), [(0, 50), (3, 50), (50, 50), (1, 1)])
def test_wilson_is_that_of_scipy(hits, n):
    expected = binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson(hits / n, n) == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize(("left", "right"), [(0, 0), (0, 1), (9, 1), (4, 4), (700, 800)])
def test_the_sign_test_is_that_of_scipy(left, right):
    expected = binomtest(left, left + right).pvalue if left + right else 1.0
    assert sign_test(left, right) == sign_test(right, left) == pytest.approx(expected)


def test_no_interval_of_nothing():
    with pytest.raises(ScoreError, match="no cases"):
        wilson(0.0, 0)
