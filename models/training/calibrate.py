"""Calibration: how probably an answer is right, and that there is one, from the reader's scores.

Fitted on the questions set aside for it (never trained on, never reported on): each once as it
is and, where it has an answer, once with the answer cut out of its context.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.calibration import Calibration, Logistic
from models.generator import Generation, Seq2SeqGenerator
from models.prompts import REFUSAL
from models.training.examples import Example, load_examples, without_answer
from models.training.score import overlap_f1

__all__ = ["aside_questions", "calibrate", "feature_rows", "first_answers", "is_right"]

SOURCES = ("cmrc2018", "drcd", "crud_news", "dureader_checklist", "security_news")
FEATURES = ("total", "text", "span", "null", "refusal", "agreement")
RIGHT = 0.8  # overlap F1 from which an answer counts as right
LONGEST = 30  # characters; longer answers are often sentences that hold what the reader gives


def calibrate(folder: Path, *, data: Path, limit: int = 1000) -> Calibration:
    """Fit ``folder``'s calibration on at most ``limit`` questions, save and return it.

    That an answer is right is fitted on those that have one of at most ``LONGEST`` characters or
    none. The threshold is the one at which questions with and without an answer are told apart best
    in the source where they are told apart worst, by the mean of the shares answered and refused
    rightly: no kind of text is given up for another.
    """
    asked = aside_questions(data, limit)
    answers = first_answers(Seq2SeqGenerator.load(folder), [example for _, example in asked])
    rows = [
        (source, example, answer)
        for (source, example), answer in zip(asked, answers, strict=True)
        if answer is not None
    ]
    x = feature_rows([answer for _, _, answer in rows])
    answerable = np.array([example.target != REFUSAL for _, example, _ in rows])
    right = np.array([is_right(answer, example) for _, example, answer in rows])
    short = np.array([len(example.target) <= LONGEST for _, example, _ in rows])
    fitted = _fit(x, answerable)
    likely = np.array([fitted.probability(dict(zip(FEATURES, row, strict=True))) for row in x])
    threshold = round(_threshold(likely, answerable, np.array([row[0] for row in rows])), 4)
    given = likely >= threshold
    note = (
        f"{len(rows)} questions of {', '.join(SOURCES)} set aside; right: overlap F1 >= {RIGHT}, "
        f"fitted on the {short.sum()} with an answer of at most {LONGEST} characters or with none; "
        f"at the threshold {given.mean():.0%} are answered, {_share(right[given])} of them right; "
        f"of the questions without an answer {_share(~given[~answerable])} are refused, "
        f"of the others {_share(given[answerable])} answered"
    )
    calibration = Calibration(
        right=_fit(x[short], right[short]), answerable=fitted, threshold=threshold, note=note
    )
    calibration.save(folder)
    return calibration


def aside_questions(data: Path, limit: int) -> list[tuple[str, Example]]:
    """Return at most ``limit`` questions set aside, each with its source's name.

    Up to a quarter have their answer cut out.
    """
    rng = random.Random(0)
    found = load_examples([data], aside=True, summaries=False)
    questions = [(source, e) for source in SOURCES for e in found.get(source, [])]
    rng.shuffle(questions)
    others = [example for _, example in questions]
    emptied = [
        (source, without_answer(e, window=300, rng=rng, others=others))
        for source, e in questions[: limit // 4]
        if e.answer is not None
    ]
    return [*questions[: limit - len(emptied)], *emptied]


def first_answers(
    generator: Seq2SeqGenerator, examples: Sequence[Example]
) -> list[Generation | None]:
    """Return each question's best answer by a generator, refusals ignored."""
    readings = generator.answer(
        [example.question for example in examples],
        [example.source for example in examples],
    )
    return [reading.generations[0] if reading.generations else None for reading in readings]


def feature_rows(answers: Sequence[Generation]) -> np.ndarray:
    """Return what a calibration is made of, float64 (answers, ``FEATURES``)."""
    return np.array([[getattr(answer.features, name) for name in FEATURES] for answer in answers])


def is_right(answer: Generation, example: Example) -> bool:
    """Return whether an answer counts as right; none is to a question that has no answer."""
    if example.target == REFUSAL:
        return False
    return overlap_f1(answer.text, [example.target]) >= RIGHT


def _fit(x: np.ndarray, holds: np.ndarray) -> Logistic:
    """Return the regression of what holds; always or never gets a constant probability."""
    from sklearn.linear_model import LogisticRegression

    weights = np.zeros(x.shape[1])
    bias = float(np.log((holds.sum() + 1) / ((~holds).sum() + 1)))
    if holds.any() and not holds.all():
        center, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
        model = LogisticRegression(C=1.0).fit((x - center) / scale, holds)
        weights = model.coef_[0] / scale
        bias = float(model.intercept_[0] - weights @ center)
    return Logistic.fitted(FEATURES, weights, bias)


def _threshold(likely: np.ndarray, answerable: np.ndarray, sources: np.ndarray) -> float:
    """Return the threshold with the best balanced accuracy in the worst of the sources."""
    both = [
        (likely[sources == source], answerable[sources == source]) for source in np.unique(sources)
    ]
    both = [(p, truth) for p, truth in both if truth.any() and not truth.all()]
    if not both:
        return 0.5

    def accuracy(threshold: float) -> float:
        shares = [
            (p[truth] >= threshold).mean() + (p[~truth] < threshold).mean() for p, truth in both
        ]
        return float(min(shares)) / 2

    return float(max(np.unique(likely), key=accuracy))


def _share(which: np.ndarray) -> str:
    return f"{which.mean():.0%}" if len(which) else "none"


def describe(calibration: Calibration) -> str:
    """Return it as one line of JSON, for the log."""
    return json.dumps(
        {"threshold": calibration.threshold, "note": calibration.note}, ensure_ascii=False
    )
