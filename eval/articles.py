"""The articles a task is asked against, and which of many are drawn."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

from eval.datasets import Example, article_of, read_questions
from eval.errors import DataError, SuiteError
from eval.jsonl import read_jsonl
from eval.suite import HALVES
from qa.reading import read_articles
from qa.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from eval.suite import TaskSpec

__all__ = ["chosen", "corpus", "draw", "half_of", "in_half", "load_articles"]

E = TypeVar("E", bound=Example)


def load_articles(paths: Sequence[Path]) -> dict[str, Article]:
    """Return the articles of ``paths`` by id, in order, as ``kanbao add`` reads them.

    A ``corpus.jsonl`` is a BEIR corpus (``_id``, ``title``, ``text``). Raises :class:`DataError`
    for an id that comes twice.
    """
    found: dict[str, Article] = {}
    for path in paths:
        for article in _beir_corpus(path) if path.name == "corpus.jsonl" else read_articles(path):
            if article.id in found:
                raise DataError(f"{path}: article {article.id!r} is given twice")
            found[article.id] = article
    return found


def corpus(spec: TaskSpec) -> list[Article]:
    """Return everything the task's questions are asked against.

    Its ``articles`` (a BEIR folder's own corpus; the contexts of ``squad`` and ``shared``
    questions, all of them whatever the limit) and ``sample`` of its ``distractors``.
    """
    paths = list(spec.articles)
    if spec.format == "beir":
        paths += [folder / "corpus.jsonl" for folder in spec.data]
    found = load_articles(paths)
    if spec.format in {"squad", "shared"}:
        for path in spec.data:
            for question in read_questions(path, layout=spec.format):
                article = article_of(question.context or "")
                found[article.id] = article
    others = load_articles(spec.distractors)
    twice = sorted(name for name in others if name in found and others[name] != found[name])
    if twice or spec.sample > len(others):
        raise DataError(
            f"task {spec.name!r}: sample is {spec.sample}, the distractors are {len(others)} "
            f"articles, {len(twice)} of them with the id of another article: {twice[:3]}"
        )
    found |= {name: others[name] for name in draw(others, spec.sample, seed=spec.seed)}
    if not found:
        raise SuiteError(f"task {spec.name!r} has no articles to search")
    return list(found.values())


def chosen(examples: Sequence[E], spec: TaskSpec) -> list[E]:
    """Return the examples of the task's half, ``limit`` of them; all where it states neither.

    Raises :class:`DataError` where none is left.
    """
    kept = in_half(examples, spec)
    if spec.limit is None:
        return kept
    drawn = set(draw((one.id for one in kept), spec.limit, seed=spec.seed))
    return [one for one in kept if one.id in drawn]


def in_half(examples: Sequence[E], spec: TaskSpec) -> list[E]:
    """Return the examples of the task's half, all where it states none.

    Raises :class:`DataError` where none is left.
    """
    kept = [one for one in examples if spec.half in {None, half_of(one.group)}]
    if not kept:
        raise DataError(f"{spec.source}: no example is in its {spec.half} half")
    return kept


def half_of(group: str) -> str:
    """Return the half, ``first`` or ``second``, that an article's examples belong to.

    It depends on the name of the article alone: neither on the file nor on the seed.
    """
    return HALVES[hashlib.sha256(group.encode()).digest()[0] % 2]


def draw(names: Iterable[str], count: int, *, seed: int) -> list[str]:
    """Return ``count`` of the names (all if there are fewer), sorted.

    Which ones depends on the seed and on each name only, so a larger count keeps the smaller
    one's choice, whatever the order of the file.
    """
    ordered = sorted(names, key=lambda name: hashlib.sha256(f"{seed}:{name}".encode()).digest())
    return sorted(ordered[:count])


def _beir_corpus(path: Path) -> Iterator[Article]:
    for line in read_jsonl(path):
        yield Article(
            id=line.text("_id"), title=line.optional("title") or "", text=line.text("text")
        )
