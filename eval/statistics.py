"""How sure we are: clustered bootstrap intervals, paired permutation tests, Holm's correction.

Import it absolutely (``from eval.statistics import ...``): it is not the standard library's.
Everything is seeded and avoids threaded sums, so that a repetition on one machine is bit-identical.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eval.errors import ScoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "Aggregate",
    "OfRows",
    "OfSums",
    "holm",
    "interval",
    "mean",
    "p_value",
    "ratio",
    "sign_test",
    "wilson",
]

RESAMPLES = 1000
ROUNDS = 10_000
_SEED = 20261124
_BLOCK = 500
_Z = 1.959963984540054  # 97.5% of a normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSums:
    """A score that needs only column sums, such as a mean; resampling it is cheap.

    ``finish`` turns float64 (n, columns) sums and float64 (n,) numbers of rows into n scores.
    """

    finish: Callable[[Floats, Floats], Floats]

    def __call__(self, values: Floats) -> float:
        """Return the score of float64 (rows, columns); NaN where it is undefined."""
        sums = values.sum(axis=0, keepdims=True)
        return float(self.finish(sums, np.array([float(len(values))]))[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRows:
    """A score that needs every row, such as an area under a curve."""

    score: Callable[[Floats], float]

    def __call__(self, values: Floats) -> float:
        """Return the score of float64 (rows, columns); NaN where it is undefined."""
        return self.score(values)


Aggregate = OfSums | OfRows


def _ratio(sums: Floats, _: Floats) -> Floats:
    defined = np.where(sums[:, 1] > 0, sums[:, 1], np.nan)
    return np.asarray(sums[:, 0] / defined, dtype=np.float64)


mean = OfSums(finish=lambda sums, rows: sums[:, 0] / rows)
ratio = OfSums(finish=_ratio)
"""Sum of the first column over the sum of the second; undefined where that is 0."""


def interval(
    values: Floats,
    groups: Sequence[str],
    aggregate: Aggregate,
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = _SEED,
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the score of float64 (rows, columns).

    Whole groups are drawn, because rows of one article stand or fall together. Resamples in which
    the score is undefined are left out; both ends are NaN if it always is.
    """
    _check(values, groups)
    draws = np.random.default_rng(seed)
    scores = (
        _resampled_sums(values, groups, aggregate, resamples, draws)
        if isinstance(aggregate, OfSums)
        else _resampled_rows(values, groups, aggregate, resamples, draws)
    )
    scores = scores[~np.isnan(scores)]
    if not len(scores):
        return float("nan"), float("nan")
    tail = (1 - level) / 2
    low, high = np.quantile(scores, [tail, 1 - tail])
    return float(low), float(high)


def p_value(
    left: Floats,
    right: Floats,
    groups: Sequence[str],
    aggregate: Aggregate,
    *,
    rounds: int = ROUNDS,
    seed: int = _SEED,
) -> float:
    """Return the two-sided p-value of a paired permutation test, in (0, 1].

    Row i of both runs is the same example. A round swaps the runs' rows group by group at random
    and counts when the scores then differ at least as much as they do; equal runs give 1.0. A round
    in which a score is undefined counts too: it is no evidence of a difference.
    """
    if left.shape != right.shape:
        raise ScoreError(f"runs of {left.shape} and {right.shape} values cannot be paired")
    _check(left, groups)
    _check(right, groups)
    observed = abs(aggregate(left) - aggregate(right))
    if np.isnan(observed) or observed == 0:
        return 1.0
    draws = np.random.default_rng(seed)
    if isinstance(aggregate, OfSums):
        differences = _swapped_sums(left, right, groups, aggregate, rounds, draws)
    else:
        differences = _swapped_rows(left, right, groups, aggregate, rounds, draws)
    reached = np.count_nonzero(np.abs(differences) >= observed - 1e-12)
    return float((1 + reached) / (1 + rounds))


def holm(p_values: Sequence[float]) -> list[float]:
    """Return Holm's (1979) adjusted p-values, in the order given; each is at most 1."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(p_values)
    running = 0.0
    for rank, row in enumerate(order):
        running = max(running, min(1.0, (len(p_values) - rank) * p_values[row]))
        adjusted[row] = running
    return adjusted


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return Wilson's (1927) 95% interval of a share in [0, 1] of ``n`` independent cases.

    Unlike a bootstrap it says something of a share of 0 or 1.
    """
    if n < 1:
        raise ScoreError("no cases: a share of an empty set is not a number")
    middle = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + (_Z / (2 * n)) ** 2)
    whole = 1 + _Z**2 / n
    return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)


def sign_test(left: int, right: int) -> float:
    """Return the exact two-sided p-value of a sign test, in (0, 1]; McNemar's of paired answers.

    ``left`` and ``right`` count the pairs that speak for one side only; without any it is 1.0.
    """
    n, least = left + right, min(left, right)
    tail = sum(math.comb(n, count) for count in range(least + 1))
    return min(1.0, 2 * tail / (1 << n))


def _check(values: Floats, groups: Sequence[str]) -> None:
    if len(values) == 0:
        raise ScoreError("no examples: a score of an empty set is not a number")
    if len(values) != len(groups):
        raise ScoreError(f"{len(values)} rows of values and {len(groups)} groups")
    if np.isnan(values).any():
        row = int(np.argmax(np.isnan(values).any(axis=1)))
        raise ScoreError(f"row {row} of {len(values)} is NaN: leave it unscored instead")


def _codes(groups: Sequence[str]) -> tuple[NDArray[np.int64], int]:
    names = {name: code for code, name in enumerate(dict.fromkeys(groups))}
    return np.array([names[name] for name in groups], dtype=np.int64), len(names)


def _group_sums(values: Floats, codes: NDArray[np.int64], count: int) -> Floats:
    """Return float64 (groups, columns + 1): column sums and, last, the number of rows."""
    sums = np.zeros((count, values.shape[1] + 1))
    np.add.at(sums, codes, np.column_stack([values, np.ones(len(values))]))
    return sums


def _blocks(total: int) -> Iterator[int]:
    for start in range(0, total, _BLOCK):
        yield min(_BLOCK, total - start)


def _resampled_sums(
    values: Floats,
    groups: Sequence[str],
    aggregate: OfSums,
    resamples: int,
    draws: np.random.Generator,
) -> Floats:
    codes, count = _codes(groups)
    sums = _group_sums(values, codes, count)
    scores = []
    for size in _blocks(resamples):
        weights = draws.multinomial(count, np.full(count, 1 / count), size=size)
        drawn = _weighted(weights, sums)
        scores.append(aggregate.finish(drawn[:, :-1], drawn[:, -1]))
    return np.concatenate(scores)


def _resampled_rows(
    values: Floats,
    groups: Sequence[str],
    aggregate: OfRows,
    resamples: int,
    draws: np.random.Generator,
) -> Floats:
    codes, count = _codes(groups)
    scores = np.empty(resamples)
    for row in range(resamples):
        weights = draws.multinomial(count, np.full(count, 1 / count))
        scores[row] = aggregate.score(np.repeat(values, weights[codes], axis=0))
    return scores


def _swapped_sums(
    left: Floats,
    right: Floats,
    groups: Sequence[str],
    aggregate: OfSums,
    rounds: int,
    draws: np.random.Generator,
) -> Floats:
    codes, count = _codes(groups)
    ours, theirs = _group_sums(left, codes, count), _group_sums(right, codes, count)
    differences = []
    for size in _blocks(rounds):
        swaps = draws.integers(0, 2, size=(size, count))
        change = _weighted(swaps, theirs - ours)
        mixed, rest = ours.sum(axis=0) + change, theirs.sum(axis=0) - change
        differences.append(
            aggregate.finish(mixed[:, :-1], mixed[:, -1])
            - aggregate.finish(rest[:, :-1], rest[:, -1])
        )
    return np.nan_to_num(np.concatenate(differences), nan=np.inf)


def _swapped_rows(
    left: Floats,
    right: Floats,
    groups: Sequence[str],
    aggregate: OfRows,
    rounds: int,
    draws: np.random.Generator,
) -> Floats:
    codes, count = _codes(groups)
    differences = np.empty(rounds)
    for row in range(rounds):
        swaps = draws.integers(0, 2, size=count)[codes, np.newaxis] == 1
        mixed, rest = np.where(swaps, right, left), np.where(swaps, left, right)
        differences[row] = aggregate.score(mixed) - aggregate.score(rest)
    return np.nan_to_num(differences, nan=np.inf)


def _weighted(weights: NDArray[np.int64], sums: Floats) -> Floats:
    # einsum, unlike a matrix product, does not hand the sum to threads that may order it anew.
    drawn: Floats = np.einsum("bg,gc->bc", weights.astype(np.float64), sums)
    return drawn
