"""Articles summarised wherever there is room."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from qa.errors import ModelError
from qa.writing.summarize import summarize_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa.interfaces import Generator
    from qa.records import Article, Summary

__all__ = ["Summarising", "shares"]

_SHARE = 16  # articles


def shares(articles: Iterable[Article]) -> Iterator[Sequence[Article]]:
    """Divide articles, always alike; none are one empty share: what is asked of it is checked."""
    rest = iter(articles)
    yield list(islice(rest, _SHARE))
    while share := list(islice(rest, _SHARE)):
        yield share


class Summarising:
    """Summarises articles: see :func:`qa.writing.summarize.summarize_articles`.

    Sent to another process it takes the generator along, which there must be the same.
    """

    def __init__(self, generator: Generator, *, kind: str, length: int | None) -> None:
        self._generator, self._kind, self._length = generator, kind, length

    def __call__(self, articles: Sequence[Article]) -> list[Summary]:
        """Return one summary an article, in order."""
        return summarize_articles(
            articles, kind=self._kind, generator=self._generator, length=self._length
        )

    def __reduce__(self) -> tuple[Callable[..., Summarising], tuple[Generator, dict[str, str]]]:
        again = partial(_summarising_of, kind=self._kind, length=self._length)
        return again, (self._generator, _made_by(self._generator))


def _summarising_of(
    generator: Generator, made_by: dict[str, str], *, kind: str, length: int | None
) -> Summarising:
    if _made_by(generator) != made_by:
        raise ModelError(
            f"a worker's generator is {_made_by(generator)}, here it is {made_by}: install the "
            "same models on each machine"
        )
    return Summarising(generator, kind=kind, length=length)


def _made_by(generator: Generator) -> dict[str, str]:
    """Return a generator's fingerprint without its name, which may be a path."""
    return {key: value for key, value in generator.fingerprint.items() if key != "name"}
