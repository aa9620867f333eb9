"""The trainer of all stages: a mixture of streams of examples, for minutes, steps or tokens.

Resumable: a run's folder holds the newest checkpoint, ``log.jsonl`` (loss and dev scores) and
the configuration it was started with. On SIGTERM or SIGINT the run
saves and ends, and the same command goes on from there: where commands are limited,
``timeout 560 python -m models.training ...`` as often as it takes. Where there is a GPU it is used.

Why not transformers' ``Trainer``: it counts a run in steps and epochs, and a batch in examples;
here a run ends with its minutes or tokens and a batch holds a number of padded tokens, so that
headlines and long contexts cost alike. It goes on in an endless stream by drawing and discarding
every batch that was seen; here each stream of the mixture is told how many examples to pass over.
And it keeps no moving average of the weights.
"""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from transformers import AutoTokenizer, PreTrainedTokenizerFast
from transformers.optimization import Adafactor

from models.copy_bart import IGNORED, MULTIPLE, CopyBartForConditionalGeneration
from models.shapes import padded
from models.training.checkpoint import (
    AVERAGE,
    Progress,
    checkpoint,
    load_state,
    replaced,
    save_state,
)
from models.training.dev import autocast, dev_scores
from models.training.examples import (
    WIDTH,
    Encoded,
    Example,
    collate,
    encode,
    half_width,
    mask_spans,
    traditional,
)

__all__ = ["Config", "Losses", "Streams", "endless", "fit", "seeded", "stop_signal", "train"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A stage's settings. ``mixture``: the share of each of the stage's streams, by name.

    With ``steps`` above 0 a run has so many, however long they take, and not ``minutes``; else
    with ``tokens`` above 0 it ends when so many tokens of sources were seen.
    ``schedule`` is what the rates do after ``warmup``, a share of the run: ``linear`` falls to
    zero, ``constant`` stays, for runs that are judged on an average. That is over the last
    ``average_steps`` steps or so (exponential), with 0 of them there is none. ``optimizer`` is
    ``adamw`` or ``adafactor``, whose state is a hundredth of the weights' size.
    An optimiser's step takes ``accumulate`` batches; ``pool`` batches are sorted by length
    together. ``workers`` processes encode the examples; with 0 the training process does.
    A window of ``windows`` tokens is drawn for each example, or of ``summary_windows``, if there
    are any, for one that is no question: a headline is nearly always in the first sentences, and
    shorter sources are more of them in the same time. With ``copyable`` above 0 a headline is
    learnt from if that share of its characters, and each number, stands in its text's beginning;
    one that is ``is_derived`` from one sentence of it stands ``derived`` times in its stream.
    With an ``encoder_rate`` of 0 only the decoder and the copy head learn: embeddings, encoder and
    span head stay as they are, and so does where the span head finds an answer. Of
    新闻联播 only items dated ``since`` (YYYY-MM-DD) or later are learnt from, if it is not empty:
    editors' headlines have changed with the years.
    Of texts for the encoder alone ``mask_share`` of the tokens are masked. The losses of the span
    head and of those have weights beside that of the decoder.
    ``refusal_share`` of a source's questions, at least, are asked where the answer is not, of
    those ``near_share`` of another text much like a question's own. A question whose answer has
    more than ``longest_answer`` characters is left out, unless that is 0.
    """

    mixture: dict[str, float]
    minutes: float = 60.0
    steps: int = 0
    tokens: int = 0
    schedule: Literal["linear", "constant"] = "linear"
    optimizer: Literal["adamw", "adafactor"] = "adamw"
    average_steps: int = 0
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
    mask_weight: float = 0.1
    mask_share: float = 0.15
    dropout: float = 0.1
    traditional_share: float = 0.05
    half_width_share: float = 0.15
    refusal_share: float = 0.15
    near_share: float = 0.0
    longest_answer: int = 0
    copyable: float = 0.0
    derived: int = 1
    preface_share: float = 0.2
    since: str = ""
    log_steps: int = 20
    checkpoint_minutes: float = 10.0
    dev_examples: int = 64


T = TypeVar("T")
Streams = Callable[
    [Sequence[Path], Config, random.Random, Mapping[str, int]], dict[str, Iterator[Example]]
]
"""What a stage trains on: endless streams by name, from folders of data.

The last argument says how many examples of each stream are behind it.
"""

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

    def batches(source: Path, progress: Progress) -> Batches:
        return Batches(
            streams=streams,
            data=data,
            config=config,
            start=source,
            step=progress.step,
            passed=dict(progress.passed),
        )

    def losses(
        model: CopyBartForConditionalGeneration, batch: Batch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        if "masked" in batch:
            masked = _masked(model, batch)
            return config.mask_weight * masked, {"mask_loss": masked}
        text, spans = _text_and_spans(model, batch)
        return text + config.span_weight * spans, {"loss": text, "span_loss": spans}

    return fit(batches, losses, data=data, start=start, out=out, config=config)


def fit(
    batches: Callable[[Path, Progress], IterableDataset[Batch]],
    losses: Losses,
    *,
    data: Sequence[Path],
    start: Path,
    out: Path,
    config: Config,
) -> bool:
    """Train the generator in ``start`` on ``batches``, to the end of ``losses``, as :func:`train`.

    ``batches`` is given the folder of the tokenizer and where the run stands. ``data`` is
    where the scores in the log are from.
    """
    out.mkdir(parents=True, exist_ok=True)
    latest = checkpoint(out)
    source = latest or start
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = _load(source, config, device)
    optimizer = _optimizer(model, config)
    progress = load_state(latest, optimizer) if latest else Progress()
    (out / "config.json").write_text(json.dumps(asdict(config), ensure_ascii=False, indent=1))
    torch.manual_seed(config.seed + progress.step)
    run = _Run(
        model=model,
        average=_averaged(model, latest, config),
        tokenizer=AutoTokenizer.from_pretrained(source),
        optimizer=optimizer,
        losses=losses,
        config=config,
        device=device,
        out=out,
        data=data,
        progress=progress,
    )
    with stop_signal() as stopped:
        run.train(batches(source, progress), stopped=stopped)
        return not stopped.is_set()


def _load(source: Path, config: Config, device: torch.device) -> CopyBartForConditionalGeneration:
    model: CopyBartForConditionalGeneration = CopyBartForConditionalGeneration.from_pretrained(
        source,
        dtype=torch.float32,
        dropout=config.dropout,
        # Backwards, the library's fused attention is the slower one on a CPU.
        attn_implementation="sdpa" if device.type == "cuda" else "eager",
    ).to(device)
    return model


def _optimizer(model: CopyBartForConditionalGeneration, config: Config) -> torch.optim.Optimizer:
    groups = _groups(model, config)
    if config.optimizer == "adafactor":
        factored: torch.optim.Optimizer = Adafactor(
            groups, lr=0.0, scale_parameter=False, relative_step=False
        )
        return factored
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _averaged(
    model: CopyBartForConditionalGeneration, latest: Path | None, config: Config
) -> AveragedModel | None:
    """Return the moving average of the weights: the checkpoint's, or one that begins with them."""
    if not config.average_steps:
        return None
    moving = get_ema_multi_avg_fn(1 - 1 / config.average_steps)  # type: ignore[no-untyped-call]
    average = AveragedModel(model, multi_avg_fn=moving)
    if latest is not None and (latest / AVERAGE).exists():
        saved = CopyBartForConditionalGeneration.from_pretrained(
            latest / AVERAGE, dtype=torch.float32
        )
        average.module.load_state_dict(saved.state_dict())
    average.n_averaged.fill_(1)  # the first update would copy, else
    return average


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
    ``passed`` are the examples of each stream that are behind all workers together.
    """

    streams: Streams
    data: Sequence[Path]
    config: Config
    start: Path
    step: int
    passed: Mapping[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Batch]:
        """Yield what :func:`collate` returns; ``streams`` are places in the mixture."""
        config = self.config
        rng = seeded(config, self.step)
        tokenizer = AutoTokenizer.from_pretrained(self.start)
        examples = self._examples(rng)
        while True:
            pool: list[Encoded] = []
            tokens = 0
            while tokens < config.pool * config.tokens_per_batch:
                place, example = next(examples)
                pool.append(replace(self._encode(example, tokenizer, rng), stream=place))
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
        encoded = encode(example, tokenizer, window=rng.choice(windows), rng=rng)
        if example.is_masked:
            return mask_spans(encoded, tokenizer, share=config.mask_share, rng=rng)
        return encoded

    def _examples(self, rng: random.Random) -> Iterator[tuple[int, Example]]:
        worker = get_worker_info()
        passed = {
            name: count // (worker.num_workers if worker else 1)
            for name, count in self.passed.items()
        }
        found = self.streams(self.data, self.config, rng, passed)
        mixture = self.config.mixture
        missing = mixture.keys() - found.keys()
        if missing:
            folders = ", ".join(map(str, self.data))
            raise ValueError(f"{folders}: no examples of {sorted(missing)}, only {sorted(found)}")
        names, shares = list(mixture), list(mixture.values())
        while True:
            place = rng.choices(range(len(names)), shares)[0]
            yield place, next(found[names[place]])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    model: CopyBartForConditionalGeneration
    average: AveragedModel | None
    tokenizer: PreTrainedTokenizerFast
    optimizer: torch.optim.Optimizer
    losses: Losses
    config: Config
    device: torch.device
    out: Path
    data: Sequence[Path]
    progress: Progress

    def train(self, batches: IterableDataset[Batch], *, stopped: threading.Event) -> None:
        config, progress = self.config, self.progress
        losses: list[dict[str, Tensor]] = []
        saved = progress.elapsed
        self.model.train()
        groups = self._groups(batches)
        group = next(groups)  # loading the data is not training: the clock starts after it
        began = time.monotonic() - progress.elapsed
        while (done := self._done()) < 1 and not stopped.is_set():
            _set_rate(self.optimizer, done, config)
            losses.append(self._step(group))
            self._count(group)
            if progress.step % config.log_steps == 0:
                self._write(_rounded(_means(losses)))
                losses.clear()
            if progress.elapsed - saved >= config.checkpoint_minutes * 60:
                saved = progress.elapsed
                self._save()
            group = next(groups)
            progress.elapsed = time.monotonic() - began
        self._save()

    def _done(self) -> float:
        """Return which part of the run is behind us, from 0; 1 or more is its end."""
        config, progress = self.config, self.progress
        if config.steps:
            return progress.step / config.steps
        if config.tokens:
            return progress.tokens / config.tokens
        return progress.elapsed / (config.minutes * 60)

    def _groups(self, batches: IterableDataset[Batch]) -> Iterator[list[Batch]]:
        """Yield the batches of one step each."""
        config = self.config
        loader: DataLoader[Batch] = DataLoader(
            batches,
            batch_size=None,
            num_workers=config.workers,
            multiprocessing_context="spawn" if config.workers else None,
            worker_init_fn=_leave_signals_to_parent,
            pin_memory=self.device.type == "cuda",
        )
        drawn = iter(loader)
        while group := list(islice(drawn, config.accumulate)):
            yield group

    def _step(self, group: Sequence[Batch]) -> dict[str, Tensor]:
        """Return the parts of the loss, left on the device: reading them waits."""
        parts: list[dict[str, Tensor]] = []
        for batch in group:
            moved = {
                name: values.to(self.device, non_blocking=True) for name, values in batch.items()
            }
            with autocast(self.device):
                loss, named = self.losses(self.model, moved)
            (loss / len(group)).backward()  # type: ignore[no-untyped-call]
            parts.append({name: part.detach() for name, part in named.items()})
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        if self.average is not None:
            self.average.update_parameters(self.model)
        return _means(parts)

    def _count(self, group: Sequence[Batch]) -> None:
        """Move on by a step: by its tokens, and in each stream by its examples."""
        names, progress = list(self.config.mixture), self.progress
        progress.step += 1
        for batch in group:
            progress.tokens += int(batch["attention_mask"].sum())
            if "streams" in batch:
                seen = Counter(names[place] for place in batch["streams"].tolist())
                progress.passed = dict(seen + Counter(progress.passed))

    def _save(self) -> None:
        judged = self.model
        with replaced(self.out) as folder:
            self.model.save_pretrained(folder)
            self.tokenizer.save_pretrained(folder)
            if self.average is not None:
                judged = cast("CopyBartForConditionalGeneration", self.average.module)
                judged.save_pretrained(folder / AVERAGE)
                self.tokenizer.save_pretrained(folder / AVERAGE)
            save_state(folder, self.optimizer, self.progress)
        count = self.config.dev_examples
        self._write(dev_scores(judged, self.tokenizer, data=self.data, count=count))
        self.model.train()

    def _write(self, values: Mapping[str, float]) -> None:
        progress = self.progress
        row = {
            "step": progress.step,
            "minutes": round(progress.elapsed / 60, 2),
            "tokens": progress.tokens,
            **values,
        }
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


def _masked(model: CopyBartForConditionalGeneration, batch: Batch) -> Tensor:
    """Return the mean loss of the masked tokens, of the encoder and the tied embeddings alone."""
    source = model.get_encoder()(
        input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]
    ).last_hidden_state
    rows = batch["masked"] != IGNORED
    picked, targets = source[rows], batch["masked"][rows]
    filled = padded(len(picked), MULTIPLE) - len(picked)
    logits = model.lm_head(torch.nn.functional.pad(picked, (0, 0, 0, filled)))
    return torch.nn.functional.cross_entropy(logits[: len(picked)].float(), targets)


def _means(parts: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return each part's mean over the batches that have it."""
    names = dict.fromkeys(name for each in parts for name in each)
    return {
        name: torch.stack([each[name] for each in parts if name in each]).mean() for name in names
    }


def _rounded(parts: Mapping[str, Tensor]) -> dict[str, float]:
    return {name: round(part.item(), 4) for name, part in parts.items()}


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


def _set_rate(optimizer: torch.optim.Optimizer, done: float, config: Config) -> None:
    falling = 1.0 if config.schedule == "constant" else (1 - done) / (1 - config.warmup)
    factor = min(done / config.warmup, falling)
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(factor, 0.01)


def seeded(config: Config, step: int) -> random.Random:
    """Return a generator of random numbers: each worker's own, another from each step on."""
    worker = get_worker_info()
    return random.Random(config.seed + step + 1_000_003 * (worker.id if worker else 0))


def endless(items: Sequence[T], rng: random.Random, *, passed: int = 0) -> Iterator[T]:
    """Yield the items over and over, each time in another order; nothing of nothing.

    The first ``passed`` are passed over: a generator in the same state, that nothing else draws
    from, gives the same order.
    """
    order = list(items)
    while order:
        rng.shuffle(order)
        yield from order[passed:]
        passed = max(passed - len(order), 0)


def _by_length(pool: list[Encoded], tokens: int, rng: random.Random) -> list[list[Encoded]]:
    """Return batches of like width, and within a width of like targets: short ones pad less.

    Those with masked tokens are among themselves.
    """
    pool = sorted(
        pool, key=lambda e: (bool(e.masked), padded(len(e.input_ids), WIDTH), len(e.labels))
    )
    batches: list[list[Encoded]] = [[]]
    for example in pool:
        width = padded(len(example.input_ids), WIDTH)
        last = batches[-1]
        full = (len(last) + 1) * width > tokens
        if last and (full or bool(last[0].masked) != bool(example.masked)):
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches
