"""The trainer of all stages: a mixture of streams of examples, within a budget of minutes.

Resumable: a run's folder holds the newest checkpoint, the optimiser's state, ``log.jsonl``
(loss and dev scores) and the configuration it was started with. On SIGTERM or SIGINT the run
saves and ends, and the same command goes on from there: where commands are limited,
``timeout 560 python -m models.training ...`` as often as it takes. Where there is a GPU it is used.
"""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from models.copy_bart import IGNORED, CopyBartForConditionalGeneration
from models.shapes import padded
from models.training.dev import autocast, dev_scores
from models.training.examples import (
    WIDTH,
    Encoded,
    Example,
    collate,
    encode,
    half_width,
    traditional,
)

__all__ = ["Config", "Losses", "Streams", "endless", "fit", "seeded", "stop_signal", "train"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A stage's settings. ``mixture``: the share of each of the stage's streams, by name.

    With ``steps`` above 0 a run has so many, however long they take, and not ``minutes``.
    An optimiser's step takes ``accumulate`` batches; ``pool`` batches are sorted by length
    together. ``workers`` processes encode the examples; with 0 the training process does.
    A window of ``windows`` tokens is drawn for each example, or of ``summary_windows``, if there
    are any, for one that is no question: a headline is nearly always in the first sentences, and
    shorter sources are more of them in the same time.
    With an ``encoder_rate`` of 0 only the decoder and the copy head learn: embeddings, encoder and
    span head stay as they are, and so does where the span head finds an answer. Of an archive's
    items only those dated ``since`` (YYYY-MM-DD) or later are learnt from, if it is not empty:
    editors' headlines have changed with the years.
    ``refusal_share`` of a source's questions, at least, are asked where the answer is not, of
    those ``near_share`` of another text much like a question's own. A question whose answer has
    more than ``longest_answer`` characters is left out, unless that is 0.
    """

    mixture: dict[str, float]
    minutes: float = 60.0
    steps: int = 0
    seed: int = 1
    tokens_per_batch: int = 4096
    accumulate: int = 1
    pool: int = 48
    workers: int = 0
    windows: tuple[int, ...] = (192, 256, 256, 320)
    summary_windows: tuple[int, ...] = ()
    encoder_rate: float = 2e-4
    decoder_rate: float = 5e-4
    warmup: float = 0.04
    span_weight: float = 0.5
    dropout: float = 0.1
    traditional_share: float = 0.05
    half_width_share: float = 0.15
    refusal_share: float = 0.15
    near_share: float = 0.0
    longest_answer: int = 0
    preface_share: float = 0.2
    since: str = ""
    log_steps: int = 20
    checkpoint_minutes: float = 10.0
    dev_examples: int = 64


T = TypeVar("T")
Streams = Callable[[Sequence[Path], Config, random.Random], dict[str, Iterator[Example]]]
"""What a stage trains on: endless streams by name, from folders of data."""

Batch = dict[str, Tensor]
Losses = Callable[[CopyBartForConditionalGeneration, Batch], tuple[Tensor, dict[str, Tensor]]]
"""The loss of a batch, and its parts by their names in the log."""


def train(
    streams: Streams, *, data: Sequence[Path], start: Path, out: Path, config: Config
) -> bool:
    """Train the generator in ``start`` on ``data`` and save it to ``out``; resume what is there.

    Return whether it came to its end: False if it was stopped and may go on.
    ``streams`` is a module's function: worker processes import it. Raises ValueError for a
    mixture of streams that ``data`` has not.
    """

    def batches(source: Path, step: int) -> Batches:
        return Batches(streams=streams, data=data, config=config, start=source, step=step)

    def losses(
        model: CopyBartForConditionalGeneration, batch: Batch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        text, spans = _text_and_spans(model, batch)
        return text + config.span_weight * spans, {"loss": text, "span_loss": spans}

    return fit(batches, losses, data=data, start=start, out=out, config=config)


def fit(
    batches: Callable[[Path, int], IterableDataset[Batch]],
    losses: Losses,
    *,
    data: Sequence[Path],
    start: Path,
    out: Path,
    config: Config,
) -> bool:
    """Train the generator in ``start`` on ``batches``, to the end of ``losses``, as :func:`train`.

    ``batches`` is given the folder of the tokenizer and the step that comes next. ``data`` is
    where the scores in the log are from.
    """
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
    run = _Run(
        model=model,
        tokenizer=tokenizer,
        losses=losses,
        config=config,
        device=device,
        out=out,
        data=data,
    )
    with stop_signal() as stopped:
        run.train(optimizer, batches(source, step), elapsed=elapsed, step=step, stopped=stopped)
        return not stopped.is_set()


def _groups(model: CopyBartForConditionalGeneration, config: Config) -> list[dict[str, Any]]:
    if not config.encoder_rate:
        for fixed in (model.get_input_embeddings(), model.get_encoder(), model.span_head):
            fixed.requires_grad_(False)
    encoder: list[torch.nn.Parameter] = []
    decoder: list[torch.nn.Parameter] = []
    for name, parameter in model.named_parameters():
        inside = name.startswith(("model.encoder.layers", "model.encoder.embed_positions"))
        if parameter.requires_grad:
            (encoder if inside else decoder).append(parameter)
    groups = ((encoder, config.encoder_rate), (decoder, config.decoder_rate))
    return [{"params": params, "lr": rate, "peak": rate} for params, rate in groups if params]


@dataclass(frozen=True, kw_only=True)
class Batches(IterableDataset[Batch]):
    """Endless padded batches of the mixture; each worker draws its own from its own seed.

    ``start`` holds the tokenizer: its folder, since workers that are sent one start one by one.
    """

    streams: Streams
    data: Sequence[Path]
    config: Config
    start: Path
    step: int

    def __iter__(self) -> Iterator[Batch]:
        """Yield what :func:`collate` returns."""
        config = self.config
        rng = seeded(config, self.step)
        tokenizer = AutoTokenizer.from_pretrained(self.start)
        examples = self._examples(rng)
        while True:
            pool: list[Encoded] = []
            tokens = 0
            while tokens < config.pool * config.tokens_per_batch:
                pool.append(self._encode(next(examples), tokenizer, rng))
                tokens += len(pool[-1].input_ids)
            yield from map(collate, _by_length(pool, config.tokens_per_batch, rng))

    def _encode(
        self, example: Example, tokenizer: PreTrainedTokenizerFast, rng: random.Random
    ) -> Encoded:
        config = self.config
        if rng.random() < config.traditional_share:
            example = traditional(example)
        if rng.random() < config.half_width_share:
            example = half_width(example)
        windows = config.windows
        if not example.is_question:
            windows = config.summary_windows or windows
        return encode(example, tokenizer, window=rng.choice(windows), rng=rng)

    def _examples(self, rng: random.Random) -> Iterator[Example]:
        found = self.streams(self.data, self.config, rng)
        mixture = self.config.mixture
        missing = mixture.keys() - found.keys()
        if missing:
            folders = ", ".join(map(str, self.data))
            raise ValueError(f"{folders}: no examples of {sorted(missing)}, only {sorted(found)}")
        while True:
            yield next(found[rng.choices(list(mixture), list(mixture.values()))[0]])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    model: CopyBartForConditionalGeneration
    tokenizer: PreTrainedTokenizerFast
    losses: Losses
    config: Config
    device: torch.device
    out: Path
    data: Sequence[Path]

    def train(
        self,
        optimizer: torch.optim.Optimizer,
        batches: IterableDataset[Batch],
        *,
        elapsed: float,
        step: int,
        stopped: threading.Event,
    ) -> None:
        config = self.config
        losses: list[dict[str, Tensor]] = []
        spent = saved = elapsed
        self.model.train()
        groups = self._groups(batches)
        group = next(groups)  # loading the data is not training: the clock starts after it
        began = time.monotonic() - elapsed
        while (done := self._done(spent, step)) < 1 and not stopped.is_set():
            _set_rate(optimizer, done, config.warmup)
            losses.append(self._step(optimizer, group))
            step += 1
            if step % config.log_steps == 0:
                self._log(step=step, elapsed=spent, losses=losses)
                losses.clear()
            if spent - saved >= config.checkpoint_minutes * 60:
                saved = spent
                self._save(optimizer, elapsed=spent, step=step)
            group = next(groups)
            spent = time.monotonic() - began
        self._save(optimizer, elapsed=spent, step=step)

    def _done(self, spent: float, step: int) -> float:
        """Return which part of the run is behind us, from 0; 1 or more is its end."""
        if self.config.steps:
            return step / self.config.steps
        return spent / (self.config.minutes * 60)

    def _groups(self, batches: IterableDataset[Batch]) -> Iterator[list[Batch]]:
        """Yield the batches of one step each, on the device."""
        config = self.config
        loader: DataLoader[Batch] = DataLoader(
            batches,
            batch_size=None,
            num_workers=config.workers,
            multiprocessing_context="spawn" if config.workers else None,
            worker_init_fn=_leave_signals_to_parent,
            pin_memory=self.device.type == "cuda",
        )
        moved = (
            {name: values.to(self.device, non_blocking=True) for name, values in batch.items()}
            for batch in loader
        )
        while group := list(islice(moved, config.accumulate)):
            yield group

    def _step(self, optimizer: torch.optim.Optimizer, group: Sequence[Batch]) -> dict[str, Tensor]:
        """Return the parts of the loss, left on the device: reading them waits."""
        parts: list[dict[str, Tensor]] = []
        for batch in group:
            with autocast(self.device):
                loss, named = self.losses(self.model, batch)
            (loss / len(group)).backward()  # type: ignore[no-untyped-call]
            parts.append({name: part.detach() for name, part in named.items()})
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        return _means(parts)

    def _log(self, *, step: int, elapsed: float, losses: Sequence[dict[str, Tensor]]) -> None:
        parts = {name: round(part.item(), 4) for name, part in _means(losses).items()}
        self._write({"step": step, "minutes": round(elapsed / 60, 2), **parts})

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


def _text_and_spans(model: CopyBartForConditionalGeneration, batch: Batch) -> tuple[Tensor, Tensor]:
    output = model(
        input_ids=batch["input_ids"],
        attention_mask=batch["attention_mask"],
        decoder_copy_ids=batch["copy_ids"],
        labels=batch["labels"],
    )
    logits = model.span_logits(output.encoder_last_hidden_state, batch["copy_ids"])
    spans = torch.nn.functional.cross_entropy(
        logits.permute(0, 2, 1).flatten(0, 1), batch["spans"].flatten(), ignore_index=IGNORED
    )
    return output.loss, torch.where(torch.isnan(spans), 0.0, spans)


def _means(parts: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([each[name] for each in parts]).mean() for name in parts[0]}


@contextmanager
def stop_signal() -> Iterator[threading.Event]:
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


def _leave_signals_to_parent(worker: int) -> None:
    """Ignore signals to the whole group: the parent saves first, then ends its workers."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


def _set_rate(optimizer: torch.optim.Optimizer, progress: float, warmup: float) -> None:
    factor = min(progress / warmup, (1 - progress) / (1 - warmup))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(factor, 0.01)


def seeded(config: Config, step: int) -> random.Random:
    """Return a generator of random numbers: each worker's own, another from each step on."""
    worker = get_worker_info()
    return random.Random(config.seed + step + 1_000_003 * (worker.id if worker else 0))


def endless(items: Sequence[T], rng: random.Random) -> Iterator[T]:
    """Yield the items over and over, each time in another order; nothing of nothing."""
    order = list(items)
    while order:
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
