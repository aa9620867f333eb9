"""Any extractive question-answering head of transformers: its answers are spans, by their nature.

It reads a question and, after the preface, a context, in windows that overlap. Of each token it
says how likely an answer begins and ends there; the first token stands for no answer. It writes
nothing and cannot tell which text is a good headline.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from pickle import PicklingError
from typing import Any

import torch
from tokenizers import Encoding, Tokenizer
from transformers import AutoModelForQuestionAnswering, AutoTokenizer

from models.calibration import UNCALIBRATED_SPANS, Calibration
from models.candidates import best
from models.loading import quietly, weights_hash
from models.outputs import Features, Generation, GeneratorOutput
from models.prompts import TEXT_PROMPTS
from models.seq2seq import torch_dtype
from models.span_scores import SpanScores
from models.windows import Window

__all__ = ["ExtractiveGenerator"]

WINDOW = 384  # tokens, question included: what such heads are trained on
OVERLAP = 128
BATCH = 16  # windows
ANSWER_CHARACTERS = 60


class ExtractiveGenerator:
    """A model of ``AutoModelForQuestionAnswering``. Safe to use from several threads."""

    def __init__(
        self, model: Any, tokenizer: Any, *, name: str, revision: str, calibration: Calibration
    ) -> None:
        """Take a model and its fast tokenizer. Raises ValueError for one that is not fast."""
        if not getattr(tokenizer, "is_fast", False):
            raise ValueError(
                "its tokenizer does not know where its tokens stand in a text: save it with a "
                "fast one (tokenizer.json)"
            )
        self._model = model.eval()
        self._calibration = calibration
        self._name, self._revision = name, revision
        self._again: tuple[Any, ...] | None = None
        positions = getattr(model.config, "max_position_embeddings", None) or 512
        # RoBERTa's places begin after its padding token's, so that two are never used.
        special = tokenizer.num_special_tokens_to_add(pair=True)
        self.max_tokens = int(min(positions - 2, tokenizer.model_max_length))
        self._plain = Tokenizer.from_str(tokenizer.backend_tokenizer.to_str())
        self._plain.no_padding()
        self._plain.no_truncation()
        size = min(WINDOW, self.max_tokens)
        self._most_of_question = max(size // 2 - special, 1)
        self._pairs = Tokenizer.from_str(self._plain.to_str())
        overlap = min(OVERLAP, (size - special - self._most_of_question) // 2)
        self._pairs.enable_truncation(size, stride=overlap, strategy="only_second")
        self._pad = tokenizer.pad_token_id or 0
        self._null = tokenizer.cls_token_id
        self._takes_types = "token_type_ids" in tokenizer.model_input_names

    def __reduce__(self) -> tuple[Any, ...]:
        if self._again is None:
            raise PicklingError(f"the generator {self._name!r} was not loaded from a folder")
        return self._again

    @classmethod
    def load(cls, folder: Path, *, name: str, revision: str | None, precision: str) -> Any:
        """Load a folder; ``precision`` is f32 or bf16."""
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        with quietly():
            model = AutoModelForQuestionAnswering.from_pretrained(
                folder,
                dtype=torch_dtype(precision),
                use_safetensors=True,
                local_files_only=True,
            )
        made = cls(
            model,
            tokenizer,
            name=name,
            revision=revision or weights_hash(folder),
            calibration=Calibration.load(folder, without=UNCALIBRATED_SPANS),
        )
        again = partial(cls.load, name=name, revision=revision, precision=precision)
        made._again = again, (folder.absolute(),)
        return made

    @property
    def name(self) -> str:
        """Folder or hub id the model was loaded from."""
        return self._name

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What makes the answers: name, weights, calibration; equal means the same answers."""
        calibration = hashlib.sha256(repr(self._calibration).encode()).hexdigest()
        return {"name": self._name, "revision": self._revision, "calibration": calibration[:16]}

    @property
    def threshold(self) -> float:
        """Probability of being answerable under which a question should be refused."""
        return self._calibration.threshold

    @property
    def calibrated(self) -> bool:
        """Whether its probabilities were fitted on questions."""
        return self._calibration.is_fitted

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in tokens, special tokens included."""
        return [len(one) for one in self._plain.encode_batch_fast(list(texts))]

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[GeneratorOutput]:
        """Answer each question with spans of its context, whether ``verbatim`` or not.

        A preface is read in front of the context but never quoted. ``truncated``: the question's
        end was not read.
        """
        prefaces = prefaces or [""] * len(questions)
        shown = [self._shortened(question) for question in questions]
        read = [
            part
            for row, (question, context, preface) in enumerate(
                zip(shown, contexts, prefaces, strict=True)
            )
            if context.strip()
            for part in self._windows(row, question, context, preface)
        ]
        found: list[list[Generation]] = [[] for _ in questions]
        for first in range(0, len(read), BATCH):
            for scores in self._scores(read[first : first + BATCH]):
                found[scores.window.row] += self._answers(scores, candidates)
        return [
            GeneratorOutput(
                generations=best(answers, candidates, rank=attrgetter("log_probability")),
                truncated=len(short) < len(question),
            )
            for answers, short, question in zip(found, shown, questions, strict=True)
        ]

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[GeneratorOutput]:
        """Return nothing for each text: such a model writes none. Raises ValueError for a kind."""
        _check(kind)
        return [GeneratorOutput(generations=()) for _ in texts]

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        """Return an empty list for each text: such a model cannot tell. Raises ValueError."""
        _check(kind)
        return [[] for _ in texts]

    def _shortened(self, question: str) -> str:
        """Return a question, or what begins it where that would take half of a window."""
        offsets = self._plain.encode(question, add_special_tokens=False).offsets
        most = self._most_of_question
        return question if len(offsets) <= most else question[: offsets[most - 1][1]]

    def _windows(self, row: int, question: str, context: str, preface: str) -> Iterator[_Part]:
        """Yield the windows of a context in which any of it stands."""
        before = f"{preface}\n" if preface else ""
        whole = self._pairs.encode(question, before + context)
        for encoding in [whole, *whole.overflowing]:
            part = _part(row, encoding, context, shift=len(before), null=self._null)
            if part is not None:
                yield part

    @torch.inference_mode()
    def _scores(self, parts: Sequence[_Part]) -> Iterator[SpanScores]:
        """Yield where the head lets an answer begin and end, of each window."""
        width = max(len(part.encoding.ids) for part in parts)
        ids = torch.full((len(parts), width), self._pad)
        mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
        allowed = torch.zeros(ids.shape, dtype=torch.bool)
        for row, part in enumerate(parts):
            many = len(part.encoding.ids)
            ids[row, :many] = torch.tensor(part.encoding.ids)
            types[row, :many] = torch.tensor(part.encoding.type_ids)
            mask[row, :many] = 1
            first = part.window.first
            allowed[row, first : first + len(part.window.offsets)] = True
            allowed[row, part.null] = True
        more = {"token_type_ids": types} if self._takes_types else {}
        output = self._model(input_ids=ids, attention_mask=mask, **more)
        logits = torch.stack([output.start_logits, output.end_logits], dim=-1).float()
        rows = logits.masked_fill(~allowed[..., None], float("-inf")).log_softmax(dim=1)
        for part, row in zip(parts, rows, strict=True):
            scores = SpanScores.of(part.window, row.tolist())
            yield replace(scores, null=float(row[part.null].sum()))

    def _answers(self, scores: SpanScores, count: int) -> Iterator[Generation]:
        window = scores.window
        for start, end in scores.best(count, longest=ANSWER_CHARACTERS):
            span = scores.span_score(start, end)
            features = Features(
                total=span, text=span / 2, refusal=scores.null, span=span, null=scores.null,
                agreement=1.0,
            )  # fmt: skip
            yield Generation(
                text=window.text[start:end],
                log_probability=min(span / 2, 0.0),
                confidence=self._calibration.right.probability(features.named()),
                answerable=self._calibration.answerable.probability(features.named()),
                start=window.start + start,
                end=window.start + end,
                features=features,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A window as it was encoded; ``null`` is the place of the token that says no answer."""

    window: Window
    encoding: Encoding
    null: int


def _part(
    row: int, encoding: Encoding, context: str, *, shift: int, null: int | None
) -> _Part | None:
    """Return what a window has of the context, None if that is nothing.

    The context's first character has the offset ``shift`` in what was encoded.
    """
    inside = [
        (place, start - shift, end - shift)
        for place, (of, (start, end)) in enumerate(
            zip(encoding.sequence_ids, encoding.offsets, strict=True)
        )
        if of == 1 and start >= shift and end > start
    ]
    if not inside:
        return None
    first, begin, _ = inside[0]
    finish = max(end for _, _, end in inside)
    window = Window(
        row=row,
        start=begin,
        text=context[begin:finish],
        input_ids=tuple(encoding.ids),
        first=first,
        offsets=tuple((start - begin, end - begin) for _, start, end in inside),
        cut=False,
    )
    return _Part(
        window=window,
        encoding=encoding,
        null=encoding.ids.index(null) if null in encoding.ids else 0,
    )


def _check(kind: str) -> None:
    if kind not in TEXT_PROMPTS:
        raise ValueError(f"unknown kind {kind!r}: choose one of {sorted(TEXT_PROMPTS)}")
