"""Contrast: the embedder learns to find the piece of text that answers, among others like it.

Pairs are a question and the piece that holds its answer, with a piece much like it that does not;
and a headline and its article's opening. Other rows of a batch are negatives too (van den Oord et
al. 2018; large batches in little memory: Gao et al. 2021). What is saved is a mean of the weights
before and after: it finds more, and forgets less (Wortsman et al. 2022).

Resumable: SIGTERM or SIGINT saves, and the same command goes on.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from models.precision import inference_precision
from models.training.archives import sentences
from models.training.examples import Example, load_examples, near_texts, traditional_text
from models.training.initial import save_sentence_transformer
from models.training.resuming import Stopping, train_on
from models.training.trainer import stop_signal

if TYPE_CHECKING:
    from datasets import Dataset
    from sentence_transformers.sentence_transformer.evaluation import InformationRetrievalEvaluator

__all__ = ["QUESTIONS", "Settings", "contrast", "pieces"]

QUESTIONS = ("cmrc2018", "drcd", "dureader_checklist", "crud_news", "security_news", "synthetic")
HEADLINES = "xwlb headline"
PROMPTS = {"anchor": "query: ", "positive": "passage: ", "negative": "passage: "}
MINI_BATCH = 16  # computed at once; the loss is of the whole batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``steps`` of ``batch`` pairs; ``scale``: of the cosine in the loss.

    ``piece``: characters of a text at most. ``share`` in [0, 1]: of the trained weights in the
    mean. ``headlines``: how many, besides all questions.
    """

    steps: int
    batch: int = 64
    rate: float = 3e-5
    seed: int = 1
    scale: float = 50.0
    share: float = 0.5
    piece: int = 300
    traditional_share: float = 0.15
    headlines: int = 12_000
    save_steps: int = 25


def contrast(*, data: Sequence[Path], start: Path, out: Path, settings: Settings) -> None:
    """Train the embedder in ``start``, save it to ``out/embedder``; go on with what is in ``out``.

    ``out/log.jsonl`` has the loss, and the scores of finding the questions that are set aside.
    Raises ValueError for a share outside [0, 1].
    """
    from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer
    from sentence_transformers.sentence_transformer.losses import (
        CachedMultipleNegativesRankingLoss,
    )

    if not 0 <= settings.share <= 1:
        raise ValueError(f"share is {settings.share}: give a number from 0 to 1")
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(asdict(settings), indent=1), "utf-8")
    model = SentenceTransformer(
        str(start), local_files_only=True, model_kwargs={"dtype": torch.float32}
    )
    before = {name: tensor.clone().cpu() for name, tensor in model.state_dict().items()}
    loss = CachedMultipleNegativesRankingLoss(
        model, scale=settings.scale, mini_batch_size=MINI_BATCH
    )
    with stop_signal() as stopped:
        trainer = SentenceTransformerTrainer(
            model=model,
            args=_arguments(out, settings),
            train_dataset=_datasets(data, settings),
            loss=loss,
            evaluator=_evaluator(data, settings),
            callbacks=[Stopping(stopped)],
        )
        train_on(trainer, out)
    trained = model.cpu().state_dict()
    model.load_state_dict(
        {name: torch.lerp(before[name], trained[name], settings.share) for name in before}
    )
    save_sentence_transformer(model, out / "embedder")


def pieces(text: str, size: int) -> list[tuple[int, int]]:
    """Return the spans of a text's pieces: whole sentences, ``size`` characters if they allow."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if found and end - found[-1][0] <= size:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _asked(examples: Sequence[Example], size: int) -> list[Example]:
    """Return the questions that have an answer, each with the piece that holds all of it."""
    found = []
    for example in examples:
        if example.answer is None:
            continue
        first, last = example.answer
        for start, end in pieces(example.source, size):
            if start <= first and last <= end:
                found.append(replace(example, source=example.source[start:end]))
    return found


def _datasets(data: Sequence[Path], settings: Settings) -> dict[str, Dataset]:
    from datasets import Dataset

    rng = random.Random(settings.seed)
    examples = load_examples(data)
    found: dict[str, Dataset] = {}
    for source in QUESTIONS:
        asked = _asked(examples.get(source, []), settings.piece)
        if asked:
            found[source] = Dataset.from_list(list(_rows(asked, settings, rng)))
    headlines = examples.get(HEADLINES, [])
    if headlines and settings.headlines:
        drawn = rng.sample(headlines, min(settings.headlines, len(headlines)))
        rows = [
            {"anchor": _varied(e.target, settings, rng), "positive": _opening(e.source, settings)}
            for e in drawn
        ]
        found["headlines"] = Dataset.from_list(rows)
    if not found:
        raise ValueError(f"{', '.join(map(str, data))}: no questions with answers, no headlines")
    return found


def _rows(
    asked: Sequence[Example], settings: Settings, rng: random.Random
) -> Iterator[dict[str, str]]:
    for example, near in zip(asked, near_texts(asked), strict=True):
        if near:
            anchor = _varied(example.question, settings, rng)
            yield {"anchor": anchor, "positive": example.source, "negative": rng.choice(near)}


def _varied(text: str, settings: Settings, rng: random.Random) -> str:
    return traditional_text(text) if rng.random() < settings.traditional_share else text


def _opening(text: str, settings: Settings) -> str:
    start, end = pieces(text, settings.piece)[0]
    return text[start:end]


def _evaluator(data: Sequence[Path], settings: Settings) -> InformationRetrievalEvaluator | None:
    """Find the piece of each question set aside among those of all of them."""
    from sentence_transformers.sentence_transformer.evaluation import InformationRetrievalEvaluator

    found = load_examples(data, aside=True, summaries=False)
    asked = [e for source in QUESTIONS for e in _asked(found.get(source, []), settings.piece)]
    if not asked:
        return None
    numbers = {text: str(n) for n, text in enumerate(dict.fromkeys(e.source for e in asked))}
    return InformationRetrievalEvaluator(
        queries={str(n): e.question for n, e in enumerate(asked)},
        corpus={number: text for text, number in numbers.items()},
        relevant_docs={str(n): {numbers[e.source]} for n, e in enumerate(asked)},
        query_prompt=PROMPTS["anchor"],
        corpus_prompt=PROMPTS["positive"],
        accuracy_at_k=[1, 10],
        name="aside",
        write_csv=False,
    )


def _arguments(out: Path, settings: Settings) -> Any:
    from sentence_transformers import SentenceTransformerTrainingArguments

    here = torch.cuda.is_available()
    return SentenceTransformerTrainingArguments(
        output_dir=str(out),
        max_steps=settings.steps,
        per_device_train_batch_size=settings.batch,
        learning_rate=settings.rate,
        warmup_steps=max(1, settings.steps // 10),
        lr_scheduler_type="linear",
        bf16=here or inference_precision() == "bf16",
        use_cpu=not here,
        batch_sampler="no_duplicates",
        prompts=PROMPTS,
        eval_strategy="steps",
        eval_steps=settings.save_steps,
        save_steps=settings.save_steps,
        save_total_limit=1,
        logging_steps=5,
        seed=settings.seed,
        report_to=[],
        disable_tqdm=True,
    )
