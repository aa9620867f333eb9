"""Help and what is wrong with arguments, in Chinese: typer has both in English only."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["Command", "Group", "spread", "usage_message"]

_WIDTH, _COLUMN = 80, 26
_HELP = {
    "help": "显示帮助",
}


class Command(TyperCommand):
    """A command with its help in Chinese; ``--ids A B C`` gives an option several values."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the arguments and options."""
        return _read_lightly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help, as long as it is."""
        return _help(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse arguments; ``--ids A B`` is read as ``--ids A --ids B``."""
        if ctx.resilient_parsing:
            return super().parse_args(ctx, spread(args, "--ids"))
        with _errors_of(ctx):
            _check_values(args, self.params)
            return super().parse_args(ctx, spread(args, "--ids"))


class Group(TyperGroup):
    """All commands: the help lists them, and an unknown one is an error in Chinese."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, as long as it is."""
        return _help(self, ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options."""
        return _read_lightly(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first argument names."""
        name = args[0]
        if name not in self.commands and not ctx.resilient_parsing:
            like = get_close_matches(name, self.commands, n=1)
            maybe = f"，是不是 {like[0]}" if like else ""
            raise typer.BadParameter(f"没有命令 {name}{maybe}", ctx)
        return super().resolve_command(ctx, args)


def _read_lightly(params: list[Any]) -> list[Any]:
    """Let arguments and options read their values as typer does, but without pydantic.

    Its import takes a tenth of a second. What has no parser and is no flag stays typer's.
    """
    for param in params:
        of = param.type_descriptor
        if parser := of.parameter_info.parser or (bool if of.annotation is bool else None):
            param.get_runtime_param = partial(_Read, parser)
    return params


@dataclass(frozen=True, slots=True)
class _Read:
    parser: Callable[[Any], Any]

    def coerce(self, value: Any, param: Any, **_: Any) -> Any:
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        return list(map(self.parser, value)) if several else self.parser(value)


def spread(args: list[str], option: str) -> list[str]:
    """Repeat ``option`` before each value after it, up to the next option or ``--``."""
    done: list[str] = []
    rest = args.index("--") if "--" in args else len(args)
    many = 0
    for arg in args[:rest]:
        many = 0 if _looks_like_option(arg) else many + bool(many)
        if many > 2:
            done.append(option)
        done.append(arg)
        many = 1 if arg == option else many
    return done + args[rest:]


@contextmanager
def _errors_of(context: Any) -> Iterator[None]:
    """Let an error know in which command it was, if it does not: its help is named with it."""
    try:
        yield
    except typer.TyperException as error:
        known: Any = error
        known.ctx = getattr(known, "ctx", None) or context
        raise


def _check_values(args: Sequence[str], params: Iterable[Any]) -> None:
    """Raise for an option that is followed by another one: typer would take that as its value."""
    options = {
        name
        for param in params
        if param.param_type_name == "option" and not param.is_flag
        for name in param.opts
    }
    for option, value in pairwise(args):
        if option == "--":
            return
        if option in options and _looks_like_option(value):
            raise typer.BadParameter(f"选项 {option} 缺少值；以 - 开头的值写成 {option}={value}")


def _looks_like_option(arg: str) -> bool:
    """Whether an argument is meant as an option: not a dash alone, a number or a sentence."""
    number = arg[1:].replace(".", "", 1).isdecimal()
    return arg.startswith("-") and len(arg) > 1 and not number and " " not in arg


def usage_message(error: typer.TyperException) -> str:
    """Return what is wrong with the arguments, and how to see the help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kanbao"
    return f"{_fault(error)}（帮助：{path} --help）"


def _fault(error: typer.TyperException) -> str:
    option, param = getattr(error, "option_name", ""), getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            like = getattr(error, "possibilities", None)
            return f"没有选项 {option}" + (f"，是不是 {'、'.join(like)}" if like else "")
        case "MissingParameter":
            return f"缺少{_name(param)}"
        case "UsageError" if error.message == "Missing command.":
            return "没有给出命令"
        case "BadOptionUsage":
            return f"选项 {option} {'不带值' if 'not take' in error.message else '缺少值'}"
        case "BadParameter":
            return f"{_name(param)}：{error.message}" if param else error.message
    return f"多余的参数 {error.message.partition(' (')[2].removesuffix(')')}"


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar)
    return f"选项 {max(param.opts, key=len)}"


def _help(command: Any, ctx: Any) -> str:
    names = [_usage(p) for p in command.params if p.param_type_name == "argument"]
    if isinstance(command, Group):
        names = ["命令 …"]
    parts = [" ".join([f"用法：{ctx.command_path}", "[选项]", *names]), *_wrapped(command.help)]
    for title, rows in _sections(command, ctx).items():
        parts += ["", f"{title}：", *(line for row in rows for line in _row(*row))]
    if command.epilog:
        parts += ["", *_wrapped(command.epilog)]
    return "\n".join(parts)


def _sections(command: Any, ctx: Any) -> dict[str, list[tuple[str, str]]]:
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for param in command.get_params(ctx):
        about = _HELP.get(param.name, param.help or "")
        if param.param_type_name == "argument":
            rows["参数"].append((param.metavar, about))
        else:
            value = "" if param.is_flag or not param.metavar else f" {param.metavar}"
            names = ", ".join([*sorted(param.opts, key=len), *param.secondary_opts])
            rows[param.rich_help_panel or "选项"].append((names + value, about))
    for name, each in getattr(command, "commands", {}).items():
        rows["命令"].append((name, each.help))
    return rows


def _usage(param: Any) -> str:
    name = param.metavar + (" …" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _row(name: str, about: str) -> list[str]:
    """Return the lines of a name and what it is; the second column is wrapped."""
    first = f"    {name}"
    gap = _COLUMN - _columns(first)
    lines = _wrapped(about, _COLUMN)
    if gap < 2 or not about:
        return [first, *lines] if about else [first]
    return [first + " " * gap + lines[0].lstrip(), *lines[1:]]


def _wrapped(text: str, indent: int = 0) -> list[str]:
    """Wrap by characters of one or two columns; nowhere else than between Chinese ones."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _columns(line + piece) > _WIDTH - indent and piece not in "，。；：、）":
            lines.append(line)
            line = piece.lstrip()
        else:
            line += piece
    return textwrap.indent("\n".join([*lines, line]), " " * indent).split("\n")


def _pieces(text: str) -> list[str]:
    """Cut between wide characters and at spaces, never within a word of ASCII."""
    pieces = [""]
    for char in text:
        narrow = _columns(char) == 1 and char != " "
        if narrow and pieces[-1] and _columns(pieces[-1][-1]) == 1:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces[1:]


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
