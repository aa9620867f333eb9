"""``python -m eval.scans``: draw pages, or lay out their known lines; see the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from eval.scans import __doc__ as how_to
from eval.scans.draw import draw
from eval.scans.fonts import choose, find_fonts
from eval.scans.gold import FILE, write_gold
from eval.scans.pages import gold_page, make_page
from eval.scans.reading import read_gold_lines
from eval.scans.scoring import faults_of, score_page
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "make"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    arguments = _parser().parse_args(argv)
    try:
        arguments.act(arguments)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    return 0


def _make(arguments: argparse.Namespace) -> None:
    make(
        arguments.out,
        pages=arguments.pages,
        seed=arguments.seed,
        small=arguments.small,
        fonts=arguments.fonts,
    )


def _lines(arguments: argparse.Namespace) -> None:
    """Print what the layout makes of known lines: for each page its articles and its faults."""
    right = found = wanted = 0.0
    for number in range(1, arguments.pages + 1):
        gold = gold_page(arguments.seed, number, small=arguments.small)
        articles = read_gold_lines(gold)
        scores = score_page(gold, articles)
        right += scores["boundary_right"]
        found += scores["boundary_found"]
        wanted += scores["boundary_wanted"]
        order = scores["concordant"] / max(1.0, scores["pairs"])
        print(
            f"{gold.id}  articles {scores['boundary_right']:.0f} of {scores['boundary_wanted']:.0f}"
            f", {scores['boundary_found']:.0f} read  order {order:.3f}"
            f"  edits {scores['edits']:.0f}"
        )
        for fault in faults_of(gold, articles):
            print(f"    {fault}")
    print(f"boundary_f1 {2 * right / max(1.0, found + wanted):.3f}")


def make(
    out: Path, *, pages: int, seed: int, small: bool = False, fonts: Sequence[Path] = ()
) -> None:
    """Write ``pages`` pages into a folder, ``NAME.png`` each, and ``gold.jsonl``."""
    found = find_fonts(fonts)
    out.mkdir(parents=True, exist_ok=True)
    golden = []
    for number in range(1, pages + 1):
        made = make_page(seed, number, small=small)
        picture = draw(made, choose(found, Random(made.seed)))
        dpi = made.gold.dpi
        picture.save(out / f"{made.gold.id}.png", dpi=(dpi, dpi))
        golden.append(made.gold)
    write_gold(golden, out / FILE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.scans",
        description=how_to,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True)
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument("--pages", type=int, default=48, help="how many")
    which.add_argument("--seed", type=int, default=1, help="other pages for each")
    which.add_argument("--small", action="store_true", help="few characters a page")
    pages = commands.add_parser("make", parents=[which], help="draw pages")
    pages.add_argument("--out", type=Path, required=True, help="folder for the pages")
    pages.add_argument("--fonts", type=Path, nargs="*", default=(), help="files or folders")
    pages.set_defaults(act=_make)
    lines = commands.add_parser("lines", parents=[which], help="lay out pages of known lines")
    lines.set_defaults(act=_lines)
    return parser


if __name__ == "__main__":
    sys.exit(main())
