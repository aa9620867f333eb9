"""What a confidence is worth: risk–coverage, calibration, separation."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "aurc",
    "auroc",
    "balanced_accuracy_of_sums",
    "calibration_bins",
    "ece",
    "precision_at",
    "risk_coverage",
]

BINS = 10


def risk_coverage(confidence: Floats, risk: Floats) -> tuple[Floats, Floats]:
    """Return coverage and selective risk, both float64 (n,), answering the surest 1..n questions.

    El-Yaniv and Wiener (2010). Equal confidences share their mean risk, so that the curve does not
    depend on the order of the rows.
    """
    order = np.argsort(-confidence, kind="stable")
    _, first, sizes = np.unique(-confidence[order], return_index=True, return_counts=True)
    shared = np.repeat(np.add.reduceat(risk[order], first) / sizes, sizes)
    answered = np.arange(1, len(risk) + 1)
    return answered / len(risk), np.cumsum(shared) / answered


def aurc(values: Floats) -> float:
    """Return the area under the risk–coverage curve of float64 (n, 2): confidence, risk.

    In [0, 1], lower is better; Geifman, Uziel and El-Yaniv (2019).
    """
    return float(risk_coverage(values[:, 0], values[:, 1])[1].mean())


def precision_at(values: Floats, *, share: float) -> float:
    """Return the share right of the surest ``share`` of the questions, rounded up, in [0, 1].

    ``values`` is float64 (n, 2): confidence, right (0 or 1; wrong where there is no answer).
    """
    _, risk = risk_coverage(values[:, 0], 1 - values[:, 1])
    return float(1 - risk[ceil(share * len(risk)) - 1])


def balanced_accuracy_of_sums(sums: Floats, _: Floats) -> Floats:
    """Return the mean of two shares in [0, 1]: refused of unanswerable, answered of answerable.

    ``sums`` is float64 (n, 4): rightly refused, unanswerable, rightly decided, answerable; NaN
    without either class.
    """
    refused, unanswerable, decided, answerable = sums.T
    classes = np.where((unanswerable > 0) & (answerable > 0), 2.0, np.nan)
    shares = refused / np.maximum(unanswerable, 1) + (decided - refused) / np.maximum(answerable, 1)
    return np.asarray(shares / classes, dtype=np.float64)


def auroc(values: Floats) -> float:
    """Return the chance that an answerable question is surer than an unanswerable one, in [0, 1].

    ``values`` is float64 (n, 2): confidence, answerable (0 or 1); NaN if there is one class only.
    """
    positive = values[:, 1] == 1
    ours, others = int(positive.sum()), int((~positive).sum())
    if not ours or not others:
        return float("nan")
    # Mann and Whitney's U; resampling calls this thousands of times, scikit-learn takes 4 ms each.
    ranks = rankdata(values[:, 0])
    return float((ranks[positive].sum() - ours * (ours + 1) / 2) / (ours * others))


def calibration_bins(confidence: Floats, correct: Floats) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share correct, rows) of each non-empty tenth of [0, 1]."""
    row_bin = np.clip((confidence * BINS).astype(int), 0, BINS - 1)
    return [
        (float(confidence[at].mean()), float(correct[at].mean()), int(at.sum()))
        for number in range(BINS)
        if (at := row_bin == number).any()
    ]


def ece(values: Floats) -> float:
    """Return the expected calibration error of float64 (n, 2): confidence, correct (0 or 1).

    In [0, 1], lower is better; Guo et al. (2017) with ten bins of equal width.
    """
    bins = calibration_bins(values[:, 0], values[:, 1])
    return sum(abs(sure - right) * rows for sure, right, rows in bins) / len(values)
