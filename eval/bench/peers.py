"""Kanbao beside other libraries: ``python -m eval.bench.peers ARTICLES.jsonl... --questions FILE``.

The same weights, articles and questions for each, on this machine, one after another, every step a
process of its own (:mod:`eval.bench.peer`): indexing, opening, searching, whether the best hit is
of the question's own article, memory, disk, and what is left of a process killed while it saves.
The questions' contexts are among the articles. Prints a Markdown table and with ``--json`` a JSON
object; ``p`` is of a paired permutation test of R@1 against the first row.

The other libraries come with ``pip install 'kanbao[peers]'``; ``--python`` names an environment's
that has them, if this one's has not. What cannot be imported there is left out, and said.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from eval.bench.peer import PEERS
from eval.bench.sides import ROOT, Side
from eval.datasets import article_of
from eval.errors import EvalError
from eval.jsonl import read_jsonl
from eval.statistics import mean, p_value
from qa import KanbaoError, read_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qa.records import Article

__all__ = ["add_options", "compare", "main", "side_by_side", "with_inputs", "write_inputs"]

_PEER = Path(__file__).with_name("peer.py")
_OWN = "Kanbao"  # what its rows begin with: they run in this Python
_MORE = 8  # articles that are added when the process is killed
_SHOWN = (
    "characters/s",
    "import and open cpu s",
    "first search cpu s",
    "search p50 cpu ms",
    "search p95 cpu ms",
    "R@1",
    "p",
    "index peak MB",
    "search peak MB",
    "disk MB",
    "whole after a kill",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        with with_inputs(options, kills=options.kills) as work:
            rows = compare(options.peers, work, python=options.python)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(rows, ensure_ascii=False, indent=1) if options.json else table(rows))
    return 0


@contextmanager
def with_inputs(options: argparse.Namespace, *, kills: int) -> Iterator[Path]:
    """Give a folder with what :func:`write_inputs` makes of the options of :func:`add_options`."""
    articles = islice((a for path in options.articles for a in read_articles(path)), options.limit)
    lines = [
        (line.text("question"), article_of(line.text("context")))
        for line in read_jsonl(options.questions)
    ]
    with TemporaryDirectory(dir=options.folder) as scratch:
        work = Path(scratch)
        settings = {"model": options.model, "dtype": options.dtype, "kills": kills}
        write_inputs(work, articles, lines, count=options.count, settings=settings)
        yield work


def write_inputs(
    work: Path,
    articles: Iterable[Article],
    asked: Sequence[tuple[str, Article]],
    *,
    count: int,
    settings: dict[str, Any],
) -> None:
    """Write what :mod:`eval.bench.peer` reads: ``count`` of the questions, all their articles.

    The last articles of all are kept back, to be added when the process is killed.
    """
    found = {article.id: article for article in articles}
    rows = [{"id": a.id, "title": a.title, "text": a.text} for a in found.values()]
    own = {a.id: {"id": a.id, "title": a.title, "text": a.text} for _, a in asked}
    drawn = random.Random(0).sample(list(asked), min(count, len(asked)))
    files = {
        "articles.json": [*own.values(), *rows[:-_MORE]],
        "more.json": rows[-_MORE:],
        "questions.json": [(question, article.id) for question, article in drawn],
        "peer.json": settings,
    }
    for name, content in files.items():
        (work / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def compare(
    names: Sequence[str], work: Path, *, python: str = sys.executable
) -> list[dict[str, Any]]:
    """Return a row each; one that fails has ``error`` instead of numbers."""
    rows = [_row(name, work, sys.executable if name.startswith(_OWN) else python) for name in names]
    owners = [own for _, own in json.loads((work / "questions.json").read_text("utf-8"))]
    measured = [row for row in rows if "right" in row]
    for row in measured:
        row["p"] = p_value(_column(measured[0]), _column(row), owners, mean)
    return rows


def _column(row: dict[str, Any]) -> np.ndarray:
    return np.array(row["right"], np.float64)[:, None]


def _row(name: str, work: Path, python: str) -> dict[str, Any]:
    side = Side(name=name, tree=ROOT, python=python, settings={"TOKENIZERS_PARALLELISM": "false"})
    numbers: dict[str, Any] = {"library": name}
    try:
        for step in ("index", "search", "kills"):
            print(f"{name}: {step}", file=sys.stderr)
            numbers |= json.loads(side.run(_PEER, name, step, work).out.splitlines()[-1])
    except EvalError as error:
        numbers["error"] = str(error).splitlines()[-1]
        print(error, file=sys.stderr)
    if "whole" in numbers:
        numbers["whole after a kill"] = f"{numbers['whole']} of {numbers['kills']}"
    if "right" in numbers:
        numbers["R@1"] = float(_column(numbers).mean())
    done = {key: value for key, value in numbers.items() if key in _SHOWN}
    print(f"{name}: {json.dumps(done)}", file=sys.stderr)  # kept if the run is ended
    return numbers


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return a Markdown table, a column a library; below it what failed."""
    return side_by_side(rows, "library", _SHOWN)


def side_by_side(rows: Sequence[dict[str, Any]], head: str, shown: Sequence[str]) -> str:
    """Return a Markdown table, a column a row that ``head`` names; below it what failed."""
    lines = ["| | " + " | ".join(row[head] for row in rows) + " |"]
    lines.append("|---" * (len(rows) + 1) + "|")
    lines += [
        f"| {name} | " + " | ".join(_cell(row.get(name)) for row in rows) + " |" for name in shown
    ]
    return "\n".join([*lines, *(f"\n{r[head]}: {r['error']}" for r in rows if "error" in r)])


def _cell(value: float | str | None) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
    return "" if value is None else str(value)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.peers", description=__doc__)
    add_options(parser, list(PEERS))
    parser.add_argument("--kills", type=int, default=8, help="processes to kill, of each (8)")
    parser.add_argument("--dtype", default="float32", choices=["float32", "bfloat16", "auto"])
    return parser


def add_options(parser: argparse.ArgumentParser, names: list[str]) -> None:
    """Add what is compared (some of ``names``), on what articles and questions, with what model."""
    parser.add_argument("articles", type=Path, nargs="+", help="JSONL archives or pages")
    parser.add_argument(
        "--questions", type=Path, required=True, help="JSONL: 'question', 'context'"
    )
    parser.add_argument("--limit", type=int, default=500, help="articles beside the contexts (500)")
    parser.add_argument("--count", type=int, default=300, help="questions to ask (300)")
    parser.add_argument("--peers", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--python", default=sys.executable, help="which has the other libraries")
    parser.add_argument(
        "--model", default=str(ROOT / "models" / "pretrained" / "embedder"), help="a folder"
    )
    parser.add_argument("--folder", type=Path, help="where scratch files go (the system's place)")
    parser.add_argument("--json", action="store_true")


if __name__ == "__main__":
    sys.exit(main())
