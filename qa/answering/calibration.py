"""A calibration of an archive's own: what a generator's guesses are worth on its user's questions.

It lies beside the archive, in ``calibration.json``, one for each generator, and holds for the
generator whose fingerprint it has: other weights or another server are not calibrated by it.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.errors import ArchiveError
from qa.interfaces import selector_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qa.interfaces import Generation, Generator, GeneratorOutput

__all__ = [
    "FILE",
    "Calibrated",
    "Calibration",
    "Scale",
    "fingerprint_of",
    "logit",
    "with_calibration",
]

FILE = "calibration.json"
_SURE = 1e-6  # a guess is at least so far from 0 and 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What a guess is worth: its logit times ``slope`` and plus ``offset``."""

    slope: float
    offset: float

    def probability(self, guess: float) -> float:
        """Return the probability in [0, 1] for a guess in [0, 1]."""
        value = self.slope * logit(guess) + self.offset
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def logit(guess: float) -> float:
    """Return the logarithm of the odds of a guess in [0, 1]."""
    inside = min(max(guess, _SURE), 1 - _SURE)
    return math.log(inside / (1 - inside))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Of one generator: that its answer is right, that a chunk answers, and when to refuse.

    ``generator`` is its fingerprint without its name, which may be a path; ``note`` says on what
    it was fitted.
    """

    generator: Mapping[str, str]
    right: Scale
    answerable: Scale
    threshold: float
    note: str = ""

    def save(self, folder: Path) -> None:
        """Write it beside an archive; it replaces one of the same generator."""
        others = [one for one in _all(folder) if one.generator != self.generator]
        text = json.dumps([asdict(one) for one in (*others, self)], ensure_ascii=False, indent=1)
        part = folder / f"{FILE}.tmp"
        part.write_text(text + "\n", encoding="utf-8")
        part.replace(folder / FILE)


class Calibrated:
    """A :class:`qa.interfaces.Generator` with the probabilities and threshold of a calibration."""

    calibrated = True

    def __init__(self, generator: Generator, calibration: Calibration) -> None:
        self._generator, self._calibration = generator, calibration
        self.name = generator.name
        self.max_tokens = generator.max_tokens
        self.threshold = calibration.threshold
        self.count_tokens = generator.count_tokens
        self.summarize = generator.summarize
        self.rate = generator.rate
        self.selector = selector_of(generator)

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """That of the generator, with what the calibration says."""
        return {**self._generator.fingerprint, "own_calibration": self._calibration.note}

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[GeneratorOutput]:
        """Answer each question from its context."""
        made = self._generator.answer(
            questions, contexts, prefaces=prefaces, verbatim=verbatim, candidates=candidates
        )
        return [
            _Output(
                generations=tuple(self._scaled(one) for one in output.generations),
                truncated=output.truncated,
            )
            for output in made
        ]

    def _scaled(self, one: Generation) -> _Answer:
        return _Answer(
            text=one.text,
            log_probability=one.log_probability,
            score=getattr(one, "score", one.log_probability),
            start=one.start,
            end=one.end,
            confidence=self._calibration.right.probability(one.confidence),
            answerable=self._calibration.answerable.probability(one.answerable),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """See :class:`qa.interfaces.Generation`."""

    text: str
    log_probability: float
    score: float
    start: int | None
    end: int | None
    confidence: float
    answerable: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Output:
    """See :class:`qa.interfaces.GeneratorOutput`."""

    generations: tuple[_Answer, ...]
    truncated: bool


def fingerprint_of(generator: Generator) -> dict[str, str]:
    """Return a generator's fingerprint without its name."""
    return {key: value for key, value in generator.fingerprint.items() if key != "name"}


def with_calibration(generator: Generator, folder: Path) -> Generator:
    """Return a generator with the calibration that lies beside an archive for it, if one does.

    Raises :class:`ArchiveError` for a file that cannot be read.
    """
    own = fingerprint_of(generator) if (folder / FILE).exists() else {}
    found = next((one for one in _all(folder) if one.generator == own), None)
    return Calibrated(generator, found) if found else generator


def _all(folder: Path) -> list[Calibration]:
    path = folder / FILE
    if not path.exists():
        return []
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
        return [
            replace(
                Calibration(**row),
                right=Scale(**row["right"]),
                answerable=Scale(**row["answerable"]),
                threshold=float(row["threshold"]),
            )
            for row in rows
        ]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ArchiveError(
            f"{path}: is no calibration: delete it, and calibrate again ({error})"
        ) from error
