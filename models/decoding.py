"""Beam search: answers and summaries written token by token, if asked only from their source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor
from transformers import DynamicCache, EncoderDecoderCache, PreTrainedTokenizerBase

from models.batches import Batch, EncodedBatch
from models.constraints import Forward, SpanProcessor, Spans, Vocabulary, fold
from models.outputs import Generation
from models.scoring import LogProbability

__all__ = ["BeamSearch", "Hypothesis"]

ANSWER_TOKENS = 48
IMPOSSIBLE = -1e6  # a search's score for what no constraint allows
MIN_TOKENS = {"headline": 5, "brief": 20}
MAX_TOKENS = {"headline": 48, "brief": 128}
REPEAT = 5  # no run of tokens this long is written twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """An answer that a search found. ``spans``: where in its window's text it stands, if it does.

    ``log_probability`` is the decoder's.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    log_probability: LogProbability


class BeamSearch:
    """Writes with any transformers seq2seq model.

    ``beams`` is how many texts are searched for each window. With ``verbatim`` only its characters.
    """

    def __init__(self, model: Any, tokenizer: PreTrainedTokenizerBase) -> None:
        self._model, self._tokenizer = model, tokenizer
        self._vocabulary = Vocabulary(tokenizer)

    def answers(self, batch: EncodedBatch, *, beams: int, verbatim: bool) -> list[list[Hypothesis]]:
        """Return each window's answers, best first, at most ``beams``; verbatim ones are spans."""
        sources = [Spans(window.text, self._vocabulary) for window in batch.windows]
        output = self._generate(
            batch,
            beams=beams,
            sources=sources if verbatim else None,
            max_new_tokens=ANSWER_TOKENS,
            length_penalty=0.0,
            early_stopping=False,  # else an answer loses to its own beginnings: they end first
        )
        sequences = output.sequences[:, 1:].tolist()
        totals = output.sequences_scores.float().clamp(max=0.0).tolist()
        found: list[list[Hypothesis]] = [[] for _ in sources]
        for row, (sequence, total) in enumerate(zip(sequences, totals, strict=True)):
            tokens = self._own(sequence)
            if tokens and total > IMPOSSIBLE:
                source = sources[row // beams]
                found[row // beams].append(self._hypothesis(tokens, total, source, verbatim))
        return found

    def summaries(
        self, batch: Batch, *, kind: str, beams: int, verbatim: bool
    ) -> list[tuple[Generation, ...]]:
        """Return different texts of a kind for each window, best first, at most ``beams``.

        Verbatim ones run forward in one sentence of the window's text.
        """
        sources = [Forward(w.text, self._vocabulary) for w in batch.windows] if verbatim else None
        output = self._generate(
            batch,
            beams=beams,
            sources=sources,
            min_new_tokens=None if verbatim else MIN_TOKENS[kind],
            max_new_tokens=MAX_TOKENS[kind],
            no_repeat_ngram_size=0 if verbatim else REPEAT,
            length_penalty=1.0,
            early_stopping=True,
        )
        scores = output.sequences_scores.float().tolist()
        if sources is None:
            texts = self._tokenizer.batch_decode(output.sequences, skip_special_tokens=True)
        else:
            ids = map(self._own, output.sequences[:, 1:].tolist())
            texts = [_written(sources[row // beams], tokens) for row, tokens in enumerate(ids)]
        written = list(zip(texts, scores, strict=True))
        return [_summaries(written[n : n + beams]) for n in range(0, len(written), beams)]

    def _own(self, sequence: Sequence[int]) -> tuple[int, ...]:
        """Return a sequence's tokens without those that end it and fill it up."""
        special = (self._tokenizer.eos_token_id, self._tokenizer.pad_token_id)
        return tuple(token for token in sequence if token not in special)

    def _generate(
        self,
        batch: Batch | EncodedBatch,
        *,
        beams: int,
        sources: Sequence[Spans] | None,
        **settings: Any,
    ) -> Any:
        """Search with two beams at least: of a single one the library returns no score."""
        width = max(beams, 2)
        processors = []
        if sources is not None:
            eos = self._tokenizer.eos_token_id
            processors.append(SpanProcessor(sources, beams=width, eos=eos))
        return self._model.generate(
            **batch.arguments(),
            **settings,
            num_beams=width,
            num_return_sequences=beams,
            past_key_values=_BeamCache(DynamicCache(), DynamicCache()),
            logits_processor=processors,
            do_sample=False,
            return_dict_in_generate=True,
            output_scores=True,
        )

    def _hypothesis(
        self, tokens: tuple[int, ...], total: float, source: Spans, verbatim: bool
    ) -> Hypothesis:
        text = self._tokenizer.decode(tokens, skip_special_tokens=True)
        ends = source.ends(tokens) if verbatim else _first_end(text, source.text)
        return Hypothesis(
            text=text,
            spans=tuple((end - len(text), end) for end in sorted(ends)),
            log_probability=LogProbability(total=total, mean=total / (len(tokens) + 1)),
        )


class _BeamCache(EncoderDecoderCache):  # type: ignore[misc]
    """A cache whose cross-attention is never reordered: a window's beams all share it."""

    def reorder_cache(self, beam_idx: Tensor) -> None:
        """Reorder only what the beams themselves wrote."""
        self.self_attention_cache.reorder_cache(beam_idx)


def _first_end(text: str, source: str) -> list[int]:
    """Return where ``text`` ends in ``source`` the first time, if it stands there."""
    start = source.find(fold(text))
    return [start + len(text)] if start >= 0 else []


def _written(source: Forward, tokens: tuple[int, ...]) -> str:
    """Return the source's characters; nothing if the search was cut off inside a word."""
    return source.written(tokens) if source.may_stop(tokens) else ""


def _summaries(written: Sequence[tuple[str, float]]) -> tuple[Generation, ...]:
    """Return each text once, in order, without those that a constraint ruled out or left empty."""
    found: dict[str, Generation] = {}
    for text, score in written:
        if score > IMPOSSIBLE and text.strip():
            found.setdefault(text.strip(), _summary(text, score))
    return tuple(found.values())


def _summary(text: str, score: float) -> Generation:
    return Generation(
        text=text.strip(), log_probability=min(score, 0.0), confidence=min(1.0, math.exp(score))
    )
