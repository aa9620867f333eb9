"""From a reader's own scores to the probability that its answer is right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["UNCALIBRATED", "Calibration"]

FILE = "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic regression, fitted on examples set aside for it, and a refusal threshold.

    ``threshold``: the least confidence at which answers had ``precision`` on those examples.
    ``note`` says on what it was fitted.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    precision: float | None = None
    note: str = ""

    def confidence(self, features: Mapping[str, float]) -> float:
        """Return the probability in [0, 1]; a feature without a weight does not count."""
        logit = self.bias + sum(w * features[name] for name, w in self.weights.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """Read ``calibration.json``; without one, :data:`UNCALIBRATED`."""
        path = folder / FILE
        return cls(**json.loads(path.read_text("utf-8"))) if path.is_file() else UNCALIBRATED

    def save(self, folder: Path) -> None:
        """Write ``calibration.json``."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text + "\n", "utf-8")


UNCALIBRATED = Calibration(
    weights={"text": 1.0},
    bias=1.0,
    threshold=0.5,
    note="not calibrated: a guess from the text's score",
)
