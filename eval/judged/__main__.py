"""``python -m eval.judged``: draw sheets, keep judgements, report; see the package."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import SuiteError
from eval.judged import __doc__ as how_to
from eval.judged.choices import KEPT, as_table, read_choices, rows
from eval.judged.labels import keep, read_labels
from eval.judged.report import as_markdown, report
from eval.judged.sheets import key_of, read_key, write_sheets
from eval.judged.texts import REFERENCE, Source, collect
from eval.suite import HALVES, SEED
from qa import load_generator
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    arguments = _parser().parse_args(argv)
    try:
        arguments.act(arguments)
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    return 0


def _draw(arguments: argparse.Namespace) -> None:
    if not arguments.sources and not arguments.texts:
        raise SuiteError("nothing to draw from: say NAME=RUN, or --texts NAME=FILE")
    judged = {(label.task, label.item) for label in read_labels(arguments.fresh)}
    texts = collect(
        [_source(words) for words in arguments.sources],
        [(name, Path(rest)) for name, rest in map(_named, arguments.texts)],
        references=arguments.references,
        limits=dict(map(_limit, arguments.limit)),
        judged=judged,
        seed=arguments.seed,
    )
    sheets = write_sheets(texts, arguments.out, per_sheet=arguments.per_sheet, seed=arguments.seed)
    print(f"{len(texts)} 条，{sheets} 卷：{arguments.out}")
    print(f"底卷（不给审读的人看）：{key_of(arguments.out)}")


def _keep(arguments: argparse.Namespace) -> None:
    kept, missing = keep(
        read_key(arguments.key),
        arguments.judgements,
        judge=arguments.judge,
        date=arguments.date,
        out=arguments.out,
    )
    print(f"记下 {kept} 条：{arguments.out}")
    if missing:
        print(f"还没有判的卷：{'、'.join(map(str, missing))}", file=sys.stderr)


def _report(arguments: argparse.Namespace) -> None:
    compared = None if arguments.compare is None else [(a, b) for a, b in arguments.compare]
    found = report(read_labels(arguments.labels), compared=compared)
    if arguments.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        print(as_markdown(found))


def _choices(arguments: argparse.Namespace) -> None:
    generator = load_generator("generator")
    chosen = read_choices(arguments.choices or sorted(KEPT.glob("*.jsonl")))
    found = rows(chosen, arguments.data, generator, half=arguments.half)
    print(json.dumps(found, ensure_ascii=False, indent=1) if arguments.json else as_table(found))


def _source(words: str) -> Source:
    """Read ``NAME=RUN`` or ``NAME=RUN:SYSTEM``."""
    name, rest = _named(words)
    parts = re.fullmatch(r"(?P<run>.+?)(:(?P<system>[\w-]+))?", rest)
    if parts is None:
        raise SuiteError(f"{words!r} is not NAME=RUN or NAME=RUN:SYSTEM")
    return Source(name=name, folder=Path(parts["run"]), system=parts["system"] or "kanbao")


def _limit(words: str) -> tuple[str, int]:
    name, rest = _named(words)
    if not rest.isdecimal():
        raise SuiteError(f"{words!r} is not NAME=N: a whole number, at least 0")
    return name, int(rest)


def _named(words: str) -> tuple[str, str]:
    """Return the two sides of ``NAME=REST``."""
    name, _, rest = words.partition("=")
    if not rest or not re.fullmatch(r"[\w-]+", name) or name == REFERENCE:
        raise SuiteError(
            f"{words!r} is not NAME=…: a name of letters, digits, - and _, but not {REFERENCE}"
        )
    return name, rest


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.judged",
        description=how_to,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    _draw_parser(commands.add_parser("draw", help="把几个系统和人写的文字混在一起，写成审读卷"))
    one = commands.add_parser("keep", help="检查判语，记入标签文件（没有原文）")
    one.add_argument("key", type=Path, metavar="KEY", help="draw 写下的底卷")
    one.add_argument("judgements", type=Path, nargs="+", metavar="JUDGEMENTS", help="JSONL")
    one.add_argument("--judge", required=True, help="谁判的")
    one.add_argument("--out", type=Path, required=True, help="标签文件（接着写）")
    one.add_argument(
        "--date", type=dt.date.fromisoformat, default=dt.date.today(), help="哪天判的（默认今天）"
    )
    one.set_defaults(act=_keep)
    one = commands.add_parser("report", help="数标签：各等级的比例、两人是否一致、两个系统相比")
    one.add_argument("labels", type=Path, nargs="+", metavar="LABELS")
    one.add_argument(
        "--compare",
        nargs=2,
        action="append",
        metavar=("LEFT", "RIGHT"),
        help="比较哪两个系统（可以多次；默认每两个）",
    )
    one.add_argument("--json", action="store_true")
    one.set_defaults(act=_report)
    _choices_parser(commands.add_parser("choices", help="摘要与人挑的句子比：有多少是同样的"))
    return parser


def _choices_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("choices", type=Path, nargs="*", metavar="CHOICES", help="默认全部")
    parser.add_argument("--data", type=Path, required=True, help="共享数据的文件夹")
    parser.add_argument("--half", choices=HALVES, help="只用一半文章：在前一半选，报后一半")
    parser.add_argument("--json", action="store_true", help="一篇一行")
    parser.set_defaults(act=_choices)


def _draw_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="NAME=RUN[:SYSTEM]", help="默认是 kanbao")
    parser.add_argument("--texts", nargs="+", default=[], metavar="NAME=FILE", help="别处的文字")
    parser.add_argument("--out", type=Path, required=True, help="审读卷的文件夹；底卷在它旁边")
    parser.add_argument("--per-sheet", type=int, default=60, help="每卷最多几条（默认 60）")
    parser.add_argument("--references", type=int, help="人写的最多几条（默认全部）")
    parser.add_argument(
        "--limit", nargs="+", default=[], metavar="NAME=N", help="某个系统最多几条（默认全部）"
    )
    parser.add_argument(
        "--fresh", type=Path, nargs="+", default=[], metavar="LABELS", help="判过的不再判"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="取哪些、怎么排（默认同各套评测）")
    parser.set_defaults(act=_draw)


if __name__ == "__main__":
    sys.exit(main())
