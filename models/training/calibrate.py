"""Calibration: how often an answer is right, given the reader's own scores.

Fitted on the questions set aside for it (never trained on, never reported on): each once as it
is and, where it has an answer, once with the answer cut out of its context.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.calibration import Calibration
from models.generator import Generation, Seq2SeqGenerator
from models.prompts import REFUSAL
from models.training.examples import Example, load_examples, without_answer
from models.training.score import overlap_f1

__all__ = ["FEATURES", "aside_questions", "calibrate", "first_answers", "is_right"]

SOURCES = ("cmrc2018", "drcd", "crud_news", "dureader_checklist", "security_news")
FEATURES = ("total", "text", "span", "null", "refusal")
RIGHT = 0.8  # overlap F1 from which an answer counts as right
QUESTION = len("问题:")


def calibrate(
    folder: Path, *, data: Path, precision: float = 0.6, limit: int = 1000
) -> Calibration:
    """Fit ``folder``'s calibration on at most ``limit`` questions, save and return it.

    The threshold is the least confidence at which answers are right ``precision`` of the time: at
    0.6 the shipped generator best tells questions that have an answer from those that have none.
    """
    examples = aside_questions(data, limit)
    answers = first_answers(folder, examples)
    rows = [
        (dict(answer.features), is_right(answer, example))
        for example, answer in zip(examples, answers, strict=True)
        if answer is not None
    ]
    x = np.array([[features[name] for name in FEATURES] for features, _ in rows])
    y = np.array([right for _, right in rows])
    weights, bias = _fit(x, y)
    confidences = 1 / (1 + np.exp(-(x @ weights + bias)))
    threshold = _threshold(confidences, y, precision)
    answered = confidences >= threshold
    unanswerable = np.array(
        [
            example.target == REFUSAL
            for example, answer in zip(examples, answers, strict=True)
            if answer is not None
        ]
    )
    note = (
        f"{len(rows)} questions of {', '.join(SOURCES)} set aside; right: overlap F1 >= {RIGHT}; "
        f"at the threshold {answered.mean():.0%} are answered, "
        f"{_share(y[answered])} of them right; of the questions without an answer "
        f"{_share(~answered[unanswerable])} are refused, of the others "
        f"{_share(answered[~unanswerable])} answered"
    )
    calibration = Calibration(
        weights={name: round(float(w), 5) for name, w in zip(FEATURES, weights, strict=True)},
        bias=round(bias, 5),
        threshold=round(threshold, 4),
        precision=precision,
        note=note,
    )
    calibration.save(folder)
    return calibration


def aside_questions(data: Path, limit: int) -> list[Example]:
    """Return at most ``limit`` questions set aside, up to a quarter with their answer cut out."""
    rng = random.Random(0)
    found = load_examples([data], aside=True)
    questions = [e for source in SOURCES for e in found.get(source, [])]
    rng.shuffle(questions)
    emptied = [
        without_answer(e, window=300, rng=rng, others=questions)
        for e in questions[: limit // 4]
        if e.answer is not None
    ]
    return [*questions[: limit - len(emptied)], *emptied]


def first_answers(folder: Path, examples: Sequence[Example]) -> list[Generation | None]:
    """Return each question's best answer by the generator in ``folder``, refusals ignored."""
    generator = Seq2SeqGenerator.load(folder)
    readings = generator.answer(
        [example.prompt[QUESTION:] for example in examples],
        [example.source for example in examples],
    )
    return [reading.generations[0] if reading.generations else None for reading in readings]


def is_right(answer: Generation, example: Example) -> bool:
    """Return whether an answer counts as right; none is to a question that has no answer."""
    if example.target == REFUSAL:
        return False
    return overlap_f1(answer.text, [example.target]) >= RIGHT


def _fit(x: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias; a reader never or always right gets a constant confidence."""
    from sklearn.linear_model import LogisticRegression

    if right.all() or not right.any():
        return np.zeros(x.shape[1]), float(np.log((right.sum() + 1) / ((~right).sum() + 1)))
    center, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    model = LogisticRegression(C=1.0).fit((x - center) / scale, right)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ center)


def _threshold(confidences: np.ndarray, right: np.ndarray, precision: float) -> float:
    order = np.argsort(-confidences)
    running = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(running >= precision)
    return float(confidences[order][enough[-1]]) if len(enough) else 1.0


def _share(which: np.ndarray) -> str:
    return f"{which.mean():.0%}" if len(which) else "none"


def describe(calibration: Calibration) -> str:
    """Return it as one line of JSON, for the log."""
    return json.dumps(
        {"threshold": calibration.threshold, "note": calibration.note}, ensure_ascii=False
    )
