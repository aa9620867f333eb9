"""What a generator's guesses are worth on a user's own questions, found and kept by his archive.

Each question is searched for in the archive, and each chunk found is read by itself. Of each chunk
it is known whether it has the answer's characters, and whether the reading is the answer. On that
two logistic curves of the guesses are fitted, by Platt's method. When to refuse is chosen by the
questions with all chunks that were found and, for questions without an answer, those that have none
and the others with only the chunks that do not have it.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from eval.errors import EvalError
from eval.metrics.overlap import char_f1, normalize
from qa import Archive
from qa.answering.answer import one_of
from qa.answering.calibration import Calibration, Scale, fingerprint_of, logit
from qa.answering.limits import READ
from qa.answering.reading import located, read
from qa.records import Field
from qa.search.query import as_queries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from qa.interfaces import Embedder, Generator

__all__ = ["LEAST", "Asked", "calibrate", "read_asked"]

LEAST = 20  # questions whose answer stands in a chunk that was found
RIGHT = 0.8  # F1 of characters from which an answer counts as right
_NAMES = {"question": ("question", "问题"), "answer": ("answer", "answers", "答案")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and its answers, any of which is right; none: the archive has no answer."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A chunk that was read: the guesses, and what is so."""

    confidence: float
    answerable: float
    right: bool
    has_answer: bool


def read_asked(file: Path) -> list[Asked]:
    """Read a ``.jsonl`` or ``.csv`` of ``question`` and ``answer`` (问题, 答案).

    The answer may be a list in JSON; empty: there is none. Raises :class:`EvalError`.
    """
    try:
        text = file.read_text("utf-8-sig")
        rows: list[Any]
        if file.suffix.lower() == ".csv":
            rows = list(csv.DictReader(text.splitlines()))
        else:
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise EvalError(f"{file}: cannot be read as questions: {error}") from error
    return [_asked(row, f"{file}: row {number}") for number, row in enumerate(rows, start=1)]


def calibrate(
    folder: Path,
    questions: Sequence[Asked],
    *,
    generator: Generator,
    embedder: Embedder | None = None,
) -> Calibration:
    """Fit a generator's calibration on an archive's questions, save it beside it, and return it.

    Raises :class:`EvalError` where fewer than LEAST of them have an answer that was found.
    """
    several = [
        rows
        for asked, rows in zip(
            questions, _read_all(folder, questions, generator, embedder), strict=True
        )
        if rows
    ]
    with_answer = sum(any(one.has_answer for one in rows) for rows in several)
    if with_answer < LEAST:
        raise EvalError(
            f"of {len(questions)} questions {with_answer} have an answer that stands in what was "
            f"found: at least {LEAST} are needed"
        )
    every = [one for rows in several for one in rows]
    right = _fit([one.confidence for one in every], [one.right for one in every])
    answerable = _fit([one.answerable for one in every], [one.has_answer for one in every])
    threshold, told = _threshold(several, answerable)
    made = Calibration(
        generator=fingerprint_of(generator),
        right=right,
        answerable=answerable,
        threshold=round(threshold, 4),
        note=f"{len(questions)} questions, {with_answer} with an answer that was found, "
        f"{len(every)} chunks read; with and without an answer told apart: {told:.0%}",
    )
    made.save(folder)
    return made


def _read_all(
    folder: Path, questions: Sequence[Asked], generator: Generator, embedder: Embedder | None
) -> list[list[_Read]]:
    """Return what was read of each question's chunks."""
    queries = as_queries([one.question for one in questions])
    with Archive.open(folder, create=False, embedder=embedder, generator=generator) as archive:
        found = archive.search_many([one.question for one in questions], k=READ)
        articles = {
            hit.chunk.article_id: archive.get(hit.chunk.article_id)
            for hits in found
            for hit in hits
        }
    made = []
    for asked, query, hits in zip(questions, queries, found, strict=True):
        readings = read(
            [(query, hit, None, Field.TEXT) for hit in hits],
            generator=generator,
            articles=articles,
            verbatim=True,
        )
        rows = []
        for hit, reading in zip(hits, readings, strict=True):
            text = normalize(hit.chunk.text)
            has = any(normalize(answer) in text for answer in asked.answers)
            best = reading.generations[0] if reading.generations else None
            if best is None or located(best, hit.chunk.text) is None:
                continue
            right = has and char_f1(best.text, asked.answers) >= RIGHT
            rows.append(
                _Read(
                    confidence=best.confidence,
                    answerable=best.answerable,
                    right=right,
                    has_answer=has,
                )
            )
        made.append(rows)
    return made


def _fit(guesses: Sequence[float], holds: Sequence[bool]) -> Scale:
    """Return the curve of guesses that fits best what is so; it never falls.

    Targets are Platt's, short of 0 and 1, so that few examples do not make it sure.
    """
    x = np.array([logit(guess) for guess in guesses])
    truth = np.array(holds)
    most = (truth.sum() + 1) / (truth.sum() + 2)
    least = 1 / ((~truth).sum() + 2)
    wanted = np.where(truth, most, least)

    def loss(values: NDArray[np.float64]) -> float:
        z = values[0] * x + values[1]
        own = np.logaddexp(0, z) - wanted * z
        return float(own.sum() + 0.5 * (values[0] - 1) ** 2)

    found = minimize(loss, np.array([1.0, 0.0]), bounds=[(0, None), (None, None)]).x
    return Scale(slope=round(float(found[0]), 5), offset=round(float(found[1]), 5))


def _threshold(several: Sequence[Sequence[_Read]], scale: Scale) -> tuple[float, float]:
    """Return where with and without an answer are told apart best, and how well, in [0, 1]."""
    likely, truth = [], []
    for rows in several:
        without = [one for one in rows if not one.has_answer]
        if len(without) < len(rows):
            likely.append(_of(rows, scale))
            truth.append(True)
        if without:
            likely.append(_of(without, scale))
            truth.append(False)
    values, holds = np.array(likely), np.array(truth)
    if holds.all():
        return float(values.min()), 1.0

    def told(threshold: float) -> float:
        given = values >= threshold
        return float(given[holds].mean() + (~given[~holds]).mean()) / 2

    best = max(sorted(set(likely)), key=told)
    return best, told(best)


def _of(rows: Sequence[_Read], scale: Scale) -> float:
    """Return how answerable a question is with these chunks, as an archive reckons it."""
    return one_of(len(rows), max(scale.probability(one.answerable) for one in rows))


def _asked(row: Any, where: str) -> Asked:
    if not isinstance(row, dict):
        raise EvalError(f"{where}: is no object with a question and an answer")
    question, answer = (_value(row, name) for name in ("question", "answer"))
    answers = answer if isinstance(answer, list) else [answer or ""]
    if not isinstance(question, str) or not question.strip():
        raise EvalError(f"{where}: has no question")
    if not all(isinstance(one, str) for one in answers):
        raise EvalError(f"{where}: the answer is {answer!r}: give a text, or a list of them")
    return Asked(question=question, answers=tuple(one for one in answers if one.strip()))


def _value(row: Mapping[str, Any], name: str) -> Any:
    return next((row[key] for key in _NAMES[name] if row.get(key)), None)
