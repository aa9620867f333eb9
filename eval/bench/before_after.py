"""A commit against the working tree: ``python -m eval.bench.before_after --before REF``.

Everything is measured ``--runs`` times on both, in turn, each in a process of its own: what a
command takes from nothing (``kanbao --help``, ``search``, ``ask``), what a question, a headline and
a summary take in a process that is warm, how fast articles are added and what part of the
processor's matrix speed that is, the memory; with ``--install`` also the environment of ``make
demo``, in which then everything runs. The same again in float32, which is what a processor without
bfloat16 computes in. Seconds are the processor's (user and system, children too) and the clock's;
beside the cold ones their ratio to ``import torch`` in the same run, which does not depend on how
busy the machine is. Prints a Markdown table, with ``--json`` a JSON object.

Without articles some are made up, all alike: they show speed, not quality. The files of both trees
and of the archives are in the disk's cache: of what starts a process to be measured itself, one run
goes first and is not counted.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from eval.bench.readers import news
from eval.bench.sides import ROOT, Side, check_out, install
from eval.errors import DataError
from eval.jsonl import read_jsonl
from qa import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.bench.sides import Ran

__all__ = ["compare", "invented", "main", "table"]

_HERE = Path(__file__).parent
_STORIES = 5  # of an invented article: about 650 characters, as a news item has
_HAS_TORCH = "import importlib.util as u; print(u.find_spec('torch') is not None)"
_ANSWERED = (0, 1)  # a refusal is an answer
_GROUPS = {"start": "without a model", "auto": "as the processor can", "fp32": "in float32"}
_UNIT = "import torch, cpu s"

Values = dict[str, dict[str, list[float]]]  # measure -> side -> a value a run
Measure = Callable[["Side"], dict[str, float]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        with TemporaryDirectory(dir=options.folder) as scratch:
            work = Path(scratch)
            sides = [
                Side(name="before", tree=check_out(options.before, work / "tree")),
                Side(name="after", tree=ROOT),
            ]
            _write_inputs(options, work)
            values = compare(
                sides,
                work,
                runs=options.runs,
                precisions=options.precisions,
                installing=options.install,
            )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(values, ensure_ascii=False, indent=1) if options.json else table(values))
    return 0


def invented(count: int) -> tuple[list[dict[str, str]], list[str]]:
    """Return articles as ``kanbao add`` reads them, and a question of each."""
    stories = news(count * _STORIES)
    articles = [
        {
            "id": f"n{number}",
            "title": stories[number * _STORIES][0],
            "text": "\n".join(
                part for _, parts in stories[number * _STORIES :][:_STORIES] for part in parts
            ),
        }
        for number in range(count)
    ]
    return articles, [f"清河大桥通车第{number * _STORIES}日过车多少辆？" for number in range(count)]


def _write_inputs(options: argparse.Namespace, work: Path) -> None:
    """Write ``articles.jsonl`` and ``questions.json`` where the steps read them."""
    if bool(options.articles) != bool(options.questions):
        raise DataError("articles and --questions go together: give both, or neither")
    articles, questions = invented(options.limit)
    if options.articles:
        lines = (line.record for path in options.articles for line in read_jsonl(path))
        articles = list(islice(lines, options.limit))
        questions = [line.text("question") for line in read_jsonl(options.questions)]
    rows = "".join(f"{json.dumps(article, ensure_ascii=False)}\n" for article in articles)
    (work / "articles.jsonl").write_text(rows, "utf-8")
    asked = {"search": questions[: options.count], "ask": questions[: options.asks]}
    (work / "questions.json").write_text(json.dumps(asked, ensure_ascii=False), "utf-8")


def compare(
    sides: Sequence[Side],
    work: Path,
    *,
    runs: int,
    precisions: Sequence[str],
    installing: bool = False,
) -> dict[str, Values]:
    """Return by group (``install``, ``start`` and the precisions) the values of each side's runs.

    ``work`` has ``articles.jsonl`` and ``questions.json``; archives and environments go there.
    """
    found: dict[str, Values] = {}
    if installing:
        found["install"], sides = _installed(sides, work, runs)
    found["start"] = _in_turn(_start, sides, runs, first=True)
    for name in precisions:
        settings = {} if name == "auto" else {"KANBAO_PRECISION": name}
        chosen = [replace(side, settings={**side.settings, **settings}) for side in sides]
        found[name] = (
            _in_turn(lambda side: _index(side, work), chosen, runs)
            | _in_turn(lambda side: _cold(side, work), chosen, runs, first=True)
            | _in_turn(lambda side: _warm(side, work), chosen, runs)
        )
        _add_shares(found[name], found["start"])
    return found


def _in_turn(measure: Measure, sides: Sequence[Side], runs: int, *, first: bool = False) -> Values:
    """Return what ``measure`` says of each side, forwards and backwards; the ``first`` is lost."""
    values: Values = {}
    for side in sides if first else ():
        measure(side)
    for number in range(runs):
        for side in sides if number % 2 == 0 else sides[::-1]:
            for name, value in measure(side).items():
                values.setdefault(name, {}).setdefault(side.name, []).append(value)
    return values


def _installed(sides: Sequence[Side], work: Path, runs: int) -> tuple[Values, list[Side]]:
    """Install both; return what that took, and the sides in their new environments."""

    def make(side: Side) -> dict[str, float]:
        shutil.rmtree(work / side.name, ignore_errors=True)
        return install(side.tree, work / side.name)

    values = _in_turn(make, sides, runs)
    python = Path("bin", "python")
    return values, [replace(side, python=str(work / side.name / python)) for side in sides]


def _start(side: Side) -> dict[str, float]:
    """Return what starting takes without a model, and how fast matrices are multiplied."""
    values = _both("kanbao --help", side.run("-m", "qa", "--help"))
    if side.run("-c", _HAS_TORCH).out.strip() == "True":
        values |= _both("import torch", side.run("-c", "import torch"))
    peaks = side.run("-P", _HERE / "peak.py").numbers
    return values | {f"GEMM peak {name}, GFLOPS": value for name, value in peaks.items()}


def _index(side: Side, work: Path) -> dict[str, float]:
    numbers = side.run("-P", _HERE / "steps.py", "index", _articles(work), _archive(side, work))
    return {f"indexing: {name}": value for name, value in numbers.numbers.items()}


def _cold(side: Side, work: Path) -> dict[str, float]:
    """Return what the first question takes: the process starts, loads models, answers, ends."""
    asked = json.loads(_questions(work).read_text("utf-8"))["ask"][0]
    values: dict[str, float] = {}
    for command in ("search", "ask"):
        line = ("-m", "qa", command, asked, "--archive", _archive(side, work))
        values |= _both(f"cold {command}", side.run(*line, codes=_ANSWERED))
    return values


def _warm(side: Side, work: Path) -> dict[str, float]:
    step = (_HERE / "steps.py", "warm", _articles(work), _questions(work), _archive(side, work))
    return {f"warm: {name}": value for name, value in side.run("-P", *step).numbers.items()}


def _articles(work: Path) -> Path:
    return work / "articles.jsonl"


def _questions(work: Path) -> Path:
    return work / "questions.json"


def _archive(side: Side, work: Path) -> Path:
    return work / f"archive-{side.name}"


def _both(name: str, ran: Ran) -> dict[str, float]:
    return {f"{name}, cpu s": ran.cpu, f"{name}, wall s": ran.wall}


def _add_shares(values: Values, start: Values) -> None:
    """Add the cold starts as multiples of ``import torch``, and speeds as shares of GEMM peaks.

    Both sides are compared with the same: torch's mean time of the runs of either side that has
    it, and the best peak of either.
    """
    if unit := [value for runs in start.get(_UNIT, {}).values() for value in runs]:
        for command in ("search", "ask"):
            cold = values[f"cold {command}, cpu s"]
            values[f"cold {command} / import torch"] = _divided(cold, float(np.mean(unit)))
    for name in ("fp32", "bf16", "int8"):
        if peaks := start.get(f"GEMM peak {name}, GFLOPS"):
            peak = max(value for runs in peaks.values() for value in runs)
            shares = _divided(values["indexing: GFLOPS"], peak)
            values[f"indexing: share of GEMM peak {name}"] = shares


def _divided(values: dict[str, list[float]], by: float) -> dict[str, list[float]]:
    return {side: [value / by for value in runs] for side, runs in values.items()}


def table(found: dict[str, Values]) -> str:
    """Return a Markdown table: each side's runs, and the ratio of their means."""
    lines = ["| | before | after | after / before |", "|---|---|---|---|"]
    for group, values in found.items():
        lines.append(f"| **{_GROUPS.get(group, group)}** | | | |")
        for name, runs in values.items():
            before, after = runs.get("before", []), runs.get("after", [])
            ratio = f"{np.mean(after) / np.mean(before):.2f}" if before and after else ""
            lines.append(f"| {name} | {_shown(before)} | {_shown(after)} | {ratio} |")
    return "\n".join(lines)


def _shown(values: Sequence[float]) -> str:
    return " · ".join(f"{value:.0f}" if value >= 100 else f"{value:.3g}" for value in values)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.before_after", description=__doc__)
    parser.add_argument("articles", type=Path, nargs="*", help="JSONL archives (made up)")
    parser.add_argument("--questions", type=Path, help="JSONL with 'question' (made up)")
    parser.add_argument("--before", required=True, metavar="REF", help="a commit")
    parser.add_argument("--runs", type=int, default=2, help="of each, in turn (2)")
    parser.add_argument(
        "--precisions",
        nargs="+",
        default=["auto", "fp32"],
        choices=["auto", "fp32", "bf16"],
        help="what the models compute in: as they choose, or so (auto fp32)",
    )
    parser.add_argument("--limit", type=int, default=100, help="articles to add (100)")
    parser.add_argument("--count", type=int, default=50, help="questions to search for (50)")
    parser.add_argument("--asks", type=int, default=20, help="questions to ask (20)")
    parser.add_argument("--install", action="store_true", help="measure that too: minutes, network")
    parser.add_argument("--folder", type=Path, help="where scratch files go (the system's place)")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
