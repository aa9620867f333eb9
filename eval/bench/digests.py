"""Thresholds of digests: ``python -m eval.bench.digests Q.jsonl --distractors ARTICLES.jsonl``.

The questions' articles (two of three; the others stay out, to be refused) stand among
distractors in one archive. For each pair of thresholds, ``relevant`` and ``share`` (see
:mod:`qa.answering.digests.digest`), prints over one half of the articles:

``found``      the share of questions whose digest has a sentence of their article with the answer
``own``        the share of a digest's sentences that are of the question's article, a lower bound
               of those that belong there; refused digests are left out
``sentences``  how many a digest has, refused ones left out
``refused``    the share of refused questions whose article is in the archive
``absent``     the share of refused questions whose article is not
``auroc``      how well the best sentence's score tells both kinds of question apart, whatever the
               threshold: 1 is always, 0.5 by chance; the same in each row
``seconds``    the time of a digest with its search, nothing embedded before, on this machine

``--part dev`` is for choosing, ``--part test`` for reporting. Questions without an answer that
stands in their article are left out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
import time
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.articles import draw, load_articles
from eval.datasets import article_of, read_questions
from eval.errors import DataError
from eval.metrics.confidence import auroc
from qa import Archive, KanbaoError, load_generator
from qa.answering.digests.digest import RELEVANT, RELEVANT_READ, SHARE, digest_hits
from qa.answering.limits import CHUNKS
from qa.defaults import default_embedder
from qa.interfaces import selector_of
from qa.search.query import as_queries
from qa.writing.leads import lead_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from eval.datasets import Question
    from qa.interfaces import Embedder, Selector
    from qa.records import Article, Digest

__all__ = ["main", "measure"]

_TODAY = dt.date(2026, 1, 1)
_NAMES = ("found", "own", "sentences", "refused", "absent")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question whose answer stands in its article; ``present``: that is in the archive."""

    question: Question
    article: Article
    part: str
    present: bool


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        selector = selector_of(load_generator(options.generator)) if options.generator else None
        usual = RELEVANT_READ if selector and selector.weighs else RELEVANT
        rows = measure(
            read_questions(options.questions, layout="shared"),
            distractors=load_articles(options.distractors),
            sample=options.sample,
            folder=options.folder,
            part=options.part,
            pairs=list(product(options.relevant or [usual], options.share)),
            selector=selector,
        )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(rows, indent=1) if options.json else _table(rows))
    return 0


def measure(
    questions: Iterable[Question],
    *,
    distractors: dict[str, Article],
    sample: int,
    folder: Path,
    part: str,
    pairs: Sequence[tuple[float, float]],
    embedder: Callable[[], Embedder] = default_embedder,
    selector: Selector | None = None,
) -> list[dict[str, Any]]:
    """Return a row of numbers for each pair of thresholds; the archive in ``folder`` is reused."""
    asked = [one for question in questions if (one := _asked(question))]
    corpus = {name: distractors[name] for name in draw(distractors, sample, seed=0)}
    corpus |= {one.article.id: one.article for one in asked if one.present}
    counted = [one for one in asked if one.part == part]
    if not {True, False} <= {one.present for one in counted}:
        raise DataError(f"{len(counted)} questions in part {part!r}: too few to measure anything")
    outcomes: list[list[dict[str, float]]] = [[] for _ in pairs]
    best: list[tuple[float, float]] = []
    seconds: list[float] = []
    cached = _Cached(embedder())
    with Archive.open(folder, embedder=cached) as archive:
        archive.delete([article.id for article in archive.articles() if article.id not in corpus])
        archive.add(corpus.values())
        for one in counted:
            (query,) = as_queries([one.question.question], today=_TODAY)
            cached.forget()
            started = time.perf_counter()
            hits = archive.search(query.text, k=CHUNKS)
            articles = {name: archive.get(name) for name in {h.chunk.article_id for h in hits}}
            digest = partial(
                digest_hits,
                query,
                hits,
                embedder=cached,
                selector=lambda: selector,
                get_article=articles.__getitem__,
                lead_of=lead_of,
            )
            for place, (rows, (relevant, share)) in enumerate(zip(outcomes, pairs, strict=True)):
                rows.append(_scores(one, digest(relevant=relevant, share=share)))
                if not place:
                    seconds.append(time.perf_counter() - started)
            top = max((item.score for item in digest(relevant=0.0, share=1.0).items), default=0.0)
            best.append((top, float(one.present)))
    apart = round(auroc(np.array(best)), 3)
    each = round(float(np.mean(seconds)), 3)
    return [
        {"relevant": relevant, "share": share, "questions": len(rows)}
        | _means(rows)
        | {"auroc": apart, "seconds": each}
        for rows, (relevant, share) in zip(outcomes, pairs, strict=True)
    ]


def _asked(question: Question) -> _Asked | None:
    """Split by article: a half is for choosing, and of either a third is not in the archive."""
    article = article_of(question.context or "")
    if not any(answer in article.text for answer in question.answers):
        return None
    place = int(hashlib.sha256(article.text.encode()).hexdigest(), 16) % 6
    part = "dev" if place % 2 else "test"
    return _Asked(question=question, article=article, part=part, present=place > 1)


def _scores(one: _Asked, digest: Digest) -> dict[str, float]:
    refused = float(digest.text is None)
    if not one.present:
        return {"absent": refused}
    scores = {"refused": refused, "found": float(_found(one, digest))}
    if digest.items:
        own = [
            any(citation.article_id == one.article.id for citation in item.citations)
            for item in digest.items
        ]
        scores |= {"own": sum(own) / len(own), "sentences": len(own)}
    return scores


def _found(one: _Asked, digest: Digest) -> bool:
    quotes = [c.quote for c in digest.citations if c.article_id == one.article.id]
    return any(answer in quote for quote in quotes for answer in one.question.answers)


def _means(rows: Sequence[dict[str, float]]) -> dict[str, float | None]:
    columns = {name: [row[name] for row in rows if name in row] for name in _NAMES}
    return {
        name: round(float(np.mean(column)), 3) if column else None
        for name, column in columns.items()
    }


class _Cached:
    """An embedder that reads a sentence of a question once, however often it is asked."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows: dict[tuple[str, bool], NDArray[np.float32]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    def forget(self) -> None:
        """Read everything anew."""
        self._rows.clear()

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts, query=True)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts, query=False)

    def _embed(self, texts: Sequence[str], *, query: bool) -> NDArray[np.float32]:
        new = list(dict.fromkeys(text for text in texts if (text, query) not in self._rows))
        if new:
            embed = self._embedder.embed_queries if query else self._embedder.embed_passages
            self._rows |= {(text, query): row for text, row in zip(new, embed(new), strict=True)}
        return np.array([self._rows[text, query] for text in texts], np.float32)


def _table(rows: Sequence[dict[str, Any]]) -> str:
    head = f"| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}"
    return "\n".join([head, *(f"| {' | '.join(map(str, row.values()))} |" for row in rows)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.digests", description=__doc__)
    parser.add_argument("questions", type=Path, help="JSONL: question, context, answers")
    parser.add_argument("--distractors", type=Path, nargs="+", default=[], metavar="ARTICLES")
    parser.add_argument("--sample", type=int, default=300, help="how many distractors (300)")
    parser.add_argument("--relevant", type=float, nargs="+")
    parser.add_argument("--share", type=float, nargs="+", default=[SHARE])
    parser.add_argument("--generator", help="folder or hub id: its selector reads too")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--folder", type=Path, default=Path(".work/digests"), help="the archive")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
