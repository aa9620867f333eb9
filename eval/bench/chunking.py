"""Chunk sizes and where the title stands: ``python -m eval.bench.chunking SET.jsonl...``.

By vectors alone: of each set (JSONL with ``question`` and ``context``) the contexts stand with a
sample of ``--distractors``, cut and embedded in each of the ``--ways`` (``target/overlap/title``,
see :class:`qa.search.encode.Chunking`; title is ``front`` of every chunk, ``first`` chunk only,
``back`` or ``none``), and a question finds the article whose nearest chunk is nearest. With
``--queries FIELD`` a set is of articles with titles, and the field (an editor's other headline,
say) is what is asked. Prints R@1 and MRR@10 of each, and ``p`` of a paired permutation test of
R@1 against the first way, what is asked of one article staying together.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.articles import draw, load_articles
from eval.datasets import article_of
from eval.jsonl import read_jsonl
from eval.statistics import mean, p_value
from qa import Article, KanbaoError
from qa.chinese.fold import folded
from qa.defaults import default_embedder
from qa.search.chunks import chunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder

__all__ = ["Way", "compare", "main", "places"]

_BLOCK = 256
_TITLES = ("front", "first", "back", "none")

Asked = tuple[str, Article]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How articles are cut, and where their title stands in what is embedded of them."""

    target: int
    overlap: int
    title: str

    @classmethod
    def of(cls, text: str) -> Way:
        """Return the way of ``300/1/front``. Raises ``ValueError`` for another form."""
        target, overlap, title = text.split("/")
        if title not in _TITLES:
            raise ValueError(f"title is {title!r}, not one of {_TITLES}")
        return cls(target=int(target), overlap=int(overlap), title=title)

    def passages(self, article: Article, embedder: Embedder) -> list[str]:
        """Return what is embedded of an article."""
        title = folded(article.title).text if self.title != "none" else ""
        cut = chunk(
            article,
            count_tokens=lambda texts: embedder.count_tokens(
                [f"{title}\n{folded(text).text}" if title else folded(text).text for text in texts]
            ),
            max_tokens=embedder.max_tokens,
            overlap=self.overlap,
            target=self.target,
        )
        texts = [folded(piece.text).text for piece in cut]
        return [self._with(title, text, place) for place, text in enumerate(texts)]

    def _with(self, title: str, text: str, place: int) -> str:
        if not title or (self.title == "first" and place):
            return text
        return f"{text}\n{title}" if self.title == "back" else f"{title}\n{text}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        others = load_articles(options.distractors)
        drawn = [others[name] for name in draw(others, options.sample, seed=0)]
        sets = {
            path.name.split(".")[0]: list(islice(_asked(path, options.queries), options.limit))
            for path in options.sets
        }
        embedder = default_embedder()
        print("| set | way | chunks | R@1 | MRR@10 | p (R@1) |\n|---|---|---|---|---|---|")
        for name, asked in sets.items():
            for row in compare(asked, drawn, ways=options.ways, embedder=embedder):
                print(f"| {name} | {' | '.join(row)} |", flush=True)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    return 0


def _asked(path: Path, field: str | None) -> Iterator[Asked]:
    for number, line in enumerate(read_jsonl(path)):
        if field is None:
            yield line.text("question"), article_of(line.text("context"))
        elif (query := line.optional(field)) and (title := line.optional("title")):
            yield query, Article(id=f"{path.name}-{number}", title=title, text=line.text("text"))


def compare(
    asked: Sequence[Asked],
    others: Sequence[Article],
    *,
    ways: Sequence[str],
    embedder: Embedder,
) -> Iterator[tuple[str, ...]]:
    """Yield a row of cells for each way: its name, chunks, R@1, MRR@10 and p."""
    articles = {article.id: article for article in [*others, *(own for _, own in asked)]}
    queries = embedder.embed_queries([folded(question).text for question, _ in asked])
    groups = [own.id for _, own in asked]
    first: NDArray[np.float64] | None = None
    for name in ways:
        owners, passages = _cut(list(articles.values()), Way.of(name), embedder)
        found = places(queries, groups, owners, _embedded(passages, embedder))
        right = (found == 1).astype(np.float64)[:, None]
        first = right if first is None else first
        reciprocal = np.where(found <= 10, 1 / found, 0)
        p = p_value(first, right, groups, mean)
        numbers = (f"{right.mean():.4f}", f"{reciprocal.mean():.4f}", f"{p:.3f}")
        yield name, str(len(passages)), *numbers


def _cut(articles: Sequence[Article], way: Way, embedder: Embedder) -> tuple[list[str], list[str]]:
    """Return each passage's article id, and the passages, the shortest first."""
    pairs = [(text, a.id) for a in articles for text in way.passages(a, embedder)]
    pairs.sort(key=lambda pair: len(pair[0]))
    return [owner for _, owner in pairs], [text for text, _ in pairs]


def _embedded(passages: Sequence[str], embedder: Embedder) -> NDArray[np.float32]:
    blocks = [passages[start : start + _BLOCK] for start in range(0, len(passages), _BLOCK)]
    return np.concatenate([embedder.embed_passages(block) for block in blocks])


def places(
    queries: NDArray[np.float32],
    own: Sequence[str],
    owners: Sequence[str],
    vectors: NDArray[np.float32],
) -> NDArray[np.int64]:
    """Return int64 (n,): the place, from 1, of each query's own article among all articles.

    ``queries`` is (n, dimension), ``vectors`` (m, dimension) with the article id of each in
    ``owners``. An article is as near as its nearest passage; others as near do not stand
    before it.
    """
    numbers = {name: number for number, name in enumerate(dict.fromkeys(owners))}
    place = np.array([numbers[name] for name in owners])
    best = np.full((len(queries), len(numbers)), -np.inf, np.float32)
    for column, score in zip(place, vectors @ queries.T, strict=True):
        np.maximum(best[:, column], score, out=best[:, column])
    right = best[np.arange(len(own)), [numbers[name] for name in own]]
    return np.asarray(1 + (best > right[:, None]).sum(axis=1), np.int64)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.chunking", description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+", help="JSONL: question, context")
    parser.add_argument("--queries", metavar="FIELD", help="the sets are articles, this asks")
    parser.add_argument("--distractors", type=Path, nargs="+", default=[], metavar="ARTICLES")
    parser.add_argument("--sample", type=int, default=0, help="how many distractors (0)")
    parser.add_argument("--limit", type=int, default=10_000, help="questions of a set (10000)")
    parser.add_argument("--ways", nargs="+", default=["300/1/front"], metavar="WAY")
    return parser


if __name__ == "__main__":
    sys.exit(main())
