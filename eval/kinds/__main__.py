"""``python -m eval.kinds``: ask the labelled questions and report; see the package."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from eval.kinds import __doc__ as how_to
from eval.kinds.asked import HALVES, TAUGHT, ask_all
from eval.kinds.report import as_markdown
from qa import load_generator
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    arguments = _parser().parse_args(argv)
    try:
        rows = ask_all(
            arguments.data,
            load_generator(arguments.generator),
            half=arguments.half,
            limit=arguments.limit,
        )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    arguments.out.mkdir(parents=True, exist_ok=True)
    with (arguments.out / f"{arguments.half}.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(as_markdown(rows))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.kinds",
        description=how_to,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the shared sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for the rows")
    parser.add_argument(
        "--half",
        choices=(*HALVES, TAUGHT),
        default="report",
        help="half of the articles; taught: 4,371 yes-or-no questions on training texts",
    )
    parser.add_argument("--limit", type=int, help="at most so many questions")
    parser.add_argument("--generator", default="generator", help="folder or hub id")
    return parser


if __name__ == "__main__":
    sys.exit(main())
