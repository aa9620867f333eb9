"""Synthetic questions on the archives, kept where a first reader answers them the same way.

Resumable: the output grows by blocks of bodies, always in the same order; ``synthesize.json``
beside it says how far, and what was kept and dropped. What a killed run wrote after that is
cut off again.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer

from models.copy_bart import CopyBartForConditionalGeneration
from models.prompts import question_prompt
from models.training.archives import Body, load_bodies
from models.training.dev import write
from models.training.examples import Example
from models.training.questions import KINDS_ASKED, Asked, ask
from models.training.score import overlap_f1
from models.training.trainer import stop_signal

__all__ = ["OUTPUT", "Settings", "synthesize"]

OUTPUT = "qa_train_synthetic.jsonl"
ANSWER_TOKENS = 24
BLOCK = {"cuda": 512, "cpu": 16}  # bodies between two looks at the clock
BATCH = {"cuda": 256, "cpu": 16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``agreement``: overlap F1 in [0, 1] of the reader's answer from which a question is kept.

    At most ``per_body`` questions are asked of each body.
    """

    agreement: float = 0.8
    per_body: int = 3
    seed: int = 1


def synthesize(
    *,
    data: Sequence[Path],
    model: Path,
    out: Path,
    settings: Settings,
    minutes: float,
    blocks: int = 0,
) -> dict[str, Any]:
    """Write questions to ``out`` for at most ``minutes``; return how far it is and the counts.

    ``model`` is the first reader. With ``blocks`` above 0 at most so many blocks of bodies are
    asked about. Raises ValueError where ``out`` was begun with other settings.
    """
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    bodies = load_bodies(data)
    random.Random(settings.seed).shuffle(bodies)
    begun = {"settings": asdict(settings), "model": str(model), "of": len(bodies)}
    state = _state(out, begun)
    with (out / OUTPUT).open("ab") as file:
        file.truncate(state["bytes"])
    reader = _Reader(model)
    last = state["bodies"] + blocks * reader.block if blocks else len(bodies)
    with stop_signal() as stopped:
        while state["bodies"] < min(last, len(bodies)) and not stopped.is_set():
            if time.monotonic() - began >= minutes * 60:
                break
            first = state["bodies"]
            block = bodies[first : first + reader.block]
            asked = [each for body in block for each in _asked(body, settings)]
            kept = [f1 >= settings.agreement for f1 in reader.agreements(asked)]
            rows = [each for each, keep in zip(asked, kept, strict=True) if keep]
            state["bytes"] = _append(out / OUTPUT, rows, numbered=sum(state["kept"].values()))
            state["kept"] = _added(state["kept"], [each.kind for each in rows])
            dropped = [each.kind for each, keep in zip(asked, kept, strict=True) if not keep]
            state["dropped"] = _added(state["dropped"], dropped)
            state["bodies"] = first + len(block)
            _save(out, state)
    return state


def _asked(body: Body, settings: Settings) -> list[Asked]:
    rng = random.Random(f"{settings.seed} {body.id}")
    return ask(body, most=settings.per_body, rng=rng)


class _Reader:
    def __init__(self, folder: Path) -> None:
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model = CopyBartForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
        self._model = model.to(device).eval()
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self.block, self._batch_size = BLOCK[device.type], BATCH[device.type]

    def agreements(self, asked: Sequence[Asked]) -> list[float]:
        """Return the overlap F1 in [0, 1] of each answer written with the one taken out."""
        order = sorted(range(len(asked)), key=lambda row: len(asked[row].context))
        examples = [_example(asked[row]) for row in order]
        texts, _ = write(
            self._model,
            self._tokenizer,
            examples,
            length=ANSWER_TOKENS,
            batch_size=self._batch_size,
        )
        written = dict(zip(order, texts, strict=True))
        return [overlap_f1(written[row], [each.answer]) for row, each in enumerate(asked)]


def _example(asked: Asked) -> Example:
    return Example(
        prompt=question_prompt(asked.question),
        source=asked.context,
        target=asked.answer,
        is_question=True,
        answer=(asked.start, asked.start + len(asked.answer)),
    )


def _append(path: Path, rows: Sequence[Asked], *, numbered: int) -> int:
    """Append the rows as questions numbered from ``numbered``; return the file's size in bytes."""
    with path.open("ab") as file:
        for number, asked in enumerate(rows, start=numbered):
            row = {
                "id": f"synthetic-{asked.kind}-{number}",
                "source": "synthetic",
                "question": asked.question,
                "context": asked.context,
                "answers": [asked.answer],
                "answer_start": asked.start,
                "answerable": True,
            }
            file.write((json.dumps(row, ensure_ascii=False) + "\n").encode())
        return file.tell()


def _added(counts: dict[str, int], kinds: Sequence[str]) -> dict[str, int]:
    found = Counter(kinds)
    return {kind: counts[kind] + found[kind] for kind in KINDS_ASKED}


def _state(out: Path, begun: dict[str, Any]) -> dict[str, Any]:
    path = out / "synthesize.json"
    if not path.is_file():
        none = dict.fromkeys(KINDS_ASKED, 0)
        return {**begun, "bodies": 0, "bytes": 0, "kept": none, "dropped": none}
    state: dict[str, Any] = json.loads(path.read_text("utf-8"))
    for name, value in begun.items():
        if state[name] != value:
            raise ValueError(
                f"{out} was begun with {name} {state[name]}, not {value}: "
                "go on with those or choose another --out"
            )
    return state


def _save(out: Path, state: dict[str, Any]) -> None:
    scratch = out / "synthesize.tmp"
    scratch.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
    scratch.replace(out / "synthesize.json")
