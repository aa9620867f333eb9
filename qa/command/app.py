"""The commands of ``kanbao``; each returns its exit code.

====  ==========================================================================
code  meaning
====  ==========================================================================
0     answered, found, done
1     refused, not found, or ``verify`` found a problem
2     an error: bad arguments, an archive or file that cannot be read, a damaged model
130   interrupted (Ctrl-C)
====  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated

import typer

from qa import __version__
from qa.command.usage import Command, Group

__all__ = ["app"]

_ABOUT = "向中文报纸档案提问、检索、作摘要，离线运行，答案附原文出处。"
_EPILOG = (
    "退出码：0 有答案，1 没有答案或没有找到，2 出错，130 被中断。"
    "KANBAO_ARCHIVE 可指定默认的档案文件夹。"
)

_COMMANDS = {
    "add": ("add.add", "把报纸版面、网页、文档或 JSONL 档案读入，建立索引"),
    "ask": ("ask.ask", "提问：回答并引用原文，没有把握就拒答"),
    "search": ("ask.search", "检索：列出最相关的片段和各路得分"),
    "digest": ("ask.digest", "作综述：从多篇文章里选出原句，去掉重复，新的在前"),
    "summarize": ("summarize.summarize", "作摘要：标题、提要或长文摘要"),
    "list": ("manage.list_articles", "列出文章"),
    "show": ("manage.show", "显示文章全文"),
    "delete": ("manage.delete", "删除文章"),
    "verify": ("manage.verify", "检查档案是否完好"),
    "check": ("check.check", "核对证据文件：引文还在不在原处，或什么变了"),
    "correct": ("correct.correct", "更正扫描件识别错的字；原图上的位置和识别的原样都留着"),
    "relocate": ("manage.relocate", "原文件的文件夹搬了家：改记新的位置"),
    "move": ("manage.move", "把档案复制到另一个文件夹或 LanceDB 的表，留着原来的"),
    "rebuild": ("manage.rebuild", "重新切分、重建全部向量和索引"),
    "doctor": ("doctor.doctor", "这台机器：处理器、引擎、速度、档案大小，怎样更快"),
    "watch": ("watch.watch", "看着文件夹：放进去的文件都入库，半截的等写完"),
    "serve": ("serve.serve", "开服务：浏览器和程序经 HTTP 提问、检索"),
    "mcp": ("mcp.mcp", "作智能助手的工具（MCP）：由助手启动，经标准输入应答"),
}
_GROUPS = {
    "key": (
        "管理 kanbao serve 的密钥",
        {
            "new": ("serve.new_key", "发一个密钥"),
            "list": ("serve.list_keys", "列出密钥"),
            "revoke": ("serve.revoke_key", "收回一个密钥"),
        },
    ),
    "standing": (
        "常设问题：答案出现、变化或消失时得知",
        {
            "add": ("standing.add_question", "记下一个问题"),
            "list": ("standing.list_questions", "列出常设问题和上次的答案"),
            "remove": ("standing.remove_questions", "不再问"),
            "run": ("standing.run_questions", "档案变了就再问一遍，说出答案的出现、变化和消失"),
        },
    ),
}


def app(only: str | None = None) -> typer.Typer:
    """Return all commands; just ``only``, if it is one: the others are not imported then."""
    made = typer.Typer(
        cls=Group,
        help=_ABOUT,
        epilog=_EPILOG,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=True)(_kanbao)
    every = only not in {*_COMMANDS, *_GROUPS}
    _add_commands(made, {name: _COMMANDS[name] for name in _COMMANDS if every or name == only})
    for name, (about, commands) in _GROUPS.items():
        if every or name == only:
            group = typer.Typer(cls=Group, help=about, rich_markup_mode=None)
            _add_commands(group, commands)
            made.add_typer(group, name=name)
    return made


def _add_commands(to: typer.Typer, commands: Mapping[str, tuple[str, str]]) -> None:
    for name, (place, about) in commands.items():
        module, _, function = place.partition(".")
        run = getattr(import_module(f"qa.command.{module}"), function)
        to.command(name, cls=Command, help=about, short_help=about)(run)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"kanbao {__version__}")
        raise typer.Exit


def _kanbao(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        raise typer.BadParameter("没有给出命令", context)
