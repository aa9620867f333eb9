"""Weights of a text's worth: ``python -m eval.bench.worth headline|feature|opinion|brief PAIRS``.

Of articles to train on, each with what an editor made of it. Every candidate of an article is
compared with the editor's text (ROUGE-L by characters), or with ``--labels`` has the letter that it
got from one who read it; weights are fitted so that the best ones are worth most, on two thirds of
the articles, and all is shown of the other third:

``now``      the candidate of the highest worth with the weights in :mod:`qa.writing.worth`
``fitted``   with the weights fitted here
``likely``   the one that the generator finds likeliest
``lead``     the likeliest of those of the article's first sentence
``best``     the nearest one there is: no weights can do better

What is nearest to one editor's words is not what reads best, nor always what is news: the weights
are chosen beside what comes out, by reading it. Of labels all figures are shares of A, of what
has at most 40 characters: in five rounds of judging hardly a longer headline was publishable.
``eval/bench/labels/headlines.jsonl`` has those of 408 articles of the training data: a line is an
article's ``item`` with ``labels``, a letter by the first 16 digits of a candidate's SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.articles import draw
from eval.datasets import read_pairs
from eval.errors import DataError
from eval.jsonl import read_jsonl
from eval.judged.labels import LABELS
from eval.metrics import characters, rouge_l
from qa import Article, KanbaoError
from qa.defaults import default_generator
from qa.writing.judge import judge
from qa.writing.style import FEATURE, OPINION, STORY
from qa.writing.worth import WEIGHTS, read_length

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from eval.datasets import Pair
    from qa.interfaces import Generator
    from qa.writing.judge import Opinion

    Row = tuple[NDArray[np.float64], NDArray[np.float64]]  # (n, features), (n,) scores
    Labels = Mapping[str, Mapping[str, str]]  # article -> hash of a candidate -> letter

__all__ = ["fit", "main", "measure", "read_labels"]

_SHARP, _NEAR = 4.0, 12.0
_STEPS, _RATE = 400, 0.05
_FEWEST = 3
_DIGITS = 16  # of a hash
_SCORES = dict(zip(LABELS, (1.0, 0.3, 0.0, -0.5), strict=True))
_LONGEST_A = 40  # characters


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        select = dict(pair.split("=", 1) for pair in options.select)
        pairs = [
            pair
            for path in options.pairs
            for pair in read_pairs(path, layout=options.layout, select=select)
        ]
        labels = read_labels(options.labels) if options.labels else None
        pairs = [pair for pair in pairs if labels is None or pair.id in labels]
        drawn = set(draw((pair.id for pair in pairs), options.limit, seed=options.seed))
        chosen = [pair for pair in pairs if pair.id in drawn]
        weights, shown = measure(
            chosen, kind=options.kind, generator=default_generator(), labels=labels
        )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print("| weight | " + " | ".join(weights) + " |\n|" + "---|" * (len(weights) + 1))
    print("| fitted | " + " | ".join(f"{value:.2f}" for value in weights.values()) + " |\n")
    print("| of the other third | " + " | ".join(shown) + " |\n|" + "---|" * (len(shown) + 1))
    print(
        f"| {'A' if labels else 'ROUGE-L'} | "
        + " | ".join(f"{value:.3f}" for value in shown.values())
        + " |"
    )
    return 0


def measure(
    pairs: Sequence[Pair], *, kind: str, generator: Generator, labels: Labels | None = None
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the fitted weights by name, that of ``likely`` being 1, and the mean ROUGE-Ls.

    Of the texts that are written in the style ``kind``: a story has weights of its own. With
    ``labels`` shares of A in place of ROUGE-Ls. Raises :class:`DataError` if fewer than three
    articles are left.
    """
    names = list(WEIGHTS[kind])
    rows = [row for pair in pairs if (row := _row(pair, kind, names, generator, labels))]
    if len(rows) < _FEWEST:
        raise DataError(f"{len(rows)} articles with candidates in the style {kind}: give more")
    train, test = [row for n, row in enumerate(rows) if n % 3], rows[::3]
    fitted = fit(train)
    fitted /= max(abs(fitted[names.index("likely")]), 1e-6)
    now = np.array([WEIGHTS[kind][name] for name in names])
    likely = np.array([float(name == "likely") for name in names])
    lead = likely - 100 * np.array([float(name == "late") for name in names])
    chosen = {"now": now, "fitted": fitted, "likely": likely, "lead": lead}
    if labels is not None:
        test = [(values, (scores == _SCORES["A"]).astype(np.float64)) for values, scores in test]
    shown = {name: _mean(test, weights) for name, weights in chosen.items()}
    shown["best"] = float(np.mean([scores.max() for _, scores in test]))
    return dict(zip(names, fitted.tolist(), strict=True)), shown


def fit(rows: Sequence[Row]) -> NDArray[np.float64]:
    """Return weights (features,) by which an article's nearest candidates are worth most.

    The cross-entropy of two softmaxes over each article's candidates: of their worth and of their
    scores.
    """
    weights = np.zeros(rows[0][0].shape[1])
    for _ in range(_STEPS):
        slopes = [
            values.T @ (_softmax(_SHARP * values @ weights) - _softmax(_NEAR * scores))
            for values, scores in rows
        ]
        weights -= _RATE * np.mean(slopes, axis=0)
    return weights


def read_labels(path: Path) -> dict[str, dict[str, str]]:
    """Return the letters of articles' candidates by the hash of each; raises DataError."""
    found: dict[str, dict[str, str]] = {}
    for line in read_jsonl(path):
        labels = line.record.get("labels")
        if not isinstance(labels, dict) or not set(labels.values()) <= set(LABELS):
            raise DataError(f"{line.where}: field 'labels' is {labels!r}, not letters by hash")
        found.setdefault(line.text("item"), {}).update(labels)
    return found


def _row(
    pair: Pair, kind: str, names: Sequence[str], generator: Generator, labels: Labels | None
) -> Row | None:
    article = Article(id=pair.id, title="", text=pair.text, date=pair.date)
    written = "headline" if kind in (FEATURE, OPINION) else kind
    (judged,) = judge([article], kind=written, generator=generator)
    if judged.style != kind:
        return None
    known = [
        ([one.values[name] for name in names], score)
        for one in judged.opinions
        if (score := _score(one, pair, labels)) is not None
    ]
    if not known:
        return None
    return np.array([values for values, _ in known]), np.array([score for _, score in known])


def _score(opinion: Opinion, pair: Pair, labels: Labels | None) -> float | None:
    """Return how good a candidate is, by its label if there are any; None if it has none."""
    text = opinion.candidate.text
    if labels is None:
        return rouge_l(characters(text), characters(pair.target))
    label = labels[pair.id].get(hashlib.sha256(text.encode()).hexdigest()[:_DIGITS])
    if label == "A" and read_length(text) > _LONGEST_A:
        label = "B"
    return _SCORES[label] if label else None


def _mean(rows: Sequence[Row], weights: NDArray[np.float64]) -> float:
    return float(np.mean([scores[np.argmax(values @ weights)] for values, scores in rows]))


def _softmax(values: NDArray[np.float64]) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = np.exp(values - values.max())
    shares /= shares.sum()
    return shares


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.worth", description=__doc__)
    # Briefs of stories are chosen by their titles, which pairs have not.
    parser.add_argument("kind", choices=sorted(WEIGHTS.keys() - {STORY}))
    parser.add_argument("pairs", type=Path, nargs="+", help="JSONL of texts with their targets")
    parser.add_argument("--labels", type=Path, help="letters of candidates, by article and hash")
    parser.add_argument("--layout", default="shared", help="user, shared or archive")
    parser.add_argument("--select", nargs="*", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    return parser


if __name__ == "__main__":
    sys.exit(main())
