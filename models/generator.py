"""A seq2seq or causal model: answers questions, writes headlines and briefs, rates them.

The way of a text: cut into windows (:mod:`models.windows`), read for answers
(:mod:`models.reader`) or written from (:mod:`models.decoding`); answers are compared
(:mod:`models.candidates`). A network (:mod:`models.network`) computes: our copying BART in
OpenVINO (:mod:`models.bart`), any other in torch (:mod:`models.seq2seq`, :mod:`models.causal`).
:mod:`models.outputs` has what comes out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from pickle import PicklingError
from typing import TYPE_CHECKING, Any

from models.bart import CopyBart
from models.calibration import UNCALIBRATED, UNCALIBRATED_PROMPTED, Calibration, Logistic
from models.candidates import best, by_decoder
from models.decoding import BeamSearch
from models.loading import GENERATOR, loaded_again, resolve, weights_hash
from models.network import Network
from models.outputs import Features, Generation, GeneratorOutput
from models.precision import generator_precision, inference_precision
from models.prompts import TEXT_PROMPTS, question_prompt, summary_prompt
from models.reader import Reader
from models.selector import SentenceSelector
from models.tokenizer import FILE, FixedTokenizer
from models.windows import Window, windows

if TYPE_CHECKING:
    from models.causal import Requests
    from models.kept import Kept

__all__ = ["Features", "Generation", "GeneratorOutput", "Seq2SeqGenerator"]

WINDOW = 320  # tokens; the lengths trained on
OVERLAP = 64
REQUEST = 1024  # tokens of a window of a causal model
BATCH = 16  # windows


class Seq2SeqGenerator:
    """Any transformers seq2seq or causal model; of our copying BART the span head is used as well.

    Safe to use from several threads: nothing is changed once it is made. Pickled it is its name:
    another process loads it again.
    """

    def __init__(
        self,
        network: Network,
        tokenizer: FixedTokenizer,
        *,
        name: str,
        revision: str,
        calibration: Calibration,
        requests: Requests | None = None,
        selector: SentenceSelector | None = None,
    ) -> None:
        """Take ``requests`` of a causal model; others read a prompt in front of a source."""
        self._requests = requests
        self.selector = selector
        self._network, self._tokenizer = network, tokenizer
        self._eos = tokenizer.special["eos"]
        self._search = BeamSearch(network, tokenizer)
        self._reader = Reader(network, self._search, calibration)
        self._calibration = calibration
        self._name = name
        self._revision = revision
        self._again: tuple[Any, ...] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        if self._again is None:
            raise PicklingError(f"the generator {self._name!r} was not loaded from a folder")
        return self._again

    @classmethod
    def load(
        cls,
        name: str | Path = GENERATOR,
        *,
        revision: str | None = None,
        online: bool = False,
        precision: str | None = None,
        compiled: bool = True,
        causal: bool = False,
        once: bool = False,
        kept: Path | None = None,
    ) -> Seq2SeqGenerator:
        """Load a folder, an embedded model or a hub id; see :func:`models.loading.resolve`.

        With ``compiled`` our copying BART runs in OpenVINO; every other model, and all without it,
        in transformers. ``precision`` is the number format to compute in, f32, bf16 or (in
        OpenVINO) int8; without one it is what :mod:`models.precision` says. ``causal``: it is a
        causal model. With ``once``, for a process that asks one question, numpy runs the decoder of
        our BART, in float32: OpenVINO takes longer to compile it. What is compiled is then kept in
        the folder ``kept``, if it is given and can be written.
        """
        folder = resolve(name, revision=revision, online=online)
        tokenizer = _tokenizer(folder)
        network: Network
        requests = None
        if causal:
            from models.causal import Causal

            network, requests = Causal.load(
                folder, tokenizer, precision=precision or inference_precision()
            )
        elif compiled and CopyBart.reads(folder):
            precision = precision or generator_precision()
            place = _place(kept, folder, precision) if once and kept else None
            network = CopyBart(folder, tokenizer, precision=precision, once=once, kept=place)
        else:
            from models.seq2seq import Seq2Seq

            precision = precision or inference_precision()
            network = Seq2Seq.load(folder, tokenizer, precision=precision)
        made = cls(
            network,
            tokenizer,
            name=str(name),
            revision=revision or weights_hash(folder),
            calibration=Calibration.load(
                folder, without=UNCALIBRATED_PROMPTED if causal else UNCALIBRATED
            ),
            requests=requests,
            selector=SentenceSelector.load(folder, once=once) if compiled else None,
        )
        made._again = loaded_again(
            cls.load,
            name,
            revision=revision,
            precision=precision,
            compiled=compiled,
            causal=causal,
        )
        return made

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
        return self._network.max_tokens

    @property
    def threshold(self) -> float:
        """Probability of being answerable under which a question should be refused."""
        return self._calibration.threshold

    @property
    def calibrated(self) -> bool:
        """Whether its probabilities were fitted on questions."""
        return self._calibration.is_fitted

    @property
    def sureness(self) -> Logistic | None:
        """How probably an answer is right, of all that is seen of it; None if not fitted."""
        return self._calibration.sureness

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return each text's length in tokens, special tokens included."""
        return self._tokenizer.lengths(texts)

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
        parts = [part for part in self._asked(questions, prefaces, contexts) if part.text.strip()]
        span_head = span_head and self._network.has_span_head
        found: list[list[Generation]] = [[] for _ in questions]
        for batch in _batches(parts):
            read = self._reader.read(
                self._network.encode(batch),
                candidates=candidates,
                verbatim=verbatim,
                span_head=span_head,
            )
            for part, several in zip(batch, read, strict=True):
                found[part.row] += several
        cut = {part.row for part in parts if part.cut}
        rank = attrgetter("score") if span_head else by_decoder
        return [
            GeneratorOutput(generations=best(answers, candidates, rank=rank), truncated=row in cut)
            for row, answers in enumerate(found)
        ]

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[GeneratorOutput]:
        """Write a ``headline`` or ``brief`` for each text; what is too long to read is cut.

        With ``verbatim`` what is written runs forward in one sentence of its text, of which it
        may skip words; numbers stay whole. Raises ValueError for another kind.
        """
        outputs = [GeneratorOutput(generations=()) for _ in texts]
        first = {part.row: part for part in reversed(self._first(kind, texts)) if part.text.strip()}
        for batch in _batches([part for part in first.values() if part.start == 0]):
            read = self._network.encode(batch)
            written = self._search.summaries(read, kind=kind, beams=candidates, verbatim=verbatim)
            for part, several in zip(batch, written, strict=True):
                truncated = len(part.text) < len(texts[part.row].rstrip())
                outputs[part.row] = GeneratorOutput(generations=several, truncated=truncated)
        return outputs

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        """Return how likely each of a text's candidates is as its ``headline`` or ``brief``.

        That is the decoder's mean natural log-probability of a token, the end token included, at
        most 0; ``candidates[i]`` are those of ``texts[i]``, in whose order they come back. What
        of a text is too long to read is cut. Raises ValueError for another kind, or where there
        are not as many lists as texts.
        """
        if len(texts) != len(candidates):
            raise ValueError(
                f"{len(texts)} texts, {len(candidates)} lists of candidates: give one each"
            )
        rates: list[list[float]] = [[] for _ in texts]
        parts = self._first(kind, texts)
        first = {part.row: part for part in reversed(parts) if candidates[part.row]}
        for batch in _batches(list(first.values())):
            read = self._network.encode(batch)
            for place, part in enumerate(batch):
                known = self._network.log_probabilities(read, place, candidates[part.row])
                rates[part.row] = [min(one.mean, 0.0) for one in known]
        return rates

    def _asked(
        self, questions: Sequence[str], prefaces: Sequence[str], sources: Sequence[str]
    ) -> list[Window]:
        """Return the windows of all sources, each with its question."""
        if self._requests is not None:
            asked = self._requests.questions(questions, prefaces)
            size = min(REQUEST, self.max_tokens)
            return self._requests.windows("question", asked, sources, size=size, overlap=OVERLAP)
        prompts = [
            question_prompt(question, preface=preface)
            for question, preface in zip(questions, prefaces, strict=True)
        ]
        size = min(WINDOW, self.max_tokens)
        return windows(self._tokenizer, prompts, sources, eos=self._eos, size=size, overlap=OVERLAP)

    def _first(self, kind: str, texts: Sequence[str]) -> list[Window]:
        """Return the windows of all texts, with what is asked for. Raises ValueError for a kind."""
        prompts = _prompts(kind, len(texts))
        if self._requests is not None:
            return self._requests.summaries(kind, texts, size=self.max_tokens)
        return windows(
            self._tokenizer, prompts, texts, eos=self._eos, size=self.max_tokens, overlap=0
        )


def _place(kept: Path, folder: Path, precision: str) -> Kept:
    from models.kept import Kept

    return Kept.of(kept, folder, precision=precision)


def _tokenizer(folder: Path) -> FixedTokenizer:
    if (folder / FILE).is_file():
        return FixedTokenizer.load(folder)
    from transformers import AutoTokenizer

    return FixedTokenizer.of(AutoTokenizer.from_pretrained(folder, local_files_only=True))


def _batches(parts: Sequence[Window]) -> Iterator[tuple[Window, ...]]:
    """Yield windows, the shortest first, :data:`BATCH` at a time."""
    ordered = sorted(parts, key=lambda part: len(part.input_ids))
    for first in range(0, len(ordered), BATCH):
        yield tuple(ordered[first : first + BATCH])


def _prompts(kind: str, count: int) -> list[str]:
    """Return the prompt of a kind ``count`` times. Raises ValueError for an unknown kind."""
    if kind not in TEXT_PROMPTS:
        raise ValueError(f"unknown kind {kind!r}: choose one of {sorted(TEXT_PROMPTS)}")
    return [summary_prompt(kind)] * count
