"""Aside: how good generators are on the examples set aside, and which of two is better.

For choosing among runs, averages and settings without a look at the dev sets. Differences are to
the first generator, with the 95% interval of a paired bootstrap by example.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.generator import Generation, Seq2SeqGenerator
from models.prompts import REFUSAL
from models.training.calibrate import aside_questions, feature_rows, first_answers, is_right
from models.training.examples import Example, load_examples
from models.training.score import exact_match, overlap_f1, rouge_l

__all__ = ["Row", "aside", "means"]

SUMMARIES = (
    "xwlb headline",
    "cctv_web headline",
    "rmrb_2026 headline",
    "zaobao headline",
    "xwlb brief",
    "cctv_web brief",
)
DRAWS = 1000
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure over ``n`` examples, in [0, 1]: of each generator, and less the first's.

    ``differences`` are (mean, lower, upper), the first's zero.
    """

    measure: str
    n: int
    scores: tuple[float, ...]
    differences: tuple[tuple[float, float, float], ...]

    def shown(self, place: int) -> str:
        """Return a generator's score as text, with the difference unless it is the first."""
        mean, lower, upper = self.differences[place]
        change = f" ({mean:+.3f} [{lower:+.3f}, {upper:+.3f}])" if place else ""
        return f"{self.scores[place]:.3f}{change}"


def aside(folders: Sequence[Path], *, data: Path, limit: int = 400, since: str = "") -> list[Row]:
    """Return the rows of ``em``, ``f1``, ``answerable auroc``, ``right auroc`` and each summary's.

    On at most ``limit`` questions, and half as many texts of each kind of summary, those of an
    archive dated ``since`` (YYYY-MM-DD) or later, if it is not empty. The AUROCs are
    of the features that a calibration is made of, each half's by what was fitted on the other;
    left out where there are not two examples of each kind. Raises ValueError where no question is
    set aside.
    """
    questions = [example for _, example in aside_questions(data, limit)]
    generators = [Seq2SeqGenerator.load(folder) for folder in folders]
    readings = [first_answers(generator, questions) for generator in generators]
    answered = [
        (example, found)
        for example, *found in zip(questions, *readings, strict=True)
        if None not in found
    ]
    if not answered:
        raise ValueError(f"{data}: no questions are set aside in it")
    examples = [example for example, _ in answered]
    answers = list(zip(*(found for _, found in answered), strict=True))
    rows = [
        means(
            name,
            [
                [score(a.text, [e.target]) for a, e in zip(own, examples, strict=True) if e.answer]
                for own in answers
            ],
        )
        for name, score in (("em", exact_match), ("f1", overlap_f1))
    ]
    rows += _aurocs("answerable auroc", answers, examples, lambda _, e: e.target != REFUSAL)
    rows += _aurocs("right auroc", answers, examples, is_right)
    texts = load_examples([data], aside=True, since=since)
    for name in SUMMARIES:
        drawn = texts.get(name, [])
        drawn = random.Random(0).sample(drawn, min(limit // 2, len(drawn)))
        if drawn:
            kind = name.split()[1]
            rows.append(means(f"{name} rouge_l", [_summaries(g, kind, drawn) for g in generators]))
    return rows


def _summaries(generator: Seq2SeqGenerator, kind: str, examples: Sequence[Example]) -> list[float]:
    readings = generator.summarize([e.source for e in examples], kind=kind)
    return [
        rouge_l(reading.generations[0].text if reading.generations else "", example.target)
        for reading, example in zip(readings, examples, strict=True)
    ]


def means(measure: str, scores: Sequence[Sequence[float]]) -> Row:
    """Return the row of a measure's means, from each generator's scores of the same examples."""
    values = np.array(scores)
    return _row(measure, values.shape[1], lambda drawn: values[:, drawn].mean(axis=1))


def _aurocs(
    measure: str,
    answers: Sequence[Sequence[Generation]],
    examples: Sequence[Example],
    holds: Callable[[Generation, Example], bool],
) -> list[Row]:
    """Return one row, or none where an AUROC has no meaning."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression())
    truths, scores = [], []
    for own in answers:
        truth = np.array([holds(a, e) for a, e in zip(own, examples, strict=True)])
        if min(truth.sum(), (~truth).sum()) < 2:
            return []
        fitted = cross_val_predict(model, feature_rows(own), truth, cv=2, method="predict_proba")
        truths.append(truth)
        scores.append(fitted[:, 1])

    def of(drawn: NDArray[np.int64]) -> Values:
        pairs = zip(truths, scores, strict=True)
        return np.array([roc_auc_score(truth[drawn], score[drawn]) for truth, score in pairs])

    return [_row(measure, len(examples), of)]


def _row(measure: str, n: int, of: Callable[[NDArray[np.int64]], Values]) -> Row:
    """Return the row of a measure that ``of`` takes over some examples, for each generator."""
    rng = np.random.default_rng(0)
    scores = of(np.arange(n))
    drawn = np.array([of(rng.integers(n, size=n)) for _ in range(DRAWS)])
    lower, upper = np.percentile(drawn - drawn[:, :1], (2.5, 97.5), axis=0)
    differences = zip(scores - scores[0], lower, upper, strict=True)
    return Row(
        measure=measure,
        n=n,
        scores=tuple(map(float, scores)),
        differences=tuple((float(a), float(b), float(c)) for a, b, c in differences),
    )
