"""Dev scores for the training log: greedy decoding and the span head on a small sample."""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedTokenizerFast

from models.copy_bart import CopyBartForConditionalGeneration
from models.precision import inference_precision
from models.prompts import question_prompt, summary_prompt
from models.training.examples import Example, collate, encode, read_all
from models.training.score import exact_match, overlap_f1, rouge_l

__all__ = ["autocast", "dev_scores", "write"]

WINDOW = 256
BATCH = 16


def autocast(device: torch.device) -> AbstractContextManager[Any]:
    """Return the context in which training computes: bfloat16, or float32 where it is emulated."""
    native = device.type == "cuda" or inference_precision() == "bf16"
    return torch.autocast(device.type, torch.bfloat16, enabled=native)


@torch.no_grad()
def dev_scores(
    model: CopyBartForConditionalGeneration,
    tokenizer: PreTrainedTokenizerFast,
    *,
    data: Sequence[Path],
    count: int,
) -> dict[str, float]:
    """Return percentages: ``text_em``, ``text_f1``, ``span_em``, ``span_f1``, ``headline_rouge_l``.

    On ``count`` CMRC 2018 dev questions, windows around the answer, and half as many headlines.
    """
    model.eval()
    scores = {}
    questions = _sample(data, "qa_dev_cmrc2018", count)
    if questions:
        texts, spans = write(model, tokenizer, [_question(row) for row in questions], length=24)
        references = [row["answers"] for row in questions]
        for name, found in (("text", texts), ("span", spans)):
            pairs = list(zip(found, references, strict=True))
            scores[f"{name}_em"] = _mean([exact_match(*pair) for pair in pairs])
            scores[f"{name}_f1"] = _mean([overlap_f1(*pair) for pair in pairs])
    headlines = _sample(data, "summary_dev", count // 2, source="xwlb", kind="headline")
    if headlines:
        examples = [
            Example(prompt=summary_prompt("headline"), source=row["text"], target="")
            for row in headlines
        ]
        texts, _ = write(model, tokenizer, examples, length=40)
        scores["headline_rouge_l"] = _mean(
            [rouge_l(text, row["target"]) for text, row in zip(texts, headlines, strict=True)]
        )
    return scores


def _sample(data: Sequence[Path], stem: str, count: int, **fields: str) -> list[dict[str, Any]]:
    found = read_all(data, stem)
    rows = [row for row in found if all(row[name] == value for name, value in fields.items())]
    return random.Random(0).sample(rows, min(count, len(rows)))


def _question(row: dict[str, Any]) -> Example:
    start = row["answer_start"]
    return Example(
        prompt=question_prompt(row["question"]),
        source=row["context"],
        target=row["answers"][0],
        is_question=True,
        answer=(start, start + len(row["answers"][0])),
    )


@torch.no_grad()
def write(
    model: CopyBartForConditionalGeneration,
    tokenizer: PreTrainedTokenizerFast,
    examples: Sequence[Example],
    *,
    length: int,
    batch_size: int = BATCH,
) -> tuple[list[str], list[str]]:
    """Return what the decoder writes, greedily, and what the span head points at.

    ``length`` is the most tokens written. A question that says where its answer stands is asked
    of a window around it.
    """
    rng, device = random.Random(0), model.device
    texts: list[str] = []
    spans: list[str] = []
    for first in range(0, len(examples), batch_size):
        chosen = examples[first : first + batch_size]
        encoded = [encode(example, tokenizer, window=WINDOW, rng=rng) for example in chosen]
        batch = {name: values.to(device) for name, values in collate(encoded).items()}
        inputs = {name: batch[name] for name in ("input_ids", "attention_mask")}
        with autocast(device):
            output = model.generate(**inputs, max_new_tokens=length, num_beams=1, do_sample=False)
            hidden = model.get_encoder()(**inputs).last_hidden_state
            logits = model.span_logits(hidden, batch["copy_ids"])[:, 1:]
        texts += tokenizer.batch_decode(output, skip_special_tokens=True)
        begin, end = (logits.argmax(dim=1) + 1).unbind(dim=1)
        for ids, a, b in zip(
            batch["input_ids"].tolist(), begin.tolist(), end.tolist(), strict=True
        ):
            spans.append(tokenizer.decode(ids[a : b + 1]))
    return texts, spans


def _mean(values: Sequence[float]) -> float:
    return round(100 * sum(values) / len(values), 2)
