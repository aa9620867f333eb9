"""Models that look, before each of their calls, whether anybody still waits for the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa.interfaces import is_calibrated, selector_of, sureness_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.interfaces import Embedder, Generator, GeneratorOutput, Reranker

__all__ = ["StoppingEmbedder", "StoppingGenerator", "StoppingReranker"]


class StoppingEmbedder:
    """An :class:`qa.interfaces.Embedder` that calls ``check`` first; that may raise."""

    def __init__(self, embedder: Embedder, check: Callable[[], None]) -> None:
        self._embedder = embedder
        self._check = check
        self.dimension = embedder.dimension
        self.max_tokens = embedder.max_tokens
        self.count_tokens = embedder.count_tokens

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """That of the embedder."""
        return self._embedder.fingerprint

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed queries."""
        self._check()
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed passages."""
        self._check()
        return self._embedder.embed_passages(texts)


class StoppingReranker:
    """A :class:`qa.interfaces.Reranker` that calls ``check`` first; that may raise."""

    def __init__(self, reranker: Reranker, check: Callable[[], None]) -> None:
        self._reranker = reranker
        self._check = check
        self.name = reranker.name

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """That of the reranker."""
        return self._reranker.fingerprint

    def score(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return how well each text answers."""
        self._check()
        return self._reranker.score(question, texts)


class StoppingGenerator:
    """A :class:`qa.interfaces.Generator` that calls ``check`` first; that may raise.

    It answers from ``together`` contexts at a time, so that a long list can be stopped too.
    """

    def __init__(self, generator: Generator, check: Callable[[], None], *, together: int) -> None:
        self._generator = generator
        self._check = check
        self._together = together
        self.name = generator.name
        self.max_tokens = generator.max_tokens
        self.threshold = generator.threshold
        self.calibrated = is_calibrated(generator)
        self.sureness = sureness_of(generator)
        self.selector = selector_of(generator)
        self.count_tokens = generator.count_tokens

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """That of the generator."""
        return self._generator.fingerprint

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[GeneratorOutput]:
        """Answer each question from its context."""
        made: list[GeneratorOutput] = []
        for start in range(0, len(questions), self._together):
            part = slice(start, start + self._together)
            self._check()
            made += self._generator.answer(
                questions[part],
                contexts[part],
                prefaces=prefaces[part] if prefaces else None,
                verbatim=verbatim,
                candidates=candidates,
            )
        return made

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[GeneratorOutput]:
        """Write a text of ``kind`` for each text."""
        self._check()
        return self._generator.summarize(texts, kind=kind, verbatim=verbatim, candidates=candidates)

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        """Return how likely each of a text's candidates is."""
        self._check()
        return self._generator.rate(texts, candidates, kind=kind)
