"""What the trainings by a Trainer of transformers share: they go on, and end when told to."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path
from typing import Any

from transformers import TrainerCallback
from transformers.trainer_utils import get_last_checkpoint

__all__ = ["Stopping", "train_on"]


class Stopping(TrainerCallback):  # type: ignore[misc]
    """Save and end when ``stopped`` is set, or after some minutes."""

    def __init__(self, stopped: Any, *, minutes: float = math.inf) -> None:
        self._stopped, self._end = stopped, time.monotonic() + 60 * minutes

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> Any:
        """Say so after a step."""
        if self._stopped.is_set() or time.monotonic() > self._end:
            control.should_save = control.should_training_stop = True
        return control


def train_on(trainer: Any, out: Path) -> None:
    """Train from the last checkpoint in ``out``, if there is one; ``out/log.jsonl`` has the log."""
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(out)))
    with (out / "log.jsonl").open("w", encoding="utf-8") as log:
        log.writelines(json.dumps(row) + "\n" for row in trainer.state.log_history)
