"""How sure an answer is, fitted: ``python -m eval.bench.sureness --data DATA --generator FOLDER``.

The generator answers questions set aside for it (never trained on, none of a dev set), each from
its text as the archive does when it has found that and nothing else; of every third the answer is
cut out of the text too. What is seen of each answer (:mod:`qa.answering.sureness`) and whether it
is right make a logistic rule, which goes into the ``calibration.json`` of FOLDER.

A question set aside has one reference, and of the answers that overlap with one by an F1 of 0.5 to
0.8 another annotator's makes a quarter right, as the first half of CMRC 2018 dev tells, which has
several: such an answer counts as a quarter right. Questions without an answer count less, so that
they are a seventh of all: more are set aside than people ask.

Shown is each source by a rule of all the others: the log-loss, the calibration error and how well
right answers are told from wrong ones, by the reader's own confidence and by the rule.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.errors import EvalError
from eval.metrics import auroc, cmrc_f1, ece
from eval.setup import ask_text
from models.calibration import Calibration, Logistic
from models.prompts import REFUSAL
from models.training.examples import load_examples, without_answer
from qa.answering.sureness import Evidence
from qa.defaults import load_generator
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from models.training.examples import Example
    from qa.interfaces import Generator

__all__ = ["Asked", "asked_of", "fit", "main", "read"]

COUNT = 130  # questions of a source
CUT = 3  # of every so manieth the answer is cut out
WINDOW = 300  # characters of a text without its answer, at least half of it
RIGHT, NEAR = 0.8, 0.5  # F1 from which an answer is right, and may be by another reference
BY_ANOTHER = 0.25
WITHOUT = 1 / 7  # share of the weight that questions without an answer have
PENALTY = 0.1  # the inverse of it, on standardised values
NAMES = tuple(field.name for field in fields(Evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that was answered: what is seen of the answer, and its F1 with the reference.

    ``has_answer``: whether the text has one.
    """

    source: str
    seen: Mapping[str, float]
    f1: float
    has_answer: bool

    @property
    def right(self) -> float:
        """How right the answer is, in [0, 1]."""
        return 1.0 if self.f1 >= RIGHT else BY_ANOTHER if self.f1 >= NEAR else 0.0


def asked_of(data: Path, *, count: int) -> Iterator[tuple[str, Example]]:
    """Yield the questions set aside, at most ``count`` of a source, each with the source's name."""
    rng = random.Random(3)
    for source, examples in load_examples([data], aside=True, summaries=False).items():
        drawn = list(examples)
        rng.shuffle(drawn)
        for number, example in enumerate(drawn[:count]):
            yield source, example
            if example.answer is not None and number % CUT == 0:
                yield source, without_answer(example, window=WINDOW, rng=rng, others=drawn)


def read(generator: Generator, source: str, example: Example) -> Asked | None:
    """Answer a question from its text; None where that has no candidate at all."""
    noting = _Noting(generator)  # the rest of it is that of the generator
    answer = ask_text(example.question, example.source, noting, threshold=0.0)
    text = answer.text or ""
    text = text[answer.read.start : answer.read.end] if answer.read else text
    has_answer = example.target != REFUSAL
    f1 = cmrc_f1(text, (example.target,)) if has_answer else 0.0
    if noting.sureness.seen is None:
        return None
    return Asked(source=source, seen=noting.sureness.seen, f1=f1, has_answer=has_answer)


class _Noted:
    """A rule that says what the reader says, and keeps what it was asked."""

    seen: Mapping[str, float] | None = None

    def probability(self, features: Mapping[str, float]) -> float:
        self.seen = features
        return 1 / (1 + math.exp(-features["confidence"]))


class _Noting:
    """A generator whose rule is :class:`_Noted`."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self.sureness = _Noted()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._generator, name)


def fit(rows: Sequence[Asked]) -> Logistic:
    """Return the rule of answers. Raises :class:`EvalError` where all are right, or none is."""
    from sklearn.linear_model import LogisticRegression

    x = np.array([[one.seen[name] for name in NAMES] for one in rows])
    right, weight = np.array([one.right for one in rows]), _weights(rows)
    center, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    twice = np.concatenate([(x - center) / scale] * 2)
    truth = np.repeat([1, 0], len(rows))
    counts = np.concatenate([right * weight, (1 - right) * weight])
    told = counts > 0
    if len(set(truth[told].tolist())) < 2:
        raise EvalError(
            f"of {len(rows)} answers all are right, or none is: nothing can be fitted; "
            "give the data of more questions (--data, --count)"
        )
    model = LogisticRegression(C=PENALTY, max_iter=1000)
    model.fit(twice[told], truth[told], sample_weight=counts[told])
    weights = model.coef_[0] / scale
    bias = float(model.intercept_[0] - weights @ center)
    return Logistic.fitted(NAMES, weights, bias)


def _weights(rows: Sequence[Asked]) -> NDArray[np.float64]:
    """Return what each row counts: those without an answer :data:`WITHOUT` together."""
    has = np.array([one.has_answer for one in rows])
    without = WITHOUT / (1 - WITHOUT) * has.sum() / max(1, (~has).sum())
    return np.where(has, 1.0, min(1.0, without))


def _shown(rows: Sequence[Asked]) -> Iterator[str]:
    """Yield a line for each source, by a rule of all the others, and one of their means.

    Nothing of a source alone.
    """
    if len({one.source for one in rows}) < 2:
        return
    yield "source | n | right | log-loss | ece | auroc"
    every = []
    for source in dict.fromkeys(one.source for one in rows):
        its = [one for one in rows if one.source == source]
        rule = fit([one for one in rows if one.source != source])
        before = np.array([1 / (1 + math.exp(-one.seen["confidence"])) for one in its])
        after = np.array([rule.probability(one.seen) for one in its])
        pairs = [_scores(its, before), _scores(its, after)]
        every.append(pairs)
        right = np.mean([one.f1 >= RIGHT for one in its])
        yield f"{source} | {len(its)} | {right:.2f} | {_line(*pairs)}"
    yield f"mean | {len(rows)} | | {_line(*np.nanmean(every, axis=0))}"


def _scores(rows: Sequence[Asked], sure: NDArray[np.float64]) -> tuple[float, float, float]:
    right, weight = np.array([one.right for one in rows]), _weights(rows)
    inside = np.clip(sure, 1e-6, 1 - 1e-6)
    loss = -(right * np.log(inside) + (1 - right) * np.log(1 - inside))
    values = np.column_stack([sure, [float(one.f1 >= RIGHT) for one in rows]])
    return float(np.average(loss, weights=weight)), ece(values), auroc(values)


def _line(before: Sequence[float], after: Sequence[float]) -> str:
    return " | ".join(f"{a:.3f} -> {b:.3f}" for a, b in zip(before, after, strict=True))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.sureness", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--generator", type=Path, required=True, help="a folder, written to")
    parser.add_argument("--count", type=int, default=COUNT, help="questions of a source, at most")
    parser.add_argument("--rows", type=Path, help="keeps what was read; read where it is there")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Answer, fit, show and save; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        rows = _rows(options.data, options.generator, count=options.count, kept=options.rows)
        rule = fit(rows)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print("\n".join(_shown(rows)))
    replace(Calibration.load(options.generator), sureness=rule).save(options.generator)
    print(json.dumps(asdict(rule)))
    return 0


def _rows(data: Path, folder: Path, *, count: int, kept: Path | None) -> list[Asked]:
    """Return the answers to the questions set aside, those that were kept where they are."""
    if kept and kept.exists():
        return [Asked(**json.loads(line)) for line in kept.read_text("utf-8").splitlines()]
    generator = load_generator(str(folder))
    rows = [row for pair in asked_of(data, count=count) if (row := read(generator, *pair))]
    if kept:
        lines = (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        kept.write_text("".join(lines), encoding="utf-8")
    return rows


if __name__ == "__main__":
    sys.exit(main())
