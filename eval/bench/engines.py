"""Engines of the embedder compared: ``python -m eval.bench.engines ARTICLES.jsonl...``.

Embeds the same passages, cut and batched as the archive does it, with each way of computing that
is installed here: torch and OpenVINO always, ONNX Runtime where it and ``onnx`` are. Prints a
Markdown table: processor seconds are counted, so that other programs on the machine disturb little.
With ``--questions`` (CMRC 2018's format) also how well each finds a question's context, and the
p-value of a paired permutation test of R@1 against the first engine.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from eval.bench.exported import runners
from eval.bench.speed import passages
from eval.jsonl import read_jsonl
from eval.statistics import mean, p_value
from models.embedder import SentenceEmbedder
from models.loading import quietly, resolve
from qa import KanbaoError, read_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder

__all__ = ["compare", "engines", "finding", "main", "ranks"]


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


def engines(model: str) -> Mapping[str, Callable[[], Embedder]]:
    """Return by name what loads a model in each engine, the exact one first, the shipped last."""

    def load(
        precision: str, *, questions: str | None = None, compiled: bool = False
    ) -> Callable[[], SentenceEmbedder]:
        return lambda: SentenceEmbedder.load(
            model, precision=precision, questions=questions, compiled=compiled
        )

    def autocast() -> Any:
        return _Within(load("f32")(), lambda: torch.autocast("cpu", dtype=torch.bfloat16))

    def other(change: Callable[[Any], object]) -> Callable[[], SentenceEmbedder]:
        return lambda: _changed(model, change)

    return {
        "torch fp32": load("f32"),
        "torch bf16 autocast": autocast,
        "torch bf16 weights": load("bf16"),
        "torch int8 dynamic": other(_quantize),
        **{name: other(change) for name, change in runners().items()},
        "openvino fp32": load("f32", compiled=True),
        "openvino bf16": load("bf16", compiled=True),
        "openvino fp32, questions int8": load("f32", questions="int8", compiled=True),
    }


def _changed(model: str, change: Callable[[Any], object]) -> SentenceEmbedder:
    with quietly():
        loaded = SentenceTransformer(
            str(resolve(model)), device="cpu", model_kwargs={"dtype": torch.float32}
        ).eval()
    change(loaded)
    return SentenceEmbedder(loaded, name=model, revision="")


def _quantize(model: Any) -> None:
    """Make the linear layers compute in int8, weights scaled by row, inputs as a whole."""
    from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch is about to move these
        layers = {torch.nn.Linear: per_channel_dynamic_qconfig}
        quantize_dynamic(model, layers, inplace=True)  # type: ignore[no-untyped-call]


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
        loads = engines(options.model)
        rows = compare(texts, asked, engines={name: loads[name] for name in options.engines})
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(table(rows))
    return 0


def compare(
    texts: Sequence[str],
    asked: Sequence[tuple[str, str]],
    *,
    engines: Mapping[str, Callable[[], Embedder]],
) -> list[dict[str, Any]]:
    """Return a row an engine; the first is the one that the others' vectors are compared with.

    The speed is in characters of passages, the query in milliseconds, both of processor time; the
    cosine in [-1, 1] is the lowest of a passage.
    """
    rows: list[dict[str, Any]] = []
    exact: tuple[NDArray[np.float32], NDArray[np.int64]] | None = None
    for name, load in engines.items():
        embedder = load()
        embedder.embed_passages(texts[:16])  # what is made once is made here
        vectors, seconds = _timed(lambda e=embedder: e.embed_passages(texts))  # type: ignore[misc]
        found = ranks(embedder, asked)
        exact = exact or (vectors, found)
        rows.append(
            {
                "engine": name,
                "characters/s": round(sum(map(len, texts)) / seconds),
                "query ms": _query(embedder, texts),
                "lowest cosine": round(float((vectors * exact[0]).sum(axis=1).min()), 5),
                **(finding(found) | {"p (R@1)": _p(exact[1], found, asked)} if asked else {}),
            }
        )
    return rows


def _timed(act: Callable[[], NDArray[np.float32]]) -> tuple[NDArray[np.float32], float]:
    began = time.process_time()
    vectors = act()
    return vectors, time.process_time() - began


def _query(embedder: Embedder, texts: Sequence[str]) -> float:
    """Return the median processor time in milliseconds of 20 queries of 20 characters."""
    queries = [text[:20] for text in texts[:20]]
    times = [_timed(lambda q=q: embedder.embed_queries([q]))[1] for q in queries]  # type: ignore[misc]
    return round(float(np.median(times)) * 1000, 1)


def ranks(embedder: Embedder, asked: Sequence[tuple[str, str]]) -> NDArray[np.int64]:
    """Return int64 (n,): the place, from 1, of each question's context among all contexts."""
    if not asked:
        return np.zeros(0, dtype=np.int64)
    contexts = sorted({context for _, context in asked})
    place = {context: number for number, context in enumerate(contexts)}
    scores = (
        embedder.embed_queries([question for question, _ in asked])
        @ embedder.embed_passages(contexts).T
    )
    right = scores[np.arange(len(asked)), [place[context] for _, context in asked]]
    return np.asarray(1 + (scores > right[:, None]).sum(axis=1), dtype=np.int64)


def finding(ranks: NDArray[np.int64]) -> dict[str, float]:
    """Return R@1, R@10 and MRR@10 in [0, 1] of ranks from 1."""
    return {
        "R@1": round(float((ranks <= 1).mean()), 4),
        "R@10": round(float((ranks <= 10).mean()), 4),
        "MRR@10": round(float(np.where(ranks <= 10, 1 / ranks, 0).mean()), 4),
    }


def _p(
    exact: NDArray[np.int64], found: NDArray[np.int64], asked: Sequence[tuple[str, str]]
) -> float:
    """Return the p-value of a difference in R@1, in (0, 1]; contexts' questions stay together."""
    first, other = ((ranks <= 1).astype(np.float64)[:, None] for ranks in (exact, found))
    return round(p_value(first, other, [context for _, context in asked], mean), 3)


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.engines", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="JSONL archives or pages")
    parser.add_argument(
        "--questions", type=Path, nargs="*", default=[], help="JSONL with 'question', 'context'"
    )
    parser.add_argument("--limit", type=int, default=300, help="articles to embed (300)")
    names = list(engines("embedder"))
    parser.add_argument(
        "--engines",
        nargs="+",
        choices=names,
        default=names,
        metavar="NAME",
        help=f"the first is compared with (all): {'; '.join(names)}",
    )
    parser.add_argument("--model", default="embedder", help="a sentence-transformers model")
    return parser


if __name__ == "__main__":
    sys.exit(main())
