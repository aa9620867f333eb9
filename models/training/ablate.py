"""Ablation: what each part of building the generator brings, all else being equal.

Every variant starts from the base, learns from the same examples for the same number of steps
and is scored on the same examples set aside, never trained on. There are few steps: the table
tells what helps a model to learn, not how good it gets. Differences are to the first variant, with
the 95% interval of a paired bootstrap by example.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from models.copy_bart import CopyBartForConditionalGeneration
from models.training import finetune, pretrain
from models.training.aside import means
from models.training.base import Base
from models.training.calibrate import SOURCES
from models.training.dev import write
from models.training.examples import Example, load_examples
from models.training.initial import embedder_tokenizer, generator_tokenizer, start_generator
from models.training.score import exact_match, overlap_f1, rouge_l
from models.training.trainer import Config, train

__all__ = ["VARIANTS", "Variant", "ablate"]

SHUT = -30.0  # of the copy head's gate: nothing is copied, and it does not learn to open
ANSWER, HEADLINE = 24, 40  # tokens written at most
Start = tuple[CopyBartForConditionalGeneration, PreTrainedTokenizerFast]
Scores = dict[str, list[float]]


def _whole(base: Base) -> Start:
    return start_generator(base), generator_tokenizer(base)


def _without_copying(base: Base) -> Start:
    model, tokenizer = _whole(base)
    with torch.no_grad():
        model.copy_gate.weight.zero_()
        model.copy_gate.bias.fill_(SHUT)
    return model, tokenizer


def _with_words(base: Base) -> Start:
    """Return a model with the base's own pieces: long ones, and words' beginnings apart."""
    pieces = list(zip(base.pieces, base.scores, range(len(base.pieces)), strict=True))
    return start_generator(base, pieces=pieces), embedder_tokenizer(base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """How one model differs. ``pretrained`` names a task of :mod:`models.training.pretrain`.

    It is trained for half as many steps before; ``longer``: the last stage has as many more.
    ``synthetic``: synthetic questions take the place of half of the real ones.
    """

    start: Callable[[Base], Start] = _whole
    span_head: bool = True
    pretrained: str = ""
    longer: bool = False
    synthetic: bool = False


VARIANTS = {
    "all": Variant(),
    "no copy head": Variant(start=_without_copying),
    "targets in the base's own pieces": Variant(start=_with_words),
    "no span head": Variant(span_head=False),
    "half as many steps more": Variant(longer=True),
    "pre-trained: headline": Variant(pretrained="archive headline"),
    "pre-trained: gap": Variant(pretrained="archive gap"),
    "pre-trained: infill": Variant(pretrained="archive infill"),
    "pre-trained: copy": Variant(pretrained="archive copy"),
    "synthetic questions": Variant(synthetic=True),
}


def ablate(
    base: Base,
    *,
    data: Path,
    out: Path,
    config: Config,
    variants: Sequence[str],
    synthetic: Path | None = None,
    limit: int = 300,
) -> str:
    """Return a Markdown table of the variants, the first the one the others are compared with.

    ``config`` has ``steps`` and the mixture of the last stage. On at most ``limit`` questions set
    aside and a third as many headlines. What is in ``out`` already is not done again.
    Raises ValueError for synthetic questions without their folder, ``synthetic``.
    """
    if synthetic is None and any(VARIANTS[name].synthetic for name in variants):
        raise ValueError("the variant with synthetic questions needs their folder: --synthetic")
    scores = []
    for number, name in enumerate(variants, start=1):
        folder = out / name.replace(":", "").replace("'", "").replace(" ", "-")
        done = folder / "scores.json"
        if not done.exists():
            print(f"{number}/{len(variants)} {name}", flush=True)
            _train(base, VARIANTS[name], folder, [data], config, synthetic)
            done.write_text(json.dumps(_score(folder / "tuned", data, limit)), "utf-8")
            for run in ("pretrained", "tuned"):
                shutil.rmtree(folder / run / "checkpoint", ignore_errors=True)
        scores.append(json.loads(done.read_text("utf-8")))
    return _table(variants, scores)


def _train(
    base: Base,
    variant: Variant,
    folder: Path,
    data: Sequence[Path],
    config: Config,
    synthetic: Path | None,
) -> None:
    start = folder / "start"
    model, tokenizer = variant.start(base)
    model.save_pretrained(start)
    tokenizer.save_pretrained(start)
    if variant.pretrained:
        before = replace(
            config,
            mixture={variant.pretrained: 1.0},
            steps=config.steps // 2,
            windows=(max(config.windows),),
        )
        run = folder / "pretrained"
        _to_the_end(train(pretrain.streams, data=data, start=start, out=run, config=before))
        start = run / "checkpoint"
    if not variant.span_head:
        config = replace(config, span_weight=0.0)
    if variant.longer:
        config = replace(config, steps=config.steps + config.steps // 2)
    if variant.synthetic and synthetic is not None:
        data = [*data, synthetic]
        config = replace(config, mixture=_with_synthetic(config.mixture))
    run = folder / "tuned"
    _to_the_end(train(finetune.streams, data=data, start=start, out=run, config=config))
    shutil.rmtree(folder / "start")


def _to_the_end(finished: bool) -> None:
    if not finished:
        raise SystemExit("stopped: the same command goes on from here")


def _with_synthetic(mixture: dict[str, float]) -> dict[str, float]:
    asked = {name for name in mixture if name in SOURCES}
    halved = {name: share / 2 if name in asked else share for name, share in mixture.items()}
    return {**halved, "synthetic": sum(mixture[name] for name in asked) / 2}


def _score(run: Path, data: Path, limit: int) -> Scores:
    """Return each measure's score in [0, 1] of each example set aside."""
    model = CopyBartForConditionalGeneration.from_pretrained(run / "checkpoint").eval()
    tokenizer = AutoTokenizer.from_pretrained(run / "checkpoint")
    questions, headlines = _examples(data, limit)
    texts, spans = write(model, tokenizer, questions, length=ANSWER)
    written, _ = write(model, tokenizer, headlines, length=HEADLINE)
    targets = [[example.target] for example in questions]
    return {
        "text em": list(map(exact_match, texts, targets)),
        "text f1": list(map(overlap_f1, texts, targets)),
        "span em": list(map(exact_match, spans, targets)),
        "span f1": list(map(overlap_f1, spans, targets)),
        "headline rouge_l": list(map(rouge_l, written, [e.target for e in headlines])),
    }


def _examples(data: Path, limit: int) -> tuple[list[Example], list[Example]]:
    found = load_examples([data], aside=True)
    questions = [e for source in SOURCES for e in found.get(source, []) if e.answer is not None]
    headlines = found.get("xwlb headline", [])
    draw = random.Random(0)
    return (
        draw.sample(questions, min(limit, len(questions))),
        draw.sample(headlines, min(limit // 3, len(headlines))),
    )


def _table(variants: Sequence[str], scores: Sequence[Scores]) -> str:
    names = [name for name, values in scores[0].items() if values]
    rows = [means(name, [one[name] for one in scores]) for name in names]
    heads = [f"{row.measure} (n {row.n})" for row in rows]
    lines = [f"| variant | {' | '.join(heads)} |", f"|---{'|---' * len(heads)}|"]
    for place, variant in enumerate(variants):
        cells = [row.shown(place) for row in rows]
        lines.append(f"| {variant} | {' | '.join(cells)} |")
    return "\n".join(lines)
