"""How digests weigh a selector, fitted: ``python -m eval.bench.relevance --data D --generator G``.

A digest scores a sentence by what is seen of it (:mod:`qa.answering.digests.relevance`); a
generator's selector, which reads it with the question, says how probably it answers. So broad
questions are asked whose sentences readers labelled and no selector learnt
(``eval/kinds/labels/digested_unseen.jsonl``), of an archive of the articles that these are from. A
logistic rule of the two numbers, by whether a sentence answers (one that is of the matter but
weak counts 0.3), goes into the ``calibration.json`` of the selector in the folder G. Shown is how
well each tells them apart, and what would be given from a score on, the questions in ten parts,
each weighed by a rule that was fitted without it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.metrics.confidence import auroc
from models.calibration import Logistic
from models.selector import FOLDER, RELEVANCE, SentenceSelector, save_rule
from models.training.labelled import rows_of
from qa import Archive, Article, KanbaoError, load_generator
from qa.chinese.fold import folded
from qa.errors import InputError
from qa.interfaces import selector_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from qa.interfaces import Embedder, Generator

__all__ = ["Weighed", "as_table", "fit", "main"]

LABELS = Path(__file__).parents[1] / "kinds" / "labels" / "digested_unseen.jsonl"
WORTH = {"A": 1.0, "W": 0.3, "X": 0.0}
SHOWN = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
PARTS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A labelled sentence that was found for a question, and what is seen of it."""

    question: str
    label: str
    seen: Mapping[str, float]


class _Noting:
    """A generator whose selector leaves scores as they are, and notes what it saw."""

    weighs = True

    def __init__(self, generator: Generator) -> None:
        selector = selector_of(generator)
        if not isinstance(selector, SentenceSelector):
            raise InputError(f"{generator.name} has no selector: train one (models.training)")
        self._generator, self._selector = generator, selector
        self._noted: dict[str, Mapping[str, float]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._generator, name)

    @property
    def selector(self) -> _Noting:
        return self

    def relevances(
        self, question: str, sentences: Sequence[tuple[str, str]], scores: Sequence[float]
    ) -> Sequence[float]:
        seen = self._selector.seen(question, sentences, scores)
        self._noted |= {said: one for (_, said), one in zip(sentences, seen, strict=True)}
        return scores

    def noted(self) -> Mapping[str, Mapping[str, float]]:
        """Return what was seen of each sentence since this was asked last."""
        noted, self._noted = self._noted, {}
        return noted


def weighed(
    labels: Path,
    data: Path,
    generator: Generator,
    folder: Path,
    *,
    embedder: Embedder | None = None,
) -> list[Weighed]:
    """Ask the labelled questions of an archive in ``folder``, made where it is not there."""
    noting = _Noting(generator)
    articles: dict[str, Article] = {}
    wanted: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line, title, text in rows_of([labels], data):
        articles[line["id"]] = Article(id=line["id"], title=title, text=text)
        for start, end, label in line["sentences"]:
            wanted[line["question"]][folded(text[start:end]).text] = label
    rows = []
    with Archive.open(folder, embedder=embedder, generator=noting) as archive:
        archive.add(articles.values())
        for question, labelled in wanted.items():
            archive.digest(question)
            rows += [
                Weighed(question=question, label=labelled[said], seen=seen)
                for said, seen in noting.noted().items()
                if said in labelled
            ]
    return rows


def fit(rows: Sequence[Weighed]) -> Logistic:
    """Return the rule. Raises :class:`InputError` where none answers."""
    from sklearn.linear_model import LogisticRegression

    worth = np.array([WORTH[one.label] for one in rows])
    if not 0 < worth.sum() < len(rows):
        raise InputError(f"of {len(rows)} sentences all answer, or none does: label more")
    seen = _numbers(rows)
    model = LogisticRegression(C=0.5)
    model.fit(
        np.concatenate([seen, seen]),
        np.repeat([True, False], len(rows)),
        sample_weight=np.concatenate([worth, 1 - worth]),
    )
    return Logistic.fitted(rows[0].seen, model.coef_[0], model.intercept_[0])


def _numbers(rows: Sequence[Weighed]) -> NDArray[np.float64]:
    return np.array([list(one.seen.values()) for one in rows])


def _unlearnt(rows: Sequence[Weighed]) -> list[float]:
    """Return the score of each sentence by a rule that was fitted without its question."""
    parts = {
        name: place % PARTS for place, name in enumerate(dict.fromkeys(r.question for r in rows))
    }
    rules = [fit([one for one in rows if parts[one.question] != part]) for part in range(PARTS)]
    return [rules[parts[one.question]].probability(one.seen) for one in rows]


def as_table(rows: Sequence[Weighed]) -> str:
    """Return how well each number tells sentences apart, and what is given from a score on."""
    scores = _unlearnt(rows)
    told = {name: [one.seen[name] for one in rows] for name in rows[0].seen} | {"together": scores}
    lines = ["| | answers or off | answers or not | off or not |", "|---|---|---|---|"]
    for name, numbers in told.items():
        apart = (_apart(numbers, rows, *way) for way in (("A", "X"), ("A", "WX"), ("AW", "X")))
        lines.append(f"| {name} | {' | '.join(f'{one:.3f}' for one in apart)} |")
    lines += ["", "| from | answer | weak | off | questions without any |", "|---|---|---|---|---|"]
    with_one = {one.question for one in rows if one.label == "A"}
    for least in SHOWN:
        given = [one for one, score in zip(rows, scores, strict=True) if score >= least]
        labels = [one.label for one in given]
        counts = " | ".join(str(labels.count(label)) for label in WORTH)
        lines.append(f"| {least} | {counts} | {len(with_one - {one.question for one in given})} |")
    return "\n".join(lines)


def _apart(numbers: Sequence[float], rows: Sequence[Weighed], these: str, those: str) -> float:
    return auroc(
        np.array(
            [
                (number, one.label in these)
                for number, one in zip(numbers, rows, strict=True)
                if one.label in these + those
            ]
        )
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Ask, fit, show and save; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as passing:
            folder = options.folder or Path(passing) / "archive"
            generator = load_generator(str(options.generator))
            rows = weighed(options.labels, options.data, generator, folder)
        rule = fit(rows)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(as_table(rows))
    save_rule(RELEVANCE, rule, options.generator / FOLDER)
    print(json.dumps(asdict(rule)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.relevance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the shared sets")
    parser.add_argument("--generator", type=Path, required=True, help="a folder, written to")
    parser.add_argument("--labels", type=Path, default=LABELS, help="JSONL of labelled sentences")
    parser.add_argument("--folder", type=Path, help="of the archive; else a passing one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
