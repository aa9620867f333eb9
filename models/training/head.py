"""Head: an extractive head of transformers, on any encoder, trained on questions.

Started from a generator of ours, it is what the generator's encoder and span head are already: a
BERT that transformers alone can run, before any training. What comes out is a folder for
``--generator``, or for ``transformers.pipeline("question-answering")``.

Resumable: SIGTERM or SIGINT saves, and the same command goes on.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Encoding
from torch.utils.data import IterableDataset
from transformers import (
    AutoConfig,
    AutoModelForQuestionAnswering,
    AutoTokenizer,
    BertConfig,
    BertForQuestionAnswering,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Trainer,
    TrainingArguments,
)

from models.bart import OFFSET
from models.copy_bart import CopyBartForConditionalGeneration
from models.loading import quietly
from models.prompts import REFUSAL
from models.training.examples import Example, load_examples
from models.training.initial import LAYER_PARTS, SHARD_SIZE
from models.training.resuming import Stopping, train_on
from models.training.trainer import stop_signal

__all__ = ["Settings", "plain_head", "train_head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``steps`` of ``batch`` windows of ``window`` tokens, question included, or ``minutes``.

    ``mixture``: how often a source of questions is drawn, by its name. It ends with whichever of
    ``steps`` and ``minutes`` comes first; the rate falls linearly over all ``steps``.
    """

    steps: int = 600
    minutes: float = 30.0
    batch: int = 8
    window: int = 256
    rate: float = 3e-5
    seed: int = 1
    save_steps: int = 50
    mixture: dict[str, float]


def plain_head(generator: Path) -> BertForQuestionAnswering:
    """Return a generator's encoder and span head as a BERT, equal to it but for rounding."""
    model = CopyBartForConditionalGeneration.from_pretrained(generator, dtype=torch.float32)
    config, encoder = model.config, model.model.encoder
    bert = BertForQuestionAnswering(
        BertConfig(
            vocab_size=config.vocab_size,
            hidden_size=config.d_model,
            num_hidden_layers=config.encoder_layers,
            num_attention_heads=config.encoder_attention_heads,
            intermediate_size=config.encoder_ffn_dim,
            max_position_embeddings=config.max_position_embeddings,
            type_vocab_size=1,
            layer_norm_eps=encoder.layernorm_embedding.eps,
            pad_token_id=config.pad_token_id,
        )
    )
    state = {
        "bert.embeddings.word_embeddings.weight": model.model.shared.weight,
        "bert.embeddings.position_embeddings.weight": encoder.embed_positions.weight[OFFSET:],
        "bert.embeddings.token_type_embeddings.weight": torch.zeros(1, config.d_model),
        "qa_outputs.weight": model.span_head.weight,
        "qa_outputs.bias": model.span_head.bias,
    }
    for kind, values in encoder.layernorm_embedding.named_parameters():
        state[f"bert.embeddings.LayerNorm.{kind}"] = values
    for number, layer in enumerate(encoder.layers):
        for name, values in layer.named_parameters():
            part, _, kind = name.rpartition(".")
            state[f"bert.encoder.layer.{number}.{LAYER_PARTS[part]}.{kind}"] = values
    bert.load_state_dict(state)
    return bert.eval()


def train_head(*, data: Sequence[Path], start: Path, out: Path, settings: Settings) -> None:
    """Train a head on the questions in ``data``, save it to ``out/head``; resumes ``out``.

    ``start``: a generator of ours, or a folder of transformers with an encoder and a fast
    tokenizer. With no minutes the head is saved as it starts. Raises ValueError for a tokenizer
    that is not fast, and where none of the mixture's questions are in ``data``.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(asdict(settings), indent=1), "utf-8")
    tokenizer = AutoTokenizer.from_pretrained(start, local_files_only=True)
    if not tokenizer.is_fast:
        raise ValueError(f"{start}: its tokenizer does not know where its tokens stand in a text")
    model = _started(start)
    if settings.minutes > 0:
        _train(model, _Windows(load_questions(data, settings), tokenizer, settings), out, settings)
    model.save_pretrained(out / "head", max_shard_size=SHARD_SIZE)
    tokenizer.save_pretrained(out / "head")


def load_questions(data: Sequence[Path], settings: Settings) -> dict[str, list[Example]]:
    """Return the mixture's questions, of which the answer's place is known or none stands there.

    Raises ValueError where there are none.
    """
    found = {
        source: [each for each in examples if each.answer or each.target == REFUSAL]
        for source, examples in load_examples(data, summaries=False).items()
        if settings.mixture.get(source)
    }
    if not any(found.values()):
        places = ", ".join(map(str, data))
        raise ValueError(f"{places}: no questions of {', '.join(settings.mixture)}")
    return found


def _started(start: Path) -> PreTrainedModel:
    with quietly():
        if AutoConfig.from_pretrained(start, local_files_only=True).model_type == "copy_bart":
            return plain_head(start)
        model: PreTrainedModel = AutoModelForQuestionAnswering.from_pretrained(
            start, dtype=torch.float32, local_files_only=True
        )
        return model


def _train(model: PreTrainedModel, windows: _Windows, out: Path, settings: Settings) -> None:
    here = torch.cuda.is_available()
    arguments = TrainingArguments(
        output_dir=str(out),
        max_steps=settings.steps,
        per_device_train_batch_size=settings.batch,
        learning_rate=settings.rate,
        warmup_steps=max(1, settings.steps // 10),
        bf16=here,
        use_cpu=not here,
        save_steps=settings.save_steps,
        save_total_limit=1,
        logging_steps=min(10, settings.steps),
        seed=settings.seed,
        remove_unused_columns=False,
        report_to=[],
        disable_tqdm=True,
    )
    with stop_signal() as stopped:
        trainer = Trainer(
            model=model,
            args=arguments,
            train_dataset=windows,
            data_collator=windows.collate,
            callbacks=[Stopping(stopped, minutes=settings.minutes)],
        )
        train_on(trainer, out)


class _Windows(IterableDataset[dict[str, Any]]):
    """Windows of questions without end, each of a source drawn by its share of the mixture."""

    def __init__(
        self,
        examples: dict[str, list[Example]],
        tokenizer: PreTrainedTokenizerFast,
        settings: Settings,
    ) -> None:
        self._examples = {source: found for source, found in examples.items() if found}
        self._weights = [settings.mixture[source] for source in self._examples]
        self._tokenizer, self._settings = tokenizer, settings
        special = tokenizer.num_special_tokens_to_add(pair=True)
        self._most_of_question = settings.window // 2 - special

    def __iter__(self) -> Iterator[dict[str, Any]]:
        rng = random.Random(self._settings.seed)
        while True:
            (source,) = rng.choices(list(self._examples), self._weights)
            example = rng.choice(self._examples[source])
            encoding, answer = self._window(example, rng)
            yield {"encoding": encoding, "answer": answer}

    def _window(self, example: Example, rng: random.Random) -> tuple[Encoding, tuple[int, int]]:
        """Return a window and the first and last token of the answer there, (0, 0) for none."""
        encoded = self._tokenizer(
            example.question[: self._most_of_question],
            example.source,
            truncation="only_second",
            max_length=self._settings.window,
            stride=self._settings.window // 4,
            return_overflowing_tokens=True,
        )
        found = [(each, _tokens(each, example.answer)) for each in encoded.encodings]
        return rng.choice([pair for pair in found if pair[1] != (0, 0)] or found)

    def collate(self, batch: Sequence[dict[str, Any]]) -> dict[str, torch.Tensor]:
        """Return a batch as the model takes it."""
        shown = [
            {"input_ids": each["encoding"].ids, "token_type_ids": each["encoding"].type_ids}
            for each in batch
        ]
        padded = dict(self._tokenizer.pad(shown, return_tensors="pt"))
        if "token_type_ids" not in self._tokenizer.model_input_names:
            del padded["token_type_ids"]
        answers = torch.tensor([each["answer"] for each in batch])
        return padded | {"start_positions": answers[:, 0], "end_positions": answers[:, 1]}


def _tokens(encoding: Encoding, answer: tuple[int, int] | None) -> tuple[int, int]:
    """Return the first and last token of an answer, (0, 0) where the window has not all of it."""
    if answer is None:
        return 0, 0
    inside = [
        (place, start, end)
        for place, (of, (start, end)) in enumerate(
            zip(encoding.sequence_ids, encoding.offsets, strict=True)
        )
        if of == 1
    ]
    if not inside or inside[0][1] > answer[0] or inside[-1][2] < answer[1]:
        return 0, 0
    rows = [place for place, start, end in inside if start < answer[1] and end > answer[0]]
    return rows[0], rows[-1]
