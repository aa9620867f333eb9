"""Ranking: a decoder learns which of the headlines it would write is nearest to the editor's.

Who learns from references alone never meets its own mistakes. Here the generator writes some
candidates of each text first; then it learns, beside the reference, to find a better candidate
likelier than a worse one (BRIO: Liu et al. 2022). Better is which has the higher ROUGE-L.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import IterableDataset
from transformers import AutoTokenizer
from transformers.modeling_outputs import BaseModelOutput

from models.copy_bart import IGNORED, CopyBartForConditionalGeneration
from models.generator import Seq2SeqGenerator
from models.training.checkpoint import Progress
from models.training.examples import (
    Encoded,
    Example,
    collate,
    encode,
    load_examples,
    read_rows,
)
from models.training.score import rouge_l
from models.training.trainer import Batch, Config, endless, fit, seeded, stop_signal

__all__ = ["CANDIDATES", "Ranking", "rank"]

CANDIDATES = "candidates.jsonl"
BLOCK = 32  # texts between two looks at what stops a run
LEAST = 1e-6  # a difference of two scores that counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """``candidates`` are written of each of ``examples`` texts, drawn by the mixture.

    A candidate's mean log-probability is to be higher than a worse one's by ``margin`` times the
    difference of their ROUGE-L; what is lacking, summed over the pairs, has ``weight`` beside the
    reference's mean negative log-probability.
    """

    examples: int = 2000
    candidates: int = 4
    margin: float = 1.0
    weight: float = 3.0


def rank(*, data: Sequence[Path], start: Path, out: Path, config: Config, ranking: Ranking) -> bool:
    """Write candidates with the generator in ``start``, train it on them, save it to ``out``.

    Return whether it came to its end: False if it was stopped, and the same call goes on from
    there. ``config.mixture`` names streams of headlines and briefs. Raises ValueError for others.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / CANDIDATES
    if not _write_candidates(path, data=data, start=start, config=config, ranking=ranking):
        return False

    def batches(source: Path, progress: Progress) -> RankedBatches:
        return RankedBatches(path=path, config=config, start=source, step=progress.step)

    def losses(
        model: CopyBartForConditionalGeneration, batch: Batch
    ) -> tuple[Tensor, dict[str, Tensor]]:
        text, lacking = _losses(model, batch, margin=ranking.margin)
        return text + ranking.weight * lacking, {"loss": text, "rank_loss": lacking}

    return fit(batches, losses, data=data, start=start, out=out, config=config)


def _write_candidates(
    path: Path, *, data: Sequence[Path], start: Path, config: Config, ranking: Ranking
) -> bool:
    """Return whether all are there. Each line a text, its reference, its candidates."""
    examples = _drawn(data, config, ranking.examples)
    done = _whole_lines(path)
    if done >= len(examples):
        return True
    generator = Seq2SeqGenerator.load(start)
    with stop_signal() as stopped, path.open("a", encoding="utf-8") as file:
        for first in range(done, len(examples), BLOCK):
            if stopped.is_set():
                return False
            block = examples[first : first + BLOCK]
            for row in _rows(generator, block, ranking.candidates):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
    return True


def _drawn(data: Sequence[Path], config: Config, count: int) -> list[tuple[str, Example]]:
    """Return examples with their kinds, none twice: fewer than ``count`` where there are not."""
    rng = random.Random(config.seed)
    found = {
        name: examples
        for name, examples in load_examples(data, since=config.since).items()
        if not examples[0].is_question
    }
    missing = config.mixture.keys() - found.keys()
    if missing:
        raise ValueError(f"no headlines or briefs {sorted(missing)}, only {sorted(found)}")
    whole = sum(config.mixture.values())
    drawn = []
    for name, share in config.mixture.items():
        most = min(round(count * share / whole), len(found[name]))
        drawn += [(name.split()[-1], each) for each in rng.sample(found[name], most)]
    rng.shuffle(drawn)
    return drawn


def _whole_lines(path: Path) -> int:
    """Cut off a line that a killed run did not end; return how many are left."""
    if not path.exists():
        return 0
    text = path.read_bytes()
    path.write_bytes(text[: text.rfind(b"\n") + 1])
    return text.count(b"\n")


def _rows(
    generator: Seq2SeqGenerator, examples: Sequence[tuple[str, Example]], count: int
) -> Iterator[dict[str, Any]]:
    written: dict[int, list[str]] = {}
    for kind in sorted({kind for kind, _ in examples}):
        places = [place for place, (own, _) in enumerate(examples) if own == kind]
        sources = [examples[place][1].source for place in places]
        readings = generator.summarize(sources, kind=kind, candidates=count)
        for place, reading in zip(places, readings, strict=True):
            written[place] = [generation.text for generation in reading.generations]
    for place, (_, example) in enumerate(examples):
        yield {
            "prompt": example.prompt,
            "source": example.source,
            "target": example.target,
            "candidates": written[place],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """A source with its reference and with each candidate, and their ROUGE-L."""

    texts: list[Encoded]
    scores: list[float]


@dataclass(frozen=True, kw_only=True)
class RankedBatches(IterableDataset[Batch]):
    """Endless padded batches of the texts in ``path``: ``tokens_per_batch`` of sources.

    Labels are (n, 1 + candidates, t), the reference's first; ``scores`` (n, 1 + candidates).
    """

    path: Path
    config: Config
    start: Path
    step: int

    def __iter__(self) -> Iterator[Batch]:
        """Yield batches of like lengths."""
        config, rng = self.config, seeded(self.config, self.step)
        tokenizer = AutoTokenizer.from_pretrained(self.start)
        rows = list(read_rows(self.path))
        most = max(len(row["candidates"]) for row in rows)
        examples = endless(rows, rng)
        size = max(config.tokens_per_batch // max(config.windows), 1)
        while True:
            pool: list[_Ranked] = []
            while len(pool) < size * config.pool:
                window = rng.choice(config.windows)
                pool.append(_encoded(next(examples), tokenizer, window, most, rng))
            pool.sort(key=lambda each: len(each.texts[0].input_ids))
            batches = [pool[first : first + size] for first in range(0, len(pool), size)]
            rng.shuffle(batches)
            yield from map(_collate, batches)


def _encoded(
    row: dict[str, Any], tokenizer: Any, window: int, most: int, rng: random.Random
) -> _Ranked:
    texts = [row["target"], *row["candidates"]]
    texts += texts[-1:] * (1 + most - len(texts))  # the same again teaches nothing
    encoded = [
        encode(
            Example(prompt=row["prompt"], source=row["source"], target=text),
            tokenizer,
            window=window,
            rng=rng,
        )
        for text in texts
    ]
    return _Ranked(
        texts=encoded,
        scores=[rouge_l(text, row["target"]) for text in texts],
    )


def _collate(batch: Sequence[_Ranked]) -> Batch:
    padded = collate([text for each in batch for text in each.texts])
    scores = torch.tensor([each.scores for each in batch])
    labels = padded["labels"].view(*scores.shape, -1)
    sources = {
        name: padded[name][:: scores.shape[1]]
        for name in ("input_ids", "attention_mask", "copy_ids")
    }
    return {**sources, "labels": labels, "scores": scores}


def _losses(
    model: CopyBartForConditionalGeneration, batch: Batch, *, margin: float
) -> tuple[Tensor, Tensor]:
    """Return the references' mean loss and what the better candidates lack."""
    labels, scores = batch["labels"].flatten(0, 1), batch["scores"]
    count = scores.shape[1]
    encoder = model.get_encoder()
    source = encoder(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"])
    output = model(
        attention_mask=batch["attention_mask"].repeat_interleave(count, dim=0),
        encoder_outputs=BaseModelOutput(source.last_hidden_state.repeat_interleave(count, dim=0)),
        decoder_copy_ids=batch["copy_ids"].repeat_interleave(count, dim=0),
        labels=labels,
    )
    counts = labels != IGNORED
    each = torch.zeros_like(labels, dtype=output.logits.dtype).masked_scatter(counts, output.logits)
    likely = (each.sum(dim=1) / counts.sum(dim=1)).view_as(scores)
    return -likely[:, 0].mean(), _lacking(likely[:, 1:], scores[:, 1:], margin)


def _lacking(likely: Tensor, scores: Tensor, margin: float) -> Tensor:
    """Return by how much better ones (n, candidates) fail to be likelier: a sum of pairs' mean."""
    better = scores.unsqueeze(2) - scores.unsqueeze(1)
    likelier = likely.unsqueeze(2) - likely.unsqueeze(1)
    pairs = torch.relu(margin * better - likelier) * (better > LEAST)
    return pairs.sum(dim=(1, 2)).mean()
