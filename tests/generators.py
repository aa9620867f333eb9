"""A real, deterministic :class:`qa.interfaces.Generator` without a model: it copies sentences."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, ClassVar

from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams

if TYPE_CHECKING:
    from collections.abc import Sequence


LENGTHS = {"headline": 16, "brief": 48}  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A generation; see :class:`qa.interfaces.Generation`."""

    text: str
    confidence: float
    answerable: float = 1.0
    start: int | None = None
    end: int | None = None
    order: float = 0.0

    @property
    def log_probability(self) -> float:
        return log(max(self.confidence, 1e-9))

    @property
    def score(self) -> float:
        return self.order or 1000 * self.log_probability  # sure of its order: it cuts no sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A reading; see :class:`qa.interfaces.GeneratorOutput`."""

    generations: tuple[Written, ...]
    truncated: bool = False


class ExtractiveGenerator:
    """Answers with the sentence of the context that shares most bigrams with the question.

    Its confidence is the share of the question's bigrams that stand in the sentence. A headline
    is the first clause of a text, a brief its first sentence; the next candidates are the next
    ones. Of given texts the likeliest is the one whose length is nearest to LENGTHS. One
    character is one token, and two more a text. ``calls`` names the calls made.
    """

    name = "extractive"
    fingerprint: ClassVar = {"name": name, "revision": "1"}
    threshold = 0.3

    def __init__(self, *, max_tokens: int = 512) -> None:
        self.max_tokens = max_tokens
        self.calls: list[str] = []

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) + 2 for text in texts]

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[Read]:
        self.calls.append(f"answer {len(questions)}")
        return [
            self._answer(question, context, verbatim=verbatim, candidates=candidates)
            for question, context in zip(questions, contexts, strict=True)
        ]

    def _answer(self, question: str, context: str, *, verbatim: bool, candidates: int) -> Read:
        kept = context[: self.max_tokens - 2]
        wanted = set(bigrams(question))
        written = []
        for span in sentences(kept):
            text = kept[span.start : span.end]
            share = len(wanted.intersection(bigrams(text))) / max(len(wanted), 1)
            place = {"start": span.start, "end": span.end} if verbatim else {}
            likely = 1 - (1 - share) ** 8
            written.append(Written(text=text, confidence=share, answerable=likely, **place))
        best = sorted(written, key=lambda one: -one.confidence)
        return Read(generations=tuple(best[:candidates]), truncated=kept != context)

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[Read]:
        self.calls.append(f"{kind} {len(texts)}{' verbatim' if verbatim else ''}")
        return [self._summarize(text, kind, candidates) for text in texts]

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        self.calls.append(f"rate {kind} {' '.join(str(len(several)) for several in candidates)}")
        assert len(texts) == len(candidates)
        return [[self._rate(one, kind) for one in several] for several in candidates]

    def _rate(self, candidate: str, kind: str) -> float:
        return -abs(len(candidate) - LENGTHS[kind]) / LENGTHS[kind]

    def _summarize(self, text: str, kind: str, candidates: int) -> Read:
        kept = text[: self.max_tokens - 2]
        parts = [kept[span.start : span.end] for span in sentences(kept)]
        if kind == "headline":
            parts = [part.split("，")[0].rstrip("。") for part in parts]
        written = tuple(Written(text=part, confidence=0.5) for part in parts[:candidates])
        return Read(generations=written, truncated=kept != text)


class ScriptedGenerator(ExtractiveGenerator):
    """Writes what it was given, to show what becomes of a faulty model's texts.

    ``answers`` maps a context, ``texts`` (kind, verbatim) to the generations for it; each text is
    ten times as likely as the next. ``rates`` maps candidates to their log-probabilities; what it
    has not is rated by its length.
    """

    def __init__(
        self,
        *,
        answers: dict[str, Sequence[Written]] | None = None,
        texts: dict[tuple[str, bool], Sequence[str]] | None = None,
        rates: dict[str, float] | None = None,
        max_tokens: int = 512,
    ) -> None:
        super().__init__(max_tokens=max_tokens)
        self.answers = answers or {}
        self.texts = texts or {}
        self.rates = rates or {}

    def _answer(self, question: str, context: str, *, verbatim: bool, candidates: int) -> Read:
        return Read(generations=tuple(self.answers.get(context, ()))[:candidates])

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[Read]:
        self.calls.append(f"{kind} {len(texts)}{' verbatim' if verbatim else ''}")
        written = self.texts.get((kind, verbatim), ())[:candidates]
        generations = tuple(
            Written(text=text, confidence=0.5 * 0.1**place) for place, text in enumerate(written)
        )
        return [Read(generations=generations) for _ in texts]

    def _rate(self, candidate: str, kind: str) -> float:
        return self.rates.get(candidate, super()._rate(candidate, kind))
