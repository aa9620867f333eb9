"""Fine-tuning: questions, headlines and briefs together, within a budget of minutes.

Resumable: a run's folder holds the newest checkpoint, the optimiser's state, ``log.jsonl``
(loss and dev scores) and the configuration it was started with. On SIGTERM or SIGINT the run
saves and ends, and the same command goes on from there.
"""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from models.copy_bart import CopyBartForConditionalGeneration
from models.training.dev import autocast, dev_scores
from models.training.examples import (
    IGNORED,
    WIDTH,
    Encoded,
    Example,
    collate,
    encode,
    half_width,
    load_examples,
    padded,
    read_rows,
    traditional,
    without_answer,
)

__all__ = ["Config", "finetune"]

POOL = 48  # batches sorted by length together


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A stage's settings. ``mixture``: share of each source and task, as named by load_examples."""

    mixture: dict[str, float]
    minutes: float = 60.0
    seed: int = 1
    tokens_per_batch: int = 4096
    windows: tuple[int, ...] = (192, 256, 256, 320)
    encoder_rate: float = 2e-4
    decoder_rate: float = 5e-4
    warmup: float = 0.04
    span_weight: float = 0.5
    dropout: float = 0.1
    traditional_share: float = 0.05
    half_width_share: float = 0.15
    refusal_share: float = 0.15
    preface_share: float = 0.2
    log_steps: int = 20
    checkpoint_minutes: float = 10.0
    dev_examples: int = 64


def finetune(*, data: Path, start: Path, out: Path, config: Config) -> None:
    """Train the generator in ``start`` on ``data`` and save it to ``out``; resume what is there."""
    out.mkdir(parents=True, exist_ok=True)
    latest = out / "checkpoint"
    source = latest if (latest / "state.pt").exists() else start
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = CopyBartForConditionalGeneration.from_pretrained(
        source,
        dtype=torch.float32,
        dropout=config.dropout,
        # Backwards, the library's fused attention is the slower one on a CPU.
        attn_implementation="sdpa" if device.type == "cuda" else "eager",
    ).to(device)
    optimizer = torch.optim.AdamW(_groups(model, config), betas=(0.9, 0.98), fused=True)
    elapsed, step = 0.0, 0
    if source == latest:
        state = torch.load(latest / "state.pt", weights_only=True, map_location=device)
        optimizer.load_state_dict(state["optimizer"])
        elapsed, step = state["elapsed"], state["step"]
    (out / "config.json").write_text(json.dumps(asdict(config), ensure_ascii=False, indent=1))
    torch.manual_seed(config.seed + step)
    run = _Run(model=model, tokenizer=tokenizer, config=config, device=device, out=out, data=data)
    with _stop_signal() as stopped:
        run.train(optimizer, elapsed=elapsed, step=step, stopped=stopped)


def _groups(model: CopyBartForConditionalGeneration, config: Config) -> list[dict[str, Any]]:
    encoder: list[torch.nn.Parameter] = []
    decoder: list[torch.nn.Parameter] = []
    for name, parameter in model.named_parameters():
        inside = name.startswith(("model.encoder.layers", "model.encoder.embed_positions"))
        (encoder if inside else decoder).append(parameter)
    return [
        {"params": encoder, "lr": config.encoder_rate, "peak": config.encoder_rate},
        {"params": decoder, "lr": config.decoder_rate, "peak": config.decoder_rate},
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    model: CopyBartForConditionalGeneration
    tokenizer: PreTrainedTokenizerFast
    config: Config
    device: torch.device
    out: Path
    data: Path

    def train(
        self,
        optimizer: torch.optim.Optimizer,
        *,
        elapsed: float,
        step: int,
        stopped: threading.Event,
    ) -> None:
        config, budget = self.config, self.config.minutes * 60
        rng = random.Random(config.seed + step)
        losses: list[tuple[float, float]] = []
        began, saved = time.monotonic() - elapsed, elapsed
        self.model.train()
        spent = elapsed
        for batch in self._batches(rng):
            spent = min(time.monotonic() - began, budget)
            if spent >= budget or stopped.is_set():
                break
            _set_rate(optimizer, spent / budget, config.warmup)
            losses.append(self._step(optimizer, batch))
            step += 1
            if step % config.log_steps == 0:
                self._log(step=step, elapsed=spent, losses=losses)
                losses.clear()
            if spent - saved >= config.checkpoint_minutes * 60:
                saved = spent
                self._save(optimizer, elapsed=spent, step=step)
        self._save(optimizer, elapsed=spent, step=step)

    def _step(
        self, optimizer: torch.optim.Optimizer, batch: dict[str, Tensor]
    ) -> tuple[float, float]:
        with autocast(self.device):
            output = self.model(
                input_ids=batch["input_ids"],
                attention_mask=batch["attention_mask"],
                decoder_copy_ids=batch["copy_ids"],
                labels=batch["labels"],
            )
            logits = self.model.span_logits(output.encoder_last_hidden_state, batch["copy_ids"])
        spans = torch.nn.functional.cross_entropy(
            logits.permute(0, 2, 1).flatten(0, 1), batch["spans"].flatten(), ignore_index=IGNORED
        )
        spans = torch.where(torch.isnan(spans), 0.0, spans)
        (output.loss + self.config.span_weight * spans).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        return output.loss.item(), spans.item()

    def _batches(self, rng: random.Random) -> Iterator[dict[str, Tensor]]:
        examples = self._examples(rng)
        titles = load_titles(self.data)
        while True:
            pool: list[Encoded] = []
            while sum(len(e.input_ids) for e in pool) < POOL * self.config.tokens_per_batch:
                pool.append(self._encode(next(examples), titles, rng))
            batches = _by_length(pool, self.config.tokens_per_batch, rng)
            for batch in batches:
                yield {k: v.to(self.device) for k, v in collate(batch).items()}

    def _encode(self, example: Example, titles: Sequence[str], rng: random.Random) -> Encoded:
        config = self.config
        if example.is_question and rng.random() < config.preface_share:
            example = replace(example, prompt=f"{example.prompt}\n{rng.choice(titles)}")
        if rng.random() < config.traditional_share:
            example = traditional(example)
        if rng.random() < config.half_width_share:
            example = half_width(example)
        return encode(example, self.tokenizer, window=rng.choice(config.windows), rng=rng)

    def _examples(self, rng: random.Random) -> Iterator[Example]:
        found = load_examples(self.data)
        missing = self.config.mixture.keys() - found.keys()
        if missing:
            raise ValueError(f"{self.data} has no examples of {sorted(missing)}: {sorted(found)}")
        names = list(self.config.mixture)
        weights = [self.config.mixture[name] for name in names]
        streams = {name: _endless(found[name], rng) for name in names}
        while True:
            name = rng.choices(names, weights)[0]
            example = next(streams[name])
            if example.is_question and rng.random() < self.config.refusal_share:
                example = without_answer(example, window=300, rng=rng, others=found[name])
            yield example

    def _log(self, *, step: int, elapsed: float, losses: Sequence[tuple[float, float]]) -> None:
        text, span = (sum(column) / len(losses) for column in zip(*losses, strict=True))
        row = {"step": step, "minutes": round(elapsed / 60, 2), "loss": text, "span_loss": span}
        self._write({k: round(v, 4) for k, v in row.items()})

    def _save(self, optimizer: torch.optim.Optimizer, *, elapsed: float, step: int) -> None:
        scores = dev_scores(
            self.model, self.tokenizer, data=self.data, count=self.config.dev_examples
        )
        self._write({"step": step, "minutes": round(elapsed / 60, 2), **scores})
        folder = self.out / "checkpoint"
        folder.mkdir(exist_ok=True)
        self.model.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)
        state = {"optimizer": optimizer.state_dict(), "elapsed": elapsed, "step": step}
        torch.save(state, folder / "state.tmp")
        (folder / "state.tmp").replace(folder / "state.pt")
        self.model.train()

    def _write(self, row: dict[str, Any]) -> None:
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row, ensure_ascii=False) + "\n")


def load_titles(folder: Path) -> list[str]:
    """Return headlines with their dates, as they stand in front of a chunk when asked."""
    titles: list[str] = []
    for path in sorted(folder.glob("archive_xwlb*.jsonl*")):
        for row in read_rows(path):
            titles.append(f"{row['title']} {row['date'] or ''}".strip())
            if len(titles) % 5000 == 0:
                break
    return titles or [""]


@contextmanager
def _stop_signal() -> Iterator[threading.Event]:
    """Give an event that SIGTERM and SIGINT set, instead of ending the process at once."""
    stopped = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stopped.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _set_rate(optimizer: torch.optim.Optimizer, progress: float, warmup: float) -> None:
    factor = min(progress / warmup, (1 - progress) / (1 - warmup))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(factor, 0.01)


def _endless(examples: Sequence[Example], rng: random.Random) -> Iterator[Example]:
    order = list(examples)
    while True:
        rng.shuffle(order)
        yield from order


def _by_length(pool: list[Encoded], tokens: int, rng: random.Random) -> list[list[Encoded]]:
    """Return batches of like width, and within a width of like targets: short ones pad less."""
    pool = sorted(pool, key=lambda e: (padded(len(e.input_ids), WIDTH), len(e.labels)))
    batches: list[list[Encoded]] = [[]]
    for example in pool:
        width = padded(len(example.input_ids), WIDTH)
        if batches[-1] and (len(batches[-1]) + 1) * width > tokens:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches
