"""How sure a selector is, fitted: ``python -m eval.bench.selected --data DATA --generator FOLDER``.

Where the reader refuses, a generator's selector says which sentence answers, and how probably. How
often that is right depends on how answerable the reader finds the question, too, and on how many
sentences were read. So questions are asked that it never learnt from: those of the choosing half of
the articles set aside (:mod:`eval.bench.asked`), asked of the archive of all, and those set aside
of the reading sets, each asked of its text alone. A logistic rule of the two probabilities, by
whether the sentence is right, goes into the ``calibration.json`` of the selector in FOLDER. Shown
are how many sentences of each kind would be given, and how many of them are right.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.bench.asked import outcome
from eval.kinds.asked import half_of, read_asked
from eval.setup import ask_text
from models.calibration import Logistic
from models.selector import CHANCE, FOLDER, evidence, save_rule
from models.training.examples import held_out, read_rows
from models.training.select import READ
from qa import Archive, KanbaoError, load_generator
from qa.errors import InputError
from qa.interfaces import selector_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qa.interfaces import Generator, Selector

__all__ = ["Refused", "fit", "main"]

SETS = {"dureader_checklist": 200, "crud_news": 70, "cmrc2018": 60, "squad_zh": 300}
"""How many of the questions set aside of each reading set are asked."""

SHOWN = (0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A question that the reader refused: what is seen of the sentence, and whether it is right."""

    kind: str
    seen: Mapping[str, float]
    right: bool


class _Noting:
    """A generator whose selector gives whatever is likeliest, and says of it what it saw."""

    def __init__(self, generator: Generator) -> None:
        selector = selector_of(generator)
        if selector is None:
            raise InputError(f"{generator.name} has no selector: train one (models.training)")
        self._generator, self._selector = generator, selector
        self.seen: Mapping[str, float] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._generator, name)

    @property
    def selector(self) -> Selector:
        return self

    def probabilities(
        self, question: str, passages: Sequence[tuple[str, Sequence[str]]]
    ) -> Sequence[Sequence[float]]:
        return self._selector.probabilities(question, passages)

    def chance(self, seen: Mapping[str, float]) -> float:
        self.seen = evidence(seen)
        return 1.0

    def refused(self, kind: str, *, right: bool) -> Iterator[Refused]:
        """Yield what was seen of the last question, if the selector was asked."""
        if self.seen is not None:
            yield Refused(kind=kind, seen=self.seen, right=right)
        self.seen = None


def of_archive(data: Path, noting: _Noting, folder: Path | None = None) -> Iterator[Refused]:
    """Ask what was written for the articles set aside, of the archive of all, in ``folder``."""
    several = read_asked(data)
    with (
        tempfile.TemporaryDirectory() as passing,
        Archive.open(folder or Path(passing) / "archive", generator=noting) as archive,
    ):
        archive.add(one.article for one in several)
        for one in several:
            if not one.unseen or half_of(one.article.id, one.article.text) != "choose":
                continue
            for asked in one.questions:
                answer = archive.ask(asked.question)
                right = "right" in outcome(answer, asked.kind, one.article, asked.spans)
                yield from noting.refused(asked.kind, right=right)


def of_texts(data: Path, noting: _Noting) -> Iterator[Refused]:
    """Ask what was set aside of the reading sets, each of its text."""
    had: Counter[str] = Counter()
    for row in read_rows(data / "qa_train.jsonl.xz"):
        source, text = row["source"], row["context"][:READ]
        if not held_out(row["context"]) or had[source] == SETS.get(source, 0):
            continue
        had[source] += 1
        answer = ask_text(row["question"], text, noting)
        at = row["answer_start"] if row["answers"] else None
        cited = answer.citations[:1]
        right = at is not None and any(one.start <= at < one.end for one in cited)
        yield from noting.refused(source, right=right)


def fit(rows: Sequence[Refused]) -> Logistic:
    """Return the rule. Raises :class:`InputError` where all are right, or none is."""
    from sklearn.linear_model import LogisticRegression

    right = [one.right for one in rows]
    if len(set(right)) < 2:
        raise InputError(f"of {len(rows)} sentences all are right, or none is: ask more questions")
    model = LogisticRegression().fit(np.array([list(one.seen.values()) for one in rows]), right)
    return Logistic.fitted(rows[0].seen, model.coef_[0], model.intercept_[0])


def as_table(rows: Sequence[Refused], rule: Logistic) -> str:
    """Return how many sentences are given from a chance on, and how many of them are right."""
    lines = ["| kind | refused | right | " + " | ".join(f"from {x}" for x in SHOWN) + " |"]
    lines.append("|---" * (3 + len(SHOWN)) + "|")
    for kind in dict.fromkeys(one.kind for one in rows):
        its = [(rule.probability(one.seen), one.right) for one in rows if one.kind == kind]
        given = [[right for chance, right in its if chance >= least] for least in SHOWN]
        told = " | ".join(f"{sum(some)} of {len(some)}" for some in given)
        lines.append(f"| {kind} | {len(its)} | {sum(right for _, right in its)} | {told} |")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Ask, fit, show and save; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        rows = _rows(options.data, options.generator, kept=options.rows, folder=options.folder)
        rule = fit(rows)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(as_table(rows, rule))
    save_rule(CHANCE, rule, options.generator / FOLDER)
    print(json.dumps(asdict(rule)))
    return 0


def _rows(data: Path, generator: Path, *, kept: Path | None, folder: Path | None) -> list[Refused]:
    """Return what is seen of the questions that are refused, those kept where they are."""
    if kept and kept.exists():
        return [Refused(**json.loads(line)) for line in kept.read_text("utf-8").splitlines()]
    noting = _Noting(load_generator(str(generator)))
    rows = [*of_texts(data, noting), *of_archive(data, noting, folder)]
    if kept:
        lines = (json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        kept.write_text("".join(lines), "utf-8")
    return rows


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.selected",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--generator", type=Path, required=True, help="a folder, written to")
    parser.add_argument("--folder", type=Path, help="of the archive; else a passing one")
    parser.add_argument("--rows", type=Path, help="keeps what was read; read where it is there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
