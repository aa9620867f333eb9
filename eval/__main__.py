"""``python -m eval`` and ``kanbao-eval``: run, compare, gate, report, readme, baseline."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from eval.baseline import save_baseline
from eval.compare import changes, compare, losses, only_in, untested
from eval.errors import EvalError
from eval.figures import figures_block
from eval.markdown import (
    BLOCKS,
    compare_table,
    has_block,
    made_by,
    markers,
    replace_block,
    run_block,
    score_tables,
)
from eval.report import write_report
from eval.run import run_suite
from eval.scores import load_run, save_scores, score_run
from eval.setup import ARMS, Options, open_setup
from eval.suite import HALVES, load_suite
from qa.answering.limits import READ
from qa.command.spreading import spread_of
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.scores import Run, Score

    _Scored = tuple[Run, list[Score]]

__all__ = ["main"]

_SUITES = Path(__file__).parent / "suites"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 for a significant loss, 2 for an error or unscored rows."""
    arguments = _parser().parse_args(argv)
    arguments.command_line = _command_line(sys.argv[1:] if argv is None else argv)
    try:
        return int(arguments.act(arguments))
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2


def _run(arguments: argparse.Namespace) -> int:
    suite = load_suite(
        _suite_path(arguments.suite),
        data=_data(arguments.data),
        seed=arguments.seed,
        half=arguments.half,
    )
    out: Path = arguments.out
    options = Options(threshold=arguments.threshold, retrieval=arguments.retrieval, k=arguments.k)
    opener = partial(
        open_setup,
        arguments.embedder,
        arguments.generator,
        out,
        options,
        reranker=arguments.reranker,
    )
    with spread_of(arguments.workers, arguments.ray) as spread, _bar() as bar:
        run_suite(
            suite,
            out,
            open_setup=opener,
            options=options,
            limit=arguments.limit,
            spread=spread,
            command=arguments.command_line,
            other_code=arguments.other_code,
            progress=_Shown(bar),
        )
    run = load_run(out)
    scores = score_run(run)
    save_scores(out, scores)
    print(score_tables(scores))
    write_report(run, scores, out / "report.html")
    print(f"\n报告：{out / 'report.html'}")
    return _unscored(run)


def _compare(arguments: argparse.Namespace) -> int:
    left, right = load_run(arguments.left), load_run(arguments.right)
    found = compare(left, right)
    print(compare_table(found, changes(left, right, count=arguments.examples)))
    _left_out(left, right)
    return max(_unscored(left), _unscored(right))


def _gate(arguments: argparse.Namespace) -> int:
    run, against = load_run(arguments.run), load_run(arguments.against)
    found = compare(against, run)
    lost = losses(found, alpha=arguments.alpha)
    tested = [one for one in found if one.adjusted is not None]
    unknown = untested(found, run)
    print(compare_table([*(lost or tested), *unknown], []))
    _left_out(against, run)
    gone = only_in(against, run)
    unscored = max(_unscored(run), _unscored(against))
    if lost:
        print(f"不通过：{len(lost)} 项显著变差（Holm 校正后 p < {arguments.alpha}）。")
        return 1
    if unknown or unscored or gone:
        print(
            f"不能通过：{len(unknown)} 项只有一方有分数，{len(gone)} 项任务只有基线有；"
            "未计分的例子见上。"
        )
        return 2
    print(f"通过：{len(tested)} 项中没有显著变差的。")
    return 0


def _report(arguments: argparse.Namespace) -> int:
    run = load_run(arguments.run)
    scores = score_run(run)
    save_scores(run.folder, scores)
    path = arguments.out or run.folder / "report.html"
    write_report(run, scores, path)
    if arguments.markdown:
        print(score_tables(scores))
    print(f"报告：{path}", file=sys.stderr)
    return _unscored(run)


def _readme(arguments: argparse.Namespace) -> int:
    scored = [(run, score_run(run)) for run in map(load_run, arguments.runs)]
    for page in arguments.readme:
        text = page.read_text(encoding="utf-8")
        page.write_text(_rewritten(text, scored, arguments, page), encoding="utf-8")
    return max(_unscored(run) for run, _ in scored)


def _rewritten(
    text: str, scored: Sequence[_Scored], arguments: argparse.Namespace, page: Path
) -> str:
    """Return a page's text with its blocks written anew from runs and their scores."""
    named = [name for name in BLOCKS if has_block(text, name)]
    if not named:
        raise EvalError(f"{page}: has no markers of a block of scores: {markers(BLOCKS[0])}")
    for name in named:
        parts = (
            [run_block(run.manifest, scores) for run, scores in scored]
            if name == "eval"
            else [figures_block(_by_suite(scored), chinese=page.name.endswith(".zh.md"))]
        )
        block = "\n".join([made_by(arguments.command_line), *parts])
        text = replace_block(text, name, block)
    return text


def _by_suite(scored: Sequence[_Scored]) -> dict[str, list[Score]]:
    return {run.manifest.suite: scores for run, scores in scored}


def _baseline(arguments: argparse.Namespace) -> int:
    run = load_run(arguments.run)
    save_baseline(run, score_run(run), arguments.out)
    return _unscored(run)


def _calibrate(arguments: argparse.Namespace) -> int:
    from eval.calibrate import calibrate, read_asked
    from qa.defaults import load_embedder, load_generator

    made = calibrate(
        arguments.archive,
        read_asked(arguments.questions),
        embedder=load_embedder(arguments.embedder),
        generator=load_generator(arguments.generator),
    )
    print(
        f"{made.note}\n门槛：{made.threshold:.4f}；已存：{arguments.archive / 'calibration.json'}"
    )
    return 0


def _left_out(left: Run, right: Run) -> None:
    """Name the tasks that only one of the runs has."""
    for run, other in ((left, right), (right, left)):
        if names := only_in(run, other):
            print(f"未比较，只有 {run.folder} 有：{'、'.join(names)}")


def _unscored(run: Run) -> int:
    """Name the unscored examples; return the exit code they make."""
    for task, system, row in run.failures[:10]:
        print(f"未计分：{task}（{system}）{row.id}：{row.error}", file=sys.stderr)
    if run.failures:
        print(f"{run.folder}：共 {len(run.failures)} 例未计分。", file=sys.stderr)
    return 2 if run.failures else 0


def _command_line(argv: Sequence[str]) -> str:
    """Return the command without this machine's folders, as it will be committed."""
    placeless = [re.sub(r"^(--[\w-]+=)?/.*?([^/]*)/*$", r"\1\2", word) for word in argv]
    return shlex.join(["kanbao-eval", *placeless])


class _Shown:
    """Progress on a terminal: one line a task and system."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._lines: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        if what not in self._lines:
            self._lines[what] = self._bar.add_task(what, total=total or None)
        self._bar.update(self._lines[what], completed=done, total=total or None)


def _bar() -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
    )


def _suite_path(name: str) -> Path:
    """Return a suite's file: a path that exists, or one of ours by name."""
    for path in (Path(name), _SUITES / name, _SUITES / f"{name}.toml"):
        if path.is_file():
            return path
    ours = sorted(path.stem for path in _SUITES.glob("*.toml"))
    raise EvalError(f"no suite {name!r}: give a TOML file, or one of {ours}")


def _data(given: Path | None) -> Path | None:
    named = os.environ.get("KANBAO_DATA")
    return given or (Path(named) if named else None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kanbao-eval", description="看报的评测：有多好、有多准、有没有变差。"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")
    _run_parser(commands.add_parser("run", help="跑一套评测；中断后再跑同一命令即接着跑"))
    one = commands.add_parser("compare", help="比较同一套评测的两次结果（两次都有的任务）")
    one.add_argument("left", type=Path, metavar="A")
    one.add_argument("right", type=Path, metavar="B")
    one.add_argument("--examples", type=int, default=10, help="列出变化最大的几例（默认 10）")
    one.set_defaults(act=_compare)
    one = commands.add_parser("gate", help="与基线相比有显著变差时退出码为 1")
    one.add_argument("run", type=Path, metavar="RUN")
    one.add_argument("--against", type=Path, required=True, metavar="BASELINE")
    one.add_argument("--alpha", type=float, default=0.05, help="显著性水平（默认 0.05）")
    one.set_defaults(act=_gate)
    one = commands.add_parser("report", help="由一次结果生成单个 HTML 文件")
    one.add_argument("run", type=Path, metavar="RUN")
    one.add_argument("--out", type=Path, help="文件名（默认 RUN/report.html）")
    one.add_argument("--markdown", action="store_true", help="同时打印 Markdown 表格")
    one.set_defaults(act=_report)
    one = commands.add_parser("readme", help="重写文档页中的评测表格（标记 eval、figures 之间）")
    one.add_argument("runs", type=Path, nargs="+", metavar="RUN")
    one.add_argument("--readme", type=Path, required=True, nargs="+", metavar="PAGE")
    one.set_defaults(act=_readme)
    one = commands.add_parser("calibrate", help="用自己的问题校准一个模型在这个档案上的置信度")
    one.add_argument("--archive", type=Path, required=True, help="档案文件夹，校准存在里面")
    one.add_argument(
        "--questions", type=Path, required=True, help=".jsonl 或 .csv：question、answer（可空）"
    )
    one.add_argument("--embedder", default="embedder", help="嵌入模型：文件夹或 hub 名称")
    one.add_argument(
        "--generator", default="generator", help="生成模型：文件夹、hub 名称或 openai:网址#模型"
    )
    one.set_defaults(act=_calibrate)
    one = commands.add_parser("baseline", help="把一次结果存成可提交的基线（只有分数，没有原文）")
    one.add_argument("run", type=Path, metavar="RUN")
    one.add_argument("--out", type=Path, required=True)
    one.set_defaults(act=_baseline)
    return parser


def _run_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("suite", metavar="SUITE", help="TOML 文件，或 smoke、dev")
    parser.add_argument("--out", type=Path, required=True, help="结果文件夹")
    parser.add_argument("--data", type=Path, help="数据文件夹（默认取环境变量 KANBAO_DATA）")
    parser.add_argument("--limit", type=int, help="每项任务最多几例")
    parser.add_argument("--seed", type=int, help="另取一批例子（默认按套评测里写的）")
    parser.add_argument("--half", choices=HALVES, help="只用一半文章的例子：在前一半选，报后一半")
    parser.add_argument("--workers", type=int, help="并行进程数（默认 1）")
    parser.add_argument(
        "--ray",
        metavar="地址",
        help="在 Ray 集群上做：auto、主机:端口或 local；--out 在各台机器都看得到的地方",
    )
    parser.add_argument("--embedder", default="embedder", help="嵌入模型：文件夹或 hub 名称")
    parser.add_argument("--generator", default="generator", help="生成模型：文件夹或 hub 名称")
    parser.add_argument("--reranker", help="重排模型：文件夹或 hub 名称（默认不用）")
    parser.add_argument("--threshold", type=float, help="置信度低于它算拒答（默认由模型判断）")
    parser.add_argument("--retrieval", choices=[*ARMS, "off"], default="hybrid", help="检索方式")
    parser.add_argument("-k", type=int, default=READ, help=f"每个问题最多读几段（默认 {READ}）")
    parser.add_argument("--other-code", action="store_true", help="代码变了也接着跑（结果里记下）")
    parser.set_defaults(act=_run)


if __name__ == "__main__":
    sys.exit(main())
