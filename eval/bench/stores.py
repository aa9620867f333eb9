"""An archive in both kinds of store: ``python -m eval.bench.stores ARCHIVE --questions Q.jsonl``.

The archive, of SQLite with FAISS, is copied into the tables of LanceDB (``--to`` names the folder;
what is there already is used) and both are asked the same: how long the copy takes, how large it
is, how long searches take with and without a date, the memory of a process that searches, and in
how many searches all hits and scores are the same. Each is measured in a process of its own.
Prints a Markdown table, with ``--json`` a JSON object. Needs ``kanbao[lance]``.
"""

from __future__ import annotations

import argparse
import json
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.bench.scale import apart, date_filters, memory
from eval.bench.speed import percentiles, seconds_of
from eval.jsonl import read_jsonl
from qa import Archive, KanbaoError
from qa.defaults import default_embedder
from qa.store import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qa.interfaces import Embedder
    from qa.records import Hit, Where

    Models = Callable[[], Embedder]

__all__ = ["main", "measure", "table"]

Numbers = dict[str, Any]
_WARM = 5  # searches before any counts: the disk's cache


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        rows = islice(read_jsonl(options.questions), options.count)
        questions = [row.text("question") for row in rows]
        columns = measure(options.archive, options.to, questions)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(columns, ensure_ascii=False) if options.json else table(columns))
    return 0


def measure(
    archive: Path, to: Path, questions: Sequence[str], *, models: Models = default_embedder
) -> dict[str, Numbers]:
    """Return the numbers of both by name; ``to`` is the folder of the copy."""
    filters = date_filters(archive)
    copied = apart(_copy, archive, to)
    found = {
        name: apart(_search, folder, questions, filters, models)
        for name, folder in (("SQLite, FAISS", archive), ("LanceDB", to))
    }
    one, other = (numbers.pop("hits") for numbers in found.values())
    same = sum(a == b for a, b in zip(one, other, strict=True))
    found["LanceDB"] |= copied | {"searches with the same hits": f"{same} of {len(one)}"}
    return found


def table(columns: Mapping[str, Numbers]) -> str:
    """Return the numbers as Markdown, a column a store."""
    names = dict.fromkeys(name for numbers in columns.values() for name in numbers)
    rows = [
        f"| {name} | " + " | ".join(str(numbers.get(name, "")) for numbers in columns.values())
        for name in names
    ]
    head = [f"| | {' | '.join(columns)} |", "|---" * (1 + len(columns)) + "|"]
    return "\n".join([*head, *(f"{row} |" for row in rows)])


def _copy(archive: Path, to: Path) -> Numbers:
    if (to / "archive.lance.json").exists():
        return {}
    with Archive.open(archive, create=False) as opened:
        return {"copy s": round(seconds_of(lambda: opened.copy_to(f"lance:{to}")), 1)}


def _search(
    folder: Path, questions: Sequence[str], filters: Mapping[str, Where], models: Models
) -> Numbers:
    embedder = models()
    hits: list[list[Hit]] = []

    def search(question: str, where: Where | None) -> None:
        hits.append(archive.search(question, where=where))

    with Archive.open(folder, create=False, embedder=embedder) as archive:
        first = seconds_of(lambda: archive.search(questions[0]))
        for question in questions[:_WARM]:
            archive.search(question)
        numbers: Numbers = {}
        for name, where in {"search": None, **filters}.items():
            times = [seconds_of(lambda q=q, w=where: search(q, w)) for q in questions]  # type: ignore[misc]
            numbers |= percentiles(name, times)
        holds = archive.holdings()
        return {
            "articles": holds.articles,
            "chunks": holds.chunks,
            "open, first search s": round(first, 2),
            **numbers,
            **memory(),
            "bytes per article": round(size_of(folder) / holds.articles),
            "hits": hits,
        }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.stores", description=__doc__)
    parser.add_argument("archive", type=Path, help="an archive of SQLite")
    parser.add_argument("--questions", type=Path, required=True, help="JSON lines with questions")
    parser.add_argument("--to", type=Path, required=True, help="the folder of the copy")
    parser.add_argument("--count", type=int, default=100, help="how many questions")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
