"""From a reader's own scores to probabilities: that its answer is right, that there is one."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

__all__ = [
    "UNCALIBRATED",
    "UNCALIBRATED_PROMPTED",
    "UNCALIBRATED_SPANS",
    "Calibration",
    "Logistic",
]

FILE = "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """A logistic regression over named features."""

    weights: Mapping[str, float]
    bias: float

    @classmethod
    def fitted(cls, names: Iterable[str], weights: Iterable[float], bias: float) -> Logistic:
        """Return a rule of the weights that were fitted, in the order of ``names``, rounded."""
        named = {name: round(float(w), 5) for name, w in zip(names, weights, strict=True)}
        return cls(weights=named, bias=round(float(bias), 5))

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability in [0, 1]; a feature without a weight does not count."""
        logit = self.bias + sum(w * features[name] for name, w in self.weights.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Fitted on examples set aside for it; ``note`` says on which.

    ``right``: that an answer is right. ``answerable``: that its context answers the question,
    however well the answer is cut; under ``threshold`` of that a question should be refused.
    ``sureness``: that an answer is right, of what whoever asked the reader sees of it once all was
    read; None where that was not fitted.
    """

    right: Logistic
    answerable: Logistic
    threshold: float
    note: str = ""
    sureness: Logistic | None = None

    @property
    def is_fitted(self) -> bool:
        """Whether it was fitted on anything; else it is one of the guesses below."""
        return self not in (UNCALIBRATED, UNCALIBRATED_PROMPTED, UNCALIBRATED_SPANS)

    @classmethod
    def load(cls, folder: Path, *, without: Calibration | None = None) -> Calibration:
        """Read ``calibration.json``; where there is none, ``without`` or :data:`UNCALIBRATED`."""
        path = folder / FILE
        if not path.is_file():
            return without or UNCALIBRATED
        fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
        for name in ("right", "answerable", "sureness"):
            if fields.get(name) is not None:
                fields[name] = Logistic(**fields[name])
        return cls(**fields)

    def save(self, folder: Path) -> None:
        """Write ``calibration.json``."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text + "\n", "utf-8")


UNCALIBRATED = Calibration(
    right=Logistic(weights={"text": 1.0}, bias=1.0),
    answerable=Logistic(weights={"text": 1.0}, bias=2.6),  # of five chunks as sure as ``right``
    threshold=0.5,
    note="not calibrated: a guess from the text's score",
)
_OF_FIVE = 1.6  # added to the logit of what one of five chunks, ln 5, is to answer by itself
_NOTE = "not calibrated: a guess from the model's own scores"
UNCALIBRATED_SPANS = Calibration(
    right=Logistic(weights={"span": 1.0}, bias=1.0),
    answerable=Logistic(weights={"span": 1.0, "null": -1.0}, bias=_OF_FIVE),
    threshold=0.5,
    note=_NOTE,
)
"""Of an extractive head: it refuses where no answer is likelier than its best one."""
UNCALIBRATED_PROMPTED = Calibration(
    right=Logistic(weights={"text": 1.0}, bias=1.0),
    answerable=Logistic(weights={"total": 1.0, "refusal": -1.0}, bias=_OF_FIVE),
    threshold=0.5,
    note=_NOTE,
)
"""Of a model that was told to write a refusal: it refuses where that is likelier to be written."""
