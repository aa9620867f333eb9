"""A commit against the working tree: ``python -m eval.bench.before_after --before REF``.

Everything is measured ``--runs`` times on both, in turn: what a command takes from nothing
(``kanbao --help``, ``search``, ``ask``), what a question, a headline and a summary take in a warm
process, how fast articles are added and what part of the processor's matrix speed that is, the
memory; with ``--install`` also the environment of ``make demo``, in which then everything runs. The
same again in float32, which is what a processor without bfloat16 computes in. Seconds are the
processor's (user and system, children too) and the clock's. Other programs on the machine lengthen
both, so the warm processes of both sides take turns question by question; the cold ones are also
given as multiples of ``import torch`` in the same run, and an ``ask`` also without the compiled
model that the one before it kept. Prints a Markdown table, with ``--json`` a JSON object.

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
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice, product
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
    from collections.abc import Iterator, Mapping, Sequence

    from eval.bench.sides import Ran, Worker

__all__ = ["compare", "invented", "main", "table"]

_HERE = Path(__file__).parent
_STORIES = 5  # of an invented article: about 650 characters, as a news item has
_HAS_TORCH = "import importlib.util as u; print(u.find_spec('torch') is not None)"
_ANSWERED = (0, 1)  # a refusal is an answer
_GROUPS = {
    "start": "without a model",
    "auto": "as the processor can",
    "fp32": "in float32",
    "int8": "the generator in int8",
}
_ANSWERS = ("search", "ask", "headline", "summary")
_UNIT = "import torch, cpu s"

Values = dict[str, dict[str, list[float]]]  # measure -> side -> a value a run
Measure = Callable[["Side"], dict[str, float]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        with TemporaryDirectory(dir=options.folder) as scratch:
            work = Path(scratch)
            cache = {"KANBAO_CACHE": str(work / "cache")}
            before = check_out(options.before, work / "tree")
            sides = [
                Side(name="before", tree=before, settings=cache),
                Side(name="after", tree=ROOT, settings=cache),
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
    for_articles, for_questions = _inputs(work)
    for_articles.write_text(rows, "utf-8")
    asked = {"search": questions[: options.count], "ask": questions[: options.asks]}
    for_questions.write_text(json.dumps(asked, ensure_ascii=False), "utf-8")


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
        found[name] = _at_work(chosen, work, runs)
        found[name] |= _in_turn(lambda side: _cold(side, work), chosen, runs, first=True)
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
    peaks = side.run(_HERE / "peak.py").numbers
    return values | {f"GEMM peak {name}, GFLOPS": value for name, value in peaks.items()}


def _at_work(sides: Sequence[Side], work: Path, runs: int) -> Values:
    """Let both sides add and answer the same, by turns; return what each run of each took."""
    values: Values = {}
    for _ in range(runs):
        with ExitStack() as stack:
            workers = {
                side.name: stack.enter_context(
                    side.start(_HERE / "steps.py", *_inputs(work), _archive(side, work))
                )
                for side in sides
            }
            for side, numbers in _by_turns(workers).items():
                for name, value in numbers.items():
                    values.setdefault(name, {}).setdefault(side, []).append(value)
    return values


def _by_turns(workers: Mapping[str, Worker]) -> dict[str, dict[str, float]]:
    """Let the workers do every act, each act one after the other; return their numbers."""
    sizes = {side: worker.ask("size 0") for side, worker in workers.items()}
    acts: dict[str, int] = next(iter(sizes.values()))["acts"]
    times: dict[str, dict[str, list[tuple[float, float]]]] = {
        side: {act: [] for act in acts} for side in workers
    }
    for lines in _lines(acts):
        for act, number in lines:
            order = list(workers) if number % 2 == 0 else list(workers)[::-1]
            for side in order:
                times[side][act].append(workers[side].ask(f"{act} {number}"))
        peaks = {side: worker.ask("size 0")["peak MB"] for side, worker in workers.items()}
        for side, size in sizes.items():
            if lines[-1][0] == "add":
                size["indexing peak MB"] = peaks[side]
            size["peak MB"] = peaks[side]
    return {side: _numbers(times[side], sizes[side]) for side in workers}


def _lines(acts: Mapping[str, int]) -> Iterator[list[tuple[str, int]]]:
    """Yield what is done while an archive is filled, then what is done with it.

    The first batch, question, headline and summary come twice: what is loaded once is loaded then.
    """
    yield [("embed", 0)]
    yield [(act, number) for number in range(acts["add"]) for act in ("embed", "add")]
    yield [(act, max(number, 0)) for act in _ANSWERS for number in range(-1, acts[act])]


def _numbers(
    times: Mapping[str, Sequence[tuple[float, float]]], size: Mapping[str, float]
) -> dict[str, float]:
    adding = sum(cpu for cpu, _ in times["add"])
    alone = sum(cpu for cpu, _ in times["embed"][1:])
    numbers = {
        "indexing: characters/cpu s": size["characters"] / adding,
        "indexing: the embedder alone": size["characters"] / alone,
        "indexing: share of the embedder alone": alone / adding,
        "indexing: GFLOPS": size["operations"] / adding / 1e9,
        "indexing: peak MB": size["indexing peak MB"],
    }
    for act in _ANSWERS:
        points = np.percentile(np.array(times[act][1:]), [50, 95], axis=0) * 1000
        for (row, share), (column, clock) in product(
            enumerate((50, 95)), enumerate(("cpu", "wall"))
        ):
            numbers[f"warm {act}: p{share} {clock} ms"] = float(points[row, column])
    return {**numbers, "warm: peak MB": size["peak MB"]}


def _cold(side: Side, work: Path) -> dict[str, float]:
    """Return what a first question takes: a process starts, loads models, answers and ends."""
    asked = json.loads(_inputs(work)[1].read_text("utf-8"))["ask"][0]
    values: dict[str, float] = {}
    if side.run("-c", _HAS_TORCH).out.strip() == "True":
        values |= _both("import torch", side.run("-c", "import torch"))
    for command in ("search", "ask"):
        line = ("-m", "qa", command, asked, "--archive", _archive(side, work))
        values |= _both(f"cold {command}", side.run(*line, codes=_ANSWERED))
    alone = side.run(*line, codes=_ANSWERED, KANBAO_KEEP_COMPILED="0")
    return values | _both("cold ask, nothing kept", alone)


def _inputs(work: Path) -> tuple[Path, Path]:
    return work / "articles.jsonl", work / "questions.json"


def _archive(side: Side, work: Path) -> Path:
    return work / f"archive-{side.name}"


def _both(name: str, ran: Ran) -> dict[str, float]:
    return {f"{name}, cpu s": ran.cpu, f"{name}, wall s": ran.wall}


def _add_shares(values: Values, start: Values) -> None:
    """Add the cold starts as multiples of ``import torch``, and speeds as shares of GEMM peaks.

    Both sides are compared with the same: torch's mean time of the runs of either side that has
    it, and the best peak of either.
    """
    if unit := [value for runs in values.get(_UNIT, {}).values() for value in runs]:
        for command in ("search", "ask", "ask, nothing kept"):
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
        nargs="*",
        default=["auto", "fp32"],
        choices=["auto", "fp32", "bf16", "int8"],
        help="what the models compute in: as they choose, or so (auto fp32); none: no model runs",
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
