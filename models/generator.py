"""A transformers seq2seq model: answers questions from a context, writes headlines and briefs."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import (
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    DynamicCache,
    EncoderDecoderCache,
    PreTrainedTokenizerBase,
)
from transformers.modeling_outputs import BaseModelOutput

from models.calibration import Calibration
from models.constraints import Pieces, SpanProcessor, Spans, Vocabulary, fold
from models.copy_bart import IGNORED, CopyBartForConditionalGeneration, copyable
from models.loading import GENERATOR, quietly, resolve, weights_hash
from models.precision import inference_dtype
from models.prompts import REFUSAL, TEXT_PROMPTS, question_prompt, summary_prompt
from models.shapes import padded
from models.view import FLOOR, View
from models.windows import Window, windows

__all__ = ["Generation", "GeneratorOutput", "Seq2SeqGenerator"]

BATCH = 16
WINDOW = 320  # tokens; the lengths trained on
OVERLAP = 64
READ, WRITTEN = 32, 8  # multiples of tokens, as wide as inputs and answers are: see models.packed
ANSWER_TOKENS = 48
ANSWER_CHARACTERS = 60
SHORTLIST = 4  # spans of a window that the decoder scores; more do no better
IMPOSSIBLE = -1e6  # a search's score for what no constraint allows
SPAN_WEIGHT = 4.0  # of the span head beside the decoder: chosen on questions set aside
# Taken off for each character: CMRC 2018's answers to train on are long and teach to answer
# 所在地云河市 for 云河市. Chosen on set-aside questions of the sources whose answers are short.
LENGTH_WEIGHT = 0.2
NEARLY = 0.8  # overlap of two answers' characters, as F1, from which they say the same
MIN_TOKENS = {"headline": 5, "brief": 20}
MAX_TOKENS = {"headline": 48, "brief": 128}
REPEAT = 5  # no run of tokens this long is written twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One text. ``log_probability``: mean over its tokens, at most 0, the end token included.

    A verbatim answer has ``context[start:end] == text``. ``confidence`` in [0, 1] is calibrated
    for answers; for summaries it is the exponential of ``log_probability``. ``answerable`` in
    [0, 1]: that the context answers the question. ``features`` are the scores both were made of.
    """

    text: str
    log_probability: float
    confidence: float
    answerable: float = 1.0
    start: int | None = None
    end: int | None = None
    features: tuple[tuple[str, float], ...] = ()

    @property
    def score(self) -> float:
        """Log-probabilities of decoder and span head together, less something for its length.

        What candidates are ranked by.
        """
        features = dict(self.features)
        both = features["total"] + SPAN_WEIGHT * features["span"]
        return both - LENGTH_WEIGHT * len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorOutput:
    """The texts made of one input, best first, and whether part of it was not read."""

    generations: tuple[Generation, ...]
    truncated: bool = False


class Seq2SeqGenerator:
    """Any transformers seq2seq model; with our copying BART also its span head is heard."""

    def __init__(
        self,
        model: Any,
        tokenizer: PreTrainedTokenizerBase,
        *,
        name: str,
        revision: str,
        calibration: Calibration,
    ) -> None:
        self._model = model.eval()
        self._tokenizer = tokenizer
        self._vocabulary = Vocabulary(tokenizer)
        self._calibration = calibration
        self._name = name
        self._revision = revision

    @classmethod
    def load(
        cls,
        name: str | Path = GENERATOR,
        *,
        revision: str | None = None,
        online: bool = False,
        dtype: torch.dtype | None = None,
    ) -> Seq2SeqGenerator:
        """Load a folder, an embedded model or a hub id; see :func:`models.loading.resolve`.

        ``dtype`` None: bfloat16 where the processor computes in it, else float32.
        """
        folder = resolve(name, revision=revision, online=online)
        with quietly():
            model = AutoModelForSeq2SeqLM.from_pretrained(
                folder,
                dtype=dtype or inference_dtype(),
                use_safetensors=True,
                local_files_only=True,
            )
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        return cls(
            model,
            tokenizer,
            name=str(name),
            revision=revision or weights_hash(folder),
            calibration=Calibration.load(folder),
        )

    @property
    def name(self) -> str:
        """Folder or hub id the model was loaded from."""
        return self._name

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What makes the texts: name, weights, calibration; equal means the same answers."""
        calibration = hashlib.sha256(repr(self._calibration).encode()).hexdigest()
        return {
            "name": self._name,
            "revision": self._revision,
            "calibration": calibration[:16],
        }

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text :meth:`summarize` reads; :meth:`answer` reads in windows."""
        limit = getattr(self._model.config, "max_position_embeddings", None)
        return int(limit or min(self._tokenizer.model_max_length, 512))

    @property
    def threshold(self) -> float:
        """Probability of being answerable under which a question should be refused."""
        return self._calibration.threshold

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in tokens, special tokens included."""
        return [len(ids) for ids in self._tokenizer(list(texts))["input_ids"]] if texts else []

    @torch.inference_mode()
    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
        span_head: bool = True,
    ) -> list[GeneratorOutput]:
        """Answer each question from its context; a preface is read in front but never quoted.

        With ``verbatim`` every answer is a span of its context, at character level; else it is
        written freely, and has a span only if it happens to stand in the context. A context
        longer than a window is read in several; ``truncated``: the question's end was not read.
        Without ``span_head`` the decoder searches and ranks by itself, with beams, to show what
        the span head brings; the calibration knows no such answers, so ``confidence`` says nothing.
        """
        prefaces = prefaces or [""] * len(questions)
        prompts = [
            question_prompt(question, preface=preface)
            for question, preface in zip(questions, prefaces, strict=True)
        ]
        size = min(WINDOW, self.max_tokens)
        parts = windows(self._tokenizer, prompts, contexts, size=size, overlap=OVERLAP)
        parts = [part for part in parts if part.text.strip()]
        span_head = span_head and self._has_span_head
        found: list[list[Generation]] = [[] for _ in questions]
        for batch in _batches(parts):
            for part, generations in zip(
                batch, self._read(batch, candidates, verbatim, span_head), strict=True
            ):
                found[part.row] += generations
        cut = {part.row for part in parts if part.cut}
        rank = _score if span_head else _total
        return [
            GeneratorOutput(generations=_best(generations, candidates, rank), truncated=row in cut)
            for row, generations in enumerate(found)
        ]

    @torch.inference_mode()
    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[GeneratorOutput]:
        """Write a ``headline`` or ``brief`` for each text; what is too long to read is cut.

        With ``verbatim`` what is written is made of pieces of its text, numbers whole. Raises
        ValueError for another kind.
        """
        if kind not in TEXT_PROMPTS:
            raise ValueError(f"unknown kind {kind!r}: choose one of {sorted(TEXT_PROMPTS)}")
        readings = [GeneratorOutput(generations=()) for _ in texts]
        prompts = [summary_prompt(kind)] * len(texts)
        parts = windows(self._tokenizer, prompts, texts, size=self.max_tokens, overlap=0)
        heads = [part for part in parts if part.start == 0 and part.text.strip()]
        for batch in _batches(heads):
            for part, texts_written in zip(
                batch, self._write(batch, kind, candidates, verbatim), strict=True
            ):
                truncated = len(part.text) < len(texts[part.row].rstrip())
                readings[part.row] = GeneratorOutput(generations=texts_written, truncated=truncated)
        return readings

    def _write(
        self, batch: Sequence[Window], kind: str, candidates: int, verbatim: bool
    ) -> list[tuple[Generation, ...]]:
        inputs = self._inputs(batch)
        processors = []
        if verbatim:
            sources = [Pieces(part.text, self._vocabulary) for part in batch]
            processors.append(self._processor(sources, beams=max(candidates, 2)))
        output = self._model.generate(
            **inputs,
            **_beams(candidates),
            min_new_tokens=None if verbatim else MIN_TOKENS[kind],
            max_new_tokens=MAX_TOKENS[kind],
            no_repeat_ngram_size=0 if verbatim else REPEAT,
            length_penalty=1.0,
            early_stopping=True,
            logits_processor=processors,
            **_GENERATE,
        )
        texts = self._tokenizer.batch_decode(output.sequences, skip_special_tokens=True)
        scores = output.sequences_scores.float().tolist()
        written = [
            Generation(
                text=text.strip(),
                log_probability=min(score, 0.0),
                confidence=min(1.0, math.exp(score)),
            )
            for text, score in zip(texts, scores, strict=True)
        ]
        return [
            tuple(written[row * candidates : (row + 1) * candidates]) for row in range(len(batch))
        ]

    def _read(
        self, batch: Sequence[Window], candidates: int, verbatim: bool, span_head: bool
    ) -> list[list[Generation]]:
        inputs = self._inputs(batch)
        encoded = self._model.get_encoder()(
            input_ids=inputs.pop("input_ids"), attention_mask=inputs["attention_mask"]
        )
        inputs["encoder_outputs"] = BaseModelOutput(last_hidden_state=encoded.last_hidden_state)
        if not span_head:
            return self._search([View.blank(part) for part in batch], inputs, candidates, verbatim)
        views = self._views(batch, inputs)
        if verbatim:
            return self._choose(views, inputs, candidates)
        return self._search(views, inputs, candidates, verbatim)

    def _choose(
        self, views: Sequence[View], inputs: dict[str, Any], candidates: int
    ) -> list[list[Generation]]:
        """Find spans with the span head and score them with the decoder, all in one pass."""
        batch = [view.window for view in views]
        count = max(candidates, SHORTLIST)
        spans = [
            (row, span)
            for row, view in enumerate(views)
            for span in view.best(count, longest=ANSWER_CHARACTERS)
        ]
        rows = [row for row, _ in spans]
        texts = [batch[row].text[slice(*span)] for row, span in spans]
        scores = self._log_probabilities(
            inputs, [*rows, *range(len(batch))], [*texts, *[REFUSAL] * len(batch)]
        )
        refusals = [total for total, _ in scores[len(spans) :]]
        found: list[list[Generation]] = [[] for _ in batch]
        for (row, span), text, (total, mean) in zip(spans, texts, scores, strict=False):
            features = {"total": total, "text": mean, "refusal": refusals[row]}
            found[row].append(_generation(views[row], text, span, features))
        return [sorted(self._sure(one), key=lambda g: -g.score)[:candidates] for one in found]

    def _search(
        self, views: Sequence[View], inputs: dict[str, Any], candidates: int, verbatim: bool
    ) -> list[list[Generation]]:
        """Search answers with beams: without a span head, or written freely."""
        batch = [view.window for view in views]
        refusals = self._log_probabilities(inputs, range(len(batch)), [REFUSAL] * len(batch))
        sources = [Spans(part.text, self._vocabulary) for part in batch]
        processors = [self._processor(sources, beams=max(candidates, 2))] if verbatim else []
        output = self._model.generate(
            **inputs,
            **_beams(candidates),
            max_new_tokens=ANSWER_TOKENS,
            length_penalty=0.0,
            early_stopping=False,  # else an answer loses to its own beginnings: they end first
            logits_processor=processors,
            **_GENERATE,
        )
        sequences = output.sequences[:, 1:].tolist()
        totals = output.sequences_scores.float().clamp(max=0.0).tolist()
        special = (self._tokenizer.eos_token_id, self._tokenizer.pad_token_id)
        found: list[list[Generation]] = [[] for _ in batch]
        for row, (sequence, total) in enumerate(zip(sequences, totals, strict=True)):
            n = row // candidates
            tokens = tuple(token for token in sequence if token not in special)
            if tokens and total > IMPOSSIBLE:
                text = self._tokenizer.decode(tokens, skip_special_tokens=True)
                ends = sources[n].ends(tokens) if verbatim else _ends(text, sources[n].text)
                places = [(end - len(text), end) for end in ends]
                best = views[n].likeliest(places)
                mean = total / (len(tokens) + 1)
                features = {"total": total, "text": mean, "refusal": refusals[n][0]}
                found[n].append(_generation(views[n], text, best, features))
        return [self._sure(one) for one in found]

    def _sure(self, generations: Sequence[Generation]) -> list[Generation]:
        """Return a window's answers with their agreement and the probabilities made of it all."""
        sure = []
        for generation, agreement in zip(generations, _agreements(generations), strict=True):
            features = (*generation.features, ("agreement", agreement))
            sure.append(
                replace(
                    generation,
                    confidence=self._calibration.right.probability(dict(features)),
                    answerable=self._calibration.answerable.probability(dict(features)),
                    features=features,
                )
            )
        return sure

    @property
    def _has_span_head(self) -> bool:
        return isinstance(self._model, CopyBartForConditionalGeneration)

    def _views(self, batch: Sequence[Window], inputs: dict[str, Any]) -> list[View]:
        hidden = inputs["encoder_outputs"].last_hidden_state
        logits = self._model.span_logits(hidden, inputs["decoder_copy_ids"])
        rows = logits.log_softmax(dim=1).tolist()
        return [View.of(part, row) for part, row in zip(batch, rows, strict=True)]

    def _log_probabilities(
        self, inputs: dict[str, Any], rows: Sequence[int], texts: Sequence[str]
    ) -> list[tuple[float, float]]:
        """Return each text's log-probability, its end included, sum and mean over its tokens.

        Text i is written from row ``rows[i]`` of the inputs.
        """
        if not self._has_span_head:
            return [(0.0, 0.0)] * len(texts)
        eos = self._tokenizer.eos_token_id
        ids = self._tokenizer(list(texts), add_special_tokens=False)["input_ids"]
        lengths = [len(one) + 1 for one in ids]
        labels = torch.full((len(texts), padded(max(lengths), WRITTEN)), IGNORED)
        for row, one in enumerate(ids):
            labels[row, : lengths[row]] = torch.tensor([*one, eos])
        chosen = torch.tensor(list(rows))
        hidden = inputs["encoder_outputs"].last_hidden_state[chosen]
        output = self._model(
            attention_mask=inputs["attention_mask"][chosen],
            encoder_outputs=BaseModelOutput(last_hidden_state=hidden),
            decoder_copy_ids=inputs["decoder_copy_ids"][chosen],
            past_key_values=EncoderDecoderCache(DynamicCache(), self._cross(inputs, chosen)),
            labels=labels,
        )
        sums = [float(part.sum()) for part in output.logits.split(lengths)]
        return [(total, total / length) for total, length in zip(sums, lengths, strict=True)]

    def _cross(self, inputs: dict[str, Any], rows: Tensor) -> DynamicCache:
        """Return what cross-attention keeps of ``rows``: computed once a window, not once a row."""
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        mask = inputs["attention_mask"]
        self._model.get_decoder()(
            input_ids=mask.new_full((len(mask), 1), self._model.config.decoder_start_token_id),
            encoder_hidden_states=inputs["encoder_outputs"].last_hidden_state,
            encoder_attention_mask=mask,
            past_key_values=cache,
            use_cache=True,
        )
        cross: DynamicCache = cache.cross_attention_cache
        cross.batch_select_indices(rows)
        return cross

    def _processor(self, sources: Sequence[Spans], *, beams: int) -> SpanProcessor:
        return SpanProcessor(sources, beams=beams, eos=self._tokenizer.eos_token_id)

    def _inputs(self, batch: Sequence[Window]) -> dict[str, Tensor]:
        pad = self._tokenizer.pad_token_id
        longest = max(len(part.input_ids) for part in batch)
        width = max(longest, min(padded(longest, READ), self.max_tokens))
        input_ids = torch.tensor(
            [[*part.input_ids, *[pad] * (width - len(part.input_ids))] for part in batch]
        )
        inputs = {"input_ids": input_ids, "attention_mask": (input_ids != pad).long()}
        if isinstance(self._model, CopyBartForConditionalGeneration):
            eos = self._tokenizer.eos_token_id
            inputs["decoder_copy_ids"] = copyable(input_ids, eos=eos, pad=pad)
        return inputs


class _BeamCache(EncoderDecoderCache):  # type: ignore[misc]
    """A cache whose cross-attention is never reordered: a window's beams all share it."""

    def reorder_cache(self, beam_idx: Tensor) -> None:
        """Reorder only what the beams themselves wrote."""
        self.self_attention_cache.reorder_cache(beam_idx)


def _beams(candidates: int) -> dict[str, Any]:
    """Return the search's arguments; two beams at least, one has no score in the library."""
    return {
        "num_beams": max(candidates, 2),
        "num_return_sequences": candidates,
        "past_key_values": _BeamCache(DynamicCache(), DynamicCache()),
    }


_GENERATE = {
    "do_sample": False,
    "return_dict_in_generate": True,
    "output_scores": True,
}


def _ends(text: str, source: str) -> list[int]:
    """Return where ``text`` ends in ``source`` the first time, if it stands there."""
    start = source.find(fold(text))
    return [start + len(text)] if start >= 0 else []


def _batches(parts: Sequence[Window]) -> list[list[Window]]:
    ordered = sorted(parts, key=lambda part: len(part.input_ids))
    return [ordered[first : first + BATCH] for first in range(0, len(ordered), BATCH)]


def _generation(
    view: View, text: str, span: tuple[int, int] | None, features: dict[str, float]
) -> Generation:
    """Return an answer found in a window, with the context's own characters if it has any."""
    features = {
        **features,
        "span": view.span_score(*span) if span else FLOOR,
        "null": view.null,
    }
    shift = view.window.start
    return Generation(
        text=view.window.text[slice(*span)] if span else text,
        log_probability=features["text"],
        confidence=0.0,  # not known before all answers of the window are
        start=span[0] + shift if span else None,
        end=span[1] + shift if span else None,
        features=tuple(features.items()),
    )


def _agreements(generations: Sequence[Generation]) -> list[float]:
    """Return how much of the probability of a window's answers nearly says the same as each.

    In (0, 1], each itself included. Probable is what their scores say, brought to the scale of the
    span head's log-probabilities.
    """
    highest = max((generation.score for generation in generations), default=0.0)
    shares = [math.exp((generation.score - highest) / SPAN_WEIGHT) for generation in generations]
    pairs, total = list(zip(generations, shares, strict=True)), sum(shares)
    return [
        sum(share for other, share in pairs if _nearly(one.text, other.text)) / total
        for one in generations
    ]


def _nearly(one: str, other: str) -> bool:
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared >= NEARLY * (len(one) + len(other))


def _score(generation: Generation) -> float:
    return generation.score


def _total(generation: Generation) -> float:
    """Return the decoder's score alone; the refusal it may write is no answer and comes last."""
    return -math.inf if generation.text == REFUSAL else dict(generation.features)["total"]


def _best(
    generations: Sequence[Generation], count: int, rank: Callable[[Generation], float]
) -> tuple[Generation, ...]:
    """Keep the best of each text, best first."""
    best: dict[str, Generation] = {}
    for generation in sorted(generations, key=rank, reverse=True):
        best.setdefault(generation.text, generation)
    return tuple(list(best.values())[:count])
