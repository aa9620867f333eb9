"""``python -m eval.scans make``: draw pages and write what stands on them; see the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from eval.scans import __doc__ as how_to
from eval.scans.draw import draw
from eval.scans.fonts import choose, find_fonts
from eval.scans.gold import write_gold
from eval.scans.pages import make_page
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "make"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    arguments = _parser().parse_args(argv)
    try:
        make(
            arguments.out,
            pages=arguments.pages,
            seed=arguments.seed,
            small=arguments.small,
            fonts=arguments.fonts,
        )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    return 0


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
    write_gold(golden, out / "gold.jsonl")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.scans",
        description=how_to,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True)
    make_parser = commands.add_parser("make", help="draw pages")
    make_parser.add_argument("--out", type=Path, required=True, help="folder for the pages")
    make_parser.add_argument("--pages", type=int, default=40)
    make_parser.add_argument("--seed", type=int, default=1)
    make_parser.add_argument("--small", action="store_true", help="few characters a page")
    make_parser.add_argument("--fonts", type=Path, nargs="*", default=(), help="files or folders")
    return parser


if __name__ == "__main__":
    sys.exit(main())
