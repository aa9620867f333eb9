"""Engines of the embedder compared: ``python -m eval.engines ARTICLES.jsonl...``.

Embeds the same passages, cut and batched as the archive does it, with each way of computing that
torch offers here. Prints a Markdown table: processor seconds are counted, so that other programs
on the machine disturb little. With ``--questions`` (CMRC 2018's format) also how well each finds
a question's context.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import nullcontext
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from eval.jsonl import read_jsonl
from eval.speed import passages
from models.embedder import SentenceEmbedder
from qa import KanbaoError, read_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder

__all__ = ["ENGINES", "compare", "finding", "main"]


class _Within:
    """An embedder whose calls run within a context, such as autocast."""

    def __init__(self, embedder: SentenceEmbedder, context: Callable[[], Any]) -> None:
        self._embedder, self._context = embedder, context

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        with self._context():
            return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        with self._context():
            return self._embedder.embed_passages(texts)


def _engine(dtype: torch.dtype, context: Callable[[], Any] = nullcontext) -> Any:
    return lambda model: _Within(SentenceEmbedder.load(model, dtype=dtype), context)


ENGINES: Mapping[str, Callable[[str], Any]] = {
    "torch fp32": _engine(torch.float32),
    "torch bf16 autocast": _engine(
        torch.float32, lambda: torch.autocast("cpu", dtype=torch.bfloat16)
    ),
    "torch bf16 weights": _engine(torch.bfloat16),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        articles = list(
            islice((a for path in options.articles for a in read_articles(path)), options.limit)
        )
        texts = passages(articles, SentenceEmbedder.load(options.model))
        asked = [
            (line.text("question"), line.text("context"))
            for path in options.questions
            for line in read_jsonl(path)
        ]
        rows = compare(texts, asked, model=options.model)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(table(rows))
    return 0


def compare(
    texts: Sequence[str], asked: Sequence[tuple[str, str]], *, model: str
) -> list[dict[str, Any]]:
    """Return a row an engine; the first is the one that the others' vectors are compared with.

    The cosine is the lowest of a passage in [-1, 1], the speed in characters of passages.
    """
    rows: list[dict[str, Any]] = []
    truth = None
    for name, load in ENGINES.items():
        embedder = load(model)
        embedder.embed_passages(texts[:16])  # what is made once is made here
        began = time.process_time()
        vectors = embedder.embed_passages(texts)
        seconds = time.process_time() - began
        truth = vectors if truth is None else truth
        rows.append(
            {
                "engine": name,
                "characters per CPU second": round(sum(map(len, texts)) / seconds),
                "lowest cosine": round(float((vectors * truth).sum(axis=1).min()), 5),
                **(finding(embedder, asked) if asked else {}),
            }
        )
    return rows


def finding(embedder: Embedder, asked: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return R@1, R@10 and MRR@10 in [0, 1] of (question, context) pairs over all contexts."""
    contexts = sorted({context for _, context in asked})
    place = {context: number for number, context in enumerate(contexts)}
    scores = (
        embedder.embed_queries([question for question, _ in asked])
        @ embedder.embed_passages(contexts).T
    )
    right = scores[np.arange(len(asked)), [place[context] for _, context in asked]]
    ranks = 1 + (scores > right[:, None]).sum(axis=1)
    return {
        "R@1": round(float((ranks <= 1).mean()), 4),
        "R@10": round(float((ranks <= 10).mean()), 4),
        "MRR@10": round(float(np.where(ranks <= 10, 1 / ranks, 0).mean()), 4),
    }


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.engines", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="JSONL archives or pages")
    parser.add_argument(
        "--questions", type=Path, nargs="*", default=[], help="JSONL with 'question', 'context'"
    )
    parser.add_argument("--limit", type=int, default=300, help="articles to embed (300)")
    parser.add_argument("--model", default="embedder", help="a sentence-transformers model")
    return parser


if __name__ == "__main__":
    sys.exit(main())
