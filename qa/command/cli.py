"""``kanbao``: the command line. Exit codes: 0 answered, 1 refused or not found, 2 error."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from qa import __version__
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["main"]

ERROR, INTERRUPTED = 2, 130

_ABOUT = "向中文报纸档案提问、检索、作摘要，离线运行，答案附原文出处。"
_EPILOG = "退出码：0 有答案，1 没有答案或没有找到，2 出错。KANBAO_ARCHIVE 可指定默认的档案文件夹。"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are one line on standard error."""
    args = _parser().parse_args(argv)
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    if not getattr(args, "online", False):
        _quiet()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # GBK, say, lacks 𠮷: an escape for it is better than no output at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        from qa.command.commands import COMMANDS

        code = COMMANDS[args.command](args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KanbaoError, OSError) as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        _fail("已中断；已入库的文章仍在，其余没有写入")
        return INTERRUPTED
    return code


def _quiet() -> None:
    """Keep the bars and hints of the model libraries off standard error: it is for ours."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")


def _fail(message: str) -> int:
    line = " ".join(message.split())
    print(f"kanbao: 错误：{line}", file=sys.stderr)
    return ERROR


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Help in Chinese, errors in one line."""

    def __init__(
        self, *, description: str, prog: str | None = None, epilog: str | None = None
    ) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def error(self, message: str) -> NoReturn:
        sys.exit(_fail(f"{message}（帮助：{self.prog} --help）"))


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _parser() -> _Parser:
    parser = _Parser(prog="kanbao", description=_ABOUT, epilog=_EPILOG)
    version = f"kanbao {__version__}"
    parser.add_argument("--version", action="version", version=version, help="显示版本")
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="命令", title="命令", parser_class=_Parser
    )
    for fill in (_add, _ask, _search, _digest, _summarize, _list, _delete, _verify, _rebuild):
        fill(commands)
    return parser


def _command(commands: Commands, name: str, about: str) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=about, description=about)
    parser.add_argument(
        "--archive",
        type=_path,
        default=Path(os.environ.get("KANBAO_ARCHIVE") or "kanbao-archive"),
        metavar="文件夹",
        help="档案文件夹（默认 %(default)s）",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


def _add(commands: Commands) -> None:
    parser = _command(commands, "add", "把报纸版面、网页、文档或 JSONL 档案读入，建立索引")
    parser.add_argument(
        "paths",
        type=_path,
        nargs="+",
        metavar="路径",
        help="文件，或文件夹（其中全部 .txt、.jsonl、.html、.pdf、.docx、.md 及其 .gz、.xz）；"
        "读不了的跳过，最后列出，退出码为 2",
    )
    parser.add_argument("--source", metavar="名称", help="没有来源的文章记为这个来源")
    parser.add_argument("--date", type=_date, metavar="日期", help="没有日期的文章记为这一天")
    _models(parser, "embedder")


def _ask(commands: Commands) -> None:
    parser = _command(commands, "ask", "提问：回答并引用原文，没有把握就拒答")
    parser.add_argument("question", metavar="问题")
    parser.add_argument("-k", type=int, default=5, metavar="个数", help="读几个片段（默认 5）")
    parser.add_argument(
        "--threshold",
        type=_share,
        metavar="门槛",
        help="置信度低于它就拒答，0 到 1（默认由模型判断有没有答案）",
    )
    parser.add_argument(
        "--free", action="store_true", help="不限于原文字句作答；原文不支持的仍拒答"
    )
    _today(parser)
    _filters(parser)
    _models(parser, "embedder", "generator")


def _search(commands: Commands) -> None:
    parser = _command(commands, "search", "检索：列出最相关的片段和各路得分")
    parser.add_argument("text", metavar="文字")
    parser.add_argument("-k", type=int, default=10, metavar="个数", help="列出几个（默认 10）")
    parser.add_argument(
        "--arm",
        action="append",
        choices=("dense", "sparse"),
        help="只用这一路：dense 语义，sparse 字词（默认两路）",
    )
    _filters(parser)
    _models(parser, "embedder")


def _digest(commands: Commands) -> None:
    parser = _command(commands, "digest", "作综述：从多篇文章里选出原句，去掉重复，新的在前")
    parser.add_argument(
        "question",
        nargs="?",
        metavar="问题",
        help="写明日期的，只看那些日子的文章；不写就综述 --ids",
    )
    parser.add_argument(
        "--ids", dest="id", nargs="+", action="extend", metavar="编号", help="只看这些文章"
    )
    parser.add_argument("--limit", type=int, default=12, metavar="句数", help="最多几句（默认 12）")
    _today(parser)
    _filters(parser)
    _models(parser, "embedder")


def _summarize(commands: Commands) -> None:
    parser = _command(commands, "summarize", "作摘要：标题、提要或长文摘要")
    parser.add_argument(
        "--kind",
        choices=("headline", "brief", "summary"),
        default="brief",
        help="headline 标题，brief 一两句提要（默认），summary 摘要",
    )
    parser.add_argument(
        "--length", type=int, metavar="字数", help="摘要约多少字（默认 220）；标题、提要至多多少字"
    )
    _filters(parser)
    _models(parser, "generator")


def _list(commands: Commands) -> None:
    _filters(_command(commands, "list", "列出文章"))


def _delete(commands: Commands) -> None:
    parser = _command(commands, "delete", "删除文章")
    parser.add_argument("ids", nargs="+", metavar="编号", help="文章编号，见 kanbao list")


def _verify(commands: Commands) -> None:
    _command(commands, "verify", "检查档案是否完好")


def _rebuild(commands: Commands) -> None:
    _models(_command(commands, "rebuild", "重新切分、重建全部向量和索引"), "embedder")


def _filters(parser: _Parser) -> None:
    group = parser.add_argument_group("筛选")
    group.add_argument("--since", type=_date, metavar="日期", help="这一天起（含），如 2022-04-03")
    group.add_argument("--until", type=_date, metavar="日期", help="到这一天止（含）")
    group.add_argument("--source", metavar="名称", help="来源")
    group.add_argument("--tag", metavar="标签", help="标签")
    group.add_argument("--id", action="append", metavar="编号", help="文章编号，可多次给出")


def _today(parser: _Parser) -> None:
    about = "问题里的昨日、上周、去年从这一天算起（默认当天）"
    parser.add_argument("--today", type=_date, metavar="日期", help=about)


def _models(parser: _Parser, *kinds: str) -> None:
    labels = {"embedder": "向量模型", "generator": "生成模型"}
    for kind in kinds:
        about = f"{labels[kind]}：文件夹或 hub 名称（默认用自带的）"
        parser.add_argument(f"--{kind}", metavar="模型", help=about)
    parser.add_argument("--online", action="store_true", help="允许联网下载 hub 上的模型")


def _path(value: str) -> Path:
    if not value:
        # For pathlib it is the current folder: all of that would be added.
        raise argparse.ArgumentTypeError("路径是空的")
    return Path(value)


def _date(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} 不是日期，请写成 2022-04-03") from error


def _share(value: str) -> float:
    try:
        share = float(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value!r} 不是数") from error
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{value} 不在 0 到 1 之间")
    return share
